//! `rubric list`, `show`, `check` and `path`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Value, json};

use super::args::RubricCommand;
use super::folders::Places;
use super::output::Outcome;
use crate::report;
use crate::storage::catalog::{self, Catalog, Family, FileReport, Origin};
use crate::storage::{FileProblem, json as strict, shown};
use crate::text::clean;

pub(super) fn run(places: &Places, command: RubricCommand) -> anyhow::Result<Outcome> {
    Ok(match command {
        RubricCommand::List { json } => list(&Catalog::load(&places.rubrics()?), json),
        RubricCommand::Show { level, family, json } => {
            show(&Catalog::load(&places.rubrics()?), &level, family.as_deref(), json)?
        }
        RubricCommand::Check { folders, json } => check(&places.rubrics()?, &folders, json),
        RubricCommand::Path => Outcome::text(format!("{}\n", shown(&places.rubrics()?))),
    })
}

fn with_problems(outcome: Outcome, problems: &[FileProblem]) -> Outcome {
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
        let criteria = level.criteria().count();
        let line = format!("  {}  {}, {criteria} criteria", level.id, level.label_with_grade());
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

fn show(catalog: &Catalog, level: &str, family: Option<&str>, json: bool) -> anyhow::Result<Outcome> {
    let known = catalog.families.iter().filter(|known| family.is_none_or(|id| known.id == id));
    let found: Vec<(&Family, _)> = known.filter_map(|known| Some((known, known.level(level)?))).collect();
    let (family, level) = match found.as_slice() {
        [one] => *one,
        [] => bail!("there is no level {:?}; `assay rubric list` shows the levels there are", clean(level)),
        several => {
            let ids: Vec<&str> = several.iter().map(|(family, _)| family.id.as_str()).collect();
            bail!("several families have a level {:?}: add --family with one of {}", clean(level), ids.join(", "));
        }
    };
    let outcome = if json {
        let text = family.file_text(&level.id).context("the level's file has changed meanwhile; try again")?;
        Outcome::text(strict::escape_hidden(&text).into_owned())
    } else {
        Outcome::text(report::text::level(level))
    };
    Ok(with_problems(outcome, &catalog.problems))
}

fn check(own: &Path, folders: &[PathBuf], json: bool) -> Outcome {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    if folders.is_empty() {
        files.extend(Family::check_built_in());
    }
    let given = if folders.is_empty() { vec![own] } else { folders.iter().map(PathBuf::as_path).collect() };
    for folder in given {
        let (families, found) = catalog::family_folders(folder);
        if families.is_empty() && found.is_empty() && !folders.is_empty() {
            problems.push(FileProblem::new(folder, "", "holds no rubric files (*.json)"));
        }
        problems.extend(found);
        files.extend(families.iter().flat_map(|family| catalog::read_family(family)));
    }
    let wrong = !problems.is_empty() || files.iter().any(|file| !file.errors.is_empty());
    let outcome = if json {
        let all: Vec<Value> = files.iter().map(file_json).chain(problems.iter().map(folder_json)).collect();
        Outcome::text(strict::pretty(&all))
    } else {
        with_problems(Outcome::text(files.iter().map(file_text).collect::<String>()), &problems)
    };
    if wrong { outcome.wrong() } else { outcome }
}

fn told(severity: &str, path: &str, message: &str) -> Value {
    json!({ "severity": severity, "path": clean(path), "message": clean(message) })
}

/// A folder that could not be looked through, in the shape of a file's report.
fn folder_json(problem: &FileProblem) -> Value {
    json!({
        "file": problem.file.to_string_lossy(),
        "ok": false,
        "problems": [told("error", &problem.path, &problem.message)],
    })
}

fn file_json(report: &FileReport) -> Value {
    let errors = report.errors.iter().map(|(path, message)| told("error", path, message));
    let warnings = report.warnings.iter().map(|(path, message)| told("warning", path, message));
    json!({
        "file": report.file.to_string_lossy(),
        "ok": report.errors.is_empty(),
        "problems": errors.chain(warnings).collect::<Vec<_>>(),
    })
}

fn file_text(report: &FileReport) -> String {
    let verdict = if report.errors.is_empty() { "ok   " } else { "WRONG" };
    let mut out = format!("{verdict} {}\n", shown(&report.file));
    for (severity, problems) in [("error", &report.errors), ("warning", &report.warnings)] {
        for (path, message) in problems {
            let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
            out.push_str("      ");
            out.push_str(&clean(&format!("{severity}: {place}{message}")));
            out.push('\n');
        }
    }
    out
}
