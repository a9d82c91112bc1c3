//! Statements that ask for two things at once, so that one rating answers neither.
//!
//! Most conjunctions join what belongs together, so only six signs are taken: several sentences, a
//! semicolon between clauses, two verbs of different kinds of work with an object each, experience,
//! knowledge or an ability asked for beside something else, something that was done beside something that
//! is always so, and two or more named skills in a row.

use std::collections::HashSet;

use super::phrase::Text;
use super::skills::skills;
use super::verbs::{self, Area, Form};
use super::{Advice, quoted, vocabulary};

const REASON: &str = "Somebody who has the one and not the other is rated by which of them the interviewer thought \
                      of, and afterwards nobody can tell which it was.";

pub(super) fn advice(statement: &str) -> Option<Advice> {
    let (message, instead) = sentences(statement)
        .or_else(|| clauses(statement))
        .or_else(|| deeds(&Text::new(statement)))
        .or_else(|| claims(&Text::new(statement)))
        .or_else(|| habits(&Text::new(statement)))
        .or_else(|| skills(&Text::new(statement)))?;
    Some(Advice::new("statement", "compound-statement", message, REASON, instead))
}

fn split(first: &str, second: &str) -> String {
    format!("Split it into two criteria: {} and {}; or keep the one that matters.", quoted(first), quoted(second))
}

/// Several sentences, each of three words or more.
fn sentences(statement: &str) -> Option<(String, String)> {
    const SHORT: &[&str] = &["e.g", "i.e", "etc", "vs", "approx", "incl", "dr", "mr", "mrs", "no", "st", "resp", "cf"];
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, stop) in statement.match_indices(['.', '!', '?', '\n']) {
        let (before, after) = (&statement[from..at], &statement[at + stop.len()..]);
        let next = after.trim_start();
        let breaks = stop == "\n"
            || (next.len() < after.len() && next.chars().next().is_some_and(char::is_uppercase) && {
                let last = before.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
                !SHORT.contains(&last.as_str()) && last.chars().count() > 1
            });
        if breaks {
            parts.push(before.trim());
            from = at + stop.len();
        }
    }
    parts.push(statement[from..].trim());
    // "These include …" explains the sentence before it.
    parts.retain(|part| {
        let text = Text::new(part);
        text.words().len() >= 3 && !BACK.contains(&text.at(0))
    });
    match parts.as_slice() {
        [first, second, ..] => {
            Some((format!("holds {} sentences", parts.len()), split(first, second.trim_end_matches('.'))))
        }
        _ => None,
    }
}

/// A semicolon between clauses of three words or more, outside brackets.
fn clauses(statement: &str) -> Option<(String, String)> {
    let at = statement.match_indices(';').map(|(at, _)| at).find(|&at| {
        let (before, after) = (&statement[..at], &statement[at + 1..]);
        let open = before.matches('(').count() > before.matches(')').count();
        !open && Text::new(before).words().len() >= 3 && Text::new(after).words().len() >= 3
    })?;
    let (first, second) = (statement[..at].trim(), statement[at + 1..].trim().trim_end_matches('.'));
    Some((format!("a semicolon joins {} to what stands before it", quoted(second)), split(first, second)))
}

/// Words that point back: what follows belongs to what was said before.
const BACK: &[&str] = &[
    "it",
    "its",
    "them",
    "their",
    "theirs",
    "they",
    "those",
    "these",
    "this",
    "that",
    "each",
    "both",
    "same",
    "result",
    "results",
    "so",
    "thereby",
    "outcome",
    "outcomes",
    "accordingly",
    "one",
    "ones",
    "there",
    "findings",
    "solutions",
    "fixes",
    "changes",
    "remedies",
    "improvements",
    "lessons",
    "alternatives",
    "mitigations",
];

/// A verb, where it stands, and its reading.
struct Deed {
    at: usize,
    area: Area,
    form: Form,
    base: &'static str,
}

/// Two verbs of different kinds of work, each with an object of its own.
fn deeds(text: &Text) -> Option<(String, String)> {
    let count = text.words().len();
    for join in 1..count {
        let Some(second_at) = after_conjunction(text, join) else { continue };
        for &(area, form, base) in verbs::readings(text.at(second_at)) {
            let second = Deed { at: second_at, area, form, base };
            let Some(first) = governing(text, join, form) else { continue };
            let apart = has_object(text, &second) && stands_alone(text, second_at);
            if !(apart && differ(text, &first, &second)) {
                continue;
            }
            let (left, right) = (text.slice(first.at..join), text.slice(second_at..count));
            if !share(left, right) {
                return Some((
                    format!(
                        "\"{}\" and \"{}\" are two things",
                        text.slice(first.at..first.at + 1),
                        text.slice(second_at..second_at + 1)
                    ),
                    split(left, right),
                ));
            }
        }
    }
    None
}

/// What somebody has, beside what they did: "and has experience with".
const HELD: &[&str] =
    &["experience", "knowledge", "expertise", "familiarity", "understanding", "background", "command"];
/// What somebody is, beside what they did: "and is familiar with".
const VERSED: &[&str] = &["familiar", "experienced", "proficient", "certified", "fluent", "skilled", "versed"];
/// What qualifies them.
const HOW: &[&str] = &[
    "a",
    "an",
    "the",
    "some",
    "good",
    "strong",
    "solid",
    "deep",
    "basic",
    "working",
    "practical",
    "hands",
    "on",
    "first",
    "hand",
    "proven",
    "relevant",
    "prior",
    "previous",
    "extensive",
    "sound",
    "detailed",
    "thorough",
    "well",
    "highly",
];

/// Experience or knowledge of one thing, joined to a clause about another.
fn claims(text: &Text) -> Option<(String, String)> {
    let count = text.words().len();
    (3..count).find_map(|join| {
        let from = match (text.at(join), text.at(join + 1), text.at(join + 2)) {
            ("as", "well", "as") => join + 3,
            ("and" | "plus", _, _) => join + 1,
            _ => return None,
        };
        let at = (from..count).find(|&at| !is_before_claim(text.at(at)))?;
        let says = |words: &[&str]| (from..at).any(|index| words.contains(&text.at(index)));
        let able = matches!((text.at(at), text.at(at + 1)), ("ability" | "capacity", "to"));
        let held = (HELD.contains(&text.at(at)) || able) && (says(&["has", "have"]) || holds_before(text, join));
        let claims = held || (VERSED.contains(&text.at(at)) && says(&["is"]));
        // Of whom a clause within the sentence speaks nobody knows.
        let within = ["who", "that", "which", "whose", "where", "if", "when"];
        let plain = !(0..join).any(|index| within.contains(&text.at(index)));
        let (left, right) = (text.slice(0..join), text.slice(from..count));
        let apart = claims && plain && (able || is_of(text, at)) && at + 2 < count;
        (apart && stands_alone(text, from) && !share(left, right)).then(|| {
            let thing = text.slice(at..(at + 4).min(count));
            (format!("{} is asked for beside {}", quoted(thing), quoted(left)), split(left, right))
        })
    })
}

/// What somebody always does or is, whatever they have done.
const ALWAYS: &[&str] = &["keeps", "knows", "remains", "stays", "understands"];

/// "Has cooked … and keeps calm": something that was done, joined to something that is always so.
fn habits(text: &Text) -> Option<(String, String)> {
    let count = text.words().len();
    let done = matches!(text.at(0), "has" | "have") && text.at(1).ends_with("ed");
    (4..count.saturating_sub(1)).filter(|_| done).find_map(|join| {
        let from = join + 1;
        let (left, right) = (text.slice(0..join), text.slice(from..count));
        let apart = text.at(join) == "and" && ALWAYS.contains(&text.at(from)) && stands_alone(text, from);
        (apart && !share(left, right))
            .then(|| (format!("{} was done, {} is always so", quoted(left), quoted(right)), split(left, right)))
    })
}

/// Whether a word only leads to what somebody has or is.
fn is_before_claim(word: &str) -> bool {
    ["also", "has", "have", "is"].contains(&word) || HOW.contains(&word)
}

/// Whether what is held is held of something: "knowledge of".
fn is_of(text: &Text, held: usize) -> bool {
    ["with", "in", "of", "as", "at"].contains(&text.at(held + 1))
}

/// Whether experience or knowledge of something else is asked for before `join`, and not of the same:
/// "knowledge of and experience with".
fn holds_before(text: &Text, join: usize) -> bool {
    (0..join.saturating_sub(2)).any(|at| HELD.contains(&text.at(at)) && is_of(text, at))
}

/// The index of the word that a conjunction at `join` leads to, past adverbs and helping verbs.
fn after_conjunction(text: &Text, join: usize) -> Option<usize> {
    let mut at = match (text.at(join), text.at(join + 1), text.at(join + 2)) {
        ("as", "well", "as") => join + 3,
        ("and", "or", _) => join + 2,
        ("and" | "or" | "plus", _, _) => join + 1,
        _ => return None,
    };
    while ["has", "have", "can", "also", "to", "is", "able"].contains(&text.at(at)) || text.at(at).ends_with("ly") {
        at += 1;
    }
    (at < text.words().len()).then_some(at)
}

/// The first verb before `join` that stands in the same form where a verb can stand, with an object.
fn governing(text: &Text, join: usize, form: Form) -> Option<Deed> {
    // Verbs side by side share the object that follows: "designs and builds services".
    if verbs::readings(text.before(join, 1)).iter().any(|(_, f, _)| *f == form)
        && join.checked_sub(1).is_some_and(|at| begins(text, at, form))
    {
        return None;
    }
    (0..join.saturating_sub(1)).find_map(|at| {
        let (area, form, base) = *verbs::readings(text.at(at)).iter().find(|(_, found, _)| *found == form)?;
        let deed = Deed { at, area, form, base };
        // A verb that opens the statement is one for certain, whatever follows it.
        let certain = at == 0 && at + 2 < join && text.gap(1).trim().is_empty();
        (begins(text, at, form) && (certain || has_object(text, &deed))).then_some(deed)
    })
}

/// Whether a verb in this form can stand here and not a noun that looks like it.
fn begins(text: &Text, at: usize, form: Form) -> bool {
    let before = text.before(at, 1);
    let opens = at == 0 || before.ends_with("ly") || text.gap(at).contains([',', ';', ':']);
    match form {
        Form::Third => opens || matches!(before, "who" | "and" | "also"),
        Form::Past => opens || matches!(before, "has" | "have" | "and" | "successfully" | "had"),
        Form::Base => opens || matches!(before, "to" | "can" | "and" | "will" | "you" | "must" | "should"),
        Form::Gerund => {
            opens
                || matches!(
                    before,
                    "experience"
                        | "experienced"
                        | "in"
                        | "at"
                        | "by"
                        | "with"
                        | "of"
                        | "comfortable"
                        | "skilled"
                        | "record"
                        | "for"
                        | "and"
                )
        }
    }
}

/// Whether the word after a verb can begin its object.
fn has_object(text: &Text, deed: &Deed) -> bool {
    let next = text.at(deed.at + 1);
    let joined = !text.gap(deed.at + 1).contains([',', ';', '.', ':', '/']);
    let no_object = [
        "", "and", "or", "as", "for", "with", "of", "in", "on", "at", "to", "by", "from", "through", "across", "into",
        "well", "that", "when", "if", "how", "under", "until", "during", "against", "between", "together", "where",
    ];
    joined && !no_object.contains(&next) && !next.ends_with("ly") && !BACK.contains(&next)
}

/// Whether two verbs are of different kinds of work.
fn differ(text: &Text, first: &Deed, second: &Deed) -> bool {
    let (one, other) = (kind(text, first), kind(text, second));
    first.form == second.form && one != other && one != Area::Any && other != Area::Any
}

/// The kind of work of a verb, with the few that depend on their object.
fn kind(text: &Text, deed: &Deed) -> Area {
    const CODE: &[&str] = &[
        "code",
        "software",
        "scripts",
        "tests",
        "programs",
        "queries",
        "sql",
        "modules",
        "services",
        "playbooks",
        "firmware",
    ];
    const VEHICLES: &[&str] = &[
        "ambulance",
        "bus",
        "buses",
        "car",
        "cars",
        "coach",
        "crane",
        "forklift",
        "forklifts",
        "lorry",
        "lorries",
        "taxi",
        "tractor",
        "train",
        "tram",
        "truck",
        "trucks",
        "van",
        "vans",
        "vehicle",
        "vehicles",
    ];
    let object = |words: &[&str]| (1..=4).any(|ahead| words.contains(&text.at(deed.at + ahead)));
    match deed.base {
        "write" if object(CODE) => Area::Make,
        "drive" | "steer" if !object(VEHICLES) => Area::Any,
        _ => deed.area,
    }
}

/// Whether two texts speak of the same thing.
fn share(left: &str, right: &str) -> bool {
    let left: HashSet<String> = vocabulary::content(left).into_iter().collect();
    vocabulary::content(right).iter().any(|word| left.contains(word))
}

/// Whether nothing after a place points back.
fn stands_alone(text: &Text, from: usize) -> bool {
    (from..text.words().len()).all(|at| !BACK.contains(&text.at(at)))
}
