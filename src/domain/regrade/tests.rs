//! Which cards would move, why, and that a card is judged by its own rubric before.

use std::sync::Arc;

use super::*;
use crate::domain::decision::Overall;
use crate::domain::examples;
use crate::domain::rating::{Answer, Basis};
use crate::domain::scorecard::{Content, Decision, Entry, Timing};

/// Two levels of two sections with four criteria each.
fn levels() -> Vec<Level> {
    let both = |level: &str| vec![examples::section(level, "one", 4), examples::section(level, "two", 4)];
    let mut levels =
        vec![examples::level("low", None, both("low")), examples::level("high", Some("low"), both("high"))];
    (levels[0].grade, levels[1].grade) = (Some(3), Some(4));
    levels
}

fn arcs(levels: Vec<Level>) -> Vec<Arc<Level>> {
    levels.into_iter().map(Arc::new).collect()
}

/// A card of these levels: a digit a criterion, `-` for not asked.
fn card(levels: Vec<Level>, ratings: &str) -> Scorecard {
    let at = Moment::new(1_795_442_700, 3_600);
    let rubric = examples::rubric(levels);
    let entry = |(criterion, digit): (usize, char)| {
        let rating = Rating::from_number(i64::from(digit.to_digit(10)?))?;
        let answer = Answer::Rated(rating);
        Some(Entry { criterion, answer, basis: Basis::Interview, note: String::new(), rated_at: at, changes: 0 })
    };
    let entries = ratings.chars().filter(|c| !c.is_whitespace()).enumerate().filter_map(entry).collect();
    let content = Content {
        id: "card".to_owned(),
        candidate: Candidate { name: "Ana Ruiz".to_owned(), reference: None },
        interviewer: "Sam Okafor".to_owned(),
        rubric,
        timing: Timing { started_at: at, ended_at: at, planned_minutes: 60, active_seconds: 0 },
        entries,
        decision: Decision { overall: Overall::Yes, level: None, reason: "x".to_owned() },
        takeaways: String::new(),
        strengths: String::new(),
        concerns: String::new(),
        amends: None,
        submitted_at: at,
    };
    Scorecard::new(content).expect("a test's card is sound")
}

fn regraded(card: &Scorecard, new: Vec<Level>) -> Outcome {
    Edition::new(&card.content().rubric, &arcs(new)).regrade(card)
}

/// How a card moves, in words, with its causes.
fn moved(card: &Scorecard, new: Vec<Level>) -> (String, Vec<String>) {
    match regraded(card, new) {
        Outcome::Moves(case) => {
            let because = case.because.iter().map(Change::sentence).collect();
            (format!("{} -> {}", case.before.words(), case.after.words()), because)
        }
        other => panic!("{other:?}"),
    }
}

/// Everything is Meets but one Partial in the first section of the upper level.
const STRONG: &str = "3333 3333 2333 3333";

#[test]
fn a_card_stays_under_what_it_was_asked_and_under_new_words() {
    let card = card(levels(), STRONG);
    assert_eq!(regraded(&card, levels()), Outcome::Stays);
    let mut new = levels();
    new[1].sections[0].criteria[0].statement = "Other words.".to_owned();
    new[1].sections[0].criteria[0].minutes = 9;
    new[1].title = "Another title".to_owned();
    assert_eq!(regraded(&card, new), Outcome::Stays);
}

#[test]
fn the_change_that_moves_a_card_is_named() {
    let card = card(levels(), STRONG);
    let mut new = levels();
    // Of three changes that can move a grade one does.
    new[1].sections[0].criteria[0].must_have = true;
    new[1].sections[1].criteria[0].must_have = true;
    new[0].sections[0].bar_percent = 80;
    let (words, because) = moved(&card, new);
    assert_eq!(words, "High (grade 4), settled -> Low (grade 3), settled");
    assert_eq!(because, ["High, one: Title of high.one.1: now a must-have"]);
}

#[test]
fn where_it_takes_two_changes_to_stay_none_is_blamed() {
    let card = card(levels(), "3333 3333 2333 2333");
    let mut new = levels();
    new[1].sections[0].criteria[0].must_have = true;
    new[1].sections[1].criteria[0].must_have = true;
    let (words, because) = moved(&card, new);
    assert_eq!((words.as_str(), because.len()), ("High (grade 4), settled -> Low (grade 3), settled", 0));
}

#[test]
fn what_is_gone_falls_away_and_what_is_new_was_not_asked() {
    let card = card(levels(), STRONG);
    let mut new = levels();
    new[1].sections[1].criteria.extend([examples::criterion("new.1"), examples::criterion("new.2")]);
    let (words, because) = moved(&card, new);
    assert_eq!(words, "High (grade 4), settled -> Low (grade 3), open up to High (grade 4)");
    assert_eq!(because.len(), 2, "without either the other is not enough to keep it open: {because:?}");

    let weak = self::card(levels(), "3333 3333 1133 3333");
    let mut new = levels();
    new[1].sections[0].criteria.drain(..2);
    let (words, _) = moved(&weak, new);
    assert_eq!(words, "Low (grade 3), settled -> High (grade 4), settled");
}

type Edit = fn(&mut Vec<Level>);

#[test]
fn every_kind_of_change_can_be_taken_back() {
    let ladder = |levels: &mut Vec<Level>| levels[1].sections[0].criteria[0].implies = vec!["low.one.1".to_owned()];
    let edits: Vec<(&str, Edit)> = vec![
        ("weight", |new| new[1].sections[0].criteria[0].weight = 3),
        ("bar", |new| new[1].sections[0].bar_percent = 100),
        ("must-have", |new| new[1].sections[0].criteria[0].must_have = true),
        ("grade", |new| new[1].grade = Some(9)),
        ("implies", |new| new[1].sections[0].criteria[1].implies = vec!["low.one.2".to_owned()]),
        ("ladder", |new| new[1].sections[0].criteria[0].implies.clear()),
        ("renamed", |new| new[1].sections[0].criteria[1].id = "other".to_owned()),
        ("removed", |new| drop(new[1].sections[0].criteria.remove(1))),
        ("added", |new| new[1].sections[0].criteria.insert(0, examples::criterion("new"))),
        ("section added", |new| new[1].sections.push(examples::section("new", "three", 2))),
        ("section removed", |new| drop(new[1].sections.remove(1))),
        ("moved", |new| {
            let moved = new[1].sections[0].criteria.remove(0);
            new[1].sections[1].criteria.push(moved);
        }),
        ("kind", |new| new[1].sections[0].kind = crate::domain::rubric::SectionKind::Additional),
    ];
    for (name, edit) in edits {
        let mut old = levels();
        ladder(&mut old);
        let mut new = old.clone();
        edit(&mut new);
        let (old, new) = (arcs(old), arcs(new));
        let changes = difference::between(&old, &new);
        let [change] = changes.as_slice() else { panic!("{name}: {changes:?}") };
        let back = revert::without(&old, &new, change).unwrap_or_else(|| panic!("{name} cannot be taken back"));
        let left: Vec<Change> =
            difference::between(&old, &back).into_iter().filter(|change| change.moves_grade).collect();
        assert_eq!(left, [], "{name}");
    }
}

#[test]
fn a_level_that_is_gone_cannot_judge_and_one_of_another_name_can() {
    let card = card(levels(), STRONG);
    let mut gone = levels();
    gone.pop();
    let Outcome::Untold(why) = regraded(&card, gone) else { panic!("it was judged") };
    assert!(why.contains("\"high\""), "{why}");

    let mut renamed = levels();
    renamed[1].id = "upper".to_owned();
    assert_eq!(regraded(&card, renamed), Outcome::Stays, "another name is no other grade");

    let mut broken = levels();
    broken[1].sections[0].bar_percent = 0;
    assert!(matches!(regraded(&card, broken), Outcome::Untold(_)));
}

#[test]
fn levels_above_the_target_do_not_count() {
    let mut low = levels();
    low.truncate(1);
    let card = card(low, "3333 3333");
    let mut new = levels();
    new[1].sections[0].bar_percent = 100;
    assert_eq!(regraded(&card, new), Outcome::Stays);
}
