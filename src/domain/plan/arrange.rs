//! The same questions shared out so that they suit people: the sections of one level with one
//! interviewer, nobody with nothing, and everybody with about as much.
//!
//! What is bad about a plan is one number. It is the sum of the squared minutes of each interviewer, which
//! is least when all have as much; and as much as the square of an average section for each level that an
//! interviewer takes part in, [`PART`] times that for each part of a section, and the square of a whole
//! interview for each interviewer with nothing. Moves and swaps that make it smaller are made until none
//! does, or [`SWEEPS`] times.

use super::cover::{Cover, gather};
use super::work::Work;

/// How often all moves and swaps are tried.
const SWEEPS: usize = 20;
/// How many levels more a part of a section more is as bad as.
const PART: i64 = 4;

/// The better of the given plan and of one in the rubric's order, both improved. What is covered stays.
pub(super) fn arranged(work: &Work<'_>, given: Cover) -> Cover {
    let weigh = |cover: Cover| {
        let mut table = Table::new(work, cover);
        table.improve();
        (table.badness(), table.cover)
    };
    let seats = given.load.len();
    let (bad, given) = weigh(given);
    let mut best = match in_order(work, seats, &given).map(weigh) {
        Some((better, ordered)) if better < bad => ordered,
        _ => given,
    };
    while gather(work, &mut best) {}
    best
}

/// What levels and parts count against squared minutes: the square of an average section.
fn weight(work: &Work<'_>) -> i64 {
    let groups = work.short_groups();
    let mean = groups.iter().map(|group| work.sum(group)).sum::<u64>() / groups.len().max(1) as u64;
    square(mean.min(u64::from(work.capacity) / 2))
}

fn square(minutes: u64) -> i64 {
    i64::try_from(minutes * minutes).expect("an interview has at most 600 minutes")
}

/// The sections in the rubric's order, cut into one row for each seat so that the least is bad about it.
/// Nothing where a section does not fit whole.
fn in_order(work: &Work<'_>, seats: usize, like: &Cover) -> Option<Cover> {
    let groups = work.short_groups();
    let sums: Vec<u64> = groups.iter().map(|group| work.sum(group)).collect();
    let (count, capacity, weight) = (sums.len(), u64::from(work.capacity), weight(work));
    // The least badness of the first so many sections with as many seats as rows so far, and where each of
    // these rows begins.
    let mut best: Vec<Option<(i64, Vec<usize>)>> = vec![None; count + 1];
    best[0] = Some((0, Vec::new()));
    for _ in 0..seats {
        let longer = |to: usize| {
            let (mut minutes, mut levels, mut least) = (0, 0, None::<(i64, Vec<usize>)>);
            for from in (0..=to).rev() {
                if from < to {
                    minutes += sums[from];
                    levels += i64::from(from + 1 == to || work.levels[from] != work.levels[from + 1]);
                }
                if minutes > capacity {
                    break;
                }
                let Some((bad, cuts)) = &best[from] else { continue };
                let idle = if from == to { square(capacity) } else { 0 };
                let bad = bad + square(minutes) + levels * weight + idle;
                if least.as_ref().is_none_or(|(known, _)| bad < *known) {
                    least = Some((bad, cuts.iter().copied().chain([from]).collect()));
                }
            }
            least
        };
        best = (0..=count).map(longer).collect();
    }
    let (_, cuts) = best.pop()??;
    let mut cover = like.clone();
    for (seat, &from) in cuts.iter().enumerate() {
        let to = cuts.get(seat + 1).copied().unwrap_or(count);
        cover.give(work, &groups[from..to].concat(), seat);
    }
    Some(cover)
}

/// A plan with what its badness is made of, so that the effect of a move is known without adding up anew.
struct Table<'a> {
    work: &'a Work<'a>,
    cover: Cover,
    weight: i64,
    /// Minutes of each section that each seat asks: `held[seat][group]`.
    held: Vec<Vec<u32>>,
    /// Sections, or parts of them, of each level that each seat asks: `of_level[seat][level]`.
    of_level: Vec<Vec<usize>>,
}

impl<'a> Table<'a> {
    fn new(work: &'a Work<'a>, cover: Cover) -> Self {
        let seats = cover.load.len();
        let mut held = vec![vec![0; work.groups.len()]; seats];
        let mut of_level = vec![vec![0; work.rubric.levels().len()]; seats];
        for (group, criteria) in work.groups.iter().enumerate() {
            for &i in criteria {
                // What is longer than anybody's time is asked by nobody.
                let Some(seat) = cover.who[i] else { continue };
                of_level[seat][work.levels[group]] += usize::from(held[seat][group] == 0);
                held[seat][group] += work.minutes[i];
            }
        }
        Self { weight: weight(work), work, cover, held, of_level }
    }

    fn badness(&self) -> i64 {
        let seats = (0..self.cover.load.len()).map(|seat| self.of_seat(seat)).sum::<i64>();
        let parts = self.held.iter().flatten().filter(|&&minutes| minutes > 0).count();
        seats + whole(parts) * PART * self.weight
    }

    fn of_seat(&self, seat: usize) -> i64 {
        let load = self.cover.load[seat];
        let idle = if load == 0 { square(self.work.capacity.into()) } else { 0 };
        let levels = self.of_level[seat].iter().filter(|&&parts| parts > 0).count();
        square(load.into()) + idle + whole(levels) * self.weight
    }

    /// Moves so many minutes of a section from one seat to another, and says how much worse that is.
    fn shift(&mut self, group: usize, from: usize, to: usize, minutes: u32) -> i64 {
        let before = self.of_pair(group, from, to);
        let level = self.work.levels[group];
        for (seat, more, less) in [(from, 0, minutes), (to, minutes, 0)] {
            self.of_level[seat][level] -= usize::from(self.held[seat][group] > 0);
            self.held[seat][group] = self.held[seat][group] + more - less;
            self.of_level[seat][level] += usize::from(self.held[seat][group] > 0);
            self.cover.load[seat] = self.cover.load[seat] + more - less;
        }
        self.of_pair(group, from, to) - before
    }

    fn of_pair(&self, group: usize, one: usize, other: usize) -> i64 {
        let parts = usize::from(self.held[one][group] > 0) + usize::from(self.held[other][group] > 0);
        self.of_seat(one) + self.of_seat(other) + whole(parts) * PART * self.weight
    }

    fn improve(&mut self) {
        for _ in 0..SWEEPS {
            let moved = self.sweep();
            let swapped = self.swap_sweep();
            if !moved && !swapped {
                break;
            }
        }
    }

    /// Each section, or part of one, with who asks it.
    fn parts(&self) -> Vec<(usize, usize)> {
        let seats = 0..self.cover.load.len();
        (0..self.work.groups.len())
            .flat_map(|group| seats.clone().map(move |seat| (group, seat)))
            .filter(|&(group, seat)| self.held[seat][group] > 0)
            .collect()
    }

    /// Whether a seat keeps within its time with so much more and so much less.
    fn fits(&self, seat: usize, more: u32, less: u32) -> bool {
        self.cover.load[seat] - less + more <= self.work.capacity
    }

    fn sweep(&mut self) -> bool {
        let mut better = false;
        for (group, mut from) in self.parts() {
            for to in 0..self.cover.load.len() {
                let minutes = self.held[from][group];
                if from == to || minutes == 0 || !self.fits(to, minutes, 0) {
                    continue;
                }
                if self.shift(group, from, to, minutes) < 0 {
                    self.hand_over(group, from, to);
                    (from, better) = (to, true);
                } else {
                    self.shift(group, to, from, minutes);
                }
            }
        }
        better
    }

    /// Swaps sections, or parts, of two seats of which neither asks anything of the other's section.
    fn swap_sweep(&mut self) -> bool {
        let (mut better, parts) = (false, self.parts());
        for (place, &(one, a)) in parts.iter().enumerate() {
            for &(other, b) in &parts[place + 1..] {
                let (there, back) = (self.held[a][one], self.held[b][other]);
                let apart = a != b && self.held[b][one] == 0 && self.held[a][other] == 0;
                // A swap before this one may have taken either away.
                let both = there > 0 && back > 0 && apart;
                if !both || !self.fits(a, back, there) || !self.fits(b, there, back) {
                    continue;
                }
                if self.shift(one, a, b, there) + self.shift(other, b, a, back) < 0 {
                    self.hand_over(one, a, b);
                    self.hand_over(other, b, a);
                    better = true;
                } else {
                    self.shift(one, b, a, there);
                    self.shift(other, a, b, back);
                }
            }
        }
        better
    }

    fn hand_over(&mut self, group: usize, from: usize, to: usize) {
        for i in self.cover.held(self.work, group, from) {
            self.cover.who[i] = Some(to);
        }
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).expect("a family has at most 500 criteria")
}
