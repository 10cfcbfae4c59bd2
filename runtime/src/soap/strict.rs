//! Strict reading of envelopes: what is SOAP's own, and each part that is the contract's by its schema.
//!
//! An envelope comes in after its start tag was read. It may hold one `Header`, then must hold one `Body`, which holds at most
//! one element. Header blocks that the contract does not know, and faults, are let through as they are.

use super::envelope::Version;
use crate::error::Result;
use crate::schema::Schema;
use crate::xml::{Name, Reader};

/// Checks the envelope the reader has entered, to its end.
pub(super) fn validate(schema: &Schema, version: Version, r: &mut Reader<'_>) -> Result<()> {
    let start = r.tag_offset();
    let is = |name: Name<'_>, local: &str| name.ns == version.ns() && name.local == local;
    let mut next = r.next_element()?;
    if next.is_some_and(|name| is(name, "Header")) {
        while let Some(block) = r.next_element()? {
            header_block(schema, block, r)?;
        }
        next = r.next_element()?;
    }
    match next {
        Some(name) if is(name, "Body") => body(schema, version, r)?,
        Some(other) => return Err(r.unexpected(other, "soap:Header or soap:Body")),
        None => return Err(r.missing_element("Body", start)),
    }
    match r.next_element()? {
        Some(more) => Err(r.unexpected(more, "no more elements")),
        None => Ok(()),
    }
}

/// The attributes that SOAP puts on blocks are no part of the block's type.
fn header_block(schema: &Schema, block: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
    if !schema.declares(block, r) {
        return r.skip();
    }
    r.drop_soap_attributes();
    schema.validate_element(block, r)
}

fn body(schema: &Schema, version: Version, r: &mut Reader<'_>) -> Result<()> {
    let Some(message) = r.next_element()? else { return Ok(()) };
    if message.ns == version.ns() && message.local == "Fault" {
        r.skip()?;
    } else {
        schema.validate_element(message, r)?;
    }
    match r.next_element()? {
        Some(more) => Err(r.unexpected(more, "no more elements")),
        None => Ok(()),
    }
}
