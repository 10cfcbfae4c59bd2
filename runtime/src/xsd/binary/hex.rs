//! `xs:hexBinary` (Part 2, section 3.2.15).

use super::common;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

/// Octets written as two hexadecimal digits each. Digits of either case are read, capitals are written (section 3.2.15.2). `Debug` shows
/// the length and the first octets. Values are ordered octet by octet; XSD itself gives them no order.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct HexBinary(pub Vec<u8>);

common!(HexBinary);

impl HexBinary {
    /// The octets.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

impl SimpleValue for HexBinary {
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn placeholder() -> Self {
        Self(Vec::new())
    }

    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if !rest.is_empty() {
            return Err(ValueError::lexical("xs:hexBinary", text, "not an even number of digits"));
        }
        let octets = pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect::<Option<_>>();
        octets.map(Self).ok_or_else(|| ValueError::lexical("xs:hexBinary", text, "not hexadecimal digits only"))
    }

    fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
        const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
        scratch.reserve(self.0.len() * 2);
        let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
        for octet in &self.0 {
            scratch.push(digit(octet >> 4));
            scratch.push(digit(octet & 0xF));
        }
        scratch
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn table() {
        assert_eq!("0fB7".parse::<HexBinary>().unwrap(), HexBinary(vec![0x0F, 0xB7]));
        assert_eq!(HexBinary::from_text(" 0FB7\n").unwrap().to_string(), "0FB7");
        assert_eq!("".parse::<HexBinary>().unwrap().to_string(), "");
        for text in ["0", "0FB", "0G", "0x0F", "0F B7", "é"] {
            assert!(text.parse::<HexBinary>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn round_trip(octets: Vec<u8>) {
            let value = HexBinary(octets);
            prop_assert_eq!(value.to_lexical().parse::<HexBinary>().unwrap(), value);
        }
    }
}
