//! A plan as it was kept: by ids, so that it can be held against the rubric as it is today.

use crate::domain::candidate::same_person;
use crate::domain::rubric::Rubric;

/// What a kept plan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Id of the job family.
    pub family: String,
    /// Id of the target level.
    pub target: String,
    /// The levels as they were then, lowest first.
    pub levels: Vec<SavedLevel>,
    /// Planned length of each interview in minutes.
    pub minutes: u32,
    /// What each interviewer asks.
    pub shares: Vec<SavedShare>,
}

/// A level as it was when the plan was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedLevel {
    /// Its id.
    pub id: String,
    /// Its digest.
    pub digest: String,
}

/// What one interviewer asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedShare {
    /// Who.
    pub interviewer: String,
    /// Sections or parts of them.
    pub parts: Vec<SavedPart>,
}

/// A section, or what one interviewer asks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPart {
    /// Id of the level.
    pub level: String,
    /// Id of the section.
    pub section: String,
    /// Ids of the criteria.
    pub criteria: Vec<String>,
}

impl Saved {
    /// What somebody asks, by a name in any case and with any spaces.
    #[must_use]
    pub fn share_of(&self, interviewer: &str) -> Option<&SavedShare> {
        self.shares.iter().find(|share| same_person(&share.interviewer, interviewer))
    }

    /// The levels, as places in `rubric`, that are not what they were when the plan was made.
    #[must_use]
    pub fn changed(&self, rubric: &Rubric) -> Vec<usize> {
        let levels = rubric.levels().iter().enumerate();
        let same = |id: &str, digest: &str| self.levels.iter().any(|level| level.id == id && level.digest == digest);
        levels.filter(|(_, level)| !same(&level.id, &level.digest)).map(|(at, _)| at).collect()
    }
}

impl SavedShare {
    /// What to put in focus: a section of which everything is asked, else its criteria one by one.
    #[must_use]
    pub fn focus(&self, rubric: &Rubric) -> Vec<String> {
        let asked: Vec<usize> = self.criteria().filter_map(|id| rubric.index_of(id)).collect();
        let mut focus = Vec::new();
        for (level, content) in rubric.levels().iter().enumerate() {
            for section in 0..content.sections.len() {
                let range = rubric.section_range(level, section);
                if range.clone().all(|i| asked.contains(&i)) {
                    focus.push(rubric.section_key(level, section));
                } else {
                    focus.extend(range.filter(|i| asked.contains(i)).map(|i| rubric.criterion_key(i)));
                }
            }
        }
        focus
    }

    /// How many of the criteria are not in the rubric any more.
    #[must_use]
    pub fn gone(&self, rubric: &Rubric) -> usize {
        self.criteria().filter(|id| rubric.index_of(id).is_none()).count()
    }

    fn criteria(&self) -> impl Iterator<Item = &String> {
        self.parts.iter().flat_map(|part| &part.criteria)
    }
}
