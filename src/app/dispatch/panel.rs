//! What the keys of the panel, of a panel that is not shown yet, and of its decision do.

use tui_input::Input as LineInput;

use crate::app::deciding::{Deciding, Item};
use crate::app::keymap::Command;
use crate::app::message::{Decided, Effect, PanelContent, PanelRead};
use crate::app::overlay::{Content, Editor, Overlay, Page, Prompt, Purpose};
use crate::app::panel::PanelView;
use crate::app::scoring::Row;
use crate::app::{App, Screen, Showing};
use crate::domain::interview::Field;

impl App {
    /// Opens the panel of a candidate over the present screen.
    pub(in crate::app) fn open_panel(&mut self, name: String) -> Vec<Effect> {
        if matches!(self.below.last(), Some(Screen::Panel(_))) {
            return self.go_back();
        }
        self.go_to(Screen::Opening("Reading the cards …"));
        vec![Effect::ReadPanel { name, reveal: self.reveals() }]
    }

    pub(in crate::app) fn panel_read(&mut self, read: PanelRead) -> Vec<Effect> {
        let PanelRead { name, me, content } = read;
        // An answer that comes late takes no other screen away.
        if !matches!(self.screen, Screen::Opening(_) | Screen::Panel(_) | Screen::Closed(_)) {
            return Vec::new();
        }
        self.me = me;
        match (content, &mut self.screen) {
            (PanelContent::Open(open), Screen::Panel(view)) => view.read_again(*open),
            (PanelContent::Open(open), _) => {
                self.screen = Screen::Panel(Box::new(PanelView::new(*open, self.size)));
            }
            (PanelContent::Closed(closed), _) => self.screen = Screen::Closed(Box::new(closed)),
            (PanelContent::Nothing(told), _) => {
                let title = format!("No panel of {name}");
                self.overlay = Some(Overlay::Page(Page { title, content: Content::Told(told), scroll: 0 }));
                return self.go_back();
            }
        }
        Vec::new()
    }

    pub(in crate::app) fn run_panel(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Panel(view) = &mut self.screen else { return Vec::new() };
        let page = view.layout().map_or(1, |(_, panes)| usize::from(panes.list.height).max(1));
        let at = view.cursor_index();
        match command {
            Command::Down => view.go(at + 1),
            Command::Up => view.go(at.saturating_sub(1)),
            Command::PageDown => view.go(at + page),
            Command::PageUp => view.go(at.saturating_sub(page)),
            Command::First => view.go(0),
            Command::Last => view.go(usize::MAX),
            Command::Left => view.select_member(view.member.saturating_sub(1)),
            Command::Right => view.select_member(view.member + 1),
            Command::Next | Command::Previous => match view.on_the_agenda(command == Command::Next) {
                Some(criterion) => view.go_to(criterion),
                None => self.toast = Some("nothing is contested: the agenda is empty".to_owned()),
            },
            Command::Filter => {
                let all = !view.all;
                view.show_all(all);
                let told = if all { "showing every criterion" } else { "showing what matters" };
                self.toast = Some(told.to_owned());
            }
            Command::Pane => view.detail_only = !view.detail_only,
            Command::DetailDown => view.scroll_detail(true),
            Command::DetailUp => view.scroll_detail(false),
            Command::Why => self.open_why(),
            Command::Profile => {
                let title = "Section profiles".to_owned();
                self.overlay = Some(Overlay::Page(Page { title, content: Content::Profile, scroll: 0 }));
            }
            Command::Open => {
                let file = view.panel.members()[view.member].submitted().file.clone();
                let rubric = view.panel.rubric();
                let index = match view.cursor {
                    Row::Criterion(index) => index,
                    Row::Section(level, section) => rubric.section_range(level, section).start,
                    Row::Level(level) => rubric.section_range(level, 0).start,
                };
                self.card_at = Some(rubric.criterion(index).id.clone());
                let candidate = view.panel.candidate().name.clone();
                return vec![Effect::ReadCardOf { candidate, file }];
            }
            Command::Decide => self.open_decision(),
            Command::Refresh => {
                let (name, reveal) = (view.panel.candidate().name.clone(), view.revealed);
                return vec![Effect::ReadPanel { name, reveal }];
            }
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            Command::Back => return self.go_back(),
            _ => {}
        }
        Vec::new()
    }

    pub(in crate::app) fn run_closed(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Closed(closed) = &self.screen else { return Vec::new() };
        match command {
            Command::Open => {
                let draft = closed.draft.clone();
                self.go_to(Screen::Opening("Opening the draft …"));
                vec![Effect::Open(draft)]
            }
            Command::Reveal => {
                self.showing = Showing::Always;
                vec![Effect::ReadPanel { name: closed.name.clone(), reveal: true }]
            }
            Command::Refresh => vec![Effect::ReadPanel { name: closed.name.clone(), reveal: false }],
            Command::Back => self.go_back(),
            Command::Help => {
                self.open_help();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn open_decision(&mut self) {
        self.screen = match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Panel(view) => Screen::Deciding(Box::new(Deciding::new(view))),
            other => other,
        };
    }

    pub(in crate::app) fn run_deciding(&mut self, command: Command) -> Vec<Effect> {
        let Screen::Deciding(form) = &mut self.screen else { return Vec::new() };
        if form.recording {
            // What changed now would not be part of what is being written.
            self.toast = Some("the decision is being written".to_owned());
            return Vec::new();
        }
        let last = form.items().len() - 1;
        match command {
            Command::Down => form.cursor = (form.cursor + 1).min(last),
            Command::Up => form.cursor = form.cursor.saturating_sub(1),
            Command::First => form.cursor = 0,
            Command::Last => form.cursor = last,
            Command::Left | Command::Right if form.choose(command == Command::Right) => return self.keep_ruling(),
            Command::Toggle | Command::Open => return self.open_decision_item(),
            Command::Submit => return self.record_decision(),
            Command::Why => self.open_why(),
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            Command::Back => {
                self.screen = match std::mem::replace(&mut self.screen, Screen::Home) {
                    Screen::Deciding(form) => {
                        let Deciding { mut view, ruling, .. } = *form;
                        view.kept = Some(ruling);
                        Screen::Panel(view)
                    }
                    other => other,
                };
            }
            _ => {}
        }
        Vec::new()
    }

    fn open_decision_item(&mut self) -> Vec<Effect> {
        let Screen::Deciding(form) = &mut self.screen else { return Vec::new() };
        match form.selected() {
            Item::Overall | Item::Level | Item::Person(_) => {
                if form.choose(true) {
                    return self.keep_ruling();
                }
            }
            Item::Reason => {
                let hint = "Why this decision, and why another level than the ratings prove?";
                let editor = Editor::new(Field::Reason, "The panel's reason".to_owned(), hint, &form.ruling.reason);
                self.overlay = Some(Overlay::Editor(Box::new(editor)));
            }
            Item::SomebodyElse => {
                let question = "Who else is there?";
                let input = LineInput::default();
                self.overlay = Some(Overlay::Prompt(Prompt { question, input, purpose: Purpose::Present }));
            }
            Item::Record => return self.record_decision(),
        }
        Vec::new()
    }

    /// Keeps what is entered, so that a crash loses nothing of it.
    pub(in crate::app) fn keep_ruling(&self) -> Vec<Effect> {
        let Screen::Deciding(form) = &self.screen else { return Vec::new() };
        let name = form.view.panel.candidate().name.clone();
        vec![Effect::KeepRuling { name, ruling: Box::new(form.ruling.clone()) }]
    }

    fn record_decision(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Screen::Deciding(form) = &mut self.screen else { return Vec::new() };
        let missing = form.missing(now).len();
        if missing > 0 {
            let things = if missing == 1 { "1 thing is".to_owned() } else { format!("{missing} things are") };
            self.toast = Some(format!("{things} still missing"));
            form.select_missing(now);
            return Vec::new();
        }
        form.recording = true;
        self.toast = Some("writing the decision …".to_owned());
        let known = form.view.decisions.iter().map(|decided| decided.file.clone()).collect();
        let (panel, ruling) = (Box::new(form.view.panel.clone()), Box::new(form.ruling.clone()));
        vec![Effect::Decide { panel, ruling, known }]
    }

    /// Somebody else recorded a decision while this one was entered: that is looked at first.
    pub(in crate::app) fn decided_meanwhile(&mut self, decisions: Vec<Decided>) -> Vec<Effect> {
        if let Screen::Deciding(form) = &mut self.screen {
            form.recording = false;
            form.cursor = 0;
            let newest = decisions.first().map(|decided| decided.short.clone()).unwrap_or_default();
            form.view.decisions = decisions;
            self.toast = Some(format!("NOT RECORDED: decided meanwhile: {newest}; S again puts yours in its place"));
        }
        Vec::new()
    }

    /// The decision is recorded, or could not be.
    pub(in crate::app) fn decided(&mut self, result: Result<String, String>) -> Vec<Effect> {
        let Screen::Deciding(form) = &mut self.screen else { return Vec::new() };
        form.recording = false;
        match result {
            Err(why) => {
                self.toast = Some(format!("NOT RECORDED: {why}; what you entered is kept"));
                Vec::new()
            }
            Ok(path) => {
                let name = form.view.panel.candidate().name.clone();
                let reveal = form.view.revealed;
                self.screen = match std::mem::replace(&mut self.screen, Screen::Home) {
                    Screen::Deciding(form) => {
                        let mut view = form.view;
                        view.kept = None;
                        Screen::Panel(view)
                    }
                    other => other,
                };
                self.overlay = None;
                self.toast = Some(format!("Recorded: {path}"));
                vec![Effect::ReadPanel { name, reveal }]
            }
        }
    }
}
