//! The index: what lists show of each card, kept in one file so that a list of ten thousand cards
//! need not read ten thousand files.
//!
//! The files are the truth and the index may be deleted at any time. A line of it counts only while
//! its card's file looks as it did when it was read; whatever is damaged, foreign, of another version
//! or absurd is read anew from the cards. Nothing is decided by it: opening, checking and comparing
//! cards read the files. Which files there are, the folders say and never the index.
//!
//! ```text
//! {"format":"assay.index/1","made_by":"0.1.0","digest":"sha256:…"}
//! ana-ruiz/0192f3c4-….json<tab>{"size":30334,…,"card":{…}}
//! ```

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::Metadata;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::archive::{Paths, Seen};
use super::read::{self, Look};
use super::write;
use entry::EntryFile;

mod entry;

const FORMAT: &str = "assay.index/1";

/// What a card is judged to be can change with the program, so another version reads anew.
const MADE_BY: &str = env!("CARGO_PKG_VERSION");

/// Largest index that is read or written: some sixty thousand cards. Beyond it lists are slow, not
/// wrong.
const MOST_BYTES: u64 = 32_000_000;

/// Longest line that is kept. A card with more wrong than fits is read each time.
const LONGEST_LINE: usize = 16_000;

/// Seconds that a file has to be left alone before its look counts: within the shortest time that a
/// file system tells apart (two seconds on some) a change could leave it looking the same.
pub(super) const AT_REST: i64 = 2;

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderFile {
    format: String,
    made_by: String,
    /// Of everything after the first line.
    digest: String,
}

/// The text of the index file, and where its lines begin.
#[derive(Default)]
pub(super) struct Text {
    whole: String,
    lines: usize,
}

/// The index as it was found, each line still as it is written.
pub(super) struct Index<'t> {
    root: Option<String>,
    lines: HashMap<&'t str, &'t str>,
}

/// The text of the index; empty where there is none that can be used.
pub(super) fn load(paths: &Paths) -> Text {
    let bytes =
        read::open(&paths.index(), MOST_BYTES).and_then(|(mut file, size)| read::rest(&mut file, size, MOST_BYTES));
    bytes.ok().and_then(vouched_for).unwrap_or_default()
}

/// The text, if its first line vouches for the others.
fn vouched_for(bytes: Vec<u8>) -> Option<Text> {
    let whole = String::from_utf8(bytes).ok()?;
    let (first, lines) = whole.split_once('\n')?;
    let header: HeaderFile = serde_json::from_str(first).ok()?;
    let sound = header.format == FORMAT && header.made_by == MADE_BY && header.digest == digest(lines);
    let lines = first.len() + 1;
    sound.then_some(Text { whole, lines })
}

impl<'t> Index<'t> {
    /// Sorts the lines by the file they are about.
    pub(super) fn of(paths: &Paths, text: &'t Text) -> Self {
        let lines = text.whole[text.lines..].lines().filter_map(|line| line.split_once('\t'));
        Self { root: root(paths), lines: lines.filter(|(_, line)| line.len() <= LONGEST_LINE).collect() }
    }

    /// How many files it knows.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// What is known of a card's file, and the line it is known from; nothing unless the file looked
    /// the same as it does now.
    pub(super) fn look_up(&self, file: &Path, look: &Look) -> Option<(Seen, &'t str)> {
        let line = *self.lines.get(key(self.root.as_ref()?, file)?)?;
        Some((EntryFile::read(line, file, look)?, line))
    }
}

/// What a file looks like by its metadata; nothing if it is no regular file, for those are not read.
pub(super) fn look(metadata: io::Result<Metadata>) -> Option<Look> {
    metadata.ok().filter(Metadata::is_file).map(|metadata| Look::of(&metadata))
}

/// The time by the file system's own clock, in seconds; nothing where no index could be written.
pub(super) fn now(paths: &Paths) -> Option<i64> {
    let probe = write::probe(&paths.data).ok()?;
    Some(Look::of(&probe).changed.0)
}

/// A line about a card's file that was read at `now` or later; nothing if it cannot be relied on.
pub(super) fn line(seen: &Seen, look: &Look, now: i64, at_rest: i64) -> Option<String> {
    if look.changed.0.saturating_add(at_rest) >= now {
        return None;
    }
    let line = serde_json::to_string(&EntryFile::new(seen, look)).ok()?;
    (line.len() <= LONGEST_LINE).then_some(line)
}

/// Writes the index anew. It is a convenience, so a disk that cannot take it is no trouble.
pub(super) fn save<'l>(paths: &Paths, lines: impl Iterator<Item = (&'l Path, &'l str)>) {
    let Some(root) = root(paths) else { return };
    let mut text = String::new();
    for (file, line) in lines {
        if let Some(key) = key(&root, file) {
            text.extend([key, "\t", line, "\n"]);
        }
    }
    let header = HeaderFile { format: FORMAT.to_owned(), made_by: MADE_BY.to_owned(), digest: digest(&text) };
    let Ok(mut whole) = serde_json::to_string(&header) else { return };
    whole.extend(["\n", &text]);
    if whole.len() as u64 <= MOST_BYTES {
        let _ = write::replace(&paths.index(), whole.as_bytes());
    }
}

/// What the path of every card begins with; nothing for a folder whose name is no text.
fn root(paths: &Paths) -> Option<String> {
    Some(format!("{}/", paths.scorecards().to_str()?))
}

/// The name of a card's file in the index: folder and file. Names that would break a line are left
/// out of it.
fn key<'p>(root: &str, file: &'p Path) -> Option<&'p str> {
    let key = file.to_str()?.strip_prefix(root)?;
    (!key.contains(['\t', '\n', '\r'])).then_some(key)
}

fn digest(lines: &str) -> String {
    let mut out = "sha256:".to_owned();
    for byte in Sha256::digest(lines.as_bytes()) {
        write!(out, "{byte:02x}").expect("writing to a text cannot fail");
    }
    out
}

#[cfg(test)]
mod tests;
