//! Making two criteria of a compound one: where its statement is cut, seen before it is done.

use crate::domain::adapt::{CriterionEdit, Edit, Part, names};
use crate::domain::rubric::Criterion;

/// A statement with a cut in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    criterion: String,
    words: Vec<String>,
    /// How many words come before the cut.
    cut: usize,
    /// The parts as they were suggested, while nobody has moved the cut.
    suggested: Option<(String, String)>,
}

impl Split {
    /// Looks for the best place to cut; nothing where the statement has no two words.
    #[must_use]
    pub fn of(criterion: &Criterion) -> Option<Self> {
        let words: Vec<String> = criterion.statement.split_whitespace().map(str::to_owned).collect();
        if words.len() < 2 {
            return None;
        }
        let suggested = names::suggest_split(&criterion.statement);
        let cut = suggested.as_ref().map_or(words.len() / 2, |(first, _)| first.split_whitespace().count());
        let cut = cut.clamp(1, words.len() - 1);
        Some(Self { criterion: criterion.id.clone(), words, cut, suggested })
    }

    /// Moves the cut by a word.
    pub fn step(&mut self, forward: bool) {
        self.cut = if forward { self.cut + 1 } else { self.cut.saturating_sub(1) }.clamp(1, self.words.len() - 1);
        self.suggested = None;
    }

    /// The statements of both parts.
    #[must_use]
    pub fn statements(&self) -> (String, String) {
        self.suggested.clone().unwrap_or_else(|| {
            let part = |words: &[String]| names::sentence(&words.join(" "));
            let (first, second) = self.words.split_at(self.cut);
            // What joined the halves belongs to neither.
            let first = &first[..first.iter().rposition(|word| !joins(word)).map_or(first.len(), |at| at + 1)];
            let second = &second[second.iter().position(|word| !joins(word)).unwrap_or(0)..];
            (part(first), part(second))
        })
    }

    /// The two criteria that come of it, each titled by its own words: the title of the whole names
    /// neither.
    #[must_use]
    pub fn parts(&self) -> (Part, Part) {
        let part = |statement: String| Part { title: names::title_of(&statement), statement };
        let (first, second) = self.statements();
        (part(first), part(second))
    }

    /// What cuts it.
    #[must_use]
    pub fn edit(&self) -> Edit {
        let (first, second) = self.parts();
        Edit::Criterion { criterion: self.criterion.clone(), edit: CriterionEdit::Split { first, second } }
    }
}

/// Whether a word only joins two clauses.
fn joins(word: &str) -> bool {
    matches!(word.trim_matches([',', ';']).to_lowercase().as_str(), "and" | "or" | "&" | "while" | "also")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(statement: &str) -> Option<Split> {
        Split::of(&Criterion { statement: statement.to_owned(), ..Criterion::default() })
    }

    #[test]
    fn the_cut_moves_by_words_and_what_joins_them_falls_away() {
        let mut cut = split("Has run clusters for years and knows why each failed").expect("it says two things");
        let whole = ("Has run clusters for years.".to_owned(), "Knows why each failed.".to_owned());
        assert_eq!(cut.statements(), whole);
        let titles = |cut: &Split| <[Part; 2]>::from(cut.parts()).map(|part| part.title);
        assert_eq!(titles(&cut), ["Has run clusters for years", "Knows why each failed"]);
        cut.step(true);
        assert_eq!(cut.statements(), whole, "before or after the word that joins them");
        cut.step(true);
        assert_eq!(cut.statements().1, "Why each failed.");
        for _ in 0..30 {
            cut.step(false);
        }
        assert_eq!(cut.statements().0, "Has.", "neither part is ever empty");
        assert_eq!(split("Alone"), None);
        assert_eq!(split("and and").map(|cut| cut.statements().0), Some("And.".to_owned()));
    }
}
