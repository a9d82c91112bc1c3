//! Runs the cases of `scenarios/grade.toml`, which people who hire can read and extend.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use assay::domain::grade::{self, Recommendation, SectionResult};
use assay::domain::rating::Rating;
use assay::domain::rubric::{self, Level, Rubric, SectionKind};
use assay::domain::{explain, rating};
use serde::Deserialize;

#[path = "stage/built_in.rs"]
mod built_in;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/rubrics.rs"]
mod rubrics;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenarios {
    case: Vec<Case>,
    fewest_meets: BTreeMap<String, String>,
    rubrics: BTreeMap<String, Plan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    story: String,
    rubric: String,
    target: String,
    #[serde(default = "yes")]
    ladders: bool,
    #[serde(default)]
    must_haves: Vec<String>,
    ratings: BTreeMap<String, String>,
    result: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
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

fn yes() -> bool {
    true
}

fn scenarios() -> Scenarios {
    toml::from_str(include_str!("scenarios/grade.toml")).expect("the scenarios are well-formed")
}

#[test]
fn every_case_comes_out_as_it_says() {
    let scenarios = scenarios();
    let mut report = String::new();
    for case in &scenarios.case {
        let rubric = case_rubric(case, &scenarios.rubrics);
        let now = grade::recommend(&rubric, &ratings(&rubric, case));
        for (what, expected, found) in differences(&rubric, &now, &case.result) {
            write!(report, "\n{}: {}\n  {what}: {expected}\n  but: {found}\n", case.name, case.story)
                .expect("writing to a string");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn the_fewest_meets_prove_and_one_less_does_not() {
    let expected = scenarios().fewest_meets;
    let rubric = without_ladders(&built_in::rubric("staff"));
    let (mut fewest, mut all) = (0, 0);
    let mut card = vec![None; rubric.len()];
    for (l, level) in rubric.levels().iter().enumerate() {
        for s in (0..level.sections.len()).filter(|&s| level.sections[s].kind == SectionKind::Required) {
            let range = rubric.section_range(l, s);
            all += range.len();
            // The section's criteria are rated Meets one by one, until it passes.
            for i in range {
                let before = grade::recommend(&rubric, &card);
                if before.section(l, s).is_some_and(|section| section.shortfall() == 0) {
                    break;
                }
                assert!(before.floor < Some(l), "proved with less");
                card[i] = Some(Rating::Meets);
                fewest += 1;
            }
        }
        assert_eq!(grade::recommend(&rubric, &card).floor, Some(l));
        assert_eq!(expected.get(&level.id), Some(&format!("{fewest} of {all}")), "{}", level.id);
    }
}

/// Each thing that a case says and that came out otherwise: what, as expected, as found.
fn differences(rubric: &Rubric, now: &Recommendation, expected: &Expected) -> Vec<(String, String, String)> {
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

fn level_name(level: &Level) -> String {
    level.grade.map_or_else(|| level.label(), |grade| format!("grade {grade}"))
}

fn in_words(section: &SectionResult) -> String {
    let SectionResult { earned, need, max, reachable, state, .. } = section;
    format!("{earned} of {max} points, needs {need}, at most {reachable}: {}", state.id())
}

fn case_rubric(case: &Case, plans: &BTreeMap<String, Plan>) -> Rubric {
    let mut rubric = match plans.get(&case.rubric) {
        Some(plan) => planned(plan, &case.target),
        None if case.rubric == "professional-services-engineer" => built_in::rubric(&case.target),
        None => panic!("{}: there is no rubric {:?}", case.name, case.rubric),
    };
    if !case.ladders {
        rubric = without_ladders(&rubric);
    }
    for id in &case.must_haves {
        rubric.index_of(id).unwrap_or_else(|| panic!("{}: there is no criterion {id:?}", case.name));
    }
    changed(&rubric, |criterion| criterion.must_have |= case.must_haves.contains(&criterion.id))
}

fn without_ladders(rubric: &Rubric) -> Rubric {
    changed(rubric, |criterion| criterion.implies.clear())
}

fn changed(rubric: &Rubric, mut change: impl FnMut(&mut rubric::Criterion)) -> Rubric {
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

/// Reads the ratings of a case: `level / section`, or `level` for all its required sections.
fn ratings(rubric: &Rubric, case: &Case) -> Vec<Option<Rating>> {
    let mut card = vec![None; rubric.len()];
    for (place, line) in &case.ratings {
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
            assert_eq!(signs.len(), range.len(), "{}: {place} has {} criteria", case.name, range.len());
            card[range].copy_from_slice(&signs.into_iter().map(|sign| read(sign, &case.name)).collect::<Vec<_>>());
        }
    }
    card
}

fn read(sign: &str, case: &str) -> Option<Rating> {
    match sign {
        "-" | "0" => None,
        _ => {
            let rating = sign.parse().ok().and_then(Rating::from_number);
            Some(rating.unwrap_or_else(|| panic!("{case}: {sign:?} is no rating")))
        }
    }
}

fn find_section(rubric: &Rubric, place: &str) -> (usize, usize) {
    let found = place.split_once(" / ").and_then(|(level, section)| {
        let level = rubric.level_index(level)?;
        Some((level, rubric.levels()[level].sections.iter().position(|s| s.id == section)?))
    });
    found.unwrap_or_else(|| panic!("there is no section {place:?}"))
}
