//! The rule for the recommended grade, `assay.grade/1`, as one pure function.
//!
//! > A grade is proved when, at that level and at every level below it, each required section has
//! > earned at least its bar of its points, and every must-have criterion is at least Meets.
//!
//! Integers only. Unknown is never a number: the rule is evaluated twice, once with every unknown
//! criterion as if Not shown (what is *proved*: the floor) and once as if Exceeds (what is *still
//! reachable*: the ceiling). The same function serves a single card and a panel's consensus.

use super::rating::Rating;
use super::rubric::{Rubric, SectionKind};

/// The id of this rule in files.
pub const RULE: &str = "assay.grade/1";

/// What the ratings prove, what they leave open, and every number behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Highest level proved whatever the unknown criteria would have shown; the recommended one.
    pub floor: Option<usize>,
    /// Highest level that is still reachable.
    pub ceiling: Option<usize>,
    /// How settled that is.
    pub status: Status,
    /// One result a level, lowest first.
    pub levels: Vec<LevelResult>,
    /// Credits that raised a criterion above its own rating.
    pub credits: Vec<Credit>,
}

/// How settled a recommendation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No answer can change it any more.
    Settled,
    /// A level is proved and a higher one is still reachable.
    Open,
    /// Nothing is proved yet and something is still reachable.
    Insufficient,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Settled, Self::Open, Self::Insufficient];

    /// The status with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }

    /// The id used in files and on screens.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Open => "open",
            Self::Insufficient => "insufficient",
        }
    }
}

/// The rule's word on one level. `strong_no` is missing on purpose: only a person says that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Cannot be met any more.
    No,
    /// Neither proved nor out of reach.
    NoDecision,
    /// Proved.
    Yes,
    /// Proved, with most of the level's own additional criteria at least Meets.
    StrongYes,
}

impl Verdict {
    /// The id used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::NoDecision => "no_decision",
            Self::Yes => "yes",
            Self::StrongYes => "strong_yes",
        }
    }

    /// The words shown on screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::NoDecision => "no decision",
            Self::Yes => "yes",
            Self::StrongYes => "strong yes",
        }
    }
}

/// The result for one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelResult {
    /// The rule's word.
    pub verdict: Verdict,
    /// Highest uniform bar, in whole percent rounded down, at which the level would stand on what
    /// is proved; nothing from the first level on at which a must-have is short.
    pub bar_profile: Option<u32>,
    /// One result a required section, in rubric order.
    pub sections: Vec<SectionResult>,
}

/// The arithmetic of one required section, in points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionResult {
    /// Index of the section in its level.
    pub section: usize,
    /// Points earned.
    pub earned: u32,
    /// Points needed: the bar's share of `max`, rounded up.
    pub need: u32,
    /// Points there are.
    pub max: u32,
    /// Points still reachable, the earned ones included.
    pub reachable: u32,
    /// Where it stands.
    pub state: SectionState,
    /// Must-have criteria that are not (yet) at least Meets, as indices in the rubric.
    pub missing_must_haves: Vec<usize>,
    /// Those of them that cannot be at least Meets any more.
    pub lost_must_haves: Vec<usize>,
}

impl SectionResult {
    /// Points missing to the bar.
    #[must_use]
    pub fn shortfall(&self) -> u32 {
        self.need.saturating_sub(self.earned)
    }
}

/// Where a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionState {
    /// Stands at its bar whatever is still unknown.
    Passed,
    /// Cannot reach its bar any more.
    Failed,
    /// Depends on what is still unknown.
    Open,
}

impl SectionState {
    /// The id used in files and on screens.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Open => "open",
        }
    }
}

/// A criterion that counts as Meets because a higher rung of the same ladder was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The criterion that is credited.
    pub criterion: usize,
    /// The nearest higher criterion, rated Meets or better, that implies it.
    pub from: usize,
}

/// A required section that keeps the next level from being proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker<'a> {
    /// Index of the level it belongs to.
    pub level: usize,
    /// Its arithmetic.
    pub result: &'a SectionResult,
}

impl Recommendation {
    /// Index of the lowest level that is not proved, if there is one on the card.
    #[must_use]
    pub fn next_level(&self) -> Option<usize> {
        let next = self.floor.map_or(0, |level| level + 1);
        (next < self.levels.len()).then_some(next)
    }

    /// The sections that keep the next level from being proved, the failed ones first.
    #[must_use]
    pub fn blockers(&self) -> Vec<Blocker<'_>> {
        let Some(level) = self.next_level() else { return Vec::new() };
        let mut blockers: Vec<_> = self.levels[level]
            .sections
            .iter()
            .filter(|result| result.state != SectionState::Passed)
            .map(|result| Blocker { level, result })
            .collect();
        blockers.sort_by_key(|blocker| blocker.result.state != SectionState::Failed);
        blockers
    }

    /// The result of a required section.
    #[must_use]
    pub fn section(&self, level: usize, section: usize) -> Option<&SectionResult> {
        self.levels.get(level)?.sections.iter().find(|result| result.section == section)
    }
}

/// Applies the rule. `ratings` holds one own rating a criterion, in the rubric's flat order, with
/// nothing for a criterion that was not asked or gave no data.
///
/// Time and memory grow linearly with criteria and `implies` pairs.
///
/// # Panics
/// If `ratings` is of another length than the rubric: the caller mixed up two rubrics.
#[must_use]
pub fn recommend(rubric: &Rubric, ratings: &[Option<Rating>]) -> Recommendation {
    assert_eq!(ratings.len(), rubric.len(), "one entry a criterion");
    let worst = Completion::new(rubric, ratings, Rating::NotShown);
    let best = Completion::new(rubric, ratings, Rating::Exceeds);

    let mut levels = Vec::with_capacity(rubric.levels().len());
    let (mut proved, mut reachable) = (true, true);
    let (mut floor, mut ceiling) = (None, None);
    let mut profile = Some(100);
    for (index, level) in rubric.levels().iter().enumerate() {
        let mut sections = Vec::new();
        let (mut extra, mut extra_shown) = (0, 0);
        for (s, section) in level.sections.iter().enumerate() {
            let range = rubric.section_range(index, s);
            if section.kind == SectionKind::Additional {
                extra += range.len();
                extra_shown += range.filter(|&i| worst.effective[i] >= Rating::Meets).count();
                continue;
            }
            let (max, need) = (section.max_points(), section.need());
            let missing_must_haves = worst.short_must_haves(rubric, range.clone());
            let lost_must_haves = best.short_must_haves(rubric, range.clone());
            let earned = worst.points(rubric, range.clone());
            let most = best.points(rubric, range);
            let reaches = most >= need && lost_must_haves.is_empty();
            let passes = earned >= need && missing_must_haves.is_empty();
            proved &= passes;
            reachable &= reaches;
            profile =
                profile.filter(|_| missing_must_haves.is_empty()).map(|lowest: u32| lowest.min(100 * earned / max));
            let state = match (passes, reaches) {
                (true, _) => SectionState::Passed,
                (false, true) => SectionState::Open,
                (false, false) => SectionState::Failed,
            };
            sections.push(SectionResult {
                section: s,
                earned,
                need,
                max,
                reachable: most,
                state,
                missing_must_haves,
                lost_must_haves,
            });
        }
        if proved {
            floor = Some(index);
        }
        if reachable {
            ceiling = Some(index);
        }
        let verdict = match (proved, reachable) {
            (true, _) if 2 * extra_shown > extra => Verdict::StrongYes,
            (true, _) => Verdict::Yes,
            (false, true) => Verdict::NoDecision,
            (false, false) => Verdict::No,
        };
        levels.push(LevelResult { verdict, bar_profile: profile, sections });
    }
    let status = if floor == ceiling {
        Status::Settled
    } else if floor.is_none() {
        Status::Insufficient
    } else {
        Status::Open
    };
    Recommendation { floor, ceiling, status, levels, credits: credits(rubric, ratings) }
}

/// Every criterion with a definite effective rating, once the unknown ones are filled in.
struct Completion {
    effective: Vec<Rating>,
}

impl Completion {
    fn new(rubric: &Rubric, ratings: &[Option<Rating>], unknown: Rating) -> Self {
        let own: Vec<Rating> = ratings.iter().map(|rating| rating.unwrap_or(unknown)).collect();
        let sources = credit_sources(rubric, |i| own[i]);
        let effective = own
            .iter()
            .zip(&sources)
            .map(|(&own, source)| if source.is_some() { own.max(Rating::Meets) } else { own })
            .collect();
        Self { effective }
    }

    /// The must-have criteria that are not at least Meets.
    fn short_must_haves(&self, rubric: &Rubric, range: std::ops::Range<usize>) -> Vec<usize> {
        range.filter(|&i| rubric.criterion(i).must_have && self.effective[i] < Rating::Meets).collect()
    }

    fn points(&self, rubric: &Rubric, range: std::ops::Range<usize>) -> u32 {
        range.map(|i| rubric.criterion(i).weight * self.effective[i].points()).sum()
    }
}

/// For each criterion the nearest higher one that credits it. `implies` points to lower levels, so
/// one pass from the top carries credits all the way down.
fn credit_sources(rubric: &Rubric, own: impl Fn(usize) -> Rating) -> Vec<Option<usize>> {
    let mut sources: Vec<Option<usize>> = vec![None; rubric.len()];
    for j in (0..rubric.len()).rev() {
        let source = if own(j) >= Rating::Meets { Some(j) } else { sources[j] };
        if let Some(source) = source {
            for &i in rubric.implied_by(j) {
                sources[i] = Some(sources[i].map_or(source, |known| known.min(source)));
            }
        }
    }
    sources
}

/// The credits that raise a criterion above its own rating.
fn credits(rubric: &Rubric, ratings: &[Option<Rating>]) -> Vec<Credit> {
    let sources = credit_sources(rubric, |i| ratings[i].unwrap_or(Rating::NotShown));
    sources
        .iter()
        .enumerate()
        .filter(|&(i, _)| ratings[i].is_none_or(|own| own < Rating::Meets))
        .filter_map(|(criterion, source)| source.map(|from| Credit { criterion, from }))
        .collect()
}
