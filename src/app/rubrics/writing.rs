//! A field while it is typed, in its place on the page. Every letter goes into the family at once, so that
//! nothing typed waits to be kept.

use super::fields::{Field, Manner};
use super::page::Typed;
use crate::app::overlay::TextBox;
use crate::domain::adapt::{Edit, LevelEdit, Part, SectionEdit, Spot};
use crate::domain::rubric::SectionKind;

/// A field that is typed.
#[derive(Debug)]
pub struct Writing {
    /// Which.
    pub field: Field,
    /// What is typed.
    pub input: TextBox,
    /// Why what is typed is not taken; it stays to be mended.
    pub trouble: Option<String>,
    /// What was added only to be typed.
    pub newborn: Option<Newborn>,
}

impl Writing {
    /// Opens a field at the end of its text.
    #[must_use]
    pub fn new(field: Field, content: &str) -> Self {
        Self { field, input: TextBox::new(field.hint(), content), trouble: None, newborn: None }
    }

    /// Whether line breaks have a place in it.
    #[must_use]
    pub fn takes_lines(&self) -> bool {
        self.field.manner() == Manner::Text { lines: true }
    }
}

/// Something new whose title is typed. Its id is made of the title, so it is added anew once that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newborn {
    /// Where it stands meanwhile.
    pub spot: Spot,
    /// What it is.
    pub what: New,
}

/// What is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// A level on top of another.
    Level {
        /// Id of the level it builds on.
        extends: Option<String>,
        /// Its grade, if its family has grades.
        grade: Option<u32>,
    },
    /// A section at the end of a level.
    Section {
        /// Id of the level.
        level: String,
    },
    /// A criterion in a section.
    Criterion {
        /// Id of the level.
        level: String,
        /// Id of the section.
        section: String,
        /// Where in the section.
        at: usize,
    },
}

impl New {
    /// What adds it under a title.
    #[must_use]
    pub fn edit(&self, title: &str) -> Edit {
        let title = title.to_owned();
        match self.clone() {
            Self::Level { extends, grade } => Edit::AddLevel { title, grade, extends },
            Self::Section { level } => {
                Edit::Level { level, edit: LevelEdit::AddSection { title, kind: SectionKind::Required } }
            }
            Self::Criterion { level, section, at } => {
                let part = Part { title, statement: String::new() };
                Edit::Section { level, section, edit: SectionEdit::AddCriterion { at, part } }
            }
        }
    }

    /// The field that its title is typed into.
    #[must_use]
    pub fn title(&self) -> Field {
        match self {
            Self::Level { .. } => Field::LevelTitle,
            Self::Section { .. } => Field::SectionTitle,
            Self::Criterion { .. } => Field::Title,
        }
    }
}

/// What the page needs to know of what is typed.
#[must_use]
pub fn typed<'a>(writing: &'a Writing, text: &'a str) -> Typed<'a> {
    Typed { field: writing.field, text, trouble: writing.trouble.as_deref() }
}
