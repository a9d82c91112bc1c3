//! Folding a journal: its lines become an interview again, as far as they can be read.
//!
//! The file is only read here. A line that was cut off by the end of the file is what a crash leaves
//! behind and is dropped; any other line that does not fit ends the good prefix and is reported.

use std::io::{self, BufRead, BufReader, Read};

use crate::domain::interview::{ApplyError, Interview, Recorded};
use crate::domain::limits;
use crate::domain::time::Moment;
use crate::storage::wire::event::{self, LineError};
use crate::text;

/// Longest reason that is shown, in columns; a reason may quote the file.
const REASON_COLUMNS: usize = 160;

/// What a journal holds.
#[derive(Debug)]
pub(super) struct Folded {
    /// The interview after the last good line.
    pub interview: Interview,
    /// Time of the last good line.
    pub last_at: Moment,
    /// The good lines as they stand in the file, each with its line break.
    pub lines: Vec<u8>,
    /// How the good lines end.
    pub end: End,
}

/// How the good lines of a journal end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With the file.
    Whole,
    /// With a line that was cut off, or that lacks only its line break.
    Torn,
    /// Before a line that cannot be used.
    Damaged(Damage),
}

/// The line at which a journal stops making sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Line number from 1.
    pub line: u64,
    /// What is wrong with it, cleaned.
    pub why: String,
}

/// Why a journal gives no interview at all.
#[derive(Debug)]
pub(super) enum FoldError {
    /// The disk failed. This says nothing about what is in the file.
    Io(io::Error),
    /// It was written by another version.
    Version(String),
    /// Its first line cannot be used.
    Unreadable(String),
}

/// Reads a journal line by line.
pub(super) fn fold(source: impl Read) -> Result<Folded, FoldError> {
    let mut reader = BufReader::with_capacity(64 * 1024, source.take(limits::JOURNAL_BYTES));
    let mut lines = Vec::new();
    let first = next_line(&mut reader, &mut lines).map_err(FoldError::Io)?;
    let recorded = match event::from_first_line(first.content(&lines)) {
        Ok(recorded) => recorded,
        Err(LineError::Version(why)) => return Err(FoldError::Version(shown(&why))),
        Err(LineError::CutOff) => return Err(FoldError::Unreadable("holds no complete event".to_owned())),
        Err(LineError::Invalid(why)) => return Err(FoldError::Unreadable(format!("line 1: {}", shown(&why)))),
    };
    let mut last_at = recorded.at;
    let mut interview = Interview::begin(recorded)
        .map_err(|error| FoldError::Unreadable(format!("line 1: {}", shown(&error.to_string()))))?;
    let mut complete = first.close(&mut lines);
    let mut number = 1;
    let mut end = End::Whole;
    while complete {
        let line = next_line(&mut reader, &mut lines).map_err(FoldError::Io)?;
        if line.is_empty() {
            break;
        }
        number += 1;
        match apply(&mut interview, line.content(&lines)) {
            Ok(at) => {
                last_at = at;
                complete = line.close(&mut lines);
            }
            Err(problem) => {
                end = if problem == LineError::CutOff && !line.terminated {
                    End::Torn
                } else {
                    End::Damaged(Damage { line: number, why: line.problem(problem) })
                };
                lines.truncate(line.start);
                break;
            }
        }
    }
    if !complete {
        end = End::Torn;
    }
    Ok(Folded { interview, last_at, lines, end })
}

fn apply(interview: &mut Interview, line: &[u8]) -> Result<Moment, LineError> {
    let recorded: Recorded = event::from_line(line)?;
    interview.apply(&recorded).map_err(|error: ApplyError| LineError::Invalid(error.to_string()))?;
    Ok(recorded.at)
}

/// A line in the buffer of all lines.
struct Line {
    start: usize,
    end: usize,
    terminated: bool,
}

impl Line {
    fn is_empty(&self) -> bool {
        self.start == self.end
    }

    fn content<'a>(&self, lines: &'a [u8]) -> &'a [u8] {
        &lines[self.start..self.end]
    }

    /// Gives a good line the line break it may lack; says whether it had one.
    fn close(&self, lines: &mut Vec<u8>) -> bool {
        if !self.terminated {
            lines.push(b'\n');
        }
        self.terminated
    }

    fn problem(&self, error: LineError) -> String {
        match error {
            _ if (self.end - self.start) as u64 > limits::FILE_BYTES => {
                format!("is longer than {} bytes", limits::FILE_BYTES)
            }
            LineError::CutOff => "ends too early".to_owned(),
            LineError::Version(why) | LineError::Invalid(why) => shown(&why),
        }
    }
}

fn next_line(reader: &mut impl BufRead, lines: &mut Vec<u8>) -> io::Result<Line> {
    let start = lines.len();
    // One byte more than is allowed: a line that long is then no JSON and reported as damage.
    reader.take(limits::FILE_BYTES + 1).read_until(b'\n', lines)?;
    Ok(Line { start, end: lines.len(), terminated: lines[start..].ends_with(b"\n") })
}

fn shown(why: &str) -> String {
    text::fit(&text::clean(why), REASON_COLUMNS).into_owned()
}
