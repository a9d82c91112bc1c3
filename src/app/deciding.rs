//! The panel's decision: what the people in the room decided, entered beside what the rule says.
//!
//! What is entered is kept at every step, so that nothing is lost before it is recorded.

use super::message::Now;
use super::panel::PanelView;
use super::prose::{Line, Tone, flow};
use crate::domain::candidate::same_person;
use crate::domain::decision::Overall;
use crate::domain::explain;
use crate::domain::interview::LevelChoice;
use crate::domain::panel::{Missing, PanelDecision, Ruling, Why, words};
use crate::text;

/// Stands for the id that a decision gets when it is recorded.
const UNBORN: &str = "00000000-0000-7000-8000-000000000000";

/// The form.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// The panel that decides.
    pub view: Box<PanelView>,
    /// What is entered so far.
    pub ruling: Ruling,
    /// Everyone who could be there: the interviewers, and whoever was added.
    pub people: Vec<String>,
    /// Index of the selected item.
    pub cursor: usize,
    /// First visible line.
    pub offset: usize,
    /// Whether the decision is on its way to the disk.
    pub recording: bool,
}

/// Something that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The overall decision.
    Overall,
    /// The level.
    Level,
    /// The reason.
    Reason,
    /// Somebody who may be there, by index.
    Person(usize),
    /// Add somebody.
    SomebodyElse,
    /// Record the decision.
    Record,
}

/// A line of the page, with the item it stands for.
pub type Entry = (Option<Item>, Line);

impl Deciding {
    /// Opens the form, with what was entered before where it was kept.
    #[must_use]
    pub fn new(view: Box<PanelView>) -> Self {
        let mut ruling = view.kept.clone().unwrap_or(Ruling {
            overall: None,
            level: LevelChoice::Unchosen,
            reason: String::new(),
            present: Vec::new(),
            revealed: false,
        });
        ruling.revealed |= view.revealed;
        // A level of that time may not be asked any more.
        if matches!(&ruling.level, LevelChoice::Level(id) if view.panel.rubric().level_index(id).is_none()) {
            ruling.level = LevelChoice::Unchosen;
        }
        let mut people: Vec<String> =
            view.panel.members().iter().map(|member| member.interviewer().to_owned()).collect();
        for name in &ruling.present {
            if !people.iter().any(|known| same_person(known, name)) {
                people.push(name.clone());
            }
        }
        Self { view, ruling, people, cursor: 0, offset: 0, recording: false }
    }

    /// What is still missing.
    #[must_use]
    pub fn missing(&self, now: Now) -> Vec<Missing> {
        PanelDecision::decide(&self.view.panel, &self.ruling, UNBORN, now.wall).err().unwrap_or_default()
    }

    /// Everything that can be selected, top to bottom.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let mut items = vec![Item::Overall, Item::Level, Item::Reason];
        items.extend((0..self.people.len()).map(Item::Person));
        items.extend([Item::SomebodyElse, Item::Record]);
        items
    }

    /// The selected item.
    #[must_use]
    pub fn selected(&self) -> Item {
        self.items().get(self.cursor).copied().unwrap_or(Item::Record)
    }

    /// Selects what is missing first.
    pub fn select_missing(&mut self, now: Now) {
        let wanted = match self.missing(now).first() {
            Some(Missing::Overall) => Item::Overall,
            Some(Missing::Level) => Item::Level,
            Some(Missing::Reason | Missing::Faulty(_)) => Item::Reason,
            Some(Missing::Present) => Item::Person(0),
            None => Item::Record,
        };
        self.cursor = self.items().iter().position(|item| *item == wanted).unwrap_or(self.cursor);
    }

    /// Chooses the next or previous value of the selected item. Says whether anything changed.
    pub fn choose(&mut self, forward: bool) -> bool {
        let step = |at: Option<usize>, first: usize, n: usize| match at {
            None => Some(first),
            Some(at) if forward => (at + 1 < n).then_some(at + 1),
            Some(at) => at.checked_sub(1),
        };
        match self.selected() {
            Item::Overall => {
                let at = self.ruling.overall.and_then(|now| Overall::ALL.iter().position(|o| *o == now));
                // Nobody starts at an end: the first step leads to the middle.
                let next = step(at, Overall::ALL.len() / 2, Overall::ALL.len());
                next.is_some_and(|next| self.ruling.overall.replace(Overall::ALL[next]) != Some(Overall::ALL[next]))
            }
            Item::Level => {
                let choices = self.levels();
                let at = choices.iter().position(|choice| *choice == self.ruling.level);
                // The first step leads to the recommended level, from which people may differ.
                let recommended = self.view.panel.recommendation().floor.map_or(0, |level| level + 1);
                let next = step(at, recommended, choices.len());
                next.is_some_and(|next| {
                    let before = std::mem::replace(&mut self.ruling.level, choices[next].clone());
                    before != self.ruling.level
                })
            }
            Item::Person(person) => {
                self.toggle(person);
                true
            }
            Item::Reason | Item::SomebodyElse | Item::Record => false,
        }
    }

    /// Adds somebody who is there.
    pub fn add(&mut self, name: &str) {
        let name = name.trim();
        let known = self.people.iter().position(|known| same_person(known, name));
        let person = known.unwrap_or_else(|| {
            self.people.push(name.to_owned());
            self.people.len() - 1
        });
        if !self.is_present(person) {
            self.toggle(person);
        }
    }

    fn is_present(&self, person: usize) -> bool {
        self.ruling.present.iter().any(|name| same_person(name, &self.people[person]))
    }

    fn toggle(&mut self, person: usize) {
        let name = self.people[person].clone();
        if self.is_present(person) {
            self.ruling.present.retain(|present| !same_person(present, &name));
        } else {
            self.ruling.present.push(name);
        }
    }

    /// The levels to choose from, lowest first, after "none".
    fn levels(&self) -> Vec<LevelChoice> {
        let levels = self.view.panel.rubric().levels().iter();
        std::iter::once(LevelChoice::None).chain(levels.map(|level| LevelChoice::Level(level.id.clone()))).collect()
    }

    /// The whole page at a width.
    #[must_use]
    pub fn page(&self, columns: usize, now: Now) -> Vec<Entry> {
        let panel = &self.view.panel;
        let rubric = panel.rubric();
        let missing = self.missing(now);
        let mut page: Vec<Entry> = Vec::new();
        let mut lines = vec![Line::new().word(Tone::Accent, "RECOMMENDATION by the rule")];
        let lead = || Line::new().word(Tone::Plain, "  ");
        flow(&mut lines, lead(), Tone::Strong, &explain::headline(rubric, panel.recommendation()), columns);
        flow(&mut lines, lead(), Tone::Plain, &words::range(panel), columns);
        for contest in panel.decisive() {
            for other in contest.alternatives.iter().filter(|other| other.changes) {
                let place = words::place(rubric, contest.criterion);
                let said = format!("{place}: {}", words::alternative(panel, contest, other));
                flow(&mut lines, Line::new().word(Tone::Bad, "  ! "), Tone::Plain, &said, columns);
            }
        }
        for file in
            panel.left_out().iter().filter(|file| !matches!(file.why, Why::Superseded { .. } | Why::Copy { .. }))
        {
            flow(
                &mut lines,
                Line::new().word(Tone::Pending, "  ! not counted: "),
                Tone::Plain,
                &words::left_out(file),
                columns,
            );
        }
        if let Some(decided) = self.view.decisions.first() {
            let said = format!("{}. A new decision takes its place; the old one stays.", decided.said);
            flow(&mut lines, Line::new().word(Tone::Accent, "  decided before: "), Tone::Plain, &said, columns);
        }
        lines.push(Line::new());
        lines.push(
            Line::new()
                .word(Tone::Accent, "THE PANEL'S DECISION")
                .word(Tone::Muted, "  your own, whatever the rule says"),
        );
        page.extend(lines.into_iter().map(|line| (None, line)));
        if self.ruling.revealed {
            let words = "The others' cards were looked at before every card was in; the decision will say so.";
            let mut lines = Vec::new();
            flow(&mut lines, Line::new().word(Tone::Pending, "  ! "), Tone::Plain, words, columns);
            page.extend(lines.into_iter().map(|line| (None, line)));
        }

        let overall = Overall::ALL.iter().map(|o| (o.label().to_owned(), self.ruling.overall == Some(*o)));
        page.push((Some(Item::Overall), super::summary::choices("  Overall  ", overall)));
        let levels = self.levels().into_iter().map(|choice| {
            let label = match &choice {
                LevelChoice::Level(id) => {
                    rubric.level_index(id).map(|i| rubric.levels()[i].label()).unwrap_or_default()
                }
                _ => "none".to_owned(),
            };
            (label, choice == self.ruling.level)
        });
        page.push((Some(Item::Level), super::summary::choices("  Level    ", levels)));
        let label = Line::new().word(Tone::Plain, "  Reason   ");
        if self.ruling.reason.trim().is_empty() {
            let (tone, hint) = if missing.contains(&Missing::Reason) {
                (Tone::Pending, "needed: the level is not the recommended one")
            } else {
                (Tone::Muted, "optional")
            };
            page.push((Some(Item::Reason), label.word(tone, hint)));
        } else {
            let mut lines = Vec::new();
            flow(&mut lines, label, Tone::Plain, &self.ruling.reason, columns.saturating_sub(2));
            let mut item = Some(Item::Reason);
            page.extend(lines.into_iter().map(|line| (item.take(), line)));
        }
        page.push((None, Line::new()));
        page.push((None, Line::new().word(Tone::Accent, "WHO IS THERE").word(Tone::Muted, "  Space says yes or no")));
        for (person, name) in self.people.iter().enumerate() {
            let mark = if self.is_present(person) { "  [x] " } else { "  [ ] " };
            let name = text::fit(&text::clean(name), columns.saturating_sub(8)).into_owned();
            page.push((Some(Item::Person(person)), Line::new().word(Tone::Accent, mark).and(Tone::Plain, &name)));
        }
        page.push((Some(Item::SomebodyElse), Line::new().word(Tone::Muted, "  + somebody else")));
        page.push((None, Line::new()));
        for missing in &missing {
            let said = match missing {
                Missing::Overall => "the overall decision, above".to_owned(),
                Missing::Level => "the level, above".to_owned(),
                Missing::Reason => "a reason why the level differs from the recommended one, above".to_owned(),
                Missing::Present => "who is there, above".to_owned(),
                Missing::Faulty(fault) => format!("{} {}", fault.path, fault.message),
            };
            page.push((None, Line::new().word(Tone::Pending, "  ! ").and(Tone::Plain, &format!("missing: {said}"))));
        }
        let line = match missing.len() {
            _ if self.recording => Line::new().word(Tone::Pending, "  RECORD  writing the decision …"),
            0 => Line::new().word(Tone::Good, "  RECORD  seals the decision with the cards that it rests on"),
            1 => Line::new().word(Tone::Muted, "  RECORD  1 thing is missing"),
            n => Line::of(Tone::Muted, &format!("  RECORD  {n} things are missing")),
        };
        page.push((Some(Item::Record), line));
        page
    }
}
