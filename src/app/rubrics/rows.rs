//! The rows of a family: its levels, lowest first, their sections and criteria, folded or not.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::adapt::Spot;
use crate::domain::rubric::{Criterion, Level, Section};

/// A row of the list, by indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// The level.
    pub level: usize,
    /// The section, for a section or criterion.
    pub section: Option<usize>,
    /// The criterion, for a criterion.
    pub criterion: Option<usize>,
}

impl Row {
    /// The heading of a level.
    #[must_use]
    pub fn level(level: usize) -> Self {
        Self { level, section: None, criterion: None }
    }

    /// The heading of a section.
    #[must_use]
    pub fn section(level: usize, section: usize) -> Self {
        Self { level, section: Some(section), criterion: None }
    }

    /// A criterion.
    #[must_use]
    pub fn criterion(level: usize, section: usize, criterion: usize) -> Self {
        Self { level, section: Some(section), criterion: Some(criterion) }
    }

    /// The heading that this row stands under; nothing for a level.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        match self {
            Self { section: None, .. } => None,
            Self { level, criterion: None, .. } => Some(Self::level(level)),
            Self { criterion: Some(_), .. } => Some(Self { criterion: None, ..self }),
        }
    }

    /// JSON path of the row in its level's file; empty for the level itself.
    #[must_use]
    pub fn path(self) -> String {
        match (self.section, self.criterion) {
            (Some(section), Some(criterion)) => format!("sections[{section}].criteria[{criterion}]"),
            (Some(section), None) => format!("sections[{section}]"),
            (None, _) => String::new(),
        }
    }

    /// The row of a place that is named by ids, or of what holds it; nothing if even its level is gone.
    #[must_use]
    pub fn of(levels: &[Arc<Level>], spot: &Spot) -> Option<Self> {
        let level = levels.iter().position(|level| level.id == spot.level)?;
        let sections = &levels[level].sections;
        // A criterion may stand in another section by now.
        let criterion = spot.criterion.as_ref().and_then(|id| {
            sections.iter().enumerate().find_map(|(s, section)| {
                let c = section.criteria.iter().position(|criterion| criterion.id == *id)?;
                Some(Self::criterion(level, s, c))
            })
        });
        let section = || {
            let id = spot.section.as_ref()?;
            sections.iter().position(|section| section.id == *id).map(|s| Self::section(level, s))
        };
        criterion.or_else(section).or(Some(Self::level(level)))
    }

    /// The section of the row.
    #[must_use]
    pub fn section_of(self, levels: &[Arc<Level>]) -> Option<&Section> {
        levels.get(self.level)?.sections.get(self.section?)
    }

    /// The criterion of the row.
    #[must_use]
    pub fn criterion_of(self, levels: &[Arc<Level>]) -> Option<&Criterion> {
        self.section_of(levels)?.criteria.get(self.criterion?)
    }
}

/// What is folded: levels, and sections of levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folds(HashSet<Row>);

impl Folds {
    /// Everything folded but one level.
    #[must_use]
    pub fn but(level: usize, levels: usize) -> Self {
        Self((0..levels).filter(|l| *l != level).map(Row::level).collect())
    }

    /// Whether a heading is folded.
    #[must_use]
    pub fn has(&self, heading: Row) -> bool {
        self.0.contains(&heading)
    }

    /// Folds or unfolds a heading. Says whether it is folded now.
    pub fn toggle(&mut self, heading: Row) -> bool {
        let folded = !self.0.remove(&heading);
        if folded {
            self.0.insert(heading);
        }
        folded
    }

    /// Unfolds whatever hides a row.
    pub fn reveal(&mut self, row: Row) {
        let mut hides = row.parent();
        while let Some(heading) = hides {
            self.0.remove(&heading);
            hides = heading.parent();
        }
    }

    /// The rows that can be seen.
    #[must_use]
    pub fn rows(&self, levels: &[Arc<Level>]) -> Vec<Row> {
        every(levels).filter(|row| !self.hides(*row)).collect()
    }

    fn hides(&self, row: Row) -> bool {
        let mut heading = row.parent();
        while let Some(above) = heading {
            if self.has(above) {
                return true;
            }
            heading = above.parent();
        }
        false
    }
}

/// Every row there is, top to bottom.
pub fn every(levels: &[Arc<Level>]) -> impl Iterator<Item = Row> + '_ {
    levels.iter().enumerate().flat_map(|(l, level)| {
        let sections = level.sections.iter().enumerate().flat_map(move |(s, section)| {
            let criteria = (0..section.criteria.len()).map(move |c| Row::criterion(l, s, c));
            std::iter::once(Row::section(l, s)).chain(criteria)
        });
        std::iter::once(Row::level(l)).chain(sections)
    })
}
