//! A family sketched from nothing: lines of words as somebody types them, and the levels they make.
//!
//! A line of a criterion is its title, or title and statement with a colon between them. Blank lines say
//! nothing and make nothing.

use std::sync::Arc;

use super::adapt::names;
use super::interview::USUAL_MINUTES;
use super::limits;
use super::rubric::{self, Criterion, DEFAULT_BAR_PERCENT, Level, Section, SectionKind, is_id};

/// A family as far as it is sketched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Title of the family.
    pub title: String,
    /// Its id, where somebody wants another than the title makes.
    pub id: String,
    /// Levels, lowest first; at least one.
    pub levels: Vec<LevelSketch>,
}

/// A level as far as it is sketched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelSketch {
    /// Title.
    pub title: String,
    /// Grade, as it was typed.
    pub grade: String,
    /// The level before it that it builds on, by index.
    pub extends: Option<usize>,
    /// Sections.
    pub sections: Vec<SectionSketch>,
}

/// A section as far as it is sketched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionSketch {
    /// Title.
    pub title: String,
    /// Whether it gates the grade.
    pub kind: SectionKind,
    /// A line for each criterion.
    pub criteria: Vec<String>,
}

/// A row of a sketch, by index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Row {
    /// The family's title.
    #[default]
    Title,
    /// The family's id.
    Id,
    /// A level's title.
    Level(usize),
    /// A level's grade.
    Grade(usize),
    /// What a level builds on.
    Extends(usize),
    /// A section's title.
    Section(usize, usize),
    /// A section's kind.
    Kind(usize, usize),
    /// A criterion.
    Criterion(usize, usize, usize),
}

impl Row {
    /// Its place from top to bottom: all levels come before what each of them asks.
    fn order(self) -> (usize, usize, usize, usize) {
        match self {
            Self::Title => (0, 0, 0, 0),
            Self::Id => (0, 1, 0, 0),
            Self::Level(level) => (1, level, 0, 0),
            Self::Grade(level) => (1, level, 1, 0),
            Self::Extends(level) => (1, level, 2, 0),
            Self::Section(level, section) => (2, level, section, 0),
            Self::Kind(level, section) => (2, level, section, 1),
            Self::Criterion(level, section, criterion) => (2, level, section, 2 + criterion),
        }
    }
}

impl Default for Sketch {
    fn default() -> Self {
        Self { title: String::new(), id: String::new(), levels: vec![LevelSketch::default()] }
    }
}

impl Default for SectionSketch {
    fn default() -> Self {
        Self { title: String::new(), kind: SectionKind::Required, criteria: Vec::new() }
    }
}

impl SectionSketch {
    /// Whether nobody has written anything of it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(&self.title) && self.criteria.iter().all(|line| is_blank(line))
    }

    /// The title of a section without one.
    #[must_use]
    pub fn usual_title(kind: SectionKind) -> &'static str {
        match kind {
            SectionKind::Required => "Requirements",
            SectionKind::Additional => "Nice to have",
        }
    }
}

impl LevelSketch {
    /// Whether nobody has written anything of it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(&self.title) && is_blank(&self.grade) && self.sections.iter().all(SectionSketch::is_blank)
    }
}

impl Sketch {
    /// Whether nobody has written anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(&self.title) && is_blank(&self.id) && self.levels.iter().all(LevelSketch::is_blank)
    }

    /// The id of the family: the one that was typed, or one made of its title.
    #[must_use]
    pub fn family_id(&self) -> String {
        if is_blank(&self.id) { names::family(&self.title) } else { self.id.trim().to_owned() }
    }

    /// The title of a level, or what it is called without one.
    #[must_use]
    pub fn level_title(&self, level: usize) -> String {
        let title = self.levels.get(level).map_or("", |level| level.title.trim());
        match (title.is_empty(), level) {
            (false, _) => title.to_owned(),
            (true, 0) => self.title.trim().to_owned(),
            (true, _) => String::new(),
        }
    }

    /// The levels that these lines make, and which of the sketch's each is.
    #[must_use]
    pub fn made(&self) -> Vec<(usize, Arc<Level>)> {
        let mut made: Vec<(usize, Level)> = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for (at, sketch) in self.levels.iter().enumerate() {
            if at > 0 && sketch.is_blank() {
                continue;
            }
            let title = self.level_title(at);
            let id = names::level(&title, &self.title, |id| made.iter().any(|(_, level)| level.id == id));
            let extends = self.below(at).and_then(|below| made.iter().find(|(from, _)| *from == below));
            made.push((
                at,
                Level {
                    family: self.family_id(),
                    family_title: self.title.trim().to_owned(),
                    title,
                    grade: sketch.grade.trim().parse().ok(),
                    extends: extends.map(|(_, level)| level.id.clone()),
                    sections: sections(sketch, &id, &mut taken),
                    id,
                    ..Level::default()
                },
            ));
        }
        made.into_iter().map(|(at, level)| (at, Arc::new(level))).collect()
    }

    /// The level that one builds on, past those that are blank.
    fn below(&self, level: usize) -> Option<usize> {
        let mut next = self.levels[level].extends?;
        while next > 0 && self.levels.get(next).is_none_or(LevelSketch::is_blank) {
            next = self.levels.get(next).map_or(Some(next - 1), |level| level.extends)?;
        }
        (next < level).then_some(next)
    }

    /// What keeps the family from being saved, with the line to go to. `taken` are ids of families that
    /// there are already.
    #[must_use]
    pub fn problems(&self, taken: &[String]) -> Vec<(Row, String)> {
        let mut problems = Vec::new();
        let id = self.family_id();
        if is_blank(&self.title) {
            problems.push((Row::Title, "give the family a title".to_owned()));
        }
        if !is_id(&id) {
            let most = limits::ID_BYTES;
            let rule = format!("an id is made of letters, digits, '-', '_' and '.', at most {most}");
            problems.push((Row::Id, format!("{rule}, and begins with a letter or digit")));
        } else if taken.contains(&id) && !self.is_blank() {
            problems.push((Row::Id, format!("there is a family {id:?} already; type another id")));
        }
        for (at, level) in self.levels.iter().enumerate() {
            let grade = level.grade.trim();
            if !grade.is_empty() && grade.parse::<u32>().is_err() {
                problems.push((Row::Grade(at), format!("{grade:?} is no grade; a number, or nothing")));
            }
        }
        let made = self.made();
        let levels: Vec<Arc<Level>> = made.iter().map(|(_, level)| Arc::clone(level)).collect();
        for problem in rubric::check_family(&levels) {
            let (at, level) = &made[problem.level];
            let line = match problem.path.as_str() {
                // Said above, once, in words for who is typing.
                "family" => continue,
                "title" if *at == 0 && is_blank(&self.title) => continue,
                "grade" => Row::Grade(*at),
                "extends" => Row::Extends(*at),
                "sections" => self.first_criterion(*at),
                _ => Row::Level(*at),
            };
            let name = if level.title.is_empty() { "the level" } else { &level.title };
            let bare = problem.path == "sections" && problem.message.starts_with("holds no required");
            let said = if bare { NOTHING } else { &problem.message };
            problems.push((line, told(name, &problem.path, said)));
        }
        problems.sort_by_key(|(row, _)| row.order());
        problems
    }

    fn first_criterion(&self, level: usize) -> Row {
        let sections = &self.levels[level].sections;
        let required = sections.iter().position(|section| section.kind == SectionKind::Required);
        Row::Criterion(level, required.unwrap_or(sections.len()), 0)
    }

    /// What would make it better, in sentences.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        let made = self.made();
        let all: Vec<&Criterion> = made.iter().flat_map(|(_, level)| level.criteria()).collect();
        if all.is_empty() {
            return Vec::new();
        }
        let mut hints = Vec::new();
        let sections = self.levels.iter().flat_map(|level| &level.sections);
        let is_left_out =
            |section: &&SectionSketch| !is_blank(&section.title) && section.criteria.iter().all(|line| is_blank(line));
        for section in sections.filter(is_left_out) {
            hints.push(format!("“{}” has no line yet; saved like this, it is left out", section.title.trim()));
        }
        let bare = all.iter().filter(|criterion| criterion.statement.is_empty()).count();
        if bare > 0 {
            let what = if bare == 1 { "1 line has".to_owned() } else { format!("{bare} lines have") };
            hints.push(format!("{what} a title only; after a colon, say what somebody has done"));
        }
        let two = |criterion: &&&Criterion| {
            names::suggest_split(&criterion.statement).or_else(|| names::suggest_split(&criterion.title)).is_some()
        };
        if let Some(compound) = all.iter().find(two) {
            hints.push(format!("“{}” may be two things; two lines can be rated apart", compound.title));
        }
        let levels: Vec<Arc<Level>> = made.iter().map(|(_, level)| Arc::clone(level)).collect();
        let longest = levels.iter().filter_map(|level| rubric::chain_to(&levels, &level.id)).map(|chain| {
            chain.iter().flat_map(|level| level.criteria()).map(|criterion| criterion.minutes).sum::<u32>()
        });
        if let Some(minutes) = longest.max().filter(|&minutes| minutes > USUAL_MINUTES) {
            hints.push(format!("asking everything takes about {minutes} minutes; two interviewers can share it"));
        }
        hints.push(
            "what each rating means is the scale's own wording so far; the rubric screen is the place to word it"
                .to_owned(),
        );
        hints
    }
}

/// What is said of a level that requires nothing yet.
const NOTHING: &str = "needs a line of what it requires";

/// A fault in words for who is typing, who has never seen the file it would be in.
fn told(level: &str, path: &str, message: &str) -> String {
    let what = match path {
        "grade" => "the grade ",
        "title" => "the title ",
        _ => "",
    };
    format!("{level}: {what}{message}")
}

fn sections(sketch: &LevelSketch, level: &str, taken: &mut Vec<String>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for section in sketch.sections.iter().filter(|section| !section.is_blank()) {
        let title = section.title.trim();
        let title = if title.is_empty() { SectionSketch::usual_title(section.kind) } else { title };
        let id = names::section(title, |id| sections.iter().any(|other| other.id == id));
        let lines = section.criteria.iter().filter(|line| !is_blank(line));
        sections.push(Section {
            id,
            title: title.to_owned(),
            kind: section.kind,
            bar_percent: DEFAULT_BAR_PERCENT,
            criteria: lines.map(|line| criterion(line, level, taken)).collect(),
        });
    }
    // A title alone is a beginning; it becomes a section with its first line.
    sections.retain(|section| !section.criteria.is_empty());
    sections
}

fn criterion(line: &str, level: &str, taken: &mut Vec<String>) -> Criterion {
    let (title, statement) = parted(line);
    let id = names::criterion(level, &title, |id| taken.iter().any(|other| other == id));
    taken.push(id.clone());
    Criterion::unwritten(id, title, statement)
}

/// Title and statement of a line. A colon without a space after it is part of a word; a line that is
/// too long for a title makes a shorter one.
fn parted(line: &str) -> (String, String) {
    let line = line.trim();
    let (title, statement) =
        line.split_once(": ").map_or((line.trim_end_matches(':'), ""), |(a, b)| (a.trim(), b.trim()));
    if title.is_empty() {
        return (names::title_of(statement), statement.to_owned());
    }
    if statement.is_empty() && title.chars().count() > 80 {
        return (names::title_of(title), title.to_owned());
    }
    (title.to_owned(), statement.to_owned())
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests;
