//! The panel screen: everyone's ratings side by side, what they come to, and what to talk about.
//!
//! Levels and sections are always listed with their arithmetic; of the criteria, by default, those
//! that matter: contested, decisive, or keeping the next level from being proved.

use std::collections::HashSet;

use ratatui::layout::Rect;

use super::layout::{self, Panes, Regions};
use super::message::{Decided, PanelOpen};
use super::prose::Line;
use super::scoring::Row;
use crate::domain::candidate::same_person;
use crate::domain::panel::{Contest, Panel, Ruling, Why};
use crate::domain::rating::{Answer, Rating};
use crate::text;

mod pages;

/// Rows over the list: the agenda, and the names over their columns.
pub const HEADS: u16 = 2;
/// Columns of the consensus.
pub const CONSENSUS_COLUMNS: u16 = 6;
/// Columns that a title keeps whatever the number of interviewers.
const TITLE_COLUMNS: u16 = 26;

/// The panel of one candidate.
#[derive(Clone, Debug)]
pub struct PanelView {
    /// Everyone's cards and what they come to.
    pub panel: Panel,
    /// The panel's own decisions, newest first.
    pub decisions: Vec<Decided>,
    /// What else lies in the folder and could not be used.
    pub problems: Vec<String>,
    /// Whether somebody looks who has not handed in their own card yet.
    pub revealed: bool,
    /// What was entered of a decision that is not recorded yet.
    pub kept: Option<Ruling>,
    /// The selected row.
    pub cursor: Row,
    /// The selected interviewer's index.
    pub member: usize,
    /// First visible row.
    pub offset: usize,
    /// First visible line of the detail.
    pub detail_scroll: usize,
    /// Whether every criterion is listed.
    pub all: bool,
    /// Whether the detail is shown where only one pane fits.
    pub detail_only: bool,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// First visible interviewer.
    pub first_member: usize,
    /// For each interviewer who amended their card, the panel as it was before.
    before: Vec<Option<Panel>>,
    names: Vec<String>,
    rows: Vec<Row>,
    blocking: HashSet<usize>,
}

impl PanelView {
    /// Opens the panel on the first item of its agenda.
    #[must_use]
    pub fn new(open: PanelOpen, size: (u16, u16)) -> Self {
        let PanelOpen { panel, decisions, problems, revealed, kept } = open;
        let names = short_names(panel.members().iter().map(crate::domain::panel::Member::interviewer));
        let mut view = Self {
            blocking: blocking(&panel),
            before: (0..panel.members().len()).map(|member| panel.before(member)).collect(),
            cursor: Row::Level(panel.rubric().levels().len() - 1),
            panel,
            decisions,
            problems,
            revealed,
            kept,
            member: 0,
            offset: 0,
            detail_scroll: 0,
            all: false,
            detail_only: false,
            size,
            first_member: 0,
            names,
            rows: Vec::new(),
        };
        view.relist();
        if let Some(first) = view.panel.agenda().first().map(|contest| contest.criterion) {
            view.cursor = Row::Criterion(first);
        }
        view.settle();
        view
    }

    /// Takes a newer reading, and keeps the place.
    pub fn read_again(&mut self, open: PanelOpen) {
        let (cursor, all, member) = (self.cursor, self.all, self.member);
        *self = Self { all, ..Self::new(open, self.size) };
        self.member = member.min(self.panel.members().len() - 1);
        self.relist();
        if self.rows.contains(&cursor) {
            self.cursor = cursor;
        }
        self.settle();
    }

    /// The listed rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The names over the columns, short and told apart.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Index of the selected row in the list.
    #[must_use]
    pub fn cursor_index(&self) -> usize {
        self.rows.iter().position(|row| *row == self.cursor).unwrap_or(0)
    }

    /// How many interviews are not submitted, and how many files are missing that should count.
    #[must_use]
    pub fn missing(&self) -> (usize, usize) {
        let is_draft = |why: &Why| matches!(why, Why::Draft);
        // What was replaced or copied is there, in another file.
        let told = |why: &Why| matches!(why, Why::Superseded { .. } | Why::Copy { .. } | Why::Older { .. });
        let left_out = self.panel.left_out();
        let drafts = left_out.iter().filter(|file| is_draft(&file.why)).count();
        (drafts, left_out.iter().filter(|file| !is_draft(&file.why) && !told(&file.why)).count())
    }

    /// What is missing in a few words, and whether it should have counted.
    #[must_use]
    pub fn missing_words(&self) -> Option<(String, bool)> {
        let (drafts, files) = self.missing();
        let outstanding = format!("{drafts} outstanding");
        let left_out = if files == 1 { "1 file left out".to_owned() } else { format!("{files} files left out") };
        match (drafts, files) {
            (0, 0) => None,
            (_, 0) => Some((outstanding, false)),
            (0, _) => Some((format!("! {left_out}"), true)),
            _ => Some((format!("! {left_out}, {outstanding}"), true)),
        }
    }

    /// The contest about a criterion, if its ratings differ.
    #[must_use]
    pub fn contest(&self, criterion: usize) -> Option<&Contest> {
        self.panel.contested().iter().find(|contest| contest.criterion == criterion)
    }

    /// How many items of the agenda decide, and how many are only contested.
    #[must_use]
    pub fn agenda_counts(&self) -> (usize, usize) {
        let decisive = self.panel.decisive().count();
        (decisive, self.panel.contested().len() - decisive)
    }

    /// What an interviewer said of a criterion before they amended their card, if that was something
    /// else; the inner nothing is not asked.
    #[must_use]
    pub fn was(&self, criterion: usize, member: usize) -> Option<Option<Answer>> {
        let before = self.before.get(member)?.as_ref()?;
        let name = self.panel.members()[member].interviewer();
        let then = before.members().iter().position(|member| same_person(member.interviewer(), name))?;
        let at = before.rubric().index_of(&self.panel.rubric().criterion(criterion).id)?;
        let was = before.cell(at, then).map(|entry| entry.answer);
        (was != self.panel.cell(criterion, member).map(|entry| entry.answer)).then_some(was)
    }

    /// The regions at this size; nothing where the terminal is too small.
    #[must_use]
    pub fn layout(&self) -> Option<(Regions, Panes)> {
        let regions = layout::regions(self.size.0, self.size.1)?;
        let mut panes = layout::panes(&regions, self.detail_only);
        if !panes.list.is_empty() {
            let heads = HEADS.min(panes.list.height.saturating_sub(1));
            panes.list.y += heads;
            panes.list.height -= heads;
        }
        Some((regions, panes))
    }

    /// Columns of one interviewer in a list of this width.
    #[must_use]
    pub fn member_columns(&self, width: u16) -> u16 {
        let room = width.saturating_sub(TITLE_COLUMNS + CONSENSUS_COLUMNS);
        let members = u16::try_from(self.panel.members().len()).unwrap_or(u16::MAX);
        if members.saturating_mul(6) <= room { 6 } else { 4 }
    }

    /// How many interviewers a list of this width shows side by side.
    #[must_use]
    pub fn members_shown(&self, width: u16) -> usize {
        let room = width.saturating_sub(TITLE_COLUMNS.min(width / 2) + CONSENSUS_COLUMNS);
        usize::from(room / self.member_columns(width)).clamp(1, self.panel.members().len())
    }

    /// The columns of the interviewers that are shown, each with its place in a row of the list; the
    /// consensus stands right of them.
    pub fn columns(&self, row: Rect) -> impl Iterator<Item = (usize, Rect)> + use<> {
        let width = self.member_columns(row.width);
        let shown = self.members_shown(row.width);
        let right = row.right().saturating_sub(CONSENSUS_COLUMNS);
        let first = self.first_member;
        (0..shown).filter_map(move |place| {
            let from_right = u16::try_from(shown - place).ok()?;
            Some((first + place, Rect { x: right.saturating_sub(from_right * width), width, ..row }))
        })
    }

    /// The interviewer whose column is at this place.
    #[must_use]
    pub fn member_at(&self, list: Rect, x: u16) -> Option<usize> {
        self.columns(list).find(|(_, column)| (column.left()..column.right()).contains(&x)).map(|(member, _)| member)
    }

    /// Selects a row by its index in the list, as far as there is one.
    pub fn go(&mut self, index: usize) {
        if let Some(row) = self.rows.get(index.min(self.rows.len().saturating_sub(1))) {
            self.cursor = *row;
            self.detail_scroll = 0;
            self.settle();
        }
    }

    /// Selects a criterion, listing it if need be.
    pub fn go_to(&mut self, criterion: usize) {
        if !self.rows.contains(&Row::Criterion(criterion)) {
            self.all = true;
            self.relist();
        }
        self.cursor = Row::Criterion(criterion);
        self.detail_scroll = 0;
        self.settle();
    }

    /// The next or previous item of the agenda from the selected row, round the end.
    #[must_use]
    pub fn on_the_agenda(&self, forward: bool) -> Option<usize> {
        let agenda: Vec<usize> = self.panel.agenda().into_iter().map(|contest| contest.criterion).collect();
        let at = agenda.iter().position(|&criterion| self.cursor == Row::Criterion(criterion));
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => agenda.len().checked_sub(1)?,
            (Some(at), true) => (at + 1) % agenda.len(),
            (Some(at), false) => (at + agenda.len() - 1) % agenda.len(),
        };
        agenda.get(next).copied()
    }

    /// Selects an interviewer, as far as there is one.
    pub fn select_member(&mut self, member: usize) {
        self.member = member.min(self.panel.members().len() - 1);
        self.detail_scroll = 0;
        self.settle();
    }

    /// Lists every criterion, or those that matter.
    pub fn show_all(&mut self, all: bool) {
        self.all = all;
        self.relist();
        if !self.rows.contains(&self.cursor)
            && let Row::Criterion(criterion) = self.cursor
        {
            let place = self.panel.rubric().place(criterion);
            self.cursor = Row::Section(place.level, place.section);
        }
        self.settle();
    }

    /// Takes a new size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.settle();
    }

    /// The page of what is selected, at the width of the detail.
    #[must_use]
    pub fn page(&self) -> Vec<Line> {
        let width = self.layout().map_or(0, |(_, panes)| panes.detail.width.saturating_sub(2));
        if width == 0 { Vec::new() } else { self.selected_page(usize::from(width)) }
    }

    /// How far the detail can be scrolled at this size.
    #[must_use]
    pub fn detail_room(&self) -> usize {
        let height = self.layout().map_or(0, |(_, panes)| panes.detail.height);
        self.page().len().saturating_sub(usize::from(height))
    }

    /// Scrolls the detail by a good part of its height.
    pub fn scroll_detail(&mut self, down: bool) {
        let step = self.layout().map_or(1, |(_, panes)| (usize::from(panes.detail.height) * 2 / 3).max(1));
        let to = if down { self.detail_scroll + step } else { self.detail_scroll.saturating_sub(step) };
        self.detail_scroll = to.min(self.detail_room());
    }

    /// Whether a criterion is listed among those that matter.
    fn matters(&self, criterion: usize) -> bool {
        self.contest(criterion).is_some() || self.blocking.contains(&criterion)
    }

    fn relist(&mut self) {
        let rubric = self.panel.rubric();
        let mut rows = Vec::with_capacity(rubric.len() + 20);
        for level in (0..rubric.levels().len()).rev() {
            rows.push(Row::Level(level));
            for section in 0..rubric.levels()[level].sections.len() {
                rows.push(Row::Section(level, section));
                let criteria = rubric.section_range(level, section);
                rows.extend(criteria.filter(|&i| self.all || self.matters(i)).map(Row::Criterion));
            }
        }
        self.rows = rows;
    }

    /// Keeps scrolls where they can be.
    fn settle(&mut self) {
        let Some((_, panes)) = self.layout() else { return };
        let height = usize::from(panes.list.height);
        if height > 0 {
            self.offset = layout::follow(self.offset, self.cursor_index(), height, self.rows.len());
            let shown = self.members_shown(panes.list.width);
            let last = self.panel.members().len() - shown;
            self.first_member = self.first_member.clamp((self.member + 1).saturating_sub(shown), self.member).min(last);
        }
        if self.detail_scroll > 0 {
            self.detail_scroll = self.detail_scroll.min(self.detail_room());
        }
    }
}

/// The criteria that keep the next level from being proved.
fn blocking(panel: &Panel) -> HashSet<usize> {
    let now = panel.recommendation();
    let credited = |i: usize| now.credits.iter().any(|credit| credit.criterion == i);
    now.blockers()
        .iter()
        .flat_map(|blocker| panel.rubric().section_range(blocker.level, blocker.result.section))
        .filter(|&i| panel.consensus()[i] < Some(Rating::Meets) && !credited(i))
        .collect()
}

/// First names of at most five columns, with a number where two are the same.
fn short_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut short: Vec<String> = Vec::new();
    for name in names {
        let clean = text::clean(name).into_owned();
        let first = clean.split_whitespace().next().unwrap_or("?");
        let mut candidate = text::fit(first, 5).into_owned();
        let mut number = 2;
        while short.contains(&candidate) {
            candidate = format!("{}{number}", text::fit(first, 4));
            number += 1;
        }
        short.push(candidate);
    }
    short
}
