//! The journal format, `assay.draft/1`: one event of an interview a line, as a JSON object.
//!
//! The first line carries the format, the names and every level of the rubric whole, so that a draft
//! opens even when its family was changed or removed since. Lines are only ever added; a line that was
//! read is kept byte by byte, so unknown fields need no place here.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::rubric::LevelFile;
use super::{format_problem, moment};
use crate::domain::interview::{Event, Field, LevelChoice, Recorded, Start};
use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::rubric::{Level, Rubric};
use crate::domain::scorecard::{Candidate, Overall};
use crate::storage::json;

/// The `format` in the first line of a journal.
pub const FORMAT: &str = "assay.draft/1";

/// One line of a journal.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    seq: u64,
    at: String,
    active_ms: u64,
    #[serde(flatten)]
    event: EventRecord,
}

/// What a first line has to hold before the rest of it is looked at.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum EventRecord {
    Started {
        id: String,
        candidate: CandidateRecord,
        interviewer: String,
        planned_minutes: u32,
        #[serde(default)]
        focus: Vec<String>,
        levels: Vec<LevelRecord>,
    },
    Rated {
        criterion: String,
        /// Null is "asked, no data", so a line without it is at fault rather than an answer.
        #[serde(deserialize_with = "required")]
        rating: Option<i64>,
        basis: String,
    },
    Cleared {
        criterion: String,
    },
    Flagged {
        criterion: String,
        on: bool,
    },
    Attested {
        criteria: Vec<String>,
        rating: i64,
        basis: String,
    },
    TextEdited {
        #[serde(flatten)]
        field: FieldRecord,
        offset: usize,
        remove: usize,
        insert: String,
    },
    TextClosed,
    Stretched(LevelRecord),
    ClockStarted,
    ClockPaused,
    ClockTicked,
    OverallChosen {
        overall: String,
    },
    LevelChosen(ChoiceRecord),
    DetailsChanged {
        candidate: CandidateRecord,
        interviewer: String,
        planned_minutes: u32,
    },
    Undone,
    Redone,
}

#[derive(Debug, Serialize, Deserialize)]
struct CandidateRecord {
    name: String,
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// A level with the digest of the file it came from, which the embedded copy need not have.
#[derive(Debug, Serialize, Deserialize)]
struct LevelRecord {
    digest: String,
    content: Box<LevelFile>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
enum FieldRecord {
    Note { criterion: String },
    Takeaways,
    Strengths,
    Concerns,
    Reason,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case")]
enum ChoiceRecord {
    Unchosen,
    None,
    Level { level: String },
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
        format: matches!(recorded.event, Event::Started(_)).then(|| FORMAT.to_owned()),
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
    let header: Header = serde_json::from_slice(line).map_err(|error| syntax(&error))?;
    let format = header.format.ok_or_else(|| LineError::Invalid("names no format".to_owned()))?;
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
    let line: Line = serde_json::from_slice(line).map_err(|error| syntax(&error))?;
    let at = moment::parse(&line.at).map_err(|problem| LineError::Invalid(format!("at {problem}")))?;
    let event = line.event.into_event().map_err(LineError::Invalid)?;
    Ok(Recorded { seq: line.seq, at, active_ms: line.active_ms, event })
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

impl EventRecord {
    fn from_event(event: &Event) -> Self {
        match event {
            Event::Started(start) => Self::Started {
                id: start.id.clone(),
                candidate: CandidateRecord::from_candidate(&start.candidate),
                interviewer: start.interviewer.clone(),
                planned_minutes: start.planned_minutes,
                focus: start.focus.clone(),
                levels: start.rubric.levels().iter().map(|level| LevelRecord::from_level(level)).collect(),
            },
            Event::Rated { criterion, answer, basis } => Self::Rated {
                criterion: criterion.clone(),
                rating: answer.rating().map(|rating| rating.number().into()),
                basis: basis.id().to_owned(),
            },
            Event::Cleared { criterion } => Self::Cleared { criterion: criterion.clone() },
            Event::Flagged { criterion, on } => Self::Flagged { criterion: criterion.clone(), on: *on },
            Event::Attested { criteria, rating, basis } => Self::Attested {
                criteria: criteria.clone(),
                rating: rating.number().into(),
                basis: basis.id().to_owned(),
            },
            Event::TextEdited { field, at, remove, insert } => Self::TextEdited {
                field: FieldRecord::from_field(field),
                offset: *at,
                remove: *remove,
                insert: insert.clone(),
            },
            Event::TextClosed => Self::TextClosed,
            Event::Stretched { level } => Self::Stretched(LevelRecord::from_level(level)),
            Event::ClockStarted => Self::ClockStarted,
            Event::ClockPaused => Self::ClockPaused,
            Event::ClockTicked => Self::ClockTicked,
            Event::OverallChosen { overall } => Self::OverallChosen { overall: overall.id().to_owned() },
            Event::LevelChosen { level } => Self::LevelChosen(match level {
                LevelChoice::Unchosen => ChoiceRecord::Unchosen,
                LevelChoice::None => ChoiceRecord::None,
                LevelChoice::Level(id) => ChoiceRecord::Level { level: id.clone() },
            }),
            Event::DetailsChanged { candidate, interviewer, planned_minutes } => Self::DetailsChanged {
                candidate: CandidateRecord::from_candidate(candidate),
                interviewer: interviewer.clone(),
                planned_minutes: *planned_minutes,
            },
            Event::Undone => Self::Undone,
            Event::Redone => Self::Redone,
        }
    }

    fn into_event(self) -> Result<Event, String> {
        Ok(match self {
            Self::Started { id, candidate, interviewer, planned_minutes, focus, levels } => {
                let levels = levels
                    .into_iter()
                    .enumerate()
                    .map(|(index, level)| level.into_level(&format!("levels[{index}].content")))
                    .collect::<Result<Vec<_>, _>>()?;
                let rubric = Rubric::new(levels).map_err(|problems| match problems.first() {
                    Some(problem) => format!("levels[{}].content.{} {}", problem.level, problem.path, problem.message),
                    None => "holds no usable rubric".to_owned(),
                })?;
                let candidate = candidate.into_candidate();
                Event::Started(Box::new(Start { id, candidate, interviewer, planned_minutes, focus, rubric }))
            }
            Self::Rated { criterion, rating: number, basis: id } => {
                let answer = match number {
                    Some(number) => Answer::Rated(rating(number)?),
                    None => Answer::NoData,
                };
                Event::Rated { criterion, answer, basis: basis(&id)? }
            }
            Self::Cleared { criterion } => Event::Cleared { criterion },
            Self::Flagged { criterion, on } => Event::Flagged { criterion, on },
            Self::Attested { criteria, rating: number, basis: id } => {
                Event::Attested { criteria, rating: rating(number)?, basis: basis(&id)? }
            }
            Self::TextEdited { field, offset, remove, insert } => {
                Event::TextEdited { field: field.into_field(), at: offset, remove, insert }
            }
            Self::TextClosed => Event::TextClosed,
            Self::Stretched(level) => Event::Stretched { level: level.into_level("content")? },
            Self::ClockStarted => Event::ClockStarted,
            Self::ClockPaused => Event::ClockPaused,
            Self::ClockTicked => Event::ClockTicked,
            Self::OverallChosen { overall } => Event::OverallChosen {
                overall: Overall::from_id(&overall).ok_or_else(|| format!("overall is not a decision: {overall:?}"))?,
            },
            Self::LevelChosen(choice) => Event::LevelChosen {
                level: match choice {
                    ChoiceRecord::Unchosen => LevelChoice::Unchosen,
                    ChoiceRecord::None => LevelChoice::None,
                    ChoiceRecord::Level { level } => LevelChoice::Level(level),
                },
            },
            Self::DetailsChanged { candidate, interviewer, planned_minutes } => {
                Event::DetailsChanged { candidate: candidate.into_candidate(), interviewer, planned_minutes }
            }
            Self::Undone => Event::Undone,
            Self::Redone => Event::Redone,
        })
    }
}

impl CandidateRecord {
    fn from_candidate(candidate: &Candidate) -> Self {
        Self { name: candidate.name.clone(), reference: candidate.reference.clone() }
    }

    fn into_candidate(self) -> Candidate {
        Candidate { name: self.name, reference: self.reference }
    }
}

impl LevelRecord {
    fn from_level(level: &Level) -> Self {
        Self { digest: level.digest.clone(), content: Box::new(LevelFile::from_level(level)) }
    }

    fn into_level(self, path: &str) -> Result<Arc<Level>, String> {
        self.content.into_level(self.digest).map(Arc::new).map_err(|problems| match problems.first() {
            Some((at, message)) => format!("{path}.{at} {message}"),
            None => format!("{path} is not a level"),
        })
    }
}

impl FieldRecord {
    fn from_field(field: &Field) -> Self {
        match field {
            Field::Note(criterion) => Self::Note { criterion: criterion.clone() },
            Field::Takeaways => Self::Takeaways,
            Field::Strengths => Self::Strengths,
            Field::Concerns => Self::Concerns,
            Field::Reason => Self::Reason,
        }
    }

    fn into_field(self) -> Field {
        match self {
            Self::Note { criterion } => Field::Note(criterion),
            Self::Takeaways => Field::Takeaways,
            Self::Strengths => Field::Strengths,
            Self::Concerns => Field::Concerns,
            Self::Reason => Field::Reason,
        }
    }
}

fn rating(number: i64) -> Result<Rating, String> {
    Rating::from_number(number).ok_or_else(|| format!("rating is {number}; ratings are 1 to 4"))
}

fn basis(id: &str) -> Result<Basis, String> {
    Basis::from_id(id).ok_or_else(|| format!("basis is not known: {id:?}"))
}

/// Reads a field that may be null but not be left out.
fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Option::deserialize(deserializer)
}

#[cfg(test)]
mod tests;
