//! A level of a rubric as a page for people who do not have the program: what each format says, in
//! words. Titles are raw here; each format cleans and escapes what it shows.

use std::sync::Arc;

use crate::domain::count;
use crate::domain::rating::Rating;
use crate::domain::rubric::{Criterion, Level, Section, SectionKind, chain_to};

/// What a page is made of.
#[derive(Clone, Debug)]
pub struct LevelSheet<'a> {
    /// All levels of the family, so that what a level refers to can be called by its title.
    family: &'a [Arc<Level>],
    /// The levels on the page, lowest first.
    levels: Vec<Arc<Level>>,
}

impl<'a> LevelSheet<'a> {
    /// A page of the level with this id, with the levels below it where they are wanted. Nothing where
    /// the family has no such level.
    #[must_use]
    pub fn new(family: &'a [Arc<Level>], id: &str, with_chain: bool) -> Option<Self> {
        let mut levels = chain_to(family, id)?;
        if !with_chain {
            levels.drain(..levels.len() - 1);
        }
        Some(Self { family, levels })
    }

    /// The levels on the page, lowest first.
    #[must_use]
    pub fn levels(&self) -> &[Arc<Level>] {
        &self.levels
    }

    /// The level that the page is about.
    ///
    /// # Panics
    /// Never: a page has at least one level.
    #[must_use]
    pub fn level(&self) -> &Level {
        self.levels.last().expect("a chain has at least the level it leads to")
    }

    /// What a level builds on: `Intermediate (grade 6)`.
    #[must_use]
    pub fn builds_on(&self, level: &Level) -> Option<String> {
        let id = level.extends.as_ref()?;
        self.family.iter().find(|known| known.id == *id).map(|known| known.label_with_grade())
    }

    /// What a criterion shows as well, as titles with their levels.
    #[must_use]
    pub fn shows_as_well(&self, criterion: &Criterion) -> Vec<String> {
        let find = |id: &String| {
            let at =
                self.family.iter().find_map(|level| Some((level, level.criteria().find(|known| known.id == *id)?)));
            at.map(|(level, known)| format!("{} ({})", known.title, level.label()))
        };
        criterion.implies.iter().filter_map(find).collect()
    }
}

/// How the scale counts, in sentences. The rule is that of the grade.
pub const SCALE: &str = "Each criterion is rated against its own wording at its own level. What was not asked, or \
                         gave no usable answer, is unknown and never counted as a number. Meets and Exceeds earn two \
                         points, Partial one, Not shown none, each times the criterion's weight.";

/// What the level's own look-fors are called.
pub const LOOK_FOR: &str = "What people at this level do";

/// What stands with anchors that the program put there.
pub const GENERATED: &str = "These anchors are generated: they are the scale's general wording, not yet written for \
                             this criterion.";

/// What stands where a criterion has no anchors.
pub const NO_ANCHORS: &str = "No anchors are written; the scale's general wording applies.";

/// What a section asks for.
#[must_use]
pub fn bar(section: &Section) -> String {
    match section.kind {
        SectionKind::Required => format!(
            "Required: at least {} % of its points have to be earned, {} of {}.",
            section.bar_percent,
            section.need(),
            section.max_points()
        ),
        SectionKind::Additional => {
            "Additional: it never keeps a grade from being proved; most of it shown makes a yes a strong yes."
                .to_owned()
        }
    }
}

/// What there is to know of a criterion: `must-have, weight 2, about 4 minutes`.
#[must_use]
pub fn standing(criterion: &Criterion) -> String {
    let must_have = if criterion.must_have { "must-have, " } else { "" };
    let minutes = match criterion.minutes {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    };
    format!("{must_have}weight {}, about {minutes}", criterion.weight)
}

/// How much a level asks: `14 criteria, about 56 minutes to ask them all`.
#[must_use]
pub fn size(level: &Level) -> String {
    let minutes: u64 = level.criteria().map(|criterion| u64::from(criterion.minutes)).sum();
    let count = level.criteria().count();
    format!("{}, about {minutes} minutes to ask them all", count::criteria(count))
}

/// The anchors that are written.
#[must_use]
pub fn anchors(criterion: &Criterion) -> Vec<(Rating, &str)> {
    let all = Rating::ALL.into_iter().zip(criterion.anchors.iter().map(String::as_str));
    all.filter(|(_, anchor)| !anchor.trim().is_empty()).collect()
}

/// The document that a level comes from.
#[must_use]
pub fn source(level: &Level) -> Option<String> {
    let source = level.source.as_ref()?;
    let parts = [&source.document, &source.heading].into_iter().filter(|part| !part.trim().is_empty());
    Some(parts.cloned().collect::<Vec<_>>().join(", ")).filter(|source| !source.is_empty())
}
