//! The command line: arguments and environment in, text and an exit code out.
//!
//! Commands gather what they print and return it as an `Outcome`; only `output` writes, data to
//! standard output and messages to standard error. Exit codes: 0 done, 1 the command ran and found
//! something wrong, 2 usage or environment. What needs a screen is handed to the runtime.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::runtime::{self, Action, Request};
use crate::storage::archive;
use crate::text;
use args::{Arguments, Command, RubricCommand, ShowFormat};
use output::Outcome;

pub mod args;
mod cards;
mod demo;
mod folders;
mod greenhouse;
mod handover;
mod notes;
mod output;
mod page;
mod panel;
mod paper;
mod plan;
pub mod request;
mod rubrics;
mod what_if;

/// Runs one command. `args` begins with the program's name.
pub fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments =
        Arguments::command().try_get_matches_from(args).and_then(|matches| Arguments::from_arg_matches(&matches));
    match arguments {
        Ok(arguments) => dispatch(arguments),
        Err(error) => {
            // clap repeats arguments as they came; nothing of them may steer the terminal.
            let told = text::clean_lines(&error.render().to_string()).join("\n");
            if error.use_stderr() { Outcome::usage(told.trim_end()).print() } else { Outcome::text(told).print() }
        }
    }
}

fn dispatch(arguments: Arguments) -> ExitCode {
    let Arguments { places, color, theme, me, command } = arguments;
    let on_a_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let screens = |paths, rubrics, action| {
        let (look, user, editor) = (request::look(color, theme), request::user(), request::editor());
        runtime::run(&Request { paths, rubrics, look, me: me.clone(), user, editor, action })
    };
    let action = match command {
        None => Action::Home,
        Some(Command::Plan(given)) => return finish(plan::run(&places, &given)),
        Some(Command::New(fields)) => match plan::begin(&places, fields, me.as_deref()) {
            Ok(given) => Action::New(given),
            Err(error) => return Outcome::failed(&error).print(),
        },
        Some(Command::Resume { id }) => Action::Resume(id),
        Some(Command::List { candidate, json }) => {
            return finish(places.paths().map(|paths| cards::list(&paths, candidate.as_deref(), json)));
        }
        Some(Command::Show { card, why: true, destination, .. }) => {
            return finish(places.paths().and_then(|paths| cards::why(&paths, &card)?.deliver(&paths, &destination)));
        }
        Some(Command::WhatIf { cards, bar, set, json }) => {
            return finish(places.paths().and_then(|paths| what_if::run(&paths, &cards, bar, &set, json)));
        }
        Some(Command::Show { card, format: None, destination, .. }) if on_a_terminal && !destination.is_given() => {
            match places.paths().and_then(|paths| Ok(archive::find_card(&paths, &card)?)) {
                Ok(file) => Action::Card(file),
                Err(error) => return Outcome::failed(&error).print(),
            }
        }
        Some(Command::Show { card, format, destination, .. }) => {
            let format = format.or_else(|| ShowFormat::of(destination.file()?)).unwrap_or(ShowFormat::Text);
            return finish(places.paths().and_then(|paths| {
                let outcome = cards::show(&paths, &card, format)?;
                outcome.deliver(&paths, &destination)
            }));
        }
        Some(Command::Panel(given)) => {
            match places.paths().and_then(|paths| panel::run(&paths, &given, on_a_terminal, me.as_deref())) {
                Ok(panel::Next::Screen(candidate)) => Action::Panel { candidate, reveal: given.reveal },
                Ok(panel::Next::Print(outcome)) => return outcome.print(),
                Err(error) => return Outcome::failed(&error).print(),
            }
        }
        Some(Command::Handover(given)) => return finish(handover::run(&places, &given)),
        Some(Command::Demo) if on_a_terminal => return demo::open(|paths, action| screens(paths, None, action)),
        Some(Command::Demo) => return finish(demo::print()),
        Some(Command::Check { cards, notes: true, json }) => {
            return notes::check(places.paths().ok().as_ref(), &cards, json).print();
        }
        Some(Command::Check { cards, json, .. }) => {
            return cards::check(places.paths().ok().as_ref(), &cards, json).print();
        }
        Some(Command::Practice) => Action::Practice,
        Some(Command::Rubric(RubricCommand::New)) if on_a_terminal => Action::Sketch,
        Some(Command::Rubric(command)) => return finish(rubrics::run(&places, command)),
        Some(Command::Schema { of }) => return paper::schema(of).print(),
        Some(Command::Completions { shell }) => return paper::completions(shell).print(),
        Some(Command::Man) => return finish(paper::man()),
    };
    if !on_a_terminal {
        return Outcome::usage("assay: this needs a terminal; without one, try `assay list` or `assay check CARD`")
            .print();
    }
    match places.paths() {
        Ok(paths) => screens(paths, places.rubrics, action),
        Err(error) => Outcome::failed(&error).print(),
    }
}

fn finish(outcome: anyhow::Result<Outcome>) -> ExitCode {
    outcome.unwrap_or_else(|error| Outcome::failed(&error)).print()
}
