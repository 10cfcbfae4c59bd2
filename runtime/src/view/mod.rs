//! Feature `views`: values that borrow their texts from the document they are read from.
//!
//! In: what `views` of the generator's configuration makes types be. Out: texts and lists for their fields, and messages that are kept beside
//! the text they borrow from. Invariant: a text is borrowed wherever the document has it as it is; one with references, sections or line ends of
//! its own is owned by the value.
//!
//! ```xml
//! <xs:element name="GivenName" type="xs:string" minOccurs="0"/>          <!-- given_name: Option<view::Text<'a>> -->
//! <xs:element name="Email" type="t:EmailType" maxOccurs="unbounded"/>    <!-- email: view::List<EmailTypeView<'a>> -->
//! ```
//!
//! | in place of | there is |
//! |---|---|
//! | `String` | [`Text`], of two words, which is a `str` |
//! | [`xsd::Token`](crate::xsd::Token) | [`Token`] |
//! | [`xsd::NormalizedString`](crate::xsd::NormalizedString) | [`NormalizedString`] |
//! | `Vec` | [`List`], of one word, which is a slice |
//!
//! Enumerations, numbers, dates, and texts with facets are what they are elsewhere.
//!
//! ```
//! use soap_runtime::view::{List, Text};
//!
//! let document = "Ada Lovelace".to_owned();
//! let name = Text::from(&document[..3]);
//! assert_eq!(name, "Ada");
//! assert!(name.is_borrowed());
//! let names: List<Text> = [name, Text::from("Grace".to_owned())].into();
//! assert_eq!(names.iter().map(|name| name.len()).sum::<usize>(), 8);
//! assert_eq!(size_of::<Option<Text>>(), 2 * size_of::<usize>());
//! ```

mod macros;
mod owned;
mod read;
mod source;
pub(crate) mod text;

pub use crate::compact::List;
pub use owned::IntoOwned;
pub use read::{from_xml, from_xml_with};
pub use source::Source;
pub use text::{NormalizedString, Text, Token};
