//! What is said about single notes; how well it is told on many, `tests/notes.rs` counts.

use super::*;
use crate::storage::notes::built_in;

fn found(rating: u8, text: &str) -> Vec<Finding> {
    let answer = Rating::from_number(i64::from(rating)).map_or(Answer::NoData, Answer::Rated);
    lint(&NoteContext { text, answer: Some(answer), about: [""; 2] }, &built_in())
}

fn codes(rating: u8, text: &str) -> Vec<&'static str> {
    found(rating, text).iter().map(|finding| finding.code.id()).collect()
}

#[test]
fn a_span_is_the_words_in_the_note_however_they_are_written() {
    let text = "« Überzeugend »: cut the queue by 9 min.\nToo  OLD — and a Gut-Feeling.";
    let found = found(4, text);
    let words: Vec<&str> = found.iter().map(|finding| finding.words.as_str()).collect();
    assert_eq!(words, ["Too  OLD", "Gut-Feeling"]);
    for finding in &found {
        assert_eq!(text.get(finding.span.clone().expect("words have a place")), Some(finding.words.as_str()));
    }
}

#[test]
fn a_dismissal_holds_for_the_same_words_elsewhere_and_for_no_others() {
    let key = |text: &str| found(3, text).first().map(Finding::key);
    assert_eq!(key("Sold 3 boats, too old."), Some("protected:too old".to_owned()));
    assert_eq!(key("Too-Old, sold 3 boats."), key("Sold 3 boats, too old."));
    assert_ne!(key("Sold 3 boats, very old himself."), key("Sold 3 boats, too old."));
    assert_eq!(found(1, "Weak answer on this.")[0].key(), "no-behaviour");
}

#[test]
fn only_a_rating_that_has_to_be_explained_asks_for_behaviour() {
    for text in ["good", "Weak answer", "Impressive, really strong on this topic."] {
        for (rating, wanted) in [(1, true), (2, true), (3, false), (4, true), (0, false)] {
            assert_eq!(codes(rating, text).contains(&"no-behaviour"), wanted, "{rating} {text}");
        }
    }
    for (rating, text) in
        [(1, "asked twice; no example"), (2, "missing: names no measurement"), (4, "40→12 min deploys")]
    {
        assert_eq!(codes(rating, text), Vec::<&str>::new(), "{text}");
    }
    let advice = |rating| found(rating, "weak answer")[0].instead.clone();
    assert!(advice(1) != advice(2) && advice(2) != advice(4), "what to write depends on the rating");
}

#[test]
fn a_word_that_is_the_work_is_left_alone() {
    let about = |title: &'static str| {
        let text = "Held the call in French without an accent that got in the way.";
        lint(&NoteContext { text, answer: Some(Answer::Rated(Rating::Meets)), about: [title, ""] }, &built_in())
    };
    assert!(about("Teaches French pronunciation").is_empty() && !about("Plans the rota").is_empty());
}

#[test]
fn a_text_about_the_whole_interview_is_looked_at_for_words_alone() {
    assert!(lint(&NoteContext::overall("Good."), &built_in()).is_empty());
    let found = lint(&NoteContext::overall("Good. We have to think of his age."), &built_in());
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::Protected]);
}

#[test]
fn nothing_and_anything_are_taken_without_complaint() {
    for text in ["", " \n\t", "…", "\u{202e}\u{1b}[2J", "🦀", "e\u{301}", "\"", "(((", "- -"] {
        assert!(found(1, text).iter().all(|finding| !finding.code.is_about_words()), "{text:?}");
    }
    let long = "too old \"gut feeling\" 3/4 ".repeat(2_500);
    let all = found(1, &long);
    assert_eq!(all.len(), 5_000);
    let starts: Vec<usize> = all.iter().filter_map(|finding| Some(finding.span.as_ref()?.start)).collect();
    assert!(starts.is_sorted(), "findings are in the order of the text");
    assert_eq!(all, found(1, &long));
}
