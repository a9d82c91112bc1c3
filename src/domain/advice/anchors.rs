//! What the ratings of one criterion say: whether there are anchors, and whether they tell answers apart.

use super::vocabulary::{content, is_not, is_scale, is_small, plain, stem};
use super::{Advice, GENERATED_ANCHORS, in_words, phrase::Text, quoted};
use crate::domain::rubric::Criterion;

/// Why anchors that the program made do not help.
pub(super) const GENERATED_REASON: &str = "They are the words of the scale, the same for every criterion: two \
                                           interviewers who hear the same answer will still rate it differently.";
/// What to do about anchors that the program made.
pub(super) const GENERATED_INSTEAD: &str = "Write what one would hear at 1, 2, 3 and 4, beginning with the criteria \
                                            that decide; then take \"generated\" out.";

pub(super) fn advice(criterion: &Criterion) -> Vec<Advice> {
    if criterion.generated_anchors {
        let message = "the anchors are generated";
        return vec![Advice::new("anchors", GENERATED_ANCHORS, message, GENERATED_REASON, GENERATED_INSTEAD)];
    }
    let missing = ratings(|anchor| anchor.trim().is_empty(), criterion);
    if missing.len() == 4 {
        return vec![Advice::new(
            "anchors",
            "no-anchors",
            "has no anchor for 1, 2, 3 and 4",
            "Without them each interviewer rates against a picture of their own, and panels argue about words.",
            "Write what one would hear: evidence absent, a clause missing, every clause covered, and beyond it.",
        )];
    }
    let mut advice = Vec::new();
    if !missing.is_empty() {
        advice.push(Advice::new(
            "anchors",
            "missing-anchors",
            format!("has no anchor for {}", in_words(&missing)),
            "A rating without an anchor is given by elimination, and by some never.",
            "Say what one would hear at that rating and at none beside it.",
        ));
    }
    let generic = ratings(|anchor| is_generic(anchor, criterion), criterion);
    advice.extend(same(criterion));
    if !generic.is_empty() {
        advice.push(generic_advice(criterion, &generic));
    } else if advice.iter().all(|advice| advice.code != "same-anchors") {
        advice.extend(steps(criterion));
    }
    advice
}

/// The ratings whose anchor is like this.
fn ratings(like: impl Fn(&str) -> bool, criterion: &Criterion) -> Vec<String> {
    let numbered = (1..).zip(&criterion.anchors);
    numbered.filter(|(_, anchor)| like(anchor)).map(|(rating, _): (u8, _)| rating.to_string()).collect()
}

/// Whether the anchors of a criterion say nothing about it, so that they would fit any other.
pub(super) fn are_generic(criterion: &Criterion) -> bool {
    criterion.anchors.iter().any(|anchor| is_generic(anchor, criterion))
}

/// Whether an anchor would fit any criterion: only words of a scale, or hardly another and none of the
/// criterion's own.
fn is_generic(anchor: &str, criterion: &Criterion) -> bool {
    let text = Text::new(anchor);
    let words: Vec<&str> = text.words().iter().map(super::phrase::Word::lower).collect();
    let scale = words.iter().filter(|word| is_scale(word)).count();
    let own: Vec<&&str> = words.iter().filter(|word| !is_scale(word) && !is_small(word) && !is_not(word)).collect();
    if words.is_empty() || (own.is_empty() && scale == 0 && !words.iter().any(|word| is_not(word))) {
        return false;
    }
    let about = content(&format!("{} {}", criterion.title, criterion.statement));
    own.is_empty() || (own.len() <= 2 && scale >= 2 && !own.iter().any(|word| about.contains(&stem(word))))
}

fn generic_advice(criterion: &Criterion, generic: &[String]) -> Advice {
    let first = generic[0].parse::<usize>().map_or("", |rating| criterion.anchors[rating - 1].as_str());
    let (noun, verb) = if generic.len() == 1 { ("anchor", "uses") } else { ("anchors", "use") };
    Advice::new(
        "anchors",
        "generic-anchors",
        format!("{noun} {} {verb} only words of a scale, such as {}", in_words(generic), quoted(first)),
        "They would fit any criterion and say nothing of this one: what is good is left to whoever rates.",
        "Name what one would hear here: what was done, on what, with which result, and what is missing at a 2.",
    )
}

/// The same text for several ratings.
fn same(criterion: &Criterion) -> Option<Advice> {
    let texts: Vec<String> = criterion.anchors.iter().map(|anchor| plain(anchor)).collect();
    let alike = alike(&texts)?;
    Some(Advice::new(
        "anchors",
        "same-anchors",
        format!("anchors {} say the same", in_words(&alike)),
        "They tell no answer from another, so the rating between them is a matter of mood.",
        "Say at each rating what one hears there and not at the one below.",
    ))
}

/// Anchors that differ in nothing but a word of a scale: some, good, excellent.
fn steps(criterion: &Criterion) -> Option<Advice> {
    let kernel = |anchor: &String| {
        let text = Text::new(anchor);
        let words = text.words().iter().map(super::phrase::Word::lower);
        words.filter(|word| !is_scale(word) && !is_small(word)).map(stem).collect::<Vec<_>>().join(" ")
    };
    let texts: Vec<String> = criterion.anchors.iter().map(kernel).collect();
    let alike = alike(&texts)?;
    Some(Advice::new(
        "anchors",
        "interchangeable-anchors",
        format!("anchors {} differ only in words of a scale", in_words(&alike)),
        "\"Some\", \"good\" and \"excellent\" mean something else to everybody, so they can be swapped unnoticed.",
        "Let each step add something that one can hear: a clause covered, a case of their own, a measured result.",
    ))
}

/// The ratings of the first text that stands more than once.
fn alike(texts: &[String]) -> Option<Vec<String>> {
    texts.iter().filter(|text| !text.is_empty()).find_map(|text| {
        let places: Vec<String> = (1..)
            .zip(texts)
            .filter(|(_, other)| *other == text)
            .map(|(rating, _): (u8, _)| rating.to_string())
            .collect();
        (places.len() > 1).then_some(places)
    })
}
