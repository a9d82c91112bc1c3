//! The file formats as plain records: what stands in a file, field by field and in file order.
//!
//! No rule lives here. Conversions to the domain report every problem with its JSON path; unknown
//! fields are kept, so that a rewrite loses nothing a later version added.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

pub mod card;
pub mod event;
pub mod moment;
pub mod panel;
pub mod plan;
pub mod rubric;

/// A field at fault: its JSON path and what is wrong with it, both possibly holding raw text of the
/// file.
pub type FieldProblem = (String, String);

/// Checks a file's `format` against the one this version reads, such as `assay.rubric/1`.
#[must_use]
pub fn format_problem(found: &str, known: &str) -> Option<FieldProblem> {
    if found == known {
        return None;
    }
    let message = if is_newer(found, known) {
        format!("was written by a newer assay: {found:?}; this one reads {known:?}")
    } else {
        format!("is {found:?}, where {known:?} was expected")
    };
    Some(("format".to_owned(), message))
}

/// Whether a format is a later version of the known one.
#[must_use]
pub fn is_newer(found: &str, known: &str) -> bool {
    let split = |format: &str| {
        let (kind, version) = format.rsplit_once('/')?;
        Some((kind.to_owned(), version.parse::<u32>().ok()?))
    };
    matches!((split(found), split(known)), (Some(found), Some(known)) if found.0 == known.0 && found.1 > known.1)
}

/// Checks the `format` of a file that may not be one of ours.
///
/// # Errors
/// If the field is missing, no text, or another format or version.
pub fn format_of(file: &Value, known: &str) -> Result<(), FieldProblem> {
    match file.get("format") {
        Some(Value::String(found)) => format_problem(found, known).map_or(Ok(()), Err),
        Some(_) => Err(("format".to_owned(), format!("is no text; {known:?} was expected"))),
        None => Err(("format".to_owned(), format!("is missing; {known:?} was expected"))),
    }
}

/// The JSON Schema of a rubric file. What may be left out is optional.
#[must_use]
pub fn rubric_schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<rubric::LevelFile>()
}

/// The JSON Schema of a card: what the program writes, with nothing left out.
#[must_use]
pub fn scorecard_schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<card::CardFile>()
}

/// The JSON Schema of a panel's decision: what the program writes, with nothing left out.
#[must_use]
pub fn panel_schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<panel::DecisionFile>()
}

/// The JSON Schema of a plan: what the program writes, with nothing left out.
#[must_use]
pub fn plan_schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<plan::PlanFile>()
}
