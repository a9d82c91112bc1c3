//! Cards, panels and rubrics for people and programs outside: text, Markdown, HTML, CSV and what an applicant
//! tracking system asks for.
//!
//! Imports only the domain, `text`, and what writes HTML and CSV. Everything from data is cleaned and
//! escaped here, because this is the boundary where it is shown; nothing here touches a disk or a
//! terminal.

use crate::domain::scorecard::Scorecard;

pub mod csv;
pub mod greenhouse;
pub mod handover;
pub mod html;
pub mod markdown;
pub mod panel;
pub mod plan;
pub mod rubric;
pub mod text;
pub mod words;

/// A card together with what was found when its file was read: what a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct CardSheet<'a> {
    /// The card.
    pub card: &'a Scorecard,
    /// Its seal, where the file carries the one that fits its content.
    pub seal: Option<&'a str>,
    /// Sentences on what is wrong with the file, to be shown before anything else.
    pub marks: &'a [String],
}
