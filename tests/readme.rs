//! The README says what the program does: its keys are those of the one table.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the section anew.

#![expect(clippy::disallowed_methods, reason = "reads the README, and rewrites it when asked to")]

use std::fs;
use std::path::PathBuf;

use assay::app::keymap;

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->";

#[test]
fn the_keys_are_those_of_the_table() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&file).expect("there is a README");
    let (before, rest) = readme.split_once(BEGIN).expect("the README has a section between the key markers");
    let (section, after) = rest.split_once(END).expect("the section of keys ends");
    assert!(!after.contains(BEGIN), "there is one section of keys");
    let expected = keymap::markdown();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&file, format!("{before}{BEGIN}{expected}{END}{after}")).expect("the README can be written");
        return;
    }
    assert_eq!(section, expected, "the keys have changed; `UPDATE_README=1 cargo test --test readme` writes them");
}
