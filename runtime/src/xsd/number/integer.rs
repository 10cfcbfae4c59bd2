//! `xs:integer` (Part 2, section 3.3.13): any number of digits, kept as written.

use super::Digits;
use super::numeral::numeral;
use crate::xsd::text::Text;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

/// An integer of any size. It is compared by value and written back as it was read, so `+007` equals `7` and still says
/// `+007`.
///
/// Numerals of up to 22 characters are kept in place; a longer one takes one allocation.
#[derive(Clone)]
pub struct Integer(Text);

impl Integer {
    /// The value, if it fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.as_str().parse().ok()
    }

    /// The value, if it fits.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        if self.is_zero() { Some(0) } else { self.as_str().parse().ok() }
    }

    /// The value, if it fits.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        self.as_str().parse().ok()
    }

    pub(super) fn into_text(self) -> Text {
        self.0
    }
}

numeral!(Integer, "xs:integer", read: Digits::integer, otherwise: "not an integer");

macro_rules! from_primitive {
    ($($rust:ty)+) => {$(
        impl From<$rust> for Integer {
            fn from(value: $rust) -> Self {
                Self(Text::new(itoa::Buffer::new().format(value)))
            }
        }
    )+};
}

macro_rules! to_primitive {
    ($($rust:ty: $method:ident,)+) => {$(
        /// Fails if the value does not fit.
        impl TryFrom<Integer> for $rust {
            type Error = ValueError;

            fn try_from(value: Integer) -> Result<Self, ValueError> {
                Self::try_from(&value)
            }
        }

        /// Fails if the value does not fit.
        impl TryFrom<&Integer> for $rust {
            type Error = ValueError;

            fn try_from(value: &Integer) -> Result<Self, ValueError> {
                value.$method().ok_or_else(|| {
                    ValueError::new(concat!("a number that fits ", stringify!($rust)), value.as_str(), crate::xsd::Reason::Range)
                })
            }
        }
    )+};
}

from_primitive!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
to_primitive!(i64: to_i64, u64: to_u64, i128: to_i128,);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in ["0", "-0", "+0", "-1", "12678967543233", "+100000", "007", "-126789675432334567890123456789"] {
            let value = Integer::from_lexical(text).unwrap();
            assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "+", "-", "1.0", "1.", ".", "1e3", " 1", "--1", "0x10"] {
            let error = Integer::from_lexical(text).unwrap_err();
            assert!(error.to_string().ends_with(": not an integer"), "{error}");
        }
    }

    #[test]
    fn conversions_are_checked() {
        let read = |text: &str| text.parse::<Integer>().unwrap();
        assert_eq!(read("+007").to_i64(), Some(7));
        assert_eq!(read("-0").to_u64(), Some(0));
        assert_eq!(read("-1").to_u64(), None);
        assert_eq!(read("170141183460469231731687303715884105727").to_i128(), Some(i128::MAX));
        assert_eq!(read("170141183460469231731687303715884105728").to_i128(), None);
        assert_eq!((i64::try_from(read("7")), u64::try_from(Integer::from(7_usize))), (Ok(7), Ok(7)));
        assert_eq!(
            i64::try_from(&read("9223372036854775808")).unwrap_err().to_string(),
            r#"expected a number that fits i64, found "9223372036854775808": out of range"#
        );
    }

    proptest! {
        #[test]
        fn order_is_that_of_numbers(a: i128, b: i128) {
            let (x, y) = (Integer::from(a), Integer::from(b));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!(x.to_i128(), Some(a));
            prop_assert_eq!(Integer::from_lexical(&x.to_lexical()).unwrap(), x);
        }
    }
}
