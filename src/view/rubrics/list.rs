//! The list of a family: levels, sections and criteria.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::prose::Tone;
use crate::app::rubrics::adapting::{Adapting, Focus};
use crate::app::rubrics::fields::kind_words;
use crate::app::rubrics::rows::Row;
use crate::domain::count;
use crate::domain::rubric::SectionKind;
use crate::text;
use crate::view::paint;
use crate::view::theme::Theme;

/// Draws the visible rows.
pub fn draw(adapting: &Adapting, theme: Theme, area: Rect, buf: &mut Buffer) {
    let rows = adapting.rows();
    for (line, row) in paint::rows(area).zip(&rows[adapting.offset.min(rows.len())..]) {
        draw_row(adapting, theme, *row, line, buf);
    }
    let below = adapting.offset + usize::from(area.height) < rows.len();
    paint::more(buf, area, adapting.offset > 0, below, theme);
}

fn draw_row(adapting: &Adapting, theme: Theme, row: Row, area: Rect, buf: &mut Buffer) {
    let levels = adapting.levels();
    if row == adapting.cursor {
        paint::text_at(buf, area, area.x, area.y, "▌", theme.style(Tone::Accent));
    }
    let (indent, title, facts, tone) = match (row.criterion_of(levels), row.section_of(levels), levels.get(row.level)) {
        (Some(criterion), ..) => {
            let weight = if criterion.weight == 1 { String::new() } else { format!("×{}", criterion.weight) };
            let must = if criterion.must_have { "*" } else { " " };
            let facts = format!("{weight:>2}{must} {:>3}m", criterion.minutes.min(999));
            (6, criterion.title.clone(), facts, Tone::Plain)
        }
        (None, Some(section), _) => {
            // What gates no grade has no bar to reach.
            let facts = match section.kind {
                SectionKind::Required => format!("{}, bar {} %", kind_words(section.kind), section.bar_percent),
                SectionKind::Additional => kind_words(section.kind).to_owned(),
            };
            (4, format!("{}{}", fold(adapting, row), section.title), facts, Tone::Accent)
        }
        (None, None, Some(level)) => {
            let facts = count::criteria(level.criteria().count());
            (3, format!("{}{}", fold(adapting, row), level.label_with_grade()), facts, Tone::Strong)
        }
        (None, None, None) => return,
    };
    // The last column belongs to the arrows that say that there is more.
    let inner = Rect { x: area.x + indent, width: area.width.saturating_sub(indent + 2), ..area };
    let start = paint::text_right(buf, inner, inner.y, &facts, theme.style(Tone::Muted));
    let left = Rect { width: start.saturating_sub(inner.x + 1), ..inner };
    let selected = row == adapting.cursor;
    let tone = match (selected, adapting.focus) {
        (true, Focus::List) => Tone::Selected,
        (true, Focus::Fields) => Tone::Strong,
        (false, _) => tone,
    };
    let title = text::clean(&title).into_owned();
    let (title, tone) = if title.trim().is_empty() { ("no title yet".to_owned(), Tone::Bad) } else { (title, tone) };
    paint::text_at(buf, left, left.x, left.y, &title, theme.style(tone));
    let hidden = adapting.is_folded(row);
    let notes = &adapting.notes;
    let inside =
        |of: Row| of == row || hidden && of.level == row.level && (row.section.is_none() || of.section == row.section);
    let any = |is: &dyn Fn(Row) -> bool| {
        if hidden { crate::app::rubrics::rows::every(levels).any(|of| inside(of) && is(of)) } else { is(row) }
    };
    if any(&|of| notes.is_faulty(of)) {
        paint::text_at(buf, area, area.x + 1, area.y, "!", theme.style(Tone::Bad));
    } else if any(&|of| notes.is_advised(of)) {
        paint::text_at(buf, area, area.x + 1, area.y, "·", theme.style(Tone::Pending));
    }
    if any(&|of| notes.is_changed(of)) {
        paint::text_at(buf, area, area.x + 2, area.y, "•", theme.style(Tone::Pending));
    }
}

fn fold(adapting: &Adapting, row: Row) -> &'static str {
    if adapting.is_folded(row) { "▸ " } else { "▾ " }
}
