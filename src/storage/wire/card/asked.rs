//! The rubric inside a card: what was asked, without the guidance for interviewers.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::rubric::{Criterion, DEFAULT_BAR_PERCENT, Level, Rubric, Section, is_id};
use crate::storage::wire::FieldProblem;
use crate::storage::wire::rubric::{KindSchema, bounded, default_bar, default_weight, kind, kind_id};

/// The rubric that was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardRubricFile {
    /// Id of the family.
    #[serde(default)]
    pub family: String,
    /// Title of the family.
    #[serde(default)]
    pub family_title: String,
    /// Id of the highest level.
    #[serde(default)]
    pub target: String,
    /// Levels, lowest first.
    pub levels: Vec<CardLevelFile>,
}

/// One level that was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardLevelFile {
    /// Id.
    pub level: String,
    /// Title.
    #[serde(default)]
    pub title: String,
    /// Pay or job grade; null in a family without grades.
    #[serde(default)]
    pub grade: Option<u32>,
    /// `sha256:…` of the level's rubric file.
    #[serde(default)]
    pub digest: String,
    /// Sections in document order.
    pub sections: Vec<CardSectionFile>,
}

/// A section that was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardSectionFile {
    /// Id, unique in the level.
    pub id: String,
    /// Title.
    #[serde(default)]
    pub title: String,
    /// `required` sections gate the grade, `additional` ones do not.
    #[schemars(with = "KindSchema")]
    pub kind: String,
    /// Share of the points that has to be earned, in percent.
    #[serde(default = "default_bar")]
    #[schemars(range(min = 1, max = 100))]
    pub bar_percent: i64,
    /// Criteria in document order.
    pub criteria: Vec<CardCriterionFile>,
}

/// A criterion that was on the card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardCriterionFile {
    /// Id, unique in the family.
    pub id: String,
    /// Short title.
    #[serde(default)]
    pub title: String,
    /// One sentence with every clause.
    #[serde(default)]
    pub statement: String,
    /// How much its points count.
    #[serde(default = "default_weight")]
    #[schemars(range(min = 1, max = 3))]
    pub weight: i64,
    /// Whether at least Meets is needed whatever the section earns.
    #[serde(default)]
    pub must_have: bool,
    /// Criteria of lower levels that this one proves when it is Meets or better.
    #[serde(default)]
    pub implies: Vec<String>,
}

impl CardRubricFile {
    /// The rubric of a card.
    #[must_use]
    pub fn from_rubric(rubric: &Rubric) -> Self {
        let target = rubric.target();
        Self {
            family: target.family.clone(),
            family_title: target.family_title.clone(),
            target: target.id.clone(),
            levels: rubric.levels().iter().map(|level| CardLevelFile::from_level(level)).collect(),
        }
    }

    /// The rubric, where the rule can be applied to it, and everything that is wrong with it. A
    /// missing title does not keep the rule from being applied; a weight of 7 does.
    #[must_use]
    pub fn convert(self) -> (Option<Rubric>, Vec<FieldProblem>) {
        let (mut names, mut faults) = (Vec::new(), Vec::new());
        let family = if is_id(&self.family) {
            self.family
        } else {
            names.push(("family".to_owned(), format!("{:?} is not the id of a family", self.family)));
            "unknown".to_owned()
        };
        named(&self.family_title, "family_title", &mut names);
        if self.levels.last().is_some_and(|top| top.level != self.target) {
            let message = format!("{:?} is not the highest level of the card", self.target);
            names.push(("target".to_owned(), message));
        }
        let mut extends = None;
        let mut levels = Vec::with_capacity(self.levels.len());
        for (index, file) in self.levels.into_iter().enumerate() {
            let below = extends.replace(file.level.clone());
            let mut level = file.convert(&format!("levels[{index}]"), &mut names, &mut faults);
            (level.family, level.family_title, level.extends) = (family.clone(), self.family_title.clone(), below);
            levels.push(Arc::new(level));
        }
        let rubric = Rubric::new(levels)
            .map_err(|problems| {
                faults.extend(problems.into_iter().map(|problem| match problem.path.as_str() {
                    "" => ("levels".to_owned(), problem.message),
                    path => (format!("levels[{}].{path}", problem.level), problem.message),
                }));
            })
            .ok()
            .filter(|_| faults.is_empty());
        names.extend(faults);
        (rubric, names)
    }
}

/// Reports a text that has to be there but that the rule does not need.
fn named(text: &str, path: &str, names: &mut Vec<FieldProblem>) -> bool {
    let there = !text.trim().is_empty();
    if !there {
        names.push((path.to_owned(), "is missing or empty".to_owned()));
    }
    there
}

impl CardLevelFile {
    fn from_level(level: &Level) -> Self {
        let criterion = |criterion: &Criterion| CardCriterionFile {
            id: criterion.id.clone(),
            title: criterion.title.clone(),
            statement: criterion.statement.clone(),
            weight: i64::from(criterion.weight),
            must_have: criterion.must_have,
            implies: criterion.implies.clone(),
        };
        let section = |section: &Section| CardSectionFile {
            id: section.id.clone(),
            title: section.title.clone(),
            kind: kind_id(section.kind).to_owned(),
            bar_percent: i64::from(section.bar_percent),
            criteria: section.criteria.iter().map(criterion).collect(),
        };
        Self {
            level: level.id.clone(),
            title: level.title.clone(),
            grade: level.grade,
            digest: level.digest.clone(),
            sections: level.sections.iter().map(section).collect(),
        }
    }

    fn convert(self, path: &str, names: &mut Vec<FieldProblem>, faults: &mut Vec<FieldProblem>) -> Level {
        named(&self.digest, &format!("{path}.digest"), names);
        let title = if named(&self.title, &format!("{path}.title"), names) { self.title } else { self.level.clone() };
        let sections = self
            .sections
            .into_iter()
            .enumerate()
            .map(|(index, section)| section.convert(&format!("{path}.sections[{index}]"), names, faults))
            .collect();
        Level {
            family: String::new(),
            family_title: String::new(),
            id: self.level,
            title,
            grade: self.grade,
            digest: self.digest,
            sections,
            ..Level::default()
        }
    }
}

impl CardSectionFile {
    fn convert(self, path: &str, names: &mut Vec<FieldProblem>, faults: &mut Vec<FieldProblem>) -> Section {
        named(&self.title, &format!("{path}.title"), names);
        let kind = kind(&self.kind, path, faults);
        let bar_percent =
            bounded(self.bar_percent, 1..=100, DEFAULT_BAR_PERCENT, || format!("{path}.bar_percent"), faults);
        let criteria = self
            .criteria
            .into_iter()
            .enumerate()
            .map(|(index, file)| {
                let path = format!("{path}.criteria[{index}]");
                let there = named(&file.title, &format!("{path}.title"), names);
                Criterion {
                    title: if there { file.title } else { file.id.clone() },
                    id: file.id,
                    statement: file.statement,
                    weight: bounded(file.weight, 1..=3, 1, || format!("{path}.weight"), faults),
                    must_have: file.must_have,
                    implies: file.implies,
                    ..Criterion::default()
                }
            })
            .collect();
        Section { id: self.id, title: self.title, kind, bar_percent, criteria }
    }
}

/// Whether an installed level asks just what a card's level asked. Digests alone would leave that to
/// whoever wrote the card.
#[must_use]
pub fn asks_the_same(installed: &Level, asked: &Level) -> bool {
    CardLevelFile::from_level(installed) == CardLevelFile::from_level(asked)
}
