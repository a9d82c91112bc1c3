//! Contested criteria: where interviewers rated differently, and what each rating would lead to.

use super::member::Member;
use crate::domain::grade::{Recommendation, recommend};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;

/// A criterion with two or more different ratings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Index of the criterion in the panel's rubric.
    pub criterion: usize,
    /// The rating that counts.
    pub consensus: Rating,
    /// Every other rating that was given, lowest first.
    pub alternatives: Vec<Alternative>,
}

/// A submitted rating that is not the consensus, and the grade with it in the place of the consensus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The rating.
    pub rating: Rating,
    /// The members who gave it.
    pub members: Vec<usize>,
    /// What would be proved.
    pub floor: Option<usize>,
    /// What could still be reached.
    pub ceiling: Option<usize>,
    /// Whether that is another floor or ceiling than the panel's.
    pub changes: bool,
}

impl Contest {
    /// Whether some other submitted rating changes floor or ceiling.
    #[must_use]
    pub fn is_decisive(&self) -> bool {
        self.alternatives.iter().any(|alternative| alternative.changes)
    }
}

/// Every contested criterion, in the rubric's order.
pub(super) fn contested(
    rubric: &Rubric,
    members: &[Member],
    consensus: &[Option<Rating>],
    now: &Recommendation,
) -> Vec<Contest> {
    let mut trial = consensus.to_vec();
    let mut contested = Vec::new();
    for (criterion, consensus) in consensus.iter().enumerate() {
        let Some(consensus) = *consensus else { continue };
        let who = |rating: Rating| -> Vec<usize> {
            (0..members.len()).filter(|&member| members[member].ratings()[criterion] == Some(rating)).collect()
        };
        let others = Rating::ALL.into_iter().filter(|&rating| rating != consensus).map(|rating| (rating, who(rating)));
        let alternatives: Vec<Alternative> = others
            .filter(|(_, members)| !members.is_empty())
            .map(|(rating, members)| {
                trial[criterion] = Some(rating);
                let Recommendation { floor, ceiling, .. } = recommend(rubric, &trial);
                let changes = (floor, ceiling) != (now.floor, now.ceiling);
                Alternative { rating, members, floor, ceiling, changes }
            })
            .collect();
        trial[criterion] = Some(consensus);
        if !alternatives.is_empty() {
            contested.push(Contest { criterion, consensus, alternatives });
        }
    }
    contested
}
