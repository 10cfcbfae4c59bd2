//! The bounded integer types (Part 2, sections 3.3.16–3.3.24): `i8` … `u64` are `xs:byte` … `xs:unsignedLong`.

use crate::xsd::error::Reason;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

const NOT_A_NUMBER: &str = "not a number";

macro_rules! fixed_width {
    ($($rust:ty: $name:literal,)+) => {$(
        #[doc = concat!("`", $name, "`; a leading `+`, the sign of zero and leading zeros are read and not kept.")]
        impl SimpleValue for $rust {
            const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;
            const HAS_OWN_FORM: bool = true;

            #[inline]
            fn placeholder() -> Self {
                0
            }

            #[inline]
            fn from_lexical(text: &str) -> Result<Self, ValueError> {
                match text.parse() {
                    Ok(value) => Ok(value),
                    Err(_) => zero_or_error($name, text).map(|()| 0),
                }
            }

            #[inline]
            fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
                scratch.push_str(itoa::Buffer::new().format(*self));
                scratch
            }

            /// With a sign, which no name has at its start.
            fn own_lexical(&self, text: &mut String) {
                let usual = self.to_lexical();
                text.extend([if usual.starts_with('-') { "" } else { "+" }, &usual]);
            }
        }
    )+};
}

fixed_width! {
    i8: "xs:byte",
    i16: "xs:short",
    i32: "xs:int",
    i64: "xs:long",
    u8: "xs:unsignedByte",
    u16: "xs:unsignedShort",
    u32: "xs:unsignedInt",
    u64: "xs:unsignedLong",
}

/// What to make of a text that Rust does not read as a number. Its grammar is XSD's, but for the minus sign that the
/// zero of an unsigned type may carry (section 3.3.20.1).
#[cold]
fn zero_or_error(name: &'static str, text: &str) -> Result<(), ValueError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ValueError::lexical(name, text, NOT_A_NUMBER));
    }
    if digits.bytes().all(|byte| byte == b'0') {
        return Ok(());
    }
    Err(ValueError::new(name, text, Reason::Range))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("+0", 0),
            ("7", 7),
            ("+7", 7),
            ("-7", -7),
            ("007", 7),
            ("-0007", -7),
            ("2147483647", i32::MAX),
            ("-2147483648", i32::MIN),
            ("+00002147483647", i32::MAX),
        ] {
            assert_eq!(i32::from_lexical(text).unwrap(), value, "{text}");
        }
        assert_eq!(u8::from_lexical("-000").unwrap(), 0);
        assert_eq!(u64::from_lexical("18446744073709551615").unwrap(), u64::MAX);
        assert_eq!(i8::from_lexical("-128").unwrap(), -128);
    }

    #[test]
    fn malformed() {
        for text in ["", "+", "-", "--1", "+-1", "1.0", "1e3", "0x1", " 1", "1 ", "1_000", "١", "−1", "NaN"] {
            let error = i32::from_lexical(text).unwrap_err();
            assert_eq!(error.reason(), Reason::Lexical(NOT_A_NUMBER), "{text:?}");
            assert!(u8::from_lexical(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn out_of_range() {
        let reason = |error: ValueError| (error.expected().to_owned(), error.reason());
        for (found, name) in [
            (i8::from_lexical("128").map(|_| ()), "xs:byte"),
            (i16::from_lexical("-32769").map(|_| ()), "xs:short"),
            (i32::from_lexical("2147483648").map(|_| ()), "xs:int"),
            (i64::from_lexical("9223372036854775808").map(|_| ()), "xs:long"),
            (u8::from_lexical("256").map(|_| ()), "xs:unsignedByte"),
            (u16::from_lexical("-1").map(|_| ()), "xs:unsignedShort"),
            (u32::from_lexical("4294967296").map(|_| ()), "xs:unsignedInt"),
            (u64::from_lexical("99999999999999999999999").map(|_| ()), "xs:unsignedLong"),
        ] {
            assert_eq!(reason(found.unwrap_err()), (name.to_owned(), Reason::Range));
        }
    }

    proptest! {
        #[test]
        fn round_trip(signed: i64, unsigned: u64, small: i16) {
            prop_assert_eq!(i64::from_lexical(&signed.to_lexical()).unwrap(), signed);
            prop_assert_eq!(u64::from_lexical(&unsigned.to_lexical()).unwrap(), unsigned);
            prop_assert_eq!(i16::from_text(&format!(" {small}\n")).unwrap(), small);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}") {
            let _ = i32::from_lexical(&text);
            let _ = u8::from_lexical(&text);
        }
    }
}
