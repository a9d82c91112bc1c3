//! What changed between two versions of a family, and what that means for saved cards.

use super::Page;
use crate::domain::difference::words::{Piece, between, lines_between};
use crate::domain::difference::{Change, Shape};
use crate::domain::regrade::{Case, Move, Regrading};

/// Words around a change that are shown.
const AROUND: usize = 4;
/// Words of one run that are shown at most.
const MOST_WORDS: usize = 40;
/// Characters of a card's id that tell it from others.
const ID_CHARS: usize = 13;

/// Everything that changed: what can move a grade first.
#[must_use]
pub fn difference(changes: &[Change]) -> String {
    let mut page = Page::default();
    if changes.is_empty() {
        page.line("Nothing changed.");
        return page.text;
    }
    let (grade, wording): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.moves_grade);
    for (title, changes) in [("Can move a grade", grade), ("Wording and guidance: no grade moves", wording)] {
        if !changes.is_empty() {
            page.heading(&format!("{title} ({})", changes.len()));
            told(&mut page, &changes);
        }
    }
    let replaced =
        changes.iter().any(|change| texts(change).is_some_and(|lines| lines.iter().any(|(lead, _)| *lead == MARKED)));
    if replaced {
        page.blank();
        page.paragraph("", "Words in [-…] are gone, words in [+…] are new.");
    }
    page.text.trim_start().to_owned()
}

fn told(page: &mut Page, changes: &[&Change]) {
    for about in changes.chunk_by(|a, b| a.subject == b.subject) {
        page.blank();
        page.paragraph("  ", &about[0].subject);
        for change in about {
            page.paragraph("    - ", &change.said);
            for (lead, text) in texts(change).into_iter().flatten() {
                page.paragraph(lead, &text);
            }
        }
    }
}

/// What stands before a text with marks.
const MARKED: &str = "      ";

/// The texts behind a change, each with what stands before it. Nothing where what was said is all.
fn texts(change: &Change) -> Option<Vec<(&'static str, String)>> {
    let Change { before, after, .. } = change;
    Some(match change.what.shape() {
        Shape::Fact => return None,
        Shape::List => lines_between(before, after)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Kept(_) => None,
                Piece::Gone(item) => Some(("      - ", item)),
                Piece::New(item) => Some(("      + ", item)),
            })
            .collect(),
        Shape::Text if before.trim().is_empty() => vec![("      + ", short(after))],
        Shape::Text if after.trim().is_empty() => vec![("      - ", short(before))],
        Shape::Text => {
            let pieces = between(before, after);
            let count = |text: &str| text.split(' ').count();
            let kept: usize =
                pieces.iter().map(|piece| if let Piece::Kept(text) = piece { count(text) } else { 0 }).sum();
            let all = count(before).max(count(after));
            if kept * 3 < all {
                vec![("      - ", short(before)), ("      + ", short(after))]
            } else {
                vec![(MARKED, marked(&pieces))]
            }
        }
    })
}

/// The words that changed, with some around them.
fn marked(pieces: &[Piece]) -> String {
    let last = pieces.len() - 1;
    let parts = pieces.iter().enumerate().map(|(index, piece)| match piece {
        Piece::Gone(text) => format!("[-{}]", short(text)),
        Piece::New(text) => format!("[+{}]", short(text)),
        Piece::Kept(text) => {
            let words: Vec<&str> = text.split(' ').collect();
            let (head, tail) = (if index == 0 { 0 } else { AROUND }, if index == last { 0 } else { AROUND });
            if words.len() <= head + tail + 1 {
                return text.clone();
            }
            let begin = words[..head].join(" ");
            let end = words[words.len() - tail..].join(" ");
            format!("{begin} … {end}").trim().to_owned()
        }
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len().checked_sub(MOST_WORDS) {
        None | Some(0..=5) => words.join(" "),
        Some(more) => format!("{} … ({more} more words)", words[..MOST_WORDS].join(" ")),
    }
}

/// Which saved cards would recommend something else.
#[must_use]
pub fn regrading(all: &Regrading) -> String {
    let Regrading { moved, stay, replaced, untold } = all;
    let mut page = Page::default();
    let cards = moved.len() + stay + untold.len();
    let title = match (cards, moved.len()) {
        (0, _) => "No saved card of this family counts here".to_owned(),
        (1, 0) => "The one saved card would recommend the same".to_owned(),
        (n, 0) if untold.is_empty() => format!("All {n} saved cards would recommend the same"),
        (n, 0) => format!("None of {n} saved cards would recommend something else"),
        (n, some) => {
            format!("Of {n} saved {} {some} would recommend something else", if n == 1 { "card" } else { "cards" })
        }
    };
    page.heading(&title);
    for group in moved.chunk_by(|(a, _), (b, _)| a.candidate.name == b.candidate.name) {
        page.blank();
        page.paragraph("  ", &group[0].0.candidate.name);
        for (case, moved) in group {
            one(&mut page, case, moved);
        }
    }
    if !untold.is_empty() {
        page.blank();
        page.paragraph("  ", "Cannot be judged under the new version:");
        for (case, why) in untold {
            page.paragraph("    - ", &format!("{}, {}: {why}", case.candidate.name, by(case)));
        }
    }
    if cards > 0 {
        page.blank();
    }
    if !moved.is_empty() {
        page.paragraph("  ", &format!("{stay} would stay as they are. Saved cards are never changed."));
    }
    if *replaced > 0 {
        page.paragraph("  ", &format!("{replaced} more were amended; of each chain the newest card counts."));
    }
    page.text.trim_start().to_owned()
}

fn one(page: &mut Page, case: &Case, moved: &Move) {
    page.paragraph("    ", &by(case));
    page.paragraph("      ", &format!("{} -> {}", moved.before.words(), moved.after.words()));
    match moved.because.as_slice() {
        [] => page.paragraph("      ", "no single change does this"),
        because => {
            for change in because {
                page.paragraph("      because: ", &change.sentence());
            }
        }
    }
}

fn by(case: &Case) -> String {
    let id: String = case.card.chars().take(ID_CHARS).collect();
    format!("{id} by {}, {}", case.interviewer, case.submitted_at.to_minute())
}
