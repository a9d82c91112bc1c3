//! Whole files: a reader sees the old file or the new one, never a part, and "written" means that it
//! survives a power cut.
//!
//! A file is made beside its place, under a name of its own, synced, moved into place, and then its
//! folder is synced. Files are 0600 and folders 0700 from the moment they exist, whatever the umask.

use std::fs::{self, DirBuilder, File, Metadata, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use tempfile::{NamedTempFile, TempDir};

const TEMP_PREFIX: &str = ".assay-";
const TEMP_SUFFIX: &str = ".tmp";

/// Writes a new file. The folder has to exist.
///
/// # Errors
/// With [`io::ErrorKind::AlreadyExists`] if the file is there; it stays as it is. Any error of the
/// disk: then there is no such file, or it is whole and only its folder could not be synced.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    place_new(path, bytes)?;
    sync_folder(folder_of(path))
}

/// As [`write_new`], but a power cut may still take the name away: [`sync_folder`] has to follow.
///
/// # Errors
/// As [`write_new`]; after any error there is no such file, or it is another's.
pub fn place_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temp = write_beside(folder_of(path), bytes)?;
    temp.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file in the place of the one that may be there, through a new file.
///
/// # Errors
/// Any error of the disk: the old file or the new one is there, whole.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let temp = write_beside(folder, bytes)?;
    temp.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// A file that is whole and synced beside its place, and not in it yet. Dropping it leaves nothing behind.
#[derive(Debug)]
pub struct Staged {
    temp: NamedTempFile,
    path: PathBuf,
}

/// Writes a file beside its place, so that several can be put in place once all of them are written. The
/// folder has to exist.
///
/// # Errors
/// Any error of the disk; nothing is left behind then.
pub fn stage(path: &Path, bytes: &[u8]) -> io::Result<Staged> {
    Ok(Staged { temp: write_beside(folder_of(path), bytes)?, path: path.to_owned() })
}

impl Staged {
    /// Puts the file in its place, over the one that may be there. [`sync_folder`] has to follow.
    ///
    /// # Errors
    /// Any error of the disk; the place is as it was then.
    pub fn put(self) -> io::Result<()> {
        self.temp.persist(self.path).map(drop).map_err(|error| error.error)
    }

    /// Puts the file in its place unless one is there. [`sync_folder`] has to follow.
    ///
    /// # Errors
    /// As [`Staged::put`]; with [`io::ErrorKind::AlreadyExists`] if a file is there.
    pub fn put_new(self) -> io::Result<()> {
        self.temp.persist_noclobber(self.path).map(drop).map_err(|error| error.error)
    }
}

/// A folder that is made beside its place. Dropping it before it is put there removes it.
#[derive(Debug)]
pub struct StagedFolder {
    temp: TempDir,
    /// Tells a sweep that this is no leftover.
    _lock: Option<File>,
}

/// Makes an empty folder, private to the user, beside the place where it is to be put.
///
/// # Errors
/// Any error of the disk.
pub fn folder_beside(place: &Path) -> io::Result<StagedFolder> {
    let mut builder = tempfile::Builder::new();
    let private = Permissions::from_mode(0o700);
    let temp = builder.prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).permissions(private).tempdir_in(folder_of(place))?;
    // File systems without locks do without.
    let lock = File::open(temp.path()).ok().filter(|folder| folder.try_lock().is_ok());
    Ok(StagedFolder { temp, _lock: lock })
}

impl StagedFolder {
    /// Where it is for now.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.temp.path()
    }

    /// Puts the folder in its place, where nothing or an empty folder may be, and syncs the name.
    ///
    /// # Errors
    /// Any error of the disk; unless only the sync failed, the place is as it was.
    pub fn put(self, place: &Path) -> io::Result<()> {
        fs::rename(self.temp.path(), place)?;
        // It is no leftover any more.
        let _ = self.temp.keep();
        sync_folder(folder_of(place))
    }
}

/// Moves a file into a folder as `<stem>-<n>.json` with the first number that is free, and returns where.
/// The folder is made if it has to be. The folder it came from is not synced.
///
/// # Errors
/// Any error of the disk; the file is in one of the two places then.
pub fn move_numbered(from: &Path, folder: &Path, stem: &str) -> io::Result<PathBuf> {
    private_dir(folder)?;
    let to = (1_u32..=u32::MAX)
        .map(|number| folder.join(format!("{stem}-{number}.json")))
        .find_map(|to| match move_new(from, &to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            result => Some(result.map(|()| to)),
        })
        .ok_or(io::ErrorKind::AlreadyExists)??;
    sync_folder(folder)?;
    Ok(to)
}

/// Writes a new file into a folder as `<stem>-<n>.json` with the first number that is free, and returns
/// where. The folder is made if it has to be.
///
/// # Errors
/// Any error of the disk.
pub fn write_numbered(bytes: &[u8], folder: &Path, stem: &str) -> io::Result<PathBuf> {
    private_dir(folder)?;
    (1_u32..=u32::MAX)
        .map(|number| folder.join(format!("{stem}-{number}.json")))
        .find_map(|to| match write_new(&to, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            result => Some(result.map(|()| to)),
        })
        .ok_or(io::ErrorKind::AlreadyExists)?
}

/// Moves a file, never over another.
fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => Err(error),
        // Folders and some file systems have no second names.
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Makes a folder and its missing parents, private to the user, and syncs where they are named.
/// Folders that exist keep their mode.
///
/// # Errors
/// If a folder cannot be made, or something else has its name.
pub fn private_dir(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = folder_of(path);
    if parent != path && !parent.as_os_str().is_empty() {
        private_dir(parent)?;
    }
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => return Ok(()),
        Err(error) => return Err(error),
    }
    // A umask can only have taken too much away.
    fs::set_permissions(path, Permissions::from_mode(0o700))?;
    sync_folder(parent)
}

/// Syncs the names in a folder, without which a power cut loses files that were written.
///
/// # Errors
/// Any error of the disk.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    File::open(path)?.sync_all()
}

/// Removes what a crash left half-written in a folder. Files that someone is writing are locked and
/// stay; errors are left for the next time, because leftovers do no harm.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(TEMP_PREFIX) && name.ends_with(TEMP_SUFFIX));
        let Ok(kind) = entry.file_type() else { continue };
        // Opening anything else could hang, or lead elsewhere.
        let plain = kind.is_file() || kind.is_dir();
        if !ours || !plain || !File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            continue;
        }
        let _ = if kind.is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) };
    }
}

/// What a file would look like that was made in a folder now; nothing stays of it. Its times are the
/// file system's own, which may not be this computer's.
///
/// # Errors
/// If no file can be made there.
pub fn probe(folder: &Path) -> io::Result<Metadata> {
    let temp = tempfile::Builder::new().prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).make_in(folder, create)?;
    temp.as_file().metadata()
}

fn write_beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut temp = tempfile::Builder::new().prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).make_in(folder, create)?;
    // The file's own error says why; the wrapper's adds a path that the status line has no room for.
    temp.as_file_mut().write_all(bytes)?;
    temp.as_file().sync_all()?;
    Ok(temp)
}

fn create(path: &Path) -> io::Result<File> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR;
    let file = File::from(rustix::fs::open(path, flags, mode)?);
    if let Err(error) = rustix::fs::fchmod(&file, mode) {
        let _ = fs::remove_file(path);
        return Err(error.into());
    }
    // The lock tells a sweep that this is no leftover; file systems without locks do without.
    let _ = file.try_lock();
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it was just made").permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_never_replaces_another() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.json");
        write_new(&path, b"one").expect("there is room");
        let error = write_new(&path, b"two").expect_err("it is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("readable"), b"one");
        replace(&path, b"three").expect("there is room");
        assert_eq!(fs::read(&path).expect("readable"), b"three");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn files_and_folders_are_private() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let deep = folder.path().join("x/y/z");
        private_dir(&deep).expect("there is room");
        write_new(&deep.join("a"), b"").expect("there is room");
        assert_eq!([mode(&deep), mode(&folder.path().join("x")), mode(&deep.join("a"))], [0o700, 0o700, 0o600]);
    }

    #[test]
    fn only_our_own_leftovers_are_swept() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let busy = write_beside(folder.path(), b"someone is writing this").expect("there is room");
        fs::write(folder.path().join(".assay-dead.tmp"), b"half a ca").expect("there is room");
        fs::write(folder.path().join("notes.tmp"), b"not ours").expect("there is room");
        sweep(folder.path());
        let mut left: Vec<_> = fs::read_dir(folder.path()).expect("readable").flatten().map(|e| e.path()).collect();
        left.sort();
        let mut expected = vec![busy.path().to_owned(), folder.path().join("notes.tmp")];
        expected.sort();
        assert_eq!(left, expected);
    }
}
