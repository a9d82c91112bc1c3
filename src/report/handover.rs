//! A handover for people: what every format says, in words. Titles are raw here; each format cleans and
//! escapes what it shows.

use crate::domain::candidate::Candidate;
use crate::domain::count::{counted, criteria};
use crate::domain::handover::{Covered, Handover, OpenSection};
use crate::domain::rubric::{Criterion, SectionKind};

/// What a handover is made of.
#[derive(Clone, Copy, Debug)]
pub struct HandoverSheet<'a> {
    /// Who was interviewed.
    pub candidate: &'a Candidate,
    /// One a job family.
    pub families: &'a [FamilySheet],
    /// Sentences on files of which nobody can say what they cover.
    pub unread: &'a [String],
}

/// What is open in one job family.
#[derive(Clone, Debug)]
pub struct FamilySheet {
    /// What is open.
    pub handover: Handover,
    /// The minutes of each criterion in the rubric's flat order, where the family is at hand.
    pub minutes: Option<Vec<u32>>,
    /// The command that comes next, as a shell takes it: the program with its command, then each option with
    /// its value.
    pub next: Vec<String>,
}

/// What is in a handover and what is not.
pub const PROMISE: &str =
    "What is not covered yet. No rating and no note is in here, and nothing that follows from one.";
/// What a criterion is that only an earlier answer without use touched.
pub const COVERED: &str = "Covered is what somebody rated; asked without a usable answer is still open.";
/// Said where nothing is open.
pub const ALL_COVERED: &str = "Everything is covered.";

impl FamilySheet {
    /// The family with the highest level: `Professional Services Engineer, up to Senior (grade 7)`.
    #[must_use]
    pub fn title(&self) -> String {
        let target = self.handover.rubric().target();
        format!("{}, up to {}", target.family_title, target.label_with_grade())
    }

    /// How much is open: `13 criteria, 52 minutes`.
    #[must_use]
    pub fn open(&self) -> String {
        let open = (0..self.handover.rubric().len()).filter(|&i| self.handover.is_open(i));
        self.amount(&open.collect::<Vec<_>>())
    }

    /// Where a section is and how much of it is open: `3 of 4 criteria, 12 minutes`.
    #[must_use]
    pub fn open_of(&self, section: &OpenSection<'_>) -> String {
        let open: Vec<usize> = self.handover.open_of(section).collect();
        let all = section.section.criteria.len();
        let gates = if section.section.kind == SectionKind::Additional { "; gates no grade" } else { "" };
        if open.len() == all {
            return format!("{}{gates}", self.amount(&open));
        }
        format!("{} of {}{}{gates}", open.len(), criteria(all), self.minutes_of(&open))
    }

    /// What marks an open criterion: `must-have, 4 min`; empty for nothing.
    #[must_use]
    pub fn mark(&self, criterion: usize) -> String {
        let must_have = self.criterion(criterion).must_have.then(|| "must-have".to_owned());
        let minutes = self.minutes.as_ref().map(|minutes| format!("{} min", minutes[criterion]));
        must_have.into_iter().chain(minutes).collect::<Vec<_>>().join(", ")
    }

    /// The criterion with this index.
    #[must_use]
    pub fn criterion(&self, criterion: usize) -> &Criterion {
        self.handover.rubric().criterion(criterion)
    }

    /// What somebody covered: `18 criteria, 6 of them not asked`.
    #[must_use]
    pub fn covered(one: &Covered) -> String {
        let not_asked = match one.not_asked() {
            0 => String::new(),
            number => format!(", {number} of them not asked"),
        };
        format!("{}{not_asked}", criteria(one.count()))
    }

    /// Sentences on rubrics that are not the same.
    #[must_use]
    pub fn other_editions(&self) -> Vec<String> {
        let told = |(one, level): (&Covered, &crate::domain::rubric::Level)| {
            let (who, level) = (&one.interviewer, level.label());
            format!("{who} had another edition of {level}: a criterion is taken for the same where its id is.")
        };
        self.handover.other_editions().into_iter().map(told).collect()
    }

    /// The sections of which nothing is open, by level and title.
    #[must_use]
    pub fn done(&self) -> Option<String> {
        let done = self.handover.done();
        let names = done.iter().map(|done| format!("{} {}", done.level.label(), done.section.title));
        (!done.is_empty()).then(|| names.collect::<Vec<_>>().join(", "))
    }

    fn amount(&self, open: &[usize]) -> String {
        format!("{}{}", criteria(open.len()), self.minutes_of(open))
    }

    fn minutes_of(&self, open: &[usize]) -> String {
        let sum = |minutes: &Vec<u32>| open.iter().map(|&i| u64::from(minutes[i])).sum::<u64>();
        let told = |sum: u64| counted(usize::try_from(sum).unwrap_or(usize::MAX), "minute", "minutes");
        self.minutes.as_ref().map_or_else(String::new, |minutes| format!(", {}", told(sum(minutes))))
    }
}
