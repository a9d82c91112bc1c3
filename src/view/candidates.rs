//! The list of candidates: a search line, column heads, and the rows that can be seen.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::candidates::Candidates;
use crate::app::layout::Regions;
use crate::app::message::CandidateItem;
use crate::app::prose::{Line, Tone};
use crate::text;

/// Columns of everything but the name and the panel's grade.
const REST: usize = 44;

/// Draws the list over body and grade line: there is no one grade here.
pub fn draw(list: &Candidates, theme: Theme, regions: &Regions, frame: &mut Frame<'_>) {
    let body = regions.body;
    let area =
        Rect { x: body.x + 1, width: body.width.saturating_sub(2), height: body.height + regions.grade.height, ..body };
    let buf = frame.buffer_mut();
    let search = Rect { height: 1, ..area };
    let x = paint::text_at(buf, search, search.x, search.y, "Find  ", theme.style(Tone::Accent));
    let value = text::clean(list.input.value()).into_owned();
    paint::text_at(buf, search, x, search.y, &value, theme.style(Tone::Strong));
    let cursor = u16::try_from(list.input.visual_cursor()).unwrap_or(0);
    if value.is_empty() {
        paint::text_at(buf, search, x + 1, search.y, "type to search", theme.style(Tone::Muted));
    }
    if let Some(people) = &list.people {
        let words = match list.problems.len() {
            0 => format!("{} of {}", list.count(), people.len()),
            n => format!("! {n} not listed   {} of {}", list.count(), people.len()),
        };
        let tone = if list.problems.is_empty() { Tone::Muted } else { Tone::Bad };
        paint::text_right(buf, search, search.y, &words, theme.style(tone));
    }
    let heads = Rect { y: area.y + 1, height: 1, ..area };
    let (name, grade) = columns(usize::from(area.width));
    let titles = row(["candidate", "asked for", "in", "out", "the panel's grade", "decision"], "newest", (name, grade));
    paint::text_at(buf, heads, heads.x, heads.y, &format!("  {titles}"), theme.style(Tone::Muted));
    let rows = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if let Some(words) = list.emptiness() {
        paint::text_at(buf, rows, rows.x + 2, rows.y, &words, theme.style(Tone::Muted));
    }
    for ((place, person), line) in list.visible().enumerate().zip(paint::rows(rows)) {
        let selected = list.offset + place == list.cursor;
        paint::line(buf, line, &person_line(person, (name, grade), selected), theme);
    }
    frame.set_cursor_position(Position { x: (x + cursor).min(search.right().saturating_sub(1)), y: search.y });
}

/// Columns of the name and of the panel's grade.
fn columns(width: usize) -> (usize, usize) {
    let room = width.saturating_sub(REST + 2);
    let grade = room.saturating_sub(14).clamp(18, 25);
    (room.saturating_sub(grade).clamp(12, 40), grade)
}

fn row(cells: [&str; 6], newest: &str, (name, grade_columns): (usize, usize)) -> String {
    let [candidate, levels, cards, drafts, grade, decision] = cells.map(text::clean);
    format!(
        "{} {} {cards:>2} {drafts:>3}  {} {} {}",
        text::pad(&candidate, name),
        text::pad(&levels, 12),
        text::pad(&grade, grade_columns),
        text::pad(&decision, 10),
        text::clean(newest)
    )
}

fn person_line(person: &CandidateItem, columns: (usize, usize), selected: bool) -> Line {
    let (grade, decision) = match &person.standing {
        Some(standing) => {
            // The status is said in full: without it a grade may still change.
            let room = columns.1.saturating_sub(text::width(&text::clean(&standing.status)) + 1);
            let level = text::clean(&standing.grade).into_owned();
            (format!("{} {}", text::fit(&level, room), standing.status), standing.decision.as_str())
        }
        None if person.cards > 0 => ("…".to_owned(), ""),
        None => ("no card yet".to_owned(), ""),
    };
    let drafts = if person.drafts == 0 { String::new() } else { person.drafts.to_string() };
    let cells = [&person.name, &person.levels, &person.cards.to_string(), &drafts, &grade, decision];
    let day = person.newest.get(..10).unwrap_or(&person.newest);
    let words = row(cells, day, columns);
    let (mark, tone) = if selected { ("▌ ", Tone::Selected) } else { ("  ", Tone::Plain) };
    Line::new().word(Tone::Accent, mark).and(tone, &words)
}
