//! XSD simple types: the Rust types of their values, their facets, and the macros that give generated types both.
//!
//! The source is XML Schema Part 2: Datatypes, second edition; "section" and "appendix" in this module mean its own. A text
//! goes in and a value comes out, or a [`ValueError`]; what is written again is what was read, white space aside. What
//! Rust has a type for is that type:
//!
//! | XSD | Rust |
//! |---|---|
//! | `string`, `anySimpleType` | `String` |
//! | `normalizedString` | [`NormalizedString`] |
//! | `token` and all that derive from it, `anyURI` | [`Token`] |
//! | `boolean` | `bool` |
//! | `byte` … `long`, `unsignedByte` … `unsignedLong` | `i8` … `i64`, `u8` … `u64` |
//! | `float`, `double` | `f32`, `f64` |
//! | `decimal`, `integer`, `nonNegativeInteger`, … | [`Decimal`], [`Integer`], [`NonNegativeInteger`], … |
//! | `dateTime`, `date`, `time`, `gYear`, … | [`DateTime`], [`Date`], [`Time`], [`GYear`], … |
//! | `duration` | [`Duration`] |
//! | `hexBinary`, `base64Binary` | [`HexBinary`], [`Base64Binary`] |
//! | `QName`, `NOTATION` | [`QName`], wherever it stands: in a list, a union, behind facets |
//! | a list | [`List`] of its items |
//! | a restriction by facets | a newtype with [`restricted!`](crate::restricted) |
//! | a restriction by enumeration | an enum by [`enumeration!`](crate::enumeration) |
//! | a union | an enum with [`union!`](crate::union) |

mod binary;
mod builtin;
mod calendar;
mod enumeration;
mod error;
mod facets;
mod list;
mod lookup;
mod name;
mod number;
mod pattern;
mod q_name;
mod restricted;
mod text;
mod token;
mod union;
mod value;
mod white_space;

pub use binary::{Base64Binary, HexBinary};
pub use builtin::{Builtin, by_name};
pub use calendar::{
    Date, DateTime, Duration, DurationFields, GDay, GMonth, GMonthDay, GYear, GYearMonth, Offset, Time,
};
pub use error::{Facet, Reason, ValueError};
pub use facets::{Facets, OwnedFacets};
pub use list::List;
#[doc(hidden)]
pub use lookup::{Lookup, slots};
pub use number::{Decimal, Integer, NegativeInteger, NonNegativeInteger, NonPositiveInteger, PositiveInteger};
pub use pattern::{Pattern, PatternError};
pub use q_name::QName;
#[doc(hidden)]
pub use restricted::check_names;
pub use token::{NormalizedString, Token};
pub use value::{NamespaceOf, SimpleValue, Spell};
pub use white_space::{WhiteSpace, collapse_string, replace_string};

#[cfg(test)]
mod macro_tests;
