//! A panel's decision while it is being entered: kept in `<data>/deciding/<candidate>.json`, one a candidate.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::archive::Paths;
use super::json;
use super::kept::{self, Entered, Place};
use crate::domain::decision::Overall;
use crate::domain::interview::LevelChoice;
use crate::domain::panel::Ruling;

#[derive(Serialize, Deserialize)]
struct RulingFile {
    format: String,
    candidate: String,
    overall: Option<String>,
    level: LevelFile,
    reason: String,
    present: Vec<String>,
    revealed: bool,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct LevelFile {
    choice: Choice,
    /// Only for a level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Choice {
    Unchosen,
    None,
    Level,
}

impl Entered for RulingFile {
    const FORMAT: &'static str = "assay.deciding/1";
    const MISPLACED: &'static str = "is about another candidate";

    fn name(&self) -> &str {
        &self.candidate
    }

    fn extra(&mut self) -> &mut Map<String, Value> {
        &mut self.extra
    }
}

/// Keeps what is entered so far. What another window has put there meanwhile is kept aside first.
///
/// # Errors
/// Any error of the disk, or if the file there is of a newer version, which is left alone.
pub fn keep(paths: &Paths, name: &str, ruling: &Ruling) -> io::Result<()> {
    place(paths, name).keep(RulingFile::new(name, ruling))
}

/// What was entered before, if anything was kept.
///
/// # Errors
/// A sentence for the user. A file that cannot be used is kept aside, unless a newer version wrote it
/// or the disk failed; nothing is known of its content then.
pub fn kept(paths: &Paths, name: &str) -> Result<Option<Ruling>, String> {
    place(paths, name).kept(RulingFile::into_ruling)
}

/// Puts what was kept with what is done: it is recorded, or given up. Nothing is deleted.
///
/// # Errors
/// Any error of the disk.
pub fn forget(paths: &Paths, name: &str) -> io::Result<()> {
    place(paths, name).forget().map(drop)
}

/// A warning if there are decisions that two windows entered at a time, or that could not be used.
#[must_use]
pub fn left_aside(paths: &Paths) -> Option<String> {
    kept::left_aside(&paths.deciding(), "unrecorded decision(s)")
}

fn place<'a>(paths: &Paths, name: &'a str) -> Place<'a, RulingFile> {
    Place::new(paths.deciding(), name)
}

impl RulingFile {
    fn new(name: &str, ruling: &Ruling) -> Self {
        let Ruling { overall, level, reason, present, revealed } = ruling;
        let (choice, level) = match level {
            LevelChoice::Unchosen => (Choice::Unchosen, None),
            LevelChoice::None => (Choice::None, None),
            LevelChoice::Level(id) => (Choice::Level, Some(id.clone())),
        };
        Self {
            format: Self::FORMAT.to_owned(),
            candidate: name.to_owned(),
            overall: overall.map(|overall| overall.id().to_owned()),
            level: LevelFile { choice, level },
            reason: reason.clone(),
            present: present.clone(),
            revealed: *revealed,
            extra: Map::new(),
        }
    }

    fn into_ruling(self) -> Result<Ruling, json::JsonError> {
        let damaged = json::JsonError::new;
        let overall = match self.overall {
            Some(id) => Some(Overall::from_id(&id).ok_or_else(|| damaged("overall", "is no decision"))?),
            None => None,
        };
        let level = match (self.level.choice, self.level.level) {
            (Choice::Unchosen, _) => LevelChoice::Unchosen,
            (Choice::None, _) => LevelChoice::None,
            (Choice::Level, Some(id)) => LevelChoice::Level(id),
            (Choice::Level, None) => return Err(damaged("level.level", "is missing")),
        };
        Ok(Ruling { overall, level, reason: self.reason, present: self.present, revealed: self.revealed })
    }
}

#[cfg(test)]
mod tests;
