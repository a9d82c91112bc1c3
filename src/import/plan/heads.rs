//! The headings of levels: those with a grade, under "Levels", or with sections below or beside them.

use std::collections::{HashMap, HashSet};

use super::regions::Region;
use crate::import::document::Kind;
use crate::import::grades::Grade;
use crate::import::headings::{self, Meaning};
use crate::import::names::{naming, words};
use crate::import::outline::Node;

/// The headings of levels, in the order of the document, but for the role of the title.
pub(super) fn heads(
    nodes: &[Node],
    grades: &[Option<Grade>],
    regions: &[Option<Region>],
    title: usize,
    beside: &mut HashMap<usize, usize>,
) -> Vec<usize> {
    let prefixes: HashSet<Vec<String>> = nodes
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(index, node)| {
            regions[*index].is_none() && matches!(node.meaning, Meaning::Section(_) | Meaning::Grade)
        })
        .filter_map(|(_, node)| headings::name_before_section(&node.heading.text))
        .map(|(name, _)| naming(name))
        .collect();
    let is_section = |child: &usize| matches!(nodes[*child].meaning, Meaning::Section(_));
    let mut is_head: Vec<bool> = nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            if index == 0 || index == title {
                return false;
            }
            if grades[index].is_some() && matches!(node.meaning, Meaning::Name) {
                return true;
            }
            let own = regions[index].is_none() && node.meaning == Meaning::Name;
            let name = naming(&node.name);
            let wrapper = speaks_of_all(&node.heading.text);
            own && !wrapper
                && ((nodes[node.parent].meaning == Meaning::Levels && node.parent != title)
                    || node.children.iter().any(is_section)
                    || prefixes.contains(&name))
        })
        .collect();
    // A heading that only holds graded levels is none itself.
    let mut holds_graded = vec![false; nodes.len()];
    let mut holds_head = vec![false; nodes.len()];
    for index in (1..nodes.len()).rev() {
        let parent = nodes[index].parent;
        holds_graded[parent] |= holds_graded[index] || (is_head[index] && grades[index].is_some());
        holds_head[parent] |= holds_head[index] || is_head[index];
        if is_head[index] && grades[index].is_none() {
            let bare = !nodes[index].children.iter().any(is_section);
            if holds_graded[index] || (holds_head[index] && bare) {
                is_head[index] = false;
            }
        }
    }
    flat(nodes, grades, regions, &mut is_head, beside);
    (1..nodes.len()).filter(|&index| is_head[index]).collect()
}

/// "All roles", "Engineering roles at …": what is below holds for every level.
fn speaks_of_all(text: &str) -> bool {
    let lower = text.to_lowercase();
    words(text).iter().any(|word| word == "all" || word == "every")
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "roles" || word == "levels")
}

/// In a flat document sections stand beside their level, at the same depth and without its name.
fn flat(
    nodes: &[Node],
    grades: &[Option<Grade>],
    regions: &[Option<Region>],
    is_head: &mut [bool],
    beside: &mut HashMap<usize, usize>,
) {
    for parent in 0..nodes.len() {
        let children = &nodes[parent].children;
        let open = |child: usize| regions[child].is_none();
        let plain_section = |child: usize| {
            matches!(nodes[child].meaning, Meaning::Section(_))
                && open(child)
                && headings::name_before_section(&nodes[child].heading.text)
                    .is_none_or(|(name, _)| naming(name).is_empty())
        };
        if is_head[parent] || !children.iter().any(|&child| plain_section(child)) {
            continue;
        }
        let has_sections = |level: usize| {
            nodes[level].children.iter().any(|&child| matches!(nodes[child].meaning, Meaning::Section(_)))
        };
        let levels: Vec<usize> = children.iter().copied().filter(|&child| is_head[child]).collect();
        if levels.iter().any(|&level| has_sections(level)) {
            continue;
        }
        let repeated = {
            let mut seen: HashMap<Kind, HashSet<usize>> = HashMap::new();
            let mut last = None;
            for &child in children {
                match nodes[child].meaning {
                    Meaning::Name if open(child) => last = Some(child),
                    Meaning::Section(kind) if plain_section(child) => {
                        seen.entry(kind).or_default().extend(last);
                    }
                    _ => {}
                }
            }
            seen.values().any(|owners| owners.len() > 1)
        };
        if levels.is_empty() && !repeated {
            continue;
        }
        let mut last = None;
        for &child in children {
            if is_head[child]
                || (repeated
                    && nodes[child].meaning == Meaning::Name
                    && open(child)
                    && grades_allow(grades, &levels, child))
            {
                last = Some(child);
            } else if plain_section(child)
                && let Some(level) = last
            {
                is_head[level] = true;
                beside.insert(child, level);
            }
        }
    }
}

/// Where some levels of a flat document have grades, a heading without one is none of them.
fn grades_allow(grades: &[Option<Grade>], levels: &[usize], child: usize) -> bool {
    grades[child].is_some() || !levels.iter().any(|&level| grades[level].is_some())
}
