//! Cells become bytes: one buffered write a frame, and none for a frame that changes nothing.
//!
//! ratatui's own crossterm backend resets all attributes and hides the cursor on every frame, uses
//! eight-bit colour codes for the sixteen ANSI colours and an absolute move for every gap. Over a
//! slow line that is most of what a key costs, so this one writes the short forms. It is also the
//! last door before the terminal: no control, bidi or invisible character passes it.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use crate::text;

/// A terminal that is written to through `W`.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    buffer: Vec<u8>,
    size: Size,
    ascii: bool,
    cursor_visible: bool,
    cursor: Option<Position>,
    /// What the terminal shows, cell by cell, where that is a plain ASCII character.
    shown: Vec<Option<(u8, Pen)>>,
}

/// Colours and attributes as the terminal has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl<W: Write> Screen<W> {
    /// A screen of a known size; its size changes only by [`Screen::resize`], so that no frame asks
    /// the system for it. `ascii` replaces signs that the locale cannot show.
    pub fn new(out: W, columns: u16, rows: u16, ascii: bool) -> Self {
        let mut screen = Self {
            out,
            buffer: Vec::with_capacity(16_384),
            size: Size::new(columns, rows),
            ascii,
            cursor_visible: false,
            cursor: None,
            shown: Vec::new(),
        };
        screen.forget();
        screen
    }

    /// Takes the terminal's new size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = Size::new(columns, rows);
        self.forget();
    }

    fn forget(&mut self) {
        self.shown.clear();
        self.shown.resize(usize::from(self.size.width) * usize::from(self.size.height), None);
    }

    fn index(&self, at: Position) -> usize {
        usize::from(at.y) * usize::from(self.size.width) + usize::from(at.x)
    }

    /// Crosses a small gap by writing again what stands there, which is shorter than moving.
    fn cross(&mut self, from: Position, to: Position, pen: Pen) -> bool {
        if from.y != to.y || to.x <= from.x || to.x - from.x > 3 {
            return false;
        }
        let gap = self.index(from)..self.index(to);
        let Some(cells) = self.shown.get(gap) else { return false };
        let known = |cell: &Option<(u8, Pen)>| cell.filter(|(_, shown)| *shown == pen).map(|(byte, _)| byte);
        let Some(bytes) = cells.iter().map(known).collect::<Option<Vec<u8>>>() else { return false };
        self.buffer.extend_from_slice(&bytes);
        true
    }

    fn move_to(&mut self, from: Option<Position>, to: Position) {
        match from {
            Some(at) if at == to => {}
            Some(at) if at.y == to.y && to.x == at.x + 1 => self.buffer.extend_from_slice(b"\x1b[C"),
            Some(at) if at.y == to.y && to.x > at.x => self.put(format_args!("\x1b[{}C", to.x - at.x)),
            _ => self.put(format_args!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
    }

    fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        self.buffer.write_fmt(arguments).expect("writing to memory cannot fail");
    }

    /// Changes the pen with one sequence: what is dropped cannot be taken back one by one in fewer
    /// bytes, so dropping anything starts from a reset.
    fn pen(&mut self, from: Pen, to: Pen) {
        if from == to {
            return;
        }
        let mut codes: Vec<u8> = Vec::new();
        let drops = !(from.modifier - to.modifier).is_empty()
            || (from.fg != to.fg && to.fg == Color::Reset)
            || (from.bg != to.bg && to.bg == Color::Reset);
        let from = if drops { Pen::default() } else { from };
        for (flag, code) in MODIFIERS {
            if to.modifier.contains(flag) && !from.modifier.contains(flag) {
                push(&mut codes, code);
            }
        }
        if to.fg != from.fg {
            color(&mut codes, to.fg, 30);
        }
        if to.bg != from.bg {
            color(&mut codes, to.bg, 40);
        }
        self.buffer.extend_from_slice(if drops && !codes.is_empty() { b"\x1b[0;" } else { b"\x1b[" });
        self.buffer.extend_from_slice(&codes);
        self.buffer.push(b'm');
    }

    fn symbol(&mut self, symbol: &str) {
        let Some(shown) = (!symbol.is_ascii()).then(|| text::clean(symbol)) else {
            self.buffer.extend_from_slice(symbol.as_bytes());
            return;
        };
        if self.ascii {
            // Each column of a sign gets a character, so that nothing moves.
            for _ in 0..text::width(&shown).max(1) {
                self.buffer.push(ascii_form(&shown));
            }
        } else {
            self.buffer.extend_from_slice(shown.as_bytes());
        }
    }
}

const MODIFIERS: [(Modifier, &str); 5] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
];

fn push(codes: &mut Vec<u8>, code: &str) {
    if !codes.is_empty() {
        codes.push(b';');
    }
    codes.extend_from_slice(code.as_bytes());
}

fn color(codes: &mut Vec<u8>, color: Color, base: u8) {
    let code = match color {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => return push(codes, &format!("{};5;{index}", base + 8)),
        Color::Rgb(r, g, b) => return push(codes, &format!("{};2;{r};{g};{b}", base + 8)),
    };
    push(codes, &code.to_string());
}

/// The nearest ASCII sign, for locales that are not UTF-8.
fn ascii_form(symbol: &str) -> u8 {
    match symbol {
        "·" | "…" | "░" => b'.',
        "○" => b'o',
        "◐" => b'~',
        "●" | "•" => b'*',
        "▌" | "▸" | "▶" | "→" | "›" => b'>',
        "‹" => b'<',
        "▾" | "↓" => b'v',
        "│" | "‖" | "┃" | "┼" => b'|',
        "─" | "–" | "—" | "┄" | "−" => b'-',
        "↑" => b'^',
        "≡" | "━" => b'=',
        "≠" => b'/',
        "×" => b'x',
        "é" => b'e',
        "’" | "‘" => b'\'',
        "“" | "”" => b'"',
        // How much a criterion decides takes four steps: `_`, `:`, `+`, `#`.
        "▁" | "▂" => b'_',
        "▃" | "▄" => b':',
        "▅" | "▆" | "┌" | "┐" | "└" | "┘" | "╋" => b'+',
        "▇" | "█" | "◆" => b'#',
        _ => b'?',
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut pen = Pen::default();
        let mut at: Option<Position> = None;
        let mut after_sign: Option<Position> = None;
        for (x, y, cell) in content {
            let to = Position { x, y };
            // Terminals do not agree on the width of signs: only what follows one at once is
            // written without an absolute move.
            if after_sign.take().is_some_and(|after| after != to) {
                at = None;
            }
            if !at.is_some_and(|from| self.cross(from, to, pen)) {
                self.move_to(at, to);
            }
            let next = Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
            self.pen(pen, next);
            pen = next;
            self.symbol(cell.symbol());
            self.cursor = None;
            let plain = cell.symbol().len() == 1;
            let columns = if plain { 1 } else { u16::try_from(text::width(cell.symbol())).unwrap_or(1).max(1) };
            let index = self.index(to);
            for (behind, shown) in self.shown.iter_mut().skip(index).take(usize::from(columns)).enumerate() {
                *shown = (plain && behind == 0).then(|| (cell.symbol().as_bytes()[0], next));
            }
            // A terminal's own wrapping at the right edge is never relied on.
            at = (x + columns < self.size.width).then_some(Position { x: x + columns, y });
            after_sign = at.filter(|_| !plain);
        }
        if pen != Pen::default() {
            self.buffer.extend_from_slice(b"\x1b[m");
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.cursor_visible, false) {
            self.buffer.extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.cursor_visible, true) {
            self.buffer.extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    /// Where the cursor was last put. The terminal is never asked: it may not answer.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor != Some(position) {
            self.move_to(None, position);
            self.cursor = Some(position);
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.forget();
        self.buffer.extend_from_slice(match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let written = self.out.write_all(&self.buffer).and_then(|()| self.out.flush());
        self.buffer.clear();
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::buffer::Buffer;
    use ratatui::style::Style;

    fn cells(n: u16) -> std::num::NonZeroU16 {
        std::num::NonZeroU16::new(n).expect("a terminal has cells")
    }

    fn terminal(columns: u16, rows: u16) -> Terminal<Screen<Vec<u8>>> {
        Terminal::new(Screen::new(Vec::new(), columns, rows, false)).expect("memory has a size")
    }

    fn drawn(terminal: &mut Terminal<Screen<Vec<u8>>>, render: impl Fn(&mut Buffer)) -> Vec<u8> {
        terminal.draw(|frame| render(frame.buffer_mut())).expect("memory can be written to");
        std::mem::take(&mut terminal.backend_mut().out)
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let mut terminal = terminal(20, 3);
        let render = |buf: &mut Buffer| buf.set_string(2, 1, "Ana", Style::new().fg(Color::Green));
        assert!(
            !drawn(&mut terminal, |buf| {
                render(buf);
            })
            .is_empty()
        );
        assert_eq!(
            drawn(&mut terminal, |buf| {
                render(buf);
            }),
            b""
        );
    }

    #[test]
    fn one_cell_costs_a_move_a_pen_and_a_reset() {
        let mut terminal = terminal(80, 24);
        drawn(&mut terminal, |_| {});
        let bytes = drawn(&mut terminal, |buf| {
            buf.set_string(3, 4, "3", Style::new().fg(Color::Green));
        });
        assert_eq!(String::from_utf8_lossy(&bytes), "\x1b[5;4H\x1b[32m3\x1b[m");
    }

    #[test]
    fn every_sign_on_the_screens_has_an_ascii_form() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
        let mut missing = BTreeSet::new();
        for entry in std::fs::read_dir(folder).expect("there are snapshots of screens") {
            let path = entry.expect("it is listed").path();
            // A report is read elsewhere than on these screens.
            if path.to_string_lossy().contains("report") {
                continue;
            }
            let text = std::fs::read_to_string(path).expect("a snapshot is text");
            let signs = text.chars().filter(|c| !c.is_ascii() && !c.is_alphanumeric());
            missing.extend(signs.filter(|sign| ascii_form(&sign.to_string()) == b'?'));
        }
        assert_eq!(missing, BTreeSet::new());
    }

    #[test]
    fn nothing_hostile_passes() {
        let mut terminal = terminal(20, 1);
        let bytes = drawn(&mut terminal, |buf| {
            if let Some(cell) = buf.cell_mut((0, 0)) {
                cell.set_symbol("a\u{202e}");
            }
        });
        assert!(!String::from_utf8_lossy(&bytes).contains('\u{202e}'));
    }

    proptest! {
        /// Whatever is drawn after whatever, a terminal shows the same as the cells say.
        #[test]
        fn a_terminal_shows_what_the_cells_say(
            frames in prop::collection::vec(prop::collection::vec((0_u16..20, "[a-z漢●é ]{1,6}", 0_usize..6, any::<bool>()), 0..5), 1..5)
        ) {
            let paint = |buf: &mut Buffer, rows: &[(u16, String, usize, bool)]| {
                for (y, (x, words, color, strong)) in (0_u16..).zip(rows) {
                    let color = [Color::Reset, Color::Red, Color::Green, Color::LightBlue, Color::Indexed(99), Color::Cyan][*color];
                    let strong = if *strong { Modifier::BOLD | Modifier::REVERSED } else { Modifier::empty() };
                    buf.set_stringn(*x, y, words, usize::from(20 - x), Style::new().fg(color).add_modifier(strong));
                }
            };
            let mut terminal = terminal(20, 5);
            let mut parser = vt100::Parser::new(cells(5), cells(20), 0);
            for rows in &frames {
                parser.process(&drawn(&mut terminal, |buf| paint(buf, rows)));
            }
            let mut expected = Buffer::empty(ratatui::layout::Rect::new(0, 0, 20, 5));
            paint(&mut expected, frames.last().expect("there is a frame"));
            for y in 0..5 {
                for x in 0..20 {
                    let cell = expected.cell((x, y)).expect("inside");
                    let shown = parser.screen().cell(y, x).expect("inside");
                    let words = if shown.is_wide_continuation() || shown.contents().is_empty() { " " } else { shown.contents() };
                    prop_assert_eq!(words, cell.symbol(), "at {},{}", x, y);
                    // Terminals differ in the look of a blank that was half of a wide letter.
                    if words != " " {
                        prop_assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED), "at {},{}", x, y);
                        prop_assert_eq!(shown.fgcolor() == vt100::Color::Default, cell.fg == Color::Reset, "at {},{}", x, y);
                    }
                }
            }
        }
    }
}
