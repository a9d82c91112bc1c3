//! The keeper: a thread of its own that keeps what is being entered and is not recorded yet.
//!
//! Only the newest of each matters, so whatever comes while the disk is busy is one write.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::Builder;
use std::time::Duration;

use crate::domain::adapt::Work;
use crate::domain::panel::Ruling;
use crate::domain::practice::Round;
use crate::domain::sketch::Sketch;
use crate::storage::archive::Paths;
use crate::storage::{adapting, deciding, practising, sketching};

/// How long the keeper waits before it tries again what failed.
const RETRY: Duration = Duration::from_secs(1);

/// Something that is being entered.
#[derive(Clone, Debug, PartialEq)]
pub enum Entered {
    /// A panel's decision, by the candidate's name.
    Ruling(String, Box<Ruling>),
    /// The work on a family, with the counter of its last change.
    Work(Box<Work>, u64),
    /// A family that is being made, with the counter of its last change.
    Sketch(Box<Sketch>, u64),
    /// A round of practice, with the counter of its last change.
    Practice(Box<Round>, u64),
}

/// What is told of keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The work on a family, by its id, is on disk up to this change.
    Kept(String, u64),
    /// The family that is being made is on disk up to this change.
    SketchKept(u64),
    /// The round of practice is on disk up to this change.
    PracticeKept(u64),
    /// Something is not kept, and why: once for each reason.
    Failing(String),
}

impl Entered {
    /// Whether this takes the place of the other.
    fn is_newer_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ruling(name, _), Self::Ruling(other, _)) => name == other,
            (Self::Work(work, _), Self::Work(other, _)) => work.family() == other.family(),
            (Self::Sketch(..), Self::Sketch(..)) | (Self::Practice(..), Self::Practice(..)) => true,
            _ => false,
        }
    }

    fn keep(&self, paths: &Paths) -> io::Result<()> {
        match self {
            Self::Ruling(name, ruling) => deciding::keep(paths, name, ruling),
            Self::Work(work, _) => adapting::keep(paths, work),
            Self::Sketch(sketch, _) => sketching::keep(paths, sketch),
            Self::Practice(round, _) => practising::keep(paths, round),
        }
    }
}

enum Order {
    Keep(Entered),
    /// Something to be done once all that was entered before is kept, or could not be.
    Then(Then),
}

/// What is done afterwards; it hears what is not kept.
type Then = Box<dyn FnOnce(&mut Unkept) + Send>;

/// What could not be kept so far.
#[derive(Debug, Default)]
pub struct Unkept {
    entered: Vec<Entered>,
    /// Why the last write failed, so that each reason is told once.
    told: Option<String>,
}

impl Unkept {
    /// Forgets what need not be kept any more.
    pub fn forget(&mut self, is_done: impl Fn(&Entered) -> bool) {
        self.entered.retain(|entered| !is_done(entered));
    }

    /// Whether there is nothing; if not, why.
    fn result(&self) -> Result<(), String> {
        if self.entered.is_empty() { Ok(()) } else { Err(self.told.clone().unwrap_or_default()) }
    }
}

/// The handle on the thread; [`Keeper::finish`] waits for the last write.
#[derive(Debug)]
pub struct Keeper {
    orders: Sender<Order>,
}

impl Keeper {
    /// Starts the thread. `tell` hears what becomes of what is kept.
    ///
    /// # Errors
    /// If the system starts no more threads.
    pub fn spawn(paths: Paths, tell: impl Fn(Report) + Send + 'static) -> io::Result<Self> {
        let (orders, received) = mpsc::channel();
        let work = move || Worker { paths, tell, unkept: Unkept::default() }.run(&received);
        Builder::new().name("keeper".to_owned()).spawn(work)?;
        Ok(Self { orders })
    }

    /// Keeps what was entered. Never waits.
    pub fn keep(&self, entered: Entered) {
        self.order(Order::Keep(entered));
    }

    /// Does something once all that was entered before is kept, or could not be. Never waits.
    pub fn then(&self, work: impl FnOnce(&mut Unkept) + Send + 'static) {
        self.order(Order::Then(Box::new(work)));
    }

    /// Waits until what was handed over is on disk, but not for a disk that does not answer.
    ///
    /// # Errors
    /// If not everything is on disk by then, with the reason.
    pub fn settle(&self, patience: Duration) -> Result<(), String> {
        let (done, waited) = mpsc::channel();
        // Nobody waits any more if the patience is over.
        self.then(move |unkept| _ = done.send(unkept.result()));
        waited.recv_timeout(patience).unwrap_or_else(|error| {
            Err(match error {
                RecvTimeoutError::Timeout => "the disk does not answer",
                RecvTimeoutError::Disconnected => "the keeper ended early",
            }
            .to_owned())
        })
    }

    /// Keeps what is left, and ends.
    ///
    /// # Errors
    /// As [`Keeper::settle`]; the thread then tries once more and ends without being waited for.
    pub fn finish(self, patience: Duration) -> Result<(), String> {
        self.settle(patience)
    }

    fn order(&self, order: Order) {
        // The thread lives as long as this handle.
        let _ = self.orders.send(order);
    }
}

enum Next {
    Order(Order),
    Retry,
    /// The handle is gone.
    End,
}

struct Worker<F> {
    paths: Paths,
    tell: F,
    unkept: Unkept,
}

impl<F: Fn(Report)> Worker<F> {
    fn run(mut self, orders: &Receiver<Order>) {
        loop {
            match self.next(orders) {
                Next::Order(Order::Keep(entered)) => {
                    self.remember(entered);
                    while let Some(then) = self.take_waiting(orders) {
                        self.keep();
                        then(&mut self.unkept);
                    }
                    self.keep();
                }
                Next::Order(Order::Then(work)) => {
                    self.keep();
                    work(&mut self.unkept);
                }
                Next::Retry => self.keep(),
                Next::End => return self.keep(),
            }
        }
    }

    fn next(&self, orders: &Receiver<Order>) -> Next {
        if self.unkept.entered.is_empty() {
            return orders.recv().map_or(Next::End, Next::Order);
        }
        match orders.recv_timeout(RETRY) {
            Ok(order) => Next::Order(order),
            Err(RecvTimeoutError::Timeout) => Next::Retry,
            Err(RecvTimeoutError::Disconnected) => Next::End,
        }
    }

    /// Takes what came meanwhile, up to something else that is to be done.
    fn take_waiting(&mut self, orders: &Receiver<Order>) -> Option<Then> {
        loop {
            match orders.try_recv().ok()? {
                Order::Keep(entered) => self.remember(entered),
                Order::Then(work) => return Some(work),
            }
        }
    }

    fn remember(&mut self, entered: Entered) {
        self.unkept.forget(|older| entered.is_newer_than(older));
        self.unkept.entered.push(entered);
    }

    fn keep(&mut self) {
        let (paths, tell, mut failure) = (&self.paths, &self.tell, None);
        self.unkept.entered.retain(|entered| match entered.keep(paths) {
            Ok(()) => {
                match entered {
                    Entered::Work(work, change) => tell(Report::Kept(work.family().to_owned(), *change)),
                    Entered::Sketch(_, change) => tell(Report::SketchKept(*change)),
                    Entered::Practice(_, change) => tell(Report::PracticeKept(*change)),
                    Entered::Ruling(..) => {}
                }
                false
            }
            Err(error) => {
                failure = Some(error.to_string());
                true
            }
        });
        if let Some(why) = &failure
            && failure != self.unkept.told
        {
            tell(Report::Failing(why.clone()));
        }
        // While nothing was to be kept, nothing is known of the disk.
        self.unkept.told = failure;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interview::LevelChoice;

    const LONG: Duration = Duration::from_secs(30);

    fn ruling(name: &str, reason: &str) -> Entered {
        let ruling = Ruling {
            overall: None,
            level: LevelChoice::Unchosen,
            reason: reason.to_owned(),
            present: Vec::new(),
            revealed: false,
        };
        Entered::Ruling(name.to_owned(), Box::new(ruling))
    }

    fn paths() -> (tempfile::TempDir, Paths) {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        (folder, paths)
    }

    fn kept(paths: &Paths, name: &str) -> Option<String> {
        deciding::kept(paths, name).expect("it can be read").map(|ruling| ruling.reason)
    }

    #[test]
    fn the_newest_is_kept_of_each_candidate_and_what_comes_after_waits_for_it() {
        let (_folder, paths) = paths();
        let keeper = Keeper::spawn(paths.clone(), |why| panic!("{why:?}")).expect("a thread");
        for letter in ["T", "Th", "They"] {
            keeper.keep(ruling("Jo Roe", letter));
        }
        keeper.keep(ruling("Mia Costa", "Another one"));
        let (done, seen) = mpsc::channel();
        let there = paths.clone();
        keeper.then(move |_| done.send(kept(&there, "Mia Costa")).expect("the test waits"));
        assert_eq!(seen.recv_timeout(LONG), Ok(Some("Another one".to_owned())));
        assert_eq!(keeper.finish(LONG), Ok(()));
        assert_eq!(kept(&paths, "Jo Roe").as_deref(), Some("They"));
    }

    #[test]
    fn a_disk_that_fails_is_told_once_and_tried_again() {
        let (_folder, paths) = paths();
        std::fs::create_dir_all(&paths.data).expect("there is room");
        std::fs::write(paths.deciding(), "a file where a folder should be").expect("there is room");
        let (told, failures) = mpsc::channel();
        let keeper = Keeper::spawn(paths.clone(), move |why| drop(told.send(why))).expect("a thread");
        keeper.keep(ruling("Jo Roe", "first"));
        assert!(failures.recv_timeout(LONG).is_ok());
        keeper.keep(ruling("Jo Roe", "second"));
        std::fs::remove_file(paths.deciding()).expect("it is there");
        // It is tried again by itself, or with the next that comes.
        assert_eq!(keeper.finish(LONG), Ok(()));
        assert_eq!(kept(&paths, "Jo Roe").as_deref(), Some("second"));
        assert!(failures.try_recv().is_err(), "one reason is told once");
    }

    #[test]
    fn work_on_a_family_does_not_push_out_a_decision_that_could_not_be_kept_yet() {
        let (_folder, paths) = paths();
        std::fs::create_dir_all(&paths.data).expect("there is room");
        std::fs::write(paths.deciding(), "a file where a folder should be").expect("there is room");
        let (told, failures) = mpsc::channel();
        let keeper = Keeper::spawn(paths.clone(), move |why| drop(told.send(why))).expect("a thread");
        keeper.keep(ruling("Jo Roe", "first"));
        assert!(failures.recv_timeout(LONG).is_ok());
        let levels = crate::storage::catalog::Family::built_in().levels;
        let work = crate::domain::adapt::Adaptation::new(crate::domain::adapt::Origin::BuiltIn, levels).work();
        keeper.keep(Entered::Work(Box::new(work.clone()), 7));
        assert!(keeper.settle(LONG).is_err(), "the decision is not kept");
        let (done, waited) = mpsc::channel();
        keeper.then(move |_| done.send(()).expect("the test waits"));
        waited.recv_timeout(LONG).expect("it is done");
        let told: Vec<Report> = failures.try_iter().collect();
        assert!(told.contains(&Report::Kept(work.family().to_owned(), 7)), "{told:?}");
        assert_eq!(adapting::kept(&paths, work.family()), Ok(Some(work)));
        std::fs::remove_file(paths.deciding()).expect("it is there");
        while keeper.settle(LONG).is_err() {}
        assert_eq!(kept(&paths, "Jo Roe").as_deref(), Some("first"));
    }

    #[test]
    fn whoever_leaves_hears_that_not_everything_is_kept_and_why() {
        let (_folder, paths) = paths();
        std::fs::create_dir_all(&paths.data).expect("there is room");
        std::fs::write(paths.deciding(), "a file where a folder should be").expect("there is room");
        let keeper = Keeper::spawn(paths.clone(), |_| {}).expect("a thread");
        keeper.keep(ruling("Jo Roe", "first"));
        let why = keeper.finish(LONG).expect_err("it cannot be kept");
        assert!(!why.is_empty());
    }

    #[test]
    fn what_is_done_with_is_not_kept_after_all() {
        let (_folder, paths) = paths();
        std::fs::create_dir_all(&paths.data).expect("there is room");
        std::fs::write(paths.deciding(), "a file where a folder should be").expect("there is room");
        let keeper = Keeper::spawn(paths.clone(), |_| {}).expect("a thread");
        keeper.keep(ruling("Jo Roe", "first"));
        assert!(keeper.settle(LONG).is_err());
        keeper.then(|unkept| unkept.forget(|entered| matches!(entered, Entered::Ruling(name, _) if name == "Jo Roe")));
        assert_eq!(keeper.settle(LONG), Ok(()));
        std::fs::remove_file(paths.deciding()).expect("it is there");
        assert_eq!(keeper.finish(LONG), Ok(()));
        assert_eq!(kept(&paths, "Jo Roe"), None);
    }
}
