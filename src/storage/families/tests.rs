//! A family is on disk as a whole or not at all, and nobody's file is written over.

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;
use crate::domain::adapt::{Adaptation, CriterionEdit, Edit, LevelEdit, Part, SectionEdit};
use crate::domain::rubric::SectionKind;
use crate::storage::catalog::{BUILT_IN, Catalog, Family};

fn stage() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let rubrics = folder.path().join("config/rubrics");
    (folder, rubrics)
}

fn retitle(family: &mut Adaptation, level: usize, title: &str) -> String {
    let criterion = family.levels()[level].criteria().next().expect("it has criteria").id.clone();
    let edit = CriterionEdit::Title(title.to_owned());
    family.apply(Edit::Criterion { criterion: criterion.clone(), edit }).expect("it makes sense");
    criterion
}

/// The built-in family under somebody's hands, with one title changed.
fn adapted() -> Adaptation {
    let mut family = Adaptation::new(Origin::BuiltIn, Family::built_in().levels);
    retitle(&mut family, 0, "Adapted");
    family
}

/// The user's own copy of it, saved and read again.
fn own(rubrics: &Path) -> (PathBuf, Adaptation) {
    let folder = rubrics.join(BUILT_IN);
    save(&folder, &adapted().work(), Theirs::Stay).expect("there is room");
    (folder, read_again(rubrics))
}

fn read_again(rubrics: &Path) -> Adaptation {
    let catalog = Catalog::load(rubrics);
    assert_eq!(catalog.problems, []);
    let family = catalog.family(BUILT_IN).expect("it is there");
    assert!(matches!(family.origin, Home::Folder(_)), "the user's own");
    Adaptation::new(Origin::Saved, family.levels.clone())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Every file of a folder with its content.
fn contents(folder: &Path) -> Vec<(String, String)> {
    names(folder)
        .into_iter()
        .filter(|name| folder.join(name).is_file())
        .map(|name| (name.clone(), fs::read_to_string(folder.join(name)).expect("readable")))
        .collect()
}

fn told(result: Result<Saved, NotSaved>) -> Vec<FileProblem> {
    match result {
        Err(NotSaved::Theirs(problems) | NotSaved::Unsound(problems)) => problems,
        Err(NotSaved::Disk(problem)) => vec![problem],
        Ok(_) => panic!("it was saved"),
    }
}

#[test]
fn a_built_in_family_is_copied_whole_and_says_what_it_was() {
    let (_folder, rubrics) = stage();
    let mut family = adapted();
    let folder = folder_of(&rubrics, &Family::built_in());
    let saved = save(&folder, &family.work(), Theirs::Stay).expect("there is room");
    assert_eq!((&saved.folder, saved.retired.len()), (&rubrics.join(BUILT_IN), 0));
    assert_eq!(names(&folder), ["associate.json", "intermediate.json", "senior.json", "staff.json"]);
    assert_eq!(names(&rubrics), [BUILT_IN], "nothing is left beside it");
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join("senior.json"))), (0o700, 0o600));

    let again = read_again(&rubrics);
    assert_eq!(again.began(), saved.levels, "what was saved is what is read");
    for (level, built_in) in again.began().iter().zip(Family::built_in().levels) {
        assert_eq!(level.adapted_from.as_ref(), Some(&built_in.digest));
    }
    family.saved(saved.levels);
    assert!(!family.is_changed());
    assert_eq!(family.levels()[0].sections, again.levels()[0].sections);
}

#[test]
fn only_what_changed_is_written_and_unknown_fields_stay_with_what_they_belong_to() {
    let (_folder, rubrics) = stage();
    let (folder, _) = own(&rubrics);
    let file = folder.join("associate.json");
    let mut value = json::parse(&fs::read(&file).expect("readable")).expect("sound");
    value["later"] = 1.into();
    let section = &mut value["sections"][0];
    section["color"] = "green".into();
    section["criteria"][0]["trade"] = "a".into();
    section["criteria"][0]["anchors"]["5"] = "beyond".into();
    section["criteria"][0]["questions"][0]["since"] = 2025.into();
    section["criteria"][1]["trade"] = "b".into();
    fs::write(&file, json::pretty(&value)).expect("writable");
    // Another hand writes without spaces; a level that is not touched keeps that.
    let staff = folder.join("staff.json");
    let plain = serde_json::to_vec(&json::parse(&fs::read(&staff).expect("readable")).expect("sound")).expect("JSON");
    fs::write(&staff, &plain).expect("writable");

    let mut family = read_again(&rubrics);
    let id = retitle(&mut family, 0, "Other");
    let to = family.levels()[0].sections[1].id.clone();
    let moved = CriterionEdit::MoveTo { section: to, at: 0 };
    family.apply(Edit::Criterion { criterion: id.clone(), edit: moved }).expect("it makes sense");
    save(&folder, &family.work(), Theirs::Stay).expect("there is room");
    let value = json::parse(&fs::read(&file).expect("readable")).expect("sound");
    let moved = &value["sections"][1]["criteria"][0];
    assert_eq!((&value["later"], &value["sections"][0]["color"]), (&1.into(), &"green".into()));
    assert_eq!((&moved["id"], &moved["title"], &moved["trade"]), (&id.into(), &"Other".into(), &"a".into()));
    assert_eq!((&moved["anchors"]["5"], &moved["questions"][0]["since"]), (&"beyond".into(), &2025.into()));
    assert_eq!(value["sections"][0]["criteria"][0]["trade"], "b");
    assert_eq!(fs::read(&staff).expect("readable"), plain);
}

#[test]
fn levels_come_and_go_and_no_file_is_destroyed() {
    let (_folder, rubrics) = stage();
    let (folder, mut family) = own(&rubrics);
    let staff = fs::read_to_string(folder.join("staff.json")).expect("readable");
    let on = |level: &str, edit| Edit::Level { level: level.to_owned(), edit };
    family.apply(on("staff", LevelEdit::Remove)).expect("there are others");
    let title = "Principal Professional Services Engineer".to_owned();
    family.apply(Edit::AddLevel { title, grade: Some(9), extends: Some("senior".to_owned()) }).expect("it makes sense");
    assert!(matches!(save(&folder, &family.work(), Theirs::Stay), Err(NotSaved::Unsound(_))), "it is empty yet");
    family
        .apply(on("principal", LevelEdit::AddSection { title: "Reach".to_owned(), kind: SectionKind::Required }))
        .expect("it makes sense");
    let part = Part { title: "Sets direction".to_owned(), statement: String::new() };
    let edit = SectionEdit::AddCriterion { at: 0, part };
    family
        .apply(Edit::Section { level: "principal".to_owned(), section: "reach".to_owned(), edit })
        .expect("it makes sense");
    let saved = save(&folder, &family.work(), Theirs::Stay).expect("there is room");
    assert_eq!(saved.retired, [folder.join(".retired/staff-1.json")]);
    assert_eq!(fs::read_to_string(&saved.retired[0]).expect("readable"), staff, "byte for byte");
    let levels: Vec<String> = read_again(&rubrics).levels().iter().map(|level| level.id.clone()).collect();
    assert_eq!(levels, ["associate", "intermediate", "senior", "principal"]);
    assert_eq!(saved.levels[3].adapted_from, None, "a level of one's own is a copy of nothing");
}

#[test]
fn new_levels_find_names_beside_each_other_and_what_is_there() {
    let (_folder, rubrics) = stage();
    let (folder, mut family) = own(&rubrics);
    let mut foreign = json::parse(&fs::read(folder.join("staff.json")).expect("readable")).expect("sound");
    foreign["level"] = "other".into();
    fs::write(folder.join("Principal.json"), json::pretty(&foreign)).expect("writable");
    for id in ["principal", "principal-2"] {
        let title = "Principal Professional Services Engineer".to_owned();
        family.apply(Edit::AddLevel { title, grade: None, extends: None }).expect("it makes sense");
        let edit = LevelEdit::AddSection { title: "Reach".to_owned(), kind: SectionKind::Required };
        family.apply(Edit::Level { level: id.to_owned(), edit }).expect("it is there");
        let part = Part { title: "Sets direction".to_owned(), statement: String::new() };
        let edit = SectionEdit::AddCriterion { at: 0, part };
        family
            .apply(Edit::Section { level: id.to_owned(), section: "reach".to_owned(), edit })
            .expect("it makes sense");
    }
    save(&folder, &family.work(), Theirs::Stay).expect("there is room");
    let new = names(&folder).into_iter().filter(|name| name.starts_with("principal")).collect::<Vec<_>>();
    assert_eq!(new, ["principal-2-2.json", "principal-2.json"], "each in a file of its own, beside Principal.json");
}

#[test]
fn what_somebody_else_changed_is_not_written_over() {
    let (_folder, rubrics) = stage();
    let (folder, mut family) = own(&rubrics);
    for level in 0..2 {
        retitle(&mut family, level, "Mine");
    }
    let file = folder.join("intermediate.json");
    let theirs = fs::read_to_string(&file).expect("readable").replacen("\"weight\": 1", "\"weight\": 2", 1);
    fs::write(&file, &theirs).expect("writable");
    let before = contents(&folder);
    let problems = told(save(&folder, &family.work(), Theirs::Stay));
    assert_eq!((problems.len(), &problems[0].file), (1, &file));
    let message = &problems[0].message;
    assert!(message.contains("by somebody else") && message.contains("weight 1, now 2"), "what they did: {message}");
    assert!(message.contains("goes to .retired"), "and what becomes of it: {message}");
    assert_eq!(contents(&folder), before, "not even the level that nobody else touched");

    let saved = save(&folder, &family.work(), Theirs::Aside).expect("the user said so");
    assert_eq!(saved.retired, [folder.join(".retired/intermediate-1.json")]);
    assert_eq!(fs::read_to_string(&saved.retired[0]).expect("readable"), theirs);
    assert!(read_again(&rubrics).levels()[1].criteria().any(|criterion| criterion.title == "Mine"));

    family.saved(saved.levels);
    retitle(&mut family, 0, "Mine, too");
    fs::remove_file(folder.join("associate.json")).expect("it is there");
    let problems = told(save(&folder, &family.work(), Theirs::Stay));
    assert!(problems[0].message.contains("removed by somebody else"), "{}", problems[0]);
    save(&folder, &family.work(), Theirs::Aside).expect("the user said so");
    assert_eq!(read_again(&rubrics).levels().len(), 4);
}

#[test]
fn a_save_that_was_interrupted_is_finished_by_the_next() {
    let (_folder, rubrics) = stage();
    let (folder, mut family) = own(&rubrics);
    for level in 0..3 {
        retitle(&mut family, level, "Mine");
    }
    // A kill between two files: the first is in its place, the others are not.
    let other = rubrics.with_file_name("elsewhere").join(BUILT_IN);
    fs::create_dir_all(&other).expect("there is room");
    for (name, content) in contents(&folder) {
        fs::write(other.join(name), content).expect("writable");
    }
    save(&other, &family.work(), Theirs::Stay).expect("there is room");
    fs::copy(other.join("associate.json"), folder.join("associate.json")).expect("there is room");
    fs::write(folder.join(".assay-dead.tmp"), "half a lev").expect("writable");
    let saved = save(&folder, &family.work(), Theirs::Stay).expect("it goes on");
    assert!(saved.retired.is_empty());
    assert_eq!(contents(&folder), contents(&other), "and the leftover is gone");
}

#[test]
fn what_lies_in_the_way_of_a_new_family_stays() {
    let (_folder, rubrics) = stage();
    let folder = rubrics.join(BUILT_IN);
    fs::create_dir_all(&folder).expect("there is room");
    save(&folder, &adapted().work(), Theirs::Stay).expect("an empty folder is no obstacle");
    fs::remove_dir_all(&folder).expect("it is there");

    fs::create_dir_all(&folder).expect("there is room");
    fs::write(folder.join("README.md"), "mine").expect("writable");
    save(&folder, &adapted().work(), Theirs::Stay).expect("notes are no obstacle");
    assert_eq!(names(&folder).len(), 5);
    save(&folder, &adapted().work(), Theirs::Stay).expect("what is there is the same");

    fs::write(folder.join("broken.json"), "{").expect("writable");
    let problems = told(save(&folder, &adapted().work(), Theirs::Stay));
    assert_eq!((problems.len(), &problems[0].file), (1, &folder.join("broken.json")));
    assert!(!told(save(&folder, &adapted().work(), Theirs::Aside)).is_empty(), "what is unknown is not put aside");
}

#[test]
fn one_window_saves_at_a_time_and_leaves_no_lock_behind() {
    let (_folder, rubrics) = stage();
    let (folder, mut family) = own(&rubrics);
    retitle(&mut family, 0, "Mine");
    let lock = Lock::take_silently(&folder.join(".assay-saving.lock")).expect("nobody holds it");
    let problems = told(save(&folder, &family.work(), Theirs::Stay));
    assert!(problems[0].message.contains("another window is saving"), "{}", problems[0]);
    drop(lock);
    save(&folder, &family.work(), Theirs::Stay).expect("it is free again");
    assert_eq!((names(&folder).len(), names(&rubrics).len()), (4, 1));
}

#[test]
fn links_are_not_followed() {
    let (outer, rubrics) = stage();
    let elsewhere = outer.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).expect("there is room");
    fs::create_dir_all(&rubrics).expect("there is room");
    symlink(&elsewhere, rubrics.join(BUILT_IN)).expect("a link");
    let problems = told(save(&rubrics.join(BUILT_IN), &adapted().work(), Theirs::Stay));
    assert!(problems[0].message.contains("symbolic link"), "{}", problems[0]);
    assert!(names(&elsewhere).is_empty());
    fs::remove_file(rubrics.join(BUILT_IN)).expect("it is there");

    let (folder, mut family) = own(&rubrics);
    let precious = outer.path().join("precious.json");
    fs::rename(folder.join("associate.json"), &precious).expect("there is room");
    symlink(&precious, folder.join("associate.json")).expect("a link");
    let before = fs::read_to_string(&precious).expect("readable");
    retitle(&mut family, 0, "Mine");
    assert!(!told(save(&folder, &family.work(), Theirs::Stay)).is_empty());
    assert_eq!(fs::read_to_string(&precious).expect("readable"), before);
}

#[test]
fn a_disk_that_fails_at_one_file_changes_none() {
    let (_folder, rubrics) = stage();
    let (folder, _) = own(&rubrics);
    let before = contents(&folder);
    let new = |name: &str| (folder.join(name), b"new".to_vec(), true);
    // The last of them cannot be written: its folder does not exist.
    let plan = Plan { write: vec![new("associate.json"), new("senior.json"), new("full/x.json")], ..Plan::default() };
    let (file, _) = plan.put(&folder).expect_err("one of them fails");
    assert_eq!((file, contents(&folder)), (folder.join("full/x.json"), before));
    assert_eq!(names(&folder).len(), 4, "nothing is left beside them");
}

#[test]
fn a_family_that_is_not_sound_is_not_saved_and_every_fault_is_told() {
    let (_folder, rubrics) = stage();
    let mut family = adapted();
    for level in 0..2 {
        retitle(&mut family, level, " ");
    }
    let problems = told(save(&rubrics.join(BUILT_IN), &family.work(), Theirs::Stay));
    assert_eq!(problems.len(), 2);
    assert!(problems[1].file.ends_with("intermediate.json") && problems[1].message.contains("title"));
    let nothing = Work { now: Vec::new(), ..family.work() };
    assert!(told(save(&rubrics.join("x"), &nothing, Theirs::Stay))[0].message.contains("no level"));
    assert!(names(&rubrics).is_empty());
}
