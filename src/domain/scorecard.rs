//! The submitted scorecard: what the interviewer found and decided, and what the rule makes of it.
//!
//! A [`Scorecard`] is built only by [`Scorecard::new`] or [`Scorecard::submit`], which check it. The
//! recommendation is always recomputed from rubric and ratings; the decision is a person's.

use std::collections::HashSet;

use super::candidate::Candidate;
use super::decision::Overall;
use super::grade::{self, Recommendation};
use super::interview::{Field, Interview, LevelChoice};
use super::limits;
use super::rating::{Answer, Basis, Rating};
use super::rubric::Rubric;
use super::time::Moment;

/// When and how long the interview was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// When it was set up.
    pub started_at: Moment,
    /// When it was submitted or last worked on.
    pub ended_at: Moment,
    /// Planned length in minutes.
    pub planned_minutes: u32,
    /// Time on the interview's clock, in seconds.
    pub active_seconds: u64,
}

/// One answered criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the criterion in the rubric.
    pub criterion: usize,
    /// The answer.
    pub answer: Answer,
    /// What it rests on.
    pub basis: Basis,
    /// The note.
    pub note: String,
    /// When it was last answered.
    pub rated_at: Moment,
    /// How often it was changed after the first answer.
    pub changes: u32,
}

/// The interviewer's own decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Overall.
    pub overall: Overall,
    /// Index of the level, or nothing for none of them.
    pub level: Option<usize>,
    /// The reason; needed where the level differs from the recommended one.
    pub reason: String,
}

/// What makes a card an amendment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The seal of the card that this one replaces.
    pub seal: String,
    /// Why; empty on a card that another program wrote without one.
    pub reason: String,
}

/// The content of a card, to be checked by [`Scorecard::new`].
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// A UUID.
    pub id: String,
    /// Who was interviewed.
    pub candidate: Candidate,
    /// Who interviewed.
    pub interviewer: String,
    /// The levels that were on the card.
    pub rubric: Rubric,
    /// When.
    pub timing: Timing,
    /// The answered criteria.
    pub entries: Vec<Entry>,
    /// The decision.
    pub decision: Decision,
    /// What to remember.
    pub takeaways: String,
    /// What spoke for the candidate.
    pub strengths: String,
    /// What spoke against.
    pub concerns: String,
    /// The card that this one replaces.
    pub amends: Option<Amendment>,
    /// When it was submitted.
    pub submitted_at: Moment,
}

/// A checked card with its recommendation.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    content: Content,
    recommendation: Recommendation,
}

/// A fault of a card, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON path in the card.
    pub path: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// Something that a card still needs before it can be submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A rating other than Meets, or no data, has no note.
    Note {
        /// Index of the criterion.
        criterion: usize,
        /// Its answer.
        answer: Answer,
    },
    /// There is a note but no answer, and a card holds notes only with answers.
    Answer {
        /// Index of the criterion.
        criterion: usize,
    },
    /// A name of the candidate that a card can hold. The program asks for one before it begins, but a
    /// journal can come from elsewhere.
    Candidate,
    /// The same of the interviewer.
    Interviewer,
    /// The overall decision.
    Overall,
    /// The level of the decision.
    Level,
    /// The reason why the decision's level is not the recommended one.
    Reason,
    /// The reason for an amendment.
    Amendment,
}

impl Scorecard {
    /// Checks a card's content and applies the rule to it.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn new(content: Content) -> Result<Self, Vec<Fault>> {
        let faults = check(&content);
        let recommendation = grade::recommend(&content.rubric, &own_ratings(&content.rubric, &content.entries));
        if faults.is_empty() { Ok(Self { content, recommendation }) } else { Err(faults) }
    }

    /// Makes the card of a finished interview. `at` is the time of submission.
    ///
    /// # Errors
    /// Everything that is still missing.
    ///
    /// # Panics
    /// Never: an interview that misses nothing makes a sound card.
    pub fn submit(interview: &Interview, at: Moment, active_ms: u64) -> Result<Self, Vec<Missing>> {
        let missing = missing(interview);
        let (Some(overall), true) = (interview.overall(), missing.is_empty()) else { return Err(missing) };
        let start = interview.start();
        let entries = interview
            .marks()
            .iter()
            .enumerate()
            .filter_map(|(criterion, mark)| {
                mark.answer.map(|answer| Entry {
                    criterion,
                    answer,
                    basis: mark.basis.unwrap_or(Basis::Interview),
                    note: mark.note.clone(),
                    rated_at: mark.rated_at.unwrap_or(at),
                    changes: mark.changes,
                })
            })
            .collect();
        let level = match interview.level_choice() {
            LevelChoice::Level(id) => interview.rubric().level_index(id),
            LevelChoice::None | LevelChoice::Unchosen => None,
        };
        let text = |field| interview.text(&field).unwrap_or_default().to_owned();
        let content = Content {
            id: start.id.clone(),
            candidate: start.candidate.clone(),
            interviewer: start.interviewer.clone(),
            rubric: start.rubric.clone(),
            timing: Timing {
                started_at: interview.started_at(),
                ended_at: start.amends.as_ref().map_or(at, |amends| amends.ended_at),
                planned_minutes: start.planned_minutes,
                active_seconds: active_ms / 1_000,
            },
            entries,
            decision: Decision { overall, level, reason: text(Field::Reason) },
            takeaways: text(Field::Takeaways),
            strengths: text(Field::Strengths),
            concerns: text(Field::Concerns),
            amends: start
                .amends
                .as_ref()
                .map(|amends| Amendment { seal: amends.seal.clone(), reason: text(Field::Amendment) }),
            submitted_at: at,
        };
        Ok(Self::new(content).expect("an interview that misses nothing makes a sound card"))
    }

    /// What the card holds.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// What the rule makes of it.
    #[must_use]
    pub fn recommendation(&self) -> &Recommendation {
        &self.recommendation
    }
}

/// Everything an interview still needs before it can be submitted, in the order of the screen.
#[must_use]
pub fn missing(interview: &Interview) -> Vec<Missing> {
    let mut missing = Vec::new();
    for (criterion, mark) in interview.marks().iter().enumerate() {
        match mark.answer {
            Some(answer) if answer.needs_note() && !mark.has_note() => {
                missing.push(Missing::Note { criterion, answer });
            }
            None if mark.has_note() => missing.push(Missing::Answer { criterion }),
            _ => {}
        }
    }
    let start = interview.start();
    for (name, of) in [(&start.candidate.name, Missing::Candidate), (&start.interviewer, Missing::Interviewer)] {
        if name_fault(name).is_some() {
            missing.push(of);
        }
    }
    let reasoned = interview.text(&Field::Amendment).is_some_and(|reason| !reason.trim().is_empty());
    if start.amends.is_some() && !reasoned {
        missing.push(Missing::Amendment);
    }
    if interview.overall().is_none() {
        missing.push(Missing::Overall);
    }
    let recommended = grade::recommend(interview.rubric(), &interview.ratings()).floor;
    let chosen = match interview.level_choice() {
        LevelChoice::Unchosen => {
            missing.push(Missing::Level);
            return missing;
        }
        LevelChoice::None => None,
        LevelChoice::Level(id) => interview.rubric().level_index(id),
    };
    if chosen != recommended && interview.text(&Field::Reason).is_none_or(|reason| reason.trim().is_empty()) {
        missing.push(Missing::Reason);
    }
    missing
}

/// Own ratings in the rubric's flat order.
#[must_use]
pub fn own_ratings(rubric: &Rubric, entries: &[Entry]) -> Vec<Option<Rating>> {
    let mut ratings = vec![None; rubric.len()];
    for entry in entries {
        ratings[entry.criterion] = entry.answer.rating();
    }
    ratings
}

/// Why a card cannot hold a name of a person, if it cannot.
#[must_use]
pub fn name_fault(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        Some("is empty".to_owned())
    } else if name.chars().count() > limits::NAME_CHARS {
        Some(format!("is longer than {} characters", limits::NAME_CHARS))
    } else {
        None
    }
}

fn check(content: &Content) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |path: &str, message: String| faults.push(Fault { path: path.to_owned(), message });
    for (path, name) in [("candidate.name", &content.candidate.name), ("interviewer", &content.interviewer)] {
        if let Some(fault) = name_fault(name) {
            add(path, fault);
        }
    }
    let mut seen = HashSet::new();
    for (i, entry) in content.entries.iter().enumerate() {
        let id = &content.rubric.criterion(entry.criterion).id;
        if !seen.insert(entry.criterion) {
            add(&format!("ratings[{i}].criterion"), format!("{id:?} is rated twice"));
        }
        if entry.note.len() > limits::TEXT_BYTES {
            add(&format!("ratings[{i}].note"), format!("is longer than {} bytes", limits::TEXT_BYTES));
        }
    }
    let because = content.amends.as_ref().map(|amends| ("amendment_reason", &amends.reason));
    let texts = [
        ("decision.reason", &content.decision.reason),
        ("takeaways", &content.takeaways),
        ("strengths", &content.strengths),
        ("concerns", &content.concerns),
    ];
    for (path, text) in texts.into_iter().chain(because) {
        if text.len() > limits::TEXT_BYTES {
            add(path, format!("is longer than {} bytes", limits::TEXT_BYTES));
        }
    }
    faults
}

#[cfg(test)]
mod tests;
