//! Families saved into the user's folder: a file for each level, all of them written before any is put
//! in its place, and nobody else's written over.
//!
//! A family that is not there yet comes into being as a whole: its folder is made beside its place and
//! moved there. Where files are replaced, each is whole at any time; a kill between two of them is
//! mended by saving again, which the work that is kept meanwhile allows.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::catalog::{self, Origin as Home};
use super::lock::{Lock, Refused};
use super::write::{self, Staged};
use super::{FileProblem, json};
use crate::domain::adapt::{Origin, Work};
use crate::domain::rubric::{self, Level};
use crate::domain::{count, difference};
use there::{Found, Present};

mod merge;
mod there;

/// The folder in a family's own for files of levels that were removed.
const RETIRED: &str = ".retired";

/// A family that is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its folder.
    pub folder: PathBuf,
    /// Its levels with the digests of their files, in the order they were given.
    pub levels: Vec<Arc<Level>>,
    /// Where the files are kept that are gone from it: those of removed levels, and somebody else's.
    pub retired: Vec<PathBuf>,
}

/// What becomes of files that somebody else changed since they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// They stay, and nothing is saved.
    Stay,
    /// They are kept aside, and ours take their place: the user said so.
    Aside,
}

/// Why a family is not saved. Unless the disk failed while files were put in place, nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// It is not sound yet: every fault.
    Unsound(Vec<FileProblem>),
    /// Somebody else changed these files since they were read, or put them there.
    Theirs(Vec<FileProblem>),
    /// The disk failed.
    Disk(FileProblem),
}

impl fmt::Display for NotSaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Unsound(problems) | Self::Theirs(problems)) = self else {
            let Self::Disk(problem) = self else { return Ok(()) };
            return problem.fmt(f);
        };
        for (at, problem) in problems.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

/// The folder that a family is saved into: its own, or one of its name among the user's rubrics.
#[must_use]
pub fn folder_of(rubrics: &Path, family: &catalog::Family) -> PathBuf {
    match &family.origin {
        Home::Folder(folder) => folder.clone(),
        Home::BuiltIn => rubrics.join(&family.id),
    }
}

/// Saves the work on a family into its folder. Levels that say what they said keep their files as they
/// are; unknown fields stay with what they belong to; files of removed levels are moved aside.
///
/// # Errors
/// If the family is not sound, somebody else changed its files, or the disk fails.
pub fn save(folder: &Path, work: &Work, theirs: Theirs) -> Result<Saved, NotSaved> {
    let unsound = faults(folder, work);
    if !unsound.is_empty() {
        return Err(NotSaved::Unsound(unsound));
    }
    if fs::symlink_metadata(folder).is_ok_and(|there| !there.is_dir()) {
        let message = "is no folder, or a symbolic link to one; links are not followed";
        return Err(NotSaved::Disk(FileProblem::new(folder, "", message)));
    }
    let failed = |error: io::Error| NotSaved::Disk(FileProblem::new(folder, "", &error.to_string()));
    let parent = folder.parent().unwrap_or(folder);
    write::private_dir(parent).map_err(failed)?;
    let holds_files = !Present::read(folder).map_err(failed)?.is_empty_folder();
    let _alone = alone(if holds_files { folder } else { parent }, folder)?;
    let there = Present::read(folder).map_err(failed)?;
    let plan = Plan::new(folder, work, &there, theirs)?;
    let retired = if there.is_empty_folder() { plan.make(folder) } else { plan.put(folder) };
    let retired = retired.map_err(|(file, error)| NotSaved::Disk(FileProblem::new(&file, "", &error.to_string())))?;
    Ok(Saved { folder: folder.to_owned(), levels: plan.levels, retired })
}

/// Everything that keeps a family from being saved, at the file it would be in.
fn faults(folder: &Path, work: &Work) -> Vec<FileProblem> {
    if work.now.is_empty() {
        return vec![FileProblem::new(folder, "", "has no level; at least one is needed")];
    }
    let file = |index: usize| folder.join(format!("{}.json", work.now[index].id));
    rubric::check_family(&work.now)
        .into_iter()
        .map(|problem| FileProblem::new(&file(problem.level), &problem.path, &problem.message))
        .collect()
}

/// Lets one window save at a time. Where there are no locks, it goes without.
fn alone(place: &Path, folder: &Path) -> Result<Option<Lock>, NotSaved> {
    match Lock::take_silently(&place.join(".assay-saving.lock")) {
        Ok(lock) => Ok(Some(lock)),
        Err(Refused::Held(_)) => {
            let message = "another window is saving a family just now; save again";
            Err(NotSaved::Disk(FileProblem::new(folder, "", message)))
        }
        Err(Refused::Unavailable(_)) => Ok(None),
    }
}

/// What has to be done to the folder.
#[derive(Default)]
struct Plan {
    /// The levels as they will be read.
    levels: Vec<Arc<Level>>,
    /// Files to write; whether each takes the place of one.
    write: Vec<(PathBuf, Vec<u8>, bool)>,
    /// Files to move aside, with the ids of their levels.
    retire: Vec<(PathBuf, String)>,
    /// Contents of somebody else's files that are written over, with the ids of their levels.
    aside: Vec<(Vec<u8>, String)>,
    /// Files that somebody else changed.
    theirs: Vec<FileProblem>,
    /// Files that nobody could read.
    unsound: Vec<FileProblem>,
}

type Failed = (PathBuf, io::Error);

impl Plan {
    fn new(folder: &Path, work: &Work, there: &Present, theirs: Theirs) -> Result<Self, NotSaved> {
        let mut plan = Self::default();
        for level in &work.now {
            plan.add(folder, work, level, there);
        }
        plan.retire_removed(work, there);
        if theirs == Theirs::Aside {
            plan.theirs.clear();
        }
        if work.origin != Origin::Saved {
            // A family that is not from this folder does not mix with what lies there.
            let ours = |found: &Found| work.now.iter().any(|level| level.id == found.file.level);
            plan.theirs.extend(there.others(ours).map(|path| FileProblem::new(path, "", THERE)));
        }
        match (plan.unsound.is_empty(), plan.theirs.is_empty()) {
            (false, _) => Err(NotSaved::Unsound(plan.unsound)),
            (_, false) => Err(NotSaved::Theirs(plan.theirs)),
            _ => Ok(plan),
        }
    }

    /// Plans what becomes of a level's file.
    fn add(&mut self, folder: &Path, work: &Work, level: &Arc<Level>, there: &Present) {
        let found = there.level(&level.id);
        let began = work.began.iter().find(|began| began.id == level.id).filter(|_| work.origin == Origin::Saved);
        if let (Some(began), Some(found)) = (began, found)
            && found.digest == began.digest
            && work.is_untouched(level)
        {
            self.levels.push(Arc::new(Level { digest: began.digest.clone(), ..Level::clone(level) }));
            return;
        }
        let built_in = (work.origin == Origin::BuiltIn).then(|| catalog::built_in_file(&level.id)).flatten();
        let file = merge::with_unknown_fields(level, found.map(|found| &found.file).or(built_in.as_ref()));
        let bytes = json::pretty(&file);
        let planned = self.write.iter().map(|(path, ..)| path.as_path());
        let path = found.map_or_else(|| there.free_name(&level.id, planned), |found| found.path.clone());
        match as_it_will_be_read(level, &bytes) {
            Ok(level) => self.levels.push(level),
            Err(error) => self.unsound.push(FileProblem::new(&path, &error.path, &error.message)),
        }
        let Some(found) = found else {
            if began.is_some() {
                self.theirs.push(FileProblem::new(&folder.join(format!("{}.json", level.id)), "", GONE));
            }
            self.write.push((path, bytes, false));
            return;
        };
        // What a save that was interrupted has put there already is ours.
        if found.digest == json::digest(&file) {
            return;
        }
        if began.is_none_or(|began| began.digest != found.digest) {
            let what = began
                .map_or_else(|| format!("is there already, and not ours; {OR_ASIDE}"), |began| changed(began, found));
            self.theirs.push(FileProblem::new(&path, "", &what));
            self.aside.push((found.bytes.clone(), level.id.clone()));
        }
        self.write.push((path, bytes, true));
    }

    /// Plans what becomes of levels that are gone.
    fn retire_removed(&mut self, work: &Work, there: &Present) {
        let gone = work.began.iter().filter(|began| !work.now.iter().any(|level| level.id == began.id));
        for began in gone.filter(|_| work.origin == Origin::Saved) {
            let Some(found) = there.level(&began.id) else { continue };
            if found.digest != began.digest {
                self.theirs.push(FileProblem::new(&found.path, "", &changed(began, found)));
            }
            self.retire.push((found.path.clone(), began.id.clone()));
        }
    }

    /// Makes the folder with everything in it, and moves it to its place.
    fn make(&self, folder: &Path) -> Result<Vec<PathBuf>, Failed> {
        let parent = folder.parent().unwrap_or(folder);
        let failed = |error| (folder.to_owned(), error);
        write::sweep(parent);
        let made = write::folder_beside(folder).map_err(failed)?;
        for (path, bytes, _) in &self.write {
            let name = path.file_name().unwrap_or_default();
            write::place_new(&made.path().join(name), bytes).map_err(failed)?;
        }
        write::sync_folder(made.path()).map_err(failed)?;
        made.put(folder).map_err(failed)?;
        Ok(Vec::new())
    }

    /// Writes every file beside its place, then puts all of them there, then moves aside what is gone.
    fn put(&self, folder: &Path) -> Result<Vec<PathBuf>, Failed> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| (path, error)
        };
        write::sweep(folder);
        let mut staged: Vec<(&PathBuf, Staged, bool)> = Vec::new();
        for (path, bytes, over) in &self.write {
            staged.push((path, write::stage(path, bytes).map_err(failed(path))?, *over));
        }
        let retirement = folder.join(RETIRED);
        let mut retired = Vec::new();
        for (bytes, stem) in &self.aside {
            retired.push(write::write_numbered(bytes, &retirement, stem).map_err(failed(&retirement))?);
        }
        for (path, staged, over) in staged {
            let put = if over { staged.put() } else { staged.put_new() };
            put.map_err(failed(path))?;
        }
        write::sync_folder(folder).map_err(failed(folder))?;
        for (path, stem) in &self.retire {
            retired.push(write::move_numbered(path, &retirement, stem).map_err(failed(path))?);
        }
        if !retired.is_empty() {
            write::sync_folder(folder).map_err(failed(folder))?;
        }
        Ok(retired)
    }
}

/// Somebody else's changes that are told of one file.
const TOLD: usize = 2;

/// What somebody else changed in a level's file, in a sentence without its subject.
fn changed(began: &Arc<Level>, found: &Found) -> String {
    let (theirs, _) = found.file.clone().convert(found.digest.clone());
    let changes = difference::between(std::slice::from_ref(began), &[Arc::new(theirs)]);
    let mut told: Vec<String> = changes.iter().take(TOLD).map(difference::Change::sentence).collect();
    match changes.len().saturating_sub(TOLD) {
        0 if told.is_empty() => told.push("only in what is not shown of it".to_owned()),
        0 => {}
        more => told.push(format!("and {}", count::counted(more, "more change", "more changes"))),
    }
    format!("was changed by somebody else since it was read ({}); {OR_ASIDE}", told.join("; "))
}

const OR_ASIDE: &str = "it stays as it is, or goes to .retired beside it if you save over it";
const GONE: &str = "was removed by somebody else since it was read";
const THERE: &str = "is there already, and not ours; it stays as it is";

/// The level as a reader will find it, if there will be one.
fn as_it_will_be_read(level: &Level, bytes: &[u8]) -> Result<Arc<Level>, json::JsonError> {
    let value = json::parse(bytes)?;
    if let Some(error) = json::overlong(&value).into_iter().next() {
        return Err(error);
    }
    Ok(Arc::new(Level { digest: json::digest(&value), ..level.clone() }))
}

#[cfg(test)]
mod tests;
