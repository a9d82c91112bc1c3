//! Words of headings, and whether two names mean the same level.
//!
//! People abbreviate, mistype and leave out what is clear to them: "the Sr. Analyst role" is the
//! Senior Analyst (Intermediate). Where several levels fit, the one that needs the least goodwill is
//! taken; where none does, none is.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use short_forms::{acronym, in_full, short_forms};

mod short_forms;

/// Words that say which rung a level is; a name with one never means a name with another.
const RANKS: &[&str] = &[
    "junior",
    "associate",
    "senior",
    "staff",
    "principal",
    "lead",
    "manager",
    "director",
    "head",
    "chief",
    "vp",
    "vice",
    "president",
    "distinguished",
    "fellow",
    "executive",
    "assistant",
    "trainee",
    "apprentice",
    "intern",
    "entry",
    "expert",
    "group",
    "supervisor",
    "partner",
    "deputy",
];

/// Words that the name of a role ends with, besides those of rungs.
const ROLES: &[&str] = &[
    "accountant",
    "administrator",
    "advisor",
    "adviser",
    "advocate",
    "agent",
    "analyst",
    "architect",
    "artist",
    "attorney",
    "auditor",
    "buyer",
    "chef",
    "clerk",
    "coach",
    "consultant",
    "controller",
    "cook",
    "coordinator",
    "counsel",
    "curator",
    "designer",
    "developer",
    "driver",
    "economist",
    "editor",
    "engineer",
    "evangelist",
    "facilitator",
    "inspector",
    "instructor",
    "investigator",
    "lawyer",
    "librarian",
    "marketer",
    "mechanic",
    "nurse",
    "officer",
    "operator",
    "paralegal",
    "physician",
    "planner",
    "producer",
    "programmer",
    "recruiter",
    "representative",
    "researcher",
    "scientist",
    "specialist",
    "statistician",
    "steward",
    "strategist",
    "surveyor",
    "teacher",
    "technician",
    "tester",
    "therapist",
    "trainer",
    "tutor",
    "writer",
];

/// Words that a level of the middle may have or not.
const NEUTRAL: &[&str] = &["intermediate", "mid", "middle", "regular", "professional", "standard"];

/// Words that name no level.
const EMPTY: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "for", "to", "in", "on", "at", "by", "with", "from", "as", "our", "your",
    "their", "its", "this", "that", "these", "those", "all", "any", "each", "every", "same", "role", "position",
    "level", "job", "grade", "family", "title", "listed", "plus",
];

/// Lowercase words of a text: letters and digits, in the singular, abbreviations in full.
pub(super) fn words(text: &str) -> Vec<String> {
    words_at(text).map(|(_, word)| word).collect()
}

/// The same words, each with the place where it stands.
pub(super) fn words_at(text: &str) -> impl Iterator<Item = (usize, String)> {
    let outside = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'));
    let mut next = 0;
    text.split_inclusive(outside).filter_map(move |piece| {
        let at = next;
        next += piece.len();
        let word = piece.trim_end_matches(outside);
        (!word.is_empty()).then(|| (at, full(singular(bare(word)))))
    })
}

/// Whether a word says nothing of what is named: "the", "role".
pub(super) fn names_nothing(word: &str) -> bool {
    word.is_empty() || EMPTY.contains(&word)
}

/// The words of a text that may name a level.
pub(super) fn naming(text: &str) -> Vec<String> {
    let mut naming = words(without_number(text));
    naming.retain(|word| !EMPTY.contains(&word.as_str()));
    naming
}

/// A heading without the number of its chapter: "2.1 Cook", "3. Cook".
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - rest.len()];
    let is_number = number.contains('.') && number.starts_with(|c: char| c.is_ascii_digit());
    if is_number && rest.starts_with(char::is_whitespace) { rest } else { text }
}

/// Those of some words that may name a level.
pub(super) fn naming_of(words: &[String]) -> impl Iterator<Item = &String> {
    words.iter().filter(|word| !EMPTY.contains(&word.as_str()))
}

/// A word without an apostrophe and what follows it: "Cook's" is "cook".
fn bare(word: &str) -> String {
    word.split(['\'', '’']).find(|part| !part.is_empty()).unwrap_or_default().to_lowercase()
}

fn singular(mut word: String) -> String {
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.pop();
    }
    word
}

fn full(word: String) -> String {
    let full = match word.as_str() {
        "sr" | "snr" => "senior",
        "jr" | "jnr" => "junior",
        "mgr" | "mngr" => "manager",
        "eng" | "engr" => "engineer",
        "dir" => "director",
        "asst" => "assistant",
        "assoc" => "associate",
        "int" | "inter" => "intermediate",
        "dev" => "developer",
        "spec" => "specialist",
        "rep" => "representative",
        "coord" => "coordinator",
        "admin" => "administrator",
        "svp" | "evp" => "vp",
        _ => return word,
    };
    full.to_owned()
}

/// Whether two words are one but for a slip of the finger.
pub(super) fn nearly(a: &str, b: &str) -> bool {
    // Most words are told by their length: short ones have to be the same, in others two letters of four
    // bytes are forgiven at most.
    if a == b || a.len().min(b.len()) < 5 || a.len().abs_diff(b.len()) > 8 {
        return a == b;
    }
    let (one, other) = (a.chars().count(), b.chars().count());
    let allowed = match one.min(other) {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    // A letter in the place of another changes two of the letters that a word has at all.
    let differ = (letters(a) ^ letters(b)).count_ones() as usize;
    one.abs_diff(other) <= allowed && differ <= 2 * allowed && distance_within(a, b, allowed)
}

/// Which letters a word has, as bits; several letters may share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 64))
}

/// Whether one word becomes the other by at most `allowed` letters put in, left out, changed or swapped.
fn distance_within(a: &str, b: &str, allowed: usize) -> bool {
    // What both begin and end with needs no look; a swap lies within what is left.
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > allowed {
        return false;
    }
    let begin = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[begin..], &b[begin..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_some_and(|least| *least > allowed + 1) {
            // No row makes good what two before it have lost.
            return false;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()] <= allowed
}

/// A level's name, taken apart once.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    /// Its words.
    all: Vec<String>,
    /// Its words without what stands in parentheses.
    base: Vec<String>,
}

impl Name {
    pub(super) fn of(title: &str) -> Self {
        Self { all: naming(title), base: naming(&without_parentheses(title)) }
    }

    /// Whether these words are exactly this name.
    fn is(&self, words: &[String]) -> bool {
        !words.is_empty() && (same(words, &self.all) || same(words, &self.base))
    }

    pub(super) fn words(&self) -> &[String] {
        &self.all
    }
}

/// A text without what stands in parentheses.
pub(super) fn without_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|&c| {
            depth += usize::from(c == '(');
            let outside = depth == 0;
            depth -= usize::from(c == ')' && depth > 0);
            outside
        })
        .collect()
}

/// All names of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    all: Vec<Name>,
    /// Words in every name: they tell no level from another.
    common: HashSet<String>,
    /// The first level of each name, by its words in order.
    exactly: HashMap<Vec<String>, usize>,
    /// What else levels are called, by the words in order.
    aliases: HashMap<Vec<String>, usize>,
    /// What the document shortens, with the words in full.
    short_forms: HashMap<String, Vec<String>>,
    /// How many words were weighed against a name so far.
    weighed: Cell<usize>,
}

/// Names are guessed in documents of at most so many levels; beyond that only exact ones count.
const MOST_GUESSED: usize = 200;

/// How often a word is weighed against a name in one document; beyond that only exact names count. Many
/// times what a document needs that people can read.
const MOST_WEIGHED: usize = 500_000;

/// A level that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Its index.
    pub index: usize,
    /// Whether its name stands there as it is, but for a slip of the finger.
    pub exact: bool,
    /// How well it fits.
    pub score: i32,
}

impl Names {
    pub(super) fn of<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<Name> = titles.map(Name::of).collect();
        let short_forms = short_forms(&names);
        for name in &mut names {
            *name = Name { all: in_full(&name.all, &short_forms), base: in_full(&name.base, &short_forms) };
        }
        let mut common: HashSet<String> =
            names.first().map(|name| name.all.iter().cloned().collect()).unwrap_or_default();
        for name in &names {
            common.retain(|word| name.all.contains(word));
        }
        if names.len() < 2 {
            common.clear();
        }
        let mut exactly = HashMap::new();
        // Words in the order given come first: a Senior Team Manager is no Senior Manager, Team.
        let whole: fn(&Name) -> &[String] = |name| &name.all;
        let bare: fn(&Name) -> &[String] = |name| &name.base;
        for words in [whole, bare] {
            for (index, name) in names.iter().enumerate() {
                if !exactly.contains_key(words(name)) {
                    exactly.insert(words(name).to_vec(), index);
                }
            }
        }
        for words in [whole, bare] {
            for (index, name) in names.iter().enumerate().filter(|(_, name)| !words(name).is_sorted()) {
                exactly.entry(sorted(words(name))).or_insert(index);
            }
        }
        exactly.remove(&Vec::new());
        Self { all: names, common, exactly, aliases: HashMap::new(), short_forms, weighed: Cell::new(0) }
    }

    /// Adds what else a level is called, unless a level has that name.
    pub(super) fn also(&mut self, title: &str, index: usize) {
        let words = in_full(&naming(title), &self.short_forms);
        if words.len() > 1 && !self.exactly.contains_key(&words) {
            self.aliases.entry(words).or_insert(index);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The words of one name.
    pub(super) fn words_of(&self, index: usize) -> &[String] {
        self.all.get(index).map_or(&[], Name::words)
    }

    /// The level that is called exactly so.
    pub(super) fn called(&self, title: &str) -> Option<usize> {
        let words = in_full(&naming(title), &self.short_forms);
        let in_order = self.exactly.get(&words).or_else(|| self.aliases.get(&words));
        in_order.or_else(|| self.exactly.get(&sorted(&words))).copied()
    }

    /// The level of just these words in just this order.
    pub(super) fn spelt(&self, words: &[String]) -> Option<usize> {
        let words = in_full(words, &self.short_forms);
        let in_order = |index: &usize| self.all[*index].all == words || self.all[*index].base == words;
        self.exactly.get(&words).filter(|index| in_order(index)).or_else(|| self.aliases.get(&words)).copied()
    }

    /// The level that a text most likely names, but for `except`; of equal ones the nearest before
    /// `near`, else the first.
    pub(super) fn meant(&self, text: &str, except: Option<usize>, near: usize) -> Option<Named> {
        let words = naming(text);
        let in_full = in_full(&words, &self.short_forms);
        // A short form may stand for words that the name has otherwise: the CSM for Management.
        let other = if in_full == words { None } else { Some(words) };
        let found = self.best(in_full, text, except, near);
        match other {
            Some(words) if found.is_none_or(|found| !found.exact) => {
                let otherwise = self.best(words, text, except, near);
                otherwise.filter(|other| found.is_none_or(|found| other.score > found.score)).or(found)
            }
            _ => found,
        }
    }

    /// The level that some words name best.
    fn best(&self, spelt: Vec<String>, text: &str, except: Option<usize>, near: usize) -> Option<Named> {
        let weighed = self.weighed.get().saturating_add(self.all.len().saturating_mul(spelt.len()));
        self.weighed.set(weighed);
        if self.all.len() > MOST_GUESSED || weighed > MOST_WEIGHED {
            let index = self.called(text).filter(|index| Some(*index) != except)?;
            return Some(Named { index, exact: true, score: EXACT });
        }
        let spelt = self.expand(spelt);
        if spelt.is_empty() {
            return None;
        }
        // A slip in a word that all levels have does not tell them apart.
        let is_common = |word: &&String| self.common.iter().any(|known| nearly(known, word));
        let telling: Vec<&String> = spelt.iter().filter(|word| !is_common(word)).collect();
        let mut best: Option<(i32, usize)> = None;
        for (index, name) in self.all.iter().enumerate() {
            if Some(index) == except {
                continue;
            }
            let score = self.score(&spelt, &telling, name);
            let closer = |other: usize| index < near && other < near && index > other;
            if score > 0 && best.is_none_or(|(top, at)| score > top || (score == top && score >= EXACT && closer(at))) {
                best = Some((score, index));
            }
        }
        best.map(|(score, index)| Named { index, exact: score >= FIRM, score })
    }

    /// Words with an acronym of a name in full: "Senior PSE".
    fn expand(&self, spelt: Vec<String>) -> Vec<String> {
        let mut out = Vec::new();
        for word in spelt {
            let known = self.all.iter().any(|name| name.all.contains(&word));
            let meant = (!known && (2..=5).contains(&word.len()))
                .then(|| self.all.iter().find_map(|name| acronym(&name.base, &word)))
                .flatten();
            match meant {
                Some(words) => out.extend(words),
                None => out.push(word),
            }
        }
        out
    }

    /// How well words name a level; `telling` are those of them that not all levels have.
    fn score(&self, spelt: &[String], telling: &[&String], name: &Name) -> i32 {
        if spelt == name.all || spelt == name.base {
            return EXACT + 1;
        }
        if name.is(spelt) {
            return EXACT;
        }
        let bare: Vec<String> = name.base.iter().filter(|word| !is_neutral(word)).cloned().collect();
        let spelt_bare: Vec<String> = spelt.iter().filter(|word| !is_neutral(word)).cloned().collect();
        if !bare.is_empty() && same(&spelt_bare, &bare) {
            return EXACT - 5;
        }
        if near_same(spelt, &name.all) || near_same(spelt, &name.base) || near_same(&spelt_bare, &bare) {
            let in_order =
                |name: &[String]| spelt.len() == name.len() && spelt.iter().zip(name).all(|(a, b)| nearly(a, b));
            return EXACT - if in_order(&name.all) || in_order(&name.base) { 6 } else { 7 };
        }
        let missing = spelt.iter().filter(|word| !name.all.iter().any(|known| nearly(known, word))).count();
        let extra: Vec<&String> = name
            .all
            .iter()
            .filter(|known| !spelt.iter().any(|word| nearly(known, word)) && !is_neutral(known))
            .collect();
        let other_rank = extra.iter().filter(|word| is_rank(word)).count();
        let telling = telling.iter().any(|word| name.all.iter().any(|known| nearly(known, word)));
        if missing == 0 && telling && extra.iter().all(|word| self.common.contains(*word)) {
            // Only what all levels are called is left out: "the Senior level".
            return FIRM + 2;
        }
        let penalty = |count: usize, each: i32| i32::try_from(count).unwrap_or(i32::MAX / 100).saturating_mul(each);
        match (missing, telling) {
            (0, true) => 60 - penalty(extra.len(), 1) - penalty(other_rank, 25),
            // More was said than the name holds: the rungs have to agree.
            (_, true) if other_rank == 0 && ranks(spelt) == ranks(&name.all) && missing <= 1 && name.all.len() > 1 => {
                40 - penalty(missing + extra.len(), 5)
            }
            _ => 0,
        }
    }
}

const EXACT: i32 = 90;
/// From here on a name was meant for certain.
const FIRM: i32 = 80;

fn ranks(words: &[String]) -> Vec<&str> {
    let rank = |word: &String| RANKS.iter().copied().find(|rank| nearly(rank, word));
    let mut ranks: Vec<&str> = words.iter().filter_map(rank).collect();
    ranks.sort_unstable();
    ranks
}

fn is_neutral(word: &str) -> bool {
    NEUTRAL.contains(&word)
}

/// Whether the name of a role may end with a word.
pub(super) fn is_of_a_role(word: &str) -> bool {
    is_rank(word) || ROLES.contains(&word)
}

/// Whether a text has a word that the name of a role may end with.
pub(super) fn names_a_role(text: &str) -> bool {
    words(text).iter().any(|word| is_of_a_role(word))
}

/// Whether a word says which rung a level is.
pub(super) fn is_rank(word: &str) -> bool {
    RANKS.contains(&word)
}

fn same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && sorted(a) == sorted(b)
}

/// Words in an order of their own, to compare names by.
pub(super) fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort();
    words
}

fn near_same(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && a.len() == b.len() && {
        let mut left: Vec<&String> = b.iter().collect();
        a.iter().all(|word| {
            let at = left
                .iter()
                .position(|other| *other == word)
                .or_else(|| left.iter().position(|other| nearly(other, word)));
            at.map(|at| left.swap_remove(at)).is_some()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(titles: &[&str], text: &str) -> Option<usize> {
        Names::of(titles.iter().copied()).meant(text, None, titles.len()).map(|named| named.index)
    }

    #[test]
    fn a_slip_in_a_word_that_all_levels_have_leads_to_no_other_level() {
        let managers = [
            "Technology Partner Manager",
            "Senior Technology Partner Manager",
            "Manager, Technology Partner Managers",
            "Senior Manager, Technology Partner Managers",
        ];
        assert_eq!(meant(&managers, "the Manager, Technology Parnter Managers"), Some(2));
        assert_eq!(meant(&managers, "the Senior Technology Parnter Manager"), Some(1));
    }

    #[test]
    fn a_level_is_found_by_what_people_call_it() {
        let cooks =
            ["Kitchen Porter", "Cook (Intermediate)", "Senior Cook", "Head Chef, Banquets", "Head Chef, Pastry"];
        for (text, index) in [
            ("the Kitchen Porter", Some(0)),
            ("Cook", Some(1)),
            ("cooks", Some(1)),
            ("the Snr Cook role", Some(2)),
            ("the Senoir Cook", Some(2)),
            ("Head Chef", Some(3)),
            ("the pastry head chef", Some(4)),
            ("Porter", Some(0)),
            ("the platform for new customers", None),
            ("Staff Cook", None),
        ] {
            assert_eq!(meant(&cooks, text), index, "{text}");
        }
        let family = ["Associate Field Service Technician", "Senior Field Service Technician"];
        assert_eq!(meant(&family, "Associate"), Some(0));
        assert_eq!(meant(&family, "Senior FST"), Some(1));
        assert_eq!(meant(&family, "Field Service"), None, "both are called so");
    }

    #[test]
    fn a_short_form_is_what_it_stands_for() {
        let desk = ["Associate Service Desk Agent (SDA)", "Service Desk Agent (SDA) (Intermediate)", "Senior SDA"];
        for (text, index) in [
            ("the SDA (Associate)", Some(0)),
            ("SDA (Intermediate)", Some(1)),
            ("the Service Desk Agent", Some(1)),
            ("the Senior Service Desk Agent", Some(2)),
            ("the Staff SDA", None),
        ] {
            assert_eq!(meant(&desk, text), index, "{text}");
        }
        // Without the long form nothing is known of it.
        assert_eq!(meant(&["IT Agent", "Senior IT Agent"], "the Internal Training Agent"), None);
    }

    #[test]
    fn the_number_of_a_chapter_is_no_part_of_a_name() {
        assert_eq!(naming("2.1 Senior Cook"), ["senior", "cook"]);
        assert_eq!(naming("3. Cook"), ["cook"]);
        assert_eq!(naming("2 Star Cook"), ["2", "star", "cook"]);
        assert_eq!(naming(".5 Cook"), ["5", "cook"]);
    }

    #[test]
    fn a_level_may_be_called_otherwise() {
        let mut names = Names::of(["Floor Lead", "Manager, Regional Sales"].into_iter());
        names.also("Manager, Shop Sales", 1);
        names.also("Floor Lead", 1);
        assert_eq!(names.called("Manager, Shop Sales"), Some(1));
        assert_eq!(names.called("Floor Lead"), Some(0), "a name goes before what somebody else calls a level");
    }

    #[test]
    fn slips_of_the_finger_are_forgiven_in_long_words_only() {
        for (a, b) in [("manager", "manger"), ("responsibility", "responsibilty"), ("senior", "senoir")] {
            assert!(nearly(a, b), "{a} {b}");
        }
        for (a, b) in [("cook", "book"), ("staff", "stock"), ("junior", "senior")] {
            assert!(!nearly(a, b), "{a} {b}");
        }
    }
}
