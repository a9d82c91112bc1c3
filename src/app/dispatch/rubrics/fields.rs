//! What the keys of a rubric's fields do, and what is typed into them.

use crate::app::key::Key;
use crate::app::keymap::Command;
use crate::app::message::Effect;
use crate::app::overlay::Overlay;
use crate::app::rubrics::adapting::Focus;
use crate::app::rubrics::fields::{Field, Manner};
use crate::app::rubrics::writing::{New, Newborn, Writing};
use crate::app::{App, Screen};

impl App {
    pub(in crate::app) fn run_fields(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &mut self.screen else { return Vec::new() };
        match command {
            Command::Down | Command::Up | Command::PageDown | Command::PageUp | Command::First | Command::Last => {
                adapting.move_field(command);
            }
            Command::NextSection | Command::PreviousSection => {
                let to = if command == Command::NextSection { Command::Down } else { Command::Up };
                if let Some(row) = adapting.target(to) {
                    adapting.go_to(row);
                }
            }
            Command::Left | Command::Right => {
                let step = adapting
                    .selected()
                    .and_then(|field| field.step(adapting.levels(), adapting.cursor, command == Command::Right));
                return step.map(|edit| self.change_family(edit)).unwrap_or_default();
            }
            Command::Open => return self.open_field(),
            Command::Remove => {
                let removal = adapting.selected().and_then(|field| field.removal(adapting.levels(), adapting.cursor));
                let Some(edit) = removal else {
                    self.toast = Some("only questions, probes and lines are removed here".to_owned());
                    return Vec::new();
                };
                let effects = self.change_family(edit);
                self.toast = Some("removed; u takes it back".to_owned());
                return effects;
            }
            Command::Back => {
                adapting.focus = Focus::List;
                adapting.settle();
            }
            _ => return self.run_on_family(command),
        }
        Vec::new()
    }

    /// Opens the selected field: to be typed, stepped, chosen from a list, or added to.
    pub(in crate::app) fn open_field(&mut self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let Some(field) = adapting.selected() else { return Vec::new() };
        match field.manner() {
            Manner::Text { .. } | Manner::Number => {
                self.write(field);
                Vec::new()
            }
            Manner::Choice => {
                let step = field.step(adapting.levels(), adapting.cursor, true);
                step.map(|edit| self.change_family(edit)).unwrap_or_default()
            }
            Manner::List => {
                self.open_implies();
                Vec::new()
            }
            Manner::New => {
                self.add_item(field);
                Vec::new()
            }
        }
    }

    /// Begins to type into a field.
    pub(in crate::app) fn write(&mut self, field: Field) {
        let Some(adapting) = self.adapting_mut() else { return };
        if let Some(errand) = adapting.errand {
            self.toast = Some(errand.words().to_owned());
            return;
        }
        adapting.focus = Focus::Fields;
        if adapting.fields().contains(&field) {
            adapting.go_to_field(field);
        }
        // Nobody wants to delete the scale's own words before writing better ones.
        let generic = field.is_generic(adapting.levels(), adapting.cursor);
        let text = if generic { String::new() } else { field.text(adapting.levels(), adapting.cursor) };
        self.overlay = Some(Overlay::Writing(Box::new(Writing::new(field, &text))));
    }

    /// Begins to type an item more of a list; there is none before its first letter.
    fn add_item(&mut self, field: Field) {
        let Some(adapting) = self.adapting_mut() else { return };
        let Some(item) = field.added(adapting.levels(), adapting.cursor) else { return };
        adapting.go_to_field(field);
        self.write(item);
    }

    /// Adds a level, section or criterion, and has its title typed.
    pub(in crate::app) fn give_birth(&mut self, what: New) -> Vec<Effect> {
        let effects = self.change_and_go(what.edit(""));
        let spot = self.adapting_mut().and_then(|adapting| adapting.work.at().cloned());
        if let Some(spot) = spot.filter(|_| !effects.is_empty()) {
            self.write(what.title());
            if let Some(Overlay::Writing(writing)) = &mut self.overlay {
                writing.newborn = Some(Newborn { spot, what });
            }
        }
        effects
    }

    pub(in crate::app) fn type_field(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Writing(writing)) = &mut self.overlay else { return Vec::new() };
        if let Err(why) = writing.input.press(key) {
            self.toast = Some(why);
        }
        self.sync_field()
    }

    pub(in crate::app) fn paste_field(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Writing(writing)) = &mut self.overlay else { return Vec::new() };
        let text = if writing.takes_lines() { text.to_owned() } else { text.replace(['\n', '\r'], " ") };
        if let Err(why) = writing.input.paste(&text) {
            self.toast = Some(why);
        }
        self.sync_field()
    }

    /// Takes what an external editor made of the field.
    pub(in crate::app) fn field_returned(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Writing(writing)) = &mut self.overlay else { return Vec::new() };
        let text = if writing.takes_lines() { text.to_owned() } else { text.replace('\n', " ") };
        writing.input.set(&text);
        let effects = self.sync_field();
        self.settle();
        effects
    }

    /// Puts what is typed into the family.
    fn sync_field(&mut self) -> Vec<Effect> {
        let (Screen::Adapting(adapting), Some(Overlay::Writing(writing))) = (&mut self.screen, &mut self.overlay)
        else {
            return Vec::new();
        };
        let (field, text) = (writing.field, writing.input.text());
        let (levels, row) = (adapting.levels(), adapting.cursor);
        // A number is as it was until it is one; a new item is none before its first letter.
        let is_new = !adapting.fields().contains(&field);
        let says_nothing = text.trim().is_empty() && (is_new || field.is_generic(levels, row));
        if says_nothing || text == field.text(levels, row) {
            writing.trouble = None;
            return Vec::new();
        }
        let tried = match field.edit(levels, row, &text) {
            Ok(edit) => self.try_to_change(edit).map_err(|why| why.to_string()),
            Err(why) => Err(why),
        };
        let (effects, trouble) = match tried {
            Ok(effects) => (effects, None),
            Err(why) => (Vec::new(), Some(why)),
        };
        if let Some(Overlay::Writing(writing)) = &mut self.overlay {
            writing.trouble = trouble;
        }
        effects
    }

    pub(in crate::app) fn run_writing(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Writing(writing)) = &mut self.overlay else { return Vec::new() };
        match command {
            Command::External => return vec![Effect::EditExternally(writing.input.text())],
            Command::Undo => {
                writing.input.area.undo();
                return self.sync_field();
            }
            Command::Redo => {
                if let Err(why) = writing.input.redo() {
                    self.toast = Some(why);
                }
                return self.sync_field();
            }
            Command::Back if writing.trouble.is_some() => {
                let (why, typed) = (writing.trouble.take().unwrap_or_default(), writing.input.text());
                let effects = self.close_field();
                self.toast = Some(format!("“{}” was not taken ({why}); what was there before stays", typed.trim()));
                return effects;
            }
            // What is refused is not lost on the way out: it stays to be mended.
            _ if writing.trouble.is_some() => {
                let why = writing.trouble.as_deref().unwrap_or_default();
                self.toast = Some(format!("not taken: {why}; mend it, or give it up with Esc"));
                return Vec::new();
            }
            Command::Next | Command::Previous => {
                let field = writing.field;
                let effects = self.close_field();
                self.write_next(field, command == Command::Next);
                return effects;
            }
            _ => {}
        }
        self.close_field()
    }

    /// Goes on to the next field that is typed, or to the one before.
    fn write_next(&mut self, from: Field, forward: bool) {
        let Some(adapting) = self.adapting_mut() else { return };
        let fields = adapting.fields();
        let (levels, row) = (adapting.levels(), adapting.cursor);
        let typed = |field: &&Field| matches!(field.manner(), Manner::Text { .. } | Manner::Number | Manner::New);
        // An item that is not there was not begun, or was emptied: the line that adds one stands in its place.
        let is_from = |field: &Field| *field == from || field.added(levels, row) == Some(from);
        let at = fields.iter().position(is_from).unwrap_or(adapting.field);
        let next = if forward {
            fields.iter().skip(at + 1).find(typed)
        } else {
            fields[..at.min(fields.len())].iter().rev().find(typed)
        };
        match next {
            Some(&next) if next.manner() == Manner::New => self.add_item(next),
            Some(&next) => self.write(next),
            None => {}
        }
    }

    /// Ends the typing. What was added and says nothing is removed again.
    pub(in crate::app) fn close_field(&mut self) -> Vec<Effect> {
        let Some(Overlay::Writing(writing)) = self.overlay.take() else { return Vec::new() };
        let Writing { field, input, newborn, .. } = *writing;
        let text = input.text();
        let now = self.now.mono_ms;
        let Some(adapting) = self.adapting_mut() else { return Vec::new() };
        adapting.work.rest();
        if let Some(newborn) = newborn {
            return self.christen(&newborn, text.trim());
        }
        let (levels, row) = (adapting.levels(), adapting.cursor);
        let blank = text.trim().is_empty() && adapting.fields().contains(&field);
        let empty_question = |q: usize| {
            let criterion = row.criterion_of(levels);
            criterion.and_then(|c| c.questions.get(q)).is_some_and(|question| question.probes.is_empty())
        };
        let removes = match field {
            Field::Does(_) | Field::Probe(..) | Field::LookFor(_) => blank,
            Field::Ask(q) => blank && empty_question(q),
            _ => false,
        };
        if removes
            && let Some(edit) = field.removal(levels, row)
            && adapting.apply(edit, now).is_ok()
        {
            adapting.work.rest();
            return self.keep_work();
        }
        adapting.settle();
        if adapting.fields().contains(&field) {
            adapting.go_to_field(field);
        }
        Vec::new()
    }

    /// Adds what is new once more, now that its title stands: its id is made of the title.
    fn christen(&mut self, newborn: &Newborn, title: &str) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Some(adapting) = self.adapting_mut() else { return Vec::new() };
        let is_there = |adapting: &crate::app::rubrics::adapting::Adapting| {
            let levels = adapting.levels();
            let found = crate::app::rubrics::rows::Row::of(levels, &newborn.spot);
            found.is_some_and(|row| {
                (row.section.is_some(), row.criterion.is_some())
                    == (newborn.spot.section.is_some(), newborn.spot.criterion.is_some())
            })
        };
        // Adding it and typing its title were two steps, or one where nothing was typed.
        for _ in 0..2 {
            if is_there(adapting) {
                adapting.step_back(true, now);
            }
        }
        if title.is_empty() {
            adapting.focus = Focus::List;
            adapting.settle();
            self.toast = Some("nothing was added: it had no title".to_owned());
            return self.keep_work();
        }
        let field = newborn.what.title();
        let mut effects = self.change_and_go(newborn.what.edit(title));
        if effects.is_empty() {
            effects = self.keep_work();
        }
        if let Some(adapting) = self.adapting_mut() {
            adapting.go_to_field(field);
        }
        effects
    }
}
