//! Words in a criterion that measure a character or a proxy and not the work.
//!
//! The tables are [`TRAITS`] and [`PROXIES`]; here they are laid over the texts, with what keeps them
//! from crying wolf: longer phrases that mean something else, other people who are spoken of, and
//! jobs in which the thing is the work.

use std::ops::Range;
use std::sync::LazyLock;

use super::phrase::{Phrases, Text};
use super::proxies::PROXIES;
use super::traits::TRAITS;
use super::{Advice, others, quoted, verbs};
use crate::domain::rubric::Criterion;

/// A row of a table: words, why they hurt, and what to write in their place.
pub(super) struct Entry {
    /// Ways to write it, in the notation of [`super::phrase`].
    pub(super) words: &'static [&'static str],
    /// Phrases around it in which it means something else.
    pub(super) unless: &'static [&'static str],
    /// Why it hurts an interview.
    pub(super) reason: &'static str,
    /// What to ask in its place.
    pub(super) instead: &'static str,
    /// Whether it may be said of other people than the candidate: pupils, patients, customers.
    pub(super) of_others: bool,
    /// Words that show that the job is about just this.
    pub(super) where_it_is_the_work: &'static [&'static str],
}

static TRAIT_WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(TRAITS));
static PROXY_WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(PROXIES));

pub(super) fn advice(criterion: &Criterion, setting: &str) -> Vec<Advice> {
    let mut advice = traits(criterion);
    let about = format!("{setting} {} {}", criterion.title, criterion.statement);
    let about = Text::new(&about);
    let mut said: Vec<&Entry> = Vec::new();
    for (path, text) in texts(criterion) {
        let text = Text::new(text);
        for (entry, found) in PROXY_WORDS.hits(&text) {
            // One table row is one thing to mend, however often it is written in the criterion.
            if is_the_work(&about, entry) || said.iter().any(|known| std::ptr::eq(*known, entry)) {
                continue;
            }
            said.push(entry);
            let message = format!("{} stands for something that can be asked directly", quoted(text.slice(found)));
            advice.push(Advice::new(path.clone(), "proxy-word", message, entry.reason, entry.instead));
        }
    }
    advice
}

/// Trait words in the statement, or in the title where that is all there is.
fn traits(criterion: &Criterion) -> Vec<Advice> {
    let bare = criterion.statement.trim().is_empty();
    let (path, text) = if bare { ("title", &criterion.title) } else { ("statement", &criterion.statement) };
    let text = Text::new(text);
    let found = TRAIT_WORDS.hits(&text);
    let ranges: Vec<Range<usize>> = found.iter().map(|(_, range)| range.clone()).collect();
    if verbs::tells_a_deed(&text, &ranges) {
        return Vec::new();
    }
    let advice = |(entry, found): (&Entry, Range<usize>)| {
        let message = format!("{} names a trait and nothing that somebody does", quoted(text.slice(found)));
        Advice::new(path, "trait-word", message, entry.reason, entry.instead)
    };
    found.into_iter().map(advice).collect()
}

/// The texts in which a proxy would be rated. What is said of a 1 or 2 often names the proxy to refuse it.
fn texts(criterion: &Criterion) -> Vec<(String, &str)> {
    let mut texts =
        vec![("statement".to_owned(), criterion.statement.as_str()), ("title".to_owned(), criterion.title.as_str())];
    texts.extend(criterion.look_for.iter().enumerate().map(|(i, text)| (format!("look_for[{i}]"), text.as_str())));
    texts.extend([2, 3].map(|i| (format!("anchors.{}", i + 1), criterion.anchors[i].as_str())));
    for (q, question) in criterion.questions.iter().enumerate() {
        texts.push((format!("questions[{q}].ask"), &question.ask));
        texts.extend(
            question.probes.iter().enumerate().map(|(p, text)| (format!("questions[{q}].probes[{p}]"), text.as_str())),
        );
    }
    texts
}

/// Rows with all ways to write them at hand.
pub(super) struct Table {
    rows: &'static [Entry],
    phrases: Phrases,
}

impl Table {
    pub(super) fn new(rows: &'static [Entry]) -> Self {
        Self { rows, phrases: Phrases::new(rows.iter().map(|row| row.words.iter().copied())) }
    }

    /// Every row that a text holds, once each, in the order of the text; of overlapping ones the longest.
    pub(super) fn hits(&self, text: &Text) -> Vec<(&'static Entry, Range<usize>)> {
        let mut hits = self.phrases.find(text);
        hits.retain(|(row, found)| !self.rows[*row].is_excused(text, found));
        hits.sort_by_key(|(_, found)| (usize::MAX - found.len(), found.start));
        let mut kept: Vec<(usize, Range<usize>)> = Vec::new();
        for (row, found) in hits {
            if !kept.iter().any(|(known, longer)| *known == row || overlap(longer, &found)) {
                kept.push((row, found));
            }
        }
        kept.sort_by_key(|(_, found)| found.start);
        kept.into_iter().map(|(row, found)| (&self.rows[row], found)).collect()
    }
}

impl Entry {
    /// Whether a hit means something else, or somebody else.
    fn is_excused(&self, text: &Text, found: &Range<usize>) -> bool {
        (self.of_others && others::are_meant(text, found.start))
            || self.unless.iter().any(|phrase| text.holds_over(phrase, found))
    }
}

/// Whether the job is about the very thing: a driver's licence is no proxy where somebody drives.
fn is_the_work(about: &Text, entry: &Entry) -> bool {
    let itself: Vec<Range<usize>> = entry.words.iter().flat_map(|phrase| about.find(phrase)).collect();
    let mut work = entry.where_it_is_the_work.iter().flat_map(|phrase| about.find(phrase));
    work.any(|found| !itself.iter().any(|range| overlap(range, &found)))
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::advice::private::PRIVATE;

    #[test]
    fn every_row_of_a_table_can_be_found_and_says_why() {
        for row in TRAITS.iter().chain(PROXIES).chain(PRIVATE) {
            assert!(row.reason.len() > 30 && row.instead.len() > 10, "{:?}", row.words);
            for phrase in row.words.iter().chain(row.unless).chain(row.where_it_is_the_work) {
                let sample: Vec<&str> =
                    phrase.split(' ').map(|part| part.split('|').next().unwrap_or_default()).collect();
                let sample = sample.join(" ").replace('#', "7").replace(" ,", ", ");
                assert!(Text::new(&sample).holds(&[phrase]), "{phrase:?} is not found in {sample:?}");
                let lower = phrase.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '|' | '#' | ','));
                assert!(lower && !phrase.contains("||") && !phrase.contains("  "), "{phrase:?} is not a phrase");
            }
        }
    }
}
