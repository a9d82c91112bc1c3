//! Who asks what, so that as much as possible is asked.

use std::cmp::Reverse;

use super::work::Work;

/// Steps after which the search for a way to fit everything in gives up.
const STEPS: usize = 4_000;

/// Who asks each criterion, by its index in the rubric's flat order, and how many minutes that takes each
/// interviewer. Interviewers are seats here: all have the same time, so nothing tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) who: Vec<Option<usize>>,
    pub(super) load: Vec<u32>,
}

impl Cover {
    fn nobody(work: &Work<'_>, seats: usize) -> Self {
        Self { who: vec![None; work.rubric.len()], load: vec![0; seats] }
    }

    fn put(&mut self, work: &Work<'_>, criterion: usize, seat: usize) {
        if let Some(before) = self.who[criterion].replace(seat) {
            self.load[before] -= work.minutes[criterion];
        }
        self.load[seat] += work.minutes[criterion];
    }

    pub(super) fn give(&mut self, work: &Work<'_>, criteria: &[usize], seat: usize) {
        for &i in criteria {
            self.put(work, i, seat);
        }
    }

    /// Minutes that a seat has left.
    pub(super) fn room(&self, work: &Work<'_>, seat: usize) -> u64 {
        u64::from(work.capacity.saturating_sub(self.load[seat]))
    }

    /// The criteria of a section that a seat asks.
    pub(super) fn held(&self, work: &Work<'_>, group: usize, seat: usize) -> Vec<usize> {
        work.groups[group].iter().copied().filter(|&i| self.who[i] == Some(seat)).collect()
    }

    fn asks(&self, work: &Work<'_>, group: usize, seat: usize) -> bool {
        work.groups[group].iter().any(|&i| self.who[i] == Some(seat))
    }

    /// How much is covered: must-haves first, then all.
    fn covered(&self, work: &Work<'_>) -> (usize, usize) {
        let covered = || work.order.iter().filter(|&&i| self.who[i].is_some());
        (covered().filter(|&&i| work.must_have(i)).count(), covered().count())
    }

    /// Numbers the seats by what they ask first, the target level before those below it: then a plan reads
    /// in the order in which it was asked for.
    pub(super) fn seat_in_order(&mut self, work: &Work<'_>) {
        let first = |seat: usize| {
            let asked = (0..work.groups.len()).filter(|&group| self.asks(work, group, seat));
            asked.map(|group| (Reverse(work.levels[group]), group)).min()
        };
        let mut seats: Vec<usize> = (0..self.load.len()).collect();
        seats.sort_by_key(|&seat| (first(seat).is_none(), first(seat)));
        let place = |seat: usize| seats.iter().position(|&old| old == seat).expect("every seat has a place");
        self.who = self.who.iter().map(|who| who.map(place)).collect();
        self.load = seats.iter().map(|&seat| self.load[seat]).collect();
    }
}

/// A way to ask everything that is no longer than anybody's time, if one is found: sections whole as far as
/// that fits.
pub(super) fn all(work: &Work<'_>, seats: usize) -> Option<Cover> {
    let (groups, capacity) = (work.short_groups(), u64::from(work.capacity));
    if groups.iter().map(|group| work.sum(group)).sum::<u64>() > capacity * seats as u64 {
        return None;
    }
    let mut cut: Vec<bool> = groups.iter().map(|group| work.sum(group) > capacity).collect();
    loop {
        let mut bundles: Vec<Vec<usize>> = Vec::new();
        for (group, &cut) in groups.iter().zip(&cut).filter(|(group, _)| !group.is_empty()) {
            if cut { bundles.extend(group.iter().map(|&i| vec![i])) } else { bundles.push(group.clone()) }
        }
        match fit(work, bundles, seats) {
            Ok(mut cover) => {
                while gather(work, &mut cover) {}
                return Some(cover);
            }
            // What found no room is cut up; a criterion cannot be, so then the largest section is.
            Err(stuck) => {
                let whole = |group: &usize| !cut[*group] && groups[*group].len() > 1;
                let largest = |group: &usize| (work.sum(&groups[*group]), Reverse(*group));
                let next = Some(stuck).filter(whole).or_else(|| (0..cut.len()).filter(whole).max_by_key(largest))?;
                cut[next] = true;
            }
        }
    }
}

/// Gives each bundle to a seat: the longest first, where the least room is left after it, and back where
/// that leads nowhere. If nothing is found, first fit in the rubric's order is tried too. Else the section is
/// told that found no room first.
fn fit(work: &Work<'_>, mut bundles: Vec<Vec<usize>>, seats: usize) -> Result<Cover, usize> {
    let in_order = first_fit(work, &bundles, seats);
    bundles.sort_by_key(|bundle| Reverse(work.sum(bundle)));
    let sums: Vec<u64> = bundles.iter().map(|bundle| work.sum(bundle)).collect();
    let mut search = Search { sums: &sums, given: Vec::new(), steps: STEPS, stuck: None };
    if search.go(&mut vec![u64::from(work.capacity); seats]) {
        let mut cover = Cover::nobody(work, seats);
        for (bundle, seat) in bundles.iter().zip(search.given) {
            cover.give(work, bundle, seat);
        }
        return Ok(cover);
    }
    let stuck = search.stuck.map_or(0, |at| work.group_of(bundles[at][0]));
    in_order.ok_or(stuck)
}

fn first_fit(work: &Work<'_>, bundles: &[Vec<usize>], seats: usize) -> Option<Cover> {
    let mut cover = Cover::nobody(work, seats);
    for bundle in bundles {
        let seat = (0..seats).find(|&seat| work.sum(bundle) <= cover.room(work, seat))?;
        cover.give(work, bundle, seat);
    }
    Some(cover)
}

/// The bounded search behind [`fit`].
struct Search<'a> {
    sums: &'a [u64],
    given: Vec<usize>,
    steps: usize,
    /// The first bundle that found no room.
    stuck: Option<usize>,
}

impl Search<'_> {
    fn go(&mut self, rooms: &mut [u64]) -> bool {
        let at = self.given.len();
        let Some(&sum) = self.sums.get(at) else { return true };
        let mut seats: Vec<usize> = (0..rooms.len()).filter(|&seat| sum <= rooms[seat]).collect();
        if seats.is_empty() {
            self.stuck.get_or_insert(at);
        }
        seats.sort_by_key(|&seat| (rooms[seat], seat));
        // Seats with the same room lead to the same end.
        seats.dedup_by_key(|&mut seat| rooms[seat]);
        for seat in seats {
            if self.steps == 0 {
                return false;
            }
            self.steps -= 1;
            rooms[seat] -= sum;
            self.given.push(seat);
            if self.go(rooms) {
                return true;
            }
            self.given.pop();
            rooms[seat] += sum;
        }
        false
    }
}

/// Brings sections that are with several together where one of these has room for what is asked of it.
pub(super) fn gather(work: &Work<'_>, cover: &mut Cover) -> bool {
    let mut changed = false;
    for group in 0..work.groups.len() {
        let asked: Vec<usize> = work.groups[group].iter().copied().filter(|&i| cover.who[i].is_some()).collect();
        let several = asked.iter().any(|&i| cover.who[i] != cover.who[asked[0]]);
        let would_fit =
            |seat: &usize| work.sum(&asked) <= cover.room(work, *seat) + work.sum(&cover.held(work, group, *seat));
        if let Some(seat) = (0..cover.load.len()).filter(|_| several).find(would_fit) {
            cover.give(work, &asked, seat);
            changed = true;
        }
    }
    changed
}

/// What can be asked where not everything can: must-haves first, then what weighs most per minute.
///
/// Found for every shorter time and every smaller panel as well, each built on the ones before: so a longer
/// time or one interviewer more never covers less. That is 10,200 small plans at most, for 600 minutes and
/// twenty interviewers.
pub(super) fn most(work: &Work<'_>, seats: usize) -> Cover {
    let mut smaller: Vec<Cover> = Vec::new();
    for seats in 1..=seats {
        let mut row: Vec<Cover> = Vec::new();
        for capacity in 0..=work.capacity {
            let work = work.within(capacity);
            let mut best = all(&work, seats).unwrap_or_else(|| by_importance(&work, seats));
            for known in [row.last(), smaller.get(row.len())].into_iter().flatten() {
                let mut known = known.clone();
                known.load.resize(seats, 0);
                complete(&work, &mut known);
                if known.covered(&work) > best.covered(&work) {
                    best = known;
                }
            }
            row.push(best);
        }
        smaller = row;
    }
    smaller.pop().unwrap_or_else(|| Cover::nobody(work, seats))
}

/// As much as there is time for, section by section, and then whatever else fits.
fn by_importance(work: &Work<'_>, seats: usize) -> Cover {
    let mut cover = Cover::nobody(work, seats);
    let mut left = u64::from(work.capacity) * seats as u64;
    let mut chosen = |must_have: bool| {
        let of_kind = work.order.iter().copied().filter(|&i| work.must_have(i) == must_have);
        of_kind
            .filter(|&i| {
                let minutes = u64::from(work.minutes[i]);
                let fits = minutes <= u64::from(work.capacity) && minutes <= left;
                left -= if fits { minutes } else { 0 };
                fits
            })
            .collect::<Vec<usize>>()
    };
    for chosen in [chosen(true), chosen(false)] {
        together(work, &mut cover, &chosen);
        one_by_one(work, &mut cover, &chosen);
    }
    complete(work, &mut cover);
    cover
}

/// Gives what is chosen of each section to one seat where it fits, the longest first.
fn together(work: &Work<'_>, cover: &mut Cover, chosen: &[usize]) {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); work.groups.len()];
    for &i in chosen {
        parts[work.group_of(i)].push(i);
    }
    parts.retain(|part| !part.is_empty());
    parts.sort_by_key(|part| Reverse(work.sum(part)));
    for part in parts {
        if let Some(seat) = best_seat(work, cover, work.group_of(part[0]), work.sum(&part)) {
            cover.give(work, &part, seat);
        }
    }
}

/// Gives each criterion that nobody asks yet to a seat where it fits.
fn one_by_one(work: &Work<'_>, cover: &mut Cover, criteria: &[usize]) {
    for &i in criteria {
        if cover.who[i].is_none()
            && let Some(seat) = best_seat(work, cover, work.group_of(i), u64::from(work.minutes[i]))
        {
            cover.put(work, i, seat);
        }
    }
}

/// Asks whatever still fits, and keeps sections together, until neither changes anything.
fn complete(work: &Work<'_>, cover: &mut Cover) {
    loop {
        one_by_one(work, cover, &work.order);
        // Each time there are fewer parts or more is covered, so this ends.
        if !gather(work, cover) {
            return;
        }
    }
}

/// Who asks of the section already, else who has the least room that is enough.
fn best_seat(work: &Work<'_>, cover: &Cover, group: usize, minutes: u64) -> Option<usize> {
    let fits = (0..cover.load.len()).filter(|&seat| minutes <= cover.room(work, seat));
    fits.min_by_key(|&seat| (!cover.asks(work, group, seat), cover.room(work, seat), seat))
}
