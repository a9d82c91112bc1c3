//! Taking the terminal and giving it back: one pair for start, quit, suspend, the external editor,
//! panics and signals.

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::{cursor, event, queue, terminal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is reported to us.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// Reports presses and the wheel. Movement is not asked for: each report would wake the program.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// Columns and rows where a terminal does not know its own, as serial lines do not.
const USUAL: (u16, u16) = (80, 24);

/// Standard output without a buffer of its own: the screen gathers a frame and writes it at once.
#[derive(Debug)]
pub struct Direct;

impl Write for Direct {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(io::stdout().as_fd(), bytes) {
                // Another program left the terminal so that it never waits.
                Err(rustix::io::Errno::AGAIN) => wait_for_room(None)?,
                result => return Ok(result?),
            };
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Waits until the terminal takes bytes. Says whether it does.
fn wait_for_room(limit: Option<&Timespec>) -> io::Result<bool> {
    let out = io::stdout();
    let mut fds = [PollFd::from_borrowed_fd(out.as_fd(), PollFlags::OUT)];
    match poll(&mut fds, limit) {
        Ok(_) => Ok(fds[0].revents() == PollFlags::OUT),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Columns and rows.
///
/// # Errors
/// If the terminal is gone.
pub fn size() -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(io::stdout())?;
    Ok(if size.ws_col == 0 || size.ws_row == 0 { USUAL } else { (size.ws_col, size.ws_row) })
}

/// Whether the terminal is ours now, and not the editor's or the shell's.
pub fn is_ours() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Takes the terminal: raw mode, its other screen, mouse and bracketed paste, no cursor.
///
/// # Errors
/// If the terminal cannot be put into raw mode or written to.
pub fn take() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    // A program that was killed may have left its own screen there.
    let clear = terminal::Clear(terminal::ClearType::All);
    queue!(bytes, terminal::EnterAlternateScreen, clear, event::EnableBracketedPaste, cursor::Hide)?;
    if MOUSE.load(Ordering::SeqCst) {
        bytes.extend_from_slice(MOUSE_ON);
    }
    Direct.write_all(&bytes)
}

/// Takes the terminal again after the program was stopped, whatever others did to it meanwhile.
///
/// # Errors
/// As [`take`].
pub fn take_again() -> io::Result<()> {
    let _ = terminal::disable_raw_mode();
    take()
}

/// Lends the terminal to another program, and takes it back in the modes it was lent in: a program
/// that crashes leaves its own.
///
/// # Errors
/// If the terminal is gone.
pub fn lend<T>(use_it: impl FnOnce() -> T) -> io::Result<T> {
    give_back();
    let modes: Option<Termios> = tcgetattr(io::stdin()).ok();
    let result = use_it();
    if let Some(modes) = modes {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
    }
    take()?;
    Ok(result)
}

/// Gives the terminal back at the last moment: where nobody reads from it, its modes at least.
pub fn give_back_unless_stuck() {
    if wait_for_room(Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap_or(false) {
        give_back();
    }
    let _ = terminal::disable_raw_mode();
}

/// Gives the terminal back as it was. Does nothing if it is not ours, so it may be called twice.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // The modes first: whoever sees the old screen again may type, and a terminal that takes no bytes
    // has its modes at least.
    let _ = terminal::disable_raw_mode();
    let mut bytes = MOUSE_OFF.to_vec();
    // Errors are of no use here: the terminal may be gone.
    let _ = queue!(bytes, event::DisableBracketedPaste, terminal::LeaveAlternateScreen, cursor::Show);
    let _ = Direct.write_all(&bytes);
}

/// Switches mouse reports on or off.
///
/// # Errors
/// If the terminal cannot be written to.
pub fn mouse(on: bool) -> io::Result<()> {
    MOUSE.store(on, Ordering::SeqCst);
    Direct.write_all(if on { MOUSE_ON } else { MOUSE_OFF })
}

/// Copies a text to the clipboard through the terminal (OSC 52), which works over a remote shell.
///
/// # Errors
/// If the terminal cannot be written to.
pub fn copy(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, crossterm::clipboard::CopyToClipboard::to_clipboard_from(text))?;
    Direct.write_all(&bytes)
}

/// Makes a panic give the terminal back first, and say where it happened but nothing of what was
/// in the program: that may be a candidate's. On other threads the screen goes on, and whoever
/// waits for the thread says so there.
pub fn guard_panics() {
    let main = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() != main {
            return;
        }
        give_back();
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let _ = writeln!(
            io::stderr(),
            "assay: a fault in the program ({place}). What you typed is kept; `assay resume` goes on."
        );
    }));
}
