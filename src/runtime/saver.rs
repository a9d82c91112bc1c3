//! The saver: a thread of its own that brings an interview's events to disk.
//!
//! The thread that answers keys only hands events over, so a disk that stalls for seconds delays no
//! key. Nothing is called saved here before the journal has it, synced. What is on the screen is not
//! known here, and no report holds a word of the interview.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use crate::domain::interview::Recorded;
use crate::domain::scorecard::Scorecard;
use crate::storage::archive;
use crate::storage::draft::{DraftFile, reason};

/// How long events are gathered after the first one, so that a burst of keys is one write.
const GATHER: Duration = Duration::from_millis(20);
/// How long the saver waits before it tries again what failed.
const RETRY: Duration = Duration::from_secs(1);

/// What the saver tells the loop. Texts are clean and short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Everything up to the event with this number survives a power cut.
    Saved {
        /// The number of the event.
        seq: u64,
    },
    /// Something is not on disk. Told once for each reason; the saver tries again by itself.
    Failing {
        /// Why.
        why: String,
    },
    /// Something the user should know although all is saved.
    Notice(String),
    /// The card is in the archive. The draft is retired, or will be at the next listing.
    Submitted {
        /// The card's file.
        path: PathBuf,
    },
    /// There is no card; the draft is as it was and goes on being saved.
    SubmitFailed {
        /// Why.
        why: String,
    },
}

enum Order {
    Record(Vec<Recorded>),
    Submit(Box<Scorecard>),
    Settle { until: Instant, done: Sender<Result<(), String>>, end: bool },
}

/// The handle on the thread. Dropping it saves what is left without waiting; [`Saver::finish`] waits.
#[derive(Debug)]
pub struct Saver {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
}

impl Saver {
    /// Starts the thread and saves the first events, if there are any. Without any it makes sure of a
    /// journal that was opened: what a killed process wrote last may not be synced.
    ///
    /// # Errors
    /// If the system starts no more threads.
    pub fn spawn(file: DraftFile, first: Vec<Recorded>, report: impl Fn(Report) + Send + 'static) -> io::Result<Self> {
        let (orders, received) = mpsc::channel();
        let thread = Builder::new().name("saver".to_owned()).spawn(move || {
            let mut worker = Worker { file: Some(file), pending: first, failing: None, retry_at: None, report };
            let ended = catch_unwind(AssertUnwindSafe(|| {
                worker.save();
                worker.run(&received);
            }));
            if ended.is_err() {
                worker.refuse_all(&received);
            }
        })?;
        Ok(Self { orders, thread })
    }

    /// Hands events over. Never waits.
    pub fn record(&self, events: Vec<Recorded>) {
        self.send(Order::Record(events));
    }

    /// Saves the journal, writes the card and retires the draft; the outcome is reported. Never waits.
    pub fn submit(&self, card: Box<Scorecard>) {
        self.send(Order::Submit(card));
    }

    /// Waits until everything that was handed over is on disk. A disk that fails is tried again until
    /// `patience` is over, and by the thread itself afterwards.
    ///
    /// # Errors
    /// If not everything is on disk by then, with the reason.
    pub fn settle(&self, patience: Duration) -> Result<(), String> {
        self.wait_for_disk(patience, false)
    }

    /// Saves what is left, ends the thread and gives the draft's lock back.
    ///
    /// # Errors
    /// As [`Saver::settle`]; the thread then tries once more and ends without being waited for.
    pub fn finish(self, patience: Duration) -> Result<(), String> {
        self.wait_for_disk(patience, true)?;
        // It has nothing left to do but to end.
        let _ = self.thread.join();
        Ok(())
    }

    fn wait_for_disk(&self, patience: Duration, end: bool) -> Result<(), String> {
        let (done, outcome) = mpsc::channel();
        self.send(Order::Settle { until: Instant::now() + patience, done, end });
        outcome.recv_timeout(patience + GATHER).unwrap_or_else(|error| {
            Err(match error {
                RecvTimeoutError::Timeout => "the disk does not answer",
                RecvTimeoutError::Disconnected => "the saver ended early",
            }
            .to_owned())
        })
    }

    /// The thread answers as long as there is a handle, also after a fault.
    fn send(&self, order: Order) {
        let _ = self.orders.send(order);
    }
}

struct Worker<F> {
    /// Nothing after the draft is retired.
    file: Option<DraftFile>,
    /// Events that the journal does not know yet.
    pending: Vec<Recorded>,
    /// Why the last save failed.
    failing: Option<String>,
    retry_at: Option<Instant>,
    report: F,
}

impl<F: Fn(Report)> Worker<F> {
    fn run(&mut self, orders: &Receiver<Order>) {
        let mut waiting: Option<Order> = None;
        loop {
            match waiting.take().map_or_else(|| self.next(orders), Next::Order) {
                Next::Order(Order::Record(events)) => {
                    self.pending.extend(events);
                    waiting = self.gather(orders);
                    // While the disk fails, keys must not make it be tried all the time.
                    if self.retry_at.is_none_or(|at| at <= Instant::now()) {
                        self.save();
                    }
                }
                Next::Order(Order::Submit(card)) => self.submit(&card),
                Next::Order(Order::Settle { until, done, end }) => {
                    let outcome = self.save_until(until);
                    let ends = end && outcome.is_ok();
                    if ends {
                        self.file = None;
                    }
                    let _ = done.send(outcome);
                    if ends {
                        return;
                    }
                }
                Next::Retry => {
                    self.save();
                }
                Next::End => {
                    self.save();
                    return;
                }
            }
        }
    }

    /// Waits for an order; without limit where there is nothing to try again.
    fn next(&self, orders: &Receiver<Order>) -> Next {
        let Some(at) = self.retry_at else { return orders.recv().map_or(Next::End, Next::Order) };
        match orders.recv_timeout(at.saturating_duration_since(Instant::now())) {
            Ok(order) => Next::Order(order),
            Err(RecvTimeoutError::Timeout) => Next::Retry,
            Err(RecvTimeoutError::Disconnected) => Next::End,
        }
    }

    /// Takes further events for a moment; an order that cannot wait comes back.
    fn gather(&mut self, orders: &Receiver<Order>) -> Option<Order> {
        let until = Instant::now() + GATHER;
        loop {
            match orders.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Order::Record(events)) => self.pending.extend(events),
                Ok(other) => return Some(other),
                Err(_) => return None,
            }
        }
    }

    /// Brings everything to disk, or says why it is not there.
    fn save(&mut self) -> bool {
        let Some(file) = &mut self.file else { return self.after_the_end() };
        let events = std::mem::take(&mut self.pending);
        match file.append(&events) {
            Ok(notices) => {
                (self.failing, self.retry_at) = (None, None);
                if let Some(seq) = file.last_seq() {
                    (self.report)(Report::Saved { seq });
                }
                for notice in notices {
                    (self.report)(Report::Notice(notice));
                }
                true
            }
            Err(error) => {
                self.fail(error.to_string());
                false
            }
        }
    }

    /// Events after the card is written have no journal to go to.
    fn after_the_end(&mut self) -> bool {
        if self.pending.is_empty() {
            return true;
        }
        self.pending.clear();
        (self.report)(Report::Failing { why: "the interview is already submitted".to_owned() });
        false
    }

    fn fail(&mut self, why: String) {
        self.retry_at = Some(Instant::now() + RETRY);
        if self.failing.as_ref() != Some(&why) {
            (self.report)(Report::Failing { why: why.clone() });
        }
        self.failing = Some(why);
    }

    fn save_until(&mut self, until: Instant) -> Result<(), String> {
        loop {
            if self.save() {
                return Ok(());
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || self.file.is_none() {
                return Err(self.failing.clone().unwrap_or_else(|| "the interview is already submitted".to_owned()));
            }
            std::thread::sleep(left.min(RETRY / 5));
        }
    }

    /// After a fault of the program: saves nothing more and answers whoever waits, so that nobody waits
    /// for ever. The draft is given back, so that it can be resumed.
    fn refuse_all(&mut self, orders: &Receiver<Order>) {
        let why = || "a fault in the program stopped the saver; leave, and resume the draft".to_owned();
        self.file = None;
        (self.report)(Report::Failing { why: why() });
        // The order at hand may have been to submit.
        (self.report)(Report::SubmitFailed { why: why() });
        for order in orders {
            match order {
                Order::Record(_) => {}
                Order::Submit(_) => (self.report)(Report::SubmitFailed { why: why() }),
                Order::Settle { done, .. } => drop(done.send(Err(why()))),
            }
        }
    }

    fn submit(&mut self, card: &Scorecard) {
        let saved = self.save();
        let Some(file) = &self.file else {
            return (self.report)(Report::SubmitFailed { why: "the interview is already submitted".to_owned() });
        };
        if !saved {
            let why = self.failing.clone().unwrap_or_default();
            return (self.report)(Report::SubmitFailed { why });
        }
        match archive::write_card(file.paths(), card) {
            Err(error) => (self.report)(Report::SubmitFailed { why: reason(&error) }),
            Ok(path) => {
                if let Some(Err(error)) = self.file.take().map(DraftFile::retire) {
                    let notice = format!("the card is saved, but its draft could not be put away yet: {error}");
                    (self.report)(Report::Notice(notice));
                }
                (self.report)(Report::Submitted { path });
            }
        }
    }
}

enum Next {
    Order(Order),
    Retry,
    /// The handle is gone.
    End,
}
