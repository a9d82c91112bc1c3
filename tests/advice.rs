//! What the advice on statements finds and what it leaves alone, on a corpus that hiring people can
//! read: `tests/scenarios/statements.toml`.

use std::collections::BTreeSet;

use assay::domain::advice;
use assay::domain::rubric::{Criterion, Question};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    good: Vec<String>,
    missed: Vec<String>,
    bad: Vec<Bad>,
}

#[derive(Deserialize)]
struct Bad {
    code: String,
    statements: Vec<String>,
}

fn corpus() -> Corpus {
    toml::from_str(include_str!("scenarios/statements.toml")).expect("the corpus is TOML")
}

/// A criterion with nothing to object to but, perhaps, its statement.
fn criterion(statement: &str) -> Criterion {
    let anchors = [
        "Tells of plans, of books and of what a neighbour did; no case of their own comes, asked twice.",
        "Did it under somebody's eye; cannot say what would have gone wrong without them.",
        "Walks through one case from the call to the bill, with the mistake in it and its mending.",
        "Brings up, unasked, what they changed afterwards and the count of failures before and since.",
    ];
    Criterion {
        id: "x".to_owned(),
        title: "Under test".to_owned(),
        statement: statement.to_owned(),
        weight: 1,
        minutes: 4,
        anchors: anchors.map(str::to_owned),
        questions: vec![Question {
            kind: "behavioural".to_owned(),
            ask: "Tell me about the last time this was yours to do.".to_owned(),
            probes: vec!["What came of it?".to_owned()],
        }],
        ..Criterion::default()
    }
}

fn codes(statement: &str) -> BTreeSet<&'static str> {
    advice::of_criterion(&criterion(statement)).iter().map(|advice| advice.code).collect()
}

#[test]
fn good_statements_are_left_alone_and_bad_ones_found() {
    let Corpus { good, missed, bad } = corpus();
    let bad: Vec<(&str, &str)> = bad
        .iter()
        .flat_map(|Bad { code, statements }| statements.iter().map(|text| (code.as_str(), text.as_str())))
        .collect();
    assert!(good.len() >= 40 && bad.len() >= 40, "the corpus is too small to tell anything");

    let alarms: Vec<String> = good
        .iter()
        .filter_map(|text| {
            Some(codes(text)).filter(|codes| !codes.is_empty()).map(|codes| format!("{codes:?}: {text}"))
        })
        .collect();
    let wrong: Vec<String> = bad
        .iter()
        .filter_map(|(code, text)| {
            let found = codes(text);
            (found != BTreeSet::from([*code])).then(|| format!("{code} expected, {found:?}: {text}"))
        })
        .collect();
    let found = bad.len() - wrong.len();
    println!(
        "{} good statements, {} false alarms; {} bad ones, {found} found, {} known to be missed",
        good.len(),
        alarms.len(),
        bad.len(),
        missed.len()
    );
    assert!(
        alarms.is_empty() && wrong.is_empty(),
        "\nfalse alarms:\n{}\nbad ones:\n{}",
        alarms.join("\n"),
        wrong.join("\n")
    );
    for text in &missed {
        assert!(codes(text).is_empty(), "no longer missed; move it to its code: {text}");
    }
}
