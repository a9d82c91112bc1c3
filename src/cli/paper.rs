//! `schema`, `completions` and `man`: what the program says about itself.

use clap::CommandFactory;

use super::args::{Arguments, SchemaOf};
use super::output::Outcome;
use crate::storage::{json, wire};

pub(super) fn schema(of: SchemaOf) -> Outcome {
    Outcome::text(json::pretty(&match of {
        SchemaOf::Rubric => wire::rubric_schema(),
        SchemaOf::Scorecard => wire::scorecard_schema(),
    }))
}

pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "assay", &mut script);
    Outcome::text(script)
}

pub(super) fn man() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    Ok(Outcome::text(page))
}
