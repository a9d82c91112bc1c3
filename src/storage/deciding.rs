//! A panel's decision while it is being entered: `<data>/deciding/<candidate>.json`, written whole at
//! every step, so that a crash costs nothing.
//!
//! ```text
//! deciding/<candidate>.json                what is being entered
//! deciding/done/<candidate>-<n>.json       what was recorded, or given up
//! deciding/conflict/<candidate>-<n>.json   what another window had entered meanwhile
//! deciding/damaged/<candidate>-<n>.json    files that could not be used, as they were found
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::archive::{Paths, folder_name};
use super::draft::reason;
use super::read::ReadError;
use super::{json, read, shown, wire, write};
use crate::domain::decision::Overall;
use crate::domain::interview::LevelChoice;
use crate::domain::panel::Ruling;

/// The format's name and version.
const FORMAT: &str = "assay.deciding/1";

/// What this process last wrote or read at each place: what differs from it is somebody else's. The
/// lock is held while a file is looked at and replaced, so that there is one writer at a time.
static OURS: Mutex<BTreeMap<PathBuf, Vec<u8>>> = Mutex::new(BTreeMap::new());

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

/// Keeps what is entered so far. What another window has put there meanwhile is kept aside first.
///
/// # Errors
/// Any error of the disk, or if the file there is of a newer version, which is left alone.
pub fn keep(paths: &Paths, name: &str, ruling: &Ruling) -> io::Result<()> {
    let path = place(paths, name);
    let mut ours = ours();
    let extra = match read::file(&path) {
        Ok(bytes) => {
            let there = parse(&bytes, name);
            if let Err(Unusable::Newer(why)) = &there {
                return Err(io::Error::new(io::ErrorKind::InvalidData, why.clone()));
            }
            if ours.get(&path) != Some(&bytes) {
                set_aside(paths, name, "conflict")?;
            }
            there.map(|file| file.extra).unwrap_or_default()
        }
        Err(ReadError::Missing) => Map::new(),
        Err(ReadError::Io(error)) => return Err(error),
        Err(ReadError::NotRegular(_) | ReadError::TooBig { .. }) => {
            set_aside(paths, name, "conflict")?;
            Map::new()
        }
    };
    let bytes = json::pretty(&RulingFile::new(name, ruling, extra));
    write::private_dir(&paths.deciding())?;
    let written = write::replace(&path, &bytes);
    // After an error the old file is there or, where only the folder's sync failed, the new one.
    if written.is_ok() || read::file(&path).is_ok_and(|there| there == bytes) {
        ours.insert(path, bytes);
    }
    written
}

/// What was entered before, if anything was kept.
///
/// # Errors
/// A sentence for the user. A file that cannot be used is kept aside, unless a newer version wrote it
/// or the disk failed; nothing is known of its content then.
pub fn kept(paths: &Paths, name: &str) -> Result<Option<Ruling>, String> {
    let path = place(paths, name);
    let mut ours = ours();
    let why = match read::file(&path) {
        Ok(bytes) => match parse(&bytes, name).and_then(RulingFile::into_ruling) {
            Ok(ruling) => {
                ours.insert(path, bytes);
                return Ok(Some(ruling));
            }
            Err(Unusable::Newer(why)) => return Err(format!("{}: {why}; it stays as it is", shown(&path))),
            Err(Unusable::Damaged(why)) => why,
        },
        Err(ReadError::Missing) => return Ok(None),
        Err(ReadError::Io(error)) => return Err(format!("{} cannot be read: {}", shown(&path), reason(&error))),
        Err(other) => other.to_string(),
    };
    Err(match set_aside(paths, name, "damaged") {
        Ok(aside) => format!("{}: {why}; it is kept as {}", shown(&path), shown(&aside)),
        Err(error) => format!("{}: {why}; it could not be kept aside: {}", shown(&path), reason(&error)),
    })
}

/// Puts what was kept with what is done: it is recorded, or given up. Nothing is deleted.
///
/// # Errors
/// Any error of the disk.
pub fn forget(paths: &Paths, name: &str) -> io::Result<()> {
    let path = place(paths, name);
    let mut ours = ours();
    if fs::symlink_metadata(&path).is_ok() {
        set_aside(paths, name, "done")?;
    }
    ours.remove(&path);
    Ok(())
}

/// A warning if there are decisions that two windows entered at a time, or that could not be used.
#[must_use]
pub fn left_aside(paths: &Paths) -> Option<String> {
    let told = ["conflict", "damaged"].into_iter().filter_map(|shelf| {
        let folder = paths.deciding().join(shelf);
        let count = fs::read_dir(&folder).ok()?.count();
        let what = if shelf == "conflict" { "that another window had entered" } else { "that could not be used" };
        (count > 0).then(|| format!("{}: {count} unrecorded decision(s) {what} are kept here", shown(&folder)))
    });
    Some(told.collect::<Vec<_>>().join("; ")).filter(|told| !told.is_empty())
}

fn place(paths: &Paths, name: &str) -> PathBuf {
    paths.deciding().join(format!("{}.json", folder_name(name)))
}

fn ours() -> MutexGuard<'static, BTreeMap<PathBuf, Vec<u8>>> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Moves a candidate's file to a shelf, never over another file, and returns where.
fn set_aside(paths: &Paths, name: &str, shelf: &str) -> io::Result<PathBuf> {
    let (from, shelf) = (place(paths, name), paths.deciding().join(shelf));
    write::private_dir(&shelf)?;
    let to = (1_u32..)
        .map(|number| shelf.join(format!("{}-{number}.json", folder_name(name))))
        .find_map(|to| match move_to(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            result => Some(result.map(|()| to)),
        })
        .ok_or(io::ErrorKind::AlreadyExists)??;
    write::sync_folder(&shelf)?;
    write::sync_folder(&paths.deciding())?;
    Ok(to)
}

fn move_to(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => Err(error),
        // Folders and some file systems have no second names.
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Why a file cannot be used. The texts are clean.
enum Unusable {
    Newer(String),
    Damaged(String),
}

fn parse(bytes: &[u8], name: &str) -> Result<RulingFile, Unusable> {
    let damaged = |error: json::JsonError| Unusable::Damaged(error.to_string());
    let value = json::parse(bytes).map_err(damaged)?;
    let format = value.get("format").and_then(Value::as_str).unwrap_or_default();
    if wire::is_newer(format, FORMAT) {
        return Err(Unusable::Newer("was written by a newer assay".to_owned()));
    }
    wire::format_of(&value, FORMAT).map_err(|(_, message)| damaged(json::JsonError::new("format", &message)))?;
    let file: RulingFile = json::typed(&value).map_err(damaged)?;
    if file.candidate == name { Ok(file) } else { Err(Unusable::Damaged("is about another candidate".to_owned())) }
}

impl RulingFile {
    fn new(name: &str, ruling: &Ruling, extra: Map<String, Value>) -> Self {
        let Ruling { overall, level, reason, present, revealed } = ruling;
        let (choice, level) = match level {
            LevelChoice::Unchosen => (Choice::Unchosen, None),
            LevelChoice::None => (Choice::None, None),
            LevelChoice::Level(id) => (Choice::Level, Some(id.clone())),
        };
        Self {
            format: FORMAT.to_owned(),
            candidate: name.to_owned(),
            overall: overall.map(|overall| overall.id().to_owned()),
            level: LevelFile { choice, level },
            reason: reason.clone(),
            present: present.clone(),
            revealed: *revealed,
            extra,
        }
    }

    fn into_ruling(self) -> Result<Ruling, Unusable> {
        let damaged = |path, message| Unusable::Damaged(json::JsonError::new(path, message).to_string());
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
