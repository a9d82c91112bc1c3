//! What a decision's file holds, and what is said of one that is not as it should be.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::text;

fn decision() -> PanelDecision {
    let card = |interviewer: &str, n: u32| CardRef {
        interviewer: interviewer.to_owned(),
        id: format!("0192f3c4-000{n}"),
        seal: format!("sha256:{n:064x}"),
    };
    PanelDecision::new(Record {
        id: "0192f3c4-7e1a-7cc0-9f00-00000000000d".to_owned(),
        candidate: Candidate { name: "Jo Roe".to_owned(), reference: Some("REQ-7".to_owned()) },
        family: "professional-services-engineer".to_owned(),
        recommended: Some(LevelRef { id: "intermediate".to_owned(), grade: Some(6) }),
        level: Some(LevelRef { id: "senior".to_owned(), grade: Some(7) }),
        overall: Overall::Yes,
        reason: "Ben saw the migration itself.".to_owned(),
        present: vec!["Ana".to_owned(), "Ben".to_owned()],
        revealed: true,
        cards: vec![card("Ana", 1), card("Ben", 2)],
        decided_at: Moment::new(1_795_442_700, 3_600),
    })
    .expect("the decision is sound")
}

fn text() -> String {
    String::from_utf8(to_bytes(&decision())).expect("UTF-8")
}

fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(&to_bytes(&decision())).expect("JSON");
    change(&mut value);
    let seal = sealed::seal_of(&mut value);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("seal".to_owned(), seal.into());
    }
    json::pretty(&value)
}

/// Code and path of every problem, and whether the decision could be told.
fn found(bytes: &[u8]) -> (Vec<String>, bool) {
    let Reading { report, decision, .. } = from_bytes(bytes);
    let problems = report.problems.iter().map(|problem| format!("{} {}", problem.code.id(), problem.path));
    (problems.map(|problem| problem.trim_end().to_owned()).collect(), decision.is_some())
}

#[test]
fn a_decision_comes_back_with_its_seal() {
    let reading = from_bytes(text().as_bytes());
    assert_eq!(reading.report, CheckReport::default());
    assert_eq!(reading.decision, Some(decision()));
    let seal = reading.seal.expect("it is sealed");
    assert!(text().contains(&format!("\"seal\": \"{seal}\"")), "{seal}");
    for same in [format!("\u{feff}{}", text().replace('\n', "\r\n")), text().replace("  ", "\t")] {
        assert_eq!(from_bytes(same.as_bytes()).report, CheckReport::default());
    }
}

#[test]
fn the_file_reads_as_it_is_documented() {
    let value: Value = serde_json::from_str(&text()).expect("JSON");
    let expected = json!({
        "format": "assay.panel/1",
        "id": "0192f3c4-7e1a-7cc0-9f00-00000000000d",
        "candidate": {"name": "Jo Roe", "ref": "REQ-7"},
        "family": "professional-services-engineer",
        "recommended": {"level": "intermediate", "grade": 6},
        "level": {"level": "senior", "grade": 7},
        "overall": "yes",
        "reason": "Ben saw the migration itself.",
        "present": ["Ana", "Ben"],
        "revealed": true,
        "cards": [
            {"interviewer": "Ana", "id": "0192f3c4-0001", "seal": format!("sha256:{:064x}", 1)},
            {"interviewer": "Ben", "id": "0192f3c4-0002", "seal": format!("sha256:{:064x}", 2)},
        ],
        "decided_at": "2026-11-23T15:05:00+01:00",
        "seal": value["seal"],
    });
    assert_eq!(value, expected);
}

#[test]
fn any_change_breaks_the_seal() {
    for change in [text().replace("the migration", "no migration"), text().replacen('{', "{\"smuggled\": 1,", 1)] {
        assert_eq!(found(change.as_bytes()), (vec!["seal seal".to_owned()], true));
        assert_eq!(from_bytes(change.as_bytes()).seal, None);
    }
    let unsealed = text().replace("\"seal\": \"sha256:", "\"seen\": \"sha256:");
    let (problems, _) = found(unsealed.as_bytes());
    assert_eq!(problems.last().map(String::as_str), Some("seal seal"), "{problems:?}");
}

#[test]
fn fields_of_a_later_version_do_not_hurt() {
    let more = changed(|file| {
        file["room"] = "3.14".into();
        file["cards"][0]["weight"] = 2.into();
    });
    assert_eq!(found(&more), (Vec::new(), true));
}

#[test]
fn every_fault_is_said_at_once_with_its_place() {
    let bytes = changed(|file| {
        *file = json!({
            "format": "assay.panel/1",
            "id": "../../etc",
            "candidate": {"name": ""},
            "recommended": {"level": "Low er", "grade": -1},
            "level": 7,
            "overall": "maybe",
            "present": ["Ana", 3, " "],
            "revealed": "yes",
            "cards": [{"interviewer": "Ana", "id": "a"}, "b", {"interviewer": "ANA", "id": "", "seal": "s"}],
            "decided_at": "noon",
        });
    });
    let (problems, told) = found(&bytes);
    let expected = [
        "invalid id",
        "invalid family",
        "invalid recommended.level",
        "invalid recommended.grade",
        "invalid level",
        "invalid overall",
        "invalid present[1]",
        "invalid revealed",
        "invalid cards[0].seal",
        "invalid cards[1]",
        "invalid decided_at",
        "invalid candidate.name",
        "invalid present[2]",
        "invalid cards[2].interviewer",
        "invalid cards[2].id",
    ];
    assert_eq!((problems, told), (expected.map(str::to_owned).to_vec(), false));
    let nothing = found(b"{}").0;
    for field in ["format", "id", "family", "candidate", "recommended", "level", "overall", "present", "cards", "seal"]
    {
        assert!(nothing.iter().any(|problem| problem.ends_with(&format!(" {field}"))), "{field}: {nothing:?}");
    }
    for empty in ["present", "cards"] {
        assert_eq!(found(&changed(|file| file[empty] = json!([]))), (vec![format!("invalid {empty}")], false));
    }
}

#[test]
fn a_reason_is_needed_where_the_levels_differ() {
    let blank = |file: &mut Value| file["reason"] = " ".into();
    assert_eq!(found(&changed(blank)), (vec!["invalid reason".to_owned()], false));
    let same = changed(|file| {
        blank(file);
        file["recommended"] = json!({"level": "senior"});
    });
    assert_eq!(found(&same), (Vec::new(), true), "a grade may be left out");
}

#[test]
fn newer_foreign_and_broken_files_are_named_as_such() {
    let newer = changed(|file| *file = json!({"format": "assay.panel/2", "level": 7}));
    assert_eq!(found(&newer), (vec!["format format".to_owned()], false));
    assert!(from_bytes(&newer).report.problems[0].message.contains("newer assay"));
    assert_eq!(found(b"[]").0, ["format"]);
    let card = card_bytes();
    assert_eq!(found(&card).0[0], "format format");
    let deep = "[".repeat(100_000);
    let two = text() + &text();
    let twice = text().replacen('{', "{\"id\": \"x\",", 1);
    let conflict = text().replacen('\n', "\n<<<<<<< ours\n", 1);
    for broken in [&b""[..], b"{", b"{\"a\": NaN}", b"\xff\xfe", deep.as_bytes(), two.as_bytes(), twice.as_bytes()] {
        assert!(matches!(&found(broken).0[..], [one] if one.starts_with("unreadable")), "{broken:?}");
    }
    assert!(matches!(&found(conflict.as_bytes()).0[..], [one] if one == "unreadable"));
}

fn card_bytes() -> Vec<u8> {
    crate::storage::card::to_bytes(&crate::storage::stage::card())
}

#[test]
fn a_flood_of_faults_is_told_in_short_and_steers_nothing() {
    let evil = "\u{1b}]0;x\u{7}\u{202e}\u{9b}";
    let bytes = changed(|file| {
        file["cards"] = vec![json!({}); 5_000].into();
        file["overall"] = evil.into();
        file["id"] = evil.into();
        file["level"]["level"] = evil.into();
        file["format"] = evil.repeat(9_000).into();
    });
    let problems = from_bytes(&bytes).report.problems;
    assert!(problems.len() <= 103, "{}", problems.len());
    for problem in problems {
        assert!(problem.message.len() < 5_000);
        assert!(!format!("{}{}", problem.path, problem.message).chars().any(text::is_hidden), "{problem:?}");
    }
}

fn name() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|name| format!("x{}", name.chars().take(100).collect::<String>()))
}

fn level_ref() -> impl Strategy<Value = Option<LevelRef>> {
    proptest::option::of(("[a-z][a-z0-9.-]{0,20}", any::<Option<u32>>()).prop_map(|(id, grade)| LevelRef { id, grade }))
}

prop_compose! {
    fn record()(
        id in "[a-zA-Z0-9][a-zA-Z0-9_.-]{0,40}",
        candidate in (name(), any::<Option<String>>()),
        family in "[a-z][a-z-]{0,20}",
        levels in (level_ref(), level_ref()),
        overall in proptest::sample::select(Overall::ALL.to_vec()),
        reason in name(),
        present in proptest::collection::vec(name(), 1..4),
        revealed: bool,
        cards in proptest::collection::vec((name(), name(), name()), 1..4),
        seconds: i64,
        offset: i32,
    ) -> Record {
        Record {
            id,
            candidate: Candidate { name: candidate.0, reference: candidate.1 },
            family,
            recommended: levels.0,
            level: levels.1,
            overall,
            reason,
            present,
            revealed,
            cards: cards.into_iter().map(|(interviewer, id, seal)| CardRef { interviewer, id, seal }).collect(),
            decided_at: Moment::new(seconds, offset),
        }
    }
}

proptest! {
    #[test]
    fn every_sound_decision_comes_back_exactly(record in record()) {
        let Ok(decision) = PanelDecision::new(record) else { return Err(TestCaseError::reject("a name twice")) };
        let reading = from_bytes(&to_bytes(&decision));
        prop_assert_eq!(reading.report.problems, []);
        prop_assert_eq!(reading.decision, Some(decision));
        prop_assert!(reading.seal.is_some());
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes: Vec<u8>, at in 0_usize..900, byte: u8) {
        let _ = from_bytes(&bytes);
        let mut file = to_bytes(&decision());
        let at = at % file.len();
        file[at] = byte;
        let reading = from_bytes(&file);
        prop_assert!(reading.report.problems.is_empty() == (reading.seal.is_some() && reading.decision.is_some()));
    }
}
