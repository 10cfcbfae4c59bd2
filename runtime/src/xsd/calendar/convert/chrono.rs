//! Conversions to and from `chrono`.

use chrono::{
    Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Timelike as _, Utc,
};

use super::common::{duration, local_day, local_seconds, offset, out_of_range, seconds, utc_seconds};
use crate::xsd::{Date, DateTime, Duration, Offset, Time, ValueError};

fn instant((seconds, nanoseconds): (i64, u32), value: &DateTime) -> Result<chrono::DateTime<Utc>, ValueError> {
    let instant = chrono::DateTime::from_timestamp(seconds, nanoseconds);
    instant.ok_or_else(|| out_of_range("a date and time that fits chrono", value))
}

/// The instant. Fails without an offset, and beyond the year 262,000 or so.
impl TryFrom<DateTime> for chrono::DateTime<Utc> {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        instant(utc_seconds(&value)?, &value)
    }
}

/// The instant and its offset. Fails without an offset, and beyond the year 262,000 or so.
impl TryFrom<DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        let utc = instant(utc_seconds(&value)?, &value)?;
        let zone = value.offset().unwrap_or(Offset::UTC).into();
        Ok(FixedOffset::from_utc_datetime(&zone, &utc.naive_utc()))
    }
}

/// The instant, in UTC.
impl TryFrom<chrono::DateTime<Utc>> for DateTime {
    type Error = ValueError;

    fn try_from(value: chrono::DateTime<Utc>) -> Result<Self, ValueError> {
        Ok(Self::try_from(value.naive_utc())?.with_offset(Offset::UTC))
    }
}

/// The local time and its offset.
impl TryFrom<chrono::DateTime<FixedOffset>> for DateTime {
    type Error = ValueError;

    fn try_from(value: chrono::DateTime<FixedOffset>) -> Result<Self, ValueError> {
        Ok(Self::try_from(value.naive_local())?.with_offset((*value.offset()).try_into()?))
    }
}

/// The local time, the offset left aside. Fails beyond the year 262,000 or so.
impl TryFrom<DateTime> for NaiveDateTime {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        instant(local_seconds(&value), &value).map(|local| local.naive_utc())
    }
}

/// Without an offset. Fails in the year 0, and within a leap second.
impl TryFrom<NaiveDateTime> for DateTime {
    type Error = ValueError;

    fn try_from(value: NaiveDateTime) -> Result<Self, ValueError> {
        Ok(Self::from_parts(value.date().try_into()?, value.time().try_into()?))
    }
}

/// The day, the offset left aside. Fails beyond the year 262,000 or so.
impl TryFrom<Date> for NaiveDate {
    type Error = ValueError;

    fn try_from(value: Date) -> Result<Self, ValueError> {
        let midnight = chrono::DateTime::from_timestamp(local_day(&value), 0);
        midnight.map(|midnight| midnight.date_naive()).ok_or_else(|| out_of_range("a date that fits chrono", &value))
    }
}

/// Without an offset. Fails in the year 0.
impl TryFrom<NaiveDate> for Date {
    type Error = ValueError;

    fn try_from(value: NaiveDate) -> Result<Self, ValueError> {
        Self::new(value.year(), field(value.month()), field(value.day()))
    }
}

/// The time, the offset left aside.
impl From<Time> for NaiveTime {
    fn from(value: Time) -> Self {
        let (hour, minute, second) = ((value.hour() % 24).into(), value.minute().into(), value.second().into());
        // All fields are in range once the end of the day is its start.
        Self::from_hms_nano_opt(hour, minute, second, value.nanosecond()).unwrap_or_default()
    }
}

/// Without an offset. Fails within a leap second, which XSD does not have.
impl TryFrom<NaiveTime> for Time {
    type Error = ValueError;

    fn try_from(value: NaiveTime) -> Result<Self, ValueError> {
        Self::new(field(value.hour()), field(value.minute()), field(value.second()))?
            .with_nanosecond(value.nanosecond())
    }
}

/// Fields of days and times are all below 60.
fn field(number: u32) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

impl From<Offset> for FixedOffset {
    fn from(value: Offset) -> Self {
        // chrono goes up to 24 hours.
        Self::east_opt(i32::from(value.minutes()) * 60).unwrap_or_else(|| chrono::Offset::fix(&Utc))
    }
}

/// Fails for more than 14 hours, and for parts of a minute.
impl TryFrom<FixedOffset> for Offset {
    type Error = ValueError;

    fn try_from(value: FixedOffset) -> Result<Self, ValueError> {
        offset(value.local_minus_utc())
    }
}

/// Days count as 24 hours. Fails for years and months, and for more than some 292 million years.
impl TryFrom<&Duration> for TimeDelta {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = seconds(value)?;
        let whole = Self::try_seconds(seconds).ok_or_else(|| out_of_range("a duration that fits chrono", value))?;
        let sum = whole.checked_add(&Self::nanoseconds(nanoseconds.into()));
        sum.ok_or_else(|| out_of_range("a duration that fits chrono", value))
    }
}

/// Written in hours, minutes and seconds.
impl From<TimeDelta> for Duration {
    fn from(value: TimeDelta) -> Self {
        duration(value.num_seconds(), value.subsec_nanos())
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
        for (text, written) in [
            ("2010-12-01T08:09:10.5-03:30", "2010-12-01T11:39:10.5Z"),
            ("2010-12-31T24:00:00.000Z", "2011-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"),
            ("2010-12-01T00:00:00.1234567891234Z", "2010-12-01T00:00:00.123456789Z"),
        ] {
            let utc = chrono::DateTime::<Utc>::try_from(read(text)).unwrap();
            assert_eq!(DateTime::try_from(utc).unwrap().to_string(), written);
            assert_eq!(chrono::DateTime::<FixedOffset>::try_from(read(text)).unwrap(), utc);
        }
        for text in ["2010-12-01T08:09:10", "1000000-12-01T08:09:10Z"] {
            assert!(chrono::DateTime::<Utc>::try_from(read(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn offsets_and_local_times() {
        let value = read("2010-12-01T08:09:10.5-03:30");
        let fixed = chrono::DateTime::<FixedOffset>::try_from(value).unwrap();
        assert_eq!((fixed.hour(), fixed.offset().local_minus_utc()), (8, -12_600));
        assert_eq!(DateTime::try_from(fixed).unwrap(), value);
        let local = NaiveDateTime::try_from(value).unwrap();
        assert_eq!(local, NaiveDate::from_ymd_opt(2010, 12, 1).unwrap().and_hms_milli_opt(8, 9, 10, 500).unwrap());
        assert_eq!(DateTime::try_from(local).unwrap(), value.without_offset());
        assert!(Offset::try_from(FixedOffset::east_opt(1).unwrap()).is_err());
        assert!(Offset::try_from(FixedOffset::east_opt(15 * 3600).unwrap()).is_err());
    }

    #[test]
    fn days_and_times() {
        for (year, month, day) in [(2012, 2, 29), (1, 1, 1), (-5, 3, 1), (12_000, 12, 31)] {
            let date = Date::new(year, month, day).unwrap();
            assert_eq!(Date::try_from(NaiveDate::try_from(date).unwrap()).unwrap(), date);
        }
        assert!(Date::try_from(NaiveDate::from_ymd_opt(0, 1, 1).unwrap()).is_err());
        let time: Time = "23:59:58.125".parse().unwrap();
        assert_eq!(Time::try_from(NaiveTime::from(time)).unwrap(), time);
        assert_eq!(NaiveTime::from("24:00:00".parse::<Time>().unwrap()), NaiveTime::MIN);
        assert!(Time::try_from(NaiveTime::from_hms_milli_opt(23, 59, 59, 1_500).unwrap()).is_err());
    }

    #[test]
    fn durations() {
        let read = |text: &str| text.parse::<Duration>().unwrap();
        for (text, milliseconds) in [("P1DT1.5S", 86_401_500), ("-PT1.5S", -1500), ("-PT0.5S", -500), ("-PT2S", -2000)]
        {
            let found = TimeDelta::try_from(&read(text)).unwrap();
            assert_eq!(found, TimeDelta::milliseconds(milliseconds), "{text}");
            assert!(Duration::from(found).same_value(&read(text)), "{text}");
        }
        assert!(TimeDelta::try_from(&read("P1Y")).is_err());
        assert!(TimeDelta::try_from(&read("PT9223372036854775807S")).is_err());
    }
}
