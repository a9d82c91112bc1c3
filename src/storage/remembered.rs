//! What is remembered from one interview to the next, for the form's defaults.
//!
//! It is a convenience: a missing or broken file costs a few key presses, never an interview.
//! Unknown fields are kept.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::archive::Paths;
use super::{json, read, shown, wire, write};

/// The format's name and version.
const FORMAT: &str = "assay.remembered/1";

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Name of the interviewer.
    pub interviewer: Option<String>,
    /// Id of the family.
    pub family: Option<String>,
    /// Id of the level.
    pub level: Option<String>,
    /// Planned minutes.
    pub planned_minutes: Option<u32>,
}

#[derive(Default, Serialize, Deserialize)]
struct RememberedFile {
    format: String,
    interviewer: Option<String>,
    family: Option<String>,
    level: Option<String>,
    planned_minutes: Option<u32>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

impl Remembered {
    /// Reads what is remembered, and says what is wrong with the file if it cannot be used.
    #[must_use]
    pub fn load(paths: &Paths) -> (Self, Option<String>) {
        match load_file(paths) {
            Ok(file) => (
                Self {
                    interviewer: file.interviewer,
                    family: file.family,
                    level: file.level,
                    planned_minutes: file.planned_minutes,
                },
                None,
            ),
            Err(why) => {
                (Self::default(), Some(format!("{}: {why}; the form starts without it", shown(&paths.remembered()))))
            }
        }
    }

    /// Keeps it for the next interview. A file that cannot be used, or of a newer version, is left
    /// alone.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(self, paths: &Paths) -> io::Result<()> {
        let Ok(before) = load_file(paths) else { return Ok(()) };
        let file = RememberedFile {
            format: FORMAT.to_owned(),
            interviewer: self.interviewer,
            family: self.family,
            level: self.level,
            planned_minutes: self.planned_minutes,
            extra: before.extra,
        };
        write::private_dir(&paths.data)?;
        write::replace(&paths.remembered(), &json::pretty(&file))
    }
}

/// The file; empty where there is none.
fn load_file(paths: &Paths) -> Result<RememberedFile, String> {
    let bytes = match read::file(&paths.remembered()) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing() => return Ok(RememberedFile::default()),
        Err(error) => return Err(error.to_string()),
    };
    let value = json::parse(&bytes).map_err(|error| error.to_string())?;
    wire::format_of(&value, FORMAT).map_err(|(_, message)| message)?;
    json::typed(&value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(folder: &tempfile::TempDir) -> Paths {
        Paths { data: folder.path().join("data"), config: folder.path().join("config") }
    }

    #[test]
    fn keeps_what_it_does_not_know_and_leaves_what_is_newer() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let paths = paths(&folder);
        let ana = Remembered { interviewer: Some("Ana Ruiz".to_owned()), ..Remembered::default() };
        assert_eq!(Remembered::load(&paths), (Remembered::default(), None));
        ana.clone().save(&paths).expect("it can be written");
        assert_eq!(Remembered::load(&paths).0, ana);

        let file = paths.remembered();
        write::replace(&file, br#"{"format":"assay.remembered/1","interviewer":"Ben","theme":"own"}"#)
            .expect("written");
        ana.clone().save(&paths).expect("it can be written");
        let kept = String::from_utf8(read::file(&file).expect("readable")).expect("UTF-8");
        assert!(kept.contains("\"theme\": \"own\"") && kept.contains("Ana Ruiz"), "{kept}");

        let newer = br#"{"format":"assay.remembered/2"}"#;
        write::replace(&file, newer).expect("written");
        ana.save(&paths).expect("it is left alone");
        assert_eq!(read::file(&file).expect("readable"), newer);
    }
}
