//! Why this grade, as a page that can be checked with a pencil.

use super::prose::{Line, Tone, flow};
use crate::domain::certificate::sheet::{self, Part};
use crate::domain::explain;
use crate::domain::grade::{Recommendation, SectionState, Verdict};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;
use crate::text;

/// The tone of a section's state.
#[must_use]
pub fn state_tone(state: SectionState) -> Tone {
    match state {
        SectionState::Passed => Tone::Good,
        SectionState::Open => Tone::Pending,
        SectionState::Failed => Tone::Bad,
    }
}

/// The tone of a verdict.
#[must_use]
pub fn verdict_tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Yes | Verdict::StrongYes => Tone::Good,
        Verdict::NoDecision => Tone::Pending,
        Verdict::No => Tone::Bad,
    }
}

/// Columns of the picture that shows how far a level stands.
const PICTURE: u32 = 20;

/// The page.
#[must_use]
pub fn page(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, part) in sheet::parts(rubric, ratings, now).into_iter().enumerate() {
        let tone = if place == 0 { Tone::Strong } else { Tone::Muted };
        show(&mut lines, part, tone, columns);
    }
    lines
}

fn show(lines: &mut Vec<Line>, part: Part, sentence: Tone, columns: usize) {
    let mut item = |lead: Line, words: &str| flow(lines, lead, Tone::Plain, words, columns);
    match part {
        Part::Heading(words) => {
            lines.push(Line::new());
            flow(lines, Line::new(), Tone::Accent, &words, columns);
        }
        Part::Says(words) => flow(lines, Line::new(), sentence, &words, columns),
        Part::Blocks(state, words) => item(Line::new().word(state_tone(state), "  • "), &words),
        Part::Counts(words) => item(Line::new().word(Tone::Muted, "      "), &words),
        Part::Credit(words) => item(Line::new().word(Tone::Accent, "  ↑ "), &words),
        Part::Gain(words) => item(Line::new().word(Tone::Good, "  + "), &words),
        Part::Lose(words) => item(Line::new().word(Tone::Bad, "  - "), &words),
        Part::Sum(title, sum) => {
            let sum = sum.map_or_else(String::new, |sum| format!(": {sum}"));
            flow(lines, Line::new().word(Tone::Plain, "  "), Tone::Strong, &format!("{title}{sum}"), columns);
        }
        Part::Level(level) => {
            let line = Line::of(Tone::Strong, &format!("{}: ", level.label))
                .word(verdict_tone(level.verdict), level.verdict.label());
            lines.push(line);
            let picture = Line::new().word(Tone::Plain, "  ").and(verdict_tone(level.verdict), &level.picture(PICTURE));
            flow(lines, picture.word(Tone::Plain, " "), Tone::Muted, &level.profile_words(), columns);
        }
        Part::Section(title, result) => {
            let title = text::pad(&text::clean(&title), 28.min(columns.saturating_sub(46)).max(12));
            let title = Line::of(Tone::Plain, &format!("  {title} "));
            lines.push(title.and(state_tone(result.state), &explain::arithmetic(&result)));
        }
    }
}
