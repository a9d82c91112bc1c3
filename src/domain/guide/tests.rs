//! The order of questions and the words of the guide, on small rubrics.

use super::words::{self, Line};
use super::*;
use crate::domain::examples::{self, additional, level, section};
use crate::domain::grade::{self, Recommendation};
use crate::domain::rubric::{Level, Section};

fn read(numbers: &[i64]) -> Vec<Option<Rating>> {
    numbers.iter().map(|&number| Rating::from_number(number)).collect()
}

fn guided(rubric: &Rubric, numbers: &[i64]) -> (Recommendation, Guide) {
    let ratings = read(numbers);
    let now = grade::recommend(rubric, &ratings);
    let guide = Guide::new(rubric, &ratings, &now);
    (now, guide)
}

/// What is said of a criterion, in full and in short.
fn said(rubric: &Rubric, numbers: &[i64], criterion: usize) -> (String, String) {
    let (now, guide) = guided(rubric, numbers);
    let Line { full, short } = words::line(rubric, &now, &guide, criterion).expect("it is not rated");
    (full, short)
}

fn said_as(full: &str, short: &str) -> (String, String) {
    (full.to_owned(), short.to_owned())
}

/// One section of four criteria that needs 6 of 8 points.
fn one() -> Section {
    section("low", "Craft", 4)
}

fn alone(craft: Section) -> Rubric {
    examples::rubric(vec![level("low", None, vec![craft])])
}

#[test]
fn the_line_counts_points_and_open_criteria() {
    let rubric = alone(one());
    let of = |numbers: &[i64]| said(&rubric, numbers, 3);
    assert_eq!(
        of(&[3, 2, 0, 0]),
        said_as("Craft needs 3 more points; it takes all 2 open criteria", "Craft: 3 more points, all 2 open")
    );
    assert_eq!(
        of(&[3, 0, 0, 0]),
        said_as("Craft needs 4 more points; 2 of 3 open criteria can give them", "Craft: 4 more points, 2 of 3 open")
    );
    assert_eq!(
        of(&[3, 3, 2, 0]),
        said_as("Craft needs 1 more point; the one open criterion can give it", "Craft: 1 more point, 1 open")
    );
}

#[test]
fn the_line_names_open_must_haves_first() {
    let mut craft = one();
    craft.criteria[0].must_have = true;
    let rubric = alone(craft.clone());
    assert_eq!(
        said(&rubric, &[0, 3, 2, 0], 0),
        said_as(
            "Craft needs its must-have Title of low.Craft.1 and 1 more point; the one other open criterion can give it",
            "Craft: must-have and 1 more point, 1 open"
        )
    );
    assert_eq!(
        said(&rubric, &[0, 3, 3, 3], 0),
        said_as("Craft needs its must-have Title of low.Craft.1", "Craft: must-have")
    );
    craft.criteria[1].must_have = true;
    let rubric = alone(craft.clone());
    assert_eq!(
        said(&rubric, &[0, 0, 3, 3], 0).0,
        "Craft needs its must-haves Title of low.Craft.1 and Title of low.Craft.2"
    );
    craft.criteria[2].must_have = true;
    assert_eq!(said(&alone(craft), &[0, 0, 0, 3], 0).0, "Craft needs its 3 must-haves");
}

#[test]
fn a_must_have_decides_most_and_minutes_divide() {
    let mut craft = one();
    craft.criteria[1].must_have = true;
    craft.criteria[2].minutes = 40;
    craft.criteria[3].weight = 3;
    let rubric = alone(craft);
    let (_, guide) = guided(&rubric, &[0; 4]);
    assert_eq!(guide.order(), [1, 3, 0, 2]);
    assert_eq!(guide.worth(1), Worth::Decides { share: FULL_SHARE });
    assert_eq!(guide.worth(2), Worth::Decides { share: 1 });
    assert_eq!(guide.importance(0), guide.importance(2), "minutes are not part of the importance");
}

#[test]
fn no_minutes_count_as_one() {
    let mut craft = one();
    for (criterion, minutes) in craft.criteria.iter_mut().zip([1, 0, 2, u32::MAX]) {
        criterion.minutes = minutes;
    }
    let (_, guide) = guided(&alone(craft), &[0; 4]);
    assert_eq!(guide.order(), [0, 1, 2, 3]);
    assert_eq!((guide.worth(1), guide.worth(2)), (Worth::Decides { share: 8 }, Worth::Decides { share: 4 }));
    assert_eq!(guide.worth(3), Worth::Decides { share: 1 });
}

#[test]
fn focus_comes_first_and_what_was_asked_is_left_out() {
    let rubric = examples::rubric(vec![level("low", None, vec![section("low", "a", 1), section("low", "b", 3)])]);
    let (_, guide) = guided(&rubric, &[0; 4]);
    assert_eq!(guide.order()[0], 0, "a section of one decides most");
    assert_eq!(guide.next(|_| false, |_| true), Some(0));
    assert_eq!(guide.next(|i| i > 0, |_| true), Some(1));
    assert_eq!(guide.next(|i| i > 0, |i| i != 1), Some(2));
    assert_eq!(guide.next(|i| i > 0, |i| i == 0), Some(0), "nothing in focus can be asked");
    assert_eq!(guide.next(|_| true, |_| false), None);
}

fn two_levels() -> Vec<Level> {
    vec![
        level("low", None, vec![one(), additional("low", "Extra", 1)]),
        level("high", Some("low"), vec![section("high", "Lead", 2)]),
    ]
}

#[test]
fn a_level_out_of_reach_needs_no_more_questions() {
    let rubric = examples::rubric(two_levels());
    let numbers = [3, 3, 0, 0, 0, 1, 0];
    let (_, guide) = guided(&rubric, &numbers);
    assert_eq!((guide.target(), guide.unreachable()), (Some(0), 1..2));
    let line = words::unreachable(&rubric, &guide).expect("one is out of reach");
    assert_eq!(
        (line.full.as_str(), line.short.as_str()),
        ("High cannot be reached any more: stop asking High", "Stop asking High")
    );
    assert_eq!(guide.worth(6), Worth::CannotChange);
    assert_eq!(said(&rubric, &numbers, 6).0, "Cannot change the grade: High cannot be reached any more");
    assert_eq!(said(&rubric, &numbers, 4).0, "Cannot change the grade: Extra gates no grade");
    assert!(words::settled(&rubric, &guide).is_none());

    let (_, guide) = guided(&rubric, &[1, 1, 0, 0, 0, 0, 0]);
    assert_eq!(guide.target(), None);
    let line = words::unreachable(&rubric, &guide).expect("both are out of reach");
    assert_eq!(
        (line.full.as_str(), line.short.as_str()),
        ("Low and High cannot be reached any more: stop asking them", "Stop asking Low and High")
    );
    let line = words::settled(&rubric, &guide).expect("nothing can change");
    assert_eq!(line.full, "No open criterion can change the grade: you can stop, or ask for the record");
    let (_, guide) = guided(&rubric, &[1; 7]);
    assert_eq!(words::settled(&rubric, &guide).expect("settled").full, "Nothing is left to ask");
}

#[test]
fn a_section_that_stands_needs_no_more_questions() {
    let rubric = examples::rubric(two_levels());
    let numbers = [3, 3, 3, 0, 0, 0, 0];
    assert_eq!(said(&rubric, &numbers, 3).0, "Cannot change the grade: Craft stands at its bar already");
    let (_, guide) = guided(&rubric, &numbers);
    assert_eq!(guide.order(), [5, 6]);
    assert!(words::unreachable(&rubric, &guide).is_none());
}

#[test]
fn a_weight_that_fits_no_gap_decides_nothing() {
    let mut craft = one();
    // 12 of 20 points are needed: what threes give is never 10 or 11.
    craft.bar_percent = 60;
    for (criterion, weight) in craft.criteria.iter_mut().zip([3, 3, 3, 1]) {
        criterion.weight = weight;
    }
    let rubric = alone(craft);
    let (_, guide) = guided(&rubric, &[0; 4]);
    assert_eq!(guide.worth(3), Worth::CannotChange);
    assert_eq!(said(&rubric, &[0; 4], 3).0, "Cannot change the grade: Craft stands or falls without it");
}

#[test]
fn credits_that_are_earned_count_and_those_to_come_are_named() {
    let mut levels = two_levels();
    levels[1].sections.push(additional("high", "Deep", 1));
    levels[1].sections[1].criteria[0].implies = vec!["low.Craft.1".to_owned()];
    let rubric = examples::rubric(levels);
    let deep = 7;
    // Not rated itself, but a rung above it was shown.
    let numbers = [0, 3, 0, 0, 0, 0, 0, 3];
    let (_, guide) = guided(&rubric, &numbers);
    assert_eq!(guide.worth(0), Worth::Credited);
    assert_eq!(said(&rubric, &numbers, 0).0, "Counts as Meets: Title of high.Deep.1 was shown");
    assert_eq!(guide.order(), [5, 6, 2, 3], "two sections of two, each needing most of what is open");

    // Gates nothing by itself, yet what it credits is needed.
    let numbers = [0, 3, 0, 0, 0, 0, 0, 0];
    let (_, guide) = guided(&rubric, &numbers);
    assert_eq!(guide.worth(deep), Worth::ByCredit { lower: Some(0) });
    assert_eq!(guide.order().last(), Some(&deep));
    assert_eq!(
        said(&rubric, &numbers, deep),
        said_as("Meets here would count for Title of low.Craft.1 too (Craft)", "Counts for Title of low.Craft.1 too")
    );
    // The level it is on is lost, and it is still worth asking.
    let (_, guide) = guided(&rubric, &[0, 3, 0, 0, 0, 1, 0, 0]);
    let line = words::unreachable(&rubric, &guide).expect("one is out of reach");
    assert_eq!(line.full, "High cannot be reached any more: ask it only to credit a lower level");
}

#[test]
fn a_section_that_only_a_credit_can_save_still_leaves_something_to_ask() {
    let mut levels = two_levels();
    levels[0].sections[0].criteria[0].must_have = true;
    levels[1].sections.push(additional("high", "Deep", 1));
    levels[1].sections[1].criteria[0].implies = vec!["low.Craft.1".to_owned()];
    let rubric = examples::rubric(levels);
    let numbers = [1, 3, 3, 0, 0, 0, 0, 0];
    let (_, guide) = guided(&rubric, &numbers);
    assert_eq!(guide.target(), Some(1));
    let asked: Vec<Worth> = (0..8).map(|i| guide.worth(i)).collect();
    assert!(asked.iter().all(|worth| !matches!(worth, Worth::Decides { .. })), "{asked:?}");
    assert_eq!(guide.next(|_| false, |_| true), Some(5), "high.Lead.1, as heavy as the credit and before it");
    assert_eq!((guide.worth(5), guide.worth(7)), (Worth::ByCredit { lower: None }, Worth::ByCredit { lower: Some(0) }));
    assert!(guide.order().contains(&7));
    assert_eq!(said(&rubric, &numbers, 5).0, "Decides only together with a credit from a higher level");
}

#[test]
fn a_credit_is_named_for_the_rung_that_waits_for_it_however_far_below() {
    let mut levels = two_levels();
    levels[1].sections[0].criteria[0].implies = vec!["low.Craft.1".to_owned()];
    levels.push(level("top", Some("high"), vec![section("top", "Reach", 1), additional("top", "Deep", 1)]));
    levels[2].sections[1].criteria[0].implies = vec!["high.Lead.1".to_owned()];
    let rubric = examples::rubric(levels);
    let deep = 8;
    // The nearest rung is shown already, and with it the lower one.
    let (_, guide) = guided(&rubric, &[0, 3, 0, 0, 0, 3, 0, 0, 0]);
    assert_eq!(guide.worth(deep), Worth::CannotChange);
    // The nearest rung's level cannot be reached any more: the one below still waits.
    let numbers = [1, 3, 0, 0, 0, 1, 1, 0, 0];
    let (_, guide) = guided(&rubric, &numbers);
    assert_eq!(guide.worth(deep), Worth::ByCredit { lower: Some(0) });
}

#[test]
fn lines_of_usual_titles_fit_a_narrow_screen() {
    let mut craft = section("low", "Leadership Skills", 12);
    for criterion in &mut craft.criteria[..2] {
        "Incident command".clone_into(&mut criterion.title);
        criterion.must_have = true;
    }
    let rubric = examples::rubric(vec![level("low", None, vec![craft]), level("high", Some("low"), vec![one()])]);
    let mut numbers = [0; 16];
    for known in 0..numbers.len() {
        let (now, guide) = guided(&rubric, &numbers);
        let lines = (0..16).filter_map(|i| words::line(&rubric, &now, &guide, i));
        for line in lines.chain(words::settled(&rubric, &guide)).chain(words::unreachable(&rubric, &guide)) {
            let names_a_must_have = line.full.contains("must-have");
            assert!(line.short.chars().count() <= 76, "{}", line.short);
            assert!(names_a_must_have || line.full.chars().count() <= 76, "{}", line.full);
        }
        numbers[known] = i64::try_from(known % 3).expect("small") + 1;
    }
}
