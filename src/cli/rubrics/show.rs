//! `rubric show`: one level for interviewers, its file, or a page for people without the program.

use anyhow::{Context, bail};

use super::with_problems;
use crate::cli::args::RubricFormat;
use crate::cli::output::Outcome;
use crate::report::{self, rubric::LevelSheet};
use crate::storage::catalog::{Catalog, Family};
use crate::storage::json as strict;
use crate::text::clean;

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
    let known = catalog.families.iter().filter(|known| family.is_none_or(|id| known.id == id));
    let found: Vec<(&Family, _)> = known.filter_map(|known| Some((known, known.level(level)?))).collect();
    let (family, level) = match found.as_slice() {
        [one] => *one,
        [] => bail!("there is no level {:?}; `assay rubric list` shows the levels there are", clean(level)),
        several => {
            let ids: Vec<&str> = several.iter().map(|(family, _)| family.id.as_str()).collect();
            bail!("several families have a level {:?}: add --family with one of {}", clean(level), ids.join(", "));
        }
    };
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
