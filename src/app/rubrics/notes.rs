//! What there is to say about a family under somebody's hands, each at its place: faults that keep it from
//! being saved, advice, and what is not as it was.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::fields::Field;
use super::rows::{Row, every};
use crate::domain::adapt::Adaptation;
use crate::domain::advice::Advice;
use crate::domain::rubric::{Criterion, Level, Section};

/// Something to say about a row, or a field of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The row.
    pub row: Row,
    /// The field; nothing where it is about the row as a whole.
    pub field: Option<Field>,
    /// Whether it keeps the family from being saved.
    pub is_fault: bool,
    /// What is wrong, or could be better.
    pub message: String,
    /// Why, and what to do instead; empty for a fault, which says it all.
    pub reason: String,
}

/// Everything there is to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Faults and advice in the order of the list.
    pub all: Vec<Note>,
    changed: HashSet<Row>,
    faulty: HashSet<Row>,
    advised: HashSet<Row>,
}

impl Notes {
    /// Looks at a family as it is now. Advice takes its time, so it is that of a moment ago.
    #[must_use]
    pub fn of(work: &Adaptation, advice: &[Advice]) -> Self {
        let levels = work.levels();
        let mut all: Vec<Note> = Vec::new();
        for problem in work.problems() {
            let place = (problem.level, problem.path.as_str());
            all.push(note(levels, place, true, problem.message, String::new()));
        }
        for advice in advice {
            let reason = format!("{} {}", advice.reason.trim(), advice.instead.trim());
            let place = (advice.level, advice.path.as_str());
            all.push(note(levels, place, false, advice.message.clone(), reason.trim().to_owned()));
        }
        let order: HashMap<Row, usize> = every(levels).enumerate().map(|(at, row)| (row, at)).collect();
        let field_order = |note: &Note| {
            let fields = Field::all(levels, note.row);
            note.field.and_then(|field| fields.iter().position(|f| *f == field).map(|at| at + 1)).unwrap_or(0)
        };
        all.sort_by_cached_key(|note| (order.get(&note.row).copied(), field_order(note), !note.is_fault));
        let rows = |is_fault| all.iter().filter(move |note| note.is_fault == is_fault).map(|note| note.row).collect();
        Self { changed: changed(work), faulty: rows(true), advised: rows(false), all }
    }

    /// What is to be said about a row, or about a field of it.
    pub fn at(&self, row: Row, field: Option<Field>) -> impl Iterator<Item = &Note> {
        self.all.iter().filter(move |note| note.row == row && note.field == field)
    }

    /// How many faults and how many pieces of advice there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let faults = self.all.iter().filter(|note| note.is_fault).count();
        (faults, self.all.len() - faults)
    }

    /// Whether a row is not as it was, or is new.
    #[must_use]
    pub fn is_changed(&self, row: Row) -> bool {
        self.changed.contains(&row)
    }

    /// Whether something about a row keeps the family from being saved.
    #[must_use]
    pub fn is_faulty(&self, row: Row) -> bool {
        self.faulty.contains(&row)
    }

    /// Whether there is advice on a row.
    #[must_use]
    pub fn is_advised(&self, row: Row) -> bool {
        self.advised.contains(&row)
    }

    /// The next place to mend from a row and field on, or the one before, round and round: of faults while
    /// there are any, then of advice.
    #[must_use]
    pub fn next(&self, levels: &[Arc<Level>], from: (Row, Option<Field>), forward: bool) -> Option<&Note> {
        let faults_first = self.counts().0 > 0;
        let wanted: Vec<&Note> = self.all.iter().filter(|note| note.is_fault == faults_first).collect();
        let rank = |row: Row, field: Option<Field>| {
            let fields = Field::all(levels, row);
            let at = field.and_then(|field| fields.iter().position(|f| *f == field).map(|at| at + 1));
            (every(levels).position(|r| r == row), at.unwrap_or(0))
        };
        let here = rank(from.0, from.1);
        if forward {
            wanted.iter().find(|note| rank(note.row, note.field) > here).or(wanted.first()).copied()
        } else {
            wanted.iter().rev().find(|note| rank(note.row, note.field) < here).or(wanted.last()).copied()
        }
    }
}

fn note(levels: &[Arc<Level>], (level, path): (usize, &str), is_fault: bool, message: String, reason: String) -> Note {
    let (row, rest) = placed(levels, level, path);
    let field = (!rest.is_empty()).then(|| field_of(levels, row, rest)).flatten();
    Note { row, field, is_fault, message, reason }
}

/// The row that a JSON path of a level's file leads to, and the rest of the path.
fn placed<'p>(levels: &[Arc<Level>], level: usize, path: &'p str) -> (Row, &'p str) {
    let mut row = Row::level(level);
    let mut rest = path;
    let sections = levels.get(level).map_or(0, |level| level.sections.len());
    if let Some((section, after)) = index(rest, "sections[")
        && section < sections
    {
        row = Row::section(level, section);
        rest = after;
        let criteria = row.section_of(levels).map_or(0, |section| section.criteria.len());
        if let Some((criterion, after)) = index(rest, "criteria[")
            && criterion < criteria
        {
            row = Row::criterion(level, section, criterion);
            rest = after;
        }
    }
    (row, rest)
}

fn index<'p>(path: &'p str, name: &str) -> Option<(usize, &'p str)> {
    let (number, rest) = path.strip_prefix(name)?.split_once(']')?;
    Some((number.parse().ok()?, rest.strip_prefix('.').unwrap_or(rest)))
}

/// The field of a row that a path is about: the one it leads to, else the first below it.
fn field_of(levels: &[Arc<Level>], row: Row, path: &str) -> Option<Field> {
    let below = |whole: &str, part: &str| {
        whole.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let fields = Field::all(levels, row);
    let leads = fields.iter().filter(|field| below(path, &field.path())).max_by_key(|field| field.path().len());
    leads.or_else(|| fields.iter().find(|field| below(&field.path(), path))).copied()
}

/// The rows that are not as they were.
fn changed(work: &Adaptation) -> HashSet<Row> {
    let mut changed = HashSet::new();
    let levels = work.levels();
    let began: HashMap<&str, &Criterion> =
        work.began().iter().flat_map(|level| level.criteria()).map(|c| (c.id.as_str(), c)).collect();
    for row in every(levels) {
        let now = &levels[row.level];
        let Some(before) = began_level(work, now) else {
            changed.insert(row);
            continue;
        };
        let same = match (row.section_of(levels), row.criterion_of(levels)) {
            (Some(_), Some(criterion)) => began.get(criterion.id.as_str()).is_some_and(|before| *before == criterion),
            (Some(section), None) => {
                before.sections.iter().find(|before| before.id == section.id).is_some_and(|b| same_head(b, section))
            }
            (None, _) => {
                (&before.title, before.grade, &before.extends) == (&now.title, now.grade, &now.extends)
                    && (&before.family_title, &before.look_for) == (&now.family_title, &now.look_for)
                    && before.sections.len() == now.sections.len()
            }
        };
        if !same {
            changed.insert(row);
        }
    }
    changed
}

/// Whether two sections are the same but for what their criteria say.
fn same_head(one: &Section, other: &Section) -> bool {
    (&one.title, one.kind, one.bar_percent) == (&other.title, other.kind, other.bar_percent)
        && one.criteria.iter().map(|c| &c.id).eq(other.criteria.iter().map(|c| &c.id))
}

/// A level as it began.
fn began_level<'w>(work: &'w Adaptation, now: &Level) -> Option<&'w Arc<Level>> {
    work.began().iter().find(|before| before.id == now.id)
}

/// Whether a field says something else than when the family was read or saved.
#[must_use]
pub fn field_changed(work: &Adaptation, row: Row, field: Field) -> bool {
    let levels = work.levels();
    let Some(level) = levels.get(row.level) else { return false };
    let section = row.section_of(levels).map(|section| section.id.clone());
    let criterion = row.criterion_of(levels).map(|criterion| criterion.id.clone());
    let spot = crate::domain::adapt::Spot { level: level.id.clone(), section, criterion };
    let before = Row::of(work.began(), &spot).filter(|before| {
        (before.section.is_some(), before.criterion.is_some()) == (row.section.is_some(), row.criterion.is_some())
    });
    // What is new is marked as a whole.
    before.is_some_and(|before| field.text(levels, row) != field.text(work.began(), before))
}
