//! Everyone side by side: the ratings as a table, and each section against its bar as pictures.
//!
//! ```text
//!                       Ana Ruiz   Ben Adler   Chi Nguyen   The panel
//! Leadership skills                                                       one group of rows a section
//!   Mentoring juniors      ● 3        ◐ 2 ≡       ○ 1 ≡        ◐ 2
//!   ! decides
//! ```
//! The table is as wide as there are interviewers. Where there is less room it scrolls in a box of its
//! own, which the keyboard reaches; the titles stay.

use maud::{Markup, html};

use super::panel::mark;
use super::{parts, profile};
use crate::domain::panel::{Bar, Member, Panel};
use crate::domain::rating::{Answer, Rating};
use crate::report::panel::{self, Mark};
use crate::report::words;

/// From so many columns on, names stand upright over them.
const MANY: usize = 6;

/// The ratings side by side.
#[must_use]
pub fn matrix(panel: &Panel) -> Markup {
    let members = panel.members();
    html! {
        section {
            h2 { "Ratings side by side" }
            (key())
            div.wide role="region" aria-label="Ratings side by side" tabindex="0" {
                table.matrix.many[members.len() > MANY] role="table" {
                    caption.hidden { "Each criterion with everyone’s rating and the panel’s" }
                    thead role="rowgroup" {
                        tr role="row" {
                            th scope="col" role="columnheader" { "Criterion" }
                            @for member in members {
                                th.who scope="col" role="columnheader" { (parts::name(member.interviewer())) }
                            }
                            th.who.own scope="col" role="columnheader" { "The panel" }
                        }
                    }
                    @for (level, content) in panel.rubric().levels().iter().enumerate() {
                        @for section in 0..content.sections.len() { (group(panel, level, section)) }
                    }
                }
            }
        }
    }
}

/// What the signs in the table mean.
fn key() -> Markup {
    let signs = [
        (parts::shape(Some(Answer::Rated(Rating::NotShown))), "1 Not shown"),
        (parts::shape(Some(Answer::Rated(Rating::Partial))), "2 Partial"),
        (parts::shape(Some(Answer::Rated(Rating::Meets))), "3 Meets"),
        (parts::shape(Some(Answer::Rated(Rating::Exceeds))), "4 Exceeds"),
        (parts::shape(Some(Answer::NoData)), "asked, no data"),
        (parts::shape(None), "not asked"),
        (html! { span.tally { "≡" } }, "has a note"),
        (html! { span.tally { "↑" } }, "counts as Meets by credit"),
        (html! { span.tally.frame { "3" } }, "not the panel’s"),
    ];
    html! {
        ul.legend {
            @for (sign, word) in signs { li { (sign) (word) } }
            li { "empty: not on the card" }
        }
    }
}

/// A section with its criteria.
fn group(panel: &Panel, level: usize, section: usize) -> Markup {
    let title = words::section(panel.rubric(), level, section);
    let columns = panel.members().len() + 2;
    html! {
        tbody role="rowgroup" {
            tr.group role="row" {
                th scope="rowgroup" role="rowheader" colspan=(columns) { span { (parts::name(&title)) } }
            }
            @for criterion in panel.rubric().section_range(level, section) { (row(panel, criterion)) }
        }
    }
}

fn row(panel: &Panel, criterion: usize) -> Markup {
    let consensus = panel.consensus()[criterion];
    let credited = consensus < Some(Rating::Meets) && panel::is_credited(panel, criterion);
    let content = panel.rubric().criterion(criterion);
    html! {
        tr role="row" {
            th scope="row" role="rowheader" {
                (parts::name(&content.title)) " "
                @if let Some(of) = Mark::of(panel, criterion) { (mark(of)) }
                @if let Some(standing) = words::standing(panel.rubric(), criterion) { span.aside { (standing) } }
            }
            @for member in panel.members() { (cell(panel, member, criterion)) }
            td.own role="cell" {
                (compact(consensus.map(Answer::Rated), "nobody rated it"))
                @if credited { span.tally aria-hidden="true" { "↑" } span.hidden { ", counts as Meets by credit" } }
            }
        }
    }
}

fn cell(panel: &Panel, member: &Member, criterion: usize) -> Markup {
    let absent = panel::absent(panel, member, criterion);
    let on_card = member.asked(panel.rubric().place(criterion).level);
    let entry = member.entry(criterion);
    let answer = entry.map(|entry| entry.answer);
    let noted = entry.is_some_and(|entry| !entry.note.trim().is_empty());
    let rating = answer.and_then(Answer::rating);
    html! {
        td.differs[rating.is_some() && rating != panel.consensus()[criterion]] role="cell" {
            @if on_card { (compact(answer, absent)) } @else { span.hidden { (absent) } }
            @if noted { span.tally aria-hidden="true" { "≡" } span.hidden { ", has a note" } }
        }
    }
}

/// An answer as shape and digit; its word is there for who does not see the shape.
fn compact(answer: Option<Answer>, none: &str) -> Markup {
    html! {
        span.rating.unknown[!matches!(answer, Some(Answer::Rated(_)))] {
            (parts::shape(answer))
            @match answer {
                Some(Answer::Rated(rating)) => { (rating.number()) span.hidden { " " (rating.label()) } }
                Some(Answer::NoData) => span.hidden { "no data" },
                None => span.hidden { (none) },
            }
        }
    }
}

/// Everyone's sections against their bars.
#[must_use]
pub fn profiles(panel: &Panel) -> Markup {
    let levels = panel.rubric().levels().iter().zip(&panel.recommendation().levels).enumerate();
    html! {
        section {
            h2 { "Everyone against the bar" }
            (profile::legend())
            @for (index, (level, result)) in levels {
                h3 { (parts::name(&level.label_with_grade())) }
                div.multiples {
                    @for section in &result.sections {
                        @let title = &level.sections[section.section].title;
                        @let bars = panel::bars(panel, index, section.section);
                        table.bars role="table" {
                            caption { h4 { (parts::name(title)) } p.aside { "needs " (section.need) " of " (section.max) } }
                            thead.hidden role="rowgroup" {
                                tr role="row" {
                                    th scope="col" role="columnheader" { "Whose" }
                                    th scope="col" role="columnheader" { "Profile" }
                                    th scope="col" role="columnheader" { "Points" }
                                }
                            }
                            tbody role="rowgroup" { @for (who, bar) in &bars { (bar_row(title, who, bar)) } }
                        }
                    }
                }
            }
        }
    }
}

fn bar_row(section: &str, who: &str, bar: &Bar<'_>) -> Markup {
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { (parts::name(who)) }
            td.picture role="cell" { @if bar.asked { (profile::picture(&format!("{section}, {who}"), bar.result)) } }
            td role="cell" {
                (panel::points(bar))
                @if bar.asked { " " (profile::state(bar.result.state)) }
            }
        }
    }
}
