//! A list through the index is the list without it, whatever happened to the index or the files.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use rustix::fs::{CWD, FileType, Mode};

use super::*;
use crate::domain::decision::Overall;
use crate::domain::scorecard::{Amendment, Decision, Scorecard};
use crate::domain::time::Moment;
use crate::storage::archive::{CardHead, Listing, list_cards, listing_at_rest, newest_cards};
use crate::storage::card::{self, CardProblem, Code};
use crate::storage::catalog::Family;
use crate::storage::many::quiet;
use crate::storage::stage;

/// Takes every file for one that was left alone long enough: tests do not wait.
const AT_ONCE: i64 = -1_000_000;
/// Takes no file for one.
const NEVER: i64 = i64::MAX;

/// A small card of somebody.
fn small_card(id: &str, name: &str, later: i64, amends: Option<&str>) -> Vec<u8> {
    let mut content = stage::card().content().clone();
    content.id = id.to_owned();
    content.candidate.name = name.to_owned();
    content.rubric = Family::built_in().rubric_to("associate").expect("the built-in family has it");
    content.entries.clear();
    content.decision = Decision { overall: Overall::No, level: None, reason: String::new() };
    content.submitted_at = Moment::new(content.submitted_at.unix_seconds() + later, 3_600);
    content.amends = amends.map(|seal| Amendment { seal: seal.to_owned(), reason: "a slip".to_owned() });
    card::to_bytes(&Scorecard::new(content).expect("nothing in it is wrong"))
}

/// What the files of the tests hold: cards, and what is not quite one.
static CONTENTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let ana = small_card("0192-1", "Ana Ruiz", 0, None);
    let text = String::from_utf8(ana.clone()).expect("a card is UTF-8");
    vec![
        ana,
        small_card("0192-2", "Ana Ruiz", 60, Some("sha256:0")),
        small_card("0192-3", "Bo \u{1b}[31m\u{202e}", 60, None),
        small_card("0192-4", "Zoë \"quoted\"\ttab\nline", -60, None),
        text.replace("Calm", "Wild").into_bytes(),
        text.replace("scorecard/1", "scorecard/2").into_bytes(),
        text.replace("\"interviewer\"", "\"interviewed\"").into_bytes(),
        b"{".to_vec(),
    ]
});

struct Stage {
    _folder: tempfile::TempDir,
    paths: Paths,
    /// Counts the writes, each of which gets a time of its own.
    writes: u64,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        Self { _folder: folder, paths, writes: 0 }
    }

    /// Every content in a file of its own, and the index of them.
    fn full() -> Self {
        let mut stage = Self::new();
        for (index, content) in CONTENTS.iter().enumerate() {
            stage.write(&format!("folder-{}/card-{index}.json", index % 3), content);
        }
        stage.indexed();
        assert_eq!(stage.known(), CONTENTS.len());
        stage
    }

    fn file(&self, name: &str) -> PathBuf {
        self.paths.scorecards().join(name)
    }

    fn write(&mut self, name: &str, content: &[u8]) {
        let path = self.file(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
        fs::write(&path, content).expect("there is room");
        self.writes += 1;
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(self.writes);
        File::options().write(true).open(&path).and_then(|file| file.set_modified(at)).expect("it is ours");
    }

    fn indexed(&self) -> Listing {
        listing_at_rest(&self.paths, &quiet, AT_ONCE)
    }

    /// The list as it is without an index.
    fn plain(&self) -> Listing {
        let aside = self.paths.data.join("aside");
        let moved = fs::rename(self.paths.index(), &aside).is_ok();
        let listing = listing_at_rest(&self.paths, &quiet, NEVER);
        assert!(fs::symlink_metadata(self.paths.index()).is_err(), "nothing was fit to be written");
        if moved {
            fs::rename(&aside, self.paths.index()).expect("it is back");
        }
        listing
    }

    /// How many files the index knows.
    fn known(&self) -> usize {
        Index::of(&self.paths, &load(&self.paths)).len()
    }

    fn text(&self) -> String {
        fs::read_to_string(self.paths.index()).expect("there is an index")
    }

    /// Changes the lines of the index and makes its first line vouch for them.
    fn forge(&self, change: impl FnOnce(&str) -> String) {
        let lines = change(self.text().split_once('\n').expect("a first line").1);
        let header = HeaderFile { format: FORMAT.into(), made_by: MADE_BY.into(), digest: digest(&lines) };
        let header = serde_json::to_string(&header).expect("plain JSON");
        fs::write(self.paths.index(), format!("{header}\n{lines}")).expect("writable");
    }
}

fn names(cards: &[CardHead]) -> Vec<&str> {
    cards.iter().map(|card| card.candidate.name.as_str()).collect()
}

#[test]
fn lists_come_from_the_index_and_the_index_is_private() {
    let stage = Stage::full();
    let mode = fs::metadata(stage.paths.index()).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let before = fs::metadata(stage.paths.index()).expect("it is there").modified().expect("a time");
    assert_eq!(stage.indexed(), stage.plain());
    let after = fs::metadata(stage.paths.index()).expect("it is there").modified().expect("a time");
    assert_eq!(before, after, "what fits is not written again");

    // Only the index says this, so it is the index that was asked.
    stage.forge(|lines| lines.replace("Ana Ruiz", "Ana Reza"));
    assert!(names(&stage.indexed().cards).contains(&"Ana Reza"));
    assert!(names(&list_cards(&stage.paths, &quiet).0).contains(&"Ana Reza"));
    assert!(names(&newest_cards(&stage.paths, 100).0).contains(&"Ana Reza"));
    fs::remove_file(stage.paths.index()).expect("it may be deleted");
    assert_eq!(names(&stage.indexed().cards).iter().filter(|&&name| name == "Ana Ruiz").count(), 3);
    assert_eq!(stage.known(), CONTENTS.len(), "it is made again");
}

#[test]
fn a_file_that_was_touched_a_moment_ago_is_read_again() {
    let mut stage = Stage::new();
    stage.write("ana/one.json", &CONTENTS[0]);
    let list = || list_cards(&stage.paths, &quiet).0;
    assert_eq!(list()[0].problems, []);
    assert_eq!(stage.known(), 0, "its time could be that of a later change");
    // The same name, size, place and time; only the content is another.
    let path = stage.file("ana/one.json");
    let before = fs::metadata(&path).expect("it is there").modified().expect("a time");
    let changed = String::from_utf8(CONTENTS[0].clone()).expect("UTF-8").replace("Calm", "Wild");
    fs::write(&path, changed).expect("writable");
    File::options().write(true).open(&path).and_then(|file| file.set_modified(before)).expect("it is ours");
    assert_eq!(list()[0].problems.len(), 1);
}

#[test]
fn files_added_removed_replaced_and_renamed_are_noticed() {
    let mut stage = Stage::full();
    stage.write("folder-9/new.json", &CONTENTS[0]);
    assert_eq!((stage.indexed(), stage.known()), (stage.plain(), CONTENTS.len() + 1));
    fs::remove_file(stage.file("folder-1/card-1.json")).expect("it is there");
    assert_eq!((stage.indexed(), stage.known()), (stage.plain(), CONTENTS.len()), "nothing stays of it");
    assert!(!stage.text().contains("0192-2"));
    stage.write("folder-0/card-0.json", &CONTENTS[2]);
    assert_eq!(stage.indexed(), stage.plain());
    fs::rename(stage.file("folder-2/card-2.json"), stage.file("folder-0/card-0.json")).expect("both are there");
    assert_eq!((stage.indexed(), stage.known()), (stage.plain(), CONTENTS.len() - 1));
    fs::remove_dir_all(stage.paths.scorecards()).expect("they are ours");
    assert_eq!((stage.indexed().cards.len(), stage.known()), (0, 0));
}

#[test]
fn what_is_cut_off_or_changed_is_not_believed() {
    let stage = Stage::full();
    let (whole, plain) = (stage.text().into_bytes(), stage.plain());
    for length in 0..whole.len() {
        assert!(vouched_for(whole[..length].to_vec()).is_none(), "cut at {length}");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        assert!(vouched_for(bytes).is_none(), "changed at {at}");
    }
    for damaged in [&whole[..0], &whole[..whole.len() / 2], b"\xff\n\n", b"[[[[[\n", b"{}\n\n", b"not ours"] {
        fs::write(stage.paths.index(), damaged).expect("writable");
        assert_eq!(stage.indexed(), plain);
        assert_eq!(fs::read(stage.paths.index()).expect("it is there"), whole, "made again as it was");
    }
    for (from, to) in [(FORMAT, "assay.index/2"), (MADE_BY, "0.0.1"), ("sha256:", "sha256:0")] {
        fs::write(stage.paths.index(), stage.text().replacen(from, to, 1)).expect("writable");
        assert_eq!((load(&stage.paths).whole.len(), stage.indexed()), (0, stage.plain()));
    }
}

#[test]
fn absurd_lines_are_read_from_the_cards() {
    let stage = Stage::full();
    let plain = stage.plain();
    let long = "x".repeat(300);
    for (from, to) in [
        ("\"size\":", "\"size\":1e999,\"was\":"),
        ("\"size\":", "\"size\":-"),
        ("\"size\":", "\"size\":99999999999999999999999999"),
        ("\"inode\":", "\"size\":1,\"inode\":"),
        ("\"modified\":[", "\"modified\":[1,"),
        ("\"status\":\"", "\"status\":\"\\u001b[2J"),
        ("\"overall\":\"no\"", "\"overall\":\"maybe\""),
        ("\"id\":\"0192", "\"id\":\"../../0192"),
        ("\"Ana Ruiz\"", "\"\""),
        ("\"Ana Ruiz\"", &format!("\"{long}\"")),
        ("\"Sam Okafor\"", &format!("\"{long}\"")),
        ("\"associate\"", "\"../associate\""),
        ("\"associate\",5", "\"associate\",-5"),
        ("\"submitted_at\":\"", "\"submitted_at\":\"never"),
        ("\"family\"", "\"hidden\""),
        ("\"problems\":[", "\"problems\":[[[[[[["),
        ("\"code\":\"unreadable\"", "\"code\":\"fine\""),
        ("\"problems\":[{", "\"problems\":[],\"was\":[{"),
        ("{\"size\"", &format!("{}{{\"size\"", "[".repeat(10_000))),
        ("\"card\":{", "\"card\":null,\"was\":{"),
    ] {
        assert!(stage.text().contains(from), "{from}");
        stage.forge(|lines| lines.replace(from, to));
        assert_eq!(stage.indexed(), plain, "{from} became {to}");
    }
    // A file that is no card for no reason would be hidden.
    stage.forge(|lines| {
        let cut = |line: &str| line.split_once(",\"card\"").map(|(look, _)| format!("{look},\"card\":null}}\n"));
        lines.lines().filter_map(cut).collect()
    });
    assert_eq!(stage.indexed(), plain);
    // Which files there are, the index does not say.
    let secret = stage.paths.data.join("secret.json");
    fs::write(&secret, &CONTENTS[2]).expect("writable");
    let seen = Seen::NoCard(vec![CardProblem::new(Code::Seal, "", "made up")]);
    let look = Look::of(&fs::metadata(&secret).expect("it is there"));
    let line = serde_json::to_string(&EntryFile::new(&seen, &look)).expect("plain JSON");
    for name in ["../secret.json", "/etc/passwd", "folder-0/../../secret.json", "", "\u{1b}[2J", "folder-0/gone.json"] {
        stage.forge(|lines| format!("{name}\t{line}\nno tab\n{lines}"));
        assert_eq!(stage.indexed(), plain, "{name}");
    }
    assert_eq!(fs::read(&secret).expect("it is there"), CONTENTS[2]);
}

#[test]
fn what_stands_in_its_place_is_neither_followed_nor_waited_for() {
    let stage = Stage::full();
    let (index, plain) = (stage.paths.index(), stage.plain());
    let elsewhere = stage.paths.data.join("elsewhere");
    fs::rename(&index, &elsewhere).expect("it is there");
    let forged = fs::read(&elsewhere).expect("it is there");
    symlink(&elsewhere, &index).expect("a link");
    assert_eq!(load(&stage.paths).whole, "");
    assert_eq!(stage.indexed(), plain);
    assert!(fs::symlink_metadata(&index).expect("it is there").is_file(), "the link is gone");
    assert_eq!(fs::read(&elsewhere).expect("it is there"), forged, "and what it led to is untouched");

    fs::remove_file(&index).expect("it is there");
    rustix::fs::mknodat(CWD, &index, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a named pipe");
    assert_eq!(stage.indexed(), plain);

    // A folder cannot be replaced, as nothing can in a place that cannot be written.
    fs::remove_file(&index).expect("it is there");
    fs::create_dir(&index).expect("there is room");
    assert_eq!((stage.indexed(), stage.indexed()), (plain, listing_at_rest(&stage.paths, &quiet, NEVER)));
    let left: Vec<_> = fs::read_dir(&stage.paths.data).expect("readable").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 3, "nothing half-written is left: {left:?}");
}

#[test]
fn a_folder_that_cannot_be_written_is_listed_all_the_same() {
    let stage = Stage::full();
    let plain = stage.plain();
    fs::remove_file(stage.paths.index()).expect("it is there");
    let mode = |mode| fs::set_permissions(&stage.paths.data, Permissions::from_mode(mode)).expect("it is ours");
    mode(0o500);
    let (first, second) = (stage.indexed(), stage.indexed());
    mode(0o700);
    assert_eq!((&first, &second), (&plain, &plain));
}

#[test]
fn several_at_once_get_in_nobodys_way() {
    let stage = Stage::full();
    let plain = stage.plain();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let _ = fs::remove_file(stage.paths.index());
                    assert_eq!(stage.indexed(), plain);
                }
            });
        }
    });
    assert_eq!(stage.indexed(), plain);
    assert_eq!(stage.known(), CONTENTS.len());
    assert_eq!(fs::read_dir(&stage.paths.data).expect("readable").count(), 2, "cards and index, nothing else");
}

#[test]
fn what_is_no_regular_file_or_cannot_be_named_is_asked_each_time() {
    let mut stage = Stage::full();
    stage.write("folder-0/tab\tin name.json", &CONTENTS[0]);
    stage.write("folder-0/line\nin name.json", &CONTENTS[0]);
    symlink(stage.file("folder-0/card-0.json"), stage.file("folder-0/link.json")).expect("a link");
    File::create(stage.file("folder-0/huge.json")).and_then(|file| file.set_len(5_000_000)).expect("a sparse file");
    assert_eq!(stage.indexed(), stage.plain());
    assert_eq!((stage.indexed(), stage.known()), (stage.plain(), CONTENTS.len()));
}

/// What may happen to the files between two lists.
#[derive(Clone, Debug)]
enum Change {
    Write(usize, usize),
    Replace(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    DropIndex,
}

fn change() -> impl Strategy<Value = Change> {
    let (slot, content) = (0..6_usize, 0..CONTENTS.len());
    prop_oneof![
        4 => (slot.clone(), content.clone()).prop_map(|(slot, content)| Change::Write(slot, content)),
        2 => (slot.clone(), content).prop_map(|(slot, content)| Change::Replace(slot, content)),
        1 => slot.clone().prop_map(Change::Remove),
        1 => (slot.clone(), slot).prop_map(|(from, to)| Change::Rename(from, to)),
        1 => Just(Change::DropIndex),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_list_through_the_index_is_the_list_without_it(
        changes in proptest::collection::vec((change(), any::<bool>()), 1..16)
    ) {
        let mut stage = Stage::new();
        fs::create_dir_all(stage.file("folder-0")).expect("there is room");
        fs::create_dir_all(stage.file("folder-1")).expect("there is room");
        let name = |slot: usize| format!("folder-{}/{slot}.json", slot % 2);
        for (change, listed) in changes {
            match change {
                Change::Write(slot, content) => stage.write(&name(slot), &CONTENTS[content]),
                Change::Replace(slot, content) => {
                    stage.write("folder-0/.new", &CONTENTS[content]);
                    fs::rename(stage.file("folder-0/.new"), stage.file(&name(slot))).expect("same disk");
                }
                Change::Remove(slot) => drop(fs::remove_file(stage.file(&name(slot)))),
                Change::Rename(from, to) => drop(fs::rename(stage.file(&name(from)), stage.file(&name(to)))),
                Change::DropIndex => drop(fs::remove_file(stage.paths.index())),
            }
            if listed {
                prop_assert_eq!(stage.indexed(), stage.plain());
            }
        }
        prop_assert_eq!(stage.indexed(), stage.plain());
    }
}
