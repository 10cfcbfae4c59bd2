//! XML 1.0 with namespaces, as text: a pull [`Reader`] and a push [`Writer`].

mod chars;
mod document;
mod locate;
mod namespace;
mod reader;
mod reference;
mod report;
mod tag;
mod text;
mod used;
mod writer;

pub use chars::{is_char, is_name_char, is_name_start, is_ncname};
pub use document::{Legal, legal};
pub(crate) use locate::locate;
pub(crate) use namespace::XML_URI;
pub use namespace::{Namespace, Ns, SOAP11_URI, SOAP12_URI, XSI_URI};
pub use reader::{Attribute, Name, Node, Reader};
pub use used::WrittenName;
pub use writer::Writer;
