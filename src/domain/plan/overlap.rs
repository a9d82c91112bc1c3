//! Criteria that two interviewers ask, so that it can be measured how far they agree.

use std::collections::HashMap;

use super::cover::Cover;
use super::work::Work;

/// A criterion that two interviewers ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Its index in the rubric's flat order.
    pub criterion: usize,
    /// Index of the share that it belongs to.
    pub first: usize,
    /// Index of the share whose free minutes it takes as well.
    pub second: usize,
}

/// Has so many criteria asked by a second interviewer, from minutes that are free. There may be fewer: where
/// spreading them falls short, the shortest criteria are tried as well.
pub(super) fn overlaps(work: &Work<'_>, cover: &mut Cover, wanted: usize) -> Vec<Overlap> {
    let spread = chosen(work, cover, wanted, false);
    let found = if spread.len() < wanted {
        let short = chosen(work, cover, wanted, true);
        if short.len() > spread.len() { short } else { spread }
    } else {
        spread
    };
    for overlap in &found {
        cover.load[overlap.second] += work.minutes[overlap.criterion];
    }
    found
}

/// One after the other, each with the pair that shares least so far and of the section that is shared least,
/// and among those the most important.
fn chosen(work: &Work<'_>, cover: &Cover, wanted: usize, shortest_first: bool) -> Vec<Overlap> {
    let mut cover = cover.clone();
    let mut left: Vec<(usize, usize)> = work.order.iter().copied().enumerate().collect();
    let (mut pairs, mut groups) = (HashMap::<(usize, usize), usize>::new(), HashMap::<usize, usize>::new());
    let mut found = Vec::new();
    while found.len() < wanted {
        let possible = left.iter().filter_map(|&(rank, i)| {
            let (first, minutes) = (cover.who[i]?, work.minutes[i]);
            let others = (0..cover.load.len()).filter(|&seat| seat != first);
            let second = others.filter(|&seat| u64::from(minutes) <= cover.room(work, seat));
            let shared = |seat: usize| pairs.get(&pair(first, seat)).copied().unwrap_or(0);
            let second = second.min_by_key(|&seat| (shared(seat), cover.load[seat], seat))?;
            let of_group = groups.get(&work.group_of(i)).copied().unwrap_or(0);
            let key = (if shortest_first { minutes } else { 0 }, shared(second), of_group, rank);
            Some((key, Overlap { criterion: i, first, second }))
        });
        let Some((_, best)) = possible.min_by_key(|(key, _)| *key) else { break };
        left.retain(|&(_, i)| i != best.criterion);
        cover.load[best.second] += work.minutes[best.criterion];
        *pairs.entry(pair(best.first, best.second)).or_default() += 1;
        *groups.entry(work.group_of(best.criterion)).or_default() += 1;
        found.push(best);
    }
    found
}

fn pair(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}
