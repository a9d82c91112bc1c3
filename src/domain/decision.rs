//! What a person decides. It stands beside the rule's recommendation and is never computed.

/// An interviewer's overall decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overall {
    /// A clear no. Only a person says this.
    StrongNo,
    /// No.
    No,
    /// The interview did not give enough to decide.
    NoDecision,
    /// Yes.
    Yes,
    /// A clear yes.
    StrongYes,
}

impl Overall {
    /// Every decision, from no to yes.
    pub const ALL: [Self; 5] = [Self::StrongNo, Self::No, Self::NoDecision, Self::Yes, Self::StrongYes];

    /// The id used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::StrongNo => "strong_no",
            Self::No => "no",
            Self::NoDecision => "no_decision",
            Self::Yes => "yes",
            Self::StrongYes => "strong_yes",
        }
    }

    /// The words shown on screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::StrongNo => "strong no",
            Self::No => "no",
            Self::NoDecision => "no decision",
            Self::Yes => "yes",
            Self::StrongYes => "strong yes",
        }
    }

    /// The decision with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|overall| overall.id() == id)
    }
}
