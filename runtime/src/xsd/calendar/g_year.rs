//! `xs:gYear` (Part 2, section 3.2.11).

use std::fmt;

use super::Read;
use super::day::{Day, read_year, write_year};
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::value::{Calendar, calendar_value, no_value};
use crate::xsd::ValueError;

/// A year, perhaps with an offset from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GYear {
    year: i32,
    pub(super) offset: Option<Offset>,
}

impl GYear {
    /// A year without offset.
    ///
    /// # Errors
    /// The year is 0.
    pub fn new(year: i32) -> Result<Self, ValueError> {
        match Day::new(year, 1, 1) {
            Ok(_) => Ok(Self { year, offset: None }),
            Err(why) => Err(no_value::<Self>(why, format_args!("{year:04}"))),
        }
    }

    /// The year, never 0; years before 1 are negative.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }
}

impl Calendar for GYear {
    const NAME: &'static str = "xs:gYear";
    const FIRST: Self = Self { year: 1, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        let year = read_year(scan, "not of the form YYYY")?.get();
        Ok(Self { year, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        write_year(out, self.year)
    }

    fn start(&self) -> Local {
        let day = Day { year: self.year, month: 1, day: 1 };
        (Instant { seconds: day.start(), fraction: 0 }, self.offset)
    }
}

calendar_value!(GYear);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in ["1999", "1999Z", "-0001", "12000+01:00", "0001-14:00"] {
            let value = GYear::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "99", "0000", "01999", "1999-", "1999-05", "+1999", "1999z"] {
            let error = GYear::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:gYear, found "), "{error}");
        }
    }

    #[test]
    fn order() {
        let year = |text: &str| text.parse::<GYear>().unwrap();
        assert!(year("-0002") < year("0001") && year("9999") < year("10000"));
        assert!(year("2000Z") < year("2001"));
        assert!(year("2000").value_cmp(&year("2000Z")).is_none());
        assert_eq!(GYear::new(2000).unwrap().to_string(), "2000");
        assert!(GYear::new(0).is_err());
    }
}
