//! What is on disk: file formats, the catalogue of rubrics, and the archive of cards.
//!
//! The only room, beside `runtime` and `cli`, that touches the disk. It reads no environment and no
//! clock: folders and times come in as arguments. Formats are plain records in [`wire`], converted
//! to and from the domain's types, whose constructors check them. Nothing here prints.
#![expect(clippy::disallowed_methods, reason = "storage is the room that touches the disk")]

pub mod json;
pub mod read;
pub mod wire;
