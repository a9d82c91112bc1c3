//! `assay`, a terminal interview scorecard: rate live, see which grade is proved, save a card that
//! can be checked with a pencil.
//!
//! # The map
//! An arrow means "may import"; `tests/layers.rs` holds the house to it.
//!
//! ```text
//! text     -> unicode tables            text made safe and fitted to columns
//! domain   -> std, thiserror, bigint    what an interview is: rubric, rating, interview, scorecard, grade, panel
//! storage  -> domain, text, serde …     what is on disk: formats, rubrics, journals, cards, their index
//! app      -> domain, text              what the screens are and what keys mean
//! view     -> app, domain, text         what is drawn
//! report   -> domain, text, maud, csv   cards and panels as text, Markdown, HTML, CSV …
//! runtime  -> all of these              the loop, the terminal, effects carried out
//! import   -> domain, pulldown-cmark    a job description becomes a rubric
//! demo     -> domain, storage           sample data of a candidate who does not exist
//! cli      -> runtime, storage, demo …  arguments in, text and an exit code out
//! ```
//!
//! A key becomes a [`Message`](app::message::Message); [`App::update`](app::App::update) changes the app and returns
//! [`Effect`](app::message::Effect)s; the runtime carries them out and draws. What happens in an
//! interview is an [`Event`](domain::interview::Event): applied to the
//! [`Interview`](domain::interview::Interview), judged by [`recommend`](domain::grade::recommend),
//! written to the journal by the [`Saver`](runtime::saver::Saver). Several cards of one candidate make a
//! [`Panel`](domain::panel::Panel), judged by the same rule.
//!
//! # Invariants
//! Each is held by the tests named behind it.
//!
//! 1. The domain knows no screen, no disk, no clock, no randomness: time and ids come in as
//!    arguments. (`tests/layers.rs`, the disallowed methods in `.clippy.toml`)
//! 2. Everything that happens is a `Message`, everything wanted is an `Effect`; both are plain data
//!    that can be printed and compared. (`app::tests`)
//! 3. Only `App::update` changes the app, and it does no I/O. Only the runtime acts on the world, for an
//!    effect. (`tests/layers.rs`, `app::tests`)
//! 4. Drawing takes `&App`; drawing twice changes nothing; where things are is a pure function of
//!    state and size, shared by drawing and mouse. (`app::tests::anything`, `app::layout`)
//! 5. An interview changes only by `Interview::apply`: live, undone, recovered and replayed interviews
//!    go through the same door. (`domain::interview::tests`, `app::tests::anything`)
//! 6. What was entered is on disk before the screen says it is saved. A file is whole or absent.
//!    (`tests/recovery.rs`, `runtime::saver`, `app::session`)
//! 7. Unknown is not a score. A recommendation carries its reasons and is never the decision.
//!    (`tests/grade.rs`, `tests/grade_scenarios.rs`, `tests/panel.rs`, `tests/panel_scenarios.rs`)
//! 8. A key is written once: dispatch, footer, help, palette and README come from one table; what is
//!    shown works, and what works is shown. (`app::keymap`, `tests/readme.rs`)
//! 9. Bad input is reported all at once, with file and place; it never stops the good input beside it.
//!    (`tests/cli.rs`, `storage::catalog`)
//! 10. No byte from a file or an argument reaches the terminal or a report unescaped: control
//!     characters, escape sequences and bidi overrides are shown as visible replacements.
//!     (`text`, `tests/screens.rs`, `tests/cli.rs`, `tests/reports.rs`, `runtime::screen`)
//! 11. The terminal is always given back: on quit, error, panic, SIGTERM, SIGHUP and Ctrl-Z.
//!     (`tests/terminal.rs`)
//! 12. No `unwrap`; an `expect` states an invariant; a silenced lint says why. (clippy, denied in
//!     `.ci/run`)
//! 13. The files are the truth: the index only spares reading them, nothing is decided by it, and a
//!     list through it is the list without it. (`storage::index::tests`, `tests/cli.rs`)
//! 14. A family under somebody's hands changes only by `Adaptation::apply`: undone in full it is what it
//!     began as. It is saved as a whole, and over nobody else's file. (`domain::adapt::tests`,
//!     `storage::families::tests`)

#[cfg(test)]
extern crate self as assay;

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod import;
pub mod report;
pub mod runtime;
pub mod storage;
pub mod text;
pub mod view;
