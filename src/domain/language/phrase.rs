//! Texts as words, and phrases found in them: whole words, in any case, however they are joined.
//!
//! A phrase is written in lower case with spaces; it finds `self starter`, `Self-Starter` and
//! `self-starters` alike. `a|b` stands for either word, `#` for a number, and `,a` for a word that a
//! comma may part from the one before. A word written with a capital is found as it is written only,
//! so that `MIT` is not `mit`.

use std::collections::HashMap;
use std::ops::Range;

/// Most words of a text that are looked at: far more than a person reads in a rubric, and little enough
/// that no text takes long.
const LONGEST: usize = 300;

/// A text cut into words.
pub(in crate::domain) struct Text<'a> {
    source: &'a str,
    words: Vec<Word<'a>>,
}

/// A run of letters and digits; apostrophes inside are left out of it.
pub(in crate::domain) struct Word<'a> {
    raw: &'a str,
    lower: String,
    at: Range<usize>,
}

impl Word<'_> {
    /// The word in lower case.
    pub(in crate::domain) fn lower(&self) -> &str {
        &self.lower
    }

    /// The number that the word is, in digits or in letters.
    pub(in crate::domain) fn number(&self) -> Option<u32> {
        const SMALL: [&str; 21] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ];
        let spelled = SMALL.iter().position(|word| *word == self.lower).and_then(|n| u32::try_from(n).ok());
        self.lower.parse().ok().or(spelled)
    }
}

impl<'a> Text<'a> {
    pub(in crate::domain) fn new(source: &'a str) -> Self {
        Self::of(source, LONGEST)
    }

    /// All words of a text, however long it is. Only for what takes no longer than the text is long.
    pub(in crate::domain) fn whole(source: &'a str) -> Self {
        Self::of(source, usize::MAX)
    }

    fn of(source: &'a str, longest: usize) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        let mut letters = source.char_indices().peekable();
        while words.len() < longest
            && let Some((at, letter)) = letters.next()
        {
            let next = letters.peek().map(|&(_, next)| next);
            let inside = letter.is_alphanumeric()
                || (is_apostrophe(letter) && start.is_some() && next.is_some_and(char::is_alphabetic));
            match (start, inside) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    words.push(word(source, from..at));
                    start = None;
                }
                _ => {}
            }
            if letter == '&' {
                words.push(Word { raw: "&", lower: "and".to_owned(), at: at..at + 1 });
            }
        }
        if let Some(from) = start.filter(|_| words.len() < longest) {
            words.push(word(source, from..source.len()));
        }
        Self { source, words }
    }

    pub(in crate::domain) fn words(&self) -> &[Word<'a>] {
        &self.words
    }

    /// The word at an index in lower case; empty beyond the ends.
    pub(in crate::domain) fn at(&self, index: usize) -> &str {
        self.words.get(index).map_or("", Word::lower)
    }

    /// The word `back` places before `index`; empty before the first.
    pub(in crate::domain) fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |index| self.at(index))
    }

    /// What stands between a word and the one before it.
    pub(in crate::domain) fn gap(&self, index: usize) -> &'a str {
        let from = index.checked_sub(1).map_or(0, |before| self.words[before].at.end);
        let to = self.words.get(index).map_or(self.source.len(), |word| word.at.start);
        &self.source[from..to]
    }

    /// The text from the first to the last word of a range, as it was written.
    pub(in crate::domain) fn slice(&self, range: Range<usize>) -> &'a str {
        let (Some(first), Some(last)) = (self.words.get(range.start), self.words.get(range.end.wrapping_sub(1))) else {
            return "";
        };
        self.source.get(first.at.start..last.at.end).unwrap_or_default()
    }

    /// Where a range of words stands in the text, in bytes.
    pub(in crate::domain) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let (first, last) = (self.words.get(range.start), self.words.get(range.end.wrapping_sub(1)));
        first.zip(last).map_or(0..0, |(first, last)| first.at.start..last.at.end)
    }

    /// Every place of a phrase, as ranges of words.
    pub(in crate::domain) fn find(&self, phrase: &str) -> Vec<Range<usize>> {
        let parts: Vec<&str> = phrase.split(' ').collect();
        (0..self.words.len()).filter_map(|start| self.fits(start, &parts)).collect()
    }

    /// Whether a phrase stands over a part of this range.
    pub(in crate::domain) fn holds_over(&self, phrase: &str, range: &Range<usize>) -> bool {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let first = (range.start + 1).saturating_sub(parts.len());
        (first..range.end).any(|start| self.fits(start, &parts).is_some())
    }

    /// Whether a phrase stands just before a word.
    pub(in crate::domain) fn holds_before(&self, phrase: &str, index: usize) -> bool {
        let parts: Vec<&str> = phrase.split(' ').collect();
        index.checked_sub(parts.len()).is_some_and(|start| self.fits(start, &parts).is_some())
    }

    /// Whether the text holds one of these phrases.
    pub(in crate::domain) fn holds(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| !self.find(phrase).is_empty())
    }

    fn fits(&self, start: usize, parts: &[impl AsRef<str>]) -> Option<Range<usize>> {
        let fits = start + parts.len() <= self.words.len()
            && parts.iter().enumerate().all(|(offset, part)| {
                let index = start + offset;
                let part = part.as_ref();
                let (listed, part) = part.strip_prefix(',').map_or((false, part), |part| (true, part));
                part.split('|').any(|one| is(&self.words[index], one)) && (offset == 0 || self.joins(index, listed))
            });
        fits.then(|| start..start + parts.len())
    }

    /// Whether a word may belong to one phrase with the word before it: no clause ends between them.
    fn joins(&self, index: usize, listed: bool) -> bool {
        let gap = self.gap(index);
        let initial = self.words[index - 1].lower.chars().count() == 1;
        gap == "."
            || (gap == ". " && initial)
            || (gap.trim() == "," && listed)
            || !gap.contains([',', '.', ';', ':', '(', ')', '!', '?', '\n'])
    }
}

/// Many phrases, laid over a text in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Phrases {
    /// By each way to write the first word; a number is under `#`. Each phrase with the row it is from.
    by_first: HashMap<String, Vec<(usize, Vec<String>)>>,
}

impl Phrases {
    /// The phrases of a table's rows.
    pub(in crate::domain) fn new<'a>(rows: impl Iterator<Item = impl IntoIterator<Item = &'a str>>) -> Self {
        let mut phrases = Self::default();
        for (row, written) in rows.enumerate() {
            for phrase in written {
                phrases.add(row, phrase);
            }
        }
        phrases
    }

    fn add(&mut self, row: usize, phrase: &str) {
        let parts: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        for first in parts[0].split('|') {
            self.by_first.entry(first.to_owned()).or_default().push((row, parts.clone()));
        }
    }

    /// Every place of every phrase, with its row.
    pub(in crate::domain) fn find(&self, text: &Text) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for (start, word) in text.words.iter().enumerate() {
            let ways =
                [Some(word.lower.as_str()), Some(word.raw), word.lower.strip_suffix('s'), word.number().map(|_| "#")];
            for (row, parts) in ways.into_iter().flatten().filter_map(|way| self.by_first.get(way)).flatten() {
                found.extend(text.fits(start, parts).map(|range| (*row, range)));
            }
        }
        found
    }
}

/// A phrase as it is looked for, of one that people wrote: hyphens are spaces and apostrophes are left
/// out. Nothing where no text could hold it.
pub(in crate::domain) fn written(phrase: &str) -> Option<String> {
    let plain: String = phrase.chars().filter(|c| !is_apostrophe(*c)).collect();
    let parts: Vec<&str> =
        plain.split(|c: char| c.is_whitespace() || c == '-').filter(|part| !part.is_empty()).collect();
    let sound = |part: &&str| {
        let part = part.strip_prefix(',').unwrap_or(part);
        part.split('|').all(|way| way == "#" || !way.is_empty() && way.chars().all(char::is_alphanumeric))
    };
    (!parts.is_empty() && !parts[0].starts_with(',') && parts.iter().all(sound)).then(|| parts.join(" "))
}

fn word(source: &str, at: Range<usize>) -> Word<'_> {
    let raw = &source[at.clone()];
    Word { raw, lower: raw.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase).collect(), at }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn is(word: &Word, wanted: &str) -> bool {
    // With a capital in it, only the word as it was written can be equal. Of two or three letters an
    // `s` would make another word: `us`, `his`, `boss`.
    word.lower == wanted
        || word.raw == wanted
        || (wanted == "#" && word.number().is_some())
        || (wanted.len() > 3 && word.lower.strip_suffix('s') == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_however_its_words_are_joined() {
        for text in ["self starter", "A Self-Starter!", "two self–starters", "(self-starter)", "\"self starter\""] {
            assert!(Text::new(text).holds(&["self starter"]), "{text}");
        }
        for text in ["self, starter", "self. Starter", "himself starter", "self started", "selfstarter", ""] {
            assert!(!Text::new(text).holds(&["self starter"]), "{text}");
        }
        assert!(Text::new("Driver\u{2019}s license").holds(&["drivers licence|license"]));
        assert!(Text::new("From MIT").holds(&["MIT"]) && !Text::new("commit mit").holds(&["MIT"]));
        assert!(Text::new("within 12 years").holds(&["# years"]) && Text::new("Six years").holds(&["# years"]));
        assert!(Text::new("a B.S. in Physics").holds(&["B S in"]));
    }

    #[test]
    fn what_was_found_is_quoted_as_it_was_written() {
        let text = Text::new("Wants a «Rock-Star» & more");
        let found = text.find("rock star");
        assert_eq!(found.iter().map(|range| text.slice(range.clone())).collect::<Vec<_>>(), ["Rock-Star"]);
        assert_eq!((text.at(4), text.gap(4), text.at(99), text.before(0, 1)), ("and", "» ", "", ""));
        assert_eq!((text.slice(0..0), text.slice(3..99)), ("", ""));
    }
}
