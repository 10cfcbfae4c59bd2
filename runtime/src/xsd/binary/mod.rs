//! Octets as text (Part 2, sections 3.2.15 and 3.2.16).

mod base64;
mod hex;
mod octets;

pub use self::base64::Base64Binary;
pub use hex::HexBinary;
pub use octets::Octets;

/// What the two types have in common.
macro_rules! common {
    ($type:ident) => {
        impl std::ops::Deref for $type {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl AsRef<[u8]> for $type {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::xsd::binary::debug(stringify!($type), &self.0, f)
            }
        }

        impl From<Vec<u8>> for $type {
            fn from(octets: Vec<u8>) -> Self {
                Self(octets.into())
            }
        }

        impl From<&[u8]> for $type {
            fn from(octets: &[u8]) -> Self {
                octets.to_vec().into()
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(value: $type) -> Self {
                value.into_inner()
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::xsd::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::xsd::SimpleValue::from_lexical(text)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&$crate::xsd::SimpleValue::to_lexical(self))
            }
        }
    };
}

use common;

/// How many octets `Debug` shows.
const SHOWN: usize = 8;

/// The length and the first octets: `HexBinary(3 octets: 00 01 FF)`.
fn debug(name: &str, octets: &[u8], f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    let noun = if octets.len() == 1 { "octet" } else { "octets" };
    write!(f, "{name}({} {noun}", octets.len())?;
    for (number, octet) in octets.iter().take(SHOWN).enumerate() {
        write!(f, "{}{octet:02X}", if number == 0 { ": " } else { " " })?;
    }
    f.write_str(if octets.len() > SHOWN { " …)" } else { ")" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_length_and_the_first_octets() {
        assert_eq!(format!("{:?}", HexBinary(vec![])), "HexBinary(0 octets)");
        assert_eq!(format!("{:?}", HexBinary(vec![0xAB])), "HexBinary(1 octet: AB)");
        let long = Base64Binary::from((0..=255).cycle().take(1 << 20).collect::<Vec<u8>>());
        assert_eq!(format!("{long:?}"), "Base64Binary(1048576 octets: 00 01 02 03 04 05 06 07 …)");
    }
}
