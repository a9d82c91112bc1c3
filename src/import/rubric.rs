//! A document as a family of levels: required and additional items are criteria, responsibilities
//! what to listen for.
//!
//! What a document cannot say, a rubric has to have: anchors are the scale's own wording, marked as
//! generated, and bars, weights and minutes the usual ones.

use std::collections::HashSet;

use self::room::Room;
use super::document::{Document, Item, Kind, LevelRead, SectionRead, Warning};
use super::ids::{Taken, criterion_id};
use crate::domain::adapt::names::{self, title_of};
use crate::domain::limits;
use crate::domain::rubric::{Criterion, DEFAULT_BAR_PERCENT, Level, Section, SectionKind, Source};

mod ladder;
mod room;

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
    let title = title_of_family(document);
    let id = options.family.clone().unwrap_or_else(|| names::family(title));
    let mut made = Family { id, title: named(title), ..Family::default() };
    let mut parents = ladder::parents(document, options.chain, &mut made.notes);
    let shared = Holds::of(&document.shared);
    let levels = document.levels.iter().zip(&parents);
    let rateable: Vec<bool> = levels
        .map(|(level, parent)| is_rateable(level, Holds::of_level(level, shared, parent.is_none()), &mut made.notes))
        .collect();
    ladder::skip(&mut parents, &rateable);
    let mut room = Room::default();
    for (index, read) in document.levels.iter().enumerate().filter(|(index, _)| rateable[*index]) {
        let holds = Holds::of_level(read, shared, parents[index].is_none());
        let shared: &[SectionRead] = if parents[index].is_none() { &document.shared } else { &[] };
        room.asked = room.asked.saturating_add(holds.asked());
        if room.criteria == 0 {
            continue;
        }
        let extends = parents[index].map(|parent| document.levels[parent].id.clone());
        made.levels.push(Level {
            family: made.id.clone(),
            family_title: made.title.clone(),
            id: read.id.clone(),
            title: clipped(&read.title),
            grade: read.grade,
            extends,
            source: Some(Source { document: options.document.clone(), heading: clipped(&read.heading) }),
            look_for: look_for(shared, read, &mut room),
            sections: sections(shared, read, holds.required > 0, &mut room),
            ..Level::default()
        });
        made.read_from.push(index);
    }
    if room.criteria == 0 {
        let made_ids: HashSet<String> = made.levels.iter().map(|level| level.id.clone()).collect();
        for level in &mut made.levels {
            level.extends.take_if(|id| !made_ids.contains(id));
        }
    }
    made.notes.extend(room.notes());
    made.notes.sort();
    made
}

/// The document's title; of a single role that is titled with its grade, the role.
fn title_of_family(document: &Document) -> &str {
    let with_grade = |level: &&LevelRead| {
        let rest = document.title.strip_prefix(&level.title).unwrap_or_default().trim_start();
        level.grade.is_some() && rest.starts_with('(') && rest.to_lowercase().contains("grade")
    };
    document.levels.iter().find(with_grade).map_or(&document.title, |level| &level.title)
}

fn named(title: &str) -> String {
    let title = clipped(title);
    if title.is_empty() { "Untitled family".to_owned() } else { title }
}

/// How many items of each kind some sections hold.
#[derive(Clone, Copy, Default)]
struct Holds {
    required: usize,
    additional: usize,
    work: usize,
}

impl Holds {
    fn of(sections: &[SectionRead]) -> Self {
        let mut holds = Self::default();
        for section in sections {
            match section.kind {
                Kind::Required => holds.required += section.items.len(),
                Kind::Additional => holds.additional += section.items.len(),
                Kind::Responsibility => holds.work += section.items.len(),
                Kind::Other => {}
            }
        }
        holds
    }

    /// A level's own items and those of every level, where it has them.
    fn of_level(level: &LevelRead, shared: Self, counts: bool) -> Self {
        let own = Self::of(&level.sections);
        let shared = if counts { shared } else { Self::default() };
        Self {
            required: own.required + shared.required,
            additional: own.additional + shared.additional,
            work: own.work + shared.work,
        }
    }

    /// How many criteria they make.
    fn asked(self) -> usize {
        self.additional + if self.required > 0 { self.required } else { self.work }
    }
}

/// Whether a level holds something that a grade can rest on, with a note where it does not or where
/// its work has to serve.
fn is_rateable(level: &LevelRead, holds: Holds, notes: &mut Vec<Warning>) -> bool {
    if holds.required > 0 {
        return true;
    }
    let mut note = |message: String| notes.push(Warning { line: level.line, topic: "level", message });
    if holds.work > 0 {
        note(format!("{} states no requirement; its responsibilities are its criteria", level.title));
        return true;
    }
    note(format!("{} holds nothing to rate; no file is written for it", level.title));
    false
}

fn look_for(shared: &[SectionRead], read: &LevelRead, room: &mut Room) -> Vec<String> {
    let work = shared.iter().chain(&read.sections).filter(|section| section.kind == Kind::Responsibility);
    let mut lines = Vec::new();
    let mut known = HashSet::new();
    for item in work.flat_map(|section| &section.items) {
        if room.cut {
            break;
        }
        let line = statement(&item.text, &item.details);
        if known.insert(line.clone()) {
            lines.extend(room.line(&line));
        }
    }
    lines
}

/// The kind of section that a level's items of a kind make, if they make one.
fn rated(kind: Kind, asks: bool) -> Option<SectionKind> {
    match kind {
        Kind::Required => Some(SectionKind::Required),
        Kind::Additional => Some(SectionKind::Additional),
        Kind::Responsibility if !asks => Some(SectionKind::Required),
        Kind::Responsibility | Kind::Other => None,
    }
}

fn sections(shared: &[SectionRead], read: &LevelRead, asks: bool, room: &mut Room) -> Vec<Section> {
    let mut keys = Taken::default();
    let mut requires = false;
    // One title for two sections would leave nobody knowing which is which.
    let own: HashSet<&str> = read.sections.iter().map(|section| section.title.as_str()).collect();
    shared
        .iter()
        .map(|section| (true, section))
        .chain(read.sections.iter().map(|section| (false, section)))
        .filter_map(|(is_shared, section)| Some((is_shared, section, rated(section.kind, asks)?)))
        .filter_map(|(is_shared, section, kind)| {
            // A section that finds no room is none, but no level goes without what it requires.
            let first = kind == SectionKind::Required && !std::mem::replace(&mut requires, true);
            let items = section.items.iter().take(room.criteria.max(usize::from(first)));
            let criteria: Vec<Criterion> =
                items.enumerate().map(|(at, item)| criterion(&read.id, section, at, item, room)).collect();
            room.criteria = room.criteria.saturating_sub(criteria.len());
            (!criteria.is_empty()).then_some((is_shared, section, kind, criteria))
        })
        .map(|(is_shared, section, kind, criteria)| Section {
            id: keys.unique(&section.id, "section"),
            title: clipped(&if is_shared && own.contains(&section.title.as_str()) {
                format!("{} (every level)", section.title)
            } else {
                section.title.clone()
            }),
            kind,
            bar_percent: DEFAULT_BAR_PERCENT,
            criteria,
        })
        .collect()
}

fn criterion(level: &str, section: &SectionRead, at: usize, item: &Item, room: &mut Room) -> Criterion {
    let title = title_of(&item.text);
    let id = criterion_id(level, &item.text, &mut room.ids);
    let text = statement(&item.text, &item.details);
    Criterion {
        source: format!("{} / {}", clipped(&section.title), at + 1),
        imported: Some(cut(&item.text, limits::TEXT_BYTES)),
        look_for: item.details.iter().map_while(|detail| room.line(detail)).collect(),
        ..Criterion::unwritten(id, if title.is_empty() { clipped(&item.text) } else { title }, text)
    }
}

/// An item in one sentence: "You have:" says nothing without what follows.
pub(super) fn statement(text: &str, details: &[String]) -> String {
    let mut whole = cut(text, limits::TEXT_BYTES);
    if text.ends_with(':') && !details.is_empty() {
        for (at, detail) in details.iter().enumerate() {
            if whole.len() > limits::TEXT_BYTES {
                break;
            }
            whole.push_str(if at == 0 { " " } else { "; " });
            whole.push_str(detail);
        }
    }
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
