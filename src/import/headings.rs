//! What a heading means for the list below it. The words stand in one table each (headings/phrases.rs),
//! since a heading is all that decides.

use super::document::Kind;
use super::names::{is_of_a_role, names_nothing, naming, naming_of, nearly, without_parentheses, words, words_at};
use phrases::{
    ADDITIONAL, AFTER, ASIDES, ASIDES_ALONE, GENERAL, JOINTS, LEVELS, OF_A_SENTENCE, REQUIRED, SECTION_WORDS,
    SPECIALTIES, WORK,
};

mod phrases;

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

/// Longest heading whose words are weighed, in bytes; more is no heading but a text.
const LONGEST: usize = 200;

/// What a heading means.
pub(super) fn meaning(text: &str) -> Meaning {
    if text.len() > LONGEST {
        return Meaning::Name;
    }
    let spoken = words(text);
    let bare = if text.contains('(') { words(&without_parentheses(text)) } else { spoken.clone() };
    if is_role(text, &spoken, &bare) {
        return Meaning::Name;
    }
    let line = format!(" {} ", spoken.join(" "));
    let starts: Vec<&str> = line.match_indices(' ').map(|(at, _)| &line[at + 1..]).collect();
    let begins = |rest: &str, phrase: &str| rest.strip_prefix(phrase).is_some_and(|after| after.starts_with(' '));
    let holds = |phrases: &[&str]| starts.iter().any(|rest| phrases.iter().any(|phrase| begins(rest, phrase)));
    if ASIDES_ALONE.contains(&line.trim()) || (holds(ASIDES) && kind_of_words(&bare).is_none()) {
        return Meaning::Aside;
    }
    if holds(ADDITIONAL) {
        return Meaning::Section(Kind::Additional);
    }
    if is_grade(&bare) {
        return Meaning::Grade;
    }
    if let Some(kind) = kind_of_words(&bare) {
        return Meaning::Section(kind);
    }
    if (line.starts_with(" as a ") || line.starts_with(" as an ")) && line.contains(" you will ") {
        return Meaning::Section(Kind::Responsibility);
    }
    if holds(REQUIRED) {
        return Meaning::Section(Kind::Required);
    }
    if holds(WORK) {
        return Meaning::Section(Kind::Responsibility);
    }
    let mut named = naming_of(&spoken);
    let last = spoken.last().map(String::as_str).unwrap_or_default();
    if spoken.len() <= 3 && SPECIALTIES.contains(&last) {
        return Meaning::Specialties;
    }
    if LEVELS.contains(&last) && text.trim_end_matches([':', ' ']).to_lowercase().ends_with('s')
        || matches!(line.trim(), "level" | "role and level" | "level and role" | "role" | "position" | "job level")
    {
        return Meaning::Levels;
    }
    if named.all(|word| GENERAL.contains(&word.as_str())) {
        return Meaning::General;
    }
    match section_before_name(text) {
        Some((section, _)) => section_word(section).map_or(Meaning::Name, Meaning::Section),
        None => Meaning::Name,
    }
}

/// Whether a heading is no part of a level only because it says nothing else: "Benefits".
pub(super) fn is_aside_alone(text: &str) -> bool {
    ASIDES_ALONE.contains(&words(text).join(" ").as_str())
}

/// Whether a heading is the name of a role, whatever else its words could mean: a Bonus Specialist, a
/// Benefits Partner.
fn is_role(text: &str, spoken: &[String], bare: &[String]) -> bool {
    let ends = bare.last().is_some_and(|word| is_of_a_role(word));
    ends && !text.contains([':', '|', '–', '—'])
        && !text.contains(" - ")
        && !spoken.iter().any(|word| OF_A_SENTENCE.contains(&word.as_str()))
}

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

/// What a heading says besides the words that headings are known by and those that `known` takes: the
/// text from the first such word on.
pub(super) fn remainder(text: &str, known: impl Fn(&str) -> bool) -> Option<&str> {
    let spoken: Vec<(usize, String)> = words_at(text).collect();
    let taken = |word: &str| names_nothing(word) || known(word);
    if spoken.iter().all(|(_, word)| taken(word)) {
        return None;
    }
    let line = format!(" {} ", spoken.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" "));
    let mut after = 1;
    // How far the last phrase reaches.
    let mut covered = 0;
    for (number, (at, word)) in spoken.iter().enumerate() {
        let rest = &line[after..];
        if text.len() <= LONGEST {
            covered = covered.max(after + phrase_at(rest));
        }
        let numbered = number == 0 && spoken.len() > 1 && word.chars().all(|c| c.is_ascii_digit());
        if after >= covered && !numbered && !taken(word) && !is_known(word) {
            return Some(&text[*at..]);
        }
        after += word.len() + 1;
    }
    None
}

/// The length of the longest phrase that headings are known by at the beginning of a text.
fn phrase_at(text: &str) -> usize {
    let begins = |phrase: &&&str| text.strip_prefix(**phrase).is_some_and(|after| after.starts_with(' '));
    let phrases = [ADDITIONAL, REQUIRED, WORK, ASIDES, ASIDES_ALONE].into_iter().flatten();
    phrases.filter(begins).map(|phrase| phrase.len()).max().unwrap_or(0)
}

/// Whether a word is one that headings are known by.
fn is_known(word: &str) -> bool {
    SECTION_WORDS.iter().any(|(known, _)| nearly(known, word))
        || [SPECIALTIES, LEVELS, GENERAL, AFTER, OF_A_SENTENCE].into_iter().flatten().any(|known| *known == word)
        || matches!(word, "grade" | "grading" | "pay" | "salary" | "skill" | "experience" | "additional" | "further")
        || weak_meaning(word).is_some()
}

/// The kind that a section's word gives a heading.
fn section_word(text: &str) -> Option<Kind> {
    kind_of_words(&words(&without_parentheses(text)))
}

fn kind_of_words(spoken: &[String]) -> Option<Kind> {
    let kind = |word: &str| SECTION_WORDS.iter().find(|(known, _)| nearly(known, word)).map(|(_, kind)| *kind);
    if let Some(kind) = spoken.last().and_then(|word| kind(word)) {
        // "Requirements and Responsibilities" holds both; the first one counts.
        let first = spoken.first().and_then(|word| self::first_of_two(word, spoken));
        return Some(first.unwrap_or(kind));
    }
    spoken.windows(2).filter(|pair| AFTER.contains(&pair[1].as_str())).find_map(|pair| kind(&pair[0]))
}

fn first_of_two(word: &str, spoken: &[String]) -> Option<Kind> {
    let joined = spoken.len() == 3 && spoken[1] == "and";
    SECTION_WORDS.iter().find(|(known, _)| joined && nearly(known, word)).map(|(_, kind)| *kind)
}

/// Whether a heading states a grade and is no level's own: "Job Grade", "Senior Cook Job Grade".
fn is_grade(spoken: &[String]) -> bool {
    let spoken: Vec<&str> =
        spoken.iter().map(String::as_str).filter(|word| !word.chars().all(|c| c.is_ascii_digit())).collect();
    matches!(spoken.as_slice(), ["grade" | "grading"] | [.., "job" | "pay" | "salary", "grade"])
}

/// The name of a level and the words for its section, where a heading holds both. `before` is what
/// [`name_before_section`] says of it.
pub(super) fn name_and_section<'a>(text: &'a str, before: Option<(&'a str, &'a str)>) -> Option<(&'a str, &'a str)> {
    before
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
    if !matches!(whole, Meaning::Section(_) | Meaning::Grade) {
        return None;
    }
    for &at in starts.iter().skip(1) {
        let (before, after) = trimmed.split_at(at);
        if meaning(after) == whole && !naming(before).is_empty() {
            continue;
        }
        let cut = starts.iter().rev().find(|&&start| start < at).copied()?;
        return (cut > 0).then(|| trimmed.split_at(cut)).map(|(name, section)| (trimmed_name(name), section));
    }
    let cut = *starts.last()?;
    (cut > 0).then(|| trimmed.split_at(cut)).map(|(name, section)| (trimmed_name(name), section))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_a_role_whatever_its_words_could_mean() {
        for role in [
            "Bonus Specialist",
            "Benefits Partner",
            "Requirements Engineer",
            "Level Designer",
            "Track Coach",
            "Team Lead",
            "General Counsel",
            "Essential Skills Tutor",
            "Interview Process Manager",
            "Career Development Coach (EMEA)",
            "Preferred Supplier Managers",
        ] {
            assert_eq!(meaning(role), Meaning::Name, "{role}");
        }
    }

    #[test]
    fn what_speaks_of_a_role_is_still_a_section() {
        let required = Meaning::Section(Kind::Required);
        let additional = Meaning::Section(Kind::Additional);
        for (heading, wanted) in [
            ("Bonus points for an Engineer", additional),
            ("Nice to have: Manager", additional),
            ("Requirements for the Senior Manager", required),
            ("Requirements – Senior Cook", required),
            ("What we're looking for", required),
            ("We'd love to hear from you if", required),
            ("Your responsibilities will include", Meaning::Section(Kind::Responsibility)),
            ("We offer", Meaning::Aside),
            ("Senior Manager Hiring Process", Meaning::Aside),
        ] {
            assert_eq!(meaning(heading), wanted, "{heading}");
        }
        let apart = |text| name_and_section(text, name_before_section(text));
        assert_eq!(apart("Requirements – Senior Cook"), Some(("Senior Cook", "Requirements")));
        assert_eq!(apart("Senior Cook Requirements"), Some(("Senior Cook", "Requirements")));
        assert_eq!(apart("Requirements for all roles"), None);
    }

    #[test]
    fn skills_and_experience_joined_by_any_sign_may_be_what_is_asked() {
        for heading in ["Skills & Experience", "Skills and experience", "Experience / Skills"] {
            assert_eq!(weak_meaning(heading), Some(Kind::Required), "{heading}");
        }
        assert_eq!(weak_meaning("Communication"), None);
    }
}
