//! The words of a certificate, one wording for screens and reports: which ratings, where they stand and
//! the sum they come to.
//!
//! Titles come from rubrics and are raw here; whoever shows a line cleans it.

use super::{RuledOut, only};
use crate::domain::count::counted;
use crate::domain::grade::{self, SectionState};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;

/// The part of a certificate that lies in one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Level and section: `Senior, Leadership Skills`.
    pub heading: String,
    /// What it comes to: `6 of 8 points, needs 6`; nothing where its ratings only credit others.
    pub sum: Option<String>,
    /// One line a rating: `Mentoring: 3 Meets (2 points)`.
    pub lines: Vec<String>,
}

/// What a proof says: `These 16 ratings alone prove Intermediate (grade 6)`.
#[must_use]
pub fn proves(rubric: &Rubric, level: usize, proof: &[usize]) -> String {
    format!("{} {}", alone(proof, ["proves", "prove"]), rubric.levels()[level].label_with_grade())
}

/// What rules a level out: `This rating alone rules out Staff (grade 8)`.
#[must_use]
pub fn rules_out(rubric: &Rubric, ruled_out: &RuledOut) -> String {
    let level = rubric.levels()[ruled_out.level].label_with_grade();
    format!("{} {level}", alone(&ruled_out.criteria, ["rules out", "rule out"]))
}

fn alone(criteria: &[usize], [one, many]: [&str; 2]) -> String {
    match criteria.len() {
        1 => format!("This rating alone {one}"),
        n => format!("These {n} ratings alone {many}"),
    }
}

/// The arithmetic of a proof: every required section up to `level` reaches what it needs with these ratings
/// and no others.
#[must_use]
pub fn proof(rubric: &Rubric, ratings: &[Option<Rating>], level: usize, proof: &[usize]) -> Vec<Entry> {
    let now = grade::recommend(rubric, &only(ratings, proof));
    let line = |i: usize, counts: bool| {
        let content = rubric.criterion(i);
        let title = &content.title;
        let must_have = if content.must_have { ", a must-have" } else { "" };
        let points = |points: u32| counted((content.weight * points) as usize, "point", "points");
        let credit = now.credits.iter().find(|credit| credit.criterion == i);
        match (ratings[i].filter(|_| proof.contains(&i)), credit) {
            (Some(own), _) if !counts => Some(format!("{title}: {own} (credits a lower level)")),
            (_, Some(credit)) if counts => {
                let from = &rubric.criterion(credit.from).title;
                Some(format!("{title}: Meets, credited by {from}{must_have} ({})", points(Rating::Meets.points())))
            }
            (Some(own), _) => Some(format!("{title}: {own}{must_have} ({})", points(own.points()))),
            _ => None,
        }
    };
    entries(rubric, |l, section| {
        let result = now.section(l, section).filter(|_| l <= level);
        let lines = rubric.section_range(l, section).filter_map(|i| line(i, result.is_some())).collect();
        let sum = result.map(|result| format!("{} of {} points, needs {}", result.earned, result.max, result.need));
        (sum, lines)
    })
}

/// The arithmetic of what rules a level out: a section that cannot reach what it needs, whatever all other
/// criteria are rated.
#[must_use]
pub fn ruled_out(rubric: &Rubric, ratings: &[Option<Rating>], ruled_out: &RuledOut) -> Vec<Entry> {
    let now = grade::recommend(rubric, &only(ratings, &ruled_out.criteria));
    entries(rubric, |l, section| {
        let failed =
            now.section(l, section).filter(|result| l == ruled_out.level && result.state == SectionState::Failed);
        let range = rubric.section_range(l, section);
        let lines = range.filter(|i| ruled_out.criteria.contains(i)).filter_map(|i| {
            let (content, own) = (rubric.criterion(i), ratings[i]?);
            let lost = content.weight * (Rating::Meets.points() - own.points());
            let why = match (failed, content.must_have) {
                (Some(_), true) => "a must-have".to_owned(),
                (Some(_), false) => format!("{} lost", counted(lost as usize, "point", "points")),
                (None, _) => "gives no credit".to_owned(),
            };
            Some(format!("{}: {own} ({why})", content.title))
        });
        let sum = failed.map(|result| {
            if result.reachable < result.need {
                format!("at most {} of {} points, needs {}", result.reachable, result.max, result.need)
            } else {
                "a must-have cannot be met any more".to_owned()
            }
        });
        (sum, lines.collect())
    })
}

/// One entry for each section that has lines, in the rubric's order.
fn entries(rubric: &Rubric, mut say: impl FnMut(usize, usize) -> (Option<String>, Vec<String>)) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (l, level) in rubric.levels().iter().enumerate() {
        for (s, section) in level.sections.iter().enumerate() {
            let (sum, lines) = say(l, s);
            if !lines.is_empty() {
                entries.push(Entry { heading: format!("{}, {}", level.label(), section.title), sum, lines });
            }
        }
    }
    entries
}
