//! Why a card's grade is what it is, as a page that can be checked with a pencil.

use super::{Page, SECTION_COLUMNS, head};
use crate::domain::certificate::sheet::{self, Part};
use crate::domain::explain;
use crate::domain::scorecard::own_ratings;
use crate::report::{CardSheet, words};
use crate::text::{clean, pad};

/// Columns of the picture that shows how far a level stands.
const PICTURE: u32 = 20;

/// The certificate of a card.
#[must_use]
pub fn why(sheet: &CardSheet<'_>) -> String {
    let content = sheet.card.content();
    let mut page = Page::default();
    head(&mut page, content);
    for mark in sheet.marks {
        page.paragraph("! ", mark);
    }
    page.blank();
    for part in
        sheet::parts(&content.rubric, &own_ratings(&content.rubric, &content.entries), sheet.card.recommendation())
    {
        show(&mut page, part);
    }
    page.text
}

fn show(page: &mut Page, part: Part) {
    match part {
        Part::Heading(words) => page.heading(&words),
        Part::Says(words) => page.paragraph("", &words),
        Part::Blocks(_, words) | Part::Lose(words) => page.paragraph("  - ", &words),
        Part::Gain(words) => page.paragraph("  + ", &words),
        Part::Credit(words) => page.paragraph("  ^ ", &words),
        Part::Counts(words) => page.paragraph("      ", &words),
        Part::Sum(title, sum) => {
            let sum = sum.map_or_else(String::new, |sum| format!(": {sum}"));
            page.paragraph("  ", &format!("{title}{sum}"));
        }
        Part::Level(level) => {
            page.blank();
            page.paragraph("  ", &format!("{}: {}", level.label, words::verdict(level.verdict)));
            page.paragraph("  ", &format!("{} {}", level.picture(PICTURE), level.profile_words()));
        }
        Part::Section(title, result) => {
            let title = pad(&clean(&title), SECTION_COLUMNS);
            page.line(&format!("    {title}  {}", explain::arithmetic(&result)));
        }
    }
}
