//! Practice as rules: blind until compared, and nothing of an answer changes afterwards.

use proptest::prelude::*;

use super::*;

fn answer() -> impl Strategy<Value = Answer> {
    prop::sample::select(ANSWERS.to_vec())
}

/// Exercises with these keys.
fn exercises(keys: &[Vec<Answer>]) -> Vec<Exercise> {
    let keyed = |e: usize, (i, answer): (usize, &Answer)| Keyed {
        criterion: Criterion { id: format!("c{e}.{i}"), title: format!("Title {e}.{i}"), ..Criterion::default() },
        level: "Senior".to_owned(),
        answer: *answer,
        reason: "said".to_owned(),
    };
    let exercise = |(e, key): (usize, &Vec<Answer>)| Exercise {
        id: format!("e{e}"),
        title: format!("Exercise {e}"),
        level: "Senior".to_owned(),
        turns: Vec::new(),
        key: key.iter().enumerate().map(|item| keyed(e, item)).collect(),
        lesson: String::new(),
    };
    keys.iter().enumerate().map(exercise).collect()
}

fn rated(number: i64) -> Answer {
    Answer::Rated(Rating::from_number(number).expect("1 to 4"))
}

#[test]
fn a_difference_is_in_steps_and_no_data_is_a_case_of_its_own() {
    let between = |yours: i64, expert: i64| {
        let answer = |n: i64| Rating::from_number(n).map_or(Answer::NoData, Answer::Rated);
        Difference::between(answer(yours), answer(expert))
    };
    assert_eq!(between(4, 1), Difference::Up(3));
    assert_eq!(between(2, 3), Difference::Down(1));
    assert_eq!((between(3, 3), between(0, 0)), (Difference::Same, Difference::Same));
    // 0 is not a low rating: nothing of it is a step.
    assert_eq!((between(1, 0), between(0, 1)), (Difference::Unfounded, Difference::Missed));
}

#[test]
fn nothing_is_compared_before_all_is_answered_and_then_it_stands() {
    let mut session = Session::new(exercises(&[vec![rated(2), Answer::NoData]]), Round::default());
    assert!(session.give(0, 0, Some(rated(3))) && !session.give(0, 0, Some(rated(3))));
    assert!(!session.compare(0), "one is missing");
    assert_eq!((session.missing(0), session.difference(0, 0)), (vec![1], None));
    assert!(session.give(0, 1, Some(rated(1))) && session.give(0, 1, None) && session.give(0, 1, Some(rated(4))));
    assert!(session.compare(0) && !session.compare(0));
    assert_eq!(session.difference(0, 0), Some(Difference::Up(1)));
    assert_eq!(session.difference(0, 1), Some(Difference::Unfounded));
    assert!(!session.give(0, 0, Some(rated(2))) && !session.give(0, 0, None));
    assert_eq!(session.answer(0, 0), Some(rated(3)));
    assert!(!session.give(0, 7, Some(rated(1))) && !session.give(7, 0, None) && !session.compare(7));
}

#[test]
fn a_new_round_knows_the_one_before_and_another_versions_answers_stay() {
    let strange = Given { exercise: "gone".to_owned(), answers: vec![("x".to_owned(), rated(1))], compared: true };
    let mut session = Session::new(exercises(&[vec![rated(2)]]), Round { given: vec![strange.clone()], before: None });
    assert_eq!(session.tally().count(), 0, "what is not asked any more does not count");
    session.give(0, 0, Some(rated(4)));
    assert_eq!(session.round().given[0], strange);
    assert_eq!(session.afresh().before, None);
    session.compare(0);
    let before = Some(Before { of: 1, same: 0, steps: 2 });
    assert_eq!(session.afresh(), Round { given: Vec::new(), before });
    session.begin(session.afresh());
    assert_eq!(session.afresh().before, before, "a round without comparison leaves no trace");
}

#[test]
fn what_is_said_counts_exactly() {
    let tally = Tally::of([
        (rated(3), rated(2)),
        (rated(3), rated(2)),
        (rated(1), rated(4)),
        (rated(4), rated(4)),
        (rated(1), Answer::NoData),
    ]);
    assert_eq!(words::same(&tally), "1 of 5 criteria as the expert, 3 within one step");
    assert_eq!(words::leaning(&tally), "2 steps up, 3 down over 4 criteria rated by both: severe by 1");
    assert_eq!(words::no_data(&tally).as_deref(), Some("you rated 1 that gave none"));
    assert_eq!(words::shift(&tally).as_deref(), Some("the expert's 2 Partial became your 3 Meets 2 times"));
    let empty = Tally::default();
    assert_eq!((words::no_data(&empty), words::shift(&empty)), (None, None));
    assert_eq!(words::before(&Before { of: 21, same: 12, steps: -3 }), "12 of 21 criteria as the expert, severe by 3");
}

#[test]
fn what_to_watch_for_follows_the_counts() {
    let of = |yours: Answer, expert: Answer, times: usize| vec![(yours, expert); times];
    let said = |pairs: Vec<(Answer, Answer)>| words::watch(&Tally::of(pairs));
    let same = || of(rated(3), rated(3), 8);
    assert!(said(same()[..7].to_vec()).starts_with("Too few"));
    for (odd, begins) in [
        (Vec::new(), "Nothing stands out"),
        (of(rated(4), rated(3), 1), "Nothing stands out"),
        (of(rated(4), rated(3), 3), "Before a 3"),
        (of(rated(1), rated(3), 2), "Ask nothing"),
        ([of(rated(2), rated(4), 1), of(rated(4), rated(2), 1)].concat(), "You do not lean"),
        (of(rated(2), Answer::NoData, 2), "Rate what was asked"),
        (of(Answer::NoData, rated(1), 2), "0 is for"),
        ([of(rated(2), Answer::NoData, 2), of(rated(4), rated(2), 3)].concat(), "Before a 3"),
    ] {
        let pairs = [same(), odd].concat();
        let watch = said(pairs.clone());
        assert!(watch.starts_with(begins), "{pairs:?}: {watch}");
    }
}

proptest! {
    #[test]
    fn whatever_is_done_the_counts_are_those_of_the_answers(
        keys in prop::collection::vec(prop::collection::vec(answer(), 1..6), 1..5),
        acts in prop::collection::vec((0_usize..6, 0_usize..7, prop::option::of(answer()), any::<bool>()), 0..60),
    ) {
        let mut session = Session::new(exercises(&keys), Round::default());
        for (exercise, item, answer, compares) in acts {
            let before = session.clone();
            let changed = session.give(exercise, item, answer) | (compares && session.compare(exercise));
            // Each change says so, or it would not be kept.
            prop_assert_eq!(changed, filled(&session) != filled(&before));
            for (e, key) in keys.iter().enumerate() {
                if before.is_compared(e) {
                    prop_assert!(session.is_compared(e));
                    prop_assert!((0..key.len()).all(|i| session.answer(e, i) == before.answer(e, i)));
                }
            }
        }
        let tally = session.tally();
        let (up, down) = tally.up_and_down();
        prop_assert_eq!(tally.steps(), up - down);
        let wrong = tally.count() - tally.same();
        prop_assert!(tally.same() <= tally.within_a_step() && tally.within_a_step() <= tally.count());
        prop_assert!(tally.unfounded() + tally.missed() <= wrong);
        prop_assert!(up + down <= 3 * i64::try_from(tally.rated()).expect("few"));
        let table: usize = ANSWERS.iter().flat_map(|e| ANSWERS.iter().map(|y| tally.met(*e, *y))).sum();
        prop_assert_eq!(table, tally.count());
        prop_assert_eq!(tally.shift().is_some(), wrong > 0);
        // Kept and gone on with, it is the same session.
        prop_assert_eq!(&Session::new(session.exercises().to_vec(), session.round().clone()), &session);
        let _ = (words::alpha(&tally), words::watch(&tally), words::as_text(&session));
    }
}

/// What is answered or compared, without entries that are empty again.
fn filled(session: &Session) -> Vec<Given> {
    session.round().given.iter().filter(|given| !given.answers.is_empty() || given.compared).cloned().collect()
}
