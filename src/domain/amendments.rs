//! Which cards an amendment replaces: decided here for panels, for lists of candidates and for whoever
//! judges saved cards anew.
//!
//! An amendment takes the place of its interviewer's earlier card, along the whole chain; where a chain
//! forks, the newest of its ends counts. A chain that reaches somebody else's card does not count: only
//! its owner may amend a card, and its ratings would count twice. An amendment of a card that is not
//! among these stands, because it is a whole card.

use std::collections::HashMap;

/// A sealed card, as far as amendments go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed<'c> {
    /// Its seal.
    pub seal: &'c str,
    /// The seal of the card that it amends.
    pub amends: Option<&'c str>,
    /// Whose it is: the interviewer, as [`super::candidate::name_key`] spells a name.
    pub person: String,
}

/// What amendments make of a card. The numbers are places in the list that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Stands,
    /// It counts, and amends a card that is not here.
    AmendsMissing,
    /// This newer card amends it.
    Replaced(usize),
    /// This newer card amends the same one, directly or along a chain.
    Outdone(usize),
    /// It amends this card of somebody else, directly or along a chain.
    AmendsAnother(usize),
}

impl Standing {
    /// Whether the card counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Stands | Self::AmendsMissing)
    }
}

/// Where following a card's amendments ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// At this card of the same person.
    Root(usize),
    /// At this card of another person.
    Another(usize),
    /// Nowhere. A seal cannot hold itself, so a ring is forged: its links are not followed.
    Ring,
}

/// What amendments make of each card of one candidate. They come newest first.
#[must_use]
pub fn standing(newest_first: &[Sealed<'_>]) -> Vec<Standing> {
    let mut by_seal: HashMap<&str, usize> = HashMap::new();
    for (at, card) in newest_first.iter().enumerate() {
        by_seal.entry(card.seal).or_insert(at);
    }
    let before: Vec<Option<usize>> =
        newest_first.iter().map(|card| card.amends.and_then(|seal| by_seal.get(seal).copied())).collect();
    let ends = ends(newest_first, &before);
    let mut replaced: HashMap<&str, usize> = HashMap::new();
    for (at, card) in newest_first.iter().enumerate() {
        // Of two amendments of one card the newer is named; it comes first.
        if let (Some(seal), Some(_), End::Root(_)) = (card.amends, before[at], ends[at]) {
            replaced.entry(seal).or_insert(at);
        }
    }
    let mut newest: HashMap<usize, usize> = HashMap::new();
    (0..newest_first.len())
        .map(|at| match ends[at] {
            End::Another(of) => Standing::AmendsAnother(of),
            End::Ring => Standing::AmendsMissing,
            End::Root(root) => match replaced.get(newest_first[at].seal) {
                Some(&by) => Standing::Replaced(by),
                None => match *newest.entry(root).or_insert(at) {
                    first if first != at => Standing::Outdone(first),
                    _ if newest_first[at].amends.is_some() && before[at].is_none() => Standing::AmendsMissing,
                    _ => Standing::Stands,
                },
            },
        })
        .collect()
}

/// Follows every card to its end, each link once.
fn ends(cards: &[Sealed<'_>], before: &[Option<usize>]) -> Vec<End> {
    let mut ends: Vec<Option<End>> = vec![None; cards.len()];
    let mut on_way = vec![false; cards.len()];
    for start in 0..cards.len() {
        let mut way = Vec::new();
        let mut at = start;
        let end = loop {
            if let Some(end) = ends[at] {
                break end;
            }
            if on_way[at] {
                break End::Ring;
            }
            on_way[at] = true;
            way.push(at);
            match before[at] {
                None => break End::Root(at),
                Some(other) if cards[other].person != cards[at].person => break End::Another(other),
                Some(own) => at = own,
            }
        };
        for card in way {
            ends[card] = Some(end);
            on_way[card] = false;
        }
    }
    ends.into_iter().map(|end| end.unwrap_or(End::Ring)).collect()
}

/// Why a card that amends somebody else's does not count, as a sentence without its subject.
#[must_use]
pub fn of_another(interviewer: &str) -> String {
    format!("amends a card of {interviewer}, which nobody else can amend")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cards as "seal person amends", newest first.
    fn of(cards: &[(&'static str, &str, Option<&'static str>)]) -> Vec<Standing> {
        let cards: Vec<Sealed<'_>> =
            cards.iter().map(|&(seal, person, amends)| Sealed { seal, amends, person: person.to_owned() }).collect();
        standing(&cards)
    }

    #[test]
    fn of_each_chain_of_one_person_the_newest_end_counts() {
        use Standing::{AmendsMissing, Outdone, Replaced, Stands};
        assert_eq!(
            of(&[("c", "ana", Some("b")), ("b", "ana", Some("a")), ("a", "ana", None)]),
            [Stands, Replaced(0), Replaced(1)]
        );
        let forked = [("d", "ana", Some("b")), ("c", "ana", Some("a")), ("b", "ana", Some("a")), ("a", "ana", None)];
        assert_eq!(of(&forked), [Stands, Outdone(0), Replaced(0), Replaced(1)]);
        assert_eq!(of(&[("b", "ana", Some("gone")), ("a", "ana", None)]), [AmendsMissing, Stands]);
        assert_eq!(of(&[("b", "ana", Some("a")), ("a", "ana", Some("b"))]), [AmendsMissing; 2], "a forged ring");
    }

    #[test]
    fn what_reaches_somebody_elses_card_does_not_count_and_replaces_nothing() {
        use Standing::{AmendsAnother, Replaced, Stands};
        let cards = [("c", "ben", Some("b")), ("b", "ben", Some("a")), ("x", "ana", Some("a")), ("a", "ana", None)];
        assert_eq!(of(&cards), [AmendsAnother(3), AmendsAnother(3), Stands, Replaced(2)]);
        let each = [("b", "ben", Some("a")), ("a", "ana", Some("b"))];
        assert_eq!(of(&each), [AmendsAnother(1), AmendsAnother(0)]);
    }
}
