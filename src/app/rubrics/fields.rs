//! What can be changed of a level, section or criterion, field by field: what a field is called, what it
//! says, and where it stands in the level's file.

use std::sync::Arc;

use super::rows::Row;
use crate::domain::rating::{Rating, generic_anchors};
use crate::domain::rubric::{Criterion, Level, SectionKind};

mod edits;

/// A field of the selected row. Lists have a field for each item, and one that adds an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the field of the domain that has its name")]
pub enum Field {
    FamilyTitle,
    LevelTitle,
    Grade,
    Extends,
    Does(usize),
    NewDoes,
    SectionTitle,
    Kind,
    Bar,
    Title,
    Statement,
    Weight,
    MustHave,
    Minutes,
    Implies,
    Anchor(Rating),
    Question(usize),
    Ask(usize),
    Probe(usize, usize),
    NewProbe(usize),
    NewQuestion,
    LookFor(usize),
    NewLookFor,
    Competencies,
}

/// How a field is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// By typing a text, of one line or of more.
    Text {
        /// Whether line breaks have a place in it.
        lines: bool,
    },
    /// By typing a number, or with the arrows.
    Number,
    /// With the arrows.
    Choice,
    /// From a list.
    List,
    /// It adds an item to a list, which is then typed.
    New,
}

/// Kinds of questions, as files name them.
pub const QUESTION_KINDS: [&str; 3] = ["behavioural", "situational", "knowledge"];

impl Field {
    /// The fields of a row, top to bottom.
    #[must_use]
    pub fn all(levels: &[Arc<Level>], row: Row) -> Vec<Self> {
        if let Some(criterion) = row.criterion_of(levels) {
            return of_criterion(criterion);
        }
        if row.section.is_some() {
            return vec![Self::SectionTitle, Self::Kind, Self::Bar];
        }
        let Some(level) = levels.get(row.level) else { return Vec::new() };
        let mut fields = vec![Self::LevelTitle, Self::Grade, Self::Extends, Self::FamilyTitle];
        fields.extend((0..level.look_for.len()).map(Self::Does));
        fields.push(Self::NewDoes);
        fields
    }

    /// How it is changed.
    #[must_use]
    pub fn manner(self) -> Manner {
        match self {
            Self::Statement | Self::Anchor(_) | Self::Ask(_) => Manner::Text { lines: true },
            Self::FamilyTitle
            | Self::LevelTitle
            | Self::Does(_)
            | Self::SectionTitle
            | Self::Title
            | Self::Probe(..)
            | Self::LookFor(_)
            | Self::Competencies => Manner::Text { lines: false },
            Self::Grade | Self::Bar | Self::Weight | Self::Minutes => Manner::Number,
            Self::Extends | Self::Kind | Self::MustHave | Self::Question(_) => Manner::Choice,
            Self::Implies => Manner::List,
            Self::NewDoes | Self::NewProbe(_) | Self::NewQuestion | Self::NewLookFor => Manner::New,
        }
    }

    /// What stands before it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FamilyTitle => "Family",
            Self::LevelTitle | Self::SectionTitle | Self::Title => "Title",
            Self::Grade => "Grade",
            Self::Extends => "Builds on",
            Self::Does(_) => "  –",
            Self::NewDoes | Self::NewProbe(_) | Self::NewLookFor | Self::NewQuestion => "  +",
            Self::Kind => "Counts as",
            Self::Bar => "Bar",
            Self::Statement => "Statement",
            Self::Weight => "Weight",
            Self::MustHave => "Must-have",
            Self::Minutes => "Minutes",
            Self::Implies => "Implies",
            Self::Anchor(Rating::NotShown) => "1 Not shown",
            Self::Anchor(Rating::Partial) => "2 Partial",
            Self::Anchor(Rating::Meets) => "3 Meets",
            Self::Anchor(Rating::Exceeds) => "4 Exceeds",
            Self::Question(_) => "Question",
            Self::Ask(_) => "  ask",
            Self::Probe(..) => "  probe",
            Self::LookFor(_) => "Listen for",
            Self::Competencies => "Speaks of",
        }
    }

    /// What an empty text asks for.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::FamilyTitle => "What the job family is called",
            Self::LevelTitle => "What somebody at this level is called",
            Self::Does(_) => "One thing people at this level do",
            Self::SectionTitle => "What its criteria have in common",
            Self::Title => "A few words to find it by",
            Self::Statement => "One sentence with every clause that counts",
            Self::Anchor(Rating::NotShown) => "What does an answer lack that shows nothing of it?",
            Self::Anchor(Rating::Partial) => "What is there, and which clause is missing?",
            Self::Anchor(Rating::Meets) => "What does somebody say or do who meets all of it?",
            Self::Anchor(Rating::Exceeds) => "What goes beyond the statement?",
            Self::Ask(_) => "A question that cannot be answered with yes or no",
            Self::Probe(..) => "What to ask next",
            Self::LookFor(_) => "Something to listen for",
            Self::Competencies => "Ids of competencies, with commas",
            _ => "",
        }
    }

    /// What it says, as it is typed.
    #[must_use]
    pub fn text(self, levels: &[Arc<Level>], row: Row) -> String {
        let Some(level) = levels.get(row.level) else { return String::new() };
        let section = row.section_of(levels);
        let criterion = row.criterion_of(levels);
        let of_criterion = |get: &dyn Fn(&Criterion) -> Option<String>| criterion.and_then(get).unwrap_or_default();
        match self {
            Self::FamilyTitle => level.family_title.clone(),
            Self::LevelTitle => level.title.clone(),
            Self::Grade => level.grade.map(|grade| grade.to_string()).unwrap_or_default(),
            Self::Extends => level.extends.clone().unwrap_or_default(),
            Self::Does(line) => level.look_for.get(line).cloned().unwrap_or_default(),
            Self::SectionTitle => section.map(|section| section.title.clone()).unwrap_or_default(),
            Self::Kind => section.map(|section| kind_words(section.kind).to_owned()).unwrap_or_default(),
            Self::Bar => section.map(|section| section.bar_percent.to_string()).unwrap_or_default(),
            Self::Title => of_criterion(&|c| Some(c.title.clone())),
            Self::Statement => of_criterion(&|c| Some(c.statement.clone())),
            Self::Weight => of_criterion(&|c| Some(c.weight.to_string())),
            Self::MustHave => of_criterion(&|c| Some(if c.must_have { "yes" } else { "no" }.to_owned())),
            Self::Minutes => of_criterion(&|c| Some(c.minutes.to_string())),
            Self::Implies => of_criterion(&|c| Some(c.implies.join(", "))),
            Self::Anchor(rating) => of_criterion(&|c| Some(c.anchors[usize::from(rating.number() - 1)].clone())),
            Self::Question(q) => of_criterion(&|c| Some(c.questions.get(q)?.kind.clone())),
            Self::Ask(q) => of_criterion(&|c| Some(c.questions.get(q)?.ask.clone())),
            Self::Probe(q, p) => of_criterion(&|c| c.questions.get(q)?.probes.get(p).cloned()),
            Self::LookFor(line) => of_criterion(&|c| c.look_for.get(line).cloned()),
            Self::Competencies => of_criterion(&|c| Some(c.competencies.join(", "))),
            Self::NewDoes | Self::NewProbe(_) | Self::NewQuestion | Self::NewLookFor => String::new(),
        }
    }

    /// Whether it is an anchor in the scale's own words: not written for this criterion by anybody.
    #[must_use]
    pub fn is_generic(self, levels: &[Arc<Level>], row: Row) -> bool {
        match self {
            Self::Anchor(rating) => self.text(levels, row) == generic_anchors()[usize::from(rating.number() - 1)],
            _ => false,
        }
    }

    /// Its JSON path below the row's own.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::FamilyTitle => "family_title".to_owned(),
            Self::LevelTitle | Self::SectionTitle | Self::Title => "title".to_owned(),
            Self::Grade => "grade".to_owned(),
            Self::Extends => "extends".to_owned(),
            Self::Does(line) | Self::LookFor(line) => format!("look_for[{line}]"),
            Self::NewDoes | Self::NewLookFor => "look_for".to_owned(),
            Self::Kind => "kind".to_owned(),
            Self::Bar => "bar_percent".to_owned(),
            Self::Statement => "statement".to_owned(),
            Self::Weight => "weight".to_owned(),
            Self::MustHave => "must_have".to_owned(),
            Self::Minutes => "minutes".to_owned(),
            Self::Implies => "implies".to_owned(),
            Self::Anchor(rating) => format!("anchors.{}", rating.number()),
            Self::Question(q) => format!("questions[{q}]"),
            Self::Ask(q) => format!("questions[{q}].ask"),
            Self::Probe(q, p) => format!("questions[{q}].probes[{p}]"),
            Self::NewProbe(q) => format!("questions[{q}].probes"),
            Self::NewQuestion => "questions".to_owned(),
            Self::Competencies => "competencies".to_owned(),
        }
    }
}

fn of_criterion(criterion: &Criterion) -> Vec<Field> {
    let mut fields = vec![Field::Title, Field::Statement];
    fields.extend(Rating::ALL.map(Field::Anchor));
    for (q, question) in criterion.questions.iter().enumerate() {
        fields.extend([Field::Question(q), Field::Ask(q)]);
        fields.extend((0..question.probes.len()).map(|p| Field::Probe(q, p)));
        fields.push(Field::NewProbe(q));
    }
    fields.push(Field::NewQuestion);
    fields.extend((0..criterion.look_for.len()).map(Field::LookFor));
    fields.push(Field::NewLookFor);
    fields.extend([Field::Weight, Field::MustHave, Field::Minutes, Field::Implies, Field::Competencies]);
    fields
}

/// How a section counts, in words.
#[must_use]
pub fn kind_words(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Required => "required",
        SectionKind::Additional => "additional",
    }
}
