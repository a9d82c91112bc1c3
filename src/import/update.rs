//! A later edition of a document, merged into the rubric that people have worked on since.
//!
//! A criterion is known by the words that it was imported with. While these stay, everything about it
//! stays; where they change, its id, anchors and questions stay, and its statement follows unless
//! somebody has reworded it. What people added themselves is never touched.

use std::collections::{HashMap, HashSet};

use super::rubric::Family;
use crate::domain::adapt::names::title_of;
use crate::domain::rubric::{Criterion, Level, Section};

/// A family after an update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// Its levels: those of the document in its order, then those that it does not hold.
    pub levels: Vec<Level>,
    /// What became of each criterion that did not simply stay.
    pub changes: Vec<Change>,
    /// How many criteria stayed as they are.
    pub unchanged: usize,
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
    /// The document no longer asks for it, and nobody had written anything for it.
    Removed,
    /// The document no longer asks for it; it stays for the anchors or questions that somebody wrote.
    KeptWork,
    /// The document words it otherwise, and the statement followed.
    Reworded,
    /// The document words it otherwise, and the statement is somebody's own.
    KeptWording,
}

/// How alike two texts have to be to be one criterion, reworded: the share of words they have in common.
const ALIKE_PERCENT: usize = 50;

/// Merges what a document says now into the levels that were made of it before.
#[must_use]
pub fn update(there: &[Level], now: Family) -> Update {
    let mut update = Update::default();
    let homes = homes(there, &now.levels);
    let ids: HashMap<String, String> = now
        .levels
        .iter()
        .zip(&homes)
        .map(|(level, home)| (level.id.clone(), home.map_or(&level.id, |old| &there[old].id).clone()))
        .collect();
    let mut taken: HashSet<String> =
        there.iter().flat_map(Level::criteria).map(|criterion| criterion.id.clone()).collect();
    for (mut level, home) in now.levels.into_iter().zip(&homes) {
        level.extends = level.extends.and_then(|id| ids.get(&id).cloned());
        if let Some(old) = home {
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
    let heading = |level: &Level| level.source.as_ref().map(|source| source.heading.clone());
    let ways: [Way; 3] = [
        &|old, new| old.id == new.id && old.title == new.title,
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

fn merge(old: &Level, now: Level, taken: &mut HashSet<String>, update: &mut Update) {
    let mut left: Vec<Option<&Criterion>> = old.criteria().map(Some).collect();
    let mut by_text: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, criterion) in old.criteria().collect::<Vec<_>>().into_iter().enumerate().rev() {
        if let Some(text) = &criterion.imported {
            by_text.entry(text).or_default().push(index);
        }
    }
    let mut known = |text: Option<&str>, left: &mut Vec<Option<&Criterion>>| {
        by_text.get_mut(text?).and_then(Vec::pop).and_then(|index| left[index].take()).cloned()
    };
    // First what stayed as it was, in every section, so that nothing similar takes its place.
    let stayed: Vec<Vec<Option<Criterion>>> = now
        .sections
        .iter()
        .map(|section| section.criteria.iter().map(|new| known(new.imported.as_deref(), &mut left)).collect())
        .collect();
    let spoken: Vec<Option<HashSet<String>>> =
        left.iter().map(|criterion| Some(words(criterion.as_ref()?.imported.as_deref()?))).collect();
    let mut sections = Vec::new();
    let mut used = HashSet::new();
    for (section, stayed) in now.sections.into_iter().zip(stayed) {
        let home = section_home(old, &section, &mut used);
        let mut criteria = Vec::new();
        for (new, stayed) in section.criteria.into_iter().zip(stayed) {
            let (criterion, fate) = match stayed {
                Some(stayed) => (Criterion { source: new.source, ..stayed }, None),
                None => match most_alike(&new, &mut left, &spoken) {
                    Some(before) => reworded(before, new),
                    None => (Criterion { id: free(&new.id, taken), ..new }, Some(Fate::Added)),
                },
            };
            match fate {
                Some(fate) => {
                    update.changes.push(Change { level: now.title.clone(), criterion: criterion.title.clone(), fate });
                }
                None => update.unchanged += 1,
            }
            criteria.push(criterion);
        }
        sections.push(match home {
            Some(home) => Section {
                id: home.id.clone(),
                title: home.title.clone(),
                bar_percent: home.bar_percent,
                criteria,
                ..section
            },
            None => Section { criteria, ..section },
        });
    }
    keep_own(old, &left, &mut sections);
    for gone in left.iter().flatten().filter(|criterion| criterion.imported.is_some()) {
        let fate = if is_worked_on(gone) { Fate::KeptWork } else { Fate::Removed };
        update.changes.push(Change { level: now.title.clone(), criterion: gone.title.clone(), fate });
    }
    let known: HashSet<&String> = now.look_for.iter().collect();
    let own: Vec<String> = old.look_for.iter().filter(|line| !known.contains(line)).cloned().collect();
    let mut look_for = now.look_for;
    look_for.extend(own);
    update.levels.push(Level {
        id: old.id.clone(),
        grade: now.grade.or(old.grade),
        extends: now.extends.or_else(|| old.extends.clone()),
        adapted_from: old.adapted_from.clone(),
        family: old.family.clone(),
        look_for,
        sections,
        ..now
    });
}

/// The section that was made of this one before: by id, else by title.
fn section_home<'a>(old: &'a Level, section: &Section, used: &mut HashSet<usize>) -> Option<&'a Section> {
    let ways: [&dyn Fn(&Section) -> bool; 2] = [&|home| home.id == section.id, &|home| home.title == section.title];
    let fits = |index: &usize, way: &dyn Fn(&Section) -> bool| {
        let home = &old.sections[*index];
        home.kind == section.kind && way(home) && !used.contains(index)
    };
    let index = ways.iter().find_map(|way| (0..old.sections.len()).find(|index| fits(index, way)))?;
    used.insert(index);
    Some(&old.sections[index])
}

/// Whether a criterion is somebody's own, or holds what somebody wrote.
fn is_worked_on(criterion: &Criterion) -> bool {
    let anchored = !criterion.generated_anchors && criterion.anchors.iter().any(|anchor| !anchor.trim().is_empty());
    criterion.imported.is_none() || anchored || !criterion.questions.is_empty()
}

/// Puts the criteria that people added or worked on back where they were.
fn keep_own(old: &Level, left: &[Option<&Criterion>], sections: &mut Vec<Section>) {
    let own: HashSet<&str> = left
        .iter()
        .flatten()
        .filter(|criterion| is_worked_on(criterion))
        .map(|criterion| criterion.id.as_str())
        .collect();
    for home in &old.sections {
        let criteria: Vec<Criterion> =
            home.criteria.iter().filter(|criterion| own.contains(criterion.id.as_str())).cloned().collect();
        if criteria.is_empty() {
            continue;
        }
        match sections.iter_mut().find(|section| section.id == home.id) {
            Some(section) => section.criteria.extend(criteria),
            None => sections.push(Section { criteria, ..home.clone() }),
        }
    }
}

/// The imported criterion whose words, given beside it, are most like those of a new one.
fn most_alike<'a>(
    new: &Criterion,
    left: &mut [Option<&'a Criterion>],
    spoken: &[Option<HashSet<String>>],
) -> Option<&'a Criterion> {
    let wanted = words(new.imported.as_deref()?);
    let (share, at) = left
        .iter()
        .zip(spoken)
        .enumerate()
        .filter_map(|(at, (criterion, spoken))| Some((common_percent(&wanted, criterion.and(spoken.as_ref())?), at)))
        .max_by_key(|(share, at)| (*share, std::cmp::Reverse(*at)))?;
    if share < ALIKE_PERCENT { None } else { left[at].take() }
}

fn words(text: &str) -> HashSet<String> {
    // Of the longest texts the beginning will do.
    const MOST: usize = 300;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MOST).map(str::to_lowercase).collect()
}

fn common_percent(one: &HashSet<String>, other: &HashSet<String>) -> usize {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    (100 * common).checked_div(all).unwrap_or(0)
}

/// A criterion whose words in the document have changed.
fn reworded(before: &Criterion, new: Criterion) -> (Criterion, Option<Fate>) {
    let old_text = before.imported.as_deref().unwrap_or_default();
    let untouched = before.statement == old_text || before.statement.starts_with(old_text);
    let statement = if untouched { new.statement } else { before.statement.clone() };
    let title = if before.title == title_of(old_text) { new.title } else { before.title.clone() };
    let look_for = if before.look_for.is_empty() { new.look_for } else { before.look_for.clone() };
    let fate = if untouched { Fate::Reworded } else { Fate::KeptWording };
    (Criterion { title, statement, look_for, source: new.source, imported: new.imported, ..before.clone() }, Some(fate))
}

fn free(wanted: &str, taken: &mut HashSet<String>) -> String {
    let id = crate::domain::adapt::names::unique(wanted, |id| taken.contains(id));
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
