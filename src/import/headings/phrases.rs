//! The words that headings are known by, as `words` gives them: lowercase, in the singular, without
//! apostrophes ("what you'll do" is "what you do").

use crate::import::document::Kind;

/// Phrases that are a plus, wherever they stand in a heading.
pub(super) const ADDITIONAL: &[&str] = &[
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
pub(super) const REQUIRED: &[&str] = &[
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
pub(super) const WORK: &[&str] = &[
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
pub(super) const SECTION_WORDS: &[(&str, Kind)] = &[
    ("responsibility", Kind::Responsibility),
    ("duty", Kind::Responsibility),
    ("accountability", Kind::Responsibility),
    ("requirement", Kind::Required),
    ("qualification", Kind::Required),
    ("prerequisite", Kind::Required),
];

/// Words that may stand between a section's word and the end.
pub(super) const AFTER: &[&str] =
    &["for", "of", "at", "in", "to", "across", "include", "including", "will", "you", "we", "and", "are", "if", "that"];

/// Phrases of what is no part of a level.
pub(super) const ASIDES: &[&str] = &[
    "performance indicator",
    "key performance",
    "key metric",
    "success metric",
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
pub(super) const ASIDES_ALONE: &[&str] = &[
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

/// Words for variants of a role.
pub(super) const SPECIALTIES: &[&str] =
    &["specialty", "speciality", "specialization", "specialisation", "segment", "specialism"];

/// Words for what holds the levels.
pub(super) const LEVELS: &[&str] = &["level", "track", "rung"];

/// Words of headings that name no level and no group of items.
pub(super) const GENERAL: &[&str] = &[
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

/// Words of a sentence or a question; the name of a role has none of them.
pub(super) const OF_A_SENTENCE: &[&str] =
    &["the", "a", "an", "you", "we", "your", "our", "for", "to", "in", "is", "are", "have", "as", "what", "who", "if"];

/// What joins a section's word with the level that it is of.
pub(super) const JOINTS: &[&str] =
    &[" - ", " – ", " — ", ": ", " | ", " (", " for the ", " for a ", " for an ", " for ", " of the ", " of a "];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::names::words;

    #[test]
    fn every_phrase_is_written_as_headings_are_read() {
        let tables = [ADDITIONAL, REQUIRED, WORK, ASIDES, ASIDES_ALONE, SPECIALTIES, LEVELS, GENERAL, OF_A_SENTENCE];
        for phrase in tables.into_iter().flatten() {
            assert_eq!(words(phrase).join(" "), *phrase, "it can never be met");
        }
    }
}
