//! What there is to share out: the required criteria with their minutes, by section and by importance.

use std::cmp::Reverse;

use crate::domain::grade;
use crate::domain::guide::Guide;
use crate::domain::rubric::{Rubric, SectionKind};

/// What there is to share out, and how much each interviewer takes.
#[derive(Clone, Debug)]
pub(super) struct Work<'a> {
    pub(super) rubric: &'a Rubric,
    /// Minutes that everyone has to ask.
    pub(super) capacity: u32,
    /// Minutes of each criterion, by its index in the rubric's flat order.
    pub(super) minutes: Vec<u32>,
    /// The required sections, lowest level first: their criteria.
    pub(super) groups: Vec<Vec<usize>>,
    /// The level of each of these sections.
    pub(super) levels: Vec<usize>,
    /// The section of each required criterion, as a number in `groups`.
    pub(super) group: Vec<Option<usize>>,
    /// All required criteria: must-haves first, then what decides most per minute on an empty card.
    pub(super) order: Vec<usize>,
}

/// Minutes that a criterion is planned with.
pub(super) fn minutes(rubric: &Rubric, criterion: usize) -> u32 {
    rubric.criterion(criterion).minutes.max(1)
}

impl<'a> Work<'a> {
    pub(super) fn new(rubric: &'a Rubric, capacity: u32) -> Self {
        let (mut groups, mut levels, mut group) = (Vec::new(), Vec::new(), vec![None; rubric.len()]);
        for (level, content) in rubric.levels().iter().enumerate() {
            for (section, _) in content.sections.iter().enumerate().filter(|(_, s)| s.kind == SectionKind::Required) {
                let range = rubric.section_range(level, section);
                group[range.clone()].fill(Some(groups.len()));
                groups.push(range.collect::<Vec<usize>>());
                levels.push(level);
            }
        }
        let minutes = (0..rubric.len()).map(|i| minutes(rubric, i)).collect();
        let order = order(rubric, &group);
        Self { rubric, capacity, minutes, groups, levels, group, order }
    }

    /// The same work for interviewers with more or less time.
    pub(super) fn within(&self, capacity: u32) -> Self {
        Self { capacity, ..self.clone() }
    }

    /// Whether a criterion is no longer than anybody has to ask.
    pub(super) fn is_short(&self, criterion: usize) -> bool {
        self.minutes[criterion] <= self.capacity
    }

    /// The required sections without what is longer than anybody has to ask.
    pub(super) fn short_groups(&self) -> Vec<Vec<usize>> {
        let short = |group: &Vec<usize>| group.iter().copied().filter(|&i| self.is_short(i)).collect();
        self.groups.iter().map(short).collect()
    }

    /// Minutes that criteria take together. A rubric may hold any number, so they are added up in a wider one.
    pub(super) fn sum(&self, criteria: &[usize]) -> u64 {
        criteria.iter().map(|&i| u64::from(self.minutes[i])).sum()
    }

    /// The section of a required criterion.
    pub(super) fn group_of(&self, criterion: usize) -> usize {
        self.group[criterion].expect("only required criteria are shared out")
    }

    pub(super) fn must_have(&self, criterion: usize) -> bool {
        self.rubric.criterion(criterion).must_have
    }
}

/// All required criteria, the most important first.
fn order(rubric: &Rubric, group: &[Option<usize>]) -> Vec<usize> {
    let nothing = vec![None; rubric.len()];
    let guide = Guide::new(rubric, &nothing, &grade::recommend(rubric, &nothing));
    let mut rank = vec![usize::MAX; rubric.len()];
    for (place, &i) in guide.order().iter().enumerate() {
        rank[i] = place;
    }
    let mut order: Vec<usize> = (0..rubric.len()).filter(|&i| group[i].is_some()).collect();
    order.sort_by_key(|&i| (Reverse(rubric.criterion(i).must_have), rank[i], i));
    order
}
