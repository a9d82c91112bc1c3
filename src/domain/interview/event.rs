//! What can happen in an interview, as plain data: one journal line each.

use std::sync::Arc;

use thiserror::Error;

use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::limits;
use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::rubric::{Level, Rubric};
use crate::domain::time::Moment;

/// What has to be known before the first question.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// Id of the interview and later of its card: a UUID (version 7).
    pub id: String,
    /// Who is interviewed.
    pub candidate: Candidate,
    /// Who interviews.
    pub interviewer: String,
    /// Planned length in minutes.
    pub planned_minutes: u32,
    /// What is in focus: sections, each as `level/section`, and single criteria, each as
    /// `level/section/criterion`.
    pub focus: Vec<String>,
    /// The card that this one is to replace, if it is an amendment.
    pub amends: Option<Amends>,
    /// The levels from the lowest to the target.
    pub rubric: Rubric,
}

/// The card that an amendment replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amends {
    /// Its seal.
    pub seal: String,
    /// When its interview ended: amending a card is no part of the interview.
    pub ended_at: Moment,
}

/// A text that the interviewer writes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The note on a criterion, by id.
    Note(String),
    /// What the next reader should remember.
    Takeaways,
    /// What spoke for the candidate.
    Strengths,
    /// What spoke against.
    Concerns,
    /// Why the decision is what it is.
    Reason,
    /// Why a submitted card is amended.
    Amendment,
}

/// The level in the interviewer's own decision.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum LevelChoice {
    /// Not chosen yet.
    #[default]
    Unchosen,
    /// No level of this card.
    None,
    /// A level, by id.
    Level(String),
}

/// Something that happened in an interview.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The interview was set up. Always the first event, and only the first.
    Started(Box<Start>),
    /// A criterion was answered.
    Rated {
        /// Id of the criterion.
        criterion: String,
        /// The answer.
        answer: Answer,
        /// What it rests on.
        basis: Basis,
    },
    /// A criterion is as if not asked again; its note stays.
    Cleared {
        /// Id of the criterion.
        criterion: String,
    },
    /// A criterion was marked to come back to, or no longer.
    Flagged {
        /// Id of the criterion.
        criterion: String,
        /// Whether it is marked.
        on: bool,
    },
    /// A remark on a text was looked at and left as it is.
    Dismissed {
        /// The text.
        field: Field,
        /// The remark's key, see [`Finding::key`](crate::domain::notes::Finding::key).
        finding: String,
    },
    /// Several criteria were answered at once, from one basis.
    Attested {
        /// Ids of the criteria.
        criteria: Vec<String>,
        /// Their rating.
        rating: Rating,
        /// What it rests on.
        basis: Basis,
    },
    /// A text changed: `remove` bytes at byte `at` gave way to `insert`.
    TextEdited {
        /// The text.
        field: Field,
        /// Byte offset.
        at: usize,
        /// Bytes removed.
        remove: usize,
        /// Text inserted.
        insert: String,
    },
    /// The editor was closed: what was typed in it is one step for undo.
    TextClosed,
    /// One more level was put on top.
    Stretched {
        /// The level.
        level: Arc<Level>,
    },
    /// The clock was started or goes on.
    ClockStarted,
    /// The clock was paused.
    ClockPaused,
    /// The clock is running; keeps the elapsed time on disk.
    ClockTicked,
    /// The interviewer's overall decision.
    OverallChosen {
        /// The decision.
        overall: Overall,
    },
    /// The level in the interviewer's decision.
    LevelChosen {
        /// The level.
        level: LevelChoice,
    },
    /// Names or planned time were corrected.
    DetailsChanged {
        /// Who is interviewed.
        candidate: Candidate,
        /// Who interviews.
        interviewer: String,
        /// Planned length in minutes.
        planned_minutes: u32,
    },
    /// What came before is what the amended card says: none of it is a step that can be taken back.
    CarriedOver,
    /// The last undoable step was taken back.
    Undone,
    /// The last step taken back was made again.
    Redone,
}

/// An event with its place in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// Counter from 0; order rests on it and never on the clock.
    pub seq: u64,
    /// Wall-clock time.
    pub at: Moment,
    /// Time on the interview's clock, in milliseconds.
    pub active_ms: u64,
    /// What happened.
    pub event: Event,
}

/// Why an event does not fit the interview.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApplyError {
    /// The counter does not continue.
    #[error("event {found} where {expected} should follow")]
    Sequence {
        /// The number that should follow.
        expected: u64,
        /// The number found.
        found: u64,
    },
    /// The first event is not a start, or a later one is.
    #[error("an interview starts once, with its first event")]
    Start,
    /// The criterion is not on the card.
    #[error("names a criterion that is not on the card: {0:?}")]
    UnknownCriterion(String),
    /// The level is not on the card.
    #[error("names a level that is not on the card: {0:?}")]
    UnknownLevel(String),
    /// The edit does not fit its text.
    #[error("an edit does not fit its text")]
    Edit,
    /// The text would be too long.
    #[error("the text would be longer than {} bytes", limits::TEXT_BYTES)]
    TooLong,
    /// The level does not continue the chain.
    #[error("the level does not build on the card's highest one")]
    Stretch,
    /// There is nothing to undo or redo.
    #[error("there is nothing to undo or redo")]
    History,
}
