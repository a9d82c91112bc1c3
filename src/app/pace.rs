//! Where the hour goes: the minutes of the selected criterion and its section beside what they were
//! planned for, when the candidate's own questions are due, and the page of it all.

use super::detail::{digit, shape};
use super::prose::{Line, Tone, flow};
use super::scoring::{Mode, Scoring};
use super::session::Session;
use crate::domain::interview::Interview;
use crate::domain::plan::QUESTIONS_PERCENT;
use crate::text;

/// Columns of the bar that shows a section's minutes.
const BAR: u64 = 10;

/// Minutes and seconds: `3:05`.
#[must_use]
pub fn clock(ms: u64) -> String {
    format!("{}:{:02}", ms / 60_000, ms / 1_000 % 60)
}

/// When the candidate's own questions are due, in milliseconds on the clock.
#[must_use]
pub fn questions_ms(interview: &Interview) -> u64 {
    u64::from(interview.start().planned_minutes) * 60_000 * u64::from(100 - QUESTIONS_PERCENT) / 100
}

/// Whether the candidate's own questions are due.
#[must_use]
pub fn questions_due(session: &Session, mono_ms: u64) -> bool {
    session.interview.clock_running() && session.active_ms(mono_ms) >= questions_ms(&session.interview)
}

/// How long the shown criterion and its section took so far and were planned for. What nobody has
/// recorded yet is taken to be about the criterion that is looked at, while it has no answer.
#[must_use]
pub fn here(scoring: &Scoring, mono_ms: u64) -> Option<(String, String)> {
    let (session, index) = (&scoring.session, scoring.shown());
    let interview = &session.interview;
    if scoring.mode != Mode::Rating || !interview.clock_used() || interview.start().amends.is_some() {
        return None;
    }
    let talking = match interview.mark(index).answer {
        None => interview.since_ms(session.active_ms(mono_ms)),
        Some(_) => 0,
    };
    let rubric = interview.rubric();
    let place = rubric.place(index);
    let own = interview.spent_ms(index..index + 1) + talking;
    let range = rubric.section_range(place.level, place.section);
    let section = interview.spent_ms(range) + talking;
    let planned = planned_minutes(interview, place.level, place.section);
    Some((
        format!("{}/{} min", clock(own), rubric.criterion(index).minutes),
        format!("section {}/{planned} min", section / 60_000),
    ))
}

/// Minutes that the rubric plans for a whole section.
fn planned_minutes(interview: &Interview, level: usize, section: usize) -> u64 {
    let rubric = interview.rubric();
    let range = rubric.section_range(level, section);
    let partly = interview.partly_in_focus(level, section) > 0;
    let planned = range.filter(|&i| !partly || interview.criterion_in_focus(i));
    planned.map(|i| u64::from(rubric.criterion(i).minutes)).sum()
}

/// The page: each section's minutes beside its plan, and every answer in the order it was given.
#[must_use]
pub fn page(session: &Session, mono_ms: u64, columns: usize) -> Vec<Line> {
    let interview = &session.interview;
    let mut lines = Vec::new();
    let planned = u64::from(interview.start().planned_minutes);
    let words = format!(
        "{} of {planned}:00 on the clock. The candidate's own questions are due at {}.",
        clock(session.active_ms(mono_ms)),
        clock(questions_ms(interview))
    );
    flow(&mut lines, Line::new(), Tone::Plain, &words, columns);
    let explained = "Time counts for the criterion whose answer, flag or note it ends with.";
    flow(&mut lines, Line::new(), Tone::Muted, explained, columns);
    sections(&mut lines, interview, columns);
    in_order(&mut lines, interview, columns);
    lines
}

fn sections(lines: &mut Vec<Line>, interview: &Interview, columns: usize) {
    let rubric = interview.rubric();
    // In a narrow terminal the figures matter more than their picture.
    let pictured = columns >= 60;
    let title_columns = columns.saturating_sub(45).clamp(12, 40);
    for (l, level) in rubric.levels().iter().enumerate().rev() {
        lines.push(Line::new());
        lines.push(Line::of(Tone::Strong, &level.label_with_grade()));
        for (s, section) in level.sections.iter().enumerate() {
            let range = rubric.section_range(l, s);
            let answered = range.clone().filter(|&i| interview.mark(i).answer.is_some()).count();
            let spent = interview.spent_ms(range.clone());
            let planned = planned_minutes(interview, l, s);
            let title = text::fit(&text::clean(&section.title), title_columns).into_owned();
            let focus = interview.focus_words(l, s).map(|words| format!("  {words}")).unwrap_or_default();
            lines.push(
                Line::of(Tone::Plain, &format!("  {} ", text::pad(&title, title_columns)))
                    .and(Tone::Accent, &if pictured { bar(spent, planned) } else { String::new() })
                    .and(over(spent, planned), &format!(" {:>6} of {planned:>3} min", clock(spent)))
                    .and(Tone::Muted, &format!("  {answered:>2}/{}{focus}", range.len())),
            );
        }
    }
}

/// A section that took longer than planned is no fault; it is only worth a look.
fn over(spent: u64, planned: u64) -> Tone {
    match spent {
        0 => Tone::Muted,
        _ if spent > planned * 60_000 => Tone::Pending,
        _ => Tone::Plain,
    }
}

/// The share of the planned minutes that is used, as a bar that is full at all of them.
fn bar(spent: u64, planned: u64) -> String {
    let whole = planned.max(1) * 60_000;
    let full = (spent * BAR).div_ceil(whole).min(BAR);
    (0..BAR).map(|cell| if cell < full { '━' } else { '┄' }).collect()
}

fn in_order(lines: &mut Vec<Line>, interview: &Interview, columns: usize) {
    let rubric = interview.rubric();
    let mut given: Vec<_> = interview
        .marks()
        .iter()
        .enumerate()
        .filter_map(|(index, mark)| Some((mark.rated_at?, index, mark.answer)))
        .collect();
    given.sort_by_key(|&(at, index, _)| (at.unix_seconds(), index));
    lines.push(Line::new());
    lines.push(Line::of(Tone::Strong, if given.is_empty() { "Nothing is rated yet" } else { "As it was rated" }));
    for (at, index, answer) in given {
        let lead = Line::new()
            .and(Tone::Muted, &format!("  {} ", at.to_minute().split_off(11)))
            .word(Tone::Rating(answer), digit(answer))
            .word(Tone::Rating(answer), shape(answer))
            .and(Tone::Muted, &format!(" {:>6}  ", clock(interview.spent_ms(index..index + 1))));
        flow(lines, lead, Tone::Plain, &rubric.criterion(index).title, columns);
    }
}
