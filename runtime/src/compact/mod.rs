//! Feature `compact`: texts and lists of one word each, where `String` and `Vec` have three.
//!
//! In: what `memory = "compact"` of the generator's configuration makes fields be. Out: types that are used as `str` and slices are. Invariant:
//! each of them, and an `Option` around it, is as large as a pointer; what is absent, empty, or a text of up to eight bytes has nothing on the heap.
//!
//! ```xml
//! <xs:element name="GivenName" type="xs:string" minOccurs="0"/>          <!-- given_name: Option<compact::Text> -->
//! <xs:element name="Email" type="t:EmailType" maxOccurs="unbounded"/>    <!-- email: compact::List<EmailType> -->
//! ```
//!
//! | in place of | there is | other than that |
//! |---|---|---|
//! | `String` | [`Text`] | it does not change: another text is put in its place |
//! | [`xsd::Token`](crate::xsd::Token) | [`Token`] | the same |
//! | [`xsd::NormalizedString`](crate::xsd::NormalizedString) | [`NormalizedString`] | the same |
//! | `Vec` | [`List`] | what is not here is there by way of the slice, or of a `Vec`: `Vec::from(list)` |
//!
//! ```
//! use soap_runtime::compact::{List, Text};
//!
//! let name = Text::from("Ada");
//! assert_eq!(name, "Ada");
//! assert_eq!(name.to_uppercase(), "ADA");
//! let mut names: List<Text> = ["Ada".into(), name].into();
//! names.push("Grace".into());
//! assert_eq!(names.iter().filter(|name| name.starts_with('A')).count(), 2);
//! assert_eq!(size_of::<(Option<Text>, Option<List<i32>>)>(), 2 * size_of::<usize>());
//! ```

mod list;
mod text;
mod token;

pub use list::{IntoIter, List};
pub use text::Text;
pub use token::{NormalizedString, Token};
