//! Why this grade, as a page that can be checked with a pencil.

use super::prose::{Line, Tone, flow};
use crate::domain::explain;
use crate::domain::grade::{Recommendation, SectionState, Verdict};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;
use crate::domain::witness;

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

/// The page.
#[must_use]
pub fn page(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    flow(&mut lines, Line::new(), Tone::Strong, &explain::headline(rubric, now), columns);
    lines.push(Line::new());
    if let Some(next) = now.next_level() {
        heading(&mut lines, &format!("What keeps {} from being proved", rubric.levels()[next].label_with_grade()));
        for blocker in now.blockers() {
            let tone = state_tone(blocker.result.state);
            flow(&mut lines, Line::new().word(tone, "  • "), Tone::Plain, &explain::blocker(rubric, &blocker), columns);
        }
        lines.push(Line::new());
    }
    heading(&mut lines, "The arithmetic");
    let points = "Meets and Exceeds earn 2 points, Partial 1, Not shown 0, each times its weight.";
    flow(&mut lines, Line::new(), Tone::Muted, points, columns);
    for (level, result) in now.levels.iter().enumerate().rev() {
        let title = format!("{}: ", rubric.levels()[level].label_with_grade());
        let profile = result
            .bar_profile
            .map_or_else(|| "a must-have is short".to_owned(), |bar| format!("lowest section up to here: {bar} %"));
        lines.push(
            Line::of(Tone::Strong, &title)
                .word(verdict_tone(result.verdict), result.verdict.label())
                .and(Tone::Muted, &format!("   {profile}")),
        );
        for section in &result.sections {
            let title = &rubric.levels()[level].sections[section.section].title;
            let title = crate::text::pad(&crate::text::clean(title), 28.min(columns.saturating_sub(46)).max(12));
            lines.push(
                Line::of(Tone::Plain, &format!("  {title} "))
                    .and(state_tone(section.state), &explain::arithmetic(section)),
            );
        }
    }
    lines.push(Line::new());
    if !now.credits.is_empty() {
        heading(&mut lines, "Credits: a higher rung of the same ladder was shown");
        for credit in &now.credits {
            let words = format!(
                "{} counts as Meets, credited by {}",
                rubric.criterion(credit.criterion).title,
                rubric.criterion(credit.from).title
            );
            flow(&mut lines, Line::new().word(Tone::Accent, "  ↑ "), Tone::Plain, &words, columns);
        }
        lines.push(Line::new());
    }
    changes(&mut lines, rubric, ratings, now, columns);
    lines
}

fn changes(lines: &mut Vec<Line>, rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation, columns: usize) {
    if let (Some(next), Some(set)) = (now.next_level(), witness::gain(rubric, ratings, now)) {
        heading(lines, &format!("These ratings together would prove {}", rubric.levels()[next].label_with_grade()));
        for change in &set {
            flow(
                lines,
                Line::new().word(Tone::Good, "  + "),
                Tone::Plain,
                &explain::re_rating(rubric, change),
                columns,
            );
        }
        lines.push(Line::new());
    }
    if let (Some(floor), Some(set)) = (now.floor, witness::lose(rubric, ratings, now)) {
        heading(lines, &format!("These ratings together would lose {}", rubric.levels()[floor].label_with_grade()));
        for change in &set {
            flow(lines, Line::new().word(Tone::Bad, "  - "), Tone::Plain, &explain::re_rating(rubric, change), columns);
        }
    }
}

fn heading(lines: &mut Vec<Line>, words: &str) {
    lines.push(Line::of(Tone::Accent, words));
}
