//! What the keys of a saved card do.

use crate::app::keymap::Command;
use crate::app::message::Effect;
use crate::app::overlay::{Content, Overlay, Page};
use crate::app::{App, Screen};

impl App {
    pub(in crate::app) fn run_card(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Card(card) = &self.screen else { return Vec::new() };
        match command {
            Command::Back => return self.go_back(),
            Command::Whole => {
                let title = "The whole card".to_owned();
                self.overlay = Some(Overlay::Page(Page { title, content: Content::Card, scroll: 0 }));
            }
            Command::Amend => return self.amend(),
            Command::Panel => {
                let name = card.scoring.session.interview.start().candidate.name.clone();
                return self.open_panel(name);
            }
            _ => match card.scoring.decide(command) {
                Some(act) => return self.act(&act),
                None => self.toast = self.why_not(command),
            },
        }
        Vec::new()
    }

    /// Begins an amendment of the card, or goes on with it, if it is this person's own.
    fn amend(&mut self) -> Vec<Effect> {
        let Screen::Card(card) = &self.screen else { return Vec::new() };
        match &self.me {
            None => {
                self.toast = Some("who are you? start with --as NAME to amend your own card".to_owned());
                Vec::new()
            }
            Some(me) if !card.is_by(me) => {
                let whose = &card.scoring.session.interview.start().interviewer;
                self.toast = Some(format!("only {whose} amends this card; you are {me} (--as NAME)"));
                Vec::new()
            }
            Some(_) => {
                let file = card.file.clone();
                let interview = &card.scoring.session.interview;
                self.card_at = Some(interview.rubric().criterion(card.scoring.shown()).id.clone());
                self.screen = Screen::Opening("Opening the amendment …");
                vec![Effect::Amend(file)]
            }
        }
    }
}
