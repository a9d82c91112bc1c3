//! The only place where time is read.

use std::time::Instant;

use jiff::Zoned;

use crate::app::message::Now;
use crate::domain::time::Moment;

/// Wall clock and monotonic clock together.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start: Instant,
}

impl Clock {
    /// Starts counting.
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }

    /// The time now.
    pub fn now(self) -> Now {
        let elapsed = Instant::now().duration_since(self.start);
        Now { wall: wall(), mono_ms: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX) }
    }
}

/// The wall clock in the local zone; an unreadable zone counts as UTC.
pub fn wall() -> Moment {
    let now = Zoned::now();
    Moment::new(now.timestamp().as_second(), now.offset().seconds())
}
