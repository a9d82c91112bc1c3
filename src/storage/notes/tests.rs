//! The user's own words beside the built-in ones, and what is said of files that cannot be used.

use super::*;
use crate::domain::notes::{Finding, NoteContext, lint};
use crate::domain::rating::{Answer, Rating};

/// Lints a note with these files in the user's folder.
fn with(files: &[(&str, &[u8])], note: &str) -> (Vec<Finding>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = Paths { data: folder.path().to_owned(), config: folder.path().to_owned() };
    fs::create_dir(paths.notes()).expect("there is room");
    for (name, bytes) in files {
        fs::write(paths.notes().join(name), bytes).expect("there is room");
    }
    let (lists, problems) = load(&paths);
    let answer = Some(Answer::Rated(Rating::Partial));
    let told = problems.iter().map(|problem| problem.to_string().replace(&*folder.path().to_string_lossy(), "~"));
    (lint(&NoteContext { text: note, answer, about: [""; 2] }, &lists), told.collect())
}

fn codes(found: &[Finding]) -> Vec<&str> {
    found.iter().map(|finding| finding.code.id()).collect()
}

const OWN: &[u8] = b"format = \"assay.notes/1\"\ncode = \"similarity\"\n[[entry]]\nid = \"football\"\n\
    words = [\"Supports Rovers\", \"rovers' fan-club\"]\nunless = [\"designed supports rovers\"]\n\
    why = \"A club is no skill.\"\ninstead = \"Leave it out.\"\n";

#[test]
fn own_words_are_found_beside_the_built_in_ones() {
    // A capital asks for the word as it is written.
    let note = "Planned 3 moves; in the Rovers fan club, too old for us.";
    let (found, problems) = with(&[("own.toml", OWN)], note);
    assert_eq!((codes(&found), problems), (vec!["similarity", "protected"], vec![]));
    assert_eq!((found[0].why.as_str(), found[0].words.as_str()), ("A club is no skill.", "Rovers fan club"));
    assert_eq!(codes(&with(&[], note).0), ["protected"]);
}

#[test]
fn a_built_in_entry_or_code_can_be_switched_off() {
    let note = "Too old for us, and a gut feeling.";
    assert_eq!(codes(&with(&[], note).0), ["protected", "gut-feeling"]);
    let off = |ids: &str| format!("format = \"assay.notes/1\"\noff = {ids}\n").into_bytes();
    assert_eq!(codes(&with(&[("off.toml", &off("[\"age\"]"))], note).0), ["gut-feeling"]);
    let (found, problems) = with(&[("off.toml", &off("[\"protected\", \"gut-feeling\", \"no-behaviour\"]"))], note);
    assert_eq!((codes(&found), problems), (vec![], vec![]));
    let (found, problems) = with(&[("off.toml", &off("[\"agee\"]"))], note);
    assert_eq!(codes(&found).len(), 2);
    assert_eq!(problems, ["~/notes/off.toml: off[0]: \"agee\" is neither a built-in entry nor a code"]);
}

#[test]
fn a_broken_file_is_told_with_its_place_and_the_rest_works() {
    let good = [("own.toml", OWN), ("zz.txt", b"no list")];
    let half = "format = \"assay.notes/1\"\ncode = \"protected\"\n\
        [[entry]]\nid = \"a\"\nwords = [\"!\"]\nwhy = \"x\"\ninstead = \"x\"\n\
        [[entry]]\nid = \"b\"\nwords = [\"zither\"]\nwhy = \"x\"\ninstead = \"\"\n\
        [[entry]]\nid = \"c\"\nwords = [\"zither\"]\nwhy = \"x\"\ninstead = \"x\"\nunles = []\n\
        [[entry]]\nid = \"d\"\nwords = [\"zither\"]\nwhy = \"x\"\ninstead = \"x\"\n";
    let broken: [(&str, &[u8], &str); 7] = [
        ("a.toml", b"format = \"assay.notes/1\"\n\nwords = [", "a.toml: line 3: "),
        ("a.toml", b"format = \"assay.notes/2\"\n", "a.toml: format: is not \"assay.notes/1\""),
        (
            "a.toml",
            b"format = \"assay.notes/1\"\ncode = \"too-short\"\n[[entry]]\n",
            "a.toml: code: is missing or none of",
        ),
        ("a.toml", b"\xff", "a.toml: is not UTF-8"),
        ("a.toml", b"format = \"assay.notes/1\"\noff = 3\n", "a.toml: off: is no list"),
        ("a.toml", b"format = \"assay.notes/1\"\n\"\x5cu001B[2J\" = 1\n", "is not known"),
        ("a.toml", half.as_bytes(), "a.toml: entry[0].words: \"!\" is no phrase"),
    ];
    for (name, bytes, wanted) in broken {
        let (found, problems) = with(&[&good[..], &[(name, bytes)]].concat(), "Sold 3 boats. Rovers fan club");
        assert_eq!(codes(&found), ["similarity"], "{wanted}");
        assert!(problems[0].contains(wanted) && !problems[0].contains('\u{1b}'), "{wanted}: {problems:?}");
    }
    let (found, problems) = with(&[("a.toml", half.as_bytes())], "Sold 3 boats. Plays the zither");
    assert_eq!((codes(&found), problems.len()), (vec!["protected"], 3), "{problems:?}");
    assert!(problems[1].contains("entry[1].instead") && problems[2].contains("entry[2]: "), "{problems:?}");
    let (_, problems) = with(&[("a.toml", OWN), ("b.toml", OWN)], "x");
    assert_eq!(problems, ["~/notes/b.toml: entry \"football\": is there a second time and not used"]);
}

#[test]
fn a_set_stands_for_its_words_and_one_that_is_not_there_is_told() {
    let own = |phrase: &str| {
        let entry = "why = \"A day is no skill.\"\ninstead = \"Leave it out.\"\n";
        let head = "format = \"assay.notes/1\"\ncode = \"comparison\"\n[[entry]]\nid = \"day\"\n";
        format!("{head}words = [\"{phrase}\"]\n{entry}").into_bytes()
    };
    let (found, problems) =
        with(&[("own.toml", &own("rehearsed on a? {day}"))], "Rehearsed on Thursday, sold 3 boats.");
    assert_eq!((codes(&found), problems), (vec!["comparison"], vec![]));
    let (found, problems) = with(&[("own.toml", &own("on {dya}"))], "Rehearsed on Thursday, sold 3 boats.");
    assert_eq!(codes(&found), Vec::<&str>::new());
    assert!(problems[0].contains("entry[0].words: \"dya\" is no set of words; there are age, "), "{problems:?}");
}

#[test]
fn every_built_in_entry_can_be_found_and_says_why() {
    let lists = built_in();
    let mut ids: Vec<&str> = lists.entries().iter().map(|entry| entry.id.as_str()).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is an entry's own");
    for entry in lists.entries() {
        assert!(entry.why.len() > 30 && entry.instead.len() > 10, "{}", entry.id);
        let bare = Entry { unless: vec![], work: vec![], people: vec![], soft: false, ..entry.clone() };
        let found = alone(&bare);
        for phrase in &entry.words {
            let missed = written(phrase).find(|text| !found(text));
            assert_eq!(missed, None, "{}: {phrase:?}", entry.id);
        }
    }
}

/// Whether an entry alone finds something in a text.
fn alone(entry: &Entry) -> impl Fn(&str) -> bool {
    let lists = WordLists::new(vec![entry.clone()], behaviour(), []);
    move |text| !lint(&NoteContext::overall(text), &lists).is_empty()
}

/// Ways to write a phrase: each word of each place, with the first or the last of the others.
fn written(phrase: &str) -> impl Iterator<Item = String> {
    let parts: Vec<Vec<&str>> = phrase.split(' ').map(|part| part.trim_end_matches('?').split('|').collect()).collect();
    let places: Vec<(usize, usize)> =
        parts.iter().enumerate().flat_map(|(place, ways)| (0..ways.len() * 2).map(move |way| (place, way))).collect();
    places.into_iter().map(move |(place, way)| {
        let (turn, end) = (way / 2, way % 2);
        let word = |(index, ways): (usize, &Vec<&str>)| {
            let other = if end == 0 { 0 } else { ways.len() - 1 };
            if index == place { ways[turn] } else { ways[other] }.to_owned()
        };
        let words: Vec<String> = parts.iter().enumerate().map(word).collect();
        words.join(" ").replace(" ,", ", ").replace('#', "7").replace('*', "any")
    })
}
