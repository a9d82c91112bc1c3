//! Names of the files around a draft. Nothing is read or written here.

use std::path::PathBuf;

use crate::domain::rubric::is_id;
use crate::storage::archive::{Paths, folder_name};

const JOURNAL: &str = ".ndjson";
const TEMPORARY: &str = ".tmp";

/// The journal of a draft.
pub(super) fn journal(paths: &Paths, id: &str) -> PathBuf {
    paths.drafts().join(format!("{id}{JOURNAL}"))
}

/// The lock of a draft.
pub(super) fn lock(paths: &Paths, id: &str) -> PathBuf {
    paths.drafts().join(format!("{id}.lock"))
}

/// A new version of a journal before it is whole.
pub(super) fn temporary(paths: &Paths, id: &str, number: u32) -> PathBuf {
    paths.drafts().join(format!(".{id}.{number}{TEMPORARY}"))
}

/// Where journals are kept that are no longer in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shelf {
    /// With a line that could not be used.
    Damaged,
    /// Written by another program while ours was open.
    Conflict,
    /// Of submitted interviews.
    Retired,
}

impl Shelf {
    pub(super) fn folder(self, paths: &Paths) -> PathBuf {
        paths.drafts().join(match self {
            Self::Damaged => "damaged",
            Self::Conflict => "conflict",
            Self::Retired => "retired",
        })
    }

    /// The places for a journal, best first, without end.
    pub(super) fn places(self, paths: &Paths, id: &str) -> impl Iterator<Item = PathBuf> {
        let folder = self.folder(paths);
        let plain = (self == Self::Retired).then(|| folder.join(format!("{id}{JOURNAL}")));
        let id = id.to_owned();
        plain.into_iter().chain((1_u32..).map(move |number| folder.join(format!("{id}-{number}{JOURNAL}"))))
    }
}

/// The card that a draft becomes.
pub(super) fn card(paths: &Paths, id: &str, candidate: &str) -> PathBuf {
    paths.scorecards().join(folder_name(candidate)).join(format!("{id}.json"))
}

/// What is wrong with a journal that holds another interview than its name says.
pub(super) fn mismatch(id: &str) -> String {
    if is_id(id) {
        format!("holds the interview {id}; rename it to {id}{JOURNAL} to open it")
    } else {
        "holds an interview whose id cannot be a file name".to_owned()
    }
}

/// What a file in the drafts folder is, by its name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// The journal of the draft with this id.
    Journal(&'a str),
    /// A leftover of the draft with this id.
    Temporary(&'a str),
    /// Looks like a journal but is not named like one of ours.
    Stranger,
    /// Nothing that concerns drafts.
    Other,
}

pub(super) fn kind(name: &str) -> Kind<'_> {
    if let Some(id) = name.strip_suffix(JOURNAL) {
        return if is_id(id) { Kind::Journal(id) } else { Kind::Stranger };
    }
    let temporary = name
        .strip_prefix('.')
        .and_then(|rest| rest.strip_suffix(TEMPORARY))
        .and_then(|rest| rest.rsplit_once('.'))
        .filter(|(id, number)| is_id(id) && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    temporary.map_or(Kind::Other, |(id, _)| Kind::Temporary(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn files_are_known_by_their_names() {
        let paths = Paths { data: "d".into(), config: "c".into() };
        let name = |path: PathBuf| path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        assert_eq!(kind(&name(journal(&paths, "0192-a"))), Kind::Journal("0192-a"));
        assert_eq!(kind(&name(temporary(&paths, "0192-a", 12))), Kind::Temporary("0192-a"));
        assert_eq!(kind(&name(lock(&paths, "0192-a"))), Kind::Other);
        assert_eq!(kind("0192-a (conflicted copy).ndjson"), Kind::Stranger);
        for other in [".x.tmp", ".x..tmp", ".x.1a.tmp", "x.1.tmp", ".-x.1.tmp", "x.ndjson~", ".assay-abc.tmp"] {
            assert_eq!(kind(other), Kind::Other, "{other}");
        }
    }

    #[test]
    fn places_on_a_shelf_never_run_out() {
        let paths = Paths { data: "d".into(), config: "c".into() };
        let retired: Vec<PathBuf> = Shelf::Retired.places(&paths, "x").take(2).collect();
        assert_eq!(retired, [Path::new("d/drafts/retired/x.ndjson"), Path::new("d/drafts/retired/x-1.ndjson")]);
        assert_eq!(Shelf::Damaged.places(&paths, "x").nth(1), Some("d/drafts/damaged/x-2.ndjson".into()));
    }
}
