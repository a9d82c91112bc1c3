//! What a new user sees first has to be right: the sample says what it is, and shows what a panel is for.

use std::collections::HashSet;

use super::*;
use crate::domain::decision::Overall;
use crate::domain::panel::{Panel, Why, words};
use crate::storage::card;
use crate::storage::pool::{self, Gathered};

fn filled() -> (tempfile::TempDir, Paths, Panel) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    let name = fill(&paths).expect("there is room");
    let Gathered { submitted, left_out, problems, .. } = pool::gather(&paths, &name);
    assert_eq!(problems, []);
    (folder, paths, Panel::new(submitted, left_out).expect("the cards are pooled"))
}

#[test]
fn the_table_has_every_criterion_in_order_and_nothing_else() {
    let rubric = Family::built_in().rubric_to(TARGET).expect("the built-in family has the level");
    let asked: Vec<&str> = (0..rubric.len()).map(|index| rubric.criterion(index).id.as_str()).collect();
    assert_eq!(ANSWERS.map(|(criterion, _)| criterion).to_vec(), asked);
    for (criterion, signs) in ANSWERS {
        let signs: Vec<&str> = signs.split(' ').collect();
        assert_eq!(signs.len(), INTERVIEWERS.len(), "{criterion}");
        assert!(signs.iter().all(|sign| ["0", "1", "2", "3", "4", "a", "-"].contains(sign)), "{criterion}");
    }
    let mut places = HashSet::new();
    for (criterion, by, note) in NOTES {
        assert!(places.insert((criterion, by)), "{by} has two notes on {criterion}");
        let column = INTERVIEWERS.iter().position(|interviewer| interviewer.name == by).expect("an interviewer");
        let (_, sign) = said(column).find(|(known, _)| *known == criterion).expect("a criterion");
        assert!(answer(sign).is_some() && note.trim() == note && !note.is_empty(), "{by} on {criterion}");
    }
}

#[test]
fn seven_disagreements_of_which_one_decides() {
    let (_folder, _, panel) = filled();
    assert_eq!(panel.members().len(), 3);
    assert_eq!(panel.contested().len(), 7);
    let decisive: Vec<&str> =
        panel.decisive().map(|contest| panel.rubric().criterion(contest.criterion).id.as_str()).collect();
    assert_eq!(decisive, ["senior.direction"]);
    let said: Vec<String> = panel.decisive().flat_map(|contest| words::decides(&panel, contest)).collect();
    assert_eq!(said, ["Senior, Leadership skills #2: with Tomas Beck's 2 instead of 3, Senior is not proved."]);
    let level = |index: Option<usize>| index.map(|index| panel.rubric().levels()[index].id.as_str());
    assert_eq!(level(panel.recommendation().floor), Some("senior"));
    assert_eq!(level(panel.lowest().floor), Some("intermediate"));
    for contest in panel.contested() {
        for member in 0..3 {
            let Some(entry) = panel.cell(contest.criterion, member) else { continue };
            let place = words::place(panel.rubric(), contest.criterion);
            assert!(!entry.note.is_empty(), "{} has no note on {place}", panel.members()[member].interviewer());
        }
    }
}

#[test]
fn the_three_differ_in_what_they_found_and_decided() {
    let (_folder, _, panel) = filled();
    let found: Vec<(Option<&str>, Overall, Option<&str>)> = panel
        .members()
        .iter()
        .map(|member| {
            let (content, now) = (member.card().content(), member.card().recommendation());
            let level = |index: Option<usize>| index.map(|index| content.rubric.levels()[index].id.as_str());
            (level(now.floor), content.decision.overall, level(content.decision.level))
        })
        .collect();
    let expected = [
        (Some("senior"), Overall::Yes, Some("senior")),
        (None, Overall::No, Some("intermediate")),
        (Some("associate"), Overall::StrongYes, Some("senior")),
    ];
    assert_eq!(found, expected);
    let entries = || panel.members().iter().flat_map(|member| &member.card().content().entries);
    assert_eq!(entries().filter(|entry| entry.answer == Answer::NoData).count(), 1);
    assert_eq!(entries().filter(|entry| entry.basis == Basis::Attested).count(), 4, "a section was attested");
    assert!(panel.consensus().contains(&None), "something was asked by nobody");
}

#[test]
fn everything_that_is_shown_says_what_it_is() {
    let (_folder, paths, panel) = filled();
    assert_eq!(panel.candidate().name, "Sample: Robin Vega");
    assert_eq!(panel.candidate().reference.as_deref(), Some("DEMO"));
    let outstanding: Vec<_> = panel.left_out().iter().map(|file| (file.interviewer.as_deref(), &file.why)).collect();
    assert_eq!(outstanding, [(Some("Otto Lind"), &Why::Draft)]);
    assert_eq!(Remembered::load(&paths).0.interviewer.as_deref(), Some("Ines Calder"));
    for member in panel.members() {
        let path = pool::path_of(&paths, CANDIDATE, &member.submitted().file);
        assert_eq!(card::from_file(&path).report.problems, []);
        let timing = member.card().content().timing;
        assert!((1_200..=3_600).contains(&timing.active_seconds), "an interview of an hour: {timing:?}");
    }
}

#[test]
fn the_same_data_is_written_every_time() {
    assert_eq!(filled().2, filled().2);
}

#[test]
fn the_folder_is_private_and_goes_with_the_sample() {
    let sample = Sample::new().expect("there is room");
    let folder = sample.folder().to_owned();
    let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&sample.paths().data)), (0o700, 0o700));
    assert_eq!(sample.candidate(), CANDIDATE);
    drop(sample);
    assert!(!folder.exists());
}
