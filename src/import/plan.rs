//! Which headings are levels, with their names and grades: decided before any list is read.

use std::collections::{HashMap, HashSet};

use super::blocks::short;
use super::document::Warning;
use super::grades::{self, Grade};
use super::headings::Meaning;
use super::names::{Names, naming};
use super::outline::{self, Node};
use super::parents::{Parent, Targets};

mod graded;
mod heads;
mod regions;

pub(super) use graded::is_grade_entry;
pub(super) use regions::Region;

/// Which nodes are levels, decided before any list is read.
pub(super) struct Plan {
    /// The level of each node that is the heading of one.
    pub(super) level_of: Vec<Option<usize>>,
    /// The first heading of each level.
    pub(super) heads: Vec<usize>,
    pub(super) names: Names,
    pub(super) grades: Vec<Option<Grade>>,
    pub(super) regions: Vec<Option<Region>>,
    /// The node that speaks for the whole document.
    pub(super) title: usize,
    /// Whether the first level is the role of the title.
    pub(super) base: bool,
    /// For sections and grades that stand beside their level, its head.
    pub(super) beside: HashMap<usize, usize>,
    /// Tables that stated a grade, by line.
    pub(super) used_tables: HashSet<usize>,
    /// The rows of theirs that speak of a level, by line, each with the column of its grade.
    pub(super) used_rows: HashMap<usize, usize>,
    pub(super) conflicts: Vec<Warning>,
}

impl Plan {
    pub(super) fn of(nodes: &[Node], title: &str) -> Self {
        let mut title_node = title_node(nodes);
        let mut grades: Vec<Option<Grade>> =
            (0..nodes.len()).map(|index| graded::own_grade(nodes, index, index == 0 || index == title_node)).collect();
        graded::drop_mentions(nodes, title_node, &mut grades);
        let mut beside = graded::beside_grades(nodes, title_node, &mut grades);
        let tables = graded::Tables::read(nodes);
        let mut used_tables = HashSet::new();
        let mut used_rows = HashMap::new();
        let mut conflicts = Vec::new();
        let title_words = naming(&nodes[title_node].name);
        let again = (1..nodes.len()).any(|index| {
            index != title_node && nodes[index].meaning == Meaning::Name && naming(&nodes[index].name) == title_words
        });
        for (index, node) in nodes.iter().enumerate().skip(1) {
            if again && index == title_node {
                // The row is that of the level below, which is called like the document.
                continue;
            }
            if let Some((row, line)) = tables.row_of(node)
                && matches!(node.meaning, Meaning::Name)
            {
                used_tables.insert(line);
                used_rows.insert(row.grade.line, row.column);
                let grade = grades[index].get_or_insert_with(|| row.grade.clone());
                if grade.value != row.grade.value {
                    conflicts.push(another_grade(&node.name, grade, &row.grade));
                }
            }
        }
        let regions = regions::regions(nodes, &grades);
        let mut heads = heads::heads(nodes, &grades, &regions, title_node, &mut beside);
        if title_node == 0
            && let Some(index) = speaks_for_all(nodes, &grades, &heads, title)
        {
            heads.retain(|&head| head != index);
            title_node = index;
        }
        let own_base = grades[title_node].is_some() || (title_node != 0 && grades[0].is_some());
        let base = own_base || heads.is_empty();
        let mut plan = Self {
            level_of: vec![None; nodes.len()],
            heads: Vec::new(),
            names: Names::default(),
            grades,
            regions,
            title: title_node,
            base,
            beside,
            used_tables,
            used_rows,
            conflicts,
        };
        plan.number(nodes, &heads, title);
        plan
    }

    /// What the headings of a document belong to, by the ids that links can name.
    pub(super) fn targets(&self, nodes: &[Node]) -> Targets {
        let mut targets = Targets::new();
        let mut level: Vec<Option<usize>> = vec![None; nodes.len()];
        for (index, node) in nodes.iter().enumerate().skip(1) {
            let beside = self.beside.get(&index).and_then(|&head| self.level_of[head]);
            level[index] = self.level_of[index].or(beside).or(level[node.parent]);
            let parent = match level[index] {
                Some(level) if !(self.base && level == 0) => Parent::Level(level),
                _ if matches!(node.meaning, Meaning::Section(_)) => Parent::Shared,
                _ => continue,
            };
            let ids = node.heading.ids.iter().map(|id| id.to_lowercase()).chain([outline::slug(&node.heading.text)]);
            for id in ids {
                targets.entry(id).or_insert(parent);
            }
        }
        targets
    }

    /// Gives every level its number; a heading that repeats a name adds to its level.
    fn number(&mut self, nodes: &[Node], heads: &[usize], title: &str) {
        let mut titles: Vec<String> = Vec::new();
        let mut known: HashMap<Vec<String>, usize> = HashMap::new();
        if self.base {
            let head = if self.grades[self.title].is_some() || self.grades[0].is_none() { self.title } else { 0 };
            let name = if head == 0 { title.to_owned() } else { nodes[head].name.clone() };
            known.insert(naming(&name), 0);
            titles.push(name);
            self.heads.push(head);
            self.level_of[head] = Some(0);
            if self.grades[head].is_none() {
                let stated = self.grades[0].clone();
                self.grades[head] = stated;
            }
        }
        for &head in heads {
            let name = nodes[head].name.clone();
            let index = *known.entry(naming(&name)).or_insert_with(|| {
                titles.push(name);
                self.heads.push(head);
                titles.len() - 1
            });
            self.level_of[head] = Some(index);
            self.agree(nodes, index, head);
        }
        self.names = Names::of(titles.iter().map(String::as_str));
        for (index, &head) in self.heads.iter().enumerate() {
            // "The Head Cook is a grade 8" under "Kitchen Lead" is what that level is called as well.
            let grade = self.grades[head].as_ref();
            if let Some(name) = grade.and_then(|grade| grades::subject(&grade.raw)) {
                self.names.also(name, index);
            }
        }
        for (index, node) in nodes.iter().enumerate().skip(1) {
            let repeats = matches!(node.meaning, Meaning::Name)
                && self.level_of[index].is_none()
                && self.regions[index].is_none();
            if repeats
                && index != self.title
                && let Some(level) = self.names.called(&node.name)
            {
                self.level_of[index] = Some(level);
                self.agree(nodes, level, index);
            }
        }
    }

    /// Takes the grade of a repeated heading, or tells that there are two.
    fn agree(&mut self, nodes: &[Node], level: usize, again: usize) {
        let first = self.heads[level];
        if first == again {
            return;
        }
        match (&self.grades[first], &self.grades[again]) {
            (None, Some(_)) => self.grades[first] = self.grades[again].clone(),
            (Some(one), Some(other)) if one.value != other.value => {
                self.conflicts.push(another_grade(&nodes[again].name, one, other));
            }
            _ => {}
        }
    }
}

/// Tells that `other` does not count.
fn another_grade(name: &str, counts: &Grade, other: &Grade) -> Warning {
    let message = format!("{} has another grade on line {}; that one counts", short(name), counts.line);
    Warning { line: other.line, topic: "grade", message }
}

/// The heading that repeats the document's title above all levels, where they have grades and it has none:
/// what stands below it is everyone's.
fn speaks_for_all(nodes: &[Node], grades: &[Option<Grade>], heads: &[usize], title: &str) -> Option<usize> {
    let (&first, others) = heads.split_first()?;
    let above = grades[first].is_none() && naming(&nodes[first].name) == naming(title);
    let below = |&head: &usize| grades[head].is_some() && nodes[head].depth > nodes[first].depth;
    (above && !others.is_empty() && others.iter().all(below)).then_some(first)
}

/// The only heading of depth 1, or one that has given the document its title and above which nothing
/// lies; else the document.
fn title_node(nodes: &[Node]) -> usize {
    let depths = || nodes.iter().skip(1).map(|node| node.depth);
    let highest = depths().min().unwrap_or(outline::STEP);
    let depth = if depths().any(|depth| depth == outline::STEP) { outline::STEP } else { highest };
    let mut tops = (1..nodes.len()).filter(|&index| nodes[index].depth == depth);
    match (tops.next(), tops.next()) {
        (Some(only), None)
            if nodes[only].parent == 0
                && (depth == outline::STEP || (only == 1 && nodes[only].heading.text == nodes[0].heading.text))
                && matches!(nodes[only].meaning, Meaning::Name | Meaning::General | Meaning::Levels) =>
        {
            only
        }
        _ => 0,
    }
}
