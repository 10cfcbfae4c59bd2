//! Conversions to and from the calendar types of other crates, each behind the feature of that crate's name.
//!
//! Fractions of a second are cut off after the ninth digit, and `24:00:00` becomes the start of the next day. Years before
//! 1 keep their number; there is no year 0, so values of it are refused. Converted back, a value is written with as few
//! fraction digits as it takes, and UTC as `Z`.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod common {
    use super::super::duration::Span;
    use super::super::{DateTime, Duration, DurationFields, Offset};
    use crate::xsd::{Reason, ValueError};

    /// A value that the other type cannot hold.
    #[cold]
    pub(super) fn out_of_range(expected: &'static str, value: &impl std::fmt::Display) -> ValueError {
        ValueError::new(expected, &value.to_string(), Reason::Range)
    }

    /// Seconds since 1970 in local time, and nanoseconds.
    #[cfg(any(feature = "chrono", feature = "time"))]
    pub(super) fn local_seconds(value: &DateTime) -> (i64, u32) {
        (super::super::value::Calendar::start(value).0.seconds, value.nanosecond())
    }

    /// Seconds since 1970 in UTC, and nanoseconds.
    pub(super) fn utc_seconds(value: &DateTime) -> Result<(i64, u32), ValueError> {
        let seconds = value.unix_seconds().ok_or_else(|| {
            ValueError::lexical(
                "a date and time with an offset",
                &value.to_string(),
                "without an offset it is no instant",
            )
        })?;
        Ok((seconds, value.nanosecond()))
    }

    /// Seconds since 1970 at the start of the day, the offset left aside.
    #[cfg(any(feature = "chrono", feature = "time"))]
    pub(super) fn local_day(value: &super::super::Date) -> i64 {
        super::super::value::Calendar::start(value).0.seconds
    }

    /// An offset in seconds, of which only whole minutes can be written; zero becomes `Z`.
    pub(super) fn offset(seconds: i32) -> Result<Offset, ValueError> {
        match i16::try_from(seconds / 60) {
            _ if seconds == 0 => Ok(Offset::UTC),
            Ok(minutes) if seconds % 60 == 0 => Offset::from_minutes(minutes),
            _ => Err(out_of_range("whole minutes", &format_args!("{seconds} seconds"))),
        }
    }

    /// A duration as seconds and nanoseconds of the same sign; days count as 24 hours.
    pub(super) fn seconds(value: &Duration) -> Result<(i64, i32), ValueError> {
        const EXPECTED: &str = "a length of time without years and months";
        let span = Span::of(value);
        if span.months != 0 {
            return Err(out_of_range(EXPECTED, value));
        }
        let fields = value.fields();
        let nanoseconds = i32::try_from(fields.nanoseconds).unwrap_or_default();
        let nanoseconds = if fields.negative { -nanoseconds } else { nanoseconds };
        // The span counts its fraction forwards.
        let whole = if fields.negative && span.fraction > 0 { span.seconds + 1 } else { span.seconds };
        Ok((i64::try_from(whole).map_err(|_| out_of_range(EXPECTED, value))?, nanoseconds))
    }

    /// The duration of so many seconds and nanoseconds, which have the same sign; written in hours, minutes and seconds.
    pub(super) fn duration(seconds: i64, nanoseconds: i32) -> Duration {
        let (absolute, negative) = (seconds.unsigned_abs(), seconds < 0 || nanoseconds < 0);
        let fields = DurationFields {
            negative,
            hours: absolute / 3600,
            minutes: absolute / 60 % 60,
            seconds: absolute % 60,
            nanoseconds: nanoseconds.unsigned_abs() % 1_000_000_000,
            ..DurationFields::default()
        };
        Duration::new(&fields).unwrap_or_else(|_| Duration::zero())
    }
}
