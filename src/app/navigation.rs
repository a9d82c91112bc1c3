//! From screen to screen: what is opened over what, and where Escape leads back.

use super::candidates::Candidates;
use super::card::Card;
use super::keeping::Standing;
use super::message::{CardRead, Effect, Message};
use super::overlay::{Content, Overlay, Page};
use super::{App, Screen, Showing, layout};

impl App {
    pub(super) fn card_read(&mut self, read: CardRead) -> Vec<Effect> {
        let CardRead { file, me, content } = read;
        // An answer that comes late does not take what is being typed off the screen.
        let at = self.card_at.take();
        if self.overlay.is_some() || !matches!(self.screen, Screen::Home | Screen::Opening(_) | Screen::Panel(_)) {
            return Vec::new();
        }
        self.me = me;
        match content {
            Ok(saved) => {
                let mut card = Card::new(file, saved, self.size, self.now);
                if let Some(index) = at.and_then(|id| card.scoring.session.interview.rubric().index_of(&id)) {
                    card.scoring.go_to(index);
                }
                self.go_to(Screen::Card(Box::new(card)));
                Vec::new()
            }
            Err(lines) => {
                self.overlay = Some(Overlay::Page(Page { title: file, content: Content::Told(lines), scroll: 0 }));
                if matches!(self.screen, Screen::Opening(_)) { self.go_back() } else { Vec::new() }
            }
        }
    }

    /// Takes what was read for candidates and panels.
    pub(super) fn hear_of_panels(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::CandidatesRead { people, problems } => {
                let rows = layout::candidate_rows(self.size);
                let Some(list) = self.candidates_mut() else { return Vec::new() };
                list.read(people, problems);
                list.resize(rows);
                let awaited = std::mem::take(&mut list.awaited);
                let effects = Self::weigh(list);
                if awaited { self.open_candidate() } else { effects }
            }
            Message::CandidatesReading { done, of } => {
                if let Some(list) = self.candidates_mut() {
                    list.progress = Some((done, of));
                }
                Vec::new()
            }
            Message::Weighed(standings) => {
                if let Some(list) = self.candidates_mut() {
                    list.weighed(standings);
                }
                Vec::new()
            }
            Message::PanelRead(read) => self.panel_read(*read),
            Message::Decided(result) => self.decided(result),
            Message::DecidedMeanwhile(decisions) => self.decided_meanwhile(decisions),
            _ => Vec::new(),
        }
    }

    /// Gives the screen the size of the terminal, also after it was covered by another one.
    pub(super) fn fit(&mut self) -> Vec<Effect> {
        let size = self.size;
        match &mut self.screen {
            Screen::Card(card) => card.scoring.resize(size),
            Screen::Preview(scoring) => scoring.resize(size),
            Screen::Adapting(adapting) => adapting.resize(size),
            Screen::Panel(view) => view.resize(size),
            Screen::Deciding(form) => form.view.resize(size),
            Screen::Practice(practice) => practice.size = size,
            _ => {
                if let Some(scoring) = self.scoring_mut() {
                    scoring.resize(size);
                }
            }
        }
        self.settle();
        match &mut self.screen {
            Screen::Candidates(list) => Self::weigh(list),
            _ => Vec::new(),
        }
    }

    /// Whether panels are shown to somebody who has not handed in their own card.
    pub(super) fn reveals(&self) -> bool {
        self.showing == Showing::Always
    }

    /// Shows a screen over the present one, to come back to it. Of home and of waiting nothing needs to
    /// be kept.
    pub(super) fn go_to(&mut self, screen: Screen) {
        match std::mem::replace(&mut self.screen, screen) {
            Screen::Home | Screen::Opening(_) => {}
            before => self.below.push(before),
        }
    }

    pub(super) fn candidates_mut(&mut self) -> Option<&mut Candidates> {
        std::iter::once(&mut self.screen).chain(&mut self.below).find_map(|screen| match screen {
            Screen::Candidates(list) => Some(&mut **list),
            _ => None,
        })
    }

    /// Goes back to the screen below after an interview was left or submitted, and has it read again.
    pub(super) fn return_below(&mut self) -> Vec<Effect> {
        self.overlay = None;
        let effects = if let Some(screen) = self.below.pop() {
            self.screen = screen;
            self.fit();
            match &self.screen {
                Screen::Panel(view) => {
                    let name = view.panel.candidate().name.clone();
                    vec![Effect::ReadPanel { name, reveal: self.reveals() }]
                }
                Screen::Closed(closed) => {
                    vec![Effect::ReadPanel { name: closed.name.clone(), reveal: self.reveals() }]
                }
                Screen::Candidates(_) => vec![Effect::ReadCandidates],
                Screen::Families(_) => self.read_rubrics(),
                _ => Vec::new(),
            }
        } else {
            self.screen = Screen::Home;
            vec![Effect::ReadHome]
        };
        self.show_notices();
        effects
    }

    /// Leaves a screen that is kept in the background as far as the disk has kept it: waits while it is being
    /// kept, and prints what could not be. Nothing where it stays open, because the program goes on and what is
    /// on it would be lost. `keeping` and `kept` are the screen's own words.
    pub(super) fn leave_kept(&mut self, standing: &Standing, keeping: &str, kept: &str) -> Option<Vec<Effect>> {
        let quits = self.below.is_empty() && !self.home_below;
        let print = match standing {
            Standing::Keeping => {
                self.toast = Some(keeping.to_owned());
                return Some(Vec::new());
            }
            Standing::NotKept(_) if !quits => {
                self.toast = Some("not left: Ctrl-C twice leaves the program and prints it".to_owned());
                return None;
            }
            Standing::NotKept(_) => self.unkept_text(),
            Standing::Kept => Some(kept.to_owned()),
            Standing::Saved => None,
        };
        let mut effects = self.go_back();
        match effects.first_mut() {
            Some(Effect::Quit { print: said, .. }) => *said = print,
            _ => self.toast = print,
        }
        Some(effects)
    }

    /// Goes back to the screen below; from the lowest one home, or out of a program that was started
    /// for it.
    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        if let Some(screen) = self.below.pop() {
            self.screen = screen;
            return self.fit();
        }
        if !self.home_below && self.overlay.is_none() {
            return vec![Effect::Quit { code: 0, print: None }];
        }
        self.screen = Screen::Home;
        self.home_below = true;
        if self.home.data.is_some() { Vec::new() } else { vec![Effect::ReadHome] }
    }
}
