//! One family or level that the user points at: sound as a whole, or every reason why not.

use std::path::Path;
use std::sync::Arc;

use super::{Family, FileReport, Origin, cannot_be_read, family_folders, read_family};
use crate::domain::rubric::{self, Level};
use crate::storage::{FileProblem, read};

impl Family {
    /// The family in a folder, or in the only folder with rubric files below it.
    ///
    /// # Errors
    /// Every error in its files: a family with a level missing would look as if somebody had taken it out.
    pub fn open(folder: &Path) -> Result<Self, Vec<FileProblem>> {
        if let Err(error) = std::fs::read_dir(folder) {
            return Err(vec![cannot_be_read(folder, &error)]);
        }
        let (folders, problems) = family_folders(folder);
        let mut families: Vec<Vec<FileReport>> =
            folders.iter().map(|folder| read_family(folder)).filter(|files| !files.is_empty()).collect();
        let only = match families.len() {
            1 => families.remove(0),
            0 if problems.is_empty() => {
                return Err(vec![FileProblem::new(folder, "", "holds no rubric files (*.json)")]);
            }
            0 => return Err(problems),
            _ => return Err(vec![FileProblem::new(folder, "", "holds several families; name the folder of one")]),
        };
        let problems: Vec<FileProblem> = only.iter().flat_map(FileReport::file_problems).collect();
        let origin = Origin::Folder(folder.to_owned());
        match Self::assemble(&only, origin) {
            Some(family) if problems.is_empty() => Ok(family),
            _ => Err(problems),
        }
    }

    /// The level in a file. What it says about other levels is not checked.
    ///
    /// # Errors
    /// Every error of the file by itself.
    pub fn open_level(file: &Path) -> Result<Arc<Level>, Vec<FileProblem>> {
        let report = match read::file(file) {
            Ok(bytes) => FileReport::of_bytes(file, &bytes),
            Err(error) => FileReport::unread(file, error.to_string()),
        };
        let mut problems: Vec<FileProblem> = report.file_problems().collect();
        let alone = report.level.iter().cloned().collect::<Vec<_>>();
        let about_others = |path: &str| path == "extends" || path.contains(".implies[");
        let found = if alone.is_empty() { Vec::new() } else { rubric::check_family(&alone) };
        let own = found.into_iter().filter(|problem| !about_others(&problem.path));
        problems.extend(own.map(|problem| FileProblem::new(file, &problem.path, &problem.message)));
        match report.level {
            Some(level) if problems.is_empty() => Ok(level),
            _ => Err(problems),
        }
    }
}
