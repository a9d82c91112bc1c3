//! A level as a page for people who do not have the program.

use super::page::{Page, escape};
use crate::domain::rating::Rating;
use crate::domain::rubric::{Criterion, Level};
use crate::report::rubric::{self, LevelSheet};

/// A whole page. With several levels each has a heading of its own under the one of the page.
#[must_use]
pub fn rubric(sheet: &LevelSheet<'_>) -> String {
    let mut page = Page::default();
    let several = sheet.levels().len() > 1;
    let about = sheet.level();
    if several {
        page.heading(1, &format!("{}: up to {}", escape(&about.family_title), escape(&about.label_with_grade())));
        scale(&mut page);
    }
    for level in sheet.levels() {
        one(&mut page, sheet, level, if several { 2 } else { 1 });
    }
    page.text()
}

fn scale(page: &mut Page) {
    page.heading(2, "The scale");
    page.paragraph(rubric::SCALE);
    let rows = Rating::ALL.into_iter().rev().map(|rating| [rating.to_string(), rating.meaning().to_owned()]);
    page.table(&["Rating", "In general"], rows);
}

fn one(page: &mut Page, sheet: &LevelSheet<'_>, level: &Level, depth: usize) {
    let grade = level.grade.map_or_else(String::new, |grade| format!(" (grade {grade})"));
    page.heading(depth, &format!("{}{grade}", escape(&level.title)));
    let mut facts = vec![format!("Role: {}", escape(&level.family_title))];
    if let Some(below) = sheet.builds_on(level) {
        facts.push(format!("Builds on {}: what is asked there is expected as well", escape(&below)));
    }
    facts.push(rubric::size(level));
    facts.extend(rubric::source(level).map(|source| format!("From {}", escape(&source))));
    page.list(facts);
    if !level.look_for.is_empty() {
        page.heading(depth + 1, rubric::LOOK_FOR);
        page.list(level.look_for.iter().map(|sign| escape(sign)));
    }
    if depth == 1 {
        scale(page);
    }
    for section in &level.sections {
        page.heading(depth + 1, &escape(&section.title));
        page.paragraph(&rubric::bar(section));
        for criterion in &section.criteria {
            asked(page, sheet, criterion, depth + 2);
        }
    }
}

fn asked(page: &mut Page, sheet: &LevelSheet<'_>, criterion: &Criterion, depth: usize) {
    page.heading(depth, &escape(&criterion.title));
    if !criterion.statement.trim().is_empty() {
        page.paragraph(&escape(&criterion.statement));
    }
    page.paragraph(&format!("*{}*", rubric::standing(criterion)));
    let anchors = rubric::anchors(criterion);
    if anchors.is_empty() {
        page.paragraph(rubric::NO_ANCHORS);
    } else {
        let rows = anchors.iter().rev().map(|(rating, anchor)| [format!("**{rating}**"), escape(anchor)]);
        page.table(&["Rating", "What it means here"], rows);
    }
    if criterion.generated_anchors {
        page.paragraph(rubric::GENERATED);
    }
    for question in &criterion.questions {
        let kind = escape(&question.kind);
        let kind = if kind.is_empty() { String::new() } else { format!(" ({kind})") };
        page.paragraph(&format!("**Ask:** {}{kind}", escape(&question.ask)));
        page.list(question.probes.iter().map(|probe| escape(probe)));
    }
    list(page, "Listen for:", &criterion.look_for);
    list(page, "Who shows this has also shown:", &sheet.shows_as_well(criterion));
}

fn list(page: &mut Page, title: &str, items: &[String]) {
    if !items.is_empty() {
        page.paragraph(title);
        page.list(items.iter().map(|item| escape(item)));
    }
}
