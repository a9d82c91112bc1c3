//! The `rubric` commands: each in a room of its own, `list` and `path` here.

use std::sync::Arc;

use anyhow::bail;
use serde_json::{Value, json};

use super::args::{RubricCommand, RubricFormat};
use super::folders::Places;
use super::output::Outcome;
use crate::domain::count;
use crate::domain::rubric::Level;
use crate::storage::catalog::{Catalog, Family, Origin};
use crate::storage::{FileProblem, json as strict, shown};
use crate::text::clean;

mod check;
mod diff;
mod import;
mod show;

pub(super) fn run(places: &Places, command: RubricCommand) -> anyhow::Result<Outcome> {
    Ok(match command {
        RubricCommand::List { json } => list(&Catalog::load(&places.rubrics()?), json),
        RubricCommand::Show { level, family, json, format, chain, destination } => {
            let page = format.or_else(|| RubricFormat::of(destination.file()?));
            let page = page.or_else(|| (chain || destination.is_given()).then_some(RubricFormat::Text));
            let catalog = Catalog::load(&places.rubrics()?);
            let outcome = show::run(&catalog, &level, family.as_deref(), show::As { json, page, chain })?;
            if destination.is_given() { outcome.deliver(&places.paths()?, &destination)? } else { outcome }
        }
        RubricCommand::Check { named, json, strict } => check::run(&places.rubrics()?, &named, json, strict),
        RubricCommand::Import(given) => import::run(&places.rubrics()?, &given)?,
        RubricCommand::Diff { old, new, regrade, json } => diff::run(places, [&old, &new], regrade, json)?,
        RubricCommand::New => Outcome::usage(
            "assay: `rubric new` needs a terminal; without one, write the files by hand: `assay schema rubric` says how",
        ),
        RubricCommand::Path => Outcome::text(format!("{}\n", shown(&places.rubrics()?))),
    })
}

pub(super) fn with_problems(outcome: Outcome, problems: &[FileProblem]) -> Outcome {
    problems.iter().fold(outcome, |outcome, problem| outcome.message(format!("assay: {problem}")))
}

/// A level by its id, in the family that has it.
pub(super) fn find_level<'a>(
    catalog: &'a Catalog,
    level: &str,
    family: Option<&str>,
) -> anyhow::Result<(&'a Family, &'a Arc<Level>)> {
    let known: Vec<&Family> = catalog.families.iter().filter(|known| family.is_none_or(|id| known.id == id)).collect();
    if let (Some(family), true) = (family, known.is_empty()) {
        let ids: Vec<&str> = catalog.families.iter().map(|family| family.id.as_str()).collect();
        bail!("there is no family {:?}; there are: {}", clean(family), clean(&ids.join(", ")));
    }
    let found: Vec<_> = known.iter().filter_map(|known| Some((*known, known.level(level)?))).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let mut ids: Vec<&str> = Vec::new();
            for id in known.iter().flat_map(|family| &family.levels).map(|level| level.id.as_str()) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            bail!(
                "there is no level {:?}; there are: {} (`assay rubric list` shows them)",
                clean(level),
                clean(&ids.join(", "))
            )
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|(family, _)| family.id.as_str()).collect();
            bail!("several families have a level {:?}: add --family with one of {}", clean(level), ids.join(", "));
        }
    }
}

fn list(catalog: &Catalog, json: bool) -> Outcome {
    let outcome = if json {
        Outcome::text(strict::pretty(&catalog.families.iter().map(family_json).collect::<Vec<_>>()))
    } else {
        Outcome::text(catalog.families.iter().map(family_text).collect::<String>())
    };
    with_problems(outcome, &catalog.problems)
}

fn family_json(family: &Family) -> Value {
    let levels: Vec<Value> = family
        .levels
        .iter()
        .map(|level| {
            json!({
                "level": level.id,
                "title": level.title,
                "grade": level.grade,
                "criteria": level.criteria().count(),
                "digest": level.digest,
            })
        })
        .collect();
    json!({ "family": family.id, "title": family.title, "origin": origin(&family.origin), "levels": levels })
}

fn family_text(family: &Family) -> String {
    let mut out = clean(&format!("{} ({}, {})", family.title, family.id, origin(&family.origin))).into_owned();
    out.push('\n');
    for level in &family.levels {
        let criteria = count::criteria(level.criteria().count());
        let line = format!("  {}  {}, {criteria}", level.id, level.label_with_grade());
        out.push_str(&clean(&line));
        out.push('\n');
    }
    out
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::BuiltIn => "built in".to_owned(),
        Origin::Folder(folder) => shown(folder),
    }
}
