//! The scorecard format, `assay.scorecard/1`: one file per submitted card.
//!
//! The rubric that was asked is part of the card, without the guidance for interviewers, so that the
//! recommendation can be recomputed wherever the card goes.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FieldProblem;
use super::rubric::{KindSchema, bounded, default_bar, default_weight, kind, kind_id};
use crate::domain::grade::{self, Recommendation};
use crate::domain::rubric::{Criterion, DEFAULT_BAR_PERCENT, Level, Rubric, Section, is_id};
use crate::domain::scorecard::Scorecard;

/// The `format` of a card.
pub const FORMAT: &str = "assay.scorecard/1";

/// A submitted card, as its file holds it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "assay scorecard: one submitted card")]
pub struct CardFile {
    /// Always `assay.scorecard/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// A UUID, version 7.
    pub id: String,
    /// Who was interviewed.
    pub candidate: CandidateFile,
    /// Who interviewed.
    pub interviewer: String,
    /// The levels that were on the card.
    pub rubric: CardRubricFile,
    /// When and how long.
    pub interview: TimingFile,
    /// One entry an answered criterion. What was not asked has none.
    pub ratings: Vec<EntryFile>,
    /// What the rule makes of the ratings.
    pub recommendation: RecommendationFile,
    /// What the interviewer decided.
    pub decision: DecisionFile,
    /// What to remember.
    pub takeaways: String,
    /// What spoke for the candidate.
    pub strengths: String,
    /// What spoke against.
    pub concerns: String,
    /// The seal of the card that this one replaces.
    pub amends: Option<String>,
    /// RFC 3339 with the local offset.
    #[schemars(extend("format" = "date-time"))]
    pub submitted_at: String,
    /// SHA-256 over the canonical JSON (RFC 8785) of the card without this field.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub seal: String,
}

/// Who was interviewed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CandidateFile {
    /// Name.
    pub name: String,
    /// A requisition or applicant id.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

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

/// When and how long the interview was.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TimingFile {
    /// RFC 3339 with the local offset.
    #[schemars(extend("format" = "date-time"))]
    pub started_at: String,
    /// RFC 3339 with the local offset.
    #[schemars(extend("format" = "date-time"))]
    pub ended_at: String,
    /// Planned length in minutes.
    pub planned_minutes: u32,
    /// Time on the interview's clock, in seconds.
    pub active_seconds: u64,
}

/// One answered criterion.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EntryFile {
    /// Id of the criterion.
    pub criterion: String,
    /// 1 Not shown, 2 Partial, 3 Meets, 4 Exceeds; null for asked, no data.
    #[schemars(range(min = 1, max = 4))]
    pub rating: Option<u8>,
    /// What it rests on.
    #[schemars(extend("enum" = ["interview", "work_sample", "resume", "screen", "attested"]))]
    pub basis: String,
    /// The note.
    pub note: String,
    /// RFC 3339 with the local offset.
    #[schemars(extend("format" = "date-time"))]
    pub rated_at: String,
    /// How often it was changed after the first answer.
    pub changes: u32,
}

/// What the rule makes of the ratings.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RecommendationFile {
    /// Always `assay.grade/1`.
    pub rule: String,
    /// The recommended level: the floor.
    pub recommended: Option<LevelRefFile>,
    /// The highest level proved whatever the unknown criteria would have shown.
    pub floor: Option<LevelRefFile>,
    /// The highest level still reachable.
    pub ceiling: Option<LevelRefFile>,
    /// How settled that is.
    #[schemars(extend("enum" = ["settled", "open", "insufficient"]))]
    pub status: String,
    /// One result a level, lowest first.
    pub levels: Vec<LevelResultFile>,
    /// Criteria that count as Meets because a higher rung was shown.
    pub credits: Vec<CreditFile>,
}

/// A level by name and grade.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LevelRefFile {
    /// Id.
    pub level: String,
    /// Pay or job grade, if the family has grades.
    pub grade: Option<u32>,
}

/// The result for one level.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LevelResultFile {
    /// Id.
    pub level: String,
    /// Pay or job grade, if the family has grades.
    pub grade: Option<u32>,
    /// The rule's word.
    #[schemars(extend("enum" = ["strong_yes", "yes", "no", "no_decision"]))]
    pub verdict: String,
    /// The highest uniform bar at which the level would stand, in percent.
    pub bar_profile: Option<u32>,
    /// Required sections only.
    pub sections: Vec<SectionResultFile>,
}

/// The arithmetic of a required section, in points.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SectionResultFile {
    /// Id.
    pub id: String,
    /// Points earned.
    pub earned: u32,
    /// Points needed.
    pub need: u32,
    /// Points there are.
    pub max: u32,
    /// Points still reachable.
    pub reachable: u32,
    /// Where it stands.
    #[schemars(extend("enum" = ["passed", "failed", "open"]))]
    pub state: String,
    /// Must-have criteria that are not (yet) at least Meets.
    pub missing_must_haves: Vec<String>,
}

/// A credit from a higher rung of the same ladder.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CreditFile {
    /// The criterion credited.
    pub criterion: String,
    /// The criterion that was shown.
    pub from: String,
}

/// The interviewer's own decision.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DecisionFile {
    /// Overall.
    #[schemars(extend("enum" = ["strong_no", "no", "yes", "strong_yes", "no_decision"]))]
    pub overall: String,
    /// Id of a level on the card, or null for none of them.
    pub level: Option<String>,
    /// The reason; needed where the level differs from the recommended one.
    pub reason: String,
}

impl CardFile {
    /// The file of a card, not yet sealed.
    #[must_use]
    pub fn from_card(card: &Scorecard) -> Self {
        let content = card.content();
        let rubric = &content.rubric;
        let entries = content.entries.iter().map(|entry| EntryFile {
            criterion: rubric.criterion(entry.criterion).id.clone(),
            rating: entry.answer.rating().map(crate::domain::rating::Rating::number),
            basis: entry.basis.id().to_owned(),
            note: entry.note.clone(),
            rated_at: entry.rated_at.to_string(),
            changes: entry.changes,
        });
        Self {
            format: FORMAT.to_owned(),
            id: content.id.clone(),
            candidate: CandidateFile {
                name: content.candidate.name.clone(),
                reference: content.candidate.reference.clone(),
            },
            interviewer: content.interviewer.clone(),
            rubric: CardRubricFile::from_rubric(rubric),
            interview: TimingFile {
                started_at: content.timing.started_at.to_string(),
                ended_at: content.timing.ended_at.to_string(),
                planned_minutes: content.timing.planned_minutes,
                active_seconds: content.timing.active_seconds,
            },
            ratings: entries.collect(),
            recommendation: RecommendationFile::new(rubric, card.recommendation()),
            decision: DecisionFile {
                overall: content.decision.overall.id().to_owned(),
                level: content.decision.level.map(|level| rubric.levels()[level].id.clone()),
                reason: content.decision.reason.clone(),
            },
            takeaways: content.takeaways.clone(),
            strengths: content.strengths.clone(),
            concerns: content.concerns.clone(),
            amends: content.amends.clone(),
            submitted_at: content.submitted_at.to_string(),
            seal: String::new(),
        }
    }
}

impl RecommendationFile {
    /// What the rule says, with ids for indices.
    #[must_use]
    pub fn new(rubric: &Rubric, now: &Recommendation) -> Self {
        let level_ref = |index: usize| {
            let level = &rubric.levels()[index];
            LevelRefFile { level: level.id.clone(), grade: level.grade }
        };
        let id = |index: usize| rubric.criterion(index).id.clone();
        let levels = rubric.levels().iter().zip(&now.levels).map(|(level, result)| LevelResultFile {
            level: level.id.clone(),
            grade: level.grade,
            verdict: result.verdict.id().to_owned(),
            bar_profile: result.bar_profile,
            sections: result
                .sections
                .iter()
                .map(|section| SectionResultFile {
                    id: level.sections[section.section].id.clone(),
                    earned: section.earned,
                    need: section.need,
                    max: section.max,
                    reachable: section.reachable,
                    state: section.state.id().to_owned(),
                    missing_must_haves: section.missing_must_haves.iter().map(|&index| id(index)).collect(),
                })
                .collect(),
        });
        let credits =
            now.credits.iter().map(|credit| CreditFile { criterion: id(credit.criterion), from: id(credit.from) });
        Self {
            rule: grade::RULE.to_owned(),
            recommended: now.floor.map(level_ref),
            floor: now.floor.map(level_ref),
            ceiling: now.ceiling.map(level_ref),
            status: now.status.id().to_owned(),
            levels: levels.collect(),
            credits: credits.collect(),
        }
    }
}

impl CardRubricFile {
    fn from_rubric(rubric: &Rubric) -> Self {
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
            extends: None,
            digest: self.digest,
            sections,
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
