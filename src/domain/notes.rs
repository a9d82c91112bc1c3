//! What a careful colleague would say about an interviewer's notes before somebody else reads them:
//! words that must not weigh, and verdicts without what they rest on.
//!
//! A finding says why and what to write instead; it blocks nothing and changes no rating. False alarms
//! cost trust, so words are found as phrases, with the places in which they are harmless. The words
//! come from data files by way of [`WordLists`]; the corpus in `tests/notes` shows what is found and
//! what is left alone. Texts are quoted raw; they are cleaned where they are shown.

use std::ops::Range;

use super::language::phrase::Text;
use super::rating::{Answer, Rating};
use super::rubric::Criterion;
pub use behaviour::{Behaviour, Remarks};
pub use lists::{Entry, WordLists};

mod behaviour;
mod lists;

/// What kind of finding it is. The names are stable: programs and dismissals rest on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A protected characteristic, or what stands in for one.
    Protected,
    /// Other candidates.
    Comparison,
    /// A feeling in the place of what was seen and heard.
    GutFeeling,
    /// Likeness to the interviewer or to those who are already there.
    Similarity,
    /// A rating of 1, 2 or 4 whose note names nothing that was said or done.
    NoBehaviour,
    /// Shorter than a thought.
    TooShort,
}

impl Code {
    /// All codes.
    pub const ALL: [Self; 6] =
        [Self::Protected, Self::Comparison, Self::GutFeeling, Self::Similarity, Self::NoBehaviour, Self::TooShort];

    /// The name used in reports and files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Protected => "protected",
            Self::Comparison => "comparison",
            Self::GutFeeling => "gut-feeling",
            Self::Similarity => "similarity",
            Self::NoBehaviour => "no-behaviour",
            Self::TooShort => "too-short",
        }
    }

    /// The code with this name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.id() == id)
    }

    /// Whether it is about words that stand in the text, and not about the note as a whole.
    #[must_use]
    pub fn is_about_words(self) -> bool {
        !matches!(self, Self::NoBehaviour | Self::TooShort)
    }
}

/// A text to look at, with what it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct NoteContext<'a> {
    /// The text.
    pub text: &'a str,
    /// The answer that a note goes with. Without one the text is only looked at for words.
    pub answer: Option<Answer>,
    /// What the criterion is about, its title and statement: what must not weigh elsewhere may be the work here.
    pub about: [&'a str; 2],
}

impl<'a> NoteContext<'a> {
    /// The note on a criterion.
    #[must_use]
    pub fn on(criterion: &'a Criterion, answer: Option<Answer>, text: &'a str) -> Self {
        Self { text, answer, about: [&criterion.title, &criterion.statement] }
    }

    /// A text about the interview as a whole: takeaways, strengths, concerns, a reason.
    #[must_use]
    pub fn overall(text: &'a str) -> Self {
        Self { text, answer: None, about: [""; 2] }
    }
}

/// Something to think over in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind it is.
    pub code: Code,
    /// Where the words stand in the text, in bytes; nothing where it is about the note as a whole.
    pub span: Option<Range<usize>>,
    /// The words as they are written; empty for the note as a whole.
    pub words: String,
    /// Why it hurts.
    pub why: String,
    /// What to write instead.
    pub instead: String,
}

impl Finding {
    /// The name under which a finding is dismissed on a note: the same for the same words, however they
    /// are written and wherever they stand in it.
    #[must_use]
    pub fn key(&self) -> String {
        let plain = super::language::vocabulary::plain(&self.words);
        if plain.is_empty() { self.code.id().to_owned() } else { format!("{}:{plain}", self.code.id()) }
    }
}

/// Everything to think over in a text: words in the order of the text, then the note as a whole.
///
/// Takes time in proportion to the text. An empty text has nothing to think over.
#[must_use]
pub fn lint(note: &NoteContext, lists: &WordLists) -> Vec<Finding> {
    let text = Text::whole(note.text);
    if text.words().is_empty() {
        return Vec::new();
    }
    let mut hits = lists.hits(&text, &note.about);
    let ranges: Vec<Range<usize>> = hits.iter().map(|hit| hit.words.clone()).collect();
    let seen = lists.behaviour().seen(&text, &ranges, note.answer);
    hits.retain(|hit| !(hit.entry.soft && seen.behaviour));
    let mut findings: Vec<Finding> = hits
        .iter()
        .map(|hit| Finding {
            code: hit.entry.code,
            span: Some(text.place(&hit.words)),
            words: text.slice(hit.words.clone()).to_owned(),
            why: hit.entry.why.clone(),
            instead: hit.entry.instead.clone(),
        })
        .collect();
    findings.extend(whole(note.answer, &findings, &seen, lists));
    findings
}

/// What there is to say of the note as a whole, beside the words that were found.
fn whole(answer: Option<Answer>, words: &[Finding], seen: &behaviour::Seen, lists: &WordLists) -> Option<Finding> {
    let answer = answer.filter(|_| !seen.behaviour)?;
    let short = words.is_empty() && seen.short;
    let code = match answer {
        // A feeling says the same already: write what was seen.
        _ if words.iter().any(|finding| finding.code == Code::GutFeeling) => return None,
        Answer::Rated(Rating::NotShown | Rating::Partial | Rating::Exceeds) if !short || seen.judges => {
            Code::NoBehaviour
        }
        _ if short => Code::TooShort,
        _ => return None,
    };
    let (why, instead) = lists.remark(code, answer)?;
    Some(Finding { code, span: None, words: String::new(), why: why.to_owned(), instead: instead.to_owned() })
}

#[cfg(test)]
mod tests;
