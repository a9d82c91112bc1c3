//! Choosing for a rubric: what a criterion implies, what a new one is made of, where one is cut in two.

use crate::app::keymap::Command;
use crate::app::message::Effect;
use crate::app::overlay::Overlay;
use crate::app::rubrics::choose::{Choose, Purpose, Target};
use crate::app::rubrics::fields::Field;
use crate::app::rubrics::split::Split;
use crate::app::rubrics::writing::New;
use crate::app::{App, Screen};
use crate::domain::adapt::{CriterionEdit, Edit, SectionEdit};

impl App {
    pub(in crate::app) fn open_implies(&mut self) {
        let Screen::Adapting(adapting) = &self.screen else { return };
        let (Some(level), Some(criterion)) = (adapting.level(), adapting.cursor.criterion_of(adapting.levels())) else {
            return;
        };
        let choose = Choose::implies(adapting.levels(), level, &criterion.id, &criterion.implies);
        if choose.options.is_empty() {
            self.toast = Some(format!("{} builds on no level, so there is nothing below to prove", level.label()));
            return;
        }
        self.overlay = Some(Overlay::Choose(choose));
    }

    /// Adds a criterion to the selected section, or a section to the selected level.
    pub(in crate::app) fn add(&mut self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let Some(level) = adapting.level() else { return Vec::new() };
        if adapting.cursor.section.is_none() {
            let level = level.id.clone();
            return self.give_birth(New::Section { level });
        }
        if level.look_for.is_empty() {
            return self.add_empty();
        }
        self.overlay = Some(Overlay::Choose(Choose::add(level)));
        Vec::new()
    }

    /// Adds a criterion from nothing after the selected one.
    fn add_empty(&mut self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let (row, levels) = (adapting.cursor, adapting.levels());
        let (Some(level), Some(section)) = (adapting.level(), row.section_of(levels)) else { return Vec::new() };
        let at = row.criterion.map_or(section.criteria.len(), |at| at + 1);
        let what = New::Criterion { level: level.id.clone(), section: section.id.clone(), at };
        self.give_birth(what)
    }

    /// Adds a level on top of the selected one.
    pub(in crate::app) fn add_level(&mut self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let Some(level) = adapting.level() else { return Vec::new() };
        let what =
            New::Level { extends: Some(level.id.clone()), grade: level.grade.map(|grade| grade.saturating_add(1)) };
        self.give_birth(what)
    }

    pub(in crate::app) fn run_choosing(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Choose(choose)) = &mut self.overlay else { return Vec::new() };
        match command {
            Command::Down => choose.go(true),
            Command::Up => choose.go(false),
            Command::Accept => return self.choose(),
            _ => self.overlay = None,
        }
        Vec::new()
    }

    fn choose(&mut self) -> Vec<Effect> {
        let Some(Overlay::Choose(choose)) = &mut self.overlay else { return Vec::new() };
        let Some(chosen) = choose.chosen().map(|choice| choice.target.clone()) else { return Vec::new() };
        match (choose.purpose.clone(), chosen) {
            (Purpose::Implies(criterion), _) => {
                let implies = choose.toggle();
                self.change_family(Edit::Criterion { criterion, edit: CriterionEdit::Implies(implies) })
            }
            (Purpose::Add, Target::Line(line)) => {
                self.overlay = None;
                self.add_from(line)
            }
            (Purpose::Add, _) => {
                self.overlay = None;
                self.add_empty()
            }
        }
    }

    /// Makes a criterion of what people at the level do; its title is looked at next.
    fn add_from(&mut self, line: usize) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let (Some(level), Some(section)) = (adapting.level(), adapting.cursor.section_of(adapting.levels())) else {
            return Vec::new();
        };
        let edit = SectionEdit::AddFromLookFor { line, take: false };
        let edit = Edit::Section { level: level.id.clone(), section: section.id.clone(), edit };
        let effects = self.change_and_go(edit);
        if !effects.is_empty() {
            self.write(Field::Title);
        }
        effects
    }

    pub(in crate::app) fn open_split(&mut self) {
        let Screen::Adapting(adapting) = &self.screen else { return };
        let split = adapting.cursor.criterion_of(adapting.levels()).and_then(Split::of);
        match split {
            Some(split) => self.overlay = Some(Overlay::Split(split)),
            None => self.toast = Some("select a criterion whose statement says two things".to_owned()),
        }
    }

    pub(in crate::app) fn run_splitting(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Split(split)) = &mut self.overlay else { return Vec::new() };
        match command {
            Command::Left | Command::Right => split.step(command == Command::Right),
            Command::Accept => {
                let edit = split.edit();
                self.overlay = None;
                let effects = self.change_and_go(edit);
                if !effects.is_empty() {
                    self.toast = Some("two criteria now: this is the second; u makes them one again".to_owned());
                }
                return effects;
            }
            _ => self.overlay = None,
        }
        Vec::new()
    }
}
