//! `check --notes`: what the texts of cards say that must not weigh, and verdicts without what they
//! rest on. It is advice: it fails nothing.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::cards::{Meant, meant};
use super::output::Outcome;
use super::page::Page;
use super::rubrics::with_problems;
use crate::domain::count::counted;
use crate::domain::notes::{Finding, NoteContext, WordLists, lint};
use crate::domain::rating::{Answer, Rating};
use crate::domain::scorecard::{Content, Entry};
use crate::runtime::meter::Meter;
use crate::storage::archive::{self, Paths};
use crate::storage::card::{self, CardProblem, Code};
use crate::storage::{json as strict, many, notes};
use crate::text::clean;

/// A text of a card in which something was found.
struct Text {
    /// JSON path in the card.
    path: String,
    /// Title of the criterion, or the name of the text.
    title: String,
    /// Id and answer of the criterion, where it is a note on one.
    on: Option<(String, Answer)>,
    findings: Vec<Finding>,
}

/// A card that was looked through, or why it could not be.
struct Read {
    file: String,
    candidate: Option<String>,
    texts: Vec<Text>,
    problems: Vec<CardProblem>,
}

/// Looks through the notes of cards by file, id or folder. Decisions in a folder hold no notes.
pub(super) fn check(paths: Option<&Paths>, given: &[PathBuf], json: bool) -> Outcome {
    let (lists, problems) = paths.map_or_else(|| (notes::built_in(), Vec::new()), notes::load);
    let meter = Meter::new("Reading notes");
    let below = |given: &PathBuf| {
        let folder = given.is_dir();
        let mut meant = meant(paths, given);
        meant.retain(|Meant { found, .. }| !(folder && found.as_ref().is_ok_and(|path| archive::is_decision(path))));
        meant
    };
    let meant: Vec<Meant> = given.iter().flat_map(below).collect();
    let cards = many::map(&meant, &|done, of| meter.at(done, of), |meant| read(meant, &lists));
    drop(meter);
    let wrong = cards.iter().any(|card| !card.problems.is_empty());
    let outcome = Outcome::text(if json {
        strict::pretty(&cards.iter().map(object).collect::<Vec<Value>>())
    } else {
        page(&cards).into_bytes()
    });
    let outcome = with_problems(outcome, &problems);
    if wrong { outcome.wrong() } else { outcome }
}

fn read(meant: &Meant, lists: &WordLists) -> Read {
    let unread = |problems| Read { file: meant.file.clone(), candidate: None, texts: Vec::new(), problems };
    let path = match &meant.found {
        Ok(path) => path,
        Err(problem) => return unread(vec![problem.clone()]),
    };
    let reading = card::from_file(path);
    let Some(card) = reading.card else {
        let why = "cannot be read as a card, so its notes cannot be";
        let problems = reading.report.problems.into_iter();
        let problems = problems.filter(|problem| !matches!(problem.code, Code::Seal | Code::Recommendation));
        return unread([CardProblem::new(Code::Unreadable, "", why)].into_iter().chain(problems).collect());
    };
    let content = card.content();
    let entries = content.entries.iter().enumerate().map(|(index, entry)| note(content, index, entry, lists));
    let texts = entries.chain(prose(content, lists)).filter(|text| !text.findings.is_empty()).collect();
    Read { file: meant.file.clone(), candidate: Some(content.candidate.name.clone()), texts, problems: Vec::new() }
}

fn note(content: &Content, index: usize, entry: &Entry, lists: &WordLists) -> Text {
    let criterion = content.rubric.criterion(entry.criterion);
    Text {
        path: format!("ratings[{index}].note"),
        title: criterion.title.clone(),
        on: Some((criterion.id.clone(), entry.answer)),
        findings: lint(&NoteContext::on(criterion, Some(entry.answer), &entry.note), lists),
    }
}

/// The texts about the interview as a whole.
fn prose<'a>(content: &'a Content, lists: &'a WordLists) -> impl Iterator<Item = Text> + 'a {
    let texts = [
        ("takeaways", "Takeaways", content.takeaways.as_str()),
        ("strengths", "Strengths", &content.strengths),
        ("concerns", "Concerns", &content.concerns),
        ("decision.reason", "Reason of the decision", &content.decision.reason),
        ("amends.reason", "Reason of the amendment", content.amends.as_ref().map_or("", |amends| &amends.reason)),
    ];
    texts.into_iter().map(|(path, title, text)| Text {
        path: path.to_owned(),
        title: title.to_owned(),
        on: None,
        findings: lint(&NoteContext::overall(text), lists),
    })
}

/// A card with what was found, as an element of the array that is printed.
fn object(card: &Read) -> Value {
    let findings = card.texts.iter().flat_map(|text| text.findings.iter().map(|finding| found(text, finding)));
    json!({
        "file": card.file,
        "ok": card.problems.is_empty(),
        "candidate": card.candidate.as_deref().map(clean),
        "problems": card.problems,
        "findings": findings.collect::<Vec<Value>>(),
    })
}

fn found(text: &Text, finding: &Finding) -> Value {
    json!({
        "path": text.path,
        "criterion": text.on.as_ref().map(|(id, answer)| json!({
            "id": clean(id),
            "title": clean(&text.title),
            "rating": answer.rating().map(Rating::number),
        })),
        "code": finding.code.id(),
        "words": finding.span.is_some().then(|| clean(&finding.words)),
        "span": finding.span.as_ref().map(|span| [span.start, span.end]),
        "why": clean(&finding.why),
        "instead": clean(&finding.instead),
        "key": clean(&finding.key()),
    })
}

/// A paragraph for each card, counts, and the next step.
fn page(cards: &[Read]) -> String {
    let mut page = Page::default();
    for card in cards {
        let verdict = if card.problems.is_empty() { "ok   " } else { "WRONG" };
        let candidate = card.candidate.as_ref().map_or_else(String::new, |name| format!(": {name}"));
        for part in [verdict, " ", &clean(&format!("{}{candidate}", card.file)), "\n"] {
            page.out.push_str(part);
        }
        for mark in archive::marks(&card.problems) {
            page.lines("      ", &mark);
        }
        for text in &card.texts {
            let answer = text.on.as_ref().map_or_else(String::new, |(_, answer)| format!(" ({})", answer.label()));
            page.lines("      ", &format!("{}{answer}", text.title));
            for finding in &text.findings {
                let words = match finding.span {
                    Some(_) => format!("\"{}\"", finding.words),
                    None => "the note as a whole".to_owned(),
                };
                page.lines("        - ", &format!("{words} [{}]", finding.code.id()));
                page.reason(&finding.why, &finding.instead);
            }
        }
    }
    let findings = cards.iter().flat_map(|card| &card.texts).map(|text| text.findings.len()).sum();
    let counts = [counted(cards.len(), "card", "cards"), counted(findings, "finding", "findings")];
    page.out.push('\n');
    page.lines("", &format!("{}.", counts.join(", ")));
    let next = if findings > 0 {
        "Next: take what helps. A finding fails nothing; a sealed card is changed by amending it."
    } else {
        "Next: read the notes aloud once; what is found here is not all that can hurt."
    };
    page.lines("", next);
    page.out
}
