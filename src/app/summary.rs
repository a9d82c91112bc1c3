//! Summary and submit: what is missing, the interviewer's own decision beside the recommendation,
//! and the texts. Composed here as one page of lines, some of which can be selected.

use super::message::Now;
use super::prose::{Line, Tone, flow};
use super::remarks::{self, Remark};
use super::scoring::Scoring;
use super::why;
use crate::domain::decision::Overall;
use crate::domain::explain;
use crate::domain::interview::{Event, Field, LevelChoice};
use crate::domain::notes::WordLists;
use crate::domain::rating::Basis;
use crate::domain::scorecard::{self, Missing};

/// The summary over a scoring screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The scoring screen it came from and goes back to.
    pub scoring: Box<Scoring>,
    /// Index of the selected item.
    pub cursor: usize,
    /// First visible line.
    pub offset: usize,
    /// Whether the card is being written.
    pub submitting: bool,
    /// What there is to think over in the texts.
    pub remarks: Vec<Remark>,
    /// The number of the interview's next event when they were looked through.
    looked_at: Option<u64>,
}

/// A line that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Something missing; opening it goes to its place.
    Missing(Missing),
    /// Something to think over in a text; opening it goes there.
    Remark(Remark),
    /// The overall decision.
    Overall,
    /// The level of the decision.
    Level,
    /// A text.
    Text(Field),
    /// The candidate's name.
    Candidate,
    /// The candidate's reference.
    Reference,
    /// The interviewer's name.
    Interviewer,
    /// Submit.
    Submit,
}

/// A line of the page, with the item it stands for.
pub type Entry = (Option<Item>, Line);

impl Summary {
    /// Opens the summary on its first line.
    #[must_use]
    pub fn new(scoring: Box<Scoring>) -> Self {
        Self { scoring, cursor: 0, offset: 0, submitting: false, remarks: Vec::new(), looked_at: None }
    }

    /// Looks through all texts, unless nothing has happened since. Says whether it did. What is selected stays
    /// selected, or what stands in its place.
    pub fn look_through(&mut self, lists: &WordLists) -> bool {
        let interview = &self.scoring.session.interview;
        let next = Some(interview.next_seq());
        if self.looked_at == next {
            return false;
        }
        let selected = self.selected();
        self.remarks = remarks::all(interview, lists);
        self.looked_at = next;
        self.select(&selected);
        true
    }

    /// The remark that is selected.
    #[must_use]
    pub fn selected_remark(&self) -> Option<Remark> {
        match self.selected() {
            Item::Remark(remark) => Some(remark),
            _ => None,
        }
    }

    /// Selects an item, if it is listed now.
    pub fn select(&mut self, wanted: &Item) {
        self.cursor = self.items().iter().position(|item| item == wanted).unwrap_or(self.cursor);
    }

    /// Selects the first line that leads to something missing, if there is one.
    pub fn select_missing(&mut self) {
        let first = self.items().iter().position(|item| matches!(item, Item::Missing(_)));
        self.cursor = first.unwrap_or(self.cursor);
    }

    /// What is still missing.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        scorecard::missing(&self.scoring.session.interview)
    }

    /// Everything that can be selected, top to bottom.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        if self.amends() {
            items.push(Item::Text(Field::Amendment));
        }
        items.extend([Item::Overall, Item::Level, Item::Text(Field::Reason)]);
        items.extend(
            self.missing()
                .into_iter()
                .filter(|m| !matches!(m, Missing::Overall | Missing::Level | Missing::Reason | Missing::Amendment))
                .map(Item::Missing),
        );
        items.extend(self.remarks.iter().cloned().map(Item::Remark));
        items.extend([Field::Takeaways, Field::Strengths, Field::Concerns].map(Item::Text));
        // An amendment is by the same person about the same person.
        if !self.amends() {
            items.extend([Item::Candidate, Item::Reference, Item::Interviewer]);
        }
        items.push(Item::Submit);
        items
    }

    /// Whether a card is being amended.
    fn amends(&self) -> bool {
        self.scoring.session.interview.start().amends.is_some()
    }

    /// The selected item.
    #[must_use]
    pub fn selected(&self) -> Item {
        let items = self.items();
        items.get(self.cursor).or(items.last()).cloned().unwrap_or(Item::Submit)
    }

    /// What choosing the next or previous value of the selected item records.
    #[must_use]
    pub fn choose(&self, forward: bool) -> Option<Event> {
        let interview = &self.scoring.session.interview;
        match self.selected() {
            Item::Overall => {
                let at = interview.overall().and_then(|now| Overall::ALL.iter().position(|o| *o == now));
                // Nobody starts at an end: the first step leads to the middle.
                let next = if at.is_none() { Overall::ALL.len() / 2 } else { step(at, Overall::ALL.len(), forward)? };
                Some(Event::OverallChosen { overall: Overall::ALL[next] })
            }
            Item::Level => {
                let choices = self.level_choices();
                let at = choices.iter().position(|choice| choice == interview.level_choice());
                // The first step leads to the recommended level, from which a person may differ.
                let recommended = self.scoring.session.recommendation.floor.map_or(0, |level| level + 1);
                let next = if at.is_none() { recommended } else { step(at, choices.len(), forward)? };
                Some(Event::LevelChosen { level: choices[next].clone() })
            }
            _ => None,
        }
    }

    /// The levels to choose from, lowest first, after "none".
    fn level_choices(&self) -> Vec<LevelChoice> {
        let levels = self.scoring.session.interview.rubric().levels();
        std::iter::once(LevelChoice::None)
            .chain(levels.iter().map(|level| LevelChoice::Level(level.id.clone())))
            .collect()
    }

    /// The whole page at a width.
    #[must_use]
    pub fn page(&self, columns: usize, now: Now) -> Vec<Entry> {
        let mut page = Vec::new();
        self.recommendation(&mut page, columns);
        self.amendment(&mut page, columns);
        self.decision(&mut page, columns);
        self.whats_missing(&mut page, columns);
        self.to_think_over(&mut page, columns);
        self.texts(&mut page, columns);
        self.people(&mut page, columns, now);
        self.submit(&mut page);
        page
    }

    fn recommendation(&self, page: &mut Vec<Entry>, columns: usize) {
        let session = &self.scoring.session;
        let rubric = session.interview.rubric();
        let grade = &session.recommendation;
        let mut lines = vec![Line::new().word(Tone::Accent, "RECOMMENDATION by the rule")];
        flow(&mut lines, Line::new().word(Tone::Plain, "  "), Tone::Strong, &explain::headline(rubric, grade), columns);
        for blocker in grade.blockers().iter().take(3) {
            let tone = why::state_tone(blocker.result.state);
            flow(&mut lines, Line::new().word(tone, "  • "), Tone::Plain, &explain::blocker(rubric, blocker), columns);
        }
        if grade.blockers().len() > 3 {
            lines.push(Line::of(Tone::Muted, &format!("    and {} more: press w", grade.blockers().len() - 3)));
        }
        lines.push(Line::new());
        page.extend(lines.into_iter().map(|line| (None, line)));
    }

    fn amendment(&self, page: &mut Vec<Entry>, columns: usize) {
        if !self.amends() {
            return;
        }
        page.push((
            None,
            Line::new().word(Tone::Accent, "AMENDMENT").word(Tone::Muted, "  the card that it replaces stays as it is"),
        ));
        let hint = (Tone::Pending, "needed: what changed your mind, or what was wrong?");
        self.text(page, Field::Amendment, "  Because  ", hint, columns);
        page.push((None, Line::new()));
    }

    fn decision(&self, page: &mut Vec<Entry>, columns: usize) {
        let interview = &self.scoring.session.interview;
        page.push((
            None,
            Line::new().word(Tone::Accent, "YOUR DECISION").word(Tone::Muted, "  your own, whatever the rule says"),
        ));
        let overall = Overall::ALL.iter().map(|o| (o.label().to_owned(), interview.overall() == Some(*o)));
        let chosen = interview.level_choice();
        let levels = self.level_choices().into_iter().map(|choice| {
            let label = match &choice {
                LevelChoice::Level(id) => interview
                    .rubric()
                    .level_index(id)
                    .map(|i| interview.rubric().levels()[i].label())
                    .unwrap_or_default(),
                _ => "none".to_owned(),
            };
            (label, &choice == chosen)
        });
        page.push((Some(Item::Overall), choices("  Overall  ", overall)));
        page.push((Some(Item::Level), choices("  Level    ", levels)));
        let needed = self.missing().contains(&Missing::Reason);
        let hint = if needed { "needed: the level is not the recommended one" } else { "optional" };
        self.text(
            page,
            Field::Reason,
            "  Reason   ",
            if needed { (Tone::Pending, hint) } else { (Tone::Muted, hint) },
            columns,
        );
        page.push((None, Line::new()));
    }

    fn whats_missing(&self, page: &mut Vec<Entry>, columns: usize) {
        let start = self.scoring.session.interview.start();
        let rubric = &start.rubric;
        let missing = self.missing();
        if missing.is_empty() {
            page.push((None, Line::new().word(Tone::Good, "NOTHING IS MISSING")));
        } else {
            page.push((
                None,
                Line::of(Tone::Accent, &format!("MISSING BEFORE IT CAN BE SUBMITTED ({})", missing.len())),
            ));
        }
        for m in missing {
            let (item, words) = match &m {
                Missing::Note { criterion, answer } => (
                    Some(Item::Missing(m.clone())),
                    format!("note on {}: {}", rubric.criterion(*criterion).title, answer.label()),
                ),
                Missing::Answer { criterion } => (
                    Some(Item::Missing(m.clone())),
                    format!("rating of {}, which has a note (0 if no data)", rubric.criterion(*criterion).title),
                ),
                Missing::Candidate => (Some(Item::Missing(m.clone())), name_words("candidate", &start.candidate.name)),
                Missing::Interviewer => (Some(Item::Missing(m.clone())), name_words("interviewer", &start.interviewer)),
                Missing::Amendment => (None, "why you amend your card, above".to_owned()),
                Missing::Overall => (None, "your overall decision, above".to_owned()),
                Missing::Level => (None, "the level of your decision, above".to_owned()),
                Missing::Reason => (None, "a reason why your level differs from the recommended one, above".to_owned()),
            };
            let mut lines = Vec::new();
            flow(&mut lines, Line::new().word(Tone::Pending, "  ! "), Tone::Plain, &words, columns.saturating_sub(2));
            let mut item = item;
            page.extend(lines.into_iter().map(|line| (item.take(), line)));
        }
        page.push((None, Line::new()));
    }

    fn to_think_over(&self, page: &mut Vec<Entry>, columns: usize) {
        if self.remarks.is_empty() {
            return;
        }
        let heading = format!("WORTH A SECOND LOOK ({})", self.remarks.len());
        let line = Line::of(Tone::Accent, &heading).word(Tone::Muted, "  nothing here keeps you from submitting");
        page.push((None, line));
        for remark in &self.remarks {
            let Remark { finding, .. } = remark;
            let place = remark.place(&self.scoring.session.interview);
            let words = match finding.words.as_str() {
                "" => format!("{place}: {}", finding.why),
                words => format!("{place}, “{words}”: {}", finding.why),
            };
            let mut lines = Vec::new();
            let columns = columns.saturating_sub(2);
            flow(&mut lines, Line::new().word(Tone::Pending, "  ~ "), Tone::Plain, &words, columns);
            flow(&mut lines, Line::new().word(Tone::Muted, "    "), Tone::Muted, &finding.instead, columns);
            let mut item = Some(Item::Remark(remark.clone()));
            page.extend(lines.into_iter().map(|line| (item.take(), line)));
        }
        page.push((None, Line::new()));
    }

    fn texts(&self, page: &mut Vec<Entry>, columns: usize) {
        page.push((None, Line::new().word(Tone::Accent, "IN YOUR WORDS")));
        self.text(page, Field::Takeaways, "  Takeaways  ", (Tone::Muted, "what should the panel remember?"), columns);
        self.text(page, Field::Strengths, "  Strengths  ", (Tone::Muted, "what spoke for this candidate?"), columns);
        self.text(page, Field::Concerns, "  Concerns   ", (Tone::Muted, "what spoke against?"), columns);
        page.push((None, Line::new()));
    }

    fn text(
        &self,
        page: &mut Vec<Entry>,
        field: Field,
        label: &'static str,
        hint: (Tone, &'static str),
        columns: usize,
    ) {
        let lead = Line::new().word(Tone::Plain, label);
        let content = self.scoring.session.interview.text(&field).unwrap_or_default();
        if content.trim().is_empty() {
            page.push((Some(Item::Text(field)), lead.word(hint.0, hint.1)));
            return;
        }
        let mut lines = Vec::new();
        flow(&mut lines, lead, Tone::Plain, content, columns.saturating_sub(2));
        let mut item = Some(Item::Text(field));
        page.extend(lines.into_iter().map(|line| (item.take(), line)));
    }

    fn people(&self, page: &mut Vec<Entry>, columns: usize, now: Now) {
        let session = &self.scoring.session;
        let start = session.interview.start();
        let fit = |text: &str| crate::text::fit(text, columns.saturating_sub(16)).into_owned();
        page.push((None, Line::new().word(Tone::Accent, "THE INTERVIEW")));
        let reference = start.candidate.reference.as_deref().unwrap_or("none");
        for (item, label, text) in [
            (Item::Candidate, "  Candidate    ", start.candidate.name.as_str()),
            (Item::Reference, "  Reference    ", reference),
            (Item::Interviewer, "  Interviewer  ", &start.interviewer),
        ] {
            let item = Some(item).filter(|_| !self.amends());
            page.push((item, Line::new().word(Tone::Plain, label).and(Tone::Plain, &fit(text))));
        }
        let tally = session.interview.tally();
        let time = session.active_ms(now.mono_ms) / 60_000;
        let marks = session.interview.marks();
        let asked = marks.iter().filter(|m| m.rating().is_some() && m.basis == Some(Basis::Interview)).count();
        let facts = format!(
            "  {asked} rated in the interview, {} on another basis, {} no data, {} not asked; {time} of {} min",
            tally.rated - asked,
            tally.no_data,
            tally.open,
            start.planned_minutes
        );
        let mut lines = Vec::new();
        flow(&mut lines, Line::new().word(Tone::Muted, "  "), Tone::Muted, facts.trim_start(), columns);
        page.extend(lines.into_iter().map(|line| (None, line)));
        page.push((None, Line::new()));
    }

    fn submit(&self, page: &mut Vec<Entry>) {
        let line = match self.missing().len() {
            _ if self.submitting => Line::new().word(Tone::Pending, "  SUBMIT  writing the card …"),
            0 => Line::new().word(Tone::Good, "  SUBMIT  seals the card; nothing can be edited after it"),
            1 => Line::new().word(Tone::Muted, "  SUBMIT  1 thing is missing"),
            n => Line::of(Tone::Muted, &format!("  SUBMIT  {n} things are missing")),
        };
        page.push((Some(Item::Submit), line));
    }
}

/// What is missing where a card cannot hold a name.
fn name_words(whose: &str, name: &str) -> String {
    format!("name of the {whose}, which {}", scorecard::name_fault(name).unwrap_or_default())
}

/// The index after or before `at`; nothing at the ends.
fn step(at: Option<usize>, n: usize, forward: bool) -> Option<usize> {
    let at = at?;
    if forward { (at + 1 < n).then_some(at + 1) } else { at.checked_sub(1) }
}

/// A row of choices, the chosen one in brackets.
pub(super) fn choices(label: &'static str, options: impl Iterator<Item = (String, bool)>) -> Line {
    let mut line = Line::new().word(Tone::Plain, label);
    for (option, chosen) in options {
        line = if chosen {
            line.and(Tone::Strong, &format!("[{option}]"))
        } else {
            line.and(Tone::Muted, &format!(" {option} "))
        };
    }
    line
}
