//! What the keys of the rubrics do: the list of families, one of them open, its preview.

mod fields;
mod lists;
mod saving;

use std::sync::Arc;

use ratatui::layout::Position;

use crate::app::keymap::Command;
use crate::app::layout::Regions;
use crate::app::message::{Effect, MouseAction};
use crate::app::overlay::{Content, Overlay, Page};
use crate::app::rubrics::adapting::{Adapting, Focus};
use crate::app::rubrics::rows::Row;
use crate::app::rubrics::{Families, preview};
use crate::app::{App, Screen};
use crate::domain::adapt::{Adaptation, CriterionEdit, Direction, Edit, LevelEdit, Refused, SectionEdit};
use crate::domain::rubric::{Level, Section};

impl App {
    pub(in crate::app) fn open_rubrics(&mut self) -> Vec<Effect> {
        self.go_to(Screen::Families(Box::default()));
        vec![Effect::ReadRubrics]
    }

    pub(in crate::app) fn run_families(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Families(families) = &mut self.screen else { return Vec::new() };
        let last = families.items().len().saturating_sub(1);
        let page = usize::from(self.size.1 / 2).max(1);
        match command {
            Command::Down => families.cursor = (families.cursor + 1).min(last),
            Command::Up => families.cursor = families.cursor.saturating_sub(1),
            Command::PageDown => families.cursor = (families.cursor + page).min(last),
            Command::PageUp => families.cursor = families.cursor.saturating_sub(page),
            Command::First => families.cursor = 0,
            Command::Last => families.cursor = last,
            Command::Refresh => return self.read_rubrics(),
            Command::Open => return self.open_family(),
            Command::NewFamily => return self.open_sketch(),
            Command::Preview => {
                let selected = families.selected();
                let read = families.read.as_ref().zip(selected);
                let level = read.and_then(|(read, item)| {
                    let levels = read.families.get(item.family)?.work.now.clone();
                    let id = levels.get(item.level)?.id.clone();
                    Some((levels, id))
                });
                if let Some((levels, id)) = level {
                    self.open_preview(&levels, &id);
                }
            }
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            Command::Back => {
                // What was saved here is what the form offers next.
                self.home.data = None;
                return self.go_back();
            }
            _ => {}
        }
        Vec::new()
    }

    /// Has the rubrics read anew. Until they are there is nothing to open: what was read before may be
    /// older than what was kept since, and would be kept over it.
    pub(in crate::app) fn read_rubrics(&mut self) -> Vec<Effect> {
        if let Some(families) = self.families_mut() {
            families.forget();
        }
        vec![Effect::ReadRubrics]
    }

    /// The list of families, also while another screen lies over it.
    pub(in crate::app) fn families_mut(&mut self) -> Option<&mut Families> {
        std::iter::once(&mut self.screen).chain(&mut self.below).find_map(|screen| match screen {
            Screen::Families(families) => Some(&mut **families),
            _ => None,
        })
    }

    /// Opens the selected level, with the work on its family that was kept.
    fn open_family(&mut self) -> Vec<Effect> {
        let Screen::Families(families) = &self.screen else { return Vec::new() };
        let Some((read, item)) = families.read.as_ref().zip(families.selected()) else { return Vec::new() };
        let Some(family) = read.families.get(item.family) else { return Vec::new() };
        let work = Adaptation::from(family.work.clone());
        let adapting = Adapting::new(work, family.built_in.clone(), item.level, self.size, self.last_change + 1);
        self.toast = match (family.unsaved, family.outdated) {
            (true, true) => Some("your changes are kept; the files were changed by somebody else since".to_owned()),
            (true, false) => Some("your changes of last time are here, not saved yet: d shows them".to_owned()),
            (false, _) => None,
        };
        self.go_to(Screen::Adapting(Box::new(adapting)));
        self.advise()
    }

    pub(in crate::app) fn adapting_mut(&mut self) -> Option<&mut Adapting> {
        match &mut self.screen {
            Screen::Adapting(adapting) => Some(adapting),
            _ => None,
        }
    }

    pub(in crate::app) fn run_adapting(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &mut self.screen else { return Vec::new() };
        if let Some(row) = adapting.target(command) {
            adapting.go_to(row);
            return Vec::new();
        }
        match command {
            Command::Edit => {
                adapting.focus = Focus::Fields;
                adapting.settle();
            }
            Command::Fold => adapting.fold(false),
            Command::FoldLevel => adapting.fold(true),
            Command::Add => return self.add(),
            Command::AddLevel => return self.add_level(),
            Command::MoveUp => return self.move_row(Direction::Up),
            Command::MoveDown => return self.move_row(Direction::Down),
            Command::Remove => return self.remove_row(),
            Command::Back => return self.leave_family(),
            _ => return self.run_on_family(command),
        }
        Vec::new()
    }

    /// What is the same in the list and in the fields.
    pub(in crate::app) fn run_on_family(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &mut self.screen else { return Vec::new() };
        match command {
            Command::NextNote | Command::PreviousNote => {
                let note = adapting.to_mend(command == Command::NextNote).cloned();
                let Some(note) = note else {
                    self.toast = Some("nothing is left to mend".to_owned());
                    return Vec::new();
                };
                adapting.go_to(note.row);
                if let Some(field) = note.field {
                    adapting.go_to_field(field);
                } else {
                    adapting.focus = Focus::List;
                    adapting.settle();
                }
            }
            Command::Undo | Command::Redo => return self.step_back(command == Command::Undo),
            Command::Split => self.open_split(),
            Command::Preview => {
                let (levels, id) = (adapting.levels().to_vec(), adapting.level().map(|level| level.id.clone()));
                self.open_preview(&levels, &id.unwrap_or_default());
            }
            Command::Changes => {
                let title = "What is not as it was".to_owned();
                self.overlay = Some(Overlay::Page(Page { title, content: Content::Changes, scroll: 0 }));
            }
            Command::Save => return self.save_family(false),
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            _ => {}
        }
        Vec::new()
    }

    fn open_preview(&mut self, levels: &[Arc<Level>], id: &str) {
        match preview::of(levels, id, self.size, self.now) {
            Ok(scoring) => self.go_to(Screen::Preview(Box::new(scoring))),
            Err(why) => self.toast = Some(why),
        }
    }

    pub(in crate::app) fn run_preview(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Back => self.go_back(),
            _ => self.decide(command).map(|act| self.act(&act)).unwrap_or_default(),
        }
    }

    /// Does something to the family, and keeps it. Where it makes no sense the footer says why.
    pub(in crate::app) fn change_family(&mut self, edit: Edit) -> Vec<Effect> {
        match self.try_to_change(edit) {
            Ok(effects) => {
                // Only what is typed goes on: everything else is taken back by itself.
                if let Some(adapting) = self.adapting_mut() {
                    adapting.work.rest();
                }
                effects
            }
            Err(why) => {
                self.toast = Some(why.to_string());
                Vec::new()
            }
        }
    }

    pub(in crate::app) fn try_to_change(&mut self, edit: Edit) -> Result<Vec<Effect>, Refused> {
        let now = self.now.mono_ms;
        let Some(adapting) = self.adapting_mut() else { return Ok(Vec::new()) };
        if let Some(errand) = adapting.errand {
            self.toast = Some(errand.words().to_owned());
            return Ok(Vec::new());
        }
        adapting.apply(edit, now)?;
        Ok(self.keep_work())
    }

    fn step_back(&mut self, back: bool) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Some(adapting) = self.adapting_mut() else { return Vec::new() };
        if adapting.errand.is_some() || !adapting.step_back(back, now) {
            return Vec::new();
        }
        let words = if back { "undone; Ctrl-R makes it again" } else { "made again; u takes it back" };
        self.toast = Some(words.to_owned());
        self.keep_work()
    }

    fn move_row(&mut self, direction: Direction) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let (row, levels) = (adapting.cursor, adapting.levels());
        let edit = match (row.criterion_of(levels), row.section_of(levels), levels.get(row.level)) {
            (Some(criterion), Some(section), Some(level)) => {
                let edit = within_level(row, section, level, direction);
                Edit::Criterion { criterion: criterion.id.clone(), edit }
            }
            (None, Some(section), Some(level)) => Edit::Section {
                level: level.id.clone(),
                section: section.id.clone(),
                edit: SectionEdit::Move(direction),
            },
            _ => {
                self.toast = Some("levels stand in the order in which they build on each other".to_owned());
                return Vec::new();
            }
        };
        self.change_and_go(edit)
    }

    /// Changes the family and selects what came of it.
    pub(in crate::app) fn change_and_go(&mut self, edit: Edit) -> Vec<Effect> {
        let effects = self.change_family(edit);
        if !effects.is_empty()
            && let Some(adapting) = self.adapting_mut()
        {
            adapting.go_to_work();
        }
        effects
    }

    fn remove_row(&mut self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let (row, levels) = (adapting.cursor, adapting.levels());
        let Some(level) = levels.get(row.level).map(|level| level.id.clone()) else { return Vec::new() };
        let (edit, what) = match (row.criterion_of(levels), row.section_of(levels)) {
            (Some(criterion), _) => {
                (Edit::Criterion { criterion: criterion.id.clone(), edit: CriterionEdit::Remove }, "criterion")
            }
            (None, Some(section)) => {
                (Edit::Section { level, section: section.id.clone(), edit: SectionEdit::Remove }, "section")
            }
            (None, None) => (Edit::Level { level, edit: LevelEdit::Remove }, "level"),
        };
        let effects = self.change_family(edit);
        if !effects.is_empty() {
            self.toast = Some(format!("the {what} is removed; u takes it back"));
        }
        effects
    }

    pub(in crate::app) fn point_families(
        &mut self,
        action: MouseAction,
        regions: &Regions,
        at: Position,
    ) -> Vec<Effect> {
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click if at.y < regions.body.y || at.y >= regions.footer.y => return Vec::new(),
            MouseAction::Click => {}
        }
        let Screen::Families(families) = &mut self.screen else { return Vec::new() };
        let columns = usize::from(regions.body.width.saturating_sub(2));
        let line = families.offset + usize::from(at.y - regions.body.y);
        if let Some((Some(item), _)) = families.lines(columns).get(line) {
            let at = families.items().iter().position(|i| i == item).unwrap_or(0);
            if families.cursor == at {
                return self.run(Command::Open);
            }
            families.cursor = at;
        }
        Vec::new()
    }

    pub(in crate::app) fn point_adapting(&mut self, action: MouseAction, at: Position) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &mut self.screen else { return Vec::new() };
        let Some((_, panes)) = adapting.layout() else { return Vec::new() };
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click if panes.list.contains(at) => {
                let row = adapting.rows().get(adapting.offset + usize::from(at.y - panes.list.y)).copied();
                if let Some(row) = row {
                    adapting.focus = Focus::List;
                    let again = row == adapting.cursor;
                    adapting.go_to(row);
                    if again && row.criterion.is_none() {
                        adapting.fold(false);
                    }
                }
            }
            MouseAction::Click if panes.detail.contains(at) => {
                let line = adapting.scroll + usize::from(at.y - panes.detail.y);
                let field = adapting.page().lines.get(line).and_then(|(field, _)| *field);
                if let Some(field) = field {
                    let again = adapting.selected() == Some(field);
                    adapting.go_to_field(field);
                    if again {
                        return self.run(Command::Open);
                    }
                }
            }
            MouseAction::Click => {}
        }
        Vec::new()
    }
}

/// How a criterion moves: within its section, and from its end into the next one.
fn within_level(row: Row, section: &Section, level: &Level, direction: Direction) -> CriterionEdit {
    let (Some(s), Some(c)) = (row.section, row.criterion) else { return CriterionEdit::Move(direction) };
    let (at_end, neighbour) = match direction {
        Direction::Up => (c == 0, s.checked_sub(1).and_then(|s| level.sections.get(s))),
        Direction::Down => (c + 1 == section.criteria.len(), level.sections.get(s + 1)),
    };
    match neighbour.filter(|_| at_end) {
        Some(next) => {
            let at = if direction == Direction::Up { next.criteria.len() } else { 0 };
            CriterionEdit::MoveTo { section: next.id.clone(), at }
        }
        None => CriterionEdit::Move(direction),
    }
}
