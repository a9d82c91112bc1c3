//! What is not as it was, on a page, word by word: since it was saved, and against the built-in family.

use std::sync::Arc;

use super::adapting::Adapting;
use crate::app::prose::{Line, Tone, flow};
use crate::domain::adapt::Origin;
use crate::domain::difference::words::{self, Piece};
use crate::domain::difference::{Change, Shape, between};
use crate::domain::rubric::Level;
use crate::text;

/// The page.
#[must_use]
pub fn page(adapting: &Adapting, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let (began, now) = (adapting.work.began(), adapting.levels());
    let heading = match adapting.work.origin() {
        Origin::New => "Nothing of it is saved yet",
        Origin::BuiltIn => "Against the built-in family",
        Origin::Saved => "Since it was saved",
    };
    told(&mut lines, heading, began, now, columns);
    if adapting.work.origin() == Origin::Saved && !adapting.built_in.is_empty() {
        told(&mut lines, "Against the built-in family", &adapting.built_in, now, columns);
    }
    lines
}

/// The page as plain text, to be taken elsewhere.
#[must_use]
pub fn text(adapting: &Adapting) -> String {
    let mut text = String::new();
    for line in page(adapting, 96) {
        text.push_str(line.plain().trim_end());
        text.push('\n');
    }
    text
}

fn told(lines: &mut Vec<Line>, heading: &str, old: &[Arc<Level>], new: &[Arc<Level>], columns: usize) {
    let changes = between(old, new);
    let moving = changes.iter().filter(|change| change.moves_grade).count();
    let count = match (changes.len(), moving) {
        (0, _) => "nothing has changed".to_owned(),
        (1, 0) => "1 change, which moves no grade".to_owned(),
        (1, _) => "1 change, which can move a grade".to_owned(),
        (n, 0) => format!("{n} changes, none of which moves a grade"),
        (n, moving) => format!("{n} changes, {moving} of which can move a grade"),
    };
    let lead = Line::of(Tone::Accent, heading).word(Tone::Plain, "  ");
    flow(lines, lead, Tone::Muted, &count, columns);
    lines.push(Line::new());
    let mut subject = "";
    for change in &changes {
        if change.subject != subject {
            subject = &change.subject;
            flow(lines, Line::new(), Tone::Strong, subject, columns);
        }
        let moves = if change.moves_grade { " (can move a grade)" } else { "" };
        flow(lines, Line::new().word(Tone::Plain, "  "), Tone::Plain, &format!("{}{moves}", change.said), columns);
        pieces(lines, change, columns);
    }
    if !changes.is_empty() {
        lines.push(Line::new());
    }
}

/// What stood there and what stands there now; what differs in its own tone.
fn pieces(lines: &mut Vec<Line>, change: &Change, columns: usize) {
    let listed = match change.what.shape() {
        Shape::Fact => return,
        Shape::Text => words::between(&change.before, &change.after),
        Shape::List => words::lines_between(&change.before, &change.after),
    };
    if change.what.shape() == Shape::List {
        for piece in &listed {
            let (sign, tone, words) = match piece {
                Piece::Kept(_) => continue,
                Piece::Gone(words) => ("    − ", Tone::Bad, words),
                Piece::New(words) => ("    + ", Tone::Good, words),
            };
            flow(lines, Line::new().word(tone, sign), Tone::Plain, words, columns);
        }
        return;
    }
    for (old, label) in [(true, "    was "), (false, "    now ")] {
        let words: Vec<(Tone, &str)> = listed.iter().filter_map(|piece| side(piece, old)).collect();
        if !words.is_empty() {
            flow_toned(lines, label, &words, columns);
        }
    }
}

/// A piece as it stands on the old side, or on the new one.
fn side(piece: &Piece, old: bool) -> Option<(Tone, &str)> {
    match (piece, old) {
        (Piece::Kept(words), _) => Some((Tone::Muted, words)),
        (Piece::Gone(words), true) => Some((Tone::Bad, words)),
        (Piece::New(words), false) => Some((Tone::Good, words)),
        _ => None,
    }
}

/// Words in several tones, wrapped: later lines are set in as far as the label is wide.
fn flow_toned(lines: &mut Vec<Line>, label: &'static str, spans: &[(Tone, &str)], columns: usize) {
    let indent = text::width(label);
    let room = columns.saturating_sub(indent).max(1);
    let mut line = Line::new().word(Tone::Muted, label);
    let mut used = 0;
    for (tone, words) in spans {
        let cleaned = text::clean(words).into_owned();
        for word in cleaned.split_whitespace().flat_map(|word| text::wrap(word, room)) {
            let width = text::width(&word);
            if used > 0 && used + 1 + width > room {
                lines.push(std::mem::take(&mut line));
                line = Line::new().and(Tone::Plain, &" ".repeat(indent));
                used = 0;
            }
            if used > 0 {
                line = line.word(Tone::Plain, " ");
                used += 1;
            }
            line = line.and(*tone, &word);
            used += width;
        }
    }
    lines.push(line);
}
