//! `xs:gMonth` (Part 2, section 3.2.14).

use std::fmt;

use super::Read;
use super::day::{Day, LEAP_YEAR, check_month};
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::value::{Calendar, calendar_value, no_value, write_pair};
use crate::xsd::ValueError;

/// A month that comes again each year, perhaps with an offset from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GMonth {
    month: u8,
    pub(super) offset: Option<Offset>,
}

impl GMonth {
    /// A month of any year without offset.
    ///
    /// # Errors
    /// There is no such month.
    pub fn new(month: u8) -> Result<Self, ValueError> {
        match check_month(month) {
            Ok(()) => Ok(Self { month, offset: None }),
            Err(why) => Err(no_value::<Self>(why, format_args!("--{month:02}"))),
        }
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.month
    }
}

impl Calendar for GMonth {
    const NAME: &'static str = "xs:gMonth";
    const FIRST: Self = Self { month: 1, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        const FORM: &str = "not of the form --MM";
        scan.expect(b'-', FORM)?;
        scan.expect(b'-', FORM)?;
        let month = scan.pair(FORM)?;
        check_month(month)?;
        Ok(Self { month, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("--")?;
        write_pair(out, u32::from(self.month))
    }

    fn start(&self) -> Local {
        let day = Day { year: LEAP_YEAR, month: self.month, day: 1 };
        (Instant { seconds: day.start(), fraction: 0 }, self.offset)
    }
}

calendar_value!(GMonth);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in ["--01", "--12", "--06Z", "--06-14:00"] {
            let value = GMonth::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "-06", "06", "--6", "--13", "--00", "--06--", "--06-01", "--06z"] {
            let error = GMonth::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:gMonth, found "), "{error}");
        }
    }

    #[test]
    fn order() {
        let month = |text: &str| text.parse::<GMonth>().unwrap();
        assert!(month("--05") < month("--06"));
        assert!(month("--05Z") < month("--06"));
        assert!(month("--05").value_cmp(&month("--05Z")).is_none());
        assert!(GMonth::new(0).is_err());
        assert_eq!(GMonth::new(12).unwrap().month(), 12);
    }
}
