//! Opening files that others may have put in our way.
//!
//! Only regular files are read, and never more than a limit: a named pipe would hang the program, a
//! device could fill its memory, and a symbolic link could lead out of the folder.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};
use thiserror::Error;

use crate::domain::limits;

/// Why a file was not read. The texts hold no bytes of the file and no path.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("does not exist")]
    Missing,
    /// It is something else than a regular file.
    #[error("is {0}; only regular files are read")]
    NotRegular(&'static str),
    /// It is larger than the limit.
    #[error("is larger than {limit} bytes, the most that is read")]
    TooBig {
        /// The limit in bytes.
        limit: u64,
    },
    /// The system could not read it. This says nothing about what is in the file.
    #[error("cannot be read: {0}")]
    Io(io::Error),
}

impl ReadError {
    /// Whether there is simply no file.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

/// What a file looks like from outside. A file that looks the same holds the same, unless it was
/// changed within the file system's shortest time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Bytes.
    pub size: u64,
    /// Number of the file on its disk.
    pub inode: u64,
    /// When the content was last changed, as far as programs say: seconds and nanoseconds.
    pub modified: (i64, i64),
    /// When anything about the file was last changed. The system alone sets it, so it also tells of a
    /// change after which the other time was put back.
    pub changed: (i64, i64),
}

impl Look {
    /// Reads the look off a file's metadata.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            inode: metadata.ino(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

/// Reads a whole file of at most [`limits::FILE_BYTES`].
///
/// # Errors
/// If it is missing, not a regular file, too large, or cannot be read.
pub fn file(path: &Path) -> Result<Vec<u8>, ReadError> {
    let (mut file, size) = open(path, limits::FILE_BYTES)?;
    rest(&mut file, size, limits::FILE_BYTES)
}

/// Reads a document that the user names, of at most [`limits::DOCUMENT_BYTES`]. A link is followed: it
/// is the user who says so.
///
/// # Errors
/// As [`file()`].
pub fn document(path: &Path) -> Result<Vec<u8>, ReadError> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (mut file, size) = open(&path, limits::DOCUMENT_BYTES)?;
    rest(&mut file, size, limits::DOCUMENT_BYTES)
}

/// As [`file()`], and what the file looked like; nothing if it changed while it was read.
///
/// # Errors
/// As [`file()`].
pub fn file_and_look(path: &Path) -> Result<(Vec<u8>, Option<Look>), ReadError> {
    let (mut file, size) = open(path, limits::FILE_BYTES)?;
    let look = |file: &File| file.metadata().ok().map(|metadata| Look::of(&metadata));
    let before = look(&file);
    let bytes = rest(&mut file, size, limits::FILE_BYTES)?;
    let after = look(&file).filter(|after| after.size == bytes.len() as u64);
    Ok((bytes, before.filter(|_| before == after)))
}

/// Reads what is left of a file that was opened with its size and the same limit.
///
/// # Errors
/// If it is too large by now, or cannot be read.
pub fn rest(file: &mut File, size: u64, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // The size may have grown since it was asked for.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(ReadError::Io)?;
    if bytes.len() as u64 > limit { Err(ReadError::TooBig { limit }) } else { Ok(bytes) }
}

/// Opens a regular file of at most `limit` bytes for reading, and tells its size.
///
/// # Errors
/// If it is missing, not a regular file, too large, or cannot be opened.
pub fn open(path: &Path, limit: u64) -> Result<(File, u64), ReadError> {
    // Without NONBLOCK, opening a pipe waits for a writer that may never come.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(fd) => File::from(fd),
        Err(rustix::io::Errno::NOENT | rustix::io::Errno::NOTDIR) => return Err(ReadError::Missing),
        Err(errno) => return Err(refused(path, errno)),
    };
    let stat = rustix::fs::fstat(&file).map_err(|errno| ReadError::Io(errno.into()))?;
    let kind = FileType::from_raw_mode(stat.st_mode);
    if kind != FileType::RegularFile {
        return Err(ReadError::NotRegular(name(kind)));
    }
    let size = u64::try_from(stat.st_size).unwrap_or(u64::MAX);
    if size > limit { Err(ReadError::TooBig { limit }) } else { Ok((file, size)) }
}

/// A link or a socket cannot be opened at all; say so rather than repeat the system's riddle.
fn refused(path: &Path, errno: rustix::io::Errno) -> ReadError {
    match rustix::fs::lstat(path).map(|stat| FileType::from_raw_mode(stat.st_mode)) {
        Ok(kind @ (FileType::Symlink | FileType::Socket)) => ReadError::NotRegular(name(kind)),
        _ => ReadError::Io(errno.into()),
    }
}

/// What is at a path, where it is something else than a regular file. Links are not followed.
pub(super) fn irregular(path: &Path) -> Option<&'static str> {
    let stat = rustix::fs::lstat(path).ok()?;
    let kind = FileType::from_raw_mode(stat.st_mode);
    (kind != FileType::RegularFile).then(|| name(kind))
}

fn name(kind: FileType) -> &'static str {
    match kind {
        FileType::Directory => "a folder",
        FileType::Symlink => "a symbolic link",
        FileType::Fifo => "a named pipe",
        FileType::Socket => "a socket",
        FileType::CharacterDevice | FileType::BlockDevice => "a device",
        _ => "not a file of a known kind",
    }
}
