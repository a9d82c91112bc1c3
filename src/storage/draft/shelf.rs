//! Keeping a journal that is no longer in use. Nothing is deleted and nothing is written over.

use std::io;
use std::path::PathBuf;

use rustix::io::Errno;

use super::disk::{self, Disk};
use super::names::{self, Shelf};
use crate::storage::archive::Paths;

/// How a journal gets on a shelf.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// By a second name; the caller replaces the first one, so that there is no moment without it.
    Copy,
    /// The first name goes.
    Move,
}

/// Puts the file at a journal's place on a shelf, never over another file, and returns where.
pub(super) fn set_aside(disk: &dyn Disk, paths: &Paths, id: &str, shelf: Shelf, how: Aside) -> io::Result<PathBuf> {
    let from = names::journal(paths, id);
    let Some(found) = disk.stamp(&from)? else { return Err(io::ErrorKind::NotFound.into()) };
    disk::ensure_folder(disk, &shelf.folder(paths))?;
    for place in shelf.places(paths, id) {
        match disk.stamp(&place)? {
            // An earlier try got this far.
            Some(there) if there.same_file(&found) => {}
            Some(_) => continue,
            None => match disk.link(&from, &place) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) if has_no_links(&error) => {
                    disk.rename(&from, &place)?;
                    disk.sync_folder(&shelf.folder(paths))?;
                    disk.sync_folder(&paths.drafts())?;
                    return Ok(place);
                }
                Err(error) => return Err(error),
            },
        }
        disk.sync_folder(&shelf.folder(paths))?;
        if how == Aside::Move {
            disk.remove(&from)?;
            disk.sync_folder(&paths.drafts())?;
        }
        return Ok(place);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whether a second name was refused for good: folders and some file systems have none.
fn has_no_links(error: &io::Error) -> bool {
    matches!(
        error.raw_os_error().map(Errno::from_raw_os_error),
        Some(Errno::PERM | Errno::OPNOTSUPP | Errno::NOSYS | Errno::MLINK)
    )
}
