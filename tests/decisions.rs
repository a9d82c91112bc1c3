//! Panels' decisions from outside: what their files hold, and what `assay check` says of them once the
//! cards have changed.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[path = "stage/cards.rs"]
mod cards;
#[path = "stage/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use assay::domain::candidate::Candidate;
use assay::domain::decision::Overall;
use assay::domain::interview::LevelChoice;
use assay::domain::panel::{Panel, PanelDecision, Ruling};
use assay::domain::rating::{Answer, Rating};
use assay::domain::scorecard::{Amendment, Content, Scorecard};
use assay::domain::time::Moment;
use assay::storage::archive::{write_card, write_decision};
use assay::storage::pool::{Gathered, gather};
use assay::storage::{card, json};
use program::Stage;
use serde_json::{Value, json};

const NAME: &str = "Ana Ruiz";

fn id(number: u32) -> String {
    format!("0192f3c4-7e1a-7cc0-9f00-00000000000{number}")
}

/// The content of an interviewer's card, whose id ends in a number.
fn content(number: u32, interviewer: &str) -> Content {
    Content { interviewer: interviewer.to_owned(), ..cards::card_of(&id(number), NAME, 0).content().clone() }
}

fn put(stage: &Stage, content: Content) -> PathBuf {
    write_card(&stage.paths, &Scorecard::new(content).expect("the card is sound")).expect("there is room")
}

fn submit(stage: &Stage, number: u32, interviewer: &str) -> PathBuf {
    put(stage, content(number, interviewer))
}

/// Writes the amendment of a card, and whoever else it is said to be by and about.
fn amend(stage: &Stage, number: u32, interviewer: &str, file: &Path) -> PathBuf {
    put(stage, amending(number, interviewer, file))
}

fn amending(number: u32, interviewer: &str, file: &Path) -> Content {
    let seal = card::from_file(file).seal.expect("it is sealed");
    let submitted_at = Moment::new(1_795_442_900 + i64::from(number), 3_600);
    let amends = Some(Amendment { seal, reason: "On second thought.".to_owned() });
    Content { amends, submitted_at, ..content(number, interviewer) }
}

/// The id of the first decision.
const DECISION: &str = "0193aaaa-7e1a-7cc0-9f00-0000000000dd";

/// Writes the decision of the panel as it is.
fn decide(stage: &Stage) -> PathBuf {
    decide_at(stage, DECISION, 0)
}

fn decide_at(stage: &Stage, id: &str, at: i64) -> PathBuf {
    let Gathered { submitted, left_out, .. } = gather(&stage.paths, NAME);
    let panel = Panel::new(submitted, left_out).expect("a card is pooled");
    let ruling = Ruling {
        overall: Some(Overall::Yes),
        level: LevelChoice::Level("intermediate".to_owned()),
        reason: "The team needs somebody to grow.".to_owned(),
        present: vec!["Bo".to_owned(), "Cy".to_owned()],
        revealed: false,
    };
    let decision = PanelDecision::decide(&panel, &ruling, id, Moment::new(1_795_443_000 + at, 3_600));
    write_decision(&stage.paths, &decision.expect("nothing is missing")).expect("there is room")
}

#[test]
fn the_schema_describes_what_is_written() {
    let stage = Stage::new();
    submit(&stage, 1, "Bo");
    let file: Value = serde_json::from_slice(&fs::read(decide(&stage)).expect("readable")).expect("JSON");
    let (code, schema) = stage.run_json(&["schema", "panel"]);
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let errors: Vec<String> = validator.iter_errors(&file).map(|error| error.to_string()).collect();
    assert_eq!((code, errors), (0, Vec::new()));
    for (path, wrong) in [
        ("/format", json!("assay.panel/2")),
        ("/overall", json!("maybe")),
        ("/level/grade", json!("7")),
        ("/present", json!([])),
        ("/cards/0/seal", Value::Null),
        ("/revealed", json!("no")),
        ("/seal", json!("sha256:12")),
    ] {
        let mut file = file.clone();
        *file.pointer_mut(path).expect("every decision has it") = wrong;
        assert!(!validator.is_valid(&file), "{path}");
    }
    for field in file.as_object().expect("an object").keys() {
        let mut file = file.clone();
        file.as_object_mut().expect("an object").remove(field);
        assert!(!validator.is_valid(&file), "{field} is always there");
    }
}

/// Checks a file by its path: the exit code, and each problem and note as `code path message`.
fn check(stage: &Stage, file: &Path) -> (i32, Vec<String>, Vec<String>) {
    let (code, checked) = stage.run_json(&["check", "--json", file.to_str().expect("test paths are UTF-8")]);
    assert_eq!(checked[0]["ok"], code == 0);
    let said = |what: &str| {
        let said = checked[0][what].as_array().into_iter().flatten().map(|told| {
            let part = |part: &str| told[part].as_str().expect("a text").to_owned();
            format!("{} {} {}", part("code"), part("path"), part("message"))
        });
        said.collect()
    };
    (code, said("problems"), said("notes"))
}

/// Cards of Bo and Cy, and a decision on them.
fn decided() -> (Stage, [PathBuf; 2], PathBuf) {
    let stage = Stage::new();
    let cards = [submit(&stage, 1, "Bo"), submit(&stage, 2, "Cy")];
    let decision = decide(&stage);
    (stage, cards, decision)
}

fn rewrite(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("readable");
    assert!(text.contains(from), "{from} is not in {}", file.display());
    fs::write(file, text.replace(from, to)).expect("writable");
}

#[test]
fn a_decision_that_rests_on_what_is_there_is_found_right_by_path_and_id() {
    let (stage, _, decision) = decided();
    assert_eq!(check(&stage, &decision), (0, Vec::new(), Vec::new()));
    let whole = format!("panel-{DECISION}");
    for given in [&whole, "panel-0193", DECISION, "0193"] {
        let (code, checked) = stage.run_json(&["check", "--json", given]);
        assert_eq!((code, checked[0]["file"].as_str()), (0, decision.to_str()), "{given}");
        assert_eq!(checked[0]["recommendation"]["recommended"], json!({"level": "senior", "grade": 7}));
        assert!(checked[0].get("notes").is_none());
    }
    let (code, out, _) = stage.run_text(&["check", "panel-0193"]);
    assert!(code == 0 && out.starts_with("ok    ") && out.ends_with(": senior (grade 7), settled\n"), "{out}");

    decide_at(&stage, "0193bbbb", 1);
    for (given, why) in [
        ("panel-0193", "\"panel-0193\" fits 2 decisions: panel-0193aaaa"),
        ("panel-7", "there is no decision \"panel-7\""),
        ("panel-", "there is no decision \"panel-\""),
        ("7", "there is no card \"7\""),
    ] {
        let (code, out, _) = stage.run_text(&["check", given]);
        assert!(code == 1 && out.contains(why), "{out}");
    }
    assert_eq!(stage.run_text(&["check", "0193bbbb"]).0, 0);
    let (_, list) = stage.run_json(&["list", "--json"]);
    assert_eq!(list.as_array().map(Vec::len), Some(2), "a decision is no card");
}

#[test]
fn a_panel_for_other_programs_holds_the_sealed_decision() {
    let (stage, _, decision) = decided();
    let file: Value = serde_json::from_slice(&fs::read(decision).expect("readable")).expect("JSON");
    let (code, panel) = stage.run_json(&["panel", NAME, "--format", "json"]);
    assert_eq!((code, &panel["decision"]), (0, &file));
}

#[test]
fn a_changed_decision_is_noticed() {
    let (stage, _, decision) = decided();
    rewrite(&decision, "somebody to grow", "nobody to grow");
    let broken = "seal seal does not fit: the decision was changed after it was sealed";
    assert_eq!(check(&stage, &decision), (1, vec![broken.to_owned()], Vec::new()));
    rewrite(&decision, "assay.panel/1", "assay.panel/2");
    let (code, problems, _) = check(&stage, &decision);
    assert!(code == 1 && matches!(&problems[..], [one] if one.starts_with("format format was written by a newer")));
    fs::write(&decision, "{}").expect("writable");
    assert!(check(&stage, &decision).1.iter().any(|said| said.contains("\"assay.panel/1\" was expected")));
}

#[test]
fn what_became_of_the_cards_is_said() {
    let (stage, [bo, _], decision) = decided();
    amend(&stage, 3, "Bo", &bo);
    let amended = format!("changed cards[0] Bo's card has changed since: it is {}.json now; it was amended", id(3));
    assert_eq!(check(&stage, &decision), (1, vec![amended], Vec::new()));

    let (stage, [_, cy], decision) = decided();
    rewrite(&cy, "Calm under", "Wild under");
    let (one, what) = (id(2), "is damaged: seal does not fit: the card was changed after it was sealed");
    let tampered = format!("changed cards[1] Cy's card is not pooled any more; {one}.json {what}");
    assert_eq!(check(&stage, &decision), (1, vec![tampered], Vec::new()));

    let (stage, [bo, _], decision) = decided();
    fs::remove_file(&bo).expect("it is there");
    put(&stage, Content { takeaways: "Wild.".to_owned(), ..content(1, "Bo") });
    let resealed = format!(
        "changed cards[0] Bo's card has changed since: it is {}.json now; it was sealed anew with another content",
        id(1)
    );
    assert_eq!(check(&stage, &decision), (1, vec![resealed], Vec::new()));

    let (stage, [bo, _], decision) = decided();
    fs::remove_file(bo).expect("it is there");
    submit(&stage, 4, "Dov");
    let expected = [
        format!("changed cards[0] Bo's card is not pooled any more; the card {} is not here any more", id(1)),
        "changed cards Dov's card has come in since.".to_owned(),
    ];
    assert_eq!(check(&stage, &decision), (1, expected.to_vec(), Vec::new()));
    let (_, out, _) = stage.run_text(&["check", "panel-0193"]);
    assert!(out.starts_with("WRONG") && out.contains("      changed: Dov's card has come in since.\n"), "{out}");
}

#[test]
fn another_recommendation_is_said() {
    let (stage, [bo, _], decision) = decided();
    let mut low = amending(3, "Bo", &bo);
    for entry in &mut low.entries {
        entry.answer = Answer::Rated(Rating::NotShown);
    }
    low.decision.level = None;
    put(&stage, low);
    let (code, problems, notes) = check(&stage, &decision);
    assert_eq!(notes, [""; 0]);
    let moved = "changed recommended The recommended level was senior (grade 7) and is none now.";
    assert_eq!((code, problems.len(), problems.last().map(String::as_str)), (1, 2, Some(moved)));
    let (_, checked) = stage.run_json(&["check", "--json", "panel-0193"]);
    assert_eq!(checked[0]["recommendation"]["recommended"], Value::Null);
}

#[test]
fn without_any_card_all_are_missed_in_the_archive_and_unknown_elsewhere() {
    let (stage, cards, decision) = decided();
    let mailed = stage.file("mailed.json", fs::read(&decision).expect("readable"));
    let (code, problems, notes) = check(&stage, &mailed);
    assert_eq!((code, problems, notes.len()), (0, Vec::new(), 1));
    assert!(notes[0].starts_with("changed cards none of the cards that it rests on is here"), "{notes:?}");
    let (_, out, _) = stage.run_text(&["check", "mailed.json"]);
    assert!(out.starts_with("ok    mailed.json\n      note: changed: none of the cards"), "{out}");

    // With one of its cards beside it, the others are missed.
    stage.file("one.json", fs::read(&cards[0]).expect("readable"));
    let (code, problems, _) = check(&stage, &mailed);
    assert!(code == 1 && matches!(&problems[..], [one] if one.contains("Cy's card is not pooled")), "{problems:?}");

    for card in cards {
        fs::remove_file(card).expect("it is there");
    }
    let (code, problems, notes) = check(&stage, &decision);
    assert_eq!((code, problems.len(), notes.len()), (1, 2, 0), "{problems:?}");
}

#[test]
fn a_file_beside_it_that_cannot_be_read_is_a_note() {
    let (stage, [bo, _], decision) = decided();
    fs::write(bo.with_file_name("0192eeee.json"), "{").expect("there is room");
    let (code, problems, notes) = check(&stage, &decision);
    let expected = "changed cards 0192eeee.json: is damaged: ends too early (line 1): the text is cut off";
    assert_eq!((code, problems, notes), (0, Vec::new(), vec![expected.to_owned()]));
}

#[test]
fn what_a_later_decision_took_note_of_is_history() {
    let (stage, [bo, _], decision) = decided();
    amend(&stage, 3, "Bo", &bo);
    let later = decide_at(&stage, "0193bbbb", 1);
    let (code, problems, notes) = check(&stage, &decision);
    assert_eq!((code, problems, notes.len()), (0, Vec::new(), 2));
    assert_eq!(notes[0], "changed  a later decision, panel-0193bbbb.json, was made since");
    assert_eq!(check(&stage, &later), (0, Vec::new(), Vec::new()));
    submit(&stage, 4, "Dov");
    assert_eq!(check(&stage, &later).0, 1, "nobody took note of this one");
}

#[test]
fn a_chain_of_amendments_is_followed() {
    let stage = Stage::new();
    let first = put(&stage, Content { interviewer: " BO".to_owned(), ..cards::card().content().clone() });
    assert!(first.ends_with(format!("{}.json", cards::ID)));
    let second = amend(&stage, 2, "Bo", &first);
    let third = amend(&stage, 3, "Bo", &second);
    for card in [&first, &second, &third] {
        assert_eq!(check(&stage, card), (0, Vec::new(), Vec::new()), "{}", card.display());
    }
    let mailed = stage.file("mailed.json", fs::read(&third).expect("readable"));
    let (code, problems, notes) = check(&stage, &mailed);
    assert_eq!((code, problems), (0, Vec::new()), "a single file is sound by itself");
    assert!(notes[0].starts_with("chain amends names a card that is not here, so the card cannot be"), "{notes:?}");

    fs::remove_file(&second).expect("it is there");
    assert!(check(&stage, &third).2[0].contains("so the card cannot be compared"));
    let second = amend(&stage, 2, "Bo", &first);
    fs::remove_file(&first).expect("it is there");
    let (code, _, notes) = check(&stage, &third);
    assert!(code == 0 && notes[0].contains(&format!("so {}.json cannot be compared", id(2))), "{notes:?}");
    rewrite(&second, "Calm under", "Wild under");
    let tampered = format!("chain amends names {}.json, which was changed after it was sealed", id(2));
    assert_eq!(check(&stage, &third), (1, vec![tampered], Vec::new()));
}

#[test]
fn nobody_amends_what_is_not_theirs() {
    let stage = Stage::new();
    let bo = submit(&stage, 1, "Bo");
    let theirs = amend(&stage, 2, "Cy", &bo);
    let expected = format!("chain amends names {}.json, a card of Bo, which nobody else can amend", id(1));
    assert_eq!(check(&stage, &theirs), (1, vec![expected], Vec::new()));

    // A card about somebody else that was put into this folder.
    let candidate = Candidate { name: "Eli Wu".to_owned(), reference: None };
    let eli = put(&stage, Content { candidate, ..content(3, "Bo") });
    fs::copy(&eli, bo.with_file_name("0192eeee.json")).expect("there is room");
    let astray = amend(&stage, 4, "Bo", &eli);
    let expected = "chain amends names 0192eeee.json, which is about another candidate, Eli Wu";
    assert_eq!(check(&stage, &astray), (1, vec![expected.to_owned()], Vec::new()));
}

#[test]
fn a_ring_of_forged_amendments_comes_to_an_end() {
    let stage = Stage::new();
    let bo = submit(&stage, 1, "Bo");
    let seal = card::from_file(&bo).seal.expect("it is sealed");
    rewrite(&bo, "\"amends\": null", &format!("\"amends\": \"{seal}\""));
    let (code, problems, _) = check(&stage, &bo);
    assert_eq!((code, problems.len()), (1, 2), "its own seal is broken, and so is the chain: {problems:?}");
}

#[test]
fn a_folder_is_checked_with_its_decisions() {
    let (stage, cards, decision) = decided();
    let data = stage.paths.data.to_str().expect("UTF-8").to_owned();
    let checked = |expected: i32| -> Vec<(String, bool)> {
        let (code, checked) = stage.run_json(&["check", "--json", &data]);
        assert_eq!(code, expected);
        let file = |object: &Value| {
            (object["file"].as_str().expect("a path").to_owned(), object["ok"].as_bool().expect("yes or no"))
        };
        checked.as_array().expect("an array").iter().map(file).collect()
    };
    let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let all = |ok| vec![(path(&cards[0]), true), (path(&cards[1]), true), (path(&decision), ok)];
    assert_eq!(checked(0), all(true));
    fs::remove_file(&cards[0]).expect("it is there");
    assert_eq!(checked(1), all(false)[1..]);
}

#[test]
fn nothing_in_a_decision_steers_the_terminal() {
    let (stage, _, decision) = decided();
    let evil = "\u{1b}[31m\u{202e}\u{9b}2J\u{200b}\r\n";
    let mut file: Value = serde_json::from_slice(&fs::read(&decision).expect("readable")).expect("JSON");
    for path in
        ["/cards/0/interviewer", "/cards/0/id", "/cards/0/seal", "/level/level", "/present/0", "/reason", "/seal"]
    {
        *file.pointer_mut(path).expect("every decision has it") = evil.into();
    }
    file[evil] = evil.into();
    fs::write(&decision, json::pretty(&file)).expect("writable");
    let name = decision.to_str().expect("UTF-8");
    for args in [&["check", name][..], &["check", "--json", name], &["check", &format!("panel-{evil}")]] {
        assert_eq!(stage.run(args).status.code(), Some(1), "{args:?}");
    }
}
