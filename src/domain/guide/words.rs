//! The words of the guide, one wording for screens and reports.
//!
//! Titles come from rubrics and are raw here; whoever shows a line cleans it.

use super::{Guide, Worth};
use crate::domain::explain::points;
use crate::domain::grade::{Recommendation, SectionResult, SectionState};
use crate::domain::rubric::{Rubric, SectionKind};

/// One thought in two lengths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// For a line of its own.
    pub full: String,
    /// For a narrow one.
    pub short: String,
}

/// Why a criterion is worth asking, or why it is not; nothing for one that is rated.
#[must_use]
pub fn line(rubric: &Rubric, now: &Recommendation, guide: &Guide, criterion: usize) -> Option<Line> {
    match guide.worth(criterion) {
        Worth::Rated => None,
        Worth::Credited => {
            let from = now.credits.iter().find(|credit| credit.criterion == criterion)?.from;
            let full = format!("Counts as Meets: {} was shown", rubric.criterion(from).title);
            Some(Line { full, short: "Counts as Meets".to_owned() })
        }
        Worth::Decides { .. } => Some(needs(rubric, now, guide, criterion)?),
        Worth::ByCredit { lower } => Some(by_credit(rubric, lower)),
        Worth::CannotChange => Some(cannot_change(rubric, now, guide, criterion)),
    }
}

/// What to say where nothing open can change the grade; nothing while something can.
#[must_use]
pub fn settled(rubric: &Rubric, guide: &Guide) -> Option<Line> {
    if guide.target().is_some() {
        return None;
    }
    let left = (0..rubric.len()).any(|i| guide.worth(i).is_open());
    Some(if left {
        Line {
            full: "No open criterion can change the grade: you can stop, or ask for the record".to_owned(),
            short: "You can stop, or ask for the record".to_owned(),
        }
    } else {
        Line { full: "Nothing is left to ask".to_owned(), short: "Nothing is left to ask".to_owned() }
    })
}

/// Which levels are out of reach, and so need no more questions; nothing while all can be reached.
#[must_use]
pub fn unreachable(rubric: &Rubric, guide: &Guide) -> Option<Line> {
    let levels = guide.unreachable();
    let name = |level: usize| rubric.levels()[level].label();
    let (lowest, highest) = (levels.start, levels.clone().next_back()?);
    let names = match highest - lowest {
        0 => name(lowest),
        1 => format!("{} and {}", name(lowest), name(highest)),
        _ => format!("{} to {}", name(lowest), name(highest)),
    };
    let it = if lowest == highest { "it" } else { "them" };
    // A higher rung can still be worth a question for the lower one that it credits.
    let useful = guide.order().iter().any(|&i| levels.contains(&rubric.place(i).level));
    Some(if useful {
        Line {
            full: format!("{names} cannot be reached any more: ask {it} only to credit a lower level"),
            short: format!("Ask {names} only for credit"),
        }
    } else {
        let of = if lowest == highest { &names } else { it };
        Line {
            full: format!("{names} cannot be reached any more: stop asking {of}"),
            short: format!("Stop asking {names}"),
        }
    })
}

/// What the section of a criterion lacks, and how many open criteria it takes.
fn needs(rubric: &Rubric, now: &Recommendation, guide: &Guide, criterion: usize) -> Option<Line> {
    let place = rubric.place(criterion);
    let result = now.section(place.level, place.section)?;
    let section = &rubric.section_of(criterion).title;
    let Lack { must_haves, short, open, fewest } = Lack::new(rubric, guide, place.level, result);
    let must_have = match *must_haves.as_slice() {
        [] => None,
        [one] => Some(format!("its must-have {}", rubric.criterion(one).title)),
        [one, two] => {
            Some(format!("its must-haves {} and {}", rubric.criterion(one).title, rubric.criterion(two).title))
        }
        ref more => Some(format!("its {} must-haves", more.len())),
    };
    let brief = match must_haves.len() {
        0 => None,
        1 => Some("must-have".to_owned()),
        n => Some(format!("{n} must-haves")),
    };
    if short == 0 {
        let (must_have, brief) = (must_have?, brief?);
        return Some(Line { full: format!("{section} needs {must_have}"), short: format!("{section}: {brief}") });
    }
    let it = if short == 1 { "it" } else { "them" };
    let other = if must_have.is_some() { "other " } else { "" };
    let (how, share) = match (fewest, open) {
        (_, 1) => (format!("the one {other}open criterion can give {it}"), ", 1 open".to_owned()),
        (n, open) if n == open => (format!("it takes all {open} {other}open criteria"), format!(", all {open} open")),
        (n, open) => (format!("{n} of {open} {other}open criteria can give {it}"), format!(", {n} of {open} open")),
    };
    let and = |what: Option<String>| what.map_or_else(String::new, |what| format!("{what} and "));
    Some(Line {
        full: format!("{section} needs {}{}; {how}", and(must_have), points(short)),
        short: format!("{section}: {}{}{share}", and(brief), points(short)),
    })
}

/// What a required section still lacks.
struct Lack {
    /// Must-haves that are open.
    must_haves: Vec<usize>,
    /// Points missing once those are Meets.
    short: u32,
    /// Open criteria besides them.
    open: usize,
    /// The fewest of these that can give the points: what decides by itself is not in a section that waits
    /// for a credit, so all together can.
    fewest: usize,
}

impl Lack {
    fn new(rubric: &Rubric, guide: &Guide, level: usize, result: &SectionResult) -> Self {
        let open = rubric.section_range(level, result.section).filter(|&i| guide.worth(i).is_open());
        let (must_haves, others): (Vec<usize>, Vec<usize>) = open.partition(|&i| rubric.criterion(i).must_have);
        let most = |i: &usize| 2 * rubric.criterion(*i).weight;
        let short = result.shortfall().saturating_sub(must_haves.iter().map(most).sum());
        let mut gifts: Vec<u32> = others.iter().map(most).collect();
        gifts.sort_unstable_by(|a, b| b.cmp(a));
        let mut given = 0;
        let enough = gifts.iter().position(|points| {
            given += points;
            given >= short
        });
        Self { must_haves, short, open: others.len(), fewest: enough.map_or(others.len(), |at| at + 1) }
    }
}

/// What a criterion does by credit: its own to a lower one, or another's.
fn by_credit(rubric: &Rubric, lower: Option<usize>) -> Line {
    let Some(lower) = lower else {
        let full = "Decides only together with a credit from a higher level";
        return Line { full: full.to_owned(), short: "Decides only by credit".to_owned() };
    };
    let (title, section) = (&rubric.criterion(lower).title, &rubric.section_of(lower).title);
    Line {
        full: format!("Meets here would count for {title} too ({section})"),
        short: format!("Counts for {title} too"),
    }
}

/// Why asking a criterion cannot change the grade.
fn cannot_change(rubric: &Rubric, now: &Recommendation, guide: &Guide, criterion: usize) -> Line {
    let place = rubric.place(criterion);
    let section = rubric.section_of(criterion);
    let state = now.section(place.level, place.section).map(|result| result.state);
    let level = || rubric.levels()[place.level].label();
    let why = if guide.unreachable().contains(&place.level) {
        format!("{} cannot be reached any more", level())
    } else if section.kind == SectionKind::Additional {
        format!("{} gates no grade", section.title)
    } else if state == Some(SectionState::Passed) {
        format!("{} stands at its bar already", section.title)
    } else {
        format!("{} stands or falls without it", section.title)
    };
    Line { full: format!("Cannot change the grade: {why}"), short: "Cannot change the grade".to_owned() }
}
