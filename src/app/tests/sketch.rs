//! The form that makes a family: nothing typed is lost, and what is saved is what was typed.

use proptest::prelude::*;

use super::play::Stage;
use super::{Effect, Message, Purpose, Screen};
use crate::app::key::Key;
use crate::app::message::SketchRead;
use crate::app::sketch::Sketching;
use crate::domain::rubric::SectionKind;
use crate::domain::sketch::{Row, Sketch};

fn stage(kept: Option<Sketch>) -> Stage {
    let mut stage = Stage::new(&Purpose::Sketch);
    let taken = vec!["professional-services-engineer".to_owned()];
    stage.hear(Message::SketchRead(Box::new(SketchRead { kept, taken, notices: Vec::new() })));
    stage
}

fn form(stage: &Stage) -> &Sketching {
    match &stage.app.screen {
        Screen::Sketch(form) => form,
        other => panic!("the form is not shown: {other:?}"),
    }
}

/// A family of one level and one line.
const SMALL: &str = "Gardener<Enter><Enter><Enter>4<Enter><Enter><Enter>Sows: has sown";

fn kept(effects: &[Effect]) -> Vec<&Sketch> {
    let mut kept = Vec::new();
    for effect in effects {
        if let Effect::KeepSketch { sketch, .. } = effect {
            kept.push(&**sketch);
        }
    }
    kept
}

#[test]
fn enter_alone_leads_from_the_title_to_a_family_that_can_be_saved() {
    let mut stage = stage(None);
    let effects = stage.play(SMALL);
    assert_eq!(kept(&effects).last().copied(), Some(&form(&stage).sketch), "every letter is kept");
    let sketch = &form(&stage).sketch;
    assert_eq!((sketch.title.as_str(), sketch.levels[0].grade.as_str()), ("Gardener", "4"));
    assert_eq!(sketch.levels[0].sections[0].criteria, ["Sows: has sown"]);
    assert!(stage.shows("Nothing is missing"));
    let wanted = Effect::SaveSketch(Box::new(sketch.clone()));
    assert_eq!(stage.play("<Ctrl-s>"), [wanted]);
    assert_eq!(stage.play("<Ctrl-s>"), [], "once is enough");
    let told = vec!["It is there.".to_owned(), "Next: …".to_owned()];
    let quit = Effect::Quit { code: 0, print: Some("It is there.\nNext: …".to_owned()) };
    assert_eq!(stage.hear(Message::SketchSaved(Ok(told))), [quit]);
}

#[test]
fn saving_what_is_unfinished_goes_to_what_is_missing() {
    let mut stage = stage(None);
    stage.play("Gardener<Ctrl-s>");
    assert_eq!(form(&stage).row, Row::Criterion(0, 0, 0));
    assert!(stage.shows("needs a line of what it requires") && stage.shows("not saved yet"));
    stage.play("Sows<Ctrl-s>");
    stage.hear(Message::SketchSaved(Err("No space left on device".to_owned())));
    assert!(stage.shows("NOT SAVED: No space left on device"));
    stage.play("<Ctrl-s>");
    assert!(form(&stage).saving, "it can be tried again");
}

#[test]
fn a_family_that_is_there_already_is_not_made_again() {
    let mut stage = stage(None);
    stage.play("Professional Services Engineer<Enter><Enter><Enter><Enter><Enter><Enter>Sows<Ctrl-s>");
    assert_eq!(form(&stage).row, Row::Id);
    assert!(stage.shows("there is a family \"professional-services-engineer\" already"));
    stage.play("pse<Ctrl-s>");
    assert!(form(&stage).saving);
}

#[test]
fn levels_build_on_the_one_before_unless_said_otherwise() {
    let mut stage = stage(None);
    stage.play("Gardener<Enter><Enter><Enter><Enter>Senior<Enter>5<Enter>Head");
    let extends = |stage: &Stage| form(stage).sketch.levels.iter().map(|level| level.extends).collect::<Vec<_>>();
    assert_eq!(extends(&stage), [None, Some(0), Some(1)]);
    stage.play("<Tab><Tab>");
    assert_eq!(form(&stage).row, Row::Extends(2));
    let effects = stage.play("<Right>");
    assert_eq!((extends(&stage)[2], kept(&effects).len()), (Some(0), 1));
    stage.play("<Right><Right>x");
    assert_eq!(extends(&stage)[2], None);
    assert!(stage.shows("Left and Right choose here"));
}

#[test]
fn a_section_can_be_nice_to_have_and_lines_come_and_go() {
    let mut stage = stage(None);
    stage.play(SMALL);
    stage.play("<Enter>Digs<Enter><Enter>Extras<Tab><Right><Enter>Sings");
    let sections = &form(&stage).sketch.levels[0].sections;
    assert_eq!((sections.len(), sections[1].kind), (2, SectionKind::Additional));
    stage.play("<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>");
    assert!(form(&stage).sketch.levels[0].sections[1].criteria.is_empty());
    stage.play("<paste one\r\ntwo\n\n  three>");
    assert_eq!(form(&stage).sketch.levels[0].sections[1].criteria, ["one", "two", "three"]);
}

#[test]
fn what_was_begun_is_here_again_and_starting_afresh_asks_twice() {
    let mut first = stage(None);
    first.play(SMALL);
    let sketch = form(&first).sketch.clone();
    let kept =
        Effect::Quit { code: 0, print: Some("What you typed is kept: assay rubric new goes on with it.".to_owned()) };
    assert_eq!(first.play("<Esc>"), [kept]);

    let mut again = stage(Some(sketch.clone()));
    assert!(again.shows("what you began is here again"));
    assert_eq!(form(&again).sketch, sketch);
    assert_eq!(again.play("<Ctrl-n>"), []);
    again.play("<5s>");
    assert_eq!(again.play("<Ctrl-n>"), [], "too late counts as the first time");
    assert_eq!(again.play("<Ctrl-n>"), [Effect::DropSketch]);
    assert!(form(&again).sketch.is_blank());
}

#[test]
fn what_cannot_be_kept_is_printed_on_leaving() {
    let mut stage = stage(None);
    stage.play("<disk fails>");
    stage.play(SMALL);
    assert!(stage.shows("NOT KEPT: No space left on device"));
    stage.play("<120x40><Ctrl-c>");
    assert!(stage.shows("leaves; what is not kept is printed"));
    let interrupted = stage.play("<Ctrl-c>");
    assert!(matches!(&interrupted[..], [Effect::Quit { code: 130, print: Some(_) }]), "{interrupted:?}");
    let effects = stage.play("<Esc>");
    let [Effect::Quit { print: Some(printed), .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(printed.contains("Gardener") && printed.contains("Sows: has sown"), "{printed}");
}

#[test]
fn kept_is_said_once_the_disk_has_said_so_and_no_longer_than_it_is_true() {
    let mut stage = stage(None);
    stage.play("<disk fails>");
    stage.play(SMALL);
    assert!(stage.shows("NOT KEPT: No space left on device"));
    stage.play("<disk works>!");
    assert!(!stage.shows("NOT KEPT") && stage.shows("kept"), "{}", stage.screenshot("").text());
    stage.play("<disk stalls>!");
    assert_eq!(stage.play("<Esc>"), [], "nobody knows yet");
    assert!(stage.shows("keeping"));
    let change = form(&stage).keeping.changes();
    assert_eq!(stage.hear(Message::SketchKept(change - 1)), []);
    let effects = stage.hear(Message::SketchKept(change));
    assert!(
        matches!(&effects[..], [Effect::Quit { print: Some(text), .. }] if text.contains("is kept")),
        "{effects:?}"
    );
    stage.play("!<Esc>");
    let effects = stage.play("<1s>");
    let slow = "NOT KEPT: the disk is slow";
    assert!(matches!(&effects[..], [Effect::Quit { print: Some(text), .. }] if text.contains(slow)), "{effects:?}");
}

#[test]
fn while_the_family_is_being_saved_nothing_is_typed_into_it() {
    let mut stage = stage(None);
    stage.play(SMALL);
    let before = form(&stage).sketch.clone();
    stage.play("<Ctrl-s>");
    assert_eq!(stage.play("x<paste y><Backspace><Ctrl-n><Ctrl-n><Esc><Left>"), []);
    assert!(stage.shows("the family is being saved"));
    assert_eq!(form(&stage).sketch, before);
    stage.hear(Message::SketchSaved(Err("full".to_owned())));
    stage.play("x");
    assert_ne!(form(&stage).sketch, before, "it can be mended");
}

#[test]
fn pasted_lines_become_criteria_after_the_selected_one() {
    let mut stage = stage(None);
    stage.play(SMALL);
    stage.play("<Enter>Digs<Up><paste  well\nWeeds\n\nWaters>");
    let criteria = &form(&stage).sketch.levels[0].sections[0].criteria;
    assert_eq!(*criteria, ["Sows: has sownwell", "Weeds", "Waters", "Digs"], "nothing is pasted into another");
    assert_eq!(form(&stage).row, Row::Criterion(0, 0, 2));
    stage.play("<Up><Up><Home><paste It >");
    assert_eq!(form(&stage).sketch.levels[0].sections[0].criteria[0], "ItSows: has sownwell");
    let many = "x\n".repeat(3_000);
    let effects = stage.hear(Message::Paste(many));
    assert_eq!(kept(&effects).len(), 1);
    assert_eq!(form(&stage).sketch.levels[0].sections[0].criteria.len(), 4 + 2_999);
}

#[test]
fn a_section_without_a_line_is_said_to_be_left_out() {
    let mut stage = stage(None);
    stage.play(SMALL);
    stage.play("<Enter><Enter>Extras<Ctrl-o>");
    assert!(stage.shows("“Extras” has no line yet; saved like this, it is left out"));
}

#[test]
fn an_answer_that_comes_late_takes_nothing_away() {
    let mut stage = stage(None);
    stage.play(SMALL);
    let late = SketchRead { kept: None, taken: Vec::new(), notices: Vec::new() };
    stage.hear(Message::SketchRead(Box::new(late)));
    assert_eq!(form(&stage).sketch.title, "Gardener");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_the_selected_line_is_there_and_what_changed_is_kept(
        acts in prop::collection::vec(prop_oneof![
            6 => prop::sample::select(vec![
                "<Enter>", "<Tab>", "<Shift-Tab>", "<Up>", "<Left>", "<Right>", "<PgDn>", "<PgUp>", "<Backspace>",
                "<Ctrl-u>", "<Ctrl-n>", "<Ctrl-o>", "<Esc><Esc>", "<Ctrl-s>", "<Delete>", "<Home>", "<40x10>", "<120x40>",
                "<3x3>", "<paste a\nb: c>", "<click Section>", "<Ctrl-p>",
            ]).prop_map(str::to_owned),
            3 => prop::sample::select("aé: 漢5.".chars().collect::<Vec<_>>()).prop_map(String::from),
        ], 0..60),
    ) {
        let mut stage = stage(None);
        let mut last = Sketch::default();
        for act in acts {
            if act.starts_with("<click") && !stage.shows("Section") {
                continue;
            }
            let effects = stage.play(&act);
            let Screen::Sketch(form) = &stage.app.screen else { break };
            prop_assert!(form.rows().contains(&form.row), "{:?} of {:?}", form.row, form.rows());
            prop_assert!(!form.is_text() || form.input.value() == form.text(form.row));
            if let Some(sketch) = kept(&effects).last() {
                last = (*sketch).clone();
            } else if effects.contains(&Effect::DropSketch) {
                last = Sketch::default();
            }
            prop_assert_eq!(&last, &form.sketch);
            let saves = effects.iter().any(|effect| matches!(effect, Effect::SaveSketch(_)));
            prop_assert!(!saves || form.problems().is_empty());
            if saves {
                stage.hear(Message::SketchSaved(Err("full".to_owned())));
            }
            prop_assert_eq!(stage.screenshot(""), stage.screenshot(""));
        }
    }
}

#[test]
fn ctrl_c_keeps_what_was_typed_too() {
    let mut stage = stage(None);
    stage.hear(Message::Key(Key::char('G')));
    assert_eq!(stage.play("<Ctrl-c><Ctrl-c>"), [Effect::Quit { code: 130, print: None }]);
}
