//! Whose each list is, and what it holds: the walk through a document whose levels are known.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::blocks::{self, Block, Entry, Heading, List, Paragraph, short};
use super::document::{Document, Kind, LevelRead, SectionRead, Warning};
use super::grades;
use super::headings::{self, Meaning};
use super::ids;
use super::names::{is_rank, naming};
use super::outline::{self, Node};
use super::parents::{self, Known, Parent, Targets};
use super::plan::{Plan, Region, is_grade_entry};
use super::source::Source;
use left_out::Taken;

mod left_out;

/// Reads a document. `stem` is the name of its file, which is its title where it states none.
#[must_use]
pub fn read(bytes: &[u8], stem: &str) -> Document {
    let mut source = Source::of(bytes);
    let mut warnings = std::mem::take(&mut source.warnings);
    let (blocks, told) = blocks::blocks(&source);
    warnings.extend(told);
    let first = heading_of_all(&blocks).map(|heading| heading.text.clone());
    let title = source.title.or(first).unwrap_or_else(|| blocks::plain_text(stem));
    let title = blocks::heading_cut(&title).to_owned();
    let nodes = outline::outline(blocks, &title);
    let plan = Plan::of(&nodes, &title);
    let mut reading = Reading::new(&nodes, plan, warnings);
    reading.walk();
    reading.document(title)
}

/// The heading that speaks for the document: the first of depth 1, or the first of all where nothing else
/// lies as high.
fn heading_of_all(blocks: &[Block]) -> Option<&Heading> {
    let headings = || {
        blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        })
    };
    let alone = |first: &&Heading| headings().skip(1).all(|heading| heading.depth > first.depth);
    headings().find(|heading| heading.depth == 1).or_else(|| headings().next().filter(alone))
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
    /// What links within the document lead to.
    targets: Targets,
    /// What of the document is read, so that the rest of it can be told.
    taken: Taken,
    /// The smallest depth of a level, and the first level's node.
    depth: usize,
    first: usize,
    /// How deep the levels right below a heading lie.
    below: HashMap<usize, usize>,
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
        let taken = Taken::of(&plan, nodes);
        Self {
            nodes,
            taken,
            targets: plan.targets(nodes),
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
            below: explicit.iter().map(|&head| (nodes[head].parent, nodes[head].depth)).collect(),
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
            // Levels that stand in a section have their lists from it.
            let in_section = matches!(self.nodes[node.parent].meaning, Meaning::Section(_));
            let kind = if self.plan.heads[level] == index && !in_section { None } else { above.kind };
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
        let named = node.name_and_section.as_ref().and_then(|(name, _)| {
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
        if node.depth <= self.depth || self.is_beside_levels(index) {
            return Owner::Shared;
        }
        match above.owner {
            Owner::Nobody(_) => above.owner,
            _ => Owner::Nobody("stands outside every level"),
        }
    }

    /// Whether a heading stands among levels of its depth: what a group of levels shares.
    fn is_beside_levels(&self, index: usize) -> bool {
        let node = &self.nodes[index];
        self.below.get(&node.parent).is_some_and(|&depth| depth >= node.depth)
    }

    fn read(&mut self, index: usize, state: State) {
        let nodes = self.nodes;
        let node = &nodes[index];
        self.heading_statement(index, state);
        let head = self.plan.level_of[index].is_some() || index == 0 || index == self.plan.title;
        let states_grade = node.meaning == Meaning::Grade || head;
        // All lists of a heading go to one place.
        let mut place = None;
        for block in &node.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    self.paragraph(paragraph, state, states_grade, node.meaning == Meaning::Grade);
                }
                Block::List(list) => self.list(index, list, state, &mut place),
                Block::Table(table) if self.plan.used_tables.contains(&table.line) => self.grade_table(table),
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
    fn heading_statement(&mut self, index: usize, state: State) {
        let node = &self.nodes[index];
        if node.meaning == Meaning::General && parents::looks_like_one(&node.heading.text) {
            let text = Paragraph { text: node.heading.text.clone(), line: node.heading.line, ..Paragraph::default() };
            if self.parent(&text, state, false) {
                self.taken.statements.insert(index);
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, state: State, states_grade: bool, under_grade: bool) {
        if self.parent(paragraph, state, false) {
            return;
        }
        let grade = if under_grade { grades::under_grade_heading(paragraph) } else { grades::in_sentence(paragraph) };
        if states_grade && let Some(grade) = grade {
            return self.grade(paragraph, &grade, state);
        }
        self.warn(paragraph.line, "prose", format!("prose is left out: {}", short(&paragraph.text)));
    }

    /// Takes what a text says about its level's parent. True where it says so.
    fn parent(&mut self, text: &Paragraph, state: State, is_item: bool) -> bool {
        let Owner::Level(level) = state.owner else { return false };
        if self.plan.names.is_empty() {
            return false;
        }
        let known = Known { names: &self.plan.names, targets: &self.targets, title: &self.title_words };
        let Some(stated) = parents::stated(text, known, level, is_item) else {
            return false;
        };
        let line = text.line;
        let told = self.warnings.len();
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
        let is_taken = stated.only && (is_item || stated.parent != Parent::Shared);
        if is_taken && self.warnings.len() == told {
            self.around_a_parent(text, level, stated.parent, is_item);
        }
        is_taken
    }

    fn list(&mut self, index: usize, list: &List, state: State, place: &mut Option<usize>) {
        let node = &self.nodes[index];
        let is_contents = !matches!(state.owner, Owner::Level(_)) && is_contents(list);
        if let Owner::Nobody(why) = state.owner {
            return self.nobody_s(list, &node.heading.text, why);
        }
        if is_contents {
            return self.nobody_s(list, &node.heading.text, "is a list of links");
        }
        let kind = state.kind.unwrap_or(Kind::Other);
        let mut entries: Vec<Cow<'_, Entry>> = Vec::new();
        for entry in &list.entries {
            if is_grade_entry(entry)
                && (node.meaning == Meaning::Grade || self.plan.level_of[index].is_some())
                && let Some(grade) = grades::in_sentence(&entry.paragraph)
            {
                self.grade(&entry.paragraph, &grade, state);
                continue;
            }
            // What is nested in a statement or in nothing stands for itself.
            if entry.paragraph.text.is_empty() || self.parent(&entry.paragraph, state, true) {
                entries.extend(entry.telling_children().into_iter().map(Cow::Owned));
            } else {
                entries.push(Cow::Borrowed(entry));
            }
        }
        for entry in &entries {
            if let Some(first) = entry.details().next() {
                let count = entry.details().count();
                let message = format!("{count} nested under {}: kept as its details", short(&entry.paragraph.text));
                self.warn(first.line, "detail", message);
            }
        }
        if entries.is_empty() {
            return;
        }
        let at = match *place {
            Some(at) => at,
            None => self.place(index, state.owner, kind),
        };
        *place = Some(at);
        self.sections_of(state.owner)[at].items.extend(entries.iter().map(|entry| entry.item()));
    }

    fn sections_of(&mut self, owner: Owner) -> &mut Vec<SectionRead> {
        match owner {
            Owner::Level(level) => &mut self.sections[level],
            _ => &mut self.shared,
        }
    }

    /// Where the items of a heading go: to the section of that title, if there is one.
    fn place(&mut self, index: usize, owner: Owner, kind: Kind) -> usize {
        let title = self.section_title(index, owner);
        self.taken.titles.insert(self.titled(index, owner), title.clone());
        if let Some(&at) = self.places.get(&(owner, kind, title.clone())) {
            return at;
        }
        let node = &self.nodes[index];
        let group = &self.nodes[node.parent];
        if owner == Owner::Shared && group.meaning == Meaning::Name && self.is_beside_levels(index) {
            let (title, group) = (short(&title), short(&group.heading.text));
            let message = format!("{title} stands for the levels under {group}, and is read as shared by all");
            self.warn(node.heading.line, "shared", message);
        }
        let sections = self.sections_of(owner);
        let at = sections.len();
        sections.push(SectionRead { id: String::new(), title: title.clone(), kind, items: Vec::new() });
        self.places.insert((owner, kind, title), at);
        at
    }

    fn nobody_s(&mut self, list: &List, heading: &str, why: &str) {
        for entry in &list.entries {
            let message =
                format!("left out, since it {why}: {} (under {})", short(&entry.paragraph.text), short(heading));
            self.warn(entry.paragraph.line, "list item", message);
            for (_, nested) in entry.nested.iter().filter(|(_, nested)| !nested.text.is_empty()) {
                let message = format!("left out with the item that it is nested in: {}", short(&nested.text));
                self.warn(nested.line, "list item", message);
            }
        }
    }

    /// The node whose heading is the title of the lists directly below another.
    fn titled(&self, index: usize, owner: Owner) -> usize {
        let parent = self.nodes[index].parent;
        let is_head = matches!(owner, Owner::Level(level) if self.plan.level_of[index] == Some(level));
        if is_head && matches!(self.nodes[parent].meaning, Meaning::Section(_)) { parent } else { index }
    }

    /// A section's title: its heading, without the name of its level.
    fn section_title(&self, index: usize, owner: Owner) -> String {
        let node = &self.nodes[index];
        if let Owner::Level(level) = owner {
            if node.meaning == Meaning::Grade {
                // What follows the grade is the level's own.
                return self.level_title(level);
            }
            if self.plan.level_of[index] == Some(level) {
                let above = &self.nodes[node.parent];
                if matches!(above.meaning, Meaning::Section(_)) {
                    return above.heading.text.trim_end_matches([':', ' ']).to_owned();
                }
                return self.level_title(level);
            }
            let text = node.heading.text.trim_end_matches([':', ' ']);
            if let Some((name, section)) = &node.name_and_section
                && self.names_level(name, level)
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

    /// Whether what stands before a section's word is the name of its level, or of another by a slip.
    fn names_level(&self, name: &str, level: usize) -> bool {
        let meant = self.plan.names.meant(name, None, usize::MAX);
        // "Director of CSM Requirements" of the Director of Customer Service Management.
        let of_rank = || match (naming(name).as_slice(), self.plan.names.words_of(level)) {
            ([first, _, ..], [own, ..]) => first == own && is_rank(own),
            _ => false,
        };
        meant.is_some_and(|named| named.index == level || named.exact) || of_rank()
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
        self.open_grades();
        self.headings(&title, &levels);
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
