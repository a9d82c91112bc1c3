//! A family under somebody's hands: what is listed, what is selected, and how far it is kept and saved.

use std::cell::OnceCell;
use std::sync::Arc;

use super::fields::Field;
use super::notes::Notes;
use super::page::{self, Page};
use super::rows::{Folds, Row, every};
use crate::app::keeping::Keeping;
use crate::app::keymap::Command;
use crate::app::layout::{self, Arrangement, Panes, Regions};
use crate::domain::adapt::{Adaptation, Edit, Origin, Refused};
use crate::domain::advice::Advice;
use crate::domain::rubric::Level;

pub use keeping::Errand;

mod keeping;
mod moving;

/// A family that is open.
#[derive(Debug)]
pub struct Adapting {
    /// The work on it.
    pub work: Adaptation,
    /// The built-in family that this one has taken the place of, lowest level first; empty for others.
    pub built_in: Vec<Arc<Level>>,
    /// The selected row.
    pub cursor: Row,
    /// First visible row.
    pub offset: usize,
    /// Which pane keys go to.
    pub focus: Focus,
    /// Index of the selected field.
    pub field: usize,
    /// First visible line of the detail.
    pub scroll: usize,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Faults, advice and changes.
    pub notes: Notes,
    /// What the disk was asked to do with all of it; nothing changes before it has answered.
    pub errand: Option<Errand>,
    /// Whether it was saved since it was opened.
    pub was_saved: bool,
    /// Advice on the family as it was a moment ago; nothing until it was looked at for the first time.
    advice: Option<Vec<Advice>>,
    keeping: Keeping,
    folds: Folds,
    rows: Vec<Row>,
    page: OnceCell<Page>,
}

/// Which pane keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The list of levels, sections and criteria.
    List,
    /// The fields of the selected row.
    Fields,
}

impl Adapting {
    /// Opens a family at one of its levels; its changes are counted on from `since`.
    #[must_use]
    pub fn new(work: Adaptation, built_in: Vec<Arc<Level>>, level: usize, size: (u16, u16), since: u64) -> Self {
        let folds = Folds::but(level, work.levels().len());
        let notes = Notes::of(&work, &[]);
        let mut adapting = Self {
            work,
            built_in,
            cursor: Row::level(level),
            offset: 0,
            focus: Focus::List,
            field: 0,
            scroll: 0,
            size,
            notes,
            errand: None,
            was_saved: false,
            advice: None,
            keeping: Keeping::since(since),
            folds,
            rows: Vec::new(),
            page: OnceCell::new(),
        };
        adapting.settle();
        adapting
    }

    /// The levels as they are now, lowest first.
    #[must_use]
    pub fn levels(&self) -> &[Arc<Level>] {
        self.work.levels()
    }

    /// The level of the selected row.
    #[must_use]
    pub fn level(&self) -> Option<&Arc<Level>> {
        self.levels().get(self.cursor.level)
    }

    /// The listed rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether a heading is folded.
    #[must_use]
    pub fn is_folded(&self, heading: Row) -> bool {
        self.folds.has(heading)
    }

    /// The fields of the selected row.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        Field::all(self.levels(), self.cursor)
    }

    /// The selected field, while keys go to the fields.
    #[must_use]
    pub fn selected(&self) -> Option<Field> {
        (self.focus == Focus::Fields).then(|| self.fields().get(self.field).copied()).flatten()
    }

    /// The regions at this size; nothing where the terminal is too small. Where list and detail would
    /// stand over each other, the fields get all the room while keys go to them.
    #[must_use]
    pub fn layout(&self) -> Option<(Regions, Panes)> {
        let mut regions = layout::regions(self.size.0, self.size.1)?;
        let fields = self.focus == Focus::Fields;
        if regions.arrangement == Arrangement::Stacked && fields {
            regions.arrangement = Arrangement::Single;
        }
        Some((regions, layout::panes(&regions, fields)))
    }

    /// The detail of the selected row, with the field that is typed as it was when it was last followed.
    #[must_use]
    pub fn page(&self) -> &Page {
        self.page.get_or_init(|| {
            let width = self.layout().map_or(0, |(_, panes)| panes.detail.width.saturating_sub(2));
            page::of(self, usize::from(width), None)
        })
    }

    /// Columns of the detail; none where it is not shown.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.layout().map_or(0, |(_, panes)| usize::from(panes.detail.width.saturating_sub(2)))
    }

    /// Changes the family.
    ///
    /// # Errors
    /// Why it makes no sense; nothing has changed then.
    pub fn apply(&mut self, edit: Edit, now_ms: u64) -> Result<(), Refused> {
        self.work.apply(edit)?;
        self.changed(now_ms);
        Ok(())
    }

    /// Takes the last step back, or again. Says whether there was one.
    pub fn step_back(&mut self, back: bool, now_ms: u64) -> bool {
        let ids = |levels: &[Arc<Level>]| -> Vec<String> {
            levels.iter().flat_map(|level| level.criteria()).map(|criterion| criterion.id.clone()).collect()
        };
        let before = ids(self.levels());
        let stepped = if back { self.work.undo() } else { self.work.redo() };
        if stepped {
            self.changed(now_ms);
            // What came back is what somebody wants to see.
            let levels = self.work.levels();
            let new = |row: &Row| row.criterion_of(levels).is_some_and(|criterion| !before.contains(&criterion.id));
            let back = every(levels).find(new);
            if let Some(row) = back {
                self.go_to(row);
            } else {
                self.go_to_work();
                self.go_beside_what_went(&before);
            }
        }
        stepped
    }

    fn changed(&mut self, now_ms: u64) {
        self.keeping.changed(now_ms);
        self.notes = Notes::of(&self.work, self.advice.as_deref().unwrap_or_default());
        self.arrange();
    }

    /// Takes advice on the family as it was after a change; what is older is outdated.
    pub fn advised(&mut self, change: u64, advice: Vec<Advice>) {
        if change == self.changes() {
            self.advice = Some(advice);
            self.notes = Notes::of(&self.work, self.advice.as_deref().unwrap_or_default());
            self.arrange();
        }
    }

    /// Whether anybody has looked for advice yet.
    #[must_use]
    pub fn is_looked_at(&self) -> bool {
        self.advice.is_some()
    }

    /// Counter of the last change.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.keeping.changes()
    }

    /// Takes note that the family is in the user's folder.
    pub fn saved(&mut self, levels: Vec<Arc<Level>>) {
        self.work.saved(levels);
        self.was_saved = true;
        self.notes = Notes::of(&self.work, self.advice.as_deref().unwrap_or_default());
        self.settle();
    }

    /// Whether it is part of the program: saving makes a copy.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        self.work.origin() == Origin::BuiltIn
    }

    /// Whether a command would do something now.
    #[must_use]
    pub fn works(&self, command: Command) -> bool {
        let row = self.cursor;
        let levels = self.levels();
        match command {
            Command::Undo => self.work.can_undo() && self.errand.is_none(),
            Command::Redo => self.work.can_redo() && self.errand.is_none(),
            Command::Save => self.errand.is_none() && self.is_worth_saving(),
            Command::Changes => self.work.is_changed() || !self.built_in.is_empty(),
            Command::NextNote | Command::PreviousNote => !self.notes.all.is_empty(),
            Command::Split => {
                row.criterion_of(levels).is_some_and(|criterion| criterion.statement.split_whitespace().count() > 1)
            }
            Command::MoveUp => row.section.is_some_and(|section| section > 0) || row.criterion.is_some_and(|c| c > 0),
            Command::MoveDown => {
                let last = |at: usize| at + 1 == levels.get(row.level).map_or(0, |level| level.sections.len());
                let last_in = |c: usize| row.section_of(levels).is_none_or(|section| c + 1 == section.criteria.len());
                row.section.is_some_and(|section| !last(section)) || row.criterion.is_some_and(|c| !last_in(c))
            }
            Command::Remove => match self.selected() {
                Some(field) => field.removal(levels, row).is_some(),
                None => row.section.is_some() || levels.len() > 1,
            },
            Command::Left | Command::Right => {
                let step = |field: Field| field.step(levels, row, command == Command::Right);
                self.selected().is_some_and(|field| step(field).is_some())
            }
            _ => true,
        }
    }

    /// Whether saving would put anything on disk.
    #[must_use]
    pub fn is_worth_saving(&self) -> bool {
        self.work.is_changed()
    }
}
