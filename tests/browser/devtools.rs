//! A headless Chromium, steered over its debugging pipe: no port is opened and no driver is needed.
//!
//! Messages are JSON with a zero byte behind each, on file descriptors 3 and 4; named pipes and a shell
//! put them there. Nothing waits longer than [`PATIENCE`], and nothing sleeps.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode};
use serde_json::{Value, json};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// Where a Chromium is, if there is one: what `ASSAY_BROWSER` names, else a usual name on the path.
pub fn find() -> Option<PathBuf> {
    let named = std::env::var_os("ASSAY_BROWSER").map(PathBuf::from);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let on_path = std::env::split_paths(&folders).flat_map(|folder| usual.map(|name| folder.join(name)));
    named.into_iter().chain(on_path).find(|path| path.is_file())
}

/// A browser with one page. Dropping it ends the process and removes its folder.
pub struct Browser {
    child: Child,
    folder: tempfile::TempDir,
    to: File,
    from: Receiver<Value>,
    session: Option<String>,
    last_id: u64,
    events: VecDeque<Value>,
}

impl Browser {
    /// Starts a browser and opens an empty page.
    pub fn start(program: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let pipe = |name: &str| {
            let path = folder.path().join(name);
            rustix::fs::mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a named pipe");
            // Open both ways, so that opening waits for nobody.
            let end = File::options().read(true).write(true).open(&path).expect("a pipe can be opened");
            (path, end)
        };
        let ((to_path, to), (from_path, answers)) = (pipe("to"), pipe("from"));
        let child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<\"$ASSAY_TO\" 4>\"$ASSAY_FROM\""])
            .arg(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--remote-debugging-pipe",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--no-first-run",
                // Whatever would go out in spite of all that finds nobody.
                "--host-resolver-rules=MAP * ~NOTFOUND",
            ])
            .arg(profile(folder.path()))
            .envs([("ASSAY_TO", &to_path), ("ASSAY_FROM", &from_path)])
            .env("HOME", folder.path())
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell starts");
        let (sender, from) = channel();
        std::thread::spawn(move || {
            let mut answers = BufReader::new(answers);
            let mut message = Vec::new();
            while answers.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let value = serde_json::from_slice(&message).expect("the browser speaks JSON");
                message.clear();
                if sender.send(value).is_err() {
                    break;
                }
            }
        });
        let (session, events) = (None, VecDeque::new());
        let mut browser = Self { child, folder, to, from, session, last_id: 0, events };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attached =
            browser.call("Target.attachToTarget", &json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page.enable", "Network.enable"] {
            browser.call(domain, &json!({}));
        }
        browser
    }

    /// Shows a page from a file, `width` pixels wide, and waits until it is there. What happened before
    /// is forgotten.
    pub fn show(&mut self, html: &str, width: u32, dark: bool) {
        let file = self.folder.path().join("page.html");
        fs::write(&file, html).expect("there is room");
        let scheme = if dark { "dark" } else { "light" };
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &size);
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.call("Emulation.setEmulatedMedia", &media);
        self.events.clear();
        self.call("Page.navigate", &json!({ "url": format!("file://{}", file.display()) }));
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.receive();
            self.events.push_back(event);
        }
    }

    /// What an expression is in the page. The page's own policy does not bind the debugger.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", &asked);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Every address that the page has asked for, whether or not that was allowed.
    pub fn requests(&mut self) -> Vec<String> {
        // Its answer comes behind everything that happened before.
        self.evaluate("1");
        let sent = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.map(|event| event["params"]["request"]["url"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The page as a PDF, on the paper that it asks for.
    pub fn pdf(&mut self) -> Vec<u8> {
        let printed = self.call("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
        decode(printed["data"].as_str().expect("a printed page"))
    }

    /// Carries out a command and returns what it answers; events on the way are kept.
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        self.last_id += 1;
        let mut message = json!({ "id": self.last_id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("the browser listens");
        loop {
            let mut answer = self.receive();
            if answer["id"] == self.last_id {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].take();
            }
            self.events.push_back(answer);
        }
    }

    fn receive(&mut self) -> Value {
        self.from
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|_| panic!("the browser says nothing for {PATIENCE:?}; it is {:?}", self.child.try_wait()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn profile(folder: &Path) -> OsString {
    let mut argument = OsString::from("--user-data-dir=");
    argument.push(folder.join("profile"));
    argument
}

/// Base64 as the debugging protocol writes it.
fn decode(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters: Vec<u8> = text.bytes().filter(|&byte| byte != b'=').collect();
    let whole = letters.chunks(4).flat_map(|chunk| {
        let bits = chunk.iter().fold(0, |bits, &byte| bits << 6 | value(byte)) << (6 * (4 - chunk.len()));
        bits.to_be_bytes()[1..chunk.len()].to_vec()
    });
    whole.collect()
}
