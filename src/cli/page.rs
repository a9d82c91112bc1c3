//! A page of advice for the terminal: lines that fit, and each reason once.

use std::collections::HashSet;

use crate::text::{clean, wrap};

/// Columns of the widest line that can be broken.
const COLUMNS: usize = 80;

/// What is printed so far.
#[derive(Default)]
pub(super) struct Page {
    pub(super) out: String,
    /// Reasons that stand above already.
    given: HashSet<String>,
}

impl Page {
    /// A text broken into lines, the first behind `first` and the others behind as many spaces.
    pub(super) fn lines(&mut self, first: &str, text: &str) {
        let indent = first.chars().count();
        for (index, line) in wrap(&clean(text), COLUMNS.saturating_sub(indent)).iter().enumerate() {
            let start = if index == 0 { first.to_owned() } else { " ".repeat(indent) };
            self.out.push_str(format!("{start}{line}").trim_end());
            self.out.push('\n');
        }
    }

    /// Why something is said and what to do instead, the first time that it is said.
    pub(super) fn reason(&mut self, why: &str, instead: &str) {
        if self.given.insert(format!("{why}{instead}")) {
            self.lines("          why: ", why);
            self.lines("          do: ", instead);
        }
    }
}
