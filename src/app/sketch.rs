//! The form that makes a family from nothing: lines to fill in, top to bottom, with one blank line more
//! wherever there can be another level, section or criterion.

use tui_input::Input as LineInput;

use super::keeping::{Keeping, Standing};
use super::key::{Code, Key};
use super::overlay;
use super::prose::Line;
use crate::domain::limits;
use crate::domain::rubric::SectionKind;
use crate::domain::sketch::{LevelSketch, Row, SectionSketch, Sketch};
use crate::text;

mod page;

/// Columns of the labels before what is typed.
pub const LABELS: usize = 16;
/// What is told to whoever wants something else while the family is saved.
pub const SAVING: &str = "the family is being saved";
/// Longest line of a criterion, in characters.
const LINE_CHARS: usize = 1_000;

/// The form.
#[derive(Clone, Debug, Default)]
pub struct Sketching {
    /// What is typed so far.
    pub sketch: Sketch,
    /// The selected line.
    pub row: Row,
    /// Its text, to type into.
    pub input: LineInput,
    /// First visible line.
    pub offset: usize,
    /// Whether the family is on its way to the disk.
    pub saving: bool,
    /// Whether it is left once what is typed is kept.
    pub leaving: bool,
    /// How much of what is typed is kept.
    pub keeping: Keeping,
    /// When starting afresh was asked for, to be asked for again.
    pub afresh_ms: Option<u64>,
    /// Ids of the families that there are.
    taken: Vec<String>,
}

/// A line of the page, with the row it stands for.
pub type Entry = (Option<Row>, Line);

impl Sketching {
    /// Opens the form, with what was typed before where it was kept.
    #[must_use]
    pub fn new(kept: Option<Sketch>, taken: Vec<String>) -> Self {
        let mut form = Self { sketch: kept.unwrap_or_default(), taken, ..Self::default() };
        form.select(Row::Title);
        form
    }

    /// How much of what is typed is on disk.
    #[must_use]
    pub fn standing(&self, now_ms: u64) -> Standing {
        if self.sketch.is_blank() { Standing::Saved } else { self.keeping.standing(now_ms) }
    }

    /// What keeps the family from being saved, with the line to go to.
    #[must_use]
    pub fn problems(&self) -> Vec<(Row, String)> {
        self.sketch.problems(&self.taken)
    }

    /// Every line that can be filled in, top to bottom.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let levels = &self.sketch.levels;
        let mut rows = vec![Row::Title, Row::Id];
        for (l, level) in levels.iter().enumerate() {
            rows.push(Row::Level(l));
            if l == 0 || !level.is_blank() {
                rows.push(Row::Grade(l));
            }
            if l > 0 && !level.is_blank() {
                rows.push(Row::Extends(l));
            }
        }
        if levels.len() == 1 || levels.last().is_some_and(|level| !level.is_blank()) {
            rows.push(Row::Level(levels.len()));
        }
        for (l, level) in levels.iter().enumerate().filter(|(l, level)| *l == 0 || !level.is_blank()) {
            let blank = [SectionSketch::default()];
            let sections = if level.sections.is_empty() { &blank[..] } else { &level.sections };
            for (s, section) in sections.iter().enumerate() {
                rows.extend([Row::Section(l, s), Row::Kind(l, s)]);
                let more = section.criteria.last().is_none_or(|line| !line.trim().is_empty());
                let lines = section.criteria.len() + usize::from(more);
                rows.extend((0..lines).map(|c| Row::Criterion(l, s, c)));
            }
            if level.sections.last().is_some_and(|section| !section.is_blank()) {
                rows.push(Row::Section(l, level.sections.len()));
            }
        }
        rows
    }

    /// Whether the selected line is typed into.
    #[must_use]
    pub fn is_text(&self) -> bool {
        !matches!(self.row, Row::Kind(..) | Row::Extends(_))
    }

    /// Selects a line, or the nearest one above it that there is.
    pub fn select(&mut self, row: Row) {
        let rows = self.rows();
        let above = match row {
            Row::Criterion(l, s, _) | Row::Kind(l, s) => Row::Section(l, s),
            Row::Section(l, _) | Row::Grade(l) | Row::Extends(l) => Row::Level(l),
            _ => Row::Title,
        };
        self.row = [row, above].into_iter().find(|row| rows.contains(row)).unwrap_or(Row::Title);
        self.input = LineInput::new(self.text(self.row).to_owned());
    }

    /// Goes a line on or back. Says whether there was one.
    pub fn go(&mut self, forward: bool) -> bool {
        let rows = self.rows();
        let at = rows.iter().position(|row| *row == self.row).unwrap_or(0);
        let to = if forward { (at + 1).min(rows.len() - 1) } else { at.saturating_sub(1) };
        self.select(rows[to]);
        to != at
    }

    /// Goes to the next or previous heading: the levels, then each section.
    pub fn go_to_heading(&mut self, forward: bool) {
        let rows = self.rows();
        let at = rows.iter().position(|row| *row == self.row).unwrap_or(0);
        let is_heading = |row: &Row| matches!(row, Row::Title | Row::Level(0) | Row::Section(..));
        let to = if forward {
            (at + 1..rows.len()).find(|&to| is_heading(&rows[to])).unwrap_or(rows.len() - 1)
        } else {
            (0..at).rev().find(|&to| is_heading(&rows[to])).unwrap_or(0)
        };
        self.select(rows[to]);
    }

    /// The text of a line; empty for a choice, and for a line that nobody has begun.
    #[must_use]
    pub fn text(&self, row: Row) -> &str {
        let level = |l: usize| self.sketch.levels.get(l);
        let section = |l: usize, s: usize| level(l).and_then(|level| level.sections.get(s));
        match row {
            Row::Title => &self.sketch.title,
            Row::Id => &self.sketch.id,
            Row::Level(l) => level(l).map_or("", |level| &level.title),
            Row::Grade(l) => level(l).map_or("", |level| &level.grade),
            Row::Section(l, s) => section(l, s).map_or("", |section| &section.title),
            Row::Criterion(l, s, c) => {
                section(l, s).and_then(|section| section.criteria.get(c)).map_or("", |line| line)
            }
            Row::Kind(..) | Row::Extends(_) => "",
        }
    }

    /// Types a key into the selected line. Says whether anything that is kept has changed.
    pub fn type_key(&mut self, key: Key) -> bool {
        if key.code == Code::Backspace && self.input.value().is_empty() {
            return self.remove_line();
        }
        let most = self.most();
        if !self.is_text() || !overlay::type_up_to(&mut self.input, key, most) {
            return false;
        }
        let typed = self.input.value().to_owned();
        if typed == self.text(self.row) {
            return false;
        }
        self.set(typed);
        true
    }

    /// Longest text of the selected line, in characters.
    fn most(&self) -> usize {
        if matches!(self.row, Row::Criterion(..)) { LINE_CHARS } else { limits::NAME_CHARS }
    }

    /// Pastes into the selected line. Several lines of a section's criteria become several criteria,
    /// after the selected one. Says whether anything has changed.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let pasted = text::typed(pasted);
        let Row::Criterion(l, s, c) = self.row else {
            return self.is_text() && self.insert(&pasted.replace('\n', " "));
        };
        let mut lines = pasted.split('\n').map(str::trim).filter(|line| !line.is_empty());
        let Some(first) = lines.next() else { return false };
        let changed = self.insert(first);
        let typed = |line: &str| line.chars().filter(|c| !c.is_control()).take(LINE_CHARS).collect();
        let more: Vec<String> = lines.map(typed).collect();
        if more.is_empty() {
            return changed;
        }
        let (next, last) = (c + 1, c + more.len());
        self.section_mut(l, s).criteria.splice(next..next, more);
        self.select(Row::Criterion(l, s, last));
        true
    }

    /// Puts words into the selected line at the cursor, as far as there is room. Says whether there was any.
    fn insert(&mut self, words: &str) -> bool {
        let (value, cursor) = (self.input.value(), self.input.cursor());
        let room = self.most().saturating_sub(value.chars().count());
        let words: String = words.chars().filter(|c| !c.is_control()).take(room).collect();
        if words.is_empty() {
            return false;
        }
        let at = value.char_indices().nth(cursor).map_or(value.len(), |(at, _)| at);
        let typed = format!("{}{words}{}", &value[..at], &value[at..]);
        self.input = LineInput::new(typed.clone()).with_cursor(cursor + words.chars().count());
        self.set(typed);
        true
    }

    /// Takes the next or previous choice of the selected line. Says whether anything has changed.
    pub fn choose(&mut self, forward: bool) -> bool {
        let before = self.sketch.clone();
        match self.row {
            Row::Kind(l, s) => {
                let section = self.section_mut(l, s);
                section.kind = if forward { SectionKind::Additional } else { SectionKind::Required };
            }
            Row::Extends(l) => {
                let choices = self.below(l);
                let at = choices.iter().position(|choice| *choice == self.sketch.levels[l].extends).unwrap_or(0);
                let to = if forward { (at + 1).min(choices.len() - 1) } else { at.saturating_sub(1) };
                self.sketch.levels[l].extends = choices[to];
            }
            _ => {}
        }
        self.sketch != before
    }

    /// What a level can build on: the ones before it, nearest first, or nothing.
    #[must_use]
    pub fn below(&self, level: usize) -> Vec<Option<usize>> {
        let before = (0..level.min(self.sketch.levels.len())).rev();
        let written = before.filter(|&l| l == 0 || !self.sketch.levels[l].is_blank());
        written.map(Some).chain([None]).collect()
    }

    /// Forgets everything that is typed.
    pub fn start_afresh(&mut self) {
        self.sketch = Sketch::default();
        self.offset = 0;
        self.select(Row::Title);
    }

    /// Backspace in an empty line takes it away, if it is a criterion's; whatever it is, the line before is
    /// next.
    fn remove_line(&mut self) -> bool {
        let Row::Criterion(l, s, c) = self.row else { return false };
        let criteria = self.sketch.levels.get_mut(l).and_then(|level| level.sections.get_mut(s));
        let there = criteria.filter(|section| c < section.criteria.len());
        let changed = there.map(|section| section.criteria.remove(c)).is_some();
        self.select(if c > 0 { Row::Criterion(l, s, c - 1) } else { self.row });
        changed
    }

    fn set(&mut self, typed: String) {
        match self.row {
            Row::Title => self.sketch.title = typed,
            Row::Id => self.sketch.id = typed,
            Row::Level(l) => self.level_mut(l).title = typed,
            Row::Grade(l) => self.level_mut(l).grade = typed,
            Row::Section(l, s) => self.section_mut(l, s).title = typed,
            Row::Criterion(l, s, c) => {
                let criteria = &mut self.section_mut(l, s).criteria;
                criteria.resize(criteria.len().max(c + 1), String::new());
                criteria[c] = typed;
            }
            Row::Kind(..) | Row::Extends(_) => {}
        }
        // A level that is blank again has no line for its grade.
        if !self.rows().contains(&self.row) {
            self.select(self.row);
        }
    }

    /// A level, made when it is written in first: it builds on the one before it.
    fn level_mut(&mut self, l: usize) -> &mut LevelSketch {
        while self.sketch.levels.len() <= l {
            let extends = self.sketch.levels.len().checked_sub(1);
            self.sketch.levels.push(LevelSketch { extends, ..LevelSketch::default() });
        }
        &mut self.sketch.levels[l]
    }

    fn section_mut(&mut self, l: usize, s: usize) -> &mut SectionSketch {
        let sections = &mut self.level_mut(l).sections;
        sections.resize(sections.len().max(s + 1), SectionSketch::default());
        &mut sections[s]
    }
}
