//! English as far as the program reads it: texts as words, phrases found in them, verbs in their forms,
//! and the words that say nothing by themselves.
//!
//! Shared by what is said about rubrics and what is said about notes. It knows neither.

pub(super) mod others;
pub(super) mod phrase;
pub(super) mod verbs;
pub(super) mod vocabulary;
