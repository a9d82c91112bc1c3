//! From keys to what they do: the router. What the keys of each screen do stands in a room of its own.

mod candidates;
mod card;
mod home;
mod mouse;
mod panel;
mod practice;
mod rubrics;
mod scoring;
mod sketch;
mod summary;
mod what_if;

use tui_input::Input as LineInput;

use super::deciding::Item as Decision;
use super::key::{Code, Key};
use super::keymap::{self, Binding, Command, Context};
use super::message::Effect;
use super::overlay::{Content, Help, Overlay, Page, Palette};
use super::prose::{Line, Tone, flow};
use super::rubrics::adapting::Focus;
use super::rubrics::changes;
use super::summary::Item;
use super::{App, INTERRUPT_MS, INTERRUPTED, Screen, pace, why};

impl App {
    pub(in crate::app) fn press(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        if let Some(second) = escape_and(context, key) {
            let mut effects = self.press(Key::plain(Code::Esc));
            effects.extend(self.press(second));
            return effects;
        }
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

    /// Whether a key with a meaning belongs to the text here: a space in a name is a space, and an arrow
    /// moves in it.
    pub(in crate::app) fn types_instead(&self, context: Context, key: Key) -> bool {
        let is_text = match (context, &self.screen) {
            (Context::Setup, Screen::Setup(setup)) => setup.is_text(),
            (Context::Sketch, Screen::Sketch(form)) => form.is_text(),
            _ => false,
        };
        is_text && (key.typed().is_some() || matches!(key.code, Code::Left | Code::Right))
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
            (Some(Overlay::Page(_)), _) if command == Command::WhatIf => self.can_try(),
            (Some(Overlay::Editor(editor)), _) if command == Command::Dismiss => editor.remark().is_some(),
            (Some(_), _) | (None, Screen::Home | Screen::Closed(_)) => true,
            (None, Screen::Opening(_)) => matches!(command, Command::Leave | Command::Suspend | Command::Redraw),
            (None, Screen::Scoring(scoring)) => match command {
                Command::Leave | Command::Mouse | Command::Redraw | Command::Suspend => true,
                // A rating that is already given changes nothing, but the key is not out of order.
                Command::Rate(_) | Command::NoData => scoring.selected().is_some(),
                _ => scoring.decide(command).is_some(),
            },
            (None, Screen::Card(card)) => match command {
                Command::Back | Command::Whole | Command::Mouse | Command::Redraw | Command::Suspend => true,
                Command::Amend => self.me.as_ref().is_some_and(|me| card.is_by(me)),
                _ => card.scoring.decide(command).is_some(),
            },
            (None, Screen::Candidates(list)) => command != Command::Open || list.selected().is_some(),
            (None, Screen::Panel(view)) => match command {
                Command::Left => view.member > 0,
                Command::Right => view.member + 1 < view.panel.members().len(),
                Command::Next | Command::Previous => !view.panel.contested().is_empty(),
                Command::Pane => {
                    view.layout().is_some_and(|(regions, _)| regions.arrangement == super::layout::Arrangement::Single)
                }
                Command::DetailDown => view.detail_scroll < view.detail_room(),
                Command::DetailUp => view.detail_scroll > 0,
                _ => true,
            },
            (None, Screen::Deciding(form)) => match command {
                Command::Submit => !form.recording && form.missing(self.now).is_empty(),
                Command::Left | Command::Right => matches!(form.selected(), Decision::Overall | Decision::Level),
                _ => true,
            },
            (None, Screen::Families(families)) => {
                !matches!(command, Command::Open | Command::Preview) || families.selected().is_some()
            }
            (None, Screen::Adapting(adapting)) => adapting.works(command),
            (None, Screen::Preview(scoring)) => match command {
                Command::Back | Command::Mouse | Command::Redraw | Command::Suspend => true,
                _ => scoring.decide(command).is_some(),
            },
            (None, Screen::Sketch(form)) => match command {
                Command::Left | Command::Right => !form.is_text(),
                Command::New => !form.sketch.is_blank(),
                _ => true,
            },
            (None, Screen::Practice(practice)) => practice.works(command),
            (None, Screen::Setup(setup)) => match command {
                Command::Toggle => matches!(setup.field(), super::setup::FormField::Section(_)),
                Command::Left | Command::Right => {
                    matches!(setup.field(), super::setup::FormField::Level | super::setup::FormField::Family)
                }
                _ => true,
            },
            (None, Screen::Summary(summary)) => match command {
                Command::Submit => summary.missing().is_empty() && !summary.submitting,
                Command::Dismiss => summary.selected_remark().is_some(),
                Command::Left | Command::Right => matches!(summary.selected(), Item::Overall | Item::Level),
                Command::Undo | Command::Redo => summary.scoring.decide(command).is_some(),
                _ => true,
            },
        }
    }

    pub(in crate::app) fn run(&mut self, command: Command) -> Vec<Effect> {
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
            Screen::Card(_) => self.run_card(command),
            Screen::Candidates(_) => self.run_candidates(command),
            Screen::Panel(_) => self.run_panel(command),
            Screen::Closed(_) => self.run_closed(command),
            Screen::Deciding(_) => self.run_deciding(command),
            Screen::Families(_) => self.run_families(command),
            Screen::Adapting(adapting) => match adapting.focus {
                Focus::List => self.run_adapting(command),
                Focus::Fields => self.run_fields(command),
            },
            Screen::Preview(_) => self.run_preview(command),
            Screen::Sketch(_) => self.run_sketch(command),
            Screen::Practice(_) => self.run_practice(command),
        }
    }

    pub(in crate::app) fn open_help(&mut self) {
        self.overlay = Some(Overlay::Help(Help { from: self.context(), input: LineInput::default(), scroll: 0 }));
    }

    pub(in crate::app) fn open_palette(&mut self) {
        let from = self.context();
        let mut available: Vec<&Binding> =
            keymap::rows(from).filter(|row| row.command != Command::Palette && self.works(row.command)).collect();
        available.dedup_by_key(|row| row.command);
        self.overlay = Some(Overlay::Palette(Palette { input: LineInput::default(), selected: 0, available }));
    }

    pub(in crate::app) fn open_why(&mut self) {
        self.overlay =
            Some(Overlay::Page(Page { title: "Why this grade".to_owned(), content: Content::Why, scroll: 0 }));
    }

    pub(in crate::app) fn open_time(&mut self) {
        self.overlay =
            Some(Overlay::Page(Page { title: "Where the time went".to_owned(), content: Content::Time, scroll: 0 }));
    }

    /// The lines of a page at a width.
    #[must_use]
    pub fn page_lines(&self, page: &Page, columns: usize) -> Vec<Line> {
        match (&page.content, &self.screen) {
            (Content::Profile, Screen::Panel(view)) => view.profile_page(columns),
            (Content::Card, Screen::Card(card)) => card.page(columns),
            (Content::Time, _) => {
                self.listed().map_or_else(Vec::new, |scoring| pace::page(&scoring.session, self.now.mono_ms, columns))
            }
            (Content::Changes, Screen::Adapting(adapting)) => changes::page(adapting, columns),
            (Content::Sketch, Screen::Sketch(form)) => form.preview(columns),
            (Content::Told(sentences), _) => {
                let mut lines = Vec::new();
                for sentence in sentences {
                    flow(&mut lines, Line::new(), Tone::Plain, sentence, columns);
                    lines.push(Line::new());
                }
                lines
            }
            _ => self.why_page(columns),
        }
    }

    /// The page that says why.
    fn why_page(&self, columns: usize) -> Vec<Line> {
        match &self.screen {
            Screen::Panel(view) => return view.why_page(columns),
            Screen::Deciding(form) => return form.view.why_page(columns),
            _ => {}
        }
        let Some(scoring) = self.listed() else { return Vec::new() };
        let interview = &scoring.session.interview;
        why::page(interview.rubric(), &interview.ratings(), &scoring.session.recommendation, columns)
    }

    pub(in crate::app) fn interrupt(&mut self) -> Vec<Effect> {
        let again = self.interrupted_ms.is_some_and(|first| self.now.mono_ms.saturating_sub(first) <= INTERRUPT_MS);
        if again {
            return vec![Effect::Quit { code: INTERRUPTED, print: self.unkept_text() }];
        }
        self.interrupted_ms = Some(self.now.mono_ms);
        let typed = if self.unkept_text().is_some() { "what is not kept is printed" } else { "what you typed is kept" };
        self.toast = Some(format!("Ctrl-C again within a second leaves; {typed}"));
        Vec::new()
    }
}

/// The second of two keys where an Alt key is really Escape and another key: a slow line brings both at
/// once. Where Escape leads back and the Alt key means nothing of its own, nothing else can be meant.
fn escape_and(context: Context, key: Key) -> Option<Key> {
    if !key.alt || keymap::command(context, key).is_some() {
        return None;
    }
    let moves_by_word = match key.code {
        Code::Char(letter) => {
            matches!(context, Context::Editor | Context::Writing) && !key.ctrl && matches!(letter, 'b' | 'd' | 'f')
        }
        // The only other ones that a terminal sends with Alt for Escape before them.
        Code::Tab | Code::Enter => false,
        _ => return None,
    };
    let back = keymap::command(context, Key::plain(Code::Esc)) == Some(Command::Back);
    (back && !moves_by_word).then_some(Key { alt: false, ..key })
}
