//! The headings of a document as a tree, with what stands directly below each and what it means.

use std::collections::HashMap;

use super::blocks::{Block, Heading, Paragraph};
use super::document::Kind;
use super::grades;
use super::headings::{self, Meaning};
use super::parents;

/// One heading, or the document itself at index 0.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Ten for each level of real headings; bold lines that serve as headings lie between.
    pub depth: usize,
    pub heading: Heading,
    /// The heading without a grade.
    pub name: String,
    /// The grade in the heading: a number, or something that is none.
    #[expect(
        clippy::option_option,
        reason = "whether a grade is stated, and whether it is a number, are two questions"
    )]
    pub grade: Option<Option<u32>>,
    pub meaning: Meaning,
    /// What stands before the words of a section or grade at the heading's end.
    pub before_section: Option<String>,
    /// The name of a level and the words for its section, where the heading holds both.
    pub name_and_section: Option<(String, String)>,
    pub parent: usize,
    pub children: Vec<usize>,
    /// Paragraphs, lists and tables directly below it.
    pub blocks: Vec<Block>,
}

/// The depth of one level of real headings.
pub(super) const STEP: usize = 10;

/// How far below a real heading the bold lines lie that name a level, a section, or a group of items.
const LEVEL: usize = 1;
const SECTION: usize = 2;
const GROUP: usize = 3;

/// Builds the tree. Node 0 is the document.
pub(super) fn outline(mut blocks: Vec<Block>, title: &str) -> Vec<Node> {
    let root = Heading { text: title.to_owned(), line: 1, ..Heading::default() };
    let mut nodes = vec![Node { meaning: Meaning::General, ..node(root, 0, 0) }];
    let mut open = vec![0];
    // The first node of each text: what a heading means rests on its words alone.
    let mut known: HashMap<String, usize> = HashMap::new();
    for at in 0..blocks.len() {
        let heading = match &blocks[at] {
            Block::Heading(heading) => {
                let bold = |open: &[usize]| open.last().is_some_and(|&last| nodes[last].depth % STEP > LEVEL);
                if bold(&open) && opens_sections(&blocks[at + 1..]) {
                    // A level of its own is no part of the section that a bold line began above it.
                    while bold(&open) {
                        open.pop();
                    }
                }
                Some((heading.clone(), heading.depth * STEP))
            }
            Block::Paragraph(paragraph) => serves_as_heading(paragraph, blocks.get(at + 1), &nodes, &open),
            _ => None,
        };
        if let Some((heading, depth)) = heading {
            while open.len() > 1 && open.last().is_some_and(|&last| nodes[last].depth >= depth) {
                open.pop();
            }
            let parent = open.last().copied().unwrap_or(0);
            let index = nodes.len();
            let made = if let Some(&like) = known.get(&heading.text) {
                Node { depth, heading, parent, ..alike(&nodes[like]) }
            } else {
                known.insert(heading.text.clone(), index);
                node(heading, depth, parent)
            };
            nodes.push(made);
            nodes[parent].children.push(index);
            open.push(index);
        } else {
            let last = open.last().copied().unwrap_or(0);
            nodes[last].blocks.push(std::mem::replace(&mut blocks[at], Block::Paragraph(Paragraph::default())));
        }
    }
    name_levels(&mut nodes);
    nodes
}

/// A node with the same words, without what stands below it.
fn alike(node: &Node) -> Node {
    Node {
        depth: node.depth,
        heading: Heading::default(),
        name: node.name.clone(),
        grade: node.grade,
        meaning: node.meaning,
        before_section: node.before_section.clone(),
        name_and_section: node.name_and_section.clone(),
        parent: node.parent,
        children: Vec::new(),
        blocks: Vec::new(),
    }
}

/// A heading with a grade or work of its own is a level, whatever its words could mean.
fn name_levels(nodes: &mut [Node]) {
    let mut tops = (1..nodes.len()).filter(|&index| nodes[index].depth == STEP);
    if let (Some(1), None) = (tops.next(), tops.next())
        && matches!(nodes[1].meaning, Meaning::Aside | Meaning::Specialties)
    {
        // A document called "Career Paths in Finance" is about them as a whole.
        nodes[1].meaning = Meaning::General;
    }
    for index in 1..nodes.len() {
        let works =
            |child: &usize| matches!(nodes[*child].meaning, Meaning::Grade | Meaning::Section(Kind::Responsibility));
        let (Meaning::Aside | Meaning::Section(Kind::Additional)) = nodes[index].meaning else { continue };
        // "Benefits" and "Compensation" are also where people work: what holds roles with work is a group.
        let holds = |child: &usize| nodes[*child].meaning == Meaning::Name && nodes[*child].children.iter().any(works);
        if nodes[index].children.iter().any(|child| works(child) || (is_alone(&nodes[index]) && holds(child))) {
            nodes[index].meaning = Meaning::Name;
        }
    }
}

/// Whether a heading is aside for want of other words, rather than for what it says.
fn is_alone(node: &Node) -> bool {
    node.meaning == Meaning::Aside && headings::is_aside_alone(&node.heading.text)
}

/// Whether the first thing of a heading that means something is a section or a grade.
fn opens_sections(below: &[Block]) -> bool {
    for block in below {
        let text = match block {
            Block::Heading(heading) => &heading.text,
            Block::Paragraph(paragraph) if paragraph.bold || paragraph.text.ends_with(':') => &paragraph.text,
            Block::Paragraph(_) => continue,
            Block::List(_) | Block::Table(_) => return false,
        };
        let opens = matches!(headings::meaning(text), Meaning::Section(_) | Meaning::Grade);
        if opens || matches!(block, Block::Heading(_)) {
            return opens;
        }
    }
    false
}

fn node(heading: Heading, depth: usize, parent: usize) -> Node {
    let (name, grade) = match grades::in_heading(&heading.text) {
        Some((name, grade)) if !name.is_empty() => (name, Some(grade)),
        // "Job Grade 7": the heading of a grade, not of a level.
        Some((_, grade)) => (heading.text.clone(), Some(grade)),
        None => (heading.text.clone(), None),
    };
    let mut meaning = headings::meaning(&heading.text);
    if grade.is_some() && meaning != Meaning::Grade {
        meaning = Meaning::Name;
    }
    if parents::looks_like_one(&heading.text) && matches!(meaning, Meaning::Name | Meaning::Section(_)) {
        // A statement that was made a heading: what stands below belongs to what is above.
        meaning = Meaning::General;
    }
    let name = name.trim_end_matches([':', ' ']).to_owned();
    // Taken apart once here, since every list below asks for it.
    let before = headings::name_before_section(&heading.text);
    let before_section = before.map(|(name, _)| name.to_owned());
    let name_and_section =
        headings::name_and_section(&heading.text, before).map(|(name, section)| (name.to_owned(), section.to_owned()));
    Node {
        depth,
        heading,
        name,
        grade,
        meaning,
        before_section,
        name_and_section,
        parent,
        children: Vec::new(),
        blocks: Vec::new(),
    }
}

/// The heading that a bold line is, with its depth: for a level, a section or a group of items.
fn serves_as_heading(
    paragraph: &Paragraph,
    next: Option<&Block>,
    nodes: &[Node],
    open: &[usize],
) -> Option<(Heading, usize)> {
    const LONGEST: usize = 100;
    let text = &paragraph.text;
    let before_list = matches!(next, Some(Block::List(_)));
    // Without bold only where it can be nothing else.
    let announces = before_list && text.ends_with(':') && text.split(' ').nth(3).is_none();
    if !(paragraph.bold || announces) || text.chars().nth(LONGEST).is_some() || parents::looks_like_one(text) {
        return None;
    }
    let real = open.iter().rev().map(|&index| nodes[index].depth).find(|depth| depth % STEP == 0).unwrap_or(0);
    let section = open.iter().rev().find_map(|&index| match nodes[index].meaning {
        Meaning::Section(kind) => Some(kind),
        _ => None,
    });
    let in_section = section.is_some();
    let offset = match headings::meaning(text) {
        Meaning::Section(_) if paragraph.bold => SECTION,
        Meaning::Section(kind) if announces && section != Some(kind) => SECTION,
        _ if !paragraph.bold => return None,
        Meaning::Grade | Meaning::Aside | Meaning::Specialties if !text.ends_with('.') && before_list => SECTION,
        Meaning::Name if grades::in_heading(text).is_some() => LEVEL,
        Meaning::Name if next_is_section(next) => LEVEL,
        Meaning::Name | Meaning::General if before_list && in_section => GROUP,
        _ => return None,
    };
    let heading = Heading { depth: 0, text: text.clone(), ids: Vec::new(), line: paragraph.line };
    Some((heading, real + offset))
}

fn next_is_section(next: Option<&Block>) -> bool {
    matches!(next, Some(Block::Paragraph(paragraph))
        if paragraph.bold && matches!(headings::meaning(&paragraph.text), Meaning::Section(_) | Meaning::Grade))
}

/// The id that most site generators give a heading.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            slug.extend(c.to_lowercase());
        } else if c.is_whitespace() {
            slug.push('-');
        }
    }
    slug
}
