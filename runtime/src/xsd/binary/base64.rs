//! `xs:base64Binary` (Part 2, section 3.2.16).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Octets, common};
use crate::xsd::white_space::is_space;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

/// Octets written in Base64. White space is read wherever it stands and none is written; nothing else is forgiven. `Debug` shows
/// the length and the first octets. Values are ordered octet by octet; XSD itself gives them no order.
///
/// With the feature `attachments` a clone shares the octets, `Bytes` become a value and come out of it without a copy,
/// and a value that came as a part of a message is that part.
///
/// ```
/// use soap_runtime::xsd::Base64Binary;
///
/// let picture = Base64Binary::from(vec![0xFF, 0xD8]);
/// assert_eq!(picture.first(), Some(&0xFF));
/// assert_eq!(picture.to_string(), "/9g=");
/// assert_eq!(picture.into_inner(), [0xFF, 0xD8]);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Base64Binary(Octets);

common!(Base64Binary);

impl Base64Binary {
    /// The octets: copied if another value shares them.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.0.into_vec()
    }
}

#[cfg(feature = "attachments")]
impl From<::bytes::Bytes> for Base64Binary {
    fn from(octets: ::bytes::Bytes) -> Self {
        Self(octets.into())
    }
}

#[cfg(feature = "attachments")]
impl From<Base64Binary> for ::bytes::Bytes {
    fn from(value: Base64Binary) -> Self {
        value.0.shared()
    }
}

pub(super) fn encoded(octets: &[u8]) -> String {
    STANDARD.encode(octets)
}

impl SimpleValue for Base64Binary {
    /// White space is not significant anywhere, so reading passes over it and the text need not be copied first.
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Preserve;
    const HAS_OWN_FORM: bool = true;
    const HOLDS_OCTETS: bool = true;

    fn placeholder() -> Self {
        Self::default()
    }

    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        let octets = if text.contains(is_space) {
            STANDARD.decode(text.split(is_space).collect::<String>())
        } else {
            STANDARD.decode(text)
        };
        octets.map(Self::from).map_err(|_| ValueError::lexical("xs:base64Binary", text, "not Base64"))
    }

    fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
        STANDARD.encode_string(&*self.0, scratch);
        scratch
    }

    /// With a space after its first character, which neither names nor `xs:hexBinary` have within.
    fn own_lexical(&self, text: &mut String) {
        let usual = self.to_lexical();
        let (first, rest) = usual.split_at(usual.len().min(1));
        text.extend([first, if rest.is_empty() { "" } else { " " }, rest]);
    }

    #[inline]
    fn octets(&self) -> Option<&Octets> {
        Some(&self.0)
    }

    fn from_octets(octets: &Octets) -> Result<(Self, Option<ValueError>), ValueError> {
        Ok((Self(octets.clone()), None))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn table() {
        for (text, octets, written) in [
            ("", &b""[..], ""),
            ("Zg==", b"f", "Zg=="),
            ("Zm8=", b"fo", "Zm8="),
            ("Zm9v", b"foo", "Zm9v"),
            (" Zm9v\r\nYmFy\n", b"foobar", "Zm9vYmFy"),
            ("Z g = =", b"f", "Zg=="),
            ("+/+/", b"\xFB\xFF\xBF", "+/+/"),
        ] {
            let value = Base64Binary::from_text(text).unwrap();
            assert_eq!((&*value, value.to_lexical().as_str()), (octets, written));
        }
        for text in ["Zg", "Zg=", "Zh==", "Zm9=", "Zm9v=", "Zm-_", "Zm9v!", "=", "é", "Zg==Zg=="] {
            assert!(text.parse::<Base64Binary>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn round_trip(octets: Vec<u8>, every in 1usize..9) {
            let value = Base64Binary::from(octets);
            let text = value.to_lexical();
            let broken: String = text.chars().enumerate().flat_map(|(i, c)| [(i % every == 0).then_some('\n'), Some(c)]).flatten().collect();
            prop_assert_eq!(Base64Binary::from_text(&broken).unwrap(), value);
        }
    }
}
