//! Ids made of words: stable while the words stay, readable in a file and on a command line.

use std::collections::{HashMap, HashSet};

use super::document::SectionRead;
use super::names::naming;
use crate::domain::adapt::names::of_words;

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
            let short = of_words(&own.join(" "));
            let wanted = if short.is_empty() { of_words(title) } else { short };
            taken.unique(&wanted, "level")
        })
        .collect()
}

/// Gives sections their ids, unique among themselves.
pub(super) fn name_sections(sections: &mut [SectionRead]) {
    let mut taken = Taken::default();
    for section in sections {
        section.id = taken.unique(&of_words(&section.title), section.kind.id());
    }
}
