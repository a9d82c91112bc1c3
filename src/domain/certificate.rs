//! The certificate of a grade: few ratings that alone prove it, and few that alone rule the next level
//! out, so that both can be checked with a pencil.
//!
//! Alone means with every other criterion unknown. Of each set no proper subset does the same; the rule is
//! monotone, so it is enough that no single rating can be spared. Without ladders each is the fewest
//! possible; with ladders a smaller set of other ratings may exist.

pub mod sheet;
pub mod words;

use std::cmp::Reverse;

use super::grade::{Recommendation, SectionResult, SectionState};
use super::rating::Rating;
use super::rubric::Rubric;
use super::standing::{Ladders, Standing};

/// What there is to show for a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The ratings that prove the floor, as indices in the rubric; nothing where no level is proved.
    pub proof: Option<Vec<usize>>,
    /// What rules the level above the ceiling out; nothing where every level can be reached.
    pub ruled_out: Option<RuledOut>,
}

impl Certificate {
    /// Finds both. `now` is the rule's word on `ratings`.
    ///
    /// # Panics
    /// If `ratings` or `now` belong to another rubric.
    #[must_use]
    pub fn new(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Self {
        Self { proof: proof(rubric, ratings, now), ruled_out: ruled_out(rubric, ratings, now) }
    }
}

/// A level that cannot be reached any more, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuledOut {
    /// Index of the level: the one above the ceiling.
    pub level: usize,
    /// The ratings that alone rule it out, as indices in the rubric.
    pub criteria: Vec<usize>,
}

/// The ratings without all but some of them.
#[must_use]
pub fn only(ratings: &[Option<Rating>], criteria: &[usize]) -> Vec<Option<Rating>> {
    let mut alone = vec![None; ratings.len()];
    for &i in criteria {
        alone[i] = ratings[i];
    }
    alone
}

/// A set of ratings that alone proves the floor, in the rubric's order; nothing where no level is proved.
///
/// # Panics
/// If `ratings` or `now` belong to another rubric.
#[must_use]
pub fn proof(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Option<Vec<usize>> {
    let level = now.floor?;
    let ladders = Ladders::new(rubric);
    let mut trial = Standing::new(rubric, &ladders, &vec![None; rubric.len()], level);
    let mut candidates: Vec<usize> = (0..rubric.len()).filter(|&i| ratings[i] > Some(Rating::NotShown)).collect();
    let mut chosen = Vec::new();
    // Must-haves close most and come first, then whatever closes most of what is still missing: in a
    // section without ladders that takes the fewest.
    while !trial.stands() {
        let missing = trial.missing();
        let mut best = None;
        for &i in &candidates {
            trial.rate(i, ratings[i]);
            let closed = missing - trial.missing();
            trial.rate(i, None);
            let points = rubric.criterion(i).weight * ratings[i].map_or(0, Rating::points);
            best = best.max(Some((closed, points, Reverse(i))));
        }
        let (_, _, Reverse(i)) = best.filter(|(closed, ..)| *closed > 0)?;
        trial.rate(i, ratings[i]);
        candidates.retain(|&other| other != i);
        chosen.push(i);
    }
    spare(&mut trial, &mut chosen, None, ratings, true);
    chosen.sort_unstable();
    Some(chosen)
}

/// A set of ratings that alone rules out the level above the ceiling, in the rubric's order; nothing where
/// every level can be reached.
///
/// # Panics
/// If `ratings` or `now` belong to another rubric.
#[must_use]
pub fn ruled_out(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Option<RuledOut> {
    let level = now.ceiling.map_or(0, |level| level + 1);
    let failed = now.levels.get(level)?.sections.iter().filter(|result| result.state == SectionState::Failed);
    let ladders = Ladders::new(rubric);
    // What is not known could be Exceeds, and so could whatever is left out of the set.
    let mut search = Loss {
        rubric,
        ratings,
        ladders: &ladders,
        trial: Standing::new(rubric, &ladders, &vec![Some(Rating::Exceeds); rubric.len()], level),
        best: None,
    };
    for result in failed {
        search.by_must_have(result);
        search.by_points(level, result);
    }
    let mut criteria = search.best?;
    criteria.sort_unstable();
    Some(RuledOut { level, criteria })
}

/// Drops every rating without which the level stands, or does not, just the same; `unknown` is what a
/// criterion counts as without its rating.
fn spare(
    trial: &mut Standing<'_>,
    chosen: &mut Vec<usize>,
    unknown: Option<Rating>,
    ratings: &[Option<Rating>],
    stands: bool,
) {
    chosen.retain(|&i| {
        trial.rate(i, unknown);
        let spared = trial.stands() == stands;
        if !spared {
            trial.rate(i, ratings[i]);
        }
        !spared
    });
}

/// The search for few ratings that lose a level.
struct Loss<'a> {
    rubric: &'a Rubric,
    ratings: &'a [Option<Rating>],
    ladders: &'a Ladders,
    trial: Standing<'a>,
    best: Option<Vec<usize>>,
}

impl Loss<'_> {
    /// A must-have that cannot be met is enough by itself.
    fn by_must_have(&mut self, result: &SectionResult) {
        for &i in &result.lost_must_haves {
            let chosen = self.needed_for(i).unwrap_or_default();
            self.apply(&chosen);
            self.consider(chosen);
        }
    }

    /// Loses points until too few are left, each time the most per rating: with ladders one criterion may
    /// need several.
    fn by_points(&mut self, level: usize, result: &SectionResult) {
        let criteria = self.rubric.section_range(level, result.section);
        let mut chosen = Vec::new();
        while self.trial.shortfall_at(criteria.start) == 0 {
            let mut best: Option<(u32, Vec<usize>)> = None;
            for i in criteria.clone() {
                let Some(needed) = self.needed_for(i) else { continue };
                let before = self.trial.earned_at(i);
                self.apply(&needed);
                let points = before - self.trial.earned_at(i);
                self.take_back(&needed);
                let more = |than: &(u32, Vec<usize>)| {
                    u64::from(points) * than.1.len() as u64 > u64::from(than.0) * needed.len() as u64
                };
                if points > 0 && best.as_ref().is_none_or(more) {
                    best = Some((points, needed));
                }
            }
            let Some((_, needed)) = best else { break };
            self.apply(&needed);
            chosen.extend(needed);
        }
        self.consider(chosen);
    }

    /// The ratings not taken yet that keep a criterion below Meets: its own and those of all that could
    /// credit it. Nothing where it may still count as Meets.
    fn needed_for(&self, criterion: usize) -> Option<Vec<usize>> {
        let all = || std::iter::once(criterion).chain(self.ladders.above(criterion).iter().copied());
        let low = all().all(|i| self.ratings[i].is_some_and(|own| own < Rating::Meets));
        low.then(|| all().filter(|&i| self.trial.own(i) != self.ratings[i]).collect())
    }

    fn apply(&mut self, criteria: &[usize]) {
        for &i in criteria {
            self.trial.rate(i, self.ratings[i]);
        }
    }

    fn take_back(&mut self, criteria: &[usize]) {
        for &i in criteria {
            self.trial.rate(i, Some(Rating::Exceeds));
        }
    }

    /// Keeps a set if it does what is wanted with fewer ratings than before, and starts over.
    fn consider(&mut self, mut chosen: Vec<usize>) {
        if !self.trial.stands() {
            spare(&mut self.trial, &mut chosen, Some(Rating::Exceeds), self.ratings, false);
            if self.best.as_ref().is_none_or(|best| chosen.len() < best.len()) {
                self.best = Some(chosen.clone());
            }
        }
        self.take_back(&chosen);
    }
}
