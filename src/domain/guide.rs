//! The interview guide: what to ask next, and when to stop.
//!
//! It orders the open criteria by what they decide per minute and says which of them decide nothing. It
//! never touches the grade, and it knows neither who is asked nor what was said: only ratings.

pub mod importance;
mod reach;
pub mod words;

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use num_bigint::BigUint;

use super::grade::Recommendation;
use super::rating::Rating;
use super::rubric::Rubric;
use super::standing::Ladders;
pub use importance::{Fraction, Importance};

/// The fullest [`Worth::Decides::share`].
pub const FULL_SHARE: u8 = 8;

/// What there is to win by asking a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Nothing: it is rated.
    Rated,
    /// Nothing: a higher rung of its ladder was shown, so it counts as Meets whatever it would be rated.
    Credited,
    /// It decides by itself.
    Decides {
        /// Importance per minute against the greatest there is, in eighths rounded up: 1 to [`FULL_SHARE`].
        share: u8,
    },
    /// It decides only together with a credit that is not earned yet.
    ByCredit {
        /// The nearest rung below that Meets on it would credit where it still counts; nothing where it
        /// waits for a credit that another criterion may give.
        lower: Option<usize>,
    },
    /// It cannot change the grade, whatever it and all others are rated. It may still be worth a
    /// record, and where it is additional it may make a yes a strong yes.
    CannotChange,
}

impl Worth {
    /// Whether its rating is unknown and would count.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Rated | Self::Credited)
    }

    /// Whether asking it may change the grade.
    #[must_use]
    pub fn may_change(self) -> bool {
        matches!(self, Self::Decides { .. } | Self::ByCredit { .. })
    }
}

/// What is worth asking on a card as it stands.
///
/// Asked without usable answer is as unknown here as not asked, as it is to the rule; whether it makes sense
/// to ask again is for the caller to say in [`Guide::next`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    target: Option<usize>,
    importance: Option<Importance>,
    worth: Vec<Worth>,
    order: Vec<usize>,
    unreachable: Range<usize>,
}

impl Guide {
    /// Weighs all criteria. `now` is the rule's word on `ratings`, as [`recommend`](super::grade::recommend)
    /// gives it.
    ///
    /// # Panics
    /// If `ratings` or `now` belong to another rubric.
    #[must_use]
    pub fn new(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Self {
        let unreachable = now.ceiling.map_or(0, |level| level + 1)..rubric.levels().len();
        let open = importance::open(ratings, now);
        let mut worth: Vec<Worth> = (0..rubric.len())
            .map(|i| match ratings[i] {
                Some(_) => Worth::Rated,
                None if open[i] => Worth::CannotChange,
                None => Worth::Credited,
            })
            .collect();
        let target = now.ceiling.filter(|_| now.floor < now.ceiling);
        let Some(level) = target else {
            return Self { target, importance: None, worth, order: Vec::new(), unreachable };
        };

        let importance = Importance::new(rubric, ratings, now, level);
        let mut order = deciding(rubric, &importance);
        if let Some(first) = order.first().copied().and_then(|i| Value::new(rubric, &importance, i)) {
            for value in order.iter().filter_map(|&i| Value::new(rubric, &importance, i)) {
                worth[value.criterion] = Worth::Decides { share: value.share(&first) };
            }
        }
        for (i, lower) in by_credit(rubric, ratings, now, &worth) {
            worth[i] = Worth::ByCredit { lower };
            order.push(i);
        }
        Self { target, importance: Some(importance), worth, order, unreachable }
    }

    /// The level to ask for: the highest that is still reachable, if it is not proved yet; nothing where no
    /// answer can change the grade any more.
    #[must_use]
    pub fn target(&self) -> Option<usize> {
        self.target
    }

    /// What there is to win by asking a criterion.
    #[must_use]
    pub fn worth(&self, criterion: usize) -> Worth {
        self.worth[criterion]
    }

    /// Everything that may change the grade, most important per minute first.
    ///
    /// What decides by itself comes before what decides only by a credit. Between equals the heavier
    /// criterion is first, then a must-have, then the one that the rubric names first. A criterion said to
    /// take no time counts as one minute.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The levels that cannot be reached any more.
    #[must_use]
    pub fn unreachable(&self) -> Range<usize> {
        self.unreachable.clone()
    }

    /// The importance of a criterion for the target, before it is divided by minutes; 0 without a target.
    #[must_use]
    pub fn importance(&self, criterion: usize) -> Fraction {
        let nothing = || Fraction { numerator: BigUint::ZERO, denominator: BigUint::from(1_u8) };
        self.importance.as_ref().map_or_else(nothing, |importance| importance.of(criterion))
    }

    /// The criterion to ask next: the most important one in focus, else the most important of all.
    #[must_use]
    pub fn next(&self, in_focus: impl Fn(usize) -> bool, askable: impl Fn(usize) -> bool) -> Option<usize> {
        let askable = || self.order.iter().copied().filter(|&i| askable(i));
        askable().find(|&i| in_focus(i)).or_else(|| askable().next())
    }
}

/// What a criterion decides per minute.
struct Value<'a> {
    criterion: usize,
    importance: &'a BigUint,
    minutes: u32,
}

impl<'a> Value<'a> {
    /// Nothing for a criterion that decides nothing by itself.
    fn new(rubric: &Rubric, importance: &'a Importance, criterion: usize) -> Option<Self> {
        let importance = importance.numerator(criterion).filter(|&importance| *importance != BigUint::ZERO)?;
        Some(Self { criterion, importance, minutes: minutes(rubric, criterion) })
    }

    fn compare(&self, other: &Self) -> Ordering {
        if self.minutes == other.minutes {
            return self.importance.cmp(other.importance);
        }
        (self.importance * other.minutes).cmp(&(other.importance * self.minutes))
    }

    /// This one against the greatest, in eighths rounded up.
    fn share(&self, greatest: &Self) -> u8 {
        let own = self.importance * greatest.minutes * FULL_SHARE;
        let whole = greatest.importance * self.minutes;
        (1..FULL_SHARE).find(|&eighths| own <= &whole * eighths).unwrap_or(FULL_SHARE)
    }
}

fn minutes(rubric: &Rubric, criterion: usize) -> u32 {
    rubric.criterion(criterion).minutes.max(1)
}

/// What decides by itself, most important per minute first.
fn deciding(rubric: &Rubric, importance: &Importance) -> Vec<usize> {
    let mut values: Vec<Value<'_>> = (0..rubric.len()).filter_map(|i| Value::new(rubric, importance, i)).collect();
    values.sort_by(|a, b| b.compare(a).then_with(|| tie(rubric, a.criterion).cmp(&tie(rubric, b.criterion))));
    values.into_iter().map(|value| value.criterion).collect()
}

/// The order between equals; what the rubric names first is first for what is left.
fn tie(rubric: &Rubric, criterion: usize) -> (Reverse<u32>, Reverse<bool>, usize) {
    let content = rubric.criterion(criterion);
    (Reverse(content.weight), Reverse(content.must_have), criterion)
}

/// What decides only together with a credit, the most points that count per minute first, with the nearest
/// rung below for which each counts.
fn by_credit(
    rubric: &Rubric,
    ratings: &[Option<Rating>],
    now: &Recommendation,
    worth: &[Worth],
) -> Vec<(usize, Option<usize>)> {
    if (0..rubric.len()).all(|i| rubric.implied_by(i).is_empty()) {
        return Vec::new();
    }
    let ladders = Ladders::new(rubric);
    let matters = reach::matters(rubric, ratings, now, &ladders);
    let counts = |i: usize| ladders.below(i).iter().copied().chain([i]).filter(|&c| matters[c]);
    let gives = |i: usize| {
        let points = counts(i).map(|c| rubric.criterion(c).weight * (2 - ratings[c].map_or(0, Rating::points)));
        points.sum::<u32>()
    };
    let mut found: Vec<(usize, u32)> = (0..rubric.len())
        .filter(|&i| worth[i] == Worth::CannotChange)
        .map(|i| (i, gives(i)))
        .filter(|&(_, points)| points > 0)
        .collect();
    let per_minute = |points: u32, other: usize| u64::from(points) * u64::from(minutes(rubric, other));
    found.sort_by(|&(a, gives_a), &(b, gives_b)| {
        per_minute(gives_b, a).cmp(&per_minute(gives_a, b)).then_with(|| tie(rubric, a).cmp(&tie(rubric, b)))
    });
    found.into_iter().map(|(i, _)| (i, counts(i).rfind(|&c| c != i))).collect()
}

#[cfg(test)]
mod tests;
