//! A level as a page for people who do not have the program, within 80 columns.

use super::Page;
use crate::domain::rating::Rating;
use crate::domain::rubric::{Criterion, Level};
use crate::report::rubric::{self, LevelSheet};

/// A whole page.
#[must_use]
pub fn rubric(sheet: &LevelSheet<'_>) -> String {
    let mut page = Page::default();
    page.paragraph("", &sheet.level().family_title);
    page.heading("The scale");
    page.blank();
    page.paragraph("  ", rubric::SCALE);
    page.blank();
    for rating in Rating::ALL.into_iter().rev() {
        page.paragraph(&format!("  {:<13}", rating.to_string()), rating.meaning());
    }
    for level in sheet.levels() {
        one(&mut page, sheet, level);
    }
    page.text
}

fn one(page: &mut Page, sheet: &LevelSheet<'_>, level: &Level) {
    page.blank();
    page.line(&"=".repeat(super::COLUMNS));
    let grade = level.grade.map_or_else(String::new, |grade| format!(" (grade {grade})"));
    page.paragraph("", &format!("{}{grade}", level.title));
    if let Some(below) = sheet.builds_on(level) {
        page.paragraph("", &format!("Builds on {below}: what is asked there is expected as well."));
    }
    page.paragraph("", &format!("{}.", rubric::size(level)));
    if let Some(source) = rubric::source(level) {
        page.paragraph("", &format!("From {source}."));
    }
    if !level.look_for.is_empty() {
        page.heading(rubric::LOOK_FOR);
        page.blank();
        for sign in &level.look_for {
            page.paragraph("  - ", sign);
        }
    }
    for section in &level.sections {
        page.blank();
        page.line(&"-".repeat(super::COLUMNS));
        page.paragraph("", &section.title);
        page.paragraph("", &rubric::bar(section));
        for criterion in &section.criteria {
            asked(page, sheet, criterion);
        }
    }
}

fn asked(page: &mut Page, sheet: &LevelSheet<'_>, criterion: &Criterion) {
    page.heading(&format!("* {}", criterion.title));
    if !criterion.statement.trim().is_empty() {
        page.paragraph("  ", &criterion.statement);
    }
    page.paragraph("  ", &format!("[{}]", rubric::standing(criterion)));
    let anchors = rubric::anchors(criterion);
    page.blank();
    if anchors.is_empty() {
        page.paragraph("  ", rubric::NO_ANCHORS);
    }
    for (rating, anchor) in anchors.iter().rev() {
        page.paragraph(&format!("  {:<13}", rating.to_string()), anchor);
    }
    if criterion.generated_anchors {
        page.paragraph("  ", rubric::GENERATED);
    }
    if !criterion.questions.is_empty() {
        page.blank();
    }
    for question in &criterion.questions {
        page.paragraph("  ? ", &question_line(&question.kind, &question.ask));
        for probe in &question.probes {
            page.paragraph("      - ", probe);
        }
    }
    list(page, "Listen for:", &criterion.look_for);
    list(page, "Who shows this has also shown:", &sheet.shows_as_well(criterion));
}

fn question_line(kind: &str, ask: &str) -> String {
    if kind.trim().is_empty() { ask.to_owned() } else { format!("{ask} ({kind})") }
}

fn list(page: &mut Page, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    page.blank();
    page.paragraph("  ", title);
    for item in items {
        page.paragraph("    - ", item);
    }
}
