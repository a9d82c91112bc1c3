//! Many files at once: a few threads share the work, and somebody may be told how far it is.
//!
//! What is done with a file is the caller's; results come back in the order of the files.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Told how many files are done, and of how many. Any of the threads calls it.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// For work whose progress interests nobody.
pub fn quiet(_done: usize, _of: usize) {}

/// Threads at most: more of them wait for the disk and for each other, and each holds a file.
const THREADS: usize = 4;
/// Files that a thread takes at a time.
const HANDFUL: usize = 16;

/// Does the same with every item.
pub fn map<T: Sync, R: Send>(items: &[T], progress: Progress<'_>, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let helpers = match items.len() {
        0..=HANDFUL => 0,
        more => thread::available_parallelism().map_or(1, NonZero::get).min(THREADS).min(more / HANDFUL) - 1,
    };
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let share = || {
        let mut results = Vec::new();
        loop {
            let from = next.fetch_add(HANDFUL, Ordering::Relaxed);
            let Some(left) = items.get(from..).filter(|left| !left.is_empty()) else { return results };
            let handful = &left[..left.len().min(HANDFUL)];
            results.push((from, handful.iter().map(&work).collect::<Vec<R>>()));
            let so_far = done.fetch_add(handful.len(), Ordering::Relaxed) + handful.len();
            progress(so_far, items.len());
        }
    };
    let mut handfuls = thread::scope(|scope| {
        // A system that starts no more threads leaves the work to this one.
        let helpers: Vec<_> =
            (0..helpers).map_while(|_| thread::Builder::new().spawn_scoped(scope, share).ok()).collect();
        let mut handfuls = share();
        for helper in helpers {
            handfuls.extend(helper.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        }
        handfuls
    });
    handfuls.sort_unstable_by_key(|(from, _)| *from);
    handfuls.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn results_come_in_order_and_everybody_is_counted() {
        for count in [0, 1, HANDFUL, HANDFUL + 1, 1_000] {
            let items: Vec<usize> = (0..count).collect();
            let told = Mutex::new(Vec::new());
            let progress = |done, of| told.lock().expect("no test panics while holding it").push((done, of));
            assert_eq!(map(&items, &progress, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
            let told = told.into_inner().expect("no test panics while holding it");
            assert_eq!(told.iter().copied().max(), (count > 0).then_some((count, count)));
        }
    }
}
