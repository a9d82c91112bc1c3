//! The terminal harness, tried on a shell: what it reports about a program is true.
use std::path::Path;

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::stage::{Home, Terminal};

fn shell(home: &Home, script: &str) -> CommandBuilder {
    let mut command = home.command(Path::new("/bin/sh"));
    command.args(["-c", script]);
    command
}

#[test]
fn keys_go_in_and_the_screen_comes_back() {
    let home = Home::new();
    let mut terminal = Terminal::start(shell(&home, "read x; printf '\\033[2J\\033[3;5Hgot %s' $x; read y"), (40, 10));
    terminal.send("tea\r");
    terminal.wait_for_text("got tea");
    assert_eq!(terminal.screen().cell(2, 4).map(|cell| cell.contents().to_owned()).as_deref(), Some("g"));
    terminal.wait_for_quiet();
    let mark = terminal.bytes();
    terminal.send("é");
    terminal.wait_for_text("é");
    assert_eq!(terminal.bytes_since(mark), 2, "the echo of one letter");
}

#[test]
fn the_program_sees_the_size_and_its_changes() {
    let home = Home::new();
    let script = "trap 'stty size' WINCH; stty size; while :; do read x; done";
    let mut terminal = Terminal::start(shell(&home, script), (80, 24));
    terminal.wait_for_text("24 80");
    terminal.resize(120, 40);
    terminal.wait_for_text("40 120");
}

#[test]
fn an_end_is_told_with_its_status_and_after_the_last_byte() {
    let home = Home::new();
    let mut terminal = Terminal::start(shell(&home, "printf last; exit 3"), (80, 24));
    assert_eq!(terminal.wait_for_exit().exit_code(), 3);
    assert_eq!(terminal.contents(), "last");
}

#[test]
fn signals_reach_the_program() {
    let home = Home::new();
    let script = "trap 'echo bye; exit 7' TERM; echo ready; while :; do read x; done";
    let mut terminal = Terminal::start(shell(&home, script), (80, 24));
    terminal.wait_for_text("ready");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_for_exit().exit_code(), 7);
    assert!(terminal.contents().contains("bye"));

    let mut terminal = Terminal::start(shell(&home, "trap '' TERM; echo ready; read x"), (80, 24));
    terminal.wait_for_text("ready");
    assert_eq!(terminal.kill9().signal(), Some("Killed"));
}

#[test]
fn it_tells_a_taken_terminal_from_one_given_back() {
    let home = Home::new();
    let script = "stty raw -echo; printf '\\033[?1049h\\033[?25lin'; head -c 1 >/dev/null; printf '\\033[?25h\\033[?1049l'; stty sane; echo out";
    let mut terminal = Terminal::start(shell(&home, script), (80, 24));
    terminal.wait_for_text("in");
    assert!(!terminal.is_given_back() && !terminal.is_cooked());
    terminal.send("q");
    terminal.wait_for_exit();
    assert!(terminal.is_given_back());
}

#[test]
fn the_program_gets_folders_of_its_own() {
    let home = Home::new();
    let command = home.assay(&["list"]);
    assert_eq!(command.get_env("ASSAY_DATA_DIR"), Some(home.data().as_os_str()));
    assert_eq!(command.get_env("ASSAY_CONFIG_DIR"), Some(home.config().as_os_str()));
    assert_eq!(command.get_env("NO_COLOR"), None);
}

#[test]
fn a_hang_up_takes_the_terminal_away_from_the_program() {
    let home = Home::new();
    let script = "trap '' HUP; echo ready; while read x; do :; done; exit 9";
    let mut terminal = Terminal::start(shell(&home, script), (80, 24));
    terminal.wait_for_text("ready");
    assert_eq!(terminal.hang_up().exit_code(), 9);
}
