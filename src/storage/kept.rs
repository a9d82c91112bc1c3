//! What is being entered and is not recorded yet: a file for each name, written whole at every step, so
//! that a crash costs nothing. Nothing is deleted, and nobody's is written over.
//!
//! ```text
//! <folder>/<name>.json                what is being entered
//! <folder>/done/<name>-<n>.json       what was recorded, or given up
//! <folder>/conflict/<name>-<n>.json   what another window had entered meanwhile
//! <folder>/damaged/<name>-<n>.json    files that could not be used, as they were found
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::archive::folder_name;
use super::draft::reason;
use super::read::ReadError;
use super::{json, read, shown, wire, write};
use crate::domain::limits;

/// What this process last wrote or read at each place: what differs from it is somebody else's. The
/// lock is held while a file is looked at and replaced, so that there is one writer at a time.
static OURS: Mutex<BTreeMap<PathBuf, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// A file of something that is being entered.
pub(super) trait Entered: Serialize + DeserializeOwned {
    /// The format's name and version.
    const FORMAT: &'static str;
    /// What is said of a file that lies under another name than its own.
    const MISPLACED: &'static str;
    /// What it is of.
    fn name(&self) -> &str;
    /// Fields that this version does not know.
    fn extra(&mut self) -> &mut Map<String, Value>;
}

/// Where something that is being entered is kept.
pub(super) struct Place<'a, T> {
    folder: PathBuf,
    name: &'a str,
    kind: PhantomData<T>,
}

impl<'a, T: Entered> Place<'a, T> {
    pub(super) fn new(folder: PathBuf, name: &'a str) -> Self {
        Self { folder, name, kind: PhantomData }
    }

    /// Keeps what is entered so far. What another window has put there meanwhile is kept aside first.
    ///
    /// # Errors
    /// Any error of the disk, or if the file there is of a newer version, which is left alone.
    pub(super) fn keep(&self, mut entered: T) -> io::Result<()> {
        let path = self.path();
        let mut ours = ours();
        match read::file(&path) {
            Ok(bytes) => {
                let there = self.parse(&bytes);
                if let Err(Unusable::Newer(why)) = &there {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, why.clone()));
                }
                if ours.get(&path) != Some(&bytes) {
                    self.put_aside("conflict")?;
                }
                if let Ok(mut there) = there {
                    std::mem::swap(entered.extra(), there.extra());
                }
            }
            Err(ReadError::Missing) => {}
            Err(ReadError::Io(error)) => return Err(error),
            Err(ReadError::NotRegular(_) | ReadError::TooBig { .. }) => {
                self.put_aside("conflict")?;
            }
        }
        let bytes = json::pretty(&entered);
        if bytes.len() as u64 > limits::FILE_BYTES {
            // It could not be read again.
            let why = format!("it is larger than {} bytes, the most that is read", limits::FILE_BYTES);
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        write::private_dir(&self.folder)?;
        let written = write::replace(&path, &bytes);
        // After an error the old file is there or, where only the folder's sync failed, the new one.
        if written.is_ok() || read::file(&path).is_ok_and(|there| there == bytes) {
            ours.insert(path, bytes);
        }
        written
    }

    /// What was entered before, if anything was kept, as `make` reads it.
    ///
    /// # Errors
    /// A sentence for the user. A file that cannot be used is kept aside, unless a newer version wrote it
    /// or the disk failed; nothing is known of its content then.
    pub(super) fn kept<V>(&self, make: impl FnOnce(T) -> Result<V, json::JsonError>) -> Result<Option<V>, String> {
        let path = self.path();
        let mut ours = ours();
        let why = match read::file(&path) {
            Ok(bytes) => match self.parse(&bytes).and_then(|file| make(file).map_err(damaged)) {
                Ok(value) => {
                    ours.insert(path, bytes);
                    return Ok(Some(value));
                }
                Err(Unusable::Newer(why)) => return Err(format!("{}: {why}; it stays as it is", shown(&path))),
                Err(Unusable::Damaged(why)) => why,
            },
            Err(ReadError::Missing) => return Ok(None),
            Err(ReadError::Io(error)) => return Err(format!("{} cannot be read: {}", shown(&path), reason(&error))),
            Err(other) => other.to_string(),
        };
        Err(match self.put_aside("damaged") {
            Ok(aside) => format!("{}: {why}; it is kept as {}", shown(&path), shown(&aside)),
            Err(error) => format!("{}: {why}; it could not be kept aside: {}", shown(&path), reason(&error)),
        })
    }

    /// Puts what was kept with what is done: it is recorded, or given up. Nothing is deleted. Tells where
    /// it is now, if there was anything.
    ///
    /// # Errors
    /// Any error of the disk.
    pub(super) fn forget(&self) -> io::Result<Option<PathBuf>> {
        let path = self.path();
        let mut ours = ours();
        let there = fs::symlink_metadata(&path).is_ok();
        let done = if there { Some(self.put_aside("done")?) } else { None };
        ours.remove(&path);
        Ok(done)
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(format!("{}.json", folder_name(self.name)))
    }

    /// Moves the file to the shelf of a reason, never over another file, and returns where.
    fn put_aside(&self, why: &str) -> io::Result<PathBuf> {
        let to = write::move_numbered(&self.path(), &self.folder.join(why), &folder_name(self.name))?;
        write::sync_folder(&self.folder)?;
        Ok(to)
    }

    fn parse(&self, bytes: &[u8]) -> Result<T, Unusable> {
        let value = json::parse(bytes).map_err(damaged)?;
        let format = value.get("format").and_then(Value::as_str).unwrap_or_default();
        if wire::is_newer(format, T::FORMAT) {
            return Err(Unusable::Newer("was written by a newer assay".to_owned()));
        }
        wire::format_of(&value, T::FORMAT).map_err(|(_, message)| damaged(json::JsonError::new("format", &message)))?;
        let file: T = json::typed(&value).map_err(damaged)?;
        if file.name() == self.name { Ok(file) } else { Err(Unusable::Damaged(T::MISPLACED.to_owned())) }
    }
}

/// A warning for each shelf of a folder where something lies that two windows entered at a time, or that
/// could not be used.
pub(super) fn left_aside(folder: &Path, what: &str) -> Option<String> {
    let told = ["conflict", "damaged"].into_iter().filter_map(|shelf| {
        let folder = folder.join(shelf);
        let count = fs::read_dir(&folder).ok()?.count();
        let why = if shelf == "conflict" { "that another window had entered" } else { "that could not be used" };
        (count > 0).then(|| format!("{}: {count} {what} {why} are kept here", shown(&folder)))
    });
    Some(told.collect::<Vec<_>>().join("; ")).filter(|told| !told.is_empty())
}

fn ours() -> MutexGuard<'static, BTreeMap<PathBuf, Vec<u8>>> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets this process know as little of a file as a new one does.
#[cfg(test)]
pub(super) fn as_in_a_new_process(path: &Path) {
    ours().remove(path);
}

/// Why a file cannot be used. The texts are clean.
enum Unusable {
    Newer(String),
    Damaged(String),
}

#[expect(clippy::needless_pass_by_value, reason = "handed to `map_err`")]
fn damaged(error: json::JsonError) -> Unusable {
    Unusable::Damaged(error.to_string())
}
