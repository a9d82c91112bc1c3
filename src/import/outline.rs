//! The headings of a document as a tree, with what stands directly below each and what it means.

use super::blocks::{Block, Heading, Paragraph};
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
    pub grade: Option<Option<u32>>,
    pub meaning: Meaning,
    pub parent: usize,
    pub children: Vec<usize>,
    /// Paragraphs, lists and tables directly below it.
    pub blocks: Vec<Block>,
}

/// The depth of one level of real headings.
pub(super) const STEP: usize = 10;

/// Builds the tree. Node 0 is the document.
pub(super) fn outline(blocks: Vec<Block>, title: &str) -> Vec<Node> {
    let root = Heading { text: title.to_owned(), line: 1, ..Heading::default() };
    let mut nodes = vec![Node { meaning: Meaning::General, ..node(root, 0, 0) }];
    let mut open = vec![0];
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let heading = match &block {
            Block::Heading(heading) => Some((heading.clone(), heading.depth * STEP)),
            Block::Paragraph(paragraph) => serves_as_heading(paragraph, blocks.peek(), &nodes, &open),
            _ => None,
        };
        match heading {
            Some((heading, depth)) => {
                while open.len() > 1 && open.last().is_some_and(|&last| nodes[last].depth >= depth) {
                    open.pop();
                }
                let parent = open.last().copied().unwrap_or(0);
                let index = nodes.len();
                nodes.push(node(heading, depth, parent));
                nodes[parent].children.push(index);
                open.push(index);
            }
            None => {
                let last = open.last().copied().unwrap_or(0);
                nodes[last].blocks.push(block);
            }
        }
    }
    nodes
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
    Node { depth, heading, name, grade, meaning, parent, children: Vec::new(), blocks: Vec::new() }
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
    if text.chars().count() > LONGEST || parents::looks_like_one(text) {
        return None;
    }
    let real = open.iter().rev().map(|&index| nodes[index].depth).find(|depth| depth % STEP == 0).unwrap_or(0);
    let in_section = open.iter().any(|&index| matches!(nodes[index].meaning, Meaning::Section(_)));
    let before_list = matches!(next, Some(Block::List(_)));
    let offset = match headings::meaning(text) {
        Meaning::Section(_) if paragraph.bold => 2,
        // Without bold only where it can be nothing else.
        Meaning::Section(_) if before_list && !in_section && text.ends_with(':') && text.split(' ').count() <= 3 => 2,
        _ if !paragraph.bold => return None,
        Meaning::Grade | Meaning::Aside | Meaning::Specialties if !text.ends_with('.') && before_list => 2,
        Meaning::Name if grades::in_heading(text).is_some() => 1,
        Meaning::Name if next_is_section(next) => 1,
        Meaning::Name | Meaning::General if before_list && in_section => 3,
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
