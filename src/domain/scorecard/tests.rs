//! What a card needs before it can be submitted, and what it then says.

use super::*;
use crate::domain::examples::{self, level, section};
use crate::domain::interview::{self, Event, Recorded, Start};

fn now() -> Moment {
    Moment::new(1_795_442_700, 3_600)
}

/// An interview about four criteria `low.craft.1` to `.4` and then two of `top.craft`.
fn interview(events: impl IntoIterator<Item = Event>) -> Interview {
    let rubric = examples::rubric(vec![
        level("low", None, vec![section("low", "craft", 4)]),
        level("top", Some("low"), vec![section("top", "craft", 2)]),
    ]);
    let start = Start {
        id: "0192f3c4-0000-7000-8000-000000000000".to_owned(),
        candidate: Candidate { name: "Sam Poe".to_owned(), reference: Some("REQ-7".to_owned()) },
        interviewer: "Ana Ruiz".to_owned(),
        planned_minutes: 45,
        focus: Vec::new(),
        amends: None,
        rubric,
    };
    let recorded = |seq, event| Recorded { seq, at: now(), active_ms: 0, event };
    let mut interview = Interview::begin(recorded(0, Event::Started(Box::new(start)))).expect("it begins");
    for (event, seq) in events.into_iter().zip(1..) {
        interview.apply(&recorded(seq, event)).expect("the event fits");
    }
    interview
}

/// Rates the criteria from the first on; 0 is no data and `-` leaves one out.
fn rated(ratings: &str) -> Vec<Event> {
    let ids = ["low.craft.1", "low.craft.2", "low.craft.3", "low.craft.4", "top.craft.1", "top.craft.2"];
    ids.into_iter()
        .zip(ratings.split(' '))
        .filter_map(|(id, rating)| Some((id, rating.parse().ok()?)))
        .map(|(id, number)| Event::Rated {
            criterion: id.to_owned(),
            answer: Rating::from_number(number).map_or(Answer::NoData, Answer::Rated),
            basis: Basis::WorkSample,
        })
        .collect()
}

fn text(field: Field, insert: &str) -> Event {
    Event::TextEdited { field, at: 0, remove: 0, insert: insert.to_owned() }
}

fn note(id: &str, insert: &str) -> Event {
    text(Field::Note(id.to_owned()), insert)
}

fn decided(overall: Overall, level: LevelChoice) -> Vec<Event> {
    vec![Event::OverallChosen { overall }, Event::LevelChosen { level }]
}

fn at(id: &str) -> LevelChoice {
    LevelChoice::Level(id.to_owned())
}

#[test]
fn a_decision_is_always_needed() {
    assert_eq!(missing(&interview([])), [Missing::Overall, Missing::Level]);
    let overall = Event::OverallChosen { overall: Overall::NoDecision };
    assert_eq!(missing(&interview([overall])), [Missing::Level]);
    assert_eq!(missing(&interview(decided(Overall::No, LevelChoice::None))), []);
}

#[test]
fn every_answer_but_meets_needs_a_note() {
    let needing = |events: Vec<Event>| -> Vec<(usize, Answer)> {
        missing(&interview(events))
            .into_iter()
            .filter_map(|m| if let Missing::Note { criterion, answer } = m { Some((criterion, answer)) } else { None })
            .collect()
    };
    let all = rated("0 1 2 3 4 -");
    let expected = [
        (0, Answer::NoData),
        (1, Answer::Rated(Rating::NotShown)),
        (2, Answer::Rated(Rating::Partial)),
        (4, Answer::Rated(Rating::Exceeds)),
    ];
    assert_eq!(needing(all.clone()), expected);
    let noted = ["low.craft.1", "low.craft.2", "low.craft.3"].map(|id| note(id, "said so"));
    assert_eq!(needing([all.clone(), noted.to_vec()].concat()), expected[3..]);
    let blank = note("top.craft.1", " \n ");
    assert_eq!(needing([all, noted.to_vec(), vec![blank]].concat()), expected[3..], "a blank note says nothing");
}

#[test]
fn a_note_without_an_answer_would_be_lost() {
    let events = [vec![note("low.craft.2", "came up in passing")], decided(Overall::No, LevelChoice::None)].concat();
    assert_eq!(missing(&interview(events)), [Missing::Answer { criterion: 1 }]);
}

#[test]
fn a_reason_is_needed_where_the_decision_leaves_the_recommendation() {
    let proves_low = rated("3 3 3 3 - -");
    for (level, expected) in [
        (at("low"), vec![]),
        (at("top"), vec![Missing::Reason]),
        (LevelChoice::None, vec![Missing::Reason]),
        (LevelChoice::Unchosen, vec![Missing::Level]),
    ] {
        let events = [proves_low.clone(), decided(Overall::Yes, level.clone())].concat();
        assert_eq!(missing(&interview(events.clone())), expected, "{level:?}");
        let reasoned = [events, vec![text(Field::Reason, "  ")]].concat();
        assert_eq!(missing(&interview(reasoned)), expected, "a blank reason is none");
    }
    let reason = vec![text(Field::Reason, "Led the top level's work before.")];
    let events = [proves_low, decided(Overall::Yes, at("top")), reason].concat();
    assert_eq!(missing(&interview(events)), []);
}

#[test]
fn a_later_rating_can_call_for_a_reason() {
    let decided_first = [rated("3 3 3 3 - -"), decided(Overall::Yes, at("low"))].concat();
    assert_eq!(missing(&interview(decided_first.clone())), []);
    let more = [decided_first, rated("- - - - 3 3")].concat();
    assert_eq!(missing(&interview(more)), [Missing::Reason]);
}

#[test]
fn a_card_needs_names_that_it_can_hold() {
    let named = |candidate: &str, interviewer: &str| Event::DetailsChanged {
        candidate: Candidate { name: candidate.to_owned(), reference: None },
        interviewer: interviewer.to_owned(),
        planned_minutes: 45,
    };
    let long = "é".repeat(limits::NAME_CHARS + 1);
    for (candidate, interviewer, expected) in [
        ("Sam Poe", "Ana Ruiz", vec![]),
        (" \t", "Ana Ruiz", vec![Missing::Candidate]),
        (&long[2..], &long, vec![Missing::Interviewer]),
        (&long, "", vec![Missing::Candidate, Missing::Interviewer]),
    ] {
        let interview =
            interview([vec![named(candidate, interviewer)], decided(Overall::No, LevelChoice::None)].concat());
        assert_eq!(missing(&interview), expected);
        match Scorecard::submit(&interview, now(), 0) {
            Ok(card) => assert_eq!(Scorecard::new(card.content().clone()), Ok(card)),
            Err(missing) => assert_eq!(missing, expected),
        }
    }
}

#[test]
fn what_is_missing_comes_in_the_order_of_the_screen() {
    let events = [rated("- 2 - - 1 -"), vec![note("low.craft.3", "hm")]].concat();
    let expected = [
        Missing::Note { criterion: 1, answer: Answer::Rated(Rating::Partial) },
        Missing::Answer { criterion: 2 },
        Missing::Note { criterion: 4, answer: Answer::Rated(Rating::NotShown) },
        Missing::Overall,
        Missing::Level,
    ];
    let interview = interview(events);
    assert_eq!(missing(&interview), expected);
    assert_eq!(Scorecard::submit(&interview, now(), 0), Err(expected.to_vec()));
}

#[test]
fn a_submitted_card_holds_what_was_found_and_decided() {
    let events = [
        rated("3 3 2 3 0 -"),
        vec![note("low.craft.3", "without tests"), note("top.craft.1", "ran out of time")],
        vec![text(Field::Takeaways, "Careful."), text(Field::Reason, "Hire for low.")],
        decided(Overall::Yes, at("low")),
    ]
    .concat();
    let end = Moment::new(3_600, 0);
    let card = Scorecard::submit(&interview(events), end, 3_312_999).expect("nothing is missing");
    let content = card.content();
    assert_eq!((content.candidate.name.as_str(), content.interviewer.as_str()), ("Sam Poe", "Ana Ruiz"));
    assert_eq!(content.timing, Timing { started_at: now(), ended_at: end, planned_minutes: 45, active_seconds: 3_312 });
    assert_eq!((content.submitted_at, &content.amends), (end, &None));
    let decision = Decision { overall: Overall::Yes, level: Some(0), reason: "Hire for low.".to_owned() };
    assert_eq!(content.decision, decision);
    assert_eq!(content.takeaways, "Careful.");
    let entries: Vec<_> = content.entries.iter().map(|e| (e.criterion, e.answer, e.note.as_str())).collect();
    let meets = Answer::Rated(Rating::Meets);
    let expected = [
        (0, meets, ""),
        (1, meets, ""),
        (2, Answer::Rated(Rating::Partial), "without tests"),
        (3, meets, ""),
        (4, Answer::NoData, "ran out of time"),
    ];
    assert_eq!(entries, expected, "what was not asked has no entry");
    assert!(content.entries.iter().all(|entry| entry.basis == Basis::WorkSample));
    assert_eq!((card.recommendation().floor, card.recommendation().ceiling), (Some(0), Some(1)));
    assert_eq!(Scorecard::new(content.clone()), Ok(card.clone()), "what is submitted is a sound card");
}

#[test]
fn every_fault_of_a_card_is_said_at_once() {
    let events = [rated("3 3 3 3 - -"), decided(Overall::Yes, at("low"))].concat();
    let mut content = Scorecard::submit(&interview(events), now(), 0).expect("nothing is missing").content().clone();
    content.candidate.name = " ".to_owned();
    content.interviewer = "x".repeat(limits::NAME_CHARS + 1);
    content.entries[1].criterion = 0;
    content.entries[2].note = "x".repeat(limits::TEXT_BYTES + 1);
    content.concerns = "x".repeat(limits::TEXT_BYTES + 1);
    let faults = Scorecard::new(content).expect_err("it has faults");
    let paths: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(paths, ["candidate.name", "interviewer", "ratings[1].criterion", "ratings[2].note", "concerns"]);
}

#[test]
fn a_card_read_from_a_file_may_lack_its_reason() {
    let events = [rated("3 3 3 3 - -"), decided(Overall::Yes, at("low"))].concat();
    let mut content = Scorecard::submit(&interview(events), now(), 0).expect("nothing is missing").content().clone();
    content.decision.level = None;
    assert!(Scorecard::new(content).is_ok(), "whoever reads it reports a missing reason");
}

/// A submitted card, carried over as if its seal were `seal`, with what happened then.
fn amended(events: Vec<Event>) -> Interview {
    let first = [
        rated("3 3 2 3 0 -"),
        vec![note("low.craft.3", "without tests"), note("top.craft.1", "ran out of time")],
        vec![text(Field::Concerns, "Tests."), text(Field::Reason, "Hire for low.")],
        decided(Overall::Yes, at("low")),
    ];
    let card = Scorecard::submit(&interview(first.concat()), now(), 1_200_000).expect("nothing is missing");
    let later = Moment::new(now().unix_seconds() + 86_400, 3_600);
    let rubric = card.content().rubric.clone();
    let mut carried = interview::carry_over(&card, "seal", rubric, "0192f3c4-0000-7000-8000-000000000001", later);
    let next = carried.len() as u64;
    carried.extend(events.into_iter().zip(next..).map(|(event, seq)| Recorded {
        seq,
        at: later,
        active_ms: 1_200_000,
        event,
    }));
    let mut events = carried.into_iter();
    let mut interview = Interview::begin(events.next().expect("a start")).expect("it begins");
    for event in events {
        interview.apply(&event).unwrap_or_else(|error| panic!("{event:?}: {error}"));
    }
    interview
}

#[test]
fn an_amendment_says_what_the_card_said_until_it_is_changed() {
    let untouched = amended(Vec::new());
    assert!(!untouched.can_undo(), "what the card said is no step to take back");
    assert_eq!(missing(&untouched), [Missing::Amendment], "a reason is all that is missing");
    let because = text(Field::Amendment, "Saw the tests since.");
    let same = Scorecard::submit(&amended(vec![because.clone()]), now(), 1_200_000).expect("nothing is missing");
    let content = same.content();
    let amends = Amendment { seal: "seal".to_owned(), reason: "Saw the tests since.".to_owned() };
    assert_eq!(content.amends, Some(amends));
    let timing = Timing { started_at: now(), ended_at: now(), planned_minutes: 45, active_seconds: 1_200 };
    assert_eq!(content.timing, timing, "the interview was as long as it was");
    assert_eq!(content.entries.len(), 5);
    assert!(content.entries.iter().all(|entry| entry.rated_at == now() && entry.basis == Basis::WorkSample));
    assert_eq!((content.concerns.as_str(), content.decision.reason.as_str()), ("Tests.", "Hire for low."));

    let again = Event::Rated {
        criterion: "low.craft.3".to_owned(),
        answer: Answer::Rated(Rating::Meets),
        basis: Basis::WorkSample,
    };
    let changed = Scorecard::submit(&amended(vec![again, because]), now(), 1_200_000).expect("nothing is missing");
    let entry = &changed.content().entries[2];
    assert_eq!((entry.answer, entry.changes), (Answer::Rated(Rating::Meets), 1));
    assert_ne!(entry.rated_at, now(), "only what was changed has a new time");
    assert_eq!(changed.content().entries[0].rated_at, now());
}
