//! What a heading means for the list below it. The words stand in one table each, since a heading is
//! all that decides.

use super::document::Kind;
use super::names::{is_of_a_role, naming, nearly, without_parentheses, words};

/// What a heading is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Lists below it are of this kind.
    Section(Kind),
    /// States the grade of a level.
    Grade,
    /// Holds the levels.
    Levels,
    /// Speaks of variants of a role, which are no levels.
    Specialties,
    /// Is about the job but no part of what is asked: how hiring works, what is measured, what is paid.
    Aside,
    /// A word that every document has somewhere: about, overview, the role.
    General,
    /// Anything else: a level, or a group of items.
    Name,
}

/// Phrases that are a plus, wherever they stand in a heading.
const ADDITIONAL: &[&str] = &[
    "nice to have",
    "good to have",
    "great to have",
    "bonus",
    "preferred",
    "desired",
    "desirable",
    "extra credit",
    "brownie point",
    "plus point",
    "icing on the cake",
    "would be a plus",
    "a plus",
    "pluse",
    "even better",
    "additional skill",
    "additional qualification",
    "additional experience",
    "additional strength",
    "optional",
    "ideally",
    "stand out",
    "would be great",
    "also great",
    "advantageous",
    "advantage",
    "beneficial",
    "useful but not required",
    "not required",
    "nice if",
];

/// Phrases that are asked for, wherever they stand.
const REQUIRED: &[&str] = &[
    "must have",
    "you should apply if",
    "should apply",
    "you may be a fit",
    "may be a fit",
    "might be a fit",
    "good fit if",
    "great fit if",
    "you will be a fit",
    "what you will bring",
    "what you bring",
    "what you will need",
    "what you need",
    "what we are looking for",
    "what we looking for",
    "we are looking for",
    "we looking for",
    "who you are",
    "required skill",
    "required experience",
    "required knowledge",
    "required competency",
    "essential skill",
    "essential criteria",
    "minimum qualification",
    "basic qualification",
    "what it take",
    "what we expect",
    "what you have",
    "you have",
    "you will have",
    "about you",
    "your profile",
    "your skill",
    "your background",
    "your experience",
    "prerequisite",
    "we love to hear from you",
    "ideal candidate",
    "person specification",
    "to succeed in this role",
];

/// Phrases for the work itself, wherever they stand.
const WORK: &[&str] = &[
    "what you will do",
    "what you do",
    "what you be doing",
    "what you will be doing",
    "you will do",
    "in this role you",
    "in this position you",
    "your task",
    "your mission",
    "key task",
    "day to day",
    "a day in the life",
    "your impact",
    "job duty",
    "main task",
    "what you work on",
    "scope of work",
    "as a team member you will",
];

/// Words that say alone what a section is, at the end of a heading or before "for", "of" …
const SECTION_WORDS: &[(&str, Kind)] = &[
    ("responsibility", Kind::Responsibility),
    ("duty", Kind::Responsibility),
    ("accountability", Kind::Responsibility),
    ("requirement", Kind::Required),
    ("qualification", Kind::Required),
    ("prerequisite", Kind::Required),
];

/// Words that may stand between a section's word and the end.
const AFTER: &[&str] =
    &["for", "of", "at", "in", "to", "across", "include", "including", "will", "you", "we", "and", "are", "if", "that"];

/// Phrases of what is no part of a level.
const ASIDES: &[&str] = &[
    "performance indicator",
    "key performance",
    "kpi",
    "career ladder",
    "career path",
    "career progression",
    "career development",
    "next step",
    "hiring process",
    "interview process",
    "interview plan",
    "selection process",
    "application process",
    "recruitment process",
    "project you might work on",
    "project you may work on",
    "project you could work on",
    "table of content",
    "on this page",
    "how to apply",
    "we offer",
    "pay range",
    "equal opportunity",
    "diversity statement",
    "relevant link",
    "related link",
    "see also",
    "further reading",
    "about the company",
    "about us",
    "who we are",
    "change log",
    "revision history",
];

/// Words that are no part of a level where a heading says nothing else.
const ASIDES_ALONE: &[&str] = &[
    "toc",
    "content",
    "benefit",
    "perk",
    "perk and benefit",
    "benefit and perk",
    "compensation",
    "compensation and benefit",
    "salary",
    "reference",
    "location",
    "privacy",
    "changelog",
    "kpi",
    "interview",
    "hiring",
    "how we hire",
];

const SPECIALTIES: &[&str] = &["specialty", "speciality", "specialization", "specialisation", "segment", "specialism"];

const LEVELS: &[&str] = &["level", "track", "rung"];

/// Words of headings that name no level and no group of items.
const GENERAL: &[&str] = &[
    "about",
    "overview",
    "summary",
    "description",
    "introduction",
    "purpose",
    "background",
    "mission",
    "detail",
    "team",
    "base",
    "common",
    "core",
    "shared",
    "general",
    "baseline",
    "everyone",
    "everybody",
    "who",
    "what",
    "why",
    "where",
    "how",
    "context",
    "scope",
    "note",
    "us",
    "company",
    "department",
];

/// Longest heading whose words are weighed, in bytes; more is no heading but a text.
const LONGEST: usize = 200;

/// What a heading means.
pub(super) fn meaning(text: &str) -> Meaning {
    if text.len() > LONGEST {
        return Meaning::Name;
    }
    let spoken = words(text);
    if is_role(text, &spoken) {
        return Meaning::Name;
    }
    let line = format!(" {} ", spoken.join(" "));
    let holds = |phrases: &[&str]| phrases.iter().any(|phrase| line.contains(&format!(" {phrase} ")));
    if ASIDES_ALONE.contains(&line.trim()) || (holds(ASIDES) && section_word(text).is_none()) {
        return Meaning::Aside;
    }
    if holds(ADDITIONAL) {
        return Meaning::Section(Kind::Additional);
    }
    if is_grade(text) {
        return Meaning::Grade;
    }
    if let Some(kind) = section_word(text) {
        return Meaning::Section(kind);
    }
    if line.starts_with(" as a ") && line.contains(" you will ") {
        return Meaning::Section(Kind::Responsibility);
    }
    if holds(REQUIRED) {
        return Meaning::Section(Kind::Required);
    }
    if holds(WORK) {
        return Meaning::Section(Kind::Responsibility);
    }
    let named = naming(text);
    let last = spoken.last().map(String::as_str).unwrap_or_default();
    if spoken.len() <= 3 && SPECIALTIES.contains(&last) {
        return Meaning::Specialties;
    }
    if LEVELS.contains(&last) && text.trim_end_matches([':', ' ']).to_lowercase().ends_with('s')
        || matches!(line.trim(), "level" | "role and level" | "level and role" | "role" | "position" | "job level")
    {
        return Meaning::Levels;
    }
    if named.is_empty() || named.iter().all(|word| GENERAL.contains(&word.as_str())) {
        return Meaning::General;
    }
    match section_before_name(text) {
        Some((section, _)) => section_word(section).map_or(Meaning::Name, Meaning::Section),
        None => Meaning::Name,
    }
}

/// Words of a sentence or a question; the name of a role has none of them.
const OF_A_SENTENCE: &[&str] =
    &["the", "a", "an", "you", "we", "your", "our", "for", "to", "in", "is", "are", "have", "as", "what", "who", "if"];

/// Whether a heading is the name of a role, whatever else its words could mean: a Bonus Specialist, a
/// Benefits Partner.
fn is_role(text: &str, spoken: &[String]) -> bool {
    let ends = words(&without_parentheses(text)).last().is_some_and(|word| is_of_a_role(word));
    ends && !text.contains([':', '|', '–', '—'])
        && !text.contains(" - ")
        && !spoken.iter().any(|word| OF_A_SENTENCE.contains(&word.as_str()))
}

/// What joins a section's word with the level that it is of.
const JOINTS: &[&str] =
    &[" - ", " – ", " — ", ": ", " | ", " (", " for the ", " for a ", " for an ", " for ", " of the ", " of a "];

/// The section and the name of its level, where the name comes last: "Requirements – Senior Cook".
fn section_before_name(text: &str) -> Option<(&str, &str)> {
    let (at, joint) = JOINTS
        .iter()
        .filter_map(|joint| Some((text.find(joint)?, joint)))
        .min_by_key(|(at, joint)| (*at, std::cmp::Reverse(joint.len())))?;
    let (section, name) = (&text[..at], text[at + joint.len()..].trim_end_matches([')', ':', ' ']));
    (section_word(section).is_some() && !naming(name).is_empty()).then_some((section, name))
}

/// What a heading means that only counts where nothing above it has decided: "Skills" alone.
pub(super) fn weak_meaning(text: &str) -> Option<Kind> {
    let line = words(text).into_iter().filter(|word| word != "and").collect::<Vec<_>>().join(" ");
    let is = |words: &[&str]| words.contains(&line.as_str());
    if is(&[
        "skill",
        "experience",
        "education",
        "knowledge",
        "competency",
        "skill experience",
        "experience skill",
        "education experience",
        "experience education",
        "knowledge skill",
        "skill knowledge",
        "technical skill",
        "qualification skill",
        "criteria",
        "you",
        "ability",
        "skill ability",
        "key skill",
    ]) {
        return Some(Kind::Required);
    }
    is(&["task", "the job", "the work", "main activity", "activity", "key activity", "role task"])
        .then_some(Kind::Responsibility)
}

/// The kind that a section's word gives a heading.
fn section_word(text: &str) -> Option<Kind> {
    let spoken = words(&without_parentheses(text));
    let kind = |word: &str| SECTION_WORDS.iter().find(|(known, _)| nearly(known, word)).map(|(_, kind)| *kind);
    if let Some(kind) = spoken.last().and_then(|word| kind(word)) {
        // "Requirements and Responsibilities" holds both; the first one counts.
        let first = spoken.first().and_then(|word| self::first_of_two(word, &spoken));
        return Some(first.unwrap_or(kind));
    }
    spoken.windows(2).find_map(|pair| kind(&pair[0]).filter(|_| AFTER.contains(&pair[1].as_str())))
}

fn first_of_two(word: &str, spoken: &[String]) -> Option<Kind> {
    let kind = SECTION_WORDS.iter().find(|(known, _)| nearly(known, word)).map(|(_, kind)| *kind)?;
    (spoken.len() == 3 && spoken[1] == "and").then_some(kind)
}

/// Whether a heading states a grade and is no level's own: "Job Grade", "Senior Cook Job Grade".
fn is_grade(text: &str) -> bool {
    let spoken = words(&without_parentheses(text));
    let spoken: Vec<&str> =
        spoken.iter().map(String::as_str).filter(|word| !word.chars().all(|c| c.is_ascii_digit())).collect();
    match spoken.as_slice() {
        ["grade" | "grading"] => true,
        [.., "job" | "pay" | "salary", "grade"] => true,
        _ => false,
    }
}

/// The name of a level and the words for its section, where a heading holds both.
pub(super) fn name_and_section(text: &str) -> Option<(&str, &str)> {
    name_before_section(text)
        .filter(|(name, _)| !naming(name).is_empty())
        .or_else(|| section_before_name(text).map(|(section, name)| (name, section)))
}

/// A heading without the section's word at its end, where there is one: the name of its level.
pub(super) fn name_before_section(text: &str) -> Option<(&str, &str)> {
    if text.len() > LONGEST {
        return None;
    }
    let trimmed = text.trim_end_matches([':', ' ', '.']);
    let starts: Vec<usize> = word_starts(trimmed);
    // The longest ending that still means the same as the whole.
    let whole = meaning(trimmed);
    for &at in starts.iter().skip(1) {
        let (before, after) = trimmed.split_at(at);
        if meaning(after) == whole
            && matches!(whole, Meaning::Section(_) | Meaning::Grade)
            && !naming(before).is_empty()
        {
            continue;
        }
        let cut = starts.iter().rev().find(|&&start| start < at).copied()?;
        return (cut > 0).then(|| trimmed.split_at(cut)).map(|(name, section)| (trimmed_name(name), section));
    }
    let cut = *starts.last()?;
    (cut > 0 && matches!(whole, Meaning::Section(_) | Meaning::Grade))
        .then(|| trimmed.split_at(cut))
        .map(|(name, section)| (trimmed_name(name), section))
}

fn trimmed_name(name: &str) -> &str {
    name.trim_end_matches([' ', ',', ':', '-', '–', '—', '|', '/'])
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let letter = c.is_alphanumeric();
        if letter && !inside {
            starts.push(at);
        }
        inside = letter || (inside && matches!(c, '\'' | '’' | '-'));
    }
    starts
}
