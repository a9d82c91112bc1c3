//! Lists of cards: a line about each, from the index where it fits the file, else from the file.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Files, Paths, files};
use crate::domain::amendments::{self, Sealed, Standing};
use crate::domain::candidate::{Candidate, name_key};
use crate::domain::decision::Overall;
use crate::domain::grade::Status;
use crate::domain::rubric::{Level, level_label, level_label_with_grade};
use crate::domain::scorecard::Scorecard;
use crate::domain::time::Moment;
use crate::storage::FileProblem;
use crate::storage::card::{self, CardProblem, CheckReport, Code, Reading};
use crate::storage::index::{self, Index};
use crate::storage::many::{self, Progress};
use crate::storage::read::{self, Look};

/// What amendments make of each of a candidate's cards, which are sealed and come newest first.
pub(in crate::storage) fn standing(newest_first: &[&CardHead]) -> Vec<Standing> {
    let sealed: Vec<Sealed<'_>> = newest_first
        .iter()
        .map(|head| Sealed {
            seal: head.seal.as_deref().unwrap_or_default(),
            amends: head.amends.as_deref(),
            person: name_key(&head.interviewer),
        })
        .collect();
    amendments::standing(&sealed)
}

/// What a list shows of a card. Ratings and notes are in its file, which also says whether this is
/// still so. Texts are as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardHead {
    /// The file.
    pub path: PathBuf,
    /// Id.
    pub id: String,
    /// Who was interviewed.
    pub candidate: Candidate,
    /// Who interviewed.
    pub interviewer: String,
    /// Id of the job family.
    pub family: String,
    /// The highest level that was asked.
    pub target: LevelName,
    /// The recommended level, if any is.
    pub recommended: Option<LevelName>,
    /// How settled the recommendation is.
    pub status: Status,
    /// The interviewer's own decision.
    pub overall: Overall,
    /// The level that the interviewer decided for, if for any.
    pub level: Option<LevelName>,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// The seal of the card that this one replaces.
    pub amends: Option<String>,
    /// Its own seal, unless it is missing or does not fit.
    pub seal: Option<String>,
    /// What is wrong with the file although it could be read: its seal or its recommendation.
    pub problems: Vec<CardProblem>,
}

/// A level by id and grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelName {
    /// Id.
    pub id: String,
    /// Pay or job grade, if the family has grades.
    pub grade: Option<u32>,
}

impl LevelName {
    /// The short name: `Senior`.
    #[must_use]
    pub fn label(&self) -> String {
        level_label(&self.id)
    }

    /// The short name with the grade: `Senior (grade 7)`.
    #[must_use]
    pub fn label_with_grade(&self) -> String {
        level_label_with_grade(&self.id, self.grade)
    }

    fn of(level: &Level) -> Self {
        Self { id: level.id.clone(), grade: level.grade }
    }
}

impl CardHead {
    /// The head of a card that was read.
    #[must_use]
    pub fn new(path: &Path, card: &Scorecard, seal: Option<String>, problems: Vec<CardProblem>) -> Self {
        let (content, now) = (card.content(), card.recommendation());
        let level = |index: usize| LevelName::of(&content.rubric.levels()[index]);
        Self {
            path: path.to_owned(),
            id: content.id.clone(),
            candidate: content.candidate.clone(),
            interviewer: content.interviewer.clone(),
            family: content.rubric.target().family.clone(),
            target: LevelName::of(content.rubric.target()),
            recommended: now.floor.map(level),
            status: now.status,
            overall: content.decision.overall,
            level: content.decision.level.map(level),
            submitted_at: content.submitted_at,
            amends: content.amends.as_ref().map(|amends| amends.seal.clone()),
            seal,
            problems,
        }
    }
}

/// What a file in the archive turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::storage) enum Seen {
    /// A card, though its seal or recommendation may be wrong.
    Card(Box<CardHead>),
    /// Nothing that can be read as a card, and why.
    NoCard(Vec<CardProblem>),
}

impl Seen {
    /// Reads a file, and tells what it looked like where that can be relied on.
    fn read(path: &Path) -> (Self, Option<Look>) {
        match read::file_and_look(path) {
            Ok((bytes, look)) => {
                let Reading { report: CheckReport { problems, .. }, card, seal } = card::from_bytes(&bytes);
                let seen = match card {
                    Some(card) => Self::Card(Box::new(CardHead::new(path, &card, seal, problems))),
                    None => Self::NoCard(problems),
                };
                (seen, look)
            }
            // That a disk fails now says nothing about the next time.
            Err(error) => (Self::NoCard(vec![CardProblem::new(Code::Unreadable, "", &error.to_string())]), None),
        }
    }
}

/// Everything in the archive that a list is made of.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::storage) struct Listing {
    /// Newest first.
    pub cards: Vec<CardHead>,
    /// Files with the decisions of panels.
    pub decisions: Vec<PathBuf>,
    /// Files that could not be read as cards, and folders that could not be read.
    pub problems: Vec<FileProblem>,
}

/// Every card, newest first, and every file that could not be read as one.
///
/// A card whose seal or recommendation is wrong is listed, with its problems. Files that the index
/// does not know are read whole, which takes a while in a large archive; only this is progress.
#[must_use]
pub fn list_cards(paths: &Paths, progress: Progress<'_>) -> (Vec<CardHead>, Vec<FileProblem>) {
    let Listing { cards, problems, .. } = listing(paths, progress);
    (cards, problems)
}

/// As [`list_cards`], with the decisions of panels.
pub(in crate::storage) fn listing(paths: &Paths, progress: Progress<'_>) -> Listing {
    listing_at_rest(paths, progress, index::AT_REST)
}

/// As [`listing`]; files that were left alone for more than some seconds go into the index.
pub(in crate::storage) fn listing_at_rest(paths: &Paths, progress: Progress<'_>, at_rest: i64) -> Listing {
    // The folder's own handle asks sooner than the path would.
    let Files { cards: files, decisions, mut problems } = files(paths, |entry| index::look(entry.metadata()));
    let text = index::load(paths);
    let index = Index::of(paths, &text);
    let known = many::map(&files, &many::quiet, |(file, look)| index.look_up(file, look.as_ref()?));

    let unknown: Vec<&Path> =
        files.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|((file, _), _)| file.as_path()).collect();
    // Asked before the first file is read: whatever changes later bears a later time.
    let now = if unknown.is_empty() { None } else { index::now(paths) };
    let mut read = many::map(&unknown, progress, |file| {
        let (seen, look) = Seen::read(file);
        let line = look.zip(now).and_then(|(look, now)| index::line(&seen, &look, now, at_rest));
        (seen, line)
    })
    .into_iter();

    let mut kept = Vec::with_capacity(files.len());
    let mut fresh = Vec::new();
    let mut cards = Vec::with_capacity(files.len());
    for ((file, _), known) in files.iter().zip(known) {
        let seen = match known {
            Some((seen, line)) => {
                kept.push((file.as_path(), line));
                seen
            }
            None => match read.next() {
                Some((seen, line)) => {
                    fresh.extend(line.map(|line| (file.as_path(), line)));
                    seen
                }
                None => continue,
            },
        };
        sort_in(file, seen, &mut cards, &mut problems);
    }
    if !fresh.is_empty() || kept.len() < index.len() {
        index::save(paths, kept.into_iter().chain(fresh.iter().map(|(file, line)| (*file, line.as_str()))));
    }
    newest_first(&mut cards);
    Listing { cards, decisions, problems }
}

/// At most `most` cards whose ids are the newest, without a look at the others; the last submitted
/// comes first. Ids (UUID version 7) grow with the time at which the interview was set up.
#[must_use]
pub fn newest_cards(paths: &Paths, most: usize) -> (Vec<CardHead>, Vec<FileProblem>) {
    let Files { cards: mut files, mut problems, .. } = files(paths, |_| ());
    files.sort_by(|(a, ()), (b, ())| b.file_name().cmp(&a.file_name()));
    let text = index::load(paths);
    let index = Index::of(paths, &text);
    let mut cards = Vec::new();
    for (file, ()) in files {
        if cards.len() == most {
            break;
        }
        let look = index::look(fs::symlink_metadata(&file));
        let known = look.and_then(|look| index.look_up(&file, &look));
        let seen = known.map_or_else(|| Seen::read(&file).0, |(seen, _)| seen);
        sort_in(&file, seen, &mut cards, &mut problems);
    }
    newest_first(&mut cards);
    (cards, problems)
}

fn sort_in(file: &Path, seen: Seen, cards: &mut Vec<CardHead>, problems: &mut Vec<FileProblem>) {
    match seen {
        Seen::Card(head) => cards.push(*head),
        Seen::NoCard(found) => problems.extend(told(file, &found)),
    }
}

/// What is wrong with a file that is no card.
pub(in crate::storage) fn told<'p>(
    file: &'p Path,
    problems: &'p [CardProblem],
) -> impl Iterator<Item = FileProblem> + 'p {
    problems.iter().map(|problem| FileProblem::new(file, &problem.path, &problem.message))
}

fn newest_first(cards: &mut [CardHead]) {
    cards.sort_by(|a, b| Reverse(place(a)).cmp(&Reverse(place(b))));
}

/// Where a card stands among others; the later is greater.
fn place(card: &CardHead) -> (i64, &str) {
    (card.submitted_at.unix_seconds(), &card.id)
}
