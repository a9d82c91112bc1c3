//! How much of what is being entered is on disk, to be gone on with after a crash.
//!
//! The disk answers with the counter of a change, so that what is said here is known, never hoped.

/// How long keeping may take before the screen says that it is not done.
const SLOW_MS: u64 = 900;

/// What was changed, and how much of it the disk has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Counter of the last change.
    changes: u64,
    /// Counter of the last change that is on disk.
    kept: u64,
    /// Since when something waits to be kept.
    waiting_ms: Option<u64>,
    failing: Option<String>,
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

impl Keeping {
    /// Counts the changes on from one.
    #[must_use]
    pub fn since(change: u64) -> Self {
        Self { changes: change, kept: change, ..Self::default() }
    }

    /// Counter of the last change.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Takes note of a change, which waits to be kept.
    pub fn changed(&mut self, now_ms: u64) {
        self.changes += 1;
        self.waiting_ms.get_or_insert(now_ms);
    }

    /// Takes note that a change is on disk.
    pub fn kept(&mut self, change: u64, now_ms: u64) {
        self.kept = self.kept.max(change);
        self.failing = None;
        // The disk answers: what came after this change waits from now on.
        self.waiting_ms = (self.kept < self.changes).then_some(now_ms);
    }

    /// Takes note that keeping fails.
    pub fn fail(&mut self, why: String) {
        self.failing = Some(why);
    }

    /// How much is on disk of something that is changed.
    #[must_use]
    pub fn standing(&self, now_ms: u64) -> Standing {
        let Self { changes, kept, waiting_ms, failing } = self;
        let slow = waiting_ms.is_some_and(|since| now_ms.saturating_sub(since) >= SLOW_MS);
        match failing {
            _ if kept >= changes => Standing::Kept,
            Some(why) => Standing::NotKept(why.clone()),
            None if slow => Standing::NotKept("the disk is slow".to_owned()),
            None => Standing::Keeping,
        }
    }

    /// When the standing would change by itself, in milliseconds.
    #[must_use]
    pub fn next_change_ms(&self, now_ms: u64) -> Option<u64> {
        let since = self.waiting_ms.filter(|_| self.standing(now_ms) == Standing::Keeping)?;
        Some((since + SLOW_MS).saturating_sub(now_ms).max(1))
    }
}
