//! Nothing that is entered is lost, whoever else writes, and whatever lies in its place.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::storage::write;

const NAME: &str = "Ana Ruiz";

fn stage() -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    (folder, paths)
}

fn ruling(reason: &str) -> Ruling {
    Ruling {
        overall: Some(Overall::StrongYes),
        level: LevelChoice::Level("senior".to_owned()),
        reason: reason.to_owned(),
        present: vec!["Bo".to_owned(), "Cy".to_owned()],
        revealed: true,
    }
}

fn lies_in(paths: &Paths, shelf: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(paths.deciding().join(shelf))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| {
            let text = fs::read(entry.path()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            (entry.file_name().to_string_lossy().into_owned(), text.unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_entered_comes_back_until_it_is_done() {
    let (_folder, paths) = stage();
    assert_eq!(kept(&paths, NAME), Ok(None));
    forget(&paths, NAME).expect("nothing to forget is no error");
    for reason in ["W", "We", "We saw"] {
        keep(&paths, NAME, &ruling(reason)).expect("there is room");
    }
    assert_eq!(kept(&paths, NAME), Ok(Some(ruling("We saw"))));
    assert_eq!(kept(&paths, "ana ruiz"), Ok(None), "nobody else's");
    let file = paths.deciding().join("ana-ruiz.json");
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(&paths.deciding())), (0o600, 0o700));

    forget(&paths, NAME).expect("there is room");
    assert_eq!((kept(&paths, NAME), file.exists()), (Ok(None), false));
    keep(&paths, NAME, &ruling("again")).expect("there is room");
    forget(&paths, NAME).expect("there is room");
    let done = lies_in(&paths, "done");
    let names: Vec<&str> = done.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["ana-ruiz-1.json", "ana-ruiz-2.json"]);
    assert!(done[0].1.contains("We saw") && done[1].1.contains("again"));
    assert_eq!(left_aside(&paths), None);
}

#[test]
fn what_another_window_entered_is_kept_aside() {
    let (_folder, paths) = stage();
    keep(&paths, NAME, &ruling("mine")).expect("there is room");
    let file = paths.deciding().join("ana-ruiz.json");
    let theirs = fs::read_to_string(&file).expect("readable").replace("mine", "theirs");
    fs::write(&file, &theirs).expect("writable");
    keep(&paths, NAME, &ruling("mine, too")).expect("there is room");
    assert_eq!(kept(&paths, NAME), Ok(Some(ruling("mine, too"))));
    assert_eq!(lies_in(&paths, "conflict"), [("ana-ruiz-1.json".to_owned(), theirs)]);
    assert!(left_aside(&paths).is_some_and(|told| told.contains("conflict: 1 unrecorded")), "it is told");
}

#[test]
fn what_is_found_after_a_crash_goes_on_without_a_conflict() {
    let (_folder, paths) = stage();
    keep(&paths, NAME, &ruling("before")).expect("there is room");
    // As another process would find it.
    kept::as_in_a_new_process(&paths.deciding().join("ana-ruiz.json"));
    assert_eq!(kept(&paths, NAME), Ok(Some(ruling("before"))));
    keep(&paths, NAME, &ruling("after")).expect("there is room");
    assert_eq!((kept(&paths, NAME), lies_in(&paths, "conflict")), (Ok(Some(ruling("after"))), Vec::new()));
}

#[test]
fn a_broken_file_is_set_aside_and_said() {
    let (_folder, paths) = stage();
    write::private_dir(&paths.deciding()).expect("there is room");
    let file = paths.deciding().join("ana-ruiz.json");
    keep(&paths, NAME, &ruling("x")).expect("there is room");
    let sound = fs::read_to_string(&file).expect("readable");
    let broken = [
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        sound.replace("deciding/1", "scorecard/1"),
        sound.replace("strong_yes", "\u{1b}[2J"),
        sound.replace("\"choice\": \"level\"", "\"choice\": \"?\u{202e}\""),
        sound.replace("\"level\": \"senior\"", "\"level\": null"),
        sound.replace("Ana Ruiz", "Eli Wu"),
    ];
    for (n, content) in broken.iter().enumerate() {
        fs::write(&file, content).expect("writable");
        let said = kept(&paths, NAME).expect_err("it cannot be used");
        assert!(!said.chars().any(crate::text::is_hidden) && said.contains("it is kept as"), "{said}");
        assert_eq!(lies_in(&paths, "damaged")[n].1, *content, "byte for byte");
        assert_eq!(kept(&paths, NAME), Ok(None), "the next one starts blank");
    }
    keep(&paths, NAME, &ruling("anew")).expect("there is room");
    assert_eq!(kept(&paths, NAME), Ok(Some(ruling("anew"))));
}

#[test]
fn a_newer_file_stays_and_unknown_fields_survive() {
    let (_folder, paths) = stage();
    keep(&paths, NAME, &ruling("x")).expect("there is room");
    let file = paths.deciding().join("ana-ruiz.json");
    let text = fs::read_to_string(&file).expect("readable");
    fs::write(&file, text.replacen('{', "{\"room\": \"3.14\",", 1)).expect("writable");
    assert_eq!(kept(&paths, NAME), Ok(Some(ruling("x"))));
    keep(&paths, NAME, &ruling("y")).expect("there is room");
    assert!(fs::read_to_string(&file).expect("readable").contains("\"room\": \"3.14\""));

    let newer = text.replace("deciding/1", "deciding/2");
    fs::write(&file, &newer).expect("writable");
    assert!(kept(&paths, NAME).is_err_and(|said| said.contains("newer assay")));
    assert!(keep(&paths, NAME, &ruling("z")).is_err());
    assert_eq!(fs::read_to_string(&file).expect("readable"), newer);
}

#[test]
fn no_link_is_followed() {
    let (folder, paths) = stage();
    write::private_dir(&paths.deciding()).expect("there is room");
    let elsewhere = folder.path().join("elsewhere");
    fs::write(&elsewhere, "precious").expect("writable");
    symlink(&elsewhere, paths.deciding().join("ana-ruiz.json")).expect("a link");
    assert!(kept(&paths, NAME).is_err_and(|said| said.contains("symbolic link")));
    symlink(&elsewhere, paths.deciding().join("ana-ruiz.json")).expect("a link");
    keep(&paths, NAME, &ruling("x")).expect("there is room");
    assert_eq!(fs::read_to_string(&elsewhere).expect("readable"), "precious");
    assert_eq!(kept(&paths, NAME), Ok(Some(ruling("x"))));
}

#[test]
fn what_cannot_be_written_is_said() {
    let (_folder, paths) = stage();
    write::private_dir(&paths.data).expect("there is room");
    fs::write(paths.deciding(), "a file where a folder should be").expect("writable");
    assert!(keep(&paths, NAME, &ruling("x")).is_err());
    assert_eq!(kept(&paths, NAME), Ok(None), "nothing was kept");
}

proptest! {
    #[test]
    fn every_ruling_comes_back(
        overall in proptest::option::of(proptest::sample::select(Overall::ALL.to_vec())),
        level in prop_oneof![
            Just(LevelChoice::Unchosen),
            Just(LevelChoice::None),
            any::<String>().prop_map(LevelChoice::Level),
        ],
        reason: String,
        present: Vec<String>,
        revealed: bool,
        name in "[^\u{0}]{1,20}",
    ) {
        let ruling = Ruling { overall, level, reason, present, revealed };
        let bytes = json::pretty(&RulingFile::new(&name, &ruling));
        let back = json::read(&bytes).and_then(RulingFile::into_ruling).ok();
        prop_assert_eq!(back, Some(ruling));
    }
}
