//! What a good reviewer would say about a rubric: where it is sound to the program but will serve an
//! interviewer badly, each with a reason and with what to do instead.
//!
//! Advice is no error and never in the way. False alarms cost trust, so every rule here prefers
//! silence to a guess; the corpus in `tests/scenarios/statements.toml` shows what is found and what
//! is left alone. Texts are quoted raw; they are cleaned where they are shown.

use std::sync::Arc;

use super::language::{others, phrase, verbs, vocabulary};
use super::rubric::{Criterion, Level};

mod anchors;
mod compound;
mod done;
mod family;
mod ladder;
mod private;
mod proxies;
mod questions;
mod section;
mod skills;
mod statement;
mod traits;
mod words;
mod years;

/// One piece of advice, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Index of the level in the list that was looked at.
    pub level: usize,
    /// JSON path in that level's file, or relative to the criterion where one alone was looked at.
    pub path: String,
    /// What kind of advice it is; stable, for programs.
    pub code: &'static str,
    /// What was found, naming the word or number.
    pub message: String,
    /// Why it hurts an interview.
    pub reason: String,
    /// What to write or do instead.
    pub instead: String,
}

impl Advice {
    /// Advice on the first level; who knows better says so.
    fn new(
        path: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
        reason: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        let (path, message) = (path.into(), message.into());
        Self { level: 0, path, code, message, reason: reason.into(), instead: instead.into() }
    }

    /// The same advice where its path is below `place`.
    fn below(self, level: usize, place: &str) -> Self {
        let path = if self.path.is_empty() { place.to_owned() } else { format!("{place}.{}", self.path) };
        Self { level, path, ..self }
    }
}

/// The code of the advice on anchors that the program made for want of better.
pub const GENERATED_ANCHORS: &str = "generated-anchors";

/// Advice on all levels of a family, in the order of the levels and of their files.
///
/// Generated anchors are spoken of once a level. The levels need not form one chain, nor be sound.
#[must_use]
pub fn of_family(levels: &[Arc<Level>]) -> Vec<Advice> {
    family::advice(levels)
}

/// How many criteria of a level have anchors that the program made.
#[must_use]
pub fn generated_anchors(level: &Level) -> usize {
    level.criteria().filter(|criterion| criterion.generated_anchors).count()
}

/// Advice on one criterion by itself, with paths relative to it.
#[must_use]
pub fn of_criterion(criterion: &Criterion) -> Vec<Advice> {
    in_setting(criterion, "")
}

/// Advice on one criterion of a job with these titles: what is a proxy in one job is the work in another.
fn in_setting(criterion: &Criterion, setting: &str) -> Vec<Advice> {
    let mut advice = statement::advice(criterion);
    advice.extend(words::advice(criterion, setting));
    advice.extend(anchors::advice(criterion));
    advice.extend(questions::advice(criterion));
    advice
}

/// A text as a message quotes it: not longer than a person reads.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", text[..end].trim_end()),
        None => format!("\"{text}\""),
    }
}

/// Things in a row, as a sentence names them: `1`, `1 and 2`, `1, 2 and 3`.
fn in_words(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests;
