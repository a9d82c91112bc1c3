//! Candidates, the panel and its decision, by value.

use super::*;
use crate::domain::interview::LevelChoice;
use crate::domain::panel::Ruling;
use message::{CandidateItem, ClosedPanel, PanelContent, PanelRead, Standing};
use scoring::Row;

#[path = "../../../tests/stage/panel_open.rs"]
pub mod panel_open;
pub(super) use crate::domain::panel::tests::stage as panels;

pub fn people(n: usize) -> Vec<CandidateItem> {
    let person = |i: usize| CandidateItem {
        name: format!("Person {i}"),
        reference: format!("REQ-{i}"),
        interviewers: "Ana Ruiz".to_owned(),
        levels: "Senior".to_owned(),
        cards: 2,
        drafts: 0,
        newest: "2026-11-20 09:30".to_owned(),
        standing: None,
    };
    (0..n).map(person).collect()
}

/// The list of so many candidates, opened from home.
fn candidates(n: usize) -> (Stage, Vec<Effect>) {
    let mut stage = Stage::first_start();
    assert_eq!(stage.play("c"), [Effect::ReadCandidates]);
    let effects = stage.hear(Message::CandidatesRead { people: people(n), problems: Vec::new() });
    (stage, effects)
}

/// The panel of Jo Roe, opened from the command line.
fn panel() -> Stage {
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    stage.hear(panel_open::read(panel_open::open(panel_open::cards()), Some("Ana Ruiz")));
    stage
}

fn view(stage: &Stage) -> &panel::PanelView {
    match &stage.app.screen {
        Screen::Panel(view) => view,
        other => panic!("no panel: {other:?}"),
    }
}

fn weighed(effects: &[Effect]) -> Vec<String> {
    match effects {
        [Effect::Weigh(names)] => names.clone(),
        other => panic!("{other:?}"),
    }
}

fn names(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|i| format!("Person {i}")).collect()
}

#[test]
fn only_the_panels_in_sight_are_looked_at_and_each_once() {
    let (mut stage, effects) = candidates(5_000);
    let first = weighed(&effects);
    assert_eq!(first, names(0..first.len()));
    assert!(first.len() < 30, "{}", first.len());
    assert_eq!(stage.play("<Down><Up>"), [], "nothing new is in sight");
    let last = weighed(&stage.play("<End>"));
    assert_eq!(last.last().map(String::as_str), Some("Person 4999"));
    assert_eq!(stage.play("<Home>"), []);
    let standing =
        Standing { grade: "Senior".to_owned(), status: "settled".to_owned(), decision: "yes Senior".to_owned() };
    stage.hear(Message::Weighed(vec![("Person 0".to_owned(), standing)]));
    assert!(stage.shows("Senior settled"));
}

#[test]
fn typing_finds_a_candidate_and_escape_goes_back_a_layer_at_a_time() {
    let (mut stage, _) = candidates(300);
    stage.play("person 29");
    assert!(stage.shows("13 of 300"));
    stage.play("<Down><Down>");
    assert!(stage.shows("▌ Person 229"), "{}", stage.screenshot("").text());
    stage.play("<Esc>");
    assert!(stage.shows("300 of 300") && stage.shows("▌ Person 229"), "the selected one stays selected");
    stage.play("nobody");
    assert!(stage.shows("Nobody matches"));
    assert_eq!(stage.play("<Enter>"), []);
    stage.play("<Esc><Esc>");
    assert!(matches!(stage.app.screen, Screen::Home));
}

#[test]
fn a_screen_that_was_covered_has_the_new_size_when_it_is_back() {
    let mut stage = panel();
    stage.play("<Enter>");
    stage.hear(play::card_read(Stage::scoring("senior").replayed(), None));
    stage.play("<120x40><Esc>");
    assert_eq!(view(&stage).size, (120, 40));
    let mut covered = panel();
    covered.play("<120x40>");
    assert_eq!(stage.screenshot("").text(), covered.screenshot("").text());
}

#[test]
fn a_long_reading_says_how_far_it_is_and_can_be_left() {
    let mut stage = Stage::first_start();
    stage.play("c");
    stage.hear(Message::CandidatesReading { done: 4_000, of: 10_000 });
    assert!(stage.shows("4000 of 10000"));
    stage.play("<Esc>");
    assert!(matches!(stage.app.screen, Screen::Home));
    assert_eq!(stage.hear(Message::CandidatesRead { people: people(3), problems: Vec::new() }), []);
    assert!(matches!(stage.app.screen, Screen::Home), "an answer that comes late opens nothing");
}

#[test]
fn enter_before_the_list_is_read_opens_when_it_is() {
    let mut stage = Stage::first_start();
    stage.play("c");
    assert_eq!(stage.play("son 2<Enter>"), []);
    let read = Effect::ReadPanel { name: "Person 2".to_owned(), reveal: false };
    assert_eq!(stage.hear(Message::CandidatesRead { people: people(3), problems: Vec::new() }), [read]);
}

#[test]
fn a_larger_window_looks_at_the_panels_that_came_into_sight() {
    let (mut stage, effects) = candidates(300);
    let seen = weighed(&effects).len();
    let more = weighed(&stage.hear(Message::Resize { columns: 120, rows: 60 }));
    assert_eq!(more.first(), Some(&format!("Person {seen}")));
}

#[test]
fn a_panel_opens_on_what_decides_and_leads_through_its_agenda() {
    let (mut stage, _) = candidates(3);
    let read = Effect::ReadPanel { name: "Person 0".to_owned(), reveal: false };
    assert_eq!(stage.play("<Enter>"), [read]);
    stage.hear(panel_open::read(panel_open::open(panel_open::cards()), None));
    let rubric = view(&stage).panel.rubric().clone();
    let at = |level, section, criterion| Row::Criterion(rubric.section_range(level, section).start + criterion);
    assert_eq!(view(&stage).cursor, at(2, 1, 2), "the first that decides");
    stage.play("<Tab>");
    assert_eq!(view(&stage).cursor, at(2, 1, 3), "then the other one");
    stage.play("<Tab>");
    assert_eq!(view(&stage).cursor, at(0, 1, 0), "then what is only contested, in the rubric's order");
    stage.play("<Shift-Tab><Shift-Tab><Shift-Tab>");
    assert_eq!(view(&stage).cursor, at(2, 2, 2), "round the end");
    stage.play("<Esc>");
    assert!(matches!(stage.app.screen, Screen::Candidates(_)), "and back to where it came from");
}

#[test]
fn what_matters_is_listed_and_one_key_lists_all() {
    let mut stage = panel();
    let rubric = view(&stage).panel.rubric().clone();
    let listed = |stage: &Stage| view(stage).rows().iter().filter(|row| matches!(row, Row::Criterion(_))).count();
    assert_eq!(listed(&stage), 7, "seven are contested, and what blocks is among them");
    stage.play("f");
    assert_eq!(listed(&stage), rubric.len());
    stage.play("G");
    assert!(matches!(view(&stage).cursor, Row::Criterion(_)));
    stage.play("f");
    assert!(view(&stage).rows().contains(&view(&stage).cursor), "the cursor stays on what is listed");
}

#[test]
fn a_cell_opens_its_card_at_its_criterion() {
    let mut stage = panel();
    assert!(stage.shows("▸ Ana Ruiz"));
    stage.play("ll");
    assert!(stage.shows("▸ Chi Nguyen"));
    let card = Effect::ReadCardOf { candidate: "Jo Roe".to_owned(), file: "chi.json".to_owned() };
    assert_eq!(stage.play("l<Enter>"), [card]);
    let wanted = match view(&stage).cursor {
        Row::Criterion(index) => index,
        other => panic!("{other:?}"),
    };
    stage.hear(play::card_read(Stage::scoring("senior").replayed(), None));
    let Screen::Card(card) = &stage.app.screen else { panic!("no card") };
    assert_eq!(card.scoring.shown(), wanted);
    stage.play("<Esc>");
    assert_eq!(view(&stage).member, 2, "back in the panel, where it was");
    assert_eq!(stage.play("<Esc>"), [quit(0)], "it was started for the panel");
}

/// What is read of a panel that waits for Ana Ruiz's own card.
pub fn closed() -> Message {
    let closed = ClosedPanel {
        name: "Jo Roe".to_owned(),
        me: "Ana Ruiz".to_owned(),
        draft: "mine".to_owned(),
        submitted: vec!["Ben Adler, 2026-11-20 09:30".to_owned()],
        outstanding: vec!["Ana Ruiz".to_owned()],
    };
    let content = PanelContent::Closed(closed);
    let read = PanelRead { name: "Jo Roe".to_owned(), me: Some("Ana Ruiz".to_owned()), content };
    Message::PanelRead(Box::new(read))
}

#[test]
fn a_panel_waits_for_ones_own_card_and_can_be_revealed() {
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    stage.hear(closed());
    assert!(stage.shows("Ben Adler, 2026-11-20") && stage.shows("is not submitted"));
    let revealing = Effect::ReadPanel { name: "Jo Roe".to_owned(), reveal: true };
    assert_eq!(stage.play("R"), [revealing]);
    let open = message::PanelOpen { revealed: true, ..panel_open::open(panel_open::cards()) };
    stage.hear(panel_open::read(open, Some("Ana Ruiz")));
    assert!(stage.shows("revealed"));
    stage.play("D");
    assert!(stage.shows("looked at before every card"));
}

#[test]
fn going_on_with_ones_own_interview_leads_back_to_the_panel() {
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    stage.hear(closed());
    assert_eq!(stage.play("<Enter>"), [Effect::Open("mine".to_owned())]);
    stage.open(play::start("senior"), &[]);
    assert!(matches!(stage.app.screen, Screen::Scoring(_)));
    assert_eq!(stage.play("q"), [Effect::Close]);
    let again = Effect::ReadPanel { name: "Jo Roe".to_owned(), reveal: false };
    assert_eq!(stage.hear(Message::Closed(Ok(()))), [again]);
    assert!(matches!(stage.app.screen, Screen::Closed(_)));
}

/// What is kept last of a decision that is being entered.
fn kept(effects: &[Effect]) -> Ruling {
    match effects.last() {
        Some(Effect::KeepRuling { name, ruling }) => {
            assert_eq!(name, "Jo Roe");
            (**ruling).clone()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_decision_is_kept_at_every_step_and_recorded_when_nothing_is_missing() {
    let mut stage = panel();
    stage.play("D");
    assert_eq!(stage.play("S"), []);
    assert!(stage.shows("things are still missing"));
    assert_eq!(kept(&stage.play("ll")).overall, Some(Overall::Yes), "from the middle to the right");
    let ruling = kept(&stage.play("jlll"));
    assert_eq!(ruling.level, LevelChoice::Level("senior".to_owned()), "Intermediate is recommended, Senior chosen");
    assert!(stage.shows("needed: the level is not the recommended one"));
    let ruling = kept(&stage.play("j<Enter>They mentored before."));
    assert_eq!(ruling.reason, "They mentored before.", "every letter is kept, the editor still open");
    stage.play("<Esc>");
    assert_eq!(kept(&stage.play("j ")).present, ["Ana Ruiz"]);
    let ruling = kept(&stage.play("G<Up><Enter>Dee Okoye<Enter>"));
    assert_eq!(ruling.present, ["Ana Ruiz", "Dee Okoye"]);
    let effects = stage.play("S");
    let [Effect::Decide { panel, ruling: decided, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((**decided).clone(), ruling);
    assert_eq!(panel.members().len(), 3);
    assert_eq!(stage.play("hS "), [], "nothing changes while it is written");
    stage.hear(Message::Decided(Err("No space left on device".to_owned())));
    assert!(stage.shows("NOT RECORDED: No space left on device"));
    assert!(matches!(stage.play("S")[..], [Effect::Decide { .. }]));
    let read = Effect::ReadPanel { name: "Jo Roe".to_owned(), reveal: false };
    assert_eq!(stage.hear(Message::Decided(Ok("/cards/panel-1.json".to_owned()))), [read]);
    assert!(stage.shows("Recorded: /cards/panel-1.json"));
    let _ = view(&stage);
}

#[test]
fn what_somebody_else_decided_meanwhile_is_looked_at_first() {
    let mut stage = panel();
    stage.play("DlljlG<Up>");
    stage.play("<Up> ");
    assert!(matches!(&stage.play("S")[..], [Effect::Decide { known, .. }] if known.is_empty()));
    let theirs = message::Decided {
        said: "strong no, no level, on 2026-11-20 09:30; there: Ben Adler".to_owned(),
        short: "strong no, no level".to_owned(),
        file: "/cards/panel-1.json".to_owned(),
        since: Vec::new(),
    };
    assert_eq!(stage.hear(Message::DecidedMeanwhile(vec![theirs])), []);
    assert!(stage.shows("decided meanwhile: strong no"));
    assert!(stage.shows("decided before:") && stage.shows("the old one stays"), "{}", stage.screenshot("").text());
    assert!(matches!(&stage.play("S")[..], [Effect::Decide { known, .. }] if known.len() == 1), "and then it counts");
}

#[test]
fn what_is_left_out_is_said_where_it_matters() {
    use crate::domain::panel::{LeftOut, Panel, Why};
    let left_out =
        |file: &str, who: &str, why| LeftOut { file: file.to_owned(), interviewer: Some(who.to_owned()), why };
    let others = vec![
        left_out("ben-2.json", "Dee Okoye", Why::Damaged("ends too early".to_owned())),
        left_out("1.ndjson", "Eli Brandt", Why::Draft),
    ];
    let cards = panel_open::cards().into_iter().map(panels::Card::submitted).collect();
    let open = message::PanelOpen {
        panel: Panel::new(cards, others).expect("the others are pooled"),
        ..panel_open::open(panel_open::cards())
    };
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    stage.hear(panel_open::read(open, None));
    assert!(stage.shows("! 1 file left out, 1 outstanding"), "{}", stage.screenshot("").text());
    stage.play("D");
    assert!(stage.shows("not counted: ben-2.json (Dee Okoye): is damaged"), "{}", stage.screenshot("").text());
}

#[test]
fn what_was_entered_of_a_decision_is_there_again() {
    let mut stage = panel();
    stage.play("Dllj<Right><Esc>D");
    assert!(stage.shows("[yes]") && stage.shows("[Intermediate]"));
    let kept = Ruling {
        overall: Some(Overall::StrongNo),
        level: LevelChoice::None,
        reason: "Half a sen".to_owned(),
        present: vec!["Dee Okoye".to_owned()],
        revealed: true,
    };
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    let open = message::PanelOpen { kept: Some(kept), ..panel_open::open(panel_open::cards()) };
    stage.hear(panel_open::read(open, None));
    stage.play("D");
    for words in ["[strong no]", "[none]", "Half a sen", "looked at before every card"] {
        assert!(stage.shows(words), "{words}");
    }
    stage.play("G");
    assert!(stage.shows("[x] Dee Okoye"));
}

#[test]
fn a_ruling_that_cannot_be_kept_is_said() {
    let mut stage = panel();
    stage.play("Dl");
    stage.hear(Message::NotKept("No space left on device".to_owned()));
    assert!(stage.shows("NOT KEPT: No space left on device"));
}

#[test]
fn an_amendment_shows_before_and_after_and_whether_the_grade_moved() {
    let mut cards = panel_open::cards();
    let mut ben = cards[1].clone().day(5);
    ben.file = "ben-2.json".to_owned();
    ben.content.id = "id of ben-2".to_owned();
    let mentoring = view(&panel()).panel.rubric().section_range(2, 1).start + 2;
    let entry = ben.content.entries.iter_mut().find(|entry| entry.criterion == mentoring).expect("it was rated");
    entry.answer = crate::domain::rating::Answer::Rated(crate::domain::rating::Rating::Meets);
    cards.push(ben.amending("ben.json"));
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    stage.hear(panel_open::read(panel_open::open(cards), None));
    assert_eq!(view(&stage).panel.members().len(), 3, "the old card stays and does not count twice");
    stage.app.update(stage.now(), Message::Resize { columns: 120, rows: 60 });
    stage.play("f");
    while view(&stage).cursor != Row::Criterion(mentoring) {
        stage.play("<Tab>");
    }
    assert!(stage.shows("before: 2 Partial"), "{}", stage.screenshot("").text());
    stage.play("w");
    assert!(stage.shows("Ben Adler amended.") && stage.shows("Because: on"), "{}", stage.screenshot("").text());
    assert!(stage.shows("Senior"), "the grade moved");
}

#[test]
fn reading_the_cards_again_keeps_the_place() {
    let mut stage = panel();
    stage.play("<Tab>lf");
    let (cursor, member) = (view(&stage).cursor, view(&stage).member);
    assert_eq!(stage.play("r"), [Effect::ReadPanel { name: "Jo Roe".to_owned(), reveal: false }]);
    stage.hear(panel_open::read(panel_open::open(panel_open::cards()), None));
    assert_eq!((view(&stage).cursor, view(&stage).member, view(&stage).all), (cursor, member, true));
}

#[test]
fn many_interviewers_scroll_sideways_and_one_alone_is_a_panel_too() {
    let rubric = panel_open::senior();
    let card = |i: usize| {
        panels::Card::new(&format!("{i}.json"), &format!("Person {i:02}"), &rubric, &panel_open::answers(&rubric, &[]))
    };
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    stage.hear(panel_open::read(panel_open::open((0..30).map(card).collect()), None));
    assert!(stage.shows("1–") && stage.shows("of 30"));
    stage.play(&"l".repeat(29));
    assert!(stage.shows("–30 of 30"));
    for size in ["<40x10>", "<120x40>", "<300x100>", "<1x1>", "<80x24>"] {
        stage.play(size);
        let _ = stage.screenshot("");
    }
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    stage.hear(panel_open::read(panel_open::open(vec![card(0)]), None));
    assert!(stage.shows("1 card") && stage.shows("nothing is contested"));
    assert_eq!(stage.play("<Tab>"), []);
}
