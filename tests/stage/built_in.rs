//! The built-in rubrics, read without the program's own reader, so that a fault of the one cannot
//! hide a fault of the other.

use std::sync::Arc;

use serde_json::Value;

use super::rubric::{Criterion, Level, Rubric, Section, SectionKind};

/// The four files as they are, lowest level first.
pub fn files() -> Vec<Value> {
    [
        include_str!("../../rubrics/professional-services-engineer/associate.json"),
        include_str!("../../rubrics/professional-services-engineer/intermediate.json"),
        include_str!("../../rubrics/professional-services-engineer/senior.json"),
        include_str!("../../rubrics/professional-services-engineer/staff.json"),
    ]
    .map(|text| serde_json::from_str(text).expect("a built-in rubric is JSON"))
    .to_vec()
}

/// A text of a file.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is a text in {value}"))
}

/// A list of a file.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list in {value}"))
}

/// Texts of a list.
pub fn texts(value: &Value, key: &str) -> Vec<String> {
    list(value, key).iter().map(|item| item.as_str().expect("a text").to_owned()).collect()
}

/// A number of a file.
pub fn number(value: &Value, key: &str) -> u32 {
    value[key].as_u64().and_then(|n| n.try_into().ok()).unwrap_or_else(|| panic!("{key} is a number in {value}"))
}

/// The built-in rubric up to and with a level.
pub fn rubric(target: &str) -> Rubric {
    let files = files();
    let last = files.iter().position(|file| file["level"] == target).expect("a built-in level");
    Rubric::new(files[..=last].iter().map(|file| Arc::new(level(file))).collect())
        .expect("the built-in rubric is sound")
}

fn level(file: &Value) -> Level {
    Level {
        family: text(file, "family").to_owned(),
        family_title: text(file, "family_title").to_owned(),
        id: text(file, "level").to_owned(),
        title: text(file, "title").to_owned(),
        grade: Some(number(file, "grade")),
        extends: file["extends"].as_str().map(str::to_owned),
        digest: String::new(),
        sections: list(file, "sections").iter().map(section).collect(),
        ..Level::default()
    }
}

fn section(value: &Value) -> Section {
    Section {
        id: text(value, "id").to_owned(),
        title: text(value, "title").to_owned(),
        kind: if text(value, "kind") == "required" { SectionKind::Required } else { SectionKind::Additional },
        bar_percent: number(value, "bar_percent"),
        criteria: list(value, "criteria").iter().map(criterion).collect(),
    }
}

fn criterion(value: &Value) -> Criterion {
    Criterion {
        id: text(value, "id").to_owned(),
        title: text(value, "title").to_owned(),
        weight: number(value, "weight"),
        must_have: value["must_have"] == true,
        implies: texts(value, "implies"),
        ..Criterion::default()
    }
}
