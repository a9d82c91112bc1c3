//! Work on a family comes back as it was, whoever else works on it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::domain::adapt::{Adaptation, CriterionEdit, Edit};
use crate::storage::catalog::{BUILT_IN, Family};

fn stage() -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    (folder, paths)
}

fn retitled(title: &str) -> Adaptation {
    let mut family = Adaptation::new(Origin::BuiltIn, Family::built_in().levels);
    let criterion = family.levels()[0].criteria().next().expect("it has criteria").id.clone();
    family.apply(Edit::Criterion { criterion, edit: CriterionEdit::Title(title.to_owned()) }).expect("it makes sense");
    family
}

#[test]
fn unsaved_work_comes_back_whole_even_half_typed() {
    let (_folder, paths) = stage();
    assert_eq!(kept(&paths, BUILT_IN), Ok(None));
    for title in ["S", "", "Sow\u{202e}s \"beds\""] {
        let family = retitled(title);
        keep(&paths, &family.work()).expect("there is room");
        let file = paths.adapting().join("professional-services-engineer.json");
        let found = fs::read_dir(paths.adapting()).expect("readable").flatten().next().expect("a file").path();
        kept::as_in_a_new_process(&found);
        let back = kept(&paths, BUILT_IN).expect("readable").expect("it is there");
        assert_eq!(back, family.work(), "{title:?}");
        let back = Adaptation::from(back);
        assert!(back.is_changed() && back.levels() == family.levels() && !file.is_dir());
        assert_eq!(fs::metadata(&found).expect("it is there").permissions().mode() & 0o777, 0o600);
    }
    let aside = forget(&paths, BUILT_IN).expect("there is room").expect("there was something");
    assert!(aside.starts_with(paths.adapting().join("done")) && kept(&paths, BUILT_IN) == Ok(None));
    assert_eq!(left_aside(&paths), None);
}

#[test]
fn what_another_window_did_is_kept_aside_and_what_is_broken_too() {
    let (_folder, paths) = stage();
    keep(&paths, &retitled("mine").work()).expect("there is room");
    let file = fs::read_dir(paths.adapting()).expect("readable").flatten().next().expect("a file").path();
    let theirs = fs::read_to_string(&file).expect("readable").replace("mine", "theirs");
    fs::write(&file, &theirs).expect("writable");
    keep(&paths, &retitled("mine, too").work()).expect("there is room");
    assert!(left_aside(&paths).is_some_and(|told| told.contains("unsaved family") && told.contains("conflict")));
    for broken in [theirs.replace("\"weight\": 1", "\"weight\": 9"), theirs.replace("\"built_in\"", "\"\u{1b}[2J\"")] {
        fs::write(&file, &broken).expect("writable");
        let said = kept(&paths, BUILT_IN).expect_err("it cannot be used");
        assert!(said.contains("it is kept as") && !said.chars().any(crate::text::is_hidden), "{said}");
    }
}

#[test]
fn whether_the_files_changed_since_can_be_told() {
    let levels = Family::built_in().levels;
    let work = retitled("Sows").work();
    assert!(work.began_with(&levels));
    assert!(!work.began_with(&levels[1..]));
    let mut other = levels.clone();
    Arc::make_mut(&mut other[0]).digest = "sha256:other".to_owned();
    assert!(!work.began_with(&other));
}

#[test]
fn work_on_a_family_that_is_nowhere_else_is_told_of() {
    let (_folder, paths) = stage();
    assert!(of_others(&paths, &[]).is_empty());
    keep(&paths, &retitled("mine").work()).expect("there is room");
    assert!(of_others(&paths, &["cook", BUILT_IN]).is_empty(), "its family is there");
    let others = of_others(&paths, &["cook"]);
    assert!(others.len() == 1 && others[0].starts_with(paths.adapting()), "{others:?}");
    forget(&paths, BUILT_IN).expect("there is room");
    assert!(of_others(&paths, &["cook"]).is_empty(), "what was given up is no work any more");
}
