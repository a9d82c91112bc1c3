//! What is about the job but no part of a level: specialties, and how hiring and pay work.

use std::collections::HashSet;

use crate::import::document::Kind;
use crate::import::grades::Grade;
use crate::import::headings::Meaning;
use crate::import::names::{naming, without_parentheses};
use crate::import::outline::Node;

/// What stands under a heading that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Region {
    Aside,
    Specialties,
}

/// What is about the job but no part of a level, with everything below it.
pub(super) fn regions(nodes: &[Node], grades: &[Option<Grade>]) -> Vec<Option<Region>> {
    let mut regions: Vec<Option<Region>> = vec![None; nodes.len()];
    // Specialties go on until the document comes back to where their level began, whatever the
    // depth of the headings between.
    let mut variants: Option<usize> = None;
    let levels = nodes.iter().zip(grades).skip(1).filter(|(_, grade)| grade.is_some());
    let called: HashSet<Vec<String>> = levels.map(|(node, _)| naming(&without_parentheses(&node.name))).collect();
    for (index, node) in nodes.iter().enumerate().skip(1) {
        let is_variant = || grades[index].is_none() && names_variant(&node.name, &called);
        if grades[index].is_some() || variants.is_some_and(|end| node.depth <= end && !is_variant()) {
            variants = None;
        }
        if node.meaning == Meaning::Specialties {
            variants = Some(graded_above(nodes, grades, index).map_or(node.depth, |level| nodes[level].depth));
        }
        // Below "Career Path" may stand the levels themselves.
        let asks =
            |child: &usize| matches!(nodes[*child].meaning, Meaning::Section(Kind::Responsibility | Kind::Required));
        let is_level = grades[index].is_some() || (node.meaning == Meaning::Name && node.children.iter().any(asks));
        let inherited = if is_level { None } else { regions[node.parent] };
        regions[index] = if variants.is_some() {
            Some(Region::Specialties)
        } else if node.meaning == Meaning::Aside {
            Some(Region::Aside)
        } else {
            inherited
        };
    }
    regions
}

/// Whether a heading names a variant of a level with a grade: "Cook (Pastry)" beside "Specialties".
fn names_variant(name: &str, called: &HashSet<Vec<String>>) -> bool {
    name.contains('(') && called.contains(&naming(&without_parentheses(name)))
}

fn graded_above(nodes: &[Node], grades: &[Option<Grade>], index: usize) -> Option<usize> {
    let mut at = nodes[index].parent;
    while at != 0 {
        if grades[at].is_some() {
            return Some(at);
        }
        at = nodes[at].parent;
    }
    None
}
