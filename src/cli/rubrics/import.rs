//! `rubric import`: a job description becomes a rubric, with what could not be read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use serde_json::{Value, json};

use crate::cli::args::ImportArguments;
use crate::cli::output::Outcome;
use crate::domain::adapt::{Origin, Work};
use crate::domain::count;
use crate::domain::rubric::{Level, is_id};
use crate::import::{self, Document, Family, Fate, Kind, Options, SectionRead, Update, Warning};
use crate::storage::families::{self, NotSaved, Theirs};
use crate::storage::{FileProblem, catalog, json as strict, read, shown};
use crate::text::{clean, pad, shell, wrap};

/// Columns of the report.
const WIDTH: usize = 80;

pub(super) fn run(rubrics: &Path, given: &ImportArguments) -> anyhow::Result<Outcome> {
    let file = &given.file;
    if let Some(id) = given.family.as_deref().filter(|id| !is_id(id)) {
        bail!("{:?} is no id: letters, digits, '-', '_' and '.', beginning with a letter or digit", clean(id));
    }
    let bytes = read::document(file).map_err(|error| anyhow::anyhow!("{} {error}", shown(file)))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let document = import::read(&bytes, &stem);
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let made = import::family(&document, &Options { family: given.family.clone(), chain: given.chain, document: name });
    let folder = given.output.clone().unwrap_or_else(|| rubrics.join(&made.id));
    let mut outcome = Outcome::default();
    if given.json {
        outcome = Outcome::text(strict::pretty(&document_json(&document)));
    }
    let mut report = if given.json { String::new() } else { read_text(&document, &made) };
    if made.levels.is_empty() {
        let told =
            format!("assay: {} holds nothing to rate: no list under a heading such as \"Requirements\"", shown(file));
        let outcome = if given.json { outcome } else { Outcome::text(report) };
        return Ok(if given.dry_run { outcome.message(told) } else { outcome.message(told).wrong() });
    }
    if !given.chain && !given.json && made.levels.len() > 1 && made.levels.iter().all(|level| level.extends.is_none()) {
        report.push_str("\nNo level says what it builds on; --chain takes the order of the document for the ladder.\n");
    }
    if let Some(told) = imported_elsewhere(rubrics, &folder, given) {
        if given.dry_run {
            let outcome = if given.json { outcome } else { Outcome::text(report) };
            return Ok(outcome.message(format!("assay: {told}")));
        }
        bail!("{told}");
    }
    let (work, update) = match work(&folder, made, given) {
        Ok(work) => work,
        // What was read is worth seeing all the same.
        Err(error) => {
            let outcome = if given.json { outcome } else { Outcome::text(report) };
            let outcome = outcome.message(format!("assay: {error:#}"));
            return Ok(if given.dry_run { outcome } else { outcome.wrong() });
        }
    };
    if let Some(update) = &update {
        report.push_str(&update_text(update));
    }
    if given.dry_run {
        let _ = writeln!(report, "\nNothing is written (--dry-run). It would go to {}", shown(&folder));
    } else {
        let place = std::path::absolute(&folder).unwrap_or_else(|_| folder.clone());
        match families::save(&place, &work, Theirs::Stay) {
            Ok(saved) => report.push_str(&written_text(given, &folder, &work, &saved)),
            Err(NotSaved::Unsound(problems)) => {
                return Ok(refused(given, outcome, report, "the rubric would be at fault", &problems));
            }
            Err(NotSaved::Theirs(problems)) => {
                return Ok(refused(given, outcome, report, "somebody else changed these files meanwhile", &problems));
            }
            Err(NotSaved::Disk(problem)) => bail!("nothing is written: {problem}"),
        }
    }
    Ok(if given.json { outcome } else { Outcome::text(report) })
}

/// Where an update would make a second family of a document that was imported under another id: what to
/// run instead.
fn imported_elsewhere(rubrics: &Path, folder: &Path, given: &ImportArguments) -> Option<String> {
    let says_where = given.output.is_some() || given.family.is_some();
    if !given.update || says_where || (folder.is_dir() && !catalog::read_family(folder).is_empty()) {
        return None;
    }
    let document = given.file.file_name()?.to_string_lossy();
    let (folders, _) = catalog::family_folders(rubrics);
    let ways: Vec<String> = folders
        .iter()
        .filter_map(|folder| {
            let levels = catalog::read_family(folder).into_iter().filter_map(|file| file.level);
            let of_it = |level: &Arc<Level>| level.source.as_ref().is_some_and(|source| source.document == document);
            let family = levels.into_iter().find(of_it)?.family.clone();
            let into = if *folder == rubrics.join(&family) {
                format!("--family {}", clean(&family))
            } else {
                format!("-o {}", shell::word(&shown(folder)))
            };
            let chain = if given.chain { " --chain" } else { "" };
            Some(format!("  assay rubric import {} --update{chain} {into}", shell::word(&shown(&given.file))))
        })
        .collect();
    (!ways.is_empty()).then(|| {
        format!(
            "{} was imported as another family before. To follow it there:\n{}\nWithout --update it becomes a family of its own, {}.",
            shown(&given.file),
            ways.join("\n"),
            shown(folder),
        )
    })
}

/// What was read, and why nothing is written.
fn refused(given: &ImportArguments, json: Outcome, report: String, why: &str, problems: &[FileProblem]) -> Outcome {
    let outcome = if given.json { json } else { Outcome::text(report) };
    let told = outcome.message(format!("assay: nothing is written, because {why}:"));
    problems.iter().fold(told, |told, problem| told.message(format!("  {problem}"))).wrong()
}

/// What is to be saved: the family as it was made, or merged into the one that is there.
fn work(folder: &Path, made: Family, given: &ImportArguments) -> anyhow::Result<(Work, Option<Update>)> {
    let files = if folder.is_dir() { catalog::read_family(folder) } else { Vec::new() };
    let shared = |levels: Vec<Level>| levels.into_iter().map(Arc::new).collect::<Vec<_>>();
    if files.is_empty() {
        return Ok((Work { origin: Origin::New, began: Vec::new(), now: shared(made.levels) }, None));
    }
    if !given.update {
        bail!(
            "{} holds rubric files already; --update merges into them, -o DIR writes elsewhere, --family ID makes another family",
            shown(folder)
        );
    }
    if let Some(problem) = files.iter().flat_map(catalog::FileReport::file_problems).next() {
        bail!("{problem}: mend it first, so that nothing in it is lost (`assay rubric check` shows everything)");
    }
    let began: Vec<Arc<Level>> = files.iter().filter_map(|file| file.level.clone()).collect();
    let there: Vec<Level> = began.iter().map(|level| Level::clone(level)).collect();
    let family = there.first().map(|level| (level.family.clone(), level.family_title.clone()));
    let (id, title) = family.unwrap_or((made.id.clone(), made.title.clone()));
    let levels = made.levels.into_iter();
    let levels = levels.map(|level| Level { family: id.clone(), family_title: title.clone(), ..level }).collect();
    let update = import::update(&there, Family { levels, ..Family::default() });
    Ok((Work { origin: Origin::Saved, began, now: shared(update.levels.clone()) }, Some(update)))
}

/// What was read, level by level, and what was not.
fn read_text(document: &Document, made: &Family) -> String {
    let mut out = format!("{}\n", clean(&document.title));
    if document.levels.is_empty() {
        out.push_str("\n  no level found\n");
    }
    for (index, level) in document.levels.iter().enumerate() {
        let grade = level.grade.map_or("no grade".to_owned(), |grade| format!("grade {grade}"));
        let parent = made
            .read_from
            .iter()
            .position(|&from| from == index)
            .and_then(|at| made.levels[at].extends.as_ref())
            .and_then(|id| document.levels.iter().find(|other| other.id == *id));
        let parent = parent.map_or("stands alone".to_owned(), |parent| format!("extends {}", parent.title));
        heading(&mut out, &format!("{} ({grade}, {parent})", level.title));
        sections_text(&mut out, &level.sections);
    }
    if !document.shared.is_empty() {
        heading(&mut out, "For every level");
        sections_text(&mut out, &document.shared);
    }
    let mut notes: Vec<&Warning> = document.warnings.iter().filter(|warning| is_worth_a_line(warning)).collect();
    notes.extend(&made.notes);
    notes.sort();
    if !notes.is_empty() {
        heading(&mut out, "To look at");
        for note in notes {
            told(&mut out, &format!("line {}: ", note.line), &note.message);
        }
    }
    by_topic(&mut out, "Not among the criteria (--json tells each by line)", &document.warnings, |warning| {
        !is_worth_a_line(warning) && !is_kept(warning)
    });
    by_topic(&mut out, "Read, in another form", &document.warnings, is_kept);
    out
}

fn heading(out: &mut String, text: &str) {
    out.push('\n');
    for line in wrap(&clean(text), WIDTH) {
        out.push_str(&line);
        out.push('\n');
    }
}

fn told(out: &mut String, place: &str, message: &str) {
    let lines = wrap(&clean(&format!("{place}{message}")), WIDTH - 4);
    for (at, line) in lines.iter().enumerate() {
        out.push_str(if at == 0 { "  " } else { "    " });
        out.push_str(line);
        out.push('\n');
    }
}

/// Guesses and repairs are looked at one by one; what was merely left out is counted.
fn is_worth_a_line(warning: &Warning) -> bool {
    matches!(warning.topic, "parent" | "grade" | "encoding" | "level")
}

/// Nested items are details of theirs, and repaired characters are where they were.
fn is_kept(warning: &Warning) -> bool {
    matches!(warning.topic, "detail" | "repaired")
}

fn by_topic(out: &mut String, title: &str, warnings: &[Warning], is_meant: impl Fn(&Warning) -> bool) {
    let mut topics: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for warning in warnings.iter().filter(|warning| is_meant(warning)) {
        topics.entry(warning.topic).or_default().push(warning.line);
    }
    if topics.is_empty() {
        return;
    }
    heading(out, title);
    for (topic, lines) in topics {
        const SHOWN: usize = 8;
        let mut places: String = lines.iter().take(SHOWN).map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if lines.len() > SHOWN {
            places.push_str(", …");
        }
        let word = if lines.len() == 1 { "line" } else { "lines" };
        let count = format!("{:>5}  {}", lines.len(), pad(topic, 13));
        let _ = writeln!(out, "{count}{word} {places}");
    }
}

fn sections_text(out: &mut String, sections: &[SectionRead]) {
    if sections.is_empty() {
        out.push_str("      0  nothing\n");
    }
    for section in sections {
        let what = match section.kind {
            Kind::Required => "required",
            Kind::Additional => "additional",
            Kind::Responsibility => "to listen for",
            Kind::Other => "not rated",
        };
        let line = format!("  {:>5}  {}  {}", section.items.len(), pad(what, 13), section.title);
        out.push_str(&crate::text::fit(&clean(&line), WIDTH));
        out.push('\n');
    }
}

fn update_text(update: &Update) -> String {
    let mut out = String::new();
    heading(&mut out, &format!("Merged: {} as before", count::criteria(update.unchanged)));
    for (fate, word) in [
        (Fate::Added, "added"),
        (Fate::Removed, "removed"),
        (Fate::KeptWork, "no longer in the document, kept for what you wrote or set"),
        (Fate::Moved, "under another heading now"),
        (Fate::Reworded, "changed"),
        (Fate::KeptWording, "changed, your own statement kept"),
    ] {
        for change in update.changes.iter().filter(|change| change.fate == fate) {
            told(&mut out, &format!("{word}: "), &format!("{} ({})", change.criterion, change.level));
        }
    }
    for kept in &update.kept {
        told(&mut out, "kept as it is: ", kept);
    }
    for level in &update.missing_levels {
        told(&mut out, "no longer in the document, its file stays: ", level);
    }
    out
}

fn written_text(given: &ImportArguments, folder: &Path, work: &Work, saved: &families::Saved) -> String {
    let mut out = String::new();
    heading(&mut out, &format!("Written to {}", shown(folder)));
    for level in &work.now {
        let generated = level.criteria().filter(|criterion| criterion.generated_anchors).count();
        let all = count::criteria(level.criteria().count());
        let line = format!("  {}.json  {all}, {generated} with the scale's own wording for anchors", level.id);
        out.push_str(&clean(&line));
        out.push('\n');
    }
    for file in &saved.retired {
        told(&mut out, "the edition before is kept in ", &shown(file));
    }
    let family = work.family();
    let (place, option) = match &given.output {
        Some(folder) => (shown(folder), format!(" --rubrics {}", shell::word(&shown(folder)))),
        None => (family.to_owned(), String::new()),
    };
    out.push_str("\nNext\n");
    // Writing to a text cannot fail.
    let _ = writeln!(out, "  assay rubric check {}", clean(&place));
    let _ = writeln!(out, "  assay{}", clean(&option));
    out.push_str("      write anchors and questions for what you ask most: `R` on the home screen\n");
    let level = work.now.last().map_or("", |level| &level.id);
    let _ = writeln!(out, "  assay new --family {} --level {}{}", clean(family), clean(level), clean(&option));
    out
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
