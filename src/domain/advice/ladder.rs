//! Ladders that are likely but not declared: levels that seem to build on each other without `extends`,
//! and criteria that seem to be rungs of one ladder without `implies`.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::phrase::Text;
use super::vocabulary::{content, is_scale, is_small, stem};
use super::{Advice, quoted};
use crate::domain::rubric::{Criterion, Level, chain_to};

/// Words of a title that say how high a level is, with their height; no word is [`PLAIN`].
const RANKS: &[(&str, u32)] = &[
    ("trainee", 1),
    ("apprentice", 1),
    ("intern", 1),
    ("entry", 1),
    ("graduate", 1),
    ("junior", 2),
    ("jr", 2),
    ("associate", 2),
    ("assistant", 2),
    ("intermediate", 4),
    ("mid", 4),
    ("senior", 5),
    ("sr", 5),
    ("advanced", 5),
    ("lead", 6),
    ("staff", 6),
    ("principal", 7),
    ("distinguished", 8),
    ("fellow", 9),
    ("i", 3),
    ("ii", 4),
    ("iii", 5),
    ("iv", 6),
    ("v", 7),
    ("1", 3),
    ("2", 4),
    ("3", 5),
    ("4", 6),
    ("5", 7),
    ("level", 0),
    ("grade", 0),
];
/// The height of a title without such a word.
const PLAIN: u32 = 3;
/// Words that part those who lead people from those who do the work.
const MANAGING: &[&str] = &["manager", "director", "head", "vp", "president", "chief", "supervisor", "management"];

/// A title without its rank, and the rank.
struct Standing {
    role: Vec<String>,
    rank: u32,
    managing: bool,
}

impl Standing {
    fn of(level: &Level) -> Self {
        let text = Text::new(&level.title);
        let mut standing = Self { role: Vec::new(), rank: 0, managing: false };
        for word in text.words().iter().map(super::phrase::Word::lower) {
            standing.managing |= MANAGING.contains(&word);
            match RANKS.iter().find(|(rank, _)| *rank == word) {
                Some((_, rank)) => standing.rank = standing.rank.max(*rank),
                None if is_small(word) => {}
                None => standing.role.push(stem(word)),
            }
        }
        standing.role.sort();
        if standing.rank == 0 {
            standing.rank = PLAIN;
        }
        standing
    }
}

/// Advice on a level that extends nothing although the family has a level just below it.
pub(super) fn undeclared(levels: &[Arc<Level>], index: usize) -> Option<Advice> {
    let level = &levels[index];
    if level.extends.is_some() {
        return None;
    }
    let own = Standing::of(level);
    let below = levels.iter().enumerate().filter(|&(other, lower)| other != index && lower.id != level.id).filter(
        |(_, lower)| {
            let under = Standing::of(lower);
            let builds_on_it = chain_to(levels, &lower.id).is_some_and(|chain| chain.iter().any(|l| l.id == level.id));
            let graded = level.grade.zip(lower.grade).map(|(own, under)| own.cmp(&under));
            let same_role = own.role == under.role && own.managing == under.managing;
            let ranked = same_role && own.rank > under.rank && graded.is_none_or(std::cmp::Ordering::is_ge);
            let shared = own.role.iter().any(|word| under.role.contains(word));
            let rises = graded.is_some_and(std::cmp::Ordering::is_gt)
                && own.rank >= under.rank
                && own.managing == under.managing
                && (same_role || shared);
            !builds_on_it && (ranked || rises)
        },
    );
    let nearest = below.max_by_key(|(_, lower)| {
        let under = Standing::of(lower);
        (own.role == under.role, lower.grade, under.rank)
    });
    let (_, lower) = nearest?;
    let sign = match (level.grade, lower.grade) {
        (Some(own), Some(under)) if own > under => {
            format!("grade {own} stands above grade {under} of {}", quoted(&lower.title))
        }
        _ => format!("{} seems to stand above {}", quoted(&level.title), quoted(&lower.title)),
    };
    Some(Advice::new(
        "extends",
        "undeclared-ladder",
        format!("extends nothing, but {sign}"),
        "Without it a candidate for this level is never asked what the lower one needs, and cannot come out there: it \
         is this grade or none.",
        format!("Write \"extends\": {:?}; leave it if the two are careers apart.", lower.id),
    ))
}

/// A criterion that is likely a higher rung of a lower one.
pub(super) struct Rung {
    /// Level, section and criterion.
    pub(super) place: (usize, usize, usize),
    lower: String,
    sign: String,
}

impl Rung {
    pub(super) fn advice(&self) -> Advice {
        let Self { lower, sign, .. } = self;
        Advice::new(
            "implies",
            "undeclared-implies",
            format!("is likely a higher rung of {lower:?} ({sign}), but does not imply it"),
            "Both are asked, which takes twice the minutes, and a weak answer to the lower one can block what the \
             higher one has proved.",
            format!("If whoever meets this one surely meets the other, add {lower:?} to \"implies\"."),
        )
    }
}

/// What is compared of a criterion.
struct Rungs<'a> {
    criterion: &'a Criterion,
    place: (usize, usize, usize),
    title: BTreeSet<String>,
    statement: BTreeSet<String>,
    years: Option<u32>,
}

/// Every criterion that is likely a higher rung of one on a level below, and does not say so.
pub(super) fn undeclared_rungs(levels: &[Arc<Level>]) -> Vec<Rung> {
    let all: Vec<Vec<Rungs>> = levels.iter().enumerate().map(|(index, level)| rungs(index, level)).collect();
    let implied: HashMap<&str, &[String]> = levels
        .iter()
        .flat_map(|level| level.criteria())
        .map(|criterion| (criterion.id.as_str(), criterion.implies.as_slice()))
        .collect();
    let mut found = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let chain = chain_to(levels, &level.id).unwrap_or_default();
        let below: Vec<usize> = (0..levels.len())
            .filter(|&other| other != index && chain.iter().any(|lower| Arc::ptr_eq(lower, &levels[other])))
            .collect();
        for upper in &all[index] {
            let known = reach(&implied, &upper.criterion.id);
            let unknown = |lower: &&Rungs| !known.contains(lower.criterion.id.as_str());
            let lower: Vec<(&Rungs, String)> = below
                .iter()
                .flat_map(|&other| &all[other])
                .filter(unknown)
                .filter_map(|lower| Some((lower, likely(upper, lower)?)))
                .collect();
            // The nearest one below is enough: it implies those further down, or will be advised to.
            let nearest =
                lower.into_iter().max_by_key(|(lower, _)| chain.iter().position(|l| l.id == levels[lower.place.0].id));
            if let Some((lower, sign)) = nearest {
                found.push(Rung { place: upper.place, lower: lower.criterion.id.clone(), sign });
            }
        }
    }
    found
}

fn rungs(index: usize, level: &Level) -> Vec<Rungs<'_>> {
    let sections = level.sections.iter().enumerate();
    sections
        .flat_map(|(s, section)| section.criteria.iter().enumerate().map(move |(c, criterion)| (s, c, criterion)))
        .map(|(s, c, criterion)| Rungs {
            criterion,
            place: (index, s, c),
            title: subject(&criterion.title),
            statement: subject(&criterion.statement),
            years: years(&criterion.statement),
        })
        .collect()
}

/// Everything that a criterion implies, directly or through others.
fn reach<'a>(implied: &HashMap<&'a str, &'a [String]>, id: &str) -> BTreeSet<&'a str> {
    let mut known = BTreeSet::new();
    let mut open: Vec<&str> = implied.get(id).into_iter().copied().flatten().map(String::as_str).collect();
    while let Some(next) = open.pop() {
        if let Some((id, further)) = implied.get_key_value(next)
            && known.insert(*id)
        {
            open.extend(further.iter().map(String::as_str));
        }
    }
    known
}

/// Why two criteria are likely rungs of one ladder, if they are.
fn likely(upper: &Rungs, lower: &Rungs) -> Option<String> {
    if let (Some(more), Some(fewer)) = (upper.years, lower.years)
        && more > fewer
        && alike(&upper.statement, &lower.statement, 3, 5)
    {
        return Some(format!("{more} years of it against {fewer}"));
    }
    // All of the lower one and more: "scripts and automates" against "scripts, automates and …".
    if lower.statement.len() >= 3 && lower.statement.is_subset(&upper.statement) {
        return Some(format!("it holds every word of {}", quoted(&lower.criterion.title)));
    }
    let same = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.len() >= 2 && a == b;
    if same(&upper.title, &lower.title) {
        return Some(format!("compare {}", quoted(&lower.criterion.title)));
    }
    None
}

/// Whether two sets share at least `part` of every `whole` of their words, and two words or more.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>, part: usize, whole: usize) -> bool {
    let shared = a.intersection(b).count();
    shared >= 2.min(a.len().min(b.len())) && shared >= 1 && shared * whole >= part * a.union(b).count()
}

/// Words that say how much of a thing, not which thing.
const MUCH: &[&str] = &[
    "year",
    "years",
    "yrs",
    "professional",
    "plus",
    "relevant",
    "prior",
    "previous",
    "proven",
    "multiple",
    "senior",
    "junior",
    "large",
    "complex",
    "different",
    "various",
    "hands",
    "progressive",
    "successful",
    "minimum",
    "practical",
    "working",
    "work",
];

/// The words that say what a text is about, whatever their number and order.
fn subject(text: &str) -> BTreeSet<String> {
    let words = Text::new(text);
    let much = |word: &str| is_small(word) || is_scale(word) || MUCH.contains(&word);
    let kept: Vec<&str> = words
        .words()
        .iter()
        .filter(|word| word.number().is_none() && !much(word.lower()))
        .map(super::phrase::Word::lower)
        .collect();
    content(&kept.join(" ")).into_iter().collect()
}

/// The years that a statement asks for: the lowest number before the word.
fn years(statement: &str) -> Option<u32> {
    let text = Text::new(statement);
    let at = (0..text.words().len()).find(|&at| matches!(text.at(at), "year" | "years" | "yrs"))?;
    let numbers = (at.saturating_sub(4)..at).filter_map(|before| text.words()[before].number());
    let article = (at.saturating_sub(1)..at).find(|&before| text.at(before) == "a").map(|_| 1);
    numbers.min().or(article)
}
