//! Nothing is lost: journals cut, flipped, replaced and deleted, disks that fail at every call, and
//! processes that die in every call.
#![expect(clippy::disallowed_methods, reason = "these tests break files")]

#[path = "recovery/faults.rs"]
mod faults;
#[path = "recovery/saver.rs"]
mod saver;
#[path = "recovery/script.rs"]
mod script;

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

use assay::domain::interview::Recorded;
use assay::domain::scorecard::Scorecard;
use assay::storage::archive;
use assay::storage::draft::{self, DraftFile, DraftState, OpenError, Opened};
use faults::{Fault, FaultyDisk, Plan};
use rustix::io::Errno;
use script::{Home, ID, events, interview, journal, now, whole_events};

fn sound() -> Arc<FaultyDisk> {
    Arc::new(FaultyDisk::new(Plan::Sound))
}

fn open(home: &Home) -> Result<Opened, OpenError> {
    draft::open_on(sound(), &home.paths, ID, now())
}

fn opened(home: &Home) -> Opened {
    open(home).unwrap_or_else(|error| panic!("it should open: {error}"))
}

/// Appends in batches of different sizes and returns how many events were called saved.
fn append_in_batches(file: &mut DraftFile, events: &[Recorded]) -> usize {
    let mut saved = 0;
    let mut given = 0;
    for batch in events.chunk_by(|a, _| a.seq % 3 != 0) {
        given += batch.len();
        if file.append(batch).is_ok() {
            saved = given;
        }
    }
    saved
}

#[test]
fn a_journal_cut_at_any_byte_gives_its_longest_good_beginning() {
    let whole = journal(events().len());
    let home = Home::new();
    for cut in 0..=whole.len() {
        home.put(&whole[..cut]);
        let count = whole_events(cut);
        match open(&home) {
            Err(OpenError::Unusable { .. }) => assert_eq!(count, 0, "cut at {cut}"),
            Err(other) => panic!("cut at {cut}: {other}"),
            Ok(Opened { interview: found, mut file, notices }) => {
                assert_eq!(found, interview(count), "cut at {cut}");
                assert!(notices.is_empty(), "a torn line is nothing to speak of: {notices:?}");
                assert_eq!(home.read(), &whole[..cut], "opening alone changes nothing");
                file.append(&events()[count..]).expect("the disk is sound");
                assert_eq!(home.read(), whole, "cut at {cut}, then went on");
            }
        }
    }
    assert!(home.shelf("damaged").is_empty() && home.shelf("conflict").is_empty());
}

#[test]
fn a_flipped_bit_costs_no_line_before_it_and_no_byte() {
    let whole = journal(events().len());
    // The first line is long and all of a kind: a sample of it is enough.
    let first_line = journal(1).len();
    for at in (0..first_line - 2).step_by(17).chain(first_line - 2..whole.len()) {
        let bit = [0x01, 0x02, 0x08, 0x10, 0x80][at % 5];
        let mut bytes = whole.clone();
        bytes[at] ^= bit;
        let home = Home::new();
        home.put(&bytes);
        let (listed, problems) = draft::list(&home.paths);
        assert_eq!(listed.len() + problems.len(), 1, "byte {at}");
        assert_eq!(home.read(), bytes, "listing changes nothing");
        let before = whole_events(at.saturating_sub(1));
        match open(&home) {
            Err(OpenError::Unusable { .. }) => {
                assert_eq!(before, 0, "byte {at} bit {bit}");
                assert_eq!(home.read(), bytes, "what cannot be used is left alone");
            }
            Err(other) => panic!("byte {at} bit {bit}: {other}"),
            Ok(Opened { interview: found, mut file, notices }) => {
                assert!(usize::try_from(found.next_seq()).expect("small") >= before, "byte {at} bit {bit}");
                let damaged = matches!(listed[0].state, DraftState::Damaged(_));
                assert_eq!(damaged, !notices.is_empty(), "byte {at} bit {bit}: {notices:?}");
                file.append(&[]).expect("the disk is sound");
                let kept = home.shelf("damaged").contains(&bytes) || home.read() == bytes;
                assert!(kept, "byte {at} bit {bit}: the bytes are gone");
            }
        }
    }
}

#[test]
fn every_single_fault_at_every_call_is_got_over() {
    let faults =
        [Fault::Error(Errno::IO), Fault::Error(Errno::NOSPC), Fault::Error(Errno::ROFS), Fault::Short, Fault::Lie];
    let all = events();
    for fault in faults {
        for at in 0.. {
            let home = Home::new();
            let disk = Arc::new(FaultyDisk::new(Plan::Once(at, fault)));
            let mut file = DraftFile::create_on(disk.clone(), &home.paths, ID);
            let saved = append_in_batches(&mut file, &all);
            if saved > 0 {
                assert!(home.read().starts_with(&journal(saved)), "{fault:?} at {at}: called saved but is not there");
            }
            // The fault may only come now; once over, it is over.
            let retried = file.append(&[]).or_else(|_| file.append(&[]));
            retried.unwrap_or_else(|error| panic!("{fault:?} at {at}: {error}"));
            assert_eq!(home.read(), journal(all.len()), "{fault:?} at {at}");
            assert!(home.shelf("conflict").is_empty(), "{fault:?} at {at}: took its own file for a stranger's");
            if disk.calls() <= at {
                break;
            }
        }
    }
}

#[test]
fn a_lasting_fault_from_any_call_on_keeps_what_was_saved_and_ends_with_the_fault() {
    let all = events();
    for at in 0.. {
        let home = Home::new();
        let disk = Arc::new(FaultyDisk::new(Plan::From(at, Fault::Error(Errno::NOSPC))));
        let mut file = DraftFile::create_on(disk.clone(), &home.paths, ID);
        let saved = append_in_batches(&mut file, &all);
        let reached = disk.calls() > at;
        if saved > 0 {
            assert!(home.read().starts_with(&journal(saved)), "from {at}");
        }
        if reached {
            let error = file.append(&[]).expect_err("the disk is still full");
            assert_eq!(error.to_string(), "disk full (ENOSPC)");
        }
        disk.plan(Plan::Sound);
        file.append(&[]).expect("the disk is sound again");
        assert_eq!(home.read(), journal(all.len()), "from {at}");
        if !reached {
            break;
        }
    }
}

#[test]
fn killed_in_any_call_everything_called_saved_is_there() {
    let all = events();
    for at in 0.. {
        let home = Home::new();
        let disk = Arc::new(FaultyDisk::new(Plan::Kill(at)));
        let mut file = DraftFile::create_on(disk.clone(), &home.paths, ID);
        let saved = append_in_batches(&mut file, &all);
        drop(file);
        let (drafts, problems) = draft::list(&home.paths);
        assert!(problems.is_empty(), "killed at {at}: {problems:?}");
        assert!(!home.names().iter().any(|name| name.contains(".tmp")), "leftovers are cleaned: {:?}", home.names());
        if saved > 0 {
            assert_eq!(drafts[0].state, DraftState::Ready, "killed at {at}");
            let found = opened(&home).interview;
            let count = usize::try_from(found.next_seq()).expect("small");
            assert!(count >= saved, "killed at {at}: {saved} were saved, {count} are there");
            assert_eq!(found, interview(count));
        }
        if disk.calls() <= at {
            break;
        }
    }
}

#[test]
fn killed_in_any_call_of_a_repair_nothing_more_is_lost() {
    let good = journal(5);
    let mut bytes = good.clone();
    bytes.extend_from_slice(b"\x1b]0;what is this\x07\n");
    bytes.extend_from_slice(&journal(7)[good.len()..]);
    for at in 0.. {
        let home = Home::new();
        home.put(&bytes);
        let disk = Arc::new(FaultyDisk::new(Plan::Kill(at)));
        drop(draft::open_on(disk.clone(), &home.paths, ID, now()));
        let Opened { interview: found, file, .. } = opened(&home);
        drop(file);
        assert_eq!(found, interview(5), "killed at {at}");
        assert_eq!(home.read(), good, "killed at {at}");
        assert_eq!(home.shelf("damaged"), [bytes.as_slice()], "killed at {at}: kept once, byte for byte");
        assert_eq!(home.names(), [format!("{ID}.ndjson")], "killed at {at}");
        if disk.calls() <= at {
            break;
        }
    }
}

#[test]
fn a_disk_that_fails_on_opening_is_not_damage() {
    let whole = journal(events().len());
    for fault in [Fault::Error(Errno::IO), Fault::Short] {
        let home = Home::new();
        home.put(&whole);
        let disk = Arc::new(FaultyDisk::new(Plan::Once(0, fault)));
        let Err(OpenError::Disk { why, .. }) = draft::open_on(disk, &home.paths, ID, now()) else {
            panic!("the disk failed");
        };
        assert_eq!(why, "disk error (EIO)");
        assert_eq!(home.read(), whole);
        assert!(home.shelf("damaged").is_empty());
        assert_eq!(opened(&home).interview, interview(events().len()), "and it opens when the disk works again");
    }
}

#[test]
fn a_damaged_draft_that_cannot_be_repaired_yet_opens_all_the_same() {
    let home = Home::new();
    let bytes = [journal(3), b"{}\n".to_vec()].concat();
    home.put(&bytes);
    // The first call reads the journal; everything after it fails.
    let disk = Arc::new(FaultyDisk::new(Plan::From(1, Fault::Error(Errno::ROFS))));
    let Opened { interview: found, mut file, notices } =
        draft::open_on(disk.clone(), &home.paths, ID, now()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found, interview(3));
    assert!(notices[0].contains("line 4") && notices[0].contains("read-only file system"), "{notices:?}");
    assert_eq!(home.read(), bytes, "the old file is untouched");
    disk.plan(Plan::Sound);
    file.append(&events()[3..4]).expect("the disk is sound again");
    assert_eq!((home.read(), home.shelf("damaged")), (journal(4), vec![bytes]));
}

#[test]
fn after_a_failed_sync_the_next_save_goes_to_a_new_file() {
    let home = Home::new();
    let disk = sound();
    let mut file = DraftFile::create_on(disk.clone(), &home.paths, ID);
    file.append(&events()[..2]).expect("the disk is sound");
    let inode = |home: &Home| std::fs::metadata(home.journal()).expect("it is there").ino();
    let first = inode(&home);
    file.append(&events()[2..3]).expect("the disk is sound");
    assert_eq!(inode(&home), first, "a line is added, not the file written anew");
    // Calls of an append: look, write, sync.
    disk.plan(Plan::Once(2, Fault::Lie));
    file.append(&events()[3..4]).expect_err("the sync failed");
    file.append(&[]).expect("the disk is sound again");
    assert_ne!(inode(&home), first);
    assert_eq!(home.read(), journal(4));
    drop(file);

    // Also where nothing was written before the sync that failed.
    let second = inode(&home);
    let mut file = draft::open_on(disk.clone(), &home.paths, ID, now()).unwrap_or_else(|error| panic!("{error}")).file;
    disk.plan(Plan::Once(1, Fault::Lie));
    file.append(&[]).expect_err("the sync failed");
    file.append(&[]).expect("the disk is sound again");
    assert_ne!(inode(&home), second);
}

#[test]
fn saved_means_that_the_file_and_its_folder_are_synced() {
    let home = Home::new();
    std::fs::create_dir_all(home.paths.drafts()).expect("there is room");
    let disk = sound();
    let mut file = DraftFile::create_on(disk.clone(), &home.paths, ID);
    file.append(&events()[..1]).expect("the disk is sound");
    assert_eq!(disk.log(), ["create", "write", "sync", "rename", "sync folder"]);
    file.append(&events()[1..4]).expect("the disk is sound");
    assert_eq!(disk.log(), ["write", "sync"]);
    file.append(&[]).expect("the disk is sound");
    assert!(disk.log().is_empty(), "nothing new, nothing to do");
    std::fs::write(home.journal(), "theirs").expect("there is room");
    file.append(&[]).expect("the disk is sound");
    let mut expected = vec!["create", "write", "sync", "make folder", "sync folder", "link", "sync folder"];
    expected.extend(["rename", "sync folder"]);
    assert_eq!(disk.log(), expected, "theirs has its new name for good before ours takes its place");
    drop(file);

    // The process before may have been killed between writing and syncing.
    let mut file = draft::open_on(disk.clone(), &home.paths, ID, now()).unwrap_or_else(|error| panic!("{error}")).file;
    file.append(&[]).expect("the disk is sound");
    assert_eq!(disk.log(), ["sync", "sync folder"]);
}

#[test]
fn a_second_window_is_told_who_has_the_draft() {
    let home = Home::new();
    let mut file = DraftFile::create(&home.paths, ID);
    file.append(&events()[..2]).expect("there is room");
    let Err(OpenError::Held { by }) = open(&home) else { panic!("it is open already") };
    assert!(by.starts_with(&format!("open in another window: process {} on ", std::process::id())), "{by}");
    assert_eq!(draft::list(&home.paths).0[0].state, DraftState::Held { by });
    draft::retire(&home.paths, ID).expect_err("it is open");
    drop(file);
    let held = draft::open(&home.paths, &ID[..9], now()).unwrap_or_else(|error| panic!("{error}"));
    assert!(matches!(open(&home), Err(OpenError::Held { .. })));
    drop(held);
    assert_eq!(draft::list(&home.paths).0[0].state, DraftState::Ready);
}

#[test]
fn a_newer_version_is_refused_by_name_and_left_as_it_is() {
    let home = Home::new();
    let bytes = b"{\"format\":\"assay.draft/2\",\"everything\":\"else\"}\nnot even JSON".as_slice();
    home.put(bytes);
    let Err(OpenError::Unusable { why, .. }) = open(&home) else { panic!("it is newer") };
    assert!(why.contains("newer assay") && why.contains("assay.draft/2"), "{why}");
    let (drafts, problems) = draft::list(&home.paths);
    assert!(drafts.is_empty() && problems.len() == 1 && problems[0].message == why, "{problems:?}");
    assert_eq!(home.read(), bytes);
    assert_eq!(home.names(), [format!("{ID}.ndjson")]);
}

#[test]
fn unknown_fields_survive_a_rewrite_and_windows_line_ends_are_read() {
    let home = Home::new();
    let foreign = String::from_utf8(journal(3)).expect("UTF-8").replace("}\n", ",\"later\":{\"x\":[1]}}\r\n");
    let bytes = [b"\xEF\xBB\xBF", foreign.as_bytes(), b"{\"seq\":3"].concat();
    home.put(&bytes);
    let Opened { interview: found, mut file, .. } = opened(&home);
    assert_eq!(found, interview(3));
    file.append(&events()[3..4]).expect("the disk is sound");
    let kept = &bytes[..bytes.len() - b"{\"seq\":3".len()];
    assert_eq!(home.read(), [kept, &journal(4)[journal(3).len()..]].concat());
}

#[test]
fn a_last_line_with_its_line_break_is_no_torn_write_and_is_kept() {
    for tail in ["{\"seq\":3\n", "\0\0\0\0", "{\"seq\":3}", "\n"] {
        let home = Home::new();
        let bytes = [&journal(3), tail.as_bytes()].concat();
        home.put(&bytes);
        assert!(matches!(draft::list(&home.paths).0[0].state, DraftState::Damaged(_)), "{tail:?}");
        let Opened { interview: found, notices, .. } = opened(&home);
        assert_eq!((found, notices.len()), (interview(3), 2), "{tail:?}");
        assert_eq!((home.read(), home.shelf("damaged")), (journal(3), vec![bytes]), "{tail:?}");
    }
}

#[test]
fn everything_is_private_whatever_the_umask() {
    let home = Home::new();
    home.put(&[journal(3), b"?\n".to_vec()].concat());
    let mut first = opened(&home).file;
    first.append(&events()[3..4]).expect("there is room");
    std::fs::write(home.journal(), "someone else's").expect("there is room");
    first.append(&events()[4..5]).expect("there is room");
    drop(first);
    draft::retire(&home.paths, ID).expect("nobody has it open");
    let fresh = Home::new();
    let mut second = DraftFile::create(&fresh.paths, ID);
    assert!(!fresh.paths.data.exists(), "creating touches nothing");
    second.append(&events()[..1]).expect("there is room");

    let mode = |path: &Path| std::fs::symlink_metadata(path).expect("it is there").permissions().mode() & 0o777;
    for folder in [&fresh.paths.data, &fresh.paths.drafts()] {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    assert_eq!(mode(&fresh.journal()), 0o600);
    assert_eq!(mode(&fresh.paths.drafts().join(format!("{ID}.lock"))), 0o600);
    for shelf in ["damaged", "conflict", "retired"] {
        assert_eq!(mode(&home.paths.drafts().join(shelf)), 0o700, "{shelf}");
    }
    assert_eq!(mode(&home.paths.drafts().join(format!("retired/{ID}.ndjson"))), 0o600);
}

#[test]
fn a_file_deleted_or_replaced_under_our_feet_loses_nobodys_text() {
    let home = Home::new();
    let mut file = DraftFile::create_on(sound(), &home.paths, ID);
    file.append(&events()[..3]).expect("the disk is sound");

    std::fs::remove_file(home.journal()).expect("it is there");
    let notices = file.append(&[]).expect("the disk is sound");
    assert!(notices[0].contains("removed"), "{notices:?}");
    assert_eq!(home.read(), journal(3), "even without anything new");

    std::fs::write(home.journal(), "theirs").expect("there is room");
    let notices = file.append(&events()[3..4]).expect("the disk is sound");
    assert!(notices[0].contains("another program") && notices[0].contains("-1.ndjson"), "{notices:?}");

    let theirs = [journal(4), b"one line more\n".to_vec()].concat();
    std::fs::write(home.journal(), &theirs).expect("there is room");
    file.append(&events()[4..5]).expect("the disk is sound");
    assert_eq!(home.read(), journal(5));
    let mut kept = home.shelf("conflict");
    kept.sort();
    let mut expected = vec![b"theirs".to_vec(), theirs];
    expected.sort();
    assert_eq!(kept, expected);

    // A sync client that puts back what we wrote is no conflict.
    std::fs::remove_file(home.journal()).expect("it is there");
    std::fs::write(home.journal(), journal(2)).expect("there is room");
    assert_eq!(file.append(&events()[5..6]).expect("the disk is sound"), Vec::<String>::new());

    std::fs::remove_dir_all(&home.paths.data).expect("it is there");
    file.append(&events()[6..7]).expect("the disk is sound");
    assert_eq!(home.read(), journal(7), "the whole folder comes back");
    assert!(matches!(open(&home), Err(OpenError::Held { .. })), "and with it the lock");
}

#[test]
fn what_is_no_regular_file_is_neither_waited_for_nor_followed() {
    let home = Home::new();
    let outside = home.paths.data.with_file_name("outside.ndjson");
    home.put(b"");
    std::fs::remove_file(home.journal()).expect("it is there");
    std::fs::write(&outside, journal(3)).expect("there is room");
    std::os::unix::fs::symlink(&outside, home.journal()).expect("linked");
    let drafts = home.paths.drafts();
    let pipe = drafts.join("0192f3c4-pipe.ndjson");
    let kind = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, kind, rustix::fs::Mode::RUSR, 0).expect("a pipe");
    std::fs::create_dir(drafts.join("folder.ndjson")).expect("a folder");
    std::fs::write(drafts.join("a (conflicted copy).ndjson"), journal(3)).expect("there is room");
    std::fs::write(drafts.join("renamed.ndjson"), journal(3)).expect("there is room");
    let good = String::from_utf8(journal(4)).expect("UTF-8").replace(ID, "good");
    std::fs::write(drafts.join("good.ndjson"), good).expect("there is room");

    let (listed, problems) = draft::list(&home.paths);
    assert_eq!(listed.iter().map(|draft| draft.id.as_str()).collect::<Vec<_>>(), ["good"]);
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    for expected in ["symbolic link", "named pipe", "folder", "not named like", "rename it to"] {
        assert!(messages.iter().any(|message| message.contains(expected)), "{expected}: {messages:?}");
    }
    assert_eq!(messages.len(), 5);
    for wanted in [ID, "0192f3c4-pipe", "folder", "renamed"] {
        let result = draft::open(&home.paths, wanted, now());
        assert!(matches!(result, Err(OpenError::Unusable { .. })), "{wanted}");
    }
    for (wanted, several) in [("", true), ("none", false), ("../data", false)] {
        match draft::open(&home.paths, wanted, now()) {
            Err(OpenError::Several { .. }) => assert!(several, "{wanted}"),
            Err(OpenError::None(_)) => assert!(!several, "{wanted}"),
            _ => panic!("{wanted} is no draft"),
        }
    }
    assert_eq!(std::fs::read(&outside).expect("it is there"), journal(3));
}

#[test]
fn hostile_bytes_never_reach_a_message() {
    let home = Home::new();
    let hostile = "\u{1b}[2J\u{202e}\u{9b}31m";
    let line = format!(r#"{{"seq":3,"at":"2026-11-23T15:05:00Z","active_ms":0,"event":"{hostile}"}}"#);
    let named = format!(
        r#"{{"seq":3,"at":"2026-11-23T15:05:00Z","active_ms":0,"event":"cleared","criterion":"{}"}}"#,
        "\\u001b[2J\\u202e"
    );
    for line in [line, named] {
        home.put(&[journal(3), line.into_bytes(), b"\n".to_vec()].concat());
        let Opened { notices, .. } = opened(&home);
        let notices = notices.concat();
        assert!(!notices.contains(['\u{1b}', '\u{202e}', '\u{9b}', '\u{7f}']), "{notices:?}");
        assert!(notices.contains("line 4"), "{notices}");
    }
}

#[test]
fn a_draft_whose_card_is_written_is_retired_at_the_next_listing() {
    let home = Home::new();
    let mut all = events();
    let Some(last) = all.last().cloned() else { panic!("there are events") };
    let reason = assay::domain::interview::Event::TextEdited {
        field: assay::domain::interview::Field::Reason,
        at: 0,
        remove: 0,
        insert: "because".to_owned(),
    };
    all.push(Recorded { seq: last.seq + 1, event: reason, ..last });
    let mut file = DraftFile::create_on(sound(), &home.paths, ID);
    file.append(&all).expect("the disk is sound");
    let bytes = home.read();
    let mut finished = interview(events().len());
    finished.apply(&all[all.len() - 1]).expect("it fits");
    let card = Scorecard::submit(&finished, now(), 60_000).unwrap_or_else(|missing| panic!("{missing:?}"));
    let path = archive::write_card(&home.paths, &card).expect("there is room");

    assert!(matches!(draft::list(&home.paths).0[0].state, DraftState::Held { .. }), "not while it is open");
    drop(file);
    assert!(matches!(open(&home), Err(OpenError::Submitted(_))));
    // A file that merely has the card's name takes no draft away.
    let sealed = std::fs::read(&path).expect("it is there");
    std::fs::write(&path, "{}").expect("there is room");
    assert_eq!(draft::list(&home.paths).0[0].state, DraftState::Ready);
    std::fs::write(&path, sealed).expect("there is room");
    assert_eq!(draft::list(&home.paths), (Vec::new(), Vec::new()));
    assert_eq!(home.shelf("retired"), [bytes], "nothing is deleted");
    assert_eq!(home.names(), Vec::<String>::new());
    draft::retire(&home.paths, ID).expect("retiring twice is no error");
}
