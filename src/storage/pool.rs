//! Everything of one candidate, for a panel: cards, drafts, decisions, and what cannot be used.
//!
//! A card lies in the folder of its candidate's name by construction, so one folder is read, and with
//! it those of other spellings ("ANA  RUIZ"): their names begin alike. A spelling that Unicode alone
//! calls the same (the Kelvin sign for a K) has a folder that begins otherwise and is not looked for.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use thiserror::Error;

use super::archive::{DECISION, Paths, folder_name, is_decision};
use super::card::{self, CardProblem};
use super::decision;
use super::draft::{self, DraftState, DraftSummary};
use super::{FileProblem, read};
use crate::domain::candidate::{name_key, same_person};
use crate::domain::panel::{LeftOut, PanelDecision, Submitted, Why};
use crate::text;

/// What there is of one candidate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    /// The cards that can be pooled, by folder and file. A card whose recommendation disagrees with
    /// its ratings is among them, because the rule recomputes it; a problem says so.
    pub submitted: Vec<Submitted>,
    /// Drafts that are no amendments, cards that are not what was sealed, files that are no cards, and
    /// cards of somebody else that lie here.
    pub left_out: Vec<LeftOut>,
    /// The panel's decisions, newest first.
    pub decisions: Vec<(PathBuf, PanelDecision)>,
    /// What there is to say of files: a recommendation that disagrees, a decision that cannot be used,
    /// a folder that cannot be read.
    pub problems: Vec<FileProblem>,
    /// All drafts that are not submitted, amendments among them, last used first. A journal that
    /// cannot be read at all is nobody's; the list of drafts names it.
    pub drafts: Vec<DraftSummary>,
}

/// Why no single candidate was found. All texts are clean.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoCandidate {
    /// Nobody is called that.
    #[error("there is no candidate {given:?}; {}", there_are(names, *more))]
    None {
        /// What was asked for.
        given: String,
        /// Some of the candidates there are.
        names: Vec<String>,
        /// How many others there are.
        more: usize,
    },
    /// Several are called that.
    #[error("{given:?} fits {} candidates: {}; give more of the name", names.len() + more, listed(names, *more))]
    Several {
        /// What was asked for.
        given: String,
        /// Some of those that it fits.
        names: Vec<String>,
        /// How many others it fits.
        more: usize,
    },
}

fn there_are(names: &[String], more: usize) -> String {
    if names.is_empty() {
        "no card and no draft is here yet".to_owned()
    } else {
        format!("there are: {}", listed(names, more))
    }
}

fn listed(names: &[String], more: usize) -> String {
    let names = names.join(", ");
    if more == 0 { names } else { format!("{names} and {more} more") }
}

/// Everything of the candidate with this name, however it is spelled.
#[must_use]
pub fn gather(paths: &Paths, name: &str) -> Gathered {
    let mut all = gather_below(&paths.scorecards(), name);
    let (drafts, _) = draft::list(paths);
    let outstanding = |draft: &DraftSummary| draft.state != DraftState::Submitted;
    all.drafts = drafts.into_iter().filter(|draft| same_person(&draft.candidate, name) && outstanding(draft)).collect();
    let unsubmitted = all.drafts.iter().filter(|draft| draft.is_outstanding()).map(|draft| LeftOut {
        file: text_of(draft.path.file_name()),
        interviewer: Some(draft.interviewer.clone()),
        why: Why::Draft,
    });
    all.left_out.extend(unsubmitted);
    all
}

/// As [`gather`], without drafts: what an archive has of a candidate in its folders of candidates.
#[must_use]
pub fn gather_below(archive: &Path, name: &str) -> Gathered {
    let mut all = Gathered::default();
    let own = folder_name(name);
    for folder in folders_of(archive, name, &mut all.problems) {
        let prefix = (folder.file_name() != Some(own.as_ref())).then(|| text_of(folder.file_name()));
        all.read_folder(&folder, name, prefix.as_deref());
    }
    all.in_order()
}

/// The path of a card that was gathered for a name, by what it is called there.
#[must_use]
pub fn path_of(paths: &Paths, name: &str, file: &str) -> PathBuf {
    // Only what lies in the folder of another spelling is called by its folder, too.
    if file.contains('/') {
        paths.scorecards().join(file)
    } else {
        paths.scorecards().join(folder_name(name)).join(file)
    }
}

/// As [`gather_below`], but what lies in one folder only: for files that are in no archive.
#[must_use]
pub fn gather_in(folder: &Path, name: &str) -> Gathered {
    let mut all = Gathered::default();
    all.read_folder(folder, name, None);
    all.in_order()
}

impl Gathered {
    /// Who has handed in a card, each once with the newest one, by name.
    #[must_use]
    pub fn handed_in(&self) -> Vec<&Submitted> {
        let when = |card: &Submitted| card.card.content().submitted_at.unix_seconds();
        let mut newest: Vec<&Submitted> = Vec::new();
        for card in &self.submitted {
            match newest.iter_mut().find(|known| same_person(known.interviewer(), card.interviewer())) {
                Some(known) if when(card) > when(known) => *known = card,
                Some(_) => {}
                None => newest.push(card),
            }
        }
        newest.sort_by_key(|card| name_key(card.interviewer()));
        newest
    }

    fn read_folder(&mut self, folder: &Path, name: &str, prefix: Option<&str>) {
        let files = match json_files(folder) {
            Ok(files) => files,
            Err(error) => return self.problems.push(unreadable(folder, &error)),
        };
        for path in files {
            let file = text_of(path.file_name());
            let file = prefix.map_or_else(|| file.clone(), |folder| format!("{folder}/{file}"));
            if is_decision(&path) { self.read_decision(path, name) } else { self.read_card(&path, file, name) }
        }
    }

    fn read_card(&mut self, path: &Path, file: String, name: &str) {
        let card::Reading { report, card, seal } = card::from_file(path);
        let (card, seal) = match (card, seal) {
            (Some(card), Some(seal)) => (card, seal),
            (card, _) => {
                let interviewer = card.map(|card| card.content().interviewer.clone());
                return self.left_out.push(LeftOut { file, interviewer, why: Why::Damaged(damage(&report.problems)) });
            }
        };
        let content = card.content();
        if !same_person(&content.candidate.name, name) {
            let (interviewer, who) = (Some(content.interviewer.clone()), content.candidate.clone());
            return self.left_out.push(LeftOut { file, interviewer, why: Why::OtherCandidate(who) });
        }
        self.problems.extend(problems_of(path, &report.problems));
        self.submitted.push(Submitted { file, seal, card: Arc::new(card) });
    }

    fn read_decision(&mut self, path: PathBuf, name: &str) {
        let decision::Reading { report, decision, seal } = decision::from_file(&path);
        match (decision, seal) {
            (Some(decision), Some(_)) if same_person(&decision.record().candidate.name, name) => {
                self.decisions.push((path, decision));
            }
            (Some(decision), Some(_)) => {
                let message = format!("is about another candidate, {}", decision.record().candidate.name);
                self.problems.push(FileProblem::new(&path, "candidate.name", &message));
            }
            _ => self.problems.extend(problems_of(&path, &report.problems)),
        }
    }

    fn in_order(mut self) -> Self {
        self.decisions.sort_by_cached_key(|(_, decision)| {
            let record = decision.record();
            Reverse((record.decided_at.unix_seconds(), record.id.clone()))
        });
        self
    }
}

/// The files of decisions whose ids begin with a text, with or without `panel-`, by id.
#[must_use]
pub fn decisions_called(paths: &Paths, beginning: &str) -> Vec<PathBuf> {
    let beginning = beginning.strip_prefix(DECISION).unwrap_or(beginning);
    let called = |path: &PathBuf| {
        let stem = text_of(path.file_stem());
        stem.strip_prefix(DECISION).is_some_and(|id| !beginning.is_empty() && id.starts_with(beginning))
    };
    let mut files: Vec<PathBuf> =
        folders(paths).filter_map(|folder| json_files(&folder).ok()).flatten().filter(called).collect();
    files.sort_by_cached_key(|path| text_of(path.file_name()));
    files
}

/// The name of a candidate as it stands on cards or drafts: by the name, another spelling of it, or a
/// part of it that no other candidate's name has.
///
/// # Errors
/// If nobody or several are called that.
pub fn find_candidate(paths: &Paths, given: &str) -> Result<String, NoCandidate> {
    let given = given.trim();
    // A name that is given in full, as it mostly is, needs no look at the others.
    if name_in(&paths.scorecards().join(folder_name(given))).as_deref() == Some(given) {
        return Ok(given.to_owned());
    }
    let mut people: BTreeMap<String, String> = BTreeMap::new();
    for name in names(paths) {
        // Of several spellings the first by alphabet: capitals come first.
        let known = people.entry(name_key(&name)).or_insert_with(|| name.clone());
        if name == given || (name < *known && known != given) {
            *known = name;
        }
    }
    if let Some(name) = people.remove(&name_key(given)) {
        return Ok(name);
    }
    let part = given.to_lowercase();
    let mut fitting: Vec<&String> =
        people.values().filter(|name| !part.is_empty() && name.to_lowercase().contains(&part)).collect();
    let given = text::clean(given).into_owned();
    match fitting.len() {
        1 => Ok(fitting.remove(0).clone()),
        0 => {
            let (names, more) = some(people.values());
            Err(NoCandidate::None { given, names, more })
        }
        _ => {
            let (names, more) = some(fitting.into_iter());
            Err(NoCandidate::Several { given, names, more })
        }
    }
}

/// The first names for a message, and how many others there are.
fn some<'a>(names: impl ExactSizeIterator<Item = &'a String>) -> (Vec<String>, usize) {
    const MOST: usize = 10;
    let more = names.len().saturating_sub(MOST);
    (names.take(MOST).map(|name| text::clean(name).into_owned()).collect(), more)
}

/// Everyone with a card or a draft, some more than once.
fn names(paths: &Paths) -> Vec<String> {
    let with_cards = folders(paths).filter_map(|folder| name_in(&folder));
    with_cards.chain(draft::list(paths).0.into_iter().map(|draft| draft.candidate)).collect()
}

/// The folders of all candidates.
fn folders(paths: &Paths) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(paths.scorecards()).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path())
}

/// The candidate whose folder this is, as the first file says that says one. All files in a folder of
/// the archive name the same one, so the others are not read.
fn name_in(folder: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        candidate: Named,
    }
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    json_files(folder).ok()?.into_iter().find_map(|path| {
        let head: Head = serde_json::from_slice(&read::file(&path).ok()?).ok()?;
        Some(head.candidate.name).filter(|name| !name.trim().is_empty())
    })
}

/// The folders in which cards of a name may lie, its own first. The others are of spellings that are
/// the same person's; a folder of which nobody can say whose it is, is told.
fn folders_of(root: &Path, name: &str, problems: &mut Vec<FileProblem>) -> Vec<PathBuf> {
    let own = folder_name(name);
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            problems.push(unreadable(root, &error));
            return Vec::new();
        }
    };
    let (mut folders, mut others) = (Vec::new(), Vec::new());
    for entry in entries.flatten().filter(|entry| beginning(&text_of(Some(&entry.file_name()))) == beginning(&own)) {
        let (path, is_own) = (entry.path(), *entry.file_name() == *own);
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => {
                problems.push(FileProblem::new(&path, "", "is a symbolic link; links are not followed"));
            }
            Ok(kind) if !kind.is_dir() => {}
            _ if is_own => folders.push(path),
            _ => match name_in(&path) {
                Some(other) if same_person(&other, name) => others.push(path),
                Some(_) => {}
                None if json_files(&path).is_ok_and(|files| files.is_empty()) => {}
                None => problems.push(FileProblem::new(&path, "", "holds nothing that says whose it is")),
            },
        }
    }
    others.sort();
    folders.extend(others);
    folders
}

/// What the folders of all spellings of a name begin with.
fn beginning(folder: &str) -> &str {
    folder.rsplit_once("--").map_or(folder, |(readable, _)| readable)
}

/// The files of a folder that are named like cards and decisions, in order. What is hidden is on its
/// way, or somebody else's.
pub(super) fn json_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let listed = |path: &PathBuf| {
        let name = path.file_name().map_or(&b""[..], |name| name.as_encoded_bytes());
        !name.starts_with(b".") && name.ends_with(b".json")
    };
    let entries = fs::read_dir(folder)?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(listed).collect();
    files.sort();
    Ok(files)
}

fn problems_of<'p>(path: &'p Path, problems: &'p [CardProblem]) -> impl Iterator<Item = FileProblem> + 'p {
    problems.iter().map(|problem| FileProblem::new(path, &problem.path, &problem.message))
}

/// What is wrong with a file, in one sentence.
fn damage(problems: &[CardProblem]) -> String {
    let Some(first) = problems.first() else { return String::new() };
    let said = format!("{} {}", first.path, first.message);
    match problems.len() - 1 {
        0 => said.trim_start().to_owned(),
        1 => format!("{}, and 1 more fault", said.trim_start()),
        more => format!("{}, and {more} more faults", said.trim_start()),
    }
}

pub(super) fn text_of(name: Option<&OsStr>) -> String {
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn unreadable(path: &Path, error: &io::Error) -> FileProblem {
    FileProblem::new(path, "", &format!("cannot be read: {error}"))
}

#[cfg(test)]
mod tests;
