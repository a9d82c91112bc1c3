//! Waiting: for keys, signals and reports, in one place and without waking up for nothing.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

use super::input::Decoder;
use super::terminal;
use crate::app::message::Message;

/// What ended a wait.
pub enum Woken {
    /// Messages, or none when the time was up.
    Messages(Vec<Message>),
    /// A signal that ends the program.
    Signal(i32),
    /// The program was stopped and goes on; others may have used the terminal meanwhile.
    Continued,
    /// The terminal is gone.
    Gone,
}

/// Everything that is waited for.
pub struct Events {
    messages: Receiver<Message>,
    sender: Sender,
    wake: UnixStream,
    resized: UnixStream,
    ending: Arc<AtomicUsize>,
    ended: Option<UnixStream>,
    decoder: Decoder,
}

/// Sends messages to the loop from other threads.
#[derive(Clone)]
pub struct Sender {
    messages: mpsc::Sender<Message>,
    wake: Arc<UnixStream>,
    interrupted: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
}

impl Sender {
    /// Sends a message and wakes the loop. A loop that has ended hears nothing, which is fine.
    pub fn send(&self, message: Message) {
        if self.messages.send(message).is_ok() {
            // A full socket has woken the loop already; any other failure is worth another try.
            let woken = |written: io::Result<usize>| !matches!(written, Err(error) if error.kind() != io::ErrorKind::WouldBlock);
            let _ = (0..3).any(|_| woken((&*self.wake).write(&[1])));
        }
    }

    /// Forgets what was meant for a program that had the terminal, or is already dealt with.
    pub fn forget_signals(&self) {
        self.interrupted.store(false, Ordering::SeqCst);
        self.continued.store(false, Ordering::SeqCst);
    }
}

impl Events {
    /// Listens to signals from now on.
    ///
    /// # Errors
    /// If the system gives no sockets or signal handlers.
    pub fn new() -> io::Result<Self> {
        let (wake, waker) = UnixStream::pair()?;
        let (resized, resize) = UnixStream::pair()?;
        for end in [&wake, &waker, &resized, &resize] {
            end.set_nonblocking(true)?;
        }
        let ending = Arc::new(AtomicUsize::new(0));
        let interrupted = Arc::new(AtomicBool::new(false));
        let (ended, end) = UnixStream::pair()?;
        for signal in [SIGTERM, SIGHUP, SIGQUIT] {
            let number = usize::try_from(signal).map_err(io::Error::other)?;
            signal_hook::flag::register_usize(signal, Arc::clone(&ending), number)?;
        }
        signal_hook::flag::register(SIGINT, Arc::clone(&interrupted))?;
        for signal in [SIGTERM, SIGHUP, SIGQUIT, SIGINT] {
            signal_hook::low_level::pipe::register(signal, waker.try_clone()?)?;
            signal_hook::low_level::pipe::register(signal, end.try_clone()?)?;
        }
        let continued = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGCONT, Arc::clone(&continued))?;
        signal_hook::low_level::pipe::register(SIGCONT, waker.try_clone()?)?;
        signal_hook::low_level::pipe::register(SIGWINCH, resize)?;
        let (messages_in, messages) = mpsc::channel();
        let sender = Sender { messages: messages_in, wake: Arc::new(waker), interrupted, continued };
        let decoder = Decoder::default();
        Ok(Self { messages, sender, wake, resized, ending, ended: Some(ended), decoder })
    }

    /// Ends the program a little after a signal or the loss of the terminal even where the loop
    /// cannot: a terminal whose output is stopped blocks whoever writes to it, and an editor may be
    /// running. What was typed is with the saver by then.
    ///
    /// # Errors
    /// If the system starts no more threads.
    pub fn watch(&mut self, grace: Duration) -> io::Result<()> {
        let Some(ended) = self.ended.take() else { return Ok(()) };
        let ending = Arc::clone(&self.ending);
        let interrupted = Arc::clone(&self.sender.interrupted);
        std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            loop {
                let gone = wait_for_the_end(&ended);
                std::thread::sleep(grace);
                let signal = ending.load(Ordering::SeqCst);
                if gone {
                    std::process::exit(128 + SIGHUP);
                } else if signal != 0 {
                    terminal::give_back_unless_stuck();
                    std::process::exit(128 + i32::try_from(signal).unwrap_or(SIGTERM));
                } else if interrupted.load(Ordering::SeqCst) && terminal::is_ours() {
                    terminal::give_back_unless_stuck();
                    std::process::exit(128 + SIGINT);
                }
            }
        })?;
        Ok(())
    }

    /// A way to send messages here.
    pub fn sender(&self) -> Sender {
        self.sender.clone()
    }

    /// Waits for something to happen, at most `limit_ms`; then takes all that has happened.
    ///
    /// # Errors
    /// If the terminal cannot be read.
    pub fn wait(&mut self, limit_ms: Option<u64>) -> io::Result<Woken> {
        let limit = limit_ms.map(|ms| {
            Timespec::try_from(Duration::from_millis(ms.max(1))).unwrap_or(Timespec { tv_sec: 1, tv_nsec: 0 })
        });
        let stdin = io::stdin();
        let mut fds = [
            PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.wake.as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.resized.as_fd(), PollFlags::IN),
        ];
        match poll(&mut fds, limit.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let keys = fds[0].revents();
        if is_gone(keys) {
            return Ok(Woken::Gone);
        }
        if !fds[1].revents().is_empty() {
            drain(&self.wake);
        }
        let resized = !fds[2].revents().is_empty();
        let signal = self.ending.load(Ordering::SeqCst);
        if signal != 0 {
            return Ok(Woken::Signal(i32::try_from(signal).unwrap_or(SIGTERM)));
        }
        if self.sender.interrupted.load(Ordering::SeqCst) {
            return Ok(Woken::Signal(SIGINT));
        }
        if self.sender.continued.swap(false, Ordering::SeqCst) {
            return Ok(Woken::Continued);
        }
        let mut messages = Vec::new();
        if resized {
            drain(&self.resized);
            let (columns, rows) = terminal::size()?;
            messages.push(Message::Resize { columns, rows });
        }
        if keys.contains(PollFlags::IN) && !self.read_keys(&mut messages)? {
            return Ok(Woken::Gone);
        }
        messages.extend(self.messages.try_iter());
        Ok(Woken::Messages(messages))
    }

    /// Reads all keys that wait. Says whether the terminal is still there.
    fn read_keys(&mut self, messages: &mut Vec<Message>) -> io::Result<bool> {
        let stdin = io::stdin();
        let mut buffer = [0; 4_096];
        loop {
            match rustix::io::read(stdin.as_fd(), &mut buffer) {
                // A terminal in raw mode has no end of input but its own.
                Ok(0) => return Ok(false),
                Ok(read) => {
                    self.decoder.feed(&buffer[..read], messages);
                    // What is typed faster than it is read is applied before one drawing.
                    let mut more = [PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::IN)];
                    let waiting = poll(&mut more, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap_or(0) > 0;
                    if !waiting || is_gone(more[0].revents()) || messages.len() >= MOST_AT_ONCE {
                        return Ok(true);
                    }
                }
                Err(Errno::AGAIN | Errno::INTR) => return Ok(true),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// So many messages are handled before the screen is drawn: a key that is held down shows something.
const MOST_AT_ONCE: usize = 10_000;

/// Whether the terminal is gone, in either direction.
pub fn terminal_is_gone() -> bool {
    let (stdin, stdout) = (io::stdin(), io::stdout());
    let mut fds = [
        PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::empty()),
        PollFd::from_borrowed_fd(stdout.as_fd(), PollFlags::empty()),
    ];
    let _ = poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }));
    fds.iter().any(|fd| is_gone(fd.revents()))
}

fn is_gone(flags: PollFlags) -> bool {
    flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// Waits for a signal or until the terminal is gone, without waking up before. Says whether it is gone.
fn wait_for_the_end(mut ended: &UnixStream) -> bool {
    let stdin = io::stdin();
    let mut fds = [
        PollFd::from_borrowed_fd(ended.as_fd(), PollFlags::IN),
        // Asking for nothing, one is still told when it is gone.
        PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::empty()),
    ];
    while poll(&mut fds, None).is_err() {}
    if is_gone(fds[1].revents()) {
        return true;
    }
    let _ = ended.read(&mut [0; 16]);
    false
}

/// Empties a wake-up socket.
fn drain(mut socket: &UnixStream) {
    let mut bytes = [0; 64];
    while matches!(socket.read(&mut bytes), Ok(n) if n == bytes.len()) {}
}
