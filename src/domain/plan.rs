//! The plan of a panel: who asks which criteria, so that together they ask every required one.
//!
//! It shares out minutes and knows neither candidate nor rating. Each interviewer's time is the same:
//! the planned minutes less what is kept free for the opening and for the candidate's own questions.
//!
//! # What is promised
//! Nobody is planned over their time. Every required criterion is asked by somebody or named as not
//! covered, and none that is not covered would still fit into anybody's free minutes. The same input gives
//! the same plan. More time to ask, or one interviewer more, never covers fewer must-haves, nor, with as
//! many of these, fewer criteria. (Since both shares of the time that is kept free are rounded up, one
//! planned minute more can leave a minute less to ask: 21 minutes leave 16, and 20 leave 17.)
//!
//! # How far the search goes
//! Fitting sections into interviews is bin packing, which nobody solves fast and exactly. Whole sections are
//! tried first, with a search that gives up after a fixed number of steps, and what does not fit is cut up.
//! So where everything fits only just, in one way among very many, it may not be found, and the plan then
//! says that it does not fit.

mod arrange;
mod cover;
mod overlap;
mod saved;
mod work;

use thiserror::Error;

use super::candidate::same_person;
use super::limits;
use super::rubric::{Rubric, SectionKind};
use cover::Cover;
pub use overlap::Overlap;
pub use saved::{Saved, SavedLevel, SavedPart, SavedShare};
use work::Work;

/// Percent of the planned time for saying hello and how the interview goes.
pub const OPENING_PERCENT: u32 = 5;
/// Percent of the planned time that belongs to the candidate's own questions, at the end.
pub const QUESTIONS_PERCENT: u32 = 10;

/// A plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    rubric: Rubric,
    minutes: u32,
    wanted: usize,
    shares: Vec<Share>,
    overlaps: Vec<Overlap>,
    uncovered: Vec<Uncovered>,
    enough: Enough,
    additional: Vec<Additional>,
}

/// What one interviewer asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who.
    pub interviewer: String,
    /// What, in the order of the scoring screen: the target level first.
    pub parts: Vec<Part>,
    /// Minutes that this takes.
    pub planned: u32,
    /// Minutes that are left to ask.
    pub free: u32,
}

/// A section, or what one interviewer asks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index of the level.
    pub level: usize,
    /// Index of the section in it.
    pub section: usize,
    /// The criteria, by their index in the rubric's flat order.
    pub criteria: Vec<usize>,
    /// Whether these are all criteria of the section.
    pub whole: bool,
    /// Minutes that they take.
    pub minutes: u32,
}

/// A required criterion that nobody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// Its index in the rubric's flat order.
    pub criterion: usize,
    /// Minutes that it takes.
    pub minutes: u32,
    /// Why.
    pub why: Why,
}

/// Why a criterion is not covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It takes longer than an interviewer has to ask.
    TooLong,
    /// Nobody has so many minutes left.
    NoTime,
}

/// What would cover everything; nothing where no plan that is allowed does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Enough {
    /// Minutes an interview, with the interviewers there are.
    pub minutes: Option<u32>,
    /// Interviewers, with the minutes there are.
    pub interviewers: Option<usize>,
}

/// An additional section that fits into what somebody has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Additional {
    /// Index of the level.
    pub level: usize,
    /// Index of the section in it.
    pub section: usize,
    /// Index of the share.
    pub share: usize,
    /// Minutes that it takes.
    pub minutes: u32,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// Nobody is there to ask.
    #[error("there is no interviewer; name at least one")]
    Nobody,
    /// More than a plan may hold.
    #[error("there are {0} interviewers; a plan has at most {max}", max = limits::INTERVIEWERS)]
    TooMany(usize),
    /// Two who could not be told apart.
    #[error("{0:?} is there twice; give everyone a name of their own")]
    Twice(String),
    /// Less than a minute or longer than is allowed.
    #[error("{0} minutes cannot be planned; allowed are 1 to {max}", max = limits::PLANNED_MINUTES)]
    Minutes(u32),
}

/// Minutes for the opening of an interview.
#[must_use]
pub fn opening(minutes: u32) -> u32 {
    (minutes * OPENING_PERCENT).div_ceil(100)
}

/// Minutes for the candidate's own questions.
#[must_use]
pub fn questions(minutes: u32) -> u32 {
    (minutes * QUESTIONS_PERCENT).div_ceil(100)
}

/// Minutes that are left to ask.
#[must_use]
pub fn asking(minutes: u32) -> u32 {
    minutes.saturating_sub(opening(minutes) + questions(minutes))
}

impl Plan {
    /// Shares the required criteria of a rubric out. `overlap` criteria are to be asked by two.
    ///
    /// # Errors
    /// If the interviewers or the minutes make no plan.
    pub fn new(rubric: Rubric, minutes: u32, interviewers: &[String], overlap: usize) -> Result<Self, PlanError> {
        check(minutes, interviewers)?;
        let seats = interviewers.len();
        let work = Work::new(&rubric, asking(minutes));
        let mut cover = cover::all(&work, seats).unwrap_or_else(|| cover::most(&work, seats));
        // Where there is no time for all, a move could make room, and what is asked first was settled before.
        if work.order.iter().all(|&i| cover.who[i].is_some() || !work.is_short(i)) {
            cover = arrange::arranged(&work, cover);
        }
        cover.seat_in_order(&work);
        let overlaps = overlap::overlaps(&work, &mut cover, overlap);
        let uncovered = uncovered(&work, &cover);
        let enough = if uncovered.is_empty() { Enough::default() } else { enough(&work, minutes, seats) };
        let additional = additional(&work, &mut cover.clone());
        let shares = (0..seats).map(|seat| share(&work, &cover, &overlaps, seat, &interviewers[seat])).collect();
        Ok(Self { shares, overlaps, uncovered, enough, additional, minutes, wanted: overlap, rubric })
    }

    /// The levels that it is for.
    #[must_use]
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Planned length of each interview in minutes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.minutes
    }

    /// What each interviewer asks, in the order in which they were named.
    #[must_use]
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// How many criteria were to be asked by two.
    #[must_use]
    pub fn wanted(&self) -> usize {
        self.wanted
    }

    /// The criteria that are asked by two.
    #[must_use]
    pub fn overlaps(&self) -> &[Overlap] {
        &self.overlaps
    }

    /// The required criteria that nobody asks, the most important first.
    #[must_use]
    pub fn uncovered(&self) -> &[Uncovered] {
        &self.uncovered
    }

    /// What would cover everything, where this plan does not.
    #[must_use]
    pub fn enough(&self) -> Enough {
        self.enough
    }

    /// Additional sections that fit into what is left, all at once.
    #[must_use]
    pub fn additional(&self) -> &[Additional] {
        &self.additional
    }

    /// Minutes that a criterion is planned with: one that is said to take no time takes a minute, as the
    /// guide counts it.
    #[must_use]
    pub fn minutes_of(&self, criterion: usize) -> u32 {
        work::minutes(&self.rubric, criterion)
    }
}

fn check(minutes: u32, interviewers: &[String]) -> Result<(), PlanError> {
    if !(1..=limits::PLANNED_MINUTES).contains(&minutes) {
        return Err(PlanError::Minutes(minutes));
    }
    match interviewers.len() {
        0 => return Err(PlanError::Nobody),
        many if many > limits::INTERVIEWERS => return Err(PlanError::TooMany(many)),
        _ => {}
    }
    let twice = |at: &usize| interviewers[..*at].iter().any(|other| same_person(other, &interviewers[*at]));
    match (0..interviewers.len()).find(twice) {
        Some(at) => Err(PlanError::Twice(interviewers[at].clone())),
        None => Ok(()),
    }
}

fn share(work: &Work<'_>, cover: &Cover, overlaps: &[Overlap], seat: usize, interviewer: &str) -> Share {
    let rubric = work.rubric;
    let mut parts = Vec::new();
    for level in (0..rubric.levels().len()).rev() {
        for section in 0..rubric.levels()[level].sections.len() {
            let range = rubric.section_range(level, section);
            let asks = |i: &usize| {
                cover.who[*i] == Some(seat)
                    || overlaps.iter().any(|twice| twice.criterion == *i && twice.second == seat)
            };
            let criteria: Vec<usize> = range.clone().filter(asks).collect();
            if !criteria.is_empty() {
                let minutes = criteria.iter().map(|&i| work.minutes[i]).sum();
                parts.push(Part { level, section, whole: criteria.len() == range.len(), criteria, minutes });
            }
        }
    }
    let planned = cover.load[seat];
    Share { interviewer: interviewer.to_owned(), parts, planned, free: work.capacity - planned }
}

fn uncovered(work: &Work<'_>, cover: &Cover) -> Vec<Uncovered> {
    let open = work.order.iter().copied().filter(|&i| cover.who[i].is_none());
    open.map(|criterion| {
        let minutes = work.minutes[criterion];
        let why = if work.is_short(criterion) { Why::NoTime } else { Why::TooLong };
        Uncovered { criterion, minutes, why }
    })
    .collect()
}

/// The fewest minutes and the fewest interviewers that are found to cover everything. Each was planned to
/// the end, so that whoever follows the advice gets what it says.
fn enough(work: &Work<'_>, minutes: u32, seats: usize) -> Enough {
    let covers = |minutes: u32, seats: usize| {
        let work = work.within(asking(minutes));
        work.order.iter().all(|&i| work.is_short(i)) && cover::all(&work, seats).is_some()
    };
    Enough {
        minutes: (minutes + 1..=limits::PLANNED_MINUTES).find(|&minutes| covers(minutes, seats)),
        interviewers: (seats + 1..=limits::INTERVIEWERS).find(|&seats| covers(minutes, seats)),
    }
}

/// Gives each additional section that fits whole to somebody who asks of its level already, else to whoever
/// has the most time left.
fn additional(work: &Work<'_>, cover: &mut Cover) -> Vec<Additional> {
    let rubric = work.rubric;
    let mut found = Vec::new();
    for (level, content) in rubric.levels().iter().enumerate().rev() {
        for (section, group) in content.sections.iter().enumerate() {
            if group.kind != SectionKind::Additional {
                continue;
            }
            let minutes =
                rubric.section_range(level, section).fold(0_u32, |sum, i| sum.saturating_add(work.minutes[i]));
            let asks_there =
                |seat: usize| (0..rubric.len()).any(|i| cover.who[i] == Some(seat) && rubric.place(i).level == level);
            let fits = (0..cover.load.len()).filter(|&seat| minutes <= work.capacity - cover.load[seat]);
            let best = fits.min_by_key(|&seat| (!asks_there(seat), cover.load[seat], seat));
            if let Some(share) = best {
                cover.load[share] += minutes;
                found.push(Additional { level, section, share, minutes });
            }
        }
    }
    found
}
