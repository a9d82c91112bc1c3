//! The words to look for, made ready so that a text is gone through once.

use std::collections::HashSet;
use std::ops::Range;

use super::Code;
use super::behaviour::Behaviour;
use crate::domain::language::others;
use crate::domain::language::phrase::{Phrases, Text, written};
use crate::domain::rating::Answer;

/// Words of one kind, why they hurt, and what to write in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// A name by which it is switched off.
    pub id: String,
    /// What a finding is called.
    pub code: Code,
    /// Ways to write it, as phrases: lower case, `a|b` for either word, `#` for a number, `*` for any word,
    /// `a?` for a word that may be left out, `,a` for a word that a comma may part from the one before.
    pub words: Vec<String>,
    /// Phrases around it in which it is harmless.
    pub unless: Vec<String>,
    /// What a criterion is about where the words belong to the job.
    pub work: Vec<String>,
    /// People other than the candidate, of whom it may be said.
    pub people: Vec<String>,
    /// Whether it is left alone beside behaviour.
    pub soft: bool,
    /// Why it hurts.
    pub why: String,
    /// What to write instead.
    pub instead: String,
}

impl Entry {
    /// Brings the phrases into the form in which they are looked for. Hyphens and apostrophes are taken as
    /// people write them.
    ///
    /// # Errors
    /// What is wrong, with the field that it is in.
    pub fn checked(mut self) -> Result<Self, (&'static str, String)> {
        if self.id.trim().is_empty() {
            return Err(("id", "is empty; a short name is needed".to_owned()));
        }
        if !self.code.is_about_words() {
            return Err(("code", format!("{:?} is not about words", self.code.id())));
        }
        let fields = [("words", &mut self.words), ("unless", &mut self.unless), ("work", &mut self.work)];
        for (field, phrases) in fields.into_iter().chain([("people", &mut self.people)]) {
            for phrase in phrases {
                *phrase = written(phrase).ok_or_else(|| (field, format!("{phrase:?} is no phrase of words")))?;
            }
        }
        let empty = [("words", self.words.is_empty()), ("why", self.why.trim().is_empty())];
        let empty = empty.into_iter().chain([("instead", self.instead.trim().is_empty())]).find(|(_, empty)| *empty);
        match empty {
            Some((field, _)) => Err((field, "is missing or empty".to_owned())),
            None => Ok(self),
        }
    }
}

/// An entry of the lists in a text.
pub(super) struct Hit<'a> {
    pub(super) entry: &'a Entry,
    pub(super) words: Range<usize>,
}

/// All words to look for, and what behaviour is told by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordLists {
    entries: Vec<Entry>,
    phrases: Phrases,
    harmless: Phrases,
    behaviour: Behaviour,
    off: HashSet<String>,
}

impl WordLists {
    /// Makes lists of checked entries. What is called as an id in `off`, an entry's or a code's, is not
    /// looked for.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>, behaviour: Behaviour, off: impl IntoIterator<Item = String>) -> Self {
        let off: HashSet<String> = off.into_iter().collect();
        entries.retain(|entry| !off.contains(&entry.id) && !off.contains(entry.code.id()));
        let phrases = Phrases::new(entries.iter().map(|entry| entry.words.iter().map(String::as_str)));
        let harmless = Phrases::new(entries.iter().map(|entry| entry.unless.iter().map(String::as_str)));
        Self { entries, phrases, harmless, behaviour, off }
    }

    /// The entries that are looked for.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn behaviour(&self) -> &Behaviour {
        &self.behaviour
    }

    /// What a finding about the whole note says, unless it is switched off.
    pub(super) fn remark(&self, code: Code, answer: Answer) -> Option<(&str, &str)> {
        (!self.off.contains(code.id())).then(|| self.behaviour.remark(code, answer))
    }

    /// Every place of every entry that is not harmless there, in the order of the text; of overlapping
    /// ones the first and longest.
    pub(super) fn hits(&self, text: &Text, about: &[&str; 2]) -> Vec<Hit<'_>> {
        let about = about.map(Text::new);
        let mut hits: Vec<(usize, Range<usize>)> = self.phrases.find(text);
        hits.sort_by_key(|(row, found)| (found.start, usize::MAX - found.len(), *row));
        hits.dedup();
        let harmless = if hits.is_empty() { Vec::new() } else { self.harmless.find(text) };
        let mut free = 0;
        let mut kept = Vec::new();
        for (row, words) in hits {
            let entry = &self.entries[row];
            let another = |(of, at): &(usize, Range<usize>)| *of == row && at.start < words.end && words.start < at.end;
            if words.start >= free && !harmless.iter().any(another) && !is_harmless(entry, text, &words, &about) {
                free = words.end;
                kept.push(Hit { entry, words });
            }
        }
        kept
    }
}

/// Whether an entry's words are said of somebody else, or are the work itself.
fn is_harmless(entry: &Entry, text: &Text, words: &Range<usize>, about: &[Text; 2]) -> bool {
    (!entry.people.is_empty() && of_others(entry, text, words))
        || entry.work.iter().any(|phrase| about.iter().any(|about| !about.find(phrase).is_empty()))
}

/// Whether words are said of other people: those stand close before them or right behind.
fn of_others(entry: &Entry, text: &Text, words: &Range<usize>) -> bool {
    const BEFORE: usize = 3;
    let is = |index: usize| entry.people.iter().any(|person| person == text.at(index));
    let joined = |index: usize| !text.gap(index).contains([',', ';', '.', ':', '(', '\n']);
    let before = (1..=BEFORE.min(words.start)).take_while(|back| joined(words.start + 1 - back));
    others::are_meant(text, words.start)
        || before.map(|back| words.start - back).any(is)
        || (words.end < text.words().len() && joined(words.end) && is(words.end))
}
