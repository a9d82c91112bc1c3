//! Sample data: a made-up candidate's interviews, to see in the first minute what a panel is.
//!
//! The cards are made as the program makes all cards, event by event. They go into a folder of their
//! own, never among real ones, and the candidate's name says what they are.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::domain::candidate::Candidate;
use crate::domain::interview::{Event, Field, Interview, LevelChoice, Recorded, Start};
use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Scorecard;
use crate::domain::time::Moment;
use crate::storage::archive::{self, Paths};
use crate::storage::catalog::Family;
use crate::storage::draft::{DraftFile, SaveError};
use crate::storage::remembered::Remembered;
use robin::{ANSWERS, CANDIDATE, Decision, INTERVIEWERS, Interviewer, NOTES, REFERENCE, TARGET};

mod robin;

/// Seconds from one answer to the next.
const PACE: u64 = 95;

/// A folder with the sample data, removed with everything in it when this is dropped.
#[derive(Debug)]
pub struct Sample {
    folder: TempDir,
    paths: Paths,
    candidate: String,
}

impl Sample {
    /// Makes a private folder among the system's temporary ones, and fills it.
    ///
    /// # Errors
    /// Any error of the disk.
    pub fn new() -> io::Result<Self> {
        let private = Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new().prefix("assay-demo-").permissions(private).tempdir()?;
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        let candidate = fill(&paths)?;
        Ok(Self { folder, paths, candidate })
    }

    /// Where data and settings lie.
    #[must_use]
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Everything is below this folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The candidate's name.
    #[must_use]
    pub fn candidate(&self) -> &str {
        &self.candidate
    }

    /// Removes the folder and everything in it.
    ///
    /// # Errors
    /// Any error of the disk.
    pub fn remove(self) -> io::Result<()> {
        self.folder.close()
    }

    /// Leaves the folder to whoever wants to look around in it, and tells where it is.
    #[must_use]
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }
}

/// Writes three submitted cards and a draft, and returns the candidate's name. The first interviewer
/// is remembered as the one who sits here, who can therefore amend a card.
///
/// # Errors
/// Any error of the disk.
///
/// # Panics
/// Never: the sample fits the built-in rubric.
pub fn fill(paths: &Paths) -> io::Result<String> {
    let family = Family::built_in();
    let rubric = family.rubric_to(TARGET).expect("the built-in family has the level");
    for (column, interviewer) in INTERVIEWERS.iter().enumerate() {
        let events = events(interviewer, column, &rubric);
        match &interviewer.decision {
            Some(_) => drop(archive::write_card(paths, &submitted(&events))?),
            None => drop(DraftFile::create(paths, interviewer.id).append(&events).map_err(disk)?),
        }
    }
    let remembered = Remembered {
        interviewer: Some(INTERVIEWERS[0].name.to_owned()),
        family: Some(rubric.target().family.clone()),
        level: Some(TARGET.to_owned()),
        planned_minutes: None,
    };
    remembered.save(paths)?;
    Ok(CANDIDATE.to_owned())
}

fn disk(error: SaveError) -> io::Error {
    match error {
        SaveError::Disk(error) => error,
        other => io::Error::other(other),
    }
}

/// The card of a finished interview.
fn submitted(events: &[Recorded]) -> Scorecard {
    let (first, rest) = events.split_first().expect("an interview has a start");
    let last = events.last().expect("an interview has a start");
    let mut interview = Interview::begin(first.clone()).expect("a start begins it");
    for event in rest {
        interview.apply(event).expect("the sample's answers fit the built-in rubric");
    }
    Scorecard::submit(&interview, last.at, last.active_ms).expect("nothing is missing")
}

/// Everything that happened in one interview.
fn events(interviewer: &Interviewer, column: usize, rubric: &Rubric) -> Vec<Recorded> {
    let mut journal = Journal { started_at: interviewer.started_at, seconds: 0, events: Vec::new() };
    journal.add(Event::Started(Box::new(Start {
        id: interviewer.id.to_owned(),
        candidate: Candidate { name: CANDIDATE.to_owned(), reference: Some(REFERENCE.to_owned()) },
        interviewer: interviewer.name.to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric: rubric.clone(),
    })));
    journal.add(Event::ClockStarted);
    let attested: Vec<String> =
        said(column).filter(|(_, sign)| *sign == 'a').map(|(criterion, _)| criterion.to_owned()).collect();
    if !attested.is_empty() {
        journal.add(Event::Attested { criteria: attested, rating: Rating::Meets, basis: Basis::Attested });
    }
    for (criterion, sign) in said(column) {
        if let Some(answer) = answer(sign) {
            journal.seconds += PACE;
            journal.add(Event::Rated { criterion: criterion.to_owned(), answer, basis: Basis::Interview });
        }
        let note = NOTES.iter().find(|(about, by, _)| (*about, *by) == (criterion, interviewer.name));
        if let Some((_, _, note)) = note {
            journal.write(Field::Note(criterion.to_owned()), note);
        }
    }
    if let Some(Decision { overall, level, reason, takeaways, strengths, concerns }) = &interviewer.decision {
        journal.seconds += PACE;
        journal.write(Field::Takeaways, takeaways);
        journal.write(Field::Strengths, strengths);
        journal.write(Field::Concerns, concerns);
        journal.add(Event::OverallChosen { overall: *overall });
        journal.add(Event::LevelChosen { level: LevelChoice::Level((*level).to_owned()) });
        journal.write(Field::Reason, reason);
    }
    journal.add(Event::ClockPaused);
    journal.events
}

/// The sign in one column for every criterion.
fn said(column: usize) -> impl Iterator<Item = (&'static str, char)> {
    ANSWERS.iter().map(move |(criterion, signs)| (*criterion, signs.chars().nth(2 * column).unwrap_or('-')))
}

/// The answer to a question that was asked by itself.
fn answer(sign: char) -> Option<Answer> {
    match sign.to_digit(10)? {
        0 => Some(Answer::NoData),
        number => Rating::from_number(number.into()).map(Answer::Rated),
    }
}

/// An interview's events as they come.
struct Journal {
    started_at: i64,
    seconds: u64,
    events: Vec<Recorded>,
}

impl Journal {
    fn add(&mut self, event: Event) {
        self.events.push(Recorded {
            seq: self.events.len() as u64,
            at: Moment::new(self.started_at.saturating_add_unsigned(self.seconds), 3_600),
            active_ms: 1_000 * self.seconds,
            event,
        });
    }

    fn write(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.add(Event::TextEdited { field, at: 0, remove: 0, insert: text.to_owned() });
            self.add(Event::TextClosed);
        }
    }
}

#[cfg(test)]
mod tests;
