//! Practice: a short interview to read, its criteria to rate blind, and what an expert gave them.
//!
//! Nothing of the key is on any page before an interview is compared.

use super::keeping::{Keeping, Standing};
use super::keymap::Command;
use super::layout::{self, Arrangement, Reading, Regions};
use super::prose::Line;
use crate::domain::practice::{Exercise, Session};
use crate::domain::rating::Rating;

mod page;

pub use page::tone_of;

/// What is told to whoever rates while a new round begins.
pub const RESTARTING: &str = "a new round begins in a moment";

/// Lines that the wheel scrolls.
pub const WHEEL: usize = 3;

/// The screen of practice.
#[derive(Clone, Debug, Default)]
pub struct Practice {
    /// The exercises, and what was answered.
    pub session: Session,
    /// The exercise on the screen, by its index; the summary stands behind the last.
    pub at: usize,
    /// The selected criterion.
    pub selected: usize,
    /// First visible line of what was said, or of the summary.
    pub scroll: usize,
    /// First visible line of the criterion.
    pub detail_scroll: usize,
    /// Whether the criterion is shown where only one pane fits.
    pub detail_only: bool,
    /// How much of what is answered is on disk.
    pub keeping: Keeping,
    /// Whether it is left once what is answered is on disk.
    pub leaving: bool,
    /// Whether the round is being put aside for a new one.
    pub restarting: bool,
    /// When starting afresh was asked for, to be asked for again.
    pub afresh_ms: Option<u64>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

impl Practice {
    /// Opens at the first exercise that is not compared, or at the summary if all are.
    #[must_use]
    pub fn new(session: Session, size: (u16, u16)) -> Self {
        let mut practice = Self { session, size, ..Self::default() };
        let all = practice.session.exercises().len();
        practice.go_to((0..all).find(|&at| !practice.session.is_compared(at)).unwrap_or(all));
        practice
    }

    /// The exercise on the screen; nothing on the summary.
    #[must_use]
    pub fn exercise(&self) -> Option<&Exercise> {
        self.session.exercises().get(self.at)
    }

    /// Criteria of the exercise on the screen.
    #[must_use]
    pub fn count(&self) -> usize {
        self.exercise().map_or(0, |exercise| exercise.key.len())
    }

    /// How much of what is answered is on disk.
    #[must_use]
    pub fn standing(&self, now_ms: u64) -> Standing {
        if self.keeping.changes() == 0 { Standing::Saved } else { self.keeping.standing(now_ms) }
    }

    /// Where everything is; nothing where the terminal is too small.
    #[must_use]
    pub fn layout(&self) -> Option<(Regions, Reading)> {
        let regions = layout::regions(self.size.0, self.size.1)?;
        Some((regions, layout::reading(&regions, self.exercise().map(|exercise| exercise.key.len()), self.detail_only)))
    }

    /// Shows an exercise from its beginning, at the first criterion that is not answered.
    pub fn go_to(&mut self, at: usize) {
        self.at = at.min(self.session.exercises().len());
        self.selected = self.session.missing(self.at).first().copied().unwrap_or(0);
        (self.scroll, self.detail_scroll, self.detail_only) = (0, 0, false);
    }

    /// Shows a criterion.
    pub fn select(&mut self, item: usize) {
        let item = item.min(self.count().saturating_sub(1));
        if item != self.selected {
            (self.selected, self.detail_scroll) = (item, 0);
        }
    }

    /// The next or previous criterion that is not answered, round the end.
    #[must_use]
    pub fn open_one(&self, forward: bool) -> Option<usize> {
        let missing = self.session.missing(self.at);
        if forward {
            missing.iter().find(|&&item| item > self.selected).or(missing.first()).copied()
        } else {
            missing.iter().rfind(|&&item| item < self.selected).or(missing.last()).copied()
        }
    }

    /// Where Enter leads once an exercise is compared, and from the summary: to the next that is not, round
    /// the end, else to the summary.
    #[must_use]
    pub fn next_place(&self) -> usize {
        let all = self.session.exercises().len();
        let order = (self.at + 1..all).chain(0..self.at.min(all));
        order.into_iter().find(|&at| !self.session.is_compared(at)).unwrap_or(all)
    }

    /// What was said, or the summary, at the width that it has.
    #[must_use]
    pub fn text(&self) -> Vec<Line> {
        let columns = self.layout().map_or(0, |(_, reading)| reading.text.width.saturating_sub(2));
        match (columns, self.exercise()) {
            (0, _) => Vec::new(),
            (columns, Some(exercise)) => self.transcript(exercise, usize::from(columns)),
            (columns, None) => self.summary(usize::from(columns)),
        }
    }

    /// The selected criterion, at the width that it has.
    #[must_use]
    pub fn detail(&self) -> Vec<Line> {
        let Some((regions, reading)) = self.layout() else { return Vec::new() };
        let columns = usize::from(reading.detail.width.saturating_sub(2));
        if columns == 0 { Vec::new() } else { self.criterion(columns, regions.arrangement != Arrangement::Stacked) }
    }

    /// How far the text can be scrolled at this size.
    #[must_use]
    pub fn room(&self) -> usize {
        let height = self.layout().map_or(0, |(_, reading)| reading.text.height);
        if height == 0 { 0 } else { self.text().len().saturating_sub(usize::from(height)) }
    }

    /// How far the criterion can be scrolled at this size.
    #[must_use]
    pub fn detail_room(&self) -> usize {
        let height = self.layout().map_or(0, |(_, reading)| reading.detail.height);
        if height == 0 { 0 } else { self.detail().len().saturating_sub(usize::from(height)) }
    }

    /// Scrolls the text by so many lines.
    pub fn scroll_by(&mut self, down: bool, lines: usize) {
        let to = if down { self.scroll + lines } else { self.scroll.saturating_sub(lines) };
        self.scroll = to.min(self.room());
    }

    /// Scrolls the criterion by so many lines.
    pub fn scroll_detail_by(&mut self, down: bool, lines: usize) {
        let to = if down { self.detail_scroll + lines } else { self.detail_scroll.saturating_sub(lines) };
        self.detail_scroll = to.min(self.detail_room());
    }

    /// Lines of a page of the text: a line of the one before stays in view.
    #[must_use]
    pub fn page_lines(&self) -> usize {
        self.layout().map_or(1, |(_, reading)| usize::from(reading.text.height).saturating_sub(1).max(1))
    }

    /// Lines of a good part of the criterion.
    #[must_use]
    pub fn detail_lines(&self) -> usize {
        self.layout().map_or(1, |(_, reading)| (usize::from(reading.detail.height) * 2 / 3).max(1))
    }

    /// The rating that a click on a line of the criterion gives.
    #[must_use]
    pub fn rating_at(&self, line: usize) -> Option<Rating> {
        let lines = self.detail();
        let height = self.layout().map_or(0, |(_, reading)| usize::from(reading.detail.height));
        lines.get(self.detail_scroll.min(lines.len().saturating_sub(height)) + line)?.rates
    }

    /// Keeps scrolls where they can be.
    pub fn settle(&mut self) {
        if self.scroll > 0 {
            self.scroll = self.scroll.min(self.room());
        }
        if self.detail_scroll > 0 {
            self.detail_scroll = self.detail_scroll.min(self.detail_room());
        }
    }

    /// Whether a command would do something now.
    #[must_use]
    pub fn works(&self, command: Command) -> bool {
        let reads = self.exercise().is_some();
        let open = reads && !self.session.is_compared(self.at);
        let single = self.layout().is_some_and(|(regions, _)| regions.arrangement == Arrangement::Single);
        match command {
            Command::Rate(_) | Command::NoData => open,
            Command::Clear => open && self.session.answer(self.at, self.selected).is_some(),
            Command::NextUnrated | Command::PreviousUnrated => self.open_one(true).is_some(),
            Command::First | Command::Last | Command::NextSection | Command::Summary => reads,
            Command::Pane => reads && single,
            Command::Accept => self.next_place() != self.at,
            Command::Down => reads || self.scroll < self.room(),
            Command::Up => reads || self.scroll > 0,
            Command::PageDown => self.scroll < self.room() || (single && self.detail_scroll < self.detail_room()),
            Command::PageUp => self.scroll > 0 || (single && self.detail_scroll > 0),
            Command::DetailDown => self.detail_scroll < self.detail_room(),
            Command::DetailUp => self.detail_scroll > 0,
            Command::PreviousSection => self.at > 0,
            Command::New => !self.session.round().is_blank(),
            _ => true,
        }
    }
}
