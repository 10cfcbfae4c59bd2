//! Base64 as XML Schema has it: white space anywhere, nothing else forgiven.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::xsd::{Base64Binary, SimpleValue as _};

pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    Base64Binary::from_lexical(text).ok().map(Base64Binary::into_inner)
}
