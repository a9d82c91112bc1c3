//! Practice: what was said, and beside or below it the criterion to rate.
//!
//! ```text
//! ┌ text ───────────────────┬ list ─────────────┐  below it where it is narrow
//! │ what was said           │ detail            │
//! ├ standing ───────────────┴───────────────────┤  every rating in a line, what comes next
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::{paint, scoring};
use crate::app::detail::{digit, shape};
use crate::app::keeping::Standing;
use crate::app::layout::{Arrangement, Panes, Reading, Regions};
use crate::app::practice::{Practice, tone_of};
use crate::app::prose::{Line, Tone};
use crate::domain::practice::words;
use crate::text;

/// Columns at the right of the list for the expert's rating.
const EXPERT: u16 = 12;

/// Draws what was said and the criterion, or the summary.
pub fn draw(practice: &Practice, theme: Theme, buf: &mut Buffer) {
    let Some((regions, reading)) = practice.layout() else { return };
    if !reading.text.is_empty() {
        paint::lines(buf, reading.text, practice.text().iter(), practice.scroll, theme);
    }
    if !reading.divider.is_empty() {
        let words = divider_words(practice);
        scoring::dividing(theme, regions.arrangement, reading.divider, &words, buf);
    }
    if !reading.list.is_empty() {
        list(practice, theme, reading.list, buf);
    }
    if !reading.detail.is_empty() {
        let more = paint::bare_lines(buf, reading.detail, practice.detail().iter(), practice.detail_scroll, theme);
        let Reading { divider, detail, list, .. } = reading;
        scoring::more(theme, &Panes { list, divider, detail }, more, buf, regions.arrangement);
    }
}

/// Which criterion it is, where the list has no room.
fn divider_words(practice: &Practice) -> String {
    let Some(exercise) = practice.exercise() else { return String::new() };
    let keyed = exercise.key.get(practice.selected);
    keyed.map_or_else(String::new, |keyed| {
        format!(" {} of {} · {} · {} ", practice.selected + 1, practice.count(), keyed.level, keyed.criterion.title)
    })
}

fn list(practice: &Practice, theme: Theme, area: Rect, buf: &mut Buffer) {
    let Some(exercise) = practice.exercise() else { return };
    for (item, (keyed, row)) in exercise.key.iter().zip(paint::rows(area)).enumerate() {
        let (yours, selected) = (practice.session.answer(practice.at, item), item == practice.selected);
        if selected {
            paint::text_at(buf, row, row.x, row.y, "▌", theme.style(Tone::Accent));
        }
        let rated = format!("{}{}", digit(yours), shape(yours));
        paint::text_at(buf, row, row.x + 1, row.y, &rated, theme.style(Tone::Rating(yours)));
        let title = Rect { x: row.x + 4, width: row.width.saturating_sub(EXPERT + 5), ..row };
        let tone = if selected { Tone::Selected } else { Tone::Plain };
        paint::text_at(buf, title, title.x, title.y, &text::clean(&keyed.criterion.title), theme.style(tone));
        if let Some(difference) = practice.session.difference(practice.at, item) {
            let expert = Rect { x: title.right() + 1, width: EXPERT, ..row };
            let answer = Some(keyed.answer);
            let rated = format!("{}{} ", digit(answer), shape(answer));
            let x = paint::text_at(buf, expert, expert.x, expert.y, &rated, theme.style(Tone::Rating(answer)));
            let tone = tone_of(Some(difference));
            paint::text_at(buf, expert, x, expert.y, &words::short(difference), theme.style(tone));
        }
    }
}

/// Which interview it is, and whether the expert's ratings are shown.
pub fn header(practice: &Practice, theme: Theme, area: Rect, buf: &mut Buffer) {
    let session = &practice.session;
    let all = session.exercises().len();
    let (right, tone) = match practice.exercise() {
        Some(_) if session.is_compared(practice.at) => ("compared", Tone::Good),
        Some(_) => ("rated blind", Tone::Muted),
        None => ("", Tone::Muted),
    };
    let start = paint::text_right(buf, area, area.y, right, theme.style(tone));
    let left = Rect { width: start.saturating_sub(area.x + 1), ..area };
    // Where it is narrow, which interview it is matters more.
    let name = if area.width < 60 { "Practice" } else { "assay  practice" };
    let x = paint::text_at(buf, left, left.x, left.y, name, theme.style(Tone::Accent));
    let said = practice.exercise().map_or_else(
        || "  summary".to_owned(),
        |exercise| format!("  {} of {all}  {}  {}", practice.at + 1, exercise.title, exercise.level),
    );
    paint::text_at(buf, left, x, left.y, &text::clean(&said), theme.style(Tone::Strong));
}

/// Every rating in a line, and what comes next.
pub fn standing(practice: &Practice, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let area = regions.grade;
    let mut rows = paint::rows(area);
    if area.height > 2 {
        let rule = rows.next().unwrap_or(area);
        paint::text_at(buf, rule, rule.x, rule.y, &"─".repeat(usize::from(rule.width)), theme.style(Tone::Muted));
    }
    let next = Line::of(Tone::Accent, "Next     ").and(Tone::Plain, &practice.next_words());
    let compared = practice.session.is_compared(practice.at);
    let ratings = Line::of(Tone::Accent, if compared { "Compared " } else { "Ratings  " });
    let mut ratings = if regions.arrangement == Arrangement::Single { Line::new() } else { ratings };
    ratings.spans.extend(practice.strip().spans);
    let lines = if practice.exercise().is_some() { vec![ratings, next] } else { vec![next] };
    for (row, line) in rows.zip(&lines) {
        let inner = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
        paint::line(buf, inner, line, theme);
    }
}

/// How much of what is answered is on disk, as an interview says it: nothing more is to be saved later.
pub fn saved(standing: &Standing) -> Option<(String, Tone)> {
    match standing {
        Standing::Saved => None,
        Standing::Kept => Some(("saved ".to_owned(), Tone::Plain)),
        Standing::Keeping => Some(("saving".to_owned(), Tone::Plain)),
        Standing::NotKept(why) => Some((format!("NOT SAVED: {}", text::clean(why)), Tone::Bad)),
    }
}
