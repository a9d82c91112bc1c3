//! Reports as files, where the user wants them: whole or absent, and private like everything else.
//!
//! The user names the place, so what is there already is somebody's work: it is replaced only where
//! that is asked for, and only if it is a plain file outside of the program's own folders.

use std::fs;
use std::io;
use std::path::Path;

use thiserror::Error;

use super::archive::Paths;
use super::{read, write};

/// Why a report was not written. The texts hold no path; whatever was there is as it was.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is such a file already.
    #[error("is there already; --force replaces it")]
    Exists,
    /// Something else than a regular file has the name.
    #[error("is {0}; only a regular file is replaced")]
    NotRegular(&'static str),
    /// The folder to write to does not exist.
    #[error("cannot be written: there is no such folder")]
    NoFolder,
    /// It is among the drafts or cards, whose files are never replaced.
    #[error("is among the program's own drafts and cards; choose another folder")]
    OwnFolder,
    /// The system could not write it.
    #[error("cannot be written: {0}")]
    Io(#[from] io::Error),
}

/// Writes a report with mode 0600; with `replace` in the place of a regular file that may be there.
///
/// # Errors
/// If something is in the way, or by the disk: then the old file or none is there, whole.
pub fn export(paths: &Paths, file: &Path, bytes: &[u8], replace: bool) -> Result<(), ExportError> {
    let folder = match file.parent() {
        None => return Err(ExportError::NotRegular("a folder")),
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
    };
    let folder = fs::canonicalize(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ExportError::NoFolder,
        _ => ExportError::Io(error),
    })?;
    if !folder.is_dir() {
        return Err(ExportError::NoFolder);
    }
    if fs::canonicalize(&paths.data).is_ok_and(|own| folder.starts_with(own)) {
        return Err(ExportError::OwnFolder);
    }
    if let Some(kind) = read::irregular(file) {
        return Err(ExportError::NotRegular(kind));
    }
    if replace {
        return Ok(write::replace(file, bytes)?);
    }
    write::write_new(file, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => ExportError::Exists,
        _ => ExportError::Io(error),
    })
}
