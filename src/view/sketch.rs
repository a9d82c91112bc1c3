//! The form that makes a family from nothing.
//!
//! ```text
//! ┌ form ───────────────────┬ preview ──────────┐  beside it when wide
//! │ lines to fill in        │ as it will be     │
//! └ standing ───────────────┴───────────────────┘  how much there is, what is missing
//! ```

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::layout::{self, Arrangement, Regions};
use crate::app::prose::{Line, Tone, flow};
use crate::app::sketch::{LABELS, Sketching};

/// Draws the form and, where there is room, what becomes of it.
pub fn draw(form: &Sketching, theme: Theme, regions: &Regions, frame: &mut Frame<'_>) {
    let area = layout::sketch_form(regions);
    if regions.arrangement == Arrangement::Wide {
        let buf = frame.buffer_mut();
        for row in paint::rows(Rect { x: area.right() + 1, width: 1, ..area }) {
            paint::text_at(buf, row, row.x, row.y, "│", theme.style(Tone::Muted));
        }
        let left = area.right() + 3;
        let beside = Rect { x: left, width: regions.body.right().saturating_sub(left + 1), ..area };
        let lines = form.preview(usize::from(beside.width));
        paint::lines(buf, beside, lines.iter(), 0, theme);
    }
    lines(form, theme, area, frame);
}

fn lines(form: &Sketching, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
    let entries = form.page(usize::from(area.width));
    paint::lines(frame.buffer_mut(), area, entries.iter().map(|(_, line)| line), form.offset, theme);
    let at = entries.iter().position(|(row, _)| *row == Some(form.row)).unwrap_or(0);
    let offset = form.offset.min(entries.len().saturating_sub(usize::from(area.height)));
    let Some(row) = at.checked_sub(offset).and_then(|at| paint::rows(area).nth(at)) else { return };
    paint::text_at(frame.buffer_mut(), row, row.x, row.y, "▌", theme.style(Tone::Accent));
    if form.is_text() {
        let room = usize::from(area.width).saturating_sub(LABELS + 1);
        let column = u16::try_from(LABELS + form.cursor_column(room)).unwrap_or(0);
        frame.set_cursor_position(Position { x: (row.x + column).min(row.right().saturating_sub(1)), y: row.y });
    } else {
        let width = u16::try_from(entries[at].1.width()).unwrap_or(0).min(row.width);
        paint::select(frame.buffer_mut(), Rect { x: row.x + 1, width: width.saturating_sub(1), ..row });
    }
}

/// How much there is, and what is missing or would be better.
pub fn standing(form: &Sketching, theme: Theme, area: Rect, buf: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let problems = form.problems();
    let rows = paint::rows(inner);
    let missing = |first: &str, more: usize| {
        let more = if more == 0 { String::new() } else { format!("  (and {more} more)") };
        let mut lines = Vec::new();
        let lead = Line::new().word(Tone::Accent, "Missing  ");
        flow(&mut lines, lead, Tone::Plain, &format!("{first}{more}"), usize::from(inner.width));
        lines
    };
    let said = match problems.as_slice() {
        _ if form.saving => vec![Line::of(Tone::Pending, "saving …")],
        [] => {
            let hints = form.sketch.hints();
            let ready = Line::of(Tone::Good, "Nothing is missing.");
            let hint = hints.first().map(|hint| ready.clone().word(Tone::Pending, "  ~ ").and(Tone::Muted, hint));
            vec![hint.filter(|line| line.width() <= usize::from(inner.width)).unwrap_or(ready)]
        }
        [(_, first), rest @ ..] => missing(first, rest.len()),
    };
    // How much there is gives way to what is missing.
    let size = Line::of(Tone::Accent, "So far   ").and(Tone::Plain, &form.size_words());
    for (row, line) in rows.zip(said.iter().chain([&size])) {
        paint::line(buf, row, line, theme);
    }
}
