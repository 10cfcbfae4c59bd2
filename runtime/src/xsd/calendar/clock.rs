//! A time of day (Part 2, sections 3.2.7.1 and 3.2.8).

use std::fmt;

use super::Read;
use super::fraction::Fraction;
use super::scan::Scan;
use super::value::write_pair;

/// From 00:00:00 to 24:00:00, the last being the first instant of the day after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) fraction: Fraction,
}

impl Clock {
    pub(super) const MIDNIGHT: Self = Self { hour: 0, minute: 0, second: 0, fraction: Fraction::NONE };

    pub(super) fn new(hour: u8, minute: u8, second: u8, fraction: Fraction) -> Read<Self> {
        if minute > 59 {
            return Err("no such minute");
        }
        if second > 59 {
            return Err("no such second");
        }
        match hour {
            0..=23 => Ok(Self { hour, minute, second, fraction }),
            24 if minute == 0 && second == 0 && fraction.is_zero() => Ok(Self { hour, minute, second, fraction }),
            24 => Err("a day ends at 24:00:00"),
            _ => Err("no such hour"),
        }
    }

    pub(super) fn with_nanosecond(self, nanosecond: u32) -> Read<Self> {
        if nanosecond > 999_999_999 {
            return Err("a second or more");
        }
        Self::new(self.hour, self.minute, self.second, Fraction::of_nanosecond(nanosecond))
    }

    /// Reads `hh:mm:ss` and perhaps a fraction.
    #[inline]
    pub(super) fn read(scan: &mut Scan<'_>, form: &'static str) -> Read<Self> {
        let hour = scan.pair(form)?;
        scan.expect(b':', form)?;
        let minute = scan.pair(form)?;
        scan.expect(b':', form)?;
        let second = scan.pair(form)?;
        Self::new(hour, minute, second, Fraction::read(scan)?)
    }

    pub(super) fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        write_pair(out, u32::from(self.hour))?;
        out.write_char(':')?;
        write_pair(out, u32::from(self.minute))?;
        out.write_char(':')?;
        write_pair(out, u32::from(self.second))?;
        self.fraction.write(out)
    }

    /// Whole seconds since midnight.
    pub(super) fn seconds(self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }
}

/// What a value with a field `clock` tells of it.
macro_rules! clock_parts {
    ($type:ident) => {
        impl $type {
            /// The same with another fraction of the second, written with as few digits as it takes.
            ///
            /// # Errors
            /// It is a second or more, or the time is 24:00:00.
            pub fn with_nanosecond(self, nanosecond: u32) -> Result<Self, ValueError> {
                match self.clock.with_nanosecond(nanosecond) {
                    Ok(clock) => Ok(Self { clock, ..self }),
                    Err(why) => Err(no_value::<Self>(why, format_args!("{self} with {nanosecond} ns"))),
                }
            }

            /// The hour, from 0 to 24.
            #[must_use]
            pub fn hour(&self) -> u8 {
                self.clock.hour
            }

            /// The minute, from 0 to 59.
            #[must_use]
            pub fn minute(&self) -> u8 {
                self.clock.minute
            }

            /// The second, from 0 to 59.
            #[must_use]
            pub fn second(&self) -> u8 {
                self.clock.second
            }

            /// The fraction of the second in nanoseconds; digits after the ninth are cut off.
            #[must_use]
            pub fn nanosecond(&self) -> u32 {
                self.clock.fraction.nanosecond()
            }

            /// How many digits the fraction is written with, from 0 to 19.
            #[must_use]
            pub fn fraction_digits(&self) -> u8 {
                self.clock.fraction.digits()
            }
        }
    };
}

pub(super) use clock_parts;
