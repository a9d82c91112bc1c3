//! The laws of the rule, on small random rubrics with ladders, weights, must-haves and any bar,
//! against a reference that tries every way in which the unknown could turn out.
//!
//! The sixth law, cost, is no test here (nothing that measures time is): see `benches/domain.rs`.

#[path = "grade/random.rs"]
mod random;
#[path = "grade/reference.rs"]
mod reference;

use assay::domain::candidate::Candidate;
use assay::domain::grade::{self, Recommendation, SectionState, Status, Verdict};
use assay::domain::interview::{Event, Interview, Recorded, Start};
use assay::domain::rating::{Answer, Basis, Rating};
use assay::domain::rubric::Rubric;
use assay::domain::time::Moment;
use assay::domain::witness::{self, ReRating};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use random::{Size, USUAL, cards, own};
use reference::{Card, Plan, completions, filled};

/// Small enough to try every set of re-ratings.
const SMALL_FLAT: Size = Size { levels: 2, criteria: 2, ladders: 0, unknown: 3 };

fn recommend(rubric: &Rubric, card: &Card) -> Recommendation {
    grade::recommend(rubric, &own(card))
}

fn verdicts(now: &Recommendation) -> Vec<Verdict> {
    now.levels.iter().map(|level| level.verdict).collect()
}

proptest! {
    #[test]
    fn floor_and_ceiling_are_the_extremes_of_everything_that_can_still_happen((plan, card) in cards(USUAL)) {
        let now = recommend(&plan.rubric(), &card);
        let futures = completions(&card);
        let grades: Vec<Option<usize>> = futures.iter().map(|full| plan.grade(full)).collect();
        let (least, greatest) = (*grades.iter().min().expect("one"), *grades.iter().max().expect("one"));
        prop_assert_eq!((now.floor, now.ceiling), (least, greatest));
        let status = match (least, greatest) {
            (a, b) if a == b => Status::Settled,
            (None, _) => Status::Insufficient,
            _ => Status::Open,
        };
        prop_assert_eq!(now.status, status);
        for level in 0..plan.levels {
            let met = futures.iter().filter(|full| plan.met(full, level, None)).count();
            let expected = if met == futures.len() {
                let strong = plan.mostly_extra(&filled(&card, 1), level);
                if strong { Verdict::StrongYes } else { Verdict::Yes }
            } else if met == 0 {
                Verdict::No
            } else {
                Verdict::NoDecision
            };
            prop_assert_eq!(now.levels[level].verdict, expected, "level {}", level);
        }
    }

    #[test]
    fn section_arithmetic_is_that_of_the_text((plan, card) in cards(USUAL)) {
        let now = recommend(&plan.rubric(), &card);
        let (worst, best) = (filled(&card, 1), filled(&card, 4));
        let mut results = now.levels.iter().flat_map(|level| &level.sections);
        for group in plan.groups.iter().filter(|group| group.required) {
            let result = results.next().expect("one result a required section");
            let ((earned, max), (reachable, _)) = (plan.points(&worst, group), plan.points(&best, group));
            prop_assert_eq!((result.earned, result.max, result.reachable), (earned, max, reachable));
            // The need is the least number of points that is at least the bar.
            prop_assert!(100 * result.need >= group.bar * max && 100 * (result.need - 1) < group.bar * max);
            prop_assert_eq!(&result.missing_must_haves, &plan.short(&worst, group));
            prop_assert_eq!(&result.lost_must_haves, &plan.short(&best, group));
            let state = if earned >= result.need && plan.short(&worst, group).is_empty() {
                SectionState::Passed
            } else if reachable >= result.need && plan.short(&best, group).is_empty() {
                SectionState::Open
            } else {
                SectionState::Failed
            };
            prop_assert_eq!(result.state, state);
        }
        prop_assert!(results.next().is_none(), "additional sections have no arithmetic");
    }

    #[test]
    fn raising_any_rating_lowers_nothing((plan, card) in cards(USUAL), at: Index, by in 1..=3_u8) {
        let rubric = plan.rubric();
        let at = at.index(card.len());
        let Some(known) = card[at] else { return Ok(()) };
        let mut raised = card.clone();
        raised[at] = Some((known + by).min(4));
        let (before, after) = (recommend(&rubric, &card), recommend(&rubric, &raised));
        prop_assert!(after.floor >= before.floor);
        prop_assert!(after.ceiling >= before.ceiling);
        for (after, before) in verdicts(&after).iter().zip(verdicts(&before)) {
            prop_assert!(*after >= before);
        }
    }

    #[test]
    fn an_answer_narrows_and_its_deletion_never_gains((plan, card) in cards(USUAL), at: Index, rating in 1..=4_u8) {
        let rubric = plan.rubric();
        let at = at.index(card.len());
        let (mut unknown, mut known) = (card.clone(), card);
        unknown[at] = None;
        known[at] = Some(rating);
        let (before, after) = (recommend(&rubric, &unknown), recommend(&rubric, &known));
        prop_assert!(after.floor >= before.floor, "an answer lowers the floor, so deleting it would raise it");
        prop_assert!(after.ceiling <= before.ceiling);
    }

    #[test]
    fn the_order_of_answers_does_not_matter(
        (plan, card) in cards(USUAL),
        keys in vec(any::<u32>(), 32),
        detours in vec((any::<Index>(), 0..=4_i64), 0..6),
    ) {
        let mut order: Vec<usize> = (0..card.len()).collect();
        order.sort_by_key(|&i| keys[i]);
        let answers: Vec<Option<Rating>> = own(&card);
        // First some answers that are changed or cleared later, then the final ones in random order.
        let detours = detours.into_iter().map(|(at, number)| (at.index(card.len()), Rating::from_number(number)));
        let steps = detours.map(|(at, rating)| (at, Some(rating.map_or(Answer::NoData, Answer::Rated))))
            .chain(order.into_iter().map(|i| (i, answers[i].map(Answer::Rated))));
        let events = steps.map(|(i, answer)| {
            let criterion = format!("c{i}");
            match answer {
                Some(answer) => Event::Rated { criterion, answer, basis: Basis::Interview },
                None => Event::Cleared { criterion },
            }
        });
        let rubric = plan.rubric();
        let interview = conducted(&rubric, events);
        prop_assert_eq!(grade::recommend(&rubric, &interview.ratings()), recommend(&rubric, &card));
    }

    #[test]
    fn nothing_outside_a_failed_section_buys_it_off((plan, card) in cards(Size { ladders: 0, ..USUAL })) {
        let rubric = plan.rubric();
        let before = recommend(&rubric, &card);
        for (index, group) in plan.groups.iter().enumerate().filter(|(_, group)| group.required) {
            let failed = before.levels[group.level].sections.iter().zip(required(&plan, group.level))
                .any(|(result, section)| section == index && result.state == SectionState::Failed);
            if failed {
                let brilliant: Card = card.iter().zip(&plan.items)
                    .map(|(own, item)| if item.section == index { *own } else { Some(4) })
                    .collect();
                let after = recommend(&rubric, &brilliant);
                prop_assert!(after.ceiling < Some(group.level));
                for level in group.level..plan.levels {
                    prop_assert_eq!(after.levels[level].verdict, Verdict::No);
                }
            }
        }
    }

    #[test]
    fn inside_a_section_equal_criteria_make_up_for_each_other(
        (plan, card) in cards(Size { ladders: 0, ..USUAL }), a: Index, b: Index,
    ) {
        let a = a.index(card.len());
        let traits = |i: usize| (plan.items[i].section, plan.items[i].weight, plan.items[i].must_have);
        let equals: Vec<usize> = (0..card.len()).filter(|&i| traits(i) == traits(a)).collect();
        let b = *b.get(&equals);
        let mut swapped = card.clone();
        swapped.swap(a, b);
        let rubric = plan.rubric();
        let (before, after) = (recommend(&rubric, &card), recommend(&rubric, &swapped));
        prop_assert_eq!((before.floor, before.ceiling), (after.floor, after.ceiling));
        prop_assert_eq!(verdicts(&before), verdicts(&after));
    }

    #[test]
    fn a_level_is_proved_only_with_all_below_it((plan, card) in cards(USUAL)) {
        let now = recommend(&plan.rubric(), &card);
        for (index, level) in now.levels.iter().enumerate() {
            let own = level.sections.iter().all(|section| section.state == SectionState::Passed);
            let below = index == 0 || now.levels[index - 1].verdict >= Verdict::Yes;
            prop_assert_eq!(level.verdict >= Verdict::Yes, own && below);
        }
        prop_assert_eq!(now.floor, now.levels.iter().rposition(|level| level.verdict >= Verdict::Yes));
    }

    #[test]
    fn the_bar_profile_is_the_highest_bar_for_all_at_which_the_level_stands((plan, card) in cards(USUAL)) {
        let now = recommend(&plan.rubric(), &card);
        let worst = filled(&card, 1);
        for level in 0..plan.levels {
            let highest = (0..=100).rev().find(|&bar| plan.met(&worst, level, Some(bar)));
            prop_assert_eq!(now.levels[level].bar_profile, highest, "level {}", level);
        }
    }

    #[test]
    fn credits_are_listed_exactly_where_they_raise_a_criterion((plan, card) in cards(USUAL)) {
        let now = recommend(&plan.rubric(), &card);
        let shown = |i: usize| card[i].is_some_and(|rating| rating >= 3);
        let raised: Vec<usize> = (0..card.len())
            .filter(|&i| !shown(i) && (0..card.len()).any(|j| shown(j) && plan.reaches(j, i)))
            .collect();
        let listed: Vec<usize> = now.credits.iter().map(|credit| credit.criterion).collect();
        prop_assert_eq!(listed, raised);
        for credit in &now.credits {
            prop_assert!(shown(credit.from) && plan.reaches(credit.from, credit.criterion));
            let nearer = (0..card.len()).filter(|&j| shown(j) && plan.reaches(j, credit.criterion))
                .any(|j| plan.items[j].level < plan.items[credit.from].level);
            prop_assert!(!nearer, "a nearer rung of the ladder gives the same credit");
        }
    }

    #[test]
    fn a_witness_does_what_it_says_and_no_part_of_it_does((plan, card) in cards(USUAL)) {
        let rubric = plan.rubric();
        let now = recommend(&rubric, &card);
        let (gain, lose) = witnesses(&rubric, &card, &now);
        prop_assert_eq!(gain.is_some(), now.next_level().is_some());
        prop_assert_eq!(lose.is_some(), now.floor.is_some());
        if let (Some(changes), Some(next)) = (gain, now.next_level()) {
            prop_assert!(changes.iter().all(|change| Some(change.to) > change.from));
            check_witness(&plan, &card, &changes, |grade| grade >= Some(next))?;
        }
        if let (Some(changes), Some(present)) = (lose, now.floor) {
            prop_assert!(changes.iter().all(|change| change.from > Some(change.to)));
            check_witness(&plan, &card, &changes, |grade| grade < Some(present))?;
        }
    }

    #[test]
    fn without_ladders_a_witness_is_the_fewest_possible((plan, card) in cards(SMALL_FLAT)) {
        let rubric = plan.rubric();
        let now = recommend(&rubric, &card);
        let (gain, lose) = witnesses(&rubric, &card, &now);
        if let (Some(changes), Some(next)) = (gain, now.next_level()) {
            prop_assert_eq!(changes.len(), fewest(&plan, &card, 4, |grade| grade >= Some(next)));
        }
        if let (Some(changes), Some(present)) = (lose, now.floor) {
            prop_assert_eq!(changes.len(), fewest(&plan, &card, 1, |grade| grade < Some(present)));
        }
    }
}

/// The interview in which these things happened one after the other.
fn conducted(rubric: &Rubric, events: impl Iterator<Item = Event>) -> Interview {
    let at = Moment::new(1_795_442_700, 3_600);
    let start = Start {
        id: "0192f3c4-0000-7000-8000-000000000000".to_owned(),
        candidate: Candidate { name: "Sam Poe".to_owned(), reference: None },
        interviewer: "Ana Ruiz".to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric: rubric.clone(),
    };
    let first = Recorded { seq: 0, at, active_ms: 0, event: Event::Started(Box::new(start)) };
    let mut interview = Interview::begin(first).expect("it begins");
    for (event, seq) in events.zip(1..) {
        interview.apply(&Recorded { seq, at, active_ms: 0, event }).expect("the event fits");
    }
    interview
}

/// Indices of a level's required sections among the plan's groups.
fn required(plan: &Plan, level: usize) -> impl Iterator<Item = usize> {
    plan.groups.iter().enumerate().filter(move |(_, g)| g.required && g.level == level).map(|(index, _)| index)
}

type Witness = Option<Vec<ReRating>>;

fn witnesses(rubric: &Rubric, card: &Card, now: &Recommendation) -> (Witness, Witness) {
    (witness::gain(rubric, &own(card), now), witness::lose(rubric, &own(card), now))
}

/// The grade that is proved, by the reference.
fn proved(plan: &Plan, card: &Card) -> Option<usize> {
    plan.grade(&filled(card, 1))
}

/// Applies every subset of a set of re-ratings: only the whole may do what is wanted.
fn check_witness(
    plan: &Plan,
    card: &Card,
    changes: &[ReRating],
    wanted: impl Fn(Option<usize>) -> bool,
) -> Result<(), TestCaseError> {
    for change in changes {
        prop_assert_eq!(change.from.map(Rating::number), card[change.criterion]);
    }
    for subset in 0..1_u32 << changes.len() {
        let whole = subset.count_ones() as usize == changes.len();
        let mut trial = card.clone();
        for (bit, change) in changes.iter().enumerate() {
            if subset >> bit & 1 == 1 {
                trial[change.criterion] = Some(change.to.number());
            }
        }
        prop_assert_eq!(wanted(proved(plan, &trial)), whole, "subset {:b} of {:?}", subset, changes);
    }
    Ok(())
}

/// The size of the smallest set of criteria that does what is wanted when all are rated `rating`.
fn fewest(plan: &Plan, card: &Card, rating: u8, wanted: impl Fn(Option<usize>) -> bool) -> usize {
    (0..1_u32 << card.len())
        .filter(|subset| {
            let trial = card.iter().enumerate().map(|(i, own)| if subset >> i & 1 == 1 { Some(rating) } else { *own });
            wanted(proved(plan, &trial.collect()))
        })
        .map(u32::count_ones)
        .min()
        .expect("rating everything so does it") as usize
}
