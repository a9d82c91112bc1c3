//! The events field by field, as they stand in a line, with the ways from and to the domain.
//!
//! Ratings, bases and decisions are checked on the way in. Lines as such are not known here.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::{LineError, fields};
use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::interview::{Amends, Event, Field, LevelChoice, Start};
use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::rubric::{Level, Rubric};
use crate::storage::wire::moment;
use crate::storage::wire::rubric::LevelFile;

/// An event with its name.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(super) enum EventRecord {
    Started(StartRecord),
    Rated(RatedRecord),
    Cleared(ClearedRecord),
    Flagged(FlaggedRecord),
    Dismissed(DismissedRecord),
    Attested(AttestedRecord),
    TextEdited(EditRecord),
    TextClosed,
    Stretched(LevelRecord),
    ClockStarted,
    ClockPaused,
    ClockTicked,
    OverallChosen(OverallRecord),
    LevelChosen(ChoiceRecord),
    DetailsChanged(DetailsRecord),
    CarriedOver,
    Undone,
    Redone,
}

#[derive(Serialize, Deserialize)]
pub(super) struct StartRecord {
    id: String,
    candidate: CandidateRecord,
    interviewer: String,
    planned_minutes: u32,
    #[serde(default)]
    focus: Vec<String>,
    /// Only for an amendment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amends: Option<AmendsRecord>,
    levels: Vec<LevelRecord>,
}

#[derive(Serialize, Deserialize)]
struct AmendsRecord {
    seal: String,
    ended_at: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RatedRecord {
    criterion: String,
    /// Null is "asked, no data", so a line without it is at fault rather than an answer.
    #[serde(deserialize_with = "required")]
    rating: Option<i64>,
    basis: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ClearedRecord {
    criterion: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct FlaggedRecord {
    criterion: String,
    on: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct DismissedRecord {
    field: FieldRecord,
    /// Only for a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    criterion: Option<String>,
    finding: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct AttestedRecord {
    criteria: Vec<String>,
    rating: i64,
    basis: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EditRecord {
    field: FieldRecord,
    /// Only for a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    criterion: Option<String>,
    offset: usize,
    remove: usize,
    insert: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FieldRecord {
    Note,
    Takeaways,
    Strengths,
    Concerns,
    Reason,
    Amendment,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OverallRecord {
    overall: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ChoiceRecord {
    choice: ChoiceKind,
    /// Only for a level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChoiceKind {
    Unchosen,
    None,
    Level,
}

#[derive(Serialize, Deserialize)]
pub(super) struct DetailsRecord {
    candidate: CandidateRecord,
    interviewer: String,
    planned_minutes: u32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct CandidateRecord {
    name: String,
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// A level with the digest of the file it came from, which the embedded copy need not have.
#[derive(Serialize, Deserialize)]
pub(super) struct LevelRecord {
    digest: String,
    content: Box<LevelFile>,
}

impl EventRecord {
    /// Reads the fields of the named event.
    pub(super) fn read(event: &str, line: &[u8]) -> Result<Self, LineError> {
        Ok(match event {
            "started" => Self::Started(fields(line)?),
            "rated" => Self::Rated(fields(line)?),
            "cleared" => Self::Cleared(fields(line)?),
            "flagged" => Self::Flagged(fields(line)?),
            "dismissed" => Self::Dismissed(fields(line)?),
            "attested" => Self::Attested(fields(line)?),
            "text_edited" => Self::TextEdited(fields(line)?),
            "text_closed" => Self::TextClosed,
            "stretched" => Self::Stretched(fields(line)?),
            "clock_started" => Self::ClockStarted,
            "clock_paused" => Self::ClockPaused,
            "clock_ticked" => Self::ClockTicked,
            "overall_chosen" => Self::OverallChosen(fields(line)?),
            "level_chosen" => Self::LevelChosen(fields(line)?),
            "details_changed" => Self::DetailsChanged(fields(line)?),
            "carried_over" => Self::CarriedOver,
            "undone" => Self::Undone,
            "redone" => Self::Redone,
            _ => return Err(LineError::Invalid(format!("the event is not known: {event:?}"))),
        })
    }

    pub(super) fn from_event(event: &Event) -> Self {
        match event {
            Event::Started(start) => Self::Started(StartRecord::from_start(start)),
            Event::Rated { criterion, answer, basis } => Self::Rated(RatedRecord {
                criterion: criterion.clone(),
                rating: answer.rating().map(|rating| rating.number().into()),
                basis: basis.id().to_owned(),
            }),
            Event::Cleared { criterion } => Self::Cleared(ClearedRecord { criterion: criterion.clone() }),
            Event::Flagged { criterion, on } => Self::Flagged(FlaggedRecord { criterion: criterion.clone(), on: *on }),
            Event::Dismissed { field, finding } => {
                let (field, criterion) = FieldRecord::from_field(field);
                Self::Dismissed(DismissedRecord { field, criterion, finding: finding.clone() })
            }
            Event::Attested { criteria, rating, basis } => Self::Attested(AttestedRecord {
                criteria: criteria.clone(),
                rating: rating.number().into(),
                basis: basis.id().to_owned(),
            }),
            Event::TextEdited { field, at, remove, insert } => {
                let (field, criterion) = FieldRecord::from_field(field);
                Self::TextEdited(EditRecord { field, criterion, offset: *at, remove: *remove, insert: insert.clone() })
            }
            Event::TextClosed => Self::TextClosed,
            Event::Stretched { level } => Self::Stretched(LevelRecord::from_level(level)),
            Event::ClockStarted => Self::ClockStarted,
            Event::ClockPaused => Self::ClockPaused,
            Event::ClockTicked => Self::ClockTicked,
            Event::OverallChosen { overall } => Self::OverallChosen(OverallRecord { overall: overall.id().to_owned() }),
            Event::LevelChosen { level } => Self::LevelChosen(match level {
                LevelChoice::Unchosen => ChoiceRecord { choice: ChoiceKind::Unchosen, level: None },
                LevelChoice::None => ChoiceRecord { choice: ChoiceKind::None, level: None },
                LevelChoice::Level(id) => ChoiceRecord { choice: ChoiceKind::Level, level: Some(id.clone()) },
            }),
            Event::DetailsChanged { candidate, interviewer, planned_minutes } => Self::DetailsChanged(DetailsRecord {
                candidate: CandidateRecord::from_candidate(candidate),
                interviewer: interviewer.clone(),
                planned_minutes: *planned_minutes,
            }),
            Event::CarriedOver => Self::CarriedOver,
            Event::Undone => Self::Undone,
            Event::Redone => Self::Redone,
        }
    }

    /// The event, or what is wrong with it.
    pub(super) fn into_event(self) -> Result<Event, String> {
        Ok(match self {
            Self::Started(start) => Event::Started(Box::new(start.into_start()?)),
            Self::Rated(RatedRecord { criterion, rating: number, basis: id }) => {
                let answer = number.map_or(Ok(Answer::NoData), |number| rating(number).map(Answer::Rated))?;
                Event::Rated { criterion, answer, basis: basis(&id)? }
            }
            Self::Cleared(ClearedRecord { criterion }) => Event::Cleared { criterion },
            Self::Flagged(FlaggedRecord { criterion, on }) => Event::Flagged { criterion, on },
            Self::Dismissed(DismissedRecord { field, criterion, finding }) => {
                Event::Dismissed { field: field.into_field(criterion)?, finding }
            }
            Self::Attested(AttestedRecord { criteria, rating: number, basis: id }) => {
                Event::Attested { criteria, rating: rating(number)?, basis: basis(&id)? }
            }
            Self::TextEdited(EditRecord { field, criterion, offset, remove, insert }) => {
                Event::TextEdited { field: field.into_field(criterion)?, at: offset, remove, insert }
            }
            Self::TextClosed => Event::TextClosed,
            Self::Stretched(level) => Event::Stretched { level: level.into_level("content")? },
            Self::ClockStarted => Event::ClockStarted,
            Self::ClockPaused => Event::ClockPaused,
            Self::ClockTicked => Event::ClockTicked,
            Self::OverallChosen(OverallRecord { overall }) => Event::OverallChosen {
                overall: Overall::from_id(&overall).ok_or_else(|| format!("overall is not a decision: {overall:?}"))?,
            },
            Self::LevelChosen(ChoiceRecord { choice, level }) => Event::LevelChosen {
                level: match choice {
                    ChoiceKind::Unchosen => LevelChoice::Unchosen,
                    ChoiceKind::None => LevelChoice::None,
                    ChoiceKind::Level => LevelChoice::Level(level.ok_or("the chosen level is missing")?),
                },
            },
            Self::DetailsChanged(DetailsRecord { candidate, interviewer, planned_minutes }) => {
                Event::DetailsChanged { candidate: candidate.into_candidate(), interviewer, planned_minutes }
            }
            Self::CarriedOver => Event::CarriedOver,
            Self::Undone => Event::Undone,
            Self::Redone => Event::Redone,
        })
    }
}

impl StartRecord {
    fn from_start(start: &Start) -> Self {
        Self {
            id: start.id.clone(),
            candidate: CandidateRecord::from_candidate(&start.candidate),
            interviewer: start.interviewer.clone(),
            planned_minutes: start.planned_minutes,
            focus: start.focus.clone(),
            amends: start
                .amends
                .as_ref()
                .map(|amends| AmendsRecord { seal: amends.seal.clone(), ended_at: amends.ended_at.to_string() }),
            levels: start.rubric.levels().iter().map(|level| LevelRecord::from_level(level)).collect(),
        }
    }

    fn into_start(self) -> Result<Start, String> {
        let levels = self
            .levels
            .into_iter()
            .enumerate()
            .map(|(index, level)| level.into_level(&format!("levels[{index}].content")))
            .collect::<Result<Vec<_>, _>>()?;
        let rubric = Rubric::new(levels).map_err(|problems| match problems.first() {
            Some(problem) => format!("levels[{}].content.{} {}", problem.level, problem.path, problem.message),
            None => "holds no usable rubric".to_owned(),
        })?;
        Ok(Start {
            id: self.id,
            candidate: self.candidate.into_candidate(),
            interviewer: self.interviewer,
            planned_minutes: self.planned_minutes,
            focus: self.focus,
            amends: self.amends.map(AmendsRecord::into_amends).transpose()?,
            rubric,
        })
    }
}

impl AmendsRecord {
    fn into_amends(self) -> Result<Amends, String> {
        let ended_at = moment::parse(&self.ended_at).map_err(|message| format!("amends.ended_at {message}"))?;
        Ok(Amends { seal: self.seal, ended_at })
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
    fn from_field(field: &Field) -> (Self, Option<String>) {
        match field {
            Field::Note(criterion) => (Self::Note, Some(criterion.clone())),
            Field::Takeaways => (Self::Takeaways, None),
            Field::Strengths => (Self::Strengths, None),
            Field::Concerns => (Self::Concerns, None),
            Field::Reason => (Self::Reason, None),
            Field::Amendment => (Self::Amendment, None),
        }
    }

    fn into_field(self, criterion: Option<String>) -> Result<Field, String> {
        Ok(match self {
            Self::Note => Field::Note(criterion.ok_or("the note's criterion is missing")?),
            Self::Takeaways => Field::Takeaways,
            Self::Strengths => Field::Strengths,
            Self::Concerns => Field::Concerns,
            Self::Reason => Field::Reason,
            Self::Amendment => Field::Amendment,
        })
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
