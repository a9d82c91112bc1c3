//! `assay plan` and `assay new --plan` from outside: what they print, write and refuse.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[path = "stage/program.rs"]
mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use assay::domain::limits;
use assay::text;
use program::Stage;
use serde_json::{Value, json};

const SENIOR: [&str; 5] = ["plan", "--level", "senior", "--interviewers", "Ana Ruiz, Ben,Chi"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&SENIOR[..], more].concat()
}

fn printed(stage: &Stage, args: &[&str]) -> String {
    let (code, out, err) = stage.run_text(args);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    out
}

#[test]
fn the_text_tells_everyone_what_to_ask_and_when() {
    let stage = Stage::new();
    let out = printed(&stage, &with(&["--overlap", "3"]));
    assert!(out.lines().all(|line| text::width(line) <= 80), "{out}");
    for words in [
        "up to Senior (grade 7)",
        "3 interviews of 60 minutes: 3 for the opening, 51 to ask, 6 for the candidate's",
        "\nAna Ruiz: ",
        "\nBen: ",
        "\nChi: ",
        "  0:00–0:03      3 min  Opening\n",
        "Senior: Leadership skills (4 criteria)",
        "  0:54–1:00      6 min  The candidate's own questions\n",
        "3 criteria asked by two interviewers",
        "10 shared",
        "  assay new --plan plan.json --as 'Ana Ruiz'\n",
    ] {
        assert!(out.contains(words), "{words:?} is missing in {out}");
    }
    assert!(!out.contains("Not covered"), "{out}");
    let none = printed(&stage, &SENIOR);
    assert!(none.contains("\nNothing overlaps, so agreement cannot be measured: try --overlap 10.\n"), "{none}");
    assert!(none.contains(" fit into what is free:\n  - Associate: Additional skills, 11 min: Chi\n"), "{none}");
    let short = printed(&stage, &["plan", "--level", "staff", "--minutes", "30", "--interviewers", "Ana"]);
    assert!(short.contains("Not covered, for want of time: ") && short.contains("would be enough."), "{short}");
    assert!(short.contains("With one interviewer nothing overlaps"), "{short}");
}

#[test]
fn markdown_is_a_table_an_interview_and_shows_names_as_they_are() {
    let stage = Stage::new();
    let out = printed(&stage, &["plan", "--level", "senior", "--format", "md", "--interviewers", "<b>@ana</b> #1,Ben"]);
    assert!(out.starts_with("# Plan: Professional Services Engineer, up to Senior (grade 7)\n"), "{out}");
    assert!(out.contains("## \\<b\\>`@`ana\\</b\\> `#`1: ") && out.contains("\n## Ben: "), "{out}");
    assert!(out.contains("| When | How long | What |\n|---|---|---|\n| 0:00–0:03 | 3 min | Opening |\n"), "{out}");
    assert!(out.contains("\n## Not covered\n"), "{out}");
}

#[test]
fn the_file_is_what_its_schema_says_and_private() {
    let stage = Stage::new();
    let (code, schema) = stage.run_json(&["schema", "plan"]);
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let plans = [
        with(&["--overlap", "4", "--format", "json"]),
        vec!["plan", "--level", "staff", "--minutes", "20", "--interviewers", "Ana", "--format", "json"],
    ];
    for args in plans {
        let (_, plan) = stage.run_json(&args);
        let errors: Vec<String> = validator.iter_errors(&plan).map(|error| error.to_string()).collect();
        assert_eq!((code, errors), (0, Vec::new()));
        let mut wrong = plan.clone();
        wrong["minutes"] = json!(601);
        assert!(!validator.is_valid(&wrong));
        wrong["minutes"] = plan["minutes"].clone();
        wrong.as_object_mut().expect("an object").remove("uncovered");
        assert!(!validator.is_valid(&wrong), "nothing is left out");
    }

    let (code, out, err) = stage.run_text(&with(&["-o", "plan.json"]));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "assay: wrote plan.json\n"));
    let file = stage.folder.path().join("plan.json");
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
    let plan: Value = serde_json::from_slice(&fs::read(&file).expect("readable")).expect("the ending says JSON");
    assert_eq!((&plan["format"], &plan["target"]), (&json!("assay.plan/1"), &json!("senior")));
    assert_eq!(plan["interviewers"][0]["name"], "Ana Ruiz");
    let (code, _, err) = stage.run_text(&with(&["-o", "plan.json"]));
    assert!(code == 2 && err.contains("--force"), "{err}");
    assert_eq!(stage.run_text(&with(&["-o", "plan.json", "--force"])).0, 0);
}

#[test]
fn what_makes_no_plan_is_said_with_what_would() {
    let stage = Stage::new();
    let many = vec!["x"; limits::INTERVIEWERS + 1].join(",");
    let hostile = "\u{1b}[31m\u{202e}Eve\u{200b}";
    for (args, words) in [
        (&["plan", "--level", "senior"][..], "--interviewers"),
        (&["plan", "--interviewers", "Ana"], "--level"),
        (&["plan", "--level", "senior", "--interviewers", ""], "it is empty"),
        (&["plan", "--level", "senior", "--interviewers", "Ana,Ben,ANA "], "\"ANA\" is there twice"),
        (&["plan", "--level", "senior", "--interviewers", &many], "at most 20"),
        (&["plan", "--level", "senior", "--interviewers", "Ana", "--minutes", "601"], "1..=600"),
        (&["plan", "--level", "chief", "--interviewers", "Ana"], "associate, intermediate, senior, staff"),
        (
            &["plan", "--level", "senior", "--family", "baker", "--interviewers", "Ana"],
            "professional-services-engineer",
        ),
        (&["plan", "--level", hostile, "--interviewers", "Ana"], "there is no level"),
    ] {
        let (code, out, err) = stage.run_text(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(words), "{words:?} is missing in {err}");
    }
    let out = printed(&stage, &["plan", "--level", "senior", "--interviewers", hostile]);
    assert!(out.contains("Eve"), "{out}");
}

#[test]
fn an_interview_begins_from_a_plan_or_the_file_is_said_to_be_wrong() {
    let stage = Stage::new();
    stage.run(&with(&["-o", "plan.json"]));
    let new = |more: &[&str]| {
        let (code, out, err) = stage.run_text(&[&["new", "--plan", "plan.json"], more].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{more:?}");
        err
    };
    for who in [&["--as", "ana  ruiz"][..], &["--interviewer", "CHI"], &["--as", "Dov", "--interviewer", "Ben"]] {
        assert!(new(who).contains("this needs a terminal"), "{who:?}: only the terminal is missing");
    }
    assert_eq!(new(&["--as", "Dov"]), "assay: plan.json has nothing for \"Dov\"; it is for Ana Ruiz, Ben, Chi\n");
    assert_eq!(new(&[]), "assay: plan.json is for Ana Ruiz, Ben, Chi; say with --as who of them you are\n");
    for other in [["--level", "staff"], ["--family", "x"], ["--focus", "experience"]] {
        assert!(new(&other).contains("cannot be used with"), "{other:?}");
    }
    stage
        .file("plan.json", r#"{"format": "assay.plan/1", "family": "x", "minutes": 0, "interviewers": [{"name": 3}]}"#);
    assert_eq!(
        new(&["--as", "Ana"]),
        "assay: plan.json: target: is missing\nplan.json: levels: is missing\nplan.json: minutes: is outside 1 to 600\n\
         plan.json: interviewers[0].name: is no text\nplan.json: interviewers[0].sections: is missing\n"
    );
    fs::remove_file(stage.folder.path().join("plan.json")).expect("it is there");
    assert_eq!(new(&["--as", "Ana"]), "assay: plan.json: does not exist\n");
}
