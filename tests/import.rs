//! No document crashes the import of job descriptions or makes it slow, and nothing in one is dropped in
//! silence, whatever it is made of.

use std::collections::HashSet;
use std::sync::Arc;

use assay::domain::{limits, rubric};
use assay::import::{self, Document, Family, Item, Options, SectionRead};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};

#[path = "stage/documents.rs"]
mod documents;

fn read(text: &str) -> Document {
    import::read(text.as_bytes(), "page")
}

fn family(document: &Document, chain: bool) -> Family {
    import::family(document, &Options { family: None, chain, document: "page.md".to_owned() })
}

fn sections(document: &Document) -> impl Iterator<Item = &SectionRead> {
    document.levels.iter().flat_map(|level| &level.sections).chain(&document.shared)
}

fn items(document: &Document) -> impl Iterator<Item = &Item> {
    sections(document).flat_map(|section| &section.items)
}

/// What has to hold for whatever was read.
fn sound(bytes: &[u8]) -> Document {
    let document = import::read(bytes, "page");
    // The longest count of lines in any encoding, and one for a text without any.
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    for line in document.warnings.iter().map(|warning| warning.line).chain(items(&document).map(|item| item.line)) {
        assert!((1..=lines).contains(&line), "line {line} of {lines}");
    }
    assert!(document.warnings.is_sorted(), "warnings are in the order of the document");
    for section in sections(&document) {
        assert!(!section.items.is_empty(), "an empty section {:?}", section.title);
        assert!(section.items.iter().all(|item| !item.text.contains('\n')), "an item on several lines");
    }
    for chain in [false, true] {
        sound_family(&document, chain);
    }
    document
}

fn sound_family(document: &Document, chain: bool) {
    let made = family(document, chain);
    let levels: Vec<_> = made.levels.iter().cloned().map(Arc::new).collect();
    let problems: Vec<String> = rubric::check_family(&levels)
        .into_iter()
        .map(|problem| problem.message)
        .filter(|problem| !problem.contains("criteria; at most"))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    let mut ids = HashSet::new();
    let criteria = || levels.iter().flat_map(|level| level.criteria());
    assert!(criteria().all(|criterion| ids.insert(criterion.id.as_str())), "an id is given twice");
    assert!(criteria().count() <= 2 * limits::CRITERIA, "more is made than a family could ever hold");
    assert_eq!(made.read_from.len(), made.levels.len());

    let again = import::update(&made.levels, made.clone());
    assert_eq!(again.changes, []);
    assert_eq!(again.levels, made.levels, "the same document changes nothing");
    assert_eq!(again.missing_levels, Vec::<String>::new());
}

/// The lines of all list items of a document, asked of the parser alone.
fn lines_of_items(text: &str) -> Vec<usize> {
    let options = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS;
    let mut lines = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Item) => {
                // An item behind a tab is said to begin before the line break.
                let blank = text[range.start..].len() - text[range.start..].trim_start().len();
                open.push((1 + text[..range.start + blank].matches('\n').count(), false));
            }
            Event::Text(words) | Event::Code(words) if !words.trim().is_empty() => {
                if let Some((_, has_text)) = open.last_mut() {
                    *has_text = true;
                }
            }
            Event::End(pulldown_cmark::TagEnd::Item) => {
                lines.extend(open.pop().filter(|(_, text)| *text).map(|(line, _)| line));
            }
            _ => {}
        }
    }
    lines
}

/// Pieces that job descriptions are made of, and those that break readers of them.
const PIECES: &[&str] = &[
    "# Cook",
    "## Senior Cook",
    "### Head Cook (Grade 9)",
    "## Levels",
    "#### Requirements",
    "## Responsibilities",
    "### Nice-to-have",
    "## Senior Cook Requirements",
    "## Job Grade",
    "## Specialties",
    "## Performance Indicators",
    "###### Skills",
    "**Requirements**",
    "**Senior Cook**",
    "Requirements:",
    "Requirements\n===",
    "Cook\n---",
    "- knows bread",
    "* knows soup",
    "+ knows tea",
    "1. first",
    "2) second",
    "  - nested",
    "    * nested deeper",
    "\t- with a tab",
    "-",
    "- ",
    "- - nested at once",
    "- [ ] a task",
    "- [x] done",
    "- Extends the Cook requirements",
    "- All of the above, plus:",
    "- Extends the Head Cook requirements",
    "Extends the Senior Cook role.",
    "The Cook is a grade 7.",
    "- grade 5",
    "| Role | Grade |\n|--|--|\n| Cook | 7 |\n| [Senior Cook](#senior-cook) | 8 |",
    "| - a |\n|-|",
    "> quoted",
    "> - quoted item",
    "> > # deep",
    "<h2 id=\"a\">Requirements</h2>",
    "<br>",
    "<a name='b'></a>",
    "<!-- away -->",
    "<!-- open",
    "<div>",
    "</div>",
    "{{ tag }}",
    "{{ open",
    "{% if %}",
    "{: #id .class }",
    "{#id}",
    "{::x}",
    "<%= erb %>",
    "```\n- code\n```",
    "```",
    "    indented",
    "---",
    "***",
    "+++",
    "...",
    "title: Cook",
    "[link](#cook)",
    "[toc]: #x",
    "- [Cook](#cook)",
    "![a](b)",
    "~~gone~~",
    "`code`",
    "*em*",
    "**bold",
    "&amp;",
    "&#0;",
    "\\",
    "\u{a0}",
    "\u{feff}",
    "\u{e000}",
    "\0",
    "â€™",
    "Ã¢â‚¬â„¢",
    "prose",
    "words of prose that go on",
    "\u{200b}",
    "İstanbul grade 3",
    "# ",
    "ß",
    "- (",
    "𝔘𝔫𝔦",
];

fn pages() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "[ \t>*+#|-]{0,8}",
    ];
    let between = prop_oneof![6 => Just("\n"), 6 => Just("\n\n"), 1 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, between), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, between)| [piece, between.to_owned()]).collect())
}

/// Pages of lists and headings only, which nothing is left out of but by a warning.
fn lists() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&PIECES[..36]).prop_map(str::to_owned);
    prop::collection::vec((piece, prop::sample::select(&["\n", "\n\n"][..])), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, between)| [piece, between.to_owned()]).collect())
}

/// Pieces of pages with a word of their own in the place of `@`: what is read, what is markup, and
/// everything that may stand around it.
const HOLED: &[&str] = &[
    "# Cook",
    "# @",
    "## Cook",
    "## Senior Cook",
    "## Senior @",
    "### Head Cook (Grade 9)",
    "### Head Cook (Grade 9, @)",
    "### Head Cook Grade 9 @",
    "### @ (Grade 6 or 7)",
    "### @",
    "## Levels",
    "## Levels of @",
    "#### Requirements",
    "#### Responsibilities",
    "#### @ requirements",
    "## Senior Cook Requirements",
    "## Senior Cook @ Requirements",
    "## Requirements for @",
    "### Must have a @",
    "### Nice to have: @",
    "## Job Grade",
    "## Job Grade @",
    "## Senior Cook Job Grade",
    "## Pastry Job Grade",
    "## Specialties",
    "## Performance Indicators @",
    "### All of the above, plus @",
    "### Extends the Cook requirements @",
    "**@**",
    "**Requirements @**",
    "**Senior Cook**",
    "@:",
    "- knows @",
    "- @ [@](#cook)",
    "  - nested @",
    "-",
    "- Extends the Cook requirements",
    "- Extends the Cook requirements @",
    "- Extends the Cook requirements. Has a @.",
    "- Extends the @ requirements",
    "- All of the above, plus:",
    "Extends the Senior Cook role.",
    "Extends the Senior Cook role. Has a @.",
    "Extends the Cook requirements and @",
    "The Cook extends the Senior Cook requirements and is a grade 7 @.",
    "The Cook is a grade 7.",
    "The Senior Cook is a grade 8 and @.",
    "The Cook is a [grade 7](/grades). Has a @.",
    "The @ is a grade 5 or 6.",
    "@ is a grade 5.",
    "Grade: 7 @",
    "- grade 5",
    "- grade 5 @",
    "| Role | Grade | @ |\n|-|-|-|\n| Cook | 7 | @ |",
    "| Role | Grade | Needs |\n|-|-|-|\n| Cook | 7 | |\n| Senior Cook | 8 (@) | |",
    "| Role | Grade |\n|-|-|\n| Cook | 7 | @ |\n| @ | 9 |",
    "| Role | Grade |\n|-|-|\n| Cook @ | 7 |\n| Senior Cook | @ |",
    "| @ |\n|-|\n| @ |",
    "> @",
    "> - @",
    "<div>@</div>",
    "<h2>@</h2>",
    "<!-- @ -->",
    "<b>@</b> within <!-- @ --> prose",
    "prose <?php @ ?>",
    "```\n@\n```",
    "{{ @ }}",
    "[//]: # (@)",
    "[^1]: @",
    "prose of @",
    "prose\nof @",
    "- [@](#cook)\n- [@](#senior-cook)",
];

/// Pages of such pieces, no word in two places.
fn holed() -> impl Strategy<Value = String> {
    let front = prop_oneof![
        4 => Just(""),
        1 => Just("---\ntitle: @\n---\n"),
        1 => Just("---\ntitle: Cook # @\nlocation: @\n---\n"),
        1 => Just("+++\nlocation = '@'\ntitle = 'Cook'\n+++\n"),
    ];
    let piece = prop::sample::select(HOLED);
    let between = prop::sample::select(&["\n", "\n\n"][..]);
    (front, prop::collection::vec((piece, between), 0..25)).prop_map(|(front, pieces)| {
        // Below a list a line of its own may stand close by; any other block ends at an empty line.
        let close = |piece: &str, between| if piece.starts_with("- ") { between } else { "\n\n" };
        let page: String = pieces.into_iter().flat_map(|(piece, between)| [piece, close(piece, between)]).collect();
        // So short that no word is taken for a slip of another.
        let letter = |number: usize| char::from(b"bcdfghjklmnp"[number % 12]);
        let word = |number: usize| format!("q{}{}{}", letter(number / 144), letter(number / 12), letter(number));
        let page = format!("{front}{page}");
        let holes = page.split('@').enumerate();
        holes.map(|(number, text)| if number == 0 { text.to_owned() } else { word(number) + text }).collect()
    })
}

/// Words of a page that are neither in what was read of it nor on a line with a warning, or in a block
/// that begins on one.
fn dropped(page: &str, document: &Document) -> Vec<String> {
    let titles =
        document.levels.iter().map(|level| &level.title).chain(sections(document).map(|section| &section.title));
    let texts = items(document).flat_map(|item| std::iter::once(&item.text).chain(&item.details));
    let read: Vec<&String> = titles.chain(texts).chain([&document.title]).collect();
    let told: HashSet<usize> = document.warnings.iter().map(|warning| warning.line).collect();
    let mut dropped = Vec::new();
    let mut in_told = false;
    for (number, line) in (1..).zip(page.lines()) {
        let alone = line.trim().is_empty() || line.trim_start().starts_with(['#', '-']);
        in_told = told.contains(&number) || (in_told && !alone);
        let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with('q') && word.len() == 4);
        let lost = |word: &&str| !in_told && !read.iter().any(|text| text.contains(*word));
        dropped.extend(words.filter(lost).map(|word| format!("{word} of line {number}")));
    }
    dropped
}

#[test]
fn an_item_behind_a_tab_is_on_its_own_line() {
    let page = "## Requirements\n\n> - Has cooked\n>\n\n- Has baked\n    * bread\n**Sundays**\n\t- cakes\n";
    assert_eq!(lines_of_items(page), [3, 7, 9, 6], "as the events end");
    let document = sound(page.as_bytes());
    assert!(items(&document).any(|item| item.line == 6), "{:?}", document.levels);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        sound(&bytes);
    }

    #[test]
    fn any_page_is_read_and_always_as_the_same(page in pages()) {
        let document = sound(page.as_bytes());
        prop_assert_eq!(&document, &read(&page));
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_change_nothing(page in pages()) {
        let page = page.trim_start_matches('\u{feff}').replace('\r', "");
        let document = read(&page);
        prop_assert_eq!(&document, &read(&page.replace('\n', "\r\n")));
        prop_assert_eq!(&document, &read(&page.replace('\n', "\r")));
        prop_assert_eq!(&document, &read(&format!("\u{feff}{page}")));
        let wide: Vec<u8> = format!("\u{feff}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        prop_assert_eq!(&document, &import::read(&wide, "page"));
    }

    #[test]
    fn every_list_item_is_an_item_or_a_detail_or_has_a_warning(page in lists()) {
        let document = sound(page.as_bytes());
        let details: HashSet<&str> = items(&document).flat_map(|item| &item.details).map(String::as_str).collect();
        let mut told: HashSet<usize> = items(&document).map(|item| item.line).collect();
        told.extend(document.warnings.iter().map(|warning| warning.line));
        let lines: Vec<&str> = page.split('\n').collect();
        let states = |text: &str| text.contains("Extends") || text.contains("All of the above") || text.contains("grade 5");
        for line in lines_of_items(&page) {
            let text = lines[line - 1];
            let bare = text.trim_start_matches(|c: char| c.is_whitespace() || "-*+>0123456789.)".contains(c));
            let is_detail = details.iter().any(|detail| detail.contains(bare.trim_start_matches(['[', ']', 'x', ' '])));
            prop_assert!(told.contains(&line) || is_detail || states(text), "line {} is dropped: {:?} in\n{}", line, text, page);
        }
    }

    #[test]
    fn every_word_is_read_or_stands_where_a_warning_points(page in holed()) {
        let document = sound(page.as_bytes());
        prop_assert_eq!(dropped(&page, &document), Vec::<String>::new(), "{:?} in\n{}", document.warnings, page);
    }

    #[test]
    fn what_people_made_of_a_family_outlives_items_that_come_and_go(
        words in prop::collection::hash_set("[a-z]{4,9}( [a-z]{4,9}){2,5}", 2..20),
        order in any::<prop::sample::Index>(),
        gone in any::<prop::sample::Index>(),
    ) {
        let words: Vec<String> = words.into_iter().collect();
        let page = |items: &[String]| format!("# Cook\n\n## Requirements\n\n- {}\n", items.join("\n- "));
        let mut before = family(&read(&page(&words)), false).levels;
        for criterion in before.iter_mut().flat_map(|level| &mut level.sections).flat_map(|section| &mut section.criteria) {
            criterion.anchors[3] = format!("outstanding at {}", criterion.statement);
            criterion.generated_anchors = false;
        }
        let mut after = words.clone();
        let gone = after.remove(gone.index(after.len()));
        let at = order.index(after.len().max(1)).min(after.len());
        after.rotate_left(at);
        after.insert(after.len() / 2, "0000 1111 2222".to_owned());
        let update = import::update(&before, family(&read(&page(&after)), false));
        let old = |text: &str| before[0].criteria().find(|criterion| criterion.imported.as_deref() == Some(text)).cloned();
        for text in words.iter().filter(|text| **text != gone) {
            let now = update.levels[0].criteria().find(|criterion| criterion.imported.as_deref() == Some(text.as_str()));
            let (now, old) = (now.expect("it is still asked for"), old(text).expect("it was there"));
            prop_assert_eq!(&now.id, &old.id);
            prop_assert_eq!(&now.anchors, &old.anchors);
        }
        prop_assert_eq!(update.unchanged, words.len() - 1);
    }
}

#[test]
fn every_shape_is_read_in_a_size_at_which_a_square_would_never_end() {
    for (name, shape) in documents::SHAPES {
        let text = shape(100_000);
        println!("{name}");
        sound(text.as_bytes());
    }
}

#[test]
fn ten_megabytes_are_read() {
    let document = sound(documents::realistic(10_000_000).as_bytes());
    assert!(document.levels.len() > 10_000);
    assert!(document.levels.iter().skip(1).all(|level| level.sections.iter().any(|section| section.items.len() == 3)));
    let one = sound(documents::repeated("words and ", 10_000_000).as_bytes());
    assert_eq!((one.levels.len(), one.warnings.len()), (0, 1));
}

#[test]
fn ten_thousand_headings_and_levels_are_read() {
    let headings = documents::numbered(100_000, |number| format!("## Duty {number}\n"));
    assert_eq!(sound(headings.as_bytes()).levels.len(), 0);
    let levels = documents::counted(10_000, |n| {
        format!("## Cook {n}\n### Requirements\n- Extends the Cook {} requirements\n- oven {n}\n", n + 1)
    });
    let document = sound(levels.as_bytes());
    assert_eq!(document.levels.len(), 10_000);
    assert_eq!(document.levels[5].extends, Some(6));
}

#[test]
fn lists_nested_a_thousand_deep_keep_every_item() {
    let stairs = documents::counted(1_000, |depth| format!("{}- step {depth}\n", "  ".repeat(depth)));
    let document = sound(format!("# Cook\n## Requirements\n{stairs}").as_bytes());
    let item = &document.levels[0].sections[0].items[0];
    assert_eq!(item.details.len(), 999);
    assert_eq!(item.details.last().map(String::as_str), Some("step 999"));
    for marks in ["- ", "+ ", "> ", "1. ", "* > - "] {
        let line = format!("# Cook\n## Requirements\n{}x\n", marks.repeat(100_000));
        let document = sound(line.as_bytes());
        assert!(document.warnings.iter().any(|warning| warning.line == 3), "{marks}");
    }
}

#[test]
fn a_circle_of_levels_is_broken_once_and_a_repeated_level_is_one() {
    let circle = documents::counted(9, |n| {
        format!("## Cook {n}\n### Requirements\n- Extends the Cook {} requirements\n- oven\n", (n + 1) % 9)
    });
    let document = sound(circle.as_bytes());
    let made = family(&document, false);
    assert_eq!(made.levels.iter().filter(|level| level.extends.is_none()).count(), 1);
    assert_eq!(made.notes.iter().filter(|note| note.topic == "parent").count(), 1);
    let twice = sound(b"# Kitchen\n## Cook\n### Requirements\n- oven\n## Cook\n### Requirements\n- bread\n");
    assert_eq!(twice.levels.len(), 1);
    assert_eq!(twice.levels[0].sections[0].items.len(), 2);
}

#[test]
fn what_no_family_can_hold_is_told_and_not_made() {
    let same = documents::repeated("- knows bread\n", 1_400_000);
    let document = sound(format!("## Requirements\n{same}").as_bytes());
    assert_eq!(items(&document).count(), 100_000);
    let made = family(&document, false);
    assert!(made.notes.iter().any(|note| note.message.contains("100000 criteria")), "{:?}", made.notes);
    let levels: Vec<_> = made.levels.into_iter().map(Arc::new).collect();
    assert_eq!(rubric::check_family(&levels).len(), 1, "a family beyond the limit is refused as a whole");
    // One list for every level, many times what the document is.
    let levels = documents::counted(3_000, |n| format!("# Cook {n}\n## Requirements\n- oven {n}\n"));
    let work = documents::numbered(200_000, |number| format!("- bakes {number}\n"));
    let document = sound(format!("## Responsibilities\n{work}\n{levels}").as_bytes());
    let made = family(&document, false);
    assert!(made.levels.iter().map(|level| level.look_for.len()).sum::<usize>() < 100_000);
}

/// What is told of a page, as "line: topic: message".
fn warnings(page: &str) -> Vec<String> {
    let warnings = read(page).warnings.into_iter();
    warnings.map(|warning| format!("{}: {}: {}", warning.line, warning.topic, warning.message)).collect()
}

#[test]
fn what_stands_around_a_statement_is_told() {
    let kitchen = |text: &str| {
        format!(
            "# Kitchen\n\n## Junior Cook\n\n### Requirements\n\n- oven\n\n## Senior Cook\n\n{text}\n\n### Requirements\n\n- bread\n"
        )
    };
    for (text, told) in [
        (
            "The Senior Cook is a [grade 7](x) and needs a valid driving licence for the van.",
            "11: prose: left out beside a grade: “needs a valid driving licence for the van.”",
        ),
        (
            "The Senior Cook is a grade 7. Applicants need a driving licence.",
            "11: prose: left out beside a grade: “Applicants need a driving licence.”",
        ),
        (
            "Extends the Junior Cook requirements. A valid driving licence is needed.",
            "11: prose: left out beside what the level extends: “valid driving licence is needed.”",
        ),
        ("### Must hold a driving licence", "11: heading: a heading is left out: “Must hold a driving licence”"),
        ("### Must have a driving licence", "11: heading: a heading is left out: “Must have a driving licence”"),
        (
            "### Job Grade 7\n\nThe Senior Cook is a grade 9.",
            "13: grade: a grade that no level takes is left out: “The Senior Cook is a grade 9.”",
        ),
    ] {
        assert_eq!(warnings(&kitchen(text)), [told], "{text}");
    }
    for text in [
        "The Senior Cook is a [grade 7](x).",
        "This role is a job grade 7.",
        "Extends the Junior Cook requirements.",
        "The Senior Cook extends the [Junior Cook](#junior-cook) responsibilities and is a grade 7.",
        "### Job Grade\n\nGrade: 7",
        "### Responsibilities",
        "- Extends the Junior Cook responsibilites",
    ] {
        assert_eq!(warnings(&kitchen(text)), Vec::<String>::new(), "{text}");
    }
    let wordy = kitchen("### Requirements\n\nA driving licence.");
    assert_eq!(warnings(&wordy), ["13: prose: prose is left out: “A driving licence.”"]);
}

#[test]
fn what_a_table_of_grades_says_besides_them_is_told() {
    let page = |table: &str| format!("# Kitchen\n\n{table}\n\n## Cook\n\n### Requirements\n\n- oven\n");
    let plain = "| Role | Job Grade |\n|-|-|\n| [A cook](#cook) | Grade 7 |";
    assert_eq!(warnings(&page(plain)), Vec::<String>::new());
    assert_eq!(read(&page(plain)).levels[0].grade, Some(7));
    let wide = "| Role | Grade | Needs |\n|-|-|-|\n| Cook | 7 | a driving licence | a van |\n| Waiter | 6 | |";
    assert_eq!(
        warnings(&page(wide)),
        [
            "3: table: a table of grades is read for names and grades alone; left out: “Needs”",
            "5: table: left out beyond a table's last column: “a van”",
            "6: table: no level takes this row of a table of grades: “Waiter | 6”",
        ]
    );
    let twice = "The Cook is a grade 7.\n\n| Role | Grade |\n|-|-|\n| Cook | 8 to 9 |";
    let open = warnings(&page("| Role | Grade |\n|-|-|\n| Cook | 8 to 9 |"));
    assert_eq!(open, ["5: grade: the grade is open: “8 to 9”"]);
    assert_eq!(warnings(&page(twice).replace("## Cook\n", "## Cook\n\nThe Cook is a grade 7.\n")).len(), 1);
}

#[test]
fn front_matter_is_told_in_one_line() {
    let page = |front: &str| format!("---\n{front}\n---\n\n# Cook\n\n## Requirements\n\n- oven\n");
    assert_eq!(warnings(&page("title: \"The \\\"Cook\\\"\"")), Vec::<String>::new());
    assert_eq!(
        warnings(&page("title: Cook\nlayout: job\nneeds: a driving licence\n\ntags:\n  - van")),
        ["3: front matter: 4 lines of the front matter, all but its title, left out"]
    );
    assert_eq!(
        warnings(&page("title: Cook # with a licence")),
        ["2: front matter: a line of the front matter, all but its title, left out"]
    );
}

#[test]
fn small_and_broken_files_are_read() {
    for (name, bytes) in [
        ("empty", Vec::new()),
        ("a mark alone", b"\xEF\xBB\xBF".to_vec()),
        ("half of UTF-16", b"\xFF\xFE\x41".to_vec()),
        ("NULs", vec![0; 100_000]),
        ("open front matter", b"---\ntitle: Cook\n".to_vec()),
        ("an open tag", b"# Cook\n\n{{ never closed".to_vec()),
    ] {
        assert_eq!(sound(&bytes).levels.len(), 0, "{name}");
    }
    let page = "---\ntitle: Cook\n\n- oven\n";
    assert_eq!(items(&sound(page.as_bytes())).count(), 1, "front matter that is never closed is a page");
    let single = import::read(b"- oven\n- bread\n", "night-cook");
    assert_eq!(single.levels.iter().map(|level| level.title.as_str()).collect::<Vec<_>>(), ["night-cook"]);
    let wide: Vec<u8> = "\u{feff}# Cook\n## Requirements\n- oven\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(items(&sound(&wide)).count(), 1);
}

#[test]
fn a_table_of_a_hundred_thousand_cells_and_a_megabyte_of_signs_are_read() {
    let rows = documents::numbered(900_000, |number| format!("|[Cook](#cook-{number})|{}|of {number}|\n", number % 90));
    sound(format!("|Role|Grade|Note|\n|-|-|-|\n{rows}\n# Cook 5\n## Requirements\n- oven\n").as_bytes());
    for sign in [
        "[", "]", "*", "_", "`", "<", ">", "&", "\\", "{", "{{", "|", "!", "~", "(", "#", "-", "=", ":", "\u{feff}",
        "\u{e000}",
    ] {
        sound(documents::repeated(sign, 1_000_000).as_bytes());
    }
}

#[test]
fn a_chain_of_levels_in_the_order_of_the_document_rises() {
    let level = |(name, grade): (&str, &str)| format!("## {name}{grade}\n### Requirements\n- oven of {name}\n");
    let page: String = [
        ("Porter", " (Grade 5)"),
        ("Cook", " (Grade 7)"),
        ("Waiter", " (Grade 6)"),
        ("Sommelier", " (Grade 7)"),
        ("Apprentice", ""),
        ("Chef", " (Grade 6)"),
    ]
    .map(level)
    .concat();
    let made = family(&sound(page.as_bytes()), true);
    let extends: Vec<Option<&str>> = made.levels.iter().map(|level| level.extends.as_deref()).collect();
    assert_eq!(extends, [None, Some("porter"), Some("porter"), Some("waiter"), Some("sommelier"), None]);
}
