//! All saved cards of a family under other levels. Cards are read one by one and never changed; what is
//! kept of each is who it is of and what became of it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::archive::{self, CardHead, Paths};
use super::many::{self, Progress};
use super::{FileProblem, card};
use crate::domain::amendments::{self, Standing};
use crate::domain::candidate::name_key;
use crate::domain::regrade::{Case, Edition, Outcome, Regrading};
use crate::domain::rubric::{Level, Rubric};
use crate::domain::scorecard::Scorecard;

/// Editions that are remembered at most; an archive rarely holds more of one family.
const EDITIONS: usize = 16;

/// Judges every card of the family that counts under `new`, and names the files that could not be read
/// as cards. Of amended cards those count that would count on a panel.
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
    let mut regrading = Regrading::default();
    let mut standing = Vec::new();
    for (head, fate) in self::standing(&sealed) {
        match fate {
            Fate::Counts => standing.push(head),
            Fate::Amended => regrading.replaced += 1,
            Fate::AmendsAnother(of) => regrading.untold.push((case(head), amendments::of_another(of))),
        }
    }

    let editions = Editions { new, known: Mutex::new(Vec::new()) };
    let judged = many::map(&standing, progress, |head| {
        let reading = card::from_file(&head.path);
        match (&reading.card, &reading.seal) {
            // Between the list and now somebody may have changed the file.
            (Some(card), Some(_)) => Ok(editions.judge(card)),
            _ => Err(reading.report.problems),
        }
    });
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

/// What amendments make of each card. They come newest first; nobody's card amends another candidate's.
fn standing(newest_first: &[CardHead]) -> Vec<(&CardHead, Fate<'_>)> {
    let mut candidates: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, head) in newest_first.iter().enumerate() {
        candidates.entry(name_key(&head.candidate.name)).or_default().push(at);
    }
    let mut fates: Vec<Fate<'_>> = newest_first.iter().map(|_| Fate::Counts).collect();
    for places in candidates.values() {
        let cards: Vec<&CardHead> = places.iter().map(|&at| &newest_first[at]).collect();
        for (&at, standing) in places.iter().zip(archive::standing(&cards)) {
            fates[at] = match standing {
                Standing::Stands | Standing::AmendsMissing => Fate::Counts,
                Standing::Replaced(_) | Standing::Outdone(_) => Fate::Amended,
                Standing::AmendsAnother(of) => Fate::AmendsAnother(&cards[of].interviewer),
            };
        }
    }
    newest_first.iter().zip(fates).collect()
}

/// What amendments make of a card.
enum Fate<'h> {
    Counts,
    /// A newer one of its chain counts.
    Amended,
    /// It amends a card of this interviewer, which only they can.
    AmendsAnother(&'h str),
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
