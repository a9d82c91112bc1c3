//! A family that is being sketched and is not saved yet: kept in `<data>/sketching/`.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::archive::Paths;
use super::json;
use super::kept::{self, Entered, Place};
use super::wire::rubric::{kind_id, kind_of};
use crate::domain::sketch::{LevelSketch, SectionSketch, Sketch};

/// There is one at a time.
const NAME: &str = "Family";

#[derive(Serialize, Deserialize)]
struct SketchFile {
    format: String,
    title: String,
    id: String,
    levels: Vec<LevelFile>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct LevelFile {
    title: String,
    grade: String,
    extends: Option<usize>,
    sections: Vec<SectionFile>,
}

#[derive(Serialize, Deserialize)]
struct SectionFile {
    title: String,
    kind: String,
    criteria: Vec<String>,
}

impl Entered for SketchFile {
    const FORMAT: &'static str = "assay.sketch/1";
    const MISPLACED: &'static str = "is no sketch of a family";

    fn name(&self) -> &str {
        NAME
    }

    fn extra(&mut self) -> &mut Map<String, Value> {
        &mut self.extra
    }
}

/// Keeps a sketch as far as it is. What another window has put there meanwhile is kept aside first.
///
/// # Errors
/// Any error of the disk, or if the file there is of a newer version, which is left alone.
pub fn keep(paths: &Paths, sketch: &Sketch) -> io::Result<()> {
    place(paths).keep(SketchFile::new(sketch))
}

/// The sketch that was kept, if there is one.
///
/// # Errors
/// A sentence for the user. A file that cannot be used is kept aside, unless a newer version wrote it
/// or the disk failed; nothing is known of its content then.
pub fn kept(paths: &Paths) -> Result<Option<Sketch>, String> {
    place(paths).kept(SketchFile::into_sketch)
}

/// Puts the sketch that was kept with what is done: it is saved, or given up. Nothing is deleted; tells
/// where it is now.
///
/// # Errors
/// Any error of the disk.
pub fn forget(paths: &Paths) -> io::Result<Option<PathBuf>> {
    place(paths).forget()
}

/// A warning if there are sketches that two windows made at a time, or that could not be used.
#[must_use]
pub fn left_aside(paths: &Paths) -> Option<String> {
    kept::left_aside(&paths.sketching(), "sketched family file(s)")
}

fn place(paths: &Paths) -> Place<'static, SketchFile> {
    Place::new(paths.sketching(), NAME)
}

impl SketchFile {
    fn new(sketch: &Sketch) -> Self {
        let Sketch { title, id, levels } = sketch.clone();
        let section =
            |SectionSketch { title, kind, criteria }| SectionFile { title, kind: kind_id(kind).to_owned(), criteria };
        let level = |LevelSketch { title, grade, extends, sections }| LevelFile {
            title,
            grade,
            extends,
            sections: sections.into_iter().map(section).collect(),
        };
        let levels = levels.into_iter().map(level).collect();
        Self { format: Self::FORMAT.to_owned(), title, id, levels, extra: Map::new() }
    }

    fn into_sketch(self) -> Result<Sketch, json::JsonError> {
        let mut levels = Vec::new();
        for (at, LevelFile { title, grade, extends, sections }) in self.levels.into_iter().enumerate() {
            if extends.is_some_and(|below| below >= at) {
                let path = format!("levels[{at}].extends");
                return Err(json::JsonError::new(&path, "is not a level before this one"));
            }
            let section = |(s, SectionFile { title, kind, criteria }): (usize, SectionFile)| {
                let kind = kind_of(&kind).ok_or_else(|| {
                    json::JsonError::new(&format!("levels[{at}].sections[{s}].kind"), "is no kind of section")
                })?;
                Ok(SectionSketch { title, kind, criteria })
            };
            let sections = sections.into_iter().enumerate().map(section).collect::<Result<Vec<_>, _>>()?;
            levels.push(LevelSketch { title, grade, extends, sections });
        }
        if levels.is_empty() {
            return Err(json::JsonError::new("levels", "is empty"));
        }
        Ok(Sketch { title: self.title, id: self.id, levels })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::rubric::SectionKind;

    fn sketch(title: &str) -> Sketch {
        let section = SectionSketch {
            title: "Beds".to_owned(),
            kind: SectionKind::Additional,
            criteria: vec!["Sows: in r".to_owned(), String::new()],
        };
        let first = LevelSketch { grade: "x".to_owned(), sections: vec![section], ..LevelSketch::default() };
        let second = LevelSketch { title: "Senior \u{202e}".to_owned(), extends: Some(0), ..LevelSketch::default() };
        Sketch { title: title.to_owned(), id: "g".to_owned(), levels: vec![first, second] }
    }

    #[test]
    fn a_sketch_comes_back_as_it_was_typed_until_it_is_done() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        assert_eq!(kept(&paths), Ok(None));
        for title in ["", "G", "Gardener"] {
            keep(&paths, &sketch(title)).expect("there is room");
            kept::as_in_a_new_process(&paths.sketching().join("family.json"));
            assert_eq!(kept(&paths), Ok(Some(sketch(title))));
        }
        let done = forget(&paths).expect("there is room").expect("there was one");
        assert!(fs::read_to_string(done).expect("readable").contains("Gardener"));
        assert_eq!((kept(&paths), left_aside(&paths)), (Ok(None), None));
    }

    #[test]
    fn a_file_that_makes_no_sense_is_set_aside_and_said() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        keep(&paths, &sketch("Gardener")).expect("there is room");
        let file = fs::read_dir(paths.sketching()).expect("readable").flatten().next().expect("a file").path();
        let sound = fs::read_to_string(&file).expect("readable");
        for broken in [
            sound.replace("\"extends\": 0", "\"extends\": 1"),
            sound.replace("additional", "\u{1b}[2J"),
            sound.replace("sketch/1", "scorecard/1"),
            "{".to_owned(),
        ] {
            assert_ne!(broken, sound);
            fs::write(&file, &broken).expect("writable");
            let said = kept(&paths).expect_err("it cannot be used");
            assert!(said.contains("it is kept as") && !said.chars().any(crate::text::is_hidden), "{said}");
        }
    }
}
