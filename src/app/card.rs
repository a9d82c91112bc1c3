//! A saved card on the screen: the scoring screen again, with nothing on it that could be changed.

use super::message::{Now, SavedCard};
use super::prose::{Line, Tone, flow};
use super::scoring::Scoring;
use super::session::Session;

/// A saved card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its file.
    pub file: String,
    /// The list and the detail.
    pub scoring: Scoring,
    /// When it was submitted.
    pub submitted_at: String,
    /// What is wrong with the file although it could be read.
    pub marks: Vec<String>,
    /// The whole card as a report, line by line.
    pub report: Vec<String>,
}

impl Card {
    /// Shows a card that was read.
    #[must_use]
    pub fn new(file: String, saved: SavedCard, size: (u16, u16), now: Now) -> Self {
        let SavedCard { interview, submitted_at, marks, report } = saved;
        let session = Session::new(interview, Vec::new(), None, now);
        Self { file, scoring: Scoring::reading(session, size), submitted_at, marks, report }
    }

    /// Whether a person is the one who rated here.
    #[must_use]
    pub fn is_by(&self, person: &str) -> bool {
        self.scoring.session.interview.start().interviewer == person
    }

    /// The whole card as a page: what is wrong with it first.
    #[must_use]
    pub fn page(&self, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        flow(&mut lines, Line::new().word(Tone::Muted, "File: "), Tone::Muted, &self.file, columns);
        lines.push(Line::new());
        lines.extend(self.report.iter().map(|line| Line::of(Tone::Plain, line)));
        lines
    }
}
