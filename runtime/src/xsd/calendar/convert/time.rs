//! Conversions to and from `time`.

use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::common::{duration, local_day, local_seconds, offset, out_of_range, seconds, utc_seconds};
use crate::xsd::{Date, DateTime, Duration, Offset, Time, ValueError};

fn instant((seconds, nanoseconds): (i64, u32), value: &DateTime) -> Result<OffsetDateTime, ValueError> {
    let instant =
        OffsetDateTime::from_unix_timestamp(seconds).and_then(|instant| instant.replace_nanosecond(nanoseconds));
    instant.map_err(|_| out_of_range("a date and time that fits time", value))
}

/// The instant and its offset. Fails without an offset, and beyond the year 9999.
impl TryFrom<DateTime> for OffsetDateTime {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        let utc = instant(utc_seconds(&value)?, &value)?;
        let local = utc.checked_to_offset(value.offset().unwrap_or(Offset::UTC).into());
        local.ok_or_else(|| out_of_range("a date and time that fits time", &value))
    }
}

/// The local time and its offset.
impl TryFrom<OffsetDateTime> for DateTime {
    type Error = ValueError;

    fn try_from(value: OffsetDateTime) -> Result<Self, ValueError> {
        let local = Self::try_from(PrimitiveDateTime::new(value.date(), value.time()))?;
        Ok(local.with_offset(value.offset().try_into()?))
    }
}

/// The local time, the offset left aside. Fails beyond the year 9999.
impl TryFrom<DateTime> for PrimitiveDateTime {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        instant(local_seconds(&value), &value).map(|local| Self::new(local.date(), local.time()))
    }
}

/// Without an offset. Fails in the year 0.
impl TryFrom<PrimitiveDateTime> for DateTime {
    type Error = ValueError;

    fn try_from(value: PrimitiveDateTime) -> Result<Self, ValueError> {
        Ok(Self::from_parts(value.date().try_into()?, value.time().into()))
    }
}

/// The day, the offset left aside. Fails beyond the year 9999.
impl TryFrom<Date> for time::Date {
    type Error = ValueError;

    fn try_from(value: Date) -> Result<Self, ValueError> {
        match OffsetDateTime::from_unix_timestamp(local_day(&value)) {
            Ok(midnight) => Ok(midnight.date()),
            Err(_) => Err(out_of_range("a date that fits time", &value)),
        }
    }
}

/// Without an offset. Fails in the year 0.
impl TryFrom<time::Date> for Date {
    type Error = ValueError;

    fn try_from(value: time::Date) -> Result<Self, ValueError> {
        let (year, month, day) = value.to_calendar_date();
        Self::new(year, month.into(), day)
    }
}

/// The time, the offset left aside.
impl From<Time> for time::Time {
    fn from(value: Time) -> Self {
        // All fields are in range once the end of the day is its start.
        Self::from_hms_nano(value.hour() % 24, value.minute(), value.second(), value.nanosecond())
            .unwrap_or(Self::MIDNIGHT)
    }
}

/// Without an offset.
impl From<time::Time> for Time {
    fn from(value: time::Time) -> Self {
        let (hour, minute, second, nanosecond) = value.as_hms_nano();
        Self::new(hour, minute, second)
            .and_then(|time| time.with_nanosecond(nanosecond))
            // time has no time that XSD does not have.
            .unwrap_or_else(|_| crate::xsd::SimpleValue::placeholder())
    }
}

impl From<Offset> for UtcOffset {
    fn from(value: Offset) -> Self {
        // time goes up to 25 hours.
        Self::from_whole_seconds(i32::from(value.minutes()) * 60).unwrap_or(Self::UTC)
    }
}

/// Fails for more than 14 hours, and for parts of a minute.
impl TryFrom<UtcOffset> for Offset {
    type Error = ValueError;

    fn try_from(value: UtcOffset) -> Result<Self, ValueError> {
        offset(value.whole_seconds())
    }
}

/// Days count as 24 hours. Fails for years and months.
impl TryFrom<&Duration> for time::Duration {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = seconds(value)?;
        Ok(Self::new(seconds, nanoseconds))
    }
}

/// Written in hours, minutes and seconds.
impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        duration(value.whole_seconds(), value.subsec_nanoseconds())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn instants() {
        for (text, unix, written) in [
            ("2010-12-01T08:09:10.5-03:30", 1_291_203_550, "2010-12-01T08:09:10.5-03:30"),
            ("2010-12-31T24:00:00.000Z", 1_293_840_000, "2011-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.25+00:00", -1, "1969-12-31T23:59:59.25Z"),
        ] {
            let found = OffsetDateTime::try_from(read(text)).unwrap();
            assert_eq!(found.unix_timestamp(), unix, "{text}");
            assert_eq!(DateTime::try_from(found).unwrap().to_string(), written);
        }
        for text in ["2010-12-01T08:09:10", "12010-12-01T08:09:10Z", "9999-12-31T23:59:59-01:00"] {
            assert!(OffsetDateTime::try_from(read(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn local_times() {
        let value = read("2010-12-01T08:09:10.5");
        let local = PrimitiveDateTime::try_from(value).unwrap();
        assert_eq!(local.as_hms(), (8, 9, 10));
        assert_eq!(DateTime::try_from(local).unwrap(), value);
        assert!(Offset::try_from(UtcOffset::from_whole_seconds(1).unwrap()).is_err());
        assert!(Offset::try_from(UtcOffset::from_hms(15, 0, 0).unwrap()).is_err());
    }

    #[test]
    fn days_and_times() {
        for (year, month, day) in [(2012, 2, 29), (1, 1, 1), (-5, 3, 1), (9999, 12, 31)] {
            let date = Date::new(year, month, day).unwrap();
            assert_eq!(Date::try_from(time::Date::try_from(date).unwrap()).unwrap(), date);
        }
        let time: Time = "23:59:58.125".parse().unwrap();
        assert_eq!(Time::from(time::Time::from(time)), time);
        assert_eq!(time::Time::from("24:00:00".parse::<Time>().unwrap()), time::Time::MIDNIGHT);
    }

    #[test]
    fn durations() {
        let read = |text: &str| text.parse::<Duration>().unwrap();
        for (text, milliseconds) in [("P1DT1.5S", 86_401_500), ("-PT1.5S", -1500), ("-PT0.5S", -500), ("-PT2S", -2000)]
        {
            let found = time::Duration::try_from(&read(text)).unwrap();
            assert_eq!(found, time::Duration::milliseconds(milliseconds), "{text}");
            assert!(Duration::from(found).same_value(&read(text)), "{text}");
        }
        assert!(time::Duration::try_from(&read("P1Y")).is_err());
    }
}
