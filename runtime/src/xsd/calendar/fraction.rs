//! The fraction of a second, with as many digits as were written.

use std::fmt;

use super::Read;
use super::scan::{Scan, number};

/// How many digits a fraction may have: a ten-thousandth of a femtosecond. The specification asks for three at least.
const MOST_DIGITS: u8 = 19;

/// How many of a fraction's digits a nanosecond shows.
const NANO_DIGITS: u8 = 9;

/// `value / 10^digits` seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Fraction {
    /// The value's upper and lower half: 64 bits in one would pad a date and time from 28 bytes to 40.
    value: [u32; 2],
    digits: u8,
}

impl Fraction {
    pub(super) const NONE: Self = Self { value: [0; 2], digits: 0 };

    fn new(value: u64, digits: u8) -> Self {
        // Both casts keep just the bits they are to keep.
        Self { value: [(value >> 32) as u32, value as u32], digits }
    }

    fn value(self) -> u64 {
        let [upper, lower] = self.value;
        u64::from(upper) << 32 | u64::from(lower)
    }

    /// The fraction with as few digits as say it; `nanosecond` is below 10^9.
    pub(super) fn of_nanosecond(nanosecond: u32) -> Self {
        let (mut value, mut digits) = (u64::from(nanosecond), NANO_DIGITS);
        while digits > 0 && value.is_multiple_of(10) {
            (value, digits) = (value / 10, digits - 1);
        }
        Self::new(value, digits)
    }

    /// Reads `.digits`, if a point comes next.
    #[inline]
    pub(super) fn read(scan: &mut Scan<'_>) -> Read<Self> {
        if !scan.accept(b'.') {
            return Ok(Self::NONE);
        }
        let written = scan.digits();
        match u8::try_from(written.len()) {
            Ok(0) => Err("no digit after the decimal point"),
            // Nineteen digits always fit.
            Ok(digits @ 1..=MOST_DIGITS) => Ok(Self::new(number(written).unwrap_or_default(), digits)),
            _ => Err("more than 19 digits after the decimal point"),
        }
    }

    pub(super) fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        if self.digits == 0 {
            return Ok(());
        }
        out.write_char('.')?;
        let mut buffer = itoa::Buffer::new();
        let significant = buffer.format(self.value());
        for _ in significant.len()..usize::from(self.digits) {
            out.write_char('0')?;
        }
        out.write_str(significant)
    }

    pub(super) fn is_zero(self) -> bool {
        self.value() == 0
    }

    /// How many digits were written.
    pub(super) fn digits(self) -> u8 {
        self.digits
    }

    /// In nanoseconds, cut off.
    pub(super) fn nanosecond(self) -> u32 {
        let nanosecond = self.finest() / 10u64.pow(u32::from(MOST_DIGITS - NANO_DIGITS));
        u32::try_from(nanosecond).unwrap_or_default()
    }

    /// In units of 10^-19 seconds, whatever was written: what order goes by.
    pub(super) fn finest(self) -> u64 {
        self.value() * 10u64.pow(u32::from(MOST_DIGITS.saturating_sub(self.digits)))
    }

    /// One second in the units of [`finest`](Self::finest).
    pub(super) const SECOND: u64 = 10u64.pow(MOST_DIGITS as u32);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_was_written_comes_back() {
        for (text, nanosecond) in [
            ("", 0),
            (".0", 0),
            (".000", 0),
            (".5", 500_000_000),
            (".050", 50_000_000),
            (".123456789", 123_456_789),
            (".1234567899999999999", 123_456_789),
            (".9999999999999999999", 999_999_999),
        ] {
            let fraction = Fraction::read(&mut Scan::new(text)).unwrap();
            let mut written = String::new();
            fraction.write(&mut written).unwrap();
            assert_eq!((written.as_str(), fraction.nanosecond()), (text, nanosecond));
        }
    }

    #[test]
    fn bounds() {
        assert!(Fraction::read(&mut Scan::new(".")).is_err());
        assert!(Fraction::read(&mut Scan::new(".00000000000000000000")).is_err());
        assert_eq!(Fraction::of_nanosecond(0), Fraction::NONE);
        assert_eq!(Fraction::of_nanosecond(120_000_000), Fraction::new(12, 2));
        assert_eq!(Fraction::of_nanosecond(1).digits(), 9);
    }
}
