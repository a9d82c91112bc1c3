//! What the catalogue offers, and what it does with broken copies.

use super::*;
use serde_json::Value;
use std::os::unix::fs::symlink;

/// A folder with a copy of the built-in family, each level changed as asked.
fn copy(change: impl Fn(&str, &mut Value)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let family = folder.path().join("my-copy");
    fs::create_dir(&family).expect("there is room");
    for (name, text) in BUILT_IN_FILES {
        let mut value = json::parse(text.as_bytes()).expect("valid");
        change(name, &mut value);
        fs::write(family.join(name), json::pretty(&value)).expect("there is room");
    }
    folder
}

fn level_ids(family: &Family) -> Vec<&str> {
    family.levels.iter().map(|level| level.id.as_str()).collect()
}

#[test]
fn the_built_in_family_is_sound_and_ordered() {
    let family = Family::built_in();
    assert_eq!(level_ids(&family), ["associate", "intermediate", "senior", "staff"]);
    assert_eq!(family.rubric_to("senior").expect("a level").levels().len(), 3);
    assert_eq!(family.rubric_to("principal"), None);
    assert!(family.levels.iter().all(|level| level.digest.len() == 71));
}

#[test]
fn without_a_folder_there_is_the_built_in_family_and_no_problem() {
    let catalog = Catalog::load(Path::new("/nowhere/at/all"));
    assert_eq!(catalog.problems, []);
    assert_eq!(catalog.families, [Family::built_in()]);
}

#[test]
fn the_users_copy_wins_and_other_families_stand_beside_it() {
    let folder = copy(|_, level| level["family_title"] = "Ours".into());
    let other = folder.path().join("zoo");
    fs::create_dir(&other).expect("there is room");
    let mut keeper = json::parse(BUILT_IN_FILES[0].1.as_bytes()).expect("valid");
    keeper["family"] = "keepers".into();
    fs::write(other.join("keeper.json"), json::pretty(&keeper)).expect("there is room");

    let catalog = Catalog::load(folder.path());
    assert_eq!(catalog.problems, []);
    let ids: Vec<_> = catalog.families.iter().map(|family| family.id.as_str()).collect();
    assert_eq!(ids, [BUILT_IN, "keepers"]);
    assert_eq!(catalog.families[0].title, "Ours");
    // A whole folder can also be one family.
    assert_eq!(Catalog::load(&other).families.len(), 2);
}

#[test]
fn one_broken_file_leaves_the_levels_that_stand_without_it() {
    let folder = copy(|_, _| {});
    fs::write(folder.path().join("my-copy/senior.json"), "{ \"format\": ").expect("writable");
    let catalog = Catalog::load(folder.path());
    assert_eq!(level_ids(&catalog.families[0]), ["associate", "intermediate"]);
    assert_eq!(catalog.problems.len(), 1, "only the broken file is to blame: {:?}", catalog.problems);
    assert!(catalog.problems[0].to_string().contains("senior.json: format: ends too early"), "{:?}", catalog.problems);
}

#[test]
fn an_unusable_copy_gives_way_to_the_built_in_family() {
    let folder = copy(|name, level| {
        if name == "associate.json" {
            level["sections"][0]["bar_percent"] = 0.into();
        }
    });
    let catalog = Catalog::load(folder.path());
    assert_eq!(catalog.families, [Family::built_in()]);
    assert_eq!(catalog.problems[0].path, "sections[0].bar_percent");
}

#[test]
fn every_error_of_a_family_is_reported_at_once() {
    let folder = copy(|name, level| match name {
        "associate.json" => level["sections"][0]["criteria"][0]["weight"] = 9.into(),
        "intermediate.json" => level["grade"] = 4.into(),
        "senior.json" => level["sections"][0]["criteria"][0]["implies"] = serde_json::json!(["staff.nothing"]),
        _ => level["extends"] = "director".into(),
    });
    symlink("/etc/passwd", folder.path().join("my-copy/link.json")).expect("a link");
    let (files, _) = family_folders(folder.path());
    let reports = read_family(&files[0]);
    let errors: Vec<String> = reports
        .iter()
        .flat_map(|report| report.errors.iter().map(|(path, _)| format!("{} {path}", shown_name(&report.file))))
        .collect();
    assert_eq!(errors, ["associate.json sections[0].criteria[0].weight", "intermediate.json grade", "link.json ",]);
    fs::remove_file(folder.path().join("my-copy/link.json")).expect("it is there");
    let all: Vec<String> = read_family(&files[0])
        .iter()
        .flat_map(|report| report.errors.iter().map(|(path, _)| format!("{} {path}", shown_name(&report.file))))
        .collect();
    assert_eq!(
        all,
        [
            "associate.json sections[0].criteria[0].weight",
            "intermediate.json grade",
            "senior.json sections[0].criteria[0].implies[0]",
            "staff.json extends",
        ]
    );
}

#[test]
fn what_cannot_be_followed_or_listed_is_said_once() {
    let folder = copy(|_, _| {});
    let family = folder.path().join("my-copy");
    symlink("/etc", family.join("away")).expect("a link");
    fs::create_dir(family.join(".hidden")).expect("there is room");
    let (folders, problems) = family_folders(&family);
    assert_eq!(folders, [family.as_path()], "a folder with rubric files is a family itself");
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, [format!("{}: is a symbolic link; links are not followed", family.join("away").display())]);
    assert_eq!(Catalog::load(&family).problems, problems);

    let file = family.join("senior.json");
    let (folders, problems) = family_folders(&file);
    assert!(folders.is_empty() && problems[0].message.starts_with("cannot be read: "), "{problems:?}");
    assert_eq!(read_family(&file)[0].errors[0].1, problems[0].message);
}

#[test]
fn a_file_is_read_with_its_family_and_with_nothing_else() {
    let folder = copy(|_, _| {});
    let family = folder.path().join("my-copy");
    fs::write(family.join("notes.json"), "{\"format\": \"something else\"}").expect("writable");
    fs::copy(family.join("senior.json"), family.join("senior-new.json")).expect("writable");
    let senior = family.join("senior.json");
    let reports = read_with_family(&senior);
    assert_eq!((reports[0].file.as_path(), reports[0].errors.as_slice()), (senior.as_path(), &[][..]));
    let names: Vec<String> = reports.iter().map(|report| shown_name(&report.file)).collect();
    assert_eq!(names, ["senior.json", "associate.json", "intermediate.json", "staff.json"]);

    // Without the level it extends it stands alone, unless that one may be in a file that cannot be read.
    fs::write(family.join("intermediate.json"), "{").expect("writable");
    assert_eq!(read_with_family(&senior)[0].errors, []);
    fs::remove_file(family.join("intermediate.json")).expect("it is there");
    assert_eq!(read_with_family(&senior)[0].errors[0].0, "extends");
    assert_eq!(read_with_family(&family.join("nowhere.json"))[0].errors[0].1, "does not exist");
}

#[test]
fn a_family_is_found_by_its_id_or_folder_even_where_it_is_broken() {
    let folder = copy(|_, level| {
        level["family"] = "gardener".into();
        level["sections"][0]["bar_percent"] = 0.into();
    });
    let found = |id: &str| find_family(folder.path(), id).map(|files| files.len());
    assert_eq!(
        (found("gardener"), found("my-copy"), found(BUILT_IN), found("baker")),
        (Some(4), Some(4), Some(4), None)
    );
    let reports = find_family(folder.path(), "gardener").expect("it is there");
    assert!(reports.iter().all(|report| report.level.is_some() && report.sound().is_none()), "{reports:?}");
}

fn shown_name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}
