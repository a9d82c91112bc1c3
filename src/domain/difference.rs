//! What changed between two versions of a job family, in the words of a person.
//!
//! What belongs together is found first (`pairs`): by id, and where an id is new, by what it names.
//! Then each pair is compared field by field, so that one edit is one [`Change`]. Digests and what a
//! level was copied from are the program's own notes and no difference. Texts are as raw as the rubrics
//! they come from; whoever shows them cleans them. The levels need not be sound: two states of a family
//! that somebody is working on can be compared as well.

use std::sync::Arc;

use super::rating::Rating;
use super::rubric::Level;

mod criteria;
mod levels;
mod pairs;
#[cfg(test)]
mod tests;
pub mod words;

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Id of the level: the new one, unless the level is gone.
    pub level: String,
    /// Id of the section, where it is about one or a part of one.
    pub section: Option<String>,
    /// Id of the criterion, where it is about one: the new one, unless the criterion is gone.
    pub criterion: Option<String>,
    /// What changed.
    pub what: What,
    /// How it was, as text; a list has an item a line. Empty where there was nothing.
    pub before: String,
    /// How it is now.
    pub after: String,
    /// Whether a card's recommendation can be another one for it. Everything else is wording and guidance.
    pub moves_grade: bool,
    /// What it is about, by titles: `Senior, Leadership skills: Mentoring junior engineers`.
    pub subject: String,
    /// What happened to it: `weight 1, now 3`.
    pub said: String,
}

impl Change {
    /// What happened, and to what.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.subject, self.said)
    }
}

/// What about a family, level, section or criterion changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// The id of the family.
    Family,
    /// The title of the family.
    FamilyTitle,
    /// There is a level more.
    LevelAdded,
    /// A level is gone, with what was in it.
    LevelRemoved,
    /// A level has another id.
    LevelRenamed,
    /// The title of a level.
    LevelTitle,
    /// The pay or job grade of a level.
    LevelGrade,
    /// The level that one builds on.
    LevelExtends,
    /// The document that a level comes from.
    LevelSource,
    /// What people at a level do.
    LevelLookFor,
    /// There is a section more.
    SectionAdded,
    /// A section is gone, with what was in it.
    SectionRemoved,
    /// A section has another id.
    SectionRenamed,
    /// A section comes earlier or later in its level.
    SectionOrder,
    /// The title of a section.
    SectionTitle,
    /// Whether a section gates the grade.
    SectionKind,
    /// The bar of a section.
    SectionBar,
    /// There is a criterion more.
    CriterionAdded,
    /// A criterion is gone.
    CriterionRemoved,
    /// A criterion has another id and nearly the same text.
    CriterionRenamed,
    /// A criterion belongs to another section or level.
    CriterionMoved,
    /// A criterion comes earlier or later in its section.
    CriterionOrder,
    /// The title of a criterion.
    Title,
    /// Its statement.
    Statement,
    /// Where it comes from in the job description.
    Source,
    /// Its weight.
    Weight,
    /// Whether it is a must-have.
    MustHave,
    /// The minutes it takes.
    Minutes,
    /// The lower criteria that it proves.
    Implies,
    /// The competencies it speaks of.
    Competencies,
    /// What to listen for.
    LookFor,
    /// What one rating means for it.
    Anchor(Rating),
    /// Whether its anchors are the scale's own wording.
    GeneratedAnchors,
    /// There is a question more.
    QuestionAdded,
    /// A question is gone.
    QuestionRemoved,
    /// A question, its probes or its kind.
    QuestionChanged,
    /// The order of the questions.
    QuestionOrder,
}

/// How a change's texts are best compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// What happened says it all.
    Fact,
    /// Running text: the words that changed.
    Text,
    /// A list with an item a line: the items that changed.
    List,
}

impl What {
    /// The name in files. These are stable: scripts rest on them.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::FamilyTitle => "family-title",
            Self::LevelAdded => "level-added",
            Self::LevelRemoved => "level-removed",
            Self::LevelRenamed => "level-renamed",
            Self::LevelTitle => "level-title",
            Self::LevelGrade => "level-grade",
            Self::LevelExtends => "level-extends",
            Self::LevelSource => "level-source",
            Self::LevelLookFor => "level-look-for",
            Self::SectionAdded => "section-added",
            Self::SectionRemoved => "section-removed",
            Self::SectionRenamed => "section-renamed",
            Self::SectionOrder => "section-order",
            Self::SectionTitle => "section-title",
            Self::SectionKind => "section-kind",
            Self::SectionBar => "section-bar",
            Self::CriterionAdded => "criterion-added",
            Self::CriterionRemoved => "criterion-removed",
            Self::CriterionRenamed => "criterion-renamed",
            Self::CriterionMoved => "criterion-moved",
            Self::CriterionOrder => "criterion-order",
            Self::Title => "title",
            Self::Statement => "statement",
            Self::Source => "source",
            Self::Weight => "weight",
            Self::MustHave => "must-have",
            Self::Minutes => "minutes",
            Self::Implies => "implies",
            Self::Competencies => "competencies",
            Self::LookFor => "look-for",
            Self::Anchor(Rating::NotShown) => "anchor-1",
            Self::Anchor(Rating::Partial) => "anchor-2",
            Self::Anchor(Rating::Meets) => "anchor-3",
            Self::Anchor(Rating::Exceeds) => "anchor-4",
            Self::GeneratedAnchors => "generated-anchors",
            Self::QuestionAdded => "question-added",
            Self::QuestionRemoved => "question-removed",
            Self::QuestionChanged => "question-changed",
            Self::QuestionOrder => "question-order",
        }
    }

    /// How its texts are best compared.
    #[must_use]
    pub fn shape(self) -> Shape {
        match self {
            Self::FamilyTitle
            | Self::LevelTitle
            | Self::SectionTitle
            | Self::Title
            | Self::Statement
            | Self::Anchor(_)
            | Self::CriterionAdded
            | Self::CriterionRemoved => Shape::Text,
            Self::LevelAdded
            | Self::LevelRemoved
            | Self::SectionAdded
            | Self::SectionRemoved
            | Self::LevelLookFor
            | Self::Implies
            | Self::Competencies
            | Self::LookFor
            | Self::QuestionAdded
            | Self::QuestionRemoved
            | Self::QuestionChanged => Shape::List,
            Self::Family
            | Self::LevelRenamed
            | Self::LevelGrade
            | Self::LevelExtends
            | Self::LevelSource
            | Self::SectionRenamed
            | Self::SectionOrder
            | Self::SectionKind
            | Self::SectionBar
            | Self::CriterionRenamed
            | Self::CriterionMoved
            | Self::CriterionOrder
            | Self::Source
            | Self::Weight
            | Self::MustHave
            | Self::Minutes
            | Self::GeneratedAnchors
            | Self::QuestionOrder => Shape::Fact,
        }
    }
}

/// Everything that is not as it was: what is about the family first, then level by level in the order
/// of `new`, and the levels that are gone last.
///
/// A section that is gone or new is one change with all of its criteria, unless they are elsewhere.
#[must_use]
pub fn between(old: &[Arc<Level>], new: &[Arc<Level>]) -> Vec<Change> {
    levels::compare(&pairs::Pairs::of(old, new))
}

/// The ids of levels that were renamed, as old and new.
#[must_use]
pub fn renamed_levels<'l>(old: &'l [Arc<Level>], new: &'l [Arc<Level>]) -> Vec<(&'l str, &'l str)> {
    let pairs = pairs::Pairs::of(old, new);
    let paired = new.iter().enumerate().filter_map(|(n, to)| Some((&*old[pairs.old_level(n)?].id, &*to.id)));
    paired.filter(|(from, to)| from != to).collect()
}

/// What a text field's change is called: `statement reworded`.
fn reworded(noun: &str, before: &str, after: &str) -> String {
    match (before.trim().is_empty(), after.trim().is_empty()) {
        (true, false) => format!("{noun} written"),
        (false, true) => format!("{noun} taken out"),
        _ => format!("{noun} reworded"),
    }
}
