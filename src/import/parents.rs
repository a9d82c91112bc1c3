//! What a text says about the level that a level builds on: "Extends the Cook requirements", "All of
//! the above, plus".
//!
//! Order in the document is never a parent, and an item that merely begins with "Extends" is an item:
//! a text counts only where it names a level, the shared part or what stands above.

use std::collections::HashMap;

use super::blocks::Paragraph;
use super::names::{Names, naming, nearly, words};

/// What a level builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parent {
    /// A level of the document.
    Level(usize),
    /// What stands above in the document.
    Above,
    /// What all levels share.
    Shared,
    /// Itself, which can only be a slip.
    Itself,
}

/// A text that names a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub parent: Parent,
    /// Whether the name stands there as it is; else it was guessed.
    pub exact: bool,
    /// Whether the text says nothing else.
    pub only: bool,
}

/// Of so many links of a text it is asked where they lead.
const MOST_LINKS: usize = 20;

/// Words for what a level consists of.
const PARTS: &[&str] =
    &["responsibility", "requirement", "qualification", "skill", "duty", "expectation", "competency", "criteria"];

/// Words for a level itself.
const ROLES: &[&str] = &["role", "level", "position", "job", "one"];

/// Words that add nothing to a statement.
const FILLERS: &[&str] = &[
    "above",
    "previous",
    "preceding",
    "prior",
    "base",
    "shared",
    "common",
    "core",
    "general",
    "applicable",
    "complexity",
    "scope",
    "well",
    "also",
    "following",
    "additional",
    "addition",
    "everything",
    "below",
    "stated",
    "described",
    "mentioned",
    "but",
    "more",
    "other",
    "expected",
    "ha",
    "have",
    "is",
    "are",
    "required",
    "it",
    "has",
    "additionally",
    "further",
    "same",
    "extend",
    "include",
    "who",
    "further",
    "lower",
    "earlier",
    "noted",
    "outlined",
    "depth",
    "breadth",
    "part",
    "here",
];

/// Words that may stand before the verb of an item.
const BEFORE: &[&str] = &[
    "also",
    "it",
    "in",
    "plus",
    "must",
    "additionally",
    "has",
    "ha",
    "have",
    "who",
    "meet",
    "satisfy",
    "perform",
    "fulfil",
    "fulfill",
    "they",
];

/// What links within the document lead to, by fragment.
pub(super) type Targets = HashMap<String, Parent>;

/// What a document is known by while its texts are read for parents.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub names: &'a Names,
    pub targets: &'a Targets,
    /// The words of the title.
    pub title: &'a [String],
}

/// What a text of the level `own` says about its parent.
pub(super) fn stated(text: &Paragraph, known: Known<'_>, own: usize, is_item: bool) -> Option<Stated> {
    sentences(&text.text).into_iter().find_map(|sentence| in_sentence(sentence, text, known, own, is_item))
}

/// Whether a word is one that a parent is stated with, besides the name of a level.
pub(super) fn is_of_a_statement(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "extend",
        "extending",
        "extended",
        "inherit",
        "inheriting",
        "build",
        "building",
        "expand",
        "expanding",
        "on",
        "upon",
        "include",
        "including",
        "encompass",
        "cover",
        "all",
        "section",
    ];
    [PARTS, ROLES, FILLERS, BEFORE, VERBS].iter().any(|words| words.contains(&word))
        || PARTS.iter().any(|part| nearly(part, word))
}

/// Whether a text has the form of such a statement, whatever it names.
pub(super) fn looks_like_one(text: &str) -> bool {
    let spoken = words(text);
    verb(&spoken, None).is_some_and(|(at, _)| at == 0) && spoken.iter().any(|word| PARTS.contains(&word.as_str()))
}

/// The first sentences of a text, as far as a parent may be named in them.
fn sentences(text: &str) -> Vec<&str> {
    const MOST: usize = 3;
    const LONGEST: usize = 2_000;
    let beginning = |sentence: &'_ str| sentence.floor_char_boundary(LONGEST);
    text.split_inclusive(". ").take(MOST).map(|sentence| &sentence[..beginning(sentence)]).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    /// "extends", "inherits", "builds on": hardly ever anything else.
    Extends,
    /// "includes", "meets", "everything", "all": often something else.
    Includes,
}

/// Where the verb of a statement stands; for an item nothing but its level may stand before it.
fn verb(spoken: &[String], before: Option<&[String]>) -> Option<(usize, Verb)> {
    const FAR: usize = 30;
    for (at, word) in spoken.iter().enumerate().take(FAR) {
        let next = spoken.get(at + 1).map_or("", String::as_str);
        let after = spoken.get(at + 2).map_or("", String::as_str);
        let verb = match (word.as_str(), next, after) {
            ("extend" | "extending" | "extended" | "inherit" | "inheriting", ..)
            | ("build" | "building" | "expand" | "expanding", "on" | "upon", _) => Some(Verb::Extends),
            (
                "include" | "including" | "encompass" | "everything" | "meet" | "satisfy" | "fulfil" | "fulfill"
                | "cover",
                ..,
            )
            | ("same", "as", _)
            | ("same", _, "as")
            | ("addition", "to", _)
            | ("has" | "have", "all", "responsibility" | "requirement" | "of")
            | ("in", "addition", "to") => Some(Verb::Includes),
            ("all", ..) if at == 0 || before.is_some() => Some(Verb::Includes),
            _ => None,
        };
        if let Some(verb) = verb {
            return Some((at, verb));
        }
        if let Some(name) = before
            && !name.contains(word)
            && !BEFORE.contains(&word.as_str())
            && !ROLES.contains(&word.as_str())
            && !naming(word).is_empty()
        {
            return None;
        }
    }
    None
}

fn in_sentence(sentence: &str, text: &Paragraph, known: Known<'_>, own: usize, is_item: bool) -> Option<Stated> {
    let Known { names, targets, title } = known;
    let spoken = words(sentence);
    let own_name = names.words_of(own);
    let (at, kind) = verb(&spoken, is_item.then_some(own_name))?;
    let rest = &spoken[at + 1..];
    let speaks_of_parts = rest.iter().any(|word| PARTS.contains(&word.as_str()));
    let speaks_of_roles = speaks_of_parts || rest.iter().any(|word| ROLES.contains(&word.as_str()));
    let object: Vec<String> =
        rest.iter().filter(|word| !PARTS.contains(&word.as_str()) && !naming(word).is_empty()).cloned().collect();
    // "In addition to the Cook …": the name begins behind these words.
    let leading = object.iter().take_while(|word| matches!(word.as_str(), "addition" | "meeting" | "having")).count();
    let object = if leading > 0 && object[0] == "addition" { object[leading..].to_vec() } else { object };
    let candidate = object_named(&object, text, sentence, names, own);
    let holds = |wanted: &[&str]| object.iter().any(|word| wanted.contains(&word.as_str()));
    let of_title = |word: &String| title.iter().any(|known| nearly(known, word));
    let bare: Vec<&String> = object.iter().filter(|word| !FILLERS.contains(&word.as_str())).collect();
    let is_title = !bare.is_empty() && bare.iter().all(|word| of_title(word));
    let everyone = rest.windows(2).any(|pair| pair[0] == "all" && ROLES.contains(&pair[1].as_str()));
    let begins = spoken[at].as_str();
    // People build on their data, too.
    let begins_with_build = begins.starts_with("build") || begins.starts_with("expand");
    // "Includes the requirements listed here": only the link says which.
    let linked = linked(text, sentence, targets, own).filter(|_| speaks_of_parts);
    let (parent, exact) = match candidate {
        Some((parent, true)) => (parent, true),
        _ if let Some(parent) = linked => (parent, true),
        _ if (holds(&["base", "shared", "common", "core", "general", "applicable", "section"])
            && (speaks_of_roles || bare.iter().all(|word| *word == "section") || (is_title && !begins_with_build)))
            || everyone =>
        {
            (Parent::Shared, true)
        }
        _ if is_title && ((kind == Verb::Extends && !begins_with_build) || speaks_of_roles || begins == "same") => {
            (Parent::Shared, true)
        }
        _ if holds(&["above", "previous", "preceding", "prior"]) && (speaks_of_roles || bare.len() <= 1) => {
            (Parent::Above, true)
        }
        Some((parent, false)) if kind == Verb::Extends || speaks_of_roles => (parent, false),
        _ => return None,
    };
    let level_words: &[String] = match parent {
        Parent::Level(index) => names.words_of(index),
        _ => &[],
    };
    let left =
        bare.iter().filter(|word| !level_words.iter().any(|known| nearly(known, word)) && !of_title(word)).count();
    let certain = (exact || (kind == Verb::Extends && speaks_of_parts)) && matches!(parent, Parent::Level(_));
    // One word too many is forgiven where the text can hardly mean anything else.
    let forgiven = certain && (kind == Verb::Extends || speaks_of_parts) && !rest.iter().any(|word| word == "addition");
    let only = left <= usize::from(forgiven);
    if matches!(begins, "meet" | "satisfy" | "fulfil" | "fulfill" | "cover") && !speaks_of_parts {
        // People, too, are met and stood in for.
        return None;
    }
    if is_item && !only && !(exact && kind == Verb::Extends && speaks_of_parts) {
        return None;
    }
    // A sentence of prose that merely mentions a level is not about inheritance.
    let says_so = kind == Verb::Extends
        || speaks_of_parts
        || (speaks_of_roles && only)
        || matches!(parent, Parent::Above)
        // "Same as the Cook, and:"; nobody meets or covers a role with these words.
        || (exact && only && is_item && matches!(begins, "same" | "everything" | "all" | "addition" | "in"));
    says_so.then_some(Stated { parent, exact, only })
}

/// The level that the words after the verb name, and whether they do so exactly.
fn object_named(
    object: &[String],
    text: &Paragraph,
    sentence: &str,
    names: &Names,
    own: usize,
) -> Option<(Parent, bool)> {
    const LONGEST: usize = 12;
    let links = text.links.iter().take(MOST_LINKS);
    let links = links.filter(|link| !link.text.is_empty() && sentence.contains(link.text.as_str()));
    let mut candidates: Vec<String> = links.map(|link| without_parts(&link.text)).collect();
    let linked = candidates.len();
    // The name may be followed by more: the longest beginning that is a name counts.
    let longest = object.len().min(LONGEST);
    candidates.extend((1..=longest).rev().map(|length| object[..length].join(" ")));
    // A name in the order of its words goes before a longer one out of order: "a Cook and leads a
    // team" is the Cook, not the Lead Cook.
    let more = in_parentheses(sentence);
    let in_order = (1..=longest).rev().find_map(|length| {
        let found = names.spelt(&object[..length])?;
        // "Cook (Senior)" is the Senior Cook.
        let whole = object[length..].starts_with(&more).then(|| object[..length + more.len()].join(" "));
        Some(whole.and_then(|whole| names.called(&whole)).unwrap_or(found))
    });
    let of_links = || candidates[..linked].iter().find_map(|candidate| names.called(candidate));
    if let Some(index) =
        of_links().or(in_order).or_else(|| candidates.iter().find_map(|candidate| names.called(candidate)))
    {
        return Some((if index == own { Parent::Itself } else { Parent::Level(index) }, true));
    }
    let guesses = candidates.iter().filter_map(|candidate| names.meant(candidate, Some(own), own));
    // Of equal guesses the one from the longest text.
    let best = guesses.reduce(|best, other| if other.score > best.score { other } else { best })?;
    Some((Parent::Level(best.index), best.exact))
}

/// The words in the first parentheses of a text.
fn in_parentheses(text: &str) -> Vec<String> {
    let inside = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
    naming(inside)
}

/// What the only place in the document that a sentence links to belongs to.
fn linked(text: &Paragraph, sentence: &str, targets: &Targets, own: usize) -> Option<Parent> {
    let links = text.links.iter().take(MOST_LINKS).filter(|link| sentence.contains(link.text.as_str()));
    // What another document calls by the same fragment is none of this one's.
    let mut fragments = links.filter_map(|link| link.target.strip_prefix('#'));
    let (Some(fragment), None) = (fragments.next(), fragments.next()) else { return None };
    targets.get(&fragment.to_lowercase()).map(|&parent| match parent {
        Parent::Level(index) if index == own => Parent::Itself,
        parent => parent,
    })
}

fn without_parts(text: &str) -> String {
    let kept: Vec<String> = words(text).into_iter().filter(|word| !PARTS.contains(&word.as_str())).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::blocks::Link;

    const AUDIT: [&str; 4] = ["Auditor", "Senior Auditor", "Lead Auditor", "Audit Manager"];

    /// What a text of the Audit Manager says, as an item or in prose.
    fn said(text: &str, is_item: bool) -> Option<Parent> {
        let names = Names::of(AUDIT.into_iter());
        let text = Paragraph { text: text.to_owned(), line: 1, ..Paragraph::default() };
        let title = naming("Audit Data");
        let known = Known { names: &names, targets: &Targets::new(), title: &title };
        stated(&text, known, 3, is_item).filter(|stated| stated.only || !is_item).map(|stated| stated.parent)
    }

    #[test]
    fn a_bullet_that_only_names_another_level_is_its_parent() {
        for text in [
            "Extends the Senior Auditor responsibilities",
            "Extends that of the Senior Auditor",
            "Same as the Senior Auditor, and:",
            "The same requirements as a Senior Auditor, plus",
            "Everything in the Senior Auditor role, plus:",
            "Everything in Senior Auditor, plus:",
            "All of the responsibilities of a Senior Auditor, plus:",
            "All requirements of the Senior Auditor, plus…",
            "In addition to the Senior Auditor requirements:",
            "Builds on the Senior Auditor role",
            "Meets all requirements of the Senior Auditor role",
            "The Audit Manager extends the Senior Auditor responsibilities",
        ] {
            assert_eq!(said(text, true), Some(Parent::Level(1)), "{text}");
        }
        assert_eq!(said("All of the above, plus:", true), Some(Parent::Above));
        assert_eq!(said("Includes the base requirements", true), Some(Parent::Shared));
    }

    #[test]
    fn a_rank_in_parentheses_is_part_of_the_name() {
        assert_eq!(said("Extends the Auditor (Lead) responsibilities", true), Some(Parent::Level(2)));
        assert_eq!(said("Extends the Auditor (all regions) responsibilities", true), Some(Parent::Level(0)));
    }

    #[test]
    fn a_link_says_which_requirements_are_meant() {
        let names = Names::of(AUDIT.into_iter());
        let targets = [("requirements", Parent::Shared), ("lead-requirements", Parent::Level(2))];
        let targets = targets.map(|(fragment, parent)| (fragment.to_owned(), parent)).into();
        let known = Known { names: &names, targets: &targets, title: &[] };
        let parent = |text: &str, target: &str| {
            let links = vec![Link { text: "here".to_owned(), target: target.to_owned() }];
            let text = Paragraph { text: text.to_owned(), links, line: 1, ..Paragraph::default() };
            stated(&text, known, 3, true).filter(|stated| stated.only).map(|stated| stated.parent)
        };
        let text = "Includes requirements listed here";
        assert_eq!(parent(text, "#requirements"), Some(Parent::Shared));
        assert_eq!(parent(text, "#lead-requirements"), Some(Parent::Level(2)));
        assert_eq!(parent(text, "#elsewhere"), None);
        assert_eq!(parent(text, "/another/page#requirements"), None);
        assert_eq!(parent("Includes guests listed here", "#requirements"), None, "speaks of no part of a level");
    }

    #[test]
    fn a_bullet_that_says_something_of_its_own_is_an_item() {
        for text in [
            "In addition to the Auditor requirements, has a diploma",
            "Covers the Audit Manager role on holidays",
            "Covers for the Senior Auditor",
            "Meets the Senior Auditor weekly",
            "Fulfils the role of an Auditor",
            "Includes Auditors in all hiring decisions",
            "Everyone in the Auditor role can ask",
            "Builds on our core data",
            "Extends the opening hours",
            "Experience as an Auditor or at the same level",
        ] {
            assert_eq!(said(text, true), None, "{text}");
        }
    }

    #[test]
    fn prose_states_a_parent_only_where_it_is_about_what_a_level_has() {
        for (text, parent) in [
            ("The role includes working with the Lead Auditor on all levels.", None),
            ("An Audit Manager mentors every Auditor.", None),
            ("It extends the [Senior Auditor] role.", Some(Parent::Level(1))),
            ("It has all of the responsibilities of an Auditor and leads a team.", Some(Parent::Level(0))),
        ] {
            assert_eq!(said(text, false), parent, "{text}");
        }
    }
}
