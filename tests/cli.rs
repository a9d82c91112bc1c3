//! The batch commands from outside: what they print, how they end, and what hostile files cannot do.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[path = "stage/cards.rs"]
mod cards;
#[path = "stage/program.rs"]
mod program;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use assay::domain::candidate::Candidate;
use assay::domain::interview::{Event, Recorded, Start};
use assay::domain::limits;
use assay::domain::time::Moment;
use assay::storage::archive::write_card;
use assay::storage::draft::DraftFile;
use assay::storage::{card, json};
use assay::text;
use program::Stage;
use rustix::fs::{CWD, FileType, Mode};
use serde_json::{Value, json};

/// Escape sequences, C1, bidi controls, invisible and tag characters, and a stack of marks.
const EVIL: &str = "\u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}\u{2066}\u{200b}\u{e0041}Z\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\r\n\t\u{7f}";

fn save_card(stage: &Stage) -> PathBuf {
    write_card(&stage.paths, &cards::card()).expect("there is room")
}

fn card_text() -> String {
    String::from_utf8(card::to_bytes(&cards::card())).expect("a card is UTF-8")
}

/// A sealed card after a change of its content.
fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_str(&card_text()).expect("a card is JSON");
    change(&mut value);
    reseal(value)
}

fn reseal(mut value: Value) -> Vec<u8> {
    value.as_object_mut().expect("a card is an object").remove("seal");
    value["seal"] = json::digest(&value).into();
    json::pretty(&value)
}

fn codes(object: &Value) -> Vec<&str> {
    object["problems"]
        .as_array()
        .expect("problems are an array")
        .iter()
        .map(|problem| problem["code"].as_str().expect("a code is a text"))
        .collect()
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("test paths are UTF-8")
}

#[test]
fn a_saved_card_is_listed_shown_and_found_right() {
    let stage = Stage::new();
    let path = save_card(&stage);

    let (code, out, err) = stage.run_text(&["list"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("2026-11-23 15:05  Ana Ruiz") && out.contains("Senior"), "{out}");
    let (_, list) = stage.run_json(&["list", "--json", "--candidate", "ana"]);
    assert_eq!(list[0]["id"], cards::ID);
    assert_eq!(list[0]["recommended"], json!({"level": "senior", "grade": 7}));
    assert_eq!(stage.run_json(&["list", "--json", "--candidate", "bo"]).1, json!([]));

    let (code, out, _) = stage.run_text(&["show", "0192f3c4"]);
    assert_eq!(code, 0);
    for part in ["Ana Ruiz (REQ-7)", "Recommendation (computed): Senior (grade 7)", "0 No data", "second line", "Calm"]
    {
        assert!(out.contains(part), "{part:?} is missing in {out}");
    }
    assert!(out.lines().all(|line| text::width(line) <= 80), "{out}");
    let (code, shown) = stage.run_json(&["show", utf8(&path), "--format", "json"]);
    assert_eq!((code, shown), (0, serde_json::from_str(&card_text()).expect("a card is JSON")));

    let (code, checked) = stage.run_json(&["check", "--json", cards::ID]);
    assert_eq!(code, 0);
    assert_eq!(checked[0]["ok"], true);
    assert_eq!(checked[0]["problems"], json!([]));
    let claimed: Value = serde_json::from_str(&card_text()).expect("a card is JSON");
    assert_eq!(checked[0]["recommendation"], claimed["recommendation"]);
}

#[test]
fn drafts_are_listed_among_the_cards_newest_first() {
    let stage = Stage::new();
    save_card(&stage);
    let card = cards::card();
    let start = Start {
        id: "0192f3c4-ffff".to_owned(),
        candidate: Candidate { name: format!("Bo {EVIL}"), reference: None },
        interviewer: "Sam Okafor".to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric: card.content().rubric.clone(),
    };
    let at = Moment::new(card.content().submitted_at.unix_seconds() + 60, 3_600);
    let first = Recorded { seq: 0, at, active_ms: 0, event: Event::Started(Box::new(start)) };
    DraftFile::create(&stage.paths, "0192f3c4-ffff").append(&[first]).expect("there is room");

    let (_, out, _) = stage.run_text(&["list"]);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].contains("Bo") && lines[0].contains("draft         0 of 43"), "{out}");
    assert!(lines[1].contains("Ana Ruiz"), "{out}");
    assert!(lines.iter().all(|line| text::width(line) <= 80), "{out}");
    let (_, list) = stage.run_json(&["list", "--json"]);
    assert_eq!([&list[0]["kind"], &list[1]["kind"]], ["draft", "card"]);
}

#[test]
fn one_bad_file_never_hides_the_good_ones() {
    let stage = Stage::new();
    let good = save_card(&stage);
    fs::write(good.with_file_name("broken.json"), "{").expect("there is room");
    let (code, list) = stage.run_json(&["list", "--json"]);
    assert_eq!((code, list.as_array().map(Vec::len)), (0, Some(1)));
    let (_, _, err) = stage.run_text(&["list"]);
    assert!(err.contains("broken.json"), "{err}");
}

#[test]
fn a_tampered_card_is_marked_wherever_it_is_shown() {
    let stage = Stage::new();
    let path = save_card(&stage);
    fs::write(&path, card_text().replace("Calm", "Wild")).expect("writable");
    let (_, out, _) = stage.run_text(&["list"]);
    assert!(out.starts_with('!'), "{out}");
    let (_, out, _) = stage.run_text(&["show", cards::ID]);
    assert!(out.contains("! seal: seal does not fit"), "{out}");
    for format in ["md", "html", "greenhouse"] {
        let (_, out, _) = stage.run_text(&["show", cards::ID, "--format", format]);
        assert!(out.contains("seal: seal does not fit"), "{format}: {out}");
    }
    for format in ["csv", "json", "greenhouse-json"] {
        let (_, _, err) = stage.run_text(&["show", cards::ID, "--format", format]);
        assert!(err.contains("seal: seal does not fit"), "{format}: {err}");
    }
    assert_eq!(stage.run_text(&["check", cards::ID]).0, 1);
}

#[test]
fn a_shown_card_says_what_blocks_the_next_level() {
    let stage = Stage::new();
    let half = changed(|card| {
        let ratings = card["ratings"].as_array_mut().expect("ratings");
        ratings.truncate(20);
        ratings[1]["rating"] = 1.into();
        ratings[2]["rating"] = 1.into();
    });
    stage.file("half.json", half);
    let (code, out, _) = stage.run_text(&["show", "half.json"]);
    assert_eq!(code, 0);
    for part in ["! recommendation:", "Why not Intermediate (grade 6):", "needs 8", "Ratings: 20 of 43", "higher rung"]
    {
        assert!(out.contains(part), "{part:?} is missing in {out}");
    }
    assert!(out.lines().all(|line| text::width(line) <= 80), "{out}");
}

#[test]
fn the_certificate_of_a_card_names_the_ratings_that_alone_prove_its_grade() {
    let stage = Stage::new();
    save_card(&stage);
    let (code, out, err) = stage.run_text(&["show", cards::ID, "--why"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for part in ["ratings alone prove Senior (grade 7)", "The arithmetic", "bar 75 %", "would lose Senior"] {
        assert!(out.contains(part), "{part:?} is missing in {out}");
    }
    assert!(out.lines().all(|line| text::width(line) <= 80), "{out}");
    // Whoever supposes that nothing but those ratings is known gets the same grade.
    let card = cards::card();
    let proof = out.split("alone prove").nth(1).and_then(|rest| rest.split("The arithmetic").next()).expect("a proof");
    let named: Vec<&str> = proof
        .lines()
        .filter_map(|line| line.strip_prefix("      ").filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split(": 3 Meets").next().filter(|title| title.len() < line.len()))
        .collect();
    assert!(named.len() > 10, "{named:?}");
    let rubric = &card.content().rubric;
    let mut args = vec!["whatif".to_owned(), cards::ID.to_owned(), "--json".to_owned()];
    for i in (0..rubric.len()).filter(|&i| !proof.contains(&rubric.criterion(i).title)) {
        args.extend(["--set".to_owned(), format!("{}=0", rubric.criterion(i).id)]);
    }
    let (code, alone) = stage.run_json(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(code, 0);
    assert_eq!(alone[0]["then"]["floor"], json!({"level": "senior", "grade": 7}), "{alone}");
    assert!(alone[0]["supposed"]["ratings"].as_array().is_some_and(|set| !set.is_empty()), "something was left out");
}

#[test]
fn what_would_follow_is_said_and_no_card_changes() {
    let stage = Stage::new();
    let path = save_card(&stage);
    let before = fs::read(&path).expect("it was written");
    let id = cards::card().content().rubric.criterion(0).id.clone();
    let set = format!("{id}=1");
    let (code, out, err) = stage.run_text(&["whatif", cards::ID, "--bar", "100", "--set", &set]);
    assert_eq!((code, err.as_str()), (0, ""));
    for part in
        ["Ana Ruiz, by", "now      Senior (grade 7) is proved", "the bar is 100 % everywhere", "1 Not shown", "then "]
    {
        assert!(out.contains(part), "{part:?} is missing in {out}");
    }
    assert!(out.lines().skip(1).all(|line| text::width(line) <= 80), "{out}");
    let (code, answers) = stage.run_json(&["whatif", cards::ID, "--set", &set, "--json"]);
    assert_eq!(code, 0);
    assert_eq!(answers[0]["supposed"]["bar_percent"], Value::Null);
    assert_eq!(answers[0]["supposed"]["ratings"][0]["to"], 1);
    assert_eq!(answers[0]["now"]["floor"]["level"], "senior");
    assert_eq!(fs::read(&path).expect("it is still there"), before);

    stage.file("broken.json", "{");
    let (code, out, err) = stage.run_text(&["whatif", "broken.json", cards::ID, "--bar", "50"]);
    assert_eq!(code, 1, "one of them is no card");
    assert!(
        out.contains("Ana Ruiz") && err.contains("broken.json"),
        "a bad file never hides the good ones: {out}{err}"
    );
    for (args, why) in [
        (&["whatif", cards::ID][..], "nothing is supposed"),
        (&["whatif", cards::ID, "--set", "mentoring"], "CRITERION=RATING"),
        (&["whatif", cards::ID, "--set", "mentoring=5"], "1, 2, 3 or 4"),
        (&["whatif", cards::ID, "--bar", "0"], "1..=100"),
    ] {
        let (code, _, err) = stage.run_text(args);
        assert_eq!(code, 2, "{args:?}");
        assert!(err.contains(why), "{args:?}: {err}");
    }
    let (code, _, err) = stage.run_text(&["whatif", cards::ID, "--set", "nothing-like-it=3"]);
    assert_eq!(code, 1);
    assert!(err.contains("no criterion \"nothing-like-it\""), "{err}");
}

#[test]
fn a_card_is_handed_out_in_every_format() {
    let stage = Stage::new();
    save_card(&stage);
    for (format, begin) in [
        ("text", "Ana Ruiz (REQ-7)\n"),
        ("md", "# Ana Ruiz (REQ-7)\n"),
        ("html", "<!DOCTYPE html>"),
        ("csv", "candidate,reference,"),
        ("greenhouse", "Greenhouse scorecard: Ana Ruiz (REQ-7)\n"),
        ("greenhouse-json", "{\n"),
        ("json", "{\n"),
    ] {
        let (code, out, err) = stage.run_text(&["show", cards::ID, "--format", format]);
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        assert!(out.starts_with(begin) && out.ends_with('\n'), "{format}: {out}");
    }
    assert_eq!(stage.run_text(&["show", cards::ID, "--format", "pdf"]).0, 2);
}

#[test]
fn greenhouse_gets_text_to_paste_and_its_scorecard_object() {
    let stage = Stage::new();
    save_card(&stage);
    let (_, object) = stage.run_json(&["show", cards::ID, "--format", "greenhouse-json"]);
    let (_, out, _) = stage.run_text(&["show", cards::ID, "--format", "greenhouse"]);
    let (text, json) = out.split_once("\n=== JSON ===\n").expect("the object comes last");
    assert_eq!(serde_json::from_str::<Value>(json).expect("an object"), object);
    assert!(text.contains("=== Key Take-Aways ===\nCalm under pressure.\n"), "{text}");
    assert!(text.ends_with("=== Overall Recommendation ===\nYes\n"), "{text}");

    assert_eq!(object["overall_recommendation"], "yes");
    let first = &object["attributes"][0];
    assert_eq!(first["rating"], "no_decision");
    assert_eq!(first["note"], "ran out of time\nsecond line");
    assert_eq!(first["type"], "Associate: Experience");
    assert_eq!(object["attributes"][1]["note"], Value::Null);
    assert_eq!(object["ratings"]["no_decision"], json!([first["name"]]));
    assert_eq!(object["ratings"]["yes"].as_array().map(Vec::len), Some(42));
    assert!(object["ratings"].get("mixed").is_none());
    let questions = &object["questions"];
    assert_eq!(questions[0], json!({"id": null, "question": "Key Take-Aways", "answer": "Calm under pressure."}));
    assert_eq!(questions[1]["question"], "Private Notes");
}

#[test]
fn a_report_is_written_whole_and_never_over_another_file() {
    let stage = Stage::new();
    let card = save_card(&stage);
    let file = stage.folder.path().join("ana.html");
    let (code, out, err) = stage.run_text(&["show", cards::ID, "-o", "ana.html"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "assay: wrote ana.html\n"));
    let written = fs::read_to_string(&file).expect("it is there");
    assert!(written.starts_with("<!DOCTYPE html>"), "the ending says which format");
    let mode = fs::metadata(&file).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);

    let (code, _, err) = stage.run_text(&["show", cards::ID, "--format", "md", "-o", "ana.html"]);
    assert_eq!((code, err.as_str()), (2, "assay: ana.html is there already; --force replaces it\n"));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), written);
    assert_eq!(stage.run_text(&["show", cards::ID, "--format", "md", "-o", "ana.html", "--force"]).0, 0);
    assert!(fs::read_to_string(&file).expect("it is there").starts_with("# Ana Ruiz"));
    let left: Vec<_> = fs::read_dir(stage.folder.path()).expect("readable").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left beside it: {left:?}");

    // Standard output by its usual name, and a file whose ending says nothing.
    assert!(stage.run_text(&["show", cards::ID, "--format", "md", "-o", "-"]).1.starts_with("# Ana"));
    assert_eq!(stage.run_text(&["show", cards::ID, "-o", "ana.report"]).0, 0);
    assert!(fs::read_to_string(stage.folder.path().join("ana.report")).expect("there").starts_with("Ana Ruiz"));
    assert_eq!(stage.run_text(&["show", cards::ID, "--force"]).0, 2, "what would be forced?");

    let sealed = fs::read(&card).expect("it is there");
    symlink(&file, stage.folder.path().join("link.html")).expect("a link");
    let own = card.with_file_name("new.html");
    for (target, message) in [
        ("nowhere/ana.html", "there is no such folder"),
        ("ana.html/x.html", "there is no such folder"),
        ("link.html", "is a symbolic link"),
        (utf8(stage.folder.path()), "is a folder"),
        (utf8(&card), "is among the program's own drafts and cards"),
        (utf8(&own), "is among the program's own drafts and cards"),
    ] {
        let (code, out, err) = stage.run_text(&["show", cards::ID, "-o", target, "--force"]);
        assert_eq!((code, out.as_str()), (2, ""), "{target}");
        assert!(err.contains(message), "{target}: {err}");
    }
    assert_eq!(fs::read(&card).expect("it is there"), sealed);
    assert!(!own.exists());

    fs::write(&card, "{").expect("writable");
    let (code, _, err) = stage.run_text(&["show", utf8(&card), "-o", "bad.html"]);
    assert!(code == 1 && err.contains("cannot be shown"), "{err}");
    assert!(!stage.folder.path().join("bad.html").exists());
}

#[test]
fn check_tells_what_is_wrong_with_every_file() {
    let stage = Stage::new();
    let card = card_text();
    let rated = |rating: Value| changed(|card| card["ratings"][0]["rating"] = rating);
    let cases: Vec<(&str, Vec<u8>, &[&str], bool)> = vec![
        ("good.json", card.clone().into(), &[], true),
        ("bom-crlf.json", format!("\u{feff}{}", card.replace('\n', "\r\n")).into(), &[], true),
        ("empty.json", Vec::new(), &["unreadable"], false),
        ("malformed.json", "{'a': 1}".into(), &["unreadable"], false),
        ("truncated.json", card[..card.len() / 2].into(), &["unreadable"], false),
        ("deep.json", "[".repeat(100_000).into(), &["unreadable"], false),
        ("two.json", format!("{card}{card}").into(), &["unreadable"], false),
        (
            "nan.json",
            card.replace("\"planned_minutes\": 60", "\"planned_minutes\": NaN").into(),
            &["unreadable"],
            false,
        ),
        ("conflict.json", card.replacen('\n', "\n<<<<<<< ours\n", 1).into(), &["unreadable"], false),
        ("twice.json", card.replacen('{', "{\"id\": \"x\",", 1).into(), &["unreadable"], false),
        ("array.json", "[1, 2]".into(), &["format"], false),
        ("newer.json", changed(|card| card["format"] = "assay.scorecard/2".into()), &["format"], true),
        (
            "no-format.json",
            changed(|card| drop(card.as_object_mut().map(|card| card.remove("format")))),
            &["format"],
            true,
        ),
        ("zero.json", rated(json!(0)), &["invalid"], false),
        ("five.json", rated(json!(5)), &["invalid"], false),
        ("text.json", rated(json!("3")), &["invalid"], false),
        ("float.json", rated(json!(3.0)), &["invalid"], false),
        ("unknown.json", changed(|card| card["ratings"][0]["criterion"] = "x".into()), &["invalid"], false),
        ("long.json", changed(|card| card["candidate"]["name"] = "x".repeat(10_000).into()), &["invalid"], true),
        ("nameless.json", changed(|card| card["candidate"]["name"] = "".into()), &["invalid"], true),
        (
            "none.json",
            changed(|card| drop(card.as_object_mut().map(|c| c.remove("recommendation")))),
            &["recommendation"],
            true,
        ),
        ("wrong.json", changed(|card| card["recommendation"]["recommended"] = Value::Null), &["recommendation"], true),
        ("tampered.json", card.replace("Calm", "Wild").into(), &["seal"], true),
    ];
    for (name, bytes, ..) in &cases {
        stage.file(name, bytes);
    }
    let invalid_utf8 = stage.file("invalid.json", b"{\"a\": \"\xff\"}");
    let names: Vec<&str> = cases.iter().map(|(name, ..)| *name).chain(["invalid.json"]).collect();
    let (code, checked) = stage.run_json(&[&["check", "--json"], names.as_slice()].concat());
    assert_eq!(code, 1);
    for ((name, _, expected, recomputed), object) in cases.iter().zip(checked.as_array().expect("an array")) {
        assert_eq!(object["file"], *name);
        assert_eq!(codes(object), *expected, "{name}: {object}");
        assert_eq!(object["ok"], expected.is_empty(), "{name}");
        assert_eq!(object["recommendation"].is_object(), *recomputed, "{name}");
    }
    let last = &checked[cases.len()];
    assert!(last["problems"][0]["message"].as_str().is_some_and(|told| told.contains("offset 7")), "{last}");
    assert!(invalid_utf8.exists());
    assert_eq!(stage.run_text(&["check", "good.json", "bom-crlf.json"]).0, 0);
}

#[test]
fn only_regular_files_of_bearable_size_are_read() {
    let stage = Stage::new();
    let good = stage.file("good.json", card_text());
    let huge = fs::File::create(stage.folder.path().join("huge.json")).expect("there is room");
    huge.set_len(100_000_000).expect("a sparse file");
    symlink(&good, stage.folder.path().join("link.json")).expect("a link");
    symlink("/dev/zero", stage.folder.path().join("zero.json")).expect("a link");
    rustix::fs::mknodat(CWD, stage.folder.path().join("pipe.json"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0)
        .expect("a named pipe");
    let _socket = UnixListener::bind(stage.folder.path().join("socket.json")).expect("a socket");
    fs::create_dir(stage.folder.path().join("folder.json")).expect("there is room");

    let expected = [
        ("huge.json", "larger than 4000000 bytes"),
        ("link.json", "a symbolic link"),
        ("zero.json", "a symbolic link"),
        ("/dev/zero", "a device"),
        ("pipe.json", "a named pipe"),
        ("socket.json", "a socket"),
        ("folder.json", "a folder"),
        ("missing.json", "no card"),
    ];
    let names: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    let (code, checked) = stage.run_json(&[&["check", "--json", "good.json"], names.as_slice()].concat());
    assert_eq!(code, 1);
    assert_eq!(checked[0]["ok"], true, "the good one is not hidden");
    for (index, (name, message)) in expected.iter().enumerate() {
        let object = &checked[index + 1];
        assert_eq!(codes(object), ["unreadable"], "{name}");
        let told = object["problems"][0]["message"].as_str().expect("a message");
        assert!(told.contains(message), "{name}: {told}");
    }

    // The same in the archive: nothing there is followed either.
    let archived = save_card(&stage);
    for name in ["pipe.json", "link.json", "huge.json"] {
        fs::rename(stage.folder.path().join(name), archived.with_file_name(name)).expect("same disk");
    }
    let (code, list) = stage.run_json(&["list", "--json"]);
    assert_eq!((code, list.as_array().map(Vec::len)), (0, Some(1)));
}

#[test]
fn a_folder_is_checked_card_by_card() {
    let stage = Stage::new();
    let good = save_card(&stage);
    let archive = utf8(&stage.paths.data).to_owned();
    assert_eq!(stage.run_text(&["check", &archive]).0, 0);
    fs::write(good.with_file_name("panel-1.json"), "{}").expect("there is room");
    fs::write(good.with_file_name("wild.json"), card_text().replace("Calm", "Wild")).expect("there is room");
    let folder = utf8(good.parent().expect("a folder")).to_owned();
    let (code, checked) = stage.run_json(&["check", "--json", &folder, cards::ID]);
    let files: Vec<_> = checked.as_array().expect("an array").iter().map(|object| &object["file"]).collect();
    assert_eq!(
        (code, files),
        (
            1,
            vec![
                &json!(utf8(&good)),
                &json!(format!("{folder}/panel-1.json")),
                &json!(format!("{folder}/wild.json")),
                &json!(utf8(&good))
            ]
        )
    );
    assert!(codes(&checked[1]).contains(&"format"), "decisions are checked too: {checked}");
    assert_eq!(codes(&checked[2]), ["seal"]);
    let (code, out, err) = stage.run_text(&["check", &folder]);
    assert_eq!((code, out.matches("ok   ").count(), out.matches("WRONG").count()), (1, 1, 2), "{out}");
    assert_eq!(err, "", "progress is for terminals");
}

#[test]
fn whatever_stands_where_the_index_should_the_list_is_the_same() {
    let stage = Stage::new();
    save_card(&stage);
    let (_, plain, _) = stage.run_text(&["list"]);
    let index = stage.paths.index();
    for bytes in [&b""[..], b"{", b"\xff\xfe", EVIL.as_bytes(), &[0; 10_000]] {
        fs::write(&index, bytes).expect("there is room");
        assert_eq!(stage.run_text(&["list"]), (0, plain.clone(), String::new()));
    }
    let _ = fs::remove_file(&index);
    let secret = stage.file("secret", "not ours");
    symlink(&secret, &index).expect("a link");
    assert_eq!(stage.run_text(&["list"]), (0, plain.clone(), String::new()));
    assert_eq!(fs::read_to_string(&secret).expect("readable"), "not ours");
    let _ = fs::remove_file(&index);
    rustix::fs::mknodat(CWD, &index, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a named pipe");
    assert_eq!(stage.run_text(&["list"]), (0, plain, String::new()));
}

#[test]
fn nothing_in_a_card_steers_the_terminal() {
    let stage = Stage::new();
    let mut value: Value = serde_json::from_str(&card_text()).expect("a card is JSON");
    let id = value["rubric"]["levels"][0]["sections"][0]["criteria"][0]["id"].as_str().expect("an id").to_owned();
    for path in [
        "/candidate/name",
        "/candidate/ref",
        "/interviewer",
        "/rubric/family_title",
        "/rubric/levels/0/title",
        "/rubric/levels/0/digest",
        "/rubric/levels/0/sections/0/title",
        "/rubric/levels/0/sections/0/criteria/0/title",
        "/rubric/levels/0/sections/0/criteria/0/statement",
        "/ratings/0/note",
        "/decision/reason",
        "/takeaways",
        "/strengths",
        "/concerns",
        "/amends",
    ] {
        *value.pointer_mut(path).expect("every card has it") = EVIL.into();
    }
    value[EVIL] = EVIL.into();
    let evil_id = serde_json::to_string(EVIL).expect("a text");
    let everywhere = value.to_string().replace(&format!("\"{id}\""), &evil_id);
    let sealed = reseal(serde_json::from_str(&everywhere).expect("still JSON"));
    let archived = save_card(&stage).with_file_name("evil.json");
    fs::write(&archived, &sealed).expect("there is room");
    // The card is whole and right, so everything in it is printed; then each part is put at fault.
    assert_eq!(stage.run_text(&["check", utf8(&archived)]).0, 0);
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["show", "evil"],
        &["show", "evil", "--format", "json"],
        &["show", "evil", "--why"],
        &["whatif", "evil", "--bar", "90"],
        &["whatif", "evil", "--bar", "90", "--json"],
        &["show", "evil", "--format", "md"],
        &["show", "evil", "--format", "html"],
        &["show", "evil", "--format", "csv"],
        &["show", "evil", "--format", "greenhouse"],
        &["show", "evil", "--format", "greenhouse-json"],
        &["check", "evil", "--json"],
    ] {
        assert_eq!(stage.run(args).status.code(), Some(0), "{args:?}");
    }
    let spots =
        ["/format", "/id", "/rubric/family", "/rubric/target", "/rubric/levels/0/sections/0/kind", "/ratings/0/basis"];
    for path in
        ["/ratings/0/rating", "/ratings/0/rated_at", "/decision/overall", "/decision/level", "/recommendation/status"]
            .into_iter()
            .chain(spots)
    {
        let mut value: Value = serde_json::from_str(&everywhere).expect("still JSON");
        *value.pointer_mut(path).expect("every card has it") = EVIL.into();
        fs::write(&archived, reseal(value)).expect("there is room");
        for args in [&["check", "evil"][..], &["check", "evil", "--json"], &["show", "evil"], &["list"]] {
            stage.run(args);
        }
    }
    let raw = String::from_utf8(sealed).expect("UTF-8");
    stage.file("raw.json", raw.replacen('{', &format!("{{{evil_id}: 1, {evil_id}: 2,"), 1));
    assert_eq!(stage.run_text(&["check", "raw.json"]).0, 1);
}

#[test]
fn nothing_in_an_argument_steers_the_terminal() {
    let stage = Stage::new();
    let hostile = EVIL.to_owned();
    for args in [
        &["check", &hostile][..],
        &["check", &hostile, "--json"],
        &["show", &hostile],
        &["list", "--candidate", &hostile],
        &[&hostile],
        &["new", "--minutes", &hostile],
        &["new", "--candidate", &hostile],
        &["list", &format!("--{hostile}")],
        &["rubric", "show", &hostile],
        &["rubric", "check", &hostile],
        &["rubric", "list", "--rubrics", &hostile],
        &["rubric", "path", "--config-dir", &hostile],
        &["completions", &hostile],
        &["schema", &hostile],
    ] {
        stage.run(args);
    }
    let broken = stage.folder.path().join(&hostile);
    fs::create_dir(&broken).expect("a folder may be called anything");
    fs::write(broken.join(format!("{hostile}.json")), "{").expect("a file too");
    let folder = utf8(stage.folder.path());
    for args in [
        &["rubric", "check", folder][..],
        &["rubric", "check", folder, "--json"],
        &["rubric", "list", "--rubrics", folder],
        &["rubric", "show", "senior", "--rubrics", folder],
    ] {
        stage.run(args);
    }
}

#[test]
fn hostile_names_stay_in_the_archive_and_apart() {
    let stage = Stage::new();
    let long = "漢".repeat(limits::NAME_CHARS);
    let names = [
        "../..",
        "/etc/passwd",
        "..",
        ".hidden",
        "-rf",
        "CON",
        "a/b",
        "a\\b",
        EVIL,
        "\u{202e}cod.exe",
        &long,
        "\u{200b}",
    ];
    for (index, name) in names.iter().enumerate() {
        write_card(&stage.paths, &cards::card_of(&format!("card-{index}"), name, 0)).expect("there is room");
    }
    let folders = fs::read_dir(stage.paths.scorecards()).expect("the archive is there").count();
    assert_eq!(folders, names.len());
    let outside: Vec<_> =
        fs::read_dir(stage.folder.path()).expect("readable").flatten().map(|e| e.file_name()).collect();
    assert_eq!(outside, ["data"]);
    stage.run(&["list"]);
}

#[test]
fn rubrics_are_listed_shown_and_checked() {
    let stage = Stage::new();
    let (code, families) = stage.run_json(&["rubric", "list", "--json"]);
    assert_eq!((code, families[0]["levels"].as_array().map(Vec::len)), (0, Some(4)));
    let (code, out, _) = stage.run_text(&["rubric", "show", "senior"]);
    assert!(code == 0 && out.lines().all(|line| text::width(line) <= 80), "{out}");
    let (_, senior) = stage.run_json(&["rubric", "show", "senior", "--json"]);
    assert_eq!(json::digest(&senior), families[0]["levels"][2]["digest"].as_str().expect("a digest"));
    assert_eq!(stage.run_text(&["rubric", "show", "emperor"]).0, 2);
    assert_eq!(stage.run_text(&["rubric", "check"]).0, 0);
    assert_eq!(stage.run_text(&["rubric", "path"]).1, format!("{}\n", stage.paths.rubrics().display()));

    let own = stage.paths.rubrics().join("gardener");
    fs::create_dir_all(&own).expect("there is room");
    let mut level = senior.clone();
    (level["family"], level["extends"], level["grade"]) = ("gardener".into(), Value::Null, Value::Null);
    for section in level["sections"].as_array_mut().expect("sections") {
        for criterion in section["criteria"].as_array_mut().expect("criteria") {
            criterion["implies"] = json!([]);
        }
    }
    level["sections"][0]["criteria"][0].as_object_mut().expect("a criterion").remove("anchors");
    fs::write(own.join("senior.json"), json::pretty(&level)).expect("there is room");
    let (code, out, err) = stage.run_text(&["rubric", "check"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("- anchors: has no anchor for 1, 2, 3 and 4 [no-anchors]"), "{out}");
    let (code, _, err) = stage.run_text(&["rubric", "show", "senior"]);
    assert!(code == 2 && err.contains("--family"), "{err}");
    assert_eq!(stage.run_text(&["rubric", "show", "senior", "--family", "gardener"]).0, 0);

    level["sections"][0]["bar_percent"] = 101.into();
    level["sections"][1]["criteria"][0]["implies"] = json!(["nowhere"]);
    level["extends"] = "nobody".into();
    fs::write(own.join("senior.json"), json::pretty(&level)).expect("there is room");
    let (code, checked) = stage.run_json(&["rubric", "check", utf8(&own), "--json"]);
    let paths: Vec<_> = checked[0]["problems"]
        .as_array()
        .expect("problems")
        .iter()
        .filter(|problem| problem["severity"] == "error")
        .map(|problem| problem["path"].as_str().expect("a path"))
        .collect();
    assert_eq!(code, 1);
    assert_eq!(paths, ["sections[0].bar_percent", "extends", "sections[1].criteria[0].implies[0]"]);
    let (code, _, err) = stage.run_text(&["rubric", "list"]);
    assert!(code == 0 && err.contains("bar_percent"), "{err}");
}

#[test]
fn a_folder_without_rubrics_does_not_hide_the_one_beside_it() {
    let stage = Stage::new();
    let good = stage.folder.path().join("good");
    fs::create_dir(&good).expect("there is room");
    let (_, level, _) = stage.run_text(&["rubric", "show", "associate", "--json"]);
    fs::write(good.join("associate.json"), level).expect("there is room");
    let none = stage.folder.path().join("none");
    for folders in [[utf8(&good), utf8(&none)], [utf8(&none), utf8(&good)]] {
        let (code, out, err) = stage.run_text(&["rubric", "check", folders[0], folders[1]]);
        assert_eq!(code, 1);
        assert!(out.starts_with("ok ") && out.contains("associate.json"), "{out}");
        assert_eq!(err, format!("assay: {}: holds no rubric files (*.json)\n", none.display()));
    }
    let (code, checked) = stage.run_json(&["rubric", "check", utf8(&good), utf8(&none), "--json"]);
    let found: Vec<_> = checked.as_array().expect("an array").iter().map(|report| &report["ok"]).collect();
    assert_eq!((code, found), (1, vec![&json!(true), &json!(false)]));
    assert_eq!(checked[1]["file"], utf8(&none));
    assert_eq!(checked[1]["problems"][0]["message"], "holds no rubric files (*.json)");
}

#[test]
fn the_schemas_describe_what_the_program_reads_and_writes() {
    let stage = Stage::new();
    let (_, schema) = stage.run_json(&["schema", "scorecard"]);
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let card: Value = serde_json::from_str(&card_text()).expect("a card is JSON");
    let errors: Vec<String> = validator.iter_errors(&card).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    for (path, wrong) in
        [("/ratings/1/rating", json!(5)), ("/decision/overall", json!("maybe")), ("/format", json!("x"))]
    {
        let mut card = card.clone();
        *card.pointer_mut(path).expect("every card has it") = wrong;
        assert!(!validator.is_valid(&card), "{path}");
    }

    let (_, schema) = stage.run_json(&["schema", "rubric"]);
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for level in ["associate", "intermediate", "senior", "staff"] {
        let (_, mut rubric) = stage.run_json(&["rubric", "show", level, "--json"]);
        assert!(validator.is_valid(&rubric), "{level}");
        rubric["sections"][0]["criteria"][0]["weight"] = 4.into();
        assert!(!validator.is_valid(&rubric), "{level}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let stage = Stage::new();
    for command in [
        &[][..],
        &["new"],
        &["plan"],
        &["resume"],
        &["list"],
        &["show"],
        &["check"],
        &["demo"],
        &["rubric"],
        &["rubric", "list"],
        &["rubric", "show"],
        &["rubric", "check"],
        &["rubric", "path"],
        &["schema"],
        &["completions"],
        &["man"],
        &["practice"],
    ] {
        let (code, out, _) = stage.run_text(&[command, &["--help"]].concat());
        assert!(code == 0 && out.contains("Example"), "{command:?}: {out}");
    }
    assert!(stage.run_text(&["--version"]).1.starts_with("assay 0."));
    assert!(stage.run_text(&["completions", "bash"]).1.contains("_assay()"));
    assert!(stage.run_text(&["man"]).1.contains(".TH assay 1"));
}

#[test]
fn without_a_terminal_screens_say_so_and_name_a_batch_command() {
    let stage = Stage::new();
    for args in [&[][..], &["new"], &["resume", "x"], &["practice"]] {
        let (code, out, err) = stage.run_text(args);
        assert_eq!((code, out.as_str(), err.lines().count()), (2, "", 1), "{args:?}");
        assert!(err.contains("assay list"), "{err}");
    }
    let (code, out, err) = stage.run_text(&["rubric", "new"]);
    assert_eq!((code, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
    assert!(err.contains("needs a terminal") && err.contains("assay schema rubric"), "{err}");
    assert_eq!(stage.run_text(&["check"]).0, 2);
    assert_eq!(stage.run_text(&["frobnicate"]).0, 2);
    for name in ["", " ", &"x".repeat(201)] {
        assert_eq!(stage.run_text(&["new", "--candidate", name]).0, 2);
    }
}

#[test]
fn the_demo_says_where_its_sample_lies_and_leaves_the_own_folders_alone() {
    let stage = Stage::new();
    let output = stage.command(&["demo"]).env("TMPDIR", stage.folder.path()).output().expect("the program starts");
    let out = String::from_utf8(output.stdout).expect("output is UTF-8");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    assert!(out.starts_with("Sample data of a candidate who does not exist: Sample: Robin Vega\n"), "{out}");
    assert_eq!((out.matches("  card   019c").count(), out.matches("  draft  019c").count()), (3, 1), "{out}");
    assert!(!stage.paths.data.exists() && !stage.paths.config.exists());

    let commands: Vec<Vec<&str>> =
        out.lines().filter_map(|line| Some(line.strip_prefix("  assay ")?.split(' ').collect())).collect();
    assert_eq!(commands.len(), 3, "{out}");
    for command in &commands {
        assert_eq!(stage.run_text(command).0, 0, "{command:?}");
    }
    let (_, panel) = stage.run_json(&[commands[0].as_slice(), &["--format", "json"]].concat());
    assert_eq!(panel["decisive"], json!(["senior.direction"]));
    assert_eq!(panel["contested"].as_array().map(Vec::len), Some(7));
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let stage = Stage::new();
    for args in [&["man"][..], &["schema", "rubric"], &["rubric", "show", "senior"], &["--help"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = stage.command(args).stdout(writer).stderr(Stdio::piped()).output().expect("the program starts");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
}
