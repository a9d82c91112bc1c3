//! What the keys of the list of candidates do.

use crate::app::candidates::Candidates;
use crate::app::keymap::Command;
use crate::app::message::Effect;
use crate::app::{App, Screen};

impl App {
    pub(in crate::app) fn open_candidates(&mut self) -> Vec<Effect> {
        self.go_to(Screen::Candidates(Box::default()));
        vec![Effect::ReadCandidates]
    }

    pub(in crate::app) fn run_candidates(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Candidates(list) = &mut self.screen else { return Vec::new() };
        let page = list.height().saturating_sub(1).max(1);
        match command {
            Command::Down => list.go(list.cursor + 1),
            Command::Up => list.go(list.cursor.saturating_sub(1)),
            Command::PageDown => list.go(list.cursor + page),
            Command::PageUp => list.go(list.cursor.saturating_sub(page)),
            Command::First => list.go(0),
            Command::Last => list.go(usize::MAX),
            Command::Refresh => return vec![Effect::ReadCandidates],
            Command::Open => return self.open_candidate(),
            Command::Back => return self.leave_search(),
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            _ => {}
        }
        match &mut self.screen {
            Screen::Candidates(list) => Self::weigh(list),
            _ => Vec::new(),
        }
    }

    pub(in crate::app) fn open_candidate(&mut self) -> Vec<Effect> {
        let Screen::Candidates(list) = &mut self.screen else { return Vec::new() };
        list.awaited = list.people.is_none();
        let Some(person) = list.selected() else { return Vec::new() };
        let name = person.name.clone();
        self.open_panel(name)
    }

    /// Escape closes one layer: first what is searched for, then the list.
    fn leave_search(&mut self) -> Vec<Effect> {
        let Screen::Candidates(list) = &mut self.screen else { return Vec::new() };
        if list.input.value().is_empty() {
            return self.go_back();
        }
        let selected = list.selected().map(|person| person.name.clone());
        list.input.reset();
        list.search();
        if let Some(name) = selected {
            list.select(&name);
        }
        Vec::new()
    }

    /// Asks for what the visible rows still lack.
    pub(in crate::app) fn weigh(list: &mut Candidates) -> Vec<Effect> {
        let names = list.unweighed();
        if names.is_empty() { Vec::new() } else { vec![Effect::Weigh(names)] }
    }
}
