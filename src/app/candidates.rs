//! Everyone there are cards or drafts of: to find a candidate and open their panel.

use std::collections::HashSet;

use tui_input::Input as LineInput;

use super::layout;
use super::message::{CandidateItem, Standing};
use crate::text;

/// The list of candidates.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Words to look for.
    pub input: LineInput,
    /// Everyone, newest first; nothing before the first reading is done.
    pub people: Option<Vec<CandidateItem>>,
    /// How many cards are read, and of how many, where that takes a while.
    pub progress: Option<(usize, usize)>,
    /// Files that could not be read, and other things to know.
    pub problems: Vec<String>,
    /// Index of the selected row among those that match.
    pub cursor: usize,
    /// First visible row.
    pub offset: usize,
    /// Rows of the list that can be seen.
    height: usize,
    /// Indices of those that match.
    matching: Vec<usize>,
    /// Names as they are searched: clean and in lower case.
    keys: Vec<String>,
    /// Whose panels were asked for.
    asked: HashSet<String>,
    /// Whether Enter was pressed before there was anything to open.
    pub awaited: bool,
}

impl Candidates {
    /// Takes what was read, and keeps the selected candidate selected.
    pub fn read(&mut self, people: Vec<CandidateItem>, problems: Vec<String>) {
        let selected = self.selected().map(|person| person.name.clone());
        self.keys = people
            .iter()
            .map(|person| format!("{} {} {}", person.name, person.reference, person.interviewers).to_lowercase())
            .collect();
        self.people = Some(people);
        self.problems = problems;
        self.asked.clear();
        self.search();
        if let Some(name) = selected {
            self.select(&name);
        }
    }

    /// Notes what some panels come to.
    pub fn weighed(&mut self, standings: Vec<(String, Standing)>) {
        let Some(people) = &mut self.people else { return };
        for (name, standing) in standings {
            if let Some(person) = people.iter_mut().find(|person| person.name == name) {
                person.standing = Some(standing);
            }
        }
    }

    /// Lists those that match what is typed.
    pub fn search(&mut self) {
        let words: Vec<String> = self.input.value().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |key: &String| words.iter().all(|word| key.contains(word));
        self.matching = (0..self.keys.len()).filter(|&at| fits(&self.keys[at])).collect();
        self.go(0);
    }

    /// Selects a row, as far as there is one.
    pub fn go(&mut self, row: usize) {
        self.cursor = row.min(self.matching.len().saturating_sub(1));
        self.offset = layout::follow(self.offset, self.cursor, self.height, self.matching.len());
    }

    /// Takes the number of rows that can be seen.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.go(self.cursor);
    }

    /// Rows that can be seen.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// How many match.
    #[must_use]
    pub fn count(&self) -> usize {
        self.matching.len()
    }

    /// The candidates of the visible rows.
    pub fn visible(&self) -> impl Iterator<Item = &CandidateItem> {
        let people = self.people.as_deref().unwrap_or_default();
        self.matching.iter().skip(self.offset).take(self.height).filter_map(|&at| people.get(at))
    }

    /// The selected candidate.
    #[must_use]
    pub fn selected(&self) -> Option<&CandidateItem> {
        self.people.as_ref()?.get(*self.matching.get(self.cursor)?)
    }

    /// Selects a candidate by name, if listed.
    pub fn select(&mut self, name: &str) {
        let people = self.people.as_deref().unwrap_or_default();
        if let Some(row) = self.matching.iter().position(|&at| people[at].name == name) {
            self.go(row);
        }
    }

    /// Candidates in sight whose panels nobody has looked at yet: only what is shown is read.
    pub fn unweighed(&mut self) -> Vec<String> {
        let wanted: Vec<String> = self
            .visible()
            .filter(|person| person.standing.is_none() && person.cards > 0 && !self.asked.contains(&person.name))
            .map(|person| person.name.clone())
            .collect();
        self.asked.extend(wanted.iter().cloned());
        wanted
    }

    /// What is shown in the place of an empty list.
    #[must_use]
    pub fn emptiness(&self) -> Option<String> {
        match &self.people {
            None => Some(match self.progress {
                Some((done, of)) => format!("Reading the cards … {done} of {of}; Esc leads back meanwhile"),
                None => "Reading the cards …".to_owned(),
            }),
            Some(people) if people.is_empty() => {
                Some("No cards yet. Esc leads home; there n starts an interview.".to_owned())
            }
            Some(_) if self.matching.is_empty() => {
                let words = text::clean(self.input.value()).into_owned();
                Some(format!("Nobody matches {words:?}. Backspace searches wider."))
            }
            Some(_) => None,
        }
    }
}
