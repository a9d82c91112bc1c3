//! Job descriptions are read as a person reads them: invented families of every surface form, each
//! with what was read of it by hand, and, where they lie beside the project, real ones.

#![expect(clippy::disallowed_methods, reason = "reads the documents that it judges")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assay::domain::rubric::check_family;
use assay::import::{self, Document, Kind, Options, SectionRead};
use serde_json::{Value, json};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(file: &Path) -> Document {
    let stem = file.file_stem().expect("a document has a name").to_string_lossy();
    import::read(&fs::read(file).expect("the document is readable"), &stem)
}

fn parsed(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).expect("the expectation is readable")).expect("the expectation is JSON")
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

fn sections(sections: &[SectionRead]) -> Value {
    sections.iter().map(|section| json!([section.title, section.kind.id(), texts(section)])).collect()
}

fn texts(section: &SectionRead) -> Vec<&str> {
    section.items.iter().map(|item| item.text.as_str()).collect()
}

fn told(document: &Document) -> Value {
    let levels: Vec<Value> = document
        .levels
        .iter()
        .map(|level| {
            json!({
                "title": level.title,
                "grade": level.grade,
                "extends": level.extends.map(|parent| &document.levels[parent].title),
                "sections": sections(&level.sections),
            })
        })
        .collect();
    json!({ "title": document.title, "levels": levels, "shared": sections(&document.shared) })
}

fn expected(value: &Value) -> Value {
    let sections = |value: &Value| -> Value {
        let sections = value.as_array().expect("sections are an array").iter();
        sections.map(|section| json!([section["title"], section["kind"], section["items"]])).collect()
    };
    let levels: Vec<Value> = value["levels"]
        .as_array()
        .expect("levels are an array")
        .iter()
        .map(|level| {
            json!({
                "title": level["title"],
                "grade": level["grade"],
                "extends": level["extends"],
                "sections": sections(&level["sections"]),
            })
        })
        .collect();
    json!({ "title": value["title"], "levels": levels, "shared": sections(&value["shared"]) })
}

#[test]
fn every_invented_family_reads_as_it_was_read_by_hand() {
    let files = documents(&folder("tests/families"));
    assert!(files.len() >= 14, "the families are missing");
    for file in files {
        let wanted = parsed(&file.with_extension("json"));
        let document = read(&file);
        let found = told(&document);
        let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("it can be written");
        assert_eq!(pretty(&found), pretty(&expected(&wanted)), "{}", file.display());
        let lines: BTreeSet<u64> = document.warnings.iter().map(|warning| warning.line as u64).collect();
        for warning in wanted["warnings"].as_array().expect("warnings are an array") {
            let line = warning["line"].as_u64().expect("a line");
            assert!(lines.contains(&line), "{}:{line} is dropped without a word", file.display());
        }
    }
}

#[test]
fn every_invented_family_becomes_a_sound_rubric() {
    for file in documents(&folder("tests/families")) {
        let document = read(&file);
        for chain in [false, true] {
            let family = import::family(&document, &Options { chain, ..Options::default() });
            let levels: Vec<_> = family.levels.into_iter().map(std::sync::Arc::new).collect();
            assert!(!levels.is_empty(), "{} holds nothing to rate", file.display());
            assert_eq!(check_family(&levels), [], "{}", file.display());
            let generated =
                levels.iter().flat_map(|level| level.criteria()).all(|criterion| criterion.generated_anchors);
            assert!(generated, "what nobody wrote is marked");
        }
    }
}

fn count(sections: &[SectionRead], kind: Kind) -> usize {
    sections.iter().filter(|section| section.kind == kind).map(|section| section.items.len()).sum()
}

fn counts(sections: &[SectionRead]) -> Value {
    let kinds = [Kind::Required, Kind::Additional, Kind::Responsibility, Kind::Other];
    kinds.into_iter().map(|kind| Value::from(count(sections, kind))).collect()
}

#[test]
fn real_families_read_as_they_were_counted_by_hand() {
    let there = folder("../shared/job-families");
    if !there.is_dir() {
        eprintln!("no real families lie beside the project; nothing is compared");
        return;
    }
    let figures = parsed(&folder("tests/families/figures.json"));
    for (name, wanted) in figures.as_object().expect("figures by document") {
        let document = read(&there.join(name).with_extension("md"));
        let levels: Vec<Value> = document
            .levels
            .iter()
            .map(|level| json!({ "grade": level.grade, "extends": level.extends, "items": counts(&level.sections) }))
            .collect();
        assert_eq!(Value::from(levels), wanted["levels"], "{name}");
        assert_eq!(counts(&document.shared), wanted["shared"], "{name}");
    }
}

#[test]
fn the_family_of_the_built_in_rubric_imports_to_its_inventory() {
    let seed = folder("../shared/seed");
    if !seed.is_dir() {
        eprintln!("its document does not lie beside the project; nothing is compared");
        return;
    }
    let document = read(&seed.join("professional-services-engineer.md"));
    let inventory = parsed(&seed.join("inventory.json"));
    assert_eq!(document.title, inventory["title"]);
    let wanted = inventory["levels"].as_array().expect("levels are an array");
    assert_eq!(document.levels.len(), wanted.len());
    for (level, wanted) in document.levels.iter().zip(wanted) {
        assert_eq!(level.title, wanted["name"]);
        assert_eq!(json!(level.grade), wanted["grade"]);
        let parent = level.extends.map(|parent| document.levels[parent].title.as_str());
        assert_eq!(json!(parent), wanted["extends"]);
        let found: Vec<Value> = level
            .sections
            .iter()
            .flat_map(|section| section.items.iter().map(move |item| json!([section.kind.id(), item.text, item.line])))
            .collect();
        let items = wanted["items"].as_array().expect("items are an array").iter();
        let items: Vec<Value> = items.map(|item| json!([item["kind"], item["text"], item["line"]])).collect();
        assert_eq!(found, items, "{}", level.title);
    }
    let all = |kind| document.levels.iter().map(|level| count(&level.sections, kind)).sum::<usize>();
    assert_eq!([all(Kind::Required), all(Kind::Additional), all(Kind::Responsibility)], [47, 20, 62]);
}
