//! One writer per draft: a lock file beside the journal, held for as long as the draft is open.
//!
//! The system's own lock counts, not the file's existence: it ends with the process, however that
//! ends, so a file left over by a crash is harmless. What is written in it only says who holds it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::OFlags;

use crate::domain::time::Moment;
use crate::text;

/// How often and how long a taken lock is tried again: a listing looks at it for a moment.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(10);

/// A lock that is held. Dropping it gives it back.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum Refused {
    /// Another process, or another part of this one, holds it; the sentence says who.
    Held(String),
    /// The file system has no locks or the lock file cannot be made; that says nothing about others.
    Unavailable(io::Error),
}

impl Lock {
    /// Takes the lock of a draft and notes in it who holds it since when.
    ///
    /// # Errors
    /// If another holds it or there can be none.
    pub fn take(path: &Path, since: Moment) -> Result<Self, Refused> {
        let lock = Self::take_silently(path)?;
        lock.sign(since);
        Ok(lock)
    }

    /// Takes the lock for a moment, without a note.
    ///
    /// # Errors
    /// As [`Lock::take`].
    pub fn take_silently(path: &Path) -> Result<Self, Refused> {
        let mut tries = 0;
        loop {
            let file = open(path, true).map_err(Refused::Unavailable)?;
            match file.try_lock() {
                // The holder before may have removed the file between our opening and locking it.
                Ok(()) if is_at(&file, path) => return Ok(Self { file, path: path.to_owned() }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if tries == TRIES => return Err(Refused::Held(holder(&file))),
                Err(TryLockError::WouldBlock) => {
                    tries += 1;
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::Error(error)) => return Err(Refused::Unavailable(error)),
            }
        }
    }

    /// Who holds the lock of a draft, without taking it for longer than the look.
    #[must_use]
    pub fn holder(path: &Path) -> Option<String> {
        let file = open(path, false).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Some(holder(&file)),
            _ => None,
        }
    }

    /// Whether the lock file still stands where others look for it.
    #[must_use]
    pub fn stands(&self) -> bool {
        is_at(&self.file, &self.path)
    }

    /// Writes the note. It is only for people, so a failure is no reason not to work.
    fn sign(&self, since: Moment) {
        let host = rustix::system::uname();
        let note = format!("process {} on {} since {since}\n", std::process::id(), host.nodename().to_string_lossy());
        let _ = self.file.set_len(0).and_then(|()| (&self.file).write_all(note.as_bytes()));
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held, so that nobody else's lock goes with it.
        if self.stands() {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path, create: bool) -> io::Result<File> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let file = OpenOptions::new().read(true).write(true).create(create).mode(0o600).custom_flags(flags).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("the lock is not a regular file")) }
}

fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// A sentence about the holder. The day is left out where the note has the usual form.
fn holder(file: &File) -> String {
    let mut note = Vec::new();
    let _ = file.take(300).read_to_end(&mut note);
    let note = String::from_utf8_lossy(&note);
    let note = note.lines().next().unwrap_or_default();
    let readable = note.split_once(" since ").and_then(|(who, since)| {
        let time = since.get(11..16)?;
        Some(format!("{who} since {time}"))
    });
    match readable {
        Some(who) => format!("open in another window: {}", text::clean(&who)),
        None => "open in another window".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn now() -> Moment {
        Moment::new(1_795_442_700, 3_600)
    }

    #[test]
    fn a_second_taker_is_told_who_holds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.lock");
        assert_eq!(Lock::holder(&path), None);
        assert!(!path.exists(), "looking leaves nothing behind");

        let lock = Lock::take(&path, now()).expect("nobody holds it");
        assert_eq!(std::fs::metadata(&path).expect("it exists").permissions().mode() & 0o777, 0o600);
        let Err(Refused::Held(by)) = Lock::take(&path, now()) else { panic!("it is held") };
        assert!(by.starts_with(&format!("open in another window: process {} on ", std::process::id())), "{by}");
        assert!(by.ends_with(" since 15:05"), "{by}");
        assert_eq!(Lock::holder(&path), Some(by));

        drop(lock);
        assert!(!path.exists());
        Lock::take(&path, now()).expect("it is free again");
    }

    #[test]
    fn a_leftover_is_harmless_and_a_hostile_note_is_cleaned() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.lock");
        std::fs::write(&path, "process 1 on \u{1b}[2Jhost since 2026-11-23T15:05:00+01:00").expect("written");
        drop(Lock::take_silently(&path).expect("a leftover holds nothing"));

        std::fs::write(&path, "process 1 on \u{1b}[2Jhost since 2026-11-23T15:05:00+01:00").expect("written");
        let other = File::open(&path).expect("opened");
        other.lock().expect("locked");
        let Err(Refused::Held(by)) = Lock::take_silently(&path) else { panic!("it is held") };
        assert_eq!(by, "open in another window: process 1 on \u{FFFD}[2Jhost since 15:05");
    }

    #[test]
    fn what_is_no_file_is_not_followed_or_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.lock");
        std::os::unix::fs::symlink("elsewhere", &path).expect("linked");
        assert!(matches!(Lock::take_silently(&path), Err(Refused::Unavailable(_))));
        assert!(!folder.path().join("elsewhere").exists());
    }
}
