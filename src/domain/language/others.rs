//! Whether a word is said of somebody other than the candidate: pupils, patients, customers.

use super::phrase::Text;
use super::verbs;

/// What introduces people other than the candidate.
const OTHERS: &[&str] = &[
    "mentor",
    "train",
    "teach",
    "coach",
    "recruit",
    "hire",
    "onboard",
    "supervise",
    "support",
    "serve",
    "help",
    "tutor",
    "advise",
    "treat",
    "interview",
    "manage",
    "lead",
    "assess",
    "sell",
    "guide",
    "instruct",
];

/// What is for people other than the candidate, when it stands before `for`.
const SERVED: &[&str] = &[
    "activities",
    "care",
    "cares",
    "caring",
    "content",
    "courses",
    "cooks",
    "designs",
    "lessons",
    "meals",
    "products",
    "programmes",
    "programs",
    "services",
    "sites",
    "support",
    "therapy",
    "tours",
    "translates",
    "workshops",
];

/// Whether the words before a place, in the same clause, introduce somebody other than the candidate.
pub(in crate::domain) fn are_meant(text: &Text, place: usize) -> bool {
    (1..=4.min(place))
        .take_while(|back| !text.gap(place + 1 - back).contains([',', ';', '.', ':']))
        .map(|back| (text.at(place - back), text.before(place, back + 1)))
        .any(|(word, before)| match word {
            "with" => ["work", "works", "worked", "working"].contains(&before),
            "for" => SERVED.contains(&before),
            _ => verbs::is_form_of(word, OTHERS),
        })
}
