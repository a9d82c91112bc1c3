//! What lies in a candidate's folder, as the panel knows it: submitted cards, and files that are
//! named but not pooled.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::domain::candidate::{Candidate, name_key};
use crate::domain::rubric::{Level, Rubric};
use crate::domain::scorecard::Scorecard;

/// A submitted card.
#[derive(Clone, Debug, PartialEq)]
pub struct Submitted {
    /// The file's own name, to call it by.
    pub file: String,
    /// Its seal.
    pub seal: String,
    /// What it says.
    pub card: Arc<Scorecard>,
}

impl Submitted {
    /// Who interviewed, without outer spaces.
    #[must_use]
    pub fn interviewer(&self) -> &str {
        self.card.content().interviewer.trim()
    }

    /// The interviewer's name as it is told apart from others.
    pub(super) fn person(&self) -> String {
        name_key(self.interviewer())
    }

    pub(super) fn candidate(&self) -> &Candidate {
        &self.card.content().candidate
    }

    pub(super) fn rubric(&self) -> &Rubric {
        &self.card.content().rubric
    }

    pub(super) fn target(&self) -> &Level {
        self.rubric().target()
    }

    pub(super) fn amends(&self) -> Option<&str> {
        self.card.content().amends.as_ref().map(|amendment| amendment.seal.as_str())
    }

    /// Sorts the newest first, and of copies the plainest name. Wall clocks of several machines are
    /// all there is to tell the newest by; the id only makes the order a total one.
    pub(super) fn age(&self) -> impl Ord + use<> {
        let content = self.card.content();
        let newest = Reverse((content.submitted_at.unix_seconds(), content.id.clone(), self.seal.clone()));
        (newest, self.file.len(), self.file.clone())
    }

    pub(super) fn left_out(&self, why: Why) -> LeftOut {
        LeftOut { file: self.file.clone(), interviewer: Some(self.interviewer().to_owned()), why }
    }
}

/// A file that is not pooled, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The file's own name.
    pub file: String,
    /// Whose it is, as far as that can be told.
    pub interviewer: Option<String>,
    /// Why.
    pub why: Why,
}

/// Why a file is not pooled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// An interview that is not submitted yet. Storage says this.
    Draft,
    /// Not to be read as a card, or not what was sealed; with what is wrong. Storage says this.
    Damaged(String),
    /// The same card as another file.
    Copy {
        /// The file that counts.
        of: String,
    },
    /// About somebody else, or somebody of the same name with another reference.
    OtherCandidate(Candidate),
    /// For another job family.
    OtherFamily {
        /// The family's title.
        family: String,
    },
    /// Amends, directly or by a chain, a card of another interviewer.
    AmendsAnother {
        /// Whose card that is.
        interviewer: String,
    },
    /// Replaced by an amendment.
    Superseded {
        /// The file that replaces it.
        by: String,
    },
    /// Its interviewer has a newer card, and no amendment joins the two.
    Older {
        /// The newer file.
        than: String,
    },
    /// A level that it shares with the pooled cards is not the same there.
    OtherEdition {
        /// The lowest such level, by its short name.
        level: String,
    },
}

/// Something to know about a card that is pooled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The file's own name.
    pub file: String,
    /// Who interviewed.
    pub interviewer: String,
    /// What there is to know.
    pub what: Aside,
}

/// What there is to know about a card that is pooled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It amends a card that is not here, so that before and after cannot be compared.
    AmendsMissing,
    /// It asked a level that does not lead to the panel's highest one. Ratings there do not count.
    LevelAside {
        /// The level, by its short name.
        level: String,
    },
}
