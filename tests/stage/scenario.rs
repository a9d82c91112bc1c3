//! What scenario files say, and how that is read: rubrics, ratings and results in the words of people
//! who hire. See `scenarios/grade.toml` for the words.
//!
//! Whoever includes it has `built_in` and `rubrics` in scope.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay::domain::explain;
use assay::domain::grade::{self, Recommendation, SectionResult};
use assay::domain::rating::{Answer, Rating};
use assay::domain::rubric::{Criterion, Level, Rubric, SectionKind};
use serde::Deserialize;

use super::{built_in, rubrics};

/// What a grade comes to, as far as a case says so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    proved: Option<String>,
    still_reachable: Option<String>,
    status: Option<String>,
    verdicts: Option<String>,
    bars: Option<String>,
    says: Option<String>,
    blocks: Option<String>,
    credits: Option<Vec<String>>,
    #[serde(default)]
    sections: BTreeMap<String, String>,
}

/// A small rubric that a file describes, lowest level first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    levels: Vec<PlannedLevel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedLevel {
    name: String,
    sections: Vec<PlannedSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedSection {
    name: String,
    criteria: usize,
    #[serde(default)]
    additional: bool,
    bar: Option<u32>,
    #[serde(default)]
    weights: Vec<u32>,
    #[serde(default)]
    must_haves: Vec<usize>,
    proves: Option<String>,
}

/// Each thing that a case says and that came out otherwise: what, as expected, as found.
pub fn differences(rubric: &Rubric, now: &Recommendation, expected: &Expected) -> Vec<(String, String, String)> {
    let name = |level: Option<usize>| level.map_or("nothing".to_owned(), |level| level_name(&rubric.levels()[level]));
    let each =
        |word: &dyn Fn(&grade::LevelResult) -> String| now.levels.iter().map(word).collect::<Vec<_>>().join(", ");
    let credit = |credit: &grade::Credit| {
        format!("{} from {}", rubric.criterion(credit.criterion).id, rubric.criterion(credit.from).id)
    };
    let pairs = [
        ("proved", &expected.proved, name(now.floor)),
        ("still reachable", &expected.still_reachable, name(now.ceiling)),
        ("status", &expected.status, now.status.id().to_owned()),
        ("verdicts", &expected.verdicts, each(&|level| level.verdict.label().to_owned())),
        ("bars", &expected.bars, each(&|level| level.bar_profile.map_or("-".to_owned(), |bar| bar.to_string()))),
        ("says", &expected.says, explain::headline(rubric, now)),
        ("blocks", &expected.blocks, explain::blocking(rubric, now)),
        (
            "credits",
            &expected.credits.as_ref().map(|credits| credits.join(", ")),
            now.credits.iter().map(credit).collect::<Vec<_>>().join(", "),
        ),
    ];
    let mut differences: Vec<(String, String, String)> = pairs
        .into_iter()
        .filter_map(|(what, expected, found)| Some((what.to_owned(), expected.clone()?, found)))
        .collect();
    for (place, words) in &expected.sections {
        let (level, section) = find_section(rubric, place);
        let found = now.section(level, section).map_or("not required".to_owned(), in_words);
        differences.push((place.clone(), words.clone(), found));
    }
    differences.retain(|(_, expected, found)| expected != found);
    differences
}

/// `grade 7`, or the level's name where it has no grade.
pub fn level_name(level: &Level) -> String {
    level.grade.map_or_else(|| level.label(), |grade| format!("grade {grade}"))
}

fn in_words(section: &SectionResult) -> String {
    let SectionResult { earned, need, max, reachable, state, .. } = section;
    format!("{earned} of {max} points, needs {need}, at most {reachable}: {}", state.id())
}

/// What a case changes about its rubric.
pub struct Changes<'a> {
    pub ladders: bool,
    pub must_haves: &'a [String],
}

/// The rubric of this name up to a level: the built-in family's, or one of the file's own.
pub fn rubric(name: &str, target: &str, plans: &BTreeMap<String, Plan>, changes: &Changes<'_>) -> Rubric {
    let mut rubric = match plans.get(name) {
        Some(plan) => planned(plan, target),
        None if name == "professional-services-engineer" => built_in::rubric(target),
        None => panic!("there is no rubric {name:?}"),
    };
    if !changes.ladders {
        rubric = without_ladders(&rubric);
    }
    changed(&rubric, |criterion| criterion.must_have |= changes.must_haves.contains(&criterion.id))
}

pub fn without_ladders(rubric: &Rubric) -> Rubric {
    changed(rubric, |criterion| criterion.implies.clear())
}

fn changed(rubric: &Rubric, mut change: impl FnMut(&mut Criterion)) -> Rubric {
    let levels = rubric.levels().iter().map(|level| {
        let mut level = Level::clone(level);
        level.sections.iter_mut().flat_map(|section| &mut section.criteria).for_each(&mut change);
        Arc::new(level)
    });
    Rubric::new(levels.collect()).expect("the rubric stays sound")
}

fn planned(plan: &Plan, target: &str) -> Rubric {
    let last = plan.levels.iter().position(|level| level.name == target).expect("the target is a level of the rubric");
    let mut levels: Vec<Level> = Vec::new();
    for PlannedLevel { name, sections } in &plan.levels[..=last] {
        let sections = sections.iter().map(|planned| {
            let mut section = rubrics::section(name, &planned.name, planned.criteria);
            section.bar_percent = planned.bar.unwrap_or(section.bar_percent);
            if planned.additional {
                section.kind = SectionKind::Additional;
            }
            for (number, criterion) in (1..).zip(&mut section.criteria) {
                criterion.weight = planned.weights.get(number - 1).copied().unwrap_or(1);
                criterion.must_have = planned.must_haves.contains(&number);
                criterion.implies.extend(planned.proves.clone());
            }
            section
        });
        let below = levels.last().map(|level| level.id.clone());
        levels.push(rubrics::level(name, below.as_deref(), sections.collect()));
    }
    rubrics::rubric(levels)
}

/// The answers of a card: `level / section`, or `level` for all its required sections.
pub fn answers(rubric: &Rubric, lines: &BTreeMap<String, String>) -> Vec<Option<Answer>> {
    let mut card = vec![None; rubric.len()];
    for (place, line) in lines {
        let sections = match rubric.level_index(place) {
            Some(level) => {
                let sections = &rubric.levels()[level].sections;
                let required = (0..sections.len()).filter(|&s| sections[s].kind == SectionKind::Required);
                required.map(|section| (level, section)).collect()
            }
            None => vec![find_section(rubric, place)],
        };
        for (level, section) in sections {
            let range = rubric.section_range(level, section);
            let signs = match line.strip_prefix("all ") {
                Some(sign) => vec![sign; range.len()],
                None => line.split_whitespace().collect(),
            };
            assert_eq!(signs.len(), range.len(), "{place} has {} criteria", range.len());
            card[range].copy_from_slice(&signs.into_iter().map(answer).collect::<Vec<_>>());
        }
    }
    card
}

fn answer(sign: &str) -> Option<Answer> {
    match sign {
        "-" => None,
        "0" => Some(Answer::NoData),
        _ => {
            let rating = sign.parse().ok().and_then(Rating::from_number);
            Some(Answer::Rated(rating.unwrap_or_else(|| panic!("{sign:?} is no rating"))))
        }
    }
}

/// A required or additional section by `level / section`.
pub fn find_section(rubric: &Rubric, place: &str) -> (usize, usize) {
    let found = place.split_once(" / ").and_then(|(level, section)| {
        let level = rubric.level_index(level)?;
        Some((level, rubric.levels()[level].sections.iter().position(|s| s.id == section)?))
    });
    found.unwrap_or_else(|| panic!("there is no section {place:?}"))
}
