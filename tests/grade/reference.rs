//! The rule once more, slowly and straight from its text, to hold the real one against.
//!
//! It shares no code with `assay::domain`: it has its own rubric, its own idea of a ladder (walk
//! every path), its own bar (exact fractions instead of a rounded need) and decides what is unknown
//! by trying everything. Where both agree, they agree for different reasons.

use std::sync::Arc;

use assay::domain::rubric::{Criterion, Level, Rubric, Section, SectionKind};

/// One rating a criterion: 1 to 4, or nothing.
pub type Card = Vec<Option<u8>>;

#[derive(Clone, Debug)]
pub struct Item {
    pub level: usize,
    pub section: usize,
    pub weight: u32,
    pub must_have: bool,
    pub implies: Vec<usize>,
}

#[derive(Clone, Debug)]
pub struct Group {
    pub level: usize,
    pub required: bool,
    pub bar: u32,
    pub items: Vec<usize>,
}

/// A rubric as flat lists: groups in order, items in order.
#[derive(Clone, Debug)]
pub struct Plan {
    pub levels: usize,
    pub groups: Vec<Group>,
    pub items: Vec<Item>,
}

impl Plan {
    /// Criteria that `from` proves, by whatever path.
    pub fn reaches(&self, from: usize, to: usize) -> bool {
        self.items[from].implies.iter().any(|&next| next == to || self.reaches(next, to))
    }

    /// What a criterion counts as on a card without unknowns.
    fn effective(&self, full: &[u8], item: usize) -> u8 {
        let credited = (0..self.items.len()).any(|j| full[j] >= 3 && self.reaches(j, item));
        if credited { full[item].max(3) } else { full[item] }
    }

    /// Points of a group: earned, possible.
    pub fn points(&self, full: &[u8], group: &Group) -> (u32, u32) {
        let mut earned = 0;
        let mut possible = 0;
        for &item in &group.items {
            let weight = self.items[item].weight;
            possible += weight * 2;
            earned += weight
                * match self.effective(full, item) {
                    1 => 0,
                    2 => 1,
                    _ => 2,
                };
        }
        (earned, possible)
    }

    /// Must-haves of a group that are not at least Meets.
    pub fn short(&self, full: &[u8], group: &Group) -> Vec<usize> {
        group.items.iter().copied().filter(|&i| self.items[i].must_have && self.effective(full, i) < 3).collect()
    }

    /// Whether a group stands, with the bar given: its share of the points is at least the bar.
    fn stands(&self, full: &[u8], group: &Group, bar: u32) -> bool {
        let (earned, possible) = self.points(full, group);
        100 * earned >= bar * possible && self.short(full, group).is_empty()
    }

    /// Whether a level and all below it are met, with the groups' own bars or one for all.
    pub fn met(&self, full: &[u8], level: usize, uniform: Option<u32>) -> bool {
        self.groups
            .iter()
            .filter(|group| group.required && group.level <= level)
            .all(|group| self.stands(full, group, uniform.unwrap_or(group.bar)))
    }

    /// The grade of a card without unknowns.
    pub fn grade(&self, full: &[u8]) -> Option<usize> {
        (0..self.levels).filter(|&level| self.met(full, level, None)).max()
    }

    /// Whether most of a level's own additional criteria are at least Meets.
    pub fn mostly_extra(&self, full: &[u8], level: usize) -> bool {
        let extra: Vec<usize> =
            self.groups.iter().filter(|g| !g.required && g.level == level).flat_map(|g| g.items.clone()).collect();
        let shown = extra.iter().filter(|&&i| self.effective(full, i) >= 3).count();
        !extra.is_empty() && shown > extra.len() - shown
    }

    /// The same as the library has it. `l0`, `l1` … are the levels and `c0`, `c1` … the criteria.
    pub fn rubric(&self) -> Rubric {
        let levels = (0..self.levels).map(|level| {
            let sections = self.groups.iter().enumerate().filter(|(_, group)| group.level == level);
            Arc::new(Level {
                family: "random".to_owned(),
                family_title: "Random".to_owned(),
                id: format!("l{level}"),
                title: format!("Level {level}"),
                grade: None,
                extends: level.checked_sub(1).map(|below| format!("l{below}")),
                digest: String::new(),
                sections: sections
                    .map(|(index, group)| Section {
                        id: format!("s{index}"),
                        title: format!("Section {index}"),
                        kind: if group.required { SectionKind::Required } else { SectionKind::Additional },
                        bar_percent: group.bar,
                        criteria: group.items.iter().map(|&item| self.criterion(item)).collect(),
                    })
                    .collect(),
                ..Level::default()
            })
        });
        Rubric::new(levels.collect()).expect("a generated rubric is sound")
    }

    fn criterion(&self, item: usize) -> Criterion {
        let Item { weight, must_have, implies, .. } = &self.items[item];
        Criterion {
            id: format!("c{item}"),
            title: format!("Criterion {item}"),
            weight: *weight,
            must_have: *must_have,
            implies: implies.iter().map(|lower| format!("c{lower}")).collect(),
            ..Criterion::default()
        }
    }
}

/// Every card without unknowns that the unknown answers could still make of this one.
pub fn completions(card: &Card) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    for rating in card {
        let choices: Vec<u8> = rating.map_or(vec![1, 2, 3, 4], |known| vec![known]);
        all = all
            .into_iter()
            .flat_map(|begun| {
                choices.iter().map(move |&choice| {
                    let mut longer = begun.clone();
                    longer.push(choice);
                    longer
                })
            })
            .collect();
    }
    all
}

/// The card with every unknown rated `rating`.
pub fn filled(card: &Card, rating: u8) -> Vec<u8> {
    card.iter().map(|own| own.unwrap_or(rating)).collect()
}
