//! What the keys of the home screen and of the form do.

use crate::app::home::Item;
use crate::app::keymap::Command;
use crate::app::message::Effect;
use crate::app::setup::{Given, Setup};
use crate::app::{App, Screen};

impl App {
    pub(in crate::app) fn run_home(&mut self, command: Command) -> Vec<Effect> {
        // While a draft is being opened, a second Enter must not open it twice.
        if matches!(self.screen, Screen::Opening(_)) && command != Command::Leave {
            return Vec::new();
        }
        let last = self.home.items().len() - 1;
        let page = usize::from(self.size.1 / 2).max(1);
        match command {
            Command::Down => self.home.cursor = (self.home.cursor + 1).min(last),
            Command::Up => self.home.cursor = self.home.cursor.saturating_sub(1),
            Command::PageDown => self.home.cursor = (self.home.cursor + page).min(last),
            Command::PageUp => self.home.cursor = self.home.cursor.saturating_sub(page),
            Command::First => self.home.cursor = 0,
            Command::Last => self.home.cursor = last,
            Command::Refresh => return vec![Effect::ReadHome],
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            Command::New => self.open_form(),
            Command::Open => return self.open_item(),
            Command::Candidates => return self.open_candidates(),
            Command::Rubrics => return self.open_rubrics(),
            Command::NewFamily => return self.open_sketch(),
            Command::Practice => return self.open_practice(),
            Command::Panel => {
                let name = self.home.data.as_ref().and_then(|data| match self.home.selected() {
                    Item::Card(i) => Some(data.cards[i].candidate.clone()),
                    Item::Draft(i) => Some(data.drafts[i].candidate.clone()),
                    Item::New => None,
                });
                if let Some(name) = name {
                    return self.open_panel(name);
                }
                self.toast = Some("select a candidate's card or draft, or press c for all candidates".to_owned());
            }
            Command::Leave => {
                let print = self.home.news.as_ref().map(|path| format!("Scorecard: {path}"));
                return vec![Effect::Quit { code: 0, print }];
            }
            _ => {}
        }
        Vec::new()
    }

    pub(in crate::app) fn open_item(&mut self) -> Vec<Effect> {
        match (self.home.selected(), &self.home.data) {
            (Item::Draft(i), Some(data)) => {
                let draft = &data.drafts[i];
                if draft.usable {
                    let id = draft.id.clone();
                    self.screen = Screen::Opening("Opening the draft …");
                    return vec![Effect::Open(id)];
                }
                self.toast.clone_from(&draft.trouble);
            }
            (Item::Card(i), Some(data)) => return vec![Effect::ReadCard(data.cards[i].file.clone())],
            _ => self.open_form(),
        }
        Vec::new()
    }

    pub(in crate::app) fn open_form(&mut self) {
        self.home.news = None;
        let setup = self
            .left_form
            .take()
            .unwrap_or_else(|| Box::new(Setup::new(Given::default(), self.home.data.as_ref(), self.now)));
        self.screen = Screen::Setup(setup);
    }

    pub(in crate::app) fn run_setup(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Setup(setup) = &mut self.screen else { return Vec::new() };
        let last = setup.fields().len() - 1;
        match command {
            Command::Accept => return self.begin(),
            Command::Next => setup.cursor = if setup.cursor == last { 0 } else { setup.cursor + 1 },
            Command::Previous => setup.cursor = if setup.cursor == 0 { last } else { setup.cursor - 1 },
            Command::Left | Command::Right => {
                setup.choose(command == Command::Right);
            }
            Command::Toggle => {
                setup.toggle();
            }
            Command::Back => {
                if let Screen::Setup(setup) = std::mem::replace(&mut self.screen, Screen::Home) {
                    self.left_form = Some(setup);
                }
                self.home_below = true;
            }
            _ => {}
        }
        Vec::new()
    }

    /// Begins the interview that the form describes.
    pub(in crate::app) fn begin(&mut self) -> Vec<Effect> {
        let Screen::Setup(setup) = &mut self.screen else { return Vec::new() };
        match setup.start() {
            Ok(start) => {
                setup.trouble = None;
                vec![Effect::Begin { start: Box::new(start), above: setup.levels_above() }]
            }
            Err((field, trouble)) => {
                setup.cursor = setup.fields().iter().position(|f| *f == field).unwrap_or(0);
                setup.trouble = Some(trouble);
                Vec::new()
            }
        }
    }
}
