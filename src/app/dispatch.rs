//! From keys and clicks to what they do.

use tui_input::Input as LineInput;

use super::home::Item as HomeItem;
use super::key::Key;
use super::keymap::{self, Binding, Command, Context};
use super::layout::{self, Regions};
use super::message::{Effect, MouseAction};
use super::overlay::{Attest, Editor, Help, Overlay, Page, Palette, Prompt, Purpose, Search};
use super::scoring::{Act, Opening, Row, Scoring};
use super::session::SaveState;
use super::setup::{Given, Setup};
use super::summary::{Item, Summary};
use super::{App, INTERRUPT_MS, INTERRUPTED, Leaving, Screen, Way, record, why};
use crate::domain::explain;
use crate::domain::interview::{Event, Field};
use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::scorecard::{Missing, Scorecard};

impl App {
    pub(super) fn press(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        let command = keymap::command(context, key);
        if command != Some(Command::Interrupt) {
            self.toast = None;
            self.interrupted_ms = None;
        }
        let effects = match command {
            Some(command) if !self.types_instead(context, key) => self.run(command),
            _ => self.type_key(key),
        };
        self.settle();
        effects
    }

    /// Whether a key with a meaning is text here: a space in a name is a space.
    fn types_instead(&self, context: Context, key: Key) -> bool {
        context == Context::Setup
            && key.typed().is_some()
            && matches!(&self.screen, Screen::Setup(setup) if setup.is_text())
    }

    /// The rows of the table that would do something now, in footer order: one a group.
    #[must_use]
    pub fn footer(&self) -> Vec<&'static Binding> {
        let mut rows: Vec<&Binding> =
            keymap::rows(self.context()).filter(|row| row.footer.is_some() && self.works(row.command)).collect();
        rows.sort_by_key(|row| row.footer);
        rows.dedup_by(|a, b| a.group.is_some() && a.group == b.group);
        rows
    }

    /// Whether a command would do something now.
    #[must_use]
    pub fn works(&self, command: Command) -> bool {
        match (&self.overlay, &self.screen) {
            (Some(_), _) | (None, Screen::Home) => true,
            (None, Screen::Opening(_)) => matches!(command, Command::Leave | Command::Suspend | Command::Redraw),
            (None, Screen::Scoring(scoring)) => match command {
                Command::Leave | Command::Mouse | Command::Redraw | Command::Suspend => true,
                // A rating that is already given changes nothing, but the key is not out of order.
                Command::Rate(_) | Command::NoData => scoring.selected().is_some(),
                _ => scoring.decide(command).is_some(),
            },
            (None, Screen::Setup(setup)) => match command {
                Command::Toggle => matches!(setup.field(), super::setup::FormField::Section(_)),
                Command::Left | Command::Right => {
                    matches!(setup.field(), super::setup::FormField::Level | super::setup::FormField::Family)
                }
                _ => true,
            },
            (None, Screen::Summary(summary)) => match command {
                Command::Submit => summary.missing().is_empty() && !summary.submitting,
                Command::Left | Command::Right => matches!(summary.selected(), Item::Overall | Item::Level),
                Command::Undo | Command::Redo => summary.scoring.decide(command).is_some(),
                _ => true,
            },
        }
    }

    pub(super) fn run(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Interrupt => return self.interrupt(),
            Command::Suspend => return vec![Effect::Suspend],
            Command::Redraw => return vec![Effect::Redraw],
            Command::Mouse => {
                self.mouse = !self.mouse;
                let state = if self.mouse { "on" } else { "off: the terminal selects text" };
                self.toast = Some(format!("mouse {state}"));
                return vec![Effect::Mouse(self.mouse)];
            }
            _ => {}
        }
        if self.overlay.is_some() {
            return self.run_overlay(command);
        }
        match &self.screen {
            Screen::Home | Screen::Opening(_) => self.run_home(command),
            Screen::Setup(_) => self.run_setup(command),
            Screen::Scoring(_) => self.run_scoring(command),
            Screen::Summary(_) => self.run_summary(command),
        }
    }

    fn run_home(&mut self, command: Command) -> Vec<Effect> {
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
            Command::Leave => {
                let print = self.home.news.as_ref().map(|path| format!("Scorecard: {path}"));
                return vec![Effect::Quit { code: 0, print }];
            }
            _ => {}
        }
        Vec::new()
    }

    fn open_item(&mut self) -> Vec<Effect> {
        match (self.home.selected(), &self.home.data) {
            (HomeItem::Draft(i), Some(data)) => {
                let draft = &data.drafts[i];
                if draft.usable {
                    let id = draft.id.clone();
                    self.screen = Screen::Opening("Opening the draft …");
                    return vec![Effect::Open(id)];
                }
                self.toast.clone_from(&draft.trouble);
            }
            (HomeItem::Card(i), Some(data)) => return vec![Effect::ReadCard(data.cards[i].file.clone())],
            _ => self.open_form(),
        }
        Vec::new()
    }

    fn open_form(&mut self) {
        self.home.news = None;
        let setup = self
            .left_form
            .take()
            .unwrap_or_else(|| Box::new(Setup::new(Given::default(), self.home.data.as_ref(), self.now)));
        self.screen = Screen::Setup(setup);
    }

    fn run_setup(&mut self, command: Command) -> Vec<Effect> {
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
    pub(super) fn begin(&mut self) -> Vec<Effect> {
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

    fn run_scoring(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::Leave {
            return self.leave(if self.home_below { Way::Home } else { Way::Out(0) });
        }
        let Some(act) = self.decide(command) else {
            self.toast = self.why_not(command);
            return Vec::new();
        };
        self.act(&act)
    }

    /// A word on why a command does nothing, where that is not plain to see.
    fn why_not(&self, command: Command) -> Option<String> {
        let scoring = self.scoring()?;
        let words = match command {
            Command::Stretch => "there is no level above this one in the family",
            Command::Attest => "every criterion of this section is already rated",
            Command::Decisive => "no criterion left to rate can decide the next level",
            Command::NextUnrated | Command::PreviousUnrated => "nothing is left to rate here",
            Command::Filter => "nothing to filter: no flags, no focus, nothing unrated",
            Command::Undo => "nothing to undo",
            Command::Redo => "nothing to redo",
            Command::Clear | Command::Flag if scoring.selected().is_none() => {
                "a folded group is selected; z unfolds it"
            }
            _ => return None,
        };
        Some(words.to_owned())
    }

    /// Does what was decided on the scoring screen.
    pub(super) fn act(&mut self, act: &Act) -> Vec<Effect> {
        let now = self.now;
        let Screen::Scoring(scoring) = &mut self.screen else { return Vec::new() };
        let before = scoring.session.recommendation.clone();
        let said = said_of(act, scoring);
        let recorded = scoring.carry_out(act, now);
        let session = &scoring.session;
        if !recorded.is_empty() {
            let change = explain::change(session.interview.rubric(), &before, &session.recommendation);
            self.toast = change.or(said).or(self.toast.take());
        }
        match act {
            Act::Filter(filter) => self.toast = Some(format!("showing: {}", filter.label())),
            Act::Open(opening) => self.open(*opening),
            _ => {}
        }
        record(recorded)
    }

    fn open(&mut self, opening: Opening) {
        match opening {
            Opening::Help => self.open_help(),
            Opening::Palette => self.open_palette(),
            Opening::Why => self.open_why(),
            Opening::Summary => self.open_summary(),
            Opening::Note(index) => self.open_note(index),
            Opening::Search => {
                if let Screen::Scoring(scoring) = &self.screen {
                    self.overlay = Some(Overlay::Search(Search {
                        input: LineInput::default(),
                        origin: scoring.whereabouts(),
                        matches: None,
                    }));
                }
            }
            Opening::Attest => {
                if let Screen::Scoring(scoring) = &self.screen {
                    let section = scoring.session.interview.rubric().section_of(scoring.shown()).title.clone();
                    let criteria = scoring.unrated_in_section();
                    self.overlay = Some(Overlay::Attest(Attest {
                        section,
                        criteria,
                        rating: Rating::Meets,
                        basis: Basis::Attested,
                    }));
                }
            }
        }
    }

    fn open_help(&mut self) {
        self.overlay = Some(Overlay::Help(Help { from: self.context(), input: LineInput::default(), scroll: 0 }));
    }

    fn open_palette(&mut self) {
        let from = self.context();
        let mut available: Vec<&Binding> =
            keymap::rows(from).filter(|row| row.command != Command::Palette && self.works(row.command)).collect();
        available.dedup_by_key(|row| row.command);
        self.overlay = Some(Overlay::Palette(Palette { from, input: LineInput::default(), selected: 0, available }));
    }

    fn open_why(&mut self) {
        self.overlay = Some(Overlay::Page(Page { title: "Why this grade".to_owned(), content: None, scroll: 0 }));
    }

    fn open_summary(&mut self) {
        self.screen = match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Scoring(scoring) => Screen::Summary(Box::new(Summary::new(scoring))),
            other => other,
        };
    }

    pub(super) fn open_note(&mut self, index: usize) {
        if let Screen::Scoring(scoring) = &self.screen {
            let interview = &scoring.session.interview;
            let criterion = interview.rubric().criterion(index);
            let field = Field::Note(criterion.id.clone());
            let mark = interview.mark(index);
            let rated = mark.answer.map_or_else(|| "not rated".to_owned(), Answer::label);
            let title = format!("Note: {} ({rated})", criterion.title);
            let mut editor = Editor::new(field, title, &mark.note);
            editor.area.set_placeholder_text(note_hint(mark.answer));
            self.overlay = Some(Overlay::Editor(Box::new(editor)));
        }
    }

    fn run_summary(&mut self, command: Command) -> Vec<Effect> {
        let now = self.now;
        let page = usize::from(self.size.1 / 2).max(1);
        let Screen::Summary(summary) = &mut self.screen else { return Vec::new() };
        if summary.submitting {
            // What changed now would be neither on the card nor in a draft.
            self.toast = Some("the card is being written".to_owned());
            return Vec::new();
        }
        let last = summary.items().len() - 1;
        match command {
            Command::Down => summary.cursor = (summary.cursor + 1).min(last),
            Command::Up => summary.cursor = summary.cursor.saturating_sub(1),
            Command::PageDown => summary.cursor = (summary.cursor + page).min(last),
            Command::PageUp => summary.cursor = summary.cursor.saturating_sub(page),
            Command::First => summary.cursor = 0,
            Command::Last => summary.cursor = last,
            Command::Left | Command::Right => {
                if let Some(event) = summary.choose(command == Command::Right) {
                    return record(summary.scoring.session.record(now, vec![event]));
                }
            }
            Command::Undo | Command::Redo => {
                if let Some(act) = summary.scoring.decide(command) {
                    return record(summary.scoring.carry_out(&act, now));
                }
            }
            Command::Submit => self.ask_to_submit(),
            Command::Why => self.open_why(),
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            Command::Open => return self.open_summary_item(),
            Command::Back => self.back_to_scoring(),
            _ => {}
        }
        Vec::new()
    }

    fn back_to_scoring(&mut self) {
        self.screen = match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Summary(summary) => Screen::Scoring(summary.scoring),
            other => other,
        };
    }

    fn open_summary_item(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Screen::Summary(summary) = &mut self.screen else { return Vec::new() };
        let start = summary.scoring.session.interview.start().clone();
        let prompt = |question, text: &str, purpose| {
            Overlay::Prompt(Prompt { question, input: LineInput::new(text.to_owned()), purpose })
        };
        match summary.selected() {
            Item::Overall | Item::Level => {
                let event = summary.choose(true);
                return event.map(|event| record(summary.scoring.session.record(now, vec![event]))).unwrap_or_default();
            }
            Item::Text(field) => {
                let title = match field {
                    Field::Takeaways => "Takeaways",
                    Field::Strengths => "Strengths",
                    Field::Concerns => "Concerns",
                    _ => "Reason for your decision",
                };
                let content = summary.scoring.session.interview.text(&field).unwrap_or_default();
                self.overlay = Some(Overlay::Editor(Box::new(Editor::new(field, title.to_owned(), content))));
            }
            Item::Missing(Missing::Note { criterion, .. }) => {
                summary.scoring.go_to(criterion);
                self.back_to_scoring();
                self.back_to_summary = true;
                self.open_note(criterion);
            }
            Item::Missing(Missing::Answer { criterion }) => {
                summary.scoring.go_to(criterion);
                self.back_to_scoring();
            }
            Item::Missing(_) => {}
            Item::Candidate => self.overlay = Some(prompt("Candidate", &start.candidate.name, Purpose::Candidate)),
            Item::Reference => {
                let reference = start.candidate.reference.unwrap_or_default();
                self.overlay = Some(prompt("Reference", &reference, Purpose::Reference));
            }
            Item::Interviewer => self.overlay = Some(prompt("Interviewer", &start.interviewer, Purpose::Interviewer)),
            Item::Submit => self.ask_to_submit(),
        }
        Vec::new()
    }

    fn ask_to_submit(&mut self) {
        let Screen::Summary(summary) = &mut self.screen else { return };
        let missing = summary.missing();
        if summary.submitting {
            return;
        }
        if missing.is_empty() {
            self.overlay = Some(Overlay::Confirm);
            return;
        }
        let n = missing.len();
        self.toast =
            Some(if n == 1 { "1 thing is still missing".to_owned() } else { format!("{n} things are still missing") });
        // The cursor goes to the first of them.
        let first = summary.items().iter().position(|item| match &missing[0] {
            Missing::Overall => *item == Item::Overall,
            Missing::Level => *item == Item::Level,
            Missing::Reason => *item == Item::Text(Field::Reason),
            other => *item == Item::Missing(other.clone()),
        });
        summary.cursor = first.unwrap_or(summary.cursor);
    }

    pub(super) fn submit(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Screen::Summary(summary) = &mut self.screen else { return Vec::new() };
        let session = &summary.scoring.session;
        match Scorecard::submit(&session.interview, now.wall, session.active_ms(now.mono_ms)) {
            Ok(card) => {
                summary.submitting = true;
                self.toast = Some("writing the card …".to_owned());
                vec![Effect::Submit(Box::new(card))]
            }
            Err(missing) => {
                self.toast = Some(format!("{} things are still missing", missing.len()));
                Vec::new()
            }
        }
    }

    /// Lets go of the draft once everything is on disk; asks what to do when it cannot be.
    fn leave(&mut self, way: Way) -> Vec<Effect> {
        let now = self.now;
        let mut effects = Vec::new();
        if let Some(session) = self.session_mut()
            && session.interview.clock_running()
        {
            effects = record(session.record(now, vec![Event::ClockPaused]));
        }
        match self.save_state() {
            Some(SaveState::Saved) => effects.extend(self.close(way)),
            Some(SaveState::Saving) => self.leaving = Leaving::Waiting(way),
            Some(SaveState::NotSaved(_)) => self.overlay = Some(Overlay::Unsaved),
            None => {}
        }
        effects
    }

    fn interrupt(&mut self) -> Vec<Effect> {
        let again = self.interrupted_ms.is_some_and(|first| self.now.mono_ms.saturating_sub(first) <= INTERRUPT_MS);
        if again {
            return vec![Effect::Quit { code: INTERRUPTED, print: None }];
        }
        self.interrupted_ms = Some(self.now.mono_ms);
        self.toast = Some("Ctrl-C again within a second leaves; what you typed is kept".to_owned());
        Vec::new()
    }

    pub(super) fn point(&mut self, action: MouseAction, column: u16, row: u16) -> Vec<Effect> {
        let Some(regions) = layout::regions(self.size.0, self.size.1) else { return Vec::new() };
        let effects = match (&self.overlay, &self.screen) {
            (Some(overlay), _) => match action {
                MouseAction::WheelDown if overlay.scrolls() => self.run_overlay(Command::Down),
                MouseAction::WheelUp if overlay.scrolls() => self.run_overlay(Command::Up),
                _ => Vec::new(),
            },
            (None, Screen::Scoring(scoring)) => {
                let act = scoring.pointed(action, column, row);
                self.toast = None;
                // A click that was only meant to bring the window to the front may rate.
                if let Some(Act::Record(_)) = &act {
                    self.toast = Some("rated by a click; u takes it back".to_owned());
                }
                act.map(|act| self.act(&act)).unwrap_or_default()
            }
            (None, Screen::Home) => self.point_home(action, &regions, row),
            (None, Screen::Summary(_)) => self.point_summary(action, &regions, row),
            (None, Screen::Setup(_)) => match action {
                MouseAction::WheelDown => self.run(Command::Next),
                MouseAction::WheelUp => self.run(Command::Previous),
                MouseAction::Click => Vec::new(),
            },
            (None, Screen::Opening(_)) => Vec::new(),
        };
        self.settle();
        effects
    }

    fn point_home(&mut self, action: MouseAction, regions: &Regions, row: u16) -> Vec<Effect> {
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click => {}
        }
        let columns = usize::from(regions.body.width.saturating_sub(2));
        let line = self.home.offset + usize::from(row.saturating_sub(regions.body.y));
        if let Some((Some(item), _)) = self.home.lines(columns).get(line) {
            let at = self.home.items().iter().position(|i| i == item).unwrap_or(0);
            if self.home.cursor == at {
                return self.run(Command::Open);
            }
            self.home.cursor = at;
        }
        Vec::new()
    }

    fn point_summary(&mut self, action: MouseAction, regions: &Regions, row: u16) -> Vec<Effect> {
        let now = self.now;
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click => {}
        }
        let Screen::Summary(summary) = &mut self.screen else { return Vec::new() };
        let columns = usize::from(regions.body.width.saturating_sub(2));
        let line = summary.offset + usize::from(row.saturating_sub(regions.body.y));
        if let Some((Some(item), _)) = summary.page(columns, now).get(line) {
            let at = summary.items().iter().position(|i| i == item).unwrap_or(0);
            if summary.cursor == at {
                return self.run(Command::Open);
            }
            summary.cursor = at;
        }
        Vec::new()
    }

    /// The page that says why, at the present size.
    #[must_use]
    pub fn why_page(&self, columns: usize) -> Vec<super::prose::Line> {
        self.scoring().map(|s| why::page(&s.session.interview, &s.session.recommendation, columns)).unwrap_or_default()
    }
}

/// What a note is wanted for, by its rating.
fn note_hint(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Rated(Rating::NotShown)) => "What was asked, and what came?",
        Some(Answer::Rated(Rating::Partial)) => "Which clause was missing?",
        Some(Answer::Rated(Rating::Exceeds)) => "What went beyond the item, and how was it measured?",
        Some(Answer::NoData) => "Why is there no usable answer?",
        Some(Answer::Rated(Rating::Meets)) | None => "What did they do or say?",
    }
}

/// What is said of a step whose effect may be out of sight.
fn said_of(act: &Act, scoring: &Scoring) -> Option<String> {
    let interview = &scoring.session.interview;
    let (Act::Record(events) | Act::RecordAndGo(events, _)) = act else { return None };
    match events.first()? {
        Event::Undone => interview.undo_words().map(|what| format!("undone: {what}; Ctrl-R makes it again")),
        Event::Redone => interview.redo_words().map(|what| format!("made again: {what}; u takes it back")),
        Event::Stretched { level } => {
            Some(format!("stretched to {}: {} more criteria; u takes it back", level.label(), level.criteria().count()))
        }
        Event::ClockStarted if !interview.clock_used() => Some("the clock runs; Space pauses it".to_owned()),
        _ => None,
    }
}

impl Scoring {
    /// What the mouse would do here.
    fn pointed(&self, action: MouseAction, column: u16, row: u16) -> Option<Act> {
        let (_, panes) = self.layout()?;
        let inside = |area: ratatui::layout::Rect| area.contains(ratatui::layout::Position { x: column, y: row });
        let in_detail = inside(panes.detail);
        match action {
            MouseAction::WheelDown if in_detail => self.decide(Command::DetailDown),
            MouseAction::WheelUp if in_detail => self.decide(Command::DetailUp),
            MouseAction::WheelDown => self.decide(Command::Down),
            MouseAction::WheelUp => self.decide(Command::Up),
            MouseAction::Click if in_detail => self.click_detail(usize::from(row - panes.detail.y)),
            MouseAction::Click if inside(panes.list) => {
                let act = self.click_row(usize::from(row - panes.list.y))?;
                (act != Act::Go(self.cursor)).then_some(act)
            }
            MouseAction::Click => None,
        }
    }

    /// Whether a row is the selected one.
    #[must_use]
    pub fn is_selected(&self, row: Row) -> bool {
        self.cursor == row
    }
}
