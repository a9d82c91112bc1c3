//! Screens that are one page of lines: home, summary, why, saved cards, help.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::App;
use crate::app::closed;
use crate::app::deciding::Deciding;
use crate::app::message::ClosedPanel;
use crate::app::overlay::{Help, Page, help_lines};
use crate::app::prose::{Line, Tone};
use crate::app::summary::Summary;
use crate::text;

/// The body with a column of air on each side.
fn inset(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

/// A few words in an otherwise empty body.
pub fn message(words: &str, theme: Theme, area: Rect, buf: &mut Buffer) {
    let area = inset(area);
    paint::text_at(buf, area, area.x, area.y + 1, words, theme.style(Tone::Muted));
}

/// The home screen.
pub fn home(app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let area = inset(area);
    let entries = app.home.lines(usize::from(area.width));
    let selected = app.home.selected();
    selectable(buf, area, &entries, app.home.offset, |item| *item == selected, theme);
}

/// Summary and submit.
pub fn summary(summary: &Summary, app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let area = inset(area);
    let entries = summary.page(usize::from(area.width), app.now);
    let selected = summary.selected();
    selectable(buf, area, &entries, summary.offset, |item| *item == selected, theme);
}

/// A panel that is not shown yet.
pub fn closed(panel: &ClosedPanel, theme: Theme, area: Rect, buf: &mut Buffer) {
    let area = inset(area);
    paint::lines(buf, area, closed::page(panel, usize::from(area.width)).iter(), 0, theme);
}

/// The panel's decision.
pub fn deciding(form: &Deciding, app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let area = inset(area);
    let entries = form.page(usize::from(area.width), app.now);
    let selected = form.selected();
    selectable(buf, area, &entries, form.offset, |item| *item == selected, theme);
}

/// Lines of which some can be selected.
pub fn selectable<I>(
    buf: &mut Buffer,
    area: Rect,
    entries: &[(Option<I>, Line)],
    offset: usize,
    selected: impl Fn(&I) -> bool,
    theme: Theme,
) {
    paint::lines(buf, area, entries.iter().map(|(_, line)| line), offset, theme);
    let offset = offset.min(entries.len().saturating_sub(usize::from(area.height)));
    for (row, (item, line)) in paint::rows(area).zip(entries.iter().skip(offset)) {
        if item.as_ref().is_some_and(&selected) {
            let width = u16::try_from(line.width()).unwrap_or(u16::MAX).min(area.width);
            // Leading spaces stay as they are, so that the bar covers the words only.
            let words = line.plain();
            let lead = u16::try_from(words.len() - words.trim_start().len()).unwrap_or(0);
            paint::text_at(buf, row, row.x, row.y, "▌", theme.style(Tone::Accent));
            paint::select(buf, Rect { x: row.x + lead, width: width.saturating_sub(lead), ..row });
        }
    }
}

/// Why this grade, or a saved card, over the screen.
pub fn page(page: &Page, app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    paint::clear(buf, area);
    let area = inset(area);
    let title = text::clean(&page.title).into_owned();
    paint::text_at(buf, area, area.x, area.y, &title, theme.style(Tone::Accent));
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let lines = app.page_lines(page, usize::from(body.width));
    paint::lines(buf, body, lines.iter(), page.scroll, theme);
}

/// Help, from the key table.
pub fn help(help: &Help, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
    let buf = frame.buffer_mut();
    paint::clear(buf, area);
    let area = inset(area);
    let x = paint::text_at(buf, area, area.x, area.y, "Help ", theme.style(Tone::Accent));
    let hint = if help.input.value().is_empty() { "type to search by word or key" } else { "" };
    let value = text::clean(help.input.value()).into_owned();
    paint::text_at(buf, area, x, area.y, &value, theme.style(Tone::Strong));
    paint::text_at(buf, area, x + 1, area.y, hint, theme.style(Tone::Muted));
    let cursor = u16::try_from(help.input.visual_cursor()).unwrap_or(0);
    let lines = help_lines(help, usize::from(area.width));
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    paint::lines(buf, body, lines.iter(), help.scroll, theme);
    frame.set_cursor_position(Position { x: (x + cursor).min(area.right().saturating_sub(1)), y: area.y });
}
