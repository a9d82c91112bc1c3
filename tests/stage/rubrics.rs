//! Rubrics and ratings to test with, so that a test says only what matters to it.
//!
//! Included with `#[path]` by the domain's own tests, integration tests and benches alike: whoever
//! includes it has `domain::{rating, rubric}` in scope.

use std::sync::Arc;

use super::rating::Rating;
use super::rubric::{Criterion, Level, Rubric, Section, SectionKind};

/// A criterion of weight 1 that implies nothing.
pub fn criterion(id: &str) -> Criterion {
    Criterion { id: id.to_owned(), title: format!("Title of {id}"), weight: 1, minutes: 4, ..Criterion::default() }
}

/// A required section with the usual bar; its criteria are `level.section.1` and so on.
pub fn section(level: &str, id: &str, criteria: usize) -> Section {
    Section {
        id: id.to_owned(),
        title: id.to_owned(),
        kind: SectionKind::Required,
        bar_percent: 75,
        criteria: (1..=criteria).map(|n| criterion(&format!("{level}.{id}.{n}"))).collect(),
    }
}

/// A section that gates nothing.
pub fn additional(level: &str, id: &str, criteria: usize) -> Section {
    Section { kind: SectionKind::Additional, ..section(level, id, criteria) }
}

/// A level of the family `test` without a grade.
pub fn level(id: &str, extends: Option<&str>, sections: Vec<Section>) -> Level {
    Level {
        family: "test".to_owned(),
        family_title: "Test".to_owned(),
        id: id.to_owned(),
        title: format!("Level {id}"),
        grade: None,
        extends: extends.map(str::to_owned),
        digest: format!("sha256:{id}"),
        sections,
        ..Level::default()
    }
}

/// The rubric of these levels, lowest first.
pub fn rubric(levels: Vec<Level>) -> Rubric {
    Rubric::new(levels.into_iter().map(Arc::new).collect()).expect("a test's rubric is sound")
}

/// A rubric of four levels with `criteria` criteria in twelve sections: per level two required ones
/// that hold most of it and an additional one, with a ladder through every tenth criterion.
pub fn sized(criteria: usize) -> Rubric {
    let names = ["l1", "l2", "l3", "l4"];
    let mut levels: Vec<Level> = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        let here = criteria * (index + 1) / names.len() - criteria * index / names.len();
        let extra = here / 5;
        let first = (here - extra) / 2;
        let sections = vec![
            section(name, "first", first),
            section(name, "second", here - extra - first),
            additional(name, "extra", extra),
        ];
        let mut top = level(name, index.checked_sub(1).map(|below| names[below]), sections);
        if let Some(below) = levels.last() {
            for (upper, lower) in top.sections.iter_mut().zip(&below.sections) {
                for (upper, lower) in upper.criteria.iter_mut().zip(&lower.criteria).step_by(10) {
                    upper.implies.push(lower.id.clone());
                }
            }
        }
        levels.push(top);
    }
    rubric(levels)
}

/// A mixed card: mostly Meets, some Partial and Not shown, every sixth criterion unknown.
pub fn mixed(rubric: &Rubric) -> Vec<Option<Rating>> {
    let cycle = [Some(3), Some(3), Some(4), Some(2), Some(3), None, Some(3), Some(1), Some(3), Some(3), Some(4), None];
    (0..rubric.len()).map(|i| cycle[i % cycle.len()].and_then(Rating::from_number)).collect()
}
