//! The selected criterion as a page: statement, anchors, questions, look-fors, note.

use super::prose::{Line, Tone, flow, flow_indented};
use crate::domain::grade::Recommendation;
use crate::domain::guide::words;
use crate::domain::interview::Interview;
pub use crate::domain::rating::shape;
use crate::domain::rating::{Answer, Rating};
use crate::domain::rubric::Criterion;

/// The digit that goes with a rating.
#[must_use]
pub fn digit(answer: Option<Answer>) -> &'static str {
    match answer {
        None => " ",
        Some(Answer::NoData) => "0",
        Some(Answer::Rated(rating)) => ["1", "2", "3", "4"][usize::from(rating.number() - 1)],
    }
}

/// What stands first under a criterion's statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// What a rating means: while somebody rates.
    Anchors,
    /// What to ask: while somebody asks.
    Questions,
    /// What was noted: while somebody reads a saved card.
    Record,
}

/// The whole page for one criterion.
#[must_use]
pub fn criterion(
    interview: &Interview,
    now: &Recommendation,
    index: usize,
    columns: usize,
    first: First,
    guide: Option<&words::Line>,
) -> Vec<Line> {
    let criterion = interview.rubric().criterion(index);
    let mut lines = Vec::with_capacity(40);
    flow(&mut lines, Line::new(), Tone::Strong, &criterion.title, columns);
    flow(&mut lines, Line::new(), Tone::Plain, &criterion.statement, columns);
    if let Some(guide) = guide {
        flow(&mut lines, Line::new().word(Tone::Accent, "Guide "), Tone::Pending, &guide.full, columns);
    }
    let saved = first == First::Record;
    if saved {
        record(&mut lines, interview, now, index, columns, saved);
        about(&mut lines, interview, index, columns);
    }
    if first == First::Questions {
        questions(&mut lines, interview, index, columns);
    }
    anchors(&mut lines, criterion, interview.mark(index).rating(), columns);
    if !saved {
        record(&mut lines, interview, now, index, columns, saved);
    }
    if first != First::Questions {
        questions(&mut lines, interview, index, columns);
    }
    if !saved {
        about(&mut lines, interview, index, columns);
    }
    does(&mut lines, interview, index, columns);
    lines
}

/// What people at the criterion's level do, after everything about the criterion itself: it is never rated.
fn does(lines: &mut Vec<Line>, interview: &Interview, index: usize, columns: usize) {
    let level = &interview.rubric().levels()[interview.rubric().place(index).level];
    if level.look_for.is_empty() {
        return;
    }
    lines.push(Line::new());
    lines.push(Line::of(Tone::Muted, &format!("What people at {} do", level.label())));
    for line in &level.look_for {
        flow(lines, Line::new().word(Tone::Muted, "  – "), Tone::Muted, line, columns);
    }
}

/// What each rating means for a criterion, the one that was given marked; a click on one gives it.
pub fn anchors(lines: &mut Vec<Line>, criterion: &Criterion, own: Option<Rating>, columns: usize) {
    for rating in Rating::ALL {
        let answer = Some(Answer::Rated(rating));
        // Only the pointer and the word change when a rating is lit, so that a key costs few bytes
        // on a slow line.
        let (pointer, tone) = if own == Some(rating) { ("▸", Tone::Rating(answer)) } else { (" ", Tone::Muted) };
        let mut lead = Line::new()
            .word(Tone::Rating(answer), digit(answer))
            .word(Tone::Rating(answer), " ")
            .word(Tone::Rating(answer), shape(answer))
            .word(tone, pointer)
            .word(tone, rating.label())
            .word(Tone::Plain, "  ");
        lead.rates = Some(rating);
        let anchor = &criterion.anchors[usize::from(rating.number() - 1)];
        let text = if anchor.is_empty() { rating.meaning() } else { anchor };
        flow_indented(lines, lead, Tone::Plain, text, columns, 4);
    }
}

fn record(
    lines: &mut Vec<Line>,
    interview: &Interview,
    now: &Recommendation,
    index: usize,
    columns: usize,
    saved: bool,
) {
    let mark = interview.mark(index);
    if let Some(credit) = now.credits.iter().find(|credit| credit.criterion == index) {
        let from = interview.rubric().criterion(credit.from);
        let level = interview.rubric().levels()[interview.rubric().place(credit.from).level].label();
        let words = format!("counts as Meets, credited by {level}: {}", from.title);
        flow(lines, Line::new().word(Tone::Accent, "↑ Credit "), Tone::Plain, &words, columns);
    }
    if mark.answer == Some(Answer::NoData) {
        let line = Line::new().word(Tone::Rating(mark.answer), "0 ? No data");
        lines.push(line.word(Tone::Muted, "  asked, nothing usable came of it; the grade treats it as unknown"));
    }
    if mark.has_note() || !mark.note.is_empty() {
        flow(lines, Line::new().word(Tone::Accent, "Note "), Tone::Plain, &mark.note, columns);
    } else if saved {
        let words = if mark.answer.is_some() { "Note none" } else { "Not asked" };
        lines.push(Line::new().word(Tone::Muted, words));
    } else if mark.answer.is_some_and(Answer::needs_note) {
        lines.push(Line::new().word(Tone::Accent, "Note ").word(Tone::Pending, "needed before submitting: press n"));
    } else {
        lines.push(Line::new().word(Tone::Muted, "Note none yet: press n"));
    }
}

fn questions(lines: &mut Vec<Line>, interview: &Interview, index: usize, columns: usize) {
    let criterion = interview.rubric().criterion(index);
    for question in &criterion.questions {
        let kind = match question.kind.as_str() {
            "behavioural" => "Ask ",
            "situational" => "What if ",
            "knowledge" => "Knowledge ",
            _ => "Question ",
        };
        flow_indented(lines, Line::new().word(Tone::Accent, kind), Tone::Plain, &question.ask, columns, 2);
        for probe in &question.probes {
            flow(lines, Line::new().word(Tone::Muted, "  – "), Tone::Muted, probe, columns);
        }
    }
    for (i, item) in criterion.look_for.iter().enumerate() {
        let lead = if i == 0 { "Listen for " } else { "           " };
        flow(lines, Line::new().word(Tone::Accent, lead), Tone::Plain, item, columns);
    }
}

fn about(lines: &mut Vec<Line>, interview: &Interview, index: usize, columns: usize) {
    let criterion = interview.rubric().criterion(index);
    let mark = interview.mark(index);
    let mut facts = vec![format!("about {} min", criterion.minutes)];
    if criterion.must_have {
        facts.push("must-have".to_owned());
    }
    if criterion.weight != 1 {
        facts.push(format!("weight {}", criterion.weight));
    }
    if let Some(basis) = mark.basis {
        facts.push(format!("basis: {}", basis.label()));
    }
    if let Some(at) = mark.rated_at {
        let civil = at.civil();
        facts.push(format!("rated at {:02}:{:02}", civil.hour, civil.minute));
    }
    if mark.changes > 0 {
        facts.push(format!("changed {}×", mark.changes));
    }
    if !criterion.competencies.is_empty() {
        facts.push(criterion.competencies.join(", "));
    }
    if !criterion.source.is_empty() {
        facts.push(format!("source: {}", criterion.source));
    }
    flow(lines, Line::new(), Tone::Muted, &facts.join(" · "), columns);
}
