//! What saved cards would recommend under other levels of their family, and why.
//!
//! A card keeps the rubric that was asked. Its ratings are put to the rule once more under the new
//! levels up to the same target: criteria are matched by id, what the new levels no longer hold falls
//! away, and what they hold in addition was not asked. Nothing of the card changes.

use std::sync::Arc;

use super::candidate::Candidate;
use super::difference::{self, Change};
use super::grade::{Recommendation, Status, recommend};
use super::rating::Rating;
use super::rubric::{Criterion, Level, Rubric, Section, chain_to, level_label_with_grade};
use super::scorecard::{Scorecard, own_ratings};
use super::time::Moment;

mod revert;
#[cfg(test)]
mod tests;

/// Changes at most of which each is left out to see whether it is the cause.
const MOST_CAUSES: usize = 60;

/// What the rule says of a card, by the names of its levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The level that is proved and therefore recommended, with its grade.
    pub floor: Option<(String, Option<u32>)>,
    /// The highest level that is still reachable.
    pub ceiling: Option<(String, Option<u32>)>,
    /// How settled that is.
    pub status: Status,
}

impl Standing {
    fn of(rubric: &Rubric, now: &Recommendation) -> Self {
        let name = |index: usize| {
            let level = &rubric.levels()[index];
            (level.id.clone(), level.grade)
        };
        Self { floor: now.floor.map(name), ceiling: now.ceiling.map(name), status: now.status }
    }

    /// In words: `Senior (grade 7), open up to Staff (grade 8)`.
    #[must_use]
    pub fn words(&self) -> String {
        let name = |level: &Option<(String, Option<u32>)>| {
            level.as_ref().map_or_else(|| "no level".to_owned(), |(id, grade)| level_label_with_grade(id, *grade))
        };
        match self.status {
            Status::Settled => format!("{}, settled", name(&self.floor)),
            Status::Open | Status::Insufficient => {
                format!("{}, {} up to {}", name(&self.floor), self.status.id(), name(&self.ceiling))
            }
        }
    }
}

/// What became of one card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It would recommend the same.
    Stays,
    /// It would not.
    Moves(Box<Move>),
    /// The new levels cannot judge it; why.
    Untold(String),
}

/// Another recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Under the card's own rubric.
    pub before: Standing,
    /// Under the new levels.
    pub after: Standing,
    /// Changes without any one of which the card would stay as it is; none where it takes several.
    pub because: Vec<Change>,
}

/// Whose card it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Id of the card.
    pub card: String,
    /// Who was interviewed.
    pub candidate: Candidate,
    /// Who interviewed.
    pub interviewer: String,
    /// When it was submitted.
    pub submitted_at: Moment,
}

/// What became of all saved cards of a family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regrading {
    /// Cards that would recommend something else, by candidate.
    pub moved: Vec<(Case, Move)>,
    /// How many would recommend the same.
    pub stay: usize,
    /// How many others replace and that do not count any more.
    pub replaced: usize,
    /// Cards that cannot be judged, and why.
    pub untold: Vec<(Case, String)>,
}

/// The rubric of some cards beside the new levels: what all cards that were asked the same have in
/// common, found once.
#[derive(Clone, Debug)]
pub struct Edition {
    asked: Rubric,
    new: Result<Rubric, String>,
    /// Ids of levels, as asked and as they are now.
    renamed: Vec<(String, String)>,
    /// Each change that can move a grade, with the new levels as they are without it.
    single: Vec<(Change, Option<Rubric>)>,
}

impl Edition {
    /// Sets the levels that were asked beside `new`, a family's levels in any order.
    #[must_use]
    pub fn new(asked: &Rubric, new: &[Arc<Level>]) -> Self {
        let old: Vec<Arc<Level>> = asked.levels().iter().map(|level| Arc::new(lean(level))).collect();
        let renamed: Vec<(String, String)> = difference::renamed_levels(asked.levels(), new)
            .into_iter()
            .map(|(from, to)| (from.to_owned(), to.to_owned()))
            .collect();
        let target = now_called(&renamed, &asked.target().id);
        let chain = match chain_to(new, target) {
            Some(chain) => Ok(chain.iter().map(|level| Arc::new(lean(level))).collect::<Vec<_>>()),
            None => Err(format!("there is no level {target:?} any more, or not what it builds on")),
        };
        let mut single = Vec::new();
        let new = chain.and_then(|chain| {
            let mut changes = difference::between(&old, &chain);
            changes.retain(|change| change.moves_grade);
            if changes.len() <= MOST_CAUSES {
                let without = |change: &Change| Rubric::new(revert::without(&old, &chain, change)?).ok();
                single.extend(changes.into_iter().map(|change| {
                    let rubric = without(&change);
                    (change, rubric)
                }));
            }
            Rubric::new(chain).map_err(|_| format!("the levels up to {target:?} have errors"))
        });
        Self { asked: asked.clone(), new, renamed, single }
    }

    /// Whether a card was asked just this.
    #[must_use]
    pub fn asks(&self, rubric: &Rubric) -> bool {
        self.asked == *rubric
    }

    /// What a card of this edition would recommend.
    #[must_use]
    pub fn regrade(&self, card: &Scorecard) -> Outcome {
        let new = match &self.new {
            Ok(new) => new,
            Err(why) => return Outcome::Untold(why.clone()),
        };
        let content = card.content();
        let ratings = own_ratings(&content.rubric, &content.entries);
        let before = Standing::of(&content.rubric, card.recommendation());
        let under = |rubric: &Rubric| {
            let own: Vec<Option<Rating>> =
                (0..rubric.len()).map(|index| ratings[content.rubric.index_of(&rubric.criterion(index).id)?]).collect();
            Standing::of(rubric, &recommend(rubric, &own))
        };
        let after = under(new);
        if self.is_same(&before, &after) {
            return Outcome::Stays;
        }
        let because = match self.single.as_slice() {
            [(only, _)] => vec![only.clone()],
            several => several
                .iter()
                .filter(|(_, without)| without.as_ref().is_some_and(|rubric| self.is_same(&before, &under(rubric))))
                .map(|(change, _)| change.clone())
                .collect(),
        };
        Outcome::Moves(Box::new(Move { before, after, because }))
    }

    /// Whether two recommendations are the same but for the ids of levels that were renamed.
    fn is_same(&self, before: &Standing, after: &Standing) -> bool {
        let same = |before: &Option<(String, Option<u32>)>, after: &Option<(String, Option<u32>)>| {
            before.as_ref().map(|(id, grade)| (now_called(&self.renamed, id), grade))
                == after.as_ref().map(|(id, grade)| (id.as_str(), grade))
        };
        before.status == after.status && same(&before.floor, &after.floor) && same(&before.ceiling, &after.ceiling)
    }
}

/// What the old id of a level is called now.
fn now_called<'a>(renamed: &'a [(String, String)], id: &'a str) -> &'a str {
    renamed.iter().find(|(from, _)| from == id).map_or(id, |(_, to)| to)
}

/// A level with what the rule reads and what things are called: many of them are held at once.
fn lean(level: &Level) -> Level {
    let criterion = |criterion: &Criterion| Criterion {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        statement: criterion.statement.clone(),
        weight: criterion.weight,
        must_have: criterion.must_have,
        implies: criterion.implies.clone(),
        ..Criterion::default()
    };
    let section = |section: &Section| Section {
        id: section.id.clone(),
        title: section.title.clone(),
        kind: section.kind,
        bar_percent: section.bar_percent,
        criteria: section.criteria.iter().map(criterion).collect(),
    };
    Level {
        family: level.family.clone(),
        family_title: level.family_title.clone(),
        id: level.id.clone(),
        title: level.title.clone(),
        grade: level.grade,
        extends: level.extends.clone(),
        sections: level.sections.iter().map(section).collect(),
        ..Level::default()
    }
}
