//! What the keys of the summary do, up to submitting.

use tui_input::Input as LineInput;

use crate::app::keymap::Command;
use crate::app::message::Effect;
use crate::app::overlay::{Editor, Overlay, Prompt, Purpose};
use crate::app::remarks::{DISMISSED, Remark};
use crate::app::summary::Item;
use crate::app::{App, Screen, record};
use crate::domain::interview::Field;
use crate::domain::scorecard::{Missing, Scorecard};

impl App {
    pub(in crate::app) fn run_summary(&mut self, command: Command) -> Vec<Effect> {
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
            Command::Dismiss => {
                if let Some(remark) = summary.selected_remark() {
                    self.toast = Some(DISMISSED.to_owned());
                    return record(summary.scoring.session.record(now, vec![remark.dismissed()]));
                }
            }
            Command::Why => self.open_why(),
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            Command::Open => return self.open_summary_item(),
            Command::Back => self.back_to_scoring(),
            _ => {}
        }
        Vec::new()
    }

    pub(in crate::app) fn back_to_scoring(&mut self) {
        self.screen = match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Summary(summary) => Screen::Scoring(summary.scoring),
            other => other,
        };
    }

    pub(in crate::app) fn open_summary_item(&mut self) -> Vec<Effect> {
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
            Item::Text(field) | Item::Remark(Remark { field, .. }) if !matches!(field, Field::Note(_)) => {
                let (title, hint) = match field {
                    Field::Takeaways => ("Takeaways", "What should the panel know first?"),
                    Field::Strengths => ("Strengths", "What spoke for them, and where did it show?"),
                    Field::Amendment => ("Why you amend your card", "What changed your mind, or what was wrong?"),
                    Field::Concerns => ("Concerns", "What spoke against, and where did it show?"),
                    _ => ("Reason for your decision", "Why another level than the ratings prove?"),
                };
                let content = summary.scoring.session.interview.text(&field).unwrap_or_default();
                self.overlay = Some(Overlay::Editor(Box::new(Editor::new(field, title.to_owned(), hint, content))));
            }
            Item::Text(field) | Item::Remark(Remark { field, .. }) => {
                let Field::Note(id) = &field else { return Vec::new() };
                if let Some(criterion) = start.rubric.index_of(id) {
                    self.open_note_from_summary(criterion);
                }
            }
            Item::Missing(Missing::Note { criterion, .. }) => self.open_note_from_summary(criterion),
            Item::Missing(Missing::Answer { criterion }) => {
                summary.scoring.go_to(criterion);
                self.back_to_scoring();
            }
            Item::Missing(Missing::Overall | Missing::Level | Missing::Reason | Missing::Amendment) => {}
            Item::Candidate | Item::Missing(Missing::Candidate) => {
                self.overlay = Some(prompt("Candidate", &start.candidate.name, Purpose::Candidate));
            }
            Item::Reference => {
                let reference = start.candidate.reference.unwrap_or_default();
                self.overlay = Some(prompt("Reference", &reference, Purpose::Reference));
            }
            Item::Interviewer | Item::Missing(Missing::Interviewer) => {
                self.overlay = Some(prompt("Interviewer", &start.interviewer, Purpose::Interviewer));
            }
            Item::Submit => self.ask_to_submit(),
        }
        Vec::new()
    }

    /// Opens the note on a criterion; closing it leads back here.
    fn open_note_from_summary(&mut self, criterion: usize) {
        let Screen::Summary(summary) = &mut self.screen else { return };
        summary.scoring.go_to(criterion);
        self.back_to_scoring();
        self.back_to_summary = true;
        self.open_note(criterion);
    }

    pub(in crate::app) fn ask_to_submit(&mut self) {
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
        summary.select(&match &missing[0] {
            Missing::Overall => Item::Overall,
            Missing::Level => Item::Level,
            Missing::Reason => Item::Text(Field::Reason),
            Missing::Amendment => Item::Text(Field::Amendment),
            other => Item::Missing(other.clone()),
        });
    }

    pub(in crate::app) fn submit(&mut self) -> Vec<Effect> {
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
}
