//! Whatever happens on whatever screen: nothing panics, what is recorded replays to the same
//! interview, the cursor is listed, and drawing changes nothing.

use std::sync::Arc;

use proptest::prelude::*;

use super::panels::{self, panel_open};
use super::play::{self, Stage};
use super::{card, draft};
use crate::app::key::{Code, Key};
use crate::app::message::{Effect, FamilyNotSaved, FamilySaved, HomeData, Message, MouseAction};
use crate::app::scoring::tests::assert_sound;
use crate::app::{App, Screen};
use crate::domain::advice::Advice;
use crate::domain::interview::{Event, Interview};

/// Ways to every screen and overlay, from an interview just begun.
const WAYS: &[&str] = &[
    "",
    "jj3n",
    "4j0jnwords<Esc>!zf",
    "/gitlab",
    "w",
    "?",
    ":",
    "a",
    "+3",
    "s",
    "2s<Enter>",
    "sGkkk<Enter>",
    "a<Enter>]a<Enter>]a<Enter>s<Right>j<Right>S",
    "<disk fails>3q",
    "<disk stalls>3q",
    "q",
    "fz",
    "a<Enter>",
    "a<Enter><Tab>a<Enter><Tab>a<Enter><Tab>a<Enter><Tab>a<Enter><Tab>a<Enter><Tab>a<Enter><Tab>",
    "ZG<40x10>d",
    "q<closed>c<candidates><Enter><panel>",
    "q<closed>c<candidates><Enter><panel>D",
    "q<closed>c<candidates><Enter><panel>Dllj<Right>jwords<Esc>j <Down><Enter>Dee",
    "q<closed>c<candidates>pers",
    "q<closed>c<candidates><Enter><panel><Enter><card>",
    " <30s><39x9>",
    "q<closed>R",
    "q<closed>R<rubrics>j<Enter>jj",
    "q<closed>R<rubrics>jj<Enter>jj<Enter>j<Enter>words",
    "q<closed>R<rubrics>jj<Enter>jjSJxu<Enter>G<Up><Up><Enter>git<Enter>",
    "q<closed>R<rubrics>jj<Enter>jjaNew<Tab>words<Esc><Esc>q",
    "q<closed>R<rubrics>j<Enter>A<Esc>aNew<Enter><Esc>s",
    "q<closed>R<rubrics>jj<Enter><Enter>j+s",
    "q<closed>R<rubrics>jj<Enter><Enter>j+d",
    "q<closed>R<rubrics>jj<Enter>jpjd",
    "q<closed>R<rubrics><40x10><Enter>jj<Enter>Gk",
    "<Down><Enter>x<Esc>",
    "q<closed>P<practice>1j0 J",
    "q<closed>P<practice>1<Tab>2<Tab>3<Tab>4<Tab>0<Enter>j]s",
    "q<closed>P<practice>1rr<40x10>d",
    "<saved>",
];

/// Something that happens.
#[derive(Clone, Debug)]
enum Act {
    Hear(Message),
    /// Time passes.
    Wait(u64),
    /// A draft is opened anew: the interview as recorded, or a fresh one.
    Open {
        fresh: bool,
        above: bool,
    },
    /// A report that all up to some event is on disk.
    Saved(prop::sample::Index),
    /// Another way is taken from here.
    Way(&'static str),
}

fn key() -> impl Strategy<Value = Key> {
    use Code::{BackTab, Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
    let named = prop::sample::select(vec![
        Enter, Esc, Tab, BackTab, Backspace, Delete, Up, Down, Left, Right, Home, End, PageUp, PageDown,
    ]);
    let sign = prop_oneof![
        8 => prop::sample::select("1234 0jkgGnaws+>/f!zZvdJKu:?q[]SyerhlcpxNRPA-=<é漢\u{202e}\u{200b}\u{301}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ]
    .prop_map(Code::Char);
    let code = prop_oneof![3 => sign, 2 => named];
    // Most keys are plain ones.
    (code, prop::bool::weighted(0.1), prop::bool::weighted(0.05)).prop_map(|(code, ctrl, alt)| Key { code, ctrl, alt })
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        4 => Just((80, 24)),
        2 => Just((120, 40)),
        2 => (38_u16..130, 8_u16..45),
        1 => (0_u16..=300, 0_u16..=100),
        1 => (0_u16..4, 0_u16..4),
    ]
}

fn home() -> impl Strategy<Value = HomeData> {
    (0_usize..3, 0_usize..30, any::<bool>()).prop_map(|(drafts, cards, families)| {
        let mut data = play::home_data();
        data.drafts = (0..drafts).map(|i| draft(&format!("d{i}"), i > 0)).collect();
        data.cards = (0..cards).map(|i| card(&format!("c{i}"))).collect();
        if !families {
            data.families.clear();
        }
        data
    })
}

fn act() -> impl Strategy<Value = Act> {
    let why = || "No space left on device".to_owned();
    let mouse = (0_usize..3, 0_u16..130, 0_u16..45).prop_map(|(action, column, row)| Message::Mouse {
        action: [MouseAction::Click, MouseAction::WheelDown, MouseAction::WheelUp][action],
        column,
        row,
    });
    let report = prop::sample::select(vec![
        Message::Tick,
        Message::SaveFailing { why: why() },
        Message::Notice("another program changed a file".to_owned()),
        Message::Submitted { path: "/cards/noor.json".to_owned() },
        Message::SubmitFailed { why: why() },
        Message::OpenFailed(why()),
        Message::Closed(Ok(())),
        Message::Closed(Err(why())),
        Message::EditorReturned(Ok("came back\nwith lines\n".to_owned())),
        Message::EditorReturned(Err(why())),
        Message::SavedElsewhere(Ok("/mnt/stick".to_owned())),
        play::card_read(Stage::scoring("associate").replayed(), Some("Ana Ruiz")),
        panel_open::read(panel_open::open(panel_open::cards()), Some("Ana Ruiz")),
        Message::CandidatesRead { people: panels::people(40), problems: vec![why()] },
        Message::CandidatesRead { people: Vec::new(), problems: Vec::new() },
        Message::Decided(Ok("/cards/panel.json".to_owned())),
        Message::Decided(Err(why())),
        Message::NotKept(why()),
        Message::SketchKept(2),
        Message::PracticeKept(2),
        Message::PracticeDropped(Ok(None)),
        Message::PracticeDropped(Err(why())),
        play::practice_read(None),
        Message::DecidedMeanwhile(Vec::new()),
        panels::closed(),
        play::rubrics_read(true),
        play::rubrics_read(false),
        Message::WorkKept { family: "professional-services-engineer".to_owned(), change: 3 },
        play::given_up(Ok(None)),
        play::given_up(Err(why())),
        Message::Advised { change: 1, advice: advice() },
        play::family_saved(Err(FamilyNotSaved { why: vec![why()], theirs: true })),
        play::family_saved(Err(FamilyNotSaved { why: vec![why()], theirs: false })),
    ]);
    prop_oneof![
        40 => key().prop_map(|key| Act::Hear(Message::Key(key))),
        5 => mouse.prop_map(Act::Hear),
        4 => size().prop_map(|(columns, rows)| Act::Hear(Message::Resize { columns, rows })),
        2 => "\\PC{0,12}|[a-z\n\r\t\u{1b}\u{202e}]{0,12}".prop_map(|text| Act::Hear(Message::Paste(text))),
        3 => report.prop_map(Act::Hear),
        3 => any::<prop::sample::Index>().prop_map(Act::Saved),
        2 => (0_u64..90_000).prop_map(Act::Wait),
        1 => home().prop_map(|data| Act::Hear(Message::HomeRead(Box::new(data)))),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(fresh, above)| Act::Open { fresh, above }),
        4 => prop::sample::select(WAYS).prop_map(Act::Way),
    ]
}

/// Advice on rows and fields, there and not there.
fn advice() -> Vec<Advice> {
    ["", "sections[0].criteria[0].anchors.3", "sections[7].criteria[9].title", "sections[0].bar_percent", "x["]
        .into_iter()
        .enumerate()
        .map(|(at, path)| Advice {
            level: at,
            path: path.to_owned(),
            code: "test",
            message: "could be better".to_owned(),
            reason: "Because.".to_owned(),
            instead: String::new(),
        })
        .collect()
}

/// Goes a way: keys, and in angle brackets what the world answers on it.
fn take(stage: &mut Stage, way: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = way;
    let answers = ["<closed>", "<candidates>", "<panel>", "<card>", "<rubrics>", "<saved>", "<practice>"];
    while let Some((at, answer)) = answers.iter().filter_map(|&a| rest.find(a).map(|at| (at, a))).min() {
        effects.extend(stage.play(&rest[..at]));
        effects.extend(stage.hear(match answer {
            "<closed>" => Message::Closed(Ok(())),
            "<candidates>" => Message::CandidatesRead { people: panels::people(40), problems: Vec::new() },
            "<rubrics>" => play::rubrics_read(false),
            "<practice>" => play::practice_read(None),
            "<saved>" => {
                let levels = play::family().levels;
                let saved = FamilySaved { folder: "/rubrics".to_owned(), levels, retired: Vec::new() };
                play::family_saved(Ok(saved))
            }
            "<panel>" => panel_open::read(panel_open::open(panel_open::cards()), Some("Ana Ruiz")),
            _ => play::card_read(Stage::scoring("associate").replayed(), Some("Ana Ruiz")),
        }));
        rest = &rest[at + answer.len()..];
    }
    effects.extend(stage.play(rest));
    effects
}

fn perform(stage: &mut Stage, act: Act) -> Vec<Effect> {
    match act {
        Act::Hear(message) => stage.hear(message),
        Act::Wait(ms) => stage.play(&format!("<{ms}ms>")),
        Act::Saved(index) => {
            let seq = stage.journal[index.index(stage.journal.len())].seq;
            stage.hear(Message::Saved { seq })
        }
        Act::Open { fresh: true, above } => {
            let levels = if above { play::family().levels } else { Vec::new() };
            stage.open(play::start("intermediate"), &levels);
            Vec::new()
        }
        Act::Open { fresh: false, above } => {
            let interview: Box<Interview> = Box::new(stage.replayed());
            let top = interview.rubric().levels().len();
            let above = if above { play::family().levels[top..].iter().map(Arc::clone).collect() } else { Vec::new() };
            let on_disk = Some(interview.next_seq() - 1);
            stage.hear(Message::Opened { interview, above, notices: vec!["a torn line".to_owned()], on_disk })
        }
        Act::Way(way) => take(stage, way),
    }
}

/// What has to be true after everything.
fn check(stage: &Stage, effects: &[Effect]) {
    let app: &App = &stage.app;
    if let Some(scoring) = app.scoring() {
        assert_sound(scoring);
        assert_eq!(*stage.interview(), stage.replayed(), "what was recorded tells another story");
    }
    if let Screen::Adapting(adapting) = &app.screen {
        assert!(adapting.rows().contains(&adapting.cursor), "the cursor is listed");
        assert!(adapting.field < adapting.fields().len().max(1), "a field is selected");
    }
    if let Screen::Practice(practice) = &app.screen {
        assert!(practice.selected < practice.count().max(1), "a criterion is selected");
    }
    for effect in effects {
        if let Effect::SaveFamily { work, .. } = effect {
            assert_eq!(crate::domain::rubric::check_family(&work.now), [], "only what is sound is saved");
        }
        if let Effect::Record(recorded) = effect {
            assert!(!recorded.is_empty() && !matches!(recorded[0].event, Event::Started(_)));
        }
    }
    // Asking changes nothing and stops nowhere.
    let _ = (app.footer(), app.interview_text(), app.save_state(), app.next_tick_ms(app.now.mono_ms));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks(way in prop::sample::select(WAYS), from_home: bool, acts in prop::collection::vec(act(), 1..60)) {
        let mut stage = Stage::scoring("senior");
        if from_home {
            stage.play("q");
            stage.hear(Message::Closed(Ok(())));
        }
        take(&mut stage, way);
        for act in acts {
            let effects = perform(&mut stage, act);
            check(&stage, &effects);
        }
        let shot = stage.screenshot("");
        prop_assert_eq!(&shot.text(), &stage.screenshot("").text());
        prop_assert_eq!(shot, stage.screenshot(""));
    }
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    for way in WAYS {
        let mut stage = Stage::scoring("senior");
        take(&mut stage, way);
        for size in ["<0x0>", "<1x1>", "<40x10>", "<64x20>", "<99x19>", "<100x20>", "<300x100>"] {
            stage.play(size);
            let shot = stage.screenshot("");
            assert_eq!(shot, stage.screenshot(""), "{way} at {size}");
            check(&stage, &[]);
        }
    }
}
