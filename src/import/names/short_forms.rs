//! What a document shortens: the CSM is the Customer Service Manager where one of its names says so.

use std::collections::HashMap;

use super::{MOST_GUESSED, Name, is_of_a_role};

/// What the names of a document shorten: "Support Desk Agent (SDA)", "Senior SDA".
///
/// A short form of two letters counts only beside its words, since IT and QA are words of their own.
pub(super) fn short_forms(names: &[Name]) -> HashMap<String, Vec<String>> {
    let mut forms = HashMap::new();
    let few = names.len() <= MOST_GUESSED;
    for name in names {
        // The VP, Vendor Partnerships is a VP.
        let short = |word: &&String| (2..=6).contains(&word.chars().count()) && !is_of_a_role(word);
        for word in name.all.iter().filter(short) {
            if forms.contains_key(word) {
                continue;
            }
            let own = acronym(&name.all, word);
            let meant = own.or_else(|| {
                let long = few && word.chars().count() > 2;
                long.then(|| names.iter().find_map(|other| acronym(&other.base, word)))?
            });
            if let Some(words) = meant {
                forms.insert(word.clone(), words);
            }
        }
    }
    forms
}

/// Words with every short form in full, but where its words stand there as well.
pub(super) fn in_full(words: &[String], forms: &HashMap<String, Vec<String>>) -> Vec<String> {
    if forms.is_empty() {
        return words.to_vec();
    }
    let mut full = Vec::with_capacity(words.len());
    for word in words {
        match forms.get(word) {
            Some(meant) if words.windows(meant.len()).any(|run| run == meant) => {}
            Some(meant) => full.extend(meant.iter().cloned()),
            None => full.push(word.clone()),
        }
    }
    full
}

/// The words of a name that a word is made of the first letters of.
pub(super) fn acronym(name: &[String], word: &str) -> Option<Vec<String>> {
    let length = word.chars().count();
    name.windows(length.max(1))
        .find(|run| run.iter().zip(word.chars()).all(|(part, letter)| part.starts_with(letter)))
        .filter(|_| length > 1)
        .map(<[String]>::to_vec)
}
