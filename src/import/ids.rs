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
    fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
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
    let mut counts: HashMap<String, usize> = HashMap::new();
    for title in titles {
        for word in naming(title).into_iter().collect::<HashSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let common = |word: &String| titles.len() > 1 && counts.get(word) == Some(&titles.len());
    let mut taken = Taken::default();
    titles
        .iter()
        .map(|title| {
            let telling = title.split(|c: char| !c.is_alphanumeric()).filter(|word| {
                let named = naming(word);
                !named.is_empty() && !named.iter().any(common)
            });
            let telling: Vec<&str> = telling.collect();
            // "I" and "II" alone are no names.
            let numbered = telling
                .iter()
                .all(|word| word.chars().count() < 2 || word.chars().all(|c| "IVX0123456789".contains(c)));
            let short = if numbered { String::new() } else { of_words(&telling.join(" ")) };
            let whole = of_words(title);
            let wanted = if short.is_empty() || taken.has(&short) { whole } else { short };
            taken.unique(&wanted, "level")
        })
        .collect()
}

/// Words that half of all requirements begin with: they tell no criterion from another.
const COMMONPLACE: &[&str] = &[
    "ability",
    "able",
    "advanced",
    "at",
    "capable",
    "capability",
    "comfortable",
    "comfort",
    "deep",
    "demonstrate",
    "demonstrated",
    "excellent",
    "exceptional",
    "experience",
    "experienced",
    "expert",
    "expertise",
    "extensive",
    "familiar",
    "familiarity",
    "good",
    "great",
    "high",
    "knowledge",
    "least",
    "level",
    "minimum",
    "of",
    "plus",
    "practical",
    "previous",
    "prior",
    "professional",
    "proficiency",
    "proficient",
    "proven",
    "record",
    "skill",
    "skills",
    "solid",
    "strong",
    "sufficient",
    "track",
    "understanding",
    "using",
    "with",
    "work",
    "working",
    "year",
    "years",
];

/// The id of an item: its level, and the words that tell it from others. It rests on its own text
/// alone, so that an edit elsewhere in the document leaves it as it is.
pub(super) fn criterion_id(level: &str, text: &str, taken: &mut Taken) -> String {
    let telling = |word: &&str| {
        let lower = word.to_lowercase();
        !COMMONPLACE.contains(&lower.as_str()) && !lower.chars().all(|c| c.is_ascii_digit())
    };
    let split =
        || text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).filter(|word| !word.is_empty());
    let own: Vec<&str> = split().filter(telling).collect();
    let words = of_words(&if own.len() < 2 { split().collect() } else { own }.join(" "));
    let whole = of_words(text);
    let choice = [words, whole].into_iter().filter(|words| !words.is_empty()).map(|words| format!("{level}.{words}"));
    let choices: Vec<String> = choice.collect();
    let free = choices.iter().find(|id| !taken.has(id)).or(choices.first());
    let wanted = free.cloned().unwrap_or_else(|| format!("{level}.criterion"));
    taken.unique(&wanted, "criterion")
}

/// Gives sections their ids, unique among themselves.
pub(super) fn name_sections(sections: &mut [SectionRead]) {
    let mut taken = Taken::default();
    for section in sections {
        section.id = taken.unique(&of_words(&section.title), section.kind.id());
    }
}
