//! The certificate against trying every subset: it does alone what it says, no part of it does, and without
//! ladders nothing smaller does. And what would follow from another bar, against the bar profile.

#[path = "grade/random.rs"]
mod random;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "grade/reference.rs"]
mod reference;
#[path = "stage/rubrics.rs"]
mod rubrics;

use assay::domain::certificate::{self, Certificate, RuledOut, words};
use assay::domain::rating::Rating;
use assay::domain::rubric::Rubric;
use assay::domain::{grade, limits, rating, rubric, what_if};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use random::{Size, USUAL, cards, own};
use reference::{Card, Plan, filled};
use rubrics::{additional, level, section};

/// Small enough to try every subset of the ratings.
const SMALL_FLAT: Size = Size { levels: 2, criteria: 3, ladders: 0, unknown: 3 };

/// The card with only these ratings.
fn only(card: &Card, criteria: &[usize]) -> Card {
    (0..card.len()).map(|i| card[i].filter(|_| criteria.contains(&i))).collect()
}

/// By the reference: what is proved, and what can be reached.
fn floor(plan: &Plan, card: &Card) -> Option<usize> {
    plan.grade(&filled(card, 1))
}

fn ceiling(plan: &Plan, card: &Card) -> Option<usize> {
    plan.grade(&filled(card, 4))
}

/// The size of the smallest set of ratings that alone does what is wanted.
fn fewest(card: &Card, wanted: impl Fn(&Card) -> bool) -> usize {
    let rated: Vec<usize> = (0..card.len()).filter(|&i| card[i].is_some()).collect();
    let subset = |bits: u32| rated.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, &i)| i);
    (0..1_u32 << rated.len())
        .filter(|&bits| wanted(&only(card, &subset(bits).collect::<Vec<_>>())))
        .map(u32::count_ones)
        .min()
        .expect("all ratings together do it") as usize
}

/// A set has to do what is wanted, and nothing in it may be spared: the rule is monotone, so a smaller
/// subset does no more.
fn check_set(card: &Card, set: &[usize], wanted: impl Fn(&Card) -> bool) -> Result<(), TestCaseError> {
    prop_assert!(set.iter().all(|&i| card[i].is_some()), "made of ratings that were given");
    prop_assert!(set.is_sorted_by(|a, b| a < b));
    prop_assert!(wanted(&only(card, set)), "{:?} does not do it alone", set);
    for spared in set {
        let rest: Vec<usize> = set.iter().copied().filter(|i| i != spared).collect();
        prop_assert!(!wanted(&only(card, &rest)), "{} can be spared of {:?}", spared, set);
    }
    Ok(())
}

fn certified(rubric: &Rubric, card: &Card) -> Certificate {
    let ratings = own(card);
    Certificate::new(rubric, &ratings, &grade::recommend(rubric, &ratings))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_proof_proves_the_grade_alone_and_no_part_of_it_does((plan, card) in cards(USUAL)) {
        let proved = floor(&plan, &card);
        let found = certified(&plan.rubric(), &card).proof;
        prop_assert_eq!(found.is_some(), proved.is_some());
        if let Some(proof) = found {
            check_set(&card, &proof, |card| floor(&plan, card) == proved)?;
        }
    }

    #[test]
    fn what_rules_a_level_out_does_so_alone_and_no_part_of_it_does((plan, card) in cards(USUAL)) {
        let reachable = ceiling(&plan, &card);
        let above = reachable.map_or(0, |level| level + 1);
        let found = certified(&plan.rubric(), &card).ruled_out;
        prop_assert_eq!(found.as_ref().map(|found| found.level), (above < plan.levels).then_some(above));
        if let Some(RuledOut { level, criteria }) = found {
            check_set(&card, &criteria, |card| ceiling(&plan, card) < Some(level))?;
        }
    }

    #[test]
    fn at_one_bar_for_all_a_level_stands_exactly_where_its_profile_is_that_high(
        (plan, card) in cards(USUAL), percent in 1..=100_u32,
    ) {
        let (rubric, ratings) = (plan.rubric(), own(&card));
        let now = grade::recommend(&rubric, &ratings);
        let barred = rubric.with_bar(percent).expect("the bar is one");
        let at_bar = grade::recommend(&barred, &ratings);
        for level in 0..plan.levels {
            let stands = at_bar.floor >= Some(level);
            prop_assert_eq!(stands, now.levels[level].bar_profile >= Some(percent), "level {}", level);
            prop_assert_eq!(stands, plan.met(&filled(&card, 1), level, Some(percent)));
        }
    }

    #[test]
    fn what_would_follow_is_what_the_rule_says_of_the_changed_card(
        (plan, card) in cards(USUAL), changes in vec((any::<Index>(), 0..=4_i64), 0..4),
    ) {
        let (rubric, ratings) = (plan.rubric(), own(&card));
        let changes: Vec<(usize, Option<Rating>)> =
            changes.into_iter().map(|(at, number)| (at.index(card.len()), Rating::from_number(number))).collect();
        let mut changed = card.clone();
        for &(at, rating) in &changes {
            changed[at] = rating.map(Rating::number);
        }
        let supposed = what_if::what_if(&rubric, &ratings, &changes);
        prop_assert_eq!(supposed.floor, floor(&plan, &changed));
        prop_assert_eq!(supposed.ceiling, ceiling(&plan, &changed));
        let now = grade::recommend(&rubric, &ratings);
        let same = (supposed.floor, supposed.ceiling) == (now.floor, now.ceiling);
        prop_assert_eq!(what_if::follows(&rubric, &now, &supposed).starts_with("The grade stays. "), same);
    }
}

proptest! {
    #[test]
    fn without_ladders_both_are_the_fewest_possible((plan, card) in cards(SMALL_FLAT)) {
        let Certificate { proof, ruled_out } = certified(&plan.rubric(), &card);
        if let Some(proof) = proof {
            let proved = floor(&plan, &card);
            prop_assert_eq!(proof.len(), fewest(&card, |card| floor(&plan, card) == proved));
        }
        if let Some(RuledOut { level, criteria }) = ruled_out {
            prop_assert_eq!(criteria.len(), fewest(&card, |card| ceiling(&plan, card) < Some(level)));
        }
    }
}

#[test]
fn the_largest_family_has_a_certificate() {
    let rubric = rubrics::sized(limits::CRITERIA);
    for ratings in [vec![Rating::from_number(3); rubric.len()], rubrics::mixed(&rubric), vec![None; rubric.len()]] {
        let now = grade::recommend(&rubric, &ratings);
        let Certificate { proof, ruled_out } = Certificate::new(&rubric, &ratings, &now);
        let alone = |criteria: &[usize]| grade::recommend(&rubric, &certificate::only(&ratings, criteria));
        assert_eq!(proof.map(|proof| alone(&proof).floor), now.floor.map(Some));
        assert!(ruled_out.is_none_or(|RuledOut { level, criteria }| alone(&criteria).ceiling < Some(level)));
    }
}

#[test]
fn only_one_to_a_hundred_percent_are_a_bar() {
    let rubric = rubrics::sized(67);
    assert!(rubric.with_bar(0).is_err() && rubric.with_bar(101).is_err());
    let strict = rubric.with_bar(100).expect("the highest bar");
    assert_eq!(strict.len(), rubric.len());
    assert!(strict.levels().iter().all(|level| level.digest.is_empty()), "no file holds it");
}

/// Two levels: Craft needs 6 of 8 points, Lead 3 of 4; Deep, additional, credits the last of Craft.
fn small() -> Rubric {
    let mut craft = section("low", "Craft", 4);
    craft.criteria[0].must_have = true;
    let mut deep = additional("high", "Deep", 1);
    deep.criteria[0].implies = vec!["low.Craft.4".to_owned()];
    let mut high = level("high", Some("low"), vec![section("high", "Lead", 2), deep]);
    high.grade = Some(7);
    rubrics::rubric(vec![level("low", None, vec![craft]), high])
}

fn read(numbers: &[i64]) -> Vec<Option<Rating>> {
    numbers.iter().map(|&number| Rating::from_number(number)).collect()
}

#[test]
fn a_rating_that_later_credits_make_needless_is_left_out_of_a_proof() {
    let mut craft = section("low", "Craft", 3);
    craft.bar_percent = 50;
    craft.criteria[0].weight = 2;
    let mut deep = additional("high", "Deep", 2);
    for (criterion, [one, other]) in
        deep.criteria.iter_mut().zip([["low.Craft.2", "low.Fire.1"], ["low.Craft.3", "low.Knife.1"]])
    {
        criterion.implies = vec![one.to_owned(), other.to_owned()];
    }
    let low = level("low", None, vec![craft, section("low", "Fire", 1), section("low", "Knife", 1)]);
    let rubric = rubrics::rubric(vec![low, level("high", Some("low"), vec![section("high", "Lead", 1), deep])]);
    // The first of Craft reaches its bar at once, before both credits that are needed anyway reach it too.
    let ratings = read(&[3, 0, 0, 0, 0, 0, 3, 3]);
    let now = grade::recommend(&rubric, &ratings);
    assert_eq!(certificate::proof(&rubric, &ratings, &now), Some(vec![6, 7]));
}

/// Entries as lines, to compare them at a glance.
fn shown(entries: Vec<words::Entry>) -> Vec<String> {
    entries
        .into_iter()
        .flat_map(|entry| {
            let heading = format!("{} | {}", entry.heading, entry.sum.unwrap_or_default());
            std::iter::once(heading).chain(entry.lines)
        })
        .collect()
}

#[test]
fn the_words_of_a_proof_are_its_arithmetic() {
    let rubric = small();
    let ratings = read(&[3, 2, 1, 0, 1, 2, 4]);
    let now = grade::recommend(&rubric, &ratings);
    assert_eq!(now.floor, None, "5 of 8 points");
    let ratings = read(&[3, 4, 2, 0, 1, 2, 4]);
    let now = grade::recommend(&rubric, &ratings);
    let proof = certificate::proof(&rubric, &ratings, &now).expect("low is proved");
    assert_eq!(words::proves(&rubric, 0, &proof), "These 3 ratings alone prove Low");
    assert_eq!(
        shown(words::proof(&rubric, &ratings, 0, &proof)),
        [
            "Low, Craft | 6 of 8 points, needs 6",
            "Title of low.Craft.1: 3 Meets, a must-have (2 points)",
            "Title of low.Craft.2: 4 Exceeds (2 points)",
            "Title of low.Craft.4: Meets, credited by Title of high.Deep.1 (2 points)",
            "High, Deep | ",
            "Title of high.Deep.1: 4 Exceeds (credits a lower level)",
        ]
    );
}

#[test]
fn the_words_of_what_rules_a_level_out_are_its_arithmetic() {
    let rubric = small();
    let out = |numbers: &[i64]| {
        let ratings = read(numbers);
        let now = grade::recommend(&rubric, &ratings);
        let ruled_out = certificate::ruled_out(&rubric, &ratings, &now).expect("a level is out of reach");
        (words::rules_out(&rubric, &ruled_out), shown(words::ruled_out(&rubric, &ratings, &ruled_out)))
    };
    let (title, lines) = out(&[3, 3, 3, 3, 1, 2, 0]);
    assert_eq!(title, "This rating alone rules out High (grade 7)");
    assert_eq!(
        lines,
        ["High, Lead | at most 2 of 4 points, needs 3", "Title of high.Lead.1: 1 Not shown (2 points lost)"]
    );
    let (title, lines) = out(&[2, 3, 3, 3, 0, 0, 0]);
    assert_eq!(title, "This rating alone rules out Low");
    assert_eq!(
        lines,
        ["Low, Craft | a must-have cannot be met any more", "Title of low.Craft.1: 2 Partial (a must-have)"]
    );
    // The last of Craft is lost only because nothing above it can credit it either.
    let (title, lines) = out(&[3, 2, 3, 1, 0, 0, 1]);
    assert_eq!(title, "These 3 ratings alone rule out Low");
    assert_eq!(
        lines,
        [
            "Low, Craft | at most 5 of 8 points, needs 6",
            "Title of low.Craft.2: 2 Partial (1 point lost)",
            "Title of low.Craft.4: 1 Not shown (2 points lost)",
            "High, Deep | ",
            "Title of high.Deep.1: 1 Not shown (gives no credit)",
        ]
    );
}

#[test]
fn what_would_follow_is_said_with_what_changes_first() {
    let rubric = small();
    let ratings = read(&[3, 3, 3, 0, 0, 0, 0]);
    let now = grade::recommend(&rubric, &ratings);
    let said = |changes: &[(usize, i64)]| {
        let changes: Vec<_> = changes.iter().map(|&(at, number)| (at, Rating::from_number(number))).collect();
        what_if::follows(&rubric, &now, &what_if::what_if(&rubric, &ratings, &changes))
    };
    assert_eq!(said(&[(3, 1)]), "The grade stays. Low is proved; High (grade 7) can still be reached.");
    assert_eq!(
        said(&[(4, 1)]),
        "High (grade 7) is out of reach: Lead 0/4 needs 3, at most 2. Low is proved; no open criterion can change that."
    );
    assert_eq!(
        said(&[(4, 3), (5, 3)]),
        "High (grade 7) is proved, the highest level asked; no open criterion can change that."
    );
}
