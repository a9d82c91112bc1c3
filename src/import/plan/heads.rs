//! The headings of levels: those with a grade, under "Levels", or with sections below or beside them.

use std::collections::{HashMap, HashSet};

use super::regions::Region;
use crate::import::document::Kind;
use crate::import::grades::Grade;
use crate::import::headings::Meaning;
use crate::import::names::{is_of_a_role, is_rank, naming, without_parentheses, words};
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
        .filter_map(|(_, node)| node.name_and_section.as_ref())
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
            own && ((nodes[node.parent].meaning == Meaning::Levels && node.parent != title)
                || node.children.iter().any(is_section)
                || (!prefixes.is_empty() && prefixes.contains(&naming(&node.name))))
                && !speaks_of_all(&node.heading.text)
        })
        .collect();
    coded(nodes, regions, &mut is_head);
    within_sections(nodes, regions, &mut is_head);
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

/// Several headings side by side with the code of a level, "L3 Engineer", are levels.
fn coded(nodes: &[Node], regions: &[Option<Region>], is_head: &mut [bool]) {
    for node in nodes {
        let open = |child: &usize| regions[*child].is_none() && nodes[*child].meaning == Meaning::Name;
        let coded: Vec<usize> =
            node.children.iter().copied().filter(|child| open(child) && has_code(&nodes[*child].name)).collect();
        if coded.len() > 1 && coded.iter().all(|&child| !is_head[child]) {
            for child in coded {
                is_head[child] = true;
            }
        }
    }
}

/// Whether a heading begins with the code of a level: "L3", "IC 4", "Level 2".
fn has_code(text: &str) -> bool {
    let lower = text.to_lowercase();
    let digits = lower.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &lower[..lower.len() - digits.len()];
    let digits = digits.strip_prefix(' ').unwrap_or(digits);
    let number: String = digits.chars().take_while(char::is_ascii_digit).collect();
    let ends = digits[number.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends && (1..=2).contains(&number.len()) && matches!(letters, "l" | "ic" | "m" | "e" | "p" | "t" | "level")
}

/// Roles that come up again in another section are levels: "Responsibilities" of each, then
/// "Requirements" of each.
fn within_sections(nodes: &[Node], regions: &[Option<Region>], is_head: &mut [bool]) {
    let mut places: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (index, node) in nodes.iter().enumerate() {
        let in_section = matches!(nodes[node.parent].meaning, Meaning::Section(_));
        if in_section && regions[index].is_none() && node.meaning == Meaning::Name {
            places.entry(naming(&node.name)).or_default().push(index);
        }
    }
    let again = |indices: &Vec<usize>| {
        indices.iter().any(|&index| nodes[nodes[index].parent].meaning != nodes[nodes[indices[0]].parent].meaning)
    };
    places.retain(|_, indices| again(indices));
    let names: HashSet<Vec<String>> = places.keys().cloned().collect();
    // "Leadership" comes up again too, and is no role.
    let is_role = |name: &Vec<String>, heading: &str| {
        words(&without_parentheses(heading)).last().is_some_and(|word| is_of_a_role(word))
            || name.first().is_some_and(|word| is_rank(word) && names.contains(&name[1..]))
            || names.iter().any(|other| other.first().is_some_and(|word| is_rank(word)) && other[1..] == name[..])
    };
    for (name, indices) in &places {
        if is_role(name, &nodes[indices[0]].name) {
            for &index in indices {
                is_head[index] = true;
            }
        }
    }
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
                && nodes[child].before_section.as_ref().is_none_or(|name| naming(name).is_empty())
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
