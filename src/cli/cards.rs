//! `list`, `show` and `check`.

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::{Value, json};

use super::args::ShowFormat;
use super::greenhouse;
use super::output::Outcome;
use crate::domain::scorecard::Scorecard;
use crate::domain::time::Moment;
use crate::report::greenhouse::Fields;
use crate::report::{self, CardSheet};
use crate::runtime::meter::Meter;
use crate::storage::archive::{self, CardHead, LevelName, Paths};
use crate::storage::card::{self, CardProblem, CheckReport, Code};
use crate::storage::draft::{self, DraftState, DraftSummary};
use crate::storage::verify::{self, Checked};
use crate::storage::{json as strict, many, read, shown};
use crate::text::{clean, pad};

/// Saved cards and drafts, newest first.
pub(super) fn list(paths: &Paths, candidate: Option<&str>, json: bool) -> Outcome {
    let (cards, mut problems) = {
        let meter = Meter::new("Reading cards");
        archive::list_cards(paths, &|done, of| meter.at(done, of))
    };
    let (mut drafts, draft_problems) = draft::list(paths);
    drafts.retain(|draft| draft.state != DraftState::Submitted);
    problems.extend(draft_problems);
    let wanted = candidate.map(str::to_lowercase);
    let fits = |name: &str| wanted.as_ref().is_none_or(|wanted| name.to_lowercase().contains(wanted));
    let mut rows: Vec<Row<'_>> =
        cards.iter().map(Row::Card).chain(drafts.iter().map(Row::Draft)).filter(|row| fits(row.candidate())).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.at().unix_seconds()));
    let mut outcome = if json {
        Outcome::text(strict::pretty(&rows.iter().map(Row::json).collect::<Vec<Value>>()))
    } else if rows.is_empty() {
        Outcome::default().message(&match candidate {
            Some(name) => format!("No card or draft of {name:?} here. `assay list` shows all."),
            None => "No cards or drafts here. `assay new` starts an interview.".to_owned(),
        })
    } else {
        Outcome::text(rows.iter().map(|row| row.line() + "\n").collect::<String>())
    };
    for problem in problems {
        outcome = outcome.message(format!("assay: not listed: {problem}"));
    }
    match archive::open_to_others(paths) {
        Some(warning) => outcome.message(format!("assay: {warning}")),
        None => outcome,
    }
}

/// One line of the list.
enum Row<'a> {
    Card(&'a CardHead),
    Draft(&'a DraftSummary),
}

impl Row<'_> {
    fn at(&self) -> Moment {
        match self {
            Self::Card(card) => card.submitted_at,
            Self::Draft(draft) => draft.last_at,
        }
    }

    fn candidate(&self) -> &str {
        match self {
            Self::Card(card) => &card.candidate.name,
            Self::Draft(draft) => &draft.candidate,
        }
    }

    fn line(&self) -> String {
        match self {
            Self::Card(card) => {
                let recommended = card.recommended.as_ref().map_or_else(|| "none".to_owned(), LevelName::label);
                let columns = [&card.candidate.name, &recommended, card.overall.label(), &card.id];
                line(card.problems.is_empty(), card.submitted_at, columns)
            }
            Self::Draft(draft) => {
                let answered = format!("{} of {}", draft.answered, draft.total);
                let (sound, _) = state(draft);
                line(sound, draft.last_at, [&draft.candidate, "draft", &answered, &draft.id])
            }
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Card(card) => json!({
                "kind": "card",
                "id": card.id,
                "file": card.path.to_string_lossy(),
                "candidate": { "name": card.candidate.name, "ref": card.candidate.reference },
                "interviewer": card.interviewer,
                "family": card.family,
                "target": card.target.id,
                "recommended": card.recommended.as_ref().map(|at| json!({ "level": at.id, "grade": at.grade })),
                "status": card.status.id(),
                "decision": {
                    "overall": card.overall.id(),
                    "level": card.level.as_ref().map(|level| &level.id),
                },
                "submitted_at": card.submitted_at.to_string(),
                "problems": card.problems,
            }),
            Self::Draft(draft) => json!({
                "kind": "draft",
                "id": draft.id,
                "file": draft.path.to_string_lossy(),
                "candidate": { "name": draft.candidate, "ref": draft.reference },
                "interviewer": draft.interviewer,
                "target_label": draft.target,
                "answered": draft.answered,
                "criteria": draft.total,
                "started_at": draft.started_at.to_string(),
                "last_at": draft.last_at.to_string(),
                "state": state(draft).1,
            }),
        }
    }
}

/// Whether a draft is sound, and how it stands in words.
fn state(draft: &DraftSummary) -> (bool, String) {
    match &draft.state {
        DraftState::Ready | DraftState::Submitted => (true, "ready".to_owned()),
        DraftState::Held { by } => (true, by.clone()),
        DraftState::Damaged(damage) => (false, format!("damaged from line {} on: {}", damage.line, damage.why)),
    }
}

/// One line within 80 columns; `!` marks what needs a look.
fn line(sound: bool, at: Moment, columns: [&str; 4]) -> String {
    /// The beginning of a UUID (version 7) that holds its time in milliseconds.
    const ID_CHARS: usize = 13;
    let [name, level, state, id] = columns.map(clean);
    let mark = if sound { ' ' } else { '!' };
    let id: String = id.chars().take(ID_CHARS).collect();
    let line = format!("{mark} {}  {}  {}  {}  {id}", at.to_minute(), pad(&name, 18), pad(&level, 12), pad(&state, 11));
    line.trim_end().to_owned()
}

/// A card that was opened, with what is wrong with it.
pub(super) struct Opened {
    pub(super) path: PathBuf,
    pub(super) card: Scorecard,
    bytes: Vec<u8>,
    seal: Option<String>,
    marks: Vec<String>,
}

impl Opened {
    fn sheet(&self) -> CardSheet<'_> {
        CardSheet { card: &self.card, seal: self.seal.as_deref(), marks: &self.marks }
    }
}

/// Opens a card, whatever its seal says. What is no card at all is told as an outcome.
pub(super) fn open(paths: &Paths, given: &Path) -> anyhow::Result<Result<Opened, Outcome>> {
    let path = archive::find_card(paths, given)?;
    let file = shown(&path);
    let bytes = match read::file(&path) {
        Ok(bytes) => bytes,
        Err(error) => bail!("{file} {error}"),
    };
    let reading = card::from_bytes(&bytes);
    let marks = archive::marks(&reading.report.problems);
    let Some(card) = reading.card else {
        let outcome = Outcome::default().wrong().message(format!("assay: {file} cannot be shown:"));
        return Ok(Err(marks.into_iter().fold(outcome, |outcome, mark| outcome.message(format!("  {mark}")))));
    };
    Ok(Ok(Opened { path, card, bytes, seal: reading.seal, marks }))
}

/// Why a card's grade is what it is: what can be checked with a pencil.
pub(super) fn why(paths: &Paths, given: &Path) -> anyhow::Result<Outcome> {
    Ok(open(paths, given)?.map_or_else(|broken| broken, |opened| Outcome::text(report::text::why(&opened.sheet()))))
}

/// One card, whatever its seal says: what is wrong with it is shown with it.
pub(super) fn show(paths: &Paths, given: &Path, format: ShowFormat) -> anyhow::Result<Outcome> {
    let opened = match open(paths, given)? {
        Ok(opened) => opened,
        Err(broken) => return Ok(broken),
    };
    let Opened { card, bytes, marks, .. } = &opened;
    let sheet = opened.sheet();
    // These have a place for what is wrong; beside the others it is said on standard error.
    let data = match format {
        ShowFormat::Text => return Ok(Outcome::text(report::text::card(&sheet))),
        ShowFormat::Md => return Ok(Outcome::text(report::markdown::card(&sheet))),
        ShowFormat::Html => return Ok(Outcome::text(report::html::card(&sheet))),
        ShowFormat::Csv => report::csv::cards([card]),
        ShowFormat::Greenhouse => {
            let fields = Fields::of(&sheet);
            format!("{}\n=== JSON ===\n{}", report::greenhouse::text(&fields), greenhouse::object(&fields))
        }
        ShowFormat::GreenhouseJson => greenhouse::object(&Fields::of(&sheet)),
        ShowFormat::Json => {
            let text = String::from_utf8_lossy(bytes);
            strict::escape_hidden(&text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n")).into_owned()
        }
    };
    Ok(marks.iter().fold(Outcome::text(data), |outcome, mark| outcome.message(format!("assay: {mark}"))))
}

/// Checks cards and decisions by file, id or folder. Without the program's own folders only files are found.
pub(super) fn check(paths: Option<&Paths>, given: &[PathBuf], json: bool) -> Outcome {
    let meter = Meter::new("Checking cards");
    let meant: Vec<Meant> = given.iter().flat_map(|given| meant(paths, given)).collect();
    let checked = many::map(&meant, &|done, of| meter.at(done, of), |Meant { file, found }| {
        let checked = match found {
            Ok(path) => verify::file(path),
            Err(problem) => CheckReport { problems: vec![problem.clone()], recommendation: None }.into(),
        };
        // Ten thousand reports would take much more room than what is printed of them.
        (checked.report.is_ok(), if json { object(file, &checked) } else { told(file, &checked) })
    });
    drop(meter);
    let ok = checked.iter().all(|(ok, _)| *ok);
    let told = checked.into_iter().map(|(_, told)| told);
    let outcome = Outcome::text(if json { array(&told.collect::<Vec<_>>()) } else { told.collect::<String>() });
    if ok { outcome } else { outcome.wrong() }
}

/// A file to check, or why there is none.
pub(super) struct Meant {
    /// As it is reported.
    pub(super) file: String,
    pub(super) found: Result<PathBuf, CardProblem>,
}

impl Meant {
    fn file(path: PathBuf) -> Self {
        Self { file: path.to_string_lossy().into_owned(), found: Ok(path) }
    }

    fn nothing(file: &Path, why: &str) -> Self {
        Self { file: file.to_string_lossy().into_owned(), found: Err(CardProblem::new(Code::Unreadable, "", why)) }
    }
}

/// The files that an argument stands for: a folder for all cards below it.
pub(super) fn meant(paths: Option<&Paths>, given: &Path) -> Vec<Meant> {
    if let Some((files, problems)) = archive::cards_below(given) {
        if files.is_empty() && problems.is_empty() {
            return vec![Meant::nothing(given, "is a folder that holds no cards (*.json)")];
        }
        let problems = problems.iter().map(|problem| Meant::nothing(&problem.file, &problem.message));
        return problems.chain(files.into_iter().map(Meant::file)).collect();
    }
    let found = match paths {
        Some(paths) => verify::find(paths, given),
        None => Ok(given.to_owned()),
    };
    vec![match found {
        Ok(path) => Meant::file(path),
        Err(error) => Meant::nothing(given, &error),
    }]
}

/// The elements as one array.
fn array(objects: &[String]) -> String {
    if objects.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", objects.join(",\n")) }
}

/// What was found about a file, as an element of the array that is printed. Notes stand there only
/// where there are any.
fn object(file: &str, Checked { report, notes }: &Checked) -> String {
    let mut object = json!({
        "file": file,
        "ok": report.is_ok(),
        "problems": report.problems,
        "recommendation": report.recommendation,
    });
    if !notes.is_empty() {
        object["notes"] = json!(notes);
    }
    let array = String::from_utf8(strict::pretty(&[object])).expect("the JSON writer writes UTF-8");
    array.strip_prefix("[\n").and_then(|rest| rest.strip_suffix("\n]\n")).unwrap_or(&array).to_owned()
}

fn told(file: &str, Checked { report, notes }: &Checked) -> String {
    let verdict = if report.is_ok() { "ok   " } else { "WRONG" };
    let grade = report.recommendation.as_ref().map_or_else(String::new, |now| {
        let level = now.recommended.as_ref().map_or_else(
            || "no level".to_owned(),
            |at| match at.grade {
                Some(grade) => format!("{} (grade {grade})", at.level),
                None => at.level.clone(),
            },
        );
        format!(": {level}, {}", now.status)
    });
    let mut out = format!("{verdict} {}\n", clean(&format!("{file}{grade}")));
    let notes = marks(notes).map(|note| format!("note: {note}"));
    for mark in marks(&report.problems).chain(notes) {
        out.push_str("      ");
        out.push_str(&clean(&mark));
        out.push('\n');
    }
    out
}

/// One line a problem. What has changed since a decision is told in whole sentences.
fn marks(problems: &[CardProblem]) -> impl Iterator<Item = String> {
    problems.iter().map(|problem| match problem.code {
        Code::Changed => format!("{}: {}", problem.code.id(), problem.message),
        _ => archive::marks(std::slice::from_ref(problem)).concat(),
    })
}
