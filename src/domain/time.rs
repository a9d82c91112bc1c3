//! A moment in time as plain data. No clock is read here; the zone comes with the value.

use std::fmt;

/// A wall-clock moment with its local offset, as in RFC 3339.
///
/// It is for people to read. Order and durations never rest on it, because wall clocks jump: order
/// comes from a counter and durations from a monotonic clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    unix_seconds: i64,
    offset_seconds: i32,
}

/// The calendar reading of a [`Moment`] in its own offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year in the proleptic Gregorian calendar.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute, 0 to 59.
    pub minute: u32,
    /// Second, 0 to 59.
    pub second: u32,
}

impl Moment {
    /// Makes a moment from seconds since 1970-01-01T00:00:00Z and an offset east of UTC in seconds.
    ///
    /// Values outside the years 0 to 9999 or a day of offset are pulled to the edge, because a
    /// nonsensical clock must not stop an interview.
    #[must_use]
    pub fn new(unix_seconds: i64, offset_seconds: i32) -> Self {
        let offset_seconds = offset_seconds.clamp(-86_340, 86_340) / 60 * 60;
        Self { unix_seconds: unix_seconds.clamp(-62_167_132_800, 253_402_214_400), offset_seconds }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.unix_seconds
    }

    /// Reads the calendar in the moment's own offset.
    ///
    /// The day arithmetic is the well-known `civil_from_days` (Howard Hinnant, "chrono-compatible
    /// low-level date algorithms", 2013).
    #[must_use]
    pub fn civil(self) -> Civil {
        let local = self.unix_seconds + i64::from(self.offset_seconds);
        let (days, seconds) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Civil {
            year,
            month: small(month),
            day: small(day),
            hour: small(seconds / 3_600),
            minute: small(seconds / 60 % 60),
            second: small(seconds % 60),
        }
    }

    /// The day and minute, as lists show it: `2026-11-23 14:05`.
    #[must_use]
    pub fn to_minute(self) -> String {
        let c = self.civil();
        format!("{:04}-{:02}-{:02} {:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute)
    }
}

fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.civil();
        let (sign, offset) =
            if self.offset_seconds < 0 { ('-', -self.offset_seconds) } else { ('+', self.offset_seconds) };
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            c.year,
            c.month,
            c.day,
            c.hour,
            c.minute,
            c.second,
            offset / 3_600,
            offset / 60 % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_like_rfc_3339() {
        assert_eq!(Moment::new(0, 0).to_string(), "1970-01-01T00:00:00+00:00");
        assert_eq!(Moment::new(1_795_442_700, 3_600).to_string(), "2026-11-23T15:05:00+01:00");
        assert_eq!(Moment::new(-1, -12_600).to_string(), "1969-12-31T20:29:59-03:30");
        assert_eq!(Moment::new(i64::MIN, i32::MIN).to_string().len(), 25);
        assert_eq!(Moment::new(i64::MAX, i32::MAX).to_string().len(), 25);
    }

    proptest! {
        #[test]
        fn agrees_with_the_calendar_library(seconds in -60_000_000_000_i64..250_000_000_000, quarter_hours in -56_i32..57) {
            let offset = quarter_hours * 900;
            let zone = jiff::tz::Offset::from_seconds(offset).expect("offset is in range").to_time_zone();
            let zoned = jiff::Timestamp::from_second(seconds).expect("second is in range").to_zoned(zone);
            prop_assert_eq!(Moment::new(seconds, offset).to_minute(), zoned.strftime("%Y-%m-%d %H:%M").to_string());
        }
    }
}
