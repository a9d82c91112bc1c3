//! `rubric diff` and `rubric show` from outside: what is compared, what is told, and how they end.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[path = "stage/cards.rs"]
mod cards;
#[path = "stage/program.rs"]
mod program;

use std::fs;
use std::path::PathBuf;

use assay::storage::archive::write_card;
use assay::storage::catalog::{BUILT_IN, Family};
use program::Stage;
use serde_json::{Value, json};

/// Escape sequences, C1, bidi controls, invisible and tag characters, and a stack of marks.
const EVIL: &str =
    "\u{1b}[31m\u{9b}2J\u{202e}\u{2066}\u{200b}\u{e0041}Z\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\r\n\t\u{7f}";

/// A copy of the built-in family in a folder of the stage, its levels changed.
fn copy(stage: &Stage, folder: &str, change: impl Fn(&str, &mut Value)) -> PathBuf {
    let to = stage.folder.path().join(folder);
    fs::create_dir_all(&to).expect("there is room");
    let family = Family::built_in();
    for level in &family.levels {
        let text = family.file_text(&level.id).expect("the built-in files are there");
        let mut value: Value = serde_json::from_str(&text).expect("they are JSON");
        change(&level.id, &mut value);
        fs::write(to.join(format!("{}.json", level.id)), value.to_string()).expect("there is room");
    }
    to
}

fn stricter(level: &str, value: &mut Value) {
    if level == "associate" {
        let mut new = value["sections"][0]["criteria"][0].clone();
        new["id"] = "associate.new".into();
        new["title"] = "Something new".into();
        new["must_have"] = true.into();
        value["sections"][0]["criteria"].as_array_mut().expect("criteria").push(new);
    }
    if level == "senior" {
        let statement =
            value["sections"][1]["criteria"][0]["statement"].as_str().expect("a text").replace('.', " indeed.");
        value["sections"][1]["criteria"][0]["statement"] = statement.into();
    }
}

#[test]
fn what_changed_is_told_and_a_difference_is_no_error() {
    let stage = Stage::new();
    copy(&stage, "config/rubrics/own", stricter);
    let (code, out, err) = stage.run_text(&["rubric", "diff", "built-in", BUILT_IN]);
    assert_eq!((code, err.as_str()), (0, ""));
    let grade = out.find("Can move a grade (1)").expect("what can move a grade is told");
    let wording = out.find("Wording and guidance").expect("what cannot is told apart");
    assert!(grade < wording && out.contains("Something new") && out.contains("indeed.]"), "{out}");

    let (code, out, _) = stage.run_text(&["rubric", "diff", BUILT_IN, BUILT_IN, "--regrade"]);
    assert_eq!(code, 0);
    assert!(out.contains("Nothing changed."), "{out}");

    let (code, told) = stage.run_json(&["rubric", "diff", "built-in", "config/rubrics/own", "--json"]);
    assert_eq!(code, 0);
    let what: Vec<&Value> =
        told["changes"].as_array().expect("an array").iter().map(|change| &change["what"]).collect();
    assert_eq!(what, ["criterion-added", "statement"]);
    assert_eq!((&told["changes"][0]["moves_grade"], &told["changes"][1]["moves_grade"]), (&json!(true), &json!(false)));
}

#[test]
fn a_single_level_is_compared_with_its_like() {
    let stage = Stage::new();
    copy(&stage, "own", stricter);
    for sides in [["built-in", "own/senior.json"], ["own/senior.json", "built-in"]] {
        let (code, told) = stage.run_json(&["rubric", "diff", sides[0], sides[1], "--json"]);
        let changes = told["changes"].as_array().expect("an array");
        assert_eq!((code, changes.len()), (0, 1), "{sides:?}");
        assert_eq!(changes[0]["what"], "statement");
    }
    write_card(&stage.paths, &cards::card()).expect("there is room");
    let (_, told) = stage.run_json(&["rubric", "diff", "built-in", "own/associate.json", "--regrade", "--json"]);
    assert_eq!(told["regrade"]["moved"].as_array().map(Vec::len), Some(1), "the other levels are those of the old one");
}

#[test]
fn saved_cards_that_would_move_are_named_with_the_cause_and_stay_as_they_are() {
    let stage = Stage::new();
    copy(&stage, "own", stricter);
    let card = write_card(&stage.paths, &cards::card()).expect("there is room");
    let before = fs::read(&card).expect("it was written");
    fs::write(card.with_file_name("broken.json"), "{").expect("there is room");

    let (code, out, err) = stage.run_text(&["rubric", "diff", "built-in", "own", "--regrade"]);
    assert_eq!(code, 0);
    for part in [
        "Of 1 saved card 1 would recommend something else",
        "Ana Ruiz",
        "Senior (grade 7), settled -> no level, insufficient up to Senior (grade 7)",
        "Something new: criterion added",
    ] {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&out).contains(part), "{part:?} is not in {out}");
    }
    assert!(err.contains("broken.json"), "{err}");
    assert_eq!(fs::read(&card).expect("it is there"), before);

    let (_, told) = stage.run_json(&["rubric", "diff", "built-in", "own", "--regrade", "--json"]);
    let moved = &told["regrade"]["moved"][0];
    assert_eq!(moved["candidate"]["name"], "Ana Ruiz");
    assert_eq!(moved["before"]["recommended"], json!({ "level": "senior", "grade": 7 }));
    assert_eq!(moved["after"]["recommended"], Value::Null);
    assert_eq!(moved["because"][0]["what"], "criterion-added");
    assert_eq!(told["regrade"]["not_read"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_cannot_be_compared_is_a_usage_error_with_every_reason() {
    let stage = Stage::new();
    let (code, out, err) = stage.run_text(&["rubric", "diff", "built-in", "nowhere"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("\"nowhere\"") && err.contains("assay rubric list"), "{err}");

    copy(&stage, "own", |level, value| {
        if level == "senior" {
            value["sections"][0]["bar_percent"] = 0.into();
            value["title"] = " ".into();
        }
    });
    let (code, _, err) = stage.run_text(&["rubric", "diff", "built-in", "own"]);
    assert_eq!(code, 2);
    assert!(err.contains("bar_percent") && err.contains("title"), "{err}");

    let (code, _, err) = stage.run_text(&["rubric", "diff", "built-in", "own/senior.json"]);
    assert_eq!(code, 2, "a single level has errors of its own as well");
    assert!(err.contains("bar_percent") && !err.contains("extends"), "{err}");

    stage.file("other.json", r#"{"format": "assay.rubric/1"}"#);
    assert_eq!(stage.run_text(&["rubric", "diff", "built-in", "other.json"]).0, 2);
}

#[test]
fn hostile_rubrics_steer_no_terminal() {
    let stage = Stage::new();
    let evil = |level: &str, value: &mut Value| {
        value["title"] = format!("{level}{EVIL}").into();
        value["family_title"] = EVIL.into();
        value["look_for"] = json!([EVIL]);
        for section in value["sections"].as_array_mut().expect("sections") {
            section["title"] = EVIL.into();
            for criterion in section["criteria"].as_array_mut().expect("criteria") {
                for field in ["title", "statement", "source"] {
                    criterion[field] = EVIL.into();
                }
                criterion["anchors"]["2"] = EVIL.into();
                criterion["look_for"] = json!([EVIL]);
                criterion["questions"] = json!([{ "kind": EVIL, "ask": EVIL, "probes": [EVIL] }]);
            }
        }
    };
    copy(&stage, "config/rubrics/own", evil);
    copy(&stage, "other", stricter);
    for args in [
        &["rubric", "diff", "built-in", BUILT_IN][..],
        &["rubric", "diff", BUILT_IN, "other", "--regrade"],
        &["rubric", "diff", BUILT_IN, "other", "--json"],
        &["rubric", "show", "senior", "--format", "text"],
        &["rubric", "show", "senior", "--format", "md", "--chain"],
        &["rubric", "show", "senior", "--format", "html"],
    ] {
        assert_eq!(stage.run(args).status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn a_level_is_shown_as_a_page_in_each_format() {
    let stage = Stage::new();
    let (code, plain, _) = stage.run_text(&["rubric", "show", "senior"]);
    assert_eq!(code, 0);
    assert!(plain.contains("[senior.iac-years]"), "without a format it is what it was, ids and all");
    for (format, begins) in
        [("text", "Professional Services Engineer\n"), ("md", "# Senior"), ("html", "<!DOCTYPE html>")]
    {
        let (code, page, err) = stage.run_text(&["rubric", "show", "senior", "--format", format]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(page.starts_with(begins) && !page.contains("senior.iac-years"), "{format}");
        let (_, chain, _) = stage.run_text(&["rubric", "show", "senior", "--chain", "--format", format]);
        assert!(chain.contains("Associate Professional Services Engineer") && chain.len() > 2 * page.len(), "{format}");
    }
    assert_eq!(stage.run_text(&["rubric", "show", "senior", "--json", "--format", "md"]).0, 2);
    assert_eq!(stage.run_text(&["rubric", "show", "director", "--format", "md"]).0, 2);
}

#[test]
fn a_page_goes_to_a_new_file_and_its_ending_says_how() {
    let stage = Stage::new();
    let (code, out, err) = stage.run_text(&["rubric", "show", "senior", "-o", "senior.html"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.contains("wrote senior.html"), "{err}");
    let page = fs::read_to_string(stage.folder.path().join("senior.html")).expect("it was written");
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert_eq!(stage.run_text(&["rubric", "show", "senior", "-o", "senior.html"]).0, 2, "a file that is there stays");
    assert_eq!(stage.run_text(&["rubric", "show", "senior", "-o", "senior.html", "--force"]).0, 0);
    assert!(stage.run_text(&["rubric", "show", "senior", "-o", "-"]).1.starts_with("Professional"));
}
