//! What a criterion asks for: whether there is a statement, and whether it is one thing that can be shown.

use super::{Advice, compound, quoted, vocabulary, years};
use crate::domain::rubric::Criterion;

/// Columns of a criterion's title that every list on an 80-column screen shows.
pub(super) const TITLE_COLUMNS: usize = crate::domain::adapt::names::TITLE_CHARS;

/// Words of a statement that can be held in mind while somebody answers.
const STATEMENT_WORDS: usize = 60;

pub(super) fn advice(criterion: &Criterion) -> Vec<Advice> {
    let mut advice = Vec::new();
    let columns: usize = criterion.title.chars().map(columns_of).sum();
    if columns > TITLE_COLUMNS {
        advice.push(Advice::new(
            "title",
            "long-title",
            format!("the title is {columns} columns wide; lists show about {TITLE_COLUMNS}"),
            "Its end is cut off on the screen, just where titles that begin alike differ.",
            "Keep the few words that tell it from its neighbours; the statement has room for the rest.",
        ));
    }
    if criterion.statement.trim().is_empty() {
        advice.push(Advice::new(
            "statement",
            "empty-statement",
            "has no statement",
            "A title alone is read differently by every interviewer, and Meets means \"every clause of it\".",
            "Write one sentence of what somebody does or has done, with every clause that counts.",
        ));
        return advice;
    }
    // A short item of a document is its own title until somebody has worked on it; its generated anchors
    // are advised on already.
    let imported = criterion.generated_anchors && criterion.imported.as_ref() == Some(&criterion.statement);
    if !imported && vocabulary::plain(&criterion.statement) == vocabulary::plain(&criterion.title) {
        advice.push(Advice::new(
            "statement",
            "statement-repeats-title",
            format!("the statement only repeats the title, {}", quoted(&criterion.title)),
            "The line that should say what Meets is made of says nothing that the list does not say already.",
            "Say what somebody does with it, how well and where; or shorten the title to a label.",
        ));
    }
    let words = criterion.statement.split_whitespace().count();
    if words > STATEMENT_WORDS {
        advice.push(Advice::new(
            "statement",
            "long-statement",
            format!("the statement has {words} words"),
            "Meets means every clause of it; nobody holds that many in mind while listening, and each interviewer rates \
             the ones they remember.",
            format!(
                "Keep the one sentence that decides, {STATEMENT_WORDS} words at most. What else matters becomes a \
                 criterion of its own, an anchor, or a line to listen for."
            ),
        ));
    }
    advice.extend(compound::advice(&criterion.statement));
    advice.extend(years::advice(&criterion.statement));
    advice
}

/// The columns of a character on a terminal, near enough for advice: the wide scripts take two.
fn columns_of(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}
