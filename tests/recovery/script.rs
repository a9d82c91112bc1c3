//! A short interview with one event of most kinds, and a folder to keep it in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assay::domain::candidate::Candidate;
use assay::domain::decision::Overall;
use assay::domain::interview::{Event, Field, Interview, LevelChoice, Recorded, Start};
use assay::domain::rating::{Answer, Basis, Rating};
use assay::domain::rubric::{Criterion, Level, Rubric, Section, SectionKind};
use assay::domain::time::Moment;
use assay::storage::archive::Paths;
use assay::storage::wire::event::to_line;

pub const ID: &str = "0192f3c4-0000-7000-8000-000000000001";

pub fn now() -> Moment {
    Moment::new(1_795_442_700, 3_600)
}

/// A data folder of its own, under a umask that would open every file to everyone.
pub struct Home {
    pub paths: Paths,
    _folder: tempfile::TempDir,
}

impl Home {
    pub fn new() -> Self {
        rustix::process::umask(rustix::fs::Mode::empty());
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        Self { paths, _folder: folder }
    }

    pub fn journal(&self) -> PathBuf {
        self.paths.drafts().join(format!("{ID}.ndjson"))
    }

    pub fn put(&self, bytes: &[u8]) {
        std::fs::create_dir_all(self.paths.drafts()).expect("there is room");
        std::fs::write(self.journal(), bytes).expect("there is room");
    }

    pub fn read(&self) -> Vec<u8> {
        std::fs::read(self.journal()).expect("the journal is there")
    }

    /// Contents of the files on a shelf such as `damaged`.
    pub fn shelf(&self, name: &str) -> Vec<Vec<u8>> {
        contents(&self.paths.drafts().join(name))
    }

    /// Names of all files directly in the drafts folder.
    pub fn names(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.paths.drafts()) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .flatten()
            .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().map(|entry| std::fs::read(entry.path()).expect("it was just listed")).collect()
}

/// The events of the interview.
pub fn events() -> Vec<Recorded> {
    let level = |id: &str, extends: Option<&str>| {
        let criterion = |name: &str| Criterion {
            id: format!("{id}.{name}"),
            title: name.to_owned(),
            weight: 1,
            minutes: 4,
            ..Criterion::default()
        };
        Arc::new(Level {
            family: "tiny".to_owned(),
            family_title: "Tiny".to_owned(),
            id: id.to_owned(),
            title: id.to_owned(),
            grade: None,
            extends: extends.map(str::to_owned),
            digest: format!("sha256:{id}"),
            sections: vec![Section {
                id: "all".to_owned(),
                title: "All".to_owned(),
                kind: SectionKind::Required,
                bar_percent: 75,
                criteria: vec![criterion("a"), criterion("b")],
            }],
            ..Level::default()
        })
    };
    let rubric = Rubric::new(vec![level("base", None)]).expect("it is sound");
    let rated =
        |criterion: &str, answer| Event::Rated { criterion: criterion.to_owned(), answer, basis: Basis::Interview };
    let typed = |at, insert: &str| Event::TextEdited {
        field: Field::Note("base.a".to_owned()),
        at,
        remove: 0,
        insert: insert.to_owned(),
    };
    [
        Event::Started(Box::new(Start {
            id: ID.to_owned(),
            candidate: Candidate { name: "Zoë 🧪".to_owned(), reference: Some("R-1".to_owned()) },
            interviewer: "Ana Ruiz".to_owned(),
            planned_minutes: 60,
            focus: vec!["base/all".to_owned()],
            amends: None,
            rubric,
        })),
        Event::ClockStarted,
        rated("base.a", Answer::Rated(Rating::Partial)),
        typed(0, "né\n"),
        typed(4, "\u{202e}x\u{7f}"),
        Event::TextClosed,
        Event::Stretched { level: level("top", Some("base")) },
        Event::Attested {
            criteria: vec!["top.a".to_owned(), "top.b".to_owned()],
            rating: Rating::Meets,
            basis: Basis::Resume,
        },
        rated("base.b", Answer::Rated(Rating::Meets)),
        Event::Undone,
        Event::Redone,
        Event::OverallChosen { overall: Overall::Yes },
        Event::LevelChosen { level: LevelChoice::Level("top".to_owned()) },
    ]
    .into_iter()
    .zip(0..)
    .map(|(event, seq)| Recorded { seq, at: now(), active_ms: seq * 1_000, event })
    .collect()
}

/// The interview after the first `count` events.
pub fn interview(count: usize) -> Interview {
    let mut events = events().into_iter().take(count);
    let mut interview = Interview::begin(events.next().expect("at least the start")).expect("it begins");
    for event in events {
        interview.apply(&event).expect("the script fits");
    }
    interview
}

/// The journal of the first `count` events.
pub fn journal(count: usize) -> Vec<u8> {
    events().iter().take(count).flat_map(to_line).collect()
}

/// How many events are whole in the first `bytes` bytes; one that lacks only its line break counts.
pub fn whole_events(bytes: usize) -> usize {
    (0..=events().len()).rfind(|&count| count == 0 || journal(count).len() - 1 <= bytes).unwrap_or(0)
}
