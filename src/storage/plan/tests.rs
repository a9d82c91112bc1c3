//! What a plan says comes back from its file, and nothing else is a plan.

use serde_json::{Value, json};

use super::*;
use crate::storage::catalog::Family;

fn planned() -> Plan {
    let rubric = Family::built_in().rubric_to("senior").expect("there is a Senior level");
    let names = ["Ana Ruiz", "Ben", "Chi"].map(str::to_owned);
    Plan::new(rubric, 60, &names, 4).expect("the plan is sound")
}

fn file() -> Value {
    serde_json::from_slice(&to_bytes(&planned())).expect("a plan is JSON")
}

/// Paths and messages of everything that is wrong.
fn wrong(file: &Value) -> Vec<String> {
    let problems = from_bytes(&json::pretty(file)).expect_err("it is no plan");
    problems.iter().map(|problem| format!("{}: {}", problem.path, problem.message)).collect()
}

#[test]
fn everyone_finds_in_the_file_what_the_plan_gives_them() {
    let planned = planned();
    let bytes = to_bytes(&planned);
    assert!(bytes.starts_with(b"{\n  \"format\": \"assay.plan/1\",\n") && bytes.ends_with(b"}\n"));
    let saved = from_bytes(&bytes).expect("it is a plan");
    assert_eq!(
        (saved.family.as_str(), saved.target.as_str(), saved.minutes),
        ("professional-services-engineer", "senior", 60)
    );
    let rubric = planned.rubric();
    assert_eq!(saved.changed(rubric), [0; 0]);
    for (share, name) in planned.shares().iter().zip([" ana  RUIZ ", "BEN", "chi"]) {
        let saved = saved.share_of(name).expect("everyone is there");
        assert_eq!((saved.interviewer.as_str(), saved.gone(rubric)), (share.interviewer.as_str(), 0));
        let focus = saved.focus(rubric);
        let expected: usize = share.parts.iter().map(|part| if part.whole { 1 } else { part.criteria.len() }).sum();
        assert_eq!(focus.len(), expected);
        for part in &share.parts {
            let whole = rubric.section_key(part.level, part.section);
            assert_eq!(focus.contains(&whole), part.whole, "{whole} in {focus:?}");
            assert!(part.whole || part.criteria.iter().all(|&i| focus.contains(&rubric.criterion_key(i))));
        }
    }
    assert_eq!(saved.share_of("Dov"), None);
}

#[test]
fn what_has_changed_since_is_told_and_the_rest_goes_on() {
    let mut file = file();
    file["levels"][2]["digest"] = json!("sha256:other");
    file["interviewers"][0]["sections"][0]["criteria"][0] = json!("senior.gone");
    let saved = from_bytes(&json::pretty(&file)).expect("it is a plan");
    let (planned, share) = (planned(), &saved.shares[0]);
    let rubric = planned.rubric();
    assert_eq!((saved.changed(rubric), share.gone(rubric)), (vec![2], 1));
    let part = &planned.shares()[0].parts[0];
    let focus = share.focus(rubric);
    assert!(!focus.contains(&rubric.section_key(part.level, part.section)), "one of its criteria is not asked now");
    assert!(part.criteria[1..].iter().all(|&i| focus.contains(&rubric.criterion_key(i))), "the others are");
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let mut file = file();
    file["family"] = json!("../x");
    file["target"] = json!("staff");
    file["minutes"] = json!(601);
    file["interviewers"][0]["name"] = json!("chi ");
    file["interviewers"][1]["sections"][0]["criteria"] = json!([7]);
    file["interviewers"][1]["name"] = json!(" ");
    file["levels"][0].as_object_mut().expect("an object").remove("digest");
    assert_eq!(
        wrong(&file),
        [
            "family: \"../x\" is not the id of a family",
            "levels[0].digest: is missing",
            "target: is none of the levels",
            "minutes: is outside 1 to 600",
            "interviewers[1].name: is empty",
            "interviewers[1].sections[0].criteria[0]: is no text",
            "interviewers[2].name: is there a second time",
        ]
    );
    assert_eq!(
        wrong(&json!({ "format": "assay.plan/1" })),
        [
            "family: is missing",
            "target: is missing",
            "levels: is missing",
            "minutes: is missing",
            "interviewers: is missing",
            "interviewers: has to hold 1 to 20 interviewers",
        ]
    );
}

#[test]
fn other_files_and_newer_versions_are_refused_by_name() {
    let mut newer = file();
    newer["format"] = json!("assay.plan/2");
    newer["minutes"] = json!("an hour");
    assert_eq!(
        wrong(&newer),
        ["format: was written by a newer assay: \"assay.plan/2\"; this one reads \"assay.plan/1\""]
    );
    assert!(wrong(&json!({ "format": "assay.scorecard/1" }))[0].contains("assay plan -o plan.json"));
    assert_eq!(wrong(&json!([])), [": is no JSON object, so it is no plan"]);
    let text = String::from_utf8(to_bytes(&planned())).expect("UTF-8");
    let twice = text.replacen("{\n", "{\n  \"minutes\": 30,\n", 1);
    let problems = from_bytes(twice.as_bytes()).expect_err("a key stands there twice");
    assert_eq!((problems[0].code, problems[0].path.as_str()), (Code::Unreadable, "minutes"));
    let mut later = file();
    later["weather"] = json!({ "fine": true });
    assert!(from_bytes(&json::pretty(&later)).is_ok(), "a field of a later version does no harm");
}
