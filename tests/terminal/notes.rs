//! Texts: the external editor, pastes, and names that attack the terminal.

use crate::stage::{Home, Terminal};
use crate::{SIZE, saved, scoring};

fn with_editor(home: &Home, script: &str) -> Terminal {
    let mut command = home.assay(&crate::NEW);
    command.env("EDITOR", home.script("editor", script));
    let mut terminal = Terminal::start(command, SIZE);
    saved(&terminal);
    terminal.send("n");
    terminal.wait_for_text("Note: ");
    terminal
}

#[test]
fn a_note_goes_to_the_editor_and_comes_back() {
    let home = Home::new();
    let mut terminal = with_editor(&home, "printf '%s, edited\\nsecond line\\n' \"$(cat \"$1\")\" >\"$1\"");
    terminal.send("mine\x05");
    terminal.wait_for_text("mine, edited");
    terminal.wait_for_text("second line");
    saved(&terminal);
    assert!(!terminal.is_given_back() && !terminal.is_cooked(), "the terminal is ours again");
    terminal.send("!\x1b");
    terminal.wait_for_text("second line!");
    let left: Vec<_> = home.files().into_iter().filter(|file| file.starts_with(home.data().join("editing"))).collect();
    assert_eq!(left, Vec::<std::path::PathBuf>::new(), "nothing of the note is left lying about");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let home = Home::new();
    // It also leaves the terminal in a state of its own.
    let mut terminal = with_editor(&home, "echo ruin >\"$1\"; stty -icanon -echo; exit 3");
    terminal.send("mine\x05");
    terminal.wait_for_text("the editor reported a failure");
    assert!(terminal.contents().contains("mine"));
    assert_eq!(Home::read(&home.the_file("editing", ".md")), "ruin\n", "its text is kept");
    terminal.send("\x1b");
    terminal.wait_for_text("q leave");
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    assert!(terminal.is_given_back(), "as before the editor, not as it left it");
}

#[test]
fn a_text_from_the_editor_that_is_too_long_is_kept_beside() {
    let home = Home::new();
    let mut terminal = with_editor(&home, "printf '%065000d' 0 >\"$1\"");
    terminal.send("mine\x05");
    terminal.wait_for_text("at most 64000 bytes");
    assert!(terminal.contents().contains("mine"), "the note is as it was");
    assert_eq!(Home::read(&home.the_file("editing", ".md")).len(), 65_000);
}

#[test]
fn keys_typed_ahead_of_the_editor_do_not_lose_its_text() {
    let home = Home::new();
    let mut terminal = with_editor(&home, "echo from the editor >\"$1\"");
    terminal.send("mine\x05\x1b");
    terminal.wait_for_text("q leave");
    saved(&terminal);
    assert!(Home::read(&home.the_file("drafts", ".ndjson")).contains("from the editor"));
    assert!(terminal.contents().contains("from the editor"), "the detail shows the note");
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let home = Home::new();
    let mut terminal =
        with_editor(&home, "trap 'echo survived >>\"$1\"; exit 0' INT; echo waiting; while :; do read x; done");
    terminal.send("mine\x05");
    terminal.wait_for_text("waiting");
    terminal.send("\x03");
    terminal.wait_for_text("survived");
    saved(&terminal);
}

#[test]
fn a_paste_rates_nothing_and_types_into_notes() {
    let home = Home::new();
    let mut terminal = scoring(&home);
    terminal.send("\x1b[200~3333 q\r\x1b[201~");
    terminal.wait_for_text("pasted text goes into notes");
    assert!(terminal.contents().contains("0 rated"));
    terminal.send("n\x1b[200~33 of them\x1b[201~");
    terminal.wait_for_text("33 of them");
    saved(&terminal);
    assert!(terminal.contents().contains("0 rated"));
}

/// Escape sequences, a control sequence in one byte, an override of direction, invisible letters.
const HOSTILE: &str = "Eve\u{1b}]0;pwned\u{7}\u{1b}[2J\u{9b}31m\u{202e}x\u{200b}y\u{e0041}z";

#[track_caller]
fn harmless(terminal: &Terminal) {
    let raw = terminal.raw();
    let text = String::from_utf8(raw).expect("only text and sequences of our own are written");
    for bad in ["\u{1b}]", "\u{7}", "\u{9b}", "\u{202e}", "\u{200b}", "\u{e0041}"] {
        assert!(!text.contains(bad), "{bad:?} reached the terminal");
    }
    assert!(text.contains("Eve"), "the name is shown all the same");
}

#[test]
fn a_hostile_name_from_the_command_line_stays_text() {
    let home = Home::new();
    let args = ["new", "--candidate", HOSTILE, "--level", "senior", "--interviewer", HOSTILE, "--ref", HOSTILE];
    let mut terminal = Terminal::start(home.assay(&args), SIZE);
    saved(&terminal);
    terminal.send("s");
    terminal.wait_for_text("THE INTERVIEW");
    terminal.send("\x1b");
    terminal.wait_for_text("q leave");
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
    harmless(&terminal);

    // Not in the form, which asks for what is missing, and not in the list.
    let mut terminal = Terminal::start(home.assay(&["new", "--candidate", HOSTILE, "--level", HOSTILE]), SIZE);
    terminal.wait_for_text("there is no level");
    terminal.send("\x1b");
    terminal.wait_for_text("DRAFTS");
    terminal.send("q");
    terminal.wait_for_exit();
    harmless(&terminal);
    let mut list = Terminal::start(home.assay(&["list"]), SIZE);
    list.wait_for_exit();
    harmless(&list);
}

#[test]
fn a_hostile_name_from_a_journal_stays_text() {
    let home = Home::new();
    let mut terminal = scoring(&home);
    terminal.send("q");
    terminal.wait_for_exit();
    let escaped = HOSTILE.encode_utf16().fold(String::new(), |escaped, unit| format!("{escaped}\\u{unit:04x}"));
    Home::rewrite(&home.the_file("drafts", ".ndjson"), |journal| journal.replace("Ana Li", &escaped));
    let mut terminal = Terminal::start(home.assay(&["resume"]), SIZE);
    saved(&terminal);
    terminal.send("q");
    terminal.wait_for_exit();
    harmless(&terminal);
}
