//! Named skills in a row, which are as many criteria: "SQL and project management".

use std::ops::Range;

use super::phrase::Text;
use super::{in_words, quoted};

/// Skills by kind; words for one kind are one skill.
const SKILLS: &[(&str, &[&str])] = &[
    (
        "people",
        &["leadership", "people management", "team management", "line management", "teamwork", "coaching", "mentoring"],
    ),
    (
        "exchange",
        &[
            "communication",
            "presentation",
            "public speaking",
            "negotiation",
            "stakeholder management",
            "writing",
            "customer service",
            "interpersonal",
            "collaboration",
        ],
    ),
    (
        "order",
        &[
            "project management",
            "time management",
            "organisational|organizational",
            "organisation|organization",
            "prioritisation|prioritization",
            "multitasking",
            "multi tasking",
            "budgeting",
        ],
    ),
    ("thought", &["problem solving", "analytical", "critical thinking", "decision making", "strategic thinking"]),
    (
        "technique",
        &[
            "programming",
            "coding",
            "software development",
            "data analysis",
            "SQL",
            "Python",
            "Java",
            "JavaScript",
            "Excel",
            "web development",
            "database administration",
            "statistics",
        ],
    ),
    ("trade", &["sales", "marketing", "purchasing", "procurement"]),
    ("books", &["accounting", "bookkeeping", "payroll", "taxation"]),
];

/// Pairs that are one thing by custom.
const PAIRS: &[&str] = &[
    "sales and marketing",
    "marketing and communication",
    "communication and marketing",
    "sales and customer service",
    "accounting and payroll",
    "communication and collaboration",
    "communication and interpersonal",
    "interpersonal and communication",
    "python and SQL",
    "communication and teamwork",
];

/// Named skills of different kinds joined by a conjunction, or three of any.
pub(super) fn skills(text: &Text) -> Option<(String, String)> {
    let mut found: Vec<(&str, Range<usize>)> = SKILLS
        .iter()
        .flat_map(|(kind, words)| words.iter().flat_map(|word| text.find(word)).map(move |range| (*kind, range)))
        .collect();
    found.sort_by_key(|(_, range)| (range.start, usize::MAX - range.end));
    found.dedup_by(|later, earlier| later.1.start < earlier.1.end);
    let mut row: Vec<(&str, Range<usize>)> = Vec::new();
    for (kind, range) in found {
        if row.last().is_some_and(|(_, last)| !in_a_row(text, last.end, range.start)) {
            row.clear();
        }
        row.push((kind, range));
        let conjoined = ["and", "or", "as"].contains(&text.before(row[row.len() - 1].1.start, 1))
            || ["and", "or", "as"].contains(&text.before(row[row.len() - 1].1.start, 2));
        let kinds = row.iter().any(|(kind, _)| *kind != row[0].0);
        let custom = text.holds(PAIRS) && row.len() == 2;
        if row.len() >= 2 && conjoined && (kinds || row.len() >= 3) && !custom {
            let names: Vec<String> = row.iter().map(|(_, range)| quoted(text.slice(range.clone()))).collect();
            let count = if names.len() == 2 { "two skills".to_owned() } else { format!("{} skills", names.len()) };
            let instead =
                "Split it: a criterion for each, saying what somebody does with it; or keep the one that matters.";
            return Some((format!("{} are {count}", in_words(&names)), instead.to_owned()));
        }
    }
    None
}

/// Whether only commas, conjunctions and a word that qualifies the next stand between two skills.
fn in_a_row(text: &Text, end: usize, start: usize) -> bool {
    let between: Vec<&str> = (end..start).map(|at| text.at(at)).collect();
    let joins = ["and", "or", "as", "well", "strong", "good", "excellent", "skills", "both"];
    let listed = text.gap(start).contains(',')
        || text.gap(end).contains(',')
        || between.iter().any(|word| ["and", "or", "as"].contains(word));
    listed && between.iter().all(|word| joins.contains(word))
}
