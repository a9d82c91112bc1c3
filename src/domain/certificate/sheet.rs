//! The whole certificate, in the order in which it is read: what is proved and by which ratings, what
//! keeps the next level away, every section's arithmetic, and what would change the grade. Screens and
//! reports show the same.
//!
//! Titles come from rubrics and are raw here; whoever shows a part cleans it.

use super::{Certificate, words};
use crate::domain::explain;
use crate::domain::grade::{Recommendation, SectionResult, SectionState, Verdict};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;
use crate::domain::witness::{self, ReRating};

/// One thing that a certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A sentence.
    Says(String),
    /// A section that keeps the next level from being proved, and its state.
    Blocks(SectionState, String),
    /// Where the ratings below it stand, and the sum they come to.
    Sum(String, Option<String>),
    /// A rating of the sum above.
    Counts(String),
    /// A level of the arithmetic.
    Level(LevelLine),
    /// A required section of it: its title and its numbers.
    Section(String, SectionResult),
    /// A credit.
    Credit(String),
    /// A re-rating that would help to gain the next level, or to lose the present one.
    Gain(String),
    /// See [`Part::Gain`].
    Lose(String),
}

/// A level of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelLine {
    /// Its name with its grade.
    pub label: String,
    /// The rule's word on it.
    pub verdict: Verdict,
    /// The highest bar, in percent, at which it would stand; nothing where a must-have is short.
    pub profile: Option<u32>,
    /// The highest bar, in percent, that any section up to it has.
    pub bar: u32,
}

/// The certificate of a card. `now` is the rule's word on `ratings`.
#[must_use]
pub fn parts(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation) -> Vec<Part> {
    let mut parts = vec![Part::Says(explain::headline(rubric, now))];
    if let Some(next) = now.next_level() {
        parts.push(Part::Heading(format!("What keeps {} from being proved", rubric.levels()[next].label_with_grade())));
        let blockers = now.blockers();
        parts.extend(blockers.iter().map(|by| Part::Blocks(by.result.state, explain::blocker(rubric, by))));
    }
    let Certificate { proof, ruled_out } = Certificate::new(rubric, ratings, now);
    if let (Some(proof), Some(level)) = (&proof, now.floor) {
        parts.push(Part::Heading(words::proves(rubric, level, proof)));
        parts.extend(sums(words::proof(rubric, ratings, level, proof)));
    }
    if let Some(out) = &ruled_out {
        parts.push(Part::Heading(words::rules_out(rubric, out)));
        parts.extend(sums(words::ruled_out(rubric, ratings, out)));
    }
    parts.push(Part::Heading("The arithmetic".to_owned()));
    parts
        .push(Part::Says("Meets and Exceeds earn 2 points, Partial 1, Not shown 0, each times its weight.".to_owned()));
    parts.extend(arithmetic(rubric, now));
    if !now.credits.is_empty() {
        parts.push(Part::Heading("Credits: a higher rung of the same ladder was shown".to_owned()));
        parts.extend(now.credits.iter().map(|credit| {
            let title = |i: usize| &rubric.criterion(i).title;
            Part::Credit(format!("{} counts as Meets, credited by {}", title(credit.criterion), title(credit.from)))
        }));
    }
    let changes = |heading: &str, level: usize, set: &[ReRating], part: fn(String) -> Part| {
        let heading = format!("These ratings together would {heading} {}", rubric.levels()[level].label_with_grade());
        let set = set.iter().map(|change| part(explain::re_rating(rubric, change)));
        std::iter::once(Part::Heading(heading)).chain(set).collect::<Vec<_>>()
    };
    if let (Some(next), Some(set)) = (now.next_level(), witness::gain(rubric, ratings, now)) {
        parts.extend(changes("prove", next, &set, Part::Gain));
    }
    if let (Some(floor), Some(set)) = (now.floor, witness::lose(rubric, ratings, now)) {
        parts.extend(changes("lose", floor, &set, Part::Lose));
    }
    parts
}

fn sums(entries: Vec<words::Entry>) -> impl Iterator<Item = Part> {
    entries.into_iter().flat_map(|entry| {
        let lines = entry.lines.into_iter().map(Part::Counts);
        std::iter::once(Part::Sum(entry.heading, entry.sum)).chain(lines)
    })
}

/// Every level with its required sections, the highest first.
fn arithmetic(rubric: &Rubric, now: &Recommendation) -> Vec<Part> {
    let mut bar = 0;
    let bars: Vec<u32> = rubric
        .levels()
        .iter()
        .zip(&now.levels)
        .map(|(level, result)| {
            let own = result.sections.iter().map(|section| level.sections[section.section].bar_percent);
            bar = own.fold(bar, u32::max);
            bar
        })
        .collect();
    let mut parts = Vec::new();
    for (index, result) in now.levels.iter().enumerate().rev() {
        let level = &rubric.levels()[index];
        parts.push(Part::Level(LevelLine {
            label: level.label_with_grade(),
            verdict: result.verdict,
            profile: result.bar_profile,
            bar: bars[index],
        }));
        for section in &result.sections {
            parts.push(Part::Section(level.sections[section.section].title.clone(), section.clone()));
        }
    }
    parts
}

impl LevelLine {
    /// The bar profile as a picture of so many columns: how far the level stands, and where its bar is.
    #[must_use]
    pub fn picture(&self, columns: u32) -> String {
        let reaches = self.profile.unwrap_or(0) * columns / 100;
        let bar = (self.bar * columns).div_ceil(100).clamp(1, columns) - 1;
        (0..columns)
            .map(|column| match (column < reaches, column == bar) {
                (true, true) => '╋',
                (true, false) => '━',
                (false, true) => '┼',
                (false, false) => '┄',
            })
            .collect()
    }

    /// What the picture says, in words.
    #[must_use]
    pub fn profile_words(&self) -> String {
        self.profile.map_or_else(
            || "a must-have is short".to_owned(),
            |percent| format!("lowest section up to here {percent} %, bar {} %", self.bar),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_shows_how_far_a_level_stands_and_where_its_bar_is() {
        let line = |profile, bar| LevelLine { label: String::new(), verdict: Verdict::Yes, profile, bar };
        assert_eq!(line(Some(100), 75).picture(8), "━━━━━╋━━");
        assert_eq!(line(Some(74), 75).picture(8), "━━━━━┼┄┄");
        assert_eq!(line(Some(75), 75).picture(8), "━━━━━╋┄┄", "at the bar it reaches the mark");
        assert_eq!(line(None, 100).picture(4), "┄┄┄┼");
        assert_eq!(line(Some(0), 1).picture(4), "┼┄┄┄");
    }
}
