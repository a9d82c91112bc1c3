//! A later edition of a document, merged into the rubric that people have worked on since.
//!
//! What is there is the ground, and only what the document changed since the last import is carried
//! over to it. A criterion is known by the words that it was imported with, and by the heading that it
//! stood under: while these stay, everything about it stays, wherever people have put it. Where its
//! words change, its id, anchors and questions stay, and its statement follows unless somebody has
//! reworded it. Nothing that somebody wrote is ever removed, and what is kept against the document is
//! told.

use std::collections::{HashMap, HashSet};

use super::rubric::Family;
use crate::domain::adapt::names;
use crate::domain::count;
use crate::domain::difference::words::{Bag, likeness};
use crate::domain::rubric::{Level, Section};
use merge::Merge;

mod merge;
mod pairs;
#[cfg(test)]
mod tests;

/// A family after an update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// Its levels: those of the document in its order, then those that it does not hold.
    pub levels: Vec<Level>,
    /// What became of each criterion that did not simply stay.
    pub changes: Vec<Change>,
    /// How many criteria stayed as they are.
    pub unchanged: usize,
    /// What the rubric says otherwise than the document, and goes on saying.
    pub kept: Vec<String>,
    /// Titles of levels that the document no longer holds; their files stay.
    pub missing_levels: Vec<String>,
}

/// What an update did to one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Title of the level.
    pub level: String,
    /// Title of the criterion.
    pub criterion: String,
    /// What became of it.
    pub fate: Fate,
}

/// What an update does to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The document asks for something new.
    Added,
    /// The document no longer asks for it, and nobody had changed anything about it.
    Removed,
    /// The document no longer asks for it; it stays for what somebody wrote or set.
    KeptWork,
    /// The document words it otherwise, and the statement followed.
    Reworded,
    /// The document words it otherwise, and the statement is somebody's own.
    KeptWording,
    /// The document has it under another heading, and it followed.
    Moved,
}

/// How alike two texts have to be to be one, reworded: see [`likeness`].
const ALIKE: usize = 60;

/// Merges what a document says now into the levels that were made of it before.
#[must_use]
pub fn update(there: &[Level], now: Family) -> Update {
    let mut update = Update::default();
    let homes = homes(there, &now.levels);
    let out = taken_out(there, &now.levels, &homes);
    let parents = parents(there, &now.levels, &homes, &out);
    let mut taken: HashSet<String> =
        there.iter().flat_map(Level::criteria).map(|criterion| criterion.id.clone()).collect();
    for (index, (mut level, home)) in now.levels.into_iter().zip(&homes).enumerate() {
        level.extends.clone_from(&parents[index]);
        if out[index] {
            let criteria = count::criteria(level.criteria().count());
            update.kept.push(format!("without the level that you took out, {}: {criteria}", level.title));
        } else if let Some(old) = home {
            merge(&there[*old], level, &mut taken, &mut update);
        } else {
            for criterion in level.sections.iter_mut().flat_map(|section| &mut section.criteria) {
                criterion.id = free(&criterion.id, &mut taken);
                let change =
                    Change { level: level.title.clone(), criterion: criterion.title.clone(), fate: Fate::Added };
                update.changes.push(change);
            }
            update.levels.push(level);
        }
    }
    for (index, level) in there.iter().enumerate() {
        if !homes.contains(&Some(index)) {
            update.missing_levels.push(level.title.clone());
            update.levels.push(level.clone());
        }
    }
    without_dangling(&mut update.levels);
    update
}

/// Whether a level of before and one of now are the same.
type Way<'a> = &'a dyn Fn(&Level, &Level) -> bool;

/// For each level of the document the one that was made of it: by id, else by heading, else by title.
fn homes(there: &[Level], now: &[Level]) -> Vec<Option<usize>> {
    let mut used = HashSet::new();
    let ways: [Way; 3] = [
        &|old, new| old.id == new.id && heading(old) == heading(new),
        &|old, new| heading(old).is_some() && heading(old) == heading(new),
        &|old, new| old.id == new.id || old.title == new.title,
    ];
    let mut homes = vec![None; now.len()];
    for way in ways {
        for (home, level) in homes.iter_mut().zip(now).filter(|(home, _)| home.is_none()) {
            *home = (0..there.len()).find(|index| !used.contains(index) && way(&there[*index], level));
            used.extend(*home);
        }
    }
    homes
}

/// For each level of the document whether somebody took it out of the family and nothing there is of it.
fn taken_out(there: &[Level], now: &[Level], homes: &[Option<usize>]) -> Vec<bool> {
    let out: HashSet<&str> = there.iter().flat_map(|level| &level.levels_taken_out).map(String::as_str).collect();
    let is_out = |level: &Level| heading(level).is_some_and(|heading| out.contains(heading));
    now.iter().zip(homes).map(|(level, home)| home.is_none() && is_out(level)).collect()
}

/// For each level of the document the id of the one that it extends, as the family has it: below a level
/// that was taken out comes the one that it extends itself.
fn parents(there: &[Level], now: &[Level], homes: &[Option<usize>], out: &[bool]) -> Vec<Option<String>> {
    let places: HashMap<&str, usize> = now.iter().enumerate().map(|(at, level)| (level.id.as_str(), at)).collect();
    let parent = |at: usize| now[at].extends.as_deref().and_then(|id| places.get(id).copied());
    let kept = |start: usize| {
        // A circle ends nowhere.
        std::iter::successors(parent(start), |&at| parent(at)).take(now.len()).find(|&at| !out[at])
    };
    let id = |at: usize| homes[at].map_or(&now[at].id, |old| &there[old].id).clone();
    (0..now.len()).map(|at| kept(at).map(id)).collect()
}

fn heading(level: &Level) -> Option<&str> {
    level.source.as_ref().map(|source| source.heading.as_str())
}

fn merge(old: &Level, now: Level, taken: &mut HashSet<String>, update: &mut Update) {
    // Under the heading that it had, a level's title and grade are somebody's own where they differ.
    let same_heading = heading(old) == heading(&now);
    let (title, grade) =
        if same_heading { (old.title.clone(), old.grade.or(now.grade)) } else { (now.title, now.grade.or(old.grade)) };
    let mut keeps = |what: &str, own: Option<String>, said: Option<String>| match (own, said) {
        (Some(own), Some(said)) if own != said => {
            update.kept.push(format!("{title}: {what} {own}, where the document says {said}"));
        }
        _ => {}
    };
    keeps("grade", grade.map(|grade| grade.to_string()), now.grade.map(|grade| grade.to_string()));
    keeps("extends", old.extends.clone(), now.extends.clone());
    if now.extends.is_none()
        && let Some(own) = &old.extends
    {
        update.kept.push(format!("{title}: extends {own}, which the document does not say"));
    }
    let now_sections = without(&old.taken_out, now.sections, &title, &mut update.kept);
    let look_for = look_for(&title, &old.look_for, now.look_for, &mut update.kept);
    let mut merge = Merge::new(old, &title, taken);
    let sections = merge.sections(now_sections);
    update.changes.append(&mut merge.changes);
    update.unchanged += merge.unchanged;
    update.levels.push(Level {
        title,
        grade,
        extends: old.extends.clone().or(now.extends),
        source: now.source.or_else(|| old.source.clone()),
        look_for,
        sections,
        ..old.clone()
    });
}

/// The document's sections without what somebody took out of the rubric.
fn without(taken_out: &[String], mut sections: Vec<Section>, level: &str, kept: &mut Vec<String>) -> Vec<Section> {
    let taken_out: HashSet<&String> = taken_out.iter().collect();
    for section in &mut sections {
        section.criteria.retain(|criterion| {
            let out = criterion.imported.as_ref().filter(|text| taken_out.contains(text));
            kept.extend(out.map(|text| format!("{level}: without what you took out: {text}")));
            out.is_none()
        });
    }
    sections
}

/// What people at a level do: the document's lines, and those of before that none of them replaces.
fn look_for(level: &str, old: &[String], now: Vec<String>, kept: &mut Vec<String>) -> Vec<String> {
    let known: HashSet<&String> = now.iter().collect();
    let there: HashSet<&String> = old.iter().collect();
    let own: Vec<&String> = old.iter().filter(|line| !known.contains(line)).collect();
    let fresh: Vec<Bag> = now.iter().filter(|line| !there.contains(line)).map(|line| Bag::of(line)).collect();
    let replaced =
        pairs::most_alike(&own.iter().map(|line| Bag::of(line)).collect::<Vec<_>>(), &fresh, ALIKE, likeness);
    let own: Vec<String> =
        own.into_iter().zip(replaced).filter(|(_, by)| by.is_none()).map(|(line, _)| line.clone()).collect();
    kept.extend(own.iter().map(|line| format!("{level}: to listen for, which the document does not say: {line}")));
    let mut lines = now;
    lines.extend(own);
    lines
}

fn free(wanted: &str, taken: &mut HashSet<String>) -> String {
    let id = names::unique(wanted, |id| taken.contains(id));
    taken.insert(id.clone());
    id
}

/// Removes what points to criteria that are gone.
fn without_dangling(levels: &mut [Level]) {
    let ids: HashSet<String> = levels.iter().flat_map(Level::criteria).map(|criterion| criterion.id.clone()).collect();
    for criterion in levels.iter_mut().flat_map(|level| &mut level.sections).flat_map(|section| &mut section.criteria) {
        criterion.implies.retain(|id| ids.contains(id));
    }
}
