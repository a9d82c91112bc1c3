//! What the screens are and what keys mean. [`App::update`] is the only thing that changes the app;
//! it does no I/O and returns what it wants of the world as [`Effect`]s.
//!
//! This room knows no terminal library and no disk. Of ratatui it uses the geometry only.

pub mod candidates;
pub mod card;
pub mod closed;
pub mod deciding;
pub mod detail;
pub mod home;
pub mod keeping;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod message;
pub mod overlay;
pub mod pace;
pub mod panel;
pub mod practice;
pub mod prose;
pub mod remarks;
pub mod rubrics;
pub mod scoring;
pub mod session;
pub mod setup;
pub mod sketch;
pub mod summary;
pub mod what_if;
pub mod why;

mod dispatch;
mod navigation;
mod typing;

use std::sync::Arc;

use crate::domain::interview::{Event, Field, Interview};
use crate::domain::notes::WordLists;
use crate::domain::rubric::Level;
use candidates::Candidates;
use card::Card;
use deciding::Deciding;
use home::Home;
use keymap::{Command, Context};
use message::{ClosedPanel, Effect, HomeData, Message, Now};
use overlay::{Content, Overlay, Page};
use panel::PanelView;
use practice::Practice;
use rubrics::Families;
use rubrics::adapting::{Adapting, Focus};
use scoring::{Act, Scoring};
use session::{SaveState, Session};
use setup::{Given, Setup};
use sketch::Sketching;
use summary::Summary;

/// Milliseconds within which a second Ctrl-C leaves.
const INTERRUPT_MS: u64 = 1_000;
/// Milliseconds of interview after which the running clock is journalled.
const KEEP_CLOCK_MS: u64 = 60_000;
/// Exit code after two Ctrl-C, as shells expect it.
const INTERRUPTED: u8 = 130;

/// The whole state of the program.
#[derive(Debug)]
pub struct App {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The screen.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The home screen, kept while others are shown.
    pub home: Home,
    /// A short message in the footer, until the next key.
    pub toast: Option<String>,
    /// The time of the last message.
    pub now: Now,
    /// Whether the mouse is on.
    pub mouse: bool,
    /// Whether leaving an interview leads home, or ends the program that was started for it.
    home_below: bool,
    /// Whether the note being written was asked for by the summary.
    back_to_summary: bool,
    /// Screens to go back to, the next one last; below them all is home, or the end of the program.
    below: Vec<Screen>,
    /// Who sits here, as far as that is known: only their own cards can be amended.
    me: Option<String>,
    /// How panels are shown.
    showing: Showing,
    /// The criterion at which a card that was asked for opens.
    card_at: Option<String>,
    /// The form that was left, so that nothing typed in it is lost.
    left_form: Option<Box<Setup>>,
    /// What the user should know and has not been shown in full yet.
    notices: Vec<String>,
    interrupted_ms: Option<u64>,
    leaving: Leaving,
    /// Counter of the last change to the family that was left last: the next one counts on, so that no
    /// late answer is taken for one on it.
    last_change: u64,
    /// The words that texts are looked through for, once they are read.
    word_lists: Option<Arc<WordLists>>,
}

/// The screens.
#[derive(Debug)]
pub enum Screen {
    /// Home.
    Home,
    /// The form before an interview.
    Setup(Box<Setup>),
    /// Waiting for a draft to be opened, and what is said meanwhile.
    Opening(&'static str),
    /// Scoring.
    Scoring(Box<Scoring>),
    /// Summary and submit.
    Summary(Box<Summary>),
    /// A saved card, to be read.
    Card(Box<Card>),
    /// Everyone there are cards or drafts of.
    Candidates(Box<Candidates>),
    /// The panel of a candidate.
    Panel(Box<PanelView>),
    /// A panel that is not shown yet.
    Closed(Box<ClosedPanel>),
    /// The panel's decision.
    Deciding(Box<Deciding>),
    /// The families of rubrics.
    Families(Box<Families>),
    /// A family that is read and changed.
    Adapting(Box<Adapting>),
    /// A level as the interviewer will see it.
    Preview(Box<Scoring>),
    /// The form that makes a family.
    Sketch(Box<Sketching>),
    /// Practice.
    Practice(Box<Practice>),
}

/// When a panel is shown to somebody who interviewed the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Showing {
    /// Once they have handed in their own card.
    OnceHandedIn,
    /// Always: somebody asked for it, and a decision says so.
    Always,
}

/// How far leaving an interview has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    /// Nobody is leaving.
    Not,
    /// The last changes are on their way to the disk.
    Waiting(Way),
    /// The draft is being closed: nothing that is typed from now on could be kept.
    Closing(Way),
}

/// Where leaving leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Home,
    /// Out of the program, with this exit code.
    Out(u8),
}

/// What the program was started for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The home screen.
    Home,
    /// A new interview.
    New(Given),
    /// A draft, by id.
    Resume(String),
    /// A saved card, by file.
    Card(String),
    /// The panel of a candidate.
    Panel {
        /// The candidate's name.
        name: String,
        /// Whether it is shown to somebody who has not handed in their own card.
        reveal: bool,
    },
    /// The form that makes a family.
    Sketch,
    /// Practice.
    Practice,
}

impl App {
    /// Makes the app for what it was started for.
    #[must_use]
    pub fn new(purpose: &Purpose, size: (u16, u16), now: Now) -> Self {
        let screen = match purpose {
            Purpose::Home => Screen::Home,
            Purpose::New(given) => Screen::Setup(Box::new(Setup::new(given.clone(), None, now))),
            Purpose::Resume(_) => Screen::Opening("Opening the draft …"),
            Purpose::Card(_) => Screen::Opening("Opening the card …"),
            Purpose::Panel { .. } => Screen::Opening("Reading the cards …"),
            Purpose::Sketch => Screen::Opening("Reading the rubrics …"),
            Purpose::Practice => Screen::Opening("Reading the interviews …"),
        };
        Self {
            size,
            screen,
            overlay: None,
            home: Home::default(),
            toast: None,
            now,
            mouse: true,
            home_below: *purpose == Purpose::Home,
            back_to_summary: false,
            below: Vec::new(),
            me: None,
            showing: match purpose {
                Purpose::Panel { reveal: true, .. } => Showing::Always,
                _ => Showing::OnceHandedIn,
            },
            card_at: None,
            left_form: None,
            notices: Vec::new(),
            interrupted_ms: None,
            leaving: Leaving::Not,
            last_change: 0,
            word_lists: None,
        }
    }

    /// Where keys go.
    #[must_use]
    pub fn context(&self) -> Context {
        if let Some(overlay) = &self.overlay {
            return overlay.context();
        }
        match &self.screen {
            Screen::Home | Screen::Opening(_) => Context::Home,
            Screen::Setup(_) => Context::Setup,
            Screen::Scoring(_) => Context::Scoring,
            Screen::Summary(_) => Context::Summary,
            Screen::Card(_) => Context::Card,
            Screen::Candidates(_) => Context::Candidates,
            Screen::Panel(_) => Context::Panel,
            Screen::Closed(_) => Context::Closed,
            Screen::Deciding(_) => Context::Deciding,
            Screen::Families(_) => Context::Families,
            Screen::Adapting(adapting) => match adapting.focus {
                Focus::List => Context::Adapting,
                Focus::Fields => Context::Fields,
            },
            Screen::Preview(_) => Context::Preview,
            Screen::Sketch(_) => Context::Sketch,
            Screen::Practice(_) => Context::Practice,
        }
    }

    /// The open interview, whatever screen it is on.
    #[must_use]
    pub fn scoring(&self) -> Option<&Scoring> {
        match &self.screen {
            Screen::Scoring(scoring) => Some(scoring),
            Screen::Summary(summary) => Some(&summary.scoring),
            _ => None,
        }
    }

    /// The list of criteria on the screen or behind it, of an interview or of a saved card.
    #[must_use]
    pub fn listed(&self) -> Option<&Scoring> {
        match &self.screen {
            Screen::Card(card) => Some(&card.scoring),
            Screen::Preview(scoring) => Some(scoring),
            _ => self.scoring(),
        }
    }

    /// The list of criteria on the screen, to move in.
    fn listed_mut(&mut self) -> Option<&mut Scoring> {
        match &mut self.screen {
            Screen::Scoring(scoring) | Screen::Preview(scoring) => Some(scoring),
            Screen::Card(card) => Some(&mut card.scoring),
            _ => None,
        }
    }

    fn scoring_mut(&mut self) -> Option<&mut Scoring> {
        match &mut self.screen {
            Screen::Scoring(scoring) => Some(scoring),
            Screen::Summary(summary) => Some(&mut summary.scoring),
            _ => None,
        }
    }

    fn session_mut(&mut self) -> Option<&mut Session> {
        self.scoring_mut().map(|scoring| &mut scoring.session)
    }

    /// How much of the open interview is on disk.
    #[must_use]
    pub fn save_state(&self) -> Option<SaveState> {
        self.scoring().map(|scoring| scoring.session.save_state(self.now.mono_ms))
    }

    /// When the screen would change by itself, in milliseconds; nothing where only people and the
    /// disk can change it.
    #[must_use]
    pub fn next_tick_ms(&self, mono_ms: u64) -> Option<u64> {
        match &self.screen {
            Screen::Adapting(adapting) => return adapting.next_change_ms(mono_ms),
            Screen::Sketch(form) => return form.keeping.next_change_ms(mono_ms),
            Screen::Practice(practice) => return practice.keeping.next_change_ms(mono_ms),
            _ => {}
        }
        self.scoring()?.session.next_change_ms(mono_ms)
    }

    /// The open interview as plain text, for when it could not be saved.
    #[must_use]
    pub fn interview_text(&self) -> Option<String> {
        self.scoring().map(|scoring| scoring.session.as_text())
    }

    /// Takes a message and says what the world should do.
    pub fn update(&mut self, now: Now, message: Message) -> Vec<Effect> {
        self.now = now;
        if matches!(&message, Message::Key(_) | Message::Paste(_) | Message::Mouse { .. })
            && message != Message::Key(keymap::INTERRUPT)
        {
            if self.is_letting_go() {
                return Vec::new();
            }
            // Who goes on working has thought better of leaving.
            self.leaving = Leaving::Not;
        }
        let effects = self.hear(message);
        self.look_through();
        effects
    }

    fn hear(&mut self, message: Message) -> Vec<Effect> {
        let now = self.now;
        match message {
            Message::Key(key) => self.press(key),
            Message::Paste(text) => self.paste(&text),
            Message::Mouse { action, column, row } => self.point(action, column, row),
            Message::Resize { columns, rows } => {
                self.size = (columns, rows);
                self.fit()
            }
            Message::Tick => self.tick(),
            Message::HomeRead(data) => self.home_read(*data),
            Message::Opened { interview, above, notices, on_disk } => self.opened(*interview, above, notices, on_disk),
            Message::OpenFailed(why) => {
                self.toast = Some(why);
                // An answer that comes late does not take an open interview off the screen.
                if self.scoring().is_some() {
                    return Vec::new();
                }
                if self.below.is_empty() {
                    self.screen = Screen::Home;
                    self.home_below = true;
                    return vec![Effect::ReadHome];
                }
                if matches!(self.screen, Screen::Opening(_)) { self.go_back() } else { Vec::new() }
            }
            Message::CardRead(read) => self.card_read(*read),
            message @ (Message::CandidatesRead { .. }
            | Message::CandidatesReading { .. }
            | Message::Weighed(_)
            | Message::PanelRead(_)
            | Message::Decided(_)
            | Message::DecidedMeanwhile(_)) => self.hear_of_panels(message),
            message @ (Message::RubricsRead(_)
            | Message::Advised { .. }
            | Message::WorkKept { .. }
            | Message::NotKept(_)
            | Message::WorkGivenUp { .. }
            | Message::FamilySaved { .. }) => self.hear_of_rubrics(message),
            Message::SketchRead(read) => self.sketch_read(*read),
            Message::SketchSaved(result) => self.sketch_saved(result),
            Message::SketchKept(change) => self.sketch_kept(change),
            Message::SketchDropped(result) => self.sketch_dropped(result),
            Message::PracticeRead(read) => self.practice_read(*read),
            Message::PracticeKept(change) => self.practice_kept(change),
            Message::PracticeDropped(result) => self.practice_dropped(result),
            Message::Saved { seq } => {
                if let Some(session) = self.session_mut() {
                    session.saved(seq, now.mono_ms);
                }
                if self.save_state() != Some(SaveState::Saved) {
                    return Vec::new();
                }
                if matches!(self.overlay, Some(Overlay::Unsaved)) {
                    self.overlay = None;
                    self.toast = Some("saved after all".to_owned());
                }
                if let Leaving::Waiting(way) = self.leaving { self.close(way) } else { Vec::new() }
            }
            Message::SaveFailing { why } => {
                if let Some(session) = self.session_mut() {
                    session.save_failing(why);
                }
                if matches!(self.leaving, Leaving::Waiting(_)) {
                    self.leaving = Leaving::Not;
                    self.overlay = Some(Overlay::Unsaved);
                }
                Vec::new()
            }
            Message::Notice(text) => {
                // Over the list it would take the next rating, so there it waits for the summary.
                self.toast = Some(text.clone());
                self.notices.push(text);
                if !matches!(self.screen, Screen::Scoring(_)) {
                    self.show_notices();
                }
                Vec::new()
            }
            Message::WordListsRead { lists, problems } => {
                self.word_lists = Some(lists);
                self.notices.extend(problems);
                Vec::new()
            }
            Message::Submitted { path } => self.submitted(path),
            Message::SubmitFailed { why } => {
                let Screen::Summary(summary) = &mut self.screen else { return Vec::new() };
                if !std::mem::replace(&mut summary.submitting, false) {
                    return Vec::new();
                }
                self.toast = Some(format!("NOT SUBMITTED: {why}; the draft is as it was"));
                Vec::new()
            }
            Message::EditorReturned(result) => self.editor_returned(result),
            Message::SavedElsewhere(result) => {
                self.toast = Some(match result {
                    Ok(path) => format!("the text is in {path}"),
                    Err(why) => format!("could not be saved there: {why}"),
                });
                Vec::new()
            }
            Message::Closed(result) => self.closed(result),
        }
    }

    /// Looks for what to think over in the texts on the screen, where any changed.
    fn look_through(&mut self) {
        let Some(lists) = self.word_lists.as_deref() else { return };
        if let Screen::Summary(summary) = &mut self.screen
            && summary.look_through(lists)
        {
            self.settle();
        }
        if let Some(Overlay::Editor(mut editor)) = self.overlay.take_if(|overlay| matches!(overlay, Overlay::Editor(_)))
        {
            if let (Some(scoring), Some(lists)) = (self.scoring(), self.word_lists.as_deref()) {
                editor.look_through(&scoring.session.interview, lists);
            }
            self.overlay = Some(Overlay::Editor(editor));
        }
    }

    /// Whether what is typed would be lost: the draft is being closed, or its card written.
    fn is_letting_go(&self) -> bool {
        matches!(self.leaving, Leaving::Closing(_))
            || matches!(&self.screen, Screen::Summary(summary) if summary.submitting)
    }

    /// Lets go of the draft, which is all on disk.
    fn close(&mut self, way: Way) -> Vec<Effect> {
        self.leaving = Leaving::Closing(way);
        vec![Effect::Close]
    }

    fn tick(&mut self) -> Vec<Effect> {
        let now = self.now;
        match self.screen {
            Screen::Adapting(_) => return self.leave_if_kept(),
            Screen::Sketch(_) => return self.leave_sketch_if_kept(),
            Screen::Practice(_) => return self.leave_practice_if_kept(),
            _ => {}
        }
        let Some(session) = self.session_mut() else { return Vec::new() };
        let kept = session.interview.active_ms();
        if session.interview.clock_running() && session.active_ms(now.mono_ms) >= kept + KEEP_CLOCK_MS {
            return record(session.record(now, vec![Event::ClockTicked]));
        }
        Vec::new()
    }

    fn home_read(&mut self, data: HomeData) -> Vec<Effect> {
        if let Screen::Setup(setup) = &mut self.screen {
            setup.learn(&data);
            setup.name_by_time(self.now);
        }
        self.me.clone_from(&data.me);
        self.home.read(data);
        let complete = matches!(&self.screen, Screen::Setup(setup) if !self.home_below && setup.is_complete());
        if complete { self.begin() } else { Vec::new() }
    }

    fn opened(
        &mut self,
        interview: Interview,
        above: Vec<Arc<Level>>,
        notices: Vec<String>,
        on_disk: Option<u64>,
    ) -> Vec<Effect> {
        let mut session = Session::new(interview, above, on_disk, self.now);
        let mut effects = record(session.pause_after_a_gap(self.now));
        if !effects.is_empty() {
            self.toast = Some("the clock is paused; the next rating, or Space, goes on".to_owned());
        }
        // An amendment opens where its card was being read.
        let read = self.card_at.take().filter(|_| session.interview.start().amends.is_some());
        let last =
            read.and_then(|id| session.interview.rubric().index_of(&id)).or_else(|| session.interview.last_criterion());
        let open_text = session.interview.open_text().cloned();
        self.screen = Screen::Scoring(Box::new(Scoring::new(session, self.size)));
        self.overlay = None;
        self.left_form = None;
        if let (Screen::Scoring(scoring), Some(index)) = (&mut self.screen, last) {
            scoring.go_to(index);
            // The note that was being written when the program was killed.
            if matches!(open_text, Some(Field::Note(_))) {
                self.open_note(index);
            }
        }
        self.notices = notices;
        self.show_notices();
        if self.word_lists.is_none() {
            effects.push(Effect::ReadWordLists);
        }
        effects
    }

    fn submitted(&mut self, path: String) -> Vec<Effect> {
        self.home_below |= self.below.is_empty();
        self.toast = (!self.below.is_empty()).then(|| format!("Submitted: {path}"));
        self.home.cursor = 0;
        self.home.news = Some(path);
        self.return_below()
    }

    /// Shows what the user should know on a page, unless something else is open: it is shown when
    /// that is closed.
    fn show_notices(&mut self) {
        if self.overlay.is_some() || self.notices.is_empty() {
            return;
        }
        let content = Content::Told(std::mem::take(&mut self.notices));
        self.overlay = Some(Overlay::Page(Page { title: "To know".to_owned(), content, scroll: 0 }));
    }

    fn closed(&mut self, result: Result<(), String>) -> Vec<Effect> {
        let Leaving::Closing(way) = std::mem::replace(&mut self.leaving, Leaving::Not) else { return Vec::new() };
        match (way, result) {
            (_, Err(why)) => {
                if let Some(session) = self.session_mut() {
                    session.save_failing(why);
                }
                self.overlay = Some(Overlay::Unsaved);
                Vec::new()
            }
            (Way::Home, Ok(())) => {
                self.home.news = None;
                self.home.data = None;
                self.return_below()
            }
            (Way::Out(code), Ok(())) => {
                let id = self.scoring().map(|scoring| scoring.session.interview.id().to_owned()).unwrap_or_default();
                vec![Effect::Quit { code, print: Some(format!("The draft is kept: assay resume {id}")) }]
            }
        }
    }

    /// What a command of the scoring screen would do now.
    #[must_use]
    pub fn decide(&self, command: Command) -> Option<Act> {
        match &self.screen {
            Screen::Scoring(scoring) | Screen::Preview(scoring) => scoring.decide(command),
            Screen::Card(card) => card.scoring.decide(command),
            _ => None,
        }
    }

    /// Keeps the scrolls of pages where they can be.
    fn settle(&mut self) {
        let Some(regions) = layout::regions(self.size.0, self.size.1) else { return };
        let height = usize::from(regions.body.height);
        let now = self.now;
        match &mut self.screen {
            Screen::Home => {
                let columns = usize::from(regions.body.width.saturating_sub(2));
                let line = self.home.cursor_line(columns);
                let total = self.home.lines(columns).len();
                let last = self.home.items().len() - 1;
                self.home.offset = match self.home.cursor {
                    0 => 0,
                    // What stands below the last item has no other way to be seen.
                    at if at == last => total.saturating_sub(height).min(line),
                    _ => layout::follow(self.home.offset, line, height, total),
                };
            }
            Screen::Candidates(list) => list.resize(layout::candidate_rows(self.size)),
            Screen::Deciding(form) => {
                let columns = usize::from(regions.body.width.saturating_sub(2));
                let page = form.page(columns, now);
                form.cursor = form.cursor.min(form.items().len().saturating_sub(1));
                let selected = form.selected();
                let line = page.iter().position(|(item, _)| item.as_ref() == Some(&selected)).unwrap_or(0);
                form.offset = if form.cursor == 0 { 0 } else { layout::follow(form.offset, line, height, page.len()) };
            }
            Screen::Families(families) => {
                let columns = usize::from(regions.body.width.saturating_sub(2));
                let lines = families.lines(columns);
                let selected = families.selected();
                let line = lines.iter().position(|(item, _)| item.is_some() && *item == selected).unwrap_or(0);
                let height = usize::from((regions.body.height + regions.grade.height).max(1));
                let last = families.cursor + 1 >= families.items().len();
                families.offset = match families.cursor {
                    0 => 0,
                    // What stands below the last level has no other way to be seen.
                    _ if last => lines.len().saturating_sub(height).min(line),
                    _ => layout::follow(families.offset, line, height, lines.len()),
                };
            }
            Screen::Adapting(adapting) => {
                if let Some(Overlay::Writing(writing)) = &self.overlay {
                    adapting.follow_writing(writing);
                } else {
                    adapting.follow_field();
                }
            }
            Screen::Sketch(form) => {
                let area = layout::sketch_form(&regions);
                let page = form.page(usize::from(area.width));
                let line = page.iter().position(|(row, _)| *row == Some(form.row)).unwrap_or(0);
                form.offset = if line == 0 { 0 } else { layout::follow(form.offset, line, height, page.len()) };
            }
            Screen::Practice(practice) => practice.settle(),
            Screen::Setup(_)
            | Screen::Opening(_)
            | Screen::Preview(_)
            | Screen::Scoring(_)
            | Screen::Card(_)
            | Screen::Panel(_)
            | Screen::Closed(_) => {}
            Screen::Summary(summary) => {
                let columns = usize::from(regions.body.width.saturating_sub(2));
                let page = summary.page(columns, now);
                summary.cursor = summary.cursor.min(summary.items().len().saturating_sub(1));
                let selected = summary.selected();
                let line = page.iter().position(|(item, _)| item.as_ref() == Some(&selected)).unwrap_or(0);
                summary.offset = layout::follow(summary.offset, line, height, page.len());
                if summary.cursor == 0 {
                    summary.offset = 0;
                }
            }
        }
    }
}

/// The effect that puts recorded events on disk, if there are any.
fn record(events: Vec<crate::domain::interview::Recorded>) -> Vec<Effect> {
    if events.is_empty() { Vec::new() } else { vec![Effect::Record(events)] }
}

#[cfg(test)]
mod tests;
