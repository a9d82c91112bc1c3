//! Sizes and colours.

use crate::stage::{Home, Terminal};
use crate::{SIZE, saved, scoring};

#[test]
fn any_size_is_survived_and_the_screen_comes_back() {
    let home = Home::new();
    let mut terminal = scoring(&home);
    for size in [(39, 9), (1, 1), (500, 120), (2, 200), (200, 2), (40, 10)] {
        terminal.resize(size.0, size.1);
        terminal.send("j");
    }
    terminal.resize(30, 8);
    terminal.wait_for_text("too small");
    terminal.send("3");
    terminal.resize(SIZE.0, SIZE.1);
    terminal.wait_for_text("Ana Li  Senior (grade 7)");
    terminal.wait_for_text("Proved  ");
    saved(&terminal);
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_taken_for_a_usual_one() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.assay(&crate::NEW), (0, 0));
    terminal.resize(80, 24);
    saved(&terminal);
}

#[test]
fn without_colour_the_selection_is_still_visible() {
    let home = Home::new();
    let mut command = home.assay(&crate::NEW);
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::start(command, SIZE);
    saved(&terminal);
    terminal.send("3j2j1j4");
    terminal.wait_for_text("4 rated");
    let screen = terminal.screen();
    let cells: Vec<_> = (0..SIZE.1).flat_map(|y| (0..SIZE.0).map(move |x| (y, x))).collect();
    let cells = || cells.iter().filter_map(|&(y, x)| screen.cell(y, x));
    assert!(cells().any(vt100::Cell::inverse), "the selected line is reversed");
    assert!(cells().all(|cell| cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default));

    let coloured = scoring(&Home::new());
    let screen = coloured.screen();
    let in_colour = (0..SIZE.1)
        .any(|y| (0..SIZE.0).any(|x| screen.cell(y, x).is_some_and(|cell| cell.fgcolor() != vt100::Color::Default)));
    assert!(in_colour, "and without NO_COLOR there are colours");
}
