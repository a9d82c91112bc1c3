//! What of the old levels is what of the new ones.
//!
//! By id first: the first of two with one id is the first of the other side's. What is left over is
//! paired by what it names: levels and sections by their title or most of their criteria, criteria by
//! nearly the same text. Everything is paired at most once.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::words::{Bag, likeness};
use crate::domain::limits;
use crate::domain::rubric::{Criterion, Level, Section};

/// Hundredths of likeness from which on a criterion with a new id is the old one.
const ALIKE: usize = 75;

/// Pairs that are compared at most: two of the largest families that share nothing. More is not sound.
const MOST_PAIRS: usize = limits::CRITERIA * limits::CRITERIA;

/// Where a section stands in a list of levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Home {
    pub level: usize,
    pub section: usize,
}

/// Where a criterion stands in a list of levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    pub home: Home,
    pub index: usize,
}

/// Two lists of levels and what belongs together.
pub(super) struct Pairs<'l> {
    pub old: &'l [Arc<Level>],
    pub new: &'l [Arc<Level>],
    levels: Both<usize>,
    sections: Both<Home>,
    criteria: Both<Spot>,
    /// Old ids of criteria, where they have another one now.
    renamed: HashMap<&'l str, &'l str>,
}

impl<'l> Pairs<'l> {
    pub(super) fn of(old: &'l [Arc<Level>], new: &'l [Arc<Level>]) -> Self {
        let indices = |levels: &[Arc<Level>]| (0..levels.len()).collect::<Vec<usize>>();
        let mut levels = Both::by_id(indices(old), indices(new), |&i| &old[i].id, |&i| &new[i].id);
        levels.fill(|&o, &n| {
            let same = old[o].title == new[n].title;
            shared(old[o].criteria(), new[n].criteria()).max(if same { 100 } else { 0 })
        });
        let mut sections = Both::default();
        for (&n, &o) in &levels.old_of {
            let (before, now) = (&old[o].sections, &new[n].sections);
            let homes = |level, count: usize| (0..count).map(|section| Home { level, section }).collect();
            let mut here = Both::by_id(
                homes(o, before.len()),
                homes(n, now.len()),
                |home: &Home| &before[home.section].id,
                |home: &Home| &now[home.section].id,
            );
            here.fill(|from, to| {
                let (from, to) = (&before[from.section], &now[to.section]);
                shared(from.criteria.iter(), to.criteria.iter()).max(if from.title == to.title { 100 } else { 0 })
            });
            sections.old_of.extend(here.old_of);
            sections.new_of.extend(here.new_of);
        }
        let text = |levels: &[Arc<Level>], spot: &Spot| {
            let criterion = criterion(levels, *spot);
            Bag::of(&format!("{} {}", criterion.title, criterion.statement))
        };
        let mut criteria =
            Both::by_id(spots(old), spots(new), |&spot| &criterion(old, spot).id, |&spot| &criterion(new, spot).id);
        let (before, now): (Vec<Bag>, Vec<Bag>) = (
            criteria.old_left.iter().map(|spot| text(old, spot)).collect(),
            criteria.new_left.iter().map(|spot| text(new, spot)).collect(),
        );
        criteria.fill_by_index(|o, n| likeness(&before[o], &now[n]), ALIKE);
        let ids = criteria.old_of.iter().map(|(n, o)| (&*criterion(old, *o).id, &*criterion(new, *n).id));
        let renamed = ids.filter(|(old, new)| old != new).collect();
        Self { old, new, levels, sections, criteria, renamed }
    }

    /// The old level of a new one.
    pub(super) fn old_level(&self, new: usize) -> Option<usize> {
        self.levels.old_of.get(&new).copied()
    }

    /// The new level of an old one.
    pub(super) fn new_level(&self, old: usize) -> Option<usize> {
        self.levels.new_of.get(&old).copied()
    }

    /// The old section of a new one.
    pub(super) fn old_home(&self, new: Home) -> Option<Home> {
        self.sections.old_of.get(&new).copied()
    }

    /// The new section of an old one.
    pub(super) fn new_home(&self, old: Home) -> Option<Home> {
        self.sections.new_of.get(&old).copied()
    }

    /// The old criterion of a new one.
    pub(super) fn old_spot(&self, new: Spot) -> Option<Spot> {
        self.criteria.old_of.get(&new).copied()
    }

    /// Whether an old criterion is still there, wherever that is.
    pub(super) fn is_kept(&self, old: Spot) -> bool {
        self.criteria.new_of.contains_key(&old)
    }

    /// What the old id of a level is called now.
    pub(super) fn level_id<'a>(&'a self, old: &'a str) -> &'a str {
        let index = self.old.iter().position(|level| level.id == old);
        index.and_then(|index| self.new_level(index)).map_or(old, |index| &self.new[index].id)
    }

    /// What the old id of a criterion is called now.
    pub(super) fn criterion_id<'a>(&self, old: &'a str) -> &'a str
    where
        'l: 'a,
    {
        self.renamed.get(old).copied().unwrap_or(old)
    }
}

/// A section of a list of levels.
pub(super) fn section(levels: &[Arc<Level>], home: Home) -> &Section {
    &levels[home.level].sections[home.section]
}

/// A criterion of a list of levels.
pub(super) fn criterion(levels: &[Arc<Level>], spot: Spot) -> &Criterion {
    &section(levels, spot.home).criteria[spot.index]
}

/// The criteria of a section.
pub(super) fn spots_in(levels: &[Arc<Level>], home: Home) -> impl Iterator<Item = Spot> {
    (0..section(levels, home).criteria.len()).map(move |index| Spot { home, index })
}

/// Which of these, each with its old place, went elsewhere: as few as can be, so that one move is one
/// change.
pub(super) fn out_of_order(places: &[usize]) -> Vec<bool> {
    // The longest run of rising places stays; `ends[l]` is the last one of the best run of length l + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (index, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| places[end] < *place);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut moved = vec![true; places.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        moved[index] = false;
        at = before[index];
    }
    moved
}

fn spots(levels: &[Arc<Level>]) -> Vec<Spot> {
    let homes = levels
        .iter()
        .enumerate()
        .flat_map(|(level, content)| (0..content.sections.len()).map(move |section| Home { level, section }));
    homes.flat_map(|home| spots_in(levels, home)).collect()
}

/// Hundredths of the criteria that two groups have in common, by id.
fn shared<'c>(a: impl Iterator<Item = &'c Criterion>, b: impl Iterator<Item = &'c Criterion>) -> usize {
    let a: Vec<&str> = a.map(|criterion| criterion.id.as_str()).collect();
    let b: std::collections::HashSet<&str> = b.map(|criterion| criterion.id.as_str()).collect();
    let common = a.iter().filter(|id| b.contains(**id)).count();
    (200 * common).checked_div(a.len() + b.len()).unwrap_or(0)
}

/// What of two sides belongs together, and what is left over of each.
struct Both<T> {
    old_of: HashMap<T, T>,
    new_of: HashMap<T, T>,
    old_left: Vec<T>,
    new_left: Vec<T>,
}

impl<T> Default for Both<T> {
    fn default() -> Self {
        Self { old_of: HashMap::new(), new_of: HashMap::new(), old_left: Vec::new(), new_left: Vec::new() }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Both<T> {
    fn by_id<'i>(
        old: Vec<T>,
        new: Vec<T>,
        old_id: impl Fn(&T) -> &'i String,
        new_id: impl Fn(&T) -> &'i String,
    ) -> Self {
        let mut known: HashMap<&str, VecDeque<T>> = HashMap::new();
        for item in &old {
            known.entry(old_id(item)).or_default().push_back(*item);
        }
        let mut both = Self::default();
        for item in new {
            match known.get_mut(new_id(&item).as_str()).and_then(VecDeque::pop_front) {
                Some(before) => both.pair(before, item),
                None => both.new_left.push(item),
            }
        }
        both.old_left = old.into_iter().filter(|item| !both.new_of.contains_key(item)).collect();
        both
    }

    fn pair(&mut self, old: T, new: T) {
        self.old_of.insert(new, old);
        self.new_of.insert(old, new);
    }

    /// Pairs what is left over where it has more than half in common.
    fn fill(&mut self, likeness: impl Fn(&T, &T) -> usize) {
        let (old, new) = (self.old_left.clone(), self.new_left.clone());
        self.fill_by_index(|o, n| likeness(&old[o], &new[n]), 51);
    }

    /// Pairs what is left over, the most alike first, from `least` hundredths on.
    fn fill_by_index(&mut self, likeness: impl Fn(usize, usize) -> usize, least: usize) {
        if self.old_left.len().saturating_mul(self.new_left.len()) > MOST_PAIRS {
            return;
        }
        let mut likely: Vec<(usize, usize, usize)> = (0..self.old_left.len())
            .flat_map(|o| (0..self.new_left.len()).map(move |n| (o, n)))
            .map(|(o, n)| (likeness(o, n), o, n))
            .filter(|(alike, ..)| *alike >= least)
            .collect();
        likely.sort_by_key(|&(alike, o, n)| (std::cmp::Reverse(alike), o, n));
        for (_, o, n) in likely {
            let (old, new) = (self.old_left[o], self.new_left[n]);
            if !self.new_of.contains_key(&old) && !self.old_of.contains_key(&new) {
                self.pair(old, new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_can_be_went_elsewhere() {
        for (places, moved) in [
            (vec![0, 1, 2], vec![false; 3]),
            (vec![1, 0, 2], vec![true, false, false]),
            (vec![3, 0, 1, 2], vec![true, false, false, false]),
            (vec![1, 2, 3, 0], vec![false, false, false, true]),
            (vec![], vec![]),
        ] {
            assert_eq!(out_of_order(&places), moved, "{places:?}");
        }
    }
}
