//! What the eight types of the calendar have in common: how they are read, written and ordered.

use std::fmt;

use super::Read;
use super::instant::Local;
use super::offset::Offset;
use super::scan::Scan;
use crate::xsd::ValueError;

/// A type of the calendar.
pub(super) trait Calendar: Copy {
    /// Its name, such as `xs:date`.
    const NAME: &'static str;
    /// A value of it.
    const FIRST: Self;

    /// Reads all but the offset.
    fn read(scan: &mut Scan<'_>) -> Read<Self>;

    /// Writes all but the offset.
    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result;

    /// The instant it begins, and its offset.
    fn start(&self) -> Local;
}

/// Reads a value and its offset.
#[inline]
pub(super) fn read<T: Calendar>(text: &str) -> Result<(T, Option<Offset>), ValueError> {
    let read = |scan: &mut Scan<'_>| {
        let value = T::read(scan)?;
        let offset = Offset::read(scan)?;
        if scan.is_at_end() { Ok((value, offset)) } else { Err("something follows the offset") }
    };
    read(&mut Scan::new(text)).map_err(|why| ValueError::lexical(T::NAME, text, why))
}

/// Writes a value and its offset.
pub(super) fn write<T: Calendar>(value: &T, offset: Option<Offset>, out: &mut impl fmt::Write) -> fmt::Result {
    value.write(out)?;
    offset.map_or(Ok(()), |offset| offset.write(out))
}

/// The error for parts that make no value.
#[cold]
pub(super) fn no_value<T: Calendar>(why: &'static str, parts: fmt::Arguments<'_>) -> ValueError {
    ValueError::lexical(T::NAME, &parts.to_string(), why)
}

/// Two digits; `number` is below 100.
#[inline]
pub(super) fn write_pair(out: &mut impl fmt::Write, number: u32) -> fmt::Result {
    let digit = |digit| char::from_digit(digit, 10).unwrap_or('0');
    out.write_char(digit(number / 10 % 10))?;
    out.write_char(digit(number % 10))
}

/// Everything that follows from [`Calendar`] for a type with a field `offset`.
macro_rules! calendar_value {
    ($type:ident) => {
        impl $type {
            /// The offset from UTC, if one is written.
            #[must_use]
            pub fn offset(&self) -> Option<$crate::xsd::Offset> {
                self.offset
            }

            /// The same fields at an offset; nothing is converted.
            #[must_use]
            pub fn with_offset(self, offset: $crate::xsd::Offset) -> Self {
                Self { offset: Some(offset), ..self }
            }

            /// The same fields without an offset; nothing is converted.
            #[must_use]
            pub fn without_offset(self) -> Self {
                Self { offset: None, ..self }
            }

            /// The order in the value space (section 3.2.7.4): by the instant at which each begins. `None` if only one of
            /// them has an offset and the other's could decide either way.
            #[must_use]
            pub fn value_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                use $crate::xsd::calendar::value::Calendar;
                $crate::xsd::calendar::instant::compare(self.start(), other.start())
            }

            /// A text for the instant at which it begins, the same for all values that begin then.
            pub(crate) fn key(&self) -> String {
                use $crate::xsd::calendar::value::Calendar;
                $crate::xsd::calendar::instant::key(self.start())
            }

            /// Whether both begin at the same instant, however they are written.
            #[must_use]
            pub fn same_instant(&self, other: &Self) -> bool {
                self.value_cmp(other) == Some(std::cmp::Ordering::Equal)
            }
        }

        impl $crate::xsd::SimpleValue for $type {
            const WHITE_SPACE: $crate::xsd::WhiteSpace = $crate::xsd::WhiteSpace::Collapse;

            #[inline]
            fn placeholder() -> Self {
                <Self as $crate::xsd::calendar::value::Calendar>::FIRST
            }

            fn from_lexical(text: &str) -> Result<Self, $crate::xsd::ValueError> {
                let (value, offset) = $crate::xsd::calendar::value::read::<Self>(text)?;
                Ok(Self { offset, ..value })
            }

            fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
                // Writing to a string does not fail.
                let _ = $crate::xsd::calendar::value::write(self, self.offset, scratch);
                scratch
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::xsd::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as $crate::xsd::SimpleValue>::from_lexical(text)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::xsd::calendar::value::write(self, self.offset, f)
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self)
            }
        }

        /// `<` and `>` as in the value space. One instant written in two ways is neither `==` nor ordered, because `==` goes
        /// by what is written; [`value_cmp`](Self::value_cmp) calls it equal.
        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                if self == other {
                    return Some(std::cmp::Ordering::Equal);
                }
                self.value_cmp(other).filter(|order| order.is_ne())
            }
        }
    };
}

pub(super) use calendar_value;
