//! Everything one can do to a family: plain data that can be printed and compared.
//!
//! Levels and criteria are named by their ids, which are unique in a family, and sections by theirs within
//! a level, so that an edit means the same however the lists were reordered meanwhile.

use std::sync::Arc;

use thiserror::Error;

use super::carry;
use crate::domain::limits;
use crate::domain::rating::Rating;
use crate::domain::rubric::{Level, Question, SectionKind};

/// Something to do to a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Give the family another title.
    FamilyTitle(String),
    /// Add an empty level above the one it extends; without one, at the end.
    AddLevel {
        /// Full title.
        title: String,
        /// Grade, if the family has grades.
        grade: Option<u32>,
        /// Id of the level it builds on.
        extends: Option<String>,
    },
    /// Do something to a level.
    Level {
        /// Its id.
        level: String,
        /// What.
        edit: LevelEdit,
    },
    /// Do something to a section.
    Section {
        /// Id of its level.
        level: String,
        /// Its id.
        section: String,
        /// What.
        edit: SectionEdit,
    },
    /// Do something to a criterion.
    Criterion {
        /// Its id.
        criterion: String,
        /// What.
        edit: CriterionEdit,
    },
}

/// Something to do to a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LevelEdit {
    /// Give it another title.
    Title(String),
    /// Give it a grade, or none.
    Grade(Option<u32>),
    /// Say what it builds on.
    Extends(Option<String>),
    /// Say what its people do.
    LookFor(Vec<String>),
    /// Add an empty section at the end.
    AddSection {
        /// Title.
        title: String,
        /// Whether it gates the grade.
        kind: SectionKind,
    },
    /// Remove it. What builds on it builds on what it built on, and nothing implies its criteria any more.
    Remove,
}

/// Something to do to a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionEdit {
    /// Give it another title.
    Title(String),
    /// Say whether it gates the grade.
    Kind(SectionKind),
    /// Set its bar in percent.
    Bar(u32),
    /// Move it among the sections of its level.
    Move(Direction),
    /// Add a criterion at a place in it; past the end is the end. Its id is made of the title's words,
    /// its anchors are the scale's own.
    AddCriterion {
        /// Where in the section.
        at: usize,
        /// Title and statement; both may be empty.
        part: Part,
    },
    /// Add a criterion at the end of it, made of a line of what the level's people do.
    AddFromLookFor {
        /// Index of the line.
        line: usize,
        /// Whether the line goes away.
        take: bool,
    },
    /// Remove it with its criteria, and what implied them.
    Remove,
}

/// Something to do to a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CriterionEdit {
    /// Give it another title. The id stays.
    Title(String),
    /// Word its statement.
    Statement(String),
    /// Say what a rating means here. The anchors are the writer's own from then on.
    Anchor(Rating, String),
    /// Add a question at the end.
    AddQuestion(Question),
    /// Change a question, by its index.
    Question(usize, Question),
    /// Remove a question, by its index.
    RemoveQuestion(usize),
    /// Say what to listen for.
    LookFor(Vec<String>),
    /// How much its points count, 1 to 3.
    Weight(u32),
    /// Whether at least Meets is needed whatever the section earns.
    MustHave(bool),
    /// Minutes it takes, up to 600.
    Minutes(u32),
    /// Criteria of lower levels that it proves.
    Implies(Vec<String>),
    /// Competencies it speaks of.
    Competencies(Vec<String>),
    /// Move it within its section.
    Move(Direction),
    /// Move it to a place in another section of its level; past the end is the end.
    MoveTo {
        /// Id of the section.
        section: String,
        /// Where in it.
        at: usize,
    },
    /// Make two of it. The first keeps everything but title and statement; the second follows it with
    /// the scale's own anchors and no questions.
    Split {
        /// What stays.
        first: Part,
        /// What becomes a criterion of its own.
        second: Part,
    },
    /// Remove it, and what implied it.
    Remove,
}

/// Title and statement of a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Short title.
    pub title: String,
    /// One sentence with every clause.
    pub statement: String,
}

/// Which way to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// A place in a family, to select it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Id of the level; empty for the family itself.
    pub level: String,
    /// Id of the section.
    pub section: Option<String>,
    /// Id of the criterion.
    pub criterion: Option<String>,
}

/// Why something can make no sense, in a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// No such level.
    #[error("there is no level {0:?} here")]
    NoLevel(String),
    /// No such section.
    #[error("there is no section {0:?} in this level")]
    NoSection(String),
    /// No such criterion.
    #[error("there is no criterion {0:?} here")]
    NoCriterion(String),
    /// No such question.
    #[error("there is no question {} here", .0 + 1)]
    NoQuestion(usize),
    /// No such line.
    #[error("there is no line {} here", .0 + 1)]
    NoLine(usize),
    /// It is the first already.
    #[error("this is the first already")]
    First,
    /// It is the last already.
    #[error("this is the last already")]
    Last,
    /// A family without levels is none.
    #[error("a family needs a level, and this is the only one")]
    OnlyLevel,
    /// It would build on itself.
    #[error("{0:?} builds on this level; a ladder has no circle")]
    Circle(String),
    /// Only what is lower can be implied.
    #[error("{0:?} is not on a lower level, so nothing here can prove it")]
    NotLower(String),
    /// A number out of bounds.
    #[error("{what}: a number from {least} to {most}")]
    OutOfBounds {
        /// What the number says.
        what: &'static str,
        /// Least.
        least: u32,
        /// Most.
        most: u32,
    },
    /// A text too long for a file.
    #[error("a text has at most {} bytes", limits::TEXT_BYTES)]
    TooLong,
    /// Both parts would say nothing.
    #[error("a part without title and statement says nothing")]
    EmptyPart,
}

/// A text that is typed into: which, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    place: [String; 2],
    field: Field,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    FamilyTitle,
    Title,
    Statement,
    Anchor(Rating),
    Question(usize),
    LookFor,
    Competencies,
}

impl Edit {
    /// The text that it types into: a run of edits of one text is one step back.
    pub(super) fn typed(&self, levels: &[Arc<Level>]) -> Option<Typed> {
        let typed = |place: [&String; 2], field| Some(Typed { place: place.map(Clone::clone), field });
        let none = &String::new();
        match self {
            Self::FamilyTitle(_) => typed([none, none], Field::FamilyTitle),
            Self::Level { level, edit: LevelEdit::Title(_) } => typed([level, none], Field::Title),
            Self::Level { level, edit: LevelEdit::LookFor(_) } => typed([level, none], Field::LookFor),
            Self::Section { level, section, edit: SectionEdit::Title(_) } => typed([level, section], Field::Title),
            Self::Criterion { criterion, edit } => {
                let field = match edit {
                    CriterionEdit::Title(_) => Field::Title,
                    CriterionEdit::Statement(_) => Field::Statement,
                    CriterionEdit::Anchor(rating, _) => Field::Anchor(*rating),
                    // A question is added with its first letters, and goes on to be typed.
                    CriterionEdit::AddQuestion(_) => {
                        Field::Question(carry::criterion(levels, criterion)?.questions.len())
                    }
                    CriterionEdit::Question(at, _) => Field::Question(*at),
                    CriterionEdit::LookFor(_) => Field::LookFor,
                    CriterionEdit::Competencies(_) => Field::Competencies,
                    _ => return None,
                };
                typed([none, criterion], field)
            }
            _ => None,
        }
    }

    /// The criterion, where nothing changes but what it says.
    pub(super) fn criterion_alone(&self) -> Option<&str> {
        match self {
            Self::Criterion {
                edit:
                    CriterionEdit::Move(_)
                    | CriterionEdit::MoveTo { .. }
                    | CriterionEdit::Split { .. }
                    | CriterionEdit::Remove,
                ..
            } => None,
            Self::Criterion { criterion, .. } => Some(criterion),
            _ => None,
        }
    }
}
