//! A rubric, whole: a built-in criterion changed, the program killed while it is typed, the work found
//! again, saved into the user's folder and checked.

use crate::stage::{Home, Terminal};
use crate::{SIZE, footer};

/// Waits until everything on the screen is kept.
#[track_caller]
fn kept(terminal: &Terminal) {
    terminal.wait_for_quiet();
    terminal.wait_for("kept", |screen| footer(screen).ends_with("kept"));
}

#[test]
fn what_is_typed_into_a_built_in_criterion_survives_a_kill_and_is_saved_as_ones_own() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.assay(&[]), SIZE);
    terminal.wait_for_text("R rubrics");
    terminal.send("R");
    terminal.wait_for_text("built in");
    terminal.send("jj\r");
    terminal.wait_for_text("Builds on   Intermediate (grade 6)");
    terminal.wait_for_text("pieces of advice");
    terminal.send("jj\r");
    terminal.wait_for_text("Statement   Has four years");
    // Title, then the statement: unfinished when the end comes.
    terminal.send("\r, and says so\tUnfinished busi");
    terminal.wait_for_text("Unfinished");
    kept(&terminal);
    assert!(!home.config().join("rubrics").exists(), "nothing is saved before somebody says so");
    terminal.kill9();

    let mut terminal = Terminal::start(home.assay(&[]), SIZE);
    terminal.wait_for_text("R rubrics");
    terminal.send("R");
    terminal.wait_for_text("changes that are not saved yet");
    terminal.send("jj\r");
    terminal.wait_for_text("your changes of last time are here");
    terminal.send("d");
    terminal.wait_for_text("Against the built-in family  2 changes");
    terminal.send("d");
    terminal.wait_for_text("Builds on");
    terminal.send("jj\rj\rness.\x1b");
    terminal.wait_for_text("business.");
    kept(&terminal);
    terminal.send("s");
    terminal.wait_for_text("is yours now, adapted from the built-in one");
    terminal.send("\x1b");
    terminal.wait_for("saved", |screen| footer(screen).ends_with("saved"));
    terminal.send("\x1b");
    terminal.wait_for_text("x remove");
    terminal.send("q");
    terminal.wait_for_text("yours, adapted from the built-in one");
    terminal.send("q");
    terminal.wait_for_text("R rubrics");
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);

    let folder = home.config().join("rubrics/professional-services-engineer");
    let senior = folder.join("senior.json");
    let text = Home::read(&senior);
    assert!(text.contains("Unfinished business.") && text.contains(", and says so"));
    assert!(text.contains("\"adapted_from\": \"sha256:"));
    assert_eq!((Home::mode(&folder), Home::mode(&senior)), (0o700, 0o600));
    let mut check = Terminal::start(home.assay(&["rubric", "check"]), SIZE);
    assert_eq!(check.wait_for_exit().exit_code(), 0, "{}", check.contents());
    let mut list = Terminal::start(home.assay(&["rubric", "show", "senior"]), (100, 1_000));
    assert_eq!(list.wait_for_exit().exit_code(), 0);
    assert!(list.contents().contains("Unfinished business."), "new interviews use it");
}

#[test]
fn a_field_goes_to_the_editor_and_comes_back_and_nothing_of_it_is_left_lying_about() {
    let home = Home::new();
    let mut command = home.assay(&[]);
    command.env("EDITOR", home.script("editor", "printf '%s Edited elsewhere.' \"$(cat \"$1\")\" >\"$1\""));
    let mut terminal = Terminal::start(command, SIZE);
    terminal.wait_for_text("R rubrics");
    terminal.send("R");
    terminal.wait_for_text("built in");
    terminal.send("\r");
    terminal.wait_for_text("stands by itself");
    terminal.send("jj\rj\r\x05");
    terminal.wait_for_text("Edited elsewhere.");
    kept(&terminal);
    let editing = home.data().join("editing");
    let left: Vec<_> = home.files().into_iter().filter(|file| file.starts_with(&editing)).collect();
    assert_eq!(left, Vec::<std::path::PathBuf>::new());
    terminal.send("\x1b\x1b");
    terminal.wait_for_text("s save");
    terminal.send("q");
    terminal.wait_for_text("Your changes are not saved");
    terminal.send("x");
    terminal.wait_for_text("given up; they are kept in");
    terminal.wait_for_text("Professional Services Engineer  built in");
}
