//! One panel: summary, reasons, the debrief's agenda, everyone side by side, every note, the seals.

use maud::{Markup, html};

use super::page::page;
use super::{matrix, parts, profile};
use crate::domain::explain;
use crate::domain::panel::{Contest, Member, Panel, PanelDecision};
use crate::domain::rating::Answer;
use crate::domain::rubric::Level;
use crate::report::panel::{self, Mark, Note, PanelReport};
use crate::report::words;
use crate::text::clean;

/// A whole panel.
#[must_use]
pub fn panel(report: &PanelReport<'_>) -> String {
    let PanelReport { panel, decisions, problems, revealed } = *report;
    let title = format!("{}: hiring panel", panel.candidate().name);
    page(
        &title,
        &html! {
            (head(panel))
            (parts::marks(problems))
            @if revealed { p.warning { (panel::REVEALED) } }
            (summary(panel, decisions.first()))
            (how_sure(panel))
            (agenda(panel))
            (levels(panel))
            (matrix::matrix(panel))
            (matrix::profiles(panel))
            (notes(panel))
            (earlier(panel, decisions.get(1..).unwrap_or_default()))
            (amendments(panel))
            @for (heading, said) in panel::files(panel) { section { h2 { (heading) } (sentences(&said)) } }
            (cards(panel))
        },
    )
}

/// Sentences that may hold names.
fn sentences(said: &[String]) -> Markup {
    html! { ul { @for sentence in said { li dir="auto" { (clean(sentence)) } } } }
}

fn names(names: &[&str]) -> Markup {
    html! { @for (index, name) in names.iter().enumerate() { @if index > 0 { ", " } (parts::name(name)) } }
}

fn head(panel: &Panel) -> Markup {
    let target = panel.rubric().target();
    let interviewers: Vec<&str> = panel.members().iter().map(Member::interviewer).collect();
    let mut facts = vec![
        ("Role", parts::name(&target.family_title)),
        ("Asked up to", parts::name(&target.label_with_grade())),
        ("Interviewers", names(&interviewers)),
    ];
    if let Some(reference) = &panel.candidate().reference {
        facts.insert(0, ("Reference", parts::name(reference)));
    }
    html! {
        header.of-panel {
            p.kind { "Hiring panel" }
            h1 { (parts::name(&panel.candidate().name)) }
            (parts::facts(&facts))
        }
    }
}

/// The recommendation and, beside it, the decision: one is computed, the other people's.
fn summary(panel: &Panel, newest: Option<&(String, PanelDecision)>) -> Markup {
    let now = panel.recommendation();
    html! {
        section.summary aria-label="Summary" {
            div.verdict {
                h2 { "Recommendation " span.aside { "computed from everyone’s ratings" } }
                p.big { (parts::name(&panel::capital(&panel::grade(panel)))) }
                p.badge { (now.status.id()) }
                p { (clean(&explain::headline(panel.rubric(), now))) }
                @if let Some((next, said)) = panel::blocked(panel) {
                    p { "Why not " (parts::name(&next)) ":" }
                    (sentences(&said))
                }
            }
            div.verdict {
                h2 { "Decision " span.aside { "the panel’s own" } }
                @match newest {
                    Some((file, decision)) => {
                        p.big { (panel::capital(decision.record().overall.label())) }
                        p.badge { (parts::name(&panel::decided_level(decision))) }
                        (decided(panel, file, decision))
                    }
                    None => { p.big { "None yet" } p { "The panel has not recorded a decision." } }
                }
            }
        }
    }
}

/// A decision but for its result.
fn decided(panel: &Panel, file: &str, decision: &PanelDecision) -> Markup {
    let (reason, beside) = (&decision.record().reason, panel::beside(decision, panel));
    html! {
        @if !reason.trim().is_empty() { (parts::words(reason)) }
        p dir="auto" { (clean(&panel::decided(decision))) }
        @if !beside.is_empty() { (sentences(&beside)) }
        p.aside { "File " code { (clean(file)) } }
    }
}

fn earlier(panel: &Panel, decisions: &[(String, PanelDecision)]) -> Markup {
    html! {
        @if !decisions.is_empty() {
            section {
                h2 { "Earlier decisions" }
                @for (file, decision) in decisions {
                    h3 { (panel::capital(decision.record().overall.label())) ", " (parts::name(&panel::decided_level(decision))) }
                    (decided(panel, file, decision))
                }
            }
        }
    }
}

fn how_sure(panel: &Panel) -> Markup {
    html! { section { h2 { "How sure it is" } (sentences(&panel::how_sure(panel))) } }
}

fn agenda(panel: &Panel) -> Markup {
    html! {
        section {
            h2 { "The debrief’s agenda" }
            p.lead { (panel::agenda(panel)) }
            @let items = panel.agenda();
            @if !items.is_empty() {
                ol.agenda { @for contest in items { li { (item(panel, contest)) } } }
            }
        }
    }
}

/// One contested criterion: who gave what, and what each other rating would do.
fn item(panel: &Panel, contest: &Contest) -> Markup {
    html! {
        div {
            h3 { (parts::name(&panel.rubric().criterion(contest.criterion).title)) " " (mark(Mark::on(contest))) }
            p.aside { (parts::name(&panel::section(panel, contest.criterion))) }
        }
        div {
            dl.voices {
                @for (answer, interviewers) in panel::voices(panel, contest.criterion) {
                    div { dt { (parts::answer(Some(answer))) } dd { (names(&interviewers)) } }
                }
                div.own { dt { (parts::answer(Some(Answer::Rated(contest.consensus)))) } dd { "The panel" } }
            }
            (sentences(&panel::would_do(panel, contest)))
        }
    }
}

/// The mark of a contested criterion as sign and word. The sign is drawn, because not every font has it.
pub(super) fn mark(mark: Mark) -> Markup {
    html! {
        span.mark.decides[mark == Mark::Decides] {
            svg aria-hidden="true" width="9" height="9" {
                @match mark {
                    Mark::Decides => path d="M4.5 0v5.5M4.5 7.3v1.7" {},
                    Mark::Contested => path d="M0.5 3h8M0.5 6h8M7 0.5l-5 8" {},
                }
            }
            (mark.word())
        }
    }
}

fn levels(panel: &Panel) -> Markup {
    let results = panel.rubric().levels().iter().zip(&panel.recommendation().levels);
    let credits = panel::credits(panel);
    html! {
        section {
            h2 { "Levels" }
            p { (panel::RULE) }
            (profile::legend())
            @for (level, result) in results {
                @let heading = html! {
                    h3 { (parts::name(&level.label_with_grade())) }
                    p.aside { (words::verdict(result.verdict)) ", " (words::bar_profile(result.bar_profile)) }
                };
                (profile::table(&heading, level, &result.sections))
            }
            @if !credits.is_empty() {
                h3 { "Credits" }
                p { "Counted as Meets, because a higher rung of the same ladder was shown:" }
                ul {
                    @for (lower, higher) in credits {
                        li { (parts::name(lower)) span.aside { "shown by: " (parts::name(higher)) } }
                    }
                }
            }
        }
    }
}

fn notes(panel: &Panel) -> Markup {
    let levels = panel.rubric().levels().iter().enumerate();
    let sections = levels.flat_map(|(index, level)| (0..level.sections.len()).map(move |section| (index, section)));
    let noted = sections.filter_map(|(level, section)| {
        let range = panel.rubric().section_range(level, section);
        let noted: Vec<_> = range.map(|criterion| (criterion, panel::notes(panel, criterion))).collect();
        let noted: Vec<_> = noted.into_iter().filter(|(_, notes)| !notes.is_empty()).collect();
        (!noted.is_empty()).then(|| (words::section(panel.rubric(), level, section), noted))
    });
    let noted: Vec<_> = noted.collect();
    html! {
        section {
            h2 { "Notes" }
            @if noted.is_empty() { p { "None." } }
            @for (section, criteria) in noted {
                h3 { (parts::name(&section)) }
                @for (criterion, notes) in criteria { (criterion_notes(panel, criterion, &notes)) }
            }
        }
    }
}

fn criterion_notes(panel: &Panel, criterion: usize, notes: &[Note<'_>]) -> Markup {
    let content = panel.rubric().criterion(criterion);
    html! {
        div.noted {
            div {
                h4 { (parts::name(&content.title)) " " @if let Some(of) = Mark::of(panel, criterion) { (mark(of)) } }
                @if !content.statement.is_empty() { p.statement dir="auto" { (clean(&content.statement)) } }
                p.aside { "The panel: " (panel::consensus(panel, criterion)) }
            }
            div {
                @for note in notes {
                    div.note {
                        p {
                            strong { (parts::name(note.interviewer)) } " " (parts::answer(Some(note.entry.answer)))
                            span.aside { (panel::given(note.entry)) }
                        }
                        (parts::words(&note.entry.note))
                    }
                }
            }
        }
    }
}

fn amendments(panel: &Panel) -> Markup {
    let amended = panel::amended(panel);
    html! {
        @if !amended.is_empty() {
            section {
                h2 { "Amendments" }
                @for amended in &amended {
                    h3 { (parts::name(amended.interviewer)) }
                    p dir="auto" { (clean(&amended.moved)) }
                    @if !amended.reason.is_empty() { h4 { "Reason" } (parts::words(amended.reason)) }
                    @if !amended.changes.is_empty() {
                        table.changes role="table" {
                            caption.hidden { "What changed" }
                            (parts::head(&["Criterion", "Before", "Now"]))
                            tbody role="rowgroup" {
                                @for (what, before, now) in &amended.changes {
                                    tr role="row" {
                                        th scope="row" role="rowheader" dir="auto" { (clean(what)) }
                                        td role="cell" { span.narrow { "Before: " } (before) }
                                        td role="cell" { span.narrow { "Now: " } (now) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cards(panel: &Panel) -> Markup {
    html! {
        footer {
            h2 { "Cards" }
            @for member in panel.members() { (card(member)) }
            p {
                "A seal is the SHA-256 of a card’s content. " code { "assay check" } " recomputes it, and the "
                "recommendation, from the card’s file."
            }
        }
    }
}

fn card(member: &Member) -> Markup {
    let (submitted, content) = (member.submitted(), member.card().content());
    let target: &Level = content.rubric.target();
    let decision = &content.decision;
    let facts = [
        ("Asked", html! { "up to " (parts::name(&target.label_with_grade())) "; " (words::asked(content)) }),
        ("Interview", html! { (content.timing.started_at.to_minute()) ", " (words::minutes(content)) }),
        ("Computed from this card alone", parts::name(&words::recommended(member.card()))),
        ("Their own decision", html! { (decision.overall.label()) ", " (parts::name(&words::decided_level(content))) }),
        ("Submitted", html! { (content.submitted_at.to_minute()) }),
        ("File", html! { code { (clean(&submitted.file)) } }),
        ("Id", html! { code { (clean(&content.id)) } }),
        ("Seal", html! { code { (clean(&submitted.seal)) } }),
    ];
    html! {
        div.card {
            h3 { (parts::name(member.interviewer())) }
            (parts::facts(&facts))
            @if !decision.reason.trim().is_empty() { h4 { "Reason" } (parts::words(&decision.reason)) }
            @for (heading, text) in words::impressions(content) { h4 { (heading) } (parts::words(text)) }
        }
    }
}
