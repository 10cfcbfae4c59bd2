//! XSD simple types: the Rust types of their values, their facets, and the macros that give generated types both.
//!
//! The source is XML Schema Part 2: Datatypes, second edition; "section" and "appendix" in this module mean its own. A text
//! goes in and a value comes out, or a [`ValueError`]; what is written again has the same value. What Rust has a type for is
//! that type:
//!
//! | XSD | Rust | kept beside the value |
//! |---|---|---|
//! | `string`, `anySimpleType` | `String` | all is value |
//! | `normalizedString` | [`NormalizedString`] | all but tabs and line ends, which become spaces |
//! | `token` and all that derive from it, `anyURI` | [`Token`] | all but superfluous white space |
//! | `boolean` | `bool` | nothing: `1` becomes `true` |
//! | `byte` … `long`, `unsignedByte` … `unsignedLong` | `i8` … `i64`, `u8` … `u64` | nothing: `+007` becomes `7` |
//! | `float`, `double` | `f32`, `f64` | nothing: `1.10` becomes `1.1`; the nearest number is the value |
//! | `decimal`, `integer`, `nonNegativeInteger`, … | [`Decimal`], [`Integer`], [`NonNegativeInteger`], … | all as written, of any length |
//! | `dateTime`, `date`, `time`, `gYear`, … | [`DateTime`], [`Date`], [`Time`], [`GYear`], … | all as written: fraction (of up to 19 digits), `24:00:00`, offset or none, `Z` or `+00:00` |
//! | `duration` | [`Duration`] | all as written |
//! | `hexBinary` | [`HexBinary`] | nothing: digits become capitals |
//! | `base64Binary` | [`Base64Binary`] | nothing: white space goes |
//! | `QName`, `NOTATION` | [`QName`], wherever it stands: in a list, a union, behind facets | the prefix, where it can mean the same |
//! | a list | [`List`] of its items | what the items keep; one space between them |
//! | a restriction by facets | a newtype with [`restricted!`](crate::restricted) | what its inner type keeps; if there is a pattern, all as written |
//! | a restriction by enumeration | an enum by [`enumeration!`](crate::enumeration) | the text of a value that is not listed |
//! | a union | an enum with [`union!`](crate::union) | what the member keeps |

mod binary;
mod builtin;
mod calendar;
pub(crate) mod conversions;
mod enumeration;
mod error;
mod facets;
mod list;
pub(crate) mod lookup;
mod name;
mod number;
mod pattern;
mod q_name;
pub(crate) mod restricted;
mod text;
pub(crate) mod token;
pub(crate) mod union;
pub(crate) mod value;
mod white_space;

#[doc(hidden)]
pub use binary::Octets;
pub use binary::{Base64Binary, HexBinary};
pub use builtin::{Builtin, by_name};
pub use calendar::{
    Date, DateTime, Duration, DurationFields, GDay, GMonth, GMonthDay, GYear, GYearMonth, Offset, Time,
};
pub use error::{Reason, ValueError};
pub use facets::{BorrowedFacets, Facet, Facets, OwnedFacets};
pub use list::List;
pub use number::{Decimal, Integer, NegativeInteger, NonNegativeInteger, NonPositiveInteger, PositiveInteger};
pub use pattern::{Pattern, PatternError};
pub use q_name::QName;
pub use token::{NormalizedString, Token};
pub use value::{NamespaceOf, SimpleValue, Spell};
pub use white_space::{WhiteSpace, collapse_string, replace_string};

#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod macro_tests;
