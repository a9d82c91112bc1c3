//! The words that all formats share, so that a card says the same wherever it is read.
//!
//! Names and titles from rubrics and people stay raw here; each format cleans and escapes what it
//! shows.

use crate::domain::grade::Verdict;
use crate::domain::rubric::{Rubric, SectionKind};
use crate::domain::scorecard::{Content, Entry, Scorecard};

/// The recommended level: `Senior (grade 7)`.
#[must_use]
pub fn recommended(card: &Scorecard) -> String {
    let levels = card.content().rubric.levels();
    card.recommendation().floor.map_or_else(|| "no level".to_owned(), |level| levels[level].label_with_grade())
}

/// The level that the interviewer chose.
#[must_use]
pub fn decided_level(content: &Content) -> String {
    let levels = content.rubric.levels();
    content.decision.level.map_or_else(|| "none of the levels".to_owned(), |level| levels[level].label_with_grade())
}

/// The rule's word on a level. "No decision" would read as somebody's refusal to decide.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NoDecision => "still open",
        other => other.label(),
    }
}

/// The share at which a level would still stand.
#[must_use]
pub fn bar_profile(percent: Option<u32>) -> String {
    percent.map_or_else(|| "short of a must-have".to_owned(), |percent| format!("bar profile {percent} %"))
}

/// How long the interview took: `55 of 60 planned minutes`.
#[must_use]
pub fn minutes(content: &Content) -> String {
    let timing = &content.timing;
    format!("{} of {} planned minutes", timing.active_seconds / 60, timing.planned_minutes)
}

/// How many criteria have an answer: `20 of 43 criteria asked`.
#[must_use]
pub fn asked(content: &Content) -> String {
    format!("{} of {} criteria asked", content.entries.len(), content.rubric.len())
}

/// A section under its level's name: `Senior: Leadership skills`.
#[must_use]
pub fn section(rubric: &Rubric, level: usize, section: usize) -> String {
    format!("{}: {}", rubric.levels()[level].label(), section_title(rubric, level, section))
}

/// A section alone, where its level is named already.
#[must_use]
pub fn section_title(rubric: &Rubric, level: usize, section: usize) -> String {
    let section = &rubric.levels()[level].sections[section];
    let kind = if section.kind == SectionKind::Additional { " (additional)" } else { "" };
    format!("{}{kind}", section.title)
}

/// What there is to know of a criterion before its answer: must-have, and a weight other than 1.
#[must_use]
pub fn standing(rubric: &Rubric, criterion: usize) -> Option<String> {
    let criterion = rubric.criterion(criterion);
    let weight = (criterion.weight != 1).then(|| format!("weight {}", criterion.weight));
    let parts: Vec<String> = criterion.must_have.then(|| "must-have".to_owned()).into_iter().chain(weight).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What credits a criterion with Meets, as the title of the higher rung.
#[must_use]
pub fn credited_by(card: &Scorecard, criterion: usize) -> Option<&str> {
    let credit = card.recommendation().credits.iter().find(|credit| credit.criterion == criterion)?;
    Some(&card.content().rubric.criterion(credit.from).title)
}

/// The answers in the rubric's flat order; nothing where a criterion was not asked.
#[must_use]
pub fn answers(content: &Content) -> Vec<Option<&Entry>> {
    let mut answers = vec![None; content.rubric.len()];
    for entry in &content.entries {
        answers[entry.criterion] = Some(entry);
    }
    answers
}

/// The interviewer's own words with their headings; only those that were written.
#[must_use]
pub fn impressions(content: &Content) -> Vec<(&'static str, &str)> {
    let texts =
        [("Takeaways", content.takeaways.as_str()), ("Strengths", &content.strengths), ("Concerns", &content.concerns)];
    texts.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect()
}
