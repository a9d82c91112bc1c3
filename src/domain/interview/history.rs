//! Undo and redo: what each step replaced. It is part of the interview and rebuilt from the
//! journal, so that an interview can still be undone after a crash.

use std::sync::Arc;

use super::{Field, LevelChoice, Mark};
use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::rubric::{Level, Rubric};

/// How many steps are kept.
const DEPTH: usize = 1_000;

/// What a step replaced.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    Marks(Vec<(usize, Mark)>),
    Text(Field, String),
    Unstretch,
    Stretch(Arc<Level>),
    Overall(Option<Overall>),
    Level(LevelChoice),
    Details(Box<(Candidate, String, u32)>),
    Dismissed(Box<(Field, String)>, bool),
}

impl Change {
    /// What it is about, in a few words.
    pub(super) fn words(&self, rubric: &Rubric) -> String {
        match self {
            Self::Marks(marks) if marks.len() == 1 => rubric.criterion(marks[0].0).title.clone(),
            Self::Marks(marks) => format!("{} criteria", marks.len()),
            Self::Text(Field::Note(id), _) => {
                let title = rubric.index_of(id).map(|index| rubric.criterion(index).title.as_str());
                format!("the note on {}", title.unwrap_or(id))
            }
            Self::Text(..) => "the text".to_owned(),
            Self::Unstretch | Self::Stretch(..) => "the stretch to another level".to_owned(),
            Self::Overall(_) | Self::Level(_) => "the decision".to_owned(),
            Self::Details(_) => "the names".to_owned(),
            Self::Dismissed(..) => "a dismissed remark".to_owned(),
        }
    }

    /// The criterion that it touches first.
    pub(super) fn criterion(&self, rubric: &Rubric) -> Option<usize> {
        match self {
            Self::Marks(marks) => marks.first().map(|(index, _)| *index),
            Self::Text(Field::Note(id), _) => rubric.index_of(id),
            Self::Dismissed(remark, _) => match &remark.0 {
                Field::Note(id) => rubric.index_of(id),
                _ => None,
            },
            _ => None,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    undo: Vec<Change>,
    redo: Vec<Change>,
    /// The text whose edits are being gathered into one step.
    open_text: Option<Field>,
}

impl History {
    pub(super) fn changed(&mut self, change: Change) {
        self.open_text = None;
        self.redo.clear();
        self.push_undo(change);
    }

    /// Edits between opening and closing the editor are one step.
    pub(super) fn edited_text(&mut self, field: &Field, before: String) {
        if self.open_text.as_ref() != Some(field) {
            self.changed(Change::Text(field.clone(), before));
            self.open_text = Some(field.clone());
        }
    }

    pub(super) fn open_text(&self) -> Option<&Field> {
        self.open_text.as_ref()
    }

    pub(super) fn close_text(&mut self) {
        self.open_text = None;
    }

    pub(super) fn push_undo(&mut self, change: Change) {
        if self.undo.len() == DEPTH {
            self.undo.remove(0);
        }
        self.undo.push(change);
    }

    pub(super) fn push_redo(&mut self, change: Change) {
        self.redo.push(change);
    }

    pub(super) fn pop_undo(&mut self) -> Option<Change> {
        self.undo.pop().inspect(|_| self.open_text = None)
    }

    pub(super) fn pop_redo(&mut self) -> Option<Change> {
        self.redo.pop().inspect(|_| self.open_text = None)
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    pub(super) fn undo_field(&self) -> Option<&Change> {
        self.undo.last()
    }

    pub(super) fn redo_field(&self) -> Option<&Change> {
        self.redo.last()
    }
}
