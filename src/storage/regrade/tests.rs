//! Which cards are judged, which are not, and that none of them changes.

use std::collections::HashSet;
use std::fs;

use super::*;
use crate::domain::rubric::Criterion;
use crate::domain::scorecard::Amendment;
use crate::storage::archive::write_card;
use crate::storage::catalog::{BUILT_IN, Family};
use crate::storage::many::quiet;
use crate::storage::stage::card_of;

fn archive() -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    (folder, paths)
}

fn amendment(id: &str, interviewer: &str, seal: &str) -> Scorecard {
    let mut content = card_of(id, "Ana Ruiz", 60).content().clone();
    content.interviewer = interviewer.to_owned();
    content.amends = Some(Amendment { seal: seal.to_owned(), reason: "a slip".to_owned() });
    Scorecard::new(content).expect("nothing in it is wrong")
}

/// The built-in levels with one more must-have, which no saved card was asked.
fn stricter() -> Vec<Arc<Level>> {
    let mut levels = Family::built_in().levels;
    let new =
        Criterion { id: "new".to_owned(), title: "New".to_owned(), weight: 1, must_have: true, ..Criterion::default() };
    Arc::make_mut(&mut levels[0]).sections[0].criteria.push(new);
    levels
}

#[test]
fn every_card_is_judged_once_and_the_newest_of_a_chain_counts() {
    let (_folder, paths) = archive();
    let first = write_card(&paths, &card_of("0192-1", "Ana Ruiz", 0)).expect("there is room");
    let seal = card::from_file(&first).seal.expect("it is sealed");
    write_card(&paths, &amendment("0192-2", "Sam Okafor", &seal)).expect("there is room");
    write_card(&paths, &amendment("0192-3", "sam okafor ", &seal)).expect("there is room");
    let bo = write_card(&paths, &card_of("0192-4", "Bo Li", 0)).expect("there is room");
    let stranger = write_card(&paths, &amendment("0192-5", "Somebody Else", &seal)).expect("there is room");
    let seal = card::from_file(&stranger).seal.expect("it is sealed");
    write_card(&paths, &amendment("0192-6", "Somebody Else", &seal)).expect("there is room");
    let before = fs::read(&bo).expect("it was written");

    let (all, problems) = family(&paths, BUILT_IN, &Family::built_in().levels, &quiet);
    assert_eq!(problems, []);
    assert_eq!((all.moved.len(), all.stay, all.replaced), (0, 2, 2));
    let untold: Vec<(&str, &str)> = all.untold.iter().map(|(case, why)| (case.card.as_str(), why.as_str())).collect();
    let why = "amends a card of Sam Okafor, which nobody else can amend";
    assert_eq!(untold, [("0192-5", why), ("0192-6", why)], "as a panel would leave them out");

    let (all, _) = family(&paths, BUILT_IN, &stricter(), &quiet);
    let moved: Vec<(&str, &str)> =
        all.moved.iter().map(|(case, _)| (case.candidate.name.as_str(), case.card.as_str())).collect();
    assert_eq!(moved, [("Ana Ruiz", "0192-3"), ("Bo Li", "0192-4")]);
    assert!(all.moved.iter().all(|(_, how)| how.because.len() == 1), "{all:?}");
    assert_eq!(fs::read(&bo).expect("it is still there"), before, "no card changes");

    assert_eq!(family(&paths, "gardener", &stricter(), &quiet).0, Regrading::default(), "another family's");
}

#[test]
fn what_cannot_be_read_or_is_not_what_was_sealed_is_named_and_stops_nothing() {
    let (_folder, paths) = archive();
    write_card(&paths, &card_of("0192-1", "Ana Ruiz", 0)).expect("there is room");
    let other = write_card(&paths, &card_of("0192-2", "Bo Li", 0)).expect("there is room");
    let changed = fs::read_to_string(&other).expect("a card is UTF-8").replace("Calm under", "Loud under");
    fs::write(&other, changed).expect("there is room");
    let broken = other.with_file_name("broken.json");
    fs::write(&broken, "{").expect("there is room");

    let (all, problems) = family(&paths, BUILT_IN, &stricter(), &quiet);
    assert_eq!((all.moved.len(), all.stay), (1, 0));
    let named: HashSet<_> = problems.iter().map(|problem| problem.file.clone()).collect();
    assert_eq!(named, HashSet::from([other, broken]));
}

#[test]
fn a_level_that_is_gone_is_said_of_each_card() {
    let (_folder, paths) = archive();
    write_card(&paths, &card_of("0192-1", "Ana Ruiz", 0)).expect("there is room");
    let levels = Family::built_in().levels[..2].to_vec();
    let (all, _) = family(&paths, BUILT_IN, &levels, &quiet);
    assert_eq!((all.moved.len(), all.stay, all.untold.len()), (0, 0, 1));
}
