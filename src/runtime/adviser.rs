//! The adviser: a thread of its own that looks for advice on a family while somebody types, so that no key
//! waits for it. Only the newest state matters; what comes meanwhile is passed over.

use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;

use crate::domain::advice::{self, Advice};
use crate::domain::rubric::Level;

type Wanted = (Vec<Arc<Level>>, u64);

/// The handle on the thread, which ends with it.
#[derive(Debug)]
pub struct Adviser {
    wanted: Sender<Wanted>,
}

impl Adviser {
    /// Starts the thread; `tell` hears the advice with the counter of the change that it is on. Where the
    /// system starts no more threads there is no advice, and nothing else is lost.
    pub fn spawn(tell: impl Fn(u64, Vec<Advice>) + Send + 'static) -> Self {
        let (wanted, received) = mpsc::channel::<Wanted>();
        let work = move || {
            while let Ok(first) = received.recv() {
                let (levels, change) = received.try_iter().last().unwrap_or(first);
                // A fault in it costs the advice, not the work.
                if let Ok(advice) = catch_unwind(|| advice::of_family(&levels)) {
                    tell(change, advice);
                }
            }
        };
        let _ = Builder::new().name("adviser".to_owned()).spawn(work);
        Self { wanted }
    }

    /// Looks at a family. Never waits.
    pub fn look_at(&self, levels: Vec<Arc<Level>>, change: u64) {
        let _ = self.wanted.send((levels, change));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::catalog::Family;
    use std::time::Duration;

    #[test]
    fn the_newest_state_is_looked_at_whatever_came_before() {
        let (told, heard) = mpsc::channel();
        let adviser = Adviser::spawn(move |change, advice: Vec<Advice>| drop(told.send((change, advice))));
        let levels = Family::built_in().levels;
        for change in 1..=20 {
            adviser.look_at(levels.clone(), change);
        }
        let long = Duration::from_mins(1);
        let last = std::iter::from_fn(|| heard.recv_timeout(long).ok()).find(|(change, _)| *change == 20);
        assert_eq!(last, Some((20, advice::of_family(&levels))));
    }
}
