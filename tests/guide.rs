//! The interview guide against trying every way in which an interview could go on: its importance is
//! exact, what it calls useless is useless, and it stays exact at the largest family.

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "grade/random.rs"]
mod random;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "grade/reference.rs"]
mod reference;
#[path = "stage/rubrics.rs"]
mod rubrics;

use assay::domain::grade::{self, Recommendation};
use assay::domain::guide::{FULL_SHARE, Fraction, Guide, Importance, Worth, words};
use assay::domain::rating::Rating;
use assay::domain::rubric::{Rubric, SectionKind};
use assay::domain::{limits, rating, rubric};
use num_bigint::BigUint;
use proptest::prelude::*;
use proptest::sample::Index;
use random::{Size, cards, own};
use reference::{Card, Plan, completions};

const FLAT: Size = Size { levels: 3, criteria: 4, ladders: 0, unknown: 5 };
const LADDERS: Size = Size { levels: 3, criteria: 3, ladders: 6, unknown: 4 };

fn guided(rubric: &Rubric, card: &Card) -> (Recommendation, Guide) {
    let ratings = own(card);
    let now = grade::recommend(rubric, &ratings);
    let guide = Guide::new(rubric, &ratings, &now);
    (now, guide)
}

fn whole(number: usize) -> BigUint {
    BigUint::from(number)
}

/// Whether two fractions are the same number.
fn same(a: &Fraction, b: &Fraction) -> bool {
    &a.numerator * &b.denominator == &b.numerator * &a.denominator
}

/// How many completions meet a level with one criterion rated as given.
fn meeting(plan: &Plan, card: &Card, level: usize, criterion: usize, rating: u8) -> usize {
    let mut fixed = card.clone();
    fixed[criterion] = Some(rating);
    completions(&fixed).iter().filter(|full| plan.met(full, level, None)).count()
}

/// The grades of every completion with one criterion rated as given, in one order for all ratings.
fn grades(plan: &Plan, card: &Card, criterion: usize, rating: u8) -> Vec<Option<usize>> {
    let mut fixed = card.clone();
    fixed[criterion] = Some(rating);
    completions(&fixed).iter().map(|full| plan.grade(full)).collect()
}

/// Whether some way in which the others turn out leaves a choice to this criterion.
fn can_change(plan: &Plan, card: &Card, criterion: usize) -> bool {
    let lowest = grades(plan, card, criterion, 1);
    (2..=4).any(|rating| grades(plan, card, criterion, rating) != lowest)
}

fn unknown(card: &Card) -> impl Iterator<Item = usize> {
    (0..card.len()).filter(|&i| card[i].is_none())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn without_ladders_importance_is_what_enumeration_gives((plan, card) in cards(FLAT), at: Index) {
        let rubric = plan.rubric();
        let ratings = own(&card);
        let now = grade::recommend(&rubric, &ratings);
        let level = at.index(plan.levels);
        let importance = Importance::new(&rubric, &ratings, &now, level);
        for i in 0..card.len() {
            let found = importance.of(i);
            prop_assert!(found.numerator <= found.denominator, "never above 1");
            if card[i].is_some() {
                prop_assert_eq!(found.numerator, BigUint::ZERO);
                continue;
            }
            let (high, low) = (meeting(&plan, &card, level, i, 4), meeting(&plan, &card, level, i, 1));
            let others = unknown(&card).count() - 1;
            prop_assert!(high >= low);
            let expected = Fraction { numerator: whole(high - low), denominator: whole(1 << (2 * others)) };
            prop_assert!(same(&found, &expected), "{}: {:?} is not {:?}", i, found, expected);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn without_ladders_a_criterion_is_useless_exactly_where_no_answer_to_it_can_change_the_grade(
        (plan, card) in cards(FLAT),
    ) {
        let (_, guide) = guided(&plan.rubric(), &card);
        for i in unknown(&card) {
            prop_assert!(!matches!(guide.worth(i), Worth::ByCredit { .. }), "there are no credits");
            prop_assert_eq!(guide.worth(i).may_change(), can_change(&plan, &card, i), "criterion {}", i);
        }
    }

    #[test]
    fn what_is_said_not_to_change_the_grade_does_not_whatever_all_are_rated((plan, card) in cards(LADDERS)) {
        let (_, guide) = guided(&plan.rubric(), &card);
        for i in unknown(&card).filter(|&i| !guide.worth(i).may_change()) {
            prop_assert!(!can_change(&plan, &card, i), "criterion {} is {:?}", i, guide.worth(i));
        }
    }

    #[test]
    fn with_ladders_importance_counts_earned_credits_and_none_to_come((plan, card) in cards(LADDERS)) {
        let rubric = plan.rubric();
        let (now, guide) = guided(&rubric, &card);
        let Some(target) = guide.target() else { return Ok(()) };
        // What is credited already, written down as its own rating, and no ladder left.
        let mut credited = card.clone();
        for credit in &now.credits {
            credited[credit.criterion] = Some(3);
        }
        let mut flat = plan.clone();
        for item in &mut flat.items {
            item.implies.clear();
        }
        for i in unknown(&credited) {
            let (high, low) = (meeting(&flat, &credited, target, i, 4), meeting(&flat, &credited, target, i, 1));
            let others = unknown(&credited).count() - 1;
            let expected = Fraction { numerator: whole(high - low), denominator: whole(1 << (2 * others)) };
            prop_assert!(same(&guide.importance(i), &expected), "{}", i);
        }
    }

    #[test]
    fn the_order_holds_what_may_change_the_grade_best_first((plan, card) in cards(LADDERS)) {
        let (now, guide) = guided(&plan.rubric(), &card);
        prop_assert_eq!(guide.target(), now.ceiling.filter(|_| now.floor != now.ceiling));
        let mut listed = guide.order().to_vec();
        let share = |i: usize| if let Worth::Decides { share } = guide.worth(i) { share } else { 0 };
        // Every criterion of a plan takes the same time, so importance and order go together.
        prop_assert!(listed.is_sorted_by(|&a, &b| share(a) >= share(b)));
        let falls = listed.is_sorted_by(|&a, &b| {
            let (a, b) = (guide.importance(a), guide.importance(b));
            a.numerator * b.denominator >= b.numerator * a.denominator
        });
        prop_assert!(falls);
        if listed.iter().any(|&i| share(i) > 0) {
            prop_assert_eq!(share(listed[0]), FULL_SHARE);
        }
        listed.sort_unstable();
        let useful: Vec<usize> = (0..card.len()).filter(|&i| guide.worth(i).may_change()).collect();
        prop_assert_eq!(listed, useful);
    }

    #[test]
    fn a_rating_leaves_the_order_within_another_section_as_it_was(
        (plan, card) in cards(FLAT), at: Index, rating in 1..=4_u8,
    ) {
        let rubric = plan.rubric();
        let (_, before) = guided(&rubric, &card);
        let open: Vec<usize> = unknown(&card).collect();
        if open.is_empty() {
            return Ok(());
        }
        let rated = *at.get(&open);
        let mut card = card;
        card[rated] = Some(rating);
        let (_, after) = guided(&rubric, &card);
        if after.target() != before.target() {
            return Ok(());
        }
        for section in (0..plan.groups.len()).filter(|&section| section != plan.items[rated].section) {
            let within = |guide: &Guide| {
                guide.order().iter().copied().filter(|&i| plan.items[i].section == section).collect::<Vec<_>>()
            };
            prop_assert_eq!(within(&before), within(&after));
        }
    }

    #[test]
    fn what_comes_next_is_in_focus_wherever_that_decides_anything(
        (plan, card) in cards(LADDERS), focus: u32, asked: u32,
    ) {
        let (_, guide) = guided(&plan.rubric(), &card);
        let in_focus = |i: usize| focus >> (i % 32) & 1 == 1;
        let askable = |i: usize| asked >> (i % 32) & 1 == 1;
        let next = guide.next(in_focus, askable);
        let candidates: Vec<usize> = guide.order().iter().copied().filter(|&i| askable(i)).collect();
        prop_assert_eq!(next.is_some(), !candidates.is_empty());
        if let Some(next) = next {
            prop_assert!(card[next].is_none() && askable(next) && guide.worth(next).may_change());
            prop_assert_eq!(in_focus(next), candidates.iter().any(|&i| in_focus(i)));
            let before = candidates.iter().take_while(|&&i| i != next);
            prop_assert!(before.clone().all(|&i| !in_focus(i)), "a more important one in focus was passed over");
        }
    }
}

proptest! {
    #[test]
    fn every_criterion_that_is_not_rated_has_its_line((plan, card) in cards(LADDERS)) {
        let rubric = plan.rubric();
        let (now, guide) = guided(&rubric, &card);
        for (i, rating) in card.iter().enumerate() {
            let line = words::line(&rubric, &now, &guide, i);
            prop_assert_eq!(line.is_some(), rating.is_none());
            let useless = line.is_some_and(|line| line.full.starts_with("Cannot change the grade"));
            prop_assert_eq!(useless, guide.worth(i) == Worth::CannotChange);
            if let Worth::ByCredit { lower: Some(lower) } = guide.worth(i) {
                prop_assert!(plan.reaches(i, lower));
            }
        }
        prop_assert_eq!(words::settled(&rubric, &guide).is_some(), now.floor == now.ceiling);
        prop_assert_eq!(words::unreachable(&rubric, &guide).is_some(), now.ceiling < Some(plan.levels - 1));
    }
}

/// The ways to each sum of a section's points, convolved one criterion after the other; must-haves that
/// are not met are left out, since the section fails with them.
fn ways(rubric: &Rubric, section: std::ops::Range<usize>, ratings: &[Option<Rating>]) -> Vec<BigUint> {
    let mut ways = vec![whole(1)];
    for i in section {
        let content = rubric.criterion(i);
        let each: Vec<Rating> = ratings[i].map_or(Rating::ALL.to_vec(), |known| vec![known]);
        let mut longer = vec![BigUint::ZERO; ways.len() + 2 * content.weight as usize];
        for rating in each.into_iter().filter(|&rating| !content.must_have || rating >= Rating::Meets) {
            for (sum, count) in ways.iter().enumerate() {
                longer[sum + (content.weight * rating.points()) as usize] += count;
            }
        }
        ways = longer;
    }
    ways
}

/// The chance of a level, by that convolution.
fn chance(rubric: &Rubric, ratings: &[Option<Rating>], level: usize) -> Fraction {
    let mut product = Fraction { numerator: whole(1), denominator: whole(1) };
    for (l, content) in rubric.levels().iter().enumerate().take(level + 1) {
        for (s, section) in content.sections.iter().enumerate().filter(|(_, s)| s.kind == SectionKind::Required) {
            let range = rubric.section_range(l, s);
            let open = ratings[range.clone()].iter().filter(|rating| rating.is_none()).count();
            let passing: BigUint = ways(rubric, range, ratings)[section.need() as usize..].iter().sum();
            product.numerator *= passing;
            product.denominator *= whole(4).pow(u32::try_from(open).expect("few criteria"));
        }
    }
    product
}

/// One section of this many criteria of every weight, some of them must-haves.
fn heavy(criteria: usize) -> Rubric {
    let mut all = rubrics::section("only", "all", criteria);
    for (n, criterion) in all.criteria.iter_mut().enumerate() {
        criterion.weight = u32::try_from(n % 3).expect("a remainder") + 1;
        criterion.must_have = n % 50 == 7;
    }
    rubrics::rubric(vec![rubrics::level("only", None, vec![all])])
}

/// Compares a few criteria with the difference of two chances, each computed the slow way.
fn check_exact(rubric: &Rubric, ratings: &[Option<Rating>], criteria: &[usize]) {
    let now = grade::recommend(rubric, ratings);
    let level = rubric.levels().len() - 1;
    let importance = Importance::new(rubric, ratings, &now, level);
    assert!(same(&importance.chance(), &chance(rubric, ratings, level)));
    for &i in criteria {
        let with = |number: i64| {
            let mut fixed = ratings.to_vec();
            fixed[i] = Rating::from_number(number);
            chance(rubric, &fixed, level)
        };
        let (high, low) = (with(4), with(1));
        assert_eq!(high.denominator, low.denominator);
        let expected = Fraction { numerator: high.numerator - low.numerator, denominator: high.denominator };
        assert!(same(&importance.of(i), &expected), "criterion {i}");
        assert!(expected.numerator > BigUint::ZERO, "criterion {i} decides something");
    }
}

#[test]
fn of_two_that_decide_as_much_the_shorter_is_asked_first() {
    let mut all = rubrics::section("only", "all", 3);
    all.criteria[0].minutes = 40;
    let rubric = rubrics::rubric(vec![rubrics::level("only", None, vec![all])]);
    let nothing = vec![None; 3];
    let guide = Guide::new(&rubric, &nothing, &grade::recommend(&rubric, &nothing));
    assert!(same(&guide.importance(0), &guide.importance(1)));
    assert_eq!(guide.order(), [1, 2, 0], "not in the rubric's order, which comes only between equals");
}

#[test]
fn importance_is_exact_at_the_largest_family() {
    let one_section = heavy(limits::CRITERIA);
    let nothing = vec![None; limits::CRITERIA];
    check_exact(&one_section, &nothing, &[0, 1, 2, 7, 499]);
    let mut some = nothing.clone();
    for (n, rating) in some.iter_mut().enumerate().filter(|(n, _)| n % 7 == 3 && n % 50 != 7) {
        *rating = Rating::from_number(i64::try_from(n % 3).expect("small") + 2);
    }
    check_exact(&one_section, &some, &[1, 7]);
    // Several levels and sections; nothing is rated, so that no credit is earned.
    check_exact(&rubrics::sized(limits::CRITERIA), &nothing, &[0, 130, 400]);
}

#[test]
fn the_largest_family_has_an_order_without_repeats() {
    let rubric = rubrics::sized(limits::CRITERIA);
    let ratings = rubrics::mixed(&rubric);
    let now = grade::recommend(&rubric, &ratings);
    let guide = Guide::new(&rubric, &ratings, &now);
    let mut order = guide.order().to_vec();
    order.sort_unstable();
    order.dedup();
    assert_eq!(order.len(), guide.order().len());
    assert!(order.iter().all(|&i| ratings[i].is_none()));
}
