//! Panels as reports: what each format says, and that no data makes it say something else.

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panel_open.rs"]
mod panel_open;
#[path = "stage/panel_reports.rs"]
mod panel_reports;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panels.rs"]
mod panels;

use assay::{report, text};
use panel_reports::{case, crowd};

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
