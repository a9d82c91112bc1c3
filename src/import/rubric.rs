//! A document as a family of levels: required and additional items are criteria, responsibilities
//! what to listen for.
//!
//! What a document cannot say, a rubric has to have: anchors are the scale's own wording, marked as
//! generated, and bars, weights and minutes the usual ones.

use super::document::{Document, Item, Kind, LevelRead, SectionRead, Warning};
use super::ids::{Taken, criterion_id};
use crate::domain::adapt::names::{self, title_of};
use crate::domain::limits;
use crate::domain::rating::generic_anchors;
use crate::domain::rubric::{Criterion, DEFAULT_BAR_PERCENT, DEFAULT_MINUTES, Level, Section, SectionKind, Source};

/// How a family is made of a document.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Id of the family, in the place of one made of the title.
    pub family: Option<String>,
    /// Whether the document's order is the ladder where a level states no parent.
    pub chain: bool,
    /// Name of the document, for the levels to say where they come from.
    pub document: String,
}

/// A family made of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its levels, in the order of the document.
    pub levels: Vec<Level>,
    /// For each level the index of the one it was read from.
    pub read_from: Vec<usize>,
    /// What was decided on the way, by line of the document.
    pub notes: Vec<Warning>,
}

/// Makes a family of a document. Levels that hold nothing to rate are left out with a note, and what
/// extends them extends what they extend.
#[must_use]
pub fn family(document: &Document, options: &Options) -> Family {
    let id = options.family.clone().unwrap_or_else(|| names::family(&document.title));
    let mut made = Family { id, title: title_of_family(document), ..Family::default() };
    let mut parents = parents(document, options.chain, &mut made.notes);
    let rateable: Vec<bool> =
        (0..document.levels.len()).map(|index| is_rateable(document, index, &parents, &mut made.notes)).collect();
    for index in 0..parents.len() {
        // A level that is not written cannot be extended; what it extends can.
        while let Some(parent) = parents[index].filter(|&parent| !rateable[parent]) {
            parents[index] = parents[parent];
        }
    }
    let mut taken = Taken::default();
    for (index, read) in document.levels.iter().enumerate().filter(|(index, _)| rateable[*index]) {
        let shared: &[SectionRead] = if parents[index].is_none() { &document.shared } else { &[] };
        let extends = parents[index].map(|parent| document.levels[parent].id.clone());
        made.levels.push(Level {
            family: made.id.clone(),
            family_title: made.title.clone(),
            id: read.id.clone(),
            title: clipped(&read.title),
            grade: read.grade,
            extends,
            source: Some(Source { document: options.document.clone(), heading: clipped(&read.heading) }),
            look_for: look_for(shared, read),
            sections: sections(shared, read, &mut taken),
            ..Level::default()
        });
        made.read_from.push(index);
    }
    made.notes.sort();
    made
}

fn title_of_family(document: &Document) -> String {
    let title = clipped(&document.title);
    if title.is_empty() { "Untitled family".to_owned() } else { title }
}

/// The parent of each level, with circles and falling grades broken up.
fn parents(document: &Document, chain: bool, notes: &mut Vec<Warning>) -> Vec<Option<usize>> {
    let levels = &document.levels;
    let mut parents: Vec<Option<usize>> = levels.iter().map(|level| level.extends).collect();
    if chain {
        for index in 1..levels.len() {
            if parents[index].is_none() {
                // The order may hold several lines; a parent has the lower grade.
                let lower = |&other: &usize| match (levels[other].grade, levels[index].grade) {
                    (Some(lower), Some(own)) => lower < own,
                    _ => true,
                };
                parents[index] = (0..index).rev().find(lower);
            }
        }
    }
    for index in 0..levels.len() {
        if circles(&parents, index) {
            let message =
                format!("{} extends itself by way of others; it stands alone in the rubric", levels[index].title);
            notes.push(Warning { line: levels[index].line, topic: "parent", message });
            parents[index] = None;
        }
    }
    for (index, level) in levels.iter().enumerate() {
        let lower = graded_below(document, &parents, index);
        if let (Some(own), Some((parent, grade))) = (level.grade, lower)
            && own <= grade
        {
            let parent = &levels[parent].title;
            let message = format!(
                "{} (grade {own}) extends {parent} (grade {grade}), and grades have to rise; it stands alone in the rubric",
                level.title
            );
            notes.push(Warning { line: level.line, topic: "parent", message });
            parents[index] = None;
        }
    }
    parents
}

fn circles(parents: &[Option<usize>], index: usize) -> bool {
    let mut at = index;
    for _ in 0..parents.len() {
        match parents[at] {
            Some(parent) if parent == index => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}

/// The nearest level below that has a grade.
fn graded_below(document: &Document, parents: &[Option<usize>], index: usize) -> Option<(usize, u32)> {
    let mut at = parents[index];
    for _ in 0..parents.len() {
        let parent = at?;
        if let Some(grade) = document.levels[parent].grade {
            return Some((parent, grade));
        }
        at = parents[parent];
    }
    None
}

fn has(sections: &[SectionRead], kind: Kind) -> bool {
    sections.iter().any(|section| section.kind == kind && !section.items.is_empty())
}

/// Whether a level holds something that a grade can rest on, with a note where it does not or where
/// its work has to serve.
fn is_rateable(document: &Document, index: usize, parents: &[Option<usize>], notes: &mut Vec<Warning>) -> bool {
    let level = &document.levels[index];
    let shared: &[SectionRead] = if parents[index].is_none() { &document.shared } else { &[] };
    if has(&level.sections, Kind::Required) || has(shared, Kind::Required) {
        return true;
    }
    let mut note = |message: String| notes.push(Warning { line: level.line, topic: "level", message });
    if has(&level.sections, Kind::Responsibility) || has(shared, Kind::Responsibility) {
        note(format!("{} states no requirement; its responsibilities are its criteria", level.title));
        return true;
    }
    note(format!("{} holds nothing to rate; no file is written for it", level.title));
    false
}

fn look_for(shared: &[SectionRead], read: &LevelRead) -> Vec<String> {
    let work = shared.iter().chain(&read.sections).filter(|section| section.kind == Kind::Responsibility);
    let mut lines = Vec::new();
    for line in work.flat_map(|section| &section.items).map(|item| statement(&item.text, &item.details)) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn sections(shared: &[SectionRead], read: &LevelRead, taken: &mut Taken) -> Vec<Section> {
    let asks = has(&read.sections, Kind::Required) || has(shared, Kind::Required);
    let kind = |kind: Kind| match kind {
        Kind::Required => Some(SectionKind::Required),
        Kind::Additional => Some(SectionKind::Additional),
        Kind::Responsibility if !asks => Some(SectionKind::Required),
        Kind::Responsibility | Kind::Other => None,
    };
    let mut keys = Taken::default();
    // One title for two sections would leave nobody knowing which is which.
    let own: Vec<&str> = read.sections.iter().map(|section| section.title.as_str()).collect();
    shared
        .iter()
        .map(|section| (true, section))
        .chain(read.sections.iter().map(|section| (false, section)))
        .filter_map(|(is_shared, section)| Some((is_shared, section, kind(section.kind)?)))
        .map(|(is_shared, section, kind)| Section {
            id: keys.unique(&section.id, "section"),
            title: clipped(&if is_shared && own.contains(&section.title.as_str()) {
                format!("{} (every level)", section.title)
            } else {
                section.title.clone()
            }),
            kind,
            bar_percent: DEFAULT_BAR_PERCENT,
            criteria: section
                .items
                .iter()
                .enumerate()
                .map(|(at, item)| criterion(&read.id, section, at, item, taken))
                .collect(),
        })
        .collect()
}

fn criterion(level: &str, section: &SectionRead, at: usize, item: &Item, taken: &mut Taken) -> Criterion {
    let title = title_of(&item.text);
    Criterion {
        id: criterion_id(level, &item.text, taken),
        title: if title.is_empty() { clipped(&item.text) } else { title },
        statement: statement(&item.text, &item.details),
        source: format!("{} / {}", clipped(&section.title), at + 1),
        imported: Some(cut(&item.text, limits::TEXT_BYTES)),
        weight: 1,
        minutes: DEFAULT_MINUTES,
        look_for: item.details.iter().map(|detail| cut(detail, limits::TEXT_BYTES)).collect(),
        anchors: generic_anchors(),
        generated_anchors: true,
        ..Criterion::default()
    }
}

/// An item in one sentence: "You have:" says nothing without what follows.
fn statement(text: &str, details: &[String]) -> String {
    let whole = if text.ends_with(':') && !details.is_empty() {
        format!("{text} {}", details.join("; "))
    } else {
        text.to_owned()
    };
    cut(&whole, limits::TEXT_BYTES)
}

fn clipped(text: &str) -> String {
    text.chars().take(limits::KEY_CHARS).collect()
}

/// A text that a file may hold.
fn cut(text: &str, bytes: usize) -> String {
    if text.len() <= bytes {
        return text.to_owned();
    }
    format!("{}…", &text[..text.floor_char_boundary(bytes - '…'.len_utf8())])
}
