//! The work on a family that is not saved yet: kept in `<data>/adapting/<family>.json`, one a family.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::archive::Paths;
use super::json;
use super::kept::{self, Entered, Place};
use super::wire::rubric::LevelFile;
use crate::domain::adapt::{Origin, Work};
use crate::domain::rubric::Level;

#[derive(Serialize, Deserialize)]
struct WorkFile {
    format: String,
    family: String,
    origin: OriginFile,
    /// The levels as they were read.
    began: Vec<BeganFile>,
    /// The levels as they are now.
    now: Vec<LevelFile>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct BeganFile {
    digest: String,
    level: LevelFile,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OriginFile {
    New,
    BuiltIn,
    Saved,
}

impl Entered for WorkFile {
    const FORMAT: &'static str = "assay.adapting/1";
    const MISPLACED: &'static str = "is about another family";

    fn name(&self) -> &str {
        &self.family
    }

    fn extra(&mut self) -> &mut Map<String, Value> {
        &mut self.extra
    }
}

/// Keeps the work on a family so far. What another window has put there meanwhile is kept aside first.
///
/// # Errors
/// Any error of the disk, or if the file there is of a newer version, which is left alone.
pub fn keep(paths: &Paths, work: &Work) -> io::Result<()> {
    place(paths, work.family()).keep(WorkFile::new(work))
}

/// The work on a family that was kept, if there is any.
///
/// # Errors
/// A sentence for the user. A file that cannot be used is kept aside, unless a newer version wrote it
/// or the disk failed; nothing is known of its content then.
pub fn kept(paths: &Paths, family: &str) -> Result<Option<Work>, String> {
    place(paths, family).kept(WorkFile::into_work)
}

/// Puts the work that was kept with what is done: it is saved, or given up. Nothing is deleted; tells
/// where it is now.
///
/// # Errors
/// Any error of the disk.
pub fn forget(paths: &Paths, family: &str) -> io::Result<Option<PathBuf>> {
    place(paths, family).forget()
}

/// A warning if there is work that two windows did at a time, or that could not be used.
#[must_use]
pub fn left_aside(paths: &Paths) -> Option<String> {
    kept::left_aside(&paths.adapting(), "unsaved family file(s)")
}

/// The files of work on families that are not among these, by their ids: nobody opens them, and nothing of
/// them is lost.
#[must_use]
pub fn of_others(paths: &Paths, families: &[&str]) -> Vec<PathBuf> {
    let known: Vec<PathBuf> = families.iter().map(|family| place(paths, family).path()).collect();
    let there = fs::read_dir(paths.adapting()).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_work = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json") && !known.contains(path);
    let mut others: Vec<PathBuf> = there.filter(is_work).collect();
    others.sort();
    others
}

fn place<'a>(paths: &Paths, family: &'a str) -> Place<'a, WorkFile> {
    Place::new(paths.adapting(), family)
}

impl WorkFile {
    fn new(work: &Work) -> Self {
        let Work { origin, began, now } = work;
        Self {
            format: Self::FORMAT.to_owned(),
            family: work.family().to_owned(),
            origin: match origin {
                Origin::New => OriginFile::New,
                Origin::BuiltIn => OriginFile::BuiltIn,
                Origin::Saved => OriginFile::Saved,
            },
            began: began
                .iter()
                .map(|level| BeganFile { digest: level.digest.clone(), level: LevelFile::from_level(level) })
                .collect(),
            now: now.iter().map(|level| LevelFile::from_level(level)).collect(),
            extra: Map::new(),
        }
    }

    fn into_work(self) -> Result<Work, json::JsonError> {
        let level = |path: String, digest: String, file: LevelFile| {
            file.into_level(digest).map(Arc::new).map_err(|problems| {
                let (at, message) = problems.into_iter().next().unwrap_or_default();
                json::JsonError::new(&format!("{path}.{at}"), &message)
            })
        };
        let began = self.began.into_iter().enumerate();
        let began =
            began.map(|(at, BeganFile { digest, level: file })| level(format!("began[{at}].level"), digest, file));
        let now = self.now.into_iter().enumerate();
        let now = now.map(|(at, file)| level(format!("now[{at}]"), String::new(), file));
        let (began, now) =
            (began.collect::<Result<Vec<Arc<Level>>, _>>()?, now.collect::<Result<Vec<Arc<Level>>, _>>()?);
        if now.iter().any(|level| level.family != self.family) {
            return Err(json::JsonError::new("now", "holds a level of another family"));
        }
        Ok(Work {
            origin: match self.origin {
                OriginFile::New => Origin::New,
                OriginFile::BuiltIn => Origin::BuiltIn,
                OriginFile::Saved => Origin::Saved,
            },
            began,
            now,
        })
    }
}

#[cfg(test)]
mod tests;
