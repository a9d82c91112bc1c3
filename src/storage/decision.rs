//! Panels' decisions as bytes: sealing them and reading them back.
//!
//! A decision is read part by part, as cards are, so that one fault never hides another. Whether the
//! cards that it rests on are still what they were is not known here.

use std::path::Path;

use serde_json::Value;

use super::card::{CardProblem, CheckReport, Code};
use super::fields::{Fields, shown};
use super::wire::panel::{DecisionFile, FORMAT};
use super::wire::{format_of, is_newer};
use super::{json, read, sealed};
use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::panel::{CardRef, LevelRef, PanelDecision, Record};
use crate::domain::rubric::is_id;
use crate::domain::time::Moment;

/// A file that was read as a decision.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What is wrong with it. A decision alone has no recommendation to recompute.
    pub report: CheckReport,
    /// The decision, where its content can be told, even if the seal disagrees with it.
    pub decision: Option<PanelDecision>,
    /// Its seal as recomputed from the content; nothing where the file carries none or another one.
    pub seal: Option<String>,
}

/// The bytes of a decision's sealed file.
///
/// # Panics
/// Never: a decision is plain JSON.
#[must_use]
pub fn to_bytes(decision: &PanelDecision) -> Vec<u8> {
    json::pretty(&sealed(decision))
}

/// The sealed file of a decision, to be part of another document.
///
/// # Panics
/// Never: a decision is plain JSON.
#[must_use]
pub fn sealed(decision: &PanelDecision) -> DecisionFile {
    let file = DecisionFile::from_decision(decision);
    let mut value = serde_json::to_value(&file).expect("a decision is plain JSON");
    DecisionFile { seal: sealed::seal_of(&mut value), ..file }
}

/// Reads a decision's file. Whatever is wrong is in the report.
#[must_use]
pub fn from_file(path: &Path) -> Reading {
    match read::file(path) {
        Ok(bytes) => from_bytes(&bytes),
        Err(error) => unread(CheckReport::unreadable("", &error.to_string())),
    }
}

/// Reads the bytes of a decision. Whatever is wrong is in the report.
#[must_use]
pub fn from_bytes(bytes: &[u8]) -> Reading {
    match json::parse(bytes) {
        Ok(root @ Value::Object(_)) => from_object(root),
        Ok(_) => {
            let message = "is no JSON object, so it is no decision of a panel";
            unread(CheckReport { problems: vec![CardProblem::new(Code::Format, "", message)], recommendation: None })
        }
        Err(error) => unread(CheckReport::unreadable(&error.path, &error.message)),
    }
}

fn unread(report: CheckReport) -> Reading {
    Reading { report, decision: None, seal: None }
}

fn from_object(root: Value) -> Reading {
    let mut problems = Vec::new();
    let newer = root.get("format").and_then(Value::as_str).is_some_and(|format| is_newer(format, FORMAT));
    if let Err((path, message)) = format_of(&root, FORMAT) {
        problems.push(CardProblem::new(Code::Format, &path, &message));
    }
    for error in json::overlong(&root) {
        problems.push(CardProblem::new(Code::Invalid, &error.path, &error.message));
    }
    let record = record(&mut Fields::new(&root, String::new(), &mut problems));
    let decision = PanelDecision::new(record)
        .map_err(|faults| {
            for fault in faults {
                if !problems.iter().any(|known| known.path == fault.path) {
                    problems.push(CardProblem::new(Code::Invalid, &fault.path, &fault.message));
                }
            }
        })
        .ok();
    let seal = sealed::verify(root, "decision", &mut problems);
    // Of a file that a newer version wrote nothing else can be judged.
    if newer {
        problems.retain(|problem| problem.code == Code::Format);
    }
    sealed::shorten(&mut problems);
    let whole = !problems.iter().any(|problem| matches!(problem.code, Code::Format | Code::Invalid));
    Reading { report: CheckReport { problems, recommendation: None }, decision: decision.filter(|_| whole), seal }
}

/// What the file says, as far as it can be told: what is at fault is reported and filled in, so that
/// the domain's own checks run in the same pass.
fn record(fields: &mut Fields<'_>) -> Record {
    // Something that is missing was reported; the domain need not report it again as empty.
    const REPORTED: &str = "?";
    let mut id_of = |key: &str, what: &str| {
        let id = fields.text(key);
        if let Some(id) = id.filter(|id| !is_id(id)) {
            fields.problem(key, &format!("{} is not the id of a {what}", shown(&Value::String(id.to_owned()))));
        }
        id.unwrap_or(REPORTED).to_owned()
    };
    let (id, family) = (id_of("id", "decision"), id_of("family", "family"));
    let mut person = fields.inner("candidate");
    let candidate = Candidate {
        name: person.text("name").unwrap_or(REPORTED).to_owned(),
        reference: person.optional_text("ref").map(str::to_owned),
    };
    let (recommended, level) = (level(fields, "recommended"), level(fields, "level"));
    let overall = fields.one_of("overall", Overall::from_id, &Overall::ALL.map(Overall::id).join(", "));
    let reason = fields.optional_text("reason").unwrap_or_default().to_owned();
    let present = fields.items("present").map(|items| names(fields, items));
    let revealed = fields.flag("revealed");
    let cards = fields.items("cards").map(|items| {
        let cards = items.iter().enumerate();
        cards.map(|(index, item)| card(&mut fields.within(&format!("cards[{index}]"), item))).collect::<Vec<CardRef>>()
    });
    let decided_at = fields.moment("decided_at");
    // A level that cannot be told differs from nothing, so that no reason is asked for.
    let (recommended, level) = match (recommended, level) {
        (Ok(recommended), Ok(level)) => (recommended, level),
        _ => (None, None),
    };
    Record {
        id,
        candidate,
        family,
        recommended,
        level,
        overall: overall.unwrap_or(Overall::NoDecision),
        reason,
        present: present.unwrap_or_default(),
        revealed: revealed.unwrap_or_default(),
        cards: cards.unwrap_or_default(),
        decided_at: decided_at.unwrap_or(Moment::new(0, 0)),
    }
}

/// Stands for what cannot be told and was reported.
struct Reported;

/// A level by id and grade, or null for none.
fn level(fields: &mut Fields<'_>, key: &str) -> Result<Option<LevelRef>, Reported> {
    let value = fields.value(key).ok_or(Reported)?;
    if value.is_null() {
        return Ok(None);
    }
    let mut level = fields.within(key, value);
    let id = level.text("level");
    if let Some(id) = id.filter(|id| !is_id(id)) {
        level.problem("level", &format!("{} is not the id of a level", shown(&Value::String(id.to_owned()))));
    }
    let grade = level.optional_number("grade");
    Ok(Some(LevelRef { id: id.ok_or(Reported)?.to_owned(), grade }))
}

fn names(fields: &mut Fields<'_>, items: &[Value]) -> Vec<String> {
    let mut names = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if item.as_str().is_none() {
            fields.problem(&format!("present[{index}]"), "is no text");
        }
        names.push(item.as_str().unwrap_or("?").to_owned());
    }
    names
}

fn card(fields: &mut Fields<'_>) -> CardRef {
    let mut text = |key| fields.text(key).unwrap_or("?").to_owned();
    CardRef { interviewer: text("interviewer"), id: text("id"), seal: text("seal") }
}

#[cfg(test)]
mod tests;
