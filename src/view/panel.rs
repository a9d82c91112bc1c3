//! The panel: everyone's ratings side by side, and what stands beside the selected row.
//!
//! ```text
//! agenda       what decides, what is contested
//! names        one column an interviewer, the consensus last
//! matrix       levels and sections with their arithmetic, criteria with everyone's ratings
//! detail       everyone's notes beside the anchors, or the picture of a section
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::{paint, scoring};
use crate::app::detail::{digit, shape};
use crate::app::layout::{self, Arrangement, Regions};
use crate::app::panel::{CONSENSUS_COLUMNS, HEADS, PanelView};
use crate::app::prose::{Line, Tone};
use crate::app::scoring::Row;
use crate::app::why;
use crate::domain::grade::{SectionState, Verdict};
use crate::domain::rating::{Answer, Rating};
use crate::text;

/// Draws agenda, matrix and detail.
pub fn draw(view: &PanelView, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let Some((_, panes)) = view.layout() else { return };
    let whole = layout::panes(regions, view.detail_only);
    if !panes.list.is_empty() {
        heads(view, theme, whole.list, buf);
        matrix(view, theme, panes.list, buf);
    }
    if !panes.divider.is_empty() {
        divider(view, theme, regions.arrangement, panes.divider, buf);
    }
    if !panes.detail.is_empty() {
        let page = view.page();
        let more = paint::bare_lines(buf, panes.detail, page.iter(), view.detail_scroll, theme);
        scoring::more(theme, &panes, more, buf, regions.arrangement);
    }
}

/// The agenda in a line, and the names over their columns.
fn heads(view: &PanelView, theme: Theme, area: Rect, buf: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut y = area.y;
    if area.height > HEADS {
        paint::line(buf, Rect { y, height: 1, ..inner }, &agenda(view), theme);
        y += 1;
    }
    let row = Rect { y, height: 1, ..area };
    let legend = title_area(view, row, 1);
    paint::text_at(buf, legend, legend.x, legend.y, "! decides  ≠ contested", theme.style(Tone::Muted));
    for (member, column) in view.columns(row) {
        let selected = member == view.member;
        let tone = if selected { Tone::Accent } else { Tone::Plain };
        let name = text::fit(&view.names()[member], usize::from(column.width.saturating_sub(1))).into_owned();
        paint::text_at(buf, column, column.x, column.y, &name, theme.style(tone));
    }
    let (first, shown) = (view.first_member, view.members_shown(row.width));
    if first > 0 || first + shown < view.panel.members().len() {
        let words = format!("{}–{} of {}", first + 1, first + shown, view.panel.members().len());
        paint::text_at(buf, row, row.x + 24, row.y, &words, theme.style(Tone::Accent));
    }
    let consensus = consensus(row);
    paint::text_at(buf, consensus, consensus.x, consensus.y, "panel", theme.style(Tone::Strong));
}

/// What there is to talk about.
fn agenda(view: &PanelView) -> Line {
    let line = Line::new().word(Tone::Accent, "Agenda  ");
    let (decisive, contested) = view.agenda_counts();
    let others = match contested {
        0 => String::new(),
        n if decisive > 0 => format!(", {n} more contested"),
        n => format!("{n} contested, none decides the grade"),
    };
    match view.panel.decisive().next() {
        None if contested == 0 => line.word(Tone::Muted, "nothing is contested"),
        None => line.and(Tone::Plain, &others),
        Some(first) => {
            let title = &view.panel.rubric().criterion(first.criterion).title;
            let lead = if decisive == 1 { "1 decides".to_owned() } else { format!("{decisive} decide") };
            line.and(Tone::Bad, &lead).and(Tone::Plain, &others).and(Tone::Plain, &format!(": {title}"))
        }
    }
}

fn consensus(row: Rect) -> Rect {
    Rect { x: row.right().saturating_sub(CONSENSUS_COLUMNS), width: CONSENSUS_COLUMNS, ..row }
}

fn matrix(view: &PanelView, theme: Theme, area: Rect, buf: &mut Buffer) {
    let rows = view.rows();
    for (line, row) in paint::rows(area).zip(&rows[view.offset.min(rows.len())..]) {
        if view.cursor == *row {
            paint::text_at(buf, line, line.x, line.y, "▌", theme.style(Tone::Accent));
        }
        match *row {
            Row::Level(level) => level_row(view, theme, level, line, buf),
            Row::Section(level, section) => section_row(view, theme, level, section, line, buf),
            Row::Criterion(criterion) => criterion_row(view, theme, criterion, line, buf),
        }
    }
    let below = view.offset + usize::from(area.height) < rows.len();
    paint::more(buf, area, view.offset > 0, below, theme);
}

/// The room for a title, left of the columns.
fn title_area(view: &PanelView, row: Rect, indent: u16) -> Rect {
    let right = view.columns(row).next().map_or(row.right(), |(_, column)| column.x);
    let x = row.x + indent;
    Rect { x, width: right.saturating_sub(x + 1), ..row }
}

fn title_style(view: &PanelView, row: Row, plain: Tone) -> Tone {
    if view.cursor == row { Tone::Selected } else { plain }
}

fn level_row(view: &PanelView, theme: Theme, level: usize, row: Rect, buf: &mut Buffer) {
    let content = &view.panel.rubric().levels()[level];
    let area = title_area(view, row, 1);
    let style = theme.style(title_style(view, Row::Level(level), Tone::Strong));
    paint::text_at(buf, area, area.x, area.y, &text::clean(&content.label_with_grade()), style);
    for (member, column) in view.columns(row) {
        let who = &view.panel.members()[member];
        let (words, tone) =
            if who.asked(level) { verdict(who.recommendation().levels[level].verdict) } else { ("–", Tone::Muted) };
        let words = if column.width < 6 { words.trim_end_matches('+').replace("open", "?") } else { words.to_owned() };
        paint::text_at(buf, column, column.x, column.y, &words, theme.style(tone));
    }
    let (words, tone) = verdict(view.panel.recommendation().levels[level].verdict);
    let column = consensus(row);
    paint::text_at(buf, column, column.x, column.y, words, theme.style(tone));
}

/// A verdict in a narrow column.
fn verdict(verdict: Verdict) -> (&'static str, Tone) {
    let words = match verdict {
        Verdict::StrongYes => "yes+",
        Verdict::Yes => "yes",
        Verdict::NoDecision => "open",
        Verdict::No => "no",
    };
    (words, why::verdict_tone(verdict))
}

fn section_row(view: &PanelView, theme: Theme, level: usize, section: usize, row: Rect, buf: &mut Buffer) {
    let content = &view.panel.rubric().levels()[level].sections[section];
    let area = title_area(view, row, 3);
    let style = theme.style(title_style(view, Row::Section(level, section), Tone::Accent));
    let x = paint::text_at(buf, area, area.x, area.y, &text::clean(&content.title), style);
    let Some(result) = view.panel.recommendation().section(level, section) else {
        beside(buf, area, x, "  additional", theme);
        return;
    };
    beside(buf, area, x, &format!("  needs {} of {}", result.need, result.max), theme);
    for (member, column) in view.columns(row) {
        let who = &view.panel.members()[member];
        let earned = who.recommendation().section(level, section).filter(|_| who.asked(level));
        let (words, tone) = earned.map_or(("–".to_owned(), Tone::Muted), |earned| {
            let sign = if column.width < 6 { short_sign(earned.state) } else { sign(earned.state) };
            (format!("{}{sign}", earned.earned), why::state_tone(earned.state))
        });
        paint::text_at(buf, column, column.x, column.y, &words, theme.style(tone));
    }
    let column = consensus(row);
    let words = format!("{}{}", result.earned, sign(result.state));
    paint::text_at(buf, column, column.x, column.y, &words, theme.style(why::state_tone(result.state)));
}

/// A section's state without colour.
fn sign(state: SectionState) -> &'static str {
    match state {
        SectionState::Passed => " ok",
        SectionState::Open => " ..",
        SectionState::Failed => " no",
    }
}

/// The same in one column.
fn short_sign(state: SectionState) -> &'static str {
    match state {
        SectionState::Passed => "+",
        SectionState::Open => "?",
        SectionState::Failed => "-",
    }
}

/// Words beside a title, where there is room for all of them.
fn beside(buf: &mut Buffer, area: Rect, x: u16, words: &str, theme: Theme) {
    if usize::from(area.right().saturating_sub(x)) >= text::width(words) {
        paint::text_at(buf, area, x, area.y, words, theme.style(Tone::Muted));
    }
}

fn criterion_row(view: &PanelView, theme: Theme, criterion: usize, row: Rect, buf: &mut Buffer) {
    match view.contest(criterion) {
        Some(contest) if contest.is_decisive() => {
            paint::text_at(buf, row, row.x + 2, row.y, "!", theme.style(Tone::Bad));
        }
        Some(_) => _ = paint::text_at(buf, row, row.x + 2, row.y, "≠", theme.style(Tone::Pending)),
        None => {}
    }
    let area = title_area(view, row, 4);
    let style = theme.style(title_style(view, Row::Criterion(criterion), Tone::Plain));
    let content = view.panel.rubric().criterion(criterion);
    let x = paint::text_at(buf, area, area.x, area.y, &text::clean(&content.title), style);
    if content.must_have {
        paint::text_at(buf, area, x, area.y, " *", theme.style(Tone::Accent));
    }
    for (member, column) in view.columns(row) {
        let entry = view.panel.cell(criterion, member);
        let answer = entry.map(|entry| entry.answer);
        let selected = view.cursor == Row::Criterion(criterion) && member == view.member;
        let style = theme.style(Tone::Rating(answer));
        let shown = format!("{}{}", digit(answer).trim(), shape(answer));
        let x = paint::text_at(buf, column, column.x, column.y, &shown, style);
        if entry.is_some_and(|entry| !entry.note.trim().is_empty()) {
            paint::text_at(buf, column, x, column.y, "≡", theme.style(Tone::Muted));
        }
        if selected {
            paint::select(buf, Rect { width: column.width.min(3), ..column });
        }
    }
    let consensus_rating = view.panel.consensus()[criterion].map(Answer::Rated);
    let credited = view.panel.consensus()[criterion] < Some(Rating::Meets)
        && view.panel.recommendation().credits.iter().any(|credit| credit.criterion == criterion);
    let shape = if credited { "↑" } else { shape(consensus_rating) };
    let column = consensus(row);
    let words = format!("{}{shape}", digit(consensus_rating).trim());
    paint::text_at(buf, column, column.x, column.y, &words, theme.style(Tone::Rating(consensus_rating)));
}

fn divider(view: &PanelView, theme: Theme, arrangement: Arrangement, area: Rect, buf: &mut Buffer) {
    let rubric = view.panel.rubric();
    let words = match view.cursor {
        Row::Criterion(criterion) => {
            let place = rubric.place(criterion);
            let section = rubric.section_of(criterion);
            let of = section.criteria.len();
            format!(" {} · {} · {} of {of} ", rubric.levels()[place.level].label(), section.title, place.criterion + 1)
        }
        Row::Section(level, section) => {
            let content = &rubric.levels()[level];
            format!(" {} · {} ", content.label(), content.sections[section].title)
        }
        Row::Level(level) => format!(" {} ", rubric.levels()[level].label()),
    };
    scoring::dividing(theme, arrangement, area, &words, buf);
}
