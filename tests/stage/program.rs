//! The program as a command: started in folders of its own, with what it prints held against the
//! promise that nothing steers a terminal.

use std::fs;
use std::path::PathBuf;
use std::process::{Output, Stdio};

use assay::storage::archive::Paths;
use assay::text;
use serde_json::Value;

/// Folders of their own for one test, and the program started in them.
pub struct Stage {
    pub folder: tempfile::TempDir,
    pub paths: Paths,
}

impl Stage {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        Self { folder, paths }
    }

    pub fn command(&self, args: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_assay"));
        command
            .args(args)
            .env("ASSAY_DATA_DIR", &self.paths.data)
            .env("ASSAY_CONFIG_DIR", &self.paths.config)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs a command, and holds whatever it prints against the promise that nothing steers a terminal.
    pub fn run(&self, args: &[&str]) -> Output {
        let output = self.command(args).output().expect("the program starts");
        for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            let printed = std::str::from_utf8(bytes).expect("output is UTF-8");
            // The lines of a CSV end as its standard says.
            let printed = printed.replace("\r\n", "\n");
            let hidden: Vec<char> = printed.chars().filter(|&c| c != '\n' && text::is_hidden(c)).collect();
            assert!(hidden.is_empty(), "{args:?} printed {hidden:?} on {stream}");
            assert!(!printed.contains("\u{335}\u{335}\u{335}\u{335}\u{335}"), "{args:?} printed a stack of marks");
        }
        output
    }

    pub fn run_text(&self, args: &[&str]) -> (i32, String, String) {
        let output = self.run(args);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
    }

    pub fn run_json(&self, args: &[&str]) -> (i32, Value) {
        let (code, out, _) = self.run_text(args);
        (code, serde_json::from_str(&out).unwrap_or_else(|error| panic!("{args:?}: {error}: {out}")))
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("there is room");
        path
    }
}
