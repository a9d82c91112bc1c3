//! Drafts: interviews in progress, each an append-only journal `<data>/drafts/<id>.ndjson`.
//!
//! What is added is on disk before it is called saved; what a crash, a full disk or another program
//! did to a journal is found out and never destroys a line. One process at a time writes a draft. No
//! thread is started here and no clock is read.
//!
//! ```text
//! drafts/<id>.ndjson                 the journal
//! drafts/<id>.lock                   held by the process that has it open
//! drafts/.<id>.<n>.tmp               a new version of the journal, until it is whole
//! drafts/damaged/<id>-<n>.ndjson     journals with a line that could not be used, as they were found
//! drafts/conflict/<id>-<n>.ndjson    what another program put in place of a journal that was open
//! drafts/retired/<id>.ndjson         journals of submitted interviews
//! ```

mod disk;
mod file;
mod fold;
mod list;
mod names;
mod open;
mod shelf;

pub use disk::{Disk, RealDisk, Source, Stamp, reason};
pub use file::{DraftFile, SaveError};
pub use fold::Damage;
pub use list::{DraftState, DraftSummary, list, outstanding_of, peek, retire};
pub use open::{OpenError, Opened, open, open_on};
