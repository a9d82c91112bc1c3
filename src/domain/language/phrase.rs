//! Texts as words, and phrases found in them: whole words, in any case, however they are joined.
//!
//! A phrase is written in lower case with spaces; it finds `self starter`, `Self-Starter` and
//! `self-starters` alike. `a|b` stands for either word, `#` for a number, `*` for any word, `a?` for a
//! word that may be left out, and `,a` for a word that a comma may part from the one before. A word
//! written with a capital is found as it is written only, so that `MIT` is not `mit`.

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
        (first..range.end).any(|start| self.fits(start, &parts).is_some_and(|found| found.end > range.start))
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

    fn fits(&self, start: usize, parts: &[&str]) -> Option<Range<usize>> {
        let parts: Vec<(Place, &str)> = parts.iter().map(|part| Place::of(part)).collect();
        let is = |(_, ways): &(Place, &str), index: usize| ways.split('|').any(|way| is(&self.words[index], way));
        self.end_of(start, start, &parts, &|(place, _)| *place, &is).map(|end| start..end)
    }

    /// Where a phrase ends that goes on at `index` with these parts. A word that may be left out is
    /// taken where it stands, so that what is found is as long as it can be.
    fn end_of<P>(
        &self,
        start: usize,
        index: usize,
        parts: &[P],
        place: &impl Fn(&P) -> Place,
        is: &impl Fn(&P, usize) -> bool,
    ) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return Some(index) };
        let Place { needed, listed } = place(part);
        let taken = index < self.words.len() && is(part, index) && (index == start || self.joins(index, listed));
        let end = if taken { self.end_of(start, index + 1, rest, place, is) } else { None };
        if needed { end } else { end.or_else(|| self.end_of(start, index, rest, place, is)) }
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

/// How a word of a phrase stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// It may not be left out.
    needed: bool,
    /// A comma may part it from the word before.
    listed: bool,
}

impl Place {
    /// The place of a part, and the ways to write its word.
    fn of(part: &str) -> (Self, &str) {
        let (needed, part) = part.strip_suffix('?').map_or((true, part), |part| (false, part));
        let (listed, part) = part.strip_prefix(',').map_or((false, part), |part| (true, part));
        (Self { needed, listed }, part)
    }
}

/// A word of a phrase, made ready: each way to write it is a number, as comparing letters would take long.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    place: Place,
    /// Sorted.
    ways: Vec<usize>,
    number: bool,
    any: bool,
}

/// Many phrases, laid over a text in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Phrases {
    /// The number of each word.
    words: HashMap<String, usize>,
    /// Every part once, however many phrases hold it.
    parts: Vec<Part>,
    /// Each phrase in its parts, with the row that it is from.
    rows: Vec<(usize, Vec<usize>)>,
    /// Which of them begin with a word, for each way to write it; a number is under `#`.
    by_first: HashMap<String, Vec<usize>>,
}

impl Phrases {
    /// The phrases of a table's rows.
    pub(in crate::domain) fn new<'a>(rows: impl Iterator<Item = impl IntoIterator<Item = &'a str>>) -> Self {
        let mut phrases = Self::default();
        let mut known = HashMap::new();
        for (row, written) in rows.enumerate() {
            for phrase in written {
                phrases.add(row, phrase, &mut known);
            }
        }
        phrases
    }

    fn add<'a>(&mut self, row: usize, phrase: &'a str, known: &mut HashMap<&'a str, usize>) {
        let mut parts = Vec::new();
        for (index, part) in phrase.split(' ').enumerate() {
            if index == 0 {
                for first in part.split('|') {
                    self.by_first.entry(first.to_owned()).or_default().push(self.rows.len());
                }
            }
            parts.push(*known.entry(part).or_insert_with(|| {
                let (place, ways) = Place::of(part);
                let number = ways.split('|').any(|way| way == "#");
                let any = ways.split('|').any(|way| way == "*");
                let mut ways: Vec<usize> = ways.split('|').map(|way| number_of(&mut self.words, way)).collect();
                ways.sort_unstable();
                self.parts.push(Part { place, ways, number, any });
                self.parts.len() - 1
            }));
        }
        self.rows.push((row, parts));
    }

    /// Every place of every phrase, with its row.
    pub(in crate::domain) fn find(&self, text: &Text) -> Vec<(usize, Range<usize>)> {
        let forms: Vec<[Option<usize>; 3]> = text.words.iter().map(|word| self.forms(word)).collect();
        let is = |part: &usize, index: usize| {
            let Part { ways, number, any, .. } = &self.parts[*part];
            *any || forms[index].iter().flatten().any(|form| ways.binary_search(form).is_ok())
                || (*number && text.words[index].number().is_some())
        };
        let place = |part: &usize| self.parts[*part].place;
        let mut found = Vec::new();
        for (start, word) in text.words.iter().enumerate() {
            let ways =
                [Some(word.lower.as_str()), Some(word.raw), word.lower.strip_suffix('s'), word.number().map(|_| "#")];
            for index in ways.into_iter().flatten().filter_map(|way| self.by_first.get(way)).flatten() {
                let (row, parts) = &self.rows[*index];
                found.extend(text.end_of(start, start, parts, &place, &is).map(|end| (*row, start..end)));
            }
        }
        found
    }

    /// The numbers of a word's forms, as [`is`] compares them.
    fn forms(&self, word: &Word) -> [Option<usize>; 3] {
        let one = word.lower.strip_suffix('s').filter(|one| one.len() > 3);
        [Some(word.lower.as_str()), Some(word.raw), one].map(|form| self.words.get(form?).copied())
    }
}

fn number_of(words: &mut HashMap<String, usize>, word: &str) -> usize {
    let next = words.len();
    *words.entry(word.to_owned()).or_insert(next)
}

/// A phrase as it is looked for, of one that people wrote: hyphens are spaces and apostrophes are left
/// out. Nothing where no text could hold it.
pub(in crate::domain) fn written(phrase: &str) -> Option<String> {
    let plain: String = phrase.chars().filter(|c| !is_apostrophe(*c)).collect();
    let parts: Vec<&str> =
        plain.split(|c: char| c.is_whitespace() || c == '-').filter(|part| !part.is_empty()).collect();
    let sound = |part: &&str| {
        let part = part.strip_prefix(',').unwrap_or(part);
        let part = part.strip_suffix('?').unwrap_or(part);
        part.split('|')
            .all(|way| ["#", "*"].contains(&way) || !way.is_empty() && way.chars().all(char::is_alphanumeric))
    };
    // What may be anything, or nothing, is only held by the words around it.
    let firm = |part: &&str| !part.starts_with([',', '*']) && !part.ends_with('?');
    let ends = parts.first().is_some_and(firm) && parts.last().is_some_and(|part| !part.ends_with('?'));
    (ends && parts.iter().all(sound)).then(|| parts.join(" "))
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
        || wanted == "*"
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
    fn a_phrase_may_leave_words_open_and_words_out() {
        let phrase = "is a|the? very? old *";
        for text in ["is old stock", "is the old stock", "is a very old one", "is very old wine"] {
            assert_eq!(Text::new(text).find(phrase).first(), Some(&(0..Text::new(text).words().len())), "{text}");
        }
        for text in ["is a very old", "is so very old stock", "is, old stock", "is a the old stock", "is old. Stock"] {
            assert!(!Text::new(text).holds(&[phrase]), "{text}");
        }
        assert_eq!(Text::new("very very fine").find("very very? fine"), [0..3, 1..3], "as long as it can be");
        assert!(Text::new("so old").holds_over("so very? old", &(1..2)));
        assert!(!Text::new("so old a man").holds_over("so very? old", &(2..3)), "what ends before is not over it");
        for (phrase, sound) in [("a b? c", true), ("a? b", false), ("a b?", false), ("* b", false), ("a *", true)] {
            assert_eq!(written(phrase).is_some(), sound, "{phrase}");
        }
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
