//! What a panel's decision needs, holds and rests on.

use super::*;
use crate::domain::decision::Overall;
use crate::domain::interview::LevelChoice;
use crate::domain::limits;
use crate::domain::time::Moment;

fn ruling(level: LevelChoice) -> Ruling {
    Ruling {
        overall: Some(Overall::Yes),
        level,
        reason: String::new(),
        present: vec!["Ana".to_owned(), " ana".to_owned(), " ".to_owned(), "Ben ".to_owned()],
        revealed: true,
    }
}

fn at(id: &str) -> LevelChoice {
    LevelChoice::Level(id.to_owned())
}

fn now() -> Moment {
    Moment::new(1_795_442_700, 0)
}

fn two() -> Panel {
    panel([card("b", "Ben", &both(), "3 3 3 3"), card("a", "Ana", &low(), "3 3 3 3").about("Jo Roe", Some("REQ-7"))])
}

fn decided(panel: &Panel, ruling: &Ruling) -> Result<PanelDecision, Vec<Missing>> {
    PanelDecision::decide(panel, ruling, "id", now())
}

#[test]
fn a_decision_says_what_it_rests_on() {
    let decision = decided(&two(), &ruling(at("low"))).expect("nothing is missing");
    let record = decision.record().clone();
    let low = Some(LevelRef { id: "low".to_owned(), grade: None });
    let rests_on = |interviewer: &str, file: &str| CardRef {
        interviewer: interviewer.to_owned(),
        id: format!("id of {file}"),
        seal: stage::seal(file),
    };
    let expected = Record {
        id: "id".to_owned(),
        candidate: Candidate { name: "Jo Roe".to_owned(), reference: Some("REQ-7".to_owned()) },
        family: "test".to_owned(),
        recommended: low.clone(),
        level: low,
        overall: Overall::Yes,
        reason: String::new(),
        present: vec!["Ana".to_owned(), "Ben".to_owned()],
        revealed: true,
        cards: vec![rests_on("Ana", "a"), rests_on("Ben", "b")],
        decided_at: now(),
    };
    assert_eq!(record, expected);
    assert!(!decision.differs());
    assert_eq!(PanelDecision::new(record), Ok(decision));
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let nothing = Ruling {
        overall: None,
        level: LevelChoice::Unchosen,
        reason: String::new(),
        present: vec![" ".to_owned()],
        revealed: false,
    };
    assert_eq!(decided(&two(), &nothing), Err(vec![Missing::Overall, Missing::Level, Missing::Present]));
    assert_eq!(decided(&two(), &ruling(at("elsewhere"))), Err(vec![Missing::Level]));
}

#[test]
fn a_reason_is_needed_where_the_decision_leaves_the_recommendation() {
    for level in [LevelChoice::None, at("top")] {
        let blank = Ruling { reason: " \n".to_owned(), ..ruling(level.clone()) };
        assert_eq!(decided(&two(), &blank), Err(vec![Missing::Reason]));
        let reasoned = Ruling { reason: "We saw more.".to_owned(), ..ruling(level) };
        assert!(decided(&two(), &reasoned).is_ok_and(|decision| decision.differs()));
    }
    let nothing = panel([card("a", "Ana", &low(), "1 1 1 1")]);
    assert!(decided(&nothing, &ruling(LevelChoice::None)).is_ok(), "none is recommended");
    assert_eq!(decided(&nothing, &ruling(at("low"))), Err(vec![Missing::Reason]));
}

#[test]
fn what_cannot_be_kept_is_said_with_its_place() {
    let long = Ruling { present: vec!["x".repeat(limits::NAME_CHARS + 1)], ..ruling(at("low")) };
    let Err(missing) = decided(&two(), &long) else { panic!("the name is too long") };
    assert!(matches!(&missing[..], [Missing::Faulty(fault)] if fault.path == "present[0]"), "{missing:?}");
}

#[test]
fn every_fault_of_a_record_is_said_at_once() {
    let mut record = decided(&two(), &ruling(at("low"))).expect("nothing is missing").record().clone();
    record.cards.push(CardRef { interviewer: "ANA".to_owned(), seal: String::new(), ..record.cards[0].clone() });
    let faults = |record: Record| -> Vec<String> {
        PanelDecision::new(record).expect_err("it has faults").into_iter().map(|fault| fault.path).collect()
    };
    let broken = Record {
        id: " ".to_owned(),
        family: String::new(),
        candidate: Candidate::default(),
        level: None,
        present: vec!["Ana".to_owned(), String::new()],
        ..record.clone()
    };
    assert_eq!(
        faults(broken),
        ["id", "family", "candidate.name", "reason", "present[1]", "cards[2].interviewer", "cards[2].seal"]
    );
    let reason = "x".repeat(limits::TEXT_BYTES + 1);
    assert_eq!(
        faults(Record { reason, present: Vec::new(), cards: Vec::new(), ..record }),
        ["reason", "present", "cards"]
    );
}

#[test]
fn what_has_changed_since_is_told_by_person() {
    let decision = decided(&two(), &ruling(at("low"))).expect("nothing is missing");
    assert_eq!(decision.since(&two()), []);
    let later = panel([
        card("a", "Ana", &low(), "3 3 3 3").about("Jo Roe", Some("REQ-7")),
        card("a2", " ANA", &low(), "1 1 1 1").amending("a"),
        card("c", "Cleo", &low(), "1 1 1 1"),
    ]);
    let said: Vec<String> = decision.since(&later).iter().map(words::since).collect();
    let expected = [
        "Ana's card has changed since: it is a2 now.",
        "Ben's card is not pooled any more.",
        "Cleo's card has come in since.",
        "The recommended level was low and is none now.",
    ];
    assert_eq!(said, expected);
}
