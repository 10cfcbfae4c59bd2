//! `xs:time` (Part 2, section 3.2.8).

use std::fmt;

use super::Read;
use super::clock::{Clock, clock_parts};
use super::fraction::Fraction;
use super::instant::{Instant, Local};
use super::offset::Offset;
use super::scan::Scan;
use super::value::{Calendar, calendar_value, no_value};
use crate::xsd::ValueError;

/// A time of any day, perhaps with an offset from UTC.
///
/// `24:00:00` stays what it is; compared by value, it is the start of the day after.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    pub(super) clock: Clock,
    pub(super) offset: Option<Offset>,
}

impl Time {
    /// A time without fraction and offset.
    ///
    /// # Errors
    /// There is no such time: leap seconds do not exist, and after hour 23 there is only 24:00:00.
    pub fn new(hour: u8, minute: u8, second: u8) -> Result<Self, ValueError> {
        match Clock::new(hour, minute, second, Fraction::NONE) {
            Ok(clock) => Ok(Self { clock, offset: None }),
            Err(why) => Err(no_value::<Self>(why, format_args!("{hour:02}:{minute:02}:{second:02}"))),
        }
    }
}

impl Calendar for Time {
    const NAME: &'static str = "xs:time";
    const FIRST: Self = Self { clock: Clock::MIDNIGHT, offset: None };

    fn read(scan: &mut Scan<'_>) -> Read<Self> {
        Ok(Self { clock: Clock::read(scan, "not of the form hh:mm:ss")?, offset: None })
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.clock.write(out)
    }

    fn start(&self) -> Local {
        // Times are ordered as if they were of one day, so the end of a day is its start.
        let seconds = self.clock.seconds() % 86_400;
        (Instant { seconds, fraction: self.clock.fraction.finest() }, self.offset)
    }
}

clock_parts!(Time);
calendar_value!(Time);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::xsd::SimpleValue;
    use proptest::prelude::*;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in [
            "00:00:00",
            "13:20:00-05:00",
            "13:20:30.5555",
            "23:59:59.9999999999999999999Z",
            "24:00:00",
            "24:00:00.000Z",
            "09:30:10.000+06:00",
            "01:02:03-00:00",
        ] {
            let time = Time::from_lexical(text).unwrap();
            assert_eq!((time.to_lexical(), time.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in [
            "",
            "1:20:00",
            "13:20",
            "13:20:0",
            "132000",
            "24:00:01",
            "24:01:00",
            "24:00:00.1",
            "25:00:00",
            "13:60:00",
            "13:20:60",
            "13:20:00.",
            "13:20:00 Z",
            "-13:20:00",
            "13:20:00.12345678901234567890",
            "13:20:00,5",
        ] {
            assert!(Time::from_lexical(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn parts() {
        let time = Time::new(9, 5, 7).unwrap().with_nanosecond(120_000_000).unwrap().with_offset(Offset::UTC);
        assert_eq!(time.to_string(), "09:05:07.12Z");
        assert_eq!(
            (time.hour(), time.minute(), time.second(), time.nanosecond(), time.fraction_digits()),
            (9, 5, 7, 120_000_000, 2)
        );
        assert!(time.with_nanosecond(1_000_000_000).is_err());
        assert!(Time::new(24, 0, 0).unwrap().with_nanosecond(1).is_err());
        assert!(Time::new(23, 59, 60).is_err());
    }

    #[test]
    fn order() {
        let time = |text: &str| text.parse::<Time>().unwrap();
        assert!(time("12:00:00.1") > time("12:00:00.09"));
        assert!(time("12:00:00.10").same_instant(&time("12:00:00.1")));
        assert!(time("12:00:00+01:00").same_instant(&time("11:00:00Z")));
        assert!(time("24:00:00").same_instant(&time("00:00:00")));
        assert_eq!(time("12:00:00").value_cmp(&time("12:00:00Z")), None);
        assert_eq!(time("12:00:00.10").partial_cmp(&time("12:00:00.1")), None, "written apart");
    }

    proptest! {
        #[test]
        fn round_trip(hour in 0u8..24, minute in 0u8..60, second in 0u8..60, fraction in "(\\.[0-9]{1,19})?", offset in "(Z|[-+]0[0-9]:[0-5][0-9])?") {
            let text = format!("{hour:02}:{minute:02}:{second:02}{fraction}{offset}");
            prop_assert_eq!(text.parse::<Time>().unwrap().to_string(), text);
        }
    }
}
