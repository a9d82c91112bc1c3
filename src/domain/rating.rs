//! Ratings: what an interviewer says about one criterion.
//!
//! Unknown is not a rating. "Asked, no usable answer" is an [`Answer`] without a [`Rating`];
//! "not asked" is the absence of an answer.

use std::fmt;

/// How far a criterion was shown, against its own wording at its own level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Asked and probed; the evidence is absent or contrary.
    NotShown,
    /// Some clauses only, or only with prompting.
    Partial,
    /// One first-hand example covers every clause and held under a probe.
    Meets,
    /// Volunteered, beyond every clause, and measured or held under follow-up.
    Exceeds,
}

impl Rating {
    /// All ratings, lowest first.
    pub const ALL: [Self; 4] = [Self::NotShown, Self::Partial, Self::Meets, Self::Exceeds];

    /// The rating written as `number`, or nothing outside 1 to 4.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        usize::try_from(number).ok()?.checked_sub(1).and_then(|index| Self::ALL.get(index)).copied()
    }

    /// The number on the key and in files, 1 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Points that the rule counts: 0, 1, 2, 2. Exceeds earns no more than Meets, so that
    /// brilliance in one place cannot buy off a gap in another.
    #[must_use]
    pub fn points(self) -> u32 {
        match self {
            Self::NotShown => 0,
            Self::Partial => 1,
            Self::Meets | Self::Exceeds => 2,
        }
    }

    /// The word shown beside the number.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotShown => "Not shown",
            Self::Partial => "Partial",
            Self::Meets => "Meets",
            Self::Exceeds => "Exceeds",
        }
    }

    /// What the rating means in general. A criterion's own anchor says what it means there.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::NotShown => "asked and probed; evidence absent or contrary",
            Self::Partial => "some clauses only, or only with prompting",
            Self::Meets => "one first-hand example covers every clause and held under a probe",
            Self::Exceeds => "volunteered, beyond every clause; measured or survived follow-up",
        }
    }
}

/// The scale's own wording as four anchors, lowest first: what a criterion says where nobody has written
/// better. Whoever puts them into a criterion marks it with `generated_anchors`.
#[must_use]
pub fn generic_anchors() -> [String; 4] {
    Rating::ALL.map(|rating| {
        let meaning = rating.meaning();
        let mut letters = meaning.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{}.", letters.as_str())
    })
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number(), self.label())
    }
}

/// What came of a question that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Asked, but nothing usable came of it (time, misunderstanding). Unknown to the rule.
    NoData,
    /// Rated.
    Rated(Rating),
}

impl Answer {
    /// The rating, if there is one.
    #[must_use]
    pub fn rating(self) -> Option<Rating> {
        match self {
            Self::NoData => None,
            Self::Rated(rating) => Some(rating),
        }
    }

    /// Whether a card needs a note for it: everything but a plain Meets has to be explained.
    #[must_use]
    pub fn needs_note(self) -> bool {
        self != Self::Rated(Rating::Meets)
    }

    /// Number and word, as screens and reports show it.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::NoData => "0 No data".to_owned(),
            Self::Rated(rating) => rating.to_string(),
        }
    }
}

/// The shape that goes with an answer, or with none, so that it never rests on colour alone.
#[must_use]
pub fn shape(answer: Option<Answer>) -> &'static str {
    match answer {
        None => "·",
        Some(Answer::NoData) => "?",
        Some(Answer::Rated(Rating::NotShown)) => "○",
        Some(Answer::Rated(Rating::Partial)) => "◐",
        Some(Answer::Rated(Rating::Meets)) => "●",
        Some(Answer::Rated(Rating::Exceeds)) => "◆",
    }
}

/// What a rating rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The conversation itself.
    Interview,
    /// A work sample or exercise.
    WorkSample,
    /// The candidate's written record.
    Resume,
    /// An earlier screening conversation.
    Screen,
    /// Attested for a whole section, without asking each criterion.
    Attested,
}

impl Basis {
    /// Every basis, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Attested, Self::Resume, Self::Screen, Self::WorkSample, Self::Interview];

    /// The id used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::WorkSample => "work_sample",
            Self::Resume => "resume",
            Self::Screen => "screen",
            Self::Attested => "attested",
        }
    }

    /// The words shown on screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::WorkSample => "work sample",
            Self::Resume => "résumé",
            Self::Screen => "screening",
            Self::Attested => "attested",
        }
    }

    /// The basis with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_four_are_ratings() {
        let read: Vec<Option<u8>> = (-1..=6).map(|n| Rating::from_number(n).map(Rating::number)).collect();
        assert_eq!(read, [None, None, Some(1), Some(2), Some(3), Some(4), None, None]);
    }

    #[test]
    fn generic_anchors_are_the_scale_in_four_sentences() {
        let anchors = generic_anchors();
        assert_eq!(anchors[2], "One first-hand example covers every clause and held under a probe.");
        for (anchor, rating) in anchors.iter().zip(Rating::ALL) {
            assert!(anchor.eq_ignore_ascii_case(&format!("{}.", rating.meaning())), "{anchor}");
        }
    }

    #[test]
    fn exceeds_earns_no_more_than_meets() {
        assert_eq!(Rating::ALL.map(Rating::points), [0, 1, 2, 2]);
    }
}
