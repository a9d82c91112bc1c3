//! `assay`, a terminal interview scorecard: rate live, see which grade is proved, save a card that
//! can be checked with a pencil.

#[cfg(test)]
extern crate self as assay;

pub mod app;
pub mod cli;
pub mod domain;
pub mod report;
pub mod runtime;
pub mod storage;
pub mod text;
pub mod view;
