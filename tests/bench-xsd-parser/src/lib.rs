//! The bindings that xsd-parser makes of the contract's schemas, and how to read and write the measured message with them.

use quick_xml::Writer;
use xsd_parser_types::quick_xml::{DeserializeSync, Error, SerializeSync, SliceReader};

#[allow(clippy::all, clippy::pedantic, missing_docs, unreachable_pub, unused)]
mod bindings {
    include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
}

pub use bindings::{m, s, t};

/// Reads an envelope.
///
/// # Errors
/// When the text is not such an envelope.
pub fn read(xml: &str) -> Result<s::EnvelopeType, Error> {
    s::EnvelopeType::deserialize(&mut SliceReader::new(xml))
}

/// Writes an envelope, without an XML declaration.
///
/// # Errors
/// When the envelope holds something that cannot be written.
pub fn write(envelope: &s::EnvelopeType) -> Result<Vec<u8>, Error> {
    let mut xml = Vec::new();
    envelope.serialize("s:Envelope", &mut Writer::new(&mut xml))?;
    Ok(xml)
}
