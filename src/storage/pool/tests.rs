//! What is gathered for a panel, from which folders, and what is said of the rest.

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;
use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::interview::{Amends, Event, LevelChoice, Recorded, Start};
use crate::domain::panel::{Panel, Record, Ruling};
use crate::domain::scorecard::{Content, Scorecard};
use crate::domain::time::Moment;
use crate::storage::archive::{write_card, write_decision};
use crate::storage::draft::DraftFile;
use crate::storage::stage::card_of;

fn archive() -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    (folder, paths)
}

fn card(id: &str, name: &str, interviewer: &str) -> Scorecard {
    let interviewer = interviewer.to_owned();
    Scorecard::new(Content { interviewer, ..card_of(id, name, 0).content().clone() }).expect("the card is sound")
}

fn put(paths: &Paths, id: &str, name: &str, interviewer: &str) -> PathBuf {
    write_card(paths, &card(id, name, interviewer)).expect("there is room")
}

fn begin(paths: &Paths, id: &str, name: &str, amends: Option<Amends>) {
    let start = Start {
        id: id.to_owned(),
        candidate: Candidate { name: name.to_owned(), reference: None },
        interviewer: "Dov Lind".to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends,
        rubric: card_of("x", name, 0).content().rubric.clone(),
    };
    let first = Recorded { seq: 0, at: Moment::new(0, 0), active_ms: 0, event: Event::Started(Box::new(start)) };
    DraftFile::create(paths, id).append(&[first]).expect("there is room");
}

fn decide(paths: &Paths, name: &str, id: &str, at: i64) -> PathBuf {
    let Gathered { submitted, left_out, .. } = gather(paths, name);
    let panel = Panel::new(submitted, left_out).expect("a card is pooled");
    let ruling = Ruling {
        overall: Some(Overall::Yes),
        level: LevelChoice::None,
        reason: "Not this year.".to_owned(),
        present: vec!["Ana".to_owned()],
        revealed: false,
    };
    let decision = PanelDecision::decide(&panel, &ruling, id, Moment::new(at, 0)).expect("nothing is missing");
    write_decision(paths, &decision).expect("there is room")
}

fn files(all: &Gathered) -> Vec<&str> {
    all.submitted.iter().map(|card| card.file.as_str()).collect()
}

/// Every file that is left out, and why in a word.
fn left_out(all: &Gathered) -> Vec<(&str, Option<&str>, String)> {
    let why = |why: &Why| match why {
        Why::Damaged(what) => what.clone(),
        other => format!("{other:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
    };
    all.left_out.iter().map(|file| (file.file.as_str(), file.interviewer.as_deref(), why(&file.why))).collect()
}

#[test]
fn an_empty_archive_gathers_nothing() {
    let (_folder, paths) = archive();
    assert_eq!(gather(&paths, "Ana Ruiz"), Gathered::default());
    assert_eq!(gather_in(&paths.data, "Ana Ruiz").problems.len(), 1, "a folder that is not there");
}

#[test]
fn everything_of_one_candidate_is_gathered_and_nothing_is_silent() {
    let (folder, paths) = archive();
    put(&paths, "0192-1", "Ana Ruiz", "Bo");
    put(&paths, "0192-2", "ANA  RUIZ", "Cy");
    put(&paths, "0192-9", "Ana-Ruiz", "Nobody's concern");
    put(&paths, "0192-8", "Eli Wu", "Nobody's concern either");
    let tampered = put(&paths, "0192-3", "Ana Ruiz", "Dov");
    fs::write(&tampered, fs::read_to_string(&tampered).expect("readable").replace("Calm", "Wild")).expect("writable");
    let home = tampered.parent().expect("a folder");
    fs::write(home.join("0192-4.json"), "{").expect("writable");
    fs::write(home.join("notes.txt"), "no card").expect("writable");
    symlink(folder.path(), home.join("0192-5.json")).expect("a link");
    fs::copy(paths.scorecards().join("eli-wu/0192-8.json"), home.join("0192-8.json")).expect("there is room");
    begin(&paths, "0192-d", "ana ruiz", None);
    let amended = Amends { seal: "sha256:1".to_owned(), ended_at: Moment::new(0, 0) };
    begin(&paths, "0192-e", "Ana Ruiz", Some(amended));
    begin(&paths, "0192-f", "Eli Wu", None);

    let all = gather(&paths, "Ana Ruiz");
    let other = format!("{}/0192-2.json", folder_name("ANA  RUIZ"));
    assert_eq!(files(&all), ["0192-1.json", &other]);
    for file in files(&all) {
        assert!(path_of(&paths, "Ana Ruiz", file).is_file(), "{file}");
    }
    let expected = [
        ("0192-3.json", Some("Dov"), "seal does not fit: the card was changed after it was sealed"),
        ("0192-4.json", None, "ends too early (line 1): the text is cut off"),
        ("0192-5.json", None, "is a symbolic link; only regular files are read"),
        ("0192-8.json", Some("Nobody's concern either"), "OtherCandidate"),
        ("0192-d.ndjson", Some("Dov Lind"), "Draft"),
    ];
    assert_eq!(left_out(&all), expected.map(|(file, whose, why)| (file, whose, why.to_owned())));
    let drafts: Vec<&str> = all.drafts.iter().map(|draft| draft.id.as_str()).collect();
    assert_eq!(drafts, ["0192-e", "0192-d"], "an amendment is outstanding, but its card is in");
    assert_eq!((all.problems, all.decisions), (Vec::new(), Vec::new()));
}

#[test]
fn who_handed_in_twice_is_named_once_with_the_newest() {
    let (_folder, paths) = archive();
    put(&paths, "one", "Jo Roe", "Ana Ruiz");
    put(&paths, "two", "Jo Roe", "Ben Adler");
    let content = card("three", "Jo Roe", "ana  ruiz").content().clone();
    let later = Content { submitted_at: Moment::new(content.submitted_at.unix_seconds() + 60, 3_600), ..content };
    write_card(&paths, &Scorecard::new(later).expect("the card is sound")).expect("there is room");
    let all = gather(&paths, "Jo Roe");
    let files: Vec<&str> = all.handed_in().into_iter().map(|card| card.file.as_str()).collect();
    assert_eq!(files, ["three.json", "two.json"]);
}

#[test]
fn a_card_that_only_counts_wrong_is_pooled_and_said() {
    let (_folder, paths) = archive();
    let path = put(&paths, "0192-1", "Ana Ruiz", "Bo");
    let mut value: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("readable")).expect("JSON");
    value["recommendation"]["status"] = "open".into();
    let seal = crate::storage::sealed::seal_of(&mut value);
    value["seal"] = seal.into();
    fs::write(&path, crate::storage::json::pretty(&value)).expect("writable");
    let all = gather(&paths, "Ana Ruiz");
    assert_eq!((files(&all), left_out(&all)), (vec!["0192-1.json"], Vec::new()));
    assert!(matches!(&all.problems[..], [one] if one.path == "recommendation.status"), "{:?}", all.problems);
}

#[test]
fn decisions_are_read_newest_first_and_are_no_cards() {
    let (_folder, paths) = archive();
    let card = put(&paths, "0192-1", "Ana Ruiz", "Bo");
    let old = decide(&paths, "Ana Ruiz", "0192-a", 1);
    let new = decide(&paths, "Ana Ruiz", "0192-b", 2);
    assert_eq!(old.file_name(), Some("panel-0192-a.json".as_ref()));
    assert_eq!(fs::metadata(&old).map(|found| found.len() > 0).ok(), Some(true));
    let broken = decide(&paths, "Ana Ruiz", "0192-c", 3);
    fs::write(&broken, fs::read_to_string(&broken).expect("readable").replace("this", "next")).expect("writable");
    fs::write(card.with_file_name("panel-x.json"), fs::read(&card).expect("readable")).expect("writable");

    let all = gather(&paths, "Ana Ruiz");
    let found: Vec<&PathBuf> = all.decisions.iter().map(|(path, _)| path).collect();
    assert_eq!((found, files(&all)), (vec![&new, &old], vec!["0192-1.json"]));
    let problems: Vec<_> = all.problems.iter().map(|problem| (problem.file.as_path(), problem.path.as_str())).collect();
    assert_eq!(problems[0], (broken.as_path(), "seal"));
    assert!(problems[1..].iter().all(|(file, _)| file.ends_with("panel-x.json")) && problems.len() > 1);
    let (cards, not_listed) = crate::storage::archive::list_cards(&paths, &crate::storage::many::quiet);
    assert_eq!((cards.len(), not_listed), (1, Vec::new()), "no list takes them for cards");
    assert!(write_card(&paths, &card_of("panel-1", "Ana Ruiz", 0)).is_err(), "no card takes the name of one");
}

#[test]
fn a_folder_elsewhere_is_gathered_by_itself() {
    let (folder, paths) = archive();
    let card = put(&paths, "0192-1", "Ana Ruiz", "Bo");
    begin(&paths, "0192-d", "Ana Ruiz", None);
    let elsewhere = folder.path().join("mail");
    fs::create_dir(&elsewhere).expect("there is room");
    fs::copy(card, elsewhere.join("0192-1.json")).expect("there is room");
    let all = gather_in(&elsewhere, "Ana Ruiz");
    assert_eq!((files(&all), left_out(&all), all.drafts.len()), (vec!["0192-1.json"], Vec::new(), 0));
}

#[test]
fn folders_that_cannot_be_used_are_told() {
    let (folder, paths) = archive();
    put(&paths, "0192-1", "Ana Ruiz", "Bo");
    let nobody = paths.scorecards().join("ana-ruiz--0123456789ab");
    fs::create_dir(&nobody).expect("there is room");
    assert_eq!(gather(&paths, "Ana Ruiz").problems, []);
    fs::write(nobody.join("0192-7.json"), "{").expect("writable");
    symlink(folder.path(), paths.scorecards().join("ana-ruiz--link")).expect("a link");
    let mut told: Vec<String> = gather(&paths, "Ana Ruiz").problems.iter().map(|p| p.message.clone()).collect();
    told.sort();
    assert_eq!(told, ["holds nothing that says whose it is", "is a symbolic link; links are not followed"]);
}

#[test]
fn a_candidate_is_found_by_name_spelling_and_part() {
    let (_folder, paths) = archive();
    assert!(find_candidate(&paths, "Ana").is_err_and(|error| error.to_string().contains("no card and no draft")));
    for (id, name) in [("1", "Ana Ruiz"), ("2", "ana ruiz"), ("3", "Anabel Li"), ("4", "José Ñandú")] {
        put(&paths, id, name, "Bo");
    }
    begin(&paths, "0192-d", "Wu Li", None);
    let find = |given: &str| find_candidate(&paths, given);
    let several = |given: &str, names: &[&str]| {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Err(NoCandidate::Several { given: given.to_owned(), names, more: 0 })
    };
    for (given, found) in [
        ("Ana Ruiz", Ok("Ana Ruiz".to_owned())),
        ("ana ruiz", Ok("ana ruiz".to_owned())),
        (" ANA  ruiz ", Ok("Ana Ruiz".to_owned())),
        ("ruiz", Ok("Ana Ruiz".to_owned())),
        ("ñan", Ok("José Ñandú".to_owned())),
        ("wu", Ok("Wu Li".to_owned())),
        ("ANA", several("ANA", &["Ana Ruiz", "Anabel Li"])),
        ("li", several("li", &["Anabel Li", "Wu Li"])),
    ] {
        assert_eq!(find(given), found, "{given}");
    }
    for nobody in ["", "Ana-Ruiz", "x"] {
        let Err(error @ NoCandidate::None { .. }) = find(nobody) else { panic!("{nobody} is nobody") };
        assert!(error.to_string().ends_with("there are: Ana Ruiz, Anabel Li, José Ñandú, Wu Li"), "{error}");
    }
}

#[test]
fn a_message_lists_only_some_names_and_only_clean_ones() {
    let (_folder, paths) = archive();
    for n in 10..22 {
        put(&paths, &n.to_string(), &format!("Jo {n}"), "Bo");
    }
    let Err(error) = find_candidate(&paths, "jo") else { panic!("several are called that") };
    assert!(error.to_string().starts_with("\"jo\" fits 12 candidates: Jo 10, Jo 11"), "{error}");
    assert!(error.to_string().ends_with("Jo 19 and 2 more; give more of the name"), "{error}");
    put(&paths, "1", "\u{1b}[2JA", "Bo");
    let Err(error) = find_candidate(&paths, "\u{202e}") else { panic!("nobody is called that") };
    assert!(!error.to_string().chars().any(text::is_hidden), "{error}");
}

#[test]
fn a_decision_is_written_once_and_privately() {
    let (folder, paths) = archive();
    put(&paths, "0192-1", "Ana Ruiz", "Bo");
    let path = decide(&paths, "Ana Ruiz", "0192-a", 1);
    let mode = fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode, decide(&paths, "Ana Ruiz", "0192-a", 1)), (0o600, path.clone()), "the same again is no error");
    let decision = gather(&paths, "Ana Ruiz").decisions.remove(0).1;
    fs::write(&path, "{}").expect("writable");
    let error = write_decision(&paths, &decision).expect_err("another content");
    assert_eq!((error.kind(), fs::read(&path).expect("readable")), (io::ErrorKind::AlreadyExists, b"{}".to_vec()));

    let mut record = decision.record().clone();
    record.id = "../x".to_owned();
    let astray = PanelDecision::new(record.clone()).expect("the domain knows no files");
    assert!(write_decision(&paths, &astray).is_err());
    symlink(folder.path(), paths.scorecards().join("eli-wu")).expect("a link");
    let candidate = Candidate { name: "Eli Wu".to_owned(), reference: None };
    let linked = PanelDecision::new(Record { id: "0192-b".to_owned(), candidate, ..record }).expect("it is sound");
    assert!(write_decision(&paths, &linked).is_err() && !folder.path().join("panel-0192-b.json").exists());
}
