//! One card: summary, reasons, arithmetic, every criterion, the interviewer's words, the seal.

use maud::{Markup, html};

use super::page::page;
use super::{parts, profile};
use crate::domain::explain;
use crate::domain::scorecard::{Content, Entry, Scorecard};
use crate::report::{CardSheet, words};
use crate::text::clean;

/// A whole card.
#[must_use]
pub fn card(sheet: &CardSheet<'_>) -> String {
    let content = sheet.card.content();
    let title = format!("{}: interview scorecard by {}", content.candidate.name, content.interviewer);
    page(
        &title,
        &html! {
            (head(content))
            (parts::marks(sheet.marks))
            (summary(sheet.card))
            (amendment(content))
            (reasons(sheet.card))
            (levels(sheet.card))
            (ratings(sheet.card))
            @for (heading, text) in words::impressions(content) {
                section { h2 { (heading) } (parts::words(text)) }
            }
            (origin(sheet))
        },
    )
}

fn head(content: &Content) -> Markup {
    let target = content.rubric.target();
    let mut facts = vec![
        ("Role", parts::name(&target.family_title)),
        ("Asked up to", parts::name(&target.label_with_grade())),
        ("Interviewer", parts::name(&content.interviewer)),
        ("Interviewed", html! { (content.timing.started_at.to_minute()) }),
        ("Length", html! { (words::minutes(content)) }),
    ];
    facts.extend(content.candidate.reference.iter().map(|reference| ("Reference", parts::name(reference))));
    html! {
        header {
            p.kind { "Interview scorecard" }
            h1 { (parts::name(&content.candidate.name)) }
            (parts::facts(&facts))
        }
    }
}

fn amendment(content: &Content) -> Markup {
    html! {
        @if let Some(amends) = &content.amends {
            section {
                h2 { "Amendment" }
                p { "This card replaces the one with the seal " code { (clean(&amends.seal)) } ", because:" }
                (parts::words(&amends.reason))
            }
        }
    }
}

/// The recommendation and, beside it, the decision: one is computed, the other a person's.
fn summary(card: &Scorecard) -> Markup {
    let (content, now) = (card.content(), card.recommendation());
    let decision = &content.decision;
    html! {
        section.summary aria-label="Summary" {
            div.verdict {
                h2 { "Recommendation" span.aside { "computed from the ratings" } }
                p.big { (parts::name(&words::recommended(card))) }
                p.badge { "Status: " (now.status.id()) }
                p { (clean(&explain::headline(&content.rubric, now))) }
            }
            div.verdict {
                h2 { "Decision" span.aside { "the interviewer’s own" } }
                p.big { (capital(decision.overall.label())) }
                p.badge { (parts::name(&words::decided_level(content))) }
                @if decision.level != now.floor { p { "Another level than recommended." } }
                @if !decision.reason.trim().is_empty() { (parts::words(&decision.reason)) }
            }
        }
    }
}

fn reasons(card: &Scorecard) -> Markup {
    let (rubric, now) = (&card.content().rubric, card.recommendation());
    let (blockers, next) = (now.blockers(), now.next_level());
    html! {
        section {
            h2 { "Why" }
            p {
                "A level is proved when, at that level and at every level below it, each required section has earned "
                "its share of the points, and every must-have is met. What was not asked, or gave no data, is unknown: "
                "it is never counted as a number."
            }
            @if let Some(next) = next {
                p { "Why not " (parts::name(&rubric.levels()[next].label_with_grade())) ":" }
                ul { @for blocker in &blockers { li dir="auto" { (clean(&explain::blocker(rubric, blocker))) } } }
            }
            @if !now.credits.is_empty() {
                p { "Counted as Meets, because a higher rung of the same ladder was shown:" }
                ul {
                    @for credit in &now.credits {
                        li {
                            (parts::name(&rubric.criterion(credit.criterion).title))
                            span.aside { "shown by: " (parts::name(&rubric.criterion(credit.from).title)) }
                        }
                    }
                }
            }
        }
    }
}

fn levels(card: &Scorecard) -> Markup {
    let results = card.content().rubric.levels().iter().zip(&card.recommendation().levels);
    html! {
        section {
            h2 { "Levels" }
            (profile::legend())
            @for (level, result) in results {
                @let heading = html! {
                    h3 { (parts::name(&level.label_with_grade())) }
                    p.aside { (words::verdict(result.verdict)) ", " (words::bar_profile(result.bar_profile)) }
                };
                (profile::table(&heading, level, &result.sections))
            }
        }
    }
}

fn ratings(card: &Scorecard) -> Markup {
    let content = card.content();
    let answers = words::answers(content);
    html! {
        section {
            h2 { "Ratings" }
            p { (words::asked(content)) "." }
            @for (index, level) in content.rubric.levels().iter().enumerate() {
                h3 { (parts::name(&level.label_with_grade())) }
                @for section in 0..level.sections.len() { (section_ratings(card, index, section, &answers)) }
            }
        }
    }
}

fn section_ratings(card: &Scorecard, level: usize, section: usize, answers: &[Option<&Entry>]) -> Markup {
    let rubric = &card.content().rubric;
    html! {
        table.ratings role="table" {
            caption { h4 { (parts::name(&words::section_title(rubric, level, section))) } }
            (parts::head(&["Criterion", "Rating", "Note"]))
            tbody role="rowgroup" {
                @for index in rubric.section_range(level, section) { (criterion(card, index, answers[index])) }
            }
        }
    }
}

fn criterion(card: &Scorecard, index: usize, entry: Option<&Entry>) -> Markup {
    let rubric = &card.content().rubric;
    let criterion = rubric.criterion(index);
    let note = entry.map(|entry| entry.note.as_str()).filter(|note| !note.trim().is_empty());
    html! {
        tr role="row" {
            th scope="row" role="rowheader" {
                (parts::name(&criterion.title))
                @if let Some(standing) = words::standing(rubric, index) { span.aside { (standing) } }
                @if !criterion.statement.is_empty() { p.statement dir="auto" { (clean(&criterion.statement)) } }
            }
            td role="cell" {
                (parts::answer_with_basis(entry))
                @if words::credited_by(card, index).is_some() { span.aside { "counts as Meets" } }
            }
            td role="cell" { @if let Some(note) = note { (parts::words(note)) } }
        }
    }
}

fn origin(sheet: &CardSheet<'_>) -> Markup {
    let content = sheet.card.content();
    let seal = html! {
        @if let Some(seal) = sheet.seal { code { (clean(seal)) } } @else { "None that fits the card’s content." }
    };
    let facts = [
        ("Id", html! { code { (clean(&content.id)) } }),
        ("Submitted", html! { (content.submitted_at.to_minute()) }),
        ("Seal", seal),
    ];
    html! {
        footer {
            h2 { "Card" }
            (parts::facts(&facts))
            p {
                "The seal is the SHA-256 of the card’s content. " code { "assay check" } " recomputes it, and the "
                "recommendation, from the card’s file."
            }
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
