//! Waiting: for keys, signals and reports, in one place and without waking up for nothing.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};

use super::input;
use crate::app::message::Message;

/// How long the library is given to say that nothing more waits. It has what was sent at once; the
/// time is for its own bookkeeping, and must not be zero.
const SILENCE: Duration = Duration::from_micros(60);

/// What ended a wait.
pub enum Woken {
    /// Messages, or none when the time was up.
    Messages(Vec<Message>),
    /// A signal that ends the program.
    Signal(i32),
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
}

/// Sends messages to the loop from other threads.
#[derive(Clone)]
pub struct Sender {
    messages: mpsc::Sender<Message>,
    wake: Arc<UnixStream>,
}

impl Sender {
    /// Sends a message and wakes the loop. A loop that has ended hears nothing, which is fine.
    pub fn send(&self, message: Message) {
        if self.messages.send(message).is_ok() {
            let _ = (&*self.wake).write(&[1]);
        }
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
        let (ended, end) = UnixStream::pair()?;
        for signal in [SIGTERM, SIGINT, SIGHUP] {
            let number = usize::try_from(signal).map_err(io::Error::other)?;
            signal_hook::flag::register_usize(signal, Arc::clone(&ending), number)?;
            signal_hook::low_level::pipe::register(signal, waker.try_clone()?)?;
            signal_hook::low_level::pipe::register(signal, end.try_clone()?)?;
        }
        signal_hook::low_level::pipe::register(SIGWINCH, resize)?;
        let (messages_in, messages) = mpsc::channel();
        let sender = Sender { messages: messages_in, wake: Arc::new(waker) };
        Ok(Self { messages, sender, wake, resized, ending, ended: Some(ended) })
    }

    /// Ends the program a little after a signal even where the loop cannot: a terminal whose output
    /// is stopped blocks whoever writes to it. What was typed is with the saver by then.
    ///
    /// # Errors
    /// If the system starts no more threads.
    pub fn watch_signals(&mut self, grace: Duration) -> io::Result<()> {
        let Some(mut ended) = self.ended.take() else { return Ok(()) };
        let ending = Arc::clone(&self.ending);
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if matches!(ended.read(&mut [0]), Ok(n) if n > 0) {
                std::thread::sleep(grace);
                let _ = crossterm::terminal::disable_raw_mode();
                let signal = i32::try_from(ending.load(Ordering::SeqCst)).unwrap_or(SIGTERM);
                std::process::exit(128 + signal);
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
    pub fn wait(&self, limit_ms: Option<u64>) -> io::Result<Woken> {
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
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let keys = fds[0].revents();
        if keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Ok(Woken::Gone);
        }
        let resized = !fds[2].revents().is_empty();
        if !fds[1].revents().is_empty() {
            drain(&self.wake);
        }
        let signal = self.ending.load(Ordering::SeqCst);
        if signal != 0 {
            return Ok(Woken::Signal(i32::try_from(signal).unwrap_or(SIGTERM)));
        }
        let mut messages = Vec::new();
        if resized {
            drain(&self.resized);
            let (columns, rows) = crossterm::terminal::size()?;
            messages.push(Message::Resize { columns, rows });
        }
        if keys.contains(PollFlags::IN) {
            keys_typed(&mut messages)?;
        }
        messages.extend(self.messages.try_iter());
        Ok(Woken::Messages(messages))
    }
}

/// Takes every key that waits, so that a burst of them is one frame.
///
/// The library says only after a while that nothing more waits, and tells a key of one byte from the
/// beginning of a longer one by itself; so one byte is one event, and otherwise it is asked until it
/// has twice had nothing.
fn keys_typed(messages: &mut Vec<Message>) -> io::Result<()> {
    let single = rustix::io::ioctl_fionread(io::stdin().as_fd()).is_ok_and(|bytes| bytes == 1);
    let mut silences = 0;
    while silences < 2 {
        if !crossterm::event::poll(SILENCE)? {
            silences += 1;
            continue;
        }
        silences = 0;
        let event = crossterm::event::read()?;
        // The size is read where the signal is heard.
        messages.extend(input::message(event).filter(|message| !matches!(message, Message::Resize { .. })));
        if single {
            break;
        }
    }
    Ok(())
}

/// Empties a wake-up socket.
fn drain(mut socket: &UnixStream) {
    let mut bytes = [0; 64];
    while matches!(socket.read(&mut bytes), Ok(n) if n == bytes.len()) {}
}
