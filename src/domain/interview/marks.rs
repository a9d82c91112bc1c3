//! What is known of each criterion, and how many of each kind there are.

use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::time::Moment;

/// What is known of one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The answer; nothing while it was not asked.
    pub answer: Option<Answer>,
    /// What the answer rests on.
    pub basis: Option<Basis>,
    /// The note.
    pub note: String,
    /// When it was last answered.
    pub rated_at: Option<Moment>,
    /// How often an answer was changed or cleared after the first.
    pub changes: u32,
    /// Whether the interviewer wants to come back to it.
    pub flagged: bool,
}

impl Mark {
    pub(super) fn answered(&mut self, answer: Answer, basis: Basis, at: Moment) {
        if self.answer.is_some_and(|before| before != answer) {
            self.changes = self.changes.saturating_add(1);
        }
        self.answer = Some(answer);
        self.basis = Some(basis);
        self.rated_at = Some(at);
    }

    pub(super) fn cleared(&mut self) {
        if self.answer.take().is_some() {
            self.changes = self.changes.saturating_add(1);
        }
        self.basis = None;
        self.rated_at = None;
    }

    /// Whether there is a note that says something.
    #[must_use]
    pub fn has_note(&self) -> bool {
        !self.note.trim().is_empty()
    }

    /// The rating, if it was rated.
    #[must_use]
    pub fn rating(&self) -> Option<Rating> {
        self.answer.and_then(Answer::rating)
    }
}

/// How many criteria are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rated 1 to 4.
    pub rated: usize,
    /// Asked without usable answer.
    pub no_data: usize,
    /// Not asked.
    pub open: usize,
    /// Marked to come back to.
    pub flagged: usize,
}

impl Tally {
    /// Counts a slice of marks.
    #[must_use]
    pub fn of(marks: &[Mark]) -> Self {
        let mut tally = Self::default();
        for mark in marks {
            match mark.answer {
                Some(Answer::Rated(_)) => tally.rated += 1,
                Some(Answer::NoData) => tally.no_data += 1,
                None => tally.open += 1,
            }
            tally.flagged += usize::from(mark.flagged);
        }
        tally
    }
}
