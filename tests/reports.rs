//! Cards as reports: what each format says, and that no data makes it say something else.

mod domain {
    pub use assay::domain::{rating, rubric};
}
use domain::{rating, rubric};

#[path = "stage/reports.rs"]
mod reports;
#[path = "stage/rubric_pages.rs"]
mod rubric_pages;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/rubrics.rs"]
mod rubrics;

use assay::domain::scorecard::Scorecard;
use assay::report::greenhouse::{self, Fields, SCALE};
use assay::report::{CardSheet, csv, html, markdown, text};
use assay::text as cleaning;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Escape sequences, C1, bidi controls, invisible and tag characters, a stack of marks, and the marks of
/// every format.
const EVIL: &str = "<script>alert(1)</script> \"onerror='x' & \u{1b}[31m\u{9b}2J\u{202e}\u{2066}\u{200b}\u{e0041}Z\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\u{7f}";

fn seen(card: &Scorecard) -> CardSheet<'_> {
    CardSheet { card, seal: Some(reports::SEAL), marks: &[] }
}

/// What the formats make of a card, by their names.
fn all(sheet: &CardSheet<'_>) -> [(&'static str, String); 5] {
    [
        ("text", text::card(sheet)),
        ("md", markdown::card(sheet)),
        ("html", html::card(sheet)),
        ("csv", csv::cards([sheet.card])),
        ("greenhouse", greenhouse::text(&Fields::of(sheet))),
    ]
}

/// What the formats make of a level, alone and with those below it.
fn level_pages(family: &[std::sync::Arc<rubric::Level>]) -> [(&'static str, String); 6] {
    let (alone, chain) = (rubric_pages::sheet(family, false), rubric_pages::sheet(family, true));
    [
        ("text", text::rubric(&alone)),
        ("md", markdown::rubric(&alone)),
        ("html", html::rubric(&alone)),
        ("chain-text", text::rubric(&chain)),
        ("chain-md", markdown::rubric(&chain)),
        ("chain-html", html::rubric(&chain)),
    ]
}

/// The body of a page with a line for each element, so that a change can be read.
fn body(page: &str) -> String {
    let (_, body) = page.split_once("<body>").expect("a page has a body");
    body.replace("><", ">\n<")
}

fn snapshot(name: &str, content: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, content));
}

#[test]
fn a_card_reads_the_same_in_every_format() {
    let card = reports::card(reports::content());
    for (format, report) in all(&seen(&card)) {
        let shown = if format == "html" { body(&report) } else { report };
        snapshot(&format!("report-{format}"), &shown.replace('\r', ""));
    }
}

#[test]
fn a_level_reads_the_same_in_every_format() {
    for (format, page) in level_pages(&rubric_pages::family()) {
        let shown = if format.ends_with("html") { body(&page) } else { page };
        snapshot(&format!("rubric-{format}"), &shown);
    }
}

#[test]
fn a_page_of_a_level_fits_80_columns_whatever_it_says() {
    let long = "W".repeat(200);
    for family in [rubric_pages::family(), rubric_pages::hostile(&long), rubric_pages::hostile(EVIL)] {
        for (format, page) in level_pages(&family).into_iter().filter(|(format, _)| format.ends_with("text")) {
            for line in page.lines() {
                assert!(cleaning::width(line) <= 80, "{format}: {line}");
            }
        }
    }
}

#[test]
fn the_levels_below_are_there_on_request_only() {
    for (format, page) in level_pages(&rubric_pages::family()) {
        assert!(page.contains("Pruning"), "{format}");
        assert_eq!(page.contains("Title of apprentice.beds.2"), format.starts_with("chain"), "{format}");
        assert!(
            page.contains("Title of apprentice.beds.1 (Apprentice)"),
            "{format} calls what is implied by its title"
        );
    }
}

#[test]
fn what_the_check_found_comes_first() {
    let card = reports::card(reports::content());
    let marks = ["seal: seal does not fit <b>".to_owned()];
    let sheet = CardSheet { card: &card, seal: None, marks: &marks };
    for (format, report) in all(&sheet) {
        if format == "csv" {
            continue;
        }
        let found = report.find("seal does not fit").unwrap_or_else(|| panic!("{format} does not say it"));
        let grade = report.find("Recommendation").expect("the recommendation is told");
        assert!(found < grade, "{format} says it too late");
        assert!(!report.contains(reports::SEAL), "{format}");
    }
}

#[test]
fn nothing_hidden_reaches_a_report() {
    let card = reports::hostile(EVIL);
    let marks = [EVIL.to_owned()];
    for (format, report) in all(&CardSheet { card: &card, seal: Some(EVIL), marks: &marks }) {
        let hidden: Vec<char> =
            report.chars().filter(|&c| !matches!(c, '\n' | '\r') && cleaning::is_hidden(c)).collect();
        assert!(hidden.is_empty(), "{format}: {hidden:?}");
        assert!(!report.contains("\u{335}\u{335}\u{335}\u{335}\u{335}"), "{format} holds a stack of marks");
    }
    for (format, page) in level_pages(&rubric_pages::hostile(EVIL)) {
        let hidden: Vec<char> = page.chars().filter(|&c| c != '\n' && cleaning::is_hidden(c)).collect();
        assert!(hidden.is_empty(), "{format}: {hidden:?}");
        assert!(!page.contains("\u{335}\u{335}\u{335}\u{335}\u{335}"), "{format} holds a stack of marks");
    }
}

#[test]
fn names_of_every_script_are_left_alone() {
    for name in ["محمد الأحمد", "山田 太郎", "Zoë Ångström", "สมชาย", "अनीता", "👩🏽‍💻 Kim"]
    {
        let card = reports::hostile(name);
        for (format, report) in all(&seen(&card)) {
            assert!(report.contains(name), "{format}: {name}");
        }
    }
}

#[test]
fn a_page_holds_nothing_active_and_asks_for_nothing() {
    let family = rubric_pages::hostile(EVIL);
    let level = html::rubric(&rubric_pages::sheet(&family, true));
    for page in [html::card(&seen(&reports::hostile(EVIL))), level] {
        assert!(page.contains("default-src 'none'"), "{page}");
        for active in ["<script", "<img", "<iframe", "<link", "<a ", "href", "src=", "url(", "javascript:"] {
            assert!(!page.contains(active), "{active} is in the page");
        }
        // Every quote of an attribute is ours: what is data has its own escaped.
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;onerror="), "{page}");
        for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            assert!(tag.matches('"').count() % 2 == 0 && !tag.contains(" on"), "<{tag}>");
        }
    }
}

/// Headings, and the outline they make.
#[test]
fn headings_come_in_order_and_tables_say_what_their_cells_are() {
    let family = rubric_pages::family();
    let card = html::card(&seen(&reports::card(reports::content())));
    let pages = [false, true].map(|chain| html::rubric(&rubric_pages::sheet(&family, chain)));
    assert!(card.contains("<html lang=\"en\">") && card.contains("<title>Ana Ruiz: interview scorecard"));
    assert!(pages[0].contains("<title>Level gardener: interview rubric</title>"));
    for page in pages.into_iter().chain([card]) {
        outlined(&page);
    }
}

fn outlined(page: &str) {
    let depths: Vec<u32> = page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
    assert_eq!(depths.iter().filter(|&&depth| depth == 1).count(), 1);
    assert!(depths.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{depths:?}");
    for table in page.split("<table").skip(1) {
        let table = table.split("</table>").next().expect("a table ends");
        assert!(table.contains("<caption>"), "{table}");
        assert!(table.matches("<th").count() == table.matches("scope=").count() + 1, "{table}");
    }
    for svg in page.split("<svg").skip(1).filter_map(|rest| rest.split('>').next()) {
        assert!(svg.contains("aria-hidden=\"true\"") || svg.contains("role=\"img\" aria-label=\""), "<svg{svg}>");
    }
}

/// Every extension but the one that changes quotes and dashes.
fn dialect() -> Options {
    Options::all() - Options::ENABLE_SMART_PUNCTUATION
}

/// What a reader of Markdown makes of a page: the text with a space between blocks, and the names of
/// everything that no data may make.
fn rendered(page: &str) -> (String, Vec<String>) {
    let (mut text, mut refused) = (String::new(), Vec::new());
    for event in Parser::new_ext(page, dialect()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::BlockQuote(_)
                | Tag::List(None)
                | Tag::Item
                | Tag::Strong
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            ) => {}
            other => refused.push(format!("{other:?}")),
        }
    }
    (text, refused)
}

#[test]
fn markdown_from_data_is_text() {
    for hostile in [
        "a | b `c` <b>d</b> [e](http://f.example) ![g](h) *i* _j_ # k @l m@n.example #12 ~~o~~ $p$ www.q.example",
        "# head",
        "- list",
        "12. list",
        "> quote",
        "<https://x.example> <!-- x --> &lt; [x]: y",
        "---",
        "===",
        "| a | b |\n|---|---|\n| c | d |",
        "```\ncode\n```",
        "    code",
        "[^1] [[wiki]] {{x}} a^b^ : def",
        "\\",
        "@#@`#`",
    ] {
        let family = rubric_pages::hostile(hostile);
        let levels = markdown::rubric(&rubric_pages::sheet(&family, true));
        let (text, refused) = rendered(&levels);
        assert_eq!(refused, ["Start(Emphasis)"; 6], "{hostile} does more than the six criteria's own standing");
        for line in hostile.lines().filter(|line| !line.trim().is_empty()) {
            assert!(text.contains(line.trim()), "{line:?} is not in {text}");
        }
        let page = markdown::card(&seen(&reports::hostile(hostile)));
        let (text, refused) = rendered(&page);
        assert_eq!(refused, [""; 0], "{hostile}");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in hostile.lines() {
            assert!(words(&text).contains(&words(line)), "{line:?} is not in {text}");
        }
        // What a forge looks for behind Markdown's back.
        assert!(!page.contains("www.") && !page.replace("\\:", "").contains("://"), "{page}");
        let plain = page.replace("`@`", "").replace("`#`", "");
        assert!(!plain.contains('@') || hostile.starts_with("@#"), "{page}");
        let made =
            |page: &str| Parser::new_ext(page, dialect()).filter(|event| matches!(event, Event::Start(_))).count();
        if !hostile.contains('\n') {
            assert_eq!(made(&page), made(&markdown::card(&seen(&reports::hostile("x")))), "{hostile} adds a block");
        }
    }
}

proptest! {
    #[test]
    fn any_text_shows_itself_in_markdown(text in "[ -~\u{e9}\u{6f22}]{0,40}") {
        let escaped = markdown::page::escape(&text);
        let (shown, refused) = rendered(&format!("before {escaped} after"));
        prop_assert!(refused.is_empty(), "{refused:?}");
        prop_assert_eq!(shown.trim(), format!("before {} after", text.trim()));
        for page in [format!("{escaped}\n"), format!("> {escaped}\n"), format!("- {escaped}\n"), format!("# {escaped}\n")] {
            let (shown, refused) = rendered(&page);
            prop_assert!(refused.is_empty(), "{page}: {refused:?}");
            prop_assert_eq!(shown.trim(), text.trim());
        }
        let (shown, _) = rendered(&format!("| a |\n|---|\n| {escaped} |\n"));
        prop_assert_eq!(shown.trim_start_matches(['a', ' ']).trim(), text.trim().trim_start_matches(['a', ' ']));
    }
}

#[test]
fn csv_is_read_back_as_it_was() {
    let card = reports::card(reports::content());
    let table = csv::cards([&card, &card]);
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), csv::COLUMNS);
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.expect("a sound row")).collect();
    assert_eq!(rows.len(), 2 * card.content().rubric.len());
    let column = |name| csv::COLUMNS.iter().position(|column| *column == name).expect("a column");
    let cells = |name| rows.iter().take(8).map(|row| &row[column(name)]).collect::<Vec<_>>();
    assert_eq!(cells("rating"), ["", "3", "2", "4", "1", "3", "2", ""]);
    assert_eq!(cells("answer"), ["no_data", "rated", "rated", "rated", "rated", "rated", "rated", "not_asked"]);
    assert_eq!(&rows[3][column("note")], "Grew 40 kinds from seed.\nHeld under two follow-ups.");
    assert!(table.ends_with("\r\n") && table.lines().next().is_some_and(|line| line.starts_with("candidate,")));
}

#[test]
fn no_cell_of_a_csv_is_a_formula() {
    for formula in
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "\u{3000}＠x", "\u{200b}=1", "\n=1"]
    {
        let table = csv::cards([&reports::hostile(formula)]);
        let mut reader = ::csv::Reader::from_reader(table.as_bytes());
        for row in reader.records() {
            for cell in &row.expect("a sound row") {
                let begins = cell.trim_start().chars().next();
                assert!(
                    !matches!(begins, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')),
                    "{formula:?}: {cell:?}"
                );
                assert!(!cell.starts_with(['\t', '\r', '\n']), "{formula:?}: {cell:?}");
            }
        }
    }
}

#[test]
fn greenhouse_gets_its_own_words_for_our_ratings() {
    let fields = Fields::of(&seen(&reports::card(reports::content())));
    assert_eq!(fields.overall_recommendation, "yes");
    let ratings: Vec<&str> = fields.attributes.iter().map(|attribute| attribute.rating).collect();
    assert_eq!(ratings, ["no_decision", "yes", "no", "strong_yes", "definitely_not", "yes", "no"], "one not asked");
    let lists = fields.ratings();
    assert_eq!(lists.iter().map(|(id, _)| *id).collect::<Vec<_>>(), SCALE.map(|(id, _)| id));
    assert_eq!(lists.iter().map(|(_, names)| names.len()).sum::<usize>(), fields.attributes.len());
    assert_eq!(fields.questions.each_ref().map(|(question, _)| *question), ["Key Take-Aways", "Private Notes"]);
    assert!(fields.questions[1].1.contains(reports::SEAL));
}

#[test]
fn greenhouse_tells_criteria_of_one_title_apart() {
    let fields = Fields::of(&seen(&reports::hostile("Same")));
    assert_eq!(fields.attributes[0].name, "Same (Apprentice)");
    assert_eq!(fields.attributes[5].name, "Same (Gardener)");
}
