//! `check --notes` from outside: what is said of a card's notes, and that it fails nothing.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[path = "stage/cards.rs"]
mod cards;
#[path = "stage/program.rs"]
mod program;

use std::fs;

use assay::storage::archive::write_card;
use assay::storage::{card, json};
use assay::text;
use program::Stage;
use serde_json::{Value, json};

/// A card with notes of several kinds, sealed.
fn hurtful() -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(&card::to_bytes(&cards::card())).expect("a card is JSON");
    for (index, rating, note) in [
        (1, 4, "Led 3 migrations, held under probe."),
        (2, 2, "Planned the move, no measurement. Young and hungry."),
        (3, 1, "Weak answer."),
        (4, 3, "Gave two cases.\u{1b}[2J\u{202e} Too old for us."),
    ] {
        value["ratings"][index]["rating"] = rating.into();
        value["ratings"][index]["note"] = note.into();
    }
    value["concerns"] = "Good. Not a culture fit.".into();
    value["strengths"] = "Good.".into();
    value.as_object_mut().expect("a card is an object").remove("seal");
    value["seal"] = json::digest(&value).into();
    json::pretty(&value)
}

fn brief(card: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let findings = card["findings"].as_array().expect("findings are an array");
    findings.iter().map(|finding| (text(&finding["path"]), text(&finding["code"]))).collect()
}

#[test]
fn findings_are_told_with_place_reason_and_remedy_and_fail_nothing() {
    let stage = Stage::new();
    stage.file("card.json", hurtful());
    let (code, checked) = stage.run_json(&["check", "--notes", "card.json", "--json"]);
    assert_eq!((code, &checked[0]["ok"], &checked[0]["candidate"]), (0, &json!(true), &json!("Ana Ruiz")));
    let wanted = [
        ("ratings[2].note", "protected"),
        ("ratings[3].note", "no-behaviour"),
        ("ratings[4].note", "protected"),
        ("concerns", "similarity"),
    ];
    assert_eq!(brief(&checked[0]), wanted.map(|(path, code)| (path.to_owned(), code.to_owned())));
    let (words, whole) = (&checked[0]["findings"][0], &checked[0]["findings"][1]);
    assert_eq!((&words["words"], &words["criterion"]["rating"]), (&json!("Young and"), &json!(2)));
    assert_eq!((&words["span"], &words["key"]), (&json!([34, 43]), &json!("protected:young and")));
    assert_eq!((&whole["words"], &whole["span"], &whole["key"]), (&Value::Null, &Value::Null, &json!("no-behaviour")));
    assert_eq!(checked[0]["findings"][3]["criterion"], Value::Null);
    for finding in checked[0]["findings"].as_array().expect("findings") {
        assert!(["why", "instead"].iter().all(|field| finding[field].as_str().is_some_and(|text| text.len() > 10)));
    }

    let (code, out, err) = stage.run_text(&["check", "--notes", "card.json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.lines().all(|line| text::width(line) <= 80), "{out}");
    for part in
        ["\"Young and\" [protected]", "the note as a whole [no-behaviour]", "why: ", "do: ", "1 card, 4 findings."]
    {
        assert!(out.contains(part), "{part:?} is missing in {out}");
    }
    assert_eq!(out.matches("It stands for an age.").count(), 1, "a reason is given once: {out}");
}

#[test]
fn cards_are_found_by_id_and_folder_and_what_is_no_card_is_told() {
    let stage = Stage::new();
    let path = write_card(&stage.paths, &cards::card()).expect("there is room");
    fs::write(path.with_file_name("panel-x.json"), "{}").expect("there is room");
    let folder = stage.paths.data.to_string_lossy().into_owned();
    for given in [cards::ID, &folder] {
        let (code, checked) = stage.run_json(&["check", "--notes", given, "--json"]);
        assert_eq!((code, checked.as_array().map(Vec::len)), (0, Some(1)), "{checked}");
        assert_eq!(brief(&checked[0]), []);
    }
    stage.file("no.json", "{}");
    let (code, out, _) = stage.run_text(&["check", "--notes", "no.json", cards::ID, "nowhere"]);
    assert_eq!(code, 1);
    assert!(out.contains("WRONG no.json") && out.contains("WRONG nowhere") && out.contains("ok   "), "{out}");
}

#[test]
fn own_words_count_and_broken_ones_are_told() {
    let stage = Stage::new();
    stage.file("card.json", hurtful());
    fs::create_dir_all(stage.paths.notes()).expect("there is room");
    let own = "format = \"assay.notes/1\"\ncode = \"comparison\"\noff = [\"age\", \"no-behaviour\", \"one-of-us\"]\n\
        [[entry]]\nid = \"moves\"\nwords = [\"planned the\"]\nwhy = \"\\u001b[2Jx\"\ninstead = \"y\"\n";
    fs::write(stage.paths.notes().join("own.toml"), own).expect("there is room");
    fs::write(stage.paths.notes().join("z.toml"), "format = \"assay.notes/1\"\n[[entry\n").expect("there is room");
    let output = stage.run_text(&["check", "--notes", "card.json", "--json"]);
    let checked: Value = serde_json::from_str(&output.1).expect("JSON");
    assert_eq!(brief(&checked[0]), [("ratings[2].note".to_owned(), "comparison".to_owned())]);
    assert!(output.2.contains("z.toml: line 2: "), "{}", output.2);
    assert_eq!(output.0, 0, "the rest was looked through");
    stage.run_text(&["check", "--notes", "card.json"]);
}
