//! The scoring screen's list and detail.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint;
use super::theme::Theme;
use crate::app::detail;
use crate::app::layout::{self, Arrangement, Panes, Regions};
use crate::app::pace;
use crate::app::prose::Tone;
use crate::app::scoring::{Row, Scoring};
use crate::app::why;
use crate::domain::grade::Verdict;
use crate::domain::guide::Worth;
use crate::domain::rating::{Answer, Basis, Rating};
use crate::text;

/// Columns at the right of a heading that say where it stands.
const STANDING: usize = 21;

/// Columns of the line between list and detail that its signs and numbers take.
const DIVIDER_COLUMNS: usize = 28;

/// Draws list, divider and detail.
pub fn draw(scoring: &Scoring, mono_ms: u64, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let panes = layout::panes(regions, scoring.detail_only);
    if !panes.list.is_empty() {
        list(scoring, theme, panes.list, buf);
    }
    if !panes.divider.is_empty() {
        divider(scoring, mono_ms, theme, regions.arrangement, panes.divider, buf);
    }
    if !panes.detail.is_empty() {
        let (above, below) = paint::bare_lines(buf, panes.detail, scoring.page().iter(), scoring.detail_scroll, theme);
        more(theme, &panes, (above, below), buf, regions.arrangement);
    }
}

/// Says that the detail goes on, and with which key: on the divider where it lies over the detail.
pub(super) fn more(
    theme: Theme,
    panes: &Panes,
    (above, below): (bool, bool),
    buf: &mut Buffer,
    arrangement: Arrangement,
) {
    let style = theme.style(Tone::Accent);
    if arrangement == Arrangement::Stacked {
        let words = match (above, below) {
            (false, false) => return,
            (false, true) => " J more ↓ ",
            (true, false) => " K back ↑ ",
            (true, true) => " J ↓  K ↑ ",
        };
        let area = Rect { width: panes.divider.width.saturating_sub(1), ..panes.divider };
        paint::text_right(buf, area, area.y, words, style);
        return;
    }
    let area = panes.detail;
    if above {
        paint::text_right(buf, area, area.y, "K↑", style);
    }
    if below {
        paint::text_right(buf, area, area.bottom() - 1, "J↓", style);
    }
}

fn list(scoring: &Scoring, theme: Theme, area: Rect, buf: &mut Buffer) {
    let rows = scoring.rows();
    for (line, row) in paint::rows(area).zip(&rows[scoring.offset.min(rows.len())..]) {
        match *row {
            Row::Level(level) => level_row(scoring, theme, level, line, buf),
            Row::Section(level, section) => section_row(scoring, theme, level, section, line, buf),
            Row::Criterion(index) => criterion_row(scoring, theme, index, line, buf),
        }
    }
    let below = scoring.offset + usize::from(area.height) < rows.len();
    paint::more(buf, area, scoring.offset > 0, below, theme);
}

fn marker(scoring: &Scoring, theme: Theme, row: Row, area: Rect, buf: &mut Buffer) {
    if scoring.is_selected(row) {
        paint::text_at(buf, area, area.x, area.y, "▌", theme.style(Tone::Accent));
    }
}

fn level_row(scoring: &Scoring, theme: Theme, level: usize, area: Rect, buf: &mut Buffer) {
    let session = &scoring.session;
    let row = Row::Level(level);
    marker(scoring, theme, row, area, buf);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(3), ..area };
    let content = &session.interview.rubric().levels()[level];
    let result = &session.recommendation.levels[level];
    let fold = if scoring.is_folded(level, None) { "▸ " } else { "▾ " };
    // A section's words, not a verdict's: those would read as the interviewer's own decision.
    let standing = match result.verdict {
        Verdict::Yes | Verdict::StrongYes => "proved",
        Verdict::NoDecision => "open",
        Verdict::No => "out of reach",
    };
    let guide = scoring.stops_asking(level, STANDING);
    let verdict = text::pad(&text::clean(guide.as_deref().unwrap_or(standing)), STANDING);
    let start = paint::text_right(buf, inner, inner.y, &verdict, theme.style(why::verdict_tone(result.verdict)));
    let left = Rect { width: start.saturating_sub(inner.x + 1), ..inner };
    let x = paint::text_at(buf, left, left.x, left.y, fold, theme.style(Tone::Accent));
    let title = text::clean(&content.label_with_grade()).into_owned();
    let style = if scoring.is_selected(row) { theme.style(Tone::Selected) } else { theme.style(Tone::Strong) };
    paint::text_at(buf, left, x, left.y, &title, style);
}

fn section_row(scoring: &Scoring, theme: Theme, level: usize, section: usize, area: Rect, buf: &mut Buffer) {
    let session = &scoring.session;
    let row = Row::Section(level, section);
    marker(scoring, theme, row, area, buf);
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let rubric = session.interview.rubric();
    let content = &rubric.levels()[level].sections[section];
    let (words, tone) = if let Some(result) = session.recommendation.section(level, section) {
        let score = format!("{:>2}/{}", result.earned, result.max);
        let words = format!("{score:<5} needs {:<2} {:<6}", result.need, result.state.id());
        (words, why::state_tone(result.state))
    } else {
        let range = rubric.section_range(level, section);
        let shown = range.clone().filter(|&i| session.interview.mark(i).rating() >= Some(Rating::Meets)).count();
        (text::pad(&format!("{shown:>2}/{} shown", range.len()), STANDING), Tone::Muted)
    };
    let start = paint::text_right(buf, inner, inner.y, &words, theme.style(tone));
    let left = Rect { width: start.saturating_sub(inner.x + 1), ..inner };
    let fold = if scoring.is_folded(level, Some(section)) { "▸ " } else { "▾ " };
    let x = paint::text_at(buf, left, left.x, left.y, fold, theme.style(Tone::Muted));
    let style = if scoring.is_selected(row) { theme.style(Tone::Selected) } else { theme.style(Tone::Accent) };
    let x = paint::text_at(buf, left, x, left.y, &text::clean(&content.title), style);
    if let Some(words) = session.interview.focus_words(level, section) {
        paint::text_at(buf, left, x, left.y, &format!("  {words}"), theme.style(Tone::Muted));
    }
}

fn criterion_row(scoring: &Scoring, theme: Theme, index: usize, area: Rect, buf: &mut Buffer) {
    let session = &scoring.session;
    let row = Row::Criterion(index);
    marker(scoring, theme, row, area, buf);
    let criterion = session.interview.rubric().criterion(index);
    let mark = session.interview.mark(index);
    let credited = mark.rating() < Some(Rating::Meets)
        && session.recommendation.credits.iter().any(|credit| credit.criterion == index);
    let style = theme.style(Tone::Rating(mark.answer));
    let x = paint::text_at(buf, area, area.x + 3, area.y, detail::digit(mark.answer), style);
    if credited {
        paint::text_at(buf, area, x, area.y, "↑", theme.style(Tone::Accent));
    } else {
        paint::text_at(buf, area, x, area.y, detail::shape(mark.answer), style);
    }
    let place = session.interview.rubric().place(index);
    if session.interview.partly_in_focus(place.level, place.section) > 0 && session.interview.criterion_in_focus(index)
    {
        paint::text_at(buf, area, area.x + 5, area.y, "•", theme.style(Tone::Accent));
    }
    let worth = scoring.worth(index);
    if let Some((sign, tone)) = worth.and_then(worth_sign) {
        paint::text_at(buf, area, area.x + 2, area.y, sign, theme.style(tone));
    }
    let title_area = Rect { x: area.x + 6, width: area.width.saturating_sub(11), ..area };
    let tone = match worth {
        _ if scoring.is_selected(row) => Tone::Selected,
        Some(Worth::CannotChange) => Tone::Muted,
        _ => Tone::Plain,
    };
    let style = theme.style(tone);
    paint::text_at(buf, title_area, title_area.x, area.y, &text::clean(&criterion.title), style);
    let signs = [
        (mark.flagged, "!", Tone::Pending),
        (criterion.must_have, "*", Tone::Accent),
        (mark.basis.is_some_and(|basis| basis != Basis::Interview), basis_sign(mark.basis), Tone::Muted),
        (mark.has_note(), "≡", Tone::Muted),
        (!mark.has_note() && mark.answer.is_some_and(Answer::needs_note), "n", Tone::Pending),
    ];
    let columns = [5, 4, 3, 2, 2].map(|from_right| area.right().saturating_sub(from_right));
    for (x, (on, sign, tone)) in columns.into_iter().zip(signs) {
        if on {
            paint::text_at(buf, area, x, area.y, sign, theme.style(tone));
        }
    }
}

/// What asking a criterion is worth, as a bar of one column against the most that any is worth.
fn worth_sign(worth: Worth) -> Option<(&'static str, Tone)> {
    const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    match worth {
        Worth::Decides { share } => Some((BARS[usize::from(share.clamp(1, 8)) - 1], Tone::Accent)),
        Worth::ByCredit { .. } => Some(("^", Tone::Accent)),
        Worth::CannotChange => Some(("–", Tone::Muted)),
        Worth::Rated | Worth::Credited => None,
    }
}

/// A letter for what a rating rests on, where that is not the interview.
fn basis_sign(basis: Option<Basis>) -> &'static str {
    match basis {
        Some(Basis::Attested) => "a",
        Some(Basis::Resume) => "r",
        Some(Basis::Screen) => "s",
        Some(Basis::WorkSample) => "w",
        Some(Basis::Interview) | None => "",
    }
}

fn divider(scoring: &Scoring, mono_ms: u64, theme: Theme, arrangement: Arrangement, area: Rect, buf: &mut Buffer) {
    let interview = &scoring.session.interview;
    let rubric = interview.rubric();
    let index = scoring.shown();
    let place = rubric.place(index);
    let section = &rubric.section_of(index);
    let (level, number, all) = (rubric.levels()[place.level].label(), place.criterion + 1, section.criteria.len());
    let here = pace::here(scoring, mono_ms).map_or_else(String::new, |(own, section)| format!("· {own} · {section} "));
    // The time stays whole; of a long title as much is shown as there is room for.
    let room = usize::from(area.width).saturating_sub(text::width(&here) + text::width(&level) + DIVIDER_COLUMNS);
    let title = text::clean(&section.title).into_owned();
    let title = text::fit(&title, room.max(8));
    dividing(theme, arrangement, area, &format!(" {level} · {title} · {number} of {all} {here}"), buf);
}

/// The line between list and detail: a column where they stand side by side, else a row that says
/// what the detail is about.
pub(super) fn dividing(theme: Theme, arrangement: Arrangement, area: Rect, words: &str, buf: &mut Buffer) {
    let style = theme.style(Tone::Muted);
    if arrangement == Arrangement::Wide {
        for row in paint::rows(area) {
            paint::text_at(buf, row, row.x, row.y, "│", style);
        }
        return;
    }
    paint::text_at(buf, area, area.x, area.y, &"─".repeat(usize::from(area.width)), style);
    paint::text_at(buf, area, area.x + 1, area.y, &text::clean(words), theme.style(Tone::Accent));
}
