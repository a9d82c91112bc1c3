//! Years in a statement: whether they say what was done in them, and whether they shut anybody out.

use std::ops::Range;

use super::phrase::Text;
use super::{Advice, done, quoted};

/// Words of a sentence about somebody's past. Years beside none of them may be those of a contract.
const PAST: &[&str] = &[
    "experience",
    "experienced",
    "background",
    "career",
    "seniority",
    "tenure",
    "track record",
    "professional|work|working|worked|practice",
];
/// What years that nobody worked stand before.
const NOT_WORKED: &[&str] = &[
    "ago",
    "ahead",
    "agreement",
    "apart",
    "budget",
    "contract",
    "cycle",
    "degree",
    "earlier",
    "end",
    "fixed",
    "forecast",
    "forward",
    "history",
    "horizon",
    "later",
    "lease",
    "old",
    "older",
    "olds",
    "period",
    "plan",
    "planning",
    "programme",
    "program",
    "project",
    "round",
    "roadmap",
    "strategic",
    "strategy",
    "term",
    "trend",
    "vision",
    "warranty",
    "younger",
    "away",
    "engagement",
    "engagements",
    "contracts",
    "leases",
    "plans",
    "roadmaps",
    "apprenticeship",
    "students",
    "retention",
];
/// Most numbers of years in one statement that are looked at.
const MOST: usize = 8;

pub(super) fn advice(statement: &str) -> Vec<Advice> {
    let text = Text::new(statement);
    let spans: Vec<Span> = (0..text.words().len()).filter_map(|index| Span::at(&text, index)).take(MOST).collect();
    let mut advice = Vec::new();
    if let Some(span) = spans.iter().find(|span| span.capped) {
        advice.push(Advice::new(
            "statement",
            "years-upper-bound",
            format!("{} sets an upper bound on years", quoted(text.slice(span.words.clone()))),
            "Nobody does worse for having done it longer. A bound from above turns the experienced away and stands for \
             an age.",
            "Keep the lower number at most, and say what has to have been done.",
        ));
    }
    if let Some(span) = spans.first()
        && !done::tells_what_was_done(&text, &spans.iter().map(|span| span.words.clone()).collect::<Vec<_>>())
    {
        advice.push(Advice::new(
            "statement",
            "bare-years",
            format!("{} without a word on what was done in them", quoted(text.slice(span.words.clone()))),
            "Years are a yes or no that the CV answers: there is nothing to ask, to probe or to rate, and the same \
             number of years makes very different people.",
            match topic(&text, span.words.end) {
                Some(topic) => format!("Say what somebody must have done {topic}, and at what scale."),
                None => {
                    "Say what somebody must have done, and at what scale: \"Has closed the books of five companies, \
                         alone\"."
                        .to_owned()
                }
            },
        ));
    }
    advice
}

/// What the experience is of, with its preposition, where the words after the years say it: "with Kubernetes".
fn topic<'a>(text: &Text<'a>, years: usize) -> Option<&'a str> {
    const LONGEST: usize = 6;
    let experience = (years..text.words().len()).take(5).find(|&at| text.at(at) == "experience")?;
    let from = experience + 1;
    let vague = ["a", "an", "the", "similar", "this", "that", "related", "relevant"];
    if !["with", "in"].contains(&text.at(from)) || vague.contains(&text.at(from + 1)) {
        return None;
    }
    let ends = |&at: &usize| {
        at >= text.words().len()
            || text.gap(at).contains([',', ';', '.', '(', ':'])
            || ["and", "or"].contains(&text.at(at))
    };
    let end = (from + 1..=text.words().len().max(from + 1)).find(ends)?;
    (end > from + 1 && end - from <= LONGEST).then(|| text.slice(from..end))
}

/// A number of years that somebody spent.
struct Span {
    /// The words, from the bound or the number to the years.
    words: Range<usize>,
    /// Whether it is bounded from above.
    capped: bool,
}

impl Span {
    /// The years that end at this word, if they are somebody's experience.
    fn at(text: &Text, index: usize) -> Option<Self> {
        if !matches!(text.at(index), "year" | "years" | "yr" | "yrs") {
            return None;
        }
        let mut last = index;
        while ["or", "more", "plus", "full", "consecutive", "solid", "and", "over"].contains(&text.before(last, 1)) {
            last -= 1;
        }
        let last = last.checked_sub(1)?;
        let number = |at: usize| text.words().get(at).and_then(super::phrase::Word::number);
        let article = ["a", "one"].contains(&text.at(last)) && last + 1 == index;
        if number(last).is_none() && !article {
            return None;
        }
        let ranged =
            last.checked_sub(1).filter(|&at| number(at).is_some() && text.gap(last).contains(['-', '–', '—', '/']));
        let spelled = last
            .checked_sub(2)
            .filter(|&at| number(at).is_some() && ["to", "or", "and", "through"].contains(&text.at(at + 1)));
        // "five (5) years" says one number twice, and "5-7+ years" has no upper end.
        let twice = last.checked_sub(1).filter(|&at| number(at) == number(last) && text.gap(last).contains('('));
        let range = ranged.or(spelled).filter(|_| !text.gap(last + 1).contains('+'));
        let first = range.or(ranged).or(spelled).or(twice).unwrap_or(last);
        let bound = bound_before(text, first);
        let trailing = text.at(index + 1) == "or" && ["less", "fewer", "under"].contains(&text.at(index + 2))
            || ["maximum", "max", "tops"].contains(&text.at(index + 1))
            || text.at(index + 1) == "at" && text.at(index + 2) == "most";
        let start = first - bound;
        let span = Self { words: start..index + 1, capped: range.is_some() || bound > 0 || trailing };
        span.is_experience(text, index, article).then_some(span)
    }

    fn is_experience(&self, text: &Text, index: usize, article: bool) -> bool {
        let next = text.at(index + 1);
        let opens = text.at(index + 1) == "or" && text.at(index + 2) == "more" || text.before(index, 1) == "more";
        // "a year" is mostly a rate: twice a year.
        if article && text.at(index - 1) == "a" && !opens && text.before(index, 2) != "least" {
            return false;
        }
        // "five-year plan", and years that something else than a person has.
        let compound = text.at(index) == "year" && !article && !text.gap(index).contains('+');
        if NOT_WORKED.contains(&next) || (compound && !["experience", "track"].contains(&next)) {
            return false;
        }
        let before = text.before(self.words.start, 1);
        let measured = [
            "every", "each", "last", "past", "next", "previous", "first", "per", "within", "coming", "these",
            "children",
        ];
        if measured.contains(&before) || measured.contains(&text.before(index, 1)) {
            return false;
        }
        let whose = text.before(self.words.start, 2);
        let quantity =
            ["minimum", "maximum", "least", "total", "experience", "combination", "excess", "background", "average"];
        if before == "of" && !quantity.contains(&whose) {
            return false;
        }
        let lead = (0..self.words.start).all(|at| {
            [
                "has",
                "have",
                "had",
                "with",
                "requires",
                "requiring",
                "at",
                "least",
                "minimum",
                "of",
                "over",
                "more",
                "than",
                "a",
                "must",
                "candidate",
                "candidates",
                "preferably",
                "ideally",
                "around",
                "about",
                "should",
                "the",
                "who",
                "someone",
                "needs",
            ]
            .contains(&text.at(at))
        });
        lead || text.holds(PAST)
    }
}

/// How many words before a number bound it from above.
fn bound_before(text: &Text, first: usize) -> usize {
    const BOUNDS: &[&str] = &[
        "no more than",
        "not more than",
        "at most",
        "up to",
        "a maximum of",
        "maximum of",
        "maximum",
        "max",
        "less than",
        "fewer than",
        "under",
        "below",
        "not exceeding",
        "no longer than",
        "not over",
        "at the most",
    ];
    let before = BOUNDS.iter().filter(|bound| text.holds_before(bound, first));
    before.map(|bound| bound.split(' ').count()).max().unwrap_or(0)
}
