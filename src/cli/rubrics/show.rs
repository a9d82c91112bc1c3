//! `rubric show`: one level for people, or its file.

use anyhow::{Context, bail};

use super::with_problems;
use crate::cli::output::Outcome;
use crate::report;
use crate::storage::catalog::{Catalog, Family};
use crate::storage::json as strict;
use crate::text::clean;

pub(super) fn run(catalog: &Catalog, level: &str, family: Option<&str>, json: bool) -> anyhow::Result<Outcome> {
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
    let outcome = if json {
        let text = family.file_text(&level.id).context("the level's file has changed meanwhile; try again")?;
        Outcome::text(strict::escape_hidden(&text).into_owned())
    } else {
        Outcome::text(report::text::level(level))
    };
    Ok(with_problems(outcome, &catalog.problems))
}
