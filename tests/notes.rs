//! What the linter finds in notes and what it leaves alone, counted on a corpus of invented notes.
//!
//! The corpus was written before the linter. Every other note was looked at while words and rules were
//! tuned; the others are only counted, and the promise is about those. They are of one hand, though: what
//! was told of notes that nobody had tuned for stands at the head of `second-hand.toml` and `hidden.toml`; nothing is
//! tuned on those of `blind.toml`.
#![expect(clippy::disallowed_methods, reason = "reads the corpus")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use assay::domain::notes::{Code, NoteContext, WordLists, lint};
use assay::domain::rating::{Answer, Rating};
use assay::storage::notes;
use serde::Deserialize;

/// Precision and recall that the linter promises on notes that nobody looked at.
const PROMISED: f64 = 0.9;

#[derive(Deserialize)]
struct Corpus {
    notes: Vec<Note>,
}

/// Notes that were written to see what is told of them, and tuned on afterwards.
#[derive(Deserialize)]
struct SecondHand {
    good: Vec<Note>,
    bad: Vec<Note>,
}

#[derive(Deserialize)]
struct Note {
    /// 1 to 4, or 0 for no data.
    rating: i64,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    about: String,
    text: String,
}

impl Note {
    fn found(&self, lists: &WordLists) -> BTreeSet<&'static str> {
        let answer = Rating::from_number(self.rating).map_or(Answer::NoData, Answer::Rated);
        let context = NoteContext { text: &self.text, answer: Some(answer), about: [&self.about, ""] };
        lint(&context, lists).iter().map(|finding| finding.code.id()).collect()
    }
}

fn read<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/notes").join(name);
    let text = fs::read_to_string(file).expect("the corpus is readable");
    toml::from_str(&text).expect("the corpus is TOML")
}

fn corpus(name: &str) -> Vec<Note> {
    read::<Corpus>(name).notes
}

/// How often something was rightly found, wrongly found, and missed.
#[derive(Clone, Copy, Default)]
struct Count {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Count {
    fn add(&mut self, wanted: bool, found: bool) {
        match (wanted, found) {
            (true, true) => self.right += 1.0,
            (false, true) => self.wrong += 1.0,
            (true, false) => self.missed += 1.0,
            (false, false) => {}
        }
    }

    fn precision(self) -> f64 {
        self.right / (self.right + self.wrong).max(1.0)
    }

    fn recall(self) -> f64 {
        self.right / (self.right + self.missed).max(1.0)
    }

    fn told(self, what: &str) {
        let Self { right, wrong, missed } = self;
        let (precision, recall) = (self.precision(), self.recall());
        println!(
            "{what:>14}: precision {precision:.3}, recall {recall:.3} ({right} right, {wrong} wrong, {missed} missed)"
        );
    }
}

#[test]
fn notes_are_told_apart_as_well_as_promised() {
    let lists = notes::built_in();
    let (good, bad) = (corpus("good.toml"), corpus("bad.toml"));
    assert!(good.len() >= 60 && bad.len() >= 60, "there are enough notes to count");
    assert!(bad.iter().all(|note| !note.codes.is_empty()) && good.iter().all(|note| note.codes.is_empty()));
    for (half, held_out) in [("tuning", false), ("held out", true)] {
        let mut flagged = Count::default();
        let mut each = Code::ALL.map(|code| (code, Count::default()));
        for (index, note) in good.iter().enumerate().chain(bad.iter().enumerate()) {
            if (index % 2 == 1) != held_out {
                continue;
            }
            let found = note.found(&lists);
            flagged.add(!note.codes.is_empty(), !found.is_empty());
            for (code, count) in &mut each {
                count.add(note.codes.iter().any(|wanted| wanted == code.id()), found.contains(code.id()));
            }
            let wanted: BTreeSet<&str> = note.codes.iter().map(String::as_str).collect();
            if !held_out && found != wanted {
                println!("  {} {:?}: wanted {wanted:?}, found {found:?}", note.rating, note.text);
            }
        }
        println!("{half}:");
        flagged.told("any finding");
        for (code, count) in each {
            count.told(code.id());
        }
        if held_out {
            assert!(flagged.precision() >= PROMISED && flagged.recall() >= PROMISED);
        }
    }
}

#[test]
fn what_was_won_on_notes_of_a_second_hand_is_held() {
    is_held("second-hand.toml", 0.97, 0.85);
}

#[test]
fn what_was_won_on_harm_hidden_behind_behaviour_is_held() {
    is_held("hidden.toml", 0.97, 0.95);
}

fn is_held(name: &str, precision: f64, recall: f64) {
    let lists = notes::built_in();
    let SecondHand { good, bad } = read(name);
    let mut flagged = Count::default();
    for note in good.iter().chain(&bad) {
        let (wanted, found) = (!note.codes.is_empty(), note.found(&lists));
        flagged.add(wanted, !found.is_empty());
        if wanted == found.is_empty() {
            println!("  {} {:?}: wanted {:?}, found {found:?}", note.rating, note.text, note.codes);
        }
    }
    flagged.told(name);
    assert!(flagged.precision() >= precision && flagged.recall() >= recall);
}

/// What is heard of notes by a hand that knew nothing of the lists is told, and may not fall.
#[test]
fn notes_of_a_hand_that_knew_nothing_are_counted() {
    let lists = notes::built_in();
    let SecondHand { good, bad } = read("blind.toml");
    let mut flagged = Count::default();
    for note in good.iter().chain(&bad) {
        flagged.add(!note.codes.is_empty(), !note.found(&lists).is_empty());
    }
    flagged.told("blind");
    assert!(flagged.precision() >= PROMISED && flagged.recall() >= 0.6);
}
