//! The format of a plan, `assay.plan/1`: who of a panel asks what.
//!
//! It names levels, sections and criteria by their ids, and each level with its digest, so that a change of
//! the rubric is noticed. It holds nothing of a candidate.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::limits;
use crate::domain::plan::{self, Part, Plan, Why};

/// The `format` of a plan.
pub const FORMAT: &str = "assay.plan/1";

/// A plan, as its file holds it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "assay plan: who of a panel asks what")]
pub struct PlanFile {
    /// Always `assay.plan/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// Id of the job family.
    pub family: String,
    /// Title of the job family.
    pub family_title: String,
    /// Id of the target level.
    pub target: String,
    /// The levels up to the target, lowest first.
    #[schemars(length(min = 1))]
    pub levels: Vec<LevelDigestFile>,
    /// Planned length of each interview in minutes.
    #[schemars(range(min = 1, max = limits::PLANNED_MINUTES))]
    pub minutes: u32,
    /// Minutes of it for the opening.
    pub opening_minutes: u32,
    /// Minutes of it for the candidate's own questions, at the end.
    pub questions_minutes: u32,
    /// What each interviewer asks.
    #[schemars(length(min = 1, max = limits::INTERVIEWERS))]
    pub interviewers: Vec<ShareFile>,
    /// How many criteria were to be asked by two interviewers.
    pub overlap_wanted: usize,
    /// The criteria that are asked by two.
    pub overlaps: Vec<OverlapFile>,
    /// The required criteria that nobody asks, the most important first.
    pub uncovered: Vec<UncoveredFile>,
    /// Minutes an interview with which everything would be covered; null where everything is, or no length
    /// does it.
    pub enough_minutes: Option<u32>,
    /// Interviewers with whom everything would be covered; null where everything is, or no number does it.
    pub enough_interviewers: Option<usize>,
    /// Additional sections that fit into what is left; nobody has to ask them.
    pub additional: Vec<AdditionalFile>,
}

/// A level as it was when the plan was made.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LevelDigestFile {
    /// Id.
    pub level: String,
    /// Digest of its rubric file.
    pub digest: String,
}

/// What one interviewer asks.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShareFile {
    /// Name.
    pub name: String,
    /// Minutes that the sections take.
    pub planned_minutes: u32,
    /// Minutes left to ask.
    pub free_minutes: u32,
    /// Sections or parts of them, in the order to ask them in.
    pub sections: Vec<PartFile>,
}

/// A section, or what one interviewer asks of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PartFile {
    /// Id of the level.
    pub level: String,
    /// Id of the section.
    pub section: String,
    /// Minutes that it takes.
    pub minutes: u32,
    /// Whether these are all criteria of the section.
    pub whole: bool,
    /// Ids of the criteria.
    #[schemars(length(min = 1))]
    pub criteria: Vec<String>,
}

/// A criterion that two interviewers ask.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OverlapFile {
    /// Id of the criterion.
    pub criterion: String,
    /// Names of both interviewers.
    #[schemars(length(min = 2, max = 2))]
    pub interviewers: Vec<String>,
}

/// A required criterion that nobody asks.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct UncoveredFile {
    /// Id of the criterion.
    pub criterion: String,
    /// Minutes that it takes.
    pub minutes: u32,
    /// `too_long` for any of these interviews, or `no_time` left in them.
    #[schemars(extend("enum" = ["too_long", "no_time"]))]
    pub why: String,
}

/// An additional section that fits into what somebody has left.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AdditionalFile {
    /// Id of the level.
    pub level: String,
    /// Id of the section.
    pub section: String,
    /// Who has the time.
    pub interviewer: String,
    /// Minutes that it takes.
    pub minutes: u32,
}

impl PlanFile {
    /// The file of a plan.
    #[must_use]
    pub fn from_plan(plan: &Plan) -> Self {
        let rubric = plan.rubric();
        let id = |criterion: usize| rubric.criterion(criterion).id.clone();
        let name = |share: usize| plan.shares()[share].interviewer.clone();
        let place = |level: usize, section: usize| {
            let level = &rubric.levels()[level];
            (level.id.clone(), level.sections[section].id.clone())
        };
        let part = |part: &Part| {
            let (level, section) = place(part.level, part.section);
            let criteria = part.criteria.iter().map(|&i| id(i)).collect();
            PartFile { level, section, minutes: part.minutes, whole: part.whole, criteria }
        };
        let levels = rubric.levels().iter();
        let shares = plan.shares().iter().map(|share| ShareFile {
            name: share.interviewer.clone(),
            planned_minutes: share.planned,
            free_minutes: share.free,
            sections: share.parts.iter().map(part).collect(),
        });
        let overlaps = plan.overlaps().iter().map(|overlap| OverlapFile {
            criterion: id(overlap.criterion),
            interviewers: vec![name(overlap.first), name(overlap.second)],
        });
        let uncovered = plan.uncovered().iter().map(|open| UncoveredFile {
            criterion: id(open.criterion),
            minutes: open.minutes,
            why: why(open.why).to_owned(),
        });
        let additional = plan.additional().iter().map(|extra| {
            let (level, section) = place(extra.level, extra.section);
            AdditionalFile { level, section, interviewer: name(extra.share), minutes: extra.minutes }
        });
        Self {
            format: FORMAT.to_owned(),
            family: rubric.target().family.clone(),
            family_title: rubric.target().family_title.clone(),
            target: rubric.target().id.clone(),
            levels: levels
                .map(|level| LevelDigestFile { level: level.id.clone(), digest: level.digest.clone() })
                .collect(),
            minutes: plan.minutes(),
            opening_minutes: plan::opening(plan.minutes()),
            questions_minutes: plan::questions(plan.minutes()),
            interviewers: shares.collect(),
            overlap_wanted: plan.wanted(),
            overlaps: overlaps.collect(),
            uncovered: uncovered.collect(),
            enough_minutes: plan.enough().minutes,
            enough_interviewers: plan.enough().interviewers,
            additional: additional.collect(),
        }
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::TooLong => "too_long",
        Why::NoTime => "no_time",
    }
}
