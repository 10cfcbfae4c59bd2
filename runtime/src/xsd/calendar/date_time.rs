//! `xs:dateTime` (Part 2, section 3.2.7).

use std::fmt;

use super::Read;
use super::clock::{Clock, clock_parts};
use super::date::Date;
use super::day::{Day, day_parts};
use super::fraction::Fraction;
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::time::Time;
use super::value::{Calendar, calendar_value, no_value};
use crate::xsd::ValueError;

/// A day and a time of it, perhaps with an offset from UTC. Written as it was read: every digit of the fraction (19 at most), `24:00:00`,
/// and the offset as `Z` or in hours and minutes, or none.
///
/// ```
/// use soap_runtime::xsd::{DateTime, Offset};
///
/// let sent: DateTime = "2010-12-01T24:00:00.000+01:00".parse()?;
/// assert_eq!(sent.to_string(), "2010-12-01T24:00:00.000+01:00");
/// let seen = DateTime::new(2010, 12, 1, 23, 0, 0)?.with_offset(Offset::UTC);
/// assert!(sent.same_instant(&seen) && sent != seen);
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    pub(super) day: Day,
    pub(super) clock: Clock,
    pub(super) offset: Option<Offset>,
}

impl DateTime {
    /// A day and time without fraction and offset.
    ///
    /// # Errors
    /// There is no such day or time, or the year is 0.
    pub fn new(year: i32, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Result<Self, ValueError> {
        let parts =
            Day::new(year, month, day).and_then(|day| Ok((day, Clock::new(hour, minute, second, Fraction::NONE)?)));
        match parts {
            Ok((day, clock)) => Ok(Self { day, clock, offset: None }),
            Err(why) => {
                let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
                Err(no_value::<Self>(why, format_args!("{text}")))
            }
        }
    }

    /// A day and a time of it. The offset is the time's or, if that has none, the day's.
    #[must_use]
    pub fn from_parts(date: Date, time: Time) -> Self {
        Self { day: date.day, clock: time.clock, offset: time.offset.or(date.offset) }
    }

    /// The day, with the offset.
    #[must_use]
    pub fn date(&self) -> Date {
        Date { day: self.day, offset: self.offset }
    }

    /// The time of day, with the offset.
    #[must_use]
    pub fn time(&self) -> Time {
        Time { clock: self.clock, offset: self.offset }
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down; `None` without an offset.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        let (local, offset) = self.start();
        Some(local.seconds - offset?.seconds())
    }
}

impl Calendar for DateTime {
    const NAME: &'static str = "xs:dateTime";
    const FIRST: Self = Self { day: Day::FIRST, clock: Clock::MIDNIGHT, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        const FORM: &str = "not of the form YYYY-MM-DDThh:mm:ss";
        if let Some(([year, month, day], [hour, minute, second])) = scan.usual_date_time() {
            let day = Day::new(i32::from(year), month as u8, day as u8)?;
            let clock = Clock::new(hour as u8, minute as u8, second as u8, Fraction::read(scan)?)?;
            return Ok(Self { day, clock, offset: None });
        }
        let day = Day::read(scan, FORM)?;
        scan.expect(b'T', FORM)?;
        Ok(Self { day, clock: Clock::read(scan, FORM)?, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.day.write(out)?;
        out.write_char('T')?;
        self.clock.write(out)
    }

    fn start(&self) -> Local {
        let seconds = self.day.start() + self.clock.seconds();
        (Instant { seconds, fraction: self.clock.fraction.finest() }, self.offset)
    }
}

day_parts!(DateTime);
clock_parts!(DateTime);
calendar_value!(DateTime);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;
    use proptest::prelude::*;
    use std::cmp::Ordering::{self, Equal, Greater, Less};

    fn read(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in [
            "1999-05-31T13:20:00-05:00",
            "2000-01-15T00:00:00",
            "2000-01-15T12:00:00Z",
            "2000-01-15T12:00:00.000Z",
            "2000-01-15T12:00:00+00:00",
            "2000-01-15T12:00:00-00:00",
            "1999-12-31T24:00:00",
            "-0045-01-01T00:00:00",
            "12000-01-01T00:00:00.1234567Z",
            "2010-08-18T23:59:59.9999999-14:00",
        ] {
            let value = DateTime::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
        assert_eq!(DateTime::from_text("\n 2000-01-15T12:00:00Z ").unwrap(), read("2000-01-15T12:00:00Z"));
    }

    #[test]
    fn malformed() {
        for text in [
            "",
            "2000-01-15",
            "2000-01-15 12:00:00",
            "2000-01-15t12:00:00",
            "2000-01-15T12:00",
            "2000-01-15T12:00:00z",
            "2000-01-15T25:00:00",
            "2000-02-30T12:00:00",
            "2001-02-29T12:00:00",
            "2000-01-15T12:00:00+24:00",
            "2000-01-15T12:00:00ZZ",
            "20000115T120000",
            "2000-01-15T12:00:00.Z",
            "0000-01-01T00:00:00",
        ] {
            let error = DateTime::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:dateTime, found "), "{error}");
        }
    }

    /// The table of section 3.2.7.4, and its neighbours.
    #[test]
    fn order_of_3_2_7_4() {
        let table: [(&str, &str, Option<Ordering>); 11] = [
            ("2000-01-15T00:00:00", "2000-02-15T00:00:00", Some(Less)),
            ("2000-01-15T12:00:00", "2000-01-16T12:00:00Z", Some(Less)),
            ("2000-01-01T12:00:00", "1999-12-31T23:00:00Z", None),
            ("2000-01-16T12:00:00", "2000-01-16T12:00:00Z", None),
            ("2000-01-16T00:00:00", "2000-01-16T12:00:00Z", None),
            ("2000-01-15T12:00:00Z", "2000-01-15T13:00:00+01:00", Some(Equal)),
            ("2000-01-01T00:00:00+14:00", "1999-12-31T10:00:00Z", Some(Equal)),
            ("2000-01-01T00:00:00", "2000-01-01T14:00:00Z", None),
            ("2000-01-01T00:00:00", "2000-01-01T14:00:00.1Z", Some(Less)),
            ("2000-01-01T00:00:00", "1999-12-31T09:59:59.9Z", Some(Greater)),
            ("1999-12-31T24:00:00Z", "2000-01-01T00:00:00Z", Some(Equal)),
        ];
        for (a, b, order) in table {
            assert_eq!(read(a).value_cmp(&read(b)), order, "{a} {b}");
            assert_eq!(read(b).value_cmp(&read(a)), order.map(Ordering::reverse), "{b} {a}");
            assert_eq!(read(a).partial_cmp(&read(b)), order.filter(|order| order.is_ne()), "{a} {b}");
        }
    }

    #[test]
    fn parts() {
        let value = read("2010-12-01T08:09:10.5-03:30");
        assert_eq!((value.year(), value.month(), value.day()), (2010, 12, 1));
        assert_eq!((value.hour(), value.minute(), value.second(), value.nanosecond()), (8, 9, 10, 500_000_000));
        assert_eq!(value.offset().map(Offset::minutes), Some(-210));
        assert_eq!(DateTime::from_parts(value.date(), value.time()), value);
        assert_eq!(value.date().to_string(), "2010-12-01-03:30");
        assert_eq!(value.unix_seconds(), Some(1_291_203_550));
        assert_eq!(value.without_offset().unix_seconds(), None);
        assert_eq!(read("1970-01-01T00:00:00Z").unix_seconds(), Some(0));
        assert_eq!(format!("{value:?}"), "DateTime(2010-12-01T08:09:10.5-03:30)");
        assert!(DateTime::new(2010, 2, 29, 0, 0, 0).is_err());
    }

    #[test]
    fn it_is_small() {
        assert_eq!(size_of::<DateTime>(), 28);
        assert_eq!(size_of::<Option<DateTime>>(), size_of::<DateTime>());
    }

    proptest! {
        #[test]
        fn order_is_antisymmetric(a in any::<(i32, bool)>(), b in any::<(i32, bool)>()) {
            let value = |(seconds, zoned): (i32, bool)| {
                let seconds = seconds.rem_euclid(200_000);
                let (day, second) = (1 + seconds / 86_400, seconds % 86_400);
                let number = |value: i32| u8::try_from(value).unwrap();
                let value = DateTime::new(2001, 1, number(day), number(second / 3600), number(second / 60 % 60), number(second % 60)).unwrap();
                if zoned { value.with_offset(Offset::UTC) } else { value }
            };
            let (a, b) = (value(a), value(b));
            prop_assert_eq!(a.value_cmp(&b), b.value_cmp(&a).map(Ordering::reverse));
            prop_assert_eq!(a == b, a.partial_cmp(&b) == Some(Equal));
        }

        /// The usual form is read in one step, a day and a time by themselves in many.
        #[test]
        fn it_is_a_day_and_a_time(day in "(0000|20[0-9/:]{2})-[01][0-9]-[0-3][0-9.]", time in "[012][0-9]:[0-6][0-9][:0][0-6][0-9x](\\.[0-9]{0,2})?Z?") {
            let parts = day.parse::<Date>().and_then(|day| Ok((day, time.parse::<Time>()?)));
            let whole = format!("{day}T{time}").parse::<DateTime>();
            prop_assert_eq!(whole.ok(), parts.ok().map(|(day, time)| DateTime::from_parts(day, time)));
        }

        #[test]
        fn what_is_read_is_what_is_written(text in "[0-9]{4}-(0[1-9]|1[0-2])-[0-2][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?") {
            if let Ok(value) = text.parse::<DateTime>() {
                prop_assert_eq!(value.to_lexical(), text);
            }
        }
    }
}
