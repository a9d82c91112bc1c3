//! The rubrics at hand: the built-in family and the user's own.
//!
//! A broken file is reported with its place and never hides the others; what is left of a family is
//! offered as long as it stands by itself. Rubrics are only read here, never changed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::wire::rubric::{FORMAT, LevelFile};
use super::wire::{FieldProblem, format_of};
use super::{FileProblem, json, read};
use crate::domain::rubric::{self, Level, Rubric};

mod open;

/// Id of the built-in family.
pub const BUILT_IN: &str = "professional-services-engineer";

const BUILT_IN_FILES: [(&str, &str); 4] = [
    ("associate.json", include_str!("../../rubrics/professional-services-engineer/associate.json")),
    ("intermediate.json", include_str!("../../rubrics/professional-services-engineer/intermediate.json")),
    ("senior.json", include_str!("../../rubrics/professional-services-engineer/senior.json")),
    ("staff.json", include_str!("../../rubrics/professional-services-engineer/staff.json")),
];

/// The file of a level of the built-in family.
pub(super) fn built_in_file(level: &str) -> Option<LevelFile> {
    let files = BUILT_IN_FILES.iter().filter_map(|(_, text)| json::read::<LevelFile>(text.as_bytes()).ok());
    files.into_iter().find(|file| file.level == level)
}

/// Where a family comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Part of the program.
    BuiltIn,
    /// A folder of the user.
    Folder(PathBuf),
}

/// A job family with its levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Levels, lowest first. Each forms a checked rubric with the levels below it.
    pub levels: Vec<Arc<Level>>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Family {
    /// The built-in family.
    ///
    /// # Panics
    /// If the built-in files are broken, which the tests rule out.
    #[must_use]
    pub fn built_in() -> Self {
        Self::assemble(&Self::check_built_in(), Origin::BuiltIn).expect("the built-in rubrics are sound")
    }

    /// The built-in files, checked like anyone's.
    #[must_use]
    pub fn check_built_in() -> Vec<FileReport> {
        let mut files: Vec<FileReport> = BUILT_IN_FILES
            .iter()
            .map(|(name, text)| FileReport::of_bytes(&Path::new("built in").join(name), text.as_bytes()))
            .collect();
        check_together(&mut files);
        files
    }

    /// The text of a level's file, unknown fields and all.
    #[must_use]
    pub fn file_text(&self, level: &str) -> Option<String> {
        let fits = |report: &FileReport| report.sound().is_some_and(|found| found.id == level);
        match &self.origin {
            Origin::BuiltIn => {
                let index = Self::check_built_in().iter().position(fits)?;
                Some(BUILT_IN_FILES[index].1.to_owned())
            }
            Origin::Folder(folder) => {
                let report = read_family(folder).into_iter().find(fits)?;
                String::from_utf8(read::file(&report.file).ok()?).ok()
            }
        }
    }

    /// The rubric from the lowest level to the given one.
    #[must_use]
    pub fn rubric_to(&self, level: &str) -> Option<Rubric> {
        Rubric::new(rubric::chain_to(&self.levels, level)?).ok()
    }

    /// A level by its id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<&Arc<Level>> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// The levels that stand by themselves, if there are any.
    fn assemble(files: &[FileReport], origin: Origin) -> Option<Self> {
        let all: Vec<Arc<Level>> = files.iter().filter_map(FileReport::sound).cloned().collect();
        let mut sound: Vec<(usize, Arc<Level>)> = all
            .iter()
            .filter_map(|level| {
                let chain = rubric::chain_to(&all, &level.id)?;
                // With an id used twice the chain may hold the other level of that name.
                let own = chain.last().is_some_and(|last| Arc::ptr_eq(last, level));
                let length = chain.len();
                (own && Rubric::new(chain).is_ok()).then(|| (length, Arc::clone(level)))
            })
            .collect();
        sound.sort_by_key(|(height, level)| (*height, level.grade));
        let levels: Vec<Arc<Level>> = sound.into_iter().map(|(_, level)| level).collect();
        let first = levels.first()?;
        let (id, title) = (first.family.clone(), first.family_title.clone());
        Some(Self { id, title, levels, origin })
    }
}

/// All families, and what is wrong with the files of the user's own.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Families, the built-in one first unless the user has a copy of it, the others by id.
    pub families: Vec<Family>,
    /// Every error in the user's files.
    pub problems: Vec<FileProblem>,
}

impl Catalog {
    /// Reads the user's families below `folder` and adds the built-in one where the user has no
    /// usable copy. A folder that does not exist holds no families.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let mut families: Vec<Family> = Vec::new();
        let (folders, mut problems) = family_folders(folder);
        for folder in folders {
            let files = read_family(&folder);
            problems.extend(files.iter().flat_map(FileReport::file_problems));
            let Some(family) = Family::assemble(&files, Origin::Folder(folder.clone())) else { continue };
            if families.iter().any(|known| known.id == family.id) {
                let message = format!("holds the family {:?} a second time; this copy is not used", family.id);
                problems.push(FileProblem::new(&folder, "", &message));
            } else {
                families.push(family);
            }
        }
        if !families.iter().any(|family| family.id == BUILT_IN) {
            families.push(Family::built_in());
        }
        families.sort_by(|a, b| (a.id != BUILT_IN, &a.id).cmp(&(b.id != BUILT_IN, &b.id)));
        Self { families, problems }
    }

    /// A family by its id.
    #[must_use]
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.id == id)
    }
}

/// One rubric file as it was read.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub file: PathBuf,
    /// What makes it unusable, as JSON path and message.
    pub errors: Vec<FieldProblem>,
    /// The level, where the file could be read as one. With errors, what could be told of it.
    pub level: Option<Arc<Level>>,
}

impl FileReport {
    fn of_bytes(file: &Path, bytes: &[u8]) -> Self {
        let mut report = Self { file: file.to_owned(), errors: Vec::new(), level: None };
        let read = json::parse(bytes).map_err(|error| (error.path, error.message)).and_then(|value| {
            format_of(&value, FORMAT)?;
            report.errors.extend(json::overlong(&value).into_iter().map(|error| (error.path, error.message)));
            let file: LevelFile = json::typed(&value).map_err(|error| (error.path, error.message))?;
            Ok(file.convert(json::digest(&value)))
        });
        match read {
            Ok((level, problems)) => {
                report.errors.extend(problems);
                report.level = Some(Arc::new(level));
            }
            Err(problem) => report.errors.push(problem),
        }
        report
    }

    /// The level, unless the file has an error of its own.
    #[must_use]
    pub fn sound(&self) -> Option<&Arc<Level>> {
        let broken = self.errors.iter().any(|(path, _)| path != "extends");
        self.level.as_ref().filter(|_| !broken)
    }

    /// Its errors, each with the file.
    pub fn file_problems(&self) -> impl Iterator<Item = FileProblem> {
        self.errors.iter().map(|(path, message)| FileProblem::new(&self.file, path, message))
    }
}

/// Reads the `*.json` files of one family's folder, in the order of their names, and checks each by
/// itself and all together. A level with an error of its own is left out of the family.
#[must_use]
pub fn read_family(folder: &Path) -> Vec<FileReport> {
    let Listing { files, problems, .. } = Listing::read(folder).unwrap_or_else(|error| Listing::unread(folder, &error));
    let mut files: Vec<FileReport> = files.iter().map(|path| FileReport::read(path)).collect();
    files.extend(problems.into_iter().map(|problem| FileReport::unread(&problem.file, problem.message)));
    check_together(&mut files);
    files
}

/// Reads one file of a family, with the family's other files beside it so that what it names is
/// found. The first report is the file's own.
///
/// A file beside it counts if it is of the same family, or cannot be read at all. One that holds the
/// same level is another version of it and does not.
#[must_use]
pub fn read_with_family(file: &Path) -> Vec<FileReport> {
    let own = FileReport::read(file);
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = Listing::read(folder).unwrap_or_default().files;
    let mut files = vec![own];
    if let Some(level) = files[0].level.clone() {
        let others =
            beside.iter().filter(|path| path.file_name() != file.file_name()).map(|path| FileReport::read(path));
        files.extend(others.filter(|other| match &other.level {
            Some(other) => other.family == level.family && other.id != level.id,
            None => other.errors.iter().all(|(path, _)| path != "format"),
        }));
        check_together(&mut files);
    }
    files
}

/// Reads the files of the user's family with this id, or of a folder with this name, broken ones too.
#[must_use]
pub fn find_family(own: &Path, id: &str) -> Option<Vec<FileReport>> {
    let (folders, _) = family_folders(own);
    let mut families = folders.iter().map(|folder| (folder, read_family(folder)));
    let is_it = |folder: &Path, files: &[FileReport]| {
        files.iter().filter_map(|file| file.level.as_ref()).any(|level| level.family == id)
            || folder.file_name().is_some_and(|name| name == id)
    };
    let found = families.find(|(folder, files)| is_it(folder, files)).map(|(_, files)| files);
    found.or_else(|| (id == BUILT_IN).then(Family::check_built_in))
}

impl FileReport {
    fn read(file: &Path) -> Self {
        match read::file(file) {
            Ok(bytes) => Self::of_bytes(file, &bytes),
            Err(error) => Self::unread(file, error.to_string()),
        }
    }

    fn unread(file: &Path, message: String) -> Self {
        Self { file: file.to_owned(), errors: vec![(String::new(), message)], level: None }
    }
}

fn check_together(files: &mut [FileReport]) {
    let readable: Vec<usize> = (0..files.len()).filter(|&index| files[index].level.is_some()).collect();
    if readable.is_empty() {
        return;
    }
    let complete = readable.len() == files.len();
    let levels: Vec<Arc<Level>> = files.iter().filter_map(|file| file.level.clone()).collect();
    for problem in rubric::check_family(&levels) {
        // Where a file could not be read, what the others say about its level is not their fault.
        let about_others = problem.path == "extends" || problem.path.contains(".implies[");
        if complete || !about_others {
            files[readable[problem.level]].errors.push((problem.path, problem.message));
        }
    }
}

/// The folders that hold families: those inside `folder`, and itself if it holds rubric files.
///
/// What looks like a family but cannot be followed, or cannot be read, comes back as a problem.
#[must_use]
pub fn family_folders(folder: &Path) -> (Vec<PathBuf>, Vec<FileProblem>) {
    let listing = match Listing::read(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Listing::default(),
        listing => listing.unwrap_or_else(|error| Listing::unread(folder, &error)),
    };
    let own = (!listing.files.is_empty()).then(|| folder.to_owned());
    let links =
        listing.links.iter().map(|link| FileProblem::new(link, "", "is a symbolic link; links are not followed"));
    (own.into_iter().chain(listing.folders).collect(), listing.problems.into_iter().chain(links).collect())
}

/// What a folder holds that may be rubrics, each in the order of names.
#[derive(Default)]
struct Listing {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// Links to folders.
    links: Vec<PathBuf>,
    /// What could not be listed.
    problems: Vec<FileProblem>,
}

impl Listing {
    fn read(folder: &Path) -> io::Result<Self> {
        let mut listing = Self::default();
        for entry in fs::read_dir(folder)? {
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok((path, kind)) => listing.add(path, kind),
                Err(error) => listing.problems.push(cannot_be_read(folder, &error)),
            }
        }
        listing.files.sort();
        listing.folders.sort();
        listing.links.sort();
        Ok(listing)
    }

    fn unread(folder: &Path, error: &io::Error) -> Self {
        Self { problems: vec![cannot_be_read(folder, error)], ..Self::default() }
    }

    fn add(&mut self, path: PathBuf, kind: fs::FileType) {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            return;
        }
        if kind.is_dir() {
            self.folders.push(path);
        } else if kind.is_symlink() && path.is_dir() {
            self.links.push(path);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            self.files.push(path);
        }
    }
}

fn cannot_be_read(folder: &Path, error: &io::Error) -> FileProblem {
    FileProblem::new(folder, "", &format!("cannot be read: {error}"))
}

#[cfg(test)]
mod tests;
