//! The `assay` program: everything is in the library.
#![expect(clippy::disallowed_methods, reason = "arguments enter the program here")]

fn main() -> std::process::ExitCode {
    assay::cli::run(std::env::args_os())
}
