//! `xs:date` (Part 2, section 3.2.9).

use std::fmt;

use super::Read;
use super::day::{Day, day_parts};
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::value::{Calendar, calendar_value, no_value};
use crate::xsd::ValueError;

/// A calendar day, perhaps with an offset from UTC.
///
/// ```
/// use soap_runtime::xsd::Date;
///
/// let date: Date = "2012-02-29Z".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2012, 2, 29));
/// assert_eq!(Date::new(2012, 2, 29)?, date.without_offset());
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    pub(super) day: Day,
    pub(super) offset: Option<Offset>,
}

impl Date {
    /// A date without offset.
    ///
    /// # Errors
    /// There is no such day, or the year is 0.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, ValueError> {
        match Day::new(year, month, day) {
            Ok(day) => Ok(Self { day, offset: None }),
            Err(why) => Err(no_value::<Self>(why, format_args!("{year:04}-{month:02}-{day:02}"))),
        }
    }
}

impl Calendar for Date {
    const NAME: &'static str = "xs:date";
    const FIRST: Self = Self { day: Day::FIRST, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        Ok(Self { day: Day::read(scan, "not of the form YYYY-MM-DD")?, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.day.write(out)
    }

    fn start(&self) -> Local {
        (Instant { seconds: self.day.start(), fraction: 0 }, self.offset)
    }
}

day_parts!(Date);
calendar_value!(Date);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;
    use proptest::prelude::*;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in [
            "2002-10-10",
            "2002-10-10+13:00",
            "2002-10-10-00:00",
            "0001-01-01Z",
            "-0001-12-31",
            "12004-02-29",
            "-2147483647-01-01",
            "2147483647-12-31+14:00",
        ] {
            let date = Date::from_lexical(text).unwrap();
            assert_eq!((date.to_lexical(), date.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in [
            "",
            "2002-10-1",
            "2002-1-10",
            "02-10-10",
            "2002/10/10",
            "2002-13-01",
            "2002-00-01",
            "2002-10-00",
            "2002-10-32",
            "2002-02-29",
            "1900-02-29",
            "0000-01-01",
            "-0000-01-01",
            "02002-01-01",
            "+2002-01-01",
            "2147483648-01-01",
            "2002-10-10z",
            "2002-10-10T00:00:00",
            "2002-10-10 ",
            "2002-10-10+14:01",
            "20021010",
            "２００２-10-10",
        ] {
            let error = Date::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:date, found "), "{error}");
        }
        assert_eq!(
            Date::new(2001, 2, 29).unwrap_err().to_string(),
            r#"expected xs:date, found "2001-02-29": no such day"#
        );
    }

    #[test]
    fn offsets_decide_the_order() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert!(date("2002-10-10+13:00") < date("2002-10-10Z"));
        assert!(date("2002-10-10+13:00").same_instant(&date("2002-10-09-11:00")));
        assert_eq!(date("2002-10-10").value_cmp(&date("2002-10-10Z")), None);
        assert!(date("-0002-01-01") < date("-0001-01-01"));
        assert!(date("9999-12-31") < date("10000-01-01"));
    }

    proptest! {
        #[test]
        fn round_trip(year in -12000i32..12000, month in 1u8..=12, day in 1u8..=31, offset in proptest::option::of(-840i16..=840)) {
            let Ok(mut date) = Date::new(year, month, day) else { return Ok(()) };
            if let Some(minutes) = offset {
                date = date.with_offset(Offset::from_minutes(minutes).unwrap());
            }
            prop_assert_eq!(date.to_lexical().parse::<Date>().unwrap(), date);
            prop_assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
        }

        #[test]
        fn no_text_panics(text in "[-0-9:TZ+.é ]{0,30}") {
            if let Ok(date) = text.parse::<Date>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
