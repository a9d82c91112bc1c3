//! The `rubric` commands: each in a room of its own, `list` and `path` here.

use crate::domain::count;
use serde_json::{Value, json};

use super::args::{RubricCommand, RubricFormat};
use super::folders::Places;
use super::output::Outcome;
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
