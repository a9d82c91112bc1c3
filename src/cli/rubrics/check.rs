//! `rubric check`: every fault of rubric files at once, and what a reviewer would advise.
//!
//! What is looked at is found here; how it is told stands in [`told`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::output::Outcome;
use crate::domain::advice::{self, Advice};
use crate::domain::rubric::{Level, is_id};
use crate::storage::FileProblem;
use crate::storage::catalog::{self, Family, FileReport};

mod told;

/// A file that was looked at, with what is advised on it.
struct Checked {
    report: FileReport,
    advice: Vec<Advice>,
}

impl Checked {
    /// Looks at the files of one family together.
    fn family(files: Vec<FileReport>) -> Vec<Self> {
        let levels: Vec<Arc<Level>> = files.iter().filter_map(|file| file.level.clone()).collect();
        let mut advice = advice::of_family(&levels);
        let mut level = 0;
        let with_advice = |report: FileReport| {
            let own = if report.level.is_some() {
                level += 1;
                advice.extract_if(.., |advice| advice.level + 1 == level).collect()
            } else {
                Vec::new()
            };
            Self { report, advice: own }
        };
        files.into_iter().map(with_advice).collect()
    }

    fn generated_anchors(&self) -> usize {
        self.report.level.as_deref().map_or(0, advice::generated_anchors)
    }
}

/// What the arguments name: files that were looked at, and what could not be.
#[derive(Default)]
struct Findings {
    files: Vec<Checked>,
    problems: Vec<FileProblem>,
}

impl Findings {
    /// A family by its id, a folder, or a file. What is there under that name wins over an id.
    fn add(&mut self, own: &Path, named: &Path) {
        if named.is_file() || named.is_symlink() && !named.is_dir() {
            self.files.extend(Checked::family(catalog::read_with_family(named)).into_iter().take(1));
        } else if let Some(id) = named.to_str().filter(|name| is_id(name) && !named.exists()) {
            let message = "is no family, folder or file; `assay rubric list` names the families";
            match catalog::find_family(own, id) {
                Some(files) => self.files.extend(Checked::family(files)),
                None => self.problems.push(FileProblem::new(named, "", message)),
            }
        } else {
            self.add_folder(named, true);
        }
    }

    fn add_folder(&mut self, folder: &Path, expected: bool) {
        let (families, found) = catalog::family_folders(folder);
        if families.is_empty() && found.is_empty() && expected {
            self.problems.push(FileProblem::new(folder, "", "holds no rubric files (*.json)"));
        }
        self.problems.extend(found);
        self.files.extend(families.iter().flat_map(|family| Checked::family(catalog::read_family(family))));
    }
}

pub(super) fn run(own: &Path, named: &[PathBuf], json: bool, strict: bool) -> Outcome {
    let mut findings = Findings::default();
    if named.is_empty() {
        findings.files.extend(Checked::family(Family::check_built_in()));
        findings.add_folder(own, false);
    }
    for named in named {
        findings.add(own, named);
    }
    let Findings { files, problems } = &findings;
    let errors = !problems.is_empty() || files.iter().any(|file| !file.report.errors.is_empty());
    let wrong = errors || strict && files.iter().any(|file| !file.advice.is_empty());
    let outcome = if json { told::json(&findings) } else { told::text(&findings, strict) };
    if wrong { outcome.wrong() } else { outcome }
}
