//! One interviewer on a panel: their card, laid along the panel's levels.

use super::files::{Aside, Remark, Submitted};
use crate::domain::grade::{Recommendation, recommend};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::{Entry, Scorecard};

/// One interviewer with their card.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    submitted: Submitted,
    /// For each criterion of the panel the index of the card's entry.
    entries: Vec<Option<usize>>,
    ratings: Vec<Option<Rating>>,
    asked: Vec<bool>,
    recommendation: Recommendation,
}

impl Member {
    pub(super) fn new(submitted: Submitted, panel: &Rubric) -> Self {
        let content = submitted.card.content();
        let mut entries = vec![None; panel.len()];
        for (index, entry) in content.entries.iter().enumerate() {
            if let Some(criterion) = panel.index_of(&content.rubric.criterion(entry.criterion).id) {
                entries[criterion] = Some(index);
            }
        }
        let ratings: Vec<Option<Rating>> =
            entries.iter().map(|entry| entry.and_then(|index: usize| content.entries[index].answer.rating())).collect();
        let asked = panel.levels().iter().map(|level| content.rubric.level_index(&level.id).is_some()).collect();
        let recommendation = recommend(panel, &ratings);
        Self { submitted, entries, ratings, asked, recommendation }
    }

    /// Who interviewed.
    #[must_use]
    pub fn interviewer(&self) -> &str {
        self.submitted.interviewer()
    }

    /// The card with its file and seal.
    #[must_use]
    pub fn submitted(&self) -> &Submitted {
        &self.submitted
    }

    /// The card, with the recommendation on its own levels.
    #[must_use]
    pub fn card(&self) -> &Scorecard {
        &self.submitted.card
    }

    /// The answer to a criterion of the panel; nothing if it was not asked.
    #[must_use]
    pub fn entry(&self, criterion: usize) -> Option<&Entry> {
        self.entries.get(criterion).copied().flatten().map(|index| &self.card().content().entries[index])
    }

    /// One own rating a criterion of the panel.
    #[must_use]
    pub fn ratings(&self) -> &[Option<Rating>] {
        &self.ratings
    }

    /// Whether a level of the panel was on this card.
    #[must_use]
    pub fn asked(&self, level: usize) -> bool {
        self.asked.get(level).copied().unwrap_or(false)
    }

    /// What the rule makes of these ratings alone on the panel's levels. A level that was not on the
    /// card is unknown there, hence open.
    #[must_use]
    pub fn recommendation(&self) -> &Recommendation {
        &self.recommendation
    }

    /// Levels with answers that do not lead to the panel's highest level.
    pub(super) fn levels_aside(&self, panel: &Rubric) -> Vec<Remark> {
        let content = self.card().content();
        let answered =
            |level: usize| content.entries.iter().any(|entry| content.rubric.place(entry.criterion).level == level);
        let levels = content.rubric.levels().iter().enumerate();
        levels
            .filter(|(index, level)| panel.level_index(&level.id).is_none() && answered(*index))
            .map(|(_, level)| Remark {
                file: self.submitted.file.clone(),
                interviewer: self.interviewer().to_owned(),
                what: Aside::LevelAside { level: level.label() },
            })
            .collect()
    }
}
