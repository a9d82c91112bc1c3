//! Whether a statement about years says what was done in them.

use std::ops::Range;

use super::phrase::Text;
use super::verbs::{self, Form};
use super::vocabulary;

/// Words that say nothing of what was done.
const VAGUE: &[&str] = &[
    "professional",
    "previous",
    "prior",
    "relevant",
    "related",
    "paid",
    "full",
    "time",
    "part",
    "practical",
    "proven",
    "industry",
    "field",
    "sector",
    "similar",
    "comparable",
    "equivalent",
    "same",
    "position",
    "positions",
    "role",
    "roles",
    "job",
    "capacity",
    "environment",
    "company",
    "organisation",
    "organization",
    "progressive",
    "successful",
    "preferred",
    "plus",
    "minimum",
    "combined",
    "total",
    "overall",
    "work",
    "working",
    "worked",
    "service",
    "least",
    "hands",
    "this",
];
/// Nouns and links that end like a verb.
const NO_VERB: &[&str] = &[
    "accounting",
    "advertising",
    "banking",
    "catering",
    "computing",
    "consulting",
    "engineering",
    "including",
    "manufacturing",
    "marketing",
    "networking",
    "nursing",
    "programming",
    "publishing",
    "recruiting",
    "retailing",
    "training",
    "during",
    "following",
    "according",
    "regarding",
    "something",
    "anything",
    "everything",
    "having",
    "being",
    "working",
    "tailoring",
    "cleaning",
    "processing",
    "testing",
    "learning",
    "building",
    "housing",
    "clothing",
    "farming",
    "fishing",
    "mining",
    "trading",
    "shipping",
    "staffing",
    "outstanding",
    "understanding",
    "ongoing",
    "increasing",
    "leading",
];

/// What a field of work stands beside: "marketing experience".
const BESIDE_TOPIC: &[&str] = &[
    "experience",
    "skills",
    "industry",
    "sector",
    "environment",
    "role",
    "roles",
    "background",
    "position",
    "department",
    "company",
    "capacity",
    "field",
];
/// What else follows a field of work and not the object of a verb.
const AFTER_TOPIC: &[&str] =
    &["", "and", "or", "in", "at", "for", "with", "within", "on", "as", "is", "preferred", "required"];

/// Whether a statement says what somebody did, beside these years.
pub(super) fn tells_what_was_done(text: &Text, years: &[Range<usize>]) -> bool {
    let outside = |index: &usize| !years.iter().any(|range| range.contains(index));
    (0..text.words().len()).filter(outside).any(|index| deed(text, index))
}

fn deed(text: &Text, index: usize) -> bool {
    let (word, next, before) = (text.at(index), text.at(index + 1), text.before(index, 1));
    let plain = |word: &str| word.is_empty() || VAGUE.contains(&word) || word == "experience";
    match word {
        "work" | "working" | "worked" => {
            let modified = !plain(before)
                && !vocabulary::is_small(before)
                && !vocabulary::is_scale(before)
                && text.before(index, 1).parse::<u32>().is_err()
                && !["year", "years"].contains(&before);
            let on = ["on", "with", "in", "as", "for", "at"].contains(&next) && {
                let mut thing = index + 2;
                while ["a", "an", "the"].contains(&text.at(thing)) {
                    thing += 1;
                }
                !plain(text.at(thing))
            };
            next != "experience" && (modified || on)
        }
        "as" if matches!(next, "a" | "an") || text.before(index, 1).starts_with("year") || before == "experience" => {
            let thing = if matches!(next, "a" | "an" | "the") { text.at(index + 2) } else { next };
            !plain(thing) && !matches!(next, "well" | "part" | "needed")
        }
        _ if word.len() >= 5 && word.ends_with("ing") => {
            let object = ![BESIDE_TOPIC, AFTER_TOPIC].iter().any(|words| words.contains(&next))
                && !text.gap(index + 1).contains([',', ';', '.']);
            let after = ["experience", "year", "years", "yrs", "experienced", "have", "has"].contains(&before);
            match (NO_VERB.contains(&word), before) {
                (true, _) => after && object,
                (false, "in" | "of" | "and" | "or") => object,
                (false, _) => !BESIDE_TOPIC.contains(&next),
            }
        }
        _ => {
            let begins = index == 0
                || ["who", "that", "and", "to", "has", "have", "can", "they"].contains(&before)
                || before.ends_with("ly")
                || text.gap(index).contains([',', ';', ':']);
            begins
                && verbs::readings(word).iter().any(|(_, form, base)| {
                    *base != "work" && (*form != Form::Base || matches!(before, "to" | "can")) && *form != Form::Gerund
                })
        }
    }
}
