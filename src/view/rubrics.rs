//! The rubrics: the families there are, and one of them open.
//!
//! ```text
//! list      levels, sections, criteria; what is to be mended and what is not as it was
//! detail    the fields of the selected row; the one that is typed as a box in its place
//! standing  how much has changed, what is to be mended, what there is to say about the selected row
//! ```

mod list;
mod overlays;

pub use overlays::{choose, leave_work, split, theirs};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::{paint, scoring};
use crate::app::App;
use crate::app::keeping::Standing;
use crate::app::layout::{Arrangement, Regions};
use crate::app::overlay::Overlay;
use crate::app::prose::{Line, Tone};
use crate::app::rubrics::adapting::{Adapting, Errand, Focus};
use crate::app::rubrics::page::{Page, VALUES};
use crate::text;

/// Draws list and detail, and the field that is typed.
pub fn adapting(adapting: &Adapting, app: &App, theme: Theme, regions: &Regions, frame: &mut Frame<'_>) {
    let Some((own, panes)) = adapting.layout() else { return };
    let buf = frame.buffer_mut();
    if !panes.list.is_empty() {
        list::draw(adapting, theme, panes.list, buf);
    }
    if !panes.divider.is_empty() {
        scoring::dividing(theme, own.arrangement, panes.divider, &format!(" {} ", place(adapting)), buf);
    }
    if panes.detail.is_empty() {
        return;
    }
    let Some(Overlay::Writing(writing)) = &app.overlay else {
        let page = adapting.page();
        let more = detail(adapting, page, theme, panes.detail, buf);
        if adapting.focus == Focus::Fields {
            paint::more(buf, panes.detail, more.0, more.1, theme);
        } else if more.1 {
            below(theme, own.arrangement, &panes, buf);
        }
        return;
    };
    let page = adapting.page();
    detail(adapting, page, theme, panes.detail, buf);
    let Some(lines) = &page.typing else { return };
    let scroll = scrolled(adapting, page, panes.detail);
    let (start, end) = (lines.start.saturating_sub(scroll), lines.end.saturating_sub(scroll));
    let height = end.min(usize::from(panes.detail.height)).saturating_sub(start);
    let at = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let x = at(VALUES);
    let area = Rect {
        x: panes.detail.x + x,
        y: panes.detail.y + at(start),
        width: at(adapting.columns()).saturating_sub(x).max(1),
        height: at(height),
    };
    let area = area.intersection(panes.detail);
    if !area.is_empty() {
        frame.render_widget(&writing.input.area, area);
        paint::scrub(frame.buffer_mut(), area);
    }
    let _ = regions;
}

/// The families there are.
pub fn families(families: &crate::app::rubrics::Families, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let body = regions.body;
    let area = Rect { height: body.height + regions.grade.height, ..body };
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let entries = families.lines(usize::from(area.width));
    let selected = families.selected();
    super::pages::selectable(buf, area, &entries, families.offset, |item| Some(*item) == selected, theme);
}

fn scrolled(adapting: &Adapting, page: &Page, area: Rect) -> usize {
    adapting.scroll.min(page.lines.len().saturating_sub(usize::from(area.height)))
}

/// Draws the page from its scroll on, with a bar beside the selected field. Returns whether there is more
/// above and below.
fn detail(adapting: &Adapting, page: &Page, theme: Theme, area: Rect, buf: &mut Buffer) -> (bool, bool) {
    let scroll = scrolled(adapting, page, area);
    let more = paint::bare_lines(buf, area, page.lines.iter().map(|(_, line)| line), scroll, theme);
    let selected = adapting.selected();
    for (row, (field, _)) in paint::rows(area).zip(page.lines.iter().skip(scroll)) {
        if selected.is_some() && *field == selected {
            paint::text_at(buf, row, row.x, row.y, "▌", theme.style(Tone::Accent));
        }
    }
    more
}

/// Says that the detail goes on, and with which key.
fn below(theme: Theme, arrangement: Arrangement, panes: &crate::app::layout::Panes, buf: &mut Buffer) {
    let style = theme.style(Tone::Accent);
    let words = " Enter: all of it ↓ ";
    if arrangement == Arrangement::Stacked {
        let area = Rect { width: panes.divider.width.saturating_sub(1), ..panes.divider };
        paint::text_right(buf, area, area.y, words, style);
    } else {
        paint::text_right(buf, panes.detail, panes.detail.bottom() - 1, "↓", style);
    }
}

/// Where the selected row stands.
fn place(adapting: &Adapting) -> String {
    let levels = adapting.levels();
    let row = adapting.cursor;
    let mut words = levels.get(row.level).map(|level| level.label()).unwrap_or_default();
    if let Some(section) = row.section_of(levels) {
        words = format!("{words} · {}", section.title);
        if let Some(at) = row.criterion {
            words = format!("{words} · {} of {}", at + 1, section.criteria.len());
        }
    }
    words
}

/// Which family, where in it, and how much is saved.
pub fn header(adapting: &Adapting, app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let (words, tone) = match (adapting.standing(app.now.mono_ms), adapting.is_built_in()) {
        (Standing::Saved, true) => ("built in", Tone::Muted),
        (Standing::Saved, false) => ("yours", Tone::Muted),
        _ => ("not saved yet", Tone::Pending),
    };
    let words = if matches!(adapting.errand, Some(Errand::Save { .. })) { "saving …" } else { words };
    let start = paint::text_right(buf, area, area.y, words, theme.style(tone));
    let left = Rect { width: start.saturating_sub(area.x + 1), ..area };
    let title = text::clean(adapting.work.title()).into_owned();
    let room = usize::from(left.width);
    let title = text::fit(&title, room.saturating_sub(10).min(room / 2).max(12)).into_owned();
    let x = paint::text_at(buf, left, left.x, left.y, &title, theme.style(Tone::Strong));
    paint::text_at(buf, left, x, left.y, &format!("  {}", text::clean(&place(adapting))), theme.style(Tone::Accent));
}

/// How much has changed, what is to be mended, and what there is to say about the selected row.
pub fn standing(adapting: &Adapting, theme: Theme, area: Rect, buf: &mut Buffer) {
    let first = Rect { height: 1, ..area };
    let narrow = area.width < 60;
    let (faults, advice) = adapting.notes.counts();
    let faults = match faults {
        0 => Line::new().word(Tone::Good, "no faults"),
        1 => Line::new().word(Tone::Bad, "1 fault"),
        n => Line::of(Tone::Bad, &format!("{n} faults")),
    };
    let advice = match advice {
        // Not looked at is not the same as nothing to say.
        0 if !adapting.is_looked_at() => faults.word(Tone::Muted, if narrow { "" } else { "  looking for advice" }),
        0 => faults.word(Tone::Muted, "  no advice"),
        n if narrow => faults.and(Tone::Pending, &format!("  {n} advice")),
        1 => faults.word(Tone::Pending, "  1 piece of advice"),
        n => faults.and(Tone::Pending, &format!("  {n} pieces of advice")),
    };
    let start = first.right().saturating_sub(u16::try_from(advice.width()).unwrap_or(0)).max(first.x);
    paint::line(buf, Rect { x: start, width: first.right() - start, ..first }, &advice, theme);
    let left = Rect { width: start.saturating_sub(first.x + 1), ..first };
    let changed = (0..adapting.levels().len()).map(|level| changed_rows(adapting, level)).sum::<usize>();
    let words = match (changed, adapting.work.is_changed()) {
        (0, false) => Line::new().word(Tone::Muted, "unchanged"),
        (0, true) => Line::new().word(Tone::Pending, "• not as it was"),
        (n, _) if narrow => Line::of(Tone::Pending, &format!("• {n} changed")),
        (1, _) => Line::new().word(Tone::Pending, "• 1 place is not as it was"),
        (n, _) => Line::of(Tone::Pending, &format!("• {n} places are not as they were")),
    };
    paint::line(buf, left, &words, theme);
    if area.height < 2 {
        return;
    }
    let second = Rect { y: area.y + 1, height: 1, ..area };
    let here = adapting.notes.all.iter().filter(|note| note.row == adapting.cursor);
    let own = here.clone().find(|note| Some(note.field) == adapting.selected().map(Some)).or(here.clone().next());
    let line = match own {
        Some(note) if note.is_fault => Line::new().word(Tone::Bad, "! ").and(Tone::Bad, &note.message),
        Some(note) if note.reason.is_empty() => Line::new().word(Tone::Pending, "· ").and(Tone::Plain, &note.message),
        Some(note) => {
            let words = format!("{}: {}", note.message, note.reason);
            Line::new().word(Tone::Pending, "· ").and(Tone::Plain, &words)
        }
        None => Line::new().word(Tone::Muted, hint(adapting)),
    };
    paint::line(buf, second, &line, theme);
}

fn changed_rows(adapting: &Adapting, level: usize) -> usize {
    crate::app::rubrics::rows::every(adapting.levels())
        .filter(|row| row.level == level && adapting.notes.is_changed(*row))
        .count()
}

/// What to do next, for somebody who sees this for the first time.
fn hint(adapting: &Adapting) -> &'static str {
    match adapting.focus {
        Focus::Fields => "Enter types into the field; Left and Right change numbers and choices",
        Focus::List if adapting.cursor.section.is_none() => {
            "Enter edits; > goes to what is to be mended; a adds a section"
        }
        Focus::List => "Enter edits; > goes to what is to be mended; a adds, J and K move, x removes",
    }
}
