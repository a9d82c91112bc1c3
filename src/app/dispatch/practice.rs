//! What the keys of practice do, and what comes back from the disk.

use ratatui::layout::Position;

use crate::app::keeping::Standing;
use crate::app::keymap::Command;
use crate::app::layout::Arrangement;
use crate::app::message::{Effect, MouseAction, PracticeRead};
use crate::app::practice::{Practice, RESTARTING, WHEEL};
use crate::app::{App, Screen};
use crate::domain::count::counted;
use crate::domain::practice::Session;
use crate::domain::rating::Answer;

/// Milliseconds within which starting afresh has to be asked for again.
const AGAIN_MS: u64 = 3_000;

impl App {
    /// Opens practice, once what was answered before is read.
    pub(in crate::app) fn open_practice(&mut self) -> Vec<Effect> {
        self.go_to(Screen::Opening("Reading the interviews …"));
        vec![Effect::ReadPractice]
    }

    /// Opens practice with what was read for it.
    pub(in crate::app) fn practice_read(&mut self, read: PracticeRead) -> Vec<Effect> {
        // An answer that comes late does not take anything else off the screen.
        if !matches!(self.screen, Screen::Opening(_)) {
            return Vec::new();
        }
        let round = read.kept.unwrap_or_default();
        if !round.is_blank() {
            self.toast = Some("you go on where you were; r starts afresh".to_owned());
        }
        let session = Session::new(read.exercises, round);
        self.screen = Screen::Practice(Box::new(Practice::new(session, self.size)));
        self.notices.extend(read.notices);
        self.show_notices();
        Vec::new()
    }

    pub(in crate::app) fn run_practice(&mut self, command: Command) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        // Who wants something else has thought better of leaving.
        practice.leaving = false;
        let again = practice.afresh_ms.take().is_some_and(|first| now.saturating_sub(first) <= AGAIN_MS);
        match command {
            Command::Rate(rating) => return self.answer(Some(Answer::Rated(rating))),
            Command::NoData => return self.answer(Some(Answer::NoData)),
            Command::Clear => return self.answer(None),
            Command::Accept => return self.compare_or_go_on(),
            Command::New => return self.practise_afresh(again),
            Command::Back => {
                practice.leaving = true;
                return self.leave_practice_if_kept();
            }
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            _ => practice.go(command),
        }
        Vec::new()
    }

    /// Answers the selected criterion, and has it kept.
    fn answer(&mut self, answer: Option<Answer>) -> Vec<Effect> {
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        if practice.restarting {
            self.toast = Some(RESTARTING.to_owned());
        } else if practice.session.is_compared(practice.at) {
            self.toast = Some("compared: your rating stands; r starts a new round".to_owned());
        } else if practice.session.give(practice.at, practice.selected, answer) {
            return self.keep_practice();
        }
        Vec::new()
    }

    /// Compares, says what is missing for that, or goes on from what is compared.
    fn compare_or_go_on(&mut self) -> Vec<Effect> {
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        if practice.restarting {
            self.toast = Some(RESTARTING.to_owned());
            return Vec::new();
        }
        if practice.exercise().is_none() || practice.session.is_compared(practice.at) {
            let to = practice.next_place();
            practice.go_to(to);
            return Vec::new();
        }
        if practice.session.compare(practice.at) {
            practice.select(0);
            practice.detail_scroll = 0;
            // What there is to see now stands with the criterion.
            practice.detail_only = true;
            return self.keep_practice();
        }
        let missing = practice.session.missing(practice.at).len();
        if let Some(item) = practice.open_one(true) {
            practice.select(item);
        }
        let words = counted(missing, "criterion is", "criteria are");
        self.toast = Some(format!("{words} not rated yet, this one first"));
        Vec::new()
    }

    /// Has the round put aside for a new one, when asked for twice.
    fn practise_afresh(&mut self, again: bool) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        if practice.restarting || practice.session.round().is_blank() {
            return Vec::new();
        }
        if matches!(practice.standing(now), Standing::NotKept(_)) {
            self.toast = Some("not before this round is saved: it would be lost".to_owned());
            return Vec::new();
        }
        if again {
            practice.restarting = true;
            return vec![Effect::DropPractice];
        }
        practice.afresh_ms = Some(now);
        self.toast = Some("r again starts a new round; this one is put aside".to_owned());
        Vec::new()
    }

    /// Has what is answered kept.
    fn keep_practice(&mut self) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        practice.keeping.changed(now);
        let round = Box::new(practice.session.round().clone());
        vec![Effect::KeepPractice { round, change: practice.keeping.changes() }]
    }

    /// Hears that what is answered is on disk up to a change.
    pub(in crate::app) fn practice_kept(&mut self, change: u64) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        practice.keeping.kept(change, now);
        self.leave_practice_if_kept()
    }

    /// The round is put aside, and a new one begins; or it could not be, and goes on.
    pub(in crate::app) fn practice_dropped(&mut self, result: Result<Option<String>, String>) -> Vec<Effect> {
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        if !std::mem::replace(&mut practice.restarting, false) {
            return Vec::new();
        }
        let told = match result {
            Ok(path) => {
                let round = practice.session.afresh();
                practice.session.begin(round);
                practice.go_to(0);
                path.map_or_else(|| "a new round".to_owned(), |path| format!("a new round; the last one is in {path}"))
            }
            Err(why) => {
                self.toast = Some(format!("no new round: this one could not be put aside: {why}"));
                return Vec::new();
            }
        };
        self.toast = Some(told);
        self.keep_practice()
    }

    /// Goes on with leaving practice as far as the disk has kept what is answered. What could not be kept is
    /// printed, or stays open where the program goes on.
    pub(in crate::app) fn leave_practice_if_kept(&mut self) -> Vec<Effect> {
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        if !practice.leaving {
            return Vec::new();
        }
        if practice.restarting {
            practice.leaving = false;
            self.toast = Some(RESTARTING.to_owned());
            return Vec::new();
        }
        let standing = practice.standing(self.now.mono_ms);
        let left = self.leave_kept(&standing, "saving …", "What you rated is kept: assay practice goes on with it.");
        if let (None, Screen::Practice(practice)) = (&left, &mut self.screen) {
            practice.leaving = false;
        }
        left.unwrap_or_default()
    }

    pub(in crate::app) fn point_practice(&mut self, action: MouseAction, at: Position) -> Vec<Effect> {
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        let Some((_, reading)) = practice.layout() else { return Vec::new() };
        let down = action == MouseAction::WheelDown;
        match action {
            MouseAction::Click if reading.list.contains(at) => {
                practice.select(usize::from(at.y - reading.list.y));
            }
            MouseAction::Click if reading.detail.contains(at) => {
                let rating = practice.rating_at(usize::from(at.y - reading.detail.y));
                let effects = rating.map(|rating| self.run(Command::Rate(rating))).unwrap_or_default();
                // A click that was only meant to bring the window to the front may rate.
                if !effects.is_empty() {
                    self.toast = Some("rated by a click; Backspace takes it back".to_owned());
                }
                return effects;
            }
            MouseAction::Click => {}
            _ if reading.detail.contains(at) || reading.list.contains(at) => practice.scroll_detail_by(down, WHEEL),
            _ => practice.scroll_by(down, WHEEL),
        }
        Vec::new()
    }
}

impl Practice {
    /// Moves as a command says.
    fn go(&mut self, command: Command) {
        let single = self.layout().is_some_and(|(regions, _)| regions.arrangement == Arrangement::Single);
        let (down, last) = (matches!(command, Command::Down | Command::PageDown), self.session.exercises().len());
        match command {
            Command::Down | Command::Up if self.exercise().is_none() => self.scroll_by(down, 1),
            Command::Down => self.select(self.selected + 1),
            Command::Up => self.select(self.selected.saturating_sub(1)),
            Command::First => self.select(0),
            Command::Last => self.select(usize::MAX),
            Command::NextUnrated | Command::PreviousUnrated => {
                if let Some(item) = self.open_one(command == Command::NextUnrated) {
                    self.select(item);
                }
            }
            Command::PageDown | Command::PageUp if single && self.detail_only => {
                self.scroll_detail_by(down, self.detail_lines());
            }
            Command::PageDown | Command::PageUp => self.scroll_by(down, self.page_lines()),
            Command::DetailDown => self.scroll_detail_by(true, self.detail_lines()),
            Command::DetailUp => self.scroll_detail_by(false, self.detail_lines()),
            Command::Pane => self.detail_only = single && !self.detail_only,
            Command::NextSection => self.go_to((self.at + 1).min(last)),
            Command::PreviousSection => self.go_to(self.at.saturating_sub(1)),
            Command::Summary => self.go_to(last),
            _ => {}
        }
    }
}
