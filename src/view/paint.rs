//! Putting toned lines into cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::theme::Theme;
use crate::app::prose::{Line, Tone};
use crate::text;

/// Writes a clean text from `x` on, at most to the right edge of `area`. Returns the next column.
pub fn text_at(buf: &mut Buffer, area: Rect, x: u16, y: u16, content: &str, style: Style) -> u16 {
    if y >= area.bottom() || x >= area.right() {
        return x;
    }
    let room = usize::from(area.right() - x);
    if content.is_ascii() && content.len() <= room {
        // Nearly all text is plain; cutting it into graphemes is most of what drawing costs.
        let mut at = x;
        for byte in content.bytes() {
            if let Some(cell) = buf.cell_mut((at, y)) {
                cell.set_char(char::from(byte)).set_style(style);
            }
            at += 1;
        }
        return at;
    }
    let shown = text::fit(content, room);
    buf.set_stringn(x, y, shown, room, style).0
}

/// Writes a text so that it ends at the right edge of `area`. Returns its first column.
pub fn text_right(buf: &mut Buffer, area: Rect, y: u16, content: &str, style: Style) -> u16 {
    let width = u16::try_from(text::width(content)).unwrap_or(u16::MAX).min(area.width);
    let x = area.right() - width;
    text_at(buf, area, x, y, content, style);
    x
}

/// Writes a line at the top of `area`. Returns the next column.
pub fn line(buf: &mut Buffer, area: Rect, content: &Line, theme: Theme) -> u16 {
    content.spans.iter().fold(area.x, |x, (tone, span)| text_at(buf, area, x, area.y, span, theme.style(*tone)))
}

/// Writes lines from `scroll` on and says with arrows at the right edge where there are more.
pub fn lines<'a>(
    buf: &mut Buffer,
    area: Rect,
    content: impl ExactSizeIterator<Item = &'a Line>,
    scroll: usize,
    theme: Theme,
) {
    let (above, below) = bare_lines(buf, area, content, scroll, theme);
    more(buf, area, above, below, theme);
}

/// Writes lines from `scroll` on. Returns whether there are more above and below.
pub fn bare_lines<'a>(
    buf: &mut Buffer,
    area: Rect,
    content: impl ExactSizeIterator<Item = &'a Line>,
    scroll: usize,
    theme: Theme,
) -> (bool, bool) {
    let total = content.len();
    let height = usize::from(area.height);
    let scroll = scroll.min(total.saturating_sub(height));
    for (row, item) in rows(area).zip(content.skip(scroll)) {
        line(buf, row, item, theme);
    }
    (scroll > 0, scroll + height < total)
}

/// Arrows at the right edge where something lies above or below.
pub fn more(buf: &mut Buffer, area: Rect, above: bool, below: bool, theme: Theme) {
    if area.is_empty() {
        return;
    }
    let style = theme.style(Tone::Accent);
    if above {
        buf.set_string(area.right() - 1, area.y, "↑", style);
    }
    if below {
        buf.set_string(area.right() - 1, area.bottom() - 1, "↓", style);
    }
}

/// Reverses a row, which marks the selected line with and without colour.
pub fn select(buf: &mut Buffer, area: Rect) {
    buf.set_style(area, Style::new().add_modifier(Modifier::REVERSED));
}

/// The rows of an area.
pub fn rows(area: Rect) -> impl Iterator<Item = Rect> {
    (area.y..area.bottom()).map(move |y| Rect { y, height: 1, ..area })
}

/// Replaces what has no place on a terminal in cells that a widget from elsewhere has filled with
/// raw text.
pub fn scrub(buf: &mut Buffer, area: Rect) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position)
            && text::clean(cell.symbol()) != cell.symbol()
        {
            cell.set_char(text::REPLACEMENT);
        }
    }
}

/// Empties an area, so that what lies over a screen does not mix with it.
pub fn clear(buf: &mut Buffer, area: Rect) {
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// Empties an area and draws a frame with a title around it. Returns the inside.
pub fn framed(buf: &mut Buffer, area: Rect, title: &str, theme: Theme) -> Rect {
    use ratatui::widgets::{Block, Widget};
    clear(buf, area);
    let title =
        Cow::Owned::<str>(format!(" {} ", text::fit(&text::clean(title), usize::from(area.width.saturating_sub(6)))));
    let block = Block::bordered()
        .border_style(theme.style(Tone::Accent))
        .title(ratatui::text::Line::styled(title, theme.style(Tone::Strong)));
    let inside = block.inner(area);
    block.render(area, buf);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}
