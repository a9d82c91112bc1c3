//! The drafts there are, and what becomes of those that are done.
//!
//! Listing changes no journal. It tidies what a crash left: half-written new versions, and drafts
//! whose card is already written. Both only where nobody has the draft open.

use std::cmp::Reverse;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk, reason};
use super::file::SaveError;
use super::fold::{self, Damage, End, FoldError, Folded};
use super::names::{self, Kind, Shelf};
use super::shelf::{Aside, set_aside};
use crate::domain::candidate::same_person;
use crate::domain::interview::Interview;
use crate::domain::time::Moment;
use crate::storage::archive::Paths;
use crate::storage::lock::{Lock, Refused};
use crate::storage::read::ReadError;
use crate::storage::{FileProblem, card};

/// A draft in a list. Texts are as they stand in the file, but the state's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftSummary {
    /// Id.
    pub id: String,
    /// The journal.
    pub path: PathBuf,
    /// Name of the candidate.
    pub candidate: String,
    /// The candidate's reference, if given.
    pub reference: Option<String>,
    /// Who interviews.
    pub interviewer: String,
    /// The seal of the card that it is to replace, if it is an amendment.
    pub amends: Option<String>,
    /// The target level with its grade.
    pub target: String,
    /// When it was set up.
    pub started_at: Moment,
    /// When something last happened in it.
    pub last_at: Moment,
    /// How many criteria are answered.
    pub answered: usize,
    /// How many criteria there are.
    pub total: usize,
    /// Whether and how it can be opened.
    pub state: DraftState,
}

/// Whether and how a draft can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftState {
    /// It can be opened.
    Ready,
    /// Another process has it open.
    Held {
        /// A sentence that says who and since when.
        by: String,
    },
    /// Its card is written, but the journal could not be retired yet.
    Submitted,
    /// It can be opened up to a line that cannot be used.
    Damaged(Damage),
}

impl DraftSummary {
    /// Whether it is an interview that is still to be handed in. Who amends a card has handed it in.
    #[must_use]
    pub fn is_outstanding(&self) -> bool {
        self.amends.is_none() && self.state != DraftState::Submitted
    }
}

/// The interview of a candidate that a person has not handed in yet: until then nobody shows them
/// what others found.
#[must_use]
pub fn outstanding_of<'a>(drafts: &'a [DraftSummary], candidate: &str, person: &str) -> Option<&'a DraftSummary> {
    drafts.iter().find(|draft| {
        draft.is_outstanding() && same_person(&draft.candidate, candidate) && same_person(&draft.interviewer, person)
    })
}

/// Every draft, last used first, and every file that could not be read as one.
#[must_use]
pub fn list(paths: &Paths) -> (Vec<DraftSummary>, Vec<FileProblem>) {
    let (mut drafts, mut problems) = (Vec::new(), Vec::new());
    let folder = paths.drafts();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (drafts, problems),
        Err(error) => return (drafts, vec![FileProblem::new(&folder, "", &unreadable(&error))]),
    };
    for entry in entries {
        let name = match entry {
            Ok(entry) => entry.file_name(),
            Err(error) => {
                problems.push(FileProblem::new(&folder, "", &unreadable(&error)));
                continue;
            }
        };
        match name.to_str().map(names::kind) {
            Some(Kind::Journal(id)) => match summary(paths, id) {
                Ok(draft) => drafts.extend(draft),
                Err(why) => problems.push(FileProblem::new(&folder.join(&name), "", &why)),
            },
            Some(Kind::Temporary(id)) => {
                if let Ok(_lock) = Lock::take_silently(&names::lock(paths, id)) {
                    remove_leftovers(&RealDisk, paths, id);
                }
            }
            Some(Kind::Stranger) => problems.push(stranger(paths, &name)),
            None if name.as_encoded_bytes().ends_with(b".ndjson") => problems.push(stranger(paths, &name)),
            Some(Kind::Other) | None => {}
        }
    }
    drafts.sort_by_cached_key(|draft| Reverse((draft.last_at.unix_seconds(), draft.id.clone())));
    problems.sort_by(|a, b| a.file.cmp(&b.file));
    (drafts, problems)
}

/// Moves a draft that nobody has open to the retired ones. Nothing is deleted; a draft that is not
/// there is no error.
///
/// # Errors
/// If another process has it open or the disk fails.
pub fn retire(paths: &Paths, id: &str) -> Result<(), SaveError> {
    let _lock = match Lock::take_silently(&names::lock(paths, id)) {
        Ok(lock) => Some(lock),
        Err(Refused::Held(by)) => return Err(SaveError::Disk(io::Error::new(io::ErrorKind::ResourceBusy, by))),
        Err(Refused::Unavailable(_)) => None,
    };
    match set_aside(&RealDisk, paths, id, Shelf::Retired, Aside::Move) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => Ok(result.map(|_| ())?),
    }
}

/// What a draft holds, read without opening it, and when something last happened in it: as far as its
/// journal can be used, whoever has it open.
///
/// # Errors
/// Why it cannot be read, as a sentence without its subject.
pub fn peek(draft: &DraftSummary) -> Result<(Interview, Moment), String> {
    let Folded { interview, last_at, .. } = folded(&draft.path)?.ok_or("is not there any more")?;
    Ok((interview, last_at))
}

/// What a journal holds; nothing if it is gone.
fn folded(path: &Path) -> Result<Option<Folded>, String> {
    let source = match RealDisk.open(path) {
        Ok(source) => source,
        Err(ReadError::Missing) => return Ok(None),
        Err(ReadError::Io(error)) => return Err(unreadable(&error)),
        Err(other) => return Err(other.to_string()),
    };
    fold::fold(source.reader).map(Some).map_err(|error| match error {
        FoldError::Io(error) => unreadable(&error),
        FoldError::Version(why) | FoldError::Unreadable(why) => why,
    })
}

/// The summary of one draft; nothing if it is gone or was just retired.
fn summary(paths: &Paths, id: &str) -> Result<Option<DraftSummary>, String> {
    let path = names::journal(paths, id);
    let Some(Folded { interview, last_at, end, .. }) = folded(&path)? else { return Ok(None) };
    if interview.id() != id {
        return Err(names::mismatch(interview.id()));
    }
    let state = match (Lock::holder(&names::lock(paths, id)), end) {
        (Some(by), _) => DraftState::Held { by },
        (None, _) if is_submitted(paths, &interview) => match retire(paths, id) {
            Ok(()) => return Ok(None),
            Err(_) => DraftState::Submitted,
        },
        (None, End::Damaged(damage)) => DraftState::Damaged(damage),
        (None, End::Whole | End::Torn) => DraftState::Ready,
    };
    let start = interview.start();
    Ok(Some(DraftSummary {
        id: id.to_owned(),
        path,
        candidate: start.candidate.name.clone(),
        reference: start.candidate.reference.clone(),
        interviewer: start.interviewer.clone(),
        amends: start.amends.as_ref().map(|amends| amends.seal.clone()),
        target: interview.rubric().target().label_with_grade(),
        started_at: interview.started_at(),
        last_at,
        answered: interview.marks().iter().filter(|mark| mark.answer.is_some()).count(),
        total: interview.rubric().len(),
        state,
    }))
}

/// Whether the card of this interview is in the archive, whole. A file that merely has its name does
/// not count: the draft would vanish from the list for it.
pub(super) fn is_submitted(paths: &Paths, interview: &Interview) -> bool {
    let path = names::card(paths, interview.id(), &interview.start().candidate.name);
    path.exists() && card::from_file(&path).card.is_some_and(|card| card.content().id == interview.id())
}

/// Removes new versions of a journal that were never put in place. The lock has to be held, so that
/// nobody is writing one.
pub(super) fn remove_leftovers(disk: &dyn Disk, paths: &Paths, id: &str) {
    let Ok(entries) = fs::read_dir(paths.drafts()) else { return };
    for entry in entries.flatten() {
        let of_this_draft = entry.file_name().to_str().map(names::kind) == Some(Kind::Temporary(id));
        if of_this_draft && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // A leftover that stays does no harm.
            let _ = disk.remove(&entry.path());
        }
    }
}

fn stranger(paths: &Paths, name: &OsStr) -> FileProblem {
    let message = "is not named like a draft of ours (<id>.ndjson), so it is left alone; rename it to open it";
    FileProblem::new(&paths.drafts().join(name), "", message)
}

fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {}", reason(error))
}
