//! The disk as drafts see it: few calls, each of which may fail, so that tests can make each one fail.
//!
//! No order of calls is decided here, and nothing is retried.

use std::fmt;
use std::fs::{DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;
use rustix::io::Errno;

use crate::domain::limits;
use crate::storage::read::{self, ReadError};
use crate::text;

/// What a file looked like when it was last written or read. A file that looks different was touched
/// by somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
}

impl Stamp {
    /// Reads the stamp off a file's metadata.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }

    /// Whether both are the same file, whatever is in it.
    #[must_use]
    pub fn same_file(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

/// A file opened for reading, with its stamp at that time.
pub struct Source {
    /// The bytes.
    pub reader: Box<dyn Read + Send>,
    /// What the file looked like.
    pub stamp: Stamp,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

/// The calls that reach the disk. [`RealDisk`] makes them; tests put failures in between.
pub trait Disk: Send + Sync {
    /// Makes a folder with mode 0700. Its parent has to exist.
    ///
    /// # Errors
    /// As the system says.
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)?;
        // A umask can only have taken too much away.
        std::fs::set_permissions(path, Permissions::from_mode(0o700))
    }

    /// Makes the names in a folder survive a power cut.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    /// Makes a new file with mode 0600; fails if anything stands there.
    ///
    /// # Errors
    /// As the system says.
    fn create(&self, path: &Path) -> io::Result<File> {
        let file = OpenOptions::new().append(true).create_new(true).mode(0o600).custom_flags(no_follow()).open(path)?;
        if let Err(error) = file.set_permissions(Permissions::from_mode(0o600)) {
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        Ok(file)
    }

    /// Opens a regular file to add to its end; a link is not followed.
    ///
    /// # Errors
    /// As the system says.
    fn open_append(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().append(true).custom_flags(no_follow()).open(path)
    }

    /// Opens a regular file for reading; nothing else is waited for or followed.
    ///
    /// # Errors
    /// If it is missing, no regular file, larger than [`limits::JOURNAL_BYTES`], or cannot be opened.
    fn open(&self, path: &Path) -> Result<Source, ReadError> {
        let (file, _) = read::open(path, limits::JOURNAL_BYTES)?;
        let stamp = Stamp::of(&file.metadata().map_err(ReadError::Io)?);
        Ok(Source { reader: Box::new(file), stamp })
    }

    /// Writes some of the bytes and says how many.
    ///
    /// # Errors
    /// As the system says.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    /// Makes a file's content survive a power cut.
    ///
    /// # Errors
    /// As the system says. What was written before is in doubt from then on, also if a later call
    /// succeeds.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    /// Puts a file in the place of another.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    /// Gives a file a second name; fails if anything stands there.
    ///
    /// # Errors
    /// As the system says.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::hard_link(from, to)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    /// What stands at a path now; nothing if nothing does.
    ///
    /// # Errors
    /// As the system says.
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        match std::fs::symlink_metadata(path) {
            Ok(metadata) => Ok(Some(Stamp::of(&metadata))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What an open file looks like now.
    ///
    /// # Errors
    /// As the system says.
    fn stamp_of(&self, file: &File) -> io::Result<Stamp> {
        file.metadata().map(|metadata| Stamp::of(&metadata))
    }
}

/// The machine's own disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}

fn no_follow() -> i32 {
    (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed()
}

/// Writes all bytes.
pub(super) fn write_all(disk: &dyn Disk, file: &mut File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match disk.write(file, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Makes a folder and those above it, private and such that a power cut does not take them away.
pub(super) fn ensure_folder(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    ensure_folder(disk, parent)?;
    match disk.make_folder(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        result => result?,
    }
    disk.sync_folder(parent)
}

/// Says in a few words why a call failed, as the status line shows it. No path and no content.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let known = match error.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::NOSPC) => "disk full (ENOSPC)",
        Some(Errno::DQUOT) => "disk quota used up (EDQUOT)",
        Some(Errno::ROFS) => "read-only file system (EROFS)",
        Some(Errno::ACCESS) => "permission denied (EACCES)",
        Some(Errno::PERM) => "not permitted (EPERM)",
        Some(Errno::IO) => "disk error (EIO)",
        Some(Errno::NOENT) => "the folder is gone (ENOENT)",
        Some(Errno::NOTDIR | Errno::EXIST) => "a file stands where a folder should be",
        Some(Errno::FBIG) => "file too large for this disk (EFBIG)",
        Some(Errno::MFILE | Errno::NFILE) => "too many open files (EMFILE)",
        Some(Errno::STALE) => "the network drive is gone (ESTALE)",
        _ if error.kind() == io::ErrorKind::WriteZero => "disk full (nothing more could be written)",
        _ => return text::clean(&error.to_string()).into_owned(),
    };
    known.to_owned()
}
