//! The archive: where cards lie, how they are found, and how a new one is put there.
//!
//! A card is written once and never changed. Nothing a person is called leads out of the folder, and
//! no two people share one.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs::{self, DirEntry};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::card::{self, CardProblem};
use super::many;
use super::{FileProblem, decision, practising, read, write};
use crate::domain::panel::PanelDecision;
use crate::domain::rubric::is_id;
use crate::domain::scorecard::Scorecard;
use crate::text;

#[cfg(test)]
pub(super) use list::listing_at_rest;
pub use list::{CardHead, LevelName, list_cards, newest_cards};
pub(super) use list::{Listing, Seen, listing};
pub(super) use list::{standing, told};

mod list;

/// What the names of decisions begin with, so that they are never taken for cards.
pub(super) const DECISION: &str = "panel-";

/// The folders that everything lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Drafts and cards.
    pub data: PathBuf,
    /// Settings and the user's own rubrics.
    pub config: PathBuf,
}

impl Paths {
    /// The folder of the cards, with a folder for each candidate.
    #[must_use]
    pub fn scorecards(&self) -> PathBuf {
        self.data.join("scorecards")
    }

    /// The folder of the drafts.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.data.join("drafts")
    }

    /// The folder of panels' decisions that are being entered.
    #[must_use]
    pub fn deciding(&self) -> PathBuf {
        self.data.join("deciding")
    }

    /// The folder of families that are under somebody's hands.
    #[must_use]
    pub fn adapting(&self) -> PathBuf {
        self.data.join("adapting")
    }

    /// The folder of families that are being sketched.
    #[must_use]
    pub fn sketching(&self) -> PathBuf {
        self.data.join("sketching")
    }

    /// Where a round of practice is kept.
    #[must_use]
    pub fn practice(&self) -> PathBuf {
        self.data.join("practice")
    }

    /// The folder of texts that an external editor has open.
    #[must_use]
    pub fn editing(&self) -> PathBuf {
        self.data.join("editing")
    }

    /// The file of what is remembered for the next form.
    #[must_use]
    pub fn remembered(&self) -> PathBuf {
        self.data.join("remembered.json")
    }

    /// The file of what the user settled once.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// The file that lists are made from where it fits the cards. It may be deleted at any time.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.data.join("cards.index")
    }

    /// The folder of the user's own rubrics.
    #[must_use]
    pub fn rubrics(&self) -> PathBuf {
        self.config.join("rubrics")
    }

    /// The folder of the user's own words for notes.
    #[must_use]
    pub fn notes(&self) -> PathBuf {
        self.config.join("notes")
    }
}

/// What is wrong with a link.
const LINK: &str = "is a symbolic link; links are not followed";

/// Why no single card was found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FindError {
    /// There is none.
    #[error("there is no card {0:?}; `assay list` shows the cards there are")]
    None(String),
    /// There are several.
    #[error("{given:?} fits {} cards: {}; give more of the id", ids.len(), ids.join(", "))]
    Several {
        /// What was asked for.
        given: String,
        /// Some ids that fit.
        ids: Vec<String>,
    },
}

/// Writes a card into the archive and returns its file. Writing the same card again is no error.
///
/// # Errors
/// Any error of the disk; [`io::ErrorKind::AlreadyExists`] if another card has the same id.
pub fn write_card(paths: &Paths, card: &Scorecard) -> io::Result<PathBuf> {
    let content = card.content();
    if !is_id(&content.id) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the card's id cannot be a file name"));
    }
    if content.id.starts_with(DECISION) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the card's id would make it a panel's decision"));
    }
    write_sealed(paths, &content.candidate.name, &content.id, &card::to_bytes(card))
}

/// Writes a panel's decision beside the candidate's cards and returns its file. Writing the same
/// decision again is no error.
///
/// # Errors
/// As [`write_card`].
pub fn write_decision(paths: &Paths, decision: &PanelDecision) -> io::Result<PathBuf> {
    let record = decision.record();
    if !is_id(&record.id) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the decision's id cannot be a file name"));
    }
    let stem = format!("{DECISION}{}", record.id);
    write_sealed(paths, &record.candidate.name, &stem, &decision::to_bytes(decision))
}

fn write_sealed(paths: &Paths, candidate: &str, stem: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = paths.scorecards().join(folder_name(candidate));
    if fs::symlink_metadata(&folder).is_ok_and(|found| !found.is_dir()) {
        return Err(io::Error::new(
            io::ErrorKind::NotADirectory,
            "the candidate's folder is a link or a file; links are not followed",
        ));
    }
    write::private_dir(&folder)?;
    let path = folder.join(format!("{stem}.json"));
    match write::place_new(&path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if read::file(&path).is_ok_and(|there| there == bytes) {
                // An earlier try may have failed before all of it was safe: write it through again.
                write::replace(&path, bytes)?;
                Ok(path)
            } else {
                Err(io::Error::new(io::ErrorKind::AlreadyExists, "another file with this id is already there"))
            }
        }
        other => {
            other?;
            if let Err(error) = write::sync_folder(&folder) {
                // Nobody was told of this file. If it stayed, the next try would meet it as a stranger
                // and the draft would count as submitted.
                let _ = fs::remove_file(&path);
                return Err(error);
            }
            Ok(path)
        }
    }
}

/// Removes what a crash left half-written beside the cards and in the data folder.
pub fn sweep(paths: &Paths) {
    write::sweep(&paths.data);
    write::sweep(&paths.editing());
    write::sweep(&paths.deciding());
    write::sweep(&paths.practice());
    for folder in candidate_folders(paths).0 {
        write::sweep(&folder);
    }
}

/// A warning if other people on this computer may look into the data folder.
#[must_use]
pub fn open_to_others(paths: &Paths) -> Option<FileProblem> {
    let mode = fs::metadata(&paths.data).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| {
        let message = format!("is open to other users (mode {:03o}); close it with chmod 700", mode & 0o777);
        FileProblem::new(&paths.data, "", &message)
    })
}

/// The file of a card, by path, id, or the unique beginning of an id.
///
/// # Errors
/// If there is none or more than one.
pub fn find_card(paths: &Paths, given: &Path) -> Result<PathBuf, FindError> {
    if fs::symlink_metadata(given).is_ok() {
        return Ok(given.to_owned());
    }
    let text = given.to_string_lossy().into_owned();
    let mut found: Vec<(String, PathBuf)> = files(paths, |_| ())
        .cards
        .into_iter()
        .filter_map(|(path, ())| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .filter(|(id, _)| !text.is_empty() && id.starts_with(&text))
        .collect();
    if let Some(exact) = found.iter().position(|(id, _)| *id == text) {
        return Ok(found.swap_remove(exact).1);
    }
    found.sort();
    match found.len() {
        1 => Ok(found.swap_remove(0).1),
        0 => Err(FindError::None(text::clean(&text).into_owned())),
        _ => Err(FindError::Several {
            given: text::clean(&text).into_owned(),
            ids: found.iter().take(5).map(|(id, _)| text::clean(id).into_owned()).collect(),
        }),
    }
}

/// The files in the archive, by what their names say they are, each card with a note about it.
struct Files<T> {
    cards: Vec<(PathBuf, T)>,
    decisions: Vec<PathBuf>,
    problems: Vec<FileProblem>,
}

/// Every file in the archive, in the order of folders and names. No file is opened.
fn files<T: Send>(paths: &Paths, note: impl Fn(&DirEntry) -> T + Sync) -> Files<T> {
    let (folders, problems) = candidate_folders(paths);
    let mut found = Files { cards: Vec::new(), decisions: Vec::new(), problems };
    for names in many::map(&folders, &many::quiet, |folder| files_in(folder, &note)) {
        match names {
            Ok(files) => {
                for (file, note) in files {
                    if is_decision(&file) { found.decisions.push(file) } else { found.cards.push((file, note)) }
                }
            }
            Err(problem) => found.problems.push(problem),
        }
    }
    found
}

/// The files of one candidate's folder that are named like cards or decisions, in order.
fn files_in<T>(folder: &Path, note: impl Fn(&DirEntry) -> T) -> Result<Vec<(PathBuf, T)>, FileProblem> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let listed = entries.flatten().map(|entry| (entry.file_name(), entry)).filter(|(name, _)| is_listed(name));
    let mut names: Vec<(OsString, T)> = listed.map(|(name, entry)| (name, note(&entry))).collect();
    names.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    Ok(names.into_iter().map(|(name, note)| (folder.join(name), note)).collect())
}

/// The files below a folder that are named like cards or decisions, in order, to check them all; of a data folder,
/// those in its archive. Links are not followed. Nothing if it is no folder.
#[must_use]
pub fn cards_below(folder: &Path) -> Option<(Vec<PathBuf>, Vec<FileProblem>)> {
    /// Deeper than any archive; a tree of folders by year and team fits.
    const DEEPEST: usize = 16;
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    if !is_folder(folder) {
        return None;
    }
    let archive = Some(folder.join("scorecards")).filter(|archive| is_folder(archive));
    let is_data = || is_folder(&folder.join("drafts")) || practising::is_kept_in(folder);
    if archive.is_none() && is_data() {
        // A data folder before its first card.
        return Some((Vec::new(), Vec::new()));
    }
    let mut folders = vec![(archive.unwrap_or_else(|| folder.to_owned()), 0)];
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    while let Some((folder, depth)) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                problems.push(unreadable(&folder, &error));
                continue;
            }
        };
        for entry in entries.flatten() {
            let (name, path) = (entry.file_name(), entry.path());
            match entry.file_type() {
                _ if name.as_encoded_bytes().starts_with(b".") => {}
                Ok(kind) if kind.is_dir() && depth == DEEPEST => {
                    problems.push(FileProblem::new(&path, "", "lies too deep; check this folder by itself"));
                }
                Ok(kind) if kind.is_dir() => folders.push((path, depth + 1)),
                Ok(_) if is_listed(&name) => files.push(path),
                // Cards could be behind it; a link to anything else is nobody's concern.
                Ok(kind) if kind.is_symlink() && path.is_dir() => problems.push(FileProblem::new(&path, "", LINK)),
                _ => {}
            }
        }
    }
    files.sort();
    problems.sort_by(|a, b| a.file.cmp(&b.file));
    Some((files, problems))
}

/// Whether a file could be a card or a decision: what is hidden is on its way, or somebody else's.
fn is_listed(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    !name.starts_with(b".") && name.ends_with(b".json")
}

/// Whether a file holds the decision of a panel, by its name.
#[must_use]
pub fn is_decision(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(DECISION.as_bytes()))
}

fn candidate_folders(paths: &Paths) -> (Vec<PathBuf>, Vec<FileProblem>) {
    let (mut folders, mut problems) = (Vec::new(), Vec::new());
    let root = paths.scorecards();
    let entries = match fs::read_dir(&root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (folders, problems),
        Err(error) => return (folders, vec![unreadable(&root, &error)]),
    };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folders.push(entry.path()),
            Ok(kind) if kind.is_symlink() => {
                problems.push(FileProblem::new(&entry.path(), "", LINK));
            }
            _ => {}
        }
    }
    folders.sort();
    (folders, problems)
}

fn unreadable(path: &Path, error: &io::Error) -> FileProblem {
    FileProblem::new(path, "", &format!("cannot be read: {error}"))
}

/// The folder name of a candidate: readable, and never shared by two names.
///
/// Only names of plain capitalised words ("Ana Ruiz") map to words alone, because then the name can
/// be told from the folder. Every other name carries a part of its SHA-256 behind `--`, which plain
/// names never contain. File systems that ignore case or rewrite accents see lower-case ASCII only.
#[must_use]
pub fn folder_name(name: &str) -> String {
    const LONGEST: usize = 40;
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let mut readable = String::new();
    for c in name.chars().take(4 * LONGEST) {
        if c.is_ascii_alphanumeric() {
            readable.push(c.to_ascii_lowercase());
        } else if !readable.is_empty() && !readable.ends_with('-') {
            readable.push('-');
        }
        if readable.len() == LONGEST {
            break;
        }
    }
    let readable = readable.trim_end_matches('-');
    let plain = name.len() <= LONGEST
        && name.split(' ').all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(|first| first.is_ascii_uppercase())
                && letters.all(|letter| letter.is_ascii_lowercase())
        });
    if plain && !RESERVED.contains(&readable) {
        return readable.to_owned();
    }
    let mut out = if readable.is_empty() { "candidate".to_owned() } else { readable.to_owned() };
    out.push_str("--");
    for byte in &Sha256::digest(name.as_bytes())[..6] {
        write!(out, "{byte:02x}").expect("writing to a text cannot fail");
    }
    out
}

/// A short sentence about each problem of a listed card.
#[must_use]
pub fn marks(problems: &[CardProblem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| match problem.path.as_str() {
            "" => format!("{}: {}", problem.code.id(), problem.message),
            path => format!("{}: {path} {}", problem.code.id(), problem.message),
        })
        .collect()
}

#[cfg(test)]
mod tests;
