//! How far long work is: one line on the terminal, rewritten as it goes on and gone when it is done.
//!
//! Only where standard error is a terminal, and only for work that lasts: a line that flashes by tells
//! nobody anything. Ctrl-C ends the program as ever; nothing here holds it up.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;

use super::clock::Clock;

/// Work of fewer milliseconds is not told of.
const SHORT_MS: u64 = 300;
/// Milliseconds between two lines.
const PAUSE_MS: u64 = 100;

/// A line about the work that goes on. Dropping it clears the line.
#[derive(Debug)]
pub struct Meter {
    clock: Clock,
    line: Option<Mutex<Line>>,
}

impl Meter {
    /// Begins with what is done, such as `Reading cards`.
    #[must_use]
    pub fn new(what: &'static str) -> Self {
        let line = io::stderr().is_terminal().then(|| Mutex::new(Line { what, next_ms: SHORT_MS, width: 0 }));
        Self { clock: Clock::new(), line }
    }

    /// So much is done, of so much.
    pub fn at(&self, done: usize, of: usize) {
        // Another thread that is writing says much the same.
        if let Some(Ok(mut line)) = self.line.as_ref().map(Mutex::try_lock)
            && let Some(text) = line.told(self.clock.mono_ms(), done, of)
        {
            write(&text);
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if let Some(line) = self.line.take() {
            write(&line.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).cleared());
        }
    }
}

fn write(text: &str) {
    let mut errors = io::stderr().lock();
    // Nobody misses a line that cannot be written.
    let _ = errors.write_all(text.as_bytes()).and_then(|()| errors.flush());
}

/// What stands on the line, and when it may change.
#[derive(Debug)]
struct Line {
    what: &'static str,
    next_ms: u64,
    width: usize,
}

impl Line {
    /// What to write now, if anything.
    fn told(&mut self, now_ms: u64, done: usize, of: usize) -> Option<String> {
        if now_ms < self.next_ms {
            return None;
        }
        self.next_ms = now_ms + PAUSE_MS;
        let text = format!("{}: {done} of {of}", self.what);
        // Spaces rather than a sequence: every terminal knows them.
        let told = format!("\r{text:<width$}", width = self.width);
        self.width = text.len();
        Some(told)
    }

    /// What takes the line away.
    fn cleared(&self) -> String {
        if self.width == 0 { String::new() } else { format!("\r{:width$}\r", "", width = self.width) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_work_leaves_no_trace_and_long_work_one_line() {
        let mut line = Line { what: "Reading cards", next_ms: SHORT_MS, width: 0 };
        assert_eq!(line.told(SHORT_MS - 1, 16, 64), None);
        assert_eq!(line.cleared(), "");
        assert_eq!(line.told(SHORT_MS, 32, 64).as_deref(), Some("\rReading cards: 32 of 64"));
        assert_eq!(line.told(SHORT_MS + PAUSE_MS - 1, 48, 64), None, "not more often than can be read");
        assert_eq!(line.told(SHORT_MS + PAUSE_MS, 9, 64).as_deref(), Some("\rReading cards: 9 of 64 "), "shorter");
        assert_eq!(line.cleared(), format!("\r{}\r", " ".repeat("Reading cards: 9 of 64".len())));
    }
}
