//! What the keys of the form that makes a family do, and what comes back from the disk.

use crate::app::keeping::Standing;
use crate::app::keymap::Command;
use crate::app::message::{Effect, SketchRead};
use crate::app::overlay::{Content, Overlay, Page};
use crate::app::rubrics::changes;
use crate::app::sketch::{SAVING, Sketching};
use crate::app::{App, Screen};
use crate::domain::practice;

/// Milliseconds within which starting afresh has to be asked for again.
const AGAIN_MS: u64 = 3_000;

impl App {
    /// Opens the form that makes a family, once what is needed for it is read.
    pub(in crate::app) fn open_sketch(&mut self) -> Vec<Effect> {
        self.go_to(Screen::Opening("Reading the rubrics …"));
        vec![Effect::ReadSketch]
    }

    /// Opens the form with what was read for it.
    pub(in crate::app) fn sketch_read(&mut self, read: SketchRead) -> Vec<Effect> {
        // An answer that comes late does not take what is being typed off the screen.
        if !matches!(self.screen, Screen::Opening(_)) {
            return Vec::new();
        }
        let goes_on = read.kept.as_ref().is_some_and(|sketch| !sketch.is_blank());
        self.screen = Screen::Sketch(Box::new(Sketching::new(read.kept, read.taken)));
        if goes_on {
            self.toast = Some("what you began is here again; Ctrl-N starts afresh".to_owned());
        }
        self.notices.extend(read.notices);
        self.show_notices();
        Vec::new()
    }

    pub(in crate::app) fn run_sketch(&mut self, command: Command) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Screen::Sketch(form) = &mut self.screen else { return Vec::new() };
        // Who wants something else has thought better of leaving.
        form.leaving = false;
        if form.saving && matches!(command, Command::Left | Command::Right | Command::New | Command::Back) {
            self.toast = Some(SAVING.to_owned());
            return Vec::new();
        }
        let again = form.afresh_ms.take().is_some_and(|first| now.saturating_sub(first) <= AGAIN_MS);
        match command {
            Command::Accept | Command::Next => {
                let mut moved = form.go(true);
                while moved && command == Command::Accept && !form.is_text() {
                    moved = form.go(true);
                }
                if !moved {
                    self.toast = Some("this is the last line; Ctrl-S saves, Ctrl-O shows all of it".to_owned());
                }
            }
            Command::Previous => _ = form.go(false),
            Command::NextSection => form.go_to_heading(true),
            Command::PreviousSection => form.go_to_heading(false),
            Command::Left | Command::Right if form.choose(command == Command::Right) => return self.keep_sketch(),
            Command::Whole => {
                let title = "The family as it is so far".to_owned();
                self.overlay = Some(Overlay::Page(Page { title, content: Content::Sketch, scroll: 0 }));
            }
            Command::Palette => self.open_palette(),
            Command::Submit => return self.save_sketch(),
            Command::New if form.sketch.is_blank() => {}
            Command::New if again => {
                form.start_afresh();
                return vec![Effect::DropSketch];
            }
            Command::New => {
                form.afresh_ms = Some(now);
                self.toast = Some("Ctrl-N again starts afresh; what is here is put aside".to_owned());
            }
            Command::Back => return self.leave_sketch(),
            _ => {}
        }
        Vec::new()
    }

    /// Has what is typed kept.
    pub(in crate::app) fn keep_sketch(&mut self) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Screen::Sketch(form) = &mut self.screen else { return Vec::new() };
        form.leaving = false;
        form.keeping.changed(now);
        vec![Effect::KeepSketch { sketch: Box::new(form.sketch.clone()), change: form.keeping.changes() }]
    }

    /// Hears that what is typed is on disk up to a change.
    pub(in crate::app) fn sketch_kept(&mut self, change: u64) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Screen::Sketch(form) = &mut self.screen else { return Vec::new() };
        form.keeping.kept(change, now);
        self.leave_sketch_if_kept()
    }

    /// Saves the family, or goes to what is missing.
    fn save_sketch(&mut self) -> Vec<Effect> {
        let Screen::Sketch(form) = &mut self.screen else { return Vec::new() };
        if form.saving {
            return Vec::new();
        }
        let problems = form.problems();
        let Some((row, _)) = problems.first() else {
            form.saving = true;
            return vec![Effect::SaveSketch(Box::new(form.sketch.clone()))];
        };
        form.select(*row);
        self.toast = Some("not saved yet: the line above says what is missing".to_owned());
        Vec::new()
    }

    /// What was typed before is put aside, or could not be.
    pub(in crate::app) fn sketch_dropped(&mut self, result: Result<Option<String>, String>) -> Vec<Effect> {
        self.toast = Some(match result {
            Ok(Some(path)) => format!("what was here is kept in {path}"),
            Ok(None) => "nothing had been kept".to_owned(),
            Err(why) => format!("what was here could not be put aside: {why}"),
        });
        Vec::new()
    }

    /// Hears what came of saving the family.
    pub(in crate::app) fn sketch_saved(&mut self, result: Result<Vec<String>, String>) -> Vec<Effect> {
        let Screen::Sketch(form) = &mut self.screen else { return Vec::new() };
        if !std::mem::replace(&mut form.saving, false) {
            return Vec::new();
        }
        match result {
            Err(why) => {
                self.toast = Some(format!("NOT SAVED: {why}"));
                Vec::new()
            }
            Ok(told) if self.below.is_empty() && !self.home_below => {
                vec![Effect::Quit { code: 0, print: Some(told.join("\n")) }]
            }
            Ok(told) => {
                self.notices.extend(told);
                let effects = self.return_below();
                self.show_notices();
                effects
            }
        }
    }

    /// What is entered and could not be kept, to be printed on leaving.
    pub(in crate::app) fn unkept_text(&self) -> Option<String> {
        let now = self.now.mono_ms;
        let standing = match &self.screen {
            Screen::Sketch(form) => form.standing(now),
            Screen::Adapting(adapting) => adapting.standing(now),
            Screen::Practice(practice) => practice.standing(now),
            _ => return None,
        };
        let Standing::NotKept(why) = standing else { return None };
        self.entered_text().map(|text| format!("NOT KEPT: {why}. What you typed:\n\n{text}"))
    }

    /// What is being entered and not recorded yet, as plain text, for when it could not be kept.
    #[must_use]
    pub fn entered_text(&self) -> Option<String> {
        let entered = |screen: &Screen| match screen {
            Screen::Sketch(form) if !form.sketch.is_blank() => Some(form.as_text()),
            Screen::Adapting(adapting) if adapting.work.is_changed() => Some(changes::text(adapting)),
            Screen::Deciding(form) if !form.ruling.reason.is_empty() => Some(form.ruling.reason.clone()),
            Screen::Practice(practice) if !practice.session.round().is_blank() => {
                Some(practice::words::as_text(&practice.session))
            }
            _ => None,
        };
        // A preview may lie over it.
        std::iter::once(&self.screen).chain(self.below.iter().rev()).find_map(entered)
    }

    /// Leaves the form as soon as what is typed is kept.
    fn leave_sketch(&mut self) -> Vec<Effect> {
        if let Screen::Sketch(form) = &mut self.screen {
            form.leaving = true;
        }
        self.leave_sketch_if_kept()
    }

    /// Goes on with leaving the form as far as the disk has kept what is typed. What could not be kept is
    /// printed, or stays open where the program goes on.
    pub(in crate::app) fn leave_sketch_if_kept(&mut self) -> Vec<Effect> {
        let Screen::Sketch(form) = &self.screen else { return Vec::new() };
        if !form.leaving {
            return Vec::new();
        }
        let standing = form.standing(self.now.mono_ms);
        let left = self.leave_kept(&standing, "keeping …", "What you typed is kept: assay rubric new goes on with it.");
        if let (None, Screen::Sketch(form)) = (&left, &mut self.screen) {
            form.leaving = false;
        }
        left.unwrap_or_default()
    }
}
