//! What an interview is: rubric, rating, interview, scorecard, the rule for the grade, the panel that
//! puts several cards together, and the plan by which it shares the questions out; and what a good
//! colleague would say about rubrics and notes.
//!
//! This room knows no screen, no disk, no clock and no randomness: times and ids come in as
//! arguments, and everything here is plain data and pure functions. It imports only `std`, `thiserror`
//! and `num-bigint`.

pub mod adapt;
pub mod advice;
pub mod agreement;
pub mod amendments;
pub mod candidate;
pub mod certificate;
pub mod count;
pub mod decision;
pub mod difference;
#[cfg(test)]
#[expect(dead_code, reason = "shared with integration tests and benches that need more of it")]
#[path = "../tests/stage/rubrics.rs"]
mod examples;
pub mod explain;
pub mod grade;
pub mod guide;
pub mod handover;
pub mod interview;
mod language;
pub mod limits;
pub mod notes;
pub mod panel;
pub mod plan;
pub mod practice;
pub mod rating;
pub mod regrade;
pub mod rubric;
pub mod scorecard;
pub mod sketch;
mod standing;
pub mod time;
pub mod what_if;
pub mod witness;
