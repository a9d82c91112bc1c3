//! A job description in Markdown becomes a rubric.
//!
//! ```text
//! bytes -> source     text, front matter, damage undone       (import/source.rs)
//!       -> blocks     what CommonMark sees, with its lines    (import/blocks.rs)
//!       -> outline    headings as a tree, and what they mean  (import/outline.rs, headings.rs)
//!       -> Document   levels, sections, items, warnings       (import/plan.rs, reading.rs and its rooms, grades.rs, parents.rs)
//!       -> levels     a rubric file's content for each level  (import/rubric.rs, ids.rs)
//!       -> merged     with what a person has made of it since (import/update.rs)
//! ```
//!
//! Nothing here reads or writes files, and nothing is dropped in silence: what is not read leaves a
//! [`Warning`] with its line. Headings decide what a list is; the words of an item never do.

pub use document::{Document, Item, Kind, LevelRead, SectionRead, Warning};
pub use reading::read;
pub use rubric::{Family, Options, family};
pub use update::{Change, Fate, Update, update};

mod blocks;
mod document;
mod grades;
mod headings;
mod ids;
mod mojibake;
mod names;
mod outline;
mod parents;
mod plan;
mod reading;
mod rubric;
mod source;
mod update;
