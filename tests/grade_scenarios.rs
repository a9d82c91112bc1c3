//! Runs the cases of `scenarios/grade.toml`, which people who hire can read and extend.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use assay::domain::rating::{Answer, Rating};
use assay::domain::rubric::{Rubric, SectionKind};
use assay::domain::{grade, rating, rubric};
use scenario::{Changes, Expected, Plan};
use serde::Deserialize;

#[path = "stage/built_in.rs"]
mod built_in;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/rubrics.rs"]
mod rubrics;
#[path = "stage/scenario.rs"]
mod scenario;

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
        let answers = scenario::answers(&rubric, &case.ratings);
        let ratings: Vec<Option<Rating>> = answers.into_iter().map(|answer| answer.and_then(Answer::rating)).collect();
        let now = grade::recommend(&rubric, &ratings);
        for (what, expected, found) in scenario::differences(&rubric, &now, &case.result) {
            write!(report, "\n{}: {}\n  {what}: {expected}\n  but: {found}\n", case.name, case.story)
                .expect("writing to a string");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn the_fewest_meets_prove_and_one_less_does_not() {
    let expected = scenarios().fewest_meets;
    let rubric = scenario::without_ladders(&built_in::rubric("staff"));
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

fn case_rubric(case: &Case, plans: &BTreeMap<String, Plan>) -> Rubric {
    let changes = Changes { ladders: case.ladders, must_haves: &case.must_haves };
    let rubric = scenario::rubric(&case.rubric, &case.target, plans, &changes);
    for id in &case.must_haves {
        rubric.index_of(id).unwrap_or_else(|| panic!("{}: there is no criterion {id:?}", case.name));
    }
    rubric
}
