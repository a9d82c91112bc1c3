//! The program in a real terminal: few tests, each of something that only a terminal shows.
#![cfg(unix)]

#[path = "terminal/demo.rs"]
mod demo;
#[path = "terminal/ends.rs"]
mod ends;
#[path = "terminal/harness.rs"]
mod harness;
#[path = "terminal/interview.rs"]
mod interview;
#[path = "terminal/notes.rs"]
mod notes;
#[path = "terminal/panel.rs"]
mod panel;
#[path = "terminal/practice.rs"]
mod practice;
#[path = "terminal/rubrics.rs"]
mod rubrics;
#[path = "terminal/screens.rs"]
mod screens;
#[path = "terminal/sketch.rs"]
mod sketch;
#[expect(clippy::disallowed_methods, reason = "a harness measures time, makes files and starts programs")]
#[path = "stage/terminal.rs"]
mod stage;

use stage::{Home, Terminal};

/// The usual size.
const SIZE: (u16, u16) = (100, 30);

/// The flags that leave nothing to ask.
const NEW: [&str; 7] = ["new", "--candidate", "Ana Li", "--level", "senior", "--interviewer", "Bo Ek"];

/// An interview on the scoring screen, saved.
fn scoring(home: &Home) -> Terminal {
    let terminal = Terminal::start(home.assay(&NEW), SIZE);
    saved(&terminal);
    terminal
}

/// Waits until the screen says that everything on it is saved. A frame may arrive in two pieces, so
/// the word counts only once the line is quiet.
#[track_caller]
fn saved(terminal: &Terminal) {
    terminal.wait_for_quiet();
    terminal.wait_for("saved", |screen| footer(screen).ends_with("saved"));
}

/// The last line that is not empty.
fn footer(screen: &vt100::Screen) -> String {
    screen.contents().lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim_end().to_owned()
}
