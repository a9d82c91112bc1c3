//! What is proved, kept up to date while ratings change one at a time.
//!
//! Same numbers as `grade::recommend`, for the worst completion only. A change costs the criterion
//! itself and what it implies, not the whole card.

use super::rating::Rating;
use super::rubric::{Rubric, SectionKind};

/// What a missing must-have counts as, in points: more than all sections together can miss.
const MUST_HAVE: u32 = 10_000;

/// For each criterion what it implies and what implies it, over any number of rungs.
pub(super) struct Ladders {
    below: Vec<Vec<usize>>,
    above: Vec<Vec<usize>>,
}

impl Ladders {
    pub(super) fn new(rubric: &Rubric) -> Self {
        let mut below: Vec<Vec<usize>> = Vec::with_capacity(rubric.len());
        let mut above = vec![Vec::new(); rubric.len()];
        // `implies` points to lower levels, which come first: what they imply is known already.
        for upper in 0..rubric.len() {
            let mut implied = rubric.implied_by(upper).to_vec();
            for &lower in rubric.implied_by(upper) {
                implied.extend_from_slice(&below[lower]);
            }
            implied.sort_unstable();
            implied.dedup();
            for &lower in &implied {
                above[lower].push(upper);
            }
            below.push(implied);
        }
        Self { below, above }
    }

    /// Everything that a criterion implies, lowest first.
    pub(super) fn below(&self, criterion: usize) -> &[usize] {
        &self.below[criterion]
    }

    /// Everything that implies a criterion, lowest first.
    pub(super) fn above(&self, criterion: usize) -> &[usize] {
        &self.above[criterion]
    }
}

/// A required section's count.
struct Count {
    earned: u32,
    need: u32,
    must_haves_missing: u32,
}

impl Count {
    fn missing(&self) -> u32 {
        self.need.saturating_sub(self.earned) + MUST_HAVE * self.must_haves_missing
    }
}

/// A card of which single ratings are tried, and what it misses for one level.
pub(super) struct Standing<'a> {
    rubric: &'a Rubric,
    ladders: &'a Ladders,
    own: Vec<Option<Rating>>,
    /// How many criteria that are Meets or better imply this one.
    credits: Vec<usize>,
    /// The section in `counts` of each criterion that the level rests on.
    section: Vec<Option<usize>>,
    counts: Vec<Count>,
    missing: u32,
}

impl<'a> Standing<'a> {
    /// Counts what the card misses for `level` and everything below it.
    pub(super) fn new(rubric: &'a Rubric, ladders: &'a Ladders, ratings: &[Option<Rating>], level: usize) -> Self {
        let mut counts = Vec::new();
        let mut section = vec![None; rubric.len()];
        for (l, content) in rubric.levels().iter().enumerate().take(level + 1) {
            for (s, group) in content.sections.iter().enumerate() {
                if group.kind == SectionKind::Required {
                    section[rubric.section_range(l, s)].fill(Some(counts.len()));
                    let must_haves = group.criteria.iter().filter(|c| c.must_have).map(|_| 1).sum();
                    counts.push(Count { earned: 0, need: group.need(), must_haves_missing: must_haves });
                }
            }
        }
        let missing = counts.iter().map(Count::missing).sum();
        let (own, credits) = (vec![None; rubric.len()], vec![0; rubric.len()]);
        let mut standing = Self { rubric, ladders, own, credits, section, counts, missing };
        for (criterion, &rating) in ratings.iter().enumerate() {
            standing.rate(criterion, rating);
        }
        standing
    }

    /// Puts a rating in place of a criterion's own.
    pub(super) fn rate(&mut self, criterion: usize, rating: Option<Rating>) {
        let before = self.effective(criterion);
        let shown_before = self.own[criterion] >= Some(Rating::Meets);
        self.own[criterion] = rating;
        self.recount(criterion, before);
        let shown = rating >= Some(Rating::Meets);
        if shown == shown_before {
            return;
        }
        let ladders = self.ladders;
        for &lower in &ladders.below[criterion] {
            let before = self.effective(lower);
            if shown {
                self.credits[lower] += 1;
            } else {
                self.credits[lower] -= 1;
            }
            self.recount(lower, before);
        }
    }

    fn effective(&self, criterion: usize) -> Rating {
        let own = self.own[criterion].unwrap_or(Rating::NotShown);
        if self.credits[criterion] > 0 { own.max(Rating::Meets) } else { own }
    }

    /// Brings the count of a criterion's section up to date after its effective rating changed.
    fn recount(&mut self, criterion: usize, before: Rating) {
        let now = self.effective(criterion);
        let Some(section) = self.section[criterion].filter(|_| now != before) else { return };
        let content = self.rubric.criterion(criterion);
        let count = &mut self.counts[section];
        self.missing -= count.missing();
        count.earned = count.earned + content.weight * now.points() - content.weight * before.points();
        if content.must_have {
            count.must_haves_missing += u32::from(now < Rating::Meets);
            count.must_haves_missing -= u32::from(before < Rating::Meets);
        }
        self.missing += count.missing();
    }

    /// Points missing to the bars, and much more for each must-have that is short.
    pub(super) fn missing(&self) -> u32 {
        self.missing
    }

    /// Whether the level and all below it are proved.
    pub(super) fn stands(&self) -> bool {
        self.missing == 0
    }

    /// Points earned by the required section of a criterion.
    pub(super) fn earned_at(&self, criterion: usize) -> u32 {
        self.section[criterion].map_or(0, |section| self.counts[section].earned)
    }

    /// Points missing to the bar of the required section of a criterion.
    pub(super) fn shortfall_at(&self, criterion: usize) -> u32 {
        self.section[criterion].map_or(0, |s| self.counts[s].need.saturating_sub(self.counts[s].earned))
    }

    /// The rating a criterion has on trial.
    pub(super) fn own(&self, criterion: usize) -> Option<Rating> {
        self.own[criterion]
    }

    /// All ratings on trial.
    pub(super) fn ratings(&self) -> &[Option<Rating>] {
        &self.own
    }
}
