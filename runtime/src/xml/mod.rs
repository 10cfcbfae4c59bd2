//! XML 1.0 with namespaces: a pull [`Reader`] and a push [`Writer`] of text, and the text of [`Encoded`] bytes.

mod attribute_names;
mod chars;
mod copied;
mod declaration;
mod doctype;
mod document;
mod empty;
mod encoding;
mod escape;
mod fields;
mod finding;
mod forgiven;
#[cfg(feature = "attachments")]
mod include;
mod innermost;
mod locate;
mod memory;
mod namespace;
mod numbers;
#[cfg(feature = "stream")]
mod outer;
#[cfg(feature = "security")]
mod piece;
mod prediction;
mod reader;
mod reference;
mod renamed;
mod report;
mod scan;
mod special;
mod tag;
mod text;
mod used;
mod watch;
mod watching;
mod writer;
mod written;

pub use chars::{is_char, is_name_char, is_name_start, is_ncname};
pub(crate) use copied::SHORT_NAMESPACE;
pub use document::{Legal, legal};
pub(crate) use encoding::decode;
pub use encoding::{Encoded, EncodingError, Misencoding, NamedBy};
#[cfg(feature = "stream")]
pub(crate) use encoding::{Pieces, contradicted};
pub use escape::escaped;
pub use fields::Fields;
pub(crate) use finding::{Findings, Rule};
pub(crate) use forgiven::Forgiven;
#[cfg(feature = "stream")]
pub(crate) use forgiven::MOST;
#[cfg(feature = "security")]
pub(crate) use innermost::{FEW, Innermost};
pub(crate) use locate::Locator;
pub(crate) use namespace::{Declaration, XML_URI, XMLNS_URI};
pub use namespace::{Namespace, Ns, SOAP11_URI, SOAP12_URI, XSD_URI, XSI_URI};
#[cfg(feature = "stream")]
pub(crate) use outer::{Cut, Outer};
#[cfg(feature = "security")]
pub(crate) use piece::Piece;
pub use reader::{Attribute, Name, Node, Reader};
pub(crate) use scan::may_have_space;
pub(crate) use watch::{FieldRead, Inside, Unshown, Watch, Watched};
pub(crate) use watching::Entered;
pub use writer::Writer;
pub use written::WrittenName;
