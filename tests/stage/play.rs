//! A stage for the screens: the app with a fake clock, a fake disk and a script of keys, and no
//! terminal. Included with `#[path]` by the app's own tests, by integration tests and by benches.
//!
//! # Scripts
//! A script is text. A character is the key that types it, so `jj3` is two moves and a rating, and
//! `nMissing the drift clause<Esc>` writes a note. What is no character stands in angle brackets:
//!
//! | written | is |
//! |---|---|
//! | `<Esc>` `<Enter>` `<Tab>` `<Shift-Tab>` `<PgDn>` … | a key by its name in the help |
//! | `<Ctrl-r>` `<Alt-b>` `<lt>` | a letter with a modifier; the sign `<` |
//! | `<900ms>` `<5s>` `<61min>` | time passes, with the ticks that the app asks for |
//! | `<120x40>` | the terminal gets this size |
//! | `<paste words>` | words are pasted |
//! | `<click words>` `<wheel-down words>` `<wheel-up words>` | the mouse, where these words stand |
//! | `<disk stalls>` `<disk fails>` `<disk works>` | what becomes of saving from now on |
//! | `<shot name>` | a screenshot |

use std::sync::{Arc, LazyLock};

use assay::app::key::{Code, Key};
use assay::app::message::{
    CardRead, Effect, Family, FamilyNotSaved, FamilySaved, HomeData, Message, MouseAction, Now, PracticeRead, SavedCard,
};
use assay::app::rubrics::adapting::Adapting;
use assay::app::rubrics::{FamilyRead, RubricsRead};
use assay::app::scoring::Scoring;
use assay::app::summary::Summary;
use assay::app::{App, Purpose, Screen};
use assay::domain::adapt::{Adaptation, Origin};
use assay::domain::candidate::Candidate;
use assay::domain::interview::{Event, Interview, Recorded, Start};
use assay::domain::notes::WordLists;
use assay::domain::practice::Round;
use assay::domain::rubric::{Criterion, Level, Rubric};
use assay::domain::time::Moment;
use assay::storage::{catalog, notes, practice};

use super::shot::{self, Shot};

/// 23 November 2026, 15:05 in the zone of Berlin: when every play begins.
pub const CURTAIN: i64 = 1_795_442_700;
/// The id of the interview on the stage.
pub const ID: &str = "0192f3c4-7e1a-7cc0-9f00-000000000001";

/// The app on a stage.
pub struct Stage {
    /// The app.
    pub app: App,
    /// Everything recorded in the open interview, its start included.
    pub journal: Vec<Recorded>,
    /// The screenshots taken.
    pub shots: Vec<Shot>,
    mono_ms: u64,
    disk: Disk,
}

/// What becomes of saving.
#[derive(Clone, Copy, PartialEq)]
enum Disk {
    Works,
    Stalls,
    Fails,
}

impl Stage {
    /// The program as it starts, before anything is read, at 80x24.
    pub fn new(purpose: &Purpose) -> Self {
        let mut stage = Self {
            app: App::new(purpose, (80, 24), at(0)),
            journal: Vec::new(),
            shots: Vec::new(),
            mono_ms: 0,
            disk: Disk::Works,
        };
        stage.app.now = stage.now();
        stage
    }

    /// The home screen of a first start.
    pub fn first_start() -> Self {
        Self::home(home_data())
    }

    /// The home screen with what was read.
    pub fn home(data: HomeData) -> Self {
        let mut stage = Self::new(&Purpose::Home);
        stage.hear(Message::HomeRead(Box::new(data)));
        stage
    }

    /// An interview just begun for a level of the built-in family, opened from the home screen.
    pub fn scoring(target: &str) -> Self {
        let mut stage = Self::first_start();
        stage.open(start(target), &family().levels);
        stage
    }

    /// Opens an interview that is just begun; `levels` are those of its family.
    pub fn open(&mut self, start: Start, levels: &[Arc<Level>]) {
        let above = levels.iter().filter(|level| start.rubric.level_index(&level.id).is_none()).cloned().collect();
        let first = Recorded { seq: 0, at: self.now().wall, active_ms: 0, event: Event::Started(Box::new(start)) };
        let interview = Interview::begin(first.clone()).expect("a start begins it");
        self.journal = vec![first];
        let interview = Box::new(interview);
        self.hear(Message::Opened { interview, above, notices: Vec::new(), on_disk: Some(0) });
    }

    /// The words that texts are looked through for are read.
    pub fn reads_word_lists(&mut self) {
        static LISTS: LazyLock<Arc<WordLists>> = LazyLock::new(|| Arc::new(notes::built_in()));
        self.hear(Message::WordListsRead { lists: Arc::clone(&LISTS), problems: Vec::new() });
    }

    /// The built-in family, opened at a level from the home screen.
    pub fn adapting(level: usize) -> Self {
        let mut stage = Self::first_start();
        stage.play("R");
        stage.hear(rubrics_read(false));
        stage.play(&"j".repeat(level));
        stage.play("<Enter>");
        stage
    }

    /// The open family.
    ///
    /// # Panics
    /// If none is open.
    pub fn on_adapting(&self) -> &Adapting {
        match &self.app.screen {
            Screen::Adapting(adapting) => adapting,
            other => panic!("no family is open: {other:?}"),
        }
    }

    /// The selected criterion of the open family.
    ///
    /// # Panics
    /// If none is selected.
    pub fn criterion(&self) -> &Criterion {
        let adapting = self.on_adapting();
        adapting.cursor.criterion_of(adapting.levels()).expect("a criterion is selected")
    }

    /// The time on the stage.
    pub fn now(&self) -> Now {
        at(self.mono_ms)
    }

    /// Plays a script. Returns everything the app wanted.
    ///
    /// # Panics
    /// If the script has a typo.
    pub fn play(&mut self, script: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if c != '<' {
                effects.extend(self.hear(Message::Key(Key::char(c))));
                continue;
            }
            let (direction, after) = rest.split_once('>').unwrap_or_else(|| panic!("`<{rest}` is not closed"));
            rest = after;
            effects.extend(self.direct(direction));
        }
        effects
    }

    /// One direction of a script.
    fn direct(&mut self, direction: &str) -> Vec<Effect> {
        if let Some(key) = key(direction) {
            return self.hear(Message::Key(key));
        }
        if let Some(ms) = span(direction) {
            return self.wait(ms);
        }
        if let Some((columns, rows)) = size(direction) {
            return self.hear(Message::Resize { columns, rows });
        }
        let (verb, words) = direction.split_once(' ').unwrap_or((direction, ""));
        match verb {
            "paste" => self.hear(Message::Paste(words.to_owned())),
            "click" => self.point(MouseAction::Click, words),
            "wheel-down" => self.point(MouseAction::WheelDown, words),
            "wheel-up" => self.point(MouseAction::WheelUp, words),
            "disk" => self.set_disk(words),
            "shot" => {
                let shot = self.screenshot(words);
                self.shots.push(shot);
                Vec::new()
            }
            _ => panic!("no direction of a script: <{direction}>"),
        }
    }

    /// Tells the app something. What it records is kept, and saved as the disk allows.
    pub fn hear(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = self.app.update(self.now(), message);
        let recorded: Vec<Recorded> = effects.iter().filter_map(recorded).flatten().cloned().collect();
        if !recorded.is_empty() {
            self.journal.extend(recorded);
            effects.extend(self.report());
        }
        let kept = effects.iter().filter_map(|effect| match effect {
            Effect::KeepWork { work, change } => {
                Some(Message::WorkKept { family: work.family().to_owned(), change: *change })
            }
            Effect::KeepSketch { change, .. } => Some(Message::SketchKept(*change)),
            Effect::KeepPractice { change, .. } => Some(Message::PracticeKept(*change)),
            _ => None,
        });
        for kept in kept.collect::<Vec<_>>() {
            let why = "No space left on device".to_owned();
            match self.disk {
                Disk::Works => effects.extend(self.hear(kept)),
                Disk::Fails => effects.extend(self.hear(Message::NotKept(why))),
                Disk::Stalls => {}
            }
        }
        effects
    }

    /// Lets time pass: the app is woken when it asked to be.
    fn wait(&mut self, ms: u64) -> Vec<Effect> {
        let end = self.mono_ms + ms;
        let mut effects = Vec::new();
        while let Some(tick) = self.app.next_tick_ms(self.mono_ms).map(|wait| self.mono_ms + wait.max(1)) {
            if tick > end {
                break;
            }
            self.mono_ms = tick;
            effects.extend(self.hear(Message::Tick));
        }
        self.mono_ms = end;
        self.app.now = self.now();
        effects
    }

    fn set_disk(&mut self, words: &str) -> Vec<Effect> {
        self.disk = match words {
            "works" => Disk::Works,
            "stalls" => Disk::Stalls,
            "fails" => Disk::Fails,
            _ => panic!("a disk works, stalls or fails"),
        };
        self.report()
    }

    /// What the saver reports.
    fn report(&mut self) -> Vec<Effect> {
        match (self.disk, self.journal.last()) {
            (Disk::Works, Some(last)) => {
                let seq = last.seq;
                self.hear(Message::Saved { seq })
            }
            (Disk::Fails, _) => self.hear(Message::SaveFailing { why: "No space left on device".to_owned() }),
            _ => Vec::new(),
        }
    }

    fn point(&mut self, action: MouseAction, words: &str) -> Vec<Effect> {
        let shot = self.screenshot("");
        let (column, row) =
            shot.find(words).unwrap_or_else(|| panic!("{words:?} is not on the screen:\n{}", shot.text()));
        self.hear(Message::Mouse { action, column, row })
    }

    /// The screen as it is drawn now.
    pub fn screenshot(&self, name: &str) -> Shot {
        shot::take(&self.app, name)
    }

    /// Whether words stand on the screen.
    pub fn shows(&self, words: &str) -> bool {
        self.screenshot("").find(words).is_some()
    }

    /// The scoring screen.
    ///
    /// # Panics
    /// If no interview is open.
    pub fn on_scoring(&self) -> &Scoring {
        self.app.scoring().expect("an interview is open")
    }

    /// The summary.
    ///
    /// # Panics
    /// If another screen is shown.
    pub fn on_summary(&self) -> &Summary {
        match &self.app.screen {
            Screen::Summary(summary) => summary,
            other => panic!("the summary is not shown: {other:?}"),
        }
    }

    /// The open interview.
    pub fn interview(&self) -> &Interview {
        &self.on_scoring().session.interview
    }

    /// The interview as its journal tells it.
    ///
    /// # Panics
    /// If an event does not fit.
    pub fn replayed(&self) -> Interview {
        let mut interview = Interview::begin(self.journal[0].clone()).expect("a journal begins with a start");
        for event in &self.journal[1..] {
            interview.apply(event).unwrap_or_else(|why| panic!("{event:?}: {why}"));
        }
        interview
    }

    /// The title of the selected criterion.
    ///
    /// # Panics
    /// If a heading is selected.
    pub fn selected(&self) -> &str {
        let index = self.on_scoring().selected().expect("a criterion is selected");
        &self.interview().rubric().criterion(index).title
    }
}

/// What goes to the journal by an effect.
pub fn recorded(effect: &Effect) -> Option<&[Recorded]> {
    match effect {
        Effect::Record(recorded) => Some(recorded),
        _ => None,
    }
}

/// The events that effects record, without number and time. Other effects are an error.
///
/// # Panics
/// If something else was wanted too.
pub fn events(effects: &[Effect]) -> Vec<Event> {
    let each = |effect| recorded(effect).unwrap_or_else(|| panic!("only events were expected: {effect:?}"));
    // Reading what texts are looked through for is nothing that happens in an interview.
    let effects = effects.iter().filter(|effect| **effect != Effect::ReadWordLists);
    effects.flat_map(each).map(|recorded| recorded.event.clone()).collect()
}

/// The built-in family.
pub fn family() -> Family {
    let family = catalog::Family::built_in();
    Family { id: family.id, title: family.title, levels: family.levels }
}

/// The built-in family as the list of rubrics reads it; `saved` as it is after it was saved.
pub fn rubrics_read(saved: bool) -> Message {
    let built_in = catalog::Family::built_in().levels;
    let origin = if saved { Origin::Saved } else { Origin::BuiltIn };
    let work = Adaptation::new(origin, built_in.clone()).work();
    let built_in = if saved { built_in } else { Vec::new() };
    let family = FamilyRead { work, built_in, unsaved: false, outdated: false };
    let folder = "/home/ana/.config/assay/rubrics".to_owned();
    Message::RubricsRead(Box::new(RubricsRead { families: vec![family], problems: Vec::new(), folder }))
}

/// What comes of saving the built-in family.
pub fn family_saved(result: Result<FamilySaved, FamilyNotSaved>) -> Message {
    Message::FamilySaved { family: catalog::BUILT_IN.to_owned(), result: Box::new(result) }
}

/// What comes of giving up the work on the built-in family.
pub fn given_up(result: Result<Option<String>, String>) -> Message {
    Message::WorkGivenUp { family: catalog::BUILT_IN.to_owned(), result }
}

/// The same answer of the disk, on another family.
pub fn on_family(id: &str, message: Message) -> Message {
    let family = id.to_owned();
    match message {
        Message::FamilySaved { result, .. } => Message::FamilySaved { family, result },
        Message::WorkGivenUp { result, .. } => Message::WorkGivenUp { family, result },
        other => other,
    }
}

/// What is read from empty folders.
pub fn home_data() -> HomeData {
    HomeData {
        families: vec![family()],
        folder: "/home/ana/.local/share/assay".to_owned(),
        interviewer: "Ana Ruiz".to_owned(),
        interviewer_known: true,
        ..HomeData::default()
    }
}

/// An hour with Noor Haddad for a level of the built-in family.
///
/// # Panics
/// If there is no such level.
pub fn start(target: &str) -> Start {
    start_of(catalog::Family::built_in().rubric_to(target).expect("a level of the built-in family"))
}

/// An hour with Noor Haddad on a rubric.
pub fn start_of(rubric: Rubric) -> Start {
    Start {
        id: ID.to_owned(),
        candidate: Candidate { name: "Noor Haddad".to_owned(), reference: Some("REQ-2041".to_owned()) },
        interviewer: "Ana Ruiz".to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric,
    }
}

fn at(mono_ms: u64) -> Now {
    let seconds = i64::try_from(mono_ms / 1_000).expect("a play is short");
    Now { wall: Moment::new(CURTAIN + seconds, 3_600), mono_ms }
}

/// A key by its name.
fn key(name: &str) -> Option<Key> {
    let modified = |rest: &str| {
        let mut letters = rest.chars();
        letters.next().filter(|_| letters.next().is_none()).map(Code::Char).or_else(|| code(rest))
    };
    if let Some(rest) = name.strip_prefix("Ctrl-") {
        return Some(Key { code: modified(rest)?, ctrl: true, alt: false });
    }
    if let Some(rest) = name.strip_prefix("Alt-") {
        return Some(Key { code: modified(rest)?, ctrl: false, alt: true });
    }
    code(name).map(Key::plain)
}

fn code(name: &str) -> Option<Code> {
    Some(match name {
        "lt" => Code::Char('<'),
        "Space" => Code::Char(' '),
        "Enter" => Code::Enter,
        "Esc" => Code::Esc,
        "Tab" => Code::Tab,
        "Shift-Tab" => Code::BackTab,
        "Backspace" => Code::Backspace,
        "Delete" => Code::Delete,
        "Up" => Code::Up,
        "Down" => Code::Down,
        "Left" => Code::Left,
        "Right" => Code::Right,
        "Home" => Code::Home,
        "End" => Code::End,
        "PgUp" => Code::PageUp,
        "PgDn" => Code::PageDown,
        _ => return None,
    })
}

/// A span of time in milliseconds.
fn span(words: &str) -> Option<u64> {
    let unit = words.find(|c: char| !c.is_ascii_digit())?;
    let n: u64 = words[..unit].parse().ok()?;
    match &words[unit..] {
        "ms" => Some(n),
        "s" => Some(n * 1_000),
        "min" => Some(n * 60_000),
        _ => None,
    }
}

fn size(words: &str) -> Option<(u16, u16)> {
    let (columns, rows) = words.split_once('x')?;
    Some((columns.parse().ok()?, rows.parse().ok()?))
}

/// What there is to practise on, with a round that was kept.
pub fn practice_read(kept: Option<Round>) -> Message {
    let read = PracticeRead { exercises: practice::built_in(), kept, notices: Vec::new() };
    Message::PracticeRead(Box::new(read))
}

/// A saved card that says what an interview says, read by `me`.
pub fn card_read(interview: Interview, me: Option<&str>) -> Message {
    let content = Ok(SavedCard {
        interview,
        submitted_at: "2026-11-20 09:30".to_owned(),
        marks: Vec::new(),
        report: vec!["The report of the card".to_owned()],
    });
    Message::CardRead(Box::new(CardRead { file: "/cards/mia.json".to_owned(), me: me.map(str::to_owned), content }))
}
