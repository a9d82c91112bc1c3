//! Who sits on a panel: which of a candidate's cards are pooled, and why each other one is not.
//!
//! The steps, in this order. None of them depends on the order in which the cards are given.
//!
//! 1. A file with the seal of another one is a copy and counts once.
//! 2. One candidate and one family: those of most interviewers, ties go to the newest card.
//! 3. An amendment takes the place of its interviewer's earlier card, see [`amendments`]. A chain that
//!    reaches somebody else's card is left out. An amendment of a card that is not here stands; a
//!    [`Remark`] says so.
//! 4. One card an interviewer: of several that no amendment joins, the newest. What someone said last
//!    is what they stand for, even where only an earlier card would pass the next step.
//! 5. One edition of each level: the largest group of cards that agree stands, see [`editions`].

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::editions;
use super::files::{Aside, LeftOut, Remark, Submitted, Why};
use crate::domain::amendments::{self, Sealed, Standing};
use crate::domain::candidate::name_key;
use crate::domain::rubric::Rubric;

/// Who sits, newest card first, who does not, and what to know.
#[derive(Debug, Default)]
pub(super) struct Seats {
    pub seated: Vec<Submitted>,
    pub left_out: Vec<LeftOut>,
    pub remarks: Vec<Remark>,
}

impl Seats {
    /// Seats those of the cards that can be pooled. They come newest first.
    pub fn take(cards: Vec<Submitted>) -> Self {
        let mut seats = Self { seated: cards, ..Self::default() };
        seats.drop_copies();
        seats.keep_one_candidate();
        seats.keep_one_family();
        seats.follow_amendments();
        seats.keep_one_each();
        seats.keep_one_edition();
        seats.remarks.retain(|remark| seats.seated.iter().any(|card| card.file == remark.file));
        seats
    }

    /// The cards that nobody has replaced, copies and amendments of other people's cards left out: what was
    /// heard of a candidate, whether or not it can be pooled. They come newest first.
    pub fn heard(cards: Vec<Submitted>) -> Vec<Submitted> {
        let mut seats = Self { seated: cards, ..Self::default() };
        seats.drop_copies();
        seats.follow_amendments();
        seats.seated
    }

    /// Keeps the cards that nothing speaks against.
    fn keep(&mut self, mut against: impl FnMut(&Submitted) -> Option<Why>) {
        self.seated.retain(|card| match against(card) {
            None => true,
            Some(why) => {
                self.left_out.push(card.left_out(why));
                false
            }
        });
    }

    /// Keeps the first card of each `key`; the others are told its file.
    fn keep_first(&mut self, key: impl Fn(&Submitted) -> String, why: impl Fn(String) -> Why) {
        let mut files: HashMap<String, String> = HashMap::new();
        self.keep(|card| match files.entry(key(card)) {
            Entry::Occupied(first) => Some(why(first.get().clone())),
            Entry::Vacant(free) => {
                free.insert(card.file.clone());
                None
            }
        });
    }

    fn drop_copies(&mut self) {
        self.keep_first(|card| card.seal.clone(), |of| Why::Copy { of });
    }

    fn keep_one_candidate(&mut self) {
        let name = |card: &Submitted| Some(name_key(&card.candidate().name));
        let usual = self.usual(name);
        self.keep(|card| (name(card) != usual).then(|| Why::OtherCandidate(card.candidate().clone())));
        // A card without a reference fits any; two references are two candidates of one name.
        let reference = |card: &Submitted| {
            card.candidate().reference.as_deref().map(name_key).filter(|reference| !reference.is_empty())
        };
        let usual = self.usual(reference);
        self.keep(|card| {
            let fits = reference(card).is_none() || reference(card) == usual;
            (!fits).then(|| Why::OtherCandidate(card.candidate().clone()))
        });
    }

    fn keep_one_family(&mut self) {
        let family = |card: &Submitted| Some(card.target().family.clone());
        let usual = self.usual(family);
        self.keep(|card| {
            (family(card) != usual).then(|| Why::OtherFamily { family: card.target().family_title.clone() })
        });
    }

    /// What most interviewers' cards have; ties go to the newest card.
    fn usual(&self, what: impl Fn(&Submitted) -> Option<String>) -> Option<String> {
        let mut people: HashMap<String, HashSet<String>> = HashMap::new();
        let mut newest_first = Vec::new();
        for (value, card) in self.seated.iter().filter_map(|card| Some((what(card)?, card))) {
            if !people.contains_key(&value) {
                newest_first.push(value.clone());
            }
            people.entry(value).or_default().insert(card.person());
        }
        // Of equal ones the last is taken.
        newest_first.into_iter().rev().max_by_key(|value| people[value].len())
    }

    fn follow_amendments(&mut self) {
        let sealed: Vec<Sealed<'_>> = self
            .seated
            .iter()
            .map(|card| Sealed { seal: &card.seal, amends: card.amends(), person: card.person() })
            .collect();
        let standing = amendments::standing(&sealed);
        let missing = |standing: &Standing| *standing == Standing::AmendsMissing;
        self.remarks.extend(self.seated.iter().zip(&standing).filter(|(_, standing)| missing(standing)).map(
            |(card, _)| Remark {
                file: card.file.clone(),
                interviewer: card.interviewer().to_owned(),
                what: Aside::AmendsMissing,
            },
        ));
        let file = |at: usize| self.seated[at].file.clone();
        let against: Vec<Option<Why>> = standing
            .into_iter()
            .map(|standing| match standing {
                Standing::Stands | Standing::AmendsMissing => None,
                Standing::Replaced(by) => Some(Why::Superseded { by: file(by) }),
                Standing::Outdone(by) => Some(Why::Older { than: file(by) }),
                Standing::AmendsAnother(of) => {
                    Some(Why::AmendsAnother { interviewer: self.seated[of].interviewer().to_owned() })
                }
            })
            .collect();
        let mut against = against.into_iter();
        self.keep(|_| against.next().flatten());
    }

    fn keep_one_each(&mut self) {
        self.keep_first(Submitted::person, |than| Why::Older { than });
    }

    fn keep_one_edition(&mut self) {
        let rubrics: Vec<&Rubric> = self.seated.iter().map(Submitted::rubric).collect();
        let mut differing = editions::differing(&rubrics).into_iter();
        self.keep(|_| differing.next().flatten().map(|level| Why::OtherEdition { level }));
    }
}
