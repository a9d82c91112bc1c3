//! The demo: the panel of somebody who does not exist, and nothing left of it.

use std::path::PathBuf;

use crate::SIZE;
use crate::stage::{Home, Terminal};

/// The demo on its panel, and the folder that it lies in.
fn demo(home: &Home) -> (Terminal, PathBuf) {
    let mut command = home.assay(&["demo"]);
    command.env("TMPDIR", home.data().parent().expect("the home"));
    let terminal = Terminal::start(command, SIZE);
    terminal.wait_for_text("Sample: Robin Vega");
    terminal.wait_for_text("Tomas Beck");
    let folder = home.beside("assay-demo-").pop().expect("the sample lies in a folder");
    assert!(folder.join("data/scorecards").is_dir() && !home.data().exists());
    (terminal, folder)
}

#[test]
fn it_opens_in_the_panel_screen_and_is_removed_when_it_is_left() {
    let home = Home::new();
    let (mut terminal, folder) = demo(&home);
    terminal.wait_for_quiet();
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    assert!(terminal.is_given_back());
    assert!(terminal.contents().contains("the sample data is removed again"), "{}", terminal.contents());
    assert!(!folder.exists() && !home.data().exists());
}

#[test]
fn who_has_not_handed_in_their_card_sees_who_has_and_not_what() {
    let home = Home::new();
    let mut command = home.assay(&["demo", "--as", "Otto Lind"]);
    command.env("TMPDIR", home.data().parent().expect("the home"));
    let terminal = Terminal::start(command, SIZE);
    terminal.wait_for_text("Tomas Beck");
    terminal.wait_for_quiet();
    assert!(!terminal.contents().contains("Partial"), "{}", terminal.contents());
}
