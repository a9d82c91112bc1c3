//! What all sealed files have in common: the seal over their content, and a report of bearable length.

use serde_json::Value;

use super::card::{CardProblem, Code};
use super::json;

/// The seal over everything in a file but its seal.
pub(super) fn seal_of(file: &mut Value) -> String {
    if let Some(fields) = file.as_object_mut() {
        fields.remove("seal");
    }
    json::digest(file)
}

/// The seal of a file, where it fits; else a problem says so. `what` names the kind of file.
pub(super) fn verify(mut file: Value, what: &str, problems: &mut Vec<CardProblem>) -> Option<String> {
    let claimed = file.get("seal").and_then(Value::as_str).map(str::to_owned);
    let seal = seal_of(&mut file);
    let message = match claimed {
        Some(claimed) if claimed == seal => return Some(seal),
        None => "is missing, so a later change could not be noticed".to_owned(),
        Some(_) => format!("does not fit: the {what} was changed after it was sealed"),
    };
    problems.push(CardProblem::new(Code::Seal, "seal", &message));
    None
}

/// Keeps a hostile file of a hundred thousand faults from flooding the report. The other kinds come
/// once each at most.
pub(super) fn shorten(problems: &mut Vec<CardProblem>) {
    const MOST: usize = 100;
    let mut invalid = 0_usize;
    problems.retain(|problem| {
        invalid += usize::from(problem.code == Code::Invalid);
        problem.code != Code::Invalid || invalid <= MOST
    });
    if invalid > MOST {
        let message = format!("and {} more problems of this kind", invalid - MOST);
        problems.push(CardProblem::new(Code::Invalid, "", &message));
    }
}
