//! The scoring screen: what is listed, what is selected, and what each command would do.
//!
//! [`Scoring::decide`] says what a command would do, without doing it: availability and behaviour
//! have one answer, so the footer shows just what works. [`Scoring::carry_out`] does it.

mod rows;
#[cfg(test)]
pub(in crate::app) mod tests;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use super::detail::{self, First};
use super::keymap::Command;
use super::layout::{self, Arrangement, Panes, Regions};
use super::message::Now;
use super::prose::Line;
use super::session::Session;
use crate::domain::guide::{Worth, words};
use crate::domain::interview::{Event, Recorded};
use crate::domain::rating::{Answer, Basis, Rating};
use crate::text;
pub use rows::{Filter, Row, Whereabouts};

/// The scoring screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Scoring {
    /// The interview.
    pub session: Session,
    /// The selected row.
    pub cursor: Row,
    /// First visible row.
    pub offset: usize,
    /// Which criteria are listed.
    pub filter: Filter,
    /// What was last searched for.
    pub last_search: String,
    /// First visible line of the detail.
    pub detail_scroll: usize,
    /// Whether the detail puts questions before anchors.
    pub ask_first: bool,
    /// Whether the detail is shown where only one pane fits.
    pub detail_only: bool,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Whether the guide is shown.
    pub guided: bool,
    /// What it is shown for.
    pub mode: Mode,
    folded: HashSet<(usize, Option<usize>)>,
    rows: Vec<Row>,
    /// The page of the shown criterion: wrapping it is most of what a key costs, so it is made when
    /// it is looked at, once for all keys that came together.
    page: Page,
}

/// What a list of criteria is shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Somebody is interviewed.
    Rating,
    /// A saved card is read: nothing can be recorded.
    Reading,
    /// A rubric is looked at as the interviewer will see it: there is nobody to record anything of.
    Preview,
}

/// Lines that follow from the rest of the screen. They are no state of their own, so two screens are
/// equal whether or not somebody has looked.
#[derive(Clone, Debug, Default)]
struct Page(OnceCell<Vec<Line>>);

impl PartialEq for Page {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What a command would do on this screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Record events.
    Record(Vec<Event>),
    /// Record events and select a row.
    RecordAndGo(Vec<Event>, Option<usize>),
    /// Select a row.
    Go(Row),
    /// Fold or unfold a level or section.
    Fold(usize, Option<usize>),
    /// List other criteria.
    Filter(Filter),
    /// Show the detail from another line.
    Scroll(usize),
    /// Put questions first, or anchors.
    AskFirst(bool),
    /// Show the guide, or hide it.
    Guided(bool),
    /// Show the other pane.
    DetailOnly(bool),
    /// Open something over the screen.
    Open(Opening),
}

/// What can be opened over the scoring screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The note editor on a criterion.
    Note(usize),
    /// The search line.
    Search,
    /// Why this grade.
    Why,
    /// Where the time went.
    Time,
    /// Trying other ratings.
    WhatIf,
    /// Attest the selected section.
    Attest,
    /// Summary and submit.
    Summary,
    /// Help.
    Help,
    /// The command palette.
    Palette,
}

impl Scoring {
    /// Opens the screen on the first criterion that is not rated, focus first.
    #[must_use]
    pub fn new(session: Session, size: (u16, u16)) -> Self {
        let mut scoring = Self {
            session,
            cursor: Row::Criterion(0),
            offset: 0,
            filter: Filter::All,
            last_search: String::new(),
            detail_scroll: 0,
            ask_first: false,
            detail_only: false,
            size,
            guided: true,
            mode: Mode::Rating,
            folded: HashSet::new(),
            rows: Vec::new(),
            page: Page::default(),
        };
        scoring.relist();
        let order = scoring.order();
        let open = |i: &&usize| scoring.session.interview.mark(**i).answer.is_none();
        let focused = |i: &&usize| scoring.session.interview.criterion_in_focus(**i);
        let first =
            order.iter().filter(focused).find(open).or_else(|| order.iter().find(open)).or_else(|| order.first());
        scoring.cursor = Row::Criterion(first.copied().unwrap_or(0));
        scoring.settle();
        scoring
    }

    /// Opens a saved card on its first criterion.
    #[must_use]
    pub fn reading(session: Session, size: (u16, u16)) -> Self {
        let mut scoring = Self { mode: Mode::Reading, ..Self::new(session, size) };
        scoring.go_to(scoring.order()[0]);
        scoring
    }

    /// Opens a rubric as the interviewer will see it, with nothing to record.
    #[must_use]
    pub fn previewing(session: Session, size: (u16, u16)) -> Self {
        let mut scoring = Self { mode: Mode::Preview, ..Self::reading(session, size) };
        scoring.turn_page();
        scoring
    }

    /// The listed rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Index of the selected row in the list.
    #[must_use]
    pub fn cursor_index(&self) -> usize {
        self.rows.iter().position(|row| *row == self.cursor).unwrap_or(0)
    }

    /// Whether a row is the selected one.
    #[must_use]
    pub fn is_selected(&self, row: Row) -> bool {
        self.cursor == row
    }

    /// The selected criterion; nothing while a folded group is selected.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        match self.cursor {
            Row::Criterion(index) => Some(index),
            Row::Level(_) | Row::Section(..) => None,
        }
    }

    /// Whether a criterion is selected that has no answer.
    #[must_use]
    pub fn is_unrated(&self) -> bool {
        self.selected().is_some_and(|index| self.session.interview.mark(index).answer.is_none())
    }

    /// The criterion whose detail is shown: the selected one, or the first of a folded group.
    #[must_use]
    pub fn shown(&self) -> usize {
        match self.cursor {
            Row::Criterion(index) => index,
            Row::Section(level, section) => self.session.interview.rubric().section_range(level, section).start,
            Row::Level(level) => self.session.interview.rubric().section_range(level, 0).start,
        }
    }

    /// Whether a level or section is folded.
    #[must_use]
    pub fn is_folded(&self, level: usize, section: Option<usize>) -> bool {
        self.folded.contains(&(level, section))
    }

    /// The regions at this size; nothing where the terminal is too small.
    #[must_use]
    pub fn layout(&self) -> Option<(Regions, Panes)> {
        let regions = layout::regions(self.size.0, self.size.1)?;
        Some((regions, layout::panes(&regions, self.detail_only)))
    }

    /// The page of the shown criterion.
    #[must_use]
    pub fn page(&self) -> &[Line] {
        self.page.0.get_or_init(|| {
            // Two columns stay free for the signs that say there is more, where no divider has room.
            let width = self.layout().map_or(0, |(regions, panes)| match regions.arrangement {
                Arrangement::Stacked => panes.detail.width,
                Arrangement::Wide | Arrangement::Single => panes.detail.width.saturating_sub(2),
            });
            if width == 0 {
                return Vec::new();
            }
            let (interview, now) = (&self.session.interview, &self.session.recommendation);
            let first = match (self.mode == Mode::Reading, self.ask_first) {
                (_, true) => First::Questions,
                (true, false) => First::Record,
                (false, false) => First::Anchors,
            };
            let shown = self.shown();
            // What decides is said on the grade line; what does not is said with the criterion itself.
            let guide = self.worth(shown).filter(|worth| matches!(worth, Worth::ByCredit { .. } | Worth::CannotChange));
            let guide = guide.and_then(|_| words::line(interview.rubric(), now, &self.session.guide, shown));
            detail::criterion(interview, now, shown, usize::from(width), first, guide.as_ref())
        })
    }

    /// Has the page of the shown criterion made anew.
    pub fn turn_page(&mut self) {
        self.page = Page::default();
    }

    /// How far the detail can be scrolled at this size.
    fn detail_room(&self) -> usize {
        let height = self.layout().map_or(0, |(_, panes)| panes.detail.height);
        self.page().len().saturating_sub(usize::from(height))
    }

    /// What a command would do now; nothing where it would do nothing.
    #[must_use]
    pub fn decide(&self, command: Command) -> Option<Act> {
        let interview = &self.session.interview;
        let records = matches!(
            command,
            Command::Rate(_)
                | Command::NoData
                | Command::Clear
                | Command::Flag
                | Command::Note
                | Command::Attest
                | Command::Stretch
                | Command::Undo
                | Command::Redo
                | Command::Clock
                | Command::Summary
        );
        if self.mode != Mode::Rating && records {
            return None;
        }
        match command {
            Command::Rate(rating) => self.answer(Answer::Rated(rating)),
            Command::NoData => self.answer(Answer::NoData),
            Command::Clear => {
                let index = self.selected().filter(|&i| interview.mark(i).answer.is_some())?;
                Some(Act::Record(vec![Event::Cleared { criterion: self.id(index) }]))
            }
            Command::Flag => {
                let index = self.selected()?;
                Some(Act::Record(vec![Event::Flagged {
                    criterion: self.id(index),
                    on: !interview.mark(index).flagged,
                }]))
            }
            Command::Note => match self.cursor {
                Row::Criterion(index) => Some(Act::Open(Opening::Note(index))),
                Row::Section(level, section) => Some(Act::Fold(level, Some(section))),
                Row::Level(level) => Some(Act::Fold(level, None)),
            },
            Command::Attest => self.unrated_in_section().first().map(|_| Act::Open(Opening::Attest)),
            Command::Stretch => {
                let level = Arc::clone(self.session.next_above()?);
                Some(Act::RecordAndGo(vec![Event::Stretched { level }], Some(interview.rubric().len())))
            }
            Command::Undo => {
                interview.can_undo().then(|| Act::RecordAndGo(vec![Event::Undone], interview.undo_target()))
            }
            Command::Redo => {
                interview.can_redo().then(|| Act::RecordAndGo(vec![Event::Redone], interview.redo_target()))
            }
            Command::Clock if interview.start().amends.is_some() => None,
            Command::Clock if interview.clock_running() => Some(Act::Record(vec![Event::ClockPaused])),
            Command::Clock => Some(Act::Record(vec![Event::ClockStarted])),
            Command::Fold => {
                let (level, section) = self.group();
                Some(Act::Fold(level, section))
            }
            Command::FoldLevel => Some(Act::Fold(self.group().0, None)),
            Command::Filter => {
                let next = self.next_filter();
                (next != self.filter).then_some(Act::Filter(next))
            }
            Command::Ask => Some(Act::AskFirst(!self.ask_first)),
            Command::Guide => (self.mode == Mode::Rating).then_some(Act::Guided(!self.guided)),
            Command::Pane => {
                let single = self.layout().is_some_and(|(regions, _)| regions.arrangement == Arrangement::Single);
                single.then_some(Act::DetailOnly(!self.detail_only))
            }
            Command::DetailDown => {
                let room = self.detail_room();
                (self.detail_scroll < room).then(|| Act::Scroll((self.detail_scroll + self.detail_step()).min(room)))
            }
            Command::DetailUp => {
                (self.detail_scroll > 0).then(|| Act::Scroll(self.detail_scroll.saturating_sub(self.detail_step())))
            }
            Command::Search => Some(Act::Open(Opening::Search)),
            Command::Why => Some(Act::Open(Opening::Why)),
            Command::WhatIf => (self.mode != Mode::Preview).then_some(Act::Open(Opening::WhatIf)),
            Command::Time => {
                (self.mode == Mode::Rating && interview.start().amends.is_none()).then_some(Act::Open(Opening::Time))
            }
            Command::Summary => Some(Act::Open(Opening::Summary)),
            Command::Help => Some(Act::Open(Opening::Help)),
            Command::Palette => Some(Act::Open(Opening::Palette)),
            _ => self.target(command).filter(|row| *row != self.cursor).map(Act::Go),
        }
    }

    /// Does what was decided, as far as it is a matter of this screen. Returns what goes to the
    /// journal.
    pub fn carry_out(&mut self, act: &Act, now: Now) -> Vec<Recorded> {
        let mut recorded = Vec::new();
        match act {
            Act::Record(events) => recorded = self.session.record(now, events.clone()),
            Act::RecordAndGo(events, index) => {
                recorded = self.session.record(now, events.clone());
                self.relist();
                if let Some(index) = index.filter(|&i| i < self.session.interview.rubric().len()) {
                    self.go_to(index);
                }
            }
            Act::Go(Row::Criterion(index)) if !self.rows.contains(&Row::Criterion(*index)) => self.go_to(*index),
            Act::Go(row) => self.cursor = *row,
            Act::Fold(level, section) => self.toggle_fold(*level, *section),
            Act::Filter(filter) => self.filter = *filter,
            Act::Scroll(line) => self.detail_scroll = *line,
            Act::AskFirst(on) => {
                self.ask_first = *on;
                self.detail_scroll = 0;
            }
            Act::Guided(on) => self.guided = *on,
            Act::DetailOnly(on) => self.detail_only = *on,
            Act::Open(_) => {}
        }
        if matches!(act, Act::Go(_) | Act::RecordAndGo(..)) {
            self.detail_scroll = 0;
        }
        if !matches!(act, Act::Go(_) | Act::Scroll(_)) || self.filter != Filter::All {
            self.relist();
        }
        self.settle();
        recorded
    }

    /// Selects a criterion, wherever it is: unfolds and unfilters as needed.
    pub fn go_to(&mut self, index: usize) {
        let place = self.session.interview.rubric().place(index);
        self.folded.remove(&(place.level, None));
        self.folded.remove(&(place.level, Some(place.section)));
        if !self.passes(index) {
            self.filter = Filter::All;
        }
        self.cursor = Row::Criterion(index);
        self.detail_scroll = 0;
        self.relist();
        self.settle();
    }

    /// Takes a new size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.settle();
    }

    /// The criteria of the selected section that are not rated.
    #[must_use]
    pub fn unrated_in_section(&self) -> Vec<usize> {
        let interview = &self.session.interview;
        let place = interview.rubric().place(self.shown());
        interview
            .rubric()
            .section_range(place.level, place.section)
            .filter(|&i| interview.mark(i).answer.is_none())
            .collect()
    }

    /// The criterion nearest to `from` in list order that matches a search, `forward` or back.
    #[must_use]
    pub fn find(&self, words: &str, from: usize, forward: bool, include_from: bool) -> Option<usize> {
        let words = words.to_lowercase();
        let order = self.order();
        let start = order.iter().position(|&i| i == from)?;
        let n = order.len();
        (usize::from(!include_from)..=n)
            .map(|step| if forward { (start + step) % n } else { (start + n - step % n) % n })
            .map(|at| order[at])
            .find(|&i| self.searched(i).any(|text| text.to_lowercase().contains(&words)))
    }

    /// Every text of a criterion that a search looks into, the interviewer's own note included.
    fn searched(&self, index: usize) -> impl Iterator<Item = &str> {
        let criterion = self.session.interview.rubric().criterion(index);
        let questions = criterion.questions.iter().flat_map(|q| std::iter::once(&q.ask).chain(&q.probes));
        [&criterion.title, &criterion.statement, &criterion.id, &self.session.interview.mark(index).note]
            .into_iter()
            .chain(&criterion.anchors)
            .chain(&criterion.look_for)
            .chain(questions)
            .map(String::as_str)
    }

    /// How many criteria match a search.
    #[must_use]
    pub fn count(&self, words: &str) -> usize {
        let words = words.to_lowercase();
        (0..self.session.interview.rubric().len())
            .filter(|&i| self.searched(i).any(|text| text.to_lowercase().contains(&words)))
            .count()
    }

    fn answer(&self, answer: Answer) -> Option<Act> {
        let interview = &self.session.interview;
        let Some(index) = self.selected() else {
            // Nobody sees what a folded group would rate, so the key opens it and rates nothing.
            return Some(Act::Go(Row::Criterion(self.shown())));
        };
        let mark = interview.mark(index);
        if mark.answer == Some(answer) && mark.basis == Some(Basis::Interview) {
            return None;
        }
        let mut events = Vec::with_capacity(2);
        if self.session.rating_starts_clock() {
            events.push(Event::ClockStarted);
        }
        events.push(Event::Rated { criterion: self.id(index), answer, basis: Basis::Interview });
        Some(Act::Record(events))
    }

    /// The row that a command moves to.
    fn target(&self, command: Command) -> Option<Row> {
        let height = self.layout().map_or(1, |(_, panes)| usize::from(panes.list.height).max(1));
        let at = self.cursor_index();
        let selectable = |i: &usize| self.is_selectable(self.rows[*i]);
        let row = match command {
            Command::Down => (at + 1..self.rows.len()).find(selectable),
            Command::Up => (0..at).rev().find(selectable),
            Command::PageDown => (at + 1..self.rows.len()).filter(selectable).take_while(|i| *i <= at + height).last(),
            Command::PageUp => (0..at).rev().filter(selectable).take_while(|i| *i + height >= at).last(),
            Command::First => (0..self.rows.len()).find(selectable),
            Command::Last => (0..self.rows.len()).rev().find(selectable),
            Command::NextSection => {
                let group = self.group();
                (at + 1..self.rows.len()).find(|i| selectable(i) && self.group_of(self.rows[*i]) != group)
            }
            Command::PreviousSection => {
                let group = self.group();
                let other = (0..at).rev().find(|i| selectable(i) && self.group_of(self.rows[*i]) != group)?;
                let group = self.group_of(self.rows[other]);
                (0..=other)
                    .rev()
                    .take_while(|i| !selectable(i) || self.group_of(self.rows[*i]) == group)
                    .filter(selectable)
                    .last()
            }
            Command::NextUnrated | Command::PreviousUnrated => {
                return self.open_from(command == Command::NextUnrated).map(Row::Criterion);
            }
            Command::Decisive => return self.decisive().map(Row::Criterion),
            _ => None,
        };
        row.map(|i| self.rows[i])
    }

    /// The next or previous criterion without an answer, in list order, from the selected one round.
    fn open_from(&self, forward: bool) -> Option<usize> {
        let order: Vec<usize> = self.order();
        let from = order.iter().position(|&i| i == self.shown())?;
        let n = order.len();
        (1..n)
            .map(|step| if forward { (from + step) % n } else { (from + n - step) % n })
            .map(|at| order[at])
            .find(|&i| self.session.interview.mark(i).answer.is_none() && self.in_filter(i))
    }

    /// What is best asked next: the criterion that decides most per minute, in focus first, and what was
    /// asked without a usable answer only when nothing else is left.
    #[must_use]
    pub fn decisive(&self) -> Option<usize> {
        let interview = &self.session.interview;
        let in_focus = |i: usize| interview.criterion_in_focus(i);
        let guide = &self.session.guide;
        guide.next(in_focus, |i| interview.mark(i).answer.is_none()).or_else(|| guide.next(in_focus, |_| true))
    }

    /// What asking a criterion is worth, where the guide is shown.
    #[must_use]
    pub fn worth(&self, index: usize) -> Option<Worth> {
        (self.guided && self.mode == Mode::Rating).then(|| self.session.guide.worth(index))
    }

    /// What the guide says of a level that cannot be reached any more, in so many columns.
    #[must_use]
    pub fn stops_asking(&self, level: usize, columns: usize) -> Option<String> {
        let (guide, rubric) = (&self.session.guide, self.session.interview.rubric());
        if self.worth(0).is_none() || !guide.unreachable().contains(&level) {
            return None;
        }
        if guide.order().iter().any(|&i| rubric.place(i).level == level) {
            return Some("ask only for credit".to_owned());
        }
        let words = format!("stop asking {}", rubric.levels()[level].label());
        Some(if text::width(&words) <= columns { words } else { "stop asking".to_owned() })
    }

    /// What the guide says in one line of so many columns; nothing where it is hidden.
    #[must_use]
    pub fn guide_line(&self, columns: usize) -> Option<String> {
        self.worth(0)?;
        let (session, rubric) = (&self.session, self.session.interview.rubric());
        let guide = &session.guide;
        let fitting = |line: words::Line| if text::width(&line.full) <= columns { line.full } else { line.short };
        if let Some(settled) = words::settled(rubric, guide) {
            return Some(fitting(settled));
        }
        let next = self.decisive()?;
        let line = words::line(rubric, &session.recommendation, guide, next)?;
        // Levels have sections of one name.
        let level = rubric.place(next).level;
        let of = if level + 1 < rubric.levels().len() {
            format!("{} ", rubric.levels()[level].label())
        } else {
            String::new()
        };
        let next = fitting(words::Line { full: format!("{of}{}", line.full), short: format!("{of}{}", line.short) });
        let stop = words::unreachable(rubric, guide).map(|line| format!("{next} · {}", line.short));
        Some(stop.filter(|both| text::width(both) <= columns).unwrap_or(next))
    }

    fn detail_step(&self) -> usize {
        self.layout().map_or(1, |(_, panes)| (usize::from(panes.detail.height) * 2 / 3).max(1))
    }

    fn id(&self, index: usize) -> String {
        self.session.interview.rubric().criterion(index).id.clone()
    }

    /// Keeps cursor and scroll where they can be.
    fn settle(&mut self) {
        if !self.rows.contains(&self.cursor) || !self.is_selectable(self.cursor) {
            self.cursor = self.nearest().unwrap_or_else(|| {
                // The filter fits nothing any more.
                self.filter = Filter::All;
                self.relist();
                self.nearest().unwrap_or(Row::Criterion(0))
            });
        }
        if let Some((_, panes)) = self.layout() {
            let height = usize::from(panes.list.height);
            if height > 0 {
                self.offset = layout::follow(self.offset, self.cursor_index(), height, self.rows.len());
            }
        }
        self.turn_page();
        if self.detail_scroll > 0 {
            self.detail_scroll = self.detail_scroll.min(self.detail_room());
        }
    }

    /// Answers a click on a row of the list: selects it, or folds and unfolds a heading.
    #[must_use]
    pub fn click_row(&self, line: usize) -> Option<Act> {
        match *self.rows.get(self.offset + line)? {
            row @ Row::Criterion(_) => Some(Act::Go(row)),
            Row::Section(level, section) => Some(Act::Fold(level, Some(section))),
            Row::Level(level) => Some(Act::Fold(level, None)),
        }
    }

    /// Answers a click on a line of the detail: an anchor rates.
    #[must_use]
    pub fn click_detail(&self, line: usize) -> Option<Act> {
        let rating: Rating = self.page().get(self.detail_scroll + line)?.rates?;
        self.decide(Command::Rate(rating))
    }
}
