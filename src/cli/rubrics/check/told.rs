//! What a check of rubrics found, for people and for programs.

use serde_json::{Value, json};

use super::{Checked, Findings};
use crate::cli::output::Outcome;
use crate::cli::page::Page;
use crate::cli::rubrics::with_problems;
use crate::domain::advice::Advice;
use crate::domain::count::{self, counted};
use crate::domain::rubric::{Criterion, Level};
use crate::storage::{FileProblem, json as strict, shown};
use crate::text::clean;

/// From so many criteria on, what is said of each alike is said once.
const ALIKE: usize = 4;

/// An array with an object for each file, and for each folder that could not be looked through.
pub(super) fn json(findings: &Findings) -> Outcome {
    let files = findings.files.iter().map(file_json);
    let all: Vec<Value> = files.chain(findings.problems.iter().map(folder_json)).collect();
    Outcome::text(strict::pretty(&all))
}

fn error_json(path: &str, message: &str) -> Value {
    json!({ "severity": "error", "code": "structure", "path": clean(path), "message": clean(message) })
}

fn advice_json(advice: &Advice) -> Value {
    json!({
        "severity": "advice",
        "code": advice.code,
        "path": clean(&advice.path),
        "message": clean(&advice.message),
        "reason": clean(&advice.reason),
        "instead": clean(&advice.instead),
    })
}

/// A folder that could not be looked through, in the shape of a file's report.
fn folder_json(problem: &FileProblem) -> Value {
    json!({
        "file": problem.file.to_string_lossy(),
        "ok": false,
        "problems": [error_json(&problem.path, &problem.message)],
        "summary": { "errors": 1, "advice": 0, "criteria": 0, "generated_anchors": 0 },
    })
}

fn file_json(checked: &Checked) -> Value {
    let Checked { report, advice } = checked;
    let errors = report.errors.iter().map(|(path, message)| error_json(path, message));
    let level = report.level.as_deref();
    json!({
        "file": report.file.to_string_lossy(),
        "family": level.map(|level| clean(&level.family)),
        "level": level.map(|level| clean(&level.id)),
        "ok": report.errors.is_empty(),
        "problems": errors.chain(advice.iter().map(advice_json)).collect::<Vec<_>>(),
        "summary": {
            "errors": report.errors.len(),
            "advice": advice.len(),
            "criteria": level.map_or(0, |level| level.criteria().count()),
            "generated_anchors": checked.generated_anchors(),
        },
    })
}

/// A page: a paragraph for each file, counts, and the next step.
pub(super) fn text(findings: &Findings, strict: bool) -> Outcome {
    let mut page = Page::default();
    for checked in &findings.files {
        page.file(checked);
    }
    if !findings.files.is_empty() {
        page.end(findings, strict);
    }
    with_problems(Outcome::text(page.out), &findings.problems)
}

impl Page {
    fn file(&mut self, checked: &Checked) {
        let Checked { report, advice } = checked;
        let verdict = if report.errors.is_empty() { "ok   " } else { "WRONG" };
        self.out.push_str(verdict);
        self.out.push(' ');
        self.out.push_str(&shown(&report.file));
        self.out.push('\n');
        for (path, message) in &report.errors {
            let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
            self.lines("      error: ", &format!("{place}{message}"));
        }
        let Some(level) = report.level.as_deref() else { return };
        let (shared, single) = alike(advice);
        let mut place = None;
        for advice in single {
            let (here, rest) = place_of(&advice.path);
            if place != Some(here) {
                place = Some(here);
                self.lines("      ", &heading(level, here));
            }
            self.advice(if rest.is_empty() { here } else { rest }, advice);
        }
        for group in shared {
            let ids = group.iter().filter_map(|advice| Some(criterion(level, &advice.path)?.id.as_str()));
            let mut named: Vec<&str> = ids.take(ALIKE + 1).collect();
            if group.len() > ALIKE {
                named.truncate(ALIKE);
                named.push("…");
            }
            self.lines("      ", &format!("{} criteria alike: {}", group.len(), named.join(", ")));
            self.advice(place_of(&group[0].path).1, group[0]);
        }
    }

    /// One piece of advice: where and what, and why the first time it is said.
    fn advice(&mut self, place: &str, advice: &Advice) {
        self.lines("        - ", &format!("{place}: {} [{}]", advice.message, advice.code));
        self.reason(&advice.reason, &advice.instead);
    }

    fn end(&mut self, findings: &Findings, strict: bool) {
        let Findings { files, problems } = findings;
        let sum = |count: fn(&Checked) -> usize| files.iter().map(count).sum::<usize>();
        let errors = sum(|file| file.report.errors.len()) + problems.len();
        let advice = sum(|file| file.advice.len());
        let criteria = sum(|file| file.report.level.as_ref().map_or(0, |level| level.criteria().count()));
        let generated = sum(Checked::generated_anchors);
        let counts = [
            counted(files.len(), "file", "files"),
            count::criteria(criteria),
            counted(errors, "error", "errors"),
            counted(advice, "piece of advice", "pieces of advice"),
        ];
        self.out.push('\n');
        self.lines("", &format!("{}; generated anchors: {generated} of {criteria}.", counts.join(", ")));
        let next = if errors > 0 {
            "Next: mend the errors. A level with an error is left out until then."
        } else if strict && advice > 0 {
            "Next: follow the advice, or check without --strict, where advice is no failure."
        } else if generated > 0 {
            "Next: write anchors in place of the generated ones, the criteria that decide first."
        } else if advice > 0 {
            "Next: take what helps of the advice; the rubric works as it is."
        } else {
            "Next: read a level as interviewers will: assay rubric show LEVEL"
        };
        self.lines("", next);
    }
}

/// A path cut in two behind its criterion or section: `sections[0].criteria[2]` and `statement`.
fn place_of(path: &str) -> (&str, &str) {
    let depth = if path.contains(".criteria[") { 2 } else { 1 };
    match path.match_indices("].").nth(depth - 1) {
        Some((at, _)) => (&path[..=at], &path[at + 2..]),
        None if path.ends_with(']') => (path, ""),
        None => ("", path),
    }
}

/// The criterion that a path leads to or through.
fn criterion<'a>(level: &'a Level, path: &str) -> Option<&'a Criterion> {
    let (section, criterion) = place_of(path).0.split_once("].criteria[")?;
    let section: usize = section.strip_prefix("sections[")?.parse().ok()?;
    level.sections.get(section)?.criteria.get(criterion.strip_suffix(']')?.parse::<usize>().ok()?)
}

/// What stands over the advice on one place.
fn heading(level: &Level, place: &str) -> String {
    if let Some(criterion) = criterion(level, place) {
        return format!("{} ({})  {place}", criterion.title, criterion.id);
    }
    let section = place.strip_prefix("sections[").and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
    match section.and_then(|index| level.sections.get(index)) {
        Some(section) => format!("Section {} ({})  {place}", section.title, section.id),
        None => format!("The level: {}", level.title),
    }
}

/// Advice that is the same for many criteria, and all other advice in its order.
fn alike(advice: &[Advice]) -> (Vec<Vec<&Advice>>, Vec<&Advice>) {
    let same =
        |a: &Advice, b: &Advice| (a.code, &a.message, place_of(&a.path).1) == (b.code, &b.message, place_of(&b.path).1);
    let mut groups: Vec<Vec<&Advice>> = Vec::new();
    for advice in advice.iter().filter(|advice| advice.path.contains(".criteria[")) {
        match groups.iter_mut().find(|group| same(group[0], advice)) {
            Some(group) => group.push(advice),
            None => groups.push(vec![advice]),
        }
    }
    groups.retain(|group| group.len() >= ALIKE);
    let single = advice.iter().filter(|advice| !groups.iter().flatten().any(|grouped| std::ptr::eq(*grouped, *advice)));
    let single = single.collect();
    (groups, single)
}
