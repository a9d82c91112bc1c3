//! One level of a rubric, or a chain of them: what it asks, what ratings mean, and questions to ask.

use maud::{Markup, html};

use super::page::page;
use super::parts;
use crate::domain::rating::{Answer, Rating};
use crate::domain::rubric::{Criterion, Level, Question, Section};
use crate::report::rubric::{self, LevelSheet};
use crate::text::clean;

/// A whole page. With several levels each has a heading of its own under the one of the page.
#[must_use]
pub fn rubric(sheet: &LevelSheet<'_>) -> String {
    let about = sheet.level();
    let several = sheet.levels().len() > 1;
    let body = html! {
        header {
            p.kind { "Interview rubric" }
            @if several {
                h1 { (parts::name(&about.family_title)) }
                p.lead { "All levels up to " (parts::name(&about.label_with_grade())) }
            } @else {
                h1 { (parts::name(&about.title)) }
                (facts(sheet, about))
            }
        }
        @if !several { (look_for(about, 2)) }
        (scale())
        @for level in sheet.levels() {
            @if several {
                section.level {
                    h2 { (parts::name(&level.title)) }
                    (facts(sheet, level))
                    (look_for(level, 3))
                    @for section in &level.sections { (part(sheet, section, 3)) }
                }
            } @else {
                @for section in &level.sections { (part(sheet, section, 2)) }
            }
        }
    };
    page(&format!("{}: interview rubric", about.title), &html! { div.of-rubric { (body) } })
}

/// A heading of a depth that depends on how many levels the page has.
fn heading(depth: usize, content: &Markup) -> Markup {
    html! {
        @match depth {
            2 => h2 { (content) },
            3 => h3 { (content) },
            _ => h4 { (content) },
        }
    }
}

fn facts(sheet: &LevelSheet<'_>, level: &Level) -> Markup {
    let mut facts = Vec::new();
    if sheet.levels().len() == 1 {
        facts.push(("Role", parts::name(&level.family_title)));
    }
    facts.extend(level.grade.map(|grade| ("Grade", html! { (grade) })));
    let below = sheet.builds_on(level);
    facts.extend(below.map(|below| {
        ("Builds on", html! { (parts::name(&below)) span.aside { "what is asked there is expected as well" } })
    }));
    facts.push(("Asks", html! { (rubric::size(level)) }));
    facts.extend(rubric::source(level).map(|source| ("From", parts::name(&source))));
    parts::facts(&facts)
}

fn look_for(level: &Level, depth: usize) -> Markup {
    html! {
        @if !level.look_for.is_empty() {
            section {
                (heading(depth, &html! { (rubric::LOOK_FOR) }))
                ul { @for sign in &level.look_for { li dir="auto" { (clean(sign)) } } }
            }
        }
    }
}

fn scale() -> Markup {
    let rows = Rating::ALL.into_iter().rev().map(|rating| (rating, rating.meaning()));
    html! {
        section {
            h2 { "The scale" }
            p { (rubric::SCALE) }
            (anchors_table("What each rating means in general", "In general", rows))
        }
    }
}

fn part(sheet: &LevelSheet<'_>, section: &Section, depth: usize) -> Markup {
    html! {
        section.part {
            (heading(depth, &parts::name(&section.title)))
            p.standing { (rubric::bar(section)) }
            @for criterion in &section.criteria { (asked(sheet, criterion, depth + 1)) }
        }
    }
}

fn asked(sheet: &LevelSheet<'_>, criterion: &Criterion, depth: usize) -> Markup {
    let anchors = rubric::anchors(criterion);
    let as_well = sheet.shows_as_well(criterion);
    html! {
        article.criterion {
            (heading(depth, &parts::name(&criterion.title)))
            @if !criterion.statement.trim().is_empty() { p dir="auto" { (clean(&criterion.statement)) } }
            p.standing {
                @if criterion.must_have { strong { "Must-have" } ", " }
                (rubric::standing(criterion).trim_start_matches("must-have, "))
            }
            @if anchors.is_empty() {
                p.standing { (rubric::NO_ANCHORS) }
            } @else {
                (anchors_table(&format!("What ratings mean for {}", criterion.title), "What it means here", anchors.into_iter().rev()))
            }
            @if criterion.generated_anchors { p.generated { (rubric::GENERATED) } }
            @if !criterion.questions.is_empty() {
                div.ask {
                    p.label { "Ask" }
                    ul { @for question in &criterion.questions { (ask(question)) } }
                }
            }
            (list("Listen for", &criterion.look_for))
            (list("Who shows this has also shown", &as_well))
        }
    }
}

fn ask(question: &Question) -> Markup {
    html! {
        li {
            p dir="auto" {
                (clean(&question.ask))
                @if !question.kind.trim().is_empty() { " " span.aside.inline { (parts::name(&question.kind)) } }
            }
            @if !question.probes.is_empty() {
                ul.probes { @for probe in &question.probes { li dir="auto" { (clean(probe)) } } }
            }
        }
    }
}

fn list(label: &str, items: &[String]) -> Markup {
    html! {
        @if !items.is_empty() {
            div.ask {
                p.label { (label) }
                ul { @for item in items { li dir="auto" { (clean(item)) } } }
            }
        }
    }
}

/// Ratings with what they mean. The caption is raw text for those who cannot see what the table is under.
fn anchors_table<'a>(caption: &str, column: &str, rows: impl Iterator<Item = (Rating, &'a str)>) -> Markup {
    html! {
        table.anchors role="table" {
            caption { span.hidden { (clean(caption)) } }
            (parts::head(&["Rating", column]))
            tbody role="rowgroup" {
                @for (rating, meaning) in rows {
                    tr role="row" {
                        th scope="row" role="rowheader" { (parts::answer(Some(Answer::Rated(rating)))) }
                        td role="cell" dir="auto" { (clean(meaning)) }
                    }
                }
            }
        }
    }
}
