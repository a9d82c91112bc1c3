//! The laws of a panel, on small random rubrics and interviewers, against the rule's own reference:
//! medians by counting, groups by trying all of them, decisive criteria by their definition.

#[expect(dead_code, reason = "shared with the rule's own tests, which need more of it")]
#[path = "grade/random.rs"]
mod random;
#[expect(dead_code, reason = "shared with the rule's own tests, which need more of it")]
#[path = "grade/reference.rs"]
mod reference;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panels.rs"]
mod stage;

use std::sync::Arc;

use assay::domain::grade::{self, Recommendation};
use assay::domain::panel::{Panel, Submitted};
use assay::domain::rubric::{Level, Rubric};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use random::{USUAL, own, plans};
use reference::{Card, Plan};
use stage::Card as Handed;

/// Neither in the order of the alphabet nor in one case.
const NAMES: [&str; 5] = ["eve", "Ben", "ana", "Dov", "CLEO"];

/// A rubric with one to five cards, each with ratings of its own, many of them unknown.
fn tables() -> impl Strategy<Value = (Plan, Vec<Card>)> {
    plans(USUAL).prop_flat_map(|plan| {
        let rating = prop_oneof![2 => Just(None), 1 => Just(Some(1_u8)), 2 => Just(Some(2)), 4 => Just(Some(3)), 1 => Just(Some(4))];
        let cards = vec(vec(rating, plan.items.len()), 1..=NAMES.len());
        (Just(plan), cards)
    })
}

fn submitted(rubric: &Rubric, cards: &[Card], names: &[&str]) -> Vec<Submitted> {
    let files = 'a'..;
    files
        .zip(cards.iter().zip(names))
        .map(|(file, (card, name))| Handed::rated(&file.to_string(), name, rubric, &own(card)).submitted())
        .collect()
}

fn panel(plan: &Plan, cards: &[Card]) -> Panel {
    pool(submitted(&plan.rubric(), cards, &NAMES))
}

fn pool(cards: Vec<Submitted>) -> Panel {
    Panel::new(cards, Vec::new()).expect("a card is pooled")
}

/// The smallest rating that at least half of all ratings are not above.
fn median(plan: &Plan, cards: &[Card]) -> Card {
    picked(plan, cards, |ratings| {
        let reached = |rating: &&u8| 2 * ratings.iter().filter(|other| other <= rating).count() >= ratings.len();
        ratings.iter().filter(reached).min().copied()
    })
}

fn picked(plan: &Plan, cards: &[Card], one: impl Fn(&[u8]) -> Option<u8>) -> Card {
    let given = |item: usize| cards.iter().filter_map(|card| card[item]).collect::<Vec<u8>>();
    (0..plan.items.len()).map(|item| one(&given(item))).collect()
}

fn bounds(plan: &Plan, card: &Card) -> (Option<usize>, Option<usize>) {
    let now = grade::recommend(&plan.rubric(), &own(card));
    (now.floor, now.ceiling)
}

fn of(now: &Recommendation) -> (Option<usize>, Option<usize>) {
    (now.floor, now.ceiling)
}

/// A card of which only the editions of its levels and its day matter.
struct Held {
    editions: Vec<u8>,
    day: i64,
    card: Submitted,
}

impl Held {
    /// `held` is how many levels, the editions of all that there may be, and the day.
    fn new(who: usize, whole: &Rubric, held: (usize, Vec<u8>, i64)) -> Self {
        let (top, mut editions, day) = held;
        editions.truncate(top.min(whole.levels().len()));
        let levels = whole.levels().iter().zip(&editions);
        let levels =
            levels.map(|(level, edition)| Arc::new(Level { digest: edition.to_string(), ..Level::clone(level) }));
        let rubric = Rubric::new(levels.collect()).expect("a part of a sound rubric is sound");
        let handed = Handed::rated(&who.to_string(), &format!("P{who}"), &rubric, &vec![None; rubric.len()]);
        Self { editions, day, card: handed.day(day).submitted() }
    }
}

proptest! {
    #[test]
    fn the_panel_is_the_rule_on_the_lower_medians((plan, cards) in tables()) {
        let panel = panel(&plan, &cards);
        let consensus = median(&plan, &cards);
        prop_assert_eq!(panel.consensus(), own(&consensus));
        prop_assert_eq!(panel.recommendation(), &grade::recommend(&plan.rubric(), &own(&consensus)));
        let lowest = picked(&plan, &cards, |ratings| ratings.iter().min().copied());
        let highest = picked(&plan, &cards, |ratings| ratings.iter().max().copied());
        prop_assert_eq!(panel.lowest(), &grade::recommend(&plan.rubric(), &own(&lowest)));
        prop_assert_eq!(panel.highest(), &grade::recommend(&plan.rubric(), &own(&highest)));
        prop_assert!(panel.lowest().floor <= panel.recommendation().floor);
        prop_assert!(panel.recommendation().floor <= panel.highest().floor);
        prop_assert!(panel.lowest().ceiling <= panel.recommendation().ceiling);
        prop_assert!(panel.recommendation().ceiling <= panel.highest().ceiling);
        let single: Vec<usize> = (0..plan.items.len())
            .filter(|&item| cards.iter().filter(|card| card[item].is_some()).count() == 1)
            .collect();
        prop_assert_eq!(panel.single_rated(), single);
    }

    #[test]
    fn the_order_of_cards_does_not_matter((plan, cards) in tables(), keys in vec(any::<u32>(), NAMES.len())) {
        let cards = submitted(&plan.rubric(), &cards, &NAMES);
        let mut order: Vec<usize> = (0..cards.len()).collect();
        order.sort_by_key(|&card| keys[card]);
        let shuffled = order.into_iter().map(|card| cards[card].clone()).collect();
        prop_assert_eq!(pool(shuffled), pool(cards));
    }

    #[test]
    fn what_people_are_called_does_not_matter((plan, cards) in tables(), by in 0..NAMES.len()) {
        let mut names = NAMES;
        names.rotate_left(by);
        let one = panel(&plan, &cards);
        let other = pool(submitted(&plan.rubric(), &cards, &names));
        let same = |panel: &Panel| {
            let decisive: Vec<usize> = panel.decisive().map(|contest| contest.criterion).collect();
            let ranges = (panel.recommendation().clone(), panel.lowest().clone(), panel.highest().clone());
            (ranges, panel.consensus().to_vec(), panel.contested().len(), decisive, *panel.agreement())
        };
        prop_assert_eq!(same(&one), same(&other));
    }

    #[test]
    fn raising_anyones_rating_lowers_nothing(
        (plan, cards) in tables(), who: Index, at: Index, by in 1..=3_u8,
    ) {
        let (who, at) = (who.index(cards.len()), at.index(plan.items.len()));
        let Some(known) = cards[who][at] else { return Ok(()) };
        let mut raised = cards.clone();
        raised[who][at] = Some((known + by).min(4));
        let (before, after) = (panel(&plan, &cards), panel(&plan, &raised));
        for grade in [Panel::recommendation, Panel::lowest, Panel::highest] {
            prop_assert!(grade(&after).floor >= grade(&before).floor);
            prop_assert!(grade(&after).ceiling >= grade(&before).ceiling);
        }
    }

    #[test]
    fn one_card_alone_gives_its_own_recommendation((plan, cards) in tables()) {
        let panel = panel(&plan, &cards[..1]);
        prop_assert_eq!(panel.recommendation(), panel.members()[0].card().recommendation());
        prop_assert_eq!(panel.lowest(), panel.recommendation());
        prop_assert_eq!(panel.highest(), panel.recommendation());
        prop_assert!(panel.contested().is_empty());
        let nobody = grade::recommend(&plan.rubric(), &vec![None; plan.items.len()]);
        prop_assert_eq!(panel.without(), &[nobody]);
    }

    #[test]
    fn without_someone_it_is_the_panel_of_the_others((plan, cards) in tables()) {
        let panel = panel(&plan, &cards);
        for (member, without) in panel.members().iter().zip(panel.without()) {
            let mut others = cards.clone();
            others.remove(NAMES.iter().position(|name| *name == member.interviewer()).expect("a name"));
            prop_assert_eq!(of(without), bounds(&plan, &median(&plan, &others)));
        }
    }

    #[test]
    fn decisive_is_what_the_definition_says((plan, cards) in tables()) {
        let panel = panel(&plan, &cards);
        let consensus = median(&plan, &cards);
        let now = bounds(&plan, &consensus);
        let (mut contested, mut decisive) = (Vec::new(), Vec::new());
        for item in 0..plan.items.len() {
            let mut given: Vec<u8> = cards.iter().filter_map(|card| card[item]).collect();
            given.sort_unstable();
            given.dedup();
            if given.len() < 2 {
                continue;
            }
            contested.push(item);
            let led_to: Vec<_> = given.iter().map(|&rating| {
                let mut trial = consensus.clone();
                trial[item] = Some(rating);
                (rating, bounds(&plan, &trial))
            }).collect();
            if led_to.iter().any(|(_, grade)| *grade != now) {
                decisive.push(item);
            }
            let contest = panel.contested().iter().find(|contest| contest.criterion == item).expect("it is contested");
            prop_assert_eq!(Some(contest.consensus.number()), consensus[item]);
            let said: Vec<_> = contest.alternatives.iter()
                .map(|other| (other.rating.number(), (other.floor, other.ceiling))).collect();
            let expected: Vec<_> = led_to.into_iter().filter(|(rating, _)| Some(*rating) != consensus[item]).collect();
            prop_assert_eq!(said, expected);
            for other in &contest.alternatives {
                let whose: Vec<usize> = (0..panel.members().len())
                    .filter(|&member| panel.members()[member].ratings()[item] == Some(other.rating)).collect();
                prop_assert_eq!(&other.members, &whose);
                prop_assert_eq!(other.changes, (other.floor, other.ceiling) != now);
            }
        }
        prop_assert_eq!(panel.contested().iter().map(|contest| contest.criterion).collect::<Vec<_>>(), &contested[..]);
        prop_assert_eq!(panel.decisive().map(|contest| contest.criterion).collect::<Vec<_>>(), &decisive[..]);
        let agenda: Vec<usize> = panel.agenda().iter().map(|contest| contest.criterion).collect();
        let rest = contested.iter().filter(|item| !decisive.contains(item));
        prop_assert_eq!(agenda, decisive.iter().chain(rest).copied().collect::<Vec<_>>());
    }

    #[test]
    fn the_pooled_cards_are_the_largest_group_that_agrees_in_pairs(
        plan in plans(USUAL),
        held in vec((1..=3_usize, vec(0..3_u8, 3), -3..3_i64), 1..=6),
    ) {
        let whole = plan.rubric();
        let cards: Vec<Held> = (0..).zip(held).map(|(who, held)| Held::new(who, &whole, held)).collect();
        let agree = |a: &Held, b: &Held| a.editions.iter().zip(&b.editions).all(|(one, other)| one == other);
        // Every group that agrees in pairs, with how new its cards are, the newest first.
        let groups = (1_u32..1 << cards.len()).filter_map(|chosen| {
            let group: Vec<usize> = (0..cards.len()).filter(|card| chosen >> card & 1 == 1).collect();
            let all = group.iter().all(|&a| group.iter().all(|&b| agree(&cards[a], &cards[b])));
            let mut age: Vec<(i64, usize)> = group.iter().map(|&card| (cards[card].day, card)).collect();
            age.sort_unstable_by(|a, b| b.cmp(a));
            all.then_some((group.len(), age, group))
        });
        let (.., largest) = groups.max().expect("one card agrees with itself");
        let panel = pool(cards.iter().map(|held| held.card.clone()).collect());
        let mut pooled: Vec<usize> =
            panel.members().iter().map(|member| member.submitted().file.parse().expect("a number")).collect();
        pooled.sort_unstable();
        prop_assert_eq!(&pooled, &largest);
        let longest = pooled.iter().map(|&card| cards[card].editions.len()).max();
        prop_assert_eq!(Some(panel.rubric().levels().len()), longest);
    }
}
