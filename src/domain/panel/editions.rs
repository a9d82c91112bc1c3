//! Which cards were asked the same levels: of every level, all pooled cards have the same edition.
//!
//! Two cards agree when each level that both hold has the same digest. Pairwise agreement is then
//! agreement of all: whoever agrees on a level has the same edition of it. So the largest group is
//! found by choosing one edition a level, not by trying groups of cards.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::rubric::{Level, Rubric};

/// How many comparisons the search may make. A dozen cards need some hundreds; where hundreds of
/// cards of hundreds of editions would need more, the best group found by then stands. It is still
/// a group to which no card can be added, and the same one for any order of the cards.
const COMPARISONS: usize = 1_000_000;

/// For each rubric nothing if it is in the largest agreeing group, else the short name of the lowest
/// level that differs. `rubrics` come newest first, and ties go to the group with the newest.
pub(super) fn differing(rubrics: &[&Rubric]) -> Vec<Option<String>> {
    let levels = editions(rubrics);
    let mut search = Search { levels: &levels, best: Vec::new(), left: COMPARISONS };
    search.choose(0, (0..rubrics.len()).collect());
    let group: HashMap<&str, &Level> = search
        .best
        .iter()
        .flat_map(|&card| rubrics[card].levels())
        .map(|level| (level.id.as_str(), level.as_ref()))
        .collect();
    let differs = |level: &&Arc<Level>| group.get(level.id.as_str()).is_some_and(|pooled| !same_edition(pooled, level));
    rubrics.iter().map(|rubric| rubric.levels().iter().find(differs).map(|level| level.label())).collect()
}

/// For each level that has several editions, the edition that each card holds, if any. The level
/// with the most cards comes first, because choosing there decides most.
fn editions(rubrics: &[&Rubric]) -> Vec<Vec<Option<usize>>> {
    let mut levels: BTreeMap<&str, Vec<(usize, &Level)>> = BTreeMap::new();
    for (card, rubric) in rubrics.iter().enumerate() {
        for level in rubric.levels() {
            levels.entry(&level.id).or_default().push((card, level));
        }
    }
    let mut several: Vec<(usize, Vec<Option<usize>>)> = Vec::new();
    for holders in levels.values() {
        let mut known: Vec<&Level> = Vec::new();
        let mut column = vec![None; rubrics.len()];
        for &(card, level) in holders {
            let edition = known.iter().position(|other| same_edition(other, level)).unwrap_or_else(|| {
                known.push(level);
                known.len() - 1
            });
            column[card] = Some(edition);
        }
        if known.len() > 1 {
            several.push((holders.len(), column));
        }
    }
    several.sort_by_key(|(holders, _)| Reverse(*holders));
    several.into_iter().map(|(_, column)| column).collect()
}

/// Whether two cards hold the same edition of a level. Digests should say it all; what the rule
/// counts with is compared too, because a card made by hand may say any digest.
fn same_edition(one: &Level, other: &Level) -> bool {
    let same_sections = || {
        one.sections.len() == other.sections.len()
            && one.sections.iter().zip(&other.sections).all(|(a, b)| {
                (&a.id, a.kind, a.bar_percent, a.criteria.len()) == (&b.id, b.kind, b.bar_percent, b.criteria.len())
                    && a.criteria.iter().zip(&b.criteria).all(|(a, b)| {
                        (&a.id, a.weight, a.must_have, &a.implies) == (&b.id, b.weight, b.must_have, &b.implies)
                    })
            })
    };
    one.digest == other.digest && same_sections()
}

struct Search<'a> {
    levels: &'a [Vec<Option<usize>>],
    best: Vec<usize>,
    left: usize,
}

impl Search<'_> {
    /// Chooses an edition for each level from `level` on. `cards` are those that fit what was chosen
    /// so far, newest first.
    fn choose(&mut self, mut level: usize, cards: Vec<usize>) {
        let mut editions = loop {
            if cards.len() < self.best.len() || (self.left == 0 && !self.best.is_empty()) {
                return;
            }
            let Some(column) = self.levels.get(level) else {
                // Of equal groups the one whose newest card is newer wins, then the next newest.
                if cards.len() > self.best.len() || cards < self.best {
                    self.best = cards;
                }
                return;
            };
            self.left = self.left.saturating_sub(cards.len());
            let mut editions: Vec<(usize, usize)> = Vec::new();
            for edition in cards.iter().filter_map(|&card| column[card]) {
                match editions.iter_mut().find(|(known, _)| *known == edition) {
                    Some((_, holders)) => *holders += 1,
                    None => editions.push((edition, 1)),
                }
            }
            if editions.len() > 1 {
                break editions;
            }
            level += 1;
        };
        // The usual edition first; the sort keeps equal ones newest first.
        editions.sort_by_key(|&(_, holders)| Reverse(holders));
        for (edition, _) in editions {
            let fits = |card: &usize| self.levels[level][*card].is_none_or(|its| its == edition);
            self.choose(level + 1, cards.iter().copied().filter(fits).collect());
        }
    }
}
