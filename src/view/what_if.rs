//! What would follow from ratings that are only tried.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::{pages, paint};
use crate::app::prose::Tone;
use crate::app::what_if::WhatIf;
use crate::domain::rubric::Rubric;

/// The criteria over the screen, each with the rating that is tried.
pub fn draw(trial: &WhatIf, rubric: &Rubric, theme: Theme, area: Rect, buf: &mut Buffer) {
    paint::clear(buf, area);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let x = paint::text_at(buf, inner, inner.x, inner.y, "What if", theme.style(Tone::Accent));
    let words = match trial.count() {
        0 => "  nothing here is recorded".to_owned(),
        n => format!("  {n} tried, nothing recorded"),
    };
    paint::text_at(buf, inner, x, inner.y, &words, theme.style(Tone::Pending));
    let body =
        Rect { y: area.y + 1, height: area.height.saturating_sub(1), width: area.width.saturating_sub(1), ..area };
    let lines = trial.lines(rubric, usize::from(body.width));
    pages::selectable(buf, body, &lines, trial.offset, |index| *index == trial.selected, theme);
}
