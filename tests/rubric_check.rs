//! `rubric check` from outside: what may be checked, what is said, and when it fails.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use assay::storage::json;
use assay::text;
use program::Stage;
use serde_json::{Value, json};

fn utf8(path: &Path) -> &str {
    path.to_str().expect("test paths are UTF-8")
}

fn codes(file: &Value) -> Vec<&str> {
    let problems = file["problems"].as_array().expect("problems are an array");
    problems.iter().map(|problem| problem["code"].as_str().expect("a code is a text")).collect()
}

/// A family of two levels in a folder of the user: the higher one has advice of several kinds.
fn gardeners(stage: &Stage) -> PathBuf {
    let own = stage.paths.rubrics().join("gardeners");
    fs::create_dir_all(&own).expect("there is room");
    for (id, extends, statement) in [
        ("gardener", Value::Null, "Prunes fruit trees so that they bear the year after."),
        ("head", "gardener".into(), "Young and dynamic, a real team player with 2-4 years of experience."),
    ] {
        let anchors = json!({ "1": "asked", "2": "some", "3": "good", "4": "excellent", "generated": id == "head" });
        let of = |n: usize| {
            let (id, title, statement) =
                (format!("{id}.{n}"), format!("Trees {n} {id}"), format!("{statement} (case {n})"));
            json!({ "id": id, "title": title, "statement": statement, "anchors": anchors })
        };
        let criteria: Vec<Value> = (1..=4).map(of).collect();
        let section = json!({ "id": "trees", "title": "Trees", "kind": "required", "criteria": criteria });
        let level = json!({
            "format": "assay.rubric/1", "family": "gardening", "family_title": "Gardening", "level": id,
            "title": id, "extends": extends, "sections": [section],
        });
        fs::write(own.join(format!("{id}.json")), json::pretty(&level)).expect("there is room");
    }
    own
}

#[test]
fn advice_has_code_reason_and_remedy_and_fails_only_when_strict() {
    let stage = Stage::new();
    let own = gardeners(&stage);
    let (code, checked) = stage.run_json(&["rubric", "check", utf8(&own), "--json"]);
    let files = checked.as_array().expect("an array");
    assert_eq!((code, files.len()), (0, 2));
    assert_eq!(
        (&files[1]["family"], &files[1]["level"], &files[1]["ok"]),
        (&json!("gardening"), &json!("head"), &json!(true))
    );
    let problems = files[1]["problems"].as_array().expect("problems");
    let codes = codes(&files[1]);
    for wanted in ["generated-anchors", "no-questions", "bare-years", "years-upper-bound", "trait-word", "proxy-word"] {
        assert!(codes.contains(&wanted), "{wanted} is missing in {codes:?}");
    }
    assert_eq!(codes.iter().filter(|code| **code == "generated-anchors").count(), 1);
    for problem in problems {
        assert_eq!(problem["severity"], "advice");
        for field in ["path", "message", "reason", "instead"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {problem}");
        }
    }
    let summary = json!({ "errors": 0, "advice": problems.len(), "criteria": 4, "generated_anchors": 4 });
    assert_eq!(files[1]["summary"], summary);

    for args in [&["rubric", "check", utf8(&own)][..], &["rubric", "check", utf8(&own), "--json"]] {
        assert_eq!((stage.run_text(args).0, stage.run_text(&[args, &["--strict"]].concat()).0), (0, 1), "{args:?}");
    }
    // Without advice strict is content too.
    let one = own.join("one.json");
    fs::remove_file(own.join("head.json")).expect("it is there");
    fs::remove_file(own.join("gardener.json")).expect("it is there");
    let (_, level, _) = stage.run_text(&["rubric", "show", "associate", "--json"]);
    fs::write(&one, level).expect("there is room");
    assert_eq!(stage.run_text(&["rubric", "check", utf8(&one), "--strict"]).0, 0);
}

#[test]
fn a_check_reads_well_at_eighty_columns() {
    let stage = Stage::new();
    let own = gardeners(&stage);
    let file = own.join("gardener.json");
    let mut level: Value = json::parse(&fs::read(&file).expect("readable")).expect("valid");
    level["sections"][0]["criteria"][0]["weight"] = 9.into();
    level["sections"][0]["criteria"][1]["implies"] = json!(["nowhere"]);
    fs::write(&file, json::pretty(&level)).expect("writable");
    let (code, out, err) = stage.run_text(&["rubric", "check", "gardening"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let path = stage.folder.path().to_string_lossy().into_owned();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("rubric-check", out.replace(&path, "~")));
    let wide: Vec<&str> = out.lines().filter(|line| text::width(line) > 80 && !line.contains(&path)).collect();
    assert!(wide.is_empty(), "{wide:?}");
}

#[test]
fn a_check_takes_a_family_a_folder_or_a_file() {
    let stage = Stage::new();
    let own = gardeners(&stage);
    let files = |named: &str| -> (i32, Vec<String>) {
        let (code, checked) = stage.run_json(&["rubric", "check", named, "--json"]);
        let file = |report: &Value| {
            assert_eq!(report["ok"], code == 0, "{report}");
            report["file"].as_str().and_then(|file| file.rsplit('/').next()).expect("a file").to_owned()
        };
        (code, checked.as_array().expect("an array").iter().map(file).collect())
    };
    let both = vec!["gardener.json".to_owned(), "head.json".to_owned()];
    assert_eq!(files("gardening"), (0, both.clone()), "the id of a family of the user");
    assert_eq!(files(utf8(&own)), (0, both.clone()), "a family's folder");
    assert_eq!(files(utf8(&stage.paths.rubrics())), (0, both), "a folder of families");
    assert_eq!(files("professional-services-engineer").1.len(), 4, "the built-in family");
    // What it extends stands beside it.
    let head = own.join("head.json");
    assert_eq!(files(utf8(&head)), (0, vec!["head.json".to_owned()]));
    fs::remove_file(own.join("gardener.json")).expect("it is there");
    assert_eq!(files(utf8(&head)), (1, vec!["head.json".to_owned()]));
    assert_eq!(files("nobodys"), (1, vec!["nobodys".to_owned()]));
    let (_, out, err) = stage.run_text(&["rubric", "check", "nobodys"]);
    assert_eq!(out, "");
    assert!(err.contains("nobodys: is no family, folder or file; `assay rubric list` names the families"), "{err}");
}

#[test]
fn advice_on_the_built_in_family_is_about_its_length_alone() {
    let stage = Stage::new();
    let (code, checked) = stage.run_json(&["rubric", "check", "--json"]);
    let found: Vec<(&str, Vec<&str>)> = checked
        .as_array()
        .expect("an array")
        .iter()
        .map(|file| (file["level"].as_str().expect("a level"), codes(file)))
        .collect();
    let long = vec!["long-interview"];
    assert_eq!(code, 0);
    assert_eq!(
        found,
        [("associate", vec![]), ("intermediate", long.clone()), ("senior", long.clone()), ("staff", long)]
    );
}
