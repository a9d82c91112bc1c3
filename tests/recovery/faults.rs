//! A disk on which every call can fail, be cut short, or be the last one before the process dies.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Mutex;

use assay::storage::draft::{Disk, RealDisk, Source, Stamp};
use assay::storage::read::ReadError;
use rustix::io::Errno;

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// It fails and does nothing.
    Error(Errno),
    /// A write stops half-way; other calls fail.
    Short,
    /// It does its work and says that it failed, as a sync may.
    Lie,
}

/// When it happens, counted in calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plan {
    /// Never.
    Sound,
    /// At this call only.
    Once(usize, Fault),
    /// At this call and every later one.
    From(usize, Fault),
    /// The process dies in this call: a write is cut off, and nothing reaches the disk afterwards.
    Kill(usize),
}

/// The disk. Syncs are only counted, because tests do not cut the power.
pub struct FaultyDisk {
    state: Mutex<(usize, Plan)>,
    log: Mutex<Vec<&'static str>>,
}

enum Verdict {
    Go,
    Fail(io::Error),
    Half,
    Lie,
}

impl FaultyDisk {
    pub fn new(plan: Plan) -> Self {
        Self { state: Mutex::new((0, plan)), log: Mutex::default() }
    }

    /// Changes what happens from now on; calls are counted from here.
    pub fn plan(&self, plan: Plan) {
        *self.state.lock().expect("no test panics while holding it") = (0, plan);
    }

    /// How many calls there were.
    pub fn calls(&self) -> usize {
        self.state.lock().expect("no test panics while holding it").0
    }

    /// The calls that changed something since this was last asked, in order.
    pub fn log(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.log.lock().expect("no test panics while holding it"))
    }

    fn note(&self, call: &'static str) {
        self.log.lock().expect("no test panics while holding it").push(call);
    }

    fn verdict(&self) -> Verdict {
        let mut state = self.state.lock().expect("no test panics while holding it");
        let call = state.0;
        state.0 += 1;
        let fault = match state.1 {
            Plan::Once(at, fault) if call == at => fault,
            Plan::From(at, fault) if call >= at => fault,
            Plan::Kill(at) if call == at => return Verdict::Half,
            Plan::Kill(at) if call > at => return Verdict::Fail(io::Error::other("dead")),
            Plan::Sound | Plan::Once(..) | Plan::From(..) | Plan::Kill(_) => return Verdict::Go,
        };
        match fault {
            Fault::Error(errno) => Verdict::Fail(errno.into()),
            Fault::Short => Verdict::Half,
            Fault::Lie => Verdict::Lie,
        }
    }

    fn call<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.verdict() {
            Verdict::Go => work(),
            Verdict::Fail(error) => Err(error),
            Verdict::Half => Err(Errno::IO.into()),
            Verdict::Lie => work().and(Err(Errno::IO.into())),
        }
    }
}

impl Disk for FaultyDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.note("make folder");
        self.call(|| RealDisk.make_folder(path))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.note("sync folder");
        self.call(|| Ok(()))
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        self.note("create");
        self.call(|| RealDisk.create(path))
    }

    fn open_append(&self, path: &Path) -> io::Result<File> {
        self.call(|| RealDisk.open_append(path))
    }

    fn open(&self, path: &Path) -> Result<Source, ReadError> {
        match self.verdict() {
            Verdict::Fail(error) => Err(ReadError::Io(error)),
            Verdict::Go => RealDisk.open(path),
            // Opened, but the disk fails while it is read.
            Verdict::Half | Verdict::Lie => {
                let Source { reader, stamp } = RealDisk.open(path)?;
                Ok(Source { reader: Box::new(reader.take(stamp_half(path)).chain(Broken)), stamp })
            }
        }
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        self.note("write");
        match self.verdict() {
            Verdict::Go => file.write(bytes),
            Verdict::Fail(error) => Err(error),
            Verdict::Half => {
                file.write_all(&bytes[..bytes.len() / 2])?;
                Err(Errno::NOSPC.into())
            }
            Verdict::Lie => file.write_all(bytes).and(Err(Errno::IO.into())),
        }
    }

    fn sync(&self, _: &File) -> io::Result<()> {
        self.note("sync");
        self.call(|| Ok(()))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note("rename");
        self.call(|| RealDisk.rename(from, to))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note("link");
        self.call(|| RealDisk.link(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.note("remove");
        self.call(|| RealDisk.remove(path))
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        self.call(|| RealDisk.stamp(path))
    }

    fn stamp_of(&self, file: &File) -> io::Result<Stamp> {
        self.call(|| RealDisk.stamp_of(file))
    }
}

fn stamp_half(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len() / 2)
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(Errno::IO.into())
    }
}
