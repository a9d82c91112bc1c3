//! Keys and pastes that are text, and the commands of what lies over a screen.

use super::key::Key;
use super::keymap::Command;
use super::layout;
use super::message::Effect;
use super::overlay::{self, Overlay, Purpose};
use super::remarks::{self, Remark};
use super::session::SaveState;
use super::sketch::SAVING;
use super::{App, Screen, record};
use crate::domain::interview::{Event, Field};
use crate::domain::rating::Basis;

impl App {
    /// A key without a meaning here is text, where there is a text.
    pub(super) fn type_key(&mut self, key: Key) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Editor(editor)) => {
                if let Err(why) = editor.input.press(key) {
                    self.toast = Some(why);
                }
                self.sync_editor()
            }
            Some(Overlay::Writing(_)) => self.type_field(key),
            Some(Overlay::Choose(choose)) => {
                if overlay::type_into(&mut choose.input, key) {
                    choose.selected = 0;
                }
                Vec::new()
            }
            Some(Overlay::Search(search)) => {
                if overlay::type_into(&mut search.input, key) {
                    self.search_anew();
                }
                Vec::new()
            }
            Some(Overlay::Help(help)) => {
                // A second ? closes what the first opened, unless it is part of a word.
                if key == Key::char('?') && help.input.value().is_empty() {
                    self.overlay = None;
                } else if overlay::type_into(&mut help.input, key) {
                    help.scroll = 0;
                }
                Vec::new()
            }
            Some(Overlay::Palette(palette)) => {
                if overlay::type_into(&mut palette.input, key) {
                    palette.selected = 0;
                }
                Vec::new()
            }
            Some(Overlay::Prompt(prompt)) => {
                overlay::type_into(&mut prompt.input, key);
                Vec::new()
            }
            Some(_) => Vec::new(),
            None => match &mut self.screen {
                Screen::Setup(setup) => {
                    setup.type_key(key);
                    Vec::new()
                }
                Screen::Sketch(form) => {
                    if form.saving {
                        self.toast = Some(SAVING.to_owned());
                        return Vec::new();
                    }
                    if form.type_key(key) {
                        return self.keep_sketch();
                    }
                    if !form.is_text() && key.typed().is_some() {
                        self.toast = Some("Left and Right choose here; Enter goes on to the next line".to_owned());
                    }
                    Vec::new()
                }
                Screen::Candidates(list) => {
                    if overlay::type_into(&mut list.input, key) {
                        list.search();
                    }
                    Self::weigh(list)
                }
                _ => Vec::new(),
            },
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.toast = None;
        match &mut self.overlay {
            Some(Overlay::Editor(editor)) => {
                if let Err(why) = editor.input.paste(text) {
                    self.toast = Some(why);
                }
                return self.sync_editor();
            }
            Some(Overlay::Writing(_)) => return self.paste_field(text),
            Some(Overlay::Choose(choose)) => {
                overlay::paste_into(&mut choose.input, text);
                choose.selected = 0;
            }
            Some(Overlay::Search(search)) => {
                overlay::paste_into(&mut search.input, text);
                self.search_anew();
            }
            Some(Overlay::Help(help)) => overlay::paste_into(&mut help.input, text),
            Some(Overlay::Palette(palette)) => overlay::paste_into(&mut palette.input, text),
            Some(Overlay::Prompt(prompt)) => overlay::paste_into(&mut prompt.input, text),
            Some(_) => {}
            None => {
                match &mut self.screen {
                    Screen::Setup(setup) => setup.paste(text),
                    Screen::Sketch(form) if form.saving => self.toast = Some(SAVING.to_owned()),
                    Screen::Sketch(form) => {
                        let effects = if form.paste(text) { self.keep_sketch() } else { Vec::new() };
                        self.settle();
                        return effects;
                    }
                    Screen::Candidates(list) => {
                        overlay::paste_into(&mut list.input, text);
                        list.search();
                        return Self::weigh(list);
                    }
                    _ => {}
                }
                if matches!(self.screen, Screen::Adapting(_)) {
                    self.toast = Some("pasted text goes into a field: press Enter on one first".to_owned());
                }
                // Pasted text is never taken for keys: half a sentence would rate half a section.
                if self.scoring().is_some() {
                    self.toast = Some("pasted text goes into notes: press n first".to_owned());
                }
            }
        }
        Vec::new()
    }

    /// Puts what changed in the editor into the interview and the journal.
    fn sync_editor(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Some(Overlay::Editor(editor)) = self.overlay.take() else { return Vec::new() };
        if let Screen::Deciding(form) = &mut self.screen {
            let text = editor.input.text();
            self.overlay = Some(Overlay::Editor(editor));
            if text == form.ruling.reason {
                return Vec::new();
            }
            form.ruling.reason = text;
            return self.keep_ruling();
        }
        let synced = self.session_mut().map_or(Ok(Vec::new()), |session| editor.sync(session, now));
        let recorded = synced.unwrap_or_else(|why| {
            self.toast = Some(why);
            Vec::new()
        });
        if let Some(scoring) = self.scoring_mut() {
            scoring.turn_page();
        }
        self.overlay = Some(Overlay::Editor(editor));
        record(recorded)
    }

    /// Dismisses the remark that the editor shows. The text goes on being typed as one step.
    fn dismiss_remark(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Some(Overlay::Editor(editor)) = &self.overlay else { return Vec::new() };
        let Some(finding) = editor.remark() else { return Vec::new() };
        let remark = Remark { field: editor.field.clone(), finding: finding.clone() };
        self.toast = Some("dismissed: it stays as you wrote it".to_owned());
        self.session_mut().map(|session| record(session.record(now, vec![remark.dismissed()]))).unwrap_or_default()
    }

    /// What a note as a whole lacks, once it is closed.
    fn remark_on_whole(&self, field: &Field) -> Option<String> {
        let (scoring, lists) = (self.scoring()?, self.word_lists.as_deref()?);
        let findings = remarks::on(&scoring.session.interview, field, lists);
        let finding = findings.into_iter().find(|finding| finding.span.is_none())?;
        Some(remarks::in_short(finding.code).to_owned())
    }

    fn close_editor(&mut self) -> Vec<Effect> {
        let now = self.now;
        let mut effects = self.sync_editor();
        if let Some(Overlay::Editor(editor)) = &self.overlay {
            self.toast = self.remark_on_whole(&editor.field).or(self.toast.take());
        }
        self.overlay = None;
        if let Some(session) = self.session_mut() {
            effects.extend(record(session.record(now, vec![Event::TextClosed])));
        }
        if std::mem::take(&mut self.back_to_summary)
            && let Screen::Scoring(_) = &self.screen
        {
            effects.extend(self.run_scoring_summary());
            if let Screen::Summary(summary) = &mut self.screen {
                summary.select_missing();
            }
        }
        self.show_notices();
        effects
    }

    fn run_scoring_summary(&mut self) -> Vec<Effect> {
        self.decide(Command::Summary).map(|act| self.act(&act)).unwrap_or_default()
    }

    pub(super) fn editor_returned(&mut self, result: Result<String, String>) -> Vec<Effect> {
        match (result, &mut self.overlay) {
            (Ok(text), Some(Overlay::Editor(editor))) => {
                editor.input.set(&text);
                self.sync_editor()
            }
            (Ok(text), Some(Overlay::Writing(_))) => self.field_returned(&text),
            (Err(why), _) => {
                self.toast = Some(why);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn search_anew(&mut self) {
        let Some(Overlay::Search(mut search)) = self.overlay.take() else { return };
        if let Some(scoring) = self.listed_mut() {
            let words = search.input.value().trim();
            // Each letter searches from where the search began, so that a typo leads nowhere else.
            scoring.go_back(&search.origin);
            search.matches = (!words.is_empty()).then(|| scoring.count(words));
            if !words.is_empty()
                && let Some(index) = scoring.find(words, scoring.shown(), true, true)
            {
                scoring.go_to(index);
            }
        }
        self.overlay = Some(Overlay::Search(search));
    }

    fn search_on(&mut self, forward: bool) {
        let Some(Overlay::Search(search)) = &self.overlay else { return };
        let typed = search.input.value().trim().to_owned();
        let Some(scoring) = self.listed_mut() else { return };
        let words = if typed.is_empty() { scoring.last_search.clone() } else { typed };
        if !words.is_empty()
            && let Some(index) = scoring.find(&words, scoring.shown(), forward, false)
        {
            scoring.go_to(index);
        }
    }

    /// Runs a command of what lies over the screen.
    pub(super) fn run_overlay(&mut self, command: Command) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Editor(editor)) => match command {
                Command::Back => return self.close_editor(),
                Command::External => {
                    let text = editor.input.text();
                    return vec![Effect::EditExternally(text)];
                }
                Command::Dismiss => return self.dismiss_remark(),
                Command::Undo => {
                    editor.input.area.undo();
                    return self.sync_editor();
                }
                Command::Redo => {
                    if let Err(why) = editor.input.redo() {
                        self.toast = Some(why);
                    }
                    return self.sync_editor();
                }
                _ => {}
            },
            Some(Overlay::Search(_)) => self.run_search(command),
            Some(Overlay::Page(_)) if command == Command::WhatIf => self.open_what_if(),
            Some(Overlay::Page(_)) => self.run_page(command),
            Some(Overlay::Help(_)) => self.run_help(command),
            Some(Overlay::Palette(palette)) => match command {
                Command::Down => {
                    palette.selected = (palette.selected + 1).min(palette.matches().len().saturating_sub(1));
                }
                Command::Up => palette.selected = palette.selected.saturating_sub(1),
                Command::Accept => {
                    let chosen = palette.matches().get(palette.selected).map(|row| row.command);
                    self.overlay = None;
                    return chosen.map(|command| self.run(command)).unwrap_or_default();
                }
                _ => self.overlay = None,
            },
            Some(Overlay::Attest(_)) => return self.run_attest(command),
            Some(Overlay::WhatIf(_)) => self.run_what_if(command),
            Some(Overlay::Confirm) => {
                self.overlay = None;
                if command == Command::Accept {
                    return self.submit();
                }
            }
            Some(Overlay::Prompt(_)) => return self.run_prompt(command),
            Some(Overlay::Unsaved) => return self.run_unsaved(command),
            Some(Overlay::Writing(_)) => return self.run_writing(command),
            Some(Overlay::Choose(_)) => return self.run_choosing(command),
            Some(Overlay::Split(_)) => return self.run_splitting(command),
            Some(Overlay::LeaveWork) => return self.run_leaving_work(command),
            Some(Overlay::Theirs(_)) => return self.run_theirs(command),
            None => {}
        }
        Vec::new()
    }

    fn run_search(&mut self, command: Command) {
        match command {
            Command::Next => self.search_on(true),
            Command::Previous => self.search_on(false),
            Command::Accept => {
                let Some(Overlay::Search(search)) = &self.overlay else { return };
                let typed = search.input.value().trim().to_owned();
                if typed.is_empty() {
                    self.search_on(true);
                } else if let Some(scoring) = self.listed_mut() {
                    scoring.last_search = typed;
                }
                self.overlay = None;
            }
            _ => {
                if let (Some(Overlay::Search(search)), Some(scoring)) = (self.overlay.take(), self.listed_mut()) {
                    scoring.go_back(&search.origin);
                }
            }
        }
    }

    fn run_page(&mut self, command: Command) {
        let Some(regions) = layout::regions(self.size.0, self.size.1) else { return };
        let height = usize::from(regions.body.height.saturating_sub(1));
        let columns = usize::from(regions.body.width.saturating_sub(2));
        let total = match &self.overlay {
            Some(Overlay::Page(page)) => self.page_lines(page, columns).len(),
            _ => return,
        };
        let Some(Overlay::Page(page)) = &mut self.overlay else { return };
        match scrolled(command, page.scroll, height, total) {
            Some(line) => page.scroll = line,
            None => self.overlay = None,
        }
    }

    fn run_help(&mut self, command: Command) {
        let Some(regions) = layout::regions(self.size.0, self.size.1) else { return };
        let height = usize::from(regions.body.height.saturating_sub(1));
        let Some(Overlay::Help(help)) = &mut self.overlay else { return };
        let total = overlay::help_lines(help, usize::from(regions.body.width.saturating_sub(2))).len();
        match scrolled(command, help.scroll, height, total) {
            Some(line) => help.scroll = line,
            None => self.overlay = None,
        }
    }

    fn run_attest(&mut self, command: Command) -> Vec<Effect> {
        let now = self.now;
        let Some(Overlay::Attest(attest)) = &mut self.overlay else { return Vec::new() };
        let at = Basis::ALL.iter().position(|basis| *basis == attest.basis).unwrap_or(0);
        let n = Basis::ALL.len();
        match command {
            Command::Rate(rating) => attest.rating = rating,
            Command::Right => attest.basis = Basis::ALL[(at + 1) % n],
            Command::Left => attest.basis = Basis::ALL[(at + n - 1) % n],
            Command::Accept => {
                let attest = attest.clone();
                self.overlay = None;
                let Some(scoring) = self.scoring_mut() else { return Vec::new() };
                let rubric = scoring.session.interview.rubric();
                let criteria = attest.criteria.iter().map(|&i| rubric.criterion(i).id.clone()).collect();
                let event = Event::Attested { criteria, rating: attest.rating, basis: attest.basis };
                let count = attest.criteria.len();
                let recorded = scoring.carry_out(&super::Act::Record(vec![event]), now);
                self.toast = Some(format!("attested {count} × {}; u takes it back", attest.rating));
                return record(recorded);
            }
            _ => self.overlay = None,
        }
        Vec::new()
    }

    fn run_prompt(&mut self, command: Command) -> Vec<Effect> {
        let now = self.now;
        let Some(Overlay::Prompt(prompt)) = self.overlay.take() else { return Vec::new() };
        // The question it came from stands as long as there is something to ask.
        if prompt.purpose == Purpose::Elsewhere && self.save_state() != Some(SaveState::Saved) {
            self.overlay = Some(Overlay::Unsaved);
        }
        if command != Command::Accept {
            return Vec::new();
        }
        let answer = prompt.input.value().trim().to_owned();
        if prompt.purpose == Purpose::Elsewhere {
            let text = self.scoring().map(|scoring| scoring.session.as_text()).unwrap_or_default();
            return if answer.is_empty() { Vec::new() } else { vec![Effect::SaveElsewhere { folder: answer, text }] };
        }
        let selected = if let Screen::Summary(summary) = &self.screen { Some(summary.selected()) } else { None };
        if prompt.purpose == Purpose::Present {
            if let Screen::Deciding(form) = &mut self.screen
                && !answer.is_empty()
            {
                form.add(&answer);
                return self.keep_ruling();
            }
            return Vec::new();
        }
        let Some(session) = self.session_mut() else { return Vec::new() };
        let start = session.interview.start();
        let (mut candidate, mut interviewer) = (start.candidate.clone(), start.interviewer.clone());
        match prompt.purpose {
            Purpose::Reference => candidate.reference = Some(answer).filter(|text| !text.is_empty()),
            _ if answer.is_empty() => return Vec::new(),
            Purpose::Candidate => candidate.name = answer,
            Purpose::Interviewer | Purpose::Elsewhere | Purpose::Present => interviewer = answer,
        }
        if candidate == start.candidate && interviewer == start.interviewer {
            return Vec::new();
        }
        let planned_minutes = start.planned_minutes;
        let recorded = session.record(now, vec![Event::DetailsChanged { candidate, interviewer, planned_minutes }]);
        // A name that is no longer missing shortens the list above the selected line.
        if let (Screen::Summary(summary), Some(selected)) = (&mut self.screen, selected) {
            summary.select(&selected);
        }
        record(recorded)
    }

    fn run_unsaved(&mut self, command: Command) -> Vec<Effect> {
        let text = self.scoring().map(|scoring| scoring.session.as_text()).unwrap_or_default();
        match command {
            Command::SaveElsewhere => {
                self.overlay = Some(Overlay::Prompt(super::overlay::Prompt {
                    question: "Folder to save the text in",
                    input: tui_input::Input::default(),
                    purpose: Purpose::Elsewhere,
                }));
                Vec::new()
            }
            Command::CopyText => {
                self.toast = Some("the text of this interview was sent to the clipboard".to_owned());
                vec![Effect::Copy(text)]
            }
            Command::PrintAndLeave => {
                vec![Effect::Quit { code: 0, print: Some(text) }]
            }
            _ => {
                self.overlay = None;
                Vec::new()
            }
        }
    }
}

/// Where a scroll command leads; nothing for one that is no scroll.
fn scrolled(command: Command, at: usize, height: usize, total: usize) -> Option<usize> {
    let last = total.saturating_sub(height);
    Some(match command {
        Command::Down => (at + 1).min(last),
        Command::Up => at.min(last).saturating_sub(1),
        Command::PageDown => (at + height.saturating_sub(1).max(1)).min(last),
        Command::PageUp => at.min(last).saturating_sub(height.saturating_sub(1).max(1)),
        Command::First => 0,
        Command::Last => last,
        _ => return None,
    })
}
