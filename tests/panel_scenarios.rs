//! Runs the cases of `scenarios/panel.toml`, which people who hire can read and extend.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use assay::domain::grade::Recommendation;
use assay::domain::panel::{Panel, words};
use assay::domain::rating::Rating;
use assay::domain::rubric::{Level, Rubric};
use assay::domain::{explain, rating, rubric};
use scenario::{Changes, Expected, Plan};
use serde::Deserialize;
use stage::Card;

#[path = "stage/built_in.rs"]
mod built_in;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/rubrics.rs"]
mod rubrics;
#[path = "stage/scenario.rs"]
mod scenario;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panels.rs"]
mod stage;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenarios {
    case: Vec<Case>,
    rubrics: BTreeMap<String, Plan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    story: String,
    rubric: String,
    target: String,
    #[serde(default)]
    ladders: bool,
    card: Vec<Handed>,
    #[serde(default)]
    panel: Beside,
    result: Expected,
}

/// A card as a case describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Handed {
    by: String,
    file: Option<String>,
    target: Option<String>,
    #[serde(default)]
    day: i64,
    amends: Option<String>,
    about: Option<String>,
    #[serde(default)]
    edition: BTreeMap<String, String>,
    ratings: BTreeMap<String, String>,
}

/// What is shown beside the grade, as far as a case says so.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    pooled: Option<String>,
    left_out: Option<Vec<String>>,
    remarks: Option<Vec<String>>,
    lowest: Option<String>,
    highest: Option<String>,
    range: Option<String>,
    single_rated: Option<usize>,
    contested: Option<Vec<String>>,
    decisive: Option<Vec<String>>,
    agenda: Option<Vec<String>>,
    decides: Option<Vec<String>>,
    agreement: Option<String>,
    before: Option<String>,
    #[serde(default)]
    without: BTreeMap<String, String>,
    #[serde(default)]
    consensus: BTreeMap<String, String>,
}

#[test]
fn every_case_comes_out_as_it_says() {
    let scenarios: Scenarios =
        toml::from_str(include_str!("scenarios/panel.toml")).expect("the scenarios are well-formed");
    let mut report = String::new();
    for case in &scenarios.case {
        let cards = case.card.iter().map(|handed| card(case, handed, &scenarios.rubrics).submitted());
        let panel = Panel::new(cards.collect(), Vec::new()).expect("a card is pooled");
        let mut differences = scenario::differences(panel.rubric(), panel.recommendation(), &case.result);
        differences.extend(beside(&panel, &case.panel));
        for (what, expected, found) in differences {
            write!(report, "\n{}: {}\n  {what}: {expected}\n  but: {found}\n", case.name, case.story)
                .expect("writing to a string");
        }
    }
    assert!(report.is_empty(), "{report}");
}

fn card(case: &Case, handed: &Handed, plans: &BTreeMap<String, Plan>) -> Card {
    let Handed { by, file, target, day, amends, about, edition, ratings } = handed;
    let changes = Changes { ladders: case.ladders, must_haves: &[] };
    let rubric = scenario::rubric(&case.rubric, target.as_ref().unwrap_or(&case.target), plans, &changes);
    let answers = scenario::answers(&rubric, ratings);
    let first = by.split_whitespace().next().unwrap_or(by).to_lowercase();
    let mut card = Card::new(file.as_ref().unwrap_or(&first), by, &editioned(&rubric, edition), &answers).day(*day);
    if let Some(file) = amends {
        card = card.amending(file);
    }
    if let Some(name) = about {
        card = card.about(name, None);
    }
    card
}

/// The rubric with a digest for each level, which is another one where an edition is named.
fn editioned(rubric: &Rubric, editions: &BTreeMap<String, String>) -> Rubric {
    assert!(editions.keys().all(|level| rubric.level_index(level).is_some()), "{editions:?}");
    let levels = rubric.levels().iter().map(|level| {
        let edition = editions.get(&level.id).map_or("", String::as_str);
        Arc::new(Level { digest: format!("{} {edition}", level.id), ..Level::clone(level) })
    });
    Rubric::new(levels.collect()).expect("the rubric stays sound")
}

/// Each thing beside the grade that a case says and that came out otherwise.
fn beside(panel: &Panel, expected: &Beside) -> Vec<(String, String, String)> {
    let rubric = panel.rubric();
    let members = || panel.members().iter();
    let ids = |criteria: Vec<usize>| criteria.into_iter().map(|i| rubric.criterion(i).id.as_str()).collect::<Vec<_>>();
    let lines = |lines: &Option<Vec<String>>| lines.as_ref().map(|lines| lines.join("\n"));
    let shown = |criteria: Vec<usize>| ids(criteria).join("\n");
    let contested = || panel.contested().iter();
    let pairs = [
        (
            "pooled",
            expected.pooled.clone(),
            members().map(|m| m.submitted().file.as_str()).collect::<Vec<_>>().join(", "),
        ),
        ("left out", lines(&expected.left_out), each(panel.left_out(), words::left_out)),
        ("remarks", lines(&expected.remarks), each(panel.remarks(), words::remark)),
        ("lowest", expected.lowest.clone(), bounds(rubric, panel.lowest())),
        ("highest", expected.highest.clone(), bounds(rubric, panel.highest())),
        ("range", expected.range.clone(), words::range(panel)),
        ("single-rated", expected.single_rated.map(|n| n.to_string()), panel.single_rated().len().to_string()),
        ("contested", lines(&expected.contested), shown(contested().map(|contest| contest.criterion).collect())),
        ("decisive", lines(&expected.decisive), shown(panel.decisive().map(|contest| contest.criterion).collect())),
        ("agenda", lines(&expected.agenda), shown(panel.agenda().iter().map(|contest| contest.criterion).collect())),
        (
            "decides",
            lines(&expected.decides),
            panel.decisive().flat_map(|contest| words::decides(panel, contest)).collect::<Vec<_>>().join("\n"),
        ),
        ("agreement", expected.agreement.clone(), words::agreement(panel.agreement())),
        (
            "before",
            expected.before.clone(),
            (0..panel.members().len())
                .find_map(|member| panel.before(member))
                .map_or("the same".to_owned(), |before| explain::headline(before.rubric(), before.recommendation())),
        ),
    ];
    let mut pairs: Vec<(String, Option<String>, String)> =
        pairs.into_iter().map(|(what, expected, found)| (what.to_owned(), expected, found)).collect();
    for (who, expected) in &expected.without {
        let member = members().position(|member| member.interviewer() == who);
        let found = member.map_or("not pooled".to_owned(), |member| bounds(rubric, &panel.without()[member]));
        pairs.push((format!("without {who}"), Some(expected.clone()), found));
    }
    for (place, expected) in &expected.consensus {
        let (level, section) = scenario::find_section(rubric, place);
        let signs = panel.consensus()[rubric.section_range(level, section)].iter();
        let found = signs.map(|rating| rating.map_or("-".to_owned(), |rating: Rating| rating.number().to_string()));
        pairs.push((place.clone(), Some(expected.clone()), found.collect::<Vec<_>>().join(" ")));
    }
    let said = pairs.into_iter().filter_map(|(what, expected, found)| Some((what, expected?, found)));
    said.filter(|(_, expected, found)| expected != found).collect()
}

fn each<T>(items: &[T], said: impl Fn(&T) -> String) -> String {
    items.iter().map(said).collect::<Vec<_>>().join("\n")
}

/// `grade 6`, or `grade 6 up to grade 7` where more can still be reached.
fn bounds(rubric: &Rubric, now: &Recommendation) -> String {
    let name = |level: Option<usize>| {
        level.map_or("nothing".to_owned(), |level| scenario::level_name(&rubric.levels()[level]))
    };
    if now.floor == now.ceiling { name(now.floor) } else { format!("{} up to {}", name(now.floor), name(now.ceiling)) }
}
