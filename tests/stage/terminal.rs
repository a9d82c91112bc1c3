//! The program in a pseudo-terminal, its screen read back through a terminal emulator.
//!
//! Nothing here sleeps: a test waits until the screen, the process or the line shows what it expects,
//! and fails with the screen when that does not happen within [`PATIENCE`].

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, tcgetattr};

/// How long a condition may take on a machine that is busy with other things.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// How long the line has to be silent to count as quiet.
const QUIET: Duration = Duration::from_millis(150);

/// Data and configuration of one user, in folders that go with the test.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// Makes a user who has never started the program.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// Where drafts and cards are.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where settings and rubrics are.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    /// Puts a file where the program will want a folder of its data, so that nothing can be written there.
    pub fn block(&self, folder: &str) {
        std::fs::create_dir_all(self.data()).expect("there is room");
        std::fs::write(self.data().join(folder), "a file where a folder should be").expect("there is room");
    }

    /// What lies beside the data folder under a name that begins so.
    pub fn beside(&self, beginning: &str) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).into_iter().flatten().flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(beginning)).map(|e| e.path()).collect()
    }

    /// All files in the data folder, in order.
    pub fn files(&self) -> Vec<PathBuf> {
        let (mut files, mut folders) = (Vec::new(), vec![self.data()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
            }
        }
        files.sort();
        files
    }

    /// The one file below a folder of the data folder with this ending.
    #[track_caller]
    pub fn the_file(&self, folder: &str, ending: &str) -> PathBuf {
        let of_kind =
            |path: &PathBuf| path.starts_with(self.data().join(folder)) && path.to_string_lossy().ends_with(ending);
        let mut found: Vec<PathBuf> = self.files().into_iter().filter(of_kind).collect();
        assert_eq!(found.len(), 1, "{ending} in {folder}: {:?}", self.files());
        found.remove(0)
    }

    /// What a file holds.
    pub fn read(path: &Path) -> String {
        std::fs::read_to_string(path).expect("the file can be read")
    }

    /// Who may do what with a file or folder.
    pub fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    /// Changes what a file holds.
    pub fn rewrite(path: &Path, change: impl FnOnce(String) -> String) {
        std::fs::write(path, change(Self::read(path))).expect("the file can be written");
    }

    /// Makes a shell script and returns the command that runs it.
    pub fn script(&self, name: &str, lines: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, lines).expect("the script can be written");
        format!("/bin/sh {}", path.display())
    }

    /// The built program with these arguments, in an environment of its own.
    pub fn assay(&self, args: &[&str]) -> CommandBuilder {
        let mut command = self.command(Path::new(env!("CARGO_BIN_EXE_assay")));
        command.args(args);
        command.env("ASSAY_DATA_DIR", self.data());
        command.env("ASSAY_CONFIG_DIR", self.config());
        command
    }

    /// Any program, in an environment that nothing leaks into.
    pub fn command(&self, program: &Path) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.cwd(self.folder.path());
        command.env("HOME", self.folder.path());
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.env("LANG", "C.UTF-8");
        command.env("TERM", "xterm-256color");
        command
    }
}

/// What came over the line so far.
struct Line {
    parser: vt100::Parser,
    raw: Vec<u8>,
    last: Instant,
    closed: bool,
    /// The terminal is to go away, so nobody listens any more.
    hung_up: bool,
}

/// What the reader thread and the test share.
struct Shared {
    line: Mutex<Line>,
    news: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Line> {
        self.line.lock().expect("the reader did not panic")
    }
}

/// A running program with its terminal. Ends the program when dropped.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    /// Nothing after a hang-up.
    line: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    shared: Arc<Shared>,
}

impl Terminal {
    /// Starts a program in a terminal of `columns` by `rows`.
    pub fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(columns, rows)).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        // Only the program may hold the other end: the line closes when it ends.
        drop(pair.slave);
        let writer = pair.master.take_writer().expect("the line can be written");
        let reader = pair.master.try_clone_reader().expect("the line can be read");
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let line = Line { parser, raw: Vec::new(), last: Instant::now(), closed: false, hung_up: false };
        let shared = Arc::new(Shared { line: Mutex::new(line), news: Condvar::new() });
        let its = Arc::clone(&shared);
        thread::spawn(move || listen(reader, &its));
        Self { child, line: Some((pair.master, writer)), shared }
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        let (_, writer) = self.line.as_mut().expect("the terminal is there");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("the line can be written");
    }

    /// Waits until the screen shows what is wanted; `wanted` names it when it never does.
    #[track_caller]
    pub fn wait_for(&self, wanted: &str, condition: impl Fn(&vt100::Screen) -> bool) {
        self.until(wanted, |line| condition(line.parser.screen()));
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(&format!("{text:?}"), |screen| screen.contents().contains(text));
    }

    /// Waits until nothing more is written, for tests that count bytes.
    #[track_caller]
    pub fn wait_for_quiet(&self) {
        self.until("a quiet line", |line| line.closed || line.last.elapsed() >= QUIET);
    }

    /// What the screen shows, trailing blanks dropped.
    pub fn contents(&self) -> String {
        self.shared.lock().parser.screen().contents()
    }

    /// The screen with its cells, cursor and modes.
    pub fn screen(&self) -> vt100::Screen {
        self.shared.lock().parser.screen().clone()
    }

    /// Bytes written to the terminal so far: a mark for [`Self::bytes_since`].
    pub fn bytes(&self) -> usize {
        self.shared.lock().raw.len()
    }

    /// Everything written to the terminal so far, as it came.
    pub fn raw(&self) -> Vec<u8> {
        self.shared.lock().raw.clone()
    }

    /// Bytes written since a mark.
    pub fn bytes_since(&self, mark: usize) -> usize {
        self.bytes() - mark
    }

    /// Makes the terminal `columns` by `rows`; the program gets a SIGWINCH.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shared.lock().parser.set_size(cells(rows), cells(columns));
        self.master().resize(pty_size(columns, rows)).expect("the terminal can be resized");
    }

    /// Takes the terminal away, as a closed window does, and waits until the program has ended.
    #[track_caller]
    pub fn hang_up(&mut self) -> ExitStatus {
        self.shared.lock().hung_up = true;
        // The listener wakes up for one more byte, which the line echoes or the program draws.
        self.send("\x0c");
        self.until("the listener to end", |line| line.closed);
        self.line = None;
        let (done, ended) = mpsc::channel();
        let mut killer = self.child.clone_killer();
        thread::scope(|scope| {
            scope.spawn(|| done.send(self.child.wait()));
            let status = ended.recv_timeout(PATIENCE);
            if status.is_err() {
                let _ = killer.kill();
            }
            status.expect("the program ends without its terminal").expect("the program can be waited for")
        })
    }

    fn master(&self) -> &dyn MasterPty {
        self.line.as_ref().expect("the terminal is there").0.as_ref()
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let pid = self.child.process_id().and_then(|pid| pid.try_into().ok()).and_then(Pid::from_raw);
        kill_process(pid.expect("the program runs"), signal).expect("the program can be signalled");
    }

    /// Ends the program without a chance to react, and waits until it is gone.
    #[track_caller]
    pub fn kill9(&mut self) -> ExitStatus {
        self.signal(Signal::KILL);
        self.wait_for_exit()
    }

    /// Waits until the program has ended and everything it wrote was read.
    #[track_caller]
    pub fn wait_for_exit(&mut self) -> ExitStatus {
        self.until("the end of the program", |line| line.closed);
        self.child.wait().expect("the program can be waited for")
    }

    /// Whether the terminal is as a shell leaves it: echoing whole lines, on the main screen, with a
    /// cursor and without mouse and paste modes.
    pub fn is_given_back(&self) -> bool {
        let screen = self.screen();
        let modes = !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
        modes && self.is_cooked()
    }

    /// Whether the line echoes and is edited by the terminal, as before the program took it.
    pub fn is_cooked(&self) -> bool {
        let name = self.master().tty_name().expect("a pseudo-terminal has a name");
        let other_end = rustix::fs::open(name, rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NOCTTY, 0.into());
        let modes = tcgetattr(other_end.expect("the terminal is there")).expect("it has modes").local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    #[track_caller]
    fn until(&self, wanted: &str, condition: impl Fn(&Line) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut line = self.shared.lock();
        while !condition(&line) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {wanted}; the screen:\n{}", line.parser.screen().contents());
            // Wakes on news from the program; now and then by itself, for what only time brings.
            let (next, _) = self.shared.news.wait_timeout(line, left.min(QUIET)).expect("the reader did not panic");
            line = next;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended long ago, which is no failure.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Feeds the line to the emulator until the program has closed it.
fn listen(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let mut buffer = [0; 16_384];
    loop {
        // A closed pseudo-terminal reads as an error on Linux and as an end elsewhere.
        let read = reader.read(&mut buffer).unwrap_or(0);
        let mut line = shared.lock();
        line.parser.process(&buffer[..read]);
        line.raw.extend_from_slice(&buffer[..read]);
        line.last = Instant::now();
        line.closed = read == 0 || line.hung_up;
        shared.news.notify_all();
        if line.closed {
            return;
        }
    }
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count.max(1)).expect("at least one")
}
