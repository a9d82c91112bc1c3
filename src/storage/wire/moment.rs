//! Times in files: RFC 3339 with the local offset. Writing is [`Moment`]'s own `Display`.

use jiff::civil::date;
use jiff::fmt::temporal::Pieces;

use crate::domain::time::Moment;

/// Reads an RFC 3339 time and keeps its offset; parts of a second are dropped.
///
/// # Errors
/// What a time should look like. The text itself is not repeated.
pub fn parse(text: &str) -> Result<Moment, &'static str> {
    const EXPECTED: &str = "is not a time; write it as 2026-11-23T15:05:00+01:00 (RFC 3339)";
    let pieces = Pieces::parse(text).ok().filter(|_| !text.contains('[')).ok_or(EXPECTED)?;
    let (time, offset) = pieces.time().zip(pieces.to_numeric_offset()).ok_or(EXPECTED)?;
    // Counted by hand, because the library's timestamps end a day before the calendar does, and a
    // draft written under a mad clock has to be read back.
    let local = pieces.date().to_datetime(time).duration_since(date(1970, 1, 1).at(0, 0, 0, 0));
    Ok(Moment::new(local.as_secs().saturating_sub(offset.seconds().into()), offset.seconds()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_a_full_time_with_offset_is_a_time() {
        assert_eq!(parse("2026-11-23T15:05:00+01:00"), Ok(Moment::new(1_795_442_700, 3_600)));
        assert_eq!(parse("2026-11-23T14:05:00.25Z"), Ok(Moment::new(1_795_442_700, 0)));
        for text in ["", "2026-11-23", "2026-11-23T15:05:00", "15:05:00+01:00", "2026-13-01T00:00:00Z", "yesterday"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds: i64, near in -62_300_000_000_i64..253_500_000_000, offset: i32) {
            let moment = Moment::new(seconds, offset);
            prop_assert_eq!(parse(&moment.to_string()), Ok(moment));
            let moment = Moment::new(near, offset % 90_000);
            prop_assert_eq!(parse(&moment.to_string()), Ok(moment));
        }
    }
}
