//! What is on disk: file formats, the catalogue of rubrics, and the archive of cards.
//!
//! The only room, beside `runtime` and `cli`, that touches the disk. It reads no environment and no
//! clock: folders and times come in as arguments. Formats are plain records in [`wire`], converted
//! to and from the domain's types, whose constructors check them. Nothing here prints.
#![expect(clippy::disallowed_methods, reason = "storage is the room that touches the disk")]

use std::fmt;
use std::path::{Path, PathBuf};

use crate::text;

pub mod adapting;
pub mod archive;
pub mod candidates;
pub mod card;
pub mod catalog;
pub mod deciding;
pub mod decision;
pub mod draft;
pub mod export;
pub mod families;
mod fields;
mod index;
pub mod json;
mod kept;
pub mod lock;
pub mod many;
pub mod notes;
pub mod plan;
pub mod pool;
pub mod practice;
pub mod practising;
pub mod read;
pub mod regrade;
pub mod remembered;
mod sealed;
pub mod settings;
pub mod sketching;
pub mod verify;
pub mod wire;
pub mod write;

#[cfg(test)]
#[path = "../tests/stage/cards.rs"]
mod stage;

/// What is wrong with a file, where in it, and which file. Safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The file or folder.
    pub file: PathBuf,
    /// JSON path in it; empty for the whole file.
    pub path: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl FileProblem {
    /// Makes a problem of texts that may come from data.
    #[must_use]
    pub fn new(file: &Path, path: &str, message: &str) -> Self {
        Self { file: file.to_owned(), path: told(path), message: told(message) }
    }
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", shown(&self.file))?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

/// A text that may come from data, as a message may hold it: clean, and no longer than a person reads.
fn told(message: &str) -> String {
    const LONGEST: usize = 1_500;
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text::clean(&message[..end])),
        None => text::clean(message).into_owned(),
    }
}

/// A path as it may be printed.
#[must_use]
pub fn shown(path: &Path) -> String {
    text::clean(&path.to_string_lossy()).into_owned()
}
