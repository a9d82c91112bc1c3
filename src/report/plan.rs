//! A plan of a panel in words that all formats share.
//!
//! Names and titles are raw here; each format cleans and escapes what it shows.

use super::words;
use crate::domain::agreement::{ENOUGH_CRITERIA, ENOUGH_RATERS};
use crate::domain::count::{self, counted};
use crate::domain::plan::{self, Part, Plan, Share, Why};
use crate::text::shell;

/// A stretch of an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Minute at which it begins.
    pub from: u32,
    /// Minute at which it ends.
    pub to: u32,
    /// What happens.
    pub what: String,
    /// The criteria one by one, where they are not the whole section.
    pub criteria: Vec<String>,
}

impl Row {
    /// When, on the interview's clock: `0:03–0:19`.
    #[must_use]
    pub fn when(&self) -> String {
        format!("{}–{}", clock(self.from), clock(self.to))
    }

    /// How long: `16 min`.
    #[must_use]
    pub fn length(&self) -> String {
        format!("{} min", self.to - self.from)
    }
}

fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// What is planned: `Baker, up to Senior (grade 7)`.
#[must_use]
pub fn subject(plan: &Plan) -> String {
    let target = plan.rubric().target();
    format!("{}, up to {}", target.family_title, target.label_with_grade())
}

/// How the time of each interview is used.
#[must_use]
pub fn time(plan: &Plan) -> String {
    let minutes = plan.minutes();
    let interviews = counted(plan.shares().len(), "interview", "interviews");
    let (opening, asking, questions) = (plan::opening(minutes), plan::asking(minutes), plan::questions(minutes));
    format!(
        "{interviews} of {minutes} minutes: {opening} for the opening, {asking} to ask, {questions} for the \
         candidate's own questions."
    )
}

/// How full an interview is: `44 minutes of questions, 7 free`.
#[must_use]
pub fn load(share: &Share) -> String {
    let planned = counted(share.planned as usize, "minute", "minutes");
    format!("{planned} of questions, {} free", share.free)
}

/// An interview from the opening to the candidate's own questions.
#[must_use]
pub fn rows(plan: &Plan, share: &Share) -> Vec<Row> {
    let (minutes, mut rows, mut at) = (plan.minutes(), Vec::<Row>::new(), 0);
    let mut add = |minutes: u32, what: String, criteria: Vec<String>| {
        if minutes > 0 {
            rows.push(Row { from: at, to: at + minutes, what, criteria });
            at += minutes;
        }
    };
    let opening = plan::opening(minutes);
    add(opening, "Opening".to_owned(), Vec::new());
    for part in &share.parts {
        let criteria = part.criteria.iter().filter(|_| !part.whole);
        let titles = criteria.map(|&i| format!("{}{}", plan.rubric().criterion(i).title, with(plan, share, i)));
        add(part.minutes, section(plan, part), titles.collect());
    }
    add(share.free, "Free".to_owned(), Vec::new());
    // An hour of a few minutes may not hold both that are kept free.
    add(plan::questions(minutes).min(minutes - opening), "The candidate's own questions".to_owned(), Vec::new());
    rows
}

/// Who else asks a criterion.
fn with(plan: &Plan, share: &Share, criterion: usize) -> String {
    let overlap = plan.overlaps().iter().find(|overlap| overlap.criterion == criterion);
    let both = overlap.map(|overlap| [overlap.first, overlap.second].map(|at| &plan.shares()[at].interviewer));
    let other = both.into_iter().flatten().find(|name| **name != share.interviewer);
    other.map_or_else(String::new, |name| format!(" (with {name})"))
}

fn section(plan: &Plan, part: &Part) -> String {
    let title = words::section(plan.rubric(), part.level, part.section);
    let all = plan.rubric().section_range(part.level, part.section).len();
    if part.whole {
        format!("{title} ({})", count::criteria(all))
    } else {
        format!("{title} ({} of {})", part.criteria.len(), count::criteria(all))
    }
}

/// How many criteria two interviewers ask, and what that is good for.
#[must_use]
pub fn overlap(plan: &Plan) -> String {
    let (found, wanted, panel) = (plan.overlaps().len(), plan.wanted(), plan.shares().len());
    if panel == 1 {
        return "With one interviewer nothing overlaps, so agreement cannot be measured.".to_owned();
    }
    if wanted == 0 {
        return format!("Nothing overlaps, so agreement cannot be measured: try --overlap {ENOUGH_CRITERIA}.");
    }
    let mut said = format!("{} asked by two interviewers", count::criteria(found));
    if found < wanted {
        said = format!("{said}, not {wanted}: nobody has time for more");
    }
    if found < ENOUGH_CRITERIA || panel < ENOUGH_RATERS {
        said = format!(
            "{said}. The panel shows agreement as a range first: a figure alone needs {ENOUGH_CRITERIA} shared \
             criteria and {ENOUGH_RATERS} interviewers"
        );
    }
    format!("{said}.")
}

/// The criteria that two ask, each with both.
#[must_use]
pub fn overlaps(plan: &Plan) -> Vec<String> {
    let name = |share: usize| &plan.shares()[share].interviewer;
    let overlaps = plan.overlaps().iter();
    overlaps
        .map(|overlap| {
            let (one, other) = (overlap.first.min(overlap.second), overlap.first.max(overlap.second));
            format!("{}: {} and {}", criterion(plan, overlap.criterion), name(one), name(other))
        })
        .collect()
}

/// How much is not covered, and what would be enough; nothing where all is.
#[must_use]
pub fn uncovered(plan: &Plan) -> Option<String> {
    let open = plan.uncovered();
    let minutes: u64 = open.iter().map(|open| u64::from(open.minutes)).sum();
    let enough = plan.enough();
    let longer = enough.minutes.map(|minutes| format!("{minutes} minutes an interview"));
    let more = enough.interviewers.map(|people| format!("{people} interviewers"));
    let enough = match [longer, more].into_iter().flatten().collect::<Vec<_>>().as_slice() {
        [] => "No plan covers them: shorten them, or leave some out".to_owned(),
        ways => format!("{} would be enough", ways.join(" or ")),
    };
    let required = counted(open.len(), "required criterion", "required criteria");
    (!open.is_empty()).then(|| format!("Not covered, for want of time: {required}, {minutes} minutes. {enough}."))
}

/// What is not covered, the most important first. Nobody has so much time left for any of it; of what is
/// longer than anybody's whole time that is said.
#[must_use]
pub fn gaps(plan: &Plan) -> Vec<String> {
    let time = plan::asking(plan.minutes());
    let gap = |open: &plan::Uncovered| {
        let must_have = if plan.rubric().criterion(open.criterion).must_have { ", must-have" } else { "" };
        let why = match open.why {
            Why::TooLong => format!(", longer than the {time} min that anyone has to ask"),
            Why::NoTime => String::new(),
        };
        format!("{}{must_have}, {} min{why}", criterion(plan, open.criterion), open.minutes)
    };
    plan.uncovered().iter().map(gap).collect()
}

/// What could be asked besides.
pub const ADDITIONAL: &str = "Additional sections that fit into what is free:";

/// Additional sections with who has the time.
#[must_use]
pub fn additional(plan: &Plan) -> Vec<String> {
    let extras = plan.additional().iter();
    extras
        .map(|extra| {
            let level = &plan.rubric().levels()[extra.level];
            let (title, name) = (&level.sections[extra.section].title, &plan.shares()[extra.share].interviewer);
            format!("{}: {title}, {} min: {name}", level.label(), extra.minutes)
        })
        .collect()
}

/// What to do with the plan: two commands.
#[must_use]
pub fn next(plan: &Plan) -> [String; 2] {
    let name = &plan.shares()[0].interviewer;
    ["-o plan.json".to_owned(), format!("assay new --plan plan.json --as {}", shell::word(name))]
}

fn criterion(plan: &Plan, index: usize) -> String {
    let rubric = plan.rubric();
    let level = rubric.levels()[rubric.place(index).level].label();
    format!("{} ({level})", rubric.criterion(index).title)
}
