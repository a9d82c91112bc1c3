//! A level as the interviewer will see it: the scoring screen with nobody in front of it.

use std::sync::Arc;

use crate::app::message::Now;
use crate::app::scoring::Scoring;
use crate::app::session::Session;
use crate::domain::candidate::Candidate;
use crate::domain::interview::{Event, Interview, Recorded, Start};
use crate::domain::rubric::{Level, Rubric, chain_to};

/// Opens the scoring screen on a level, to be looked at.
///
/// # Errors
/// What has to be mended before anybody could be interviewed with it.
pub fn of(levels: &[Arc<Level>], level: &str, size: (u16, u16), now: Now) -> Result<Scoring, String> {
    let chain = chain_to(levels, level).ok_or("the levels that it builds on are broken: mend that first")?;
    let rubric = Rubric::new(chain).map_err(|problems| {
        let first = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        match problems.len() {
            1 => format!("1 fault is to be mended first: {first}"),
            n => format!("{n} faults are to be mended first: {first}"),
        }
    })?;
    let start = Start {
        id: "preview".to_owned(),
        candidate: Candidate { name: "Preview".to_owned(), reference: None },
        interviewer: "Preview".to_owned(),
        planned_minutes: crate::domain::interview::USUAL_MINUTES,
        focus: Vec::new(),
        amends: None,
        rubric,
    };
    let first = Recorded { seq: 0, at: now.wall, active_ms: 0, event: Event::Started(Box::new(start)) };
    let interview = Interview::begin(first).map_err(|why| why.to_string())?;
    Ok(Scoring::previewing(Session::new(interview, Vec::new(), None, now), size))
}
