//! A round of practice: kept in `<data>/practice/`, beside nothing that is a candidate's.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::archive::Paths;
use super::json;
use super::kept::{self, Entered, Place};
use crate::domain::practice::{Before, Given, Round};
use crate::domain::rating::{Answer, Rating};

/// There is one at a time.
const NAME: &str = "Round";

#[derive(Serialize, Deserialize)]
struct RoundFile {
    format: String,
    before: Option<BeforeFile>,
    exercises: Vec<GivenFile>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct BeforeFile {
    criteria: usize,
    same: usize,
    steps: i64,
}

#[derive(Serialize, Deserialize)]
struct GivenFile {
    exercise: String,
    compared: bool,
    answers: Vec<AnswerFile>,
}

/// An answer; without a rating, no data.
#[derive(Serialize, Deserialize)]
struct AnswerFile {
    criterion: String,
    rating: Option<u8>,
}

impl Entered for RoundFile {
    const FORMAT: &'static str = "assay.practising/1";
    const MISPLACED: &'static str = "is no round of practice";

    fn name(&self) -> &str {
        NAME
    }

    fn extra(&mut self) -> &mut Map<String, Value> {
        &mut self.extra
    }
}

/// Keeps a round as far as it is. What another window has put there meanwhile is kept aside first.
///
/// # Errors
/// Any error of the disk, or if the file there is of a newer version, which is left alone.
pub fn keep(paths: &Paths, round: &Round) -> io::Result<()> {
    place(paths).keep(RoundFile::new(round))
}

/// The round that was kept, if there is one.
///
/// # Errors
/// A sentence for the user. A file that cannot be used is kept aside, unless a newer version wrote it
/// or the disk failed; nothing is known of its content then.
pub fn kept(paths: &Paths) -> Result<Option<Round>, String> {
    place(paths).kept(RoundFile::into_round)
}

/// Puts the round that was kept with what is done. Nothing is deleted; tells where it is now.
///
/// # Errors
/// Any error of the disk.
pub fn forget(paths: &Paths) -> io::Result<Option<PathBuf>> {
    place(paths).forget()
}

/// Whether a folder is the data folder of somebody who has practised: no round is to be taken for a card.
#[must_use]
pub(super) fn is_kept_in(folder: &Path) -> bool {
    let paths = Paths { data: folder.to_owned(), config: PathBuf::new() };
    fs::symlink_metadata(place(&paths).path()).is_ok_and(|found| found.is_file())
}

/// A warning if there are rounds that two windows made at a time, or that could not be used.
#[must_use]
pub fn left_aside(paths: &Paths) -> Option<String> {
    kept::left_aside(&paths.practice(), "round(s) of practice")
}

fn place(paths: &Paths) -> Place<'static, RoundFile> {
    Place::new(paths.practice(), NAME)
}

impl RoundFile {
    fn new(round: &Round) -> Self {
        let answer = |(criterion, answer): &(String, Answer)| AnswerFile {
            criterion: criterion.clone(),
            rating: answer.rating().map(Rating::number),
        };
        let given = |Given { exercise, answers, compared }: &Given| GivenFile {
            exercise: exercise.clone(),
            compared: *compared,
            answers: answers.iter().map(answer).collect(),
        };
        let before = |&Before { of, same, steps }: &Before| BeforeFile { criteria: of, same, steps };
        Self {
            format: Self::FORMAT.to_owned(),
            before: round.before.as_ref().map(before),
            exercises: round.given.iter().map(given).collect(),
            extra: Map::new(),
        }
    }

    fn into_round(self) -> Result<Round, json::JsonError> {
        let wrong = |path: &str, message: &str| Err(json::JsonError::new(path, message));
        let mut exercises = HashSet::new();
        let mut given = Vec::new();
        for (at, GivenFile { exercise, compared, answers }) in self.exercises.into_iter().enumerate() {
            let path = format!("exercises[{at}]");
            if !exercises.insert(exercise.clone()) {
                return wrong(&format!("{path}.exercise"), "is there a second time");
            }
            let mut criteria = HashSet::new();
            let mut read = Vec::new();
            for (i, AnswerFile { criterion, rating }) in answers.into_iter().enumerate() {
                let path = format!("{path}.answers[{i}]");
                if !criteria.insert(criterion.clone()) {
                    return wrong(&format!("{path}.criterion"), "is there a second time");
                }
                let answer = match rating.map(|number| Rating::from_number(i64::from(number))) {
                    None => Answer::NoData,
                    Some(Some(rating)) => Answer::Rated(rating),
                    Some(None) => return wrong(&format!("{path}.rating"), "is no rating; 1 to 4 are, and null"),
                };
                read.push((criterion, answer));
            }
            given.push(Given { exercise, answers: read, compared });
        }
        let before = self.before.map(|BeforeFile { criteria, same, steps }| Before { of: criteria, same, steps });
        if before.is_some_and(|Before { of, same, .. }| same > of) {
            return wrong("before.same", "is more than were compared");
        }
        Ok(Round { given, before })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round() -> Round {
        let answers = |n: usize| {
            let all = [Answer::NoData, Answer::Rated(Rating::NotShown), Answer::Rated(Rating::Exceeds)];
            all.into_iter().take(n).enumerate().map(|(i, answer)| (format!("c{i}\u{202e}"), answer)).collect()
        };
        let given =
            |exercise: &str, n: usize, compared| Given { exercise: exercise.to_owned(), answers: answers(n), compared };
        let before = Some(Before { of: 21, same: 12, steps: -3 });
        Round { given: vec![given("insurer", 3, true), given("of another version", 1, false)], before }
    }

    fn paths(folder: &tempfile::TempDir) -> Paths {
        Paths { data: folder.path().join("data"), config: folder.path().join("config") }
    }

    #[test]
    fn a_round_comes_back_as_it_was_until_it_is_put_aside() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = paths(&folder);
        assert_eq!(kept(&paths), Ok(None));
        for round in [Round::default(), round()] {
            keep(&paths, &round).expect("there is room");
            kept::as_in_a_new_process(&paths.practice().join("round.json"));
            assert_eq!(kept(&paths), Ok(Some(round)));
        }
        let done = forget(&paths).expect("there is room").expect("there was one");
        assert!(fs::read_to_string(done).expect("readable").contains("insurer"));
        assert_eq!((kept(&paths), left_aside(&paths)), (Ok(None), None));
    }

    #[test]
    fn a_file_that_makes_no_sense_is_set_aside_and_said() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = paths(&folder);
        keep(&paths, &round()).expect("there is room");
        let file = paths.practice().join("round.json");
        let sound = fs::read_to_string(&file).expect("readable");
        for broken in [
            sound.replace("of another version", "insurer"),
            sound.replace("c1", "c0"),
            sound.replace("\"rating\": 4", "\"rating\": 5"),
            sound.replace("\"rating\": 4", "\"rating\": \"\u{1b}[2J\""),
            sound.replace("\"same\": 12", "\"same\": 22"),
            sound.replace("practising/1", "sketch/1"),
            "{".to_owned(),
        ] {
            assert_ne!(broken, sound);
            fs::write(&file, &broken).expect("writable");
            let said = kept(&paths).expect_err("it cannot be used");
            assert!(said.contains("it is kept as") && !said.chars().any(crate::text::is_hidden), "{said}");
        }
        assert!(left_aside(&paths).expect("something lies aside").contains("7 round(s) of practice"));
    }

    #[test]
    fn a_newer_version_s_file_stays_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = paths(&folder);
        keep(&paths, &round()).expect("there is room");
        let file = paths.practice().join("round.json");
        let newer = fs::read_to_string(&file).expect("readable").replace("practising/1", "practising/2");
        fs::write(&file, &newer).expect("writable");
        assert!(kept(&paths).expect_err("it cannot be read").contains("newer"));
        assert!(keep(&paths, &Round::default()).is_err());
        assert_eq!(fs::read_to_string(&file).expect("readable"), newer);
    }

    #[test]
    fn a_round_is_not_taken_for_a_card() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = paths(&folder);
        keep(&paths, &round()).expect("there is room");
        let below = crate::storage::archive::cards_below(&paths.data);
        assert_eq!(below, Some((Vec::new(), Vec::new())), "it is a data folder before its first card");
    }
}
