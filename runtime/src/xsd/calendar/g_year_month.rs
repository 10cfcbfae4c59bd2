//! `xs:gYearMonth` (Part 2, section 3.2.10).

use std::fmt;

use super::Read;
use super::day::{Day, check_month, read_year, write_year};
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::value::{Calendar, calendar_value, no_value, write_pair};
use crate::xsd::ValueError;

/// A month of a year, perhaps with an offset from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GYearMonth {
    year: i32,
    month: u8,
    pub(super) offset: Option<Offset>,
}

impl GYearMonth {
    /// A month of a year without offset.
    ///
    /// # Errors
    /// There is no such month, or the year is 0.
    pub fn new(year: i32, month: u8) -> Result<Self, ValueError> {
        match Day::new(year, month, 1) {
            Ok(_) => Ok(Self { year, month, offset: None }),
            Err(why) => Err(no_value::<Self>(why, format_args!("{year:04}-{month:02}"))),
        }
    }

    /// The year, never 0; years before 1 are negative.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.month
    }
}

impl Calendar for GYearMonth {
    const NAME: &'static str = "xs:gYearMonth";
    const FIRST: Self = Self { year: 1, month: 1, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        const FORM: &str = "not of the form YYYY-MM";
        let year = read_year(scan, FORM)?.get();
        scan.expect(b'-', FORM)?;
        let month = scan.pair(FORM)?;
        check_month(month)?;
        Ok(Self { year, month, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        write_year(out, self.year)?;
        out.write_char('-')?;
        write_pair(out, u32::from(self.month))
    }

    fn start(&self) -> Local {
        let day = Day { year: self.year, month: self.month, day: 1 };
        (Instant { seconds: day.start(), fraction: 0 }, self.offset)
    }
}

calendar_value!(GYearMonth);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in ["1999-05", "1999-12Z", "-0001-01", "12000-06-05:00"] {
            let value = GYearMonth::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "1999", "1999-5", "1999-13", "1999-00", "0000-01", "1999-05-01", "1999-05z", "99-05"] {
            let error = GYearMonth::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:gYearMonth, found "), "{error}");
        }
    }

    #[test]
    fn order() {
        let month = |text: &str| text.parse::<GYearMonth>().unwrap();
        assert!(month("1999-12") < month("2000-01"));
        assert!(month("2000-01Z") < month("2000-02"));
        assert!(month("2000-01").value_cmp(&month("2000-01Z")).is_none());
        assert!(GYearMonth::new(2000, 13).is_err());
        assert_eq!(GYearMonth::new(2000, 2).unwrap().month(), 2);
    }
}
