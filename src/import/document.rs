//! What was read of a job description, in the order of the document.

/// A job description as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Title of the document.
    pub title: String,
    /// Its levels.
    pub levels: Vec<LevelRead>,
    /// Sections that apply to every level.
    pub shared: Vec<SectionRead>,
    /// What was left out or guessed, by line.
    pub warnings: Vec<Warning>,
}

/// One level of a job description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelRead {
    /// A short id made of the title, unique in the document.
    pub id: String,
    /// Title, without markup and grade.
    pub title: String,
    /// The heading as it stands, without markup.
    pub heading: String,
    /// Job grade, where the document states one.
    pub grade: Option<u32>,
    /// Index of the level that this one says it builds on.
    pub extends: Option<usize>,
    /// Its sections that hold items.
    pub sections: Vec<SectionRead>,
    /// The line of its heading, from 1.
    pub line: usize,
}

/// A list of items under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRead {
    /// A short id made of the title, unique among its level's.
    pub id: String,
    /// Title.
    pub title: String,
    /// What its items are.
    pub kind: Kind,
    /// The items.
    pub items: Vec<Item>,
}

/// What the items of a section are. The heading decides, not their wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What the work is.
    Responsibility,
    /// What is asked for.
    Required,
    /// What is a plus.
    Additional,
    /// Anything else.
    Other,
}

impl Kind {
    /// The kind as it is written in files and on the screen.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Responsibility => "responsibility",
            Self::Required => "required",
            Self::Additional => "additional",
            Self::Other => "other",
        }
    }
}

/// One top-level list item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its text without markup, on one line.
    pub text: String,
    /// The texts of the list items nested in it, at any depth, in order.
    pub details: Vec<String>,
    /// Its line, from 1.
    pub line: usize,
}

/// Something that was not read, or not for certain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The line, from 1.
    pub line: usize,
    /// What it is, in few words, to group by: "prose", "list item" …
    pub topic: &'static str,
    /// What was left out or guessed.
    pub message: String,
}
