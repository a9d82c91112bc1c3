//! What the command line asks of the screens.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::storage::archive::Paths;

/// Everything the screens need to start.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where data and settings lie.
    pub paths: Paths,
    /// A folder of rubrics in the place of the one in the settings.
    pub rubrics: Option<PathBuf>,
    /// Whether to use colour.
    pub color: ColorChoice,
    /// What to open.
    pub action: Action,
}

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

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The home screen.
    Home,
    /// A new interview, with the fields that are known.
    New(NewFields),
    /// A draft: by id or its unique beginning, or the newest one.
    Resume(Option<String>),
}

/// What is known of a new interview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFields {
    /// Name of the candidate.
    pub candidate: Option<String>,
    /// A requisition or applicant id.
    pub reference: Option<String>,
    /// Id of the target level.
    pub level: Option<String>,
    /// Id of the family.
    pub family: Option<String>,
    /// Name of the interviewer.
    pub interviewer: Option<String>,
    /// Planned length in minutes.
    pub minutes: Option<u32>,
    /// Sections in focus, as `section` or `level/section`.
    pub focus: Vec<String>,
}
