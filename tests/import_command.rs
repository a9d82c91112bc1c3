//! `rubric import` from outside: what it says, what it writes, and what a second import leaves alone.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[path = "stage/program.rs"]
mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use program::Stage;
use serde_json::{Value, json};

const BAKERS: &str = "\
# Baker

## Requirements

- Can lift a sack of flour

## Levels

### Baker

#### Job Grade

The Baker is a grade 4.

#### Responsibilities

- Bakes the morning's bread

#### Requirements

- Has baked sourdough for a year
- Keeps three doughs going at once
- Cleans as they go

#### Nice-to-haves

- Speaks with suppliers

### Senior Baker (Grade 5)

#### Requirements

- Extends the Baker requirements
- Teaches apprentices at the bench
- Plans the week's dough

Bakers rise early.
";

fn files(stage: &Stage, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(stage.folder.path().join(folder)) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

fn level(stage: &Stage, file: &str) -> Value {
    serde_json::from_slice(&fs::read(stage.folder.path().join(file)).expect("the file is there")).expect("it is JSON")
}

fn ids(level: &Value) -> Vec<String> {
    let sections = level["sections"].as_array().expect("sections").iter();
    let criteria = sections.flat_map(|section| section["criteria"].as_array().expect("criteria"));
    criteria.map(|criterion| criterion["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_reading_is_printed_as_json_and_nothing_is_written() {
    let stage = Stage::new();
    stage.file("baker.md", BAKERS);
    let (code, read) = stage.run_json(&["rubric", "import", "baker.md", "--dry-run", "--json"]);
    assert_eq!(code, 0);
    assert_eq!(read["title"], "Baker");
    assert_eq!(read["shared"][0]["items"], json!(["Can lift a sack of flour"]));
    assert_eq!(
        read["levels"][1],
        json!({
            "level": "senior",
            "title": "Senior Baker",
            "grade": 5,
            "extends": "Baker",
            "sections": [{
                "id": "requirements",
                "title": "Requirements",
                "kind": "required",
                "items": ["Teaches apprentices at the bench", "Plans the week's dough"],
            }],
        })
    );
    let prose = read["warnings"].as_array().expect("warnings").iter().find(|warning| warning["line"] == 37);
    assert!(
        prose.is_some_and(|prose| prose["message"].as_str().is_some_and(|text| text.contains("Bakers rise early")))
    );
    assert!(!stage.paths.config.exists() && !stage.paths.data.exists());
}

#[test]
fn what_is_left_out_is_told_in_one_line_a_kind() {
    let stage = Stage::new();
    let page = BAKERS.replace("a grade 4.", "a grade 4. A driving licence is needed.");
    stage.file("baker.md", format!("---\nlayout: job\ntags:\n  - oven\n---\n{page}\n## Weekends\n"));
    let (code, out, _) = stage.run_text(&["rubric", "import", "baker.md", "--dry-run"]);
    assert_eq!(code, 0);
    let told = "\n    1  front matter line 2\n    1  heading      line 44\n    2  prose        lines 18, 42\n";
    assert!(out.contains(told), "{out}");
}

#[test]
fn one_valid_file_a_level_is_written_and_the_next_step_is_said() {
    let stage = Stage::new();
    stage.file("baker.md", BAKERS);
    let (code, out, err) = stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for said in [
        "Baker (grade 4, stands alone)",
        "Senior Baker (grade 5, extends Baker)",
        "assay rubric check bakery",
        "assay new --family baker",
    ] {
        assert!(out.contains(said), "{said} is missing:\n{out}");
    }
    assert_eq!(files(&stage, "bakery"), ["baker.json", "senior.json"]);
    let (code, _, _) = stage.run_text(&["rubric", "check", "bakery"]);
    assert_eq!(code, 0);
    let baker = level(&stage, "bakery/baker.json");
    assert_eq!(baker["look_for"], json!(["Bakes the morning's bread"]));
    assert_eq!(
        baker["sections"][0]["criteria"][0]["statement"], "Can lift a sack of flour",
        "what all share is asked lowest"
    );
    assert_eq!(baker["sections"][0]["criteria"][0]["anchors"]["generated"], true);
    let senior = level(&stage, "bakery/senior.json");
    assert_eq!(senior["extends"], "baker");
    assert_eq!(ids(&senior), ["senior.teaches-apprentices-bench", "senior.plans-weeks-dough"]);
    let mode =
        |path: &str| fs::metadata(stage.folder.path().join(path)).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode("bakery"), mode("bakery/senior.json")), (0o700, 0o600));
}

#[test]
fn a_single_role_is_called_without_the_grade_that_its_title_states() {
    let stage = Stage::new();
    let page = "# Usher (Grade 3)\n\n## Requirements\n\n- Has shown a full house to its seats\n";
    stage.file("usher.md", page);
    let (code, _, _) = stage.run_text(&["rubric", "import", "usher.md", "-o", "usher"]);
    assert_eq!(code, 0);
    let level = level(&stage, "usher/usher.json");
    assert_eq!((&level["family"], &level["family_title"]), (&"usher".into(), &"Usher".into()));
    assert_eq!((&level["title"], &level["grade"]), (&"Usher".into(), &3.into()));
}

#[test]
fn rubrics_that_are_there_are_never_written_over() {
    let stage = Stage::new();
    stage.file("baker.md", BAKERS);
    stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery"]);
    let before = level(&stage, "bakery/senior.json");
    stage.file("baker.md", BAKERS.replace("Plans the week", "Plans the month"));
    let (code, _, err) = stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery"]);
    assert_eq!(code, 1);
    assert!(err.contains("--update"), "{err}");
    assert_eq!(level(&stage, "bakery/senior.json"), before);
    let (code, out, err) = stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery", "--dry-run"]);
    assert!(code == 0 && out.contains("Senior Baker") && err.contains("--update"), "{out}{err}");
}

#[test]
fn an_update_keeps_what_people_wrote_and_tells_what_the_document_changed() {
    let stage = Stage::new();
    stage.file("baker.md", BAKERS);
    stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery"]);
    let mut baker = level(&stage, "bakery/baker.json");
    let before = ids(&baker);
    let own = &mut baker["sections"][1]["criteria"];
    own[0]["anchors"] = json!({ "1": "None", "2": "A loaf or two", "3": "Daily", "4": "Has bred a starter" });
    own[0]["questions"] = json!([{ "kind": "behavioural", "ask": "Tell me of your starter.", "probes": [] }]);
    own[1]["statement"] = json!("Keeps three doughs going without a list.");
    own[1]["mine"] = json!("an unknown field");
    baker["sections"][1]["bar_percent"] = json!(60);
    stage.file("bakery/baker.json", serde_json::to_vec_pretty(&baker).expect("it can be written"));

    let later = BAKERS
        .replace("- Has baked sourdough for a year\n", "- Weighs to the gram\n- Has baked sourdough for a year\n")
        .replace("- Keeps three doughs going at once\n", "- Keeps four doughs going at once\n")
        .replace("- Cleans as they go\n", "");
    stage.file("baker.md", &later);
    let (code, out, err) = stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery", "--update"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    for said in ["added: Weighs to the gram", "removed: Cleans as they go", "own statement kept: Keeps four doughs"] {
        assert!(out.contains(said), "{said} is missing:\n{out}");
    }
    let after = level(&stage, "bakery/baker.json");
    let own = after["sections"][1]["criteria"].as_array().expect("criteria");
    let names: Vec<&Value> = own.iter().map(|criterion| &criterion["id"]).collect();
    assert_eq!(names, [&json!("baker.weighs-gram"), &json!(before[1]), &json!(before[2])]);
    assert_eq!(own[1]["anchors"]["4"], "Has bred a starter");
    assert_eq!(own[1]["questions"][0]["ask"], "Tell me of your starter.");
    assert_eq!(own[2]["statement"], "Keeps three doughs going without a list.");
    assert_eq!(own[2]["mine"], "an unknown field");
    assert_eq!(after["sections"][1]["bar_percent"], 60);
    stage.file("baker.md", BAKERS.replace("- Has baked sourdough for a year\n", ""));
    let (_, out, _) = stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery", "--update", "--dry-run"]);
    assert!(out.contains("kept for what you wrote or set: Has"), "what somebody wrote is never lost: {out}");

    stage.file("baker.md", later);
    let (_, out, _) = stage.run_text(&["rubric", "import", "baker.md", "-o", "bakery", "--update"]);
    assert!(out.contains("Merged: 7 criteria as before"), "{out}");
    assert!(!out.contains("added:") && !out.contains("removed:") && !out.contains("changed"), "{out}");
}

#[test]
fn an_update_makes_no_second_family_of_a_document() {
    let stage = Stage::new();
    stage.file("the baker.md", BAKERS);
    assert_eq!(stage.run_text(&["rubric", "import", "the baker.md", "--family", "bakery"]).0, 0);
    let (code, out, err) = stage.run_text(&["rubric", "import", "the baker.md", "--update"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("\n  assay rubric import 'the baker.md' --update --family bakery\n"), "{err}");
    let rubrics = stage.paths.config.join("rubrics");
    assert!(rubrics.join("bakery").is_dir() && !rubrics.join("baker").exists(), "nothing is written");
    let (code, out, err) = stage.run_text(&["rubric", "import", "the baker.md", "--update", "--dry-run"]);
    assert!(code == 0 && out.contains("Senior Baker") && err.contains("--family bakery"), "{out}{err}");
    let (code, out, _) = stage.run_text(&["rubric", "import", "the baker.md", "--update", "--family", "bakery"]);
    assert!(code == 0 && out.contains("Merged: 7 criteria as before"), "{out}");
    stage.file("other.md", BAKERS);
    let (code, _, err) = stage.run_text(&["rubric", "import", "other.md", "--update"]);
    assert_eq!(code, 0, "another document is another family: {err}");
}

#[test]
fn the_order_is_the_ladder_only_when_asked() {
    let stage = Stage::new();
    stage.file("c.md", BAKERS.replace("- Extends the Baker requirements\n", ""));
    let extends = |args: &[&str], folder: &str| {
        let all: Vec<&str> = ["rubric", "import", "c.md", "-o", folder].iter().chain(args).copied().collect();
        assert_eq!(stage.run_text(&all).0, 0);
        level(&stage, &format!("{folder}/senior.json"))["extends"].clone()
    };
    assert_eq!(extends(&[], "alone"), Value::Null);
    assert_eq!(extends(&["--chain"], "chain"), "baker");
    // What the document says wins over its order.
    let senior_first = "# Bakers\n\n## Senior Baker\n\n### Requirements\n\n- Extends the Baker requirements\n- Plans\n\n## Baker\n\n### Requirements\n\n- Bakes\n";
    stage.file("c.md", senior_first);
    assert_eq!(extends(&["--chain"], "down"), "baker");
    assert_eq!(level(&stage, "down/baker.json")["extends"], Value::Null);
}

#[test]
fn what_cannot_be_read_is_said() {
    let stage = Stage::new();
    stage.file("empty.md", "");
    stage.file("prose.md", "Only prose.\u{1b}[31m\u{202e}\n");
    for (file, code) in [("empty.md", 1), ("prose.md", 1), ("missing.md", 2), (".", 2)] {
        let (found, _, err) = stage.run_text(&["rubric", "import", file]);
        assert_eq!(found, code, "{file}: {err}");
        assert!(err.starts_with("assay: ") && err.contains(file), "{err}");
    }
    let (code, _, err) = stage.run_text(&["rubric", "import", "empty.md", "--family", "../up"]);
    assert!(code == 2 && err.contains("id"), "{err}");
    assert!(!stage.paths.config.exists());
}
