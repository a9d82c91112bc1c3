//! The built-in rubrics hold every item of the job family they are made of, once and in its place,
//! and every criterion has what an interviewer needs to ask and to rate it.

use std::collections::{BTreeSet, HashMap};

use assay::domain::rating::Rating;
use assay::domain::rubric;
use assay::text::width;
use serde_json::Value;

#[path = "stage/built_in.rs"]
mod built_in;
use built_in::{files, list, number, text, texts};

/// Level, section, kind, where the section stands in the job family, number of items.
const TABLE: [(&str, &str, &str, &str, usize); 15] = [
    ("associate", "experience", "required", "Requirements / Experience", 4),
    ("associate", "skills", "required", "Requirements / Skills", 7),
    ("associate", "additional-skills", "additional", "Additional Skills", 3),
    ("intermediate", "experience", "required", "Requirements / Experience", 4),
    ("intermediate", "advanced-skills", "required", "Requirements / Advanced Skills", 5),
    ("intermediate", "additional-skills", "additional", "Additional Skills", 4),
    ("senior", "experience", "required", "Requirements / Experience", 3),
    ("senior", "leadership-skills", "required", "Requirements / Leadership Skills", 4),
    ("senior", "advanced-technical-skills", "required", "Requirements / Advanced Technical Skills", 4),
    ("senior", "additional-skills", "additional", "Additional Skills", 5),
    ("staff", "strategic-experience", "required", "Requirements / Strategic Experience", 4),
    ("staff", "advanced-leadership-skills", "required", "Requirements / Advanced Leadership Skills", 4),
    ("staff", "expert-technical-skills", "required", "Requirements / Expert Technical Skills", 4),
    ("staff", "strategic-impact", "required", "Requirements / Strategic Impact", 4),
    ("staff", "additional-skills", "additional", "Additional Skills", 8),
];

/// The higher criterion proves the lower one with certainty: nothing the lower one asks for could be
/// missing from an answer that meets the higher one.
const LADDERS: [(&str, &str); 15] = [
    ("intermediate.iac-years", "associate.iac-years"),
    ("senior.iac-years", "intermediate.iac-years"),
    ("intermediate.cloud-years", "associate.cloud-years"),
    ("senior.cloud-years", "intermediate.cloud-years"),
    ("staff.thought-leadership-years", "senior.cloud-years"),
    ("staff.cloud-innovation", "senior.cloud-mastery"),
    ("intermediate.gitlab-tiers", "associate.gitlab-instances"),
    ("staff.multi-region-gitlab", "senior.enterprise-gitlab"),
    ("staff.project-leadership", "senior.parallel-projects"),
    ("staff.mentoring-all-levels", "senior.mentoring-juniors"),
    ("staff.enterprise-architecture", "intermediate.security-compliance"),
    ("staff.strategic-balance", "senior.business-aspects"),
    ("staff.iac-automation", "intermediate.scripting"),
    ("staff.community-leadership", "senior.community"),
    ("staff.regulated-industries", "intermediate.enterprise-customers"),
];

/// Every criterion with its level's file.
fn criteria(files: &[Value]) -> impl Iterator<Item = &Value> {
    files.iter().flat_map(|file| list(file, "sections")).flat_map(|section| list(section, "criteria"))
}

/// Says what is wrong with each criterion for which `fault` finds something.
#[track_caller]
fn no_criterion(fault: impl Fn(&Value) -> Option<String>) {
    let files = files();
    let faults: Vec<String> =
        criteria(&files).filter_map(|c| fault(c).map(|fault| format!("{}: {fault}", text(c, "id")))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_item_is_missing_doubled_or_moved() {
    let files = files();
    let mut rows = TABLE.iter();
    for file in &files {
        for section in list(file, "sections") {
            let (level, id, kind, source, items) = rows.next().expect("the table has a row for each section");
            let found = (text(file, "level"), text(section, "id"), text(section, "kind"));
            assert_eq!(found, (*level, *id, *kind));
            let sources: Vec<&str> = list(section, "criteria").iter().map(|c| text(c, "source")).collect();
            let expected: Vec<String> = (1..=*items).map(|n| format!("{source} / {n}")).collect();
            assert_eq!(sources, expected, "{level} {id}");
        }
    }
    assert_eq!(rows.next(), None, "the rubrics have a section for each row");
}

#[test]
fn the_family_has_47_required_and_20_additional_criteria() {
    let total = |kind: &str| TABLE.iter().filter(|row| row.2 == kind).map(|row| row.4).sum::<usize>();
    assert_eq!((total("required"), total("additional")), (47, 20));
    assert_eq!(TABLE.iter().filter(|row| row.2 == "required").count(), 11);
    assert_eq!(criteria(&files()).count(), 67);
}

#[test]
fn the_levels_build_on_each_other() {
    let rubric = built_in::rubric("staff");
    let levels: Vec<(&str, Option<u32>)> = rubric.levels().iter().map(|l| (l.id.as_str(), l.grade)).collect();
    let expected = [("associate", Some(5)), ("intermediate", Some(6)), ("senior", Some(7)), ("staff", Some(8))];
    assert_eq!(levels, expected);
    for file in files() {
        assert_eq!(text(&file, "format"), "assay.rubric/1");
        assert_eq!(text(&file, "family"), "professional-services-engineer");
        let heading = format!("{} (Grade {})", text(&file, "title"), number(&file, "grade"));
        assert_eq!(text(&file["source"], "heading"), heading);
    }
}

#[test]
fn ladders_are_the_certain_ones() {
    let files = files();
    let found: BTreeSet<(String, String)> = criteria(&files)
        .flat_map(|c| texts(c, "implies").into_iter().map(|lower| (text(c, "id").to_owned(), lower)))
        .collect();
    assert_eq!(found, LADDERS.map(|(upper, lower)| (upper.to_owned(), lower.to_owned())).into());
}

#[test]
fn nothing_weighs_more_than_the_rest_by_default() {
    no_criterion(|c| (number(c, "weight") != 1).then(|| "has a weight".to_owned()));
    no_criterion(|c| (c["must_have"] != false).then(|| "is a must-have".to_owned()));
    for file in files() {
        assert!(list(&file, "sections").iter().all(|section| number(section, "bar_percent") == 75));
    }
}

#[test]
fn ids_begin_with_their_level() {
    for file in files() {
        let level = text(&file, "level").to_owned();
        for criterion in criteria(std::slice::from_ref(&file)) {
            assert!(text(criterion, "id").starts_with(&format!("{level}.")), "{}", text(criterion, "id"));
        }
    }
}

#[test]
fn titles_fit_their_column_and_statements_are_one_sentence() {
    no_criterion(|c| (width(text(c, "title")) > 44).then(|| format!("title is {} wide", width(text(c, "title")))));
    no_criterion(|c| {
        let statement = text(c, "statement");
        let one = statement.ends_with('.') && !statement.trim_end_matches('.').contains(". ");
        (!one).then(|| format!("is not one sentence: {statement}"))
    });
    let files = files();
    let titles: BTreeSet<&str> = criteria(&files).map(|c| text(c, "title")).collect();
    assert_eq!(titles.len(), 67, "two criteria share a title");
}

#[test]
fn every_rating_has_an_anchor_of_its_own() {
    let files = files();
    let mut owners: HashMap<String, String> = HashMap::new();
    for criterion in criteria(&files) {
        for rating in Rating::ALL {
            let place = format!("{} at {}", text(criterion, "id"), rating.number());
            let anchor = text(&criterion["anchors"], &rating.number().to_string());
            assert!(anchor.split_whitespace().count() >= 5, "{place} says too little: {anchor:?}");
            assert!(!anchor.contains(rating.meaning()), "{place} repeats the general scale");
            if let Some(other) = owners.insert(anchor.to_lowercase(), place.clone()) {
                panic!("{place} says the same as {other}");
            }
        }
        assert_eq!(criterion["anchors"].as_object().map(serde_json::Map::len), Some(4), "{}", text(criterion, "id"));
    }
}

#[test]
fn there_is_enough_to_ask_and_to_listen_for() {
    no_criterion(|c| {
        let kinds: Vec<&str> = list(c, "questions").iter().map(|question| text(question, "kind")).collect();
        let both = kinds.contains(&"behavioural") && kinds.iter().any(|k| ["situational", "knowledge"].contains(k));
        (!both).then(|| format!("asks only {kinds:?}"))
    });
    no_criterion(|c| {
        let thin = list(c, "questions").iter().find(|question| list(question, "probes").len() < 2)?;
        Some(format!("has too few probes for {:?}", text(thin, "ask")))
    });
    no_criterion(|c| (list(c, "look_for").len() < 2).then(|| "has too little to look for".to_owned()));
    no_criterion(|c| (!(1..=10).contains(&number(c, "minutes"))).then(|| "has no sensible minutes".to_owned()));
    let files = files();
    let asked: Vec<&str> = criteria(&files).flat_map(|c| list(c, "questions")).map(|q| text(q, "ask")).collect();
    assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len(), "a question is asked twice");
}

#[test]
fn competencies_are_those_of_the_field() {
    let known = ["customer-focus", "solution-focus", "operational-excellence"];
    no_criterion(|c| {
        let tags = texts(c, "competencies");
        let sound = !tags.is_empty() && tags.iter().all(|tag| known.contains(&tag.as_str()));
        (!sound).then(|| format!("is tagged {tags:?}"))
    });
}
