//! How much of what was changed is on disk, as the user saved it or to be gone on with, and what else the
//! disk was asked to do with it.

use super::Adapting;
use crate::app::keeping::Standing;

/// Something that the disk was asked to do with the whole family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Put it into the user's folder.
    Save {
        /// Whether it is left once that is done.
        leaves: bool,
    },
    /// Keep the last changes; it is left once they are kept.
    Keep,
    /// Put the work on it aside.
    GiveUp,
}

impl Errand {
    /// What is told to whoever wants something else meanwhile.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Save { .. } => "the family is being saved",
            Self::Keep => "your changes are being kept",
            Self::GiveUp => "the changes are being given up",
        }
    }
}

impl Adapting {
    /// Takes note that a change is on disk.
    pub fn kept(&mut self, change: u64, now_ms: u64) {
        self.keeping.kept(change, now_ms);
    }

    /// Takes note that keeping fails.
    pub fn keep_failing(&mut self, why: String) {
        self.keeping.fail(why);
    }

    /// How much is on disk.
    #[must_use]
    pub fn standing(&self, now_ms: u64) -> Standing {
        if self.work.is_changed() { self.keeping.standing(now_ms) } else { Standing::Saved }
    }

    /// When what the footer says would change by itself, in milliseconds.
    #[must_use]
    pub fn next_change_ms(&self, now_ms: u64) -> Option<u64> {
        self.keeping.next_change_ms(now_ms).filter(|_| self.work.is_changed())
    }
}
