//! Cards as bytes: sealing them, reading them back, and checking what a file claims.
//!
//! A card is read part by part, so that one fault never hides another, and its recommendation is
//! recomputed whenever rubric and ratings can be told. Nothing in a file is believed that can be
//! computed.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::{self, Fields};
use super::wire::card::{CardFile, CardRubricFile, FORMAT, RecommendationFile};
use super::wire::{format_of, is_newer};
use super::{json, read, sealed, told};
use crate::domain::grade::{self, Recommendation};
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::{self, Content, Entry, Scorecard};

mod diff;
mod parts;

/// What kind of problem a card, or a decision that rests on cards, has. The names are stable: scripts
/// rest on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Code {
    /// Not to be read, or not JSON.
    Unreadable,
    /// Of another format, or of a newer version.
    Format,
    /// A field, the rubric or a rating is wrong.
    Invalid,
    /// The content is not what was sealed.
    Seal,
    /// The recommendation is missing or not what the rule says.
    Recommendation,
    /// The card that this one replaces is not what it was, or somebody else's.
    Chain,
    /// What a decision rests on is not what it was.
    Changed,
}

impl Code {
    /// The name used in reports.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Format => "format",
            Self::Invalid => "invalid",
            Self::Seal => "seal",
            Self::Recommendation => "recommendation",
            Self::Chain => "chain",
            Self::Changed => "changed",
        }
    }
}

/// One problem of a card or a decision. Safe to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardProblem {
    /// The kind.
    pub code: Code,
    /// JSON path; empty for the whole file.
    pub path: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl CardProblem {
    /// Makes a problem of texts that may come from data.
    #[must_use]
    pub fn new(code: Code, path: &str, message: &str) -> Self {
        Self { code, path: told(path), message: told(message) }
    }
}

/// What checking a card or a decision found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CheckReport {
    /// Every problem; none for a file that is what it claims to be.
    pub problems: Vec<CardProblem>,
    /// The recommendation as recomputed, where rubric and ratings could be told. A decision alone has none.
    pub recommendation: Option<RecommendationFile>,
}

impl CheckReport {
    /// Whether the file is what it claims to be.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
    }

    /// What there is to say of a file that could not be read.
    pub(super) fn unreadable(path: &str, message: &str) -> Self {
        Self { problems: vec![CardProblem::new(Code::Unreadable, path, message)], recommendation: None }
    }
}

/// A file that was read as a card.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What is wrong with it.
    pub report: CheckReport,
    /// The card, where its content can be told, even if seal or recommendation disagree with it.
    pub card: Option<Scorecard>,
    /// Its seal as recomputed from the content; nothing where the file carries none or another one, so
    /// that cards can be told apart and named by it.
    pub seal: Option<String>,
}

/// The sealed file of a card.
///
/// # Panics
/// Never: a card is plain JSON.
#[must_use]
pub fn to_bytes(card: &Scorecard) -> Vec<u8> {
    let mut file = CardFile::from_card(card);
    let mut value = serde_json::to_value(&file).expect("a card is plain JSON");
    file.seal = sealed::seal_of(&mut value);
    json::pretty(&file)
}

/// Reads a card's file. Whatever is wrong is in the report.
#[must_use]
pub fn from_file(path: &Path) -> Reading {
    match read::file(path) {
        Ok(bytes) => from_bytes(&bytes),
        Err(error) => unread(CheckReport::unreadable("", &error.to_string())),
    }
}

/// Reads the bytes of a card. Whatever is wrong is in the report.
#[must_use]
pub fn from_bytes(bytes: &[u8]) -> Reading {
    match json::parse(bytes) {
        Ok(Value::Object(root)) => Reader::default().read(root),
        Ok(_) => unread(CheckReport {
            problems: vec![CardProblem::new(Code::Format, "", "is no JSON object, so it is no scorecard")],
            recommendation: None,
        }),
        Err(error) => unread(CheckReport::unreadable(&error.path, &error.message)),
    }
}

fn unread(report: CheckReport) -> Reading {
    Reading { report, card: None, seal: None }
}

#[derive(Default)]
struct Reader {
    problems: Vec<CardProblem>,
}

impl Reader {
    fn add(&mut self, code: Code, path: &str, message: &str) {
        self.problems.push(CardProblem::new(code, path, message));
    }

    fn read(mut self, root: Map<String, Value>) -> Reading {
        let root = Value::Object(root);
        let newer = root.get("format").and_then(Value::as_str).is_some_and(|format| is_newer(format, FORMAT));
        if let Err((path, message)) = format_of(&root, FORMAT) {
            self.add(Code::Format, &path, &message);
        }
        for error in json::overlong(&root) {
            self.add(Code::Invalid, &error.path, &error.message);
        }
        let rubric = self.rubric(&root);
        let entries = rubric.as_ref().and_then(|rubric| self.entries(&root, rubric));
        let recommendation = rubric
            .as_ref()
            .zip(entries.as_ref())
            .map(|(rubric, entries)| grade::recommend(rubric, &scorecard::own_ratings(rubric, entries)));
        let recomputed = rubric
            .as_ref()
            .zip(recommendation.as_ref())
            .map(|(rubric, recommendation)| RecommendationFile::new(rubric, recommendation));
        self.compare(&root, recomputed.as_ref());
        let card = self.card(&root, rubric, entries, recommendation.as_ref());
        let seal = sealed::verify(root, "card", &mut self.problems);

        // Of a file that a newer version wrote nothing else can be judged.
        if newer {
            self.problems.retain(|problem| problem.code == Code::Format);
        }
        sealed::shorten(&mut self.problems);
        let whole = !self.problems.iter().any(|problem| matches!(problem.code, Code::Format | Code::Invalid));
        Reading {
            report: CheckReport { problems: self.problems, recommendation: recomputed },
            card: card.filter(|_| whole),
            seal,
        }
    }

    fn rubric(&mut self, root: &Value) -> Option<Rubric> {
        let Some(value) = root.get("rubric") else {
            self.add(Code::Invalid, "rubric", "is missing");
            return None;
        };
        match json::typed::<CardRubricFile>(value) {
            Ok(file) => {
                let (rubric, problems) = file.convert();
                for (path, message) in problems {
                    self.add(Code::Invalid, &fields::join("rubric", &path), &message);
                }
                rubric
            }
            Err(error) => {
                self.add(Code::Invalid, &fields::join("rubric", &error.path), &error.message);
                None
            }
        }
    }

    fn entries(&mut self, root: &Value, rubric: &Rubric) -> Option<Vec<Entry>> {
        let Some(items) = root.get("ratings").and_then(Value::as_array) else {
            self.add(Code::Invalid, "ratings", "is missing or no array");
            return None;
        };
        let mut seen = vec![false; rubric.len()];
        let mut entries = Vec::with_capacity(items.len());
        let mut complete = true;
        for (index, item) in items.iter().enumerate() {
            let mut fields = Fields::new(item, format!("ratings[{index}]"), &mut self.problems);
            match parts::entry(&mut fields, rubric) {
                Some(entry) if std::mem::replace(&mut seen[entry.criterion], true) => {
                    fields.problem("criterion", "is rated a second time");
                    complete = false;
                }
                Some(entry) => entries.push(entry),
                None => complete = false,
            }
        }
        complete.then_some(entries)
    }

    fn compare(&mut self, root: &Value, recomputed: Option<&RecommendationFile>) {
        let Some(claimed) = root.get("recommendation").filter(|claimed| !claimed.is_null()) else {
            self.add(Code::Recommendation, "recommendation", "is missing");
            return;
        };
        let Some(recomputed) = recomputed else { return };
        let expected = serde_json::to_value(recomputed).expect("a recommendation is plain JSON");
        if let Some((path, message)) = diff::differences(claimed, &expected, "recommendation") {
            self.add(Code::Recommendation, &path, &message);
        }
    }

    /// The card, as far as it can be told: parts at fault are reported and filled in, so that the
    /// domain's own checks run in the same pass.
    fn card(
        &mut self,
        root: &Value,
        rubric: Option<Rubric>,
        entries: Option<Vec<Entry>>,
        recommendation: Option<&Recommendation>,
    ) -> Option<Scorecard> {
        let head = parts::head(&mut Fields::new(root, String::new(), &mut self.problems));
        let decision = parts::decision(&mut Fields::of(root, "decision", &mut self.problems), rubric.as_ref());
        let disputed = self.problems.iter().any(|problem| problem.code == Code::Recommendation);
        if let (Some(decision), Some(recommendation), false) = (&decision, recommendation, disputed)
            && decision.level != recommendation.floor
            && decision.reason.trim().is_empty()
        {
            self.add(Code::Invalid, "decision.reason", "is missing, and the level is not the recommended one");
        }
        let content = Content {
            id: head.id,
            candidate: head.candidate,
            interviewer: head.interviewer,
            rubric: rubric?,
            timing: head.timing,
            entries: entries?,
            decision: decision?,
            takeaways: head.takeaways,
            strengths: head.strengths,
            concerns: head.concerns,
            amends: head.amends,
            submitted_at: head.submitted_at,
        };
        Scorecard::new(content)
            .map_err(|faults| {
                for fault in faults {
                    if !self.problems.iter().any(|known| known.path == fault.path) {
                        self.add(Code::Invalid, &fault.path, &fault.message);
                    }
                }
            })
            .ok()
    }
}

#[cfg(test)]
mod tests;
