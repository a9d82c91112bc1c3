//! `rubric check`: every fault of rubric files at once, and what interviewers will miss.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::with_problems;
use crate::cli::output::Outcome;
use crate::storage::catalog::{self, Family, FileReport};
use crate::storage::{FileProblem, json as strict, shown};
use crate::text::clean;

pub(super) fn run(own: &Path, folders: &[PathBuf], json: bool) -> Outcome {
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
