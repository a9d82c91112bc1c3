//! One level: what the document says of its criteria now, carried over to what is there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::pairs;
use super::{ALIKE, Change, Fate, free};
use crate::domain::adapt::names::title_of;
use crate::domain::difference::words::{Bag, likeness};
use crate::domain::rubric::{Criterion, Level, Section};
use crate::import::rubric::statement;

/// The merge of one level.
pub(super) struct Merge<'a> {
    old: &'a Level,
    /// Title of the level, for what is told.
    title: &'a str,
    /// The ids that are taken in the family.
    taken: &'a mut HashSet<String>,
    pub changes: Vec<Change>,
    pub unchanged: usize,
}

/// Where a criterion of before stands: its section, and its place in it.
type Place = (usize, usize);

impl<'a> Merge<'a> {
    pub fn new(old: &'a Level, title: &'a str, taken: &'a mut HashSet<String>) -> Self {
        Self { old, title, taken, changes: Vec::new(), unchanged: 0 }
    }

    /// The sections of before with what the document changed.
    pub fn sections(&mut self, now: Vec<Section>) -> Vec<Section> {
        let was = self.known(&now);
        let homes = self.homes(&now, &was);
        let mut sections: Vec<Section> = self.old.sections.clone();
        self.let_go(&mut sections, &was);
        // A new section comes behind the one that it follows in the document.
        let mut order: Vec<usize> = (0..sections.len()).collect();
        let mut place = 0;
        for ((section, was), home) in now.into_iter().zip(was).zip(homes) {
            let at = home.unwrap_or(sections.len());
            if home.is_none() {
                let id = free_key(&section.id, &sections);
                sections.push(Section { id, title: section.title.clone(), criteria: Vec::new(), ..section });
                order.insert(place, at);
            }
            follow_heading(&mut sections[at], &section, &was, self.old);
            place = order.iter().position(|&index| index == at).map_or(order.len(), |place| place + 1);
            self.carry(&mut sections, at, section, &was);
        }
        let mut sections: Vec<Option<Section>> = sections.into_iter().map(Some).collect();
        let ordered = order.into_iter().filter_map(|index| sections[index].take());
        ordered.filter(|section| !section.criteria.is_empty()).collect()
    }

    /// For each item of the document the criterion that was made of it: by its words, else by words most
    /// like them.
    fn known(&self, now: &[Section]) -> Vec<Vec<Option<Place>>> {
        let mut by_text: HashMap<&str, Vec<Place>> = HashMap::new();
        for (s, section) in self.old.sections.iter().enumerate().rev() {
            for (c, criterion) in section.criteria.iter().enumerate().rev() {
                if let Some(text) = &criterion.imported {
                    by_text.entry(text).or_default().push((s, c));
                }
            }
        }
        // First what stayed as it was, in every section, so that nothing similar takes its place.
        let text = |criterion: &Criterion| criterion.imported.clone().unwrap_or_default();
        let mut was: Vec<Vec<Option<Place>>> = now
            .iter()
            .map(|section| {
                section.criteria.iter().map(|new| by_text.get_mut(text(new).as_str()).and_then(Vec::pop)).collect()
            })
            .collect();
        // Then what the document words now as somebody had worded it here before.
        let held: HashSet<Place> = was.iter().flatten().flatten().copied().collect();
        let places = |section: &Section, s: usize| (0..section.criteria.len()).map(move |c| (s, c)).collect::<Vec<_>>();
        let mut left: Vec<Place> =
            self.old.sections.iter().enumerate().flat_map(|(s, section)| places(section, s)).collect();
        left.retain(|place| !held.contains(place));
        for (was, new) in was.iter_mut().flatten().zip(now.iter().flat_map(|section| &section.criteria)) {
            let same = |&(s, c): &Place| self.old.sections[s].criteria[c].statement == new.statement;
            if was.is_none()
                && let Some(at) = left.iter().position(same)
            {
                *was = Some(left.remove(at));
            }
        }
        left.retain(|&(s, c)| self.old.sections[s].criteria[c].imported.is_some());
        let new: Vec<(usize, usize)> = was
            .iter()
            .enumerate()
            .flat_map(|(s, section)| (0..section.len()).map(move |c| (s, c)))
            .filter(|&(s, c)| was[s][c].is_none())
            .collect();
        let bag = |criterion: &Criterion| Bag::of(criterion.imported.as_deref().unwrap_or_default());
        let old_bags: Vec<Bag> = left.iter().map(|&(s, c)| bag(&self.old.sections[s].criteria[c])).collect();
        let new_bags: Vec<Bag> = new.iter().map(|&(s, c)| bag(&now[s].criteria[c])).collect();
        for (place, item) in left.into_iter().zip(pairs::most_alike(&old_bags, &new_bags, ALIKE, likeness)) {
            if let Some(item) = item {
                let (s, c) = new[item];
                was[s][c] = Some(place);
            }
        }
        was
    }

    /// For each section of the document the one of before that holds most of its criteria; for one that
    /// has none, the one of its id or title.
    fn homes(&self, now: &[Section], was: &[Vec<Option<Place>>]) -> Vec<Option<usize>> {
        let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (section, was) in was.iter().enumerate() {
            for (home, _) in was.iter().flatten() {
                *votes.entry((section, *home)).or_default() += 1;
            }
        }
        let mut votes: Vec<(Reverse<usize>, usize, usize)> =
            votes.into_iter().map(|((section, home), count)| (Reverse(count), section, home)).collect();
        votes.sort_unstable();
        let mut homes = vec![None; now.len()];
        let mut used = HashSet::new();
        for (_, section, home) in votes {
            if homes[section].is_none() && used.insert(home) {
                homes[section] = Some(home);
            }
        }
        let fits: [fn(&Section, &Section) -> bool; 2] =
            [|old, new| old.id == new.id, |old, new| old.title == new.title && old.kind == new.kind];
        for fits in fits {
            for (home, section) in homes.iter_mut().zip(now).filter(|(home, _)| home.is_none()) {
                let mut there = self.old.sections.iter().enumerate();
                *home = there.find(|(at, old)| !used.contains(at) && fits(old, section)).map(|(at, _)| at);
                used.extend(*home);
            }
        }
        homes
    }

    /// Removes what the document no longer asks for, unless somebody has done anything to it.
    fn let_go(&mut self, sections: &mut [Section], was: &[Vec<Option<Place>>]) {
        let held: HashSet<Place> = was.iter().flatten().flatten().copied().collect();
        for (s, section) in self.old.sections.iter().enumerate() {
            for (c, criterion) in section.criteria.iter().enumerate() {
                if held.contains(&(s, c)) || criterion.imported.is_none() {
                    continue;
                }
                let fate = if is_as_imported(criterion) { Fate::Removed } else { Fate::KeptWork };
                if fate == Fate::Removed {
                    sections[s].criteria.retain(|other| other.id != criterion.id);
                }
                self.tell(&criterion.title, fate);
            }
        }
    }

    /// Carries the items of one section of the document over to the section at `home`.
    fn carry(&mut self, sections: &mut [Section], home: usize, section: Section, was: &[Option<Place>]) {
        let mut last: Option<String> = None;
        for (new, was) in section.criteria.into_iter().zip(was) {
            let id = if let Some(place) = was {
                self.follow(sections, home, *place, new, last.as_deref())
            } else {
                let id = free(&new.id, self.taken);
                self.tell(&new.title, Fate::Added);
                put(&mut sections[home], Criterion { id: id.clone(), ..new }, last.as_deref());
                id
            };
            if sections[home].criteria.iter().any(|criterion| criterion.id == id) {
                last = Some(id);
            }
        }
    }

    /// Lets a criterion follow the document: its words, and its heading where the document moved it.
    fn follow(
        &mut self,
        sections: &mut [Section],
        home: usize,
        (s, c): Place,
        new: Criterion,
        last: Option<&str>,
    ) -> String {
        let before = &self.old.sections[s].criteria[c];
        let id = before.id.clone();
        let moved = home != s
            && under(&before.source) != under(&new.source)
            && self.old.sections[s].title == under(&before.source);
        let reworded = before.imported != new.imported;
        let (criterion, fate) = if reworded {
            reword(before, new)
        } else {
            (Criterion { source: new.source, ..before.clone() }, Fate::Moved)
        };
        match (reworded, moved) {
            (false, false) => self.unchanged += 1,
            _ => self.tell(&criterion.title, fate),
        }
        if moved {
            sections[s].criteria.retain(|other| other.id != id);
            put(&mut sections[home], criterion, last);
        } else if let Some(there) = sections[s].criteria.iter_mut().find(|other| other.id == id) {
            *there = criterion;
        }
        id
    }

    fn tell(&mut self, criterion: &str, fate: Fate) {
        self.changes.push(Change { level: self.title.to_owned(), criterion: criterion.to_owned(), fate });
    }
}

/// The heading that a criterion stood under in the document: the pointer to it without the number.
fn under(source: &str) -> &str {
    source.rsplit_once(" / ").map_or(source, |(heading, _)| heading)
}

/// Gives a section the document's new heading and kind, where it was the document that changed them.
fn follow_heading(home: &mut Section, now: &Section, was: &[Option<Place>], old: &Level) {
    let before = was.iter().flatten().next().map(|&(s, c)| under(&old.sections[s].criteria[c].source));
    let Some((before, new)) = before.zip(now.criteria.first()) else { return };
    if before != under(&new.source) && home.title == before {
        home.title.clone_from(&now.title);
        home.kind = now.kind;
    }
}

/// Puts a criterion behind another one, else first.
fn put(section: &mut Section, criterion: Criterion, behind: Option<&str>) {
    let at = behind.and_then(|id| section.criteria.iter().position(|other| other.id == id)).map_or(0, |at| at + 1);
    section.criteria.insert(at, criterion);
}

fn free_key(wanted: &str, sections: &[Section]) -> String {
    crate::domain::adapt::names::unique(wanted, |id| sections.iter().any(|section| section.id == id))
}

/// Whether a criterion is just what an import makes of its words: nobody has done anything to it.
fn is_as_imported(criterion: &Criterion) -> bool {
    let Some(text) = &criterion.imported else { return false };
    let fresh = Criterion::unwritten(criterion.id.clone(), title_of(text), statement(text, &criterion.look_for));
    // What is listened for may be the document's or somebody's; only a statement made of it tells.
    let told = criterion.look_for.is_empty() || criterion.statement != *text;
    told && *criterion
        == Criterion {
            source: criterion.source.clone(),
            imported: criterion.imported.clone(),
            look_for: criterion.look_for.clone(),
            ..fresh
        }
}

/// A criterion whose words in the document have changed.
fn reword(before: &Criterion, new: Criterion) -> (Criterion, Fate) {
    let old_text = before.imported.as_deref().unwrap_or_default();
    let untouched = before.statement == statement(old_text, &before.look_for);
    let statement = if untouched { new.statement } else { before.statement.clone() };
    let title = if before.title == title_of(old_text) { new.title } else { before.title.clone() };
    let look_for = if before.look_for.is_empty() { new.look_for } else { before.look_for.clone() };
    let fate = if untouched { Fate::Reworded } else { Fate::KeptWording };
    (Criterion { title, statement, look_for, source: new.source, imported: new.imported, ..before.clone() }, fate)
}
