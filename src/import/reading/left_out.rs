//! What stands around what was read and is left out: the rest of a sentence that states a grade or a
//! parent, the other columns of a table of grades, headings that are no title of anything.
//!
//! A statement is made of words that say nothing more: those of its kind and the names of levels.
//! Whatever else a text says is told, from its first such word on.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Owner, Reading, State};
use crate::import::blocks::{Paragraph, Table, short};
use crate::import::document::LevelRead;
use crate::import::grades::{self, Grade};
use crate::import::headings;
use crate::import::names::{names_nothing, nearly, words, words_at};
use crate::import::outline::Node;
use crate::import::parents::{self, Parent};
use crate::import::plan::Plan;

/// What of a document was read.
pub(super) struct Taken {
    /// The words of the title and of all levels' names.
    names: HashSet<String>,
    /// The lines of the grades that levels have.
    grades: HashSet<usize>,
    /// The titles of sections, by the node that has the heading.
    pub titles: HashMap<usize, String>,
    /// The nodes whose headings state a parent.
    pub statements: HashSet<usize>,
}

impl Taken {
    pub(super) fn of(plan: &Plan, nodes: &[Node]) -> Self {
        let heads = plan.heads.iter().copied();
        let titles = heads.clone().map(|head| nodes[head].name.as_str()).chain([nodes[0].heading.text.as_str()]);
        Self {
            names: titles.flat_map(words).collect(),
            grades: heads.filter_map(|head| Some(plan.grades[head].as_ref()?.line)).collect(),
            titles: HashMap::new(),
            statements: HashSet::new(),
        }
    }
}

/// A text from its first word that says something of its own.
fn remainder(text: &str, says_nothing: impl Fn(&str) -> bool) -> Option<&str> {
    words_at(text).find(|(_, word)| !names_nothing(word) && !says_nothing(word)).map(|(at, _)| &text[at..])
}

impl Reading<'_> {
    /// Whether a word is one of the names of levels, or nearly one of those that a text may be about.
    fn is_name(&self, word: &str, about: &[usize]) -> bool {
        let slip = |known: &[String]| known.iter().any(|known| nearly(known, word));
        self.taken.names.contains(word)
            || slip(&self.title_words)
            || about.iter().any(|&level| slip(self.plan.names.words_of(level)))
    }

    /// Takes a text that states a grade, and tells what else it says.
    pub(super) fn grade(&mut self, text: &Paragraph, grade: &Grade, state: State) {
        let Some(value) = grade.value else {
            return self.warn(grade.line, "grade", format!("the grade is open: {}", short(&grade.raw)));
        };
        let own: Vec<usize> = if let Owner::Level(level) = state.owner { vec![level] } else { Vec::new() };
        let same = own.iter().any(|&level| self.grade_of(level) == Some(value));
        if !same && !self.taken.grades.contains(&grade.line) {
            let message = format!("a grade that no level takes is left out: {}", short(&text.text));
            return self.warn(text.line, "grade", message);
        }
        let more = remainder(&text.text, |word| {
            grades::is_of_a_statement(word) || word.parse() == Ok(value) || self.is_name(word, &own)
        });
        if let Some(more) = more {
            self.warn(text.line, "prose", format!("left out beside a grade: {}", short(more)));
        }
    }

    fn grade_of(&self, level: usize) -> Option<u32> {
        self.plan.grades[self.plan.heads[level]].as_ref().and_then(|grade| grade.value)
    }

    /// Tells what a text says besides the parent that it states, and the grade, where there is one.
    pub(super) fn around_a_parent(&mut self, text: &Paragraph, own: usize, parent: Parent, is_item: bool) {
        let about = if let Parent::Level(parent) = parent { vec![own, parent] } else { vec![own] };
        let grade = self.taken.grades.contains(&text.line).then(|| self.grade_of(own)).flatten();
        let more = remainder(&text.text, |word| {
            let of_grade = grade.is_some_and(|grade| grades::is_of_a_statement(word) || word.parse() == Ok(grade));
            of_grade || parents::is_of_a_statement(word) || self.is_name(word, &about)
        });
        if let Some(more) = more {
            let topic = if is_item { "list item" } else { "prose" };
            self.warn(text.line, topic, format!("left out beside what the level extends: {}", short(more)));
        }
    }

    /// Tells what a table says besides the grades that were read from it.
    pub(super) fn grade_table(&mut self, table: &Table) {
        let Some((head, rows)) = table.rows.split_first() else { return };
        let is_word_of_table = |word: &str| grades::is_of_a_statement(word) || self.is_name(word, &[]);
        let says_more = |cell: &Paragraph| {
            // What a link to a level says is a name of it: "[Senior rep](#senior-sales-representative)".
            let links = cell.links.iter().filter(|link| link.fragment().is_some());
            let linked: Vec<String> = links.flat_map(|link| words(&link.text)).collect();
            remainder(&cell.text, |word| is_word_of_table(word) || linked.iter().any(|known| known == word)).is_some()
        };
        let mut columns: BTreeSet<usize> = (0..head.len()).filter(|&at| says_more(&head[at])).collect();
        let mut nobodys = Vec::new();
        for row in rows {
            let line = row.first().map_or(table.line, |cell| cell.line);
            let Some(&column) = self.plan.used_rows.get(&line) else {
                let cells: Vec<&str> =
                    row.iter().map(|cell| cell.text.as_str()).filter(|cell| !cell.is_empty()).collect();
                if !cells.is_empty() {
                    nobodys.push((
                        line,
                        format!("no level takes this row of a table of grades: {}", short(&cells.join(" | "))),
                    ));
                }
                continue;
            };
            let more = |at: usize| if at == column { !grades::is_cell(&row[at].text) } else { says_more(&row[at]) };
            columns.extend((0..row.len()).filter(|&at| more(at)));
        }
        if !columns.is_empty() {
            let named = |at: usize| match head.get(at).map(|cell| cell.text.as_str()) {
                None | Some("") => format!("column {}", at + 1),
                Some(title) => short(title),
            };
            let columns: Vec<String> = columns.into_iter().map(named).collect();
            let message =
                format!("a table of grades is read for names and grades alone; left out: {}", columns.join(", "));
            self.warn(table.line, "table", message);
        }
        for (line, message) in nobodys {
            self.warn(line, "table", message);
        }
    }

    /// Tells of grades in headings and tables that are no number; paragraphs are told where they stand.
    pub(super) fn open_grades(&mut self) {
        let told = self.lines_told("grade");
        for &head in &self.plan.heads.clone() {
            if let Some(Grade { value: None, raw, line }) = &self.plan.grades[head]
                && !told.contains(line)
            {
                let (line, message) = (*line, format!("the grade is open: {}", short(raw)));
                self.warn(line, "grade", message);
            }
        }
    }

    fn lines_told(&self, topic: &str) -> HashSet<usize> {
        self.warnings.iter().filter(|warning| warning.topic == topic).map(|warning| warning.line).collect()
    }

    /// Tells of headings that say what no title says.
    pub(super) fn headings(&mut self, title: &str, levels: &[LevelRead]) {
        // What is told of a grade shows the heading.
        let told: HashSet<usize> = self.lines_told("grade");
        let titles = levels.iter().map(|level| level.title.as_str()).chain([title]);
        let names: HashSet<String> = titles.flat_map(words).collect();
        for (index, node) in self.nodes.iter().enumerate().skip(1) {
            if told.contains(&node.heading.line) {
                continue;
            }
            let own: Vec<String> = self.taken.titles.get(&index).map(|title| words(title)).unwrap_or_default();
            let is_statement = self.taken.statements.contains(&index);
            let grade = node.grade.flatten();
            let more = headings::remainder(&node.heading.text, |word| {
                names.contains(word)
                    || own.iter().any(|known| known == word)
                    || (is_statement && parents::is_of_a_statement(word))
                    || (grade.is_some() && word.parse().ok() == grade)
            });
            if more.is_some() {
                self.warn(
                    node.heading.line,
                    "heading",
                    format!("a heading is left out: {}", short(&node.heading.text)),
                );
            } else if let Some(value) = grade
                && !self.taken.grades.contains(&node.heading.line)
                && !matches!(self.states[index].owner, Owner::Level(level) if self.grade_of(level) == Some(value))
            {
                let message = format!("a grade that no level takes is left out: {}", short(&node.heading.text));
                self.warn(node.heading.line, "grade", message);
            }
        }
    }
}
