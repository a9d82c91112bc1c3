//! The handover: what of a candidate nobody has covered yet, for whoever interviews next.
//!
//! Whoever interviews next shall hear the candidate, not a colleague's opinion. So a handover is made
//! of [`Covered`] alone, which keeps of a card or draft that a criterion has a rating and not which: no
//! rating, note, grade, credit or order of importance can follow from it.

use std::cmp::Reverse;

use super::candidate::name_key;
use super::interview::Interview;
use super::rating::{Answer, Basis};
use super::rubric::{Level, Rubric, Section};
use super::scorecard::Scorecard;
use super::time::Moment;

/// What one interviewer has covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered {
    /// Who interviewed.
    pub interviewer: String,
    /// When it was submitted, or last worked on.
    pub at: Moment,
    /// Whether it is a submitted card, not a draft.
    pub submitted: bool,
    rubric: Rubric,
    /// What each criterion rests on, in the rubric's flat order, if it has a rating.
    bases: Vec<Option<Basis>>,
}

impl Covered {
    /// What a card covers.
    #[must_use]
    pub fn by_card(card: &Scorecard) -> Self {
        let content = card.content();
        let mut bases = vec![None; content.rubric.len()];
        for entry in &content.entries {
            bases[entry.criterion] = basis(Some(entry.answer), entry.basis);
        }
        let (interviewer, at) = (content.interviewer.clone(), content.submitted_at);
        Self { interviewer, at, submitted: true, rubric: content.rubric.clone(), bases }
    }

    /// What a draft covers. `last_at` is when something last happened in it.
    #[must_use]
    pub fn by_draft(interview: &Interview, last_at: Moment) -> Self {
        let marks = interview.marks().iter();
        Self {
            interviewer: interview.start().interviewer.clone(),
            at: last_at,
            submitted: false,
            rubric: interview.rubric().clone(),
            bases: marks.map(|mark| basis(mark.answer, mark.basis.unwrap_or(Basis::Interview))).collect(),
        }
    }

    /// How many criteria have a rating.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bases.iter().flatten().count()
    }

    /// How many of those were not asked in an interview: attested, from a résumé, a screening or a work sample.
    #[must_use]
    pub fn not_asked(&self) -> usize {
        self.bases.iter().flatten().filter(|&&basis| basis != Basis::Interview).count()
    }

    fn covers(&self, criterion: &str) -> bool {
        self.rubric.index_of(criterion).is_some_and(|index| self.bases[index].is_some())
    }
}

/// What an answer rests on. Asked without usable answer covers nothing.
fn basis(answer: Option<Answer>, basis: Basis) -> Option<Basis> {
    answer.and_then(Answer::rating).map(|_| basis)
}

/// What is open in one job family, on the levels of whoever went highest.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    rubric: Rubric,
    interviews: Vec<Covered>,
    open: Vec<bool>,
}

/// A section of which something is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenSection<'a> {
    /// Its level.
    pub level: &'a Level,
    /// The section.
    pub section: &'a Section,
    /// Index of its first criterion in the rubric.
    pub first: usize,
}

impl Handover {
    /// One a family, the family of the newest interview first. What several editions of a rubric ask is the
    /// same where the ids are.
    #[must_use]
    pub fn of(mut interviews: Vec<Covered>) -> Vec<Self> {
        interviews.sort_by_cached_key(|one| (Reverse(one.at.unix_seconds()), name_key(&one.interviewer)));
        let mut families: Vec<Vec<Covered>> = Vec::new();
        for one in interviews {
            let family = |other: &Vec<Covered>| other[0].rubric.target().family == one.rubric.target().family;
            match families.iter_mut().find(|other| family(other)) {
                Some(known) => known.push(one),
                None => families.push(vec![one]),
            }
        }
        families.into_iter().map(Self::of_family).collect()
    }

    /// `interviews` come newest first and are not empty.
    fn of_family(mut interviews: Vec<Covered>) -> Self {
        let highest = |one: &Covered| one.rubric.levels().len();
        // Of equally high ones the newest: the last of those that are reversed.
        let longest = interviews.iter().rev().max_by_key(|one| highest(one)).expect("a family has an interview");
        let rubric = longest.rubric.clone();
        let covered = |i: usize| interviews.iter().any(|one| one.covers(&rubric.criterion(i).id));
        let open = (0..rubric.len()).map(|i| !covered(i)).collect();
        interviews.reverse();
        Self { rubric, interviews, open }
    }

    /// The levels, up to the highest that somebody had on their card.
    #[must_use]
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Who interviewed so far, first come first.
    #[must_use]
    pub fn interviews(&self) -> &[Covered] {
        &self.interviews
    }

    /// Whether nobody has a rating of a criterion, by its index in the rubric.
    #[must_use]
    pub fn is_open(&self, criterion: usize) -> bool {
        self.open[criterion]
    }

    /// How many criteria are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open.iter().filter(|&&open| open).count()
    }

    /// The sections of which something is open, the highest level first as on the scoring screen.
    #[must_use]
    pub fn sections(&self) -> Vec<OpenSection<'_>> {
        self.all_sections().filter(|section| self.open_of(section).next().is_some()).collect()
    }

    /// The sections of which nothing is open.
    #[must_use]
    pub fn done(&self) -> Vec<OpenSection<'_>> {
        self.all_sections().filter(|section| self.open_of(section).next().is_none()).collect()
    }

    /// The open criteria of a section, by their indices in the rubric.
    pub fn open_of<'a>(&'a self, section: &OpenSection<'a>) -> impl Iterator<Item = usize> + 'a {
        let first = section.first;
        (first..first + section.section.criteria.len()).filter(|&i| self.open[i])
    }

    /// Whose rubric is another edition than the one here, with the level it differs in.
    #[must_use]
    pub fn other_editions(&self) -> Vec<(&Covered, &Level)> {
        let differs = |one: &&Level, other: &Level| one.id == other.id && one.digest != other.digest;
        let levels = || self.rubric.levels().iter().map(AsRef::as_ref);
        self.interviews
            .iter()
            .filter_map(|one| {
                let mut own = one.rubric.levels().iter();
                own.find_map(|own| levels().find(|level| differs(level, own))).map(|level| (one, level))
            })
            .collect()
    }

    fn all_sections(&self) -> impl Iterator<Item = OpenSection<'_>> {
        let levels = self.rubric.levels().iter().enumerate().rev();
        levels.flat_map(move |(l, level)| {
            level.sections.iter().enumerate().map(move |(s, section)| {
                let first = self.rubric.section_range(l, s).start;
                OpenSection { level, section, first }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples::{level, rubric, section};

    const DAY: i64 = 86_400;

    fn covered(interviewer: &str, day: i64, rubric: &Rubric, on: &[usize]) -> Covered {
        let bases = (0..rubric.len()).map(|i| on.contains(&i).then_some(Basis::Interview)).collect();
        let at = Moment::new(day * DAY, 0);
        Covered { interviewer: interviewer.to_owned(), at, submitted: true, rubric: rubric.clone(), bases }
    }

    fn two_levels() -> (Rubric, Rubric) {
        let low = level("low", None, vec![section("low", "craft", 2)]);
        let high = level("high", Some("low"), vec![section("high", "lead", 2)]);
        (rubric(vec![low.clone()]), rubric(vec![low, high]))
    }

    #[test]
    fn what_anybody_covered_is_not_open_and_the_highest_target_counts() {
        let (low, high) = two_levels();
        let given = vec![covered("Ana", 1, &high, &[2]), covered("Ben", 2, &low, &[0])];
        let [handover] = &Handover::of(given)[..] else { panic!("one family") };
        assert_eq!((0..4).map(|i| handover.is_open(i)).collect::<Vec<_>>(), [false, true, false, true]);
        let titles: Vec<&str> = handover.sections().iter().map(|open| open.section.id.as_str()).collect();
        assert_eq!(titles, ["lead", "craft"], "the highest level is first");
        let people: Vec<&str> = handover.interviews().iter().map(|one| one.interviewer.as_str()).collect();
        assert_eq!(people, ["Ana", "Ben"], "first come first");
        assert!(handover.done().is_empty());
    }

    #[test]
    fn a_section_of_which_nothing_is_open_is_done() {
        let (_, high) = two_levels();
        let given = vec![covered("Ana", 1, &high, &[2]), covered("Ben", 2, &high, &[3])];
        let [handover] = &Handover::of(given)[..] else { panic!("one family") };
        assert_eq!(handover.open(), 2);
        assert_eq!(handover.done().iter().map(|done| done.section.id.as_str()).collect::<Vec<_>>(), ["lead"]);
    }

    #[test]
    fn another_edition_is_named_and_still_counts() {
        let (_, high) = two_levels();
        let mut changed: Vec<Level> = high.levels().iter().map(|level| (**level).clone()).collect();
        changed[1].digest = "sha256:other".to_owned();
        let changed = rubric(changed);
        let given = vec![covered("Ana", 1, &changed, &[2]), covered("Ben", 2, &high, &[])];
        let [handover] = &Handover::of(given)[..] else { panic!("one family") };
        assert!(!handover.is_open(2));
        let named: Vec<(&str, &str)> = handover
            .other_editions()
            .into_iter()
            .map(|(one, level)| (one.interviewer.as_str(), level.id.as_str()))
            .collect();
        assert_eq!(named, [("Ana", "high")]);
    }
}
