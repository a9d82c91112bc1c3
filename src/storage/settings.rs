//! What the user settled once: a small file that people write by hand, `<config dir>/settings.toml`.
//!
//! A missing file settles nothing; a broken one is reported and settles nothing either.

use serde::Deserialize;

use super::archive::Paths;
use super::read::{self, ReadError};
use super::remembered::Remembered;
use super::shown;
use crate::domain::scorecard;
use crate::text;

/// What is settled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Settings {
    /// Who sits here, as on their cards.
    pub name: Option<String>,
}

impl Settings {
    /// Reads the settings, and says what is wrong with the file if it cannot be used.
    #[must_use]
    pub fn load(paths: &Paths) -> (Self, Option<String>) {
        let path = paths.settings();
        let bytes = match read::file(&path) {
            Ok(bytes) => bytes,
            Err(ReadError::Missing) => return (Self::default(), None),
            Err(error) => return (Self::default(), Some(format!("{} {error}", shown(&path)))),
        };
        let text = String::from_utf8_lossy(&bytes);
        let read = toml::from_str::<Self>(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
        let settings = read.map_err(|error| error.message().to_owned());
        match settings.and_then(Self::checked) {
            Ok(settings) => (settings, None),
            Err(why) => (Self::default(), Some(format!("{}: {}; nothing is settled", shown(&path), text::clean(&why)))),
        }
    }

    fn checked(self) -> Result<Self, String> {
        match self.name.as_deref().and_then(scorecard::name_fault) {
            Some(fault) => Err(format!("name {fault}")),
            None => Ok(self),
        }
    }
}

/// Who sits here: as was told, else as settled, else whoever interviewed last.
#[must_use]
pub fn who(paths: &Paths, told: Option<&str>) -> Option<String> {
    let settled = || Settings::load(paths).0.name;
    told.map(str::to_owned).or_else(settled).or_else(|| Remembered::load(paths).0.interviewer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: Option<&[u8]>) -> (Settings, Option<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = Paths { data: folder.path().to_owned(), config: folder.path().to_owned() };
        if let Some(content) = content {
            std::fs::write(paths.settings(), content).expect("there is room");
        }
        Settings::load(&paths)
    }

    #[test]
    fn a_name_is_read_and_what_is_not_known_is_left_alone() {
        let ana = Settings { name: Some("Ana Ruiz".to_owned()) };
        assert_eq!(read(Some(b"name = \"Ana Ruiz\"\nlater = [1, 2]\n")), (ana.clone(), None));
        assert_eq!(read(Some("\u{FEFF}name = \"Ana Ruiz\"\r\n".as_bytes())), (ana, None));
        assert_eq!(read(None), (Settings::default(), None));
        assert_eq!(read(Some(b"")), (Settings::default(), None));
    }

    #[test]
    fn what_cannot_be_used_is_told_and_settles_nothing() {
        for broken in [&b"name = 3"[..], b"name =", b"name = \"\"", b"\xff\xfe", b"name = \"\x1b[2J\""] {
            let (settings, why) = read(Some(broken));
            assert_eq!(settings, Settings::default());
            let why = why.unwrap_or_else(|| panic!("{broken:?} is told"));
            assert!(why.contains("settings.toml") && !why.contains('\u{1b}'), "{why}");
        }
    }
}
