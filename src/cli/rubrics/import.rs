//! `rubric import`: a job description becomes a rubric, with what could not be read.

use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

use crate::cli::args::ImportArguments;
use crate::cli::output::Outcome;
use crate::import::{self, Document, SectionRead};
use crate::storage::{json as strict, read, shown};
use crate::text::clean;

pub(super) fn run(given: &ImportArguments) -> anyhow::Result<Outcome> {
    let file = &given.file;
    let bytes = read::document(file).with_context(|| format!("{} cannot be read", shown(file)))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let document = import::read(&bytes, &stem);
    if given.json {
        return Ok(Outcome::text(strict::pretty(&document_json(&document))));
    }
    Ok(Outcome::text(String::new()))
}

fn document_json(document: &Document) -> Value {
    let levels: Vec<Value> = document
        .levels
        .iter()
        .map(|level| {
            json!({
                "level": level.id,
                "title": level.title,
                "grade": level.grade,
                "extends": level.extends.map(|parent| &document.levels[parent].title),
                "sections": level.sections.iter().map(section_json).collect::<Vec<_>>(),
            })
        })
        .collect();
    let warnings: Vec<Value> =
        document.warnings.iter().map(|warning| json!({ "line": warning.line, "message": warning.message })).collect();
    json!({
        "title": document.title,
        "levels": levels,
        "shared": document.shared.iter().map(section_json).collect::<Vec<_>>(),
        "warnings": warnings,
    })
}

fn section_json(section: &SectionRead) -> Value {
    json!({
        "id": section.id,
        "title": section.title,
        "kind": section.kind.id(),
        "items": section.items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(),
    })
}
