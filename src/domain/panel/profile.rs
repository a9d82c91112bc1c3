//! Section profiles: how each interviewer, and the panel, stands against each section's bar.
//!
//! A bar of such a picture has two ends, what is proved and what is still reachable, because unknown
//! is never a number.

use super::Panel;
use crate::domain::grade::{Recommendation, SectionResult};
use crate::domain::rating::Rating;

/// One required section of one profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar<'a> {
    /// Index of the level in the panel's rubric.
    pub level: usize,
    /// Points earned, needed, possible and still reachable. Credits count here.
    pub result: &'a SectionResult,
    /// Criteria of the section.
    pub criteria: usize,
    /// How many of them have an own rating. None is not zero points: nothing is known then.
    pub rated: usize,
    /// Whether the level was on the card at all; always so for the panel itself.
    pub asked: bool,
}

impl Panel {
    /// One member's profile: each required section of the panel's levels, lowest first.
    ///
    /// # Panics
    /// If there is no such member.
    #[must_use]
    pub fn profile(&self, member: usize) -> Vec<Bar<'_>> {
        let member = &self.members()[member];
        self.bars(member.recommendation(), member.ratings(), |level| member.asked(level))
    }

    /// The profile of the consensus.
    #[must_use]
    pub fn consensus_profile(&self) -> Vec<Bar<'_>> {
        self.bars(self.recommendation(), self.consensus(), |_| true)
    }

    fn bars<'a>(
        &'a self,
        recommendation: &'a Recommendation,
        ratings: &[Option<Rating>],
        asked: impl Fn(usize) -> bool,
    ) -> Vec<Bar<'a>> {
        let levels = recommendation.levels.iter().enumerate();
        levels
            .flat_map(|(level, result)| result.sections.iter().map(move |result| (level, result)))
            .map(|(level, result)| {
                let range = self.rubric().section_range(level, result.section);
                let rated = ratings[range.clone()].iter().flatten().count();
                Bar { level, result, criteria: range.len(), rated, asked: asked(level) }
            })
            .collect()
    }
}
