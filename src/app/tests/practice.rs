//! Practice: blind until compared, nothing lost, and a new round never costs the old one.

use super::play::{self, Stage};
use super::{Effect, Message, Purpose, Screen};
use crate::app::practice::Practice;
use crate::domain::practice::{Round, Session};
use crate::domain::rating::{Answer, Rating};

fn stage(kept: Option<Round>) -> Stage {
    let mut stage = Stage::new(&Purpose::Practice);
    stage.hear(play::practice_read(kept));
    stage
}

fn screen(stage: &Stage) -> &Practice {
    match &stage.app.screen {
        Screen::Practice(practice) => practice,
        other => panic!("practice is not shown: {other:?}"),
    }
}

fn session(stage: &Stage) -> &Session {
    &screen(stage).session
}

fn kept(effects: &[Effect]) -> Vec<&Round> {
    let mut kept = Vec::new();
    for effect in effects {
        if let Effect::KeepPractice { round, .. } = effect {
            kept.push(&**round);
        }
    }
    kept
}

/// Rates all of the exercise on the screen alike.
fn rate_all(stage: &mut Stage, key: char) {
    while !session(stage).missing(screen(stage).at).is_empty() {
        stage.play("<Tab>");
        stage.play(&key.to_string());
    }
}

#[test]
fn every_key_is_kept_and_what_is_rated_can_be_taken_back_until_it_is_compared() {
    let mut stage = stage(None);
    let effects = stage.play("3");
    assert_eq!(kept(&effects), [session(&stage).round()]);
    assert!(stage.shows("saved"));
    assert_eq!(kept(&stage.play("3")).len(), 0, "the same rating is nothing new");
    assert_eq!(kept(&stage.play("4<Backspace>")).len(), 2);
    assert_eq!(session(&stage).answer(0, 0), None);
    stage.play("0");
    rate_all(&mut stage, '2');
    assert_eq!(kept(&stage.play("<Enter>")), [session(&stage).round()]);
    assert!(session(&stage).is_compared(0));
    for key in ["1", "0", "<Backspace>"] {
        assert_eq!(stage.play(key), [], "what is compared stands");
        assert!(stage.shows("your rating stands"));
    }
}

#[test]
fn nothing_of_the_key_is_on_the_screen_before_it_is_compared() {
    for size in ["<80x24>", "<120x40>", "<200x60>", "<40x10>"] {
        let mut stage = stage(None);
        stage.play(size);
        let exercises = session(&stage).exercises().to_vec();
        for exercise in &exercises {
            // As if every rating were the expert's: what then differs would give the others away.
            for key in ["1", "2", "3", "4", "0"] {
                for step in ["", "d", "JJJ", "   "] {
                    stage.play(key);
                    stage.play(step);
                    let shot = stage.screenshot("").text();
                    let told = ["Expert", "Lesson", "Why  ", "lenient", "severe", "= same"];
                    assert!(told.iter().all(|words| !shot.contains(words)), "{}:\n{shot}", exercise.title);
                    for keyed in &exercise.key {
                        let begins: String = keyed.reason.chars().take(25).collect();
                        assert!(!shot.contains(&begins), "{shot}");
                    }
                }
                stage.play("j");
            }
            stage.play("]");
        }
        assert!(screen(&stage).exercise().is_none() && stage.shows("Nothing is compared yet"));
    }
}

#[test]
fn enter_says_what_is_missing_then_compares_then_goes_on_to_the_summary() {
    let mut stage = stage(None);
    stage.play("3j3<Enter>");
    assert!(stage.shows("3 criteria are not rated yet, this one first"));
    assert_eq!(screen(&stage).selected, 2);
    for at in 0..5 {
        assert_eq!(screen(&stage).at, at);
        rate_all(&mut stage, '3');
        stage.play("<Enter>");
        assert!(stage.shows("compared") && stage.shows("Enter goes on"));
        stage.play("<Enter>");
    }
    assert!(screen(&stage).exercise().is_none());
    let tally = session(&stage).tally();
    assert_eq!(tally.count(), 21);
    assert!(stage.shows(&format!("{} of 21 criteria as the expert", tally.same())));
    assert_eq!(stage.play("<Enter>"), [], "from the end there is nowhere to go");
}

#[test]
fn a_round_that_was_kept_goes_on_at_the_first_interview_that_is_not_compared() {
    let mut first = stage(None);
    rate_all(&mut first, '2');
    first.play("<Enter><Enter>4");
    let round = session(&first).round().clone();
    let mut again = stage(Some(round.clone()));
    assert!(again.shows("you go on where you were"));
    assert_eq!((screen(&again).at, session(&again).round()), (1, &round));
    assert_eq!(session(&again).answer(1, 0), Some(Answer::Rated(Rating::Exceeds)));
    assert_eq!(screen(&again).selected, 1, "the first that is open");
    // Nothing is changed, so nothing is to be kept.
    let said = again.play("q");
    assert_eq!(said, [Effect::Quit { code: 0, print: None }]);
}

#[test]
fn a_new_round_begins_only_once_the_old_one_is_put_aside() {
    let mut stage = stage(None);
    assert_eq!(stage.play("rr"), [], "there is nothing to put aside");
    rate_all(&mut stage, '3');
    stage.play("<Enter>");
    let round = session(&stage).round().clone();
    assert_eq!(stage.play("r<4s>r"), [], "twice, within three seconds");
    assert_eq!(stage.play("r"), [Effect::DropPractice]);
    assert_eq!(stage.play("]2q"), [], "meanwhile nothing is rated and nobody leaves");
    assert_eq!(stage.hear(Message::PracticeDropped(Err("No space left on device".to_owned()))), []);
    assert_eq!(session(&stage).round(), &round, "it goes on");
    stage.play("rr");
    let effects = stage.hear(Message::PracticeDropped(Ok(Some("/practice/done/round-1.json".to_owned()))));
    assert_eq!(kept(&effects), [session(&stage).round()]);
    assert!(session(&stage).round().is_blank() && screen(&stage).at == 0);
    assert!(stage.shows("/practice/done/round-1.json"));
    stage.play("s");
    assert!(stage.shows("Before") && stage.shows("of 5 criteria as the expert"));
    assert_eq!(stage.hear(Message::PracticeDropped(Ok(None))), [], "an answer nobody waits for");
}

#[test]
fn what_cannot_be_saved_says_so_is_not_left_and_is_printed() {
    let mut stage = stage(None);
    stage.play("<disk fails>3");
    assert!(stage.shows("NOT SAVED: No space left on device"));
    assert_eq!(stage.play("rr"), [], "the round would be lost");
    let quits = stage.play("q");
    let [Effect::Quit { code: 0, print: Some(said) }] = &quits[..] else { panic!("{quits:?}") };
    assert!(said.contains("NOT KEPT") && said.contains("3 Meets  GitLab instance"), "{said}");

    let mut stage = Stage::first_start();
    assert_eq!(stage.play("P"), [Effect::ReadPractice]);
    stage.hear(play::practice_read(None));
    stage.play("<disk stalls>3q");
    assert!(matches!(stage.app.screen, Screen::Practice(_)), "leaving waits for the disk");
    stage.play("<1s>");
    assert!(matches!(stage.app.screen, Screen::Practice(_)) && stage.shows("not left"));
    stage.play("<disk works>2q");
    assert!(matches!(stage.app.screen, Screen::Home));
}

#[test]
fn the_mouse_rates_selects_and_scrolls() {
    let mut stage = stage(None);
    stage.play("<120x40>");
    stage.play("<click 2 ◐>");
    assert_eq!(session(&stage).answer(0, 0), Some(Answer::Rated(Rating::Partial)));
    assert!(stage.shows("rated by a click"));
    stage.play("<click Constructive when>");
    assert_eq!(screen(&stage).selected, 3);
    stage.play("<80x24><wheel-down Seun><wheel-down Seun>");
    assert_eq!((screen(&stage).scroll, screen(&stage).detail_scroll), (6, 0));
    stage.play("<wheel-up Seun>");
    assert_eq!(screen(&stage).scroll, 3);
}

#[test]
fn a_late_answer_takes_nothing_off_the_screen() {
    let mut stage = stage(None);
    stage.play("3");
    stage.hear(play::practice_read(None));
    assert_eq!(session(&stage).answer(0, 0), Some(Answer::Rated(Rating::Meets)));
}
