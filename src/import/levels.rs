//! Which headings are levels, and whose the lists are.

use std::collections::{HashMap, HashSet};

use super::blocks::{self, Block, Entry, List, Paragraph, Table, short};
use super::document::{Document, Kind, LevelRead, SectionRead, Warning};
use super::grades::{self, Grade};
use super::headings::{self, Meaning};
use super::ids;
use super::names::{Names, naming, words};
use super::outline::{self, Node};
use super::parents::{self, Parent};
use super::source::Source;

/// Reads a document. `stem` is the name of its file, which is its title where it states none.
#[must_use]
pub fn read(bytes: &[u8], stem: &str) -> Document {
    let mut source = Source::of(bytes);
    let mut warnings = std::mem::take(&mut source.warnings);
    let (blocks, told) = blocks::blocks(&source);
    warnings.extend(told);
    let first = blocks.iter().find_map(|block| match block {
        Block::Heading(heading) if heading.depth == 1 => Some(heading.text.clone()),
        _ => None,
    });
    let title = source.title.or(first).unwrap_or_else(|| blocks::plain_text(stem));
    let nodes = outline::outline(blocks, &title);
    let plan = Plan::of(&nodes, &title);
    let mut reading = Reading::new(&nodes, plan, warnings);
    reading.walk();
    reading.document(title)
}

/// What stands under a heading that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Aside,
    Specialties,
}

/// Which nodes are levels, decided before any list is read.
struct Plan {
    /// The level of each node that is the heading of one.
    level_of: Vec<Option<usize>>,
    /// The first heading of each level.
    heads: Vec<usize>,
    names: Names,
    grades: Vec<Option<Grade>>,
    regions: Vec<Option<Region>>,
    /// The node that speaks for the whole document.
    title: usize,
    /// Whether the first level is the role of the title.
    base: bool,
    /// For sections and grades that stand beside their level, its head.
    beside: HashMap<usize, usize>,
    /// Tables that stated a grade, by line.
    used_tables: HashSet<usize>,
    conflicts: Vec<Warning>,
}

impl Plan {
    fn of(nodes: &[Node], title: &str) -> Self {
        let title_node = title_node(nodes);
        let mut grades: Vec<Option<Grade>> =
            (0..nodes.len()).map(|index| own_grade(nodes, index, index == 0 || index == title_node)).collect();
        let mut beside = beside_grades(nodes, title_node, &mut grades);
        let tables = Tables::read(nodes);
        let mut used_tables = HashSet::new();
        for (index, node) in nodes.iter().enumerate().skip(1) {
            if let Some((row, line)) = tables.row_of(node)
                && matches!(node.meaning, Meaning::Name)
            {
                used_tables.insert(line);
                grades[index].get_or_insert(row);
            }
        }
        let regions = regions(nodes, &grades);
        let heads = heads(nodes, &grades, &regions, title_node, &mut beside);
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
            conflicts: Vec::new(),
        };
        plan.number(nodes, &heads, title);
        plan
    }

    /// Gives every level its number; a heading that repeats a name adds to its level.
    fn number(&mut self, nodes: &[Node], heads: &[usize], title: &str) {
        let mut titles: Vec<String> = Vec::new();
        if self.base {
            let head = if self.grades[self.title].is_some() || self.grades[0].is_none() { self.title } else { 0 };
            titles.push(if head == 0 { title.to_owned() } else { nodes[head].name.clone() });
            self.heads.push(head);
            self.level_of[head] = Some(0);
            if self.grades[head].is_none() {
                self.grades[head] = self.grades[0].clone();
            }
        }
        let mut known: HashMap<Vec<String>, usize> = HashMap::new();
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
                let message =
                    format!("{} has another grade on line {}; that one counts", short(&nodes[again].name), one.line);
                self.conflicts.push(Warning { line: other.line, topic: "grade", message });
            }
            _ => {}
        }
    }
}

/// The only heading of depth 1, or the document.
fn title_node(nodes: &[Node]) -> usize {
    let mut tops = (1..nodes.len()).filter(|&index| nodes[index].depth == outline::STEP);
    match (tops.next(), tops.next()) {
        (Some(only), None)
            if nodes[only].parent == 0
                && matches!(nodes[only].meaning, Meaning::Name | Meaning::General | Meaning::Levels) =>
        {
            only
        }
        _ => 0,
    }
}

/// The grade that a heading states itself, in its own paragraphs or under a "Job Grade" below it.
fn own_grade(nodes: &[Node], index: usize, speaks_for_all: bool) -> Option<Grade> {
    let node = &nodes[index];
    if !matches!(node.meaning, Meaning::Name | Meaning::General) && index != 0 {
        return None;
    }
    if let Some(value) = node.grade {
        return Some(Grade { value, raw: node.heading.text.clone(), line: node.heading.line });
    }
    let below = node.children.iter().map(|&child| &nodes[child]).filter(|child| child.meaning == Meaning::Grade);
    // "Senior Cook Job Grade" right below the title speaks of that level.
    let own = |child: &&Node| !speaks_for_all || headings::name_before_section(&child.heading.text).is_none();
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

fn is_grade_entry(entry: &Entry) -> bool {
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
fn beside_grades(nodes: &[Node], title: usize, grades: &mut [Option<Grade>]) -> HashMap<usize, usize> {
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
                    let prefix = headings::name_before_section(&nodes[child].heading.text).map(|(name, _)| name);
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
struct Tables {
    rows: Vec<(grades::Row, usize)>,
    by_fragment: HashMap<String, usize>,
    by_name: HashMap<Vec<String>, usize>,
}

impl Tables {
    fn read(nodes: &[Node]) -> Self {
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
            for name in &row.names {
                let words = naming(name);
                if !words.is_empty() {
                    by_name.entry(words).or_insert(index);
                }
            }
        }
        Self { rows, by_fragment, by_name }
    }

    /// The row of a level and the line of its table: by anchor first, then by text.
    fn row_of(&self, node: &Node) -> Option<(Grade, usize)> {
        let anchors = node.heading.ids.iter().map(|id| id.to_lowercase());
        let slugs = [outline::slug(&node.heading.text), outline::slug(&node.name)];
        let by_fragment = anchors.chain(slugs).find_map(|anchor| self.by_fragment.get(&anchor));
        let index = *by_fragment.or_else(|| {
            [node.name.clone(), super::names::without_parentheses(&node.name)]
                .iter()
                .find_map(|name| self.by_name.get(&naming(name)))
        })?;
        let (row, line) = &self.rows[index];
        Some((row.grade.clone(), *line))
    }
}

/// What is about the job but no part of a level, with everything below it.
fn regions(nodes: &[Node], grades: &[Option<Grade>]) -> Vec<Option<Region>> {
    let mut regions: Vec<Option<Region>> = vec![None; nodes.len()];
    // Specialties go on until the document comes back to where their level began, whatever the
    // depth of the headings between.
    let mut variants: Option<usize> = None;
    for (index, node) in nodes.iter().enumerate().skip(1) {
        if variants.is_some_and(|end| node.depth <= end) || grades[index].is_some() {
            variants = None;
        }
        if node.meaning == Meaning::Specialties {
            variants = Some(graded_above(nodes, grades, index).map_or(node.depth, |level| nodes[level].depth));
        }
        let inherited = if grades[index].is_some() { None } else { regions[node.parent] };
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

/// The headings of levels, in the order of the document, but for the role of the title.
fn heads(
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

/// Whose a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Level(usize),
    Shared,
    /// Nobody's, for this reason.
    Nobody(&'static str),
}

/// What a node hands on to those below it.
#[derive(Clone, Copy, Debug)]
struct State {
    owner: Owner,
    kind: Option<Kind>,
}

struct Reading<'a> {
    nodes: &'a [Node],
    plan: Plan,
    states: Vec<State>,
    sections: Vec<Vec<SectionRead>>,
    shared: Vec<SectionRead>,
    /// Where the section of an owner, kind and title is.
    places: HashMap<(Owner, Kind, String), usize>,
    /// The parent that each level states, with the line.
    parents: Vec<Option<(Parent, bool, usize)>>,
    warnings: Vec<Warning>,
    title_words: Vec<String>,
    /// The smallest depth of a level, and the first level's node.
    depth: usize,
    first: usize,
}

impl<'a> Reading<'a> {
    fn new(nodes: &'a [Node], mut plan: Plan, mut warnings: Vec<Warning>) -> Self {
        warnings.append(&mut plan.conflicts);
        let explicit: Vec<usize> = plan.heads.iter().copied().skip(usize::from(plan.base)).collect();
        let count = plan.heads.len();
        let depth = explicit.iter().map(|&head| nodes[head].depth).min().unwrap_or(usize::MAX);
        let first = explicit.first().copied().unwrap_or(usize::MAX);
        let title_words = naming(&format!(
            "{} {}",
            nodes[0].heading.text,
            if plan.title == 0 { "" } else { &nodes[plan.title].heading.text }
        ));
        Self {
            nodes,
            plan,
            states: Vec::with_capacity(nodes.len()),
            sections: vec![Vec::new(); count],
            shared: Vec::new(),
            places: HashMap::new(),
            parents: vec![None; count],
            warnings,
            title_words,
            depth,
            first,
        }
    }

    fn walk(&mut self) {
        let weak = self.weak_levels();
        for index in 0..self.nodes.len() {
            let state = self.state(index, &weak);
            self.states.push(state);
            self.read(index, state);
        }
    }

    fn warn(&mut self, line: usize, topic: &'static str, message: impl Into<String>) {
        self.warnings.push(Warning { line, topic, message: message.into() });
    }

    /// The owners that would have no requirement at all but for headings like "Skills".
    fn weak_levels(&self) -> HashSet<usize> {
        let mut strong = HashSet::new();
        let mut level = vec![None; self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            level[index] = self.plan.level_of[index]
                .or_else(|| self.plan.beside.get(&index).and_then(|&head| self.plan.level_of[head]))
                .or_else(|| if index == 0 { None } else { level[node.parent] });
            if node.meaning == Meaning::Section(Kind::Required) {
                // Shared requirements count for everyone.
                match level[index] {
                    Some(level) => {
                        strong.insert(level);
                    }
                    None => return HashSet::new(),
                }
            }
        }
        (0..self.plan.heads.len()).filter(|index| !strong.contains(index)).collect()
    }

    fn state(&self, index: usize, weak: &HashSet<usize>) -> State {
        let node = &self.nodes[index];
        if index == 0 {
            let owner = self.title_owner();
            return State { owner, kind: None };
        }
        let above = self.states[node.parent];
        if let Some(level) = self.plan.level_of[index] {
            let kind = if self.plan.heads[level] == index { None } else { above.kind };
            return State { owner: Owner::Level(level), kind };
        }
        if let Some(level) = self.plan.beside.get(&index).and_then(|&head| self.plan.level_of[head]) {
            let kind = if let Meaning::Section(kind) = node.meaning { Some(kind) } else { None };
            return State { owner: Owner::Level(level), kind };
        }
        let in_level = matches!(above.owner, Owner::Level(level) if !(self.plan.base && level == 0));
        match self.plan.regions[index] {
            Some(Region::Specialties) => {
                return State { owner: Owner::Nobody("belongs to a specialty, not to a level"), kind: None };
            }
            Some(Region::Aside) if !in_level => {
                return State { owner: Owner::Nobody("is no part of what a level asks"), kind: None };
            }
            _ => {}
        }
        match node.meaning {
            Meaning::Section(kind) => State { owner: self.section_owner(index, above), kind: Some(kind) },
            Meaning::Aside => State { owner: above.owner, kind: None },
            Meaning::Levels if !in_level && index != self.plan.title => {
                State { owner: Owner::Nobody("stands above the levels"), kind: None }
            }
            _ => {
                let weak_kind = headings::weak_meaning(&node.heading.text).filter(|_| {
                    above.kind.is_none() && matches!(above.owner, Owner::Level(level) if weak.contains(&level))
                });
                if let Some(kind) = weak_kind {
                    return State { owner: above.owner, kind: Some(kind) };
                }
                let owner = match above.owner {
                    // Behind the levels nothing is shared but what says so.
                    Owner::Shared | Owner::Level(_) if !in_level && above.kind.is_none() && index > self.first => {
                        Owner::Nobody("stands outside every level")
                    }
                    Owner::Nobody(_) if index < self.first && self.plan.regions[index].is_none() => self.title_owner(),
                    owner => owner,
                };
                State { owner, kind: above.kind }
            }
        }
    }

    /// Whose what stands above all levels is.
    fn title_owner(&self) -> Owner {
        if self.plan.base { Owner::Level(0) } else { Owner::Shared }
    }

    fn section_owner(&self, index: usize, above: State) -> Owner {
        let node = &self.nodes[index];
        if let Owner::Level(level) = above.owner
            && !(self.plan.base && level == 0)
        {
            return above.owner;
        }
        let named = headings::name_before_section(&node.heading.text).and_then(|(name, _)| {
            self.plan.names.called(name).or_else(|| {
                let meant = self.plan.names.meant(name, None, usize::MAX)?;
                meant.exact.then_some(meant.index)
            })
        });
        if let Some(level) = named {
            return Owner::Level(level);
        }
        if index < self.first {
            return self.title_owner();
        }
        if node.depth <= self.depth {
            return Owner::Shared;
        }
        match above.owner {
            Owner::Nobody(_) => above.owner,
            _ => Owner::Nobody("stands outside every level"),
        }
    }

    fn read(&mut self, index: usize, state: State) {
        let nodes = self.nodes;
        let node = &nodes[index];
        self.heading_statement(node, state);
        let head = self.plan.level_of[index].is_some() || index == 0 || index == self.plan.title;
        let states_grade = node.meaning == Meaning::Grade || head;
        for block in &node.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    self.paragraph(paragraph, state, states_grade, node.meaning == Meaning::Grade)
                }
                Block::List(list) => self.list(index, list, state),
                Block::Table(table) if self.plan.used_tables.contains(&table.line) => {}
                Block::Table(table) => {
                    let rows = table.rows.len().saturating_sub(1);
                    self.warn(
                        table.line,
                        "table",
                        format!("a table of {rows} rows is left out; only tables of grades are read"),
                    );
                }
                Block::Heading(_) => {}
            }
        }
    }

    /// A heading may say what its level extends: "### All of the above, plus".
    fn heading_statement(&mut self, node: &Node, state: State) {
        if node.meaning == Meaning::General && parents::looks_like_one(&node.heading.text) {
            let text = Paragraph { text: node.heading.text.clone(), line: node.heading.line, ..Paragraph::default() };
            self.parent(&text, state, false);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, state: State, states_grade: bool, under_grade: bool) {
        if self.parent(paragraph, state, false) {
            return;
        }
        let grade = if under_grade { grades::under_grade_heading(paragraph) } else { grades::in_sentence(paragraph) };
        if states_grade && let Some(Grade { value, raw, line }) = grade {
            if value.is_none() {
                self.warn(line, "grade", format!("the grade is open: {}", short(&raw)));
            }
            return;
        }
        self.warn(paragraph.line, "prose", format!("prose is left out: {}", short(&paragraph.text)));
    }

    /// Takes what a text says about its level's parent. True where it says so.
    fn parent(&mut self, text: &Paragraph, state: State, is_item: bool) -> bool {
        let Owner::Level(level) = state.owner else { return false };
        if self.plan.names.is_empty() {
            return false;
        }
        let Some(stated) = parents::stated(text, &self.plan.names, level, &self.title_words, is_item) else {
            return false;
        };
        let line = text.line;
        match self.parents[level] {
            None => self.parents[level] = Some((stated.parent, stated.exact, line)),
            Some((Parent::Shared | Parent::Itself, ..))
                if matches!(stated.parent, Parent::Level(_) | Parent::Above) =>
            {
                self.parents[level] = Some((stated.parent, stated.exact, line));
            }
            Some((Parent::Level(first), _, _)) => {
                if let Parent::Level(second) = stated.parent
                    && first != second
                {
                    let message = format!("a second parent is named here and left out: {}", short(&text.text));
                    self.warn(line, "parent", message);
                }
            }
            Some(_) => {}
        }
        if stated.parent == Parent::Itself {
            self.warn(line, "parent", format!("a level cannot extend itself: {}", short(&text.text)));
        }
        if !stated.exact
            && let Parent::Level(parent) = stated.parent
        {
            let name = &self.nodes[self.plan.heads[parent]].name;
            self.warn(line, "parent", format!("{} is read as {}", short(&text.text), short(name)));
        }
        // Prose about what everyone shares is no statement of a parent, and is told as prose.
        stated.only && (is_item || stated.parent != Parent::Shared)
    }

    fn list(&mut self, index: usize, list: &List, state: State) {
        let node = &self.nodes[index];
        let is_contents = !matches!(state.owner, Owner::Level(_)) && is_contents(list);
        if let Owner::Nobody(why) = state.owner {
            return self.nobody_s(list, &node.heading.text, why);
        }
        if is_contents {
            return self.nobody_s(list, &node.heading.text, "is a list of links");
        }
        let kind = state.kind.unwrap_or(Kind::Other);
        let mut entries: Vec<Entry> = Vec::new();
        for entry in &list.entries {
            if is_grade_entry(entry) && (node.meaning == Meaning::Grade || self.plan.level_of[index].is_some()) {
                continue;
            }
            // What is nested in a statement or in nothing stands for itself.
            if entry.paragraph.text.is_empty() || self.parent(&entry.paragraph, state, true) {
                entries.extend(entry.children());
            } else {
                entries.push(entry.clone());
            }
        }
        for entry in &entries {
            if let Some((_, first)) = entry.nested.first() {
                let count = entry.nested.len();
                let message = format!("{count} nested under {}: kept as its details", short(&entry.paragraph.text));
                self.warn(first.line, "detail", message);
            }
        }
        if entries.is_empty() {
            return;
        }
        let title = self.section_title(index, state.owner);
        let sections = match state.owner {
            Owner::Level(level) => &mut self.sections[level],
            _ => &mut self.shared,
        };
        let place = (state.owner, kind, title.clone());
        let at = *self.places.entry(place).or_insert_with(|| {
            sections.push(SectionRead { id: String::new(), title, kind, items: Vec::new() });
            sections.len() - 1
        });
        sections[at].items.extend(entries.iter().map(Entry::item));
    }

    fn nobody_s(&mut self, list: &List, heading: &str, why: &str) {
        for entry in &list.entries {
            let message =
                format!("left out, since it {why}: {} (under {})", short(&entry.paragraph.text), short(heading));
            self.warn(entry.paragraph.line, "list item", message);
        }
    }

    /// A section's title: its heading, without the name of its level.
    fn section_title(&self, index: usize, owner: Owner) -> String {
        let node = &self.nodes[index];
        if let Owner::Level(level) = owner {
            if self.plan.level_of[index] == Some(level) {
                return self.level_title(level);
            }
            let text = node.heading.text.trim_end_matches([':', ' ']);
            if let Some((name, section)) = headings::name_before_section(text)
                && self
                    .plan
                    .names
                    .meant(name, None, usize::MAX)
                    .is_some_and(|named| named.index == level || named.exact)
            {
                return section.trim().to_owned();
            }
            // "Senior Cook Interview Process" is the process.
            if let Some(rest) = text.strip_prefix(&self.level_title(level)).filter(|rest| rest.starts_with(' ')) {
                return rest.trim().to_owned();
            }
        }
        if index == 0 {
            return node.heading.text.clone();
        }
        node.heading.text.trim_end_matches([':', ' ']).to_owned()
    }

    fn level_title(&self, level: usize) -> String {
        let head = self.plan.heads[level];
        if head == 0 { self.nodes[0].heading.text.clone() } else { self.nodes[head].name.clone() }
    }

    fn document(mut self, title: String) -> Document {
        let titles: Vec<String> = (0..self.plan.heads.len()).map(|level| self.level_title(level)).collect();
        let ids = ids::level_ids(&titles);
        let mut levels = Vec::new();
        for (index, (title, id)) in titles.into_iter().zip(ids).enumerate() {
            let head = self.plan.heads[index];
            let extends = match self.parents[index] {
                Some((Parent::Level(parent), ..)) => Some(parent),
                Some((Parent::Above, ..)) => index.checked_sub(1),
                _ => None,
            };
            let mut sections = std::mem::take(&mut self.sections[index]);
            ids::name_sections(&mut sections);
            let heading = if head == 0 { title.clone() } else { self.nodes[head].heading.text.clone() };
            let grade = self.plan.grades[head].as_ref().and_then(|grade| grade.value);
            levels.push(LevelRead {
                id,
                title,
                heading,
                grade,
                extends,
                sections,
                line: self.nodes[head].heading.line,
            });
        }
        // A document without a heading, a list or a grade describes no role.
        if self.plan.base && levels.len() == 1 && levels[0].sections.is_empty() && levels[0].grade.is_none() {
            levels.clear();
        }
        let mut shared = std::mem::take(&mut self.shared);
        ids::name_sections(&mut shared);
        let mut warnings = std::mem::take(&mut self.warnings);
        warnings.sort();
        Document { title, levels, shared, warnings }
    }
}

/// Whether a list is a table of contents: nothing but links into this document.
fn is_contents(list: &List) -> bool {
    let toc = |entry: &Entry| entry.paragraph.text.eq_ignore_ascii_case("toc");
    let links = |entry: &Entry| {
        entry.paragraph.links.len() == 1
            && entry.paragraph.links[0].text == entry.paragraph.text
            && entry.paragraph.links[0].target.contains('#')
    };
    list.entries.len() == 1 && toc(&list.entries[0]) || list.entries.iter().all(links)
}
