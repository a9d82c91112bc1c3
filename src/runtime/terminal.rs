//! Taking the terminal and giving it back: one pair for start, quit, suspend, the external editor,
//! panics and signals.

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::{cursor, event, queue, terminal};

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is reported to us.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// Standard output without a buffer of its own: the screen gathers a frame and writes it at once.
#[derive(Debug)]
pub struct Direct;

impl Write for Direct {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(io::stdout().as_fd(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes the terminal: raw mode, its other screen, mouse and bracketed paste, no cursor.
///
/// # Errors
/// If the terminal cannot be put into raw mode or written to.
pub fn take() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    queue!(bytes, terminal::EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)?;
    if MOUSE.load(Ordering::SeqCst) {
        queue!(bytes, event::EnableMouseCapture)?;
    }
    Direct.write_all(&bytes)
}

/// Gives the terminal back as it was. Does nothing if it is not ours, so it may be called twice.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    // Errors are of no use here: the terminal may be gone.
    let _ = queue!(
        bytes,
        event::DisableMouseCapture,
        event::DisableBracketedPaste,
        terminal::LeaveAlternateScreen,
        cursor::Show
    );
    let _ = Direct.write_all(&bytes);
    let _ = terminal::disable_raw_mode();
}

/// Switches mouse reports on or off.
///
/// # Errors
/// If the terminal cannot be written to.
pub fn mouse(on: bool) -> io::Result<()> {
    MOUSE.store(on, Ordering::SeqCst);
    let mut bytes = Vec::new();
    if on {
        queue!(bytes, event::EnableMouseCapture)?;
    } else {
        queue!(bytes, event::DisableMouseCapture)?;
    }
    Direct.write_all(&bytes)
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
/// in the program: that may be a candidate's.
pub fn guard_panics() {
    std::panic::set_hook(Box::new(|info| {
        give_back();
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let _ = writeln!(
            io::stderr(),
            "assay: a fault in the program ({place}). What you typed is kept; `assay resume` goes on."
        );
    }));
}
