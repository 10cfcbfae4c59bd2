//! `xs:gMonthDay` (Part 2, section 3.2.12).

use std::fmt;

use super::Read;
use super::day::{Day, LEAP_YEAR};
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::value::{Calendar, calendar_value, no_value, write_pair};
use crate::xsd::ValueError;

/// A day that comes again each year, perhaps with an offset from UTC; 29 February is one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GMonthDay {
    month: u8,
    day: u8,
    pub(super) offset: Option<Offset>,
}

impl GMonthDay {
    /// A day of any year without offset.
    ///
    /// # Errors
    /// No year has such a day.
    pub fn new(month: u8, day: u8) -> Result<Self, ValueError> {
        match Day::new(LEAP_YEAR, month, day) {
            Ok(_) => Ok(Self { month, day, offset: None }),
            Err(why) => Err(no_value::<Self>(why, format_args!("--{month:02}-{day:02}"))),
        }
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(&self) -> u8 {
        self.day
    }
}

impl Calendar for GMonthDay {
    const NAME: &'static str = "xs:gMonthDay";
    const FIRST: Self = Self { month: 1, day: 1, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        const FORM: &str = "not of the form --MM-DD";
        scan.expect(b'-', FORM)?;
        scan.expect(b'-', FORM)?;
        let month = scan.pair(FORM)?;
        scan.expect(b'-', FORM)?;
        let Day { month, day, .. } = Day::new(LEAP_YEAR, month, scan.pair(FORM)?)?;
        Ok(Self { month, day, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("--")?;
        write_pair(out, u32::from(self.month))?;
        out.write_char('-')?;
        write_pair(out, u32::from(self.day))
    }

    fn start(&self) -> Local {
        let day = Day { year: LEAP_YEAR, month: self.month, day: self.day };
        (Instant { seconds: day.start(), fraction: 0 }, self.offset)
    }
}

calendar_value!(GMonthDay);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in ["--01-01", "--02-29", "--12-31Z", "--11-05-05:00"] {
            let value = GMonthDay::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "-11-05", "11-05", "--11", "--13-01", "--02-30", "--04-31", "--1-05", "--11-00", "--11-05z"] {
            let error = GMonthDay::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:gMonthDay, found "), "{error}");
        }
    }

    #[test]
    fn order() {
        let day = |text: &str| text.parse::<GMonthDay>().unwrap();
        assert!(day("--02-29") < day("--03-01"));
        assert!(day("--12-12+13:00") < day("--12-12+11:00"));
        assert!(day("--12-12").value_cmp(&day("--12-12Z")).is_none());
        assert!(GMonthDay::new(2, 30).is_err());
        assert_eq!(GMonthDay::new(2, 29).unwrap().day(), 29);
    }
}
