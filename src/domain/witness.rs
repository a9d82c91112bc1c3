//! What would change the grade: small sets of re-ratings that gain the next level or lose the
//! present one. Each set is checked by applying the rule again, and no proper subset of it does the
//! same. Without ladders it is the fewest possible.
//!
//! The search tries many re-ratings, so it keeps count with `Standing` instead of applying the
//! whole rule to each.

use std::cmp::Reverse;

use super::grade::{self, Recommendation};
use super::rating::Rating;
use super::rubric::{Rubric, SectionKind};
use super::standing::{Ladders, Standing};

/// One criterion with the rating it would have to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReRating {
    /// Index of the criterion in the rubric.
    pub criterion: usize,
    /// Its own rating now; nothing if it is unknown.
    pub from: Option<Rating>,
    /// The rating that would change the grade.
    pub to: Rating,
}

/// A set of re-ratings that proves the next level, or nothing when the top of the card is proved.
#[must_use]
pub fn gain(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Option<Vec<ReRating>> {
    let next = now.next_level()?;
    let ladders = Ladders::new(rubric);
    let mut trial = Standing::new(rubric, &ladders, ratings, next);
    let mut candidates: Vec<usize> = (0..rubric.len())
        .filter(|&i| rubric.place(i).level <= next || !rubric.implied_by(i).is_empty())
        .filter(|&i| ratings[i].is_none_or(|own| own < Rating::Meets))
        .collect();
    let mut chosen = Vec::new();
    // Every step takes the criterion that closes most of what is still missing; ties go to the
    // heavier one, then to one nobody has rated (asking comes before re-rating).
    while !trial.stands() {
        let missing = trial.missing();
        let mut best: Option<Step> = None;
        for &i in &candidates {
            let own = ratings[i];
            trial.rate(i, Some(Rating::Meets));
            let closed = missing - trial.missing();
            trial.rate(i, own);
            let raised = rubric.criterion(i).weight * (2 - own.map_or(0, Rating::points));
            best = best.max(Some(Step { closed, raised, unknown: own.is_none(), first: Reverse(i) }));
        }
        let Step { closed, first: Reverse(i), .. } = best?;
        if closed == 0 {
            return None;
        }
        trial.rate(i, Some(Rating::Meets));
        candidates.retain(|&other| other != i);
        chosen.push(i);
    }
    prune(ratings, &mut trial, &mut chosen, is_proved);
    soften(ratings, &mut trial, &chosen, &[Rating::Partial], is_proved);
    let proved = grade::recommend(rubric, trial.ratings()).floor >= Some(next);
    proved.then(|| re_ratings(ratings, &trial, chosen))
}

/// A set of re-ratings that loses the present level, or nothing when no level is proved.
#[must_use]
pub fn lose(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Option<Vec<ReRating>> {
    let present = now.floor?;
    let ladders = Ladders::new(rubric);
    let mut trial = Standing::new(rubric, &ladders, ratings, present);
    let mut best: Option<Vec<usize>> = None;
    let mut consider = |trial: &mut Standing<'_>, mut chosen: Vec<usize>| {
        if !trial.stands() {
            prune(ratings, trial, &mut chosen, is_lost);
            if best.as_ref().is_none_or(|fewest| chosen.len() < fewest.len()) {
                best = Some(chosen.clone());
            }
        }
        restore(ratings, trial, &chosen);
    };
    for (l, level) in rubric.levels().iter().enumerate().take(present + 1) {
        for s in (0..level.sections.len()).filter(|&s| level.sections[s].kind == SectionKind::Required) {
            let criteria = rubric.section_range(l, s);
            for i in criteria.clone().filter(|&i| rubric.criterion(i).must_have) {
                let chosen = lower(&ladders, i, &mut trial);
                consider(&mut trial, chosen);
            }
            let mut chosen = Vec::new();
            while trial.shortfall_at(criteria.start) == 0 {
                // Most points lost per re-rating: with ladders one criterion may need several.
                let cheapest = criteria.clone().filter_map(|i| fall(&ladders, i, &mut trial)).reduce(Fall::cheaper);
                let Some(Fall { criterion, .. }) = cheapest else { break };
                chosen.extend(lower(&ladders, criterion, &mut trial));
            }
            consider(&mut trial, chosen);
        }
    }
    let chosen = best?;
    for &i in &chosen {
        trial.rate(i, Some(Rating::NotShown));
    }
    soften(ratings, &mut trial, &chosen, &[Rating::Meets, Rating::Partial], is_lost);
    let lost = grade::recommend(rubric, trial.ratings()).floor < Some(present);
    lost.then(|| re_ratings(ratings, &trial, chosen))
}

fn is_proved(trial: &Standing<'_>) -> bool {
    trial.stands()
}

fn is_lost(trial: &Standing<'_>) -> bool {
    !trial.stands()
}

/// One candidate for the next re-rating upwards; the greatest is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    closed: u32,
    raised: u32,
    unknown: bool,
    first: Reverse<usize>,
}

/// What lowering one criterion, and all that credits it, does to its section.
struct Fall {
    criterion: usize,
    points: u32,
    re_ratings: usize,
}

impl Fall {
    /// The one that loses more points per re-rating; the first where both lose the same.
    fn cheaper(self, other: Self) -> Self {
        let worth = |a: &Self, b: &Self| u64::from(a.points) * b.re_ratings as u64;
        if worth(&other, &self) > worth(&self, &other) { other } else { self }
    }
}

/// Tries what lowering a criterion loses its section; nothing where it loses no point.
fn fall(ladders: &Ladders, criterion: usize, trial: &mut Standing<'_>) -> Option<Fall> {
    let before = trial.earned_at(criterion);
    let mut undo = Vec::new();
    lower_with(ladders, criterion, trial, |i, own| undo.push((i, own)));
    let points = before - trial.earned_at(criterion);
    for &(i, own) in &undo {
        trial.rate(i, own);
    }
    (points > 0).then_some(Fall { criterion, points, re_ratings: undo.len() })
}

/// Lowers a criterion to Not shown together with everything that would credit it, and returns what
/// it had to re-rate.
fn lower(ladders: &Ladders, criterion: usize, trial: &mut Standing<'_>) -> Vec<usize> {
    let mut chosen = Vec::new();
    lower_with(ladders, criterion, trial, |i, _| chosen.push(i));
    chosen
}

fn lower_with(
    ladders: &Ladders,
    criterion: usize,
    trial: &mut Standing<'_>,
    mut lowered: impl FnMut(usize, Option<Rating>),
) {
    let from = std::iter::once((criterion, Rating::Partial));
    for (i, counts) in from.chain(ladders.above(criterion).iter().map(|&j| (j, Rating::Meets))) {
        let own = trial.own(i);
        if own >= Some(counts) {
            trial.rate(i, Some(Rating::NotShown));
            lowered(i, own);
        }
    }
}

/// Drops every re-rating that is not needed, so that no proper subset does the same: the rule is
/// monotone, so it is enough that no single one can be spared.
fn prune(
    ratings: &[Option<Rating>],
    trial: &mut Standing<'_>,
    chosen: &mut Vec<usize>,
    holds: fn(&Standing<'_>) -> bool,
) {
    chosen.retain(|&i| {
        let changed = trial.own(i);
        trial.rate(i, ratings[i]);
        let spared = holds(trial);
        if !spared {
            trial.rate(i, changed);
        }
        !spared
    });
}

/// Moves each re-rating as little as still does it.
fn soften(
    ratings: &[Option<Rating>],
    trial: &mut Standing<'_>,
    chosen: &[usize],
    milder: &[Rating],
    holds: fn(&Standing<'_>) -> bool,
) {
    for &i in chosen {
        let full = trial.own(i);
        for &rating in milder {
            let between = Some(rating) > ratings[i].min(full) && Some(rating) < ratings[i].max(full);
            if between {
                trial.rate(i, Some(rating));
                if holds(trial) {
                    break;
                }
                trial.rate(i, full);
            }
        }
    }
}

fn restore(ratings: &[Option<Rating>], trial: &mut Standing<'_>, chosen: &[usize]) {
    for &i in chosen {
        trial.rate(i, ratings[i]);
    }
}

fn re_ratings(ratings: &[Option<Rating>], trial: &Standing<'_>, mut chosen: Vec<usize>) -> Vec<ReRating> {
    chosen.sort_unstable();
    chosen
        .into_iter()
        .filter_map(|criterion| trial.own(criterion).map(|to| ReRating { criterion, from: ratings[criterion], to }))
        .collect()
}
