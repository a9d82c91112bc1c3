//! However it ends, the terminal is as before and the work is saved.

use std::path::Path;

use assay::runtime::terminal as product;
use rustix::process::Signal;

use crate::stage::{Home, Terminal};
use crate::{NEW, SIZE, saved, scoring};

/// Rates once and does not wait for the disk.
fn rated(home: &Home) -> Terminal {
    let mut terminal = scoring(home);
    terminal.send("3");
    terminal.wait_for_text("1 rated");
    terminal
}

#[track_caller]
fn resumes_with_the_rating(home: &Home) {
    let terminal = Terminal::start(home.assay(&["resume"]), SIZE);
    terminal.wait_for_text("1 rated");
}

#[test]
fn after_quit() {
    let home = Home::new();
    let mut terminal = rated(&home);
    assert!(!terminal.is_given_back());
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    assert!(terminal.is_given_back());
    resumes_with_the_rating(&home);
}

#[test]
fn after_signals() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let home = Home::new();
        let mut terminal = rated(&home);
        terminal.signal(signal);
        assert_eq!(terminal.wait_for_exit().exit_code(), code, "{signal:?}");
        assert!(terminal.is_given_back(), "{signal:?}: {}", terminal.contents());
        resumes_with_the_rating(&home);
    }
}

#[test]
fn after_ctrl_c_twice() {
    let home = Home::new();
    let mut terminal = rated(&home);
    terminal.send("\x03");
    terminal.wait_for_text("Ctrl-C again");
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_for_exit().exit_code(), 130);
    assert!(terminal.is_given_back());
    resumes_with_the_rating(&home);
}

#[test]
fn a_signal_is_heard_in_the_middle_of_a_sequence() {
    let home = Home::new();
    let mut terminal = rated(&home);
    // A paste whose end never comes; a library that waits for it hears nothing else.
    terminal.send("\x1b[200~half a paste");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_for_exit().exit_code(), 143);
    assert!(terminal.is_given_back());
}

#[test]
fn after_the_terminal_vanished() {
    let home = Home::new();
    assert_eq!(rated(&home).hang_up().exit_code(), 129);
    resumes_with_the_rating(&home);

    // Also where nobody is told of it, and in the middle of a note.
    let home = Home::new();
    let mut command = home.command(Path::new("/bin/sh"));
    command.args(["-c", "trap '' HUP; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_assay")]);
    command.args(NEW);
    command.env("ASSAY_DATA_DIR", home.data());
    command.env("ASSAY_CONFIG_DIR", home.config());
    let mut terminal = Terminal::start(command, SIZE);
    saved(&terminal);
    terminal.send("3nlast words");
    terminal.wait_for_text("last words");
    assert_eq!(terminal.hang_up().exit_code(), 129);
    resumes_with_the_rating(&home);
    assert!(Home::read(&home.the_file("drafts", ".ndjson")).contains("\"s\""), "the last letter is there");
}

#[test]
fn after_a_stop_and_back_again() {
    let home = Home::new();
    let mut shell = home.command(Path::new("/bin/sh"));
    shell.arg("-i");
    shell.env("PS1", "prompt> ");
    shell.env("ASSAY_DATA_DIR", home.data());
    shell.env("ASSAY_CONFIG_DIR", home.config());
    let mut terminal = Terminal::start(shell, SIZE);
    terminal.wait_for_text("prompt>");
    terminal.send(&format!("{} new --candidate Ana --level senior --interviewer Bo\r", env!("CARGO_BIN_EXE_assay")));
    saved(&terminal);
    // What was typed in the same breath is on disk while the program is stopped.
    terminal.send("3\x1a");
    terminal.wait_for("the shell", |screen| {
        !screen.alternate_screen()
            && screen.contents().contains("Stopped")
            && screen.contents().trim_end().ends_with("prompt>")
    });
    terminal.wait_for("modes as before", |screen| !screen.hide_cursor() && !screen.bracketed_paste());
    assert!(Home::read(&home.the_file("drafts", ".ndjson")).contains("\"rated\""));
    terminal.send("fg\r");
    terminal.wait_for_text("1 rated");
    terminal.wait_for("our screen", |screen| screen.alternate_screen() && screen.hide_cursor());

    terminal.send("q");
    terminal.wait_for("the shell", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("prompt>")
    });
    terminal.send("exit\r");
    terminal.wait_for_exit();
}

#[test]
fn after_a_panic() {
    let home = Home::new();
    let this = std::env::current_exe().expect("a test has a file");
    let mut command = home.command(&this);
    command.args(["--exact", "ends::a_panic_with_the_terminal_taken", "--ignored", "--nocapture"]);
    let mut terminal = Terminal::start(command, SIZE);
    assert_ne!(terminal.wait_for_exit().exit_code(), 0);
    assert!(terminal.is_given_back(), "{}", terminal.contents());
    let screen = terminal.contents();
    assert!(screen.contains("assay: a fault in the program") && screen.contains("ends.rs:"), "{screen}");
    assert!(!screen.contains("Ana Li said"), "what was in the program is not told: {screen}");
}

#[test]
#[ignore = "run by after_a_panic, in a terminal of its own"]
fn a_panic_with_the_terminal_taken() {
    product::guard_panics();
    product::take().expect("it runs in a terminal");
    panic!("Ana Li said");
}
