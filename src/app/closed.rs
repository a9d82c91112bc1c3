//! A panel that is not shown yet, because whoever sits here has not handed in their own card.

use super::message::ClosedPanel;
use super::prose::{Line, Tone, flow};
use crate::text;

/// What there is to say of a panel without saying what anybody rated.
#[must_use]
pub fn page(closed: &ClosedPanel, columns: usize) -> Vec<Line> {
    let mut lines = vec![Line::of(Tone::Strong, "This panel is not shown to you yet."), Line::new()];
    let why = format!(
        "{}, your own interview of {} is not submitted. What others rated would colour what you rate, so until \
         then you see who has submitted, and not what.",
        closed.me, closed.name
    );
    flow(&mut lines, Line::new(), Tone::Plain, &why, columns.min(90));
    lines.push(Line::new());
    lines.push(Line::of(Tone::Accent, "Submitted"));
    if closed.submitted.is_empty() {
        lines.push(Line::of(Tone::Muted, "  nobody yet"));
    }
    for who in &closed.submitted {
        lines.push(Line::new().word(Tone::Good, "  ● ").and(Tone::Plain, &text::clean(who)));
    }
    lines.push(Line::new());
    lines.push(Line::of(Tone::Accent, "Outstanding"));
    for who in &closed.outstanding {
        lines.push(Line::new().word(Tone::Pending, "  · ").and(Tone::Plain, &text::clean(who)));
    }
    lines.push(Line::new());
    let ways = "Enter goes on with your interview. R shows the panel all the same; a decision that is \
                recorded from it will say that somebody looked before handing in.";
    flow(&mut lines, Line::new(), Tone::Muted, ways, columns.min(90));
    lines
}
