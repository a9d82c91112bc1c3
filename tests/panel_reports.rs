//! Panels as reports: what each format says, and that no data makes it say something else.

#[expect(dead_code, reason = "shared with the rule's own tests, which need more of it")]
#[path = "grade/random.rs"]
mod random;
#[expect(dead_code, reason = "shared with the rule's own tests, which need more of it")]
#[path = "grade/reference.rs"]
mod reference;

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panel_open.rs"]
mod panel_open;
#[path = "stage/panel_reports.rs"]
mod panel_reports;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panels.rs"]
mod panels;

use assay::domain::panel::Member;
use assay::domain::rating::{Answer, Basis, Rating};
use assay::report::csv::COLUMNS;
use assay::{report, text};
use panel_reports::{Case, case, crowd, hostile};
use panels::Card;
use proptest::collection::vec;
use proptest::prelude::*;
use random::{USUAL, plans};

/// Markup, attributes, Markdown, a formula, a mention, a terminal's and a reader's control characters.
const EVIL: &str = "=1+1<script>alert(1)</script>\"onerror=\"x' & </style> [a](javascript:b) ![c](d) @team #12 |x| `y` \u{1b}[31m\u{202e}\u{200b}";

/// No line of a text report is wider.
fn assert_fits(printed: &str) {
    for line in printed.lines() {
        assert!(text::width(line) <= 80, "{} columns: {line}", text::width(line));
    }
}

fn assert_snapshot(name: &str, printed: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, printed));
}

#[test]
fn a_panel_as_text() {
    let printed = report::text::panel(&case().report());
    assert_fits(&printed);
    assert_snapshot("panel-report-text", &printed);
}

#[test]
fn text_fits_whoever_takes_part() {
    for interviewers in [1, 2, 5, 12, 13] {
        assert_fits(&report::text::panel(&crowd(interviewers).report()));
    }
    let printed = report::text::panel(&crowd(12).report());
    let (_, matrix) = printed.split_once("Ratings side by side").expect("the matrix has a heading");
    let (matrix, _) = matrix.split_once("Sections against").expect("the pictures come next");
    assert_snapshot("panel-report-text-of-twelve", matrix);
}

#[test]
fn a_panel_as_markdown() {
    assert_snapshot("panel-report-markdown", &report::markdown::panel(&case().report()));
}

#[test]
fn a_panel_as_a_page() {
    assert_snapshot("panel-report-page", &read(&panel_reports::html()));
}

#[test]
fn a_page_is_whole_and_made_for_everybody() {
    for case in [case(), crowd(1), crowd(12), hostile(EVIL)] {
        let page = report::html::panel(&case.report());
        let body = page.split_once("<body>").expect("there is a body").1;
        assert_eq!(page.matches("default-src 'none'").count(), 1);
        for word in ["<script", "<link", "<img", "<iframe", " href=", " src=", "url(", "@import"] {
            assert!(!page.contains(word), "{word}");
        }
        let depths: Vec<u32> = tags(body, "h").filter_map(|tag| tag[1..2].parse().ok()).collect();
        assert_eq!(depths[0], 1);
        assert_eq!(depths.iter().filter(|depth| **depth == 1).count(), 1);
        assert!(depths.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{depths:?}");
        assert!(tags(body, "th").filter(|tag| !tag.starts_with("thead")).all(|tag| tag.contains("scope=\"")));
        assert!(tags(body, "svg").all(|tag| tag.contains("aria-hidden") || tag.contains("role=\"img\" aria-label=")));
        assert_eq!(body.matches("role=\"img\"").count(), body.matches("<title>").count());
        assert_eq!(tags(body, "div class=\"wide\"").filter(|tag| tag.contains("tabindex=\"0\"")).count(), 1);
    }
}

#[test]
fn nothing_that_is_data_steers_a_report() {
    let case = hostile(EVIL);
    let report = case.report();
    let printed = report::text::panel(&report);
    assert_fits(&printed);
    let page = report::html::panel(&report);
    let markdown = report::markdown::panel(&report);
    let table = report::csv::cards(report.panel.members().iter().map(Member::card));
    for (format, told) in [("text", &printed), ("html", &page), ("markdown", &markdown), ("csv", &table)] {
        let hidden: Vec<char> = told.chars().filter(|&c| !matches!(c, '\n' | '\r') && text::is_hidden(c)).collect();
        assert!(hidden.is_empty(), "{format}: {hidden:?}");
    }
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(!tags(&page, "").any(|tag| tag.contains("onerror=\"")), "a text has become an attribute");
    let live: Vec<String> = markdown.lines().map(live).collect();
    for line in &live {
        assert!(!line.contains(['<', '[', ']', '@', '`', '&']), "{line}");
        assert!(line.starts_with('#') || !line.contains('#'), "{line}");
        assert!(line.starts_with('|') || !line.contains('|'), "{line}");
    }
    let bars = |line: &&String| line.starts_with('|').then(|| line.matches('|').count());
    let widths: std::collections::BTreeSet<usize> = live.iter().filter_map(|line| bars(&line)).collect();
    // Decision beside recommendation; levels; three interviewers with panel and mark; the same with needs.
    assert_eq!(widths, [3, 6, 7].into());
    for row in csv::Reader::from_reader(table.as_bytes()).records() {
        let row = row.expect("the table can be read");
        assert_eq!(row.len(), COLUMNS.len());
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
}

#[test]
fn the_table_holds_every_interviewer_with_every_criterion_of_theirs() {
    let case = crowd(4);
    let table = report::csv::cards(case.panel.members().iter().map(Member::card));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let column = |name: &str| COLUMNS.iter().position(|column| *column == name).expect("there is such a column");
    let mut rows = reader.records().map(|row| row.expect("the table can be read"));
    for member in case.panel.members() {
        let rubric = &member.card().content().rubric;
        for criterion in 0..rubric.len() {
            let row = rows.next().expect("there is a row for every criterion");
            let cell = |name| &row[column(name)];
            assert_eq!(
                (cell("interviewer"), cell("criterion")),
                (member.interviewer(), &*rubric.criterion(criterion).id)
            );
            let own = member.card().content().entries.iter().find(|entry| entry.criterion == criterion);
            let rating = own.and_then(|entry| entry.answer.rating()).map(|rating| rating.number().to_string());
            assert_eq!(cell("rating"), rating.unwrap_or_default());
            assert_eq!(cell("note"), own.map_or("", |entry| &entry.note));
        }
    }
    assert!(rows.next().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_panel_can_be_told((case, words) in random_case()) {
        let report = case.report();
        let printed = report::text::panel(&report);
        assert_fits(&printed);
        let page = report::html::panel(&report);
        prop_assert!(!page.contains("<script"));
        let markdown = report::markdown::panel(&report);
        prop_assert!(markdown.starts_with("# "));
        for told in [printed, page, markdown] {
            prop_assert!(!told.chars().any(|c| c != '\n' && text::is_hidden(c)), "{words:?}");
        }
    }
}

/// A random rubric with up to fourteen interviewers, who answer and note whatever comes.
fn random_case() -> impl Strategy<Value = (Case, String)> {
    plans(USUAL)
        .prop_flat_map(|plan| {
            let answer = prop_oneof![
                Just(None),
                Just(Some(Answer::NoData)),
                (1..=4_i64).prop_map(|number| Rating::from_number(number).map(Answer::Rated)),
            ];
            let cards = vec(vec(answer, plan.items.len()), 1..=14);
            (Just(plan), cards, any::<String>(), any::<bool>())
        })
        .prop_map(|(plan, answers, words, amended)| {
            let rubric = plan.rubric();
            let name = |who: usize| format!("{who} {}", words.chars().take(60).collect::<String>());
            let mut cards: Vec<Card> = (0..answers.len())
                .map(|who| Card::new(&format!("{who}.json"), &name(who), &rubric, &answers[who]))
                .collect();
            for entry in cards.iter_mut().flat_map(|card| &mut card.content.entries) {
                words.clone_into(&mut entry.note);
                entry.basis = Basis::ALL[entry.criterion % Basis::ALL.len()];
            }
            if amended {
                let first = cards[0].clone();
                let last = answers.len() - 1;
                cards.push(Card::new("new.json", &name(0), &rubric, &answers[last]).day(1).amending(&first.file));
            }
            (Case::of(cards, Vec::new()), words)
        })
}

/// What begins like this among a page's tags, without the angle brackets.
fn tags<'a>(page: &'a str, beginning: &'a str) -> impl Iterator<Item = &'a str> {
    let tags = page.split('<').skip(1).filter_map(|part| part.split_once('>').map(|(tag, _)| tag));
    tags.filter(move |tag| tag.starts_with(beginning))
}

/// What is left of a line of Markdown for marks of the language: without code, escapes and entities.
fn live(line: &str) -> String {
    let text: String = line.split('`').step_by(2).collect();
    let mut chars = text.replace("&#96;", "").chars().collect::<Vec<_>>().into_iter();
    let mut out = String::new();
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
        } else {
            out.push(c);
        }
    }
    out
}

/// What a page says, a line for each piece of text; headings, cells and pictures keep a sign.
fn read(page: &str) -> String {
    let (_, body) = page.split_once("<body>").expect("there is a body");
    let mut out = String::new();
    for part in body.split('<').skip(1) {
        let (tag, said) = part.split_once('>').expect("a tag ends");
        let sign = match tag.split([' ', '/']).next().unwrap_or_default() {
            "h1" => "\n# ",
            "h2" => "\n\n## ",
            "h3" => "\n### ",
            "h4" => "\n#### ",
            "title" => "\n[picture] ",
            "tr" | "p" | "li" | "dt" | "section" | "footer" | "header" => "\n",
            "td" | "th" | "dd" => " | ",
            _ => "",
        };
        out.push_str(sign);
        out.push_str(said);
    }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        out = out.replace(entity, character);
    }
    let lines = out.lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n").replace("\n\n\n", "\n\n")
}
