//! Random rubrics and cards, small enough to try everything on them.

use assay::domain::rating::Rating;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::reference::{Card, Group, Item, Plan};

/// How large a random rubric may be.
#[derive(Clone, Copy)]
pub struct Size {
    pub levels: usize,
    pub criteria: usize,
    pub ladders: usize,
    pub unknown: usize,
}

pub const USUAL: Size = Size { levels: 3, criteria: 3, ladders: 6, unknown: 4 };

/// Whether it is required, its bar, and its criteria: weight and must-have.
type Section = (bool, u32, Vec<(u32, bool)>);

fn groups(size: Size) -> impl Strategy<Value = Vec<Section>> {
    let bar = prop_oneof![Just(50_u32), Just(75), 1..=100_u32];
    let items = vec((1..=3_u32, prop::bool::weighted(0.15)), 1..=size.criteria);
    let required = vec((Just(true), bar.clone(), items.clone()), 1..=2);
    let extra = vec((Just(false), bar, items), 0..=1);
    (required, extra, any::<bool>()).prop_map(|(mut required, extra, extra_first)| {
        let at = if extra_first { 0 } else { required.len() };
        required.splice(at..at, extra);
        required
    })
}

pub fn plans(size: Size) -> impl Strategy<Value = Plan> {
    (vec(groups(size), 1..=size.levels), vec((any::<Index>(), any::<Index>()), 0..=size.ladders)).prop_map(
        |(levels, rungs)| {
            let mut plan = Plan { levels: levels.len(), groups: Vec::new(), items: Vec::new() };
            for (level, groups) in levels.into_iter().enumerate() {
                for (required, bar, items) in groups {
                    let section = plan.groups.len();
                    let first = plan.items.len();
                    plan.items.extend(items.into_iter().map(|(weight, must_have)| Item {
                        level,
                        section,
                        weight,
                        must_have,
                        implies: Vec::new(),
                    }));
                    plan.groups.push(Group { level, required, bar, items: (first..plan.items.len()).collect() });
                }
            }
            for (upper, lower) in rungs {
                let (upper, lower) = (upper.index(plan.items.len()), lower.index(plan.items.len()));
                if plan.items[lower].level < plan.items[upper].level && !plan.items[upper].implies.contains(&lower) {
                    plan.items[upper].implies.push(lower);
                }
            }
            plan
        },
    )
}

/// A random rubric with a random card, of which at most `size.unknown` answers are unknown.
pub fn cards(size: Size) -> impl Strategy<Value = (Plan, Card)> {
    plans(size).prop_flat_map(move |plan| {
        let n = plan.items.len();
        let rating = prop_oneof![2 => Just(1_u8), 2 => Just(2), 5 => Just(3), 1 => Just(4)];
        (Just(plan), vec(rating, n), vec(0..n, 0..=size.unknown)).prop_map(|(plan, ratings, unknown)| {
            let mut card: Card = ratings.into_iter().map(Some).collect();
            for i in unknown {
                card[i] = None;
            }
            (plan, card)
        })
    })
}

pub fn own(card: &Card) -> Vec<Option<Rating>> {
    card.iter().map(|rating| rating.and_then(|number| Rating::from_number(number.into()))).collect()
}
