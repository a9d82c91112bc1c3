//! Whatever a file holds, importing it ends, and ends in a family that is sound:
//!
//! ```sh
//! cargo +nightly fuzz run import fuzz/corpus/import tests/families -- -max_total_time=600
//! ```

#![no_main]

use std::sync::Arc;

use assay::domain::rubric;
use assay::import::{self, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = import::read(bytes, "page");
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    assert!(document.warnings.iter().all(|warning| (1..=lines).contains(&warning.line)));
    for chain in [false, true] {
        let family = import::family(&document, &Options { chain, ..Options::default() });
        let levels: Vec<_> = family.levels.iter().cloned().map(Arc::new).collect();
        let problems = rubric::check_family(&levels);
        assert!(problems.iter().all(|problem| problem.message.contains("criteria; at most")), "{problems:?}");
        let again = import::update(&family.levels, family.clone());
        assert_eq!(again.levels, family.levels);
    }
});
