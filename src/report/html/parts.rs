//! What cards and panels are made of. Raw texts come in; everything is cleaned here.

use maud::{Markup, html};

use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::scorecard::Entry;
use crate::text::{clean, clean_lines};

/// A name or title in a line of ours: it keeps its own reading direction to itself.
#[must_use]
pub fn name(raw: &str) -> Markup {
    html! { bdi { (clean(raw)) } }
}

/// A text of several lines in somebody's own words.
#[must_use]
pub fn words(raw: &str) -> Markup {
    html! { p.words dir="auto" { (clean_lines(raw.trim_end()).join("\n")) } }
}

/// An answer as shape, digit and word.
#[must_use]
pub fn answer(answer: Option<Answer>) -> Markup {
    let label = answer.map_or_else(|| "Not asked".to_owned(), Answer::label);
    let unknown = !matches!(answer, Some(Answer::Rated(_)));
    html! {
        span.rating.unknown[unknown] { (shape(answer)) (label) }
    }
}

/// The shape of an answer, drawn, because fonts differ in which of these signs they have and how large.
/// The same ones as on the screen: ring, half disc, disc and diamond; a broken ring for no data, a
/// dash for what was not asked.
#[must_use]
pub fn shape(answer: Option<Answer>) -> Markup {
    let ring = html! { circle cx="6" cy="6" r="4.5" {} };
    html! {
        svg.shape aria-hidden="true" width="12" height="12" {
            @match answer {
                None => line x1="3" x2="9" y1="6" y2="6" {},
                Some(Answer::NoData) => circle.broken cx="6" cy="6" r="4.5" {},
                Some(Answer::Rated(Rating::NotShown)) => (ring),
                Some(Answer::Rated(Rating::Partial)) => { (ring) path.filled d="M6 1.5a4.5 4.5 0 0 0 0 9z" {} },
                Some(Answer::Rated(Rating::Meets)) => circle.filled cx="6" cy="6" r="4.5" {},
                Some(Answer::Rated(Rating::Exceeds)) => path.filled d="M6 0l6 6-6 6-6-6z" {},
            }
        }
    }
}

/// An answer with what it rests on, where that is not the conversation itself.
#[must_use]
pub fn answer_with_basis(entry: Option<&Entry>) -> Markup {
    let basis = entry.map(|entry| entry.basis).filter(|basis| *basis != Basis::Interview);
    html! {
        (answer(entry.map(|entry| entry.answer)))
        @if let Some(basis) = basis { span.aside { "basis: " (basis.label()) } }
    }
}

/// A list of facts: each with its name.
#[must_use]
pub fn facts(facts: &[(&str, Markup)]) -> Markup {
    html! {
        dl.facts {
            @for (name, fact) in facts { div { dt { (name) } dd { (fact) } } }
        }
    }
}

/// What is wrong with the files behind the page, before anything else; nothing for nothing.
#[must_use]
pub fn marks(marks: &[String]) -> Markup {
    html! {
        @if !marks.is_empty() {
            section.warning {
                h2 { "The check found" }
                ul { @for mark in marks { li { (clean(mark)) } } }
            }
        }
    }
}

/// The head of a table: a row with the titles of its columns.
pub(super) fn head(titles: &[&str]) -> Markup {
    html! {
        thead role="rowgroup" {
            tr role="row" { @for title in titles { th scope="col" role="columnheader" { (title) } } }
        }
    }
}
