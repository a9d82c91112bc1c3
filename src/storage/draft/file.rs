//! The journal of a draft that is open for writing.
//!
//! All lines are also in memory. As long as every call succeeds, new lines are added to the file and
//! synced. After any failure the file is never trusted again: the next save writes the whole journal
//! to a new file and puts that in its place. A file that somebody else put there is kept first.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use super::disk::{self, Disk, RealDisk, Stamp};
use super::names::{self, Shelf};
use super::shelf::{Aside, set_aside};
use crate::domain::interview::Recorded;
use crate::domain::limits;
use crate::domain::time::Moment;
use crate::storage::archive::Paths;
use crate::storage::lock::{Lock, Refused};
use crate::storage::wire::event;

/// Why a journal was not saved. The texts are short and hold nothing of the interview.
#[derive(Debug, Error)]
pub enum SaveError {
    /// The disk failed.
    #[error("{}", disk::reason(.0))]
    Disk(#[from] io::Error),
    /// An event is larger than what is read back.
    #[error("one entry is larger than {} bytes, the most that is read back", limits::FILE_BYTES)]
    EntryTooLarge,
    /// The journal is larger than what is read back.
    #[error("the draft is larger than {} bytes, the most that is read back", limits::JOURNAL_BYTES)]
    DraftTooLarge,
}

/// A draft's journal, open for writing. Dropping it gives the draft's lock back.
pub struct DraftFile {
    disk: Arc<dyn Disk>,
    paths: Paths,
    id: String,
    lines: Vec<u8>,
    state: State,
    lock: Option<Lock>,
    /// Whether a missing lock was already told.
    told_no_lock: bool,
    notices: Vec<String>,
    too_large: Option<TooLarge>,
    last_seq: Option<u64>,
}

/// What is known of the file at the journal's place.
enum State {
    /// It is as we wrote or found it and holds the first `saved` bytes of our lines.
    Trusted { file: File, stamp: Stamp, saved: usize, synced: bool },
    /// It has to be written anew. A file like `ours` may be replaced, because all of it that can be
    /// used is in our lines; with `damaged` it is kept aside first.
    Stale { ours: Option<Stamp>, damaged: bool },
}

#[derive(Clone, Copy)]
enum TooLarge {
    Entry,
    Draft,
}

/// What was found when a journal was folded, for going on with it.
pub(super) struct Found {
    pub lines: Vec<u8>,
    pub last_seq: Option<u64>,
    pub stamp: Stamp,
    pub condition: Condition,
}

/// What has to be done before lines can be added to a journal that was found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// Nothing.
    Whole,
    /// It ends in a line that was cut off.
    Torn,
    /// It holds a line that cannot be used.
    Damaged,
}

impl DraftFile {
    /// Prepares the journal of a new draft. Nothing is on disk before the first event is appended.
    #[must_use]
    pub fn create(paths: &Paths, id: &str) -> Self {
        Self::create_on(Arc::new(RealDisk), paths, id)
    }

    /// As [`DraftFile::create`], on a given disk.
    #[must_use]
    pub fn create_on(disk: Arc<dyn Disk>, paths: &Paths, id: &str) -> Self {
        Self {
            disk,
            paths: paths.clone(),
            id: id.to_owned(),
            lines: Vec::new(),
            state: State::Stale { ours: None, damaged: false },
            lock: None,
            told_no_lock: false,
            notices: Vec::new(),
            too_large: None,
            last_seq: None,
        }
    }

    /// Goes on with a journal that was found on disk.
    pub(super) fn go_on(disk: Arc<dyn Disk>, paths: &Paths, id: &str, lock: Option<Lock>, found: Found) -> Self {
        let mut draft = Self::create_on(disk, paths, id);
        draft.told_no_lock = lock.is_none();
        draft.lock = lock;
        draft.lines = found.lines;
        draft.last_seq = found.last_seq;
        draft.state = State::Stale { ours: Some(found.stamp), damaged: found.condition == Condition::Damaged };
        if found.condition == Condition::Whole
            && let Ok(file) = draft.disk.open_append(&draft.path())
            && draft.disk.stamp_of(&file).is_ok_and(|stamp| stamp == found.stamp)
        {
            let saved = draft.lines.len();
            draft.state = State::Trusted { file, stamp: found.stamp, saved, synced: false };
        }
        draft
    }

    /// Id of the draft.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Number of the last event that was appended or found; with a successful save it is on disk.
    #[must_use]
    pub fn last_seq(&self) -> Option<u64> {
        self.last_seq
    }

    /// The folders that the draft lies in.
    #[must_use]
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The journal's file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        names::journal(&self.paths, &self.id)
    }

    /// Adds events and saves everything that is not saved yet; returns what the user should know.
    ///
    /// After an error the events are still in memory: appending nothing tries again. Without events
    /// it also makes sure that the file still stands as it was left.
    ///
    /// # Errors
    /// If anything of the journal is not safely on disk.
    pub fn append(&mut self, events: &[Recorded]) -> Result<Vec<String>, SaveError> {
        for recorded in events {
            let line = event::to_line(recorded);
            if line.len() as u64 > limits::FILE_BYTES {
                self.too_large = Some(TooLarge::Entry);
            }
            self.lines.extend_from_slice(&line);
            self.last_seq = Some(recorded.seq);
        }
        if self.lines.len() as u64 > limits::JOURNAL_BYTES {
            self.too_large = Some(TooLarge::Draft);
        }
        // Saved all the same, so that nothing is lost, but not called saved.
        let since = events.first().map(|recorded| recorded.at);
        self.save(since)?;
        match self.too_large {
            None => Ok(std::mem::take(&mut self.notices)),
            Some(TooLarge::Entry) => Err(SaveError::EntryTooLarge),
            Some(TooLarge::Draft) => Err(SaveError::DraftTooLarge),
        }
    }

    /// Moves the journal to the retired ones and gives the draft back. Nothing is deleted.
    ///
    /// # Errors
    /// If the disk fails; the journal is then still whole, here or there.
    pub fn retire(self) -> Result<PathBuf, SaveError> {
        Ok(set_aside(self.disk.as_ref(), &self.paths, &self.id, Shelf::Retired, Aside::Move)?)
    }

    fn save(&mut self, since: Option<Moment>) -> io::Result<()> {
        if self.lines.is_empty() {
            return Ok(());
        }
        // Whatever fails below, the file is not trusted afterwards unless it is put back as trusted.
        match std::mem::replace(&mut self.state, State::Stale { ours: None, damaged: false }) {
            State::Trusted { mut file, stamp, saved, synced } => {
                let found = self.disk.stamp(&self.path())?;
                if found != Some(stamp) {
                    if found.is_none() {
                        self.notices.push("another program removed this draft's file; it is written again".to_owned());
                    }
                    return self.replace(None, false, since);
                }
                self.state = State::Stale { ours: Some(stamp), damaged: false };
                if saved < self.lines.len() || !synced {
                    disk::write_all(self.disk.as_ref(), &mut file, &self.lines[saved..])?;
                    self.disk.sync(&file)?;
                }
                if !synced {
                    self.disk.sync_folder(&self.paths.drafts())?;
                }
                let stamp = self.disk.stamp_of(&file)?;
                self.state = State::Trusted { file, stamp, saved: self.lines.len(), synced: true };
                Ok(())
            }
            State::Stale { ours, damaged } => {
                self.state = State::Stale { ours, damaged };
                self.replace(ours, damaged, since)
            }
        }
    }

    /// Writes the whole journal to a new file and puts it in its place.
    fn replace(&mut self, ours: Option<Stamp>, damaged: bool, since: Option<Moment>) -> io::Result<()> {
        disk::ensure_folder(self.disk.as_ref(), &self.paths.drafts())?;
        self.hold_lock(since);
        let (temporary, mut file) = self.create_temporary()?;
        let result = self.fill_and_place(&temporary, &mut file, ours, damaged);
        match result {
            Ok(stamp) => {
                self.state = State::Trusted { file, stamp, saved: self.lines.len(), synced: true };
                Ok(())
            }
            Err(error) => {
                // If it was already put in place, there is nothing to remove and this fails quietly.
                let _ = self.disk.remove(&temporary);
                Err(error)
            }
        }
    }

    fn fill_and_place(
        &mut self,
        temporary: &Path,
        file: &mut File,
        ours: Option<Stamp>,
        damaged: bool,
    ) -> io::Result<Stamp> {
        let disk = Arc::clone(&self.disk);
        disk::write_all(disk.as_ref(), file, &self.lines)?;
        disk.sync(file)?;
        self.keep_theirs(ours, damaged)?;
        disk.rename(temporary, &self.path())?;
        // From here on the file in place is ours, even if its name may not survive a power cut yet.
        let stamp = disk.stamp_of(file)?;
        self.state = State::Stale { ours: Some(stamp), damaged: false };
        disk.sync_folder(&self.paths.drafts())?;
        Ok(stamp)
    }

    fn create_temporary(&self) -> io::Result<(PathBuf, File)> {
        let mut number = 1;
        loop {
            let path = names::temporary(&self.paths, &self.id, number);
            match self.disk.create(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                result => return result.map(|file| (path, file)),
            }
        }
    }

    /// Keeps what stands at the journal's place, unless all of it is in our lines.
    fn keep_theirs(&mut self, ours: Option<Stamp>, damaged: bool) -> io::Result<()> {
        let found = self.disk.stamp(&self.path())?;
        let Some(found) = found else { return Ok(()) };
        let as_found = ours == Some(found);
        if as_found && !damaged {
            return Ok(());
        }
        if !as_found && self.is_beginning_of_ours() {
            return Ok(());
        }
        let place = if as_found { Shelf::Damaged } else { Shelf::Conflict };
        let kept = set_aside(self.disk.as_ref(), &self.paths, &self.id, place, Aside::Copy)?;
        let kept = crate::storage::shown(&kept);
        let notice = match place {
            Shelf::Conflict => format!("another program changed this draft; its version is kept as {kept}"),
            _ => format!("the damaged file is kept as {kept}"),
        };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
        Ok(())
    }

    /// Whether the file in place holds nothing but a beginning of our lines, as a write of ours leaves
    /// it that was cut off. A file that cannot be read is somebody else's.
    fn is_beginning_of_ours(&self) -> bool {
        let Ok(source) = self.disk.open(&self.path()) else { return false };
        let mut theirs = Vec::new();
        let limit = self.lines.len() as u64 + 1;
        source.reader.take(limit).read_to_end(&mut theirs).is_ok() && self.lines.starts_with(&theirs)
    }

    /// Takes the lock if it is not held or was deleted. Without one the work goes on, with a notice:
    /// a text that is not written for want of a lock is lost for certain.
    fn hold_lock(&mut self, since: Option<Moment>) {
        if self.lock.as_ref().is_some_and(Lock::stands) {
            return;
        }
        self.lock = None;
        let path = names::lock(&self.paths, &self.id);
        let taken = match since {
            Some(since) => Lock::take(&path, since),
            None => Lock::take_silently(&path),
        };
        match taken {
            Ok(lock) => self.lock = Some(lock),
            Err(_) if self.told_no_lock => {}
            Err(refused) => {
                self.told_no_lock = true;
                self.notices.push(no_lock(&refused));
            }
        }
    }
}

/// What the user should know where a draft is open without a lock.
pub(super) fn no_lock(refused: &Refused) -> String {
    match refused {
        Refused::Held(by) => format!("this draft is also {by}; close one of the two"),
        Refused::Unavailable(error) => {
            format!("no lock ({}): take care not to open this draft in a second window", disk::reason(error))
        }
    }
}
