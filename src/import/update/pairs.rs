//! What of before is what of now: the most alike first, so that nothing takes the place of something
//! that fits better.

use std::cmp::Reverse;

/// Pairs are looked for among at most so many; more are left unpaired.
const MOST: usize = 1_000_000;

/// For each of the old ones the new one that it has become, if any is alike enough.
pub(super) fn most_alike<T>(old: &[T], new: &[T], least: usize, alike: impl Fn(&T, &T) -> usize) -> Vec<Option<usize>> {
    let mut pairs = vec![None; old.len()];
    if old.len().saturating_mul(new.len()) > MOST {
        return pairs;
    }
    let mut likely: Vec<(Reverse<usize>, usize, usize)> = Vec::new();
    for (o, before) in old.iter().enumerate() {
        for (n, now) in new.iter().enumerate() {
            let share = alike(before, now);
            if share >= least {
                likely.push((Reverse(share), o, n));
            }
        }
    }
    likely.sort_unstable();
    let mut taken = vec![false; new.len()];
    for (_, o, n) in likely {
        if pairs[o].is_none() && !taken[n] {
            pairs[o] = Some(n);
            taken[n] = true;
        }
    }
    pairs
}
