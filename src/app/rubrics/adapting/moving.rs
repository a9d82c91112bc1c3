//! Where the cursor can go in an open family, and what is in view.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::{Adapting, Focus};
use crate::app::keymap::Command;
use crate::app::layout;
use crate::app::rubrics::fields::Field;
use crate::app::rubrics::notes::Note;
use crate::app::rubrics::page;
use crate::app::rubrics::rows::{Row, every};
use crate::app::rubrics::writing::{Writing, typed};

impl Adapting {
    /// Selects a row, unfolding whatever hides it.
    pub fn go_to(&mut self, row: Row) {
        self.folds.reveal(row);
        if row != self.cursor {
            self.cursor = row;
            self.field = 0;
            self.scroll = 0;
        }
        self.settle();
    }

    /// Selects where the last edit, undo or redo happened.
    pub fn go_to_work(&mut self) {
        if let Some(row) = self.work.at().and_then(|spot| Row::of(self.levels(), spot)) {
            self.go_to(row);
        }
    }

    /// Selects the criterion that one stood behind which is gone: half of a split comes back as the
    /// whole, and the next key is meant for it, not for its section. `before` are the ids of all there were.
    pub(super) fn go_beside_what_went(&mut self, before: &[String]) {
        let row = |id: &String| {
            every(self.work.levels()).find(|row| row.criterion_of(self.work.levels()).is_some_and(|it| it.id == *id))
        };
        let Some(gone) = before.iter().position(|id| row(id).is_none()) else { return };
        let beside = gone.checked_sub(1).and_then(|at| row(&before[at]));
        if let Some(row) = beside.filter(|row| row.parent() == Some(self.cursor)) {
            self.go_to(row);
        }
    }

    /// Selects a field of the selected row.
    pub fn go_to_field(&mut self, field: Field) {
        self.focus = Focus::Fields;
        self.field = self.fields().iter().position(|f| *f == field).unwrap_or(0);
        self.settle();
    }

    /// The next place to mend, or the one before.
    #[must_use]
    pub fn to_mend(&self, forward: bool) -> Option<&Note> {
        self.notes.next(self.levels(), (self.cursor, self.selected()), forward)
    }

    /// The row that a command of the list leads to.
    #[must_use]
    pub fn target(&self, command: Command) -> Option<Row> {
        let height = self.layout().map_or(1, |(_, panes)| usize::from(panes.list.height).max(1));
        let at = self.rows.iter().position(|row| *row == self.cursor)?;
        let last = self.rows.len() - 1;
        let heading = |row: &&Row| row.criterion.is_none();
        let to = match command {
            Command::Down => at + 1,
            Command::Up => at.checked_sub(1)?,
            Command::PageDown => (at + height).min(last),
            Command::PageUp => at.saturating_sub(height),
            Command::First => 0,
            Command::Last => last,
            Command::NextSection => return self.rows[at + 1..].iter().find(heading).copied(),
            Command::PreviousSection => return self.rows[..at].iter().rev().find(heading).copied(),
            _ => return None,
        };
        self.rows.get(to).copied().filter(|row| *row != self.cursor)
    }

    /// Folds or unfolds the selected heading, or the one that the selected row stands under.
    pub fn fold(&mut self, level: bool) {
        let heading = match self.cursor {
            Row { level: at, .. } if level => Row::level(at),
            row @ Row { criterion: None, .. } => row,
            row => row.parent().unwrap_or(row),
        };
        if self.folds.toggle(heading) {
            self.cursor = heading;
        }
        self.settle();
    }

    /// Takes a new size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.settle();
    }

    /// Moves among the fields, and scrolls where a field is longer than the pane.
    pub fn move_field(&mut self, command: Command) {
        let last = self.fields().len().saturating_sub(1);
        self.field = match command {
            Command::Down | Command::Next => (self.field + 1).min(last),
            Command::Up | Command::Previous => self.field.saturating_sub(1),
            Command::PageDown => (self.field + 5).min(last),
            Command::PageUp => self.field.saturating_sub(5),
            Command::First => 0,
            _ => last,
        };
        self.settle();
    }

    /// Keeps cursor and scroll where they can be, after anything has changed.
    pub fn settle(&mut self) {
        self.arrange();
        self.follow_field();
    }

    /// Keeps the cursor where it can be. The page is left to be made by whoever needs it: while a field is
    /// typed that is once a letter.
    pub(super) fn arrange(&mut self) {
        self.rows = self.folds.rows(self.work.levels());
        if !self.rows.contains(&self.cursor) {
            self.cursor = self.nearest();
            self.field = 0;
            self.scroll = 0;
        }
        self.field = self.field.min(self.fields().len().saturating_sub(1));
        self.page.take();
        let Some((_, panes)) = self.layout() else { return };
        let height = usize::from(panes.list.height);
        if height > 0 {
            let at = self.rows.iter().position(|row| *row == self.cursor).unwrap_or(0);
            self.offset = layout::follow(self.offset, at, height, self.rows.len());
        }
    }

    /// Keeps the selected field in view.
    pub fn follow_field(&mut self) {
        let Some((_, panes)) = self.layout() else { return };
        let height = usize::from(panes.detail.height);
        if height > 0 {
            let (line, total) = (self.page().line_of(self.selected()), self.page().lines.len());
            self.scroll = if self.focus == Focus::List || self.field == 0 {
                0
            } else {
                layout::follow(self.scroll, line.end.saturating_sub(1), height, total).min(line.start)
            };
        }
    }

    /// Makes the page anew with what is typed, and keeps its end in view, where the cursor is as long as
    /// nobody moves it.
    pub fn follow_writing(&mut self, writing: &Writing) {
        let Some((_, panes)) = self.layout() else { return };
        let text = writing.input.text();
        let page = page::of(self, self.columns(), Some(typed(writing, &text)));
        let (line, height) = (page.line_of(Some(writing.field)), usize::from(panes.detail.height));
        let end = page.typing.as_ref().map_or(line.end, |typing| typing.end.max(line.end.min(typing.end + 2)));
        self.scroll = layout::follow(self.scroll, end.saturating_sub(1), height, page.lines.len()).min(line.start);
        self.page = OnceCell::from(page);
    }

    /// The row that is nearest to one that is gone or folded away.
    fn nearest(&self) -> Row {
        let shown: BTreeSet<Row> = self.rows.iter().copied().collect();
        let mut row = Some(self.cursor);
        while let Some(wanted) = row {
            if let Some(found) = shown.range(..=wanted).next_back().filter(|found| found.level == wanted.level) {
                return *found;
            }
            row = wanted.parent();
        }
        shown.first().copied().unwrap_or(Row::level(0))
    }
}
