//! Which level of a family extends which: a ladder without circles, on which grades rise.

use crate::import::document::{Document, Warning};

/// How far down a circle is looked for where the order is the ladder; a longer one is broken all the same.
const FAR: usize = 1_000;

/// The parent of each level, with circles and falling grades broken up.
pub(super) fn parents(document: &Document, chain: bool, notes: &mut Vec<Warning>) -> Vec<Option<usize>> {
    let levels = &document.levels;
    let mut parents: Vec<Option<usize>> = levels.iter().map(|level| level.extends).collect();
    if chain {
        // The order may hold several lines; a parent has the lower grade, or none. What stands before a
        // level of no higher grade is nobody's parent any more.
        let mut open: Vec<usize> = Vec::new();
        let forward = parents.iter().enumerate().any(|(index, parent)| parent.is_some_and(|parent| parent > index));
        for (index, level) in levels.iter().enumerate() {
            while let (Some(own), Some(other)) = (level.grade, open.last().and_then(|&last| levels[last].grade))
                && other >= own
            {
                open.pop();
            }
            // What the document says wins over what its order suggests.
            let below = |other: usize| std::iter::successors(Some(other), |&at| parents[at]).take(FAR);
            let last = open.last().copied().filter(|&last| !forward || below(last).all(|at| at != index));
            parents[index] = parents[index].or(last);
            open.push(index);
        }
    }
    for index in bottom_up(&parents).1 {
        let message = format!("{} extends itself by way of others; it stands alone in the rubric", levels[index].title);
        notes.push(Warning { line: levels[index].line, topic: "parent", message });
        parents[index] = None;
    }
    // The nearest level with a grade, from each level on downwards.
    let mut graded: Vec<Option<(usize, u32)>> = vec![None; levels.len()];
    for index in bottom_up(&parents).0 {
        let level = &levels[index];
        let lower = parents[index].and_then(|parent| graded[parent]);
        graded[index] = level.grade.map(|grade| (index, grade)).or(lower);
        if let (Some(own), Some((parent, grade))) = (level.grade, lower)
            && own <= grade
        {
            let parent = &levels[parent].title;
            let message = format!(
                "{} (grade {own}) extends {parent} (grade {grade}), and grades have to rise; it stands alone in the rubric",
                level.title
            );
            notes.push(Warning { line: level.line, topic: "parent", message });
            parents[index] = None;
        }
    }
    parents
}

/// All levels, each behind what it extends, and of every circle the one that comes first in the document.
fn bottom_up(parents: &[Option<usize>]) -> (Vec<usize>, Vec<usize>) {
    let (mut order, mut circles) = (Vec::with_capacity(parents.len()), Vec::new());
    // The walk that came by each level.
    let mut walk: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|&at| walk[at].is_none()) {
            walk[at] = Some(start);
            path.push(at);
            next = parents[at];
        }
        if let Some(at) = next.filter(|&at| walk[at] == Some(start)) {
            let circle = path.iter().skip_while(|&&level| level != at);
            circles.extend(circle.min());
        }
        order.extend(path.into_iter().rev());
    }
    (order, circles)
}

/// A level that is not written cannot be extended; what it extends can.
pub(super) fn skip(parents: &mut [Option<usize>], rateable: &[bool]) {
    for index in 0..parents.len() {
        let mut passed = Vec::new();
        let mut at = index;
        while let Some(parent) = parents[at].filter(|&parent| !rateable[parent]) {
            passed.push(at);
            at = parent;
        }
        for level in passed {
            parents[level] = parents[at];
        }
    }
}
