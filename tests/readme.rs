//! The README says what the program does: its keys are those of the one table.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the section anew.

#![expect(clippy::disallowed_methods, reason = "reads the README, and rewrites it when asked to")]

use std::fs;
use std::path::PathBuf;

use assay::app::keymap;
use assay::domain::limits;

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    fs::read_to_string(file()).expect("there is a README")
}

#[test]
fn the_keys_are_those_of_the_table() {
    let readme = readme();
    let (before, rest) = readme.split_once(BEGIN).expect("the README has a section between the key markers");
    let (section, after) = rest.split_once(END).expect("the section of keys ends");
    assert!(!after.contains(BEGIN), "there is one section of keys");
    let expected = keymap::markdown();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(file(), format!("{before}{BEGIN}{expected}{END}{after}")).expect("the README can be written");
        return;
    }
    assert_eq!(section, expected, "the keys have changed; `UPDATE_README=1 cargo test --test readme` writes them");
}

#[test]
fn the_limits_are_those_of_the_code() {
    let readme = readme().split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, said) = readme.split_once("## Limits").expect("the README has a section on limits");
    for limit in [
        format!("files over {} MB", limits::FILE_BYTES / 1_000_000),
        format!("job descriptions: {} MB", limits::DOCUMENT_BYTES / 1_000_000),
        format!("nested deeper than {}", limits::JSON_DEPTH),
        format!("more than {},000 values", limits::JSON_VALUES / 1_000),
        format!("journals over {} MB", limits::JOURNAL_BYTES / 1_000_000),
        format!("more than {} criteria", limits::CRITERIA),
        format!("texts over {} kB", limits::TEXT_BYTES / 1_000),
        format!("names of more than {} characters", limits::NAME_CHARS),
        format!("ids of more than {} characters (of a family or level, {})", limits::KEY_CHARS, limits::ID_BYTES),
        format!("more than {} minutes or {} interviewers", limits::PLANNED_MINUTES, limits::INTERVIEWERS),
    ] {
        assert!(said.contains(&limit), "the README does not say {limit:?}");
    }
}
