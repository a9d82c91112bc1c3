//! Criteria, field by field, and their questions.

use std::collections::HashSet;
use std::sync::Arc;

use super::levels::{Subject, items, place, sourced};
use super::pairs::{Home, Pairs, criterion, out_of_order, section, spots_in};
use super::words::{Bag, likeness};
use super::{Change, What};
use crate::domain::rating::Rating;
use crate::domain::rubric::{Criterion, Level, Question, SectionKind};

/// Hundredths of likeness from which on a question is the old one in other words.
const ALIKE: usize = 50;

/// The criteria of a new section, and those that are gone from the old one. Where a whole section is
/// new, `tell_added` is false: it was said already what came with it.
pub(super) fn compare(pairs: &Pairs<'_>, from: Option<Home>, home: Home, tell_added: bool, changes: &mut Vec<Change>) {
    let here = section(pairs.new, home);
    let subject = |title: &str, id: &str| {
        let mut subject = Subject::section(&pairs.new[home.level], here);
        subject.name = format!("{}: {title}", subject.name);
        subject.criterion = Some(id.to_owned());
        subject
    };
    let stayed = spots_in(pairs.new, home).filter_map(|spot| pairs.old_spot(spot)).filter(|old| Some(old.home) == from);
    let mut moved = out_of_order(&stayed.map(|old| old.index).collect::<Vec<_>>()).into_iter();
    for spot in spots_in(pairs.new, home) {
        let now = criterion(pairs.new, spot);
        let subject = subject(&now.title, &now.id);
        let Some(old) = pairs.old_spot(spot) else {
            if tell_added {
                let texts = ["", now.statement.as_str()];
                let counts = here.kind == SectionKind::Required || !now.implies.is_empty();
                changes.push(subject.change(What::CriterionAdded, texts, counts, "criterion added".to_owned()));
            }
            continue;
        };
        let before = criterion(pairs.old, old);
        let was = section(pairs.old, old.home);
        if Some(old.home) != from {
            let [from, to] = [(&pairs.old[old.home.level], was), (&pairs.new[home.level], here)]
                .map(|(level, section)| format!("{}, {}", level.label(), section.title));
            let said = format!("moved here from {from}");
            changes.push(subject.change(What::CriterionMoved, [&from, &to], true, said));
        } else if moved.next() == Some(true) {
            let above = spot.index.checked_sub(1).map(|above| here.criteria[above].title.as_str());
            changes.push(subject.change(What::CriterionOrder, ["", ""], false, place(above)));
        }
        let gates = [was.kind, here.kind].contains(&SectionKind::Required);
        rule_fields(pairs, &subject, before, now, gates, changes);
        text_fields(&subject, before, now, changes);
        questions(&subject, &before.questions, &now.questions, changes);
    }
    let Some(from) = from else { return };
    for spot in spots_in(pairs.old, from).filter(|spot| !pairs.is_kept(*spot)) {
        let gone = criterion(pairs.old, spot);
        let gated = section(pairs.old, from).kind == SectionKind::Required || !gone.implies.is_empty();
        let texts = [gone.statement.as_str(), ""];
        let subject = subject(&gone.title, &gone.id);
        changes.push(subject.change(What::CriterionRemoved, texts, gated, "criterion removed".to_owned()));
    }
}

/// What the rule reads. `gates` says whether points and must-haves count here or did before.
fn rule_fields(
    pairs: &Pairs<'_>,
    subject: &Subject,
    old: &Criterion,
    new: &Criterion,
    gates: bool,
    changes: &mut Vec<Change>,
) {
    if old.id != new.id {
        let said = format!(
            "nearly the same text, but the id {:?} is now {:?}; old ratings do not count for it",
            old.id, new.id
        );
        let moves = gates || !old.implies.is_empty() || !new.implies.is_empty();
        changes.push(subject.change(What::CriterionRenamed, [&old.id, &new.id], moves, said));
    }
    if old.weight != new.weight {
        let [before, after] = [old.weight, new.weight].map(|weight| weight.to_string());
        let said = format!("weight {before}, now {after}");
        changes.push(subject.change(What::Weight, [&before, &after], gates, said));
    }
    if old.must_have != new.must_have {
        let [before, after] = [old.must_have, new.must_have].map(|yes| if yes { "yes" } else { "no" });
        let said = if new.must_have { "now a must-have" } else { "no must-have any more" };
        changes.push(subject.change(What::MustHave, [before, after], gates, said.to_owned()));
    }
    let was: Vec<&str> = old.implies.iter().map(|id| pairs.criterion_id(id)).collect();
    let now: Vec<&str> = new.implies.iter().map(String::as_str).collect();
    if was != now {
        let moves = was.iter().any(|id| !now.contains(id)) || now.iter().any(|id| !was.contains(id));
        let said = if moves { "what it proves below changed" } else { "what it proves, in another order" };
        let [before, after] =
            [(pairs.old, &old.implies), (pairs.new, &new.implies)].map(|(levels, ids)| titles(levels, ids));
        changes.push(subject.change(What::Implies, [&before, &after], moves, said.to_owned()));
    }
}

/// The titles of criteria by their ids.
fn titles(levels: &[Arc<Level>], ids: &[String]) -> String {
    let all = || levels.iter().flat_map(|level| level.criteria());
    let titles = ids.iter().map(|id| all().find(|known| known.id == *id).map_or(id, |known| &known.title));
    items(&titles.collect::<Vec<_>>())
}

/// What only people read.
fn text_fields(subject: &Subject, old: &Criterion, new: &Criterion, changes: &mut Vec<Change>) {
    subject.text(What::Title, "title", [&old.title, &new.title], changes);
    subject.text(What::Statement, "statement", [&old.statement, &new.statement], changes);
    if old.source != new.source {
        let texts = [old.source.as_str(), &new.source];
        changes.push(subject.change(What::Source, texts, false, sourced(&old.source, &new.source)));
    }
    if old.minutes != new.minutes {
        let [before, after] = [old.minutes, new.minutes].map(|minutes| minutes.to_string());
        let said = format!("{before} minutes, now {after}");
        changes.push(subject.change(What::Minutes, [&before, &after], false, said));
    }
    subject.list(What::Competencies, "competencies", [&old.competencies, &new.competencies], changes);
    subject.list(What::LookFor, "what to listen for", [&old.look_for, &new.look_for], changes);
    for (rating, (before, after)) in Rating::ALL.into_iter().zip(old.anchors.iter().zip(&new.anchors)) {
        subject.text(What::Anchor(rating), &format!("anchor {rating}"), [before, after], changes);
    }
    if old.generated_anchors != new.generated_anchors {
        let [before, after] = [old.generated_anchors, new.generated_anchors].map(|yes| if yes { "yes" } else { "no" });
        let said = if new.generated_anchors {
            "anchors now marked as the scale's own wording"
        } else {
            "anchors no longer marked as the scale's own wording"
        };
        changes.push(subject.change(What::GeneratedAnchors, [before, after], false, said.to_owned()));
    }
}

/// A question as text: how it is meant, what is asked, and the probes.
fn lines(question: &Question) -> String {
    let lead = if question.kind.is_empty() { String::new() } else { format!("({}) ", question.kind) };
    let probes = question.probes.iter().map(|probe| format!("probe: {probe}"));
    items(&std::iter::once(format!("{lead}{}", question.ask)).chain(probes).collect::<Vec<_>>())
}

fn questions(subject: &Subject, old: &[Question], new: &[Question], changes: &mut Vec<Change>) {
    if old == new {
        return;
    }
    let paired = paired(old, new);
    let places: Vec<usize> = paired.iter().flatten().copied().collect();
    for (question, before) in new.iter().zip(&paired) {
        let (what, texts, said) = match before.map(|index| &old[index]) {
            None => (What::QuestionAdded, [String::new(), lines(question)], "question added"),
            Some(before) if before != question => {
                let said = match (before.ask == question.ask, before.probes == question.probes) {
                    (false, _) if asks(before, question) < ALIKE => "question replaced",
                    (false, _) => "question reworded",
                    (true, false) => "probes of a question changed",
                    (true, true) => "kind of a question changed",
                };
                (What::QuestionChanged, [lines(before), lines(question)], said)
            }
            Some(_) => continue,
        };
        changes.push(subject.change(what, [&texts[0], &texts[1]], false, said.to_owned()));
    }
    let kept: HashSet<usize> = places.iter().copied().collect();
    for (_, gone) in old.iter().enumerate().filter(|(index, _)| !kept.contains(index)) {
        let texts = [lines(gone), String::new()];
        let said = "question removed".to_owned();
        changes.push(subject.change(What::QuestionRemoved, [&texts[0], &texts[1]], false, said));
    }
    if out_of_order(&places).contains(&true) {
        let said = "questions in another order".to_owned();
        changes.push(subject.change(What::QuestionOrder, ["", ""], false, said));
    }
}

/// Pairs of questions that are compared word by word at most; nobody asks a hundred questions about one
/// thing, and a file of thousands must not hold anybody up.
const MOST_PAIRS: usize = 10_000;

/// How alike two questions are, whatever their probes.
fn asks(a: &Question, b: &Question) -> usize {
    likeness(&Bag::of(&a.ask), &Bag::of(&b.ask))
}

/// For each new question the old one that it is: the same, one that asks the same or nearly the same,
/// or the one in whose place it is.
fn paired(old: &[Question], new: &[Question]) -> Vec<Option<usize>> {
    let mut of: Vec<Option<usize>> = vec![None; new.len()];
    if old.len() * new.len() > MOST_PAIRS {
        return (0..new.len()).map(|n| (n < old.len()).then_some(n)).collect();
    }
    let rules: [&dyn Fn(usize, usize) -> bool; 4] = [
        &|o, n| old[o] == new[n],
        &|o, n| old[o].ask == new[n].ask,
        &|o, n| asks(&old[o], &new[n]) >= ALIKE,
        &|o, n| o == n,
    ];
    for fits in rules {
        for n in 0..new.len() {
            if of[n].is_none() {
                of[n] = (0..old.len()).find(|&o| !of.contains(&Some(o)) && fits(o, n));
            }
        }
    }
    of
}
