//! What a check finds, what it names, and that it always recomputes what can be recomputed.

use super::*;
use crate::storage::sealed::seal_of;
use crate::storage::stage;
use crate::text;
use serde_json::json;

/// A sealed card after a change of its content.
fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = json::parse(&to_bytes(&stage::card())).expect("a card is JSON");
    change(&mut value);
    let seal = seal_of(&mut value);
    value["seal"] = seal.into();
    json::pretty(&value)
}

/// The problems as `code path`, and whether a recommendation was recomputed.
fn found(bytes: &[u8]) -> (Vec<String>, bool) {
    let report = from_bytes(bytes).report;
    let problems = report.problems.iter().map(|problem| format!("{} {}", problem.code.id(), problem.path)).collect();
    (problems, report.recommendation.is_some())
}

#[test]
fn a_written_card_is_what_it_claims_to_be() {
    let card = stage::card();
    let reading = from_bytes(&to_bytes(&card));
    assert_eq!(reading.report.problems, []);
    assert_eq!(reading.report.recommendation.expect("recomputed").floor.expect("a level").level, "senior");
    let read = reading.card.expect("it can be told");
    assert_eq!(to_bytes(&read), to_bytes(&card), "nothing is lost on the way");
}

#[test]
fn any_change_breaks_the_seal() {
    let text = String::from_utf8(to_bytes(&stage::card())).expect("UTF-8");
    let with_note = text.replace("second line", "second lime");
    assert_eq!(found(with_note.as_bytes()), (vec!["seal seal".to_owned()], true));
    let with_field = text.replacen('{', "{\"smuggled\": 1,", 1);
    assert_eq!(found(with_field.as_bytes()), (vec!["seal seal".to_owned()], true));
    // Layout is not content.
    assert_eq!(found(text.replace('\n', "\r\n").as_bytes()), (Vec::new(), true));
}

#[test]
fn only_a_seal_that_fits_is_told() {
    let bytes = to_bytes(&stage::card());
    let seal = from_bytes(&bytes).seal.expect("it is sealed");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(seal.starts_with("sha256:") && text.contains(&format!("\"seal\": \"{seal}\"")), "{seal}");
    assert_eq!(from_bytes(text.replace("second line", "second lime").as_bytes()).seal, None);
    assert_eq!(from_bytes(text.replace("\"seal\"", "\"no seal\"").as_bytes()).seal, None);
}

#[test]
fn the_recommendation_is_recomputed_whatever_the_card_claims() {
    let wrong = changed(|card| card["recommendation"]["ceiling"] = Value::Null);
    assert_eq!(found(&wrong), (vec!["recommendation recommendation.ceiling".to_owned()], true));
    let message = &from_bytes(&wrong).report.problems[0].message;
    assert!(message.contains("recommendation.ceiling is null, should be \"senior\""), "{message}");

    for gone in [json!(null), json!("senior"), json!([])] {
        let bytes = changed(|card| card["recommendation"] = gone);
        assert_eq!(found(&bytes), (vec!["recommendation recommendation".to_owned()], true));
    }
    let many = changed(|card| {
        card["recommendation"]["levels"][0]["sections"][0]["earned"] = 1.into();
        card["recommendation"]["status"] = "open".into();
    });
    let report = from_bytes(&many).report;
    assert_eq!(report.problems[0].path, "recommendation");
    assert!(report.problems[0].message.contains("levels[0].sections[0].earned is 1, should be"), "{report:?}");
    assert!(report.problems[0].message.contains("status is \"open\", should be \"settled\""), "{report:?}");
}

#[test]
fn everything_else_may_be_wrong_and_the_grade_is_still_told() {
    let bytes = changed(|card| {
        let kept = json!({"rubric": card["rubric"], "ratings": card["ratings"]});
        *card = kept;
    });
    let (problems, recomputed) = found(&bytes);
    assert!(recomputed);
    for expected in [
        "format format",
        "invalid id",
        "invalid candidate",
        "invalid interviewer",
        "invalid interview",
        "invalid decision",
        "invalid takeaways",
        "invalid submitted_at",
        "recommendation recommendation",
    ] {
        assert!(problems.iter().any(|problem| problem == expected), "{expected} in {problems:?}");
    }
    let same = from_bytes(&to_bytes(&stage::card())).report.recommendation;
    assert_eq!(from_bytes(&bytes).report.recommendation, same);

    let titles = changed(|card| {
        card["rubric"]["family"] = "../../etc".into();
        card["rubric"]["levels"][0]["title"] = "".into();
        card["ratings"][1]["note"] = 7.into();
        card["ratings"][1]["basis"] = "hearsay".into();
        card["ratings"][1]["rated_at"] = "noon".into();
    });
    let expected = [
        "invalid rubric.family",
        "invalid rubric.levels[0].title",
        "invalid ratings[1].basis",
        "invalid ratings[1].note",
        "invalid ratings[1].rated_at",
    ];
    assert_eq!(found(&titles), (expected.map(str::to_owned).to_vec(), true));
}

#[test]
fn only_ratings_that_are_ratings_count() {
    for wrong in [json!(0), json!(5), json!("3"), json!(3.0), json!(true), json!(-1), json!([3])] {
        let bytes = changed(|card| card["ratings"][2]["rating"] = wrong.clone());
        assert_eq!(found(&bytes), (vec!["invalid ratings[2].rating".to_owned()], false), "{wrong}");
    }
    let missing = changed(|card| {
        card["ratings"][2].as_object_mut().expect("an entry").remove("rating");
    });
    assert_eq!(found(&missing), (vec!["invalid ratings[2].rating".to_owned()], false));
    let unknown = changed(|card| card["ratings"][2]["criterion"] = "nowhere".into());
    assert_eq!(found(&unknown), (vec!["invalid ratings[2].criterion".to_owned()], false));
    let twice = changed(|card| card["ratings"][2] = card["ratings"][1].clone());
    assert_eq!(found(&twice), (vec!["invalid ratings[2].criterion".to_owned()], false));
}

#[test]
fn a_rubric_that_the_rule_cannot_use_is_refused_with_its_place() {
    let bytes = changed(|card| {
        card["rubric"]["levels"][0]["sections"][0]["criteria"][0]["weight"] = 4.into();
        card["rubric"]["levels"][1]["sections"][0]["kind"] = "maybe".into();
        card["rubric"]["levels"][2]["sections"][0]["criteria"][1]["implies"] = json!(["nowhere"]);
    });
    let expected = [
        "invalid rubric.levels[0].sections[0].criteria[0].weight",
        "invalid rubric.levels[1].sections[0].kind",
        "invalid rubric.levels[2].sections[0].criteria[1].implies[0]",
    ];
    assert_eq!(found(&bytes), (expected.map(str::to_owned).to_vec(), false));
}

#[test]
fn a_card_of_any_family_is_checked_by_the_rubric_inside_it() {
    let bytes = changed(|card| {
        card["rubric"]["family"] = "gardeners".into();
        card["rubric"]["levels"][0]["grade"] = Value::Null;
        card["recommendation"]["levels"][0]["grade"] = Value::Null;
    });
    assert_eq!(found(&bytes), (Vec::new(), true));
}

#[test]
fn a_reason_is_asked_for_only_where_the_recommendation_stands() {
    let low = |card: &mut Value| card["decision"]["level"] = "associate".into();
    assert_eq!(found(&changed(low)), (vec!["invalid decision.reason".to_owned()], true));
    let disputed = changed(|card| {
        low(card);
        card["recommendation"]["floor"]["level"] = "associate".into();
    });
    assert_eq!(found(&disputed), (vec!["recommendation recommendation.floor.level".to_owned()], true));
    let reasoned = changed(|card| {
        low(card);
        card["decision"]["reason"] = "Would start lower.".into();
    });
    assert_eq!(found(&reasoned), (Vec::new(), true));
}

#[test]
fn newer_and_foreign_files_are_named_as_such() {
    let newer = changed(|card| card["format"] = "assay.scorecard/2".into());
    assert_eq!(found(&newer).0, ["format format"]);
    assert!(from_bytes(&newer).report.problems[0].message.contains("newer assay"));
    assert!(from_bytes(&newer).card.is_none());
    assert_eq!(found(b"[]").0, ["format "]);
    assert_eq!(found(b"{").0, ["unreadable "]);
    let rubric = include_bytes!("../../../rubrics/professional-services-engineer/senior.json");
    assert_eq!(from_bytes(rubric).report.problems[0].code, Code::Format);
}

#[test]
fn texts_and_names_have_limits() {
    let bytes = changed(|card| {
        card["takeaways"] = "x".repeat(64_001).into();
        card["candidate"]["name"] = "x".repeat(10_000).into();
        card["interviewer"] = " ".into();
    });
    let expected = ["invalid takeaways", "invalid candidate.name", "invalid interviewer"];
    assert_eq!(found(&bytes), (expected.map(str::to_owned).to_vec(), true));
}

#[test]
fn a_flood_of_faults_is_told_in_short() {
    let bytes = changed(|card| {
        card["ratings"] = vec![json!({}); 5_000].into();
        card["format"] = "x".repeat(60_000).into();
    });
    let report = from_bytes(&bytes).report;
    assert_eq!(report.problems.len(), 102);
    assert!(report.problems.iter().all(|problem| problem.message.len() < 2_000));
    assert!(report.problems.last().is_some_and(|problem| problem.message.contains("more problems")), "{report:?}");
}

#[test]
fn no_message_repeats_steering_characters() {
    let evil = "\u{1b}]0;x\u{7}\u{202e}\u{9b}";
    let bytes = changed(|card| {
        card["format"] = evil.into();
        card["ratings"][0]["criterion"] = evil.into();
        card["ratings"][1]["basis"] = evil.into();
        card["decision"]["level"] = evil.into();
        card["rubric"]["target"] = evil.into();
        card["recommendation"]["status"] = evil.into();
    });
    for problem in from_bytes(&bytes).report.problems {
        assert!(!format!("{}{}", problem.path, problem.message).chars().any(text::is_hidden), "{problem:?}");
    }
}

#[test]
fn an_amendment_comes_back_with_its_reason_and_without_one_too() {
    let seal = from_bytes(&to_bytes(&stage::card())).seal.expect("it is sealed");
    let amending = changed(|card| {
        card["amends"] = seal.clone().into();
        card["amendment_reason"] = "Saw the tests since.".into();
    });
    let reading = from_bytes(&amending);
    assert_eq!(reading.report.problems, []);
    let card = reading.card.expect("it can be told");
    let amends = card.content().amends.clone().expect("it amends one");
    assert_eq!((amends.seal, amends.reason.as_str()), (seal.clone(), "Saw the tests since."));
    assert_eq!(from_bytes(&to_bytes(&card)).seal, reading.seal, "nothing is lost on the way");
    let foreign = from_bytes(&changed(|card| card["amends"] = seal.into()));
    assert_eq!(foreign.report.problems, [], "another program may not know the reason");
    let card = foreign.card.expect("it can be told");
    assert_eq!(from_bytes(&to_bytes(&card)).seal, foreign.seal);
}
