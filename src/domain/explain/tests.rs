//! The words for what blocks a level, in every way in which a section can be short.

use super::*;
use crate::domain::examples::{self, level, section};
use crate::domain::grade;

/// What is said of one section of four criteria, needing 6 of 8 points, whose first `must_haves` are
/// must-haves: in full, and in the few words of one line.
fn said(must_haves: usize, ratings: [i64; 4]) -> (String, String) {
    let mut craft = section("low", "craft", 4);
    for criterion in &mut craft.criteria[..must_haves] {
        criterion.must_have = true;
    }
    let rubric = examples::rubric(vec![level("low", None, vec![craft])]);
    let now = grade::recommend(&rubric, &ratings.map(Rating::from_number));
    let blockers = now.blockers();
    (blocker(&rubric, &blockers[0]), blocking(&rubric, &now))
}

fn assert_said(must_haves: usize, ratings: [i64; 4], full: &str, few: &str) {
    assert_eq!(said(must_haves, ratings), (format!("Low, craft: {full}."), format!("Low: craft {few}")), "{ratings:?}");
}

#[test]
fn an_open_section_can_still_be_closed() {
    let open = "can still be closed by what is not answered yet";
    let full = format!("2 of 8 points, needs 6: 4 short; {open}");
    assert_said(0, [3, 0, 0, 0], &full, "needs 4 more points");
    let full = format!("2 of 8 points, needs 6: 4 short; must-have still attainable: Title of low.craft.1; {open}");
    assert_said(1, [0, 3, 0, 0], &full, "needs 4 more points and a must-have");
    let full = format!("must-have still attainable: Title of low.craft.1; {open}");
    assert_said(1, [0, 3, 3, 3], &full, "needs a must-have");
}

#[test]
fn a_failed_section_cannot_whatever_failed_it() {
    let failed = "cannot be closed any more";
    let full = format!("2 of 8 points, needs 6: 4 short, at most 4 can still be reached; {failed}");
    assert_said(0, [1, 1, 3, 0], &full, "2/8 needs 6, at most 4");
    let full = format!("must-have out of reach: Title of low.craft.1; {failed}");
    assert_said(1, [2, 3, 3, 3], &full, "fails on a must-have");
    // Enough points are left, but no points buy a must-have.
    let full = format!("1 of 8 points, needs 6: 5 short; must-have out of reach: Title of low.craft.1; {failed}");
    assert_said(1, [2, 0, 0, 0], &full, "fails on a must-have");
}

#[test]
fn must_haves_that_are_lost_and_those_that_are_open_are_told_apart() {
    let full = "4 of 8 points, needs 6: 2 short; must-have out of reach: Title of low.craft.2; \
                must-have still attainable: Title of low.craft.1; cannot be closed any more";
    assert_said(2, [0, 1, 3, 3], full, "fails on a must-have");
}
