//! Which criteria could still matter to the section they are in, with every credit that may yet come.
//!
//! The question is answered a little too generously: each criterion of a section is given every rating it
//! could have by itself, also where ladders allow only some of them together. So what is said not to matter
//! truly does not.

use num_bigint::BigUint;

use crate::domain::grade::{Recommendation, SectionState};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;
use crate::domain::standing::Ladders;

/// What can come of one criterion, in points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcomes {
    /// It is known, and no credit can change it.
    Fixed { points: u32 },
    /// Its own rating is known; a credit would raise it to Meets.
    Credit { from: u32, weight: u32 },
    /// Everything.
    Open { weight: u32 },
}

impl Outcomes {
    /// The least and the most points; nothing where they are fixed.
    fn ends(self) -> Option<(u32, u32)> {
        match self {
            Self::Fixed { .. } => None,
            Self::Credit { from, weight } => Some((from, 2 * weight)),
            Self::Open { weight } => Some((0, 2 * weight)),
        }
    }

    /// The sums that are possible together with `sums`; a set of sums is a number with these bits.
    fn added_to(self, sums: &BigUint) -> BigUint {
        match self {
            Self::Fixed { points } => sums << points,
            Self::Credit { from, weight } => (sums << from) | (sums << (2 * weight)),
            Self::Open { weight } => sums | (sums << weight) | (sums << (2 * weight)),
        }
    }
}

/// For each criterion, whether what it counts as could decide a section that the reachable levels rest on.
pub(super) fn matters(
    rubric: &Rubric,
    ratings: &[Option<Rating>],
    now: &Recommendation,
    ladders: &Ladders,
) -> Vec<bool> {
    let mut matters = vec![false; rubric.len()];
    let mut credited = vec![false; rubric.len()];
    for credit in &now.credits {
        credited[credit.criterion] = true;
    }
    let reachable = now.ceiling.map_or(0, |level| level + 1);
    for (l, level) in now.levels.iter().enumerate().take(reachable) {
        for result in level.sections.iter().filter(|result| result.state == SectionState::Open) {
            let range = rubric.section_range(l, result.section);
            let outcomes: Vec<Outcomes> = range
                .clone()
                .map(|i| {
                    let weight = rubric.criterion(i).weight;
                    match ratings[i] {
                        _ if credited[i] => Outcomes::Fixed { points: 2 * weight },
                        None => Outcomes::Open { weight },
                        Some(own) if own < Rating::Meets && ladders.above(i).iter().any(|&j| ratings[j].is_none()) => {
                            Outcomes::Credit { from: weight * own.points(), weight }
                        }
                        Some(own) => Outcomes::Fixed { points: weight * own.points() },
                    }
                })
                .collect();
            // A must-have counts as met: the section passes in no other way.
            let counted: Vec<Outcomes> = range
                .clone()
                .zip(&outcomes)
                .map(|(i, &outcomes)| match rubric.criterion(i) {
                    criterion if criterion.must_have => Outcomes::Fixed { points: 2 * criterion.weight },
                    _ => outcomes,
                })
                .collect();
            let mut known: Vec<(Outcomes, bool)> = Vec::new();
            for (at, i) in range.enumerate() {
                if rubric.criterion(i).must_have {
                    matters[i] = result.missing_must_haves.contains(&i);
                    continue;
                }
                let kind = outcomes[at];
                let found = known.iter().find(|(other, _)| *other == kind).map(|(_, decides)| *decides);
                matters[i] = found.unwrap_or_else(|| {
                    let decides = decides(&counted, at, result.need);
                    known.push((kind, decides));
                    decides
                });
            }
        }
    }
    matters
}

/// Whether the others can come to a sum that is enough with the most of one criterion and not with its least.
fn decides(counted: &[Outcomes], at: usize, need: u32) -> bool {
    let Some((least, most)) = counted[at].ends() else { return false };
    let others = counted.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, outcomes)| *outcomes);
    let sums = others.fold(BigUint::from(1_u8), |sums, outcomes| outcomes.added_to(&sums));
    (need.saturating_sub(most)..need.saturating_sub(least)).any(|sum| sums.bit(u64::from(sum)))
}
