//! Octets as text (Part 2, sections 3.2.15 and 3.2.16).

mod base64;
mod hex;

pub use self::base64::Base64Binary;
pub use hex::HexBinary;

/// What the two types have in common.
macro_rules! octets {
    ($type:ident) => {
        impl $type {
            /// The octets.
            #[must_use]
            pub fn into_inner(self) -> Vec<u8> {
                self.0
            }
        }

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

        impl From<Vec<u8>> for $type {
            fn from(octets: Vec<u8>) -> Self {
                Self(octets)
            }
        }

        impl From<&[u8]> for $type {
            fn from(octets: &[u8]) -> Self {
                Self(octets.to_vec())
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(value: $type) -> Self {
                value.0
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

use octets;
