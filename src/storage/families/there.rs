//! What lies in a family's folder already.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::storage::wire::rubric::LevelFile;
use crate::storage::{json, read};

/// A file that is a level.
pub(super) struct Found {
    pub path: PathBuf,
    pub digest: String,
    pub bytes: Vec<u8>,
    pub file: LevelFile,
}

/// Everything in a folder.
#[derive(Default)]
pub(super) struct Present {
    folder: PathBuf,
    /// Names of everything, hidden or not.
    names: Vec<String>,
    levels: Vec<Found>,
    /// Files that ought to be levels and cannot be read as such.
    unreadable: Vec<PathBuf>,
}

impl Present {
    /// Looks into a folder; one that does not exist holds nothing.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let mut present = Self { folder: folder.to_owned(), ..Self::default() };
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(present),
            entries => entries?,
        };
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_json = path.extension().is_some_and(|extension| extension == "json");
            if is_json && !name.starts_with('.') && !path.is_dir() {
                match level(&path) {
                    Some(found) => present.levels.push(found),
                    None => present.unreadable.push(path),
                }
            }
            present.names.push(name);
        }
        present.levels.sort_by(|a, b| a.path.cmp(&b.path));
        present.unreadable.sort();
        Ok(present)
    }

    /// Whether there is no folder, or nothing in it.
    pub(super) fn is_empty_folder(&self) -> bool {
        self.names.is_empty()
    }

    /// The file of a level.
    pub(super) fn level(&self, id: &str) -> Option<&Found> {
        self.levels.iter().find(|found| found.file.level == id)
    }

    /// The files that should be levels and are not among `ours`.
    pub(super) fn others(&self, ours: impl Fn(&Found) -> bool) -> impl Iterator<Item = &Path> {
        let strange = self.levels.iter().filter(move |found| !ours(found)).map(|found| found.path.as_path());
        strange.chain(self.unreadable.iter().map(PathBuf::as_path))
    }

    /// A place for a new level's file, beside what is there and what is `planned` to be.
    pub(super) fn free_name<'p>(&self, level: &str, planned: impl Iterator<Item = &'p Path> + Clone) -> PathBuf {
        let planned = planned.filter_map(Path::file_name).map(std::ffi::OsStr::to_string_lossy);
        // A file system that ignores case would take two names for one.
        let taken = |name: &str| {
            let file = format!("{name}.json");
            self.names.iter().any(|there| there.eq_ignore_ascii_case(&file))
                || planned.clone().any(|planned| planned.eq_ignore_ascii_case(&file))
        };
        self.folder.join(format!("{}.json", crate::domain::adapt::names::unique(level, taken)))
    }
}

fn level(path: &Path) -> Option<Found> {
    let bytes = read::file(path).ok()?;
    let value = json::parse(&bytes).ok()?;
    Some(Found { path: path.to_owned(), digest: json::digest(&value), file: json::typed(&value).ok()?, bytes })
}
