//! `xs:float` and `xs:double` (Part 2, sections 3.2.4 and 3.2.5).

use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

macro_rules! floating {
    ($rust:ty: $name:literal) => {
        #[doc = concat!("`", $name, "`; written with as few significant digits as bring the same number back.")]
        impl SimpleValue for $rust {
            const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

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
                    let digits = buffer.format_finite(*self);
                    scratch.push_str(digits.strip_suffix(".0").unwrap_or(digits));
                    return scratch;
                }
                match (self.is_nan(), self.is_sign_negative()) {
                    (true, _) => "NaN",
                    (false, false) => "INF",
                    (false, true) => "-INF",
                }
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
            ("1E300", 1e300, "1e+300"),
            ("0.00000015", 1.5e-7, "1.5e-7"),
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
        fn round_trip(double: f64, single: f32) {
            let text = double.to_lexical();
            prop_assert!(!double.is_finite() || is_in_lexical_space(&text), "{text}");
            let again = f64::from_lexical(&text).unwrap();
            prop_assert!(again.to_bits() == double.to_bits() || double.is_nan() && again.is_nan());
            let text = single.to_lexical();
            prop_assert!(!single.is_finite() || is_in_lexical_space(&text), "{text}");
            let again = f32::from_lexical(&text).unwrap();
            prop_assert!(again.to_bits() == single.to_bits() || single.is_nan() && again.is_nan());
        }
    }
}
