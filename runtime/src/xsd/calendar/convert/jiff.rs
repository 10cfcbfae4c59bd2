//! Conversions to and from `jiff`.

use jiff::civil;

use super::common::{duration, offset, out_of_range, seconds, utc_seconds};
use crate::xsd::{Date, DateTime, Duration, DurationFields, Offset, Time, ValueError};

const TIMESTAMP: &str = "a date and time that fits jiff";

/// The instant. Fails without an offset, and from the last two days of the year 9999 on.
impl TryFrom<DateTime> for jiff::Timestamp {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = utc_seconds(&value)?;
        let nanoseconds = i32::try_from(nanoseconds).unwrap_or_default();
        Self::new(seconds, nanoseconds).map_err(|_| out_of_range(TIMESTAMP, &value))
    }
}

/// The instant, in UTC.
impl TryFrom<jiff::Timestamp> for DateTime {
    type Error = ValueError;

    fn try_from(value: jiff::Timestamp) -> Result<Self, ValueError> {
        let utc = jiff::tz::Offset::UTC.to_datetime(value);
        Ok(Self::try_from(utc)?.with_offset(Offset::UTC))
    }
}

/// The instant with the offset as its time zone. Fails without an offset, and from the last two days of the year 9999 on.
impl TryFrom<DateTime> for jiff::Zoned {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        let timestamp = jiff::Timestamp::try_from(value)?;
        let zone = value.offset().map_or(jiff::tz::Offset::UTC, Into::into);
        Ok(timestamp.to_zoned(zone.to_time_zone()))
    }
}

/// The local time and its offset; the name of the time zone is lost.
impl TryFrom<&jiff::Zoned> for DateTime {
    type Error = ValueError;

    fn try_from(value: &jiff::Zoned) -> Result<Self, ValueError> {
        Ok(Self::try_from(value.datetime())?.with_offset(value.offset().try_into()?))
    }
}

/// The local time, the offset left aside. Fails beyond the year 9999.
impl TryFrom<DateTime> for civil::DateTime {
    type Error = ValueError;

    fn try_from(value: DateTime) -> Result<Self, ValueError> {
        let midnight = civil::Date::try_from(value.date())?;
        let day = if value.hour() == 24 { midnight.tomorrow() } else { Ok(midnight) };
        let day = day.map_err(|_| out_of_range(TIMESTAMP, &value))?;
        Ok(day.to_datetime(value.time().into()))
    }
}

/// Without an offset.
impl TryFrom<civil::DateTime> for DateTime {
    type Error = ValueError;

    fn try_from(value: civil::DateTime) -> Result<Self, ValueError> {
        Ok(Self::from_parts(value.date().try_into()?, value.time().into()))
    }
}

/// The day, the offset left aside. Fails beyond the year 9999.
impl TryFrom<Date> for civil::Date {
    type Error = ValueError;

    fn try_from(value: Date) -> Result<Self, ValueError> {
        let (month, day) = (value.month().cast_signed(), value.day().cast_signed());
        let date = i16::try_from(value.year()).ok().and_then(|year| Self::new(year, month, day).ok());
        date.ok_or_else(|| out_of_range("a date that fits jiff", &value))
    }
}

/// Without an offset.
impl TryFrom<civil::Date> for Date {
    type Error = ValueError;

    fn try_from(value: civil::Date) -> Result<Self, ValueError> {
        let (month, day) = (value.month().unsigned_abs(), value.day().unsigned_abs());
        Self::new(value.year().into(), month, day)
    }
}

/// The time, the offset left aside.
impl From<Time> for civil::Time {
    fn from(value: Time) -> Self {
        let number = |field: u8| field.cast_signed();
        let nanosecond = i32::try_from(value.nanosecond()).unwrap_or_default();
        // All fields are in range once the end of the day is its start.
        Self::new(number(value.hour() % 24), number(value.minute()), number(value.second()), nanosecond)
            .unwrap_or(Self::MIN)
    }
}

/// Without an offset.
impl From<civil::Time> for Time {
    fn from(value: civil::Time) -> Self {
        let number = i8::unsigned_abs;
        Self::new(number(value.hour()), number(value.minute()), number(value.second()))
            .and_then(|time| time.with_nanosecond(value.subsec_nanosecond().unsigned_abs()))
            // jiff has no time that XSD does not have.
            .unwrap_or_else(|_| crate::xsd::SimpleValue::placeholder())
    }
}

impl From<Offset> for jiff::tz::Offset {
    fn from(value: Offset) -> Self {
        // jiff goes up to 25 hours.
        Self::from_seconds(i32::from(value.minutes()) * 60).unwrap_or(Self::UTC)
    }
}

/// Fails for more than 14 hours, and for parts of a minute.
impl TryFrom<jiff::tz::Offset> for Offset {
    type Error = ValueError;

    fn try_from(value: jiff::tz::Offset) -> Result<Self, ValueError> {
        offset(value.seconds())
    }
}

/// Days count as 24 hours. Fails for years and months.
impl TryFrom<&Duration> for jiff::SignedDuration {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        let (seconds, nanoseconds) = seconds(value)?;
        Ok(Self::new(seconds, nanoseconds))
    }
}

/// Written in hours, minutes and seconds.
impl From<jiff::SignedDuration> for Duration {
    fn from(value: jiff::SignedDuration) -> Self {
        duration(value.as_secs(), value.subsec_nanos())
    }
}

/// Field by field. Fails for a field that is too great for jiff.
impl TryFrom<&Duration> for jiff::Span {
    type Error = ValueError;

    fn try_from(value: &Duration) -> Result<Self, ValueError> {
        match span(&value.fields()) {
            Ok(span) => Ok(span),
            Err(_) => Err(out_of_range("a duration that fits jiff", value)),
        }
    }
}

fn span(fields: &DurationFields) -> Result<jiff::Span, jiff::Error> {
    // What does not fit 64 bits is beyond every limit of jiff.
    let number = |field: u64| i64::try_from(field).unwrap_or(i64::MAX);
    let span = jiff::Span::new()
        .try_years(number(fields.years))?
        .try_months(number(fields.months))?
        .try_days(number(fields.days))?
        .try_hours(number(fields.hours))?
        .try_minutes(number(fields.minutes))?
        .try_seconds(number(fields.seconds))?
        .try_nanoseconds(fields.nanoseconds)?;
    Ok(if fields.negative { span.negate() } else { span })
}

/// Field by field, weeks as days, and all below seconds as one fraction.
impl From<jiff::Span> for Duration {
    fn from(value: jiff::Span) -> Self {
        let thousandths = [value.get_milliseconds(), value.get_microseconds(), value.get_nanoseconds()];
        let nanoseconds = thousandths.iter().fold(0, |sum, part| sum * 1000 + u128::from(part.unsigned_abs()));
        let number = |field: u128| u64::try_from(field).unwrap_or(u64::MAX);
        let fields = DurationFields {
            negative: value.is_negative(),
            years: value.get_years().unsigned_abs().into(),
            months: value.get_months().unsigned_abs().into(),
            days: u64::from(value.get_weeks().unsigned_abs()) * 7 + u64::from(value.get_days().unsigned_abs()),
            hours: value.get_hours().unsigned_abs().into(),
            minutes: value.get_minutes().unsigned_abs(),
            seconds: number(u128::from(value.get_seconds().unsigned_abs()) + nanoseconds / 1_000_000_000),
            nanoseconds: u32::try_from(nanoseconds % 1_000_000_000).unwrap_or_default(),
        };
        Self::new(&fields).unwrap_or_else(|_| Self::zero())
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
        for (text, timestamp, written) in [
            ("2010-12-01T08:09:10.5-03:30", "2010-12-01T11:39:10.5Z", "2010-12-01T11:39:10.5Z"),
            ("2010-12-31T24:00:00.000Z", "2011-01-01T00:00:00Z", "2011-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"),
            ("2010-12-01T00:00:00.1234567891234Z", "2010-12-01T00:00:00.123456789Z", "2010-12-01T00:00:00.123456789Z"),
        ] {
            let found = jiff::Timestamp::try_from(read(text)).unwrap();
            assert_eq!(found, timestamp.parse().unwrap(), "{text}");
            assert_eq!(DateTime::try_from(found).unwrap().to_string(), written);
        }
        for text in ["2010-12-01T08:09:10", "12010-12-01T08:09:10Z"] {
            assert!(jiff::Timestamp::try_from(read(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn zoned_and_local_times() {
        let value = read("2010-12-01T08:09:10.5-03:30");
        let zoned = jiff::Zoned::try_from(value).unwrap();
        assert_eq!(zoned.offset().seconds(), -12_600);
        assert_eq!(DateTime::try_from(&zoned).unwrap(), value);
        let local = civil::DateTime::try_from(value).unwrap();
        assert_eq!(local, civil::date(2010, 12, 1).at(8, 9, 10, 500_000_000));
        assert_eq!(DateTime::try_from(local).unwrap(), value.without_offset());
        assert_eq!(
            civil::DateTime::try_from(read("2011-02-28T24:00:00")).unwrap(),
            civil::date(2011, 3, 1).at(0, 0, 0, 0)
        );
        assert_eq!(
            civil::DateTime::try_from(read("9999-12-31T23:59:59")).unwrap(),
            civil::date(9999, 12, 31).at(23, 59, 59, 0)
        );
        assert!(civil::DateTime::try_from(read("9999-12-31T24:00:00")).is_err());
        assert!(DateTime::try_from(civil::date(0, 1, 1).at(0, 0, 0, 0)).is_err());
        assert!(Offset::try_from(jiff::tz::Offset::from_seconds(1).unwrap()).is_err());
        assert!(Offset::try_from(jiff::tz::offset(15)).is_err());
    }

    #[test]
    fn days_and_times() {
        for (year, month, day) in [(2012, 2, 29), (1, 1, 1), (-5, 3, 1), (9999, 12, 31)] {
            let date = Date::new(year, month, day).unwrap();
            let found = civil::Date::try_from(date).unwrap();
            assert_eq!(Date::try_from(found).unwrap(), date);
        }
        let time: Time = "23:59:58.125".parse().unwrap();
        assert_eq!(civil::Time::from(time), civil::time(23, 59, 58, 125_000_000));
        assert_eq!(Time::from(civil::Time::from(time)), time);
        assert_eq!(civil::Time::from("24:00:00".parse::<Time>().unwrap()), civil::Time::MIN);
    }

    #[test]
    fn durations() {
        let read = |text: &str| text.parse::<Duration>().unwrap();
        for (text, seconds, nanoseconds) in [
            ("P1DT1.5S", 86_401, 500_000_000),
            ("-PT1.5S", -1, -500_000_000),
            ("-PT0.5S", 0, -500_000_000),
            ("-PT2S", -2, 0),
        ] {
            let found = jiff::SignedDuration::try_from(&read(text)).unwrap();
            assert_eq!((found.as_secs(), found.subsec_nanos()), (seconds, nanoseconds), "{text}");
            assert!(Duration::from(found).same_value(&read(text)), "{text}");
        }
        assert!(jiff::SignedDuration::try_from(&read("P1M")).is_err());
        for text in ["P1Y2M3DT4H5M6.789S", "-P120D", "PT0S"] {
            let span = jiff::Span::try_from(&read(text)).unwrap();
            assert_eq!(Duration::from(span), read(text));
        }
        assert_eq!(
            Duration::from(jiff::Span::new().weeks(2).milliseconds(1500).microseconds(7)).as_str(),
            "P14DT1.500007S"
        );
        assert!(jiff::Span::try_from(&read("P20000Y")).is_err());
    }
}
