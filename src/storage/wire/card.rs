//! The scorecard format, `assay.scorecard/1`: one file per submitted card.
//!
//! The rubric that was asked is part of the card, without the guidance for interviewers, so that the
//! recommendation can be recomputed wherever the card goes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::grade::{self, Recommendation};
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Scorecard;
pub use asked::{CardCriterionFile, CardLevelFile, CardRubricFile, CardSectionFile, asks_the_same};

mod asked;

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
    /// Why this card replaces another one; only where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment_reason: Option<String>,
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
            amends: content.amends.as_ref().map(|amends| amends.seal.clone()),
            amendment_reason: content
                .amends
                .as_ref()
                .map(|amends| amends.reason.clone())
                .filter(|reason| !reason.is_empty()),
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
