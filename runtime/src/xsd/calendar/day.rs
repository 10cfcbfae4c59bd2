//! A day of the proleptic Gregorian calendar (Part 2, section 3.2.7 and appendix E).

use std::fmt;
use std::num::NonZeroI32;

use super::Read;
use super::scan::{Scan, number};
use super::value::write_pair;

/// A year, a month from 1 to 12 and a day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

pub(super) const NO_SUCH_MONTH: &str = "no such month";
pub(super) const NO_SUCH_DAY: &str = "no such day";

/// The year that types without one are ordered in: it has every day there is.
pub(super) const LEAP_YEAR: i32 = 1972;

impl Day {
    pub(super) const FIRST: Self = Self { year: 1, month: 1, day: 1 };

    /// A day that exists.
    pub(super) fn new(year: i32, month: u8, day: u8) -> Read<Self> {
        if year == 0 {
            return Err(YEAR_ZERO);
        }
        check_month(month)?;
        if day == 0 || day > days_in_month(i128::from(year), month) {
            return Err(NO_SUCH_DAY);
        }
        Ok(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`.
    #[inline]
    pub(super) fn read(scan: &mut Scan<'_>, form: &'static str) -> Read<Self> {
        let year = read_year(scan, form)?;
        scan.expect(b'-', form)?;
        let month = scan.pair(form)?;
        scan.expect(b'-', form)?;
        let day = scan.pair(form)?;
        Self::new(year.get(), month, day)
    }

    pub(super) fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        write_year(out, self.year)?;
        out.write_char('-')?;
        write_pair(out, u32::from(self.month))?;
        out.write_char('-')?;
        write_pair(out, u32::from(self.day))
    }

    /// Seconds from the start of 1970 to the start of the day, both local.
    pub(super) fn start(self) -> i64 {
        let days = days_since_1970(i128::from(self.year), self.month, self.day);
        // A year is 32 bits, so this fits by far.
        i64::try_from(days * 86_400).unwrap_or_default()
    }
}

const YEAR_ZERO: &str = "there is no year 0000";

/// Reads `YYYY` or more digits, perhaps after a minus sign.
#[inline]
pub(super) fn read_year(scan: &mut Scan<'_>, form: &'static str) -> Read<NonZeroI32> {
    let negative = scan.accept(b'-');
    let digits = scan.digits();
    if digits.len() < 4 {
        return Err(form);
    }
    if digits.len() > 4 && digits.starts_with(b"0") {
        return Err("a year of more than four digits does not begin with 0");
    }
    let year = number(digits).and_then(|year| i32::try_from(year).ok()).ok_or("the year is out of range")?;
    NonZeroI32::new(if negative { -year } else { year }).ok_or(YEAR_ZERO)
}

pub(super) fn write_year(out: &mut impl fmt::Write, year: i32) -> fmt::Result {
    if year < 0 {
        out.write_char('-')?;
    }
    let year = year.unsigned_abs();
    if year > 9999 {
        return out.write_str(itoa::Buffer::new().format(year));
    }
    write_pair(out, year / 100)?;
    write_pair(out, year % 100)
}

pub(super) fn check_month(month: u8) -> Read<()> {
    if matches!(month, 1..=12) { Ok(()) } else { Err(NO_SUCH_MONTH) }
}

/// The last day of a month. Years before 1 count as they are written, as in appendix E.
pub(super) fn days_in_month(year: i128, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap(year: i128) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01. A year is taken to begin in March, so that the leap day is its last.
pub(super) fn days_since_1970(year: i128, month: u8, day: u8) -> i128 {
    let (year, months_since_march) =
        if month > 2 { (year, i128::from(month) - 3) } else { (year - 1, i128::from(month) + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // March to July, and again August to December, are 153 days.
    let day_of_year = (153 * months_since_march + 2) / 5 + i128::from(day) - 1;
    // From 0000-03-01 to 1970-01-01.
    const TO_1970: i128 = 719_468;
    365 * year + leap_days + day_of_year - TO_1970
}

/// What a value with a field `day` tells of it.
macro_rules! day_parts {
    ($type:ident) => {
        impl $type {
            /// The year, never 0; years before 1 are negative.
            #[must_use]
            pub fn year(&self) -> i32 {
                self.day.year
            }

            /// The month, from 1.
            #[must_use]
            pub fn month(&self) -> u8 {
                self.day.month
            }

            /// The day of the month, from 1.
            #[must_use]
            pub fn day(&self) -> u8 {
                self.day.day
            }
        }
    };
}

pub(super) use day_parts;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers() {
        for (year, month, day, number) in [
            (1970, 1, 1, 0),
            (1969, 12, 31, -1),
            (2000, 2, 29, 11_016),
            (2000, 3, 1, 11_017),
            (1600, 1, 1, -135_140),
            (1, 1, 1, -719_162),
        ] {
            assert_eq!(days_since_1970(year, month, day), number, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut expected = days_since_1970(-801, 1, 1);
        for year in -801..=2401 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(days_since_1970(year, month, day), expected);
                    expected += 1;
                }
            }
        }
    }

    #[test]
    fn leap_years() {
        for (year, leap) in
            [(2000, true), (1900, false), (2004, true), (2100, false), (1999, false), (-4, true), (-1, false)]
        {
            assert_eq!(Day::new(year, 2, 29).is_ok(), leap, "{year}");
        }
    }
}
