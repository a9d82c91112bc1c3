//! What the screens are told by arguments and environment.
#![expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]

use std::ffi::OsString;

use clap::ValueEnum;

use crate::runtime::Look;

/// Whether to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// Unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Even if `NO_COLOR` is set.
    Always,
    /// Bold, underline and reverse alone.
    Never,
}

/// What the terminal's background is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ThemeChoice {
    /// What `COLORFGBG` says, else dark.
    #[default]
    Auto,
    /// Colours that can be read on a light background.
    Light,
    /// Colours for a dark background.
    Dark,
}

/// A variable of the environment, if it is set to something.
fn set(name: &str) -> Option<String> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(OsString::into_string).and_then(Result::ok)
}

/// How the screens look, without asking the terminal anything: it may not answer.
#[must_use]
pub fn look(choice: ColorChoice, theme: ThemeChoice) -> Look {
    let dumb = set("TERM").is_some_and(|term| term == "dumb");
    let color = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => set("NO_COLOR").is_none() && !dumb,
    };
    // `COLORFGBG` is `foreground;background`; 7 and the bright colours but dark grey are light.
    let background =
        set("COLORFGBG").and_then(|value| value.rsplit(';').next().and_then(|part| part.parse::<u8>().ok()));
    let noticed = background.is_some_and(|color| color == 7 || (9..=15).contains(&color));
    let light = match theme {
        ThemeChoice::Auto => noticed,
        ThemeChoice::Light => true,
        ThemeChoice::Dark => false,
    };
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let ascii = locale.is_some_and(|name| !name.to_lowercase().replace('-', "").contains("utf8"));
    Look { color, light, ascii }
}

/// The user's login name, as a first guess at the interviewer.
#[must_use]
pub fn user() -> Option<String> {
    set("USER").or_else(|| set("LOGNAME"))
}

/// The editor of the user's choice, or the one that every system has.
#[must_use]
pub fn editor() -> Option<String> {
    set("VISUAL").or_else(|| set("EDITOR")).or_else(|| Some("vi".to_owned()))
}
