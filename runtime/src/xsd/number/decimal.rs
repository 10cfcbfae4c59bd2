//! `xs:decimal` (Part 2, section 3.2.3): any number of digits before and after the point, kept as written.

use super::numeral::numeral;
use super::{Digits, Integer};
use crate::xsd::text::Text;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

/// A decimal number of any size. It is compared by value and written back as it was read, so `1.50` equals `1.5` and
/// still says `1.50`.
///
/// Numerals of up to 22 characters are kept in place; a longer one takes one allocation.
///
/// ```
/// use soap_runtime::xsd::Decimal;
///
/// let price: Decimal = "+001.50".parse()?;
/// assert_eq!(price, "1.5".parse()?);
/// assert_eq!(price.to_string(), "+001.50");
/// assert_eq!(price.to_f64(), 1.5);
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
#[derive(Clone)]
pub struct Decimal(Text);

impl Decimal {
    /// The value, if it is an integer that fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.to_i128()?.try_into().ok()
    }

    /// The value, if it is an integer that fits.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.to_i128()?.try_into().ok()
    }

    /// The value, if it is an integer that fits.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        if !self.digits().is_whole() {
            return None;
        }
        let whole = self.as_str().split('.').next().unwrap_or_default();
        if matches!(whole, "" | "+" | "-") { Some(0) } else { whole.parse().ok() }
    }

    /// The value, if it is an integer.
    #[must_use]
    pub fn to_integer(&self) -> Option<Integer> {
        if !self.digits().is_whole() {
            return None;
        }
        let whole = self.as_str().split('.').next().unwrap_or_default();
        if matches!(whole, "" | "+" | "-") { Some(Integer::ZERO) } else { whole.parse().ok() }
    }
}

numeral!(Decimal, "xs:decimal", read: Digits::decimal, otherwise: "not a decimal number");

impl From<Integer> for Decimal {
    fn from(value: Integer) -> Self {
        Self(value.into_text())
    }
}

macro_rules! from_primitive {
    ($($rust:ty)+) => {$(
        impl From<$rust> for Decimal {
            fn from(value: $rust) -> Self {
                Integer::from(value).into()
            }
        }
    )+};
}

from_primitive!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// The shortest numeral that brings the same double back.
impl TryFrom<f64> for Decimal {
    type Error = ValueError;

    fn try_from(value: f64) -> Result<Self, ValueError> {
        Self::from_lexical(&value.to_string())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::hash::{Hash, Hasher};

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid_ones_come_back_as_written() {
        for text in [
            "0",
            "-0",
            "+0.00",
            "1",
            "-1.23",
            "12678967.543233",
            "+100000.00",
            "210",
            "007",
            ".5",
            "-.5",
            "5.",
            "123456789012345678901234567890.098765432109876543210",
        ] {
            let value = Decimal::from_lexical(text).unwrap();
            assert_eq!(value.to_lexical(), text);
            assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn malformed() {
        for text in ["", "+", "-", ".", "-.", "1e3", "1.2.3", "1,5", " 1", "INF", "NaN", "--1", "1-", "٣"] {
            assert!(Decimal::from_lexical(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn conversions_are_checked() {
        let read = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(read("-12.00").to_i64(), Some(-12));
        assert_eq!(read(".0").to_i64(), Some(0));
        assert_eq!(read("12.5").to_i64(), None);
        assert_eq!(read("9223372036854775808").to_i64(), None);
        assert_eq!(read("9223372036854775808").to_u64(), Some(1 << 63));
        assert_eq!(read("-1").to_u64(), None);
        assert_eq!(read("12.5").to_f64(), 12.5);
        assert_eq!(read("5.").to_f64(), 5.0);
        assert_eq!(read("-.0").to_integer(), Some(Integer::from(0)));
        assert_eq!(Decimal::try_from(1e-7).unwrap().as_str(), "0.0000001");
        assert!(Decimal::try_from(f64::NAN).is_err());
        assert!(Decimal::try_from(f64::INFINITY).is_err());
    }

    proptest! {
        #[test]
        fn integers_order_as_numbers(a: i64, b: i64) {
            prop_assert_eq!(Decimal::from(a).cmp(&Decimal::from(b)), a.cmp(&b));
            prop_assert_eq!(Decimal::from(a).to_i64(), Some(a));
        }

        #[test]
        fn equal_values_hash_alike(text in "-?[0-9]{1,3}(\\.[0-9]{0,3})?", zeros in 0usize..3) {
            let point = if text.contains('.') { "" } else { "." };
            let (sign, unsigned) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
            let longer = format!("{sign}{0}{unsigned}{point}{0}", "0".repeat(zeros));
            let (a, b) = (text.parse::<Decimal>().unwrap(), longer.parse::<Decimal>().unwrap());
            prop_assert_eq!(&a, &b);
            let hash = |value: &Decimal| {
                let mut hasher = std::hash::DefaultHasher::new();
                value.hash(&mut hasher);
                hasher.finish()
            };
            prop_assert_eq!(hash(&a), hash(&b));
        }

        #[test]
        fn doubles_come_back(value in -1e18f64..1e18) {
            prop_assert_eq!(Decimal::try_from(value).unwrap().to_f64(), value);
        }
    }
}
