//! Where the grades of a document stand: in a heading, below it, beside it or in a table.

use std::collections::HashMap;

use crate::import::blocks::{Block, Entry, Table};
use crate::import::grades::{self, Grade};
use crate::import::headings::Meaning;
use crate::import::names::{self, naming};
use crate::import::outline::{self, Node};

/// The grade that a heading states itself, in its own paragraphs or under a "Job Grade" below it.
pub(super) fn own_grade(nodes: &[Node], index: usize, speaks_for_all: bool) -> Option<Grade> {
    let node = &nodes[index];
    if !matches!(node.meaning, Meaning::Name | Meaning::General) && index != 0 {
        return None;
    }
    if let Some(value) = node.grade {
        return Some(Grade { value, raw: node.heading.text.clone(), line: node.heading.line });
    }
    let below = node.children.iter().map(|&child| &nodes[child]).filter(|child| child.meaning == Meaning::Grade);
    // "Senior Cook Job Grade" right below the title speaks of that level.
    let own = |child: &&Node| !speaks_for_all || child.before_section.is_none();
    below.filter(own).find_map(grade_below).or_else(|| direct_grade(node))
}

fn direct_grade(node: &Node) -> Option<Grade> {
    node.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => grades::in_sentence(paragraph),
        Block::List(list) => list
            .entries
            .iter()
            .find_map(|entry| is_grade_entry(entry).then(|| grades::in_sentence(&entry.paragraph))?),
        _ => None,
    })
}

/// Forgets the grades that prose merely mentions: within a level that has its own, only what is called
/// like a role has another.
pub(super) fn drop_mentions(nodes: &[Node], title: usize, grades: &mut [Option<Grade>]) {
    let mut in_graded = vec![false; nodes.len()];
    for (index, node) in nodes.iter().enumerate().skip(1) {
        in_graded[index] =
            node.parent != 0 && node.parent != title && (in_graded[node.parent] || grades[node.parent].is_some());
        let stated = node.grade.is_some() || node.children.iter().any(|&child| nodes[child].meaning == Meaning::Grade);
        if in_graded[index] && !stated && !names::names_a_role(&node.name) {
            grades[index] = None;
        }
    }
}

pub(in crate::import) fn is_grade_entry(entry: &Entry) -> bool {
    entry.nested.is_empty()
        && entry.paragraph.text.chars().count() <= 25
        && grades::in_sentence(&entry.paragraph).is_some()
        && naming(&entry.paragraph.text).len() <= 1
}

/// The grade under a "Job Grade" heading.
fn grade_below(node: &Node) -> Option<Grade> {
    if let Some(value) = node.grade {
        return Some(Grade { value, raw: node.heading.text.clone(), line: node.heading.line });
    }
    node.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => grades::under_grade_heading(paragraph),
        Block::List(list) if list.entries.len() == 1 => grades::under_grade_heading(&list.entries[0].paragraph),
        _ => None,
    })
}

/// Grades whose heading stands beside its level rather than below it.
pub(super) fn beside_grades(nodes: &[Node], title: usize, grades: &mut [Option<Grade>]) -> HashMap<usize, usize> {
    let mut beside = HashMap::new();
    for parent in if title == 0 { vec![0] } else { vec![0, title] } {
        let children = nodes[parent].children.iter().copied();
        let by_name: HashMap<Vec<String>, usize> = children
            .filter(|&child| nodes[child].meaning == Meaning::Name)
            .map(|child| (naming(&nodes[child].name), child))
            .collect();
        let mut last = None;
        let several =
            nodes[parent].children.iter().filter(|&&child| nodes[child].meaning == Meaning::Grade).count() > 1;
        for &child in &nodes[parent].children {
            match nodes[child].meaning {
                Meaning::Name => last = Some(child),
                Meaning::Grade => {
                    let Some(grade) = grade_below(&nodes[child]) else { continue };
                    let prefix = nodes[child].before_section.as_deref();
                    let subject = grade.raw.split(" is ").next().filter(|subject| subject.len() < grade.raw.len());
                    let named = prefix.or(subject).and_then(|name| by_name.get(&naming(name)).copied());
                    if let Some(owner) = named.or(last.filter(|_| several)) {
                        grades[owner].get_or_insert(grade);
                        beside.insert(child, owner);
                    }
                }
                _ => {}
            }
        }
        if !beside.is_empty() {
            // What belongs to a level does not speak for the document.
            let still = nodes[parent].children.iter().any(|&child| {
                nodes[child].meaning == Meaning::Grade
                    && !beside.contains_key(&child)
                    && grade_below(&nodes[child]).is_some()
            });
            if !still && nodes[parent].grade.is_none() {
                grades[parent] = direct_grade(&nodes[parent]);
            }
        }
    }
    beside
}

/// The rows of all tables of grades.
pub(super) struct Tables {
    rows: Vec<(grades::Row, usize)>,
    by_fragment: HashMap<String, usize>,
    by_name: HashMap<Vec<String>, usize>,
}

impl Tables {
    pub(super) fn read(nodes: &[Node]) -> Self {
        let tables = nodes.iter().flat_map(|node| &node.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let rows: Vec<(grades::Row, usize)> =
            tables.flat_map(|table: &Table| grades::in_table(table).into_iter().map(|row| (row, table.line))).collect();
        let mut by_fragment = HashMap::new();
        let mut by_name = HashMap::new();
        for (index, (row, _)) in rows.iter().enumerate() {
            for fragment in &row.fragments {
                by_fragment.entry(fragment.clone()).or_insert(index);
            }
        }
        // The first column that holds a name decides; the same words further right may be another's.
        let widest = rows.iter().map(|(row, _)| row.names.len()).max().unwrap_or(0);
        for column in 0..widest {
            for (index, (row, _)) in rows.iter().enumerate() {
                let words = row.names.get(column).map(|name| naming(name)).unwrap_or_default();
                if !words.is_empty() {
                    by_name.entry(words).or_insert(index);
                }
            }
        }
        Self { rows, by_fragment, by_name }
    }

    /// The row of a level and the line of its table: by anchor first, then by text.
    pub(super) fn row_of(&self, node: &Node) -> Option<(&grades::Row, usize)> {
        if self.rows.is_empty() {
            return None;
        }
        let anchors = node.heading.ids.iter().map(|id| id.to_lowercase());
        let slugs = [outline::slug(&node.heading.text), outline::slug(&node.name)];
        let by_fragment = anchors.chain(slugs).find_map(|anchor| self.by_fragment.get(&anchor));
        let index = *by_fragment.or_else(|| {
            [node.name.clone(), names::without_parentheses(&node.name)]
                .iter()
                .find_map(|name| self.by_name.get(&naming(name)))
        })?;
        let (row, line) = &self.rows[index];
        Some((row, *line))
    }
}
