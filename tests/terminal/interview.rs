//! Whole interviews: from the home screen to the card, and on after a kill.

use crate::stage::{Home, Terminal};
use crate::{SIZE, saved, scoring};

#[test]
fn from_the_home_screen_to_a_card_that_check_confirms() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.assay(&[]), SIZE);
    terminal.wait_for_text("Press n");
    terminal.send("n");
    terminal.wait_for_text("In focus");
    terminal.send("Ana Li\r");
    saved(&terminal);

    // All 43 criteria of a Senior card: the first is only Partial, which needs a note.
    terminal.send("2nOne tool only, no state design\x1b");
    terminal.wait_for_text("One tool only");
    terminal.send(&"\t3".repeat(42));
    terminal.wait_for_text("43 rated");
    saved(&terminal);
    terminal.wait_for_text("Proved  Senior (7)");

    // Yes, at Senior.
    terminal.send("sll");
    terminal.wait_for_text("[yes]");
    terminal.send("jl");
    terminal.wait_for_text("[Senior]");
    terminal.wait_for_text("NOTHING IS MISSING");
    terminal.send("S");
    terminal.wait_for_text("Submit this scorecard?");
    terminal.send("y");
    let card = || home.the_file("scorecards", ".json");
    terminal.wait_for_text("scorecards/ana-li/");
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    assert!(terminal.contents().contains("Scorecard: "), "{}", terminal.contents());
    assert!(home.the_file("drafts/retired", ".ndjson").exists());

    let card = card();
    let mut check = Terminal::start(home.assay(&["check", card.to_str().expect("a plain path")]), SIZE);
    assert_eq!(check.wait_for_exit().exit_code(), 0, "{}", check.contents());
}

#[test]
fn complete_flags_go_straight_to_scoring() {
    let home = Home::new();
    let terminal = scoring(&home);
    let screen = terminal.contents();
    assert!(screen.contains("Ana Li  Senior (grade 7)") && screen.contains("0 rated"), "{screen}");
}

#[test]
fn a_kill_in_the_middle_of_a_note_loses_nothing() {
    let home = Home::new();
    let mut terminal = scoring(&home);
    terminal.send("3nShe rebuilt the cl");
    terminal.wait_for_text("She rebuilt the cl");
    saved(&terminal);
    terminal.kill9();

    let mut terminal = Terminal::start(home.assay(&["resume"]), SIZE);
    terminal.wait_for_text("1 rated");
    // It opens where it was: in the note, unfinished, on the rated criterion.
    terminal.wait_for_text("She rebuilt the cl");
    terminal.wait_for_text("Note: Infrastructure");
    terminal.send("\x1b");
    terminal.wait_for_text("3 ●▸Meets");
    saved(&terminal);
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
}

#[test]
fn a_second_window_is_told_who_has_the_draft() {
    let home = Home::new();
    let mut first = scoring(&home);
    for args in [&["resume"][..], &["resume", draft_id(&home).as_str()]] {
        let second = Terminal::start(home.assay(args), SIZE);
        second.wait_for_text("open in another window: process ");
    }
    first.send("q");
    assert_eq!(first.wait_for_exit().exit_code(), 0);
    let second = Terminal::start(home.assay(&["resume"]), SIZE);
    second.wait_for_text("0 rated");
}

#[test]
fn keys_in_haste_open_a_draft_once() {
    let home = Home::new();
    let mut terminal = scoring(&home);
    terminal.send("q");
    terminal.wait_for_exit();
    let mut terminal = Terminal::start(home.assay(&[]), SIZE);
    terminal.wait_for_text("DRAFTS");
    terminal.send("\r\r\r");
    saved(&terminal);
    // Leaving and rating in one breath: the rating comes too late and does no harm.
    terminal.send("q3");
    terminal.wait_for_text("DRAFTS");
    terminal.send("\r");
    terminal.wait_for_text("0 rated");
    saved(&terminal);
}

#[test]
fn sixty_keys_at_once_are_sixty_keys() {
    let home = Home::new();
    let mut terminal = scoring(&home);
    terminal.send(&"3\t".repeat(30));
    terminal.wait_for_text("30 rated");
    saved(&terminal);
    let events = Home::read(&home.the_file("drafts", ".ndjson"));
    assert_eq!(events.matches("\"rated\"").count(), 30, "{events}");
}

fn draft_id(home: &Home) -> String {
    let draft = home.the_file("drafts", ".ndjson");
    draft.file_stem().and_then(|stem| stem.to_str()).expect("a plain name").to_owned()
}
