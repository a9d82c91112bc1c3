//! How much of a family may be made of one document.

use crate::domain::limits;
use crate::import::document::Warning;
use crate::import::ids::Taken;

/// How much of a family is still to be made. One shared list counts for every level, so that a small
/// document could make a family beyond all memory.
pub(super) struct Room {
    /// Criteria. One more than a family may hold, so that it is refused.
    pub(super) criteria: usize,
    /// Bytes of what to listen for.
    bytes: usize,
    /// Whether something to listen for found no room.
    pub(super) cut: bool,
    /// How many criteria the document asks for.
    pub(super) asked: usize,
    pub(super) ids: Taken,
}

impl Default for Room {
    fn default() -> Self {
        Self { criteria: limits::CRITERIA + 1, bytes: LOOK_FOR_BYTES, cut: false, asked: 0, ids: Taken::default() }
    }
}

/// Most bytes of what to listen for in one family: as many as a rubric file may have.
const LOOK_FOR_BYTES: usize = 4_000_000;

impl Room {
    /// A line to listen for, if there is room for it.
    pub(super) fn line(&mut self, text: &str) -> Option<String> {
        // An empty line costs something, too.
        let cost = text.len().min(limits::TEXT_BYTES) + 64;
        let left = self.bytes.checked_sub(cost);
        self.cut |= left.is_none();
        self.bytes = left?;
        Some(super::cut(text, limits::TEXT_BYTES))
    }

    pub(super) fn notes(&self) -> Vec<Warning> {
        let mut notes = Vec::new();
        let mut note = |message: String| notes.push(Warning { line: 1, topic: "level", message });
        if self.asked > limits::CRITERIA {
            note(format!(
                "the document asks for {} criteria and a family holds at most {}; the rest is not made into criteria",
                self.asked,
                limits::CRITERIA
            ));
        }
        if self.cut {
            note("there is more to listen for than a family can hold; the rest is left out of it".to_owned());
        }
        notes
    }
}
