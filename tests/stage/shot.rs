//! Screenshots: what stands in the cells, and how it looks.

use assay::app::App;
use assay::view;
use assay::view::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// A drawn screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// What it is called.
    pub name: String,
    /// Its cells.
    pub cells: Buffer,
    /// Where the cursor is shown.
    pub cursor: Option<Position>,
}

/// Draws the app at its size, in colours on a dark ground.
pub fn take(app: &App, name: &str) -> Shot {
    let (columns, rows) = app.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("memory can be drawn on");
    let theme = Theme { color: true, light: false };
    terminal.draw(|frame| view::draw(app, theme, frame)).expect("memory can be drawn on");
    let backend = terminal.backend();
    let cursor = backend.cursor_visible().then(|| backend.cursor_position());
    Shot { name: name.to_owned(), cells: backend.buffer().clone(), cursor }
}

impl Shot {
    /// The rows of the screen, each with its column of every cell that shows something.
    fn rows(&self) -> impl Iterator<Item = Vec<(u16, &Cell)>> {
        let area = self.cells.area;
        (0..area.height).map(move |y| {
            let mut hidden = 0;
            let mut row = Vec::with_capacity(usize::from(area.width));
            for x in 0..area.width {
                let cell = self.cells.cell((x, y)).expect("inside");
                // The second column of a wide letter is not there to see.
                if hidden > 0 {
                    hidden -= 1;
                    continue;
                }
                hidden = cell.symbol().width().saturating_sub(1);
                row.push((x, cell));
            }
            row
        })
    }

    /// The text on the screen, without spaces at the ends of its lines.
    pub fn text(&self) -> String {
        self.map(|cell| cell.symbol().to_owned())
    }

    /// How each cell looks, a letter a column; see [`LEGEND`].
    pub fn looks(&self) -> String {
        self.map(|cell| look(cell).to_string().repeat(cell.symbol().width().max(1)))
    }

    fn map(&self, each: impl Fn(&Cell) -> String) -> String {
        let line = |row: Vec<(u16, &Cell)>| row.into_iter().map(|(_, cell)| each(cell)).collect::<String>();
        self.rows().map(|row| line(row).trim_end().to_owned() + "\n").collect()
    }

    /// Column and row at which words stand.
    pub fn find(&self, words: &str) -> Option<(u16, u16)> {
        self.rows().zip(0_u16..).find_map(|(row, y)| {
            let text: String = row.iter().map(|(_, cell)| cell.symbol()).collect();
            let at = text.find(words)?;
            let mut before = 0;
            let (x, _) = row.iter().find(|(_, cell)| {
                before += cell.symbol().len();
                before > at
            })?;
            Some((*x, y))
        })
    }
}

/// What the letters of [`Shot::looks`] mean.
pub const LEGEND: &str =
    ". plain  _ underlined  , dim  * bold  # reversed  c cyan  g green  y yellow  r red  m magenta  (capital: bold)";

fn look(cell: &Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    let letter = match cell.fg {
        Color::Cyan => 'c',
        Color::Green => 'g',
        Color::Yellow => 'y',
        Color::Red => 'r',
        Color::Magenta => 'm',
        Color::Reset if has(Modifier::REVERSED) => '#',
        Color::Reset if has(Modifier::BOLD) => '*',
        Color::Reset if has(Modifier::UNDERLINED) => '_',
        Color::Reset if has(Modifier::DIM) => ',',
        Color::Reset if cell.symbol() == " " => ' ',
        Color::Reset => '.',
        other => panic!("the legend has no letter for {other:?}"),
    };
    if has(Modifier::BOLD) || has(Modifier::REVERSED) { letter.to_ascii_uppercase() } else { letter }
}
