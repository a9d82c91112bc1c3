//! Ratings as a table for a spreadsheet or statistics: CSV in long form, one row an interviewer and
//! criterion, whatever was answered.
//!
//! As RFC 4180 says: a header, comma, quotes where needed, CRLF. No cell can be taken for a formula,
//! see [`neutral`]. What is unknown is an empty cell, never a number.

use super::words;
use crate::domain::rating::Answer;
use crate::domain::rubric::SectionKind;
use crate::domain::scorecard::Scorecard;
use crate::text::{clean, clean_lines};

/// The columns. Ids are those of the card's file; `answer` is `rated`, `no_data` or `not_asked`.
pub const COLUMNS: [&str; 17] = [
    "candidate",
    "reference",
    "interviewer",
    "card",
    "family",
    "level",
    "section",
    "section_kind",
    "criterion",
    "title",
    "rating",
    "answer",
    "basis",
    "note",
    "rated_at",
    "changes",
    "submitted_at",
];

/// Every criterion of every card, in the order of the cards and of their rubrics.
///
/// # Panics
/// Never: a table in memory can always be written.
#[must_use]
pub fn cards<'a>(cards: impl IntoIterator<Item = &'a Scorecard>) -> String {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(COLUMNS).expect("a table in memory can be written");
    for card in cards {
        for row in rows(card) {
            table.write_record(row.map(|cell| neutral(&cell))).expect("a table in memory can be written");
        }
    }
    let bytes = table.into_inner().expect("a table in memory can be written");
    String::from_utf8(bytes).expect("cells are text")
}

/// The rows of one card, raw but for hidden characters.
fn rows(card: &Scorecard) -> impl Iterator<Item = [String; COLUMNS.len()]> {
    let content = card.content();
    let rubric = &content.rubric;
    let line = |text: &str| clean(text).into_owned();
    words::answers(content).into_iter().enumerate().map(move |(index, entry)| {
        let (place, criterion, section) = (rubric.place(index), rubric.criterion(index), rubric.section_of(index));
        let level = &rubric.levels()[place.level];
        let of_entry = |told: &dyn Fn(&crate::domain::scorecard::Entry) -> String| entry.map(told).unwrap_or_default();
        let answer = match entry.map(|entry| entry.answer) {
            None => "not_asked",
            Some(Answer::NoData) => "no_data",
            Some(Answer::Rated(_)) => "rated",
        };
        [
            line(&content.candidate.name),
            line(content.candidate.reference.as_deref().unwrap_or_default()),
            line(&content.interviewer),
            line(&content.id),
            line(&level.family),
            line(&level.id),
            line(&section.id),
            match section.kind {
                SectionKind::Required => "required".to_owned(),
                SectionKind::Additional => "additional".to_owned(),
            },
            line(&criterion.id),
            line(&criterion.title),
            of_entry(&|entry| entry.answer.rating().map(|rating| rating.number().to_string()).unwrap_or_default()),
            answer.to_owned(),
            of_entry(&|entry| entry.basis.id().to_owned()),
            of_entry(&|entry| clean_lines(entry.note.trim_end()).join("\n")),
            of_entry(&|entry| entry.rated_at.to_string()),
            of_entry(&|entry| entry.changes.to_string()),
            content.submitted_at.to_string(),
        ]
    })
}

/// A cell that no spreadsheet runs: one that begins like a formula, also behind spaces or in full
/// width, gets an apostrophe in front, the sign of these programs for plain text.
#[must_use]
pub fn neutral(cell: &str) -> String {
    let formula = cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(is_formula_sign);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// `=`, `+`, `-` and `@` with their full-width and small forms, which some programs fold into them.
fn is_formula_sign(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_plain_text() {
        for cell in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", " =1", "\u{a0}=1", "\u{3000}＝1", "＋1", "－1", "＠x"]
        {
            assert_eq!(neutral(cell), format!("'{cell}"));
        }
        for cell in ["", "a=1", "1-2", "'=1", "Ana Ruiz", "漢字", "3"] {
            assert_eq!(neutral(cell), cell);
        }
    }
}
