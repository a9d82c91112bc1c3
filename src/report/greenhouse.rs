//! A card as Greenhouse asks for it.
//!
//! Its programming interface hands scorecards out but takes none in, so what counts is text that a
//! person pastes, field by field. The same fields have the names and values of its scorecard object
//! (Harvest API v1, "The scorecard object"), for programs that read both; `cli` writes them as JSON.
//!
//! - Recommendations and ratings are `definitely_not`, `no`, `yes`, `strong_yes` or `no_decision`. The
//!   fifth of its ratings, `mixed`, has no counterpart on our scale and is never written.
//! - A criterion is an attribute. One that was not asked is left out.
//! - Key Take-Aways holds what the interviewer wrote; Private Notes what the rule computed, why the
//!   decision is what it is, and how to check the card.

use std::collections::HashMap;

use super::{CardSheet, words};
use crate::domain::decision::Overall;
use crate::domain::explain;
use crate::domain::rating::{Answer, Rating};
use crate::domain::scorecard::Scorecard;
use crate::text::{clean, clean_lines};

/// The ids of recommendations and ratings, from no to yes, with the words on its buttons.
pub const SCALE: [(&str, &str); 5] = [
    ("definitely_not", "Definitely Not"),
    ("no", "No"),
    ("no_decision", "No Decision"),
    ("yes", "Yes"),
    ("strong_yes", "Strong Yes"),
];

/// The fields of a scorecard. Every text is clean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// Who was interviewed; with the reference, if there is one.
    pub candidate: String,
    /// What the interview is called: family and target level.
    pub interview: String,
    /// Who interviewed.
    pub interviewer: String,
    /// When, as RFC 3339.
    pub interviewed_at: String,
    /// When the card was submitted, as RFC 3339.
    pub submitted_at: String,
    /// The interviewer's decision, an id of [`SCALE`].
    pub overall_recommendation: &'static str,
    /// The criteria that were asked, in the rubric's order.
    pub attributes: Vec<Attribute>,
    /// The questions that every scorecard has, with their answers.
    pub questions: [(&'static str, String); 2],
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The criterion's title; with its level where the card has several of that title.
    pub name: String,
    /// The group it stands in: level and section.
    pub group: String,
    /// The note, which may have several lines; empty for none.
    pub note: String,
    /// An id of [`SCALE`].
    pub rating: &'static str,
}

impl Fields {
    /// Fills the fields from a card.
    #[must_use]
    pub fn of(sheet: &CardSheet<'_>) -> Self {
        let content = sheet.card.content();
        let target = content.rubric.target();
        let reference = content.candidate.reference.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
        Self {
            candidate: line(&format!("{}{reference}", content.candidate.name)),
            interview: line(&format!("{}, up to {}", target.family_title, target.label_with_grade())),
            interviewer: line(&content.interviewer),
            interviewed_at: content.timing.started_at.to_string(),
            submitted_at: content.submitted_at.to_string(),
            overall_recommendation: overall(content.decision.overall),
            attributes: attributes(sheet.card),
            questions: [("Key Take-Aways", takeaways(sheet)), ("Private Notes", private_notes(sheet))],
        }
    }

    /// The names of the attributes by rating, one list for each id of [`SCALE`].
    #[must_use]
    pub fn ratings(&self) -> Vec<(&'static str, Vec<&str>)> {
        let named = |id| self.attributes.iter().filter(move |attribute| attribute.rating == id);
        SCALE.iter().map(|&(id, _)| (id, named(id).map(|attribute| attribute.name.as_str()).collect())).collect()
    }
}

/// What to paste, field by field, in the order of the form.
#[must_use]
pub fn text(fields: &Fields) -> String {
    let Fields { candidate, interview, interviewer, .. } = fields;
    let mut lines =
        vec![format!("Greenhouse scorecard: {candidate}"), format!("{interview}; interviewed by {interviewer}")];
    for (question, answer) in &fields.questions {
        lines.extend([String::new(), format!("=== {question} ===")]);
        lines.extend(filled(answer));
    }
    lines.extend([String::new(), "=== Attributes ===".to_owned()]);
    let mut group = "";
    for attribute in &fields.attributes {
        if group != attribute.group {
            group = &attribute.group;
            lines.extend([String::new(), format!("--- {group} ---")]);
        }
        lines.push(format!("[{}] {}", button(attribute.rating), attribute.name));
        lines.extend(filled(&attribute.note));
    }
    let overall = button(fields.overall_recommendation).to_owned();
    lines.extend([String::new(), "=== Overall Recommendation ===".to_owned(), overall, String::new()]);
    lines.join("\n")
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn button(id: &str) -> &'static str {
    SCALE.iter().find(|(known, _)| *known == id).map_or("", |(_, words)| words)
}

/// Only a person says a clear no, there as here.
fn overall(overall: Overall) -> &'static str {
    match overall {
        Overall::StrongNo => "definitely_not",
        Overall::No => "no",
        Overall::NoDecision => "no_decision",
        Overall::Yes => "yes",
        Overall::StrongYes => "strong_yes",
    }
}

fn rating(answer: Answer) -> &'static str {
    match answer {
        Answer::NoData => "no_decision",
        Answer::Rated(Rating::NotShown) => "definitely_not",
        Answer::Rated(Rating::Partial) => "no",
        Answer::Rated(Rating::Meets) => "yes",
        Answer::Rated(Rating::Exceeds) => "strong_yes",
    }
}

fn attributes(card: &Scorecard) -> Vec<Attribute> {
    let content = card.content();
    let rubric = &content.rubric;
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for level in rubric.levels() {
        for criterion in level.criteria() {
            *titles.entry(&criterion.title).or_default() += 1;
        }
    }
    let answered = words::answers(content).into_iter().enumerate().filter_map(|(index, entry)| Some((index, entry?)));
    answered
        .map(|(index, entry)| {
            let (place, title) = (rubric.place(index), &rubric.criterion(index).title);
            let name = match titles[title.as_str()] {
                1 => line(title),
                _ => line(&format!("{title} ({})", rubric.levels()[place.level].label())),
            };
            let group = line(&words::section(rubric, place.level, place.section));
            Attribute { name, group, note: lines(&entry.note), rating: rating(entry.answer) }
        })
        .collect()
}

fn takeaways(sheet: &CardSheet<'_>) -> String {
    let parts = words::impressions(sheet.card.content()).into_iter().map(|(heading, text)| match heading {
        "Takeaways" => lines(text),
        _ => format!("{heading}:\n{}", lines(text)),
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn private_notes(sheet: &CardSheet<'_>) -> String {
    let (content, now) = (sheet.card.content(), sheet.card.recommendation());
    let mut parts: Vec<String> = sheet.marks.iter().map(|mark| format!("! {}", lines(mark))).collect();
    let level = words::decided_level(content);
    parts.push(line(&format!("Decision (the interviewer's): {}, {level}.", content.decision.overall.label())));
    if !content.decision.reason.trim().is_empty() {
        parts.push(lines(&content.decision.reason));
    }
    parts.push(line(&format!(
        "Recommendation (computed): {}, {}. {}",
        words::recommended(sheet.card),
        now.status.id(),
        explain::headline(&content.rubric, now)
    )));
    parts.extend(
        now.blockers().iter().map(|blocker| line(&format!("- {}", explain::blocker(&content.rubric, blocker)))),
    );
    parts.push(line(&format!("Interview: {}; {}.", words::minutes(content), words::asked(content))));
    let seal = sheet.seal.map(|seal| format!(", {seal}")).unwrap_or_default();
    parts.push(line(&format!("Card {}{seal}.", content.id)));
    parts.join("\n")
}

fn line(text: &str) -> String {
    clean(text).into_owned()
}

fn lines(text: &str) -> String {
    clean_lines(text.trim_end()).join("\n")
}
