//! The journal format, `assay.draft/1`: one event of an interview a line, as a JSON object.
//!
//! The first line carries the format, the names and every level of the rubric whole, so that a draft
//! opens even when its family was changed or removed since. Lines are only ever added; a line that was
//! read is kept byte by byte, so unknown fields need no place here.

mod record;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{format_problem, moment};
use crate::domain::interview::{Event, Recorded};
use crate::storage::json;
use record::EventRecord;

/// The `format` in the first line of a journal.
pub const FORMAT: &str = "assay.draft/1";

/// One line of a journal, as it is written.
#[derive(Serialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    seq: u64,
    at: String,
    active_ms: u64,
    #[serde(flatten)]
    event: EventRecord,
}

/// What every line has. The event's own fields are read in a second pass over the line, straight into
/// their record: serde's tagged enums would first gather each line in a tree, and a journal has many.
#[derive(Deserialize)]
struct Head<'a> {
    seq: u64,
    #[serde(borrow)]
    at: Cow<'a, str>,
    active_ms: u64,
    #[serde(borrow)]
    event: Cow<'a, str>,
}

/// What a first line has to hold before the rest of it is looked at.
#[derive(Deserialize)]
struct FormatOnly {
    #[serde(default)]
    format: Option<String>,
}

/// Why a line is no event. The texts may hold raw bytes of the file.
#[derive(Debug, PartialEq, Eq)]
pub enum LineError {
    /// The line stops in the middle of its JSON, as a write does that was cut off.
    CutOff,
    /// The journal was written by another version; its lines are not judged.
    Version(String),
    /// It is not an event of this format.
    Invalid(String),
}

/// Writes an event as one line with its line break.
#[must_use]
pub fn to_line(recorded: &Recorded) -> Vec<u8> {
    json::line(&Line {
        format: matches!(recorded.event, Event::Started(_)).then_some(FORMAT),
        seq: recorded.seq,
        at: recorded.at.to_string(),
        active_ms: recorded.active_ms,
        event: EventRecord::from_event(&recorded.event),
    })
}

/// Reads the first line of a journal, whose format has to be known.
///
/// # Errors
/// If the format is another one, or the line is no event.
pub fn from_first_line(line: &[u8]) -> Result<Recorded, LineError> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let first: FormatOnly = fields(line)?;
    let format = first.format.ok_or_else(|| LineError::Invalid("names no format".to_owned()))?;
    if let Some((_, message)) = format_problem(&format, FORMAT) {
        let ours = format.starts_with("assay.draft/");
        let message = format!("the format {message}");
        return Err(if ours { LineError::Version(message) } else { LineError::Invalid(message) });
    }
    from_line(line)
}

/// Reads a line after the first.
///
/// # Errors
/// If the line is no event.
pub fn from_line(line: &[u8]) -> Result<Recorded, LineError> {
    if line.starts_with(b"<<<<<<<") || line.starts_with(b"=======") || line.starts_with(b">>>>>>>") {
        return Err(LineError::Invalid("holds the marks of a merge conflict".to_owned()));
    }
    let head: Head = fields(line)?;
    let at = moment::parse(&head.at).map_err(|problem| LineError::Invalid(format!("at {problem}")))?;
    let event = EventRecord::read(&head.event, line)?.into_event().map_err(LineError::Invalid)?;
    Ok(Recorded { seq: head.seq, at, active_ms: head.active_ms, event })
}

/// Reads some of a line's fields; the others are passed over.
fn fields<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, LineError> {
    serde_json::from_slice(line).map_err(|error| syntax(&error))
}

fn syntax(error: &serde_json::Error) -> LineError {
    if error.is_eof() {
        return LineError::CutOff;
    }
    // Each line is a document of its own: the library's line number would be a riddle.
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    LineError::Invalid(message.to_owned())
}

#[cfg(test)]
mod tests;
