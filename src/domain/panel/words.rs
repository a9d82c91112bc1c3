//! The words of a panel: one wording for screens and reports, so that they never differ.
//!
//! Names and titles are raw here; whoever shows a sentence cleans it.

use super::{Alternative, Aside, Contest, LeftOut, LevelRef, Panel, Remark, Since, Why};
use crate::domain::agreement::{Agreement, Showing};
use crate::domain::amendments;
use crate::domain::explain::headline;
use crate::domain::rubric::Rubric;

/// What is proved on everyone's lowest and on everyone's highest ratings.
#[must_use]
pub fn range(panel: &Panel) -> String {
    let name = |level: Option<usize>| {
        level.map_or_else(|| "nothing".to_owned(), |level| panel.rubric().levels()[level].label_with_grade())
    };
    let (lowest, highest) = (panel.lowest().floor, panel.highest().floor);
    if lowest == highest {
        format!("Proved on everyone's lowest and on everyone's highest ratings alike: {}.", name(lowest))
    } else {
        format!("Proved on everyone's lowest ratings: {}; on everyone's highest: {}.", name(lowest), name(highest))
    }
}

/// What the others come to without one member.
///
/// # Panics
/// If there is no such member.
#[must_use]
pub fn without(panel: &Panel, member: usize) -> String {
    let said = headline(panel.rubric(), &panel.without()[member]);
    format!("Without {}: {said}", panel.members()[member].interviewer())
}

/// How many criteria rest on one rating.
#[must_use]
pub fn single_rated(panel: &Panel) -> String {
    match panel.single_rated().len() {
        0 => "No criterion rests on one rating alone.".to_owned(),
        1 => "1 criterion rests on one rating.".to_owned(),
        n => format!("{n} criteria rest on one rating."),
    }
}

/// What each other rating of a contested criterion would lead to, one sentence each.
#[must_use]
pub fn decides(panel: &Panel, contest: &Contest) -> Vec<String> {
    let place = place(panel.rubric(), contest.criterion);
    contest.alternatives.iter().map(|other| format!("{place}: {}", alternative(panel, contest, other))).collect()
}

/// What one other rating of a contested criterion would lead to.
#[must_use]
pub fn alternative(panel: &Panel, contest: &Contest, other: &Alternative) -> String {
    let whose: Vec<String> =
        other.members.iter().map(|&member| format!("{}'s", panel.members()[member].interviewer())).collect();
    let (rating, consensus) = (other.rating.number(), contest.consensus.number());
    format!("with {} {rating} instead of {consensus}, {}.", listed(&whose), effect(panel, other))
}

/// A criterion by its place: `Senior, Leadership skills #2`.
#[must_use]
pub fn place(rubric: &Rubric, criterion: usize) -> String {
    let place = rubric.place(criterion);
    let level = &rubric.levels()[place.level];
    format!("{}, {} #{}", level.label(), level.sections[place.section].title, place.criterion + 1)
}

fn effect(panel: &Panel, trial: &Alternative) -> String {
    let now = panel.recommendation();
    let label = |level: usize| panel.rubric().levels()[level].label();
    let above = |level: Option<usize>| level.map_or(0, |level| level + 1);
    let mut parts = Vec::new();
    let lost = (trial.ceiling < now.ceiling).then(|| above(trial.ceiling));
    if let Some(floor) = now.floor.filter(|_| trial.floor < now.floor) {
        let only = match trial.floor {
            Some(level) if level + 1 < floor => format!(", only {} is", label(level)),
            None if floor > 0 => ", and no level is".to_owned(),
            _ => String::new(),
        };
        parts.push(format!("{} is not proved{only}", label(floor)));
    }
    if let Some(floor) = trial.floor.filter(|_| trial.floor > now.floor) {
        parts.push(format!("{} is proved", label(floor)));
    }
    // A settled grade that falls to a settled one has said it all.
    if let Some(lost) = lost.filter(|_| parts.is_empty() || now.floor != now.ceiling || trial.floor != trial.ceiling) {
        let what = if trial.floor < now.floor && Some(lost) == now.floor { "it".to_owned() } else { label(lost) };
        parts.push(format!("{what} is out of reach"));
    }
    if let Some(ceiling) = trial.ceiling.filter(|_| trial.ceiling > now.ceiling && trial.ceiling > trial.floor) {
        parts.push(format!("{} can still be reached", label(ceiling)));
    }
    if parts.is_empty() { "the grade stays".to_owned() } else { parts.join("; ") }
}

/// A file that is not pooled, whose it is, and why.
#[must_use]
pub fn left_out(file: &LeftOut) -> String {
    let whose = file.interviewer.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
    format!("{}{whose}: {}", file.file, why(&file.why))
}

/// Why a file is not pooled.
#[must_use]
pub fn why(why: &Why) -> String {
    match why {
        Why::Draft => "is not submitted yet".to_owned(),
        Why::Damaged(what) => format!("is damaged: {what}"),
        Why::Copy { of } => format!("is a copy of {of}"),
        Why::OtherCandidate(candidate) => match &candidate.reference {
            Some(reference) => format!("is about another candidate, {} ({reference})", candidate.name),
            None => format!("is about another candidate, {}", candidate.name),
        },
        Why::OtherFamily { family } => format!("is for another job family, {family}"),
        Why::AmendsAnother { interviewer } => amendments::of_another(interviewer),
        Why::Superseded { by } => format!("is replaced by {by}"),
        Why::Older { than } => format!("is older than {than}, which does not amend it; the newer one counts"),
        Why::OtherEdition { level } => {
            format!("asked another edition of {level} than the pooled cards, so they cannot be compared")
        }
    }
}

/// What there is to know about a pooled card.
#[must_use]
pub fn remark(remark: &Remark) -> String {
    let Remark { file, interviewer, what } = remark;
    let said = match what {
        Aside::AmendsMissing => "amends a card that is not here".to_owned(),
        Aside::LevelAside { level } => {
            format!("asked {level}, which does not lead to the panel's highest level; ratings there do not count")
        }
    };
    format!("{file} ({interviewer}): {said}")
}

/// How far the interviewers agree, and how sure that is.
#[must_use]
pub fn agreement(agreement: &Agreement) -> String {
    let Agreement { criteria, raters, .. } = agreement;
    let shared = if *criteria == 1 { "1 shared criterion".to_owned() } else { format!("{criteria} shared criteria") };
    match agreement.showing() {
        Showing::NothingShared => "No criterion was rated by two interviewers: nothing to compare.".to_owned(),
        Showing::NoVariation => {
            format!("Agreement is not defined: all ratings on the {shared} are the same, and that shows nothing.")
        }
        Showing::TooFew => format!("Too little to say how far {raters} interviewers agree: {shared}."),
        Showing::IntervalFirst { interval: (low, high), alpha } => format!(
            "Agreement between {} and {} (95 % interval; Krippendorff's alpha {}): shaky, with {raters} interviewers and {shared}.",
            decimal(low),
            decimal(high),
            decimal(alpha)
        ),
        Showing::AlphaFirst { alpha, interval } => {
            let interval = interval.map_or_else(String::new, |(low, high)| {
                format!(", 95 % interval {} to {}", decimal(low), decimal(high))
            });
            format!("Agreement {} (Krippendorff's alpha, ordinal{interval}) over {shared}.", decimal(alpha))
        }
    }
}

/// Before and after, in one line each way, and whether the grade moved.
#[must_use]
pub fn moved(before: &Panel, after: &Panel) -> String {
    let said = |panel: &Panel| headline(panel.rubric(), panel.recommendation());
    if after.moved_since(before) {
        format!("The grade moved. Before: {} Now: {}", said(before), said(after))
    } else {
        format!("The grade did not move: {}", said(after))
    }
}

/// What has changed since a panel decided.
#[must_use]
pub fn since(change: &Since) -> String {
    let name = |level: &Option<LevelRef>| match level {
        Some(LevelRef { id, grade: Some(grade) }) => format!("{id} (grade {grade})"),
        Some(LevelRef { id, grade: None }) => id.clone(),
        None => "none".to_owned(),
    };
    match change {
        Since::Replaced { interviewer, by } => format!("{interviewer}'s card has changed since: it is {by} now."),
        Since::Gone { interviewer } => format!("{interviewer}'s card is not pooled any more."),
        Since::Joined { interviewer } => format!("{interviewer}'s card has come in since."),
        Since::Recommended { then, now } => {
            format!("The recommended level was {} and is {} now.", name(then), name(now))
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Two decimals, without a zero below zero.
fn decimal(number: f64) -> String {
    let text = format!("{number:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}
