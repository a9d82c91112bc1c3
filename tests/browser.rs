//! Reports in a real browser: what a person sees, at which widths, on paper, and that nothing leaves.
//!
//! Needs Chromium. Where there is none each test says so and does nothing; with `ASSAY_REQUIRE_BROWSER`
//! set, as `.ci/run` sets it, that is a failure.

#![expect(clippy::disallowed_methods, reason = "starts a browser, and looks for one in the environment")]

mod domain {
    pub use assay::domain::{rating, rubric};
}
use domain::{rating, rubric};

#[path = "browser/devtools.rs"]
mod devtools;
#[expect(dead_code, reason = "shared with the screens' tests that need more of it")]
#[path = "stage/panel_open.rs"]
mod panel_open;
#[path = "stage/panel_reports.rs"]
mod panel_reports;
#[expect(dead_code, reason = "shared with the panel's own tests that need more of it")]
#[path = "stage/panels.rs"]
mod panels;
#[path = "stage/reports.rs"]
mod reports;
#[path = "stage/rubric_pages.rs"]
mod rubric_pages;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/rubrics.rs"]
mod rubrics;

use std::io::Write;

use assay::domain::scorecard::Scorecard;
use assay::report::{CardSheet, html};
use devtools::Browser;
use serde_json::Value;

/// Text that would run, break out of an attribute, or end an element, if it were not text.
const HOSTILE: &str =
    "<script>window.owned=1</script> \"onerror='window.owned=1' & </td> <img src=x onerror=window.owned=1>";

/// A browser, or nothing where there is none and none has to be.
fn browser(test: &str) -> Option<Browser> {
    if let Some(program) = devtools::find() {
        return Some(Browser::start(&program));
    }
    assert!(std::env::var_os("ASSAY_REQUIRE_BROWSER").is_none(), "no Chromium here, and {test} must run");
    // Past the harness, which shows the output of failing tests only.
    writeln!(std::io::stderr(), "skipped, because there is no Chromium here: {test}").expect("stderr is open");
    None
}

fn page(card: &Scorecard) -> String {
    let marks = ["seal: seal does not fit".to_owned()];
    html::card(&CardSheet { card, seal: Some(reports::SEAL), marks: &marks })
}

/// Every kind of page: as usual, and with texts that no line can hold.
fn pages() -> Vec<(&'static str, String)> {
    let long = "W".repeat(200);
    vec![
        ("a card", page(&reports::card(reports::content()))),
        ("a card of long words", page(&reports::hostile(&long))),
        ("a card of long Arabic words", page(&reports::hostile(&"ض".repeat(200)))),
        ("a hostile card", page(&reports::hostile(HOSTILE))),
        ("a panel", panel_reports::html()),
        ("a panel of twelve", html::panel(&panel_reports::crowd(12).report())),
        ("a panel of long words", html::panel(&panel_reports::hostile(&long).report())),
        ("a hostile panel", html::panel(&panel_reports::hostile(HOSTILE).report())),
        ("a level", html::rubric(&rubric_pages::sheet(&rubric_pages::family(), false))),
        ("a chain of levels", html::rubric(&rubric_pages::sheet(&rubric_pages::family(), true))),
        ("a level of long words", html::rubric(&rubric_pages::sheet(&rubric_pages::hostile(&long), true))),
        ("a hostile level", html::rubric(&rubric_pages::sheet(&rubric_pages::hostile(HOSTILE), false))),
    ]
}

#[test]
fn what_a_card_says_is_shown_as_text() {
    let Some(mut browser) = browser("what_a_card_says_is_shown_as_text") else { return };
    browser.show(&page(&reports::card(reports::content())), 1280, false);
    let shown = browser.evaluate("document.body.innerText");
    let shown = shown.as_str().expect("a page has text");
    for text in [
        "Ana Ruiz",
        "Apprentice (grade 3)",
        "Status: open",
        "Gardener, Plants | trees: 3 of 6 points, needs 5",
        "9 of 10, needs 8, at most 9",
        "4 Exceeds",
        "0 No data",
        "Not asked",
        "basis: work sample",
        "Held under two follow-ups.",
        "Calm in the rain",
        "seal does not fit",
        reports::SEAL,
    ] {
        assert!(shown.contains(text), "{text:?} is not shown in {shown}");
    }
    assert_eq!(browser.evaluate("document.title"), "Ana Ruiz: interview scorecard by Sam Okafor");

    browser.show(&page(&reports::hostile(HOSTILE)), 1280, false);
    assert_eq!(browser.evaluate("document.querySelector('h1').textContent"), HOSTILE);
    assert_eq!(browser.evaluate("document.querySelectorAll('script, img, iframe, object, embed, link, a').length"), 0);
    assert_eq!(browser.evaluate("typeof window.owned"), "undefined");
    let handlers = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length";
    assert_eq!(browser.evaluate(handlers), 0);
}

#[test]
fn what_a_panel_says_is_shown_as_text() {
    let Some(mut browser) = browser("what_a_panel_says_is_shown_as_text") else { return };
    let case = panel_reports::case();
    browser.show(&html::panel(&case.report()), 1280, false);
    let shown = browser.evaluate("document.body.innerText");
    let shown = shown.as_str().expect("a page has text");
    for member in case.panel.members() {
        assert!(shown.contains(member.interviewer()), "{}", member.interviewer());
        assert!(shown.contains(&member.submitted().seal), "the seals are told");
    }
    for contest in case.panel.contested() {
        let title = &case.panel.rubric().criterion(contest.criterion).title;
        assert!(shown.contains(title.as_str()), "{title}");
    }
    browser.show(&html::panel(&panel_reports::hostile(HOSTILE).report()), 1280, false);
    let shown = browser.evaluate("document.querySelector('h1').innerText");
    assert_eq!(shown.as_str(), Some(HOSTILE), "a hostile name is a name");
    assert_eq!(browser.evaluate("typeof window.owned"), "undefined");
}

#[test]
fn what_a_level_says_is_shown_as_text() {
    let Some(mut browser) = browser("what_a_level_says_is_shown_as_text") else { return };
    browser.show(&html::rubric(&rubric_pages::sheet(&rubric_pages::family(), false)), 1280, false);
    let shown = browser.evaluate("document.body.innerText");
    let shown = shown.as_str().expect("a page has text");
    for text in [
        "Plans a year of planting",
        "Apprentice (grade 3)",
        "at least 75 % of its points have to be earned, 6 of 8",
        "Must-have, weight 2, about 4 minutes",
        "Tells why each cut was made.",
        "These anchors are generated",
        "What did it look like before?",
        "Title of apprentice.beds.1 (Apprentice)",
    ] {
        assert!(shown.contains(text), "{text:?} is not shown in {shown}");
    }
    browser.show(&html::rubric(&rubric_pages::sheet(&rubric_pages::hostile(HOSTILE), true)), 1280, false);
    assert_eq!(browser.evaluate("document.querySelector('h1').textContent"), HOSTILE);
    assert_eq!(browser.evaluate("typeof window.owned"), "undefined");
}

#[test]
fn a_page_asks_for_nothing() {
    let Some(mut browser) = browser("a_page_asks_for_nothing") else { return };
    for (name, html) in pages() {
        browser.show(&html, 1280, false);
        let asked = browser.requests();
        assert!(asked.len() == 1 && asked[0].ends_with("/page.html"), "{name} asks for {asked:?}");
    }
    // What would be noticed, and what the policy would stop.
    let leak = "<img src=\"http://leak.example/a.png\"><style>body{background:url(http://leak.example/b.png)}</style>";
    browser.show(leak, 1280, false);
    assert!(browser.requests().iter().any(|asked| asked.contains("leak.example")), "a leak goes unnoticed");
    let policy = page(&reports::card(reports::content())).replace("</main>", &format!("{leak}</main>"));
    browser.show(&policy, 1280, false);
    assert_eq!(browser.evaluate("document.querySelector('img').naturalWidth"), 0);
}

#[test]
fn nothing_overflows_on_a_phone_or_a_desk() {
    let Some(mut browser) = browser("nothing_overflows_on_a_phone_or_a_desk") else { return };
    for (name, html) in pages() {
        for width in [320, 390, 768, 1280] {
            browser.show(&html, width, false);
            let wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(wide, 0, "{name} at {width} pixels");
            // Nor is anything cut off: every element ends where the page does, but for a panel's matrix,
            // which scrolls in a box of its own.
            let beyond = browser.evaluate(
                "[...document.querySelectorAll('main *')].filter(e => !e.closest('.wide > *')).filter(e => e.getBoundingClientRect().right > innerWidth + 1 \
                 || e.getBoundingClientRect().left < -1).map(e => e.outerHTML.slice(0, 80))",
            );
            assert_eq!(beyond, Value::Array(Vec::new()), "{name} at {width} pixels");
        }
    }
}

/// The contrast of every text with what is behind it, as the browser has computed both; the least one
/// with its text. Large text may have less, which no text here makes use of.
const LEAST_CONTRAST: &str = "(() => {
    const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const numbers = color => color.match(/[\\d.]+/g).map(Number);
    const light = color => { const [r, g, b] = numbers(color).map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const clear = color => numbers(color)[3] === 0;
    const behind = e => { for (; e; e = e.parentElement) { const b = getComputedStyle(e).backgroundColor; if (!clear(b)) return b; } return 'rgb(255, 255, 255)'; };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = [99, ''], count = 0;
    for (let node; node = texts.nextNode();) {
        const text = node.textContent.trim();
        if (!text || node.parentElement.closest('svg')) continue;
        const [a, b] = [light(getComputedStyle(node.parentElement).color), light(behind(node.parentElement))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        count += 1;
        if (ratio < least[0]) least = [ratio, text];
    }
    return { least: least[0], text: least[1], count };
})()";

#[test]
fn every_text_stands_out_in_light_and_dark() {
    let Some(mut browser) = browser("every_text_stands_out_in_light_and_dark") else { return };
    let mut backgrounds = Vec::new();
    for dark in [false, true] {
        browser.show(&html::rubric(&rubric_pages::sheet(&rubric_pages::family(), true)), 1280, dark);
        let measured = browser.evaluate(LEAST_CONTRAST);
        assert!(measured["least"].as_f64().is_some_and(|least| least >= 4.5), "dark: {dark}: {measured}");
        browser.show(&page(&reports::card(reports::content())), 1280, dark);
        let measured = browser.evaluate(LEAST_CONTRAST);
        assert!(measured["count"].as_u64().is_some_and(|count| count > 100), "{measured}");
        assert!(measured["least"].as_f64().is_some_and(|least| least >= 4.5), "dark: {dark}: {measured}");
        backgrounds.push(browser.evaluate("getComputedStyle(document.body).backgroundColor"));
    }
    assert_ne!(backgrounds[0], backgrounds[1], "dark is dark");
}

/// How often each role occurs in what assistive software is told.
fn roles(browser: &mut Browser, role: &str) -> usize {
    let tree = browser.call("Accessibility.getFullAXTree", &serde_json::json!({}));
    let nodes = tree["nodes"].as_array().expect("a tree of nodes");
    nodes.iter().filter(|node| node["ignored"] == false && node["role"]["value"] == role).count()
}

#[test]
fn tables_stay_tables_for_assistive_software() {
    let Some(mut browser) = browser("tables_stay_tables_for_assistive_software") else { return };
    let html = page(&reports::card(reports::content()));
    let mut told = Vec::new();
    for width in [390, 1280] {
        browser.show(&html, width, false);
        let names = ["table", "row", "columnheader", "rowheader", "heading", "image"];
        told.push(names.map(|role| roles(&mut browser, role)));
    }
    assert_eq!(told[0], told[1], "a phone is told the same");
    let [tables, rows, columns, row_names, headings, pictures] = told[0];
    assert_eq!((tables, rows, columns, row_names), (5, 5 + 2 + 8, 2 * 4 + 3 * 3, 2 + 8));
    assert!(headings > 10 && pictures >= 2, "{told:?}");
}

#[test]
fn it_prints_on_a4() {
    let Some(mut browser) = browser("it_prints_on_a4") else { return };
    for (name, html) in pages() {
        browser.show(&html, 1280, true);
        let pdf = browser.pdf();
        assert!(pdf.starts_with(b"%PDF-"), "{name} is no PDF");
        let text = String::from_utf8_lossy(&pdf);
        let boxes: Vec<[f64; 2]> = text
            .split("/MediaBox [0 0 ")
            .skip(1)
            .filter_map(|rest| rest.split(']').next())
            .map(|size| {
                let mut sides = size.split(' ').map(|side| side.parse().expect("a number of points"));
                [sides.next().expect("a width"), sides.next().expect("a height")]
            })
            .collect();
        assert!(!boxes.is_empty(), "{name} has no pages");
        for [width, height] in boxes {
            let (off, down) = ((width - 595.28).abs(), (height - 841.89).abs());
            assert!(off < 1.5 && down < 1.5, "{name}: {width} x {height} points is not A4");
        }
    }
}
