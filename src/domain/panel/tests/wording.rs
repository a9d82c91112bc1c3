//! What is said of disagreements and of agreement.

use super::*;
use crate::domain::agreement::Agreement;

/// What is said of a rating by Ben that would lead to these bounds, on a panel with these of its own.
/// Levels are numbers here; `-` is none.
fn effect(now: &str, then: &str) -> String {
    let levels = ["l1", "l2", "l3", "l4"];
    let plain = levels
        .into_iter()
        .enumerate()
        .map(|(index, id)| level(id, index.checked_sub(1).map(|below| levels[below]), vec![section(id, "craft", 1)]));
    let rubric = examples::rubric(plain.collect());
    let bounds = |text: &str| {
        let (floor, ceiling) = text.split_once(' ').expect("two levels");
        let level = |sign: &str| sign.parse::<usize>().ok().map(|number| number - 1);
        (level(floor), level(ceiling))
    };
    // Meets up to the floor, unknown up to the ceiling, Not shown above it.
    let (floor, ceiling) = bounds(now);
    let sign = |index| {
        if Some(index) <= floor {
            "3 "
        } else if Some(index) <= ceiling {
            "- "
        } else {
            "1 "
        }
    };
    let ratings: String = (0..4).map(sign).collect();
    let panel = panel([card("b", "Ben", &rubric, &ratings)]);
    assert_eq!((panel.recommendation().floor, panel.recommendation().ceiling), (floor, ceiling), "{now}");
    let (floor, ceiling) = bounds(then);
    let alternative = Alternative { rating: Rating::Partial, members: vec![0], floor, ceiling, changes: true };
    let contest = Contest { criterion: 2, consensus: Rating::Meets, alternatives: vec![alternative] };
    let said = words::decides(&panel, &contest).remove(0);
    let effect = said.strip_prefix("L3, craft #1: with Ben's 2 instead of 3, ").expect("the place comes first");
    effect.strip_suffix('.').expect("it is a sentence").to_owned()
}

#[test]
fn what_a_rating_would_lead_to_is_said_in_few_words() {
    for (now, then, said) in [
        // Settled before and after.
        ("3 3", "2 2", "L3 is not proved"),
        ("3 3", "1 1", "L3 is not proved, only L1 is"),
        ("3 3", "- -", "L3 is not proved, and no level is"),
        ("1 1", "- -", "L1 is not proved"),
        ("2 2", "3 3", "L3 is proved"),
        ("- -", "2 2", "L2 is proved"),
        // Open before or after.
        ("2 4", "2 3", "L4 is out of reach"),
        ("2 4", "1 4", "L2 is not proved"),
        ("2 4", "1 3", "L2 is not proved; L4 is out of reach"),
        ("2 3", "1 2", "L2 is not proved; L3 is out of reach"),
        ("3 4", "1 1", "L3 is not proved, only L1 is; L2 is out of reach"),
        ("2 3", "1 1", "L2 is not proved; it is out of reach"),
        ("2 3", "2 4", "L4 can still be reached"),
        ("2 3", "3 4", "L3 is proved; L4 can still be reached"),
        ("2 3", "3 3", "L3 is proved"),
        ("- 2", "- -", "L1 is out of reach"),
        ("2 3", "2 3", "the grade stays"),
    ] {
        assert_eq!(effect(now, then), said, "{now} to {then}");
    }
}

#[test]
fn everyone_with_the_same_rating_is_named() {
    let people = [("a", "Ana", "3"), ("b", "Ben", "3"), ("c", "Cleo", "3"), ("d", "Dov", "3")];
    let mut cards: Vec<Card> = people.map(|(file, who, ratings)| card(file, who, &low(), ratings)).to_vec();
    cards.extend([("e", "Eve"), ("f", "Fay"), ("g", "Gil")].map(|(file, who)| card(file, who, &low(), "2")));
    let panel = panel(cards);
    let said = words::decides(&panel, &panel.contested()[0]);
    assert_eq!(said, ["Low, craft #1: with Eve's, Fay's and Gil's 2 instead of 3, the grade stays."]);
}

#[test]
fn without_somebody_the_others_are_spoken_of() {
    let panel = panel([card("a", "Ana", &low(), "3 3 3 3"), card("b", "Ben", &low(), "1 1 1 1")]);
    assert_eq!(
        words::without(&panel, 1),
        "Without Ben: Low is proved, the highest level asked; no open criterion can change that."
    );
}

#[test]
fn criteria_that_rest_on_one_rating_are_counted() {
    let said = |ana, ben| words::single_rated(&panel([card("a", "Ana", &low(), ana), card("b", "Ben", &low(), ben)]));
    assert_eq!(said("3 3 3 3", "3 3 3 0"), "1 criterion rests on one rating.");
    assert_eq!(said("3 3 3 3", "3 - - 0"), "3 criteria rest on one rating.");
    assert_eq!(said("3 - - -", "2 - 0 -"), "No criterion rests on one rating alone.");
}

#[test]
fn agreement_is_said_with_how_sure_it_is() {
    let firm = Agreement { alpha: Some(0.816), interval: Some((0.6, 1.0)), criteria: 11, raters: 4 };
    let shaky = Agreement { raters: 2, alpha: Some(-0.001), ..firm };
    for (agreement, said) in [
        (firm, "Agreement 0.82 (Krippendorff's alpha, ordinal, 95 % interval 0.60 to 1.00) over 11 shared criteria."),
        (
            Agreement { interval: None, ..firm },
            "Agreement 0.82 (Krippendorff's alpha, ordinal) over 11 shared criteria.",
        ),
        (
            shaky,
            "Agreement between 0.60 and 1.00 (95 % interval; Krippendorff's alpha 0.00): shaky, with 2 interviewers \
             and 11 shared criteria.",
        ),
        (Agreement { interval: None, ..shaky }, "Too little to say how far 2 interviewers agree: 11 shared criteria."),
        (
            Agreement { alpha: None, ..firm },
            "Agreement is not defined: all ratings on the 11 shared criteria are the same, and that shows nothing.",
        ),
        (Agreement::default(), "No criterion was rated by two interviewers: nothing to compare."),
    ] {
        assert_eq!(words::agreement(&agreement), said);
    }
}
