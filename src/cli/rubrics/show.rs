//! `rubric show`: one level for interviewers, its file, or a page for people without the program.

use anyhow::Context;

use super::{find_level, with_problems};
use crate::cli::args::RubricFormat;
use crate::cli::output::Outcome;
use crate::report::{self, rubric::LevelSheet};
use crate::storage::catalog::Catalog;
use crate::storage::json as strict;

/// How a level is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct As {
    /// As its file.
    pub json: bool,
    /// As a page.
    pub page: Option<RubricFormat>,
    /// With the levels below it.
    pub chain: bool,
}

pub(super) fn run(catalog: &Catalog, level: &str, family: Option<&str>, shown: As) -> anyhow::Result<Outcome> {
    let (family, level) = find_level(catalog, level, family)?;
    let outcome = if let Some(format) = shown.page {
        let sheet =
            LevelSheet::new(&family.levels, &level.id, shown.chain).context("the levels below it are not here")?;
        Outcome::text(match format {
            RubricFormat::Text => report::text::rubric(&sheet),
            RubricFormat::Md => report::markdown::rubric(&sheet),
            RubricFormat::Html => report::html::rubric(&sheet),
        })
    } else if shown.json {
        let text = family.file_text(&level.id).context("the level's file has changed meanwhile; try again")?;
        Outcome::text(strict::escape_hidden(&text).into_owned())
    } else {
        Outcome::text(report::text::level(level))
    };
    Ok(with_problems(outcome, &catalog.problems))
}
