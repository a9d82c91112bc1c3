//! What would change the grade: small sets of re-ratings that gain the next level or lose the
//! present one. Each set is checked by applying the rule again, and no proper subset of it does the
//! same. Without ladders it is the fewest possible.

use std::cmp::Reverse;

use super::grade::{self, Recommendation};
use super::rating::Rating;
use super::rubric::{Rubric, SectionKind};

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
    let reached = |trial: &[Option<Rating>]| grade::floor(rubric, trial) >= Some(next);
    let mut trial = ratings.to_vec();
    let mut chosen = Vec::new();
    // Every step takes the criterion that closes most of what is still missing; ties go to the
    // heavier one, then to one nobody has rated (asking comes before re-rating).
    while !reached(&trial) {
        let missing = missing_points(rubric, &trial, next);
        let mut best: Option<Step> = None;
        for i in 0..rubric.len() {
            let useful = rubric.place(i).level <= next || !rubric.implied_by(i).is_empty();
            if !useful || trial[i].is_some_and(|own| own >= Rating::Meets) {
                continue;
            }
            let before = trial[i].replace(Rating::Meets);
            let closed = missing.saturating_sub(missing_points(rubric, &trial, next));
            trial[i] = before;
            let raised = rubric.criterion(i).weight * (2 - before.map_or(0, Rating::points));
            best = best.max(Some(Step { closed, raised, unknown: before.is_none(), first: Reverse(i) }));
        }
        let Step { closed, first: Reverse(i), .. } = best?;
        if closed == 0 {
            return None;
        }
        trial[i] = Some(Rating::Meets);
        chosen.push(i);
    }
    prune(ratings, &mut trial, &mut chosen, &reached);
    soften(ratings, &mut trial, &chosen, &[Rating::Partial], &reached);
    Some(re_ratings(ratings, &trial, chosen))
}

/// A set of re-ratings that loses the present level, or nothing when no level is proved.
#[must_use]
pub fn lose(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Option<Vec<ReRating>> {
    let present = now.floor?;
    let lost = |trial: &[Option<Rating>]| grade::floor(rubric, trial) < Some(present);
    let mut best: Option<(Vec<Option<Rating>>, Vec<usize>)> = None;
    let mut consider = |mut trial: Vec<Option<Rating>>, mut chosen: Vec<usize>| {
        if lost(&trial) {
            prune(ratings, &mut trial, &mut chosen, &lost);
            if best.as_ref().is_none_or(|(_, fewest)| chosen.len() < fewest.len()) {
                best = Some((trial, chosen));
            }
        }
    };
    for (l, level) in rubric.levels().iter().enumerate().take(present + 1) {
        for (s, section) in
            level.sections.iter().enumerate().filter(|(_, section)| section.kind == SectionKind::Required)
        {
            let range = rubric.section_range(l, s);
            for i in range.clone().filter(|&i| rubric.criterion(i).must_have) {
                let mut trial = ratings.to_vec();
                let mut chosen = Vec::new();
                lower(rubric, i, &mut trial, &mut chosen);
                consider(trial, chosen);
            }
            let max = 2 * section.criteria.iter().map(|c| c.weight).sum::<u32>();
            let need = (section.bar_percent * max).div_ceil(100);
            let mut trial = ratings.to_vec();
            let mut chosen = Vec::new();
            while earned(rubric, &trial, range.clone()) >= need {
                let before = earned(rubric, &trial, range.clone());
                // Most points lost per re-rating: with ladders one criterion may need several.
                let step = range
                    .clone()
                    .filter_map(|i| {
                        let (mut next, mut steps) = (trial.clone(), Vec::new());
                        lower(rubric, i, &mut next, &mut steps);
                        let loss = before - earned(rubric, &next, range.clone()).min(before);
                        (loss > 0).then_some((next, steps, loss))
                    })
                    .reduce(|a, b| if cheaper(&b, &a) { b } else { a });
                let Some((next, steps, _)) = step else { break };
                trial = next;
                chosen.extend(steps);
            }
            consider(trial, chosen);
        }
    }
    let (mut trial, chosen) = best?;
    soften(ratings, &mut trial, &chosen, &[Rating::Meets, Rating::Partial], &lost);
    Some(re_ratings(ratings, &trial, chosen))
}

/// One candidate for the next re-rating upwards; the greatest is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    closed: u32,
    raised: u32,
    unknown: bool,
    first: Reverse<usize>,
}

/// A trial, the criteria lowered for it and the points it loses.
type Drop = (Vec<Option<Rating>>, Vec<usize>, u32);

fn cheaper(a: &Drop, b: &Drop) -> bool {
    u64::from(a.2) * b.1.len() as u64 > u64::from(b.2) * a.1.len() as u64
}

/// Lowers a criterion to Not shown together with everything that would credit it.
fn lower(rubric: &Rubric, criterion: usize, trial: &mut [Option<Rating>], chosen: &mut Vec<usize>) {
    let mut targets = vec![false; rubric.len()];
    targets[criterion] = true;
    for j in criterion..rubric.len() {
        targets[j] |= rubric.implied_by(j).iter().any(|&i| targets[i]);
        let credits = if j == criterion { Rating::Partial } else { Rating::Meets };
        if targets[j] && trial[j].is_some_and(|own| own >= credits) {
            trial[j] = Some(Rating::NotShown);
            chosen.push(j);
        }
    }
}

/// Points and must-haves still missing up to a level. A must-have counts more than any section.
fn missing_points(rubric: &Rubric, trial: &[Option<Rating>], level: usize) -> u32 {
    let now = grade::recommend(rubric, trial);
    now.levels[..=level]
        .iter()
        .flat_map(|l| &l.sections)
        .map(|s| s.shortfall() + 10_000 * u32::try_from(s.missing_must_haves.len()).unwrap_or(0))
        .sum()
}

fn earned(rubric: &Rubric, trial: &[Option<Rating>], range: std::ops::Range<usize>) -> u32 {
    let place = rubric.place(range.start);
    grade::recommend(rubric, trial).section(place.level, place.section).map_or(0, |s| s.earned)
}

/// Drops every re-rating that is not needed, so that no proper subset does the same: the rule is
/// monotone, so it is enough that no single one can be spared.
fn prune(
    ratings: &[Option<Rating>],
    trial: &mut [Option<Rating>],
    chosen: &mut Vec<usize>,
    holds: &dyn Fn(&[Option<Rating>]) -> bool,
) {
    chosen.retain(|&i| {
        let changed = trial[i];
        trial[i] = ratings[i];
        let spared = holds(trial);
        if !spared {
            trial[i] = changed;
        }
        !spared
    });
}

/// Moves each re-rating as little as still does it.
fn soften(
    ratings: &[Option<Rating>],
    trial: &mut [Option<Rating>],
    chosen: &[usize],
    milder: &[Rating],
    holds: &dyn Fn(&[Option<Rating>]) -> bool,
) {
    for &i in chosen {
        let full = trial[i];
        for &rating in milder {
            let between = Some(rating) > ratings[i].min(full) && Some(rating) < ratings[i].max(full);
            if between {
                trial[i] = Some(rating);
                if holds(trial) {
                    break;
                }
                trial[i] = full;
            }
        }
    }
}

fn re_ratings(ratings: &[Option<Rating>], trial: &[Option<Rating>], mut chosen: Vec<usize>) -> Vec<ReRating> {
    chosen.sort_unstable();
    chosen
        .into_iter()
        .filter_map(|criterion| trial[criterion].map(|to| ReRating { criterion, from: ratings[criterion], to }))
        .collect()
}
