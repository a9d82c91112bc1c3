//! A family made from nothing: typed, killed, typed on, saved, used.

use crate::SIZE;
use crate::stage::{Home, Terminal};

#[test]
fn a_family_is_sketched_killed_gone_on_with_and_interviewed_for() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.assay(&["rubric", "new"]), SIZE);
    terminal.wait_for_text("a new job family");
    terminal.wait_for_text("Levels, lowest first");
    terminal.send("Gardener\r\r\r4\rSenior\r5\r\r\rSows: has sown a b");
    terminal.wait_for_text("Sows: has sown a b");
    terminal.wait_for_quiet();
    terminal.kill9();

    let mut terminal = Terminal::start(home.assay(&["rubric", "new"]), SIZE);
    terminal.wait_for_text("what you began is here again");
    terminal.wait_for_text("Sows: has sown a b");
    // The line above says what is missing, and saving goes there.
    terminal.send("\x13");
    terminal.wait_for_text("not saved yet");
    terminal.send("Plans a season: has planned one");
    terminal.wait_for_text("Nothing is missing");
    terminal.send("\x13");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    assert!(terminal.is_given_back());
    terminal.wait_for_text("assay new --family gardener");
    assert!(home.config().join("rubrics/gardener/senior.json").is_file());

    let new = ["new", "--family", "gardener", "--level", "senior", "--candidate", "Jo Roe", "--interviewer", "Ana"];
    let terminal = Terminal::start(home.assay(&new), SIZE);
    terminal.wait_for_text("Jo Roe  Senior (grade 5)");
    terminal.wait_for_text("Plans a season");
}

#[test]
fn what_could_not_be_kept_is_printed_however_one_leaves() {
    let home = Home::new();
    home.block("sketching");
    let mut terminal = Terminal::start(home.assay(&["rubric", "new"]), SIZE);
    terminal.wait_for_text("Levels, lowest first");
    // In one go: nobody knows yet what the disk says when the end comes.
    terminal.send("Gardener\x03\x03");
    assert_eq!(terminal.wait_for_exit().exit_code(), 130);
    assert!(terminal.is_given_back());
    terminal.wait_for_text("NOT KEPT");
    terminal.wait_for_text("Gardener");
}
