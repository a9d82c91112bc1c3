//! What lies over an open family: choosing from a list, cutting a criterion in two, questions.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::keeping::Standing;
use crate::app::layout::{self, Regions};
use crate::app::prose::{Line, Tone, flow};
use crate::app::rubrics::adapting::Adapting;
use crate::app::rubrics::choose::{Choose, Purpose};
use crate::app::rubrics::split::Split;
use crate::app::{App, Screen};
use crate::text;
use crate::view::paint;
use crate::view::theme::Theme;

/// Choosing from a list.
pub fn choose(choose: &Choose, theme: Theme, regions: &Regions, frame: &mut Frame<'_>) {
    let area = layout::middle(regions, 90, 22);
    let buf = frame.buffer_mut();
    let inside = paint::framed(buf, area, &choose.question, theme);
    let value = text::clean(choose.input.value()).into_owned();
    let x = paint::text_at(buf, inside, inside.x, inside.y, "Find  ", theme.style(Tone::Accent));
    paint::text_at(buf, inside, x, inside.y, &value, theme.style(Tone::Strong));
    if value.is_empty() {
        paint::text_at(buf, inside, x + 1, inside.y, "type to search", theme.style(Tone::Muted));
    }
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let list = selected_in_full(choose, theme, list, buf);
    let matches = choose.matches();
    if matches.is_empty() {
        paint::text_at(buf, list, list.x, list.y, "nothing matches", theme.style(Tone::Muted));
    }
    let height = usize::from(list.height);
    let offset = layout::follow(0, choose.selected, height, matches.len());
    for ((row, &at), place) in paint::rows(list).zip(matches.iter().skip(offset)).zip(offset..) {
        let option = &choose.options[at];
        let mark = match (&choose.purpose, option.on) {
            (Purpose::Implies(_), true) => "[x] ",
            (Purpose::Implies(_), false) => "[ ] ",
            (Purpose::Add, true) => "(used) ",
            (Purpose::Add, false) => "",
        };
        let tone = if place == choose.selected { Tone::Selected } else { Tone::Plain };
        let words = format!("{mark}{}", text::clean(&option.label));
        let room = Rect { width: row.width.saturating_sub(2), ..row };
        paint::text_at(buf, room, room.x, room.y, &words, theme.style(tone));
    }
    paint::more(buf, list, offset > 0, offset + height < matches.len(), theme);
    let cursor = u16::try_from(choose.input.visual_cursor()).unwrap_or(0);
    frame.set_cursor_position(Position { x: (x + cursor).min(inside.right().saturating_sub(1)), y: inside.y });
}

/// Writes the selected option out below the list where some are too long for a row and there is room.
/// Returns what is left for the list.
fn selected_in_full(choose: &Choose, theme: Theme, list: Rect, buf: &mut Buffer) -> Rect {
    const ROWS: u16 = 4;
    let room = usize::from(list.width.saturating_sub(6));
    if list.height < 3 * ROWS || choose.options.iter().all(|option| text::width(&text::clean(&option.label)) <= room) {
        return list;
    }
    let left = Rect { height: list.height - ROWS, ..list };
    let rule = "─".repeat(usize::from(list.width));
    paint::text_at(buf, list, list.x, left.bottom(), &rule, theme.style(Tone::Muted));
    let foot = Rect { y: left.bottom() + 1, height: ROWS - 1, ..list };
    if let Some(chosen) = choose.chosen() {
        let mut lines = Vec::new();
        flow(&mut lines, Line::new(), Tone::Plain, &chosen.label, usize::from(foot.width));
        paint::lines(buf, foot, lines.iter(), 0, theme);
    }
    left
}

/// A criterion and the two that would come of it.
pub fn split(split: &Split, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let area = layout::middle(regions, 80, 14);
    let inside = paint::framed(buf, area, "Make two criteria of this one", theme);
    let columns = usize::from(inside.width);
    let (first, second) = split.parts();
    let mut lines = Vec::new();
    for (mark, part) in [("1 ", first), ("2 ", second)] {
        flow(&mut lines, Line::new().word(Tone::Accent, mark), Tone::Strong, &part.title, columns);
        flow(&mut lines, Line::new().word(Tone::Plain, "  "), Tone::Plain, &part.statement, columns);
        lines.push(Line::new());
    }
    let words = "The first keeps its anchors, questions and id; the second begins with the scale's own anchors.";
    flow(&mut lines, Line::new(), Tone::Muted, words, columns);
    paint::lines(buf, inside, lines.iter(), 0, theme);
}

fn open(app: &App) -> Option<&Adapting> {
    match &app.screen {
        Screen::Adapting(adapting) => Some(adapting),
        _ => None,
    }
}

/// Leaving while changes are not saved.
pub fn leave_work(app: &App, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let area = layout::middle(regions, 50, 11);
    let inside = paint::framed(buf, area, "Your changes are not saved", theme);
    let columns = usize::from(inside.width);
    let mut lines = Vec::new();
    if let Some(Standing::NotKept(why)) = open(app).map(|adapting| adapting.standing(app.now.mono_ms)) {
        flow(&mut lines, Line::new(), Tone::Bad, &format!("NOT KEPT: {why}"), columns);
    }
    for (key, words) in [
        ("s", "save in your folder, and leave"),
        ("Enter", "leave: kept for next time"),
        ("x", "give them up: put aside"),
        ("Esc", "stay here"),
        ("d", "look at the changes first"),
        ("c", "copy the changes as text"),
        ("p", "print them, and leave the program"),
    ] {
        flow(&mut lines, Line::new().and(Tone::Strong, &text::pad(key, 6)), Tone::Plain, words, columns);
    }
    paint::lines(buf, inside, lines.iter(), 0, theme);
}

/// Saving over what somebody else has put there.
pub fn theirs(why: &[String], theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let area = layout::middle(regions, 78, 14);
    let inside = paint::framed(buf, area, "Somebody else changed these files", theme);
    let columns = usize::from(inside.width);
    let mut lines = Vec::new();
    let choice = Line::new().word(Tone::Strong, "y").word(Tone::Plain, " save yours; theirs are kept aside    ");
    lines.push(choice.word(Tone::Strong, "n").word(Tone::Plain, " not now"));
    lines.push(Line::new());
    flow(&mut lines, Line::new(), Tone::Plain, "NOT SAVED yet. Nothing was touched.", columns);
    for why in why {
        flow(&mut lines, Line::new().word(Tone::Bad, "! "), Tone::Plain, why, columns);
    }
    paint::lines(buf, inside, lines.iter(), 0, theme);
}
