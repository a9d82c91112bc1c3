//! `assay panel` from outside: what it prints in each format, where it writes, and what it keeps from
//! whoever has not handed in their own card.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panel_open.rs"]
mod panel_open;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panels.rs"]
mod panels;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use assay::domain::candidate::Candidate;
use assay::domain::interview::{Event, Recorded, Start};
use assay::domain::scorecard::{Amendment, Scorecard};
use assay::domain::time::Moment;
use assay::storage::archive::write_card;
use assay::storage::card;
use assay::storage::draft::DraftFile;
use panels::Card;
use program::Stage;
use serde_json::{Value, json};

const FORMATS: [&str; 5] = ["text", "md", "html", "csv", "json"];

/// Puts a card into the archive.
fn put(stage: &Stage, mut card: Card) -> PathBuf {
    card.content.decision.reason = "The panel decides.".into();
    write_card(&stage.paths, &Scorecard::new(card.content).expect("the card is sound")).expect("there is room")
}

/// Ana, Ben and Chi on Jo Roe, with ids that cards have.
fn cards() -> Vec<Card> {
    let mut cards = panel_open::cards();
    for (number, card) in cards.iter_mut().enumerate() {
        card.content.id = format!("0192f3c4-7e1a-7cc0-9f00-00000000000{number}");
    }
    cards
}

fn three_cards() -> (Stage, Vec<PathBuf>) {
    let stage = Stage::new();
    let files = cards().into_iter().map(|card| put(&stage, card)).collect();
    (stage, files)
}

/// Begins an interview with Jo Roe.
fn draft(stage: &Stage, interviewer: &str) {
    let start = Start {
        id: "0192f3c4-ffff".to_owned(),
        candidate: Candidate { name: "Jo Roe".to_owned(), reference: None },
        interviewer: interviewer.to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric: panel_open::senior(),
    };
    let at = Moment::new(1_795_442_700, 3_600);
    let first = Recorded { seq: 0, at, active_ms: 0, event: Event::Started(Box::new(start)) };
    DraftFile::create(&stage.paths, "0192f3c4-ffff").append(&[first]).expect("there is room");
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("it is an object").keys().map(String::as_str).collect()
}

fn ids<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let list = list.as_array().expect("it is an array").iter();
    list.map(|one| if key.is_empty() { one } else { &one[key] }.as_str().expect("it is a text")).collect()
}

#[test]
fn the_panel_for_other_programs_has_just_these_fields() {
    let (stage, files) = three_cards();
    let mut again = cards().remove(2).day(3);
    again.content.id = "0192f3c4-7e1a-7cc0-9f00-000000000009".to_owned();
    let seal = card::from_file(&files[2]).seal.expect("it is sealed");
    again.content.amends = Some(Amendment { seal, reason: "On second thought.".to_owned() });
    put(&stage, again);
    fs::write(files[0].with_file_name("torn.json"), "{").expect("there is room");
    draft(&stage, "Dov Levi");

    let (code, panel) = stage.run_json(&["panel", "Jo Roe", "--format", "json"]);
    assert_eq!(code, 0);
    let all = [
        "agreement",
        "candidate",
        "cards",
        "consensus",
        "contested",
        "decision",
        "decisive",
        "highest",
        "left_out",
        "lowest",
        "recommendation",
        "single_rated",
        "without",
    ];
    assert_eq!(keys(&panel), all.into());
    assert_eq!(panel["candidate"], json!({ "name": "Jo Roe", "ref": null }));
    assert_eq!(ids(&panel["cards"], "interviewer"), ["Ana Ruiz", "Ben Adler", "Chi Nguyen"]);
    assert_eq!(keys(&panel["cards"][0]), ["interviewer", "id", "seal", "target"].into());
    assert_eq!(panel["cards"][2]["id"], "0192f3c4-7e1a-7cc0-9f00-000000000009");
    assert_eq!(panel["cards"][0]["target"], "senior");

    let left_out: Vec<(&str, &str)> =
        ids(&panel["left_out"], "file").into_iter().zip(ids(&panel["left_out"], "why")).collect();
    assert_eq!(keys(&panel["left_out"][0]), ["file", "why"].into());
    assert_eq!(left_out.len(), 3, "{left_out:?}");
    assert_eq!(
        left_out[0],
        ("0192f3c4-7e1a-7cc0-9f00-000000000002.json", "is replaced by 0192f3c4-7e1a-7cc0-9f00-000000000009.json")
    );
    assert_eq!(left_out[1], ("0192f3c4-ffff.ndjson", "is not submitted yet"));
    assert!(left_out[2].0 == "torn.json" && left_out[2].1.starts_with("is damaged: "), "{left_out:?}");

    let own = fs::read(&files[0]).expect("it is there");
    let own: Value = serde_json::from_slice(&own).expect("a card is JSON");
    assert_eq!(keys(&panel["recommendation"]), keys(&own["recommendation"]));
    assert_eq!(panel["recommendation"]["floor"], json!({ "level": "intermediate", "grade": 6 }));
    assert_eq!([&panel["lowest"], &panel["highest"]], ["intermediate", "senior"]);
    assert_eq!(
        panel["without"][0],
        json!({ "interviewer": "Ana Ruiz", "floor": "intermediate", "ceiling": "intermediate" })
    );
    let rubric = panel_open::senior();
    let order: Vec<&str> = (0..rubric.len()).map(|criterion| rubric.criterion(criterion).id.as_str()).collect();
    assert_eq!(ids(&panel["consensus"], "criterion"), order);
    assert_eq!(keys(&panel["consensus"][0]), ["criterion", "rating"].into());
    assert_eq!(panel["consensus"][0]["rating"], 3);
    assert_eq!(panel["single_rated"], 1);
    let place = |id: &&str| order.iter().position(|other| other == id).expect("it is on the card");
    let contested = ids(&panel["contested"], "");
    assert_eq!(contested.len(), 7);
    assert!(contested.iter().map(place).is_sorted());
    let decisive = ids(&panel["decisive"], "");
    assert!(!decisive.is_empty() && decisive.iter().all(|id| contested.contains(id)));
    assert_eq!(keys(&panel["agreement"]), ["alpha", "interval", "criteria"].into());
    assert!(panel["agreement"]["alpha"].is_f64() && panel["agreement"]["interval"][1].is_f64());
    assert_eq!(panel["agreement"]["criteria"], 42);
    assert_eq!(panel["decision"], Value::Null);
}

#[test]
fn agreement_that_is_not_defined_is_no_number() {
    let stage = Stage::new();
    let rubric = panel_open::senior();
    for (number, name) in ["Ana Ruiz", "Ben Adler", "Chi Nguyen"].into_iter().enumerate() {
        let mut card = Card::new("", name, &rubric, &panel_open::answers(&rubric, &[]));
        card.content.id = format!("0192f3c4-7e1a-7cc0-9f00-00000000000{number}");
        put(&stage, card);
    }
    let (_, panel) = stage.run_json(&["panel", "Jo Roe", "--format", "json"]);
    assert_eq!(panel["agreement"], json!({ "alpha": null, "interval": null, "criteria": 43 }));
    let (_, text, _) = stage.run_text(&["panel", "Jo Roe"]);
    assert!(text.contains("Agreement is not defined"), "{text}");
}

#[test]
fn without_a_terminal_and_a_format_it_is_text() {
    let (stage, _) = three_cards();
    let (code, plain, err) = stage.run_text(&["panel", "jo"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(plain.starts_with("Jo Roe\nProfessional Services Engineer, up to Senior (grade 7)\n"), "{plain}");
    for (format, beginning) in
        FORMATS.into_iter().zip(["Jo Roe\n", "# Jo Roe\n", "<!DOCTYPE html>", "candidate,", "{\n"])
    {
        let (code, told, _) = stage.run_text(&["panel", "Jo Roe", "--format", format]);
        assert_eq!(code, 0);
        assert!(told.starts_with(beginning), "{format}: {told}");
    }
}

#[test]
fn a_report_goes_to_a_file_and_replaces_none_unasked() {
    let (stage, _) = three_cards();
    let file = stage.folder.path().join("jo.html");
    let (code, out, err) = stage.run_text(&["panel", "Jo Roe", "-o", "jo.html"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.contains("jo.html"), "{err}");
    let page = fs::read_to_string(&file).expect("it is written");
    assert!(page.starts_with("<!DOCTYPE html>"), "the ending asks for a page");

    fs::write(&file, "somebody's work").expect("writable");
    let (code, _, err) = stage.run_text(&["panel", "Jo Roe", "-o", "jo.html"]);
    assert_eq!(code, 2);
    assert!(err.contains("--force"), "{err}");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "somebody's work");
    assert_eq!(stage.run_text(&["panel", "Jo Roe", "-o", "jo.html", "--force"]).0, 0);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), page);
}

#[test]
fn no_report_shows_the_others_cards_to_who_has_not_handed_in() {
    let (stage, _) = three_cards();
    draft(&stage, "Dov Levi");
    for format in FORMATS {
        let asked = ["panel", "Jo Roe", "--format", format, "--as", "dov  levi"];
        let (code, out, err) = stage.run_text(&asked);
        assert_eq!((code, out.as_str()), (2, ""), "{format}");
        assert!(err.contains("Submitted: ") && err.contains("Ana Ruiz") && !err.contains("Intermediate"), "{err}");
        let (code, out, _) = stage.run_text(&[&asked[..], &["--reveal"]].concat());
        assert_eq!(code, 0);
        assert!(out.contains("Ana Ruiz"), "{format}");
        if matches!(format, "text" | "md" | "html") {
            assert!(out.contains("own interview was not"), "{format}: who reads it is told");
        }
        let (code, out, _) = stage.run_text(&["panel", "Jo Roe", "--format", format, "--as", "Ana Ruiz"]);
        assert_eq!(code, 0);
        assert!(!out.contains("own interview was not"), "{format}");
    }
    let (code, _, _) = stage.run_text(&["panel", "Jo Roe", "--as", "Dov Levi", "-o", "jo.md"]);
    assert_eq!(code, 2);
    assert!(!stage.folder.path().join("jo.md").exists());
}

#[test]
fn what_is_wrong_with_files_is_told_without_saying_where_they_lie() {
    let (stage, files) = three_cards();
    fs::write(files[0].with_file_name("panel-0.json"), "{").expect("there is room");
    let folder = stage.paths.data.to_str().expect("test paths are UTF-8");
    for format in ["text", "md", "html"] {
        let (_, out, err) = stage.run_text(&["panel", "Jo Roe", "--format", format]);
        assert!(out.contains("panel-0.json") && !out.contains(folder), "{format}: {out}");
        assert_eq!(err, "");
    }
    for format in ["csv", "json"] {
        let (_, out, err) = stage.run_text(&["panel", "Jo Roe", "--format", format]);
        assert!(!out.contains("panel-0.json") && err.contains("panel-0.json"), "{format}: {err}");
    }
}
