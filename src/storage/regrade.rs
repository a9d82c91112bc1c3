//! All saved cards of a family under other levels. Cards are read one by one and never changed; what is
//! kept of each is who it is of and what became of it.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::archive::{self, CardHead, Paths};
use super::many::{self, Progress};
use super::{FileProblem, card};
use crate::domain::candidate::{name_key, same_person};
use crate::domain::regrade::{Case, Edition, Outcome, Regrading};
use crate::domain::rubric::{Level, Rubric};
use crate::domain::scorecard::Scorecard;

/// Editions that are remembered at most; an archive rarely holds more of one family.
const EDITIONS: usize = 16;

/// Judges every card of the family that counts under `new`, and names the files that could not be read
/// as cards. Of amended cards the newest of a chain counts.
#[must_use]
pub fn family(
    paths: &Paths,
    family: &str,
    new: &[Arc<Level>],
    progress: Progress<'_>,
) -> (Regrading, Vec<FileProblem>) {
    let (mut heads, mut problems) = archive::list_cards(paths, progress);
    heads.retain(|head| head.family == family);
    // What was changed after it was sealed is nobody's word any more.
    let (sealed, broken): (Vec<CardHead>, Vec<CardHead>) = heads.into_iter().partition(|head| head.seal.is_some());
    problems.extend(broken.iter().flat_map(|head| {
        head.problems.iter().map(|problem| FileProblem::new(&head.path, &problem.path, &problem.message))
    }));
    let replaced = replaced(&sealed);
    let count = replaced.len();
    let standing: Vec<&CardHead> = sealed.iter().filter(|head| !replaced.contains(head.id.as_str())).collect();

    let editions = Editions { new, known: Mutex::new(Vec::new()) };
    let judged = many::map(&standing, progress, |head| {
        let reading = card::from_file(&head.path);
        match (&reading.card, &reading.seal) {
            // Between the list and now somebody may have changed the file.
            (Some(card), Some(_)) => Ok(editions.judge(card)),
            _ => Err(reading.report.problems),
        }
    });
    let mut regrading = Regrading { replaced: count, ..Regrading::default() };
    for (head, judged) in standing.into_iter().zip(judged) {
        match judged {
            Ok(Outcome::Stays) => regrading.stay += 1,
            Ok(Outcome::Moves(moved)) => regrading.moved.push((case(head), *moved)),
            Ok(Outcome::Untold(why)) => regrading.untold.push((case(head), why)),
            Err(found) => problems.extend(archive::told(&head.path, &found)),
        }
    }
    let order =
        |case: &Case| (name_key(&case.candidate.name), Reverse(case.submitted_at.unix_seconds()), case.card.clone());
    regrading.moved.sort_by_cached_key(|(case, _)| order(case));
    regrading.untold.sort_by_cached_key(|(case, _)| order(case));
    (regrading, problems)
}

fn case(head: &CardHead) -> Case {
    Case {
        card: head.id.clone(),
        candidate: head.candidate.clone(),
        interviewer: head.interviewer.clone(),
        submitted_at: head.submitted_at,
    }
}

/// The ids of cards that an amendment replaces. Only its owner may amend a card; of two amendments of
/// one card the newer counts.
fn replaced(newest_first: &[CardHead]) -> HashSet<&str> {
    let by_seal: HashMap<&str, &CardHead> =
        newest_first.iter().filter_map(|head| Some((head.seal.as_deref()?, head))).collect();
    let mut replaced = HashSet::new();
    let mut amended = HashSet::new();
    for head in newest_first {
        let Some(before) = head.amends.as_deref().and_then(|seal| by_seal.get(seal)) else { continue };
        let own = same_person(&before.interviewer, &head.interviewer)
            && same_person(&before.candidate.name, &head.candidate.name);
        if own && before.id != head.id {
            replaced.insert(before.id.as_str());
            if !amended.insert(before.id.as_str()) {
                replaced.insert(head.id.as_str());
            }
        }
    }
    replaced
}

/// What cards were asked, each set beside the new levels once.
struct Editions<'l> {
    new: &'l [Arc<Level>],
    known: Mutex<Vec<Arc<Edition>>>,
}

impl Editions<'_> {
    fn judge(&self, card: &Scorecard) -> Outcome {
        self.of(&card.content().rubric).regrade(card)
    }

    fn of(&self, rubric: &Rubric) -> Arc<Edition> {
        let find = |known: &[Arc<Edition>]| known.iter().find(|edition| edition.asks(rubric)).cloned();
        let known = find(&self.known.lock().unwrap_or_else(PoisonError::into_inner));
        known.unwrap_or_else(|| {
            let edition = Arc::new(Edition::new(rubric, self.new));
            let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if all.len() < EDITIONS && find(&all).is_none() {
                all.push(Arc::clone(&edition));
            }
            edition
        })
    }
}

#[cfg(test)]
mod tests;
