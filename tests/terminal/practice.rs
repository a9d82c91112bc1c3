//! Practice: rated, killed, gone on with, compared; and never among what is somebody's.

use crate::stage::{Home, Terminal};
use crate::{SIZE, saved};

#[test]
fn a_round_is_killed_gone_on_with_compared_and_begun_anew() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.assay(&["practice"]), SIZE);
    terminal.wait_for_text("1 of 5");
    terminal.send("4\t2\t0");
    terminal.wait_for_text("3 of 5 rated");
    saved(&terminal);
    terminal.kill9();
    let file = home.the_file("practice", ".json");
    assert_eq!((Home::mode(&file), Home::mode(file.parent().expect("in a folder"))), (0o600, 0o700));

    let mut terminal = Terminal::start(home.assay(&["practice"]), SIZE);
    terminal.wait_for_text("you go on where you were");
    terminal.wait_for_text("3 of 5 rated");
    terminal.send("3\t3\r");
    terminal.wait_for_text("3 of 5 as the expert");
    terminal.wait_for_text("Lesson");
    terminal.send("rr");
    terminal.wait_for_text("a new round; the last one is in");
    terminal.wait_for_text("0 of 5 rated");
    assert!(home.the_file("practice/done", ".json").is_file(), "nothing is deleted");
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    assert!(terminal.is_given_back());

    let mut terminal = Terminal::start(home.assay(&["list"]), SIZE);
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    assert!(!home.data().join("drafts").exists() && !home.data().join("scorecards").exists());
}

#[test]
fn what_could_not_be_saved_says_so_and_is_printed() {
    let home = Home::new();
    home.block("practice");
    let mut terminal = Terminal::start(home.assay(&[]), SIZE);
    terminal.wait_for_text("New here?");
    terminal.send("P");
    terminal.wait_for_text("1 of 5");
    terminal.send("3");
    terminal.wait_for_text("NOT SAVED");
    terminal.send("q");
    terminal.wait_for_text("not left");
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_for_exit().exit_code(), 130);
    terminal.wait_for_text("NOT KEPT");
    terminal.wait_for_text("3 Meets  GitLab instance");
}
