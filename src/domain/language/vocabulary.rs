//! Words that say nothing by themselves: the small words of the language, and the words of a scale.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::phrase::Text;

/// Words that every sentence is held together with.
const SMALL: &[&str] = &[
    "a", "an", "the", "and", "or", "of", "in", "on", "at", "to", "for", "with", "by", "from", "as", "is", "are", "was",
    "were", "be", "been", "being", "has", "have", "had", "having", "do", "does", "did", "can", "could", "will",
    "would", "should", "may", "might", "must", "it", "its", "this", "that", "these", "those", "they", "them", "their",
    "theirs", "he", "she", "his", "her", "him", "you", "your", "we", "our", "who", "which", "what", "when", "where",
    "how", "than", "then", "so", "but", "if", "about", "into", "over", "under", "per", "via", "both", "each", "own",
    "such", "there", "also", "too", "only", "just", "up", "out", "one", "more", "most", "least", "any", "all", "other",
    "others",
];

/// Words that place somebody on a scale and would fit under any criterion.
const SCALE: &[&str] = &[
    "above",
    "absent",
    "acceptable",
    "adequate",
    "adequately",
    "advanced",
    "ability",
    "abilities",
    "able",
    "answer",
    "answers",
    "area",
    "areas",
    "asked",
    "average",
    "bad",
    "basic",
    "below",
    "beyond",
    "candidate",
    "capable",
    "clause",
    "clauses",
    "clear",
    "clearly",
    "competence",
    "competency",
    "competent",
    "complete",
    "completely",
    "consistent",
    "consistently",
    "contrary",
    "covers",
    "criteria",
    "criterion",
    "deep",
    "demonstrate",
    "demonstrated",
    "demonstrates",
    "demonstrating",
    "developing",
    "display",
    "displays",
    "effective",
    "effectively",
    "every",
    "evidence",
    "example",
    "examples",
    "exceed",
    "exceeds",
    "exceeded",
    "excellent",
    "exceptional",
    "exceptionally",
    "expectation",
    "expectations",
    "expected",
    "experience",
    "experienced",
    "expert",
    "expertise",
    "exposure",
    "extensive",
    "fail",
    "fails",
    "fair",
    "fairly",
    "far",
    "few",
    "first",
    "follow",
    "full",
    "fully",
    "gaps",
    "general",
    "good",
    "great",
    "hand",
    "held",
    "high",
    "highly",
    "improvement",
    "inadequate",
    "intermediate",
    "job",
    "knowledge",
    "knowledgeable",
    "lack",
    "lacks",
    "level",
    "levels",
    "limited",
    "little",
    "low",
    "major",
    "many",
    "mastery",
    "measured",
    "medium",
    "meet",
    "meets",
    "met",
    "minimal",
    "minimum",
    "minor",
    "moderate",
    "much",
    "need",
    "needs",
    "ok",
    "okay",
    "outstanding",
    "partial",
    "partially",
    "partly",
    "perfect",
    "poor",
    "poorly",
    "position",
    "probe",
    "probed",
    "proficiency",
    "proficient",
    "prompting",
    "proven",
    "question",
    "questions",
    "quite",
    "rarely",
    "rating",
    "requirement",
    "requirements",
    "required",
    "requires",
    "role",
    "satisfactory",
    "satisfied",
    "satisfies",
    "score",
    "several",
    "show",
    "shown",
    "shows",
    "significant",
    "skill",
    "skilled",
    "skills",
    "solid",
    "some",
    "somewhat",
    "standard",
    "standards",
    "strong",
    "strongly",
    "sufficient",
    "superior",
    "survived",
    "task",
    "tasks",
    "topic",
    "thorough",
    "thoroughly",
    "understand",
    "understanding",
    "understands",
    "unacceptable",
    "unsatisfactory",
    "very",
    "volunteered",
    "weak",
    "weakly",
    "well",
];

/// Words that turn a sentence into its opposite.
const NOT: &[&str] = &["no", "not", "never", "none", "nothing", "cannot", "without", "neither", "nor"];

static SMALL_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SMALL.iter().copied().collect());
static SCALE_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SCALE.iter().copied().collect());

/// Whether a word only holds a sentence together.
pub(in crate::domain) fn is_small(word: &str) -> bool {
    SMALL_WORDS.contains(word)
}

/// Whether a word only places somebody on a scale.
pub(in crate::domain) fn is_scale(word: &str) -> bool {
    SCALE_WORDS.contains(word)
}

/// Whether a word only turns a sentence into its opposite.
pub(in crate::domain) fn is_not(word: &str) -> bool {
    NOT.contains(&word)
}

/// The words of a text that say what it is about, each cut to its stem.
pub(in crate::domain) fn content(text: &str) -> Vec<String> {
    let text = Text::new(text);
    text.words().iter().map(super::phrase::Word::lower).filter(|w| !is_small(w) && !is_scale(w)).map(stem).collect()
}

/// A word without its commonest endings: near enough to see that two words are of one kind.
pub(in crate::domain) fn stem(word: &str) -> String {
    let cut = ["ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "ly", "s", "e", "y"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3));
    cut.unwrap_or(word).to_owned()
}

/// All words of a text in lower case, however they were punctuated: two texts that say the same are equal.
pub(in crate::domain) fn plain(text: &str) -> String {
    Text::new(text).words().iter().map(super::phrase::Word::lower).collect::<Vec<_>>().join(" ")
}
