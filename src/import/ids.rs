//! Ids made of words: stable while the words stay, readable in a file and on a command line.

use std::collections::{HashMap, HashSet};

use super::document::SectionRead;
use super::names::naming;

/// Longest id that is made, in letters.
const LONGEST: usize = 48;
/// Most words in the id of a criterion.
const MOST_WORDS: usize = 5;

/// Words that tell nothing apart.
const STOP: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "or",
    "of",
    "for",
    "to",
    "in",
    "on",
    "at",
    "by",
    "with",
    "from",
    "as",
    "is",
    "are",
    "be",
    "been",
    "being",
    "that",
    "this",
    "these",
    "those",
    "their",
    "its",
    "it",
    "our",
    "your",
    "you",
    "we",
    "who",
    "has",
    "have",
    "had",
    "can",
    "will",
    "may",
    "must",
    "should",
    "into",
    "such",
    "any",
    "all",
    "both",
    "including",
    "include",
    "etc",
    "eg",
    "ie",
    "least",
    "not",
    "than",
];

/// A text as an id: lowercase letters and digits, joined by hyphens; empty where it has none.
pub(super) fn slug(text: &str) -> String {
    cut(&ascii_words(text).join("-"))
}

/// The words of an item that its id is made of.
pub(super) fn words_of_item(text: &str) -> String {
    let words = ascii_words(text);
    let telling: Vec<&String> = words.iter().filter(|word| !STOP.contains(&word.as_str())).collect();
    let chosen: Vec<&str> = if telling.is_empty() {
        words.iter().take(MOST_WORDS).map(String::as_str).collect()
    } else {
        telling.into_iter().take(MOST_WORDS).map(String::as_str).collect()
    };
    cut(&chosen.join("-"))
}

/// The ids that are taken.
#[derive(Debug, Default)]
pub(super) struct Taken {
    ids: HashSet<String>,
    /// The number to try next for an id that was wanted before.
    next: HashMap<String, usize>,
}

impl Taken {
    pub(super) fn add(&mut self, id: &str) {
        self.ids.insert(id.to_owned());
    }

    /// An id that is not yet taken, by a number at its end; it is taken from now on.
    pub(super) fn unique(&mut self, wanted: &str, fallback: &str) -> String {
        let wanted = if wanted.is_empty() { fallback } else { wanted };
        if self.ids.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let number = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}-{number}");
            *number += 1;
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Short ids of levels: their titles without the words that all of them have.
pub(super) fn level_ids(titles: &[String]) -> Vec<String> {
    let words: Vec<Vec<String>> = titles.iter().map(|title| naming(title)).collect();
    let mut counts: HashMap<&String, usize> = HashMap::new();
    for words in &words {
        for word in words.iter().collect::<HashSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let common = |word: &String| titles.len() > 1 && counts.get(word) == Some(&titles.len());
    let mut taken = Taken::default();
    titles
        .iter()
        .zip(&words)
        .map(|(title, words)| {
            let own: Vec<String> = words.iter().filter(|word| !common(word)).cloned().collect();
            let short = slug(&own.join(" "));
            let wanted = if short.is_empty() { slug(title) } else { short };
            taken.unique(&wanted, "level")
        })
        .collect()
}

/// Gives sections their ids, unique among themselves.
pub(super) fn name_sections(sections: &mut [SectionRead]) {
    let mut taken = Taken::default();
    for section in sections {
        section.id = taken.unique(&slug(&section.title), section.kind.id());
    }
}

fn cut(id: &str) -> String {
    if id.len() <= LONGEST {
        return id.to_owned();
    }
    let kept = &id[..LONGEST];
    kept.rsplit_once('-').map_or(kept, |(words, _)| words).to_owned()
}

/// Lowercase words in plain letters; a letter with an accent is the letter.
fn ascii_words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars() {
        match plain(c) {
            Some(letters) => {
                if let Some(word) = words.last_mut() {
                    word.push_str(&letters);
                }
            }
            // "don't" is one word.
            None if matches!(c, '\'' | '’') => {}
            None => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn plain(c: char) -> Option<String> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase().to_string());
    }
    let lower = c.to_lowercase().next()?;
    let letters = match lower {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' | 'þ' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    };
    Some(letters.to_owned())
}
