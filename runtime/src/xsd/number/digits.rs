//! The value of a decimal numeral, as its significant digits: compared and counted without arithmetic, whatever its length.

use std::cmp::Ordering;
use std::fmt;

/// The digits of a numeral without sign and without what does not count: leading and trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Digits<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Digits<'a> {
    /// The number zero.
    pub(crate) const ZERO: Self = Self { negative: false, whole: "", fraction: "" };

    /// Reads a decimal numeral (Part 2, section 3.2.3.1).
    pub(crate) fn decimal(text: &'a str) -> Option<Self> {
        let (negative, unsigned) = sign(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        Self::of(negative, whole, fraction)
    }

    /// Reads an integer numeral (Part 2, section 3.3.13.1).
    pub(crate) fn integer(text: &'a str) -> Option<Self> {
        let (negative, unsigned) = sign(text);
        if unsigned.is_empty() { None } else { Self::of(negative, unsigned, "") }
    }

    fn of(negative: bool, whole: &'a str, fraction: &'a str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        if !whole.bytes().all(is_digit) || !fraction.bytes().all(is_digit) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        // There is one zero, and it has no sign.
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Some(Self { negative, whole, fraction })
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// Whether nothing but zeros follows the point.
    pub(crate) fn is_whole(&self) -> bool {
        self.fraction.is_empty()
    }

    /// The least n for which the value is an integer divided by 10 to the n (section 4.3.12).
    pub(crate) fn fraction_digits(&self) -> usize {
        self.fraction.len()
    }

    /// The least totalDigits the value satisfies (section 4.3.11): it is i × 10^-n, and both the digits of i and n count.
    pub(crate) fn total_digits(&self) -> usize {
        match self.whole.len() {
            0 => self.fraction.len(),
            whole => whole + self.fraction.len(),
        }
    }

    fn magnitude(&self) -> (usize, &str, &str) {
        (self.whole.len(), self.whole, self.fraction)
    }
}

/// The shortest numeral, but with the point always there.
impl fmt::Display for Digits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}.{}", if self.negative { "-" } else { "" }, self.whole, self.fraction)
    }
}

fn sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    }
}

impl PartialOrd for Digits<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Digits<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude().cmp(&other.magnitude()),
            (true, true) => other.magnitude().cmp(&self.magnitude()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn total_and_fraction_digits() {
        for (text, total, fraction) in [
            ("0", 0, 0),
            ("-000.000", 0, 0),
            ("7", 1, 0),
            ("100", 3, 0),
            ("12.50", 3, 1),
            ("0.05", 2, 2),
            (".05", 2, 2),
            ("-0012.0340", 5, 3),
        ] {
            let digits = Digits::decimal(text).unwrap();
            assert_eq!((digits.total_digits(), digits.fraction_digits()), (total, fraction), "{text}");
        }
    }

    #[test]
    fn order() {
        let ascending = ["-100", "-99.5", "-1.05", "-1", "-0.5", "0", "0.05", "0.5", "0.51", "1", "9", "10", "10.01"];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(Digits::decimal(a).unwrap().cmp(&Digits::decimal(b).unwrap()), i.cmp(&j), "{a} {b}");
            }
        }
        assert_eq!(Digits::decimal("-0"), Digits::decimal("+0.00"));
        assert_eq!(Digits::decimal("+001.50"), Digits::decimal("1.5"));
    }
}
