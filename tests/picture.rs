//! The README's pictures of the screens, drawn from the program itself.
//!
//! `UPDATE_README=1 cargo test --test picture` draws it anew.

#![expect(clippy::disallowed_methods, reason = "reads the README's picture, and rewrites it when asked to")]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use assay::app::Purpose;
use assay::app::message::{Message, PanelContent, PanelOpen, PanelRead};
use assay::demo::Sample;
use assay::domain::panel::{Panel, Submitted};
use assay::domain::scorecard::{Content, Scorecard};
use assay::storage::catalog::Family;
use assay::storage::pool;
use play::Stage;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/play.rs"]
mod play;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/shot.rs"]
mod shot;

/// Width and height of a cell, and where its letters stand.
const CELL: (f32, f32, f32) = (8.4, 18.0, 13.5);
const BACKGROUND: &str = "#1c1f24";
const FOREGROUND: &str = "#d6d9de";

#[test]
fn the_picture_shows_the_program_as_it_is() {
    let mut stage = Stage::scoring("senior");
    stage.play("<120x40>3<4min>j4nRan three regions on two clouds; measured the failover<Esc><5min>j");
    stage.play("2nBuilt it to another's plan; the load is missing<Esc>!<6min>");
    stage.play("]3j3j0nran out of time<Esc>]3j3j2n");
    stage.play("Found the slow query, but asked about memory first named no measure<Esc><3min>");
    compare("scoring.svg", &svg(&stage.screenshot("").cells, "The scoring screen of assay"));
}

#[test]
fn the_picture_of_the_panel_shows_the_sample_as_it_is() {
    let sample = Sample::new().expect("there is room");
    let pool::Gathered { submitted, left_out, .. } = pool::gather(sample.paths(), sample.candidate());
    let rubric = Family::built_in().rubric_to("senior").expect("the built-in family has the level");
    // With the anchors, which cards leave to the rubrics that are installed.
    let guided = submitted.into_iter().map(|submitted| {
        let content = Content { rubric: rubric.clone(), ..submitted.card.content().clone() };
        Submitted { card: Arc::new(Scorecard::new(content).expect("the sample is sound")), ..submitted }
    });
    let panel = Panel::new(guided.collect(), left_out).expect("the sample can be pooled");
    let name = panel.candidate().name.clone();
    let open = PanelOpen { panel, decisions: Vec::new(), problems: Vec::new(), revealed: false, kept: None };
    let mut stage = Stage::new(&Purpose::Panel { name: name.clone(), reveal: false });
    stage.play("<120x40>");
    let content = PanelContent::Open(Box::new(open));
    stage.hear(Message::PanelRead(Box::new(PanelRead { name, me: None, content })));
    compare("panel.svg", &svg(&stage.screenshot("").cells, "The panel screen of assay with its sample data"));
}

/// Holds a picture against the one that is kept, or keeps it.
fn compare(name: &str, drawn: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(name);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&file, drawn).expect("the picture can be written");
        return;
    }
    let kept = fs::read_to_string(&file).expect("there is a picture");
    assert!(kept == drawn, "the screen has changed; `UPDATE_README=1 cargo test --test picture` draws it anew");
}

/// Cells as an SVG picture of a dark terminal.
fn svg(cells: &Buffer, label: &str) -> String {
    let (width, height) = (f32::from(cells.area.width) * CELL.0, f32::from(cells.area.height) * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-8 -8 {:.1} {:.1}\" font-family=\"monospace\" font-size=\"14\" \
         role=\"img\" aria-label=\"{label}\">\n\
         <rect x=\"-8\" y=\"-8\" width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{BACKGROUND}\"/>\n",
        width + 16.0,
        height + 16.0
    );
    for y in 0..cells.area.height {
        let mut x = 0;
        while x < cells.area.width {
            let first = cells.cell((x, y)).expect("inside");
            let mut words = String::new();
            let start = x;
            // One text for a run of one look; its length is fixed, so that any font lines up.
            while let Some(cell) = cells.cell((x, y)).filter(|cell| look(cell) == look(first)) {
                words.push_str(cell.symbol());
                x += 1;
            }
            run(&mut out, first, &words, (start, x - start, y));
        }
    }
    out.push_str("</svg>\n");
    out
}

fn look(cell: &Cell) -> (Color, Modifier) {
    (cell.fg, cell.modifier)
}

fn run(out: &mut String, cell: &Cell, words: &str, (x, columns, y): (u16, u16, u16)) {
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    if words.trim().is_empty() && !reversed {
        return;
    }
    let (left, top, width) = (f32::from(x) * CELL.0, f32::from(y) * CELL.1, f32::from(columns) * CELL.0);
    let color = match cell.fg {
        Color::Red => "#e06c75",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Cyan => "#56b6c2",
        Color::Magenta => "#c678dd",
        _ => FOREGROUND,
    };
    let mut color = color;
    if reversed {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{color}\"/>",
            CELL.1
        );
        color = BACKGROUND;
    }
    let weight = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let dim = if cell.modifier.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" fill=\"{color}\"{weight}{dim} textLength=\"{width:.1}\" xml:space=\"preserve\">{words}</text>",
        top + CELL.2
    );
}
