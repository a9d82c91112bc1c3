//! Candidates: everyone with a card or a draft.
//!
//! The list is made of what lists show of cards, which may come from the index. What a panel decides
//! on is gathered by [`super::pool`], which reads the files.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::FileProblem;
use super::archive::{self, CardHead, Listing, Paths, folder_name};
use super::draft::{self, DraftState, DraftSummary};
use super::many::Progress;
use crate::domain::amendments;
use crate::domain::time::Moment;

/// A candidate in a list. Texts are as they stand in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateSummary {
    /// The name, which is what makes two cards the same candidate's.
    pub name: String,
    /// Requisition or applicant ids on cards and drafts, each once.
    pub references: Vec<String>,
    /// Where the files lie: the candidate's own folder first, whether it exists or not, then others
    /// that hold a card with this name.
    pub folders: Vec<PathBuf>,
    /// Cards, newest first, with those that others replace.
    pub cards: Vec<CardHead>,
    /// Drafts that are not submitted, last used first.
    pub drafts: Vec<DraftSummary>,
    /// Files with decisions of panels; what is in them is not known here.
    pub decisions: Vec<PathBuf>,
}

impl CandidateSummary {
    /// When the newest card was submitted; nothing for someone with drafts only.
    #[must_use]
    pub fn submitted_at(&self) -> Option<Moment> {
        self.cards.first().map(|card| card.submitted_at)
    }

    /// When something last happened: a card was submitted or a draft was worked on.
    #[must_use]
    pub fn last_at(&self) -> Option<Moment> {
        let drafts = self.drafts.iter().map(|draft| draft.last_at);
        drafts.chain(self.submitted_at()).max_by_key(|at| at.unix_seconds())
    }

    /// The cards that count as far as amendments go, newest first.
    pub fn standing(&self) -> impl Iterator<Item = &CardHead> {
        let sealed: Vec<&CardHead> = self.cards.iter().filter(|card| card.seal.is_some()).collect();
        let mut standing = archive::standing(&sealed).into_iter();
        // What is not sealed has no place in a chain.
        self.cards
            .iter()
            .filter(move |card| card.seal.is_none() || standing.next().is_none_or(amendments::Standing::counts))
    }

    fn named(paths: &Paths, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            references: Vec::new(),
            folders: vec![own_folder(paths, name)],
            cards: Vec::new(),
            drafts: Vec::new(),
            decisions: Vec::new(),
        }
    }

    fn refer(&mut self, reference: Option<&String>) {
        if let Some(reference) = reference.filter(|reference| !self.references.contains(reference)) {
            self.references.push(reference.clone());
        }
    }
}

/// Everyone with a card or a draft, the last used first, and every file that could not be read.
///
/// `progress` is as in [`archive::list_cards`].
#[must_use]
pub fn list(paths: &Paths, progress: Progress<'_>) -> (Vec<CandidateSummary>, Vec<FileProblem>) {
    let Listing { cards, decisions, mut problems } = archive::listing(paths, progress);
    let (drafts, draft_problems) = draft::list(paths);
    problems.extend(draft_problems);
    let drafts = drafts.into_iter().filter(|draft| draft.state != DraftState::Submitted).collect();
    (gather(paths, cards, drafts, &decisions), problems)
}

fn gather(
    paths: &Paths,
    cards: Vec<CardHead>,
    drafts: Vec<DraftSummary>,
    decisions: &[PathBuf],
) -> Vec<CandidateSummary> {
    let mut people = People { paths, places: HashMap::new(), all: Vec::new() };
    for card in cards {
        let person = people.named(&card.candidate.name);
        person.refer(card.candidate.reference.as_ref());
        if let Some(folder) = card.path.parent()
            && !person.folders.iter().any(|known| known == folder)
        {
            person.folders.push(folder.to_owned());
        }
        person.cards.push(card);
    }
    for draft in drafts {
        let person = people.named(&draft.candidate);
        person.refer(draft.reference.as_ref());
        person.drafts.push(draft);
    }
    let mut all = people.all;
    share_out(&mut all, decisions);
    all.sort_by_cached_key(|person| std::cmp::Reverse(person.last_at().map(Moment::unix_seconds)));
    all
}

/// Those met so far, and where each is in the list.
struct People<'p> {
    paths: &'p Paths,
    places: HashMap<String, usize>,
    all: Vec<CandidateSummary>,
}

impl People<'_> {
    fn named(&mut self, name: &str) -> &mut CandidateSummary {
        let place = self.places.get(name).copied().unwrap_or_else(|| {
            self.places.insert(name.to_owned(), self.all.len());
            self.all.push(CandidateSummary::named(self.paths, name));
            self.all.len() - 1
        });
        &mut self.all[place]
    }
}

/// Gives each decision to whose folder it lies in; in a folder that is nobody's own, to everyone with
/// a card there.
fn share_out(all: &mut [CandidateSummary], decisions: &[PathBuf]) {
    if decisions.is_empty() {
        return;
    }
    let mut by_folder: HashMap<&Path, Vec<&PathBuf>> = HashMap::new();
    for decision in decisions {
        by_folder.entry(decision.parent().unwrap_or(decision)).or_default().push(decision);
    }
    let own: HashSet<PathBuf> = all.iter().filter_map(|person| person.folders.first().cloned()).collect();
    for person in all {
        for (index, folder) in person.folders.iter().enumerate() {
            if index == 0 || !own.contains(folder) {
                person.decisions.extend(by_folder.get(folder.as_path()).into_iter().flatten().copied().cloned());
            }
        }
    }
}

fn own_folder(paths: &Paths, name: &str) -> PathBuf {
    paths.scorecards().join(folder_name(name))
}

#[cfg(test)]
mod tests;
