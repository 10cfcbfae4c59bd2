//! `xs:float` and `xs:double` (Part 2, sections 3.2.4 and 3.2.5).

use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

macro_rules! floating {
    ($rust:ty: $name:literal) => {
        #[doc = concat!("`", $name, "`: the number nearest to what was read is kept, its digits are not (`1.10` becomes `1.1`), nor which")]
        /// of many not-a-numbers it is. Written with as few significant digits as bring the same number back, `-0` and `INF` among them.
        /// The exponent of very large and very small ones is as in XSD's canonical form: `1.5E-7`.
        impl SimpleValue for $rust {
            const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
            const HAS_OWN_FORM: bool = true;

            #[inline]
            fn placeholder() -> Self {
                0.0
            }

            fn from_lexical(text: &str) -> Result<Self, ValueError> {
                if is_decimal(text) {
                    if let Ok(value) = text.parse() {
                        return Ok(value);
                    }
                }
                match text {
                    "INF" => Ok(Self::INFINITY),
                    "-INF" => Ok(Self::NEG_INFINITY),
                    "NaN" => Ok(Self::NAN),
                    _ => Err(ValueError::lexical($name, text, "not a number, INF, -INF or NaN")),
                }
            }

            fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
                if self.is_finite() {
                    let mut buffer = zmij::Buffer::new();
                    push_number(buffer.format_finite(*self), scratch);
                    return scratch;
                }
                match (self.is_nan(), self.is_sign_negative()) {
                    (true, _) => "NaN",
                    (false, false) => "INF",
                    (false, true) => "-INF",
                }
            }

            fn own_lexical(&self, text: &mut String) {
                let usual = self.to_lexical();
                if !self.is_finite() {
                    return text.push_str(&usual);
                }
                let sign = if usual.starts_with('-') { "" } else { "+" };
                text.extend([sign, usual.as_str(), if usual.contains('E') { "" } else { "E0" }]);
            }
        }
    };
}

floating!(f32: "xs:float");
floating!(f64: "xs:double");

/// Whether `text` has only the characters of a mantissa and an exponent. Rust's grammar is XSD's, but for its names of
/// infinity and not-a-number.
fn is_decimal(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
}

/// Writes a number that comes as `1.0`, `1.5e-7` or `1e+30`.
fn push_number(number: &str, text: &mut String) {
    match number.split_once('e') {
        None => text.push_str(number.strip_suffix(".0").unwrap_or(number)),
        Some((mantissa, exponent)) => {
            let fraction = if mantissa.contains('.') { "" } else { ".0" };
            text.extend([mantissa, fraction, "E", exponent.strip_prefix('+').unwrap_or(exponent)]);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid() {
        for (text, value, written) in [
            ("0", 0.0, "0"),
            ("-0", -0.0, "-0"),
            ("1", 1.0, "1"),
            ("+1.50", 1.5, "1.5"),
            ("1.", 1.0, "1"),
            (".5", 0.5, "0.5"),
            ("-1E4", -1e4, "-10000"),
            ("1267.43233E12", 1267.43233e12, "1267432330000000"),
            ("12.78e-2", 0.1278, "0.1278"),
            ("1e+3", 1000.0, "1000"),
            ("1E300", 1e300, "1.0E300"),
            ("0.00000015", 1.5e-7, "1.5E-7"),
            ("3.0E5", 3e5, "300000"),
            ("1.0E10", 1e10, "10000000000"),
            ("1.10", 1.1, "1.1"),
            ("0.1000000000000000055511151231257827", 0.1, "0.1"),
            ("123456789.12345678", 123_456_789.123_456_78, "123456789.12345678"),
            ("5e-324", 5e-324, "5.0E-324"),
            ("1e400", f64::INFINITY, "INF"),
            ("INF", f64::INFINITY, "INF"),
            ("-INF", f64::NEG_INFINITY, "-INF"),
        ] {
            let read = f64::from_lexical(text).unwrap();
            assert_eq!(read.to_bits(), value.to_bits(), "{text}");
            assert_eq!(f64::from_lexical(&read.to_lexical()).unwrap().to_bits(), value.to_bits(), "{text}");
            assert_eq!(read.to_lexical(), written, "{text}");
        }
        assert!(f64::from_lexical("NaN").unwrap().is_nan());
        assert_eq!(f64::NAN.to_lexical(), "NaN");
        assert_eq!(f32::from_lexical("0.1").unwrap().to_lexical(), "0.1");
    }

    #[test]
    fn the_form_of_its_own_is_no_decimal_number_and_no_name() {
        for (value, written) in
            [(1.0, "+1E0"), (-2500.0, "-2500E0"), (0.5, "+0.5E0"), (1e300, "+1.0E300"), (f64::INFINITY, "INF")]
        {
            let mut text = String::new();
            value.own_lexical(&mut text);
            assert_eq!(text, written);
            assert_eq!(f64::from_lexical(&text).unwrap().to_bits(), value.to_bits());
        }
    }

    /// A decimal just above the middle between two singles, but so little that as a double it is the middle: read through a double
    /// it would be rounded twice, and to the other side.
    #[test]
    fn singles_are_rounded_once() {
        let text = "1.000000059604644775390626";
        assert_eq!(f32::from_lexical(text).unwrap(), 1.0 + f32::EPSILON);
        assert_eq!(text.parse::<f64>().unwrap() as f32, 1.0);
    }

    /// A number comes back from what is written, and what is written is in the lexical space.
    fn assert_comes_back<T: SimpleValue + Copy, B: PartialEq>(value: T, bits: impl Fn(T) -> Option<B>) {
        let text = value.to_lexical();
        let again = T::from_lexical(&text).unwrap();
        assert!(bits(again) == bits(value), "{text}");
        assert!(matches!(text.as_str(), "INF" | "-INF" | "NaN") || is_in_lexical_space(&text), "{text}");
    }

    /// The bits of all but not-a-number.
    fn double_bits(value: f64) -> Option<u64> {
        (!value.is_nan()).then(|| value.to_bits())
    }

    fn single_bits(value: f32) -> Option<u32> {
        (!value.is_nan()).then(|| value.to_bits())
    }

    #[test]
    fn singles_all_over_the_range_come_back() {
        for bits in (0..=u32::MAX).step_by(99_991) {
            assert_comes_back(f32::from_bits(bits), single_bits);
        }
    }

    #[test]
    fn powers_and_their_neighbours_come_back() {
        for exponent in 0..2048_u64 {
            for mantissa in [0, 1, (1 << 52) - 1] {
                let bits = exponent << 52 | mantissa;
                assert_comes_back(f64::from_bits(bits), double_bits);
                assert_comes_back(f64::from_bits(bits | 1 << 63), double_bits);
            }
        }
    }

    #[test]
    fn malformed() {
        for text in [
            "", "+", ".", "e5", "1e", "1e+", "1.5.2", "inf", "+INF", "Infinity", "nan", "NAN", "1 ", "0x1p3", "1,5",
            "1f",
        ] {
            let error = f64::from_lexical(text).unwrap_err();
            assert!(error.to_string().starts_with("expected xs:double, found "), "{error}");
            assert!(f32::from_lexical(text).is_err(), "{text:?}");
        }
    }

    /// Section 3.2.4.1: a mantissa, which is a decimal number, and perhaps `E` or `e` and an integer.
    fn is_in_lexical_space(text: &str) -> bool {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = |text: &'_ str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
        let mantissa = unsigned(mantissa);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((&mantissa, ""));
        let exponent = unsigned(exponent);
        !whole.is_empty() && digits(whole) && digits(fraction) && !exponent.is_empty() && digits(&exponent)
    }

    proptest! {
        #[test]
        fn any_bits_come_back(double: u64, single: u32) {
            assert_comes_back(f64::from_bits(double), double_bits);
            assert_comes_back(f32::from_bits(single), single_bits);
        }

        #[test]
        fn texts_mean_the_same_once_written(text in "[+-]?[0-9]{1,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{1,3})?") {
            let (double, single) = (f64::from_lexical(&text).unwrap(), f32::from_lexical(&text).unwrap());
            prop_assert_eq!(double.to_bits(), text.parse::<f64>().unwrap().to_bits());
            assert_comes_back(double, double_bits);
            assert_comes_back(single, single_bits);
        }
    }
}
