//! What shows only when the criteria and levels of a family are seen together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::anchors::{self, GENERATED_INSTEAD, GENERATED_REASON};
use super::vocabulary::plain;
use super::{Advice, GENERATED_ANCHORS, generated_anchors, in_setting, ladder, quoted, section};
use crate::domain::interview::USUAL_MINUTES;
use crate::domain::rubric::{Criterion, Level, SectionKind, chain_to};

pub(super) fn advice(levels: &[Arc<Level>]) -> Vec<Advice> {
    let mut seen = Seen::default();
    let rungs = ladder::undeclared_rungs(levels);
    let mut advice = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let on_level = [
            ladder::undeclared(levels, index),
            generated(level),
            section::must_haves(level),
            long_interview(levels, level),
        ];
        advice.extend(on_level.into_iter().flatten().map(|advice| Advice { level: index, ..advice }));
        let setting = format!("{} {}", level.family_title, level.title);
        let mut twins = Twins::default();
        for (s, group) in level.sections.iter().enumerate() {
            let place = format!("sections[{s}]");
            advice.extend(section::advice(group).into_iter().map(|advice| advice.below(index, &place)));
            for (c, criterion) in group.criteria.iter().enumerate() {
                let place = format!("sections[{s}].criteria[{c}]");
                let own = in_setting(criterion, &setting).into_iter().filter(|advice| advice.code != GENERATED_ANCHORS);
                let rung = rungs.iter().filter(|rung| rung.place == (index, s, c)).map(ladder::Rung::advice);
                advice.extend(
                    own.chain(twins.again(criterion))
                        .chain(seen.again(criterion))
                        .chain(rung)
                        .map(|advice| advice.below(index, &place)),
                );
            }
        }
    }
    advice
}

/// Titles and statements of a level that were seen before; of a statement, whose it is.
#[derive(Default)]
struct Twins<'a> {
    titles: HashSet<String>,
    statements: HashMap<String, &'a str>,
}

impl<'a> Twins<'a> {
    /// What makes this criterion the twin of an earlier one of its level.
    fn again(&mut self, criterion: &'a Criterion) -> Option<Advice> {
        let (title, statement) = (plain(&criterion.title), plain(&criterion.statement));
        let known = !title.is_empty() && !self.titles.insert(title);
        if !statement.is_empty() {
            if let Some(first) = self.statements.get(&statement) {
                return Some(Advice::new(
                    "statement",
                    "twin-statement",
                    format!("says the same as {}, which this level asks too", quoted(first)),
                    "One answer is rated and counted twice, and the minutes for it are spent twice.",
                    "Keep one of the two; or say here what an answer must hold that it need not hold there.",
                ));
            }
            self.statements.insert(statement, &criterion.title);
        }
        known.then(|| {
            Advice::new(
                "title",
                "twin-title",
                format!("{} is the title of another criterion of this level too", quoted(&criterion.title)),
                "Lists, cards and the panel tell criteria by their titles: nobody can say which of the two was rated.",
                "Put the word that tells them apart into the title, or keep one of the two.",
            )
        })
    }
}

/// Anchors and questions that were seen before, with the title of the criterion that has them.
#[derive(Default)]
struct Seen<'a> {
    anchors: HashMap<[String; 4], &'a str>,
    questions: HashMap<String, &'a str>,
}

impl<'a> Seen<'a> {
    /// What this criterion has in common with an earlier one.
    fn again(&mut self, criterion: &'a Criterion) -> Vec<Advice> {
        let mut advice = Vec::new();
        let whole = criterion.anchors.iter().all(|anchor| !anchor.trim().is_empty());
        // Of generated and generic anchors it is said already that they fit everywhere.
        if whole && !criterion.generated_anchors && !anchors::are_generic(criterion) {
            let key = criterion.anchors.each_ref().map(|anchor| plain(anchor));
            if let Some(first) = self.anchors.get(&key) {
                advice.push(Advice::new(
                    "anchors",
                    "shared-anchors",
                    format!("has the same four anchors as {}", quoted(first)),
                    "Anchors that fit two criteria describe neither, and one good answer is counted twice.",
                    "Say what one would hear here and not there; if there is no difference, keep one of the two.",
                ));
            } else {
                self.anchors.insert(key, &criterion.title);
            }
        }
        for (index, question) in criterion.questions.iter().enumerate() {
            let key = plain(&question.ask);
            if key.is_empty() {
                continue;
            }
            if let Some(first) = self.questions.get(&key) {
                advice.push(Advice::new(
                    format!("questions[{index}].ask"),
                    "repeated-question",
                    format!("{} is asked under {} too", quoted(&question.ask), quoted(first)),
                    "Asked a second time it brings the same answer or none, and costs the minutes of another question.",
                    "Ask for another case here, or rate both criteria by one question and leave it out here.",
                ));
            } else {
                self.questions.insert(key, &criterion.title);
            }
        }
        advice
    }
}

/// One word on all generated anchors of a level.
fn generated(level: &Level) -> Option<Advice> {
    let count = generated_anchors(level);
    let all = level.criteria().count();
    (count > 0).then(|| {
        let message = format!("the anchors of {count} of {all} criteria are generated");
        Advice::new("sections", GENERATED_ANCHORS, message, GENERATED_REASON, GENERATED_INSTEAD)
    })
}

/// The minutes of a level alone and with all below it, against those of an interview.
fn long_interview(levels: &[Arc<Level>], level: &Level) -> Option<Advice> {
    let minutes = |level: &Level| level.criteria().map(|criterion| u64::from(criterion.minutes)).sum::<u64>();
    let own = minutes(level);
    let required = level.sections.iter().filter(|section| section.kind == SectionKind::Required);
    let required: u64 =
        required.flat_map(|section| &section.criteria).map(|criterion| u64::from(criterion.minutes)).sum();
    let chain = chain_to(levels, &level.id).unwrap_or_default();
    let whole: u64 = chain.iter().map(|level| minutes(level)).sum::<u64>().max(own);
    if whole <= u64::from(USUAL_MINUTES) {
        return None;
    }
    let alone =
        if required == own { format!("{own} minutes") } else { format!("{own} minutes ({required} of them required)") };
    let message = if whole == own {
        format!("takes {alone}; an interview holds about {USUAL_MINUTES}")
    } else {
        format!(
            "takes {alone} by itself and {whole} with the levels below it; an interview holds about {USUAL_MINUTES}"
        )
    };
    Some(Advice::new(
        "sections",
        "long-interview",
        message,
        "What is not reached stays unknown and proves no grade; hurried, every question gets a thinner answer.",
        "Share the sections out (`assay new --focus SECTION`), let higher criteria imply lower ones, or drop what \
         another criterion shows as well.",
    ))
}
