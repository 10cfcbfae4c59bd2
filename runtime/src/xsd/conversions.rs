//! Conversions between newtypes with facets and numbers: which ones a newtype has is told by the built-in type it derives from.
//!
//! ```xml
//! <xs:restriction base="xs:unsignedShort">  <!-- TryFrom<u16>, as for every newtype; TryFrom<i32>, TryFrom<usize>, … -->
//! ```
//!
//! In: the newtype's name, what it holds, the built-in type and the names of its facets. Out: implementations. Invariant: what does not fit is
//! refused as its text is, by the type or by a facet.

use std::fmt::Display;

use super::{SimpleValue, ValueError};

/// The conversions of a newtype that are not those of what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __numbers {
    ($name:ident $inner:tt $base:ident [list $($facet:ident)*]) => {};
    // Patterns are about texts, so these are kept in place of the numbers.
    ($name:ident (xsd::Integer) byte $facets:tt) => { $crate::__numbers! { @kept $name i8, i32 i64 u32 u64 usize } };
    ($name:ident (xsd::Integer) short $facets:tt) => { $crate::__numbers! { @kept $name i16, i32 i64 u32 u64 usize } };
    ($name:ident (xsd::Integer) int $facets:tt) => { $crate::__numbers! { @kept $name i32, i64 u32 u64 usize } };
    ($name:ident (xsd::Integer) long $facets:tt) => { $crate::__numbers! { @kept $name i64, i32 u32 u64 usize } };
    ($name:ident (xsd::Integer) unsignedByte $facets:tt) => { $crate::__numbers! { @kept $name u8, i32 i64 u32 u64 usize } };
    ($name:ident (xsd::Integer) unsignedShort $facets:tt) => { $crate::__numbers! { @kept $name u16, i32 i64 u32 u64 usize } };
    ($name:ident (xsd::Integer) unsignedInt $facets:tt) => { $crate::__numbers! { @kept $name u32, i32 i64 u64 usize } };
    ($name:ident (xsd::Integer) unsignedLong $facets:tt) => { $crate::__numbers! { @kept $name u64, i32 i64 u32 usize } };
    ($name:ident (compact::Token) $($rest:tt)*) => { $crate::__numbers! { $name (xsd::Token) $($rest)* } };
    ($name:ident (xsd::Token) boolean $facets:tt) => { $crate::__numbers! { @kept $name bool, } };
    ($name:ident (xsd::Token) float $facets:tt) => { $crate::__numbers! { @kept $name f32, } };
    ($name:ident (xsd::Token) double $facets:tt) => { $crate::__numbers! { @kept $name f64, i32 } };
    ($name:ident $inner:tt int $facets:tt) => { $crate::__numbers! { @from $name i64 u32 u64 usize } };
    ($name:ident $inner:tt long $facets:tt) => { $crate::__numbers! { @from $name i32 u32 u64 usize } };
    ($name:ident $inner:tt unsignedInt $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u64 usize } };
    ($name:ident $inner:tt unsignedLong $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 usize } };
    ($name:ident $inner:tt byte $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt short $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt unsignedByte $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt unsignedShort $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt integer $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt nonNegativeInteger $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt positiveInteger $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt nonPositiveInteger $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    ($name:ident $inner:tt negativeInteger $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize } };
    // The text of a double is the shortest that brings it back, without an exponent.
    ($name:ident $inner:tt decimal $facets:tt) => { $crate::__numbers! { @from $name i32 i64 u32 u64 usize f64 } };
    ($name:ident $inner:tt double $facets:tt) => { $crate::__numbers! { @from $name i32 } };
    ($name:ident $inner:tt $base:ident $facets:tt) => {};
    (@kept $name:ident $own:ident, $($number:ident)*) => {
        impl ::core::convert::TryFrom<::core::primitive::$own> for $name {
            type Error = $crate::xsd::ValueError;

            fn try_from(value: ::core::primitive::$own) -> ::core::result::Result<Self, $crate::xsd::ValueError> {
                $crate::__private::reread(&value)
            }
        }

        /// Fails only for a value that was read leniently.
        impl ::core::convert::TryFrom<$name> for ::core::primitive::$own {
            type Error = $crate::xsd::ValueError;

            fn try_from(value: $name) -> ::core::result::Result<Self, $crate::xsd::ValueError> {
                $crate::__private::reread(&value)
            }
        }

        $crate::__numbers! { @from $name $($number)* }
    };
    (@from $name:ident $($number:ident)*) => { $(
        impl ::core::convert::TryFrom<::core::primitive::$number> for $name {
            type Error = $crate::xsd::ValueError;

            fn try_from(value: ::core::primitive::$number) -> ::core::result::Result<Self, $crate::xsd::ValueError> {
                $crate::__private::from_number(&value)
            }
        }
    )* };
}

/// The value that the numeral of a number stands for.
///
/// # Errors
/// The type has no such value.
pub fn from_number<T: SimpleValue>(number: &dyn Display) -> Result<T, ValueError> {
    T::from_lexical(&number.to_string())
}

/// The value that another type's text stands for: the usual one, or the [form of its own](SimpleValue::own_lexical) where only that is a value.
///
/// # Errors
/// The type has no such value.
pub fn reread<T: SimpleValue>(value: &impl SimpleValue) -> Result<T, ValueError> {
    T::from_lexical(&value.to_lexical()).or_else(|error| {
        let mut own = String::new();
        value.own_lexical(&mut own);
        T::from_lexical(&own).map_err(|_| error)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, dead_code, unreachable_pub)]
    use super::super::error::Reason;
    use super::super::{self as xsd, Decimal, Facet, List, SimpleValue};
    use crate::restricted;

    #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
    struct Latitude(f64);
    restricted! { Latitude(f64): double { min_inclusive: Some("-90"), max_inclusive: Some("90") } }

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Length(u16);
    restricted! { Length(u16): unsignedShort { max_inclusive: Some("1000") } }

    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Price(Decimal);
    restricted! { Price(Decimal): decimal { fraction_digits: Some(2) } }

    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Code(xsd::Integer);
    restricted! { Code(xsd::Integer): int { patterns: &[&["[0-9]{1,10}"]] } }

    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Half(xsd::Token);
    restricted! { Half(xsd::Token): double { patterns: &[&[".*[.]5"]] } }

    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Positive(xsd::PositiveInteger);
    restricted! { Positive(xsd::PositiveInteger): positiveInteger { total_digits: Some(2) } }

    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Pair(List<i32>);
    restricted! { Pair(List<i32>): int { list: true, length: Some(2) } }

    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Flag(xsd::Token);
    restricted! { Flag(xsd::Token): boolean { patterns: &[&["[01]"]] } }

    #[test]
    fn doubles() {
        assert_eq!(f64::from(Latitude::try_from(47.1_f64).unwrap()), 47.1);
        assert_eq!(Latitude::try_from(47).unwrap(), Latitude::new(47.0).unwrap());
        assert_eq!(Latitude::try_from(91).unwrap_err().reason(), Reason::Facet(Facet::MaxInclusive));
        assert!(Latitude::try_from(f64::NAN).is_err());
    }

    #[test]
    fn integers_of_any_width() {
        let length: Length = vec![0; 7].len().try_into().unwrap();
        assert_eq!((length, u16::from(length)), (Length(7), 7));
        assert_eq!(Length::try_from(7).unwrap(), Length::try_from(7_u64).unwrap());
        assert_eq!(
            Length::try_from(70_000_i32).unwrap_err().to_string(),
            r#"expected xs:unsignedShort, found "70000": out of range"#
        );
        assert_eq!(Length::try_from(1001_i64).unwrap_err().reason(), Reason::Facet(Facet::MaxInclusive));
        assert_eq!(Positive::try_from(12).unwrap().to_i64(), Some(12));
        assert!(Positive::try_from(0).is_err() && Positive::try_from(123).is_err());
    }

    #[test]
    fn decimals() {
        assert_eq!(Price::try_from(12).unwrap().to_string(), "12");
        assert_eq!(Price::try_from(0.25).unwrap().to_string(), "0.25");
        assert_eq!(Price::try_from(0.125).unwrap_err().reason(), Reason::Facet(Facet::FractionDigits));
        assert_eq!(Price::try_from(1e21).unwrap().to_string(), "1000000000000000000000");
        assert_eq!(Price::try_from(f64::INFINITY).unwrap_err().expected(), "xs:decimal");
    }

    #[test]
    fn what_has_patterns_keeps_texts() {
        assert_eq!(i32::try_from(Code::try_from(7).unwrap()), Ok(7));
        assert_eq!(Code::try_from(-7_i64).unwrap_err().reason(), Reason::Facet(Facet::Pattern));
        let (kept, objection) = Code::from_text_lenient("4294967296").unwrap();
        assert!(objection.is_some() && i32::try_from(kept).is_err());
        assert_eq!(f64::try_from(Half::try_from(1.5).unwrap()), Ok(1.5));
        assert!(Half::try_from(1.25).is_err());
        assert_eq!(
            (Flag::try_from(true).unwrap().to_string(), bool::try_from(Flag("0".into()))),
            ("1".into(), Ok(false))
        );
    }
}
