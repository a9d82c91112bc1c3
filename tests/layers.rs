//! Keeps the layers apart: who may import whom is written here once, and an import that is not is
//! refused with a sentence. Test code may use what it likes.

#![expect(clippy::disallowed_methods, reason = "reads the sources it judges")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "layers/paths.rs"]
mod paths;

/// One layer: the first segment under `src`.
struct Layer {
    name: &'static str,
    /// What it is, for the sentence that refuses an import.
    role: &'static str,
    /// Layers that it may import.
    layers: &'static [&'static str],
    /// Crates, or modules of crates, that it may use besides `std`.
    crates: &'static [&'static str],
}

const LAYERS: &[Layer] = &[
    Layer {
        name: "text",
        role: "makes text safe and fits it to columns",
        layers: &[],
        crates: &["unicode_segmentation", "unicode_width"],
    },
    Layer {
        name: "domain",
        role: "is what an interview is, without screen, disk, clock or randomness",
        layers: &[],
        crates: &["thiserror", "num_bigint"],
    },
    Layer {
        name: "storage",
        role: "is what is on disk",
        layers: &["domain", "text"],
        crates: &[
            "serde",
            "serde_json",
            "serde_json_canonicalizer",
            "serde_path_to_error",
            "schemars",
            "sha2",
            "tempfile",
            "jiff",
            "rustix",
            "toml",
            "thiserror",
            "uuid",
        ],
    },
    Layer {
        name: "app",
        role: "is what the screens are and what keys mean, and does no I/O",
        layers: &["domain", "text"],
        // Where things are is shared by drawing and mouse; how they are drawn is not.
        crates: &["ratatui_textarea", "tui_input", "nucleo_matcher", "ratatui::layout"],
    },
    Layer {
        name: "view",
        role: "is what is drawn, and draws from `&App` alone",
        layers: &["app", "domain", "text"],
        crates: &["ratatui"],
    },
    Layer {
        name: "report",
        role: "writes cards for people and programs outside",
        layers: &["domain", "text"],
        crates: &["maud", "csv"],
    },
    Layer {
        name: "import",
        role: "makes a rubric of a job description",
        layers: &["domain", "text"],
        crates: &["pulldown_cmark"],
    },
    Layer {
        name: "demo",
        role: "makes sample data of a candidate who does not exist",
        layers: &["domain", "storage"],
        crates: &["tempfile"],
    },
    Layer {
        name: "runtime",
        role: "runs the loop and carries out effects",
        layers: &["text", "domain", "storage", "app", "view", "report"],
        crates: &["ratatui", "crossterm", "rustix", "signal_hook", "jiff", "uuid", "thiserror"],
    },
    Layer {
        name: "cli",
        role: "reads the command line",
        layers: &["runtime", "storage", "report", "import", "demo", "domain", "text"],
        crates: CLI,
    },
    Layer {
        name: "main",
        role: "starts the command line",
        layers: &["cli", "runtime", "storage", "report", "domain", "text"],
        crates: CLI,
    },
    Layer { name: "lib", role: "is the map of the house", layers: &[], crates: &[] },
];

const CLI: &[&str] =
    &["clap", "clap_complete", "clap_mangen", "directories", "anyhow", "serde_json", "schemars", "jiff"];

/// Back doors: a crate that hands on another one.
const NEVER: &[(&str, &str)] = &[("ratatui::crossterm", "crossterm belongs to runtime alone")];

#[test]
fn no_layer_imports_what_it_may_not() {
    let dependencies = dependencies();
    let mut complaints = Vec::new();
    for file in sources().iter().filter(|file| !is_test(file)) {
        let source = fs::read_to_string(root().join(file)).expect("a source is readable");
        complaints.extend(judge(file, &source, &dependencies));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|file| !fs::read_to_string(root().join(file)).expect("a source is readable").starts_with("//! "))
        .map(|file| format!("{} does not open with `//!`: say what the room is for.", file.display()))
        .collect();
    assert!(silent.is_empty(), "\n{}\n", silent.join("\n"));
}

/// Everything that a file imports and may not, each as a full sentence.
fn judge(file: &Path, source: &str, dependencies: &BTreeSet<String>) -> Vec<String> {
    let modules = modules(file);
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == modules[0]) else {
        return vec![format!("{} belongs to no layer; give it a row in tests/layers.rs.", file.display())];
    };
    let layers: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
    let mut complaints = BTreeSet::new();
    for path in paths::named(source, modules.len()) {
        let (head, rest) = path.split_once("::").unwrap_or((&path, ""));
        let next = rest.split("::").next().unwrap_or_default();
        let refused = if head == "crate" || head == "assay" {
            layers.contains(&next) && next != layer.name && !layer.layers.contains(&next)
        } else {
            dependencies.contains(head) && !layer.crates.iter().any(|allowed| within(&path, allowed))
        };
        let Layer { name, role, .. } = layer;
        if refused {
            complaints.insert(format!(
                "{} names `{path}`, but `{name}` {role} and may not use `{}`.",
                file.display(),
                if next == layer.name || head != "crate" { head } else { next }
            ));
        }
        for (door, reason) in NEVER.iter().filter(|(door, _)| within(&path, door)) {
            complaints.insert(format!("{} names `{path}`: not through `{door}`; {reason}.", file.display()));
        }
    }
    complaints.into_iter().collect()
}

fn within(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The module path of a file: `src/app/scoring.rs` is `app`, `scoring`.
fn modules(file: &Path) -> Vec<String> {
    let inside = file.with_extension("");
    inside.components().skip(1).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}

fn is_test(file: &Path) -> bool {
    modules(file).iter().any(|module| module == "tests")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under `src`, relative to the package.
fn sources() -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a source folder is readable") {
            let entry = entry.expect("a source folder is readable");
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(path);
            }
        }
    }
    assert!(sources.len() > 10, "the sources were not found");
    sources.sort();
    sources
}

/// The names under which the package's dependencies are used.
fn dependencies() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is readable");
    let manifest: toml::Table = text.parse().expect("the manifest is TOML");
    let mut names = BTreeSet::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    for table in targets.filter_map(toml::Value::as_table).chain([&manifest]) {
        for key in ["dependencies", "dev-dependencies"] {
            let names_here = table.get(key).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
            names.extend(names_here.map(|name| name.replace('-', "_")));
        }
    }
    assert!(names.contains("ratatui") && names.contains("rustix"), "the dependencies were not found");
    names
}

/// What is said about a file with this source.
fn said(file: &str, source: &str) -> Vec<String> {
    judge(Path::new(file), source, &dependencies())
}

#[test]
fn a_forbidden_import_is_found_however_it_is_written() {
    for source in [
        "use crate::storage;",
        "use crate::storage::journal::Journal;",
        "use crate::{\n    domain::{grade, rubric::{self, Rubric}},\n    storage::{self as disk},\n};",
        "pub use crate::storage::*;",
        "fn f() { crate::storage::open(); }",
        "fn f(x: &crate::storage::Journal) {}",
        "use super::super::storage::Journal;",
        "fn f() { let c = '\"'; crate::storage::open(\"x\") }",
        "#[cfg(test)]\nmod tests;\nuse crate::storage::Journal;",
        "#[cfg(test)]\nmod tests { fn f() { if true {} } }\nuse crate::storage::Journal;",
    ] {
        let found = said("src/app/scoring.rs", source);
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        assert!(found[0].ends_with("and may not use `storage`."), "{}", found[0]);
    }
    assert_eq!(said("src/domain.rs", "use super::storage::Journal;").len(), 1);
    assert_eq!(said("src/domain/grade.rs", "use serde::Serialize;").len(), 1);
    assert_eq!(said("src/domain/grade.rs", "#[derive(serde::Serialize)] struct S;").len(), 1);
    assert_eq!(said("src/app.rs", "use ratatui::{layout::Rect, style::Style};").len(), 1);
    assert_eq!(said("src/view.rs", "use ratatui::crossterm::event::KeyCode;").len(), 1);
    assert_eq!(said("src/main.rs", "fn main() { assay::view::draw() }").len(), 1);
    assert_eq!(said("src/cellar.rs", "").len(), 1, "a room without a row");
}

#[test]
fn words_that_are_no_imports_are_left_alone() {
    for source in [
        "//! Never crate::storage::open.\n/* crate::view /* nested */ crate::view */",
        "const S: &str = \"crate::storage::open \\\" crate::view\";",
        "const S: &str = r#\"crate::storage \" crate::view\"#;",
        "fn f<'a>(s: &'a str) -> &'a str { s }",
        "#[cfg(test)]\nmod tests { use proptest::prelude::*; use crate::storage::Journal; }",
        "use crate::domain::rubric::Rubric; use super::keymap; use super::super::domain::grade;",
        "use std::fmt; use ratatui::layout::{Rect, Layout};",
        "fn storage() {} fn f() { storage(); Self::view(); my::view::x(); }",
    ] {
        assert_eq!(said("src/app/scoring.rs", source), Vec::<String>::new(), "{source}");
    }
}
