//! The saver thread: what it reports is true, and it gets over every fault by itself.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use assay::domain::interview::{Event, Field, Recorded};
use assay::domain::scorecard::Scorecard;
use assay::runtime::saver::{Report, Saver};
use assay::storage::draft::{self, DraftFile};
use rustix::io::Errno;

use crate::faults::{Fault, FaultyDisk, Plan};
use crate::script::{Home, ID, events, interview, journal, now};

/// Only the bound of a wait that ends with its condition.
const LONG: Duration = Duration::from_secs(30);

fn start(home: &Home, plan: Plan, first: Vec<Recorded>) -> (Saver, Arc<FaultyDisk>, Receiver<Report>) {
    let disk = Arc::new(FaultyDisk::new(plan));
    let file = DraftFile::create_on(disk.clone(), &home.paths, ID);
    let (send, reports) = mpsc::channel();
    let saver = Saver::spawn(file, first, move |report| drop(send.send(report))).expect("a thread");
    (saver, disk, reports)
}

fn wait_for(reports: &Receiver<Report>, wanted: &Report) {
    loop {
        let report = reports.recv_timeout(LONG).unwrap_or_else(|_| panic!("{wanted:?} never came"));
        if report == *wanted {
            return;
        }
    }
}

#[test]
fn what_is_reported_as_saved_is_on_disk() {
    let home = Home::new();
    let mut all = events();
    let rest = all.split_off(1);
    let (saver, _, reports) = start(&home, Plan::Sound, all);
    wait_for(&reports, &Report::Saved { seq: 0 });
    assert_eq!(home.read(), journal(1));
    for event in rest {
        saver.record(vec![event]);
    }
    wait_for(&reports, &Report::Saved { seq: events().len() as u64 - 1 });
    assert_eq!(home.read(), journal(events().len()));
    assert_eq!(saver.finish(LONG), Ok(()));
    assert_eq!(home.names(), [format!("{ID}.ndjson")], "the lock is given back");
}

#[test]
fn a_full_disk_is_told_once_and_got_over_without_being_asked() {
    let home = Home::new();
    let (saver, disk, reports) = start(&home, Plan::Sound, events());
    wait_for(&reports, &Report::Saved { seq: events().len() as u64 - 1 });
    disk.plan(Plan::From(0, Fault::Error(Errno::NOSPC)));
    let more = |seq| Recorded { seq, at: now(), active_ms: 0, event: Event::ClockTicked };
    let next = events().len() as u64;
    saver.record(vec![more(next)]);
    assert_eq!(reports.recv_timeout(LONG), Ok(Report::Failing { why: "disk full (ENOSPC)".to_owned() }));
    saver.record(vec![more(next + 1)]);
    disk.plan(Plan::Sound);
    assert_eq!(reports.recv_timeout(LONG), Ok(Report::Saved { seq: next + 1 }), "not before both are there");
    drop(saver.finish(LONG));
    let found = draft::open(&home.paths, ID, now()).unwrap_or_else(|error| panic!("{error}")).interview;
    assert_eq!(found.next_seq(), next + 2);
}

#[test]
fn a_fault_of_the_program_leaves_nobody_waiting() {
    let home = Home::new();
    let file = DraftFile::create(&home.paths, ID);
    let (send, reports) = mpsc::channel();
    let report = move |report| {
        let broken = matches!(report, Report::Saved { .. });
        drop(send.send(report));
        assert!(!broken, "a fault of the program, made for this test");
    };
    let saver = Saver::spawn(file, events(), report).expect("a thread");
    let is_refusal =
        |report: Report| matches!(report, Report::SubmitFailed { why } if why.contains("stopped the saver"));
    while !is_refusal(reports.recv_timeout(LONG).expect("the fault is told")) {}
    saver.record(vec![]);
    saver.submit(finished().0);
    assert!(is_refusal(reports.recv_timeout(LONG).expect("submitting is answered")));
    assert!(saver.settle(LONG).is_err());
    assert!(saver.finish(LONG).is_err());
    let found = draft::open(&home.paths, ID, now()).unwrap_or_else(|error| panic!("{error}")).interview;
    assert_eq!(found.next_seq(), events().len() as u64, "what was saved is there, and the draft is free");
}

#[test]
fn leaving_waits_for_the_disk_and_says_when_it_was_in_vain() {
    let home = Home::new();
    let (saver, _, _reports) = start(&home, Plan::Once(3, Fault::Error(Errno::IO)), events());
    assert_eq!(saver.finish(LONG), Ok(()));
    assert_eq!(home.read(), journal(events().len()));

    let home = Home::new();
    let (saver, _, _reports) = start(&home, Plan::From(0, Fault::Error(Errno::ROFS)), events());
    let why = saver.finish(Duration::from_millis(1)).expect_err("nothing can be written");
    assert!(why.contains("read-only file system") || why.contains("does not answer"), "{why}");
}

#[test]
fn waiting_in_vain_does_not_end_the_saver() {
    let home = Home::new();
    let (saver, disk, reports) = start(&home, Plan::From(0, Fault::Error(Errno::ROFS)), events());
    saver.settle(Duration::from_millis(1)).expect_err("nothing can be written");
    disk.plan(Plan::Sound);
    wait_for(&reports, &Report::Saved { seq: events().len() as u64 - 1 });
    assert_eq!(saver.settle(LONG), Ok(()), "and again as often as one likes");
    assert_eq!(home.names().len(), 2, "the draft's lock is still held");
    assert_eq!(saver.finish(LONG), Ok(()));
    assert_eq!(home.read(), journal(events().len()));
}

#[test]
fn a_saver_that_is_dropped_still_saves() {
    let home = Home::new();
    let (saver, _, reports) = start(&home, Plan::Sound, events()[..1].to_vec());
    saver.record(events()[1..].to_vec());
    drop(saver);
    while reports.recv_timeout(LONG).is_ok() {}
    assert_eq!(home.read(), journal(events().len()));
}

#[test]
fn a_file_deleted_while_idle_is_back_when_the_program_ends() {
    let home = Home::new();
    let (saver, _, reports) = start(&home, Plan::Sound, events());
    wait_for(&reports, &Report::Saved { seq: events().len() as u64 - 1 });
    std::fs::remove_file(home.journal()).expect("it is there");
    assert_eq!(saver.finish(LONG), Ok(()));
    assert_eq!(home.read(), journal(events().len()));
    assert!(matches!(reports.try_iter().last(), Some(Report::Notice(_))), "and it was told");
}

/// The card of the script's interview, and the event that it still lacks.
fn finished() -> (Box<Scorecard>, Recorded) {
    let mut finished = interview(events().len());
    let reason = Event::TextEdited { field: Field::Reason, at: 0, remove: 0, insert: "because".to_owned() };
    let reason = Recorded { seq: finished.next_seq(), at: now(), active_ms: 0, event: reason };
    finished.apply(&reason).expect("it fits");
    let card = Scorecard::submit(&finished, now(), 60_000).unwrap_or_else(|missing| panic!("{missing:?}"));
    (Box::new(card), reason)
}

#[test]
fn submitting_writes_the_card_and_retires_the_draft() {
    let home = Home::new();
    let (saver, _, reports) = start(&home, Plan::Sound, events());
    let (card, reason) = finished();
    let last = reason.seq;
    saver.record(vec![reason]);

    // A file where the cards' folder should be: there is no card, and the draft stays.
    let blocked = home.paths.scorecards();
    wait_for(&reports, &Report::Saved { seq: last });
    std::fs::write(&blocked, "").expect("there is room");
    saver.submit(card.clone());
    let failed = reports.recv_timeout(LONG).and_then(|_| reports.recv_timeout(LONG));
    assert!(matches!(failed, Ok(Report::SubmitFailed { .. })), "{failed:?}");
    assert!(home.journal().exists());

    std::fs::remove_file(&blocked).expect("it is there");
    saver.submit(card);
    let path = loop {
        match reports.recv_timeout(LONG).expect("the card comes") {
            Report::Submitted { path } => break path,
            Report::Saved { .. } => {}
            other => panic!("{other:?}"),
        }
    };
    assert!(path.starts_with(&blocked) && path.exists());
    assert_eq!(saver.finish(LONG), Ok(()));
    assert_eq!(home.names(), Vec::<String>::new());
    assert_eq!(home.shelf("retired").len(), 1);
    assert_eq!(draft::list(&home.paths), (Vec::new(), Vec::new()));
}
