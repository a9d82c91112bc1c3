//! Who is listed as a candidate, with what, and whose cards are read.

use super::*;
use crate::domain::interview::{Event, Recorded, Start};
use crate::domain::scorecard::{Amendment, Scorecard};
use crate::storage::archive::write_card;
use crate::storage::card;
use crate::storage::draft::DraftFile;
use crate::storage::many::quiet;
use crate::storage::stage::{card, card_of};

fn archive() -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    (folder, paths)
}

fn amendment(id: &str, name: &str, later: i64, seal: &str) -> Scorecard {
    let mut content = card_of(id, name, later).content().clone();
    content.amends = Some(Amendment { seal: seal.to_owned(), reason: "a slip".to_owned() });
    Scorecard::new(content).expect("nothing in it is wrong")
}

fn begin_draft(paths: &Paths, id: &str, name: &str, later: i64) {
    let card = card();
    let candidate = crate::domain::candidate::Candidate { name: name.to_owned(), reference: Some("REQ-9".to_owned()) };
    let start = Start {
        id: id.to_owned(),
        candidate,
        interviewer: "Ines".to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric: card.content().rubric.clone(),
    };
    let at = Moment::new(card.content().submitted_at.unix_seconds() + later, 3_600);
    let first = Recorded { seq: 0, at, active_ms: 0, event: Event::Started(Box::new(start)) };
    DraftFile::create(paths, id).append(&[first]).expect("there is room");
}

fn names(all: &[CandidateSummary]) -> Vec<&str> {
    all.iter().map(|person| person.name.as_str()).collect()
}

#[test]
fn everyone_with_a_card_or_a_draft_is_listed_the_last_used_first() {
    let (_folder, paths) = archive();
    assert_eq!(list(&paths, &quiet), (Vec::new(), Vec::new()));
    let first = write_card(&paths, &card_of("0192-1", "Ana Ruiz", 0)).expect("there is room");
    write_card(&paths, &card_of("0192-2", "Bo Li", 60)).expect("there is room");
    let seal = card::from_file(&first).seal.expect("it is sealed");
    write_card(&paths, &amendment("0192-3", "Ana Ruiz", 120, &seal)).expect("there is room");
    write_card(&paths, &card_of("0192-4", "ana ruiz", -60)).expect("there is room");
    begin_draft(&paths, "0192-5", "Cy Young", 90);
    begin_draft(&paths, "0192-6", "ana ruiz", 240);

    let (all, problems) = list(&paths, &quiet);
    assert_eq!(problems, []);
    assert_eq!(names(&all), ["ana ruiz", "Ana Ruiz", "Cy Young", "Bo Li"], "another spelling is another name");
    let [lower, ana, cy, _] = &all[..] else { panic!("four people") };
    assert_eq!((lower.cards.len(), lower.drafts.len()), (1, 1));
    assert_eq!(lower.references, ["REQ-7", "REQ-9"]);
    assert_eq!(lower.last_at().map(Moment::unix_seconds), Some(1_795_442_700 + 240));
    assert_eq!(lower.submitted_at().map(Moment::unix_seconds), Some(1_795_442_700 - 60));
    assert_eq!((cy.cards.len(), cy.drafts.len(), cy.submitted_at()), (0, 1, None));
    let ids = |cards: Vec<&CardHead>| cards.into_iter().map(|card| card.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(ana.cards.iter().collect()), ["0192-3", "0192-1"]);
    assert_eq!(ids(ana.standing().collect()), ["0192-3"], "the amended card does not count twice");
    let mut strange = card_of("0192-7", "Ana Ruiz", 180).content().clone();
    strange.interviewer = "Somebody Else".to_owned();
    strange.amends = Some(Amendment { seal, reason: "a grudge".to_owned() });
    let strange = Scorecard::new(strange).expect("nothing in it is wrong");
    write_card(&paths, &strange).expect("there is room");
    let (again, _) = list(&paths, &quiet);
    let again = again.iter().find(|person| person.name == "Ana Ruiz").expect("she is still listed");
    assert_eq!(ids(again.standing().collect()), ["0192-3"], "nobody amends somebody else's card, as on a panel");
    assert_eq!(ana.folders, [paths.scorecards().join("ana-ruiz")]);
}

#[test]
fn decisions_are_no_cards_and_go_to_whom_they_are_about() {
    let (_folder, paths) = archive();
    let ana = write_card(&paths, &card_of("0192-1", "Ana Ruiz", 0)).expect("there is room");
    let bo = write_card(&paths, &card_of("0192-2", "Bo Li", 60)).expect("there is room");
    // A card that was put in the wrong folder, and one in a folder of nobody's own.
    std::fs::rename(&bo, ana.with_file_name("0192-2.json")).expect("same disk");
    let attic = paths.scorecards().join("attic");
    std::fs::create_dir(&attic).expect("there is room");
    std::fs::copy(&ana, attic.join("0192-9.json")).expect("there is room");
    let decisions = [ana.with_file_name("panel-1.json"), attic.join("panel-2.json")];
    for decision in &decisions {
        std::fs::write(decision, "{\"format\": \"not read here\"}").expect("there is room");
    }

    let (all, problems) = list(&paths, &quiet);
    assert_eq!(problems, []);
    assert_eq!(names(&all), ["Bo Li", "Ana Ruiz"]);
    assert_eq!(all[0].folders, [paths.scorecards().join("bo-li"), paths.scorecards().join("ana-ruiz")]);
    assert_eq!(all[0].decisions, [""; 0].map(PathBuf::from), "those in Ana's folder are about Ana");
    assert_eq!(all[1].decisions, decisions);
    assert_eq!(all[1].cards.len(), 2);
    assert!(archive::find_card(&paths, Path::new("panel-1")).is_err());
}
