//! Plans as bytes: writing them, and reading what an interview is begun with.
//!
//! Of a file that is read only what an interviewer is to ask counts. What it says of minutes, overlaps and
//! gaps is for people and other programs, and is made anew by planning again.

use std::path::Path;

use serde_json::Value;

use super::card::{CardProblem, Code};
use super::fields::{Fields, shown};
use super::wire::plan::{FORMAT, PlanFile};
use super::wire::{format_of, is_newer};
use super::{FileProblem, json, read, sealed};
use crate::domain::candidate::same_person;
use crate::domain::limits;
use crate::domain::plan::{Plan, Saved, SavedLevel, SavedPart, SavedShare};
use crate::domain::rubric::is_id;

/// The bytes of a plan's file.
#[must_use]
pub fn to_bytes(plan: &Plan) -> Vec<u8> {
    json::pretty(&PlanFile::from_plan(plan))
}

/// Reads a plan's file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn from_file(path: &Path) -> Result<Saved, Vec<FileProblem>> {
    let whole = |message: &str| vec![FileProblem::new(path, "", message)];
    let bytes = read::file(path).map_err(|error| whole(&error.to_string()))?;
    from_bytes(&bytes).map_err(|problems| {
        problems.iter().map(|problem| FileProblem::new(path, &problem.path, &problem.message)).collect()
    })
}

/// Reads the bytes of a plan.
///
/// # Errors
/// Everything that is wrong with them.
pub fn from_bytes(bytes: &[u8]) -> Result<Saved, Vec<CardProblem>> {
    let root =
        json::parse(bytes).map_err(|error| vec![CardProblem::new(Code::Unreadable, &error.path, &error.message)])?;
    if !root.is_object() {
        return Err(vec![CardProblem::new(Code::Format, "", "is no JSON object, so it is no plan")]);
    }
    if let Err((path, message)) = format_of(&root, FORMAT) {
        let newer = root.get("format").and_then(Value::as_str).is_some_and(|format| is_newer(format, FORMAT));
        let hint = if newer { "" } else { "; `assay plan -o plan.json` writes one" };
        return Err(vec![CardProblem::new(Code::Format, &path, &format!("{message}{hint}"))]);
    }
    let mut problems: Vec<CardProblem> = json::overlong(&root)
        .into_iter()
        .map(|error| CardProblem::new(Code::Invalid, &error.path, &error.message))
        .collect();
    let saved = saved(&mut Fields::new(&root, String::new(), &mut problems));
    sealed::shorten(&mut problems);
    if problems.is_empty() { Ok(saved) } else { Err(problems) }
}

/// What the file says, as far as it can be told: what is at fault is reported and filled in.
fn saved(fields: &mut Fields<'_>) -> Saved {
    let (family, target) = (id(fields, "family", "family"), id(fields, "target", "level"));
    let levels = many(fields, "levels", |level| SavedLevel {
        id: id(level, "level", "level"),
        digest: level.text("digest").unwrap_or_default().to_owned(),
    });
    if !levels.is_empty() && levels.iter().all(|level| level.id != target) {
        fields.problem("target", "is none of the levels");
    }
    let minutes: Option<u32> = fields.number("minutes");
    if minutes.is_some_and(|minutes| !(1..=limits::PLANNED_MINUTES).contains(&minutes)) {
        fields.problem("minutes", &format!("is outside 1 to {}", limits::PLANNED_MINUTES));
    }
    let shares = many(fields, "interviewers", |share| SavedShare {
        interviewer: name(share),
        parts: many(share, "sections", |part| SavedPart {
            level: id(part, "level", "level"),
            section: part.text("section").unwrap_or_default().to_owned(),
            criteria: texts(part, "criteria"),
        }),
    });
    if shares.is_empty() || shares.len() > limits::INTERVIEWERS {
        fields.problem("interviewers", &format!("has to hold 1 to {} interviewers", limits::INTERVIEWERS));
    }
    for (at, share) in shares.iter().enumerate() {
        if shares[..at].iter().any(|other| same_person(&other.interviewer, &share.interviewer)) {
            fields.problem(&format!("interviewers[{at}].name"), "is there a second time");
        }
    }
    Saved { family, target, levels, minutes: minutes.unwrap_or(1), shares }
}

fn id(fields: &mut Fields<'_>, key: &str, what: &str) -> String {
    let id = fields.text(key);
    if let Some(id) = id.filter(|id| !is_id(id)) {
        fields.problem(key, &format!("{} is not the id of a {what}", shown(&Value::String(id.to_owned()))));
    }
    id.unwrap_or_default().to_owned()
}

fn name(fields: &mut Fields<'_>) -> String {
    let name = fields.text("name");
    if name.is_some_and(|name| name.trim().is_empty()) {
        fields.problem("name", "is empty");
    }
    if name.is_some_and(|name| name.chars().count() > limits::NAME_CHARS) {
        fields.problem("name", &format!("is longer than {} characters", limits::NAME_CHARS));
    }
    name.unwrap_or("?").to_owned()
}

/// The objects of an array, each read on its own.
fn many<T>(fields: &mut Fields<'_>, key: &str, read: impl Fn(&mut Fields<'_>) -> T) -> Vec<T> {
    let items = fields.items(key).unwrap_or_default().iter().enumerate();
    items.map(|(at, item)| read(&mut fields.within(&format!("{key}[{at}]"), item))).collect()
}

fn texts(fields: &mut Fields<'_>, key: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for (at, item) in fields.items(key).unwrap_or_default().iter().enumerate() {
        match item.as_str() {
            Some(text) => texts.push(text.to_owned()),
            None => fields.problem(&format!("{key}[{at}]"), "is no text"),
        }
    }
    texts
}

#[cfg(test)]
mod tests;
