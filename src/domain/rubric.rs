//! The rubric: a chain of levels from the lowest to the highest, each with sections of criteria.
//!
//! [`Rubric`] is built only through [`Rubric::new`], which checks the whole chain at once, so that
//! the rule may rely on it. Texts are kept raw; they are cleaned where they are shown.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::limits;
use super::rating::generic_anchors;

/// The bar of a section where the rubric states none, in percent.
pub const DEFAULT_BAR_PERCENT: u32 = 75;
/// The minutes a criterion takes where the rubric states none.
pub const DEFAULT_MINUTES: u32 = 4;

/// One level of a job family: one rubric file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Id of the family.
    pub family: String,
    /// Title of the family.
    pub family_title: String,
    /// Id of the level, unique in its family.
    pub id: String,
    /// Full title of the level.
    pub title: String,
    /// Pay or job grade, if the family has grades.
    pub grade: Option<u32>,
    /// Id of the level that this one builds on.
    pub extends: Option<String>,
    /// The document it was derived from.
    pub source: Option<Source>,
    /// The digest of the built-in level that this one began as a copy of.
    pub adapted_from: Option<String>,
    /// Words of the document that somebody took out: a later import leaves them out too.
    pub taken_out: Vec<String>,
    /// Headings of the document's levels that somebody took out of the family: a later import leaves
    /// them out too. Whichever level is left keeps them.
    pub levels_taken_out: Vec<String>,
    /// What people at this level do: to listen for whatever is asked, never rated.
    pub look_for: Vec<String>,
    /// `sha256:…` over the canonical form of the level's file.
    pub digest: String,
    /// Sections in document order.
    pub sections: Vec<Section>,
}

/// Where a level comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The document.
    pub document: String,
    /// The heading in it.
    pub heading: String,
}

impl Level {
    /// A short name: the words of the id as the title writes them, `SRE` and not `Sre`.
    #[must_use]
    pub fn label(&self) -> String {
        let id: Vec<String> = self.id.split(['-', '_', '.']).map(str::to_lowercase).collect();
        let mut words: Vec<(usize, &str)> = self.title.match_indices(char::is_alphanumeric).collect();
        words.dedup_by(|next, word| {
            let follows = word.0 + word.1.len() == next.0;
            if follows {
                word.1 = &self.title[word.0..next.0 + next.1.len()];
            }
            follows
        });
        let is_id = |run: &&[(usize, &str)]| run.iter().zip(&id).all(|((_, word), id)| word.to_lowercase() == *id);
        match words.windows(id.len()).find(is_id) {
            Some([(_, word)]) => capital(word),
            // A title that spells the id itself says nothing of how people write it.
            Some([(start, _), .., (last, word)]) if self.title[*start..last + word.len()] != self.id => {
                capital(&self.title[*start..last + word.len()])
            }
            _ => level_label(&self.id),
        }
    }

    /// The short name with the grade: `Senior (grade 7)`.
    #[must_use]
    pub fn label_with_grade(&self) -> String {
        with_grade(self.label(), self.grade)
    }

    /// All criteria of the level, required and additional, in document order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.sections.iter().flat_map(|section| &section.criteria)
    }
}

/// Whether a section gates the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// Has to reach its bar.
    Required,
    /// Never gates a grade; makes a yes a strong yes.
    Additional,
}

/// A group of criteria with a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Id, unique in its level.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether it gates the grade.
    pub kind: SectionKind,
    /// Share of the points that has to be earned, 1 to 100 percent.
    pub bar_percent: u32,
    /// Criteria in document order.
    pub criteria: Vec<Criterion>,
}

impl Section {
    /// The points there are: 2 · Σ weight. A checked rubric keeps that far below what a `u32` holds.
    #[must_use]
    pub fn max_points(&self) -> u32 {
        2 * self.criteria.iter().map(|criterion| criterion.weight).sum::<u32>()
    }

    /// The points needed: ⌈`bar_percent` · `max_points` / 100⌉.
    #[must_use]
    pub fn need(&self) -> u32 {
        (self.bar_percent * self.max_points()).div_ceil(100)
    }
}

/// One thing to find out about a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Criterion {
    /// Id, unique in the family and stable.
    pub id: String,
    /// Short title.
    pub title: String,
    /// One sentence with every clause.
    pub statement: String,
    /// Where it comes from in the job description.
    pub source: String,
    /// The words of the job description when it was last imported: what a later import knows it by.
    pub imported: Option<String>,
    /// 1 to 3.
    pub weight: u32,
    /// Whether at least Meets is needed whatever the section earns.
    pub must_have: bool,
    /// Minutes it takes to find out.
    pub minutes: u32,
    /// Ids of lower criteria that this one proves when it is Meets or better.
    pub implies: Vec<String>,
    /// Ids of the competencies it speaks of.
    pub competencies: Vec<String>,
    /// Things to listen for.
    pub look_for: Vec<String>,
    /// What each rating means here, lowest first; empty where the rubric says nothing.
    pub anchors: [String; 4],
    /// Whether the anchors are the scale's own wording, put there by the program for want of better.
    pub generated_anchors: bool,
    /// Questions to ask.
    pub questions: Vec<Question>,
}

impl Criterion {
    /// A criterion that nobody has worked on yet: the usual weight and minutes, the scale's own wording
    /// for anchors.
    #[must_use]
    pub fn unwritten(id: String, title: String, statement: String) -> Self {
        Self {
            id,
            title,
            statement,
            weight: 1,
            minutes: DEFAULT_MINUTES,
            anchors: generic_anchors(),
            generated_anchors: true,
            ..Self::default()
        }
    }
}

/// A question with its probes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// `behavioural`, `situational` or `knowledge`.
    pub kind: String,
    /// The question.
    pub ask: String,
    /// Follow-ups.
    pub probes: Vec<String>,
}

/// Where a criterion stands in its rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the level, lowest first.
    pub level: usize,
    /// Index of the section in its level.
    pub section: usize,
    /// Index of the criterion in its section.
    pub criterion: usize,
}

/// A fault of a rubric, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Index of the level in the list that was checked.
    pub level: usize,
    /// JSON path in that level's file.
    pub path: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A checked chain of levels, lowest first, with its criteria in one flat order.
///
/// Cloning is cheap: the levels are shared.
#[derive(Clone, Debug)]
pub struct Rubric {
    levels: Vec<Arc<Level>>,
    places: Vec<Place>,
    by_id: HashMap<String, usize>,
    implied: Vec<Vec<usize>>,
}

impl PartialEq for Rubric {
    fn eq(&self, other: &Self) -> bool {
        self.levels == other.levels
    }
}

impl Rubric {
    /// Checks a chain of levels, lowest first, and indexes it.
    ///
    /// # Errors
    /// Every problem of the chain at once.
    pub fn new(levels: Vec<Arc<Level>>) -> Result<Self, Vec<Problem>> {
        let problems = check_chain(&levels);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut places = Vec::new();
        for (level, content) in levels.iter().enumerate() {
            for (section, group) in content.sections.iter().enumerate() {
                places.extend((0..group.criteria.len()).map(|criterion| Place { level, section, criterion }));
            }
        }
        let by_id: HashMap<String, usize> = levels
            .iter()
            .flat_map(|level| level.criteria())
            .enumerate()
            .map(|(index, criterion)| (criterion.id.clone(), index))
            .collect();
        let implied = levels
            .iter()
            .flat_map(|level| level.criteria())
            .map(|criterion| criterion.implies.iter().filter_map(|id| by_id.get(id).copied()).collect())
            .collect();
        Ok(Self { levels, places, by_id, implied })
    }

    /// The levels, lowest first.
    #[must_use]
    pub fn levels(&self) -> &[Arc<Level>] {
        &self.levels
    }

    /// The highest level.
    ///
    /// # Panics
    /// Never: a checked rubric has at least one level.
    #[must_use]
    pub fn target(&self) -> &Level {
        self.levels.last().expect("a checked rubric has at least one level")
    }

    /// How many criteria all levels hold together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Always false: a checked rubric has criteria.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The place of a criterion by its index in the flat order.
    #[must_use]
    pub fn place(&self, index: usize) -> Place {
        self.places[index]
    }

    /// All places in the flat order.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// A criterion by its index in the flat order.
    #[must_use]
    pub fn criterion(&self, index: usize) -> &Criterion {
        let place = self.places[index];
        &self.levels[place.level].sections[place.section].criteria[place.criterion]
    }

    /// The section that a criterion belongs to.
    #[must_use]
    pub fn section_of(&self, index: usize) -> &Section {
        let place = self.places[index];
        &self.levels[place.level].sections[place.section]
    }

    /// The index of a criterion by its id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The criteria that `index` directly implies.
    #[must_use]
    pub fn implied_by(&self, index: usize) -> &[usize] {
        &self.implied[index]
    }

    /// The flat indices of one section's criteria.
    #[must_use]
    pub fn section_range(&self, level: usize, section: usize) -> std::ops::Range<usize> {
        let start = self.places.partition_point(|p| (p.level, p.section) < (level, section));
        let end = self.places.partition_point(|p| (p.level, p.section) <= (level, section));
        start..end
    }

    /// How a section is named where one is put in focus: `level/section`.
    #[must_use]
    pub fn section_key(&self, level: usize, section: usize) -> String {
        let level = &self.levels[level];
        format!("{}/{}", level.id, level.sections[section].id)
    }

    /// How a criterion is named where one alone is put in focus: `level/section/criterion`.
    #[must_use]
    pub fn criterion_key(&self, index: usize) -> String {
        let place = self.places[index];
        format!("{}/{}", self.section_key(place.level, place.section), self.criterion(index).id)
    }

    /// The index of a level by its id.
    #[must_use]
    pub fn level_index(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.id == id)
    }

    /// The same chain with one more level on top.
    ///
    /// # Errors
    /// Every problem of the longer chain.
    pub fn stretched(&self, level: Arc<Level>) -> Result<Self, Vec<Problem>> {
        let mut levels = self.levels.clone();
        levels.push(level);
        Self::new(levels)
    }

    /// The same chain with one bar, in percent, for every required section: to try a stricter or milder
    /// rule. It is in no file, so its levels have no digest.
    ///
    /// With a bar of `N` a level is proved exactly where its
    /// [bar profile](super::grade::LevelResult::bar_profile) is at least `N`: the profile is rounded down and `N`
    /// is whole, so that nothing is lost by rounding.
    ///
    /// # Errors
    /// If the bar is outside 1 to 100.
    pub fn with_bar(&self, percent: u32) -> Result<Self, Vec<Problem>> {
        let mut levels = self.levels.clone();
        for level in &mut levels {
            let level = Arc::make_mut(level);
            level.digest.clear();
            for section in level.sections.iter_mut().filter(|section| section.kind == SectionKind::Required) {
                section.bar_percent = percent;
            }
        }
        Self::new(levels)
    }

    /// The same chain without its highest level; nothing from a single level.
    #[must_use]
    pub fn without_top(&self) -> Option<Self> {
        let levels = self.levels[..self.levels.len() - 1].to_vec();
        Self::new(levels).ok()
    }
}

/// Orders the levels of a family so that each follows the one it extends, and checks all of them.
///
/// Levels with the same parent stay in the order given. Problems carry the index of the level in
/// `levels` as it was given.
#[must_use]
pub fn check_family(levels: &[Arc<Level>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut criteria: HashMap<&str, usize> = HashMap::new();
    let mut total = 0;
    for (index, level) in levels.iter().enumerate() {
        check_level(index, level, &mut problems);
        // The first one keeps the name, so that one mistake is not reported as several.
        if *seen.entry(&level.id).or_insert(index) != index {
            problems.push(problem(index, "level", format!("the level id {:?} is used twice in this family", level.id)));
        }
        if level.family != levels[0].family {
            problems.push(problem(
                index,
                "family",
                format!("belongs to family {:?}, not {:?}", level.family, levels[0].family),
            ));
        }
        for (path, criterion) in paths(level) {
            total += 1;
            let twice = criteria.contains_key(criterion.id.as_str());
            criteria.entry(&criterion.id).or_insert(index);
            if twice {
                problems.push(problem(
                    index,
                    format!("{path}.id"),
                    format!("the criterion id {:?} is used twice in this family", criterion.id),
                ));
            }
        }
    }
    if total > limits::CRITERIA {
        problems.push(problem(
            0,
            "sections",
            format!("the family holds {total} criteria; at most {} are allowed", limits::CRITERIA),
        ));
    }
    for index in 0..levels.len() {
        check_ladder(index, levels, &seen, &criteria, &mut problems);
    }
    problems
}

/// Levels from the lowest to `target`, following `extends`; nothing where the chain is broken.
#[must_use]
pub fn chain_to(levels: &[Arc<Level>], target: &str) -> Option<Vec<Arc<Level>>> {
    let mut chain = Vec::new();
    let mut next = Some(target);
    while let Some(id) = next {
        let level = levels.iter().find(|level| level.id == id)?;
        if chain.len() > levels.len() {
            return None;
        }
        chain.push(Arc::clone(level));
        next = level.extends.as_deref();
    }
    chain.reverse();
    Some(chain)
}

fn check_chain(levels: &[Arc<Level>]) -> Vec<Problem> {
    if levels.is_empty() {
        return vec![problem(0, "", "has no level; at least one is needed".to_owned())];
    }
    let mut problems = check_family(levels);
    for (index, pair) in levels.windows(2).enumerate() {
        if pair[1].extends.as_deref() != Some(&pair[0].id) {
            problems.push(problem(
                index + 1,
                "extends",
                format!("does not extend the level below it, {:?}", pair[0].id),
            ));
        }
    }
    problems
}

fn check_level(index: usize, level: &Level, problems: &mut Vec<Problem>) {
    let mut add = |path: String, message: String| problems.push(problem(index, path, message));
    for (path, id) in [("family", &level.family), ("level", &level.id)] {
        if !is_id(id) {
            add(
                path.to_owned(),
                format!(
                    "{id:?} is not an id: letters, digits, '-', '_' and '.', at most {}, beginning with a letter or digit",
                    limits::ID_BYTES
                ),
            );
        }
    }
    if level.title.trim().is_empty() {
        add("title".to_owned(), "is empty; give the level a title".to_owned());
    }
    let mut sections = HashSet::new();
    for (s, section) in level.sections.iter().enumerate() {
        if !is_key(&section.id) {
            add(format!("sections[{s}].id"), no_key(&section.id));
        }
        if !sections.insert(&section.id) {
            add(format!("sections[{s}].id"), format!("the section id {:?} is used twice in this level", section.id));
        }
        if !(1..=100).contains(&section.bar_percent) {
            add(format!("sections[{s}].bar_percent"), format!("{} is outside 1 to 100", section.bar_percent));
        }
        if section.criteria.is_empty() {
            add(format!("sections[{s}].criteria"), "is empty; a section needs at least one criterion".to_owned());
        }
    }
    if !level.sections.iter().any(|s| s.kind == SectionKind::Required && !s.criteria.is_empty()) {
        add("sections".to_owned(), "holds no required criterion; a level needs at least one".to_owned());
    }
    for (path, criterion) in paths(level) {
        if !is_key(&criterion.id) {
            add(format!("{path}.id"), no_key(&criterion.id));
        }
        if !(1..=3).contains(&criterion.weight) {
            add(format!("{path}.weight"), format!("{} is outside 1 to 3", criterion.weight));
        }
        if criterion.title.trim().is_empty() {
            add(format!("{path}.title"), "is empty; give the criterion a title".to_owned());
        }
    }
}

/// Checks what a level says about others: `extends`, rising grades and `implies`.
fn check_ladder(
    index: usize,
    levels: &[Arc<Level>],
    ids: &HashMap<&str, usize>,
    criteria: &HashMap<&str, usize>,
    problems: &mut Vec<Problem>,
) {
    let level = &levels[index];
    let below = ancestors(index, levels, ids);
    if let Err(message) = &below {
        problems.push(problem(index, "extends", message.clone()));
    }
    let graded = below.iter().flatten().find_map(|&lower| levels[lower].grade.map(|grade| (lower, grade)));
    if let (Some(own), Some((lower, grade))) = (level.grade, graded)
        && own <= grade
    {
        let id = &levels[lower].id;
        problems.push(problem(index, "grade", format!("{own} does not rise above grade {grade} of {id:?} below it")));
    }
    for (path, criterion) in paths(level) {
        for (i, id) in criterion.implies.iter().enumerate() {
            let message = match (criteria.get(id.as_str()), &below) {
                (None, _) => format!("names {id:?}, which is no criterion of this family"),
                (Some(home), Ok(below)) if !below.contains(home) => {
                    format!("points to {id:?}, which is not on a lower level")
                }
                // Where the chain is broken nobody can tell what is lower.
                (Some(_), _) => continue,
            };
            problems.push(problem(index, format!("{path}.implies[{i}]"), message));
        }
    }
}

/// The levels below one, nearest first, or why they cannot be told.
fn ancestors(index: usize, levels: &[Arc<Level>], ids: &HashMap<&str, usize>) -> Result<Vec<usize>, String> {
    let mut below = Vec::new();
    let mut at = index;
    while let Some(parent) = levels[at].extends.as_deref() {
        at = *ids.get(parent).ok_or_else(|| {
            if at == index {
                format!("names {parent:?}, which is no level of this family")
            } else {
                format!("leads to {parent:?}, which is no level of this family")
            }
        })?;
        if at == index || below.contains(&at) {
            return Err(format!("runs in a circle through {:?}", levels[at].id));
        }
        below.push(at);
    }
    Ok(below)
}

/// Every criterion of a level with its JSON path.
fn paths(level: &Level) -> impl Iterator<Item = (String, &Criterion)> {
    level.sections.iter().enumerate().flat_map(|(s, section)| {
        section
            .criteria
            .iter()
            .enumerate()
            .map(move |(c, criterion)| (format!("sections[{s}].criteria[{c}]"), criterion))
    })
}

fn problem(level: usize, path: impl Into<String>, message: String) -> Problem {
    Problem { level, path: path.into(), message }
}

/// Whether a text may be the id of a section or criterion, which is only ever compared.
fn is_key(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= limits::KEY_CHARS
}

fn no_key(id: &str) -> String {
    format!("{id:?} is not an id: 1 to {} characters", limits::KEY_CHARS)
}

/// Whether a text may be the id of a family or level: these end up in file names and on command
/// lines.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() <= limits::ID_BYTES
        && text.chars().next().is_some_and(|c| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// The short name of a level with this id: `Senior`.
#[must_use]
pub fn level_label(id: &str) -> String {
    capital(&id.replace(['-', '_'], " "))
}

/// The short name of a level with its grade: `Senior (grade 7)`.
#[must_use]
pub fn level_label_with_grade(id: &str, grade: Option<u32>) -> String {
    with_grade(level_label(id), grade)
}

fn with_grade(label: String, grade: Option<u32>) -> String {
    match grade {
        Some(grade) => format!("{label} (grade {grade})"),
        None => label,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
