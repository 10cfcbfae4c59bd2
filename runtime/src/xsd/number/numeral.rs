//! What [`Decimal`](super::Decimal) and [`Integer`](super::Integer) have in common: the text as it was written, and a
//! comparison of what it means.

/// Implements a numeral of any length, a struct around `Text`: `read` are the digits of a text, `None` if it is none of these numerals.
macro_rules! numeral {
    ($type:ident, $name:literal, read: $read:path, otherwise: $otherwise:literal) => {
        impl $type {
            /// Zero.
            pub const ZERO: Self = Self(Text::ZERO);

            /// The numeral, as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The nearest double; infinite if the value is greater than any.
            #[must_use]
            pub fn to_f64(&self) -> f64 {
                // A numeral always has a digit, and Rust reads all such.
                self.as_str().parse().unwrap_or(f64::NAN)
            }

            /// Whether it is less than zero.
            #[must_use]
            pub fn is_negative(&self) -> bool {
                self.digits().is_negative()
            }

            /// Whether it is zero, however written.
            #[must_use]
            pub fn is_zero(&self) -> bool {
                self.digits().is_zero()
            }

            fn digits(&self) -> Digits<'_> {
                $read(self.as_str()).unwrap_or(Digits::ZERO)
            }
        }

        impl SimpleValue for $type {
            const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

            fn placeholder() -> Self {
                Self::ZERO
            }

            fn from_lexical(text: &str) -> Result<Self, ValueError> {
                match $read(text) {
                    Some(_) => Ok(Self(Text::new(text))),
                    None => Err(ValueError::lexical($name, text, $otherwise)),
                }
            }

            fn lexical<'a>(&'a self, _: &'a mut String) -> &'a str {
                self.as_str()
            }

            #[inline]
            fn kept(&self) -> Option<&str> {
                Some(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::from_lexical(text)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self.as_str())
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.digits() == other.digits()
            }
        }

        impl Eq for $type {}

        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.digits().hash(state);
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.digits().cmp(&other.digits())
            }
        }
    };
}

pub(super) use numeral;
