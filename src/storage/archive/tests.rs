//! Where cards go, what their folders are called, and how they are found again.

use super::*;
use crate::storage::stage::{ID, card, card_of};
use proptest::prelude::*;
use std::os::unix::fs::symlink;

fn archive() -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    (folder, paths)
}

#[test]
fn a_card_is_written_once_and_privately() {
    let (_folder, paths) = archive();
    let path = write_card(&paths, &card()).expect("there is room");
    assert_eq!(path, paths.data.join("scorecards/ana-ruiz").join(format!("{ID}.json")));
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!([mode(&path), mode(&paths.data), mode(path.parent().expect("a folder"))], [0o600, 0o700, 0o700]);

    assert_eq!(write_card(&paths, &card()).expect("the same card again"), path);
    fs::write(&path, "{}").expect("writable");
    let error = write_card(&paths, &card()).expect_err("another content");
    assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).expect("readable"), b"{}");
}

#[test]
fn bad_files_never_hide_good_ones() {
    let (folder, paths) = archive();
    let newer = write_card(&paths, &card_of("0192f3c4-0002", "Bo", 60)).expect("there is room");
    write_card(&paths, &card()).expect("there is room");
    let good = newer.parent().expect("a folder");
    fs::write(good.join("broken.json"), "{").expect("writable");
    symlink(folder.path().join("elsewhere"), good.join("link.json")).expect("a link");
    symlink(folder.path(), paths.scorecards().join("away")).expect("a link");
    fs::write(good.join(".assay-x.tmp"), "half").expect("writable");
    let tampered = fs::read_to_string(&newer).expect("readable").replace("Calm", "Wild");
    fs::write(&newer, tampered).expect("writable");

    let (cards, problems) = list_cards(&paths, &many::quiet);
    let names: Vec<_> = cards.iter().map(|card| card.candidate.name.as_str()).collect();
    assert_eq!(names, ["Bo", "Ana Ruiz"], "newest first");
    assert_eq!(marks(&cards[0].problems).len(), 1);
    assert_eq!(cards[1].problems, []);
    let mut files: Vec<_> =
        problems.iter().map(|p| p.file.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    files.sort();
    assert_eq!(files, ["away", "broken.json", "link.json"]);
}

#[test]
fn the_newest_cards_need_no_look_at_the_others() {
    let (_folder, paths) = archive();
    for (id, name) in [("0192-1", "Ana"), ("0192-2", "Bo"), ("0192-3", "Cy")] {
        write_card(&paths, &card_of(id, name, 0)).expect("there is room");
    }
    fs::write(paths.scorecards().join("ana/0001-broken.json"), "{").expect("writable");
    let (cards, problems) = newest_cards(&paths, 2);
    let names: Vec<_> = cards.iter().map(|card| card.candidate.name.as_str()).collect();
    assert_eq!((names, problems), (vec!["Cy", "Bo"], Vec::new()));
}

#[test]
fn everything_below_a_folder_that_is_named_like_a_card_can_be_checked() {
    let (folder, paths) = archive();
    let ana = write_card(&paths, &card()).expect("there is room");
    let deep = paths.scorecards().join("2026/spring");
    fs::create_dir_all(&deep).expect("there is room");
    for name in ["one.json", ".hidden.json", "panel-1.json", "notes.txt"] {
        fs::write(deep.join(name), "{}").expect("there is room");
    }
    symlink(folder.path(), deep.join("away")).expect("a link");
    symlink(&ana, deep.join("link.json")).expect("a link");
    fs::write(paths.data.join("remembered.json"), "{}").expect("there is room");
    let below = |path: &Path| cards_below(path).expect("it is a folder");
    let expected = vec![deep.join("link.json"), deep.join("one.json"), deep.join("panel-1.json"), ana.clone()];
    assert_eq!(below(&paths.scorecards()).0, expected);
    assert_eq!(below(&paths.data).0, expected, "of a data folder, the archive");
    let problems: Vec<_> = below(&deep).1.into_iter().map(|problem| problem.file).collect();
    assert_eq!(problems, [deep.join("away")]);
    assert_eq!(below(&paths.data.join("scorecards/ana-ruiz")).0, std::slice::from_ref(&ana));
    assert_eq!(cards_below(&ana), None);
    assert_eq!(cards_below(&deep.join("away")), None, "a link is no folder");
}

#[test]
fn an_open_data_folder_is_told() {
    let (_folder, paths) = archive();
    assert_eq!(open_to_others(&paths), None, "there is none yet");
    write::private_dir(&paths.data).expect("there is room");
    assert_eq!(open_to_others(&paths), None);
    fs::set_permissions(&paths.data, fs::Permissions::from_mode(0o755)).expect("it is ours");
    assert!(open_to_others(&paths).expect("a warning").message.contains("mode 755"));
}

#[test]
fn a_card_is_found_by_file_id_and_unique_beginning() {
    let (_folder, paths) = archive();
    let one = write_card(&paths, &card_of("0192aa", "Bo", 0)).expect("there is room");
    let two = write_card(&paths, &card_of("0192aab", "Bo", 0)).expect("there is room");
    let find = |given: &str| find_card(&paths, Path::new(given));
    assert_eq!(find("0192aa"), Ok(one.clone()), "a whole id wins over a beginning");
    assert_eq!(find("0192aab"), Ok(two));
    assert_eq!(find(one.to_str().expect("UTF-8")), Ok(one.clone()));
    assert!(matches!(find("0192a"), Err(FindError::Several { ids, .. }) if ids.len() == 2));
    assert!(matches!(find("7"), Err(FindError::None(_))));
    assert!(matches!(find(""), Err(FindError::None(_))));
}

#[test]
fn nothing_is_written_through_a_link() {
    let (folder, paths) = archive();
    write::private_dir(&paths.scorecards()).expect("there is room");
    symlink(folder.path(), paths.scorecards().join("ana-ruiz")).expect("a link");
    assert!(write_card(&paths, &card()).is_err());
    assert!(!folder.path().join(format!("{ID}.json")).exists());
}

#[test]
fn folder_names_are_readable_and_harmless() {
    assert_eq!(folder_name("Ana Ruiz"), "ana-ruiz");
    for (name, start) in [
        ("ana ruiz", "ana-ruiz--"),
        ("Ana  Ruiz", "ana-ruiz--"),
        ("José Ñandú", "jos-and--"),
        ("../../etc/passwd", "etc-passwd--"),
        ("--help", "help--"),
        (".hidden", "hidden--"),
        ("Con", "con--"),
        ("王小明", "candidate--"),
        ("", "candidate--"),
        ("\u{202e}\u{1b}[31m", "31m--"),
    ] {
        let folder = folder_name(name);
        assert!(folder.starts_with(start), "{name:?} became {folder}");
        assert_eq!(folder.len(), start.len() + 12);
    }
    assert!(folder_name(&"X".repeat(10_000)).len() < 64);
}

proptest! {
    #[test]
    fn no_two_names_share_a_folder(a in "[A-Za-zé. /-]{0,6}", b in "[A-Za-zé. /-]{0,6}") {
        prop_assert_eq!(folder_name(&a) == folder_name(&b), a == b);
    }

    #[test]
    fn no_name_leads_out(name in any::<String>()) {
        let folder = folder_name(&name);
        prop_assert!(folder.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        prop_assert!(!folder.starts_with('-') && !folder.is_empty());
    }
}

#[test]
fn what_a_crash_left_is_swept_wherever_files_are_written() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    let places = [paths.data.clone(), paths.editing(), paths.scorecards().join("ana-li")];
    for place in &places {
        fs::create_dir_all(place).expect("there is room");
        fs::write(place.join(".assay-dead.tmp"), "half").expect("there is room");
        fs::write(place.join("kept.json"), "whole").expect("there is room");
    }
    sweep(&paths);
    for place in &places {
        assert!(!place.join(".assay-dead.tmp").exists() && place.join("kept.json").exists(), "{}", place.display());
    }
}
