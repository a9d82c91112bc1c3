//! Every event goes to its line and back, and nothing else is an event.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::interview::{Amends, Field, LevelChoice, Start};
use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::rubric::{Level, Rubric};
use crate::domain::time::Moment;
use crate::storage::wire::rubric::LevelFile;

const LEVELS: [&[u8]; 4] = [
    include_bytes!("../../../../rubrics/professional-services-engineer/associate.json"),
    include_bytes!("../../../../rubrics/professional-services-engineer/intermediate.json"),
    include_bytes!("../../../../rubrics/professional-services-engineer/senior.json"),
    include_bytes!("../../../../rubrics/professional-services-engineer/staff.json"),
];

fn level(index: usize) -> Arc<Level> {
    let file: LevelFile = json::read(LEVELS[index]).expect("a built-in rubric is a rubric");
    Arc::new(file.into_level(format!("sha256:{index}")).expect("it has no faults"))
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just(
            "\u{7f}\u{85}\u{9b}\u{202e}\u{2028}\n\r\t\"\\ e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} 𝄞\u{1d173}"
                .to_owned()
        ),
    ]
}

fn any_field() -> impl Strategy<Value = Field> {
    prop_oneof![
        any_text().prop_map(Field::Note),
        Just(Field::Takeaways),
        Just(Field::Strengths),
        Just(Field::Concerns),
        Just(Field::Reason),
        Just(Field::Amendment),
    ]
}

fn any_candidate() -> impl Strategy<Value = Candidate> {
    (any_text(), proptest::option::of(any_text())).prop_map(|(name, reference)| Candidate { name, reference })
}

fn any_start() -> impl Strategy<Value = Event> {
    (any_text(), any_candidate(), any_text(), any::<u32>(), proptest::collection::vec(any_text(), 0..3), 1_usize..=4)
        .prop_map(|(id, candidate, interviewer, planned_minutes, focus, levels)| {
            let amends = (levels > 2).then(|| Amends { seal: id.clone(), ended_at: Moment::new(1_795_442_700, 3_600) });
            let rubric = Rubric::new((0..levels).map(level).collect()).expect("the built-in chain is a rubric");
            Event::Started(Box::new(Start { id, candidate, interviewer, planned_minutes, focus, amends, rubric }))
        })
}

fn any_event() -> impl Strategy<Value = Event> {
    let rating = || proptest::sample::select(Rating::ALL.to_vec());
    let basis = || proptest::sample::select(Basis::ALL.to_vec());
    let answer = prop_oneof![Just(Answer::NoData), rating().prop_map(Answer::Rated)];
    prop_oneof![
        (any_text(), answer, basis()).prop_map(|(criterion, answer, basis)| Event::Rated { criterion, answer, basis }),
        any_text().prop_map(|criterion| Event::Cleared { criterion }),
        (any_text(), any::<bool>()).prop_map(|(criterion, on)| Event::Flagged { criterion, on }),
        (any_field(), any_text()).prop_map(|(field, finding)| Event::Dismissed { field, finding }),
        (proptest::collection::vec(any_text(), 0..4), rating(), basis())
            .prop_map(|(criteria, rating, basis)| Event::Attested { criteria, rating, basis }),
        (any_field(), any::<usize>(), any::<usize>(), any_text())
            .prop_map(|(field, at, remove, insert)| Event::TextEdited { field, at, remove, insert }),
        (0_usize..4).prop_map(|index| Event::Stretched { level: level(index) }),
        proptest::sample::select(Overall::ALL.to_vec()).prop_map(|overall| Event::OverallChosen { overall }),
        any_text().prop_map(|id| Event::LevelChosen { level: LevelChoice::Level(id) }),
        (any_candidate(), any_text(), any::<u32>()).prop_map(|(candidate, interviewer, planned_minutes)| {
            Event::DetailsChanged { candidate, interviewer, planned_minutes }
        }),
        proptest::sample::select(vec![
            Event::LevelChosen { level: LevelChoice::Unchosen },
            Event::LevelChosen { level: LevelChoice::None },
            Event::TextClosed,
            Event::ClockStarted,
            Event::ClockPaused,
            Event::ClockTicked,
            Event::Undone,
            Event::Redone,
        ]),
    ]
}

fn recorded(event: Event) -> Recorded {
    Recorded { seq: 7, at: Moment::new(1_795_442_700, 3_600), active_ms: 61_000, event }
}

fn only_line(bytes: &[u8]) -> &str {
    let text = std::str::from_utf8(bytes).expect("a line is UTF-8");
    let line = text.strip_suffix('\n').expect("a line ends with a line break");
    assert!(!line.contains('\n') && !line.chars().any(crate::text::is_hidden), "{line}");
    line
}

proptest! {
    #[test]
    fn every_event_comes_back_exactly(
        event in any_event(), seq: u64, seconds: i64, offset in -86_399_i32..86_400, active_ms: u64,
    ) {
        let before = Recorded { seq, at: Moment::new(seconds, offset), active_ms, event };
        let line = to_line(&before);
        only_line(&line);
        prop_assert_eq!(from_line(&line), Ok(before));
    }

    #[test]
    fn a_start_comes_back_exactly(event in any_start()) {
        let before = Recorded { seq: 0, ..recorded(event) };
        let line = to_line(&before);
        let begins = only_line(&line).starts_with(r#"{"format":"assay.draft/1","seq":0,"at":"#);
        prop_assert!(begins);
        prop_assert_eq!(from_first_line(&line), Ok(before));
    }

    #[test]
    fn a_line_cut_anywhere_is_known_as_cut_off(event in any_event(), cut: proptest::sample::Index) {
        let line = to_line(&recorded(event));
        let end = cut.index(line.len() - 1);
        prop_assert_eq!(from_line(&line[..end]), Err(LineError::CutOff));
    }
}

#[test]
fn lines_read_as_the_format_says() {
    let line = to_line(&recorded(Event::TextEdited {
        field: Field::Note("senior.direction".to_owned()),
        at: 3,
        remove: 1,
        insert: "é".to_owned(),
    }));
    assert_eq!(
        only_line(&line),
        r#"{"seq":7,"at":"2026-11-23T15:05:00+01:00","active_ms":61000,"event":"text_edited","field":"note","criterion":"senior.direction","offset":3,"remove":1,"insert":"é"}"#
    );
}

#[test]
fn a_focus_on_single_criteria_is_a_text_among_the_others() {
    let rubric = Rubric::new(vec![level(0)]).expect("a rubric");
    let (section, criterion) = (rubric.section_key(0, 0), rubric.criterion_key(rubric.section_range(0, 1).start));
    let start = |focus: Vec<String>| {
        let candidate = Candidate { name: "Jo".to_owned(), reference: None };
        let (id, interviewer, rubric) = ("an-id".to_owned(), "Ana".to_owned(), rubric.clone());
        Event::Started(Box::new(Start { id, candidate, interviewer, planned_minutes: 60, focus, amends: None, rubric }))
    };
    for (focus, written) in [
        (vec![section.clone()], format!(r#""focus":["{section}"],"levels":"#)),
        (vec![section.clone(), criterion.clone()], format!(r#""focus":["{section}","{criterion}"],"levels":"#)),
    ] {
        let line = to_line(&Recorded { seq: 0, ..recorded(start(focus)) });
        assert!(only_line(&line).contains(&written), "a journal has no field that older ones lack");
        let again = from_first_line(&line).expect("it is a start");
        assert_eq!(to_line(&again), line, "byte for byte");
    }
}

#[test]
fn what_is_no_event_is_refused_with_its_reason() {
    let invalid = |line: &str| match from_line(line.as_bytes()) {
        Err(LineError::Invalid(why)) => why,
        other => panic!("{line} gave {other:?}"),
    };
    let rated = |rating: &str| {
        format!(
            r#"{{"seq":1,"at":"2026-11-23T15:05:00Z","active_ms":0,"event":"rated","criterion":"x"{rating},"basis":"interview"}}"#
        )
    };
    assert!(from_line(rated(r#","rating":null,"later":[1]"#).as_bytes()).is_ok(), "unknown fields are ignored");
    for bad in [r#","rating":0"#, r#","rating":5"#, r#","rating":"3""#, r#","rating":3.0"#, ""] {
        assert!(invalid(&rated(bad)).contains("rating") || invalid(&rated(bad)).contains("invalid type"), "{bad}");
    }
    assert!(invalid(&rated(r#","rating":3,"rating":4"#)).contains("duplicate"));
    assert!(invalid(&rated(r#","rating":3,"seq":1"#)).contains("duplicate"));
    assert!(invalid(&rated(r#","rating":3,"event":"undone""#)).contains("duplicate"));
    assert!(invalid("<<<<<<< HEAD").contains("merge conflict"));
    assert!(invalid(r#"{"seq":1,"at":"noon","active_ms":0,"event":"undone"}"#).contains("RFC 3339"));
    assert!(invalid(r#"{"seq":1,"at":"2026-11-23T15:05:00Z","active_ms":0,"event":"praised"}"#).contains("praised"));
    let edit = r#"{"seq":1,"at":"2026-11-23T15:05:00Z","active_ms":0,"event":"text_edited","field":"note","criterion":"a","criterion":"b","offset":0,"remove":0,"insert":""}"#;
    assert!(invalid(edit).contains("duplicate"));
}

#[test]
fn another_version_is_refused_by_name() {
    let first = |line: &str| from_first_line(line.as_bytes()).expect_err("no start");
    let LineError::Version(why) = first(r#"{"format":"assay.draft/2","all":"else is new"}"#) else {
        panic!("a version")
    };
    assert!(why.contains("newer assay") && why.contains("assay.draft/2"), "{why}");
    assert!(matches!(first(r#"{"format":"assay.rubric/1"}"#), LineError::Invalid(_)));
    assert!(matches!(first(r#"{"seq":0}"#), LineError::Invalid(_)));
    assert!(matches!(first(r#"{"format":"assay.dr"#), LineError::CutOff));
}
