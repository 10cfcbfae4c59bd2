//! `xs:gDay` (Part 2, section 3.2.13).

use std::fmt;

use super::Read;
use super::day::{Day, LEAP_YEAR};
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::value::{Calendar, calendar_value, no_value, write_pair};
use crate::xsd::ValueError;

/// A day that comes again each month, perhaps with an offset from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GDay {
    day: u8,
    pub(super) offset: Option<Offset>,
}

impl GDay {
    /// A day of any month without offset.
    ///
    /// # Errors
    /// No month has such a day.
    pub fn new(day: u8) -> Result<Self, ValueError> {
        match Day::new(LEAP_YEAR, 1, day) {
            Ok(_) => Ok(Self { day, offset: None }),
            Err(why) => Err(no_value::<Self>(why, format_args!("---{day:02}"))),
        }
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(&self) -> u8 {
        self.day
    }
}

impl Calendar for GDay {
    const NAME: &'static str = "xs:gDay";
    const FIRST: Self = Self { day: 1, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        const FORM: &str = "not of the form ---DD";
        for _ in 0..3 {
            scan.expect(b'-', FORM)?;
        }
        let Day { day, .. } = Day::new(LEAP_YEAR, 1, scan.pair(FORM)?)?;
        Ok(Self { day, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("---")?;
        write_pair(out, u32::from(self.day))
    }

    fn start(&self) -> Local {
        let day = Day { year: LEAP_YEAR, month: 1, day: self.day };
        (Instant { seconds: day.start(), fraction: 0 }, self.offset)
    }
}

calendar_value!(GDay);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in ["---01", "---31", "---15Z", "---15+13:59"] {
            let value = GDay::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "--15", "15", "---5", "---32", "---00", "----5", "---15z", "---15-"] {
            let error = GDay::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:gDay, found "), "{error}");
        }
    }

    #[test]
    fn order() {
        let day = |text: &str| text.parse::<GDay>().unwrap();
        assert!(day("---15") < day("---16"));
        assert!(day("---15").same_instant(&day("---15")));
        assert!(day("---15").value_cmp(&day("---15Z")).is_none());
        assert!(day("---15Z") < day("---16"));
        assert!(GDay::new(32).is_err());
        assert_eq!(GDay::new(31).unwrap().day(), 31);
    }
}
