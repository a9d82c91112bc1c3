//! Where the time of an interview went: how long each criterion took, by the interview's own clock.
//!
//! People talk about a criterion and then record it. So the time since the last recorded thing belongs to
//! the criterion that is answered, flagged or noted next. Going back to one that has its answer is a
//! correction: the time goes on belonging to whatever is answered after it. Time that ends with something
//! else, a takeaway or an attested section, belongs to no criterion.

use std::ops::Range;

/// Time spent on each criterion, in milliseconds of the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pace {
    spent: Vec<u64>,
    counted: u64,
    last: Option<usize>,
}

/// What an event says about the time before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A criterion, and whether it had its answer before.
    Criterion(usize, bool),
    /// Something else that takes time of its own.
    Elsewhere,
    /// Nothing.
    Nothing,
}

impl Pace {
    /// Nothing spent yet on so many criteria, with the clock at `active_ms`.
    pub(super) fn new(criteria: usize, active_ms: u64) -> Self {
        Self { spent: vec![0; criteria], counted: active_ms, last: None }
    }

    /// Counts the time up to `active_ms`.
    pub(super) fn count(&mut self, about: About, active_ms: u64) {
        match about {
            About::Criterion(index, answered) if !answered || self.last == Some(index) => {
                self.spent[index] += self.since(active_ms);
                self.last = Some(index);
            }
            About::Elsewhere => self.last = None,
            About::Criterion(..) | About::Nothing => return,
        }
        self.counted = self.counted.max(active_ms);
    }

    /// Time since something was last counted.
    pub(super) fn since(&self, active_ms: u64) -> u64 {
        active_ms.saturating_sub(self.counted)
    }

    /// Follows the rubric where a level is put on top or taken off.
    pub(super) fn resize(&mut self, criteria: usize) {
        self.spent.resize(criteria, 0);
        self.last = self.last.filter(|&last| last < criteria);
    }

    /// Time spent on these criteria.
    pub(super) fn spent(&self, criteria: Range<usize>) -> u64 {
        self.spent[criteria].iter().sum()
    }
}
