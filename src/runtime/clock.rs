//! The only place where time is read.

use std::time::Instant;

use jiff::{Timestamp, Zoned};

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
        Now { wall: wall(), mono_ms: self.mono_ms() }
    }

    /// The time before the first frame, in UTC: the first look at the local zone reads hundreds of
    /// folders, and nothing on that frame says what time it is.
    pub fn start(self) -> Now {
        Now { wall: Moment::new(Timestamp::now().as_second(), 0), mono_ms: self.mono_ms() }
    }

    /// Milliseconds counted.
    pub fn mono_ms(self) -> u64 {
        u64::try_from(Instant::now().duration_since(self.start).as_millis()).unwrap_or(u64::MAX)
    }
}

/// The wall clock in the local zone; an unreadable zone counts as UTC.
pub fn wall() -> Moment {
    let now = Zoned::now();
    Moment::new(now.timestamp().as_second(), now.offset().seconds())
}
