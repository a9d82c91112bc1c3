//! How much of what was changed is on disk: to be gone on with after a crash, or as the user saved it.

use super::Adapting;

/// How long keeping may take before the screen says that it is not done.
const SLOW_MS: u64 = 900;

/// How much of what was changed is on disk, to be gone on with after a crash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keeping {
    /// Counter of the last change.
    pub(super) changes: u64,
    /// Counter of the last change that is on disk.
    kept: u64,
    /// Since when something waits to be kept.
    pub(super) waiting_ms: Option<u64>,
    failing: Option<String>,
}

/// Something that the disk was asked to do with the whole family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Put it into the user's folder.
    Save {
        /// Whether it is left once that is done.
        leaves: bool,
    },
    /// Put the work on it aside.
    GiveUp,
}

impl Errand {
    /// What is told to whoever wants something else meanwhile.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Save { .. } => "the family is being saved",
            Self::GiveUp => "the changes are being given up",
        }
    }
}

impl Keeping {
    /// Counts the changes on from one.
    pub(super) fn since(change: u64) -> Self {
        Self { changes: change, kept: change, ..Self::default() }
    }
}

/// How much is on disk, as the footer says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is as it was read or saved.
    Saved,
    /// There are changes, and all of them are kept.
    Kept,
    /// Changes are on their way to the disk.
    Keeping,
    /// Changes are not on disk, and why.
    NotKept(String),
}

impl Adapting {
    /// Takes note that a change is on disk.
    pub fn kept(&mut self, change: u64, now_ms: u64) {
        self.keeping.kept = self.keeping.kept.max(change);
        self.keeping.failing = None;
        // The disk answers: what came after this change waits from now on.
        self.keeping.waiting_ms = (self.keeping.kept < self.keeping.changes).then_some(now_ms);
    }

    /// Takes note that keeping fails.
    pub fn keep_failing(&mut self, why: String) {
        self.keeping.failing = Some(why);
    }

    /// How much is on disk.
    #[must_use]
    pub fn standing(&self, now_ms: u64) -> Standing {
        let Keeping { changes, kept, waiting_ms, failing } = &self.keeping;
        let slow = waiting_ms.is_some_and(|since| now_ms.saturating_sub(since) >= SLOW_MS);
        match failing {
            _ if !self.work.is_changed() => Standing::Saved,
            _ if kept >= changes => Standing::Kept,
            Some(why) => Standing::NotKept(why.clone()),
            None if slow => Standing::NotKept("the disk is slow".to_owned()),
            None => Standing::Keeping,
        }
    }

    /// When what the footer says would change by itself, in milliseconds.
    #[must_use]
    pub fn next_change_ms(&self, now_ms: u64) -> Option<u64> {
        let since = self.keeping.waiting_ms.filter(|_| self.standing(now_ms) == Standing::Keeping)?;
        Some((since + SLOW_MS).saturating_sub(now_ms).max(1))
    }
}
