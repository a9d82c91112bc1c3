//! What the keys of the scoring screen do, and what is said of it.

use tui_input::Input as LineInput;

use crate::app::keymap::Command;
use crate::app::message::Effect;
use crate::app::overlay::{Attest, Editor, Overlay, Search};
use crate::app::scoring::{Act, Opening, Row, Scoring};
use crate::app::session::SaveState;
use crate::app::summary::Summary;
use crate::app::{App, Leaving, Screen, Way, record};
use crate::domain::explain;
use crate::domain::interview::{Event, Field};
use crate::domain::rating::{Answer, Basis, Rating};

impl App {
    pub(in crate::app) fn run_scoring(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::Leave {
            return self.leave(if self.home_below || !self.below.is_empty() { Way::Home } else { Way::Out(0) });
        }
        let Some(act) = self.decide(command) else {
            self.toast = self.why_not(command);
            return Vec::new();
        };
        let folded = matches!(command, Command::Rate(_) | Command::NoData)
            && self.scoring().is_some_and(|scoring| scoring.selected().is_none());
        if folded {
            self.toast = Some("it was folded, and nothing is rated yet: now rate".to_owned());
        }
        self.act(&act)
    }

    /// A word on why a command does nothing, where that is not plain to see.
    pub(in crate::app) fn why_not(&self, command: Command) -> Option<String> {
        let scoring = self.listed()?;
        let words = match command {
            Command::Stretch => match scoring.session.unfit_above() {
                Some(level) => {
                    let label = level.label();
                    return Some(format!("{label} no longer fits: the rubric was edited since this draft began"));
                }
                None => "there is no level above this one in the family",
            },
            Command::Attest => "every criterion of this section is already rated",
            Command::Decisive if scoring.decisive() == Some(scoring.shown()) => "this is the one to ask next",
            Command::Decisive => "no criterion left to rate can change the grade",
            Command::NextUnrated | Command::PreviousUnrated if scoring.is_unrated() => {
                "this is the last one that is not rated"
            }
            Command::NextUnrated | Command::PreviousUnrated => "nothing is left to rate here",
            Command::Filter => "nothing to filter: no flags, no focus, nothing unrated",
            Command::Clock | Command::Time => "an amendment has no clock",
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
    pub(in crate::app) fn act(&mut self, act: &Act) -> Vec<Effect> {
        let now = self.now;
        let mut toast = self.toast.take();
        let Some(scoring) = self.listed_mut() else { return Vec::new() };
        let before = scoring.session.recommendation.clone();
        let said = said_of(act, scoring);
        let recorded = scoring.carry_out(act, now);
        let session = &scoring.session;
        if !recorded.is_empty() {
            let change = explain::change(session.interview.rubric(), &before, &session.recommendation);
            // A stretch may change the grade too; that it can be taken back is said all the same.
            toast = match (change, said) {
                (Some(change), Some(said)) => Some(format!("{change}; {said}")),
                (change, said) => change.or(said).or(toast),
            };
        }
        match act {
            Act::Filter(filter) => {
                let listed = scoring.rows().iter().filter(|row| matches!(row, Row::Criterion(_))).count();
                toast = Some(format!("showing: {} ({listed})", filter.label()));
            }
            Act::Guided(on) => {
                toast = Some(format!(
                    "the guide is {}; h {} it",
                    if *on { "shown" } else { "hidden" },
                    if *on { "hides" } else { "shows" }
                ));
            }
            Act::Open(opening) => {
                self.toast = toast;
                self.open(*opening);
                return record(recorded);
            }
            _ => {}
        }
        self.toast = toast;
        record(recorded)
    }

    pub(in crate::app) fn open(&mut self, opening: Opening) {
        match opening {
            Opening::Help => self.open_help(),
            Opening::Palette => self.open_palette(),
            Opening::Why => self.open_why(),
            Opening::Time => self.open_time(),
            Opening::WhatIf => self.open_what_if(),
            Opening::Summary => self.open_summary(),
            Opening::Note(index) => self.open_note(index),
            Opening::Search => {
                if let Some(scoring) = self.listed() {
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

    pub(in crate::app) fn open_summary(&mut self) {
        self.screen = match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Scoring(scoring) => Screen::Summary(Box::new(Summary::new(scoring))),
            other => other,
        };
        self.show_notices();
    }

    pub(in crate::app) fn open_note(&mut self, index: usize) {
        if let Screen::Scoring(scoring) = &self.screen {
            let interview = &scoring.session.interview;
            let criterion = interview.rubric().criterion(index);
            let field = Field::Note(criterion.id.clone());
            let mark = interview.mark(index);
            let rated = mark.answer.map_or_else(|| "not rated".to_owned(), Answer::label);
            let title = format!("Note: {} ({rated})", criterion.title);
            let editor = Editor::new(field, title, note_hint(mark.answer), &mark.note);
            self.overlay = Some(Overlay::Editor(Box::new(editor)));
        }
    }

    /// Lets go of the draft once everything is on disk; asks what to do when it cannot be.
    pub(in crate::app) fn leave(&mut self, way: Way) -> Vec<Effect> {
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
        Event::ClockStarted if events.len() > 1 => Some("the clock runs; Space pauses it".to_owned()),
        _ => None,
    }
}
