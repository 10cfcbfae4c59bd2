//! The integer types with one bound (Part 2, sections 3.3.14, 3.3.15, 3.3.20 and 3.3.25).

use std::fmt;
use std::str::FromStr;

use super::Integer;
use crate::xsd::error::Reason;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

macro_rules! bounded {
    ($(#[$doc:meta])* $type:ident, $name:literal, $placeholder:expr, |$value:ident| $holds:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(Integer);

        impl $type {
            #[doc = concat!("Takes an integer that is a value of `", $name, "`.")]
            ///
            /// # Errors
            /// The integer is beyond the bound.
            pub fn new($value: impl Into<Integer>) -> Result<Self, ValueError> {
                let $value = $value.into();
                if $holds { Ok(Self($value)) } else { Err(ValueError::new($name, $value.as_str(), Reason::Range)) }
            }

            /// The integer.
            #[must_use]
            pub fn get(&self) -> &Integer {
                &self.0
            }

            /// The integer.
            #[must_use]
            pub fn into_inner(self) -> Integer {
                self.0
            }
        }

        impl std::ops::Deref for $type {
            type Target = Integer;

            fn deref(&self) -> &Integer {
                &self.0
            }
        }

        impl From<$type> for Integer {
            fn from(value: $type) -> Self {
                value.0
            }
        }

        impl TryFrom<Integer> for $type {
            type Error = ValueError;

            fn try_from(value: Integer) -> Result<Self, ValueError> {
                Self::new(value)
            }
        }

        impl SimpleValue for $type {
            const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

            fn placeholder() -> Self {
                $placeholder
            }

            fn from_lexical(text: &str) -> Result<Self, ValueError> {
                match Integer::from_lexical(text) {
                    Ok(integer) => Self::new(integer),
                    Err(_) => Err(ValueError::lexical($name, text, "not an integer")),
                }
            }

            fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
                self.0.lexical(scratch)
            }
        }

        impl FromStr for $type {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::from_lexical(text)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($type), self.0)
            }
        }
    };
}

bounded! {
    /// `xs:nonNegativeInteger`: zero or more.
    NonNegativeInteger, "xs:nonNegativeInteger", Self(Integer::ZERO), |value| !value.is_negative()
}

bounded! {
    /// `xs:positiveInteger`: one or more.
    PositiveInteger, "xs:positiveInteger", Self(Integer::from(1)), |value| !value.is_negative() && !value.is_zero()
}

bounded! {
    /// `xs:nonPositiveInteger`: zero or less.
    NonPositiveInteger, "xs:nonPositiveInteger", Self(Integer::ZERO), |value| value.is_negative() || value.is_zero()
}

bounded! {
    /// `xs:negativeInteger`: minus one or less.
    NegativeInteger, "xs:negativeInteger", Self(Integer::from(-1)), |value| value.is_negative()
}

macro_rules! try_from_primitive {
    ($type:ident: $($rust:ty)+) => {$(
        impl TryFrom<$rust> for $type {
            type Error = ValueError;

            fn try_from(value: $rust) -> Result<Self, ValueError> {
                Self::new(value)
            }
        }
    )+};
}

try_from_primitive!(NonNegativeInteger: i8 i16 i32 i64 i128 isize);
try_from_primitive!(PositiveInteger: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
try_from_primitive!(NonPositiveInteger: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
try_from_primitive!(NegativeInteger: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! from_unsigned {
    ($($rust:ty)+) => {$(
        impl From<$rust> for NonNegativeInteger {
            fn from(value: $rust) -> Self {
                Self(value.into())
            }
        }
    )+};
}

from_unsigned!(u8 u16 u32 u64 u128 usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_holds_its_side_of_zero() {
        for (text, held) in [
            ("-1", [false, false, true, true]),
            ("-0", [true, false, true, false]),
            ("0", [true, false, true, false]),
            ("+01", [true, true, false, false]),
            ("x", [false; 4]),
        ] {
            let found = [
                text.parse::<NonNegativeInteger>().is_ok_and(|value| value.to_lexical() == text),
                text.parse::<PositiveInteger>().is_ok_and(|value| value.to_lexical() == text),
                text.parse::<NonPositiveInteger>().is_ok_and(|value| value.to_lexical() == text),
                text.parse::<NegativeInteger>().is_ok_and(|value| value.to_lexical() == text),
            ];
            assert_eq!(found, held, "{text}");
        }
    }

    #[test]
    fn numbers_are_taken_as_they_are() {
        assert_eq!(NonNegativeInteger::from(7_u64).to_i64(), Some(7));
        assert_eq!(NonNegativeInteger::try_from(-7_i32).map_err(|error| error.reason()), Err(Reason::Range));
        assert!(PositiveInteger::try_from(7).is_ok() && PositiveInteger::try_from(0_usize).is_err());
        assert!(NegativeInteger::try_from(-7_i64).is_ok() && NonPositiveInteger::try_from(0_u8).is_ok());
    }

    #[test]
    fn placeholders_are_values() {
        assert!(PositiveInteger::new(PositiveInteger::placeholder().into_inner()).is_ok());
        assert!(NegativeInteger::new(NegativeInteger::placeholder().into_inner()).is_ok());
        assert_eq!(
            PositiveInteger::new(0).map_err(|e| e.to_string()),
            Err(r#"expected xs:positiveInteger, found "0": out of range"#.to_owned())
        );
    }
}
