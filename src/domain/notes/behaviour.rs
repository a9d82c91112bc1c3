//! Whether a note names behaviour: what somebody said, did, gave or could not say.
//!
//! Telegraphic notes are notes: no grammar is asked of them, only something that another person could
//! have seen or heard.

use std::collections::HashSet;
use std::ops::Range;

use super::Code;
use crate::domain::language::phrase::{Phrases, Text};
use crate::domain::language::verbs::{self, Form};
use crate::domain::language::vocabulary::{is_not, is_scale, is_small};
use crate::domain::rating::{Answer, Rating};

/// Most words of a note that may be a mood or a bare topic.
const SHORT: usize = 3;
/// So many concrete words tell a fact without a verb.
const TELEGRAM: usize = 4;

/// What is said about a note as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Why a verdict alone does not help.
    pub no_behaviour: String,
    /// What to write instead at a rating of 1, of 2 and of 4.
    pub at: [String; 3],
    /// Why a word alone does not help.
    pub too_short: String,
    /// What to add to it.
    pub add: String,
}

/// The words by which behaviour is told from a verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behaviour {
    praise: HashSet<String>,
    general: HashSet<String>,
    vague: HashSet<String>,
    telling: HashSet<String>,
    fields: HashSet<String>,
    facts: Phrases,
    verdicts: Phrases,
    remarks: Remarks,
}

/// What a note was seen to be.
pub(super) struct Seen {
    /// It names behaviour.
    pub(super) behaviour: bool,
    /// It is hardly a thought.
    pub(super) short: bool,
    /// It says how good something was.
    pub(super) judges: bool,
}

/// What a word adds to a note.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Holds the sentence together.
    Small,
    /// Turns it around.
    Not,
    /// Says what will be, which nobody saw.
    Foretells,
    /// Places somebody on a scale.
    Judges,
    /// Names a quality or a field.
    General,
    /// A verb of judging.
    Vague,
    /// A verb of telling or doing.
    Tells,
    /// Anything else: a thing, a name, a place.
    Concrete,
}

impl Behaviour {
    /// Words that judge, words too general to be a fact, verbs of judging, verbs of telling, and words
    /// that a field follows; then phrases that are a fact by themselves, and phrases that only judge.
    #[must_use]
    pub fn new(words: [&str; 5], [facts, verdicts]: [&[String]; 2], remarks: Remarks) -> Self {
        let [praise, general, vague, telling, fields] =
            words.map(|words| words.split_whitespace().map(str::to_owned).collect::<HashSet<String>>());
        let [facts, verdicts] =
            [facts, verdicts].map(|phrases| Phrases::new([phrases.iter().map(String::as_str)].into_iter()));
        Self { praise, general, vague, telling, fields, facts, verdicts, remarks }
    }

    pub(super) fn remark(&self, code: Code, answer: Answer) -> (&str, &str) {
        let Remarks { no_behaviour, at: [absent, partial, exceeds], too_short, add } = &self.remarks;
        match (code, answer) {
            (Code::TooShort, _) => (too_short, add),
            (_, Answer::Rated(Rating::NotShown)) => (no_behaviour, absent),
            (_, Answer::Rated(Rating::Exceeds)) => (no_behaviour, exceeds),
            _ => (no_behaviour, partial),
        }
    }

    /// Looks at a note without the words that were found in it already.
    pub(super) fn seen(&self, text: &Text, found: &[Range<usize>], answer: Option<Answer>) -> Seen {
        let mut kinds: Vec<Kind> = (0..text.words().len()).map(|index| self.kind(text, index)).collect();
        for (_, verdict) in self.verdicts.find(text) {
            kinds[verdict].fill(Kind::Judges);
        }
        self.set_fields_aside(text, &mut kinds);
        let mut spoken_of = vec![false; kinds.len()];
        for range in found {
            kinds[range.clone()].fill(Kind::Small);
            spoken_of[range.clone()].fill(true);
        }
        let behaviour = self.facts.find(text).iter().any(|(_, fact)| !spoken_of[fact.clone()].contains(&true))
            || (0..kinds.len()).any(|index| !spoken_of[index] && is_number(text, &kinds, index))
            || quotes(text)
            || clauses(text).any(|clause| tells(&kinds[clause]))
            || is_telegram(&kinds);
        let words = kinds.len();
        let enough = if answer == Some(Answer::NoData) { 1 } else { SHORT };
        Seen { behaviour, short: words <= enough, judges: kinds.contains(&Kind::Judges) }
    }

    /// Makes general what only says where a judgement applies: "strong on networks", "no grasp of tax".
    fn set_fields_aside(&self, text: &Text, kinds: &mut [Kind]) {
        const BEFORE: &[&str] = &["about", "around", "at", "for", "in", "of", "on", "re", "regarding", "with"];
        const AFTER: &[&str] =
            &["after", "because", "but", "if", "since", "so", "that", "until", "when", "where", "who"];
        for index in 1..kinds.len() {
            let (word, before) = (text.at(index), text.at(index - 1));
            let judged = [index - 1, index].iter().any(|near| kinds[*near] == Kind::Judges);
            let field = self.fields.contains(before);
            if ends_clause(text.gap(index))
                || !((BEFORE.contains(&word) && (judged || field)) || (word == "to" && field))
            {
                continue;
            }
            for (inside, kind) in kinds.iter_mut().enumerate().skip(index + 1) {
                // "On distributed systems", "about pricing models": no verbs there, whatever they look like.
                let at_once = inside == index + 1 && text.at(inside).ends_with("ed");
                if *kind == Kind::Tells && (at_once || (inside < index + 3 && text.at(inside).ends_with('s'))) {
                    *kind = Kind::General;
                }
                if ends_clause(text.gap(inside))
                    || AFTER.contains(&text.at(inside))
                    || matches!(kind, Kind::Tells | Kind::Not | Kind::Vague)
                {
                    break;
                }
                if *kind == Kind::Concrete {
                    *kind = Kind::General;
                }
            }
        }
    }

    fn kind(&self, text: &Text, index: usize) -> Kind {
        let word = text.at(index);
        let is_verb = || {
            verbs::readings(word).iter().any(|(_, form, _)| match form {
                Form::Past | Form::Third => true,
                Form::Base => index == 0,
                Form::Gerund => false,
            })
        };
        if ["will", "wont", "might", "may", "probably", "likely"].contains(&word) {
            Kind::Foretells
        } else if is_not(word) || is_denied(word) {
            Kind::Not
        } else if self.vague.contains(word) {
            Kind::Vague
        } else if self.telling.contains(word) {
            Kind::Tells
        } else if self.praise.contains(word) {
            Kind::Judges
        } else if self.general.contains(word) {
            Kind::General
        } else if is_small(word) || word.chars().count() < 2 {
            Kind::Small
        } else if is_verb() {
            Kind::Tells
        } else if is_scale(word) || word.strip_suffix("ly").is_some_and(|stem| self.praise.contains(stem)) {
            Kind::Judges
        } else if word.strip_suffix('s').is_some_and(|one| self.general.contains(one)) {
            Kind::General
        } else if word.len() > 4 && word.ends_with("ed") {
            Kind::Tells
        } else {
            Kind::Concrete
        }
    }
}

/// Whether a word turns around what follows: "didn't", "missing".
fn is_denied(word: &str) -> bool {
    const DENIED: &[&str] = &[
        "didnt", "doesnt", "dont", "couldnt", "cant", "wasnt", "isnt", "hasnt", "havent", "hadnt", "wouldnt",
        "missing", "lacks", "lacked", "lacking", "absent", "only", "unable", "unknown", "forgot", "forgets",
    ];
    DENIED.contains(&word)
}

/// Whether a word is a number that measures or counts something: no score, no length of a career.
fn is_number(text: &Text, kinds: &[Kind], index: usize) -> bool {
    const SCORED: &[&str] = &["rating", "score", "level", "grade", "solid", "weak", "strong", "clear", "a", "good"];
    let word = text.at(index);
    let digits = word.starts_with(|letter: char| letter.is_ascii_digit());
    if !digits && text.words()[index].number().is_none_or(|number| number < 2) {
        return false;
    }
    let of = |index: usize| text.gap(index).contains('/') || text.at(index) == "of" && text.at(index - 1) == "out";
    let score = (index > 0 && of(index)) || (index + 1 < kinds.len() && text.gap(index + 1) == "/" && digits);
    let stars = ["star", "stars", "thumbs"].contains(&text.at(index + 1));
    let after = (index + 1..kinds.len().min(index + 3)).any(|next| kinds[next] == Kind::Concrete);
    let career = ["year", "years", "yrs"].contains(&text.at(index + 1)) && text.at(index + 2) == "experience"
        || text.at(index + 1) == "years" && text.at(index + 3) == "experience";
    let whole = ["100", "110", "200"].contains(&word) && text.gap(index + 1).contains('%') && !after;
    !(score || stars || career || whole || SCORED.contains(&text.before(index, 1))) && (digits || after)
}

/// Whether somebody's words are quoted, two or more.
fn quotes(text: &Text) -> bool {
    let opens = |index: usize| text.gap(index).contains(['"', '\u{201c}', '\u{201e}', '\u{ab}']);
    let closes = |index: usize| text.gap(index).contains(['"', '\u{201d}', '\u{201c}', '\u{bb}']);
    let mut from = None;
    for index in 0..=text.words().len() {
        if from.is_some_and(|from| index > from + 1) && closes(index) {
            return true;
        }
        if opens(index) {
            from = if from.is_some() { None } else { Some(index) };
        }
    }
    false
}

/// The text in clauses, as ranges of words.
fn clauses<'t>(text: &'t Text) -> impl Iterator<Item = Range<usize>> + 't {
    let ends = |index: &usize| *index == text.words().len() || ends_clause(text.gap(*index));
    let mut start = 0;
    (1..=text.words().len()).filter(ends).map(move |end| std::mem::replace(&mut start, end)..end)
}

/// Whether a clause ends in what stands between two words.
fn ends_clause(gap: &str) -> bool {
    gap.contains([',', ';', ':', '.', '(', ')', '!', '?', '\n', '–', '—', '→'])
}

/// Whether a clause tells what somebody did, said or lacked.
fn tells(clause: &[Kind]) -> bool {
    let count = |kind: Kind, from: usize| clause[from..].iter().filter(|known| **known == kind).count();
    let (concrete, telling) = (count(Kind::Concrete, 0), count(Kind::Tells, 0));
    let denied = clause.iter().position(|kind| *kind == Kind::Not);
    !clause.contains(&Kind::Foretells)
        && ((telling > 0 && concrete > 0)
            || telling > 1
            || (count(Kind::Vague, 0) > 0 && concrete > 1)
            || denied.is_some_and(|at| count(Kind::Concrete, at) + count(Kind::Tells, at) > 0)
            // "Budget yes, timeline no": what is denied may stand before.
            || (clause.last() == Some(&Kind::Not) && concrete > 0))
}

/// Whether a note without a verb holds enough to be a fact.
fn is_telegram(kinds: &[Kind]) -> bool {
    let count = |kind: Kind| kinds.iter().filter(|known| **known == kind).count();
    let concrete = count(Kind::Concrete) + count(Kind::Tells);
    concrete >= TELEGRAM && concrete > count(Kind::Judges) + count(Kind::General)
}
