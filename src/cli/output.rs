//! Printing: data to standard output, messages to standard error, and a quiet end on a closed pipe.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use crate::storage::archive::Paths;
use crate::storage::export::export;
use crate::storage::shown;
use crate::text;

/// Where a report goes.
#[derive(Args, Clone, Debug)]
pub(super) struct Destination {
    /// Write to a new file, for your eyes only, instead of to standard output (`-`)
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "file")]
    force: bool,
}

impl Destination {
    /// Whether the user named one.
    pub(super) fn is_given(&self) -> bool {
        self.file.is_some()
    }

    /// The file, if it is one.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| *file != Path::new("-"))
    }
}

/// What a command wants printed, and how it ended.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    data: Vec<u8>,
    messages: Vec<String>,
    code: u8,
}

impl Outcome {
    /// Data that went well. The caller has cleaned it.
    pub(super) fn text(data: impl Into<Vec<u8>>) -> Self {
        Self { data: data.into(), ..Self::default() }
    }

    /// A message on how to use the program.
    pub(super) fn usage(message: &str) -> Self {
        Self { messages: vec![message.to_owned()], code: 2, ..Self::default() }
    }

    /// Something outside stood in the way.
    pub(super) fn failed(error: &anyhow::Error) -> Self {
        Self::usage(&format!("assay: {error:#}"))
    }

    /// The command ran and found something wrong.
    pub(super) fn wrong(mut self) -> Self {
        self.code = 1;
        self
    }

    /// Adds a message for standard error.
    pub(super) fn message(mut self, message: impl Into<String>) -> Self {
        self.messages.push(message.into());
        self
    }

    /// The messages alone.
    pub(super) fn into_messages(self) -> Vec<String> {
        self.messages
    }

    /// Writes the data where it is wanted. Without data there is nothing to write, and messages are
    /// printed as ever.
    pub(super) fn deliver(mut self, paths: &Paths, destination: &Destination) -> anyhow::Result<Self> {
        let Some(file) = destination.file().filter(|_| !self.data.is_empty()) else { return Ok(self) };
        if let Err(error) = export(paths, file, &self.data, destination.force) {
            bail!("{} {error}", shown(file));
        }
        self.data.clear();
        Ok(self.message(format!("assay: wrote {}", shown(file))))
    }

    /// Prints everything. Only here do commands write.
    pub(super) fn print(self) -> ExitCode {
        let mut errors = io::stderr().lock();
        let written = {
            let mut out = io::stdout().lock();
            out.write_all(&self.data).and_then(|()| out.flush())
        };
        let mut code = self.code;
        if let Err(error) = written
            && error.kind() != ErrorKind::BrokenPipe
        {
            let _ = writeln!(errors, "assay: cannot write the output: {error}");
            code = 2;
        }
        for message in self.messages {
            for line in text::clean_lines(&message) {
                // With nobody left to read messages there is nothing better to do.
                let _ = writeln!(errors, "{line}");
            }
        }
        ExitCode::from(code)
    }
}
