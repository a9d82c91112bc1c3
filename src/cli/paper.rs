//! `schema`, `completions` and `man`: what the program says about itself.

use std::io::{self, Write};

use clap::{Command, CommandFactory};

use super::args::{Arguments, SchemaOf};
use super::output::Outcome;
use crate::storage::{json, wire};

pub(super) fn schema(of: SchemaOf) -> Outcome {
    Outcome::text(json::pretty(&match of {
        SchemaOf::Rubric => wire::rubric_schema(),
        SchemaOf::Scorecard => wire::scorecard_schema(),
        SchemaOf::Panel => wire::panel_schema(),
        SchemaOf::Plan => wire::plan_schema(),
    }))
}

pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "assay", &mut script);
    Outcome::text(script)
}

/// One page for the program and all of its commands, since no others are installed.
pub(super) fn man() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    let mut program = Arguments::command();
    program.build();
    clap_mangen::Man::new(program.clone()).render(&mut page)?;
    // The library points to a page for each command; they stand below.
    let mut text = String::from_utf8_lossy(&page).into_owned();
    for command in program.get_subcommands() {
        let name = command.get_name();
        text = text.replace(&format!("assay\\-{name}(1)"), &format!("assay {name}"));
    }
    let mut page = text.into_bytes();
    describe(&program, &mut page)?;
    Ok(Outcome::text(page))
}

/// The commands below one, each under its full name.
fn describe(program: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
        writeln!(page, ".SH \"{name}\"")?;
        let man = clap_mangen::Man::new(command.clone());
        let mut part = Vec::new();
        man.render_description_section(&mut part)?;
        man.render_synopsis_section(&mut part)?;
        man.render_options_section(&mut part)?;
        // Its sections become paragraphs of this one.
        page.extend_from_slice(String::from_utf8_lossy(&part).replace(".SH ", ".SS ").as_bytes());
        describe(command, page)?;
    }
    Ok(())
}
