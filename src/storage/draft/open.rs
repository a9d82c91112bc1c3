//! Opening a draft to go on with it.
//!
//! An error of the disk is not damage: nothing is moved for it. A journal with a line that cannot be
//! used is kept aside, byte for byte, and its good lines go on as a new file.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::Arc;

use thiserror::Error;

use super::disk::{Disk, RealDisk, Source, reason};
use super::file::{Condition, DraftFile, Found, no_lock};
use super::fold::{self, End, FoldError};
use super::list::{is_submitted, remove_leftovers};
use super::names::{self, Kind};
use crate::domain::interview::Interview;
use crate::domain::time::Moment;
use crate::storage::archive::Paths;
use crate::storage::lock::{Lock, Refused};
use crate::storage::read::ReadError;
use crate::text;

/// A draft that is open.
pub struct Opened {
    /// The interview as far as it could be read.
    pub interview: Interview,
    /// Its journal, to go on writing.
    pub file: DraftFile,
    /// What the user should know, in whole sentences.
    pub notices: Vec<String>,
}

/// Why a draft was not opened. All texts are cleaned; no file was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// There is no such draft.
    #[error("there is no draft {0:?}; `assay list` shows the drafts there are")]
    None(String),
    /// The beginning of an id fits several drafts.
    #[error("{given:?} fits {} drafts: {}; give more of the id", ids.len(), ids.join(", "))]
    Several {
        /// What was asked for.
        given: String,
        /// The ids that fit.
        ids: Vec<String>,
    },
    /// Another process has it open.
    #[error("{by}")]
    Held {
        /// A sentence that says who and since when.
        by: String,
    },
    /// Its card is already written; the draft was or will be retired.
    #[error("the interview {0} is already submitted; `assay list` shows its card")]
    Submitted(String),
    /// The file cannot be used: another version, no first line, or no regular file. It stays as it is.
    #[error("{file}: {why}")]
    Unusable {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// The disk failed. Nothing is known of the file's content.
    #[error("{file}: cannot be read: {why}")]
    Disk {
        /// The file or folder.
        file: String,
        /// Why.
        why: String,
    },
}

/// Opens a draft by its id or the unique beginning of it. `now` is noted in the lock.
///
/// # Errors
/// If there is no such draft, another process has it open, or its file cannot be used.
pub fn open(paths: &Paths, wanted: &str, now: Moment) -> Result<Opened, OpenError> {
    open_on(Arc::new(RealDisk), paths, wanted, now)
}

/// As [`open`], on a given disk.
///
/// # Errors
/// As [`open`].
pub fn open_on(disk: Arc<dyn Disk>, paths: &Paths, wanted: &str, now: Moment) -> Result<Opened, OpenError> {
    let id = find(paths, wanted)?;
    let mut notices = Vec::new();
    let lock = match Lock::take(&names::lock(paths, &id), now) {
        Ok(lock) => Some(lock),
        Err(Refused::Held(by)) => return Err(OpenError::Held { by }),
        Err(unavailable @ Refused::Unavailable(_)) => {
            notices.push(no_lock(&unavailable));
            None
        }
    };
    let path = names::journal(paths, &id);
    let unusable = |why: String| OpenError::Unusable { file: crate::storage::shown(&path), why };
    let failed = |error: &io::Error| disk_error(&path, error);
    let Source { reader, stamp } = disk.open(&path).map_err(|error| match error {
        ReadError::Io(error) => failed(&error),
        ReadError::Missing => OpenError::None(id.clone()),
        other => unusable(other.to_string()),
    })?;
    let folded = fold::fold(reader).map_err(|error| match error {
        FoldError::Io(error) => failed(&error),
        FoldError::Version(why) | FoldError::Unreadable(why) => unusable(why),
    })?;
    let interview = folded.interview;
    if interview.id() != id {
        return Err(unusable(names::mismatch(interview.id())));
    }
    if is_submitted(paths, &interview) {
        return Err(OpenError::Submitted(id));
    }
    if lock.is_some() {
        remove_leftovers(disk.as_ref(), paths, &id);
    }
    let condition = match folded.end {
        End::Whole => Condition::Whole,
        End::Torn => Condition::Torn,
        End::Damaged(_) => Condition::Damaged,
    };
    let last_seq = interview.next_seq().checked_sub(1);
    let found = Found { lines: folded.lines, last_seq, stamp, condition };
    let mut file = DraftFile::go_on(disk, paths, &id, lock, found);
    if let End::Damaged(damage) = folded.end {
        let mut notice =
            format!("this draft was damaged: line {} {}. Everything before it is here", damage.line, damage.why);
        match file.append(&[]) {
            Ok(more) => notices.extend(std::iter::once(notice).chain(more)),
            Err(error) => {
                write!(notice, "; the repaired draft is not saved yet: {error}")
                    .expect("writing to a text cannot fail");
                notices.push(notice);
            }
        }
    }
    Ok(Opened { interview, file, notices })
}

/// The id of the draft that is meant.
fn find(paths: &Paths, wanted: &str) -> Result<String, OpenError> {
    let none = || OpenError::None(text::clean(wanted).into_owned());
    let folder = paths.drafts();
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(none()),
        Err(error) => return Err(disk_error(&folder, &error)),
    };
    let mut ids = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| disk_error(&folder, &error))?;
        if let Some(Kind::Journal(id)) = entry.file_name().to_str().map(names::kind)
            && id.starts_with(wanted)
        {
            ids.push(id.to_owned());
        }
    }
    ids.sort();
    if ids.iter().any(|id| id == wanted) {
        return Ok(wanted.to_owned());
    }
    match ids.len() {
        1 if !wanted.is_empty() => Ok(ids.swap_remove(0)),
        0 => Err(none()),
        _ => Err(OpenError::Several { given: text::clean(wanted).into_owned(), ids }),
    }
}

fn disk_error(path: &Path, error: &io::Error) -> OpenError {
    OpenError::Disk { file: crate::storage::shown(path), why: reason(error) }
}
