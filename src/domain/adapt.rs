//! A family under somebody's hands: its levels as they are now, where they began, and every step between,
//! to be undone.
//!
//! Unfinished states are let be, because nobody types a title in one stroke: [`Adaptation::problems`]
//! says what is wrong meanwhile, and only saving waits for it. What can make no sense is refused by
//! [`Adaptation::apply`] with a sentence, and changes nothing.

use std::sync::Arc;

use super::rubric::{self, Criterion, Level, Problem};
pub use edit::{CriterionEdit, Direction, Edit, LevelEdit, Part, Refused, SectionEdit, Spot};

mod carry;
mod edit;
pub mod names;
#[cfg(test)]
pub(crate) mod tests;

/// Where a family under somebody's hands began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// With nothing: it is being made.
    New,
    /// As part of the program; saving makes a copy that says so.
    BuiltIn,
    /// As it was last saved in the user's folder.
    Saved,
}

/// The work on a family so far: all that keeping and saving it needs, cheap to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Where it began.
    pub origin: Origin,
    /// The levels as they were read, with the digests of their files.
    pub began: Vec<Arc<Level>>,
    /// The levels as they are now.
    pub now: Vec<Arc<Level>>,
}

/// A family under somebody's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adaptation {
    origin: Origin,
    began: Vec<Arc<Level>>,
    now: Vec<Arc<Level>>,
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Where the last edit, undo or redo happened.
    at: Option<Spot>,
    /// Whether the next edit of the same text is part of the last step.
    typing: bool,
}

/// A step back or forth.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// The other side of it.
    other: Other,
    spot: Spot,
    /// The text that was being typed, so that a run of letters is one step.
    typed: Option<edit::Typed>,
}

/// What to put back. A criterion alone where nothing else changed: whole levels would take a hundred
/// times the memory for every word that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Other {
    Levels(Vec<Arc<Level>>),
    Criterion(Box<Criterion>),
}

impl Adaptation {
    /// Takes up a family as it was read, lowest level first.
    #[must_use]
    pub fn new(origin: Origin, began: Vec<Arc<Level>>) -> Self {
        let now = began.iter().map(|level| under_hands(origin, level)).collect();
        Self::resumed(origin, began, now)
    }

    /// Goes on with a family that somebody had under their hands before.
    #[must_use]
    pub fn resumed(origin: Origin, began: Vec<Arc<Level>>, now: Vec<Arc<Level>>) -> Self {
        Self { origin, began, now, done: Vec::new(), undone: Vec::new(), at: None, typing: false }
    }

    /// The work so far, to be kept or saved.
    #[must_use]
    pub fn work(&self) -> Work {
        Work { origin: self.origin, began: self.began.clone(), now: self.now.clone() }
    }

    /// Where it began.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The levels as they were read or last saved, with the digests of their files.
    #[must_use]
    pub fn began(&self) -> &[Arc<Level>] {
        &self.began
    }

    /// The levels as they are now. Their digests are empty: no file holds them yet.
    #[must_use]
    pub fn levels(&self) -> &[Arc<Level>] {
        &self.now
    }

    /// Id of the family; empty without a level.
    #[must_use]
    pub fn family(&self) -> &str {
        self.now.first().map_or("", |level| &level.family)
    }

    /// Title of the family; empty without a level.
    #[must_use]
    pub fn title(&self) -> &str {
        self.now.first().map_or("", |level| &level.family_title)
    }

    /// What is wrong with the family as it is now. Saving waits until there is nothing.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        rubric::check_family(&self.now)
    }

    /// Whether there is anything to save.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.began.len() != self.now.len()
            || self.began.iter().zip(&self.now).any(|(before, now)| !says_the_same(before, now))
    }

    /// Changes the family.
    ///
    /// # Errors
    /// A sentence for the user, if it can make no sense; nothing has changed then.
    pub fn apply(&mut self, edit: Edit) -> Result<(), Refused> {
        let typed = edit.typed(&self.now);
        let alone = edit.criterion_alone().and_then(|id| carry::criterion(&self.now, id)).cloned();
        let mut levels = self.now.clone();
        let spot = carry::out(&mut levels, edit)?;
        self.at = Some(spot.clone());
        if levels == self.now {
            return Ok(());
        }
        let goes_on = self.typing && typed.is_some() && self.done.last().is_some_and(|step| step.typed == typed);
        let before = std::mem::replace(&mut self.now, levels);
        if !goes_on {
            let other = alone.map_or(Other::Levels(before), |criterion| Other::Criterion(Box::new(criterion)));
            self.typing = typed.is_some();
            self.done.push(Step { other, spot, typed });
        }
        self.undone.clear();
        Ok(())
    }

    /// Ends a run of typing: what is typed next is undone by itself.
    pub fn rest(&mut self) {
        self.typing = false;
    }

    /// Takes the last step back. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        self.typing = false;
        let Some(step) = self.done.pop() else { return false };
        let step = self.exchange(step);
        self.undone.push(step);
        true
    }

    /// Takes the last step that was undone again. Says whether there was one.
    pub fn redo(&mut self) -> bool {
        self.typing = false;
        let Some(step) = self.undone.pop() else { return false };
        let step = self.exchange(step);
        self.done.push(step);
        true
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to take again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Where the last edit, undo or redo happened: what was added, or where something was removed. After
    /// an undo the place may be gone; then what holds it is near.
    #[must_use]
    pub fn at(&self) -> Option<&Spot> {
        self.at.as_ref()
    }

    /// Takes note that the family is on disk now, as these levels say. The steps stay: what was saved
    /// can still be undone, and saved again.
    pub fn saved(&mut self, levels: Vec<Arc<Level>>) {
        self.origin = Origin::Saved;
        self.began = levels;
        self.typing = false;
    }

    fn exchange(&mut self, step: Step) -> Step {
        let Step { other, spot, typed } = step;
        self.at = Some(spot.clone());
        let other = match other {
            Other::Levels(levels) => Other::Levels(std::mem::replace(&mut self.now, levels)),
            Other::Criterion(mut criterion) => {
                if let Some(now) = carry::criterion_mut(&mut self.now, &criterion.id.clone()) {
                    std::mem::swap(now, &mut criterion);
                }
                Other::Criterion(criterion)
            }
        };
        Step { other, spot, typed }
    }
}

/// A level as it is edited: without a digest, and with the mark of what it is a copy of.
fn under_hands(origin: Origin, level: &Arc<Level>) -> Arc<Level> {
    let adapted_from = match origin {
        Origin::BuiltIn => Some(level.digest.clone()),
        Origin::New | Origin::Saved => level.adapted_from.clone(),
    };
    Arc::new(Level { digest: String::new(), adapted_from, ..Level::clone(level) })
}

impl From<Work> for Adaptation {
    fn from(Work { origin, began, now }: Work) -> Self {
        Self::resumed(origin, began, now)
    }
}

impl Work {
    /// Id of the family; empty without a level.
    #[must_use]
    pub fn family(&self) -> &str {
        self.now.first().or(self.began.first()).map_or("", |level| &level.family)
    }

    /// Whether it began with just these levels. If not, their files have changed since.
    #[must_use]
    pub fn began_with(&self, levels: &[Arc<Level>]) -> bool {
        self.began.len() == levels.len()
            && levels.iter().all(|level| self.began.iter().any(|b| b.id == level.id && b.digest == level.digest))
    }

    /// Whether a level says what it said when it was read.
    #[must_use]
    pub fn is_untouched(&self, level: &Level) -> bool {
        self.began.iter().any(|before| before.id == level.id && says_the_same(before, level))
    }
}

/// Whether two levels say the same, wherever they are kept.
fn says_the_same(one: &Level, other: &Level) -> bool {
    let Level {
        family,
        family_title,
        id,
        title,
        grade,
        extends,
        source,
        adapted_from: _,
        taken_out,
        levels_taken_out,
        look_for,
        digest: _,
        sections,
    } = one;
    (family, family_title, id, title) == (&other.family, &other.family_title, &other.id, &other.title)
        && (grade, extends, source) == (&other.grade, &other.extends, &other.source)
        && (taken_out, levels_taken_out) == (&other.taken_out, &other.levels_taken_out)
        && (look_for, sections) == (&other.look_for, &other.sections)
}
