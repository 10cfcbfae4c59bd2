//! Holding envelopes to their schema: what is SOAP's own, and each part that is the contract's.
//!
//! An envelope comes in after its start tag was read. It may hold one `Header`, then must hold one `Body`, which holds at most
//! one element. Header blocks that the contract does not know, and faults, are let through as they are. What is not valid goes to
//! findings; if they keep it, the rest is looked at as far as lenient reading reads it.

use super::envelope::Version;
use crate::bind::BodyParts;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::Schema;
use crate::xml::{Findings, Name, Node, Reader, Rule};

/// Checks the envelope the reader has entered, to its end.
pub(super) fn examine(
    schema: &Schema,
    bodies: &'static [BodyParts],
    version: Version,
    r: &mut Reader<'_>,
    findings: &mut Findings,
) -> Result<()> {
    let start = r.tag_offset();
    let (mut is_before_header, mut is_before_body) = (true, true);
    while let Some(part) = next(r, findings)? {
        let is_part = |local: &str| part.ns == version.ns() && part.local == local;
        if is_part("Header") {
            if !is_before_header {
                refuse(part, is_before_body, r, findings)?;
            }
            is_before_header = false;
            header(schema, r, findings)?;
        } else if is_part("Body") && is_before_body {
            (is_before_header, is_before_body) = (false, false);
            match super::parts::of_body(bodies, r)? {
                Some(whole) => schema.examine(whole, r, findings)?,
                None => body(schema, version, r, findings)?,
            }
        } else {
            refuse(part, is_before_body, r, findings)?;
            r.skip()?;
        }
    }
    if is_before_body {
        findings.refuse(Rule::Missing("Body".to_owned()), r.missing_element("Body", start))?;
    }
    Ok(())
}

/// Refuses a part of the envelope.
#[cold]
fn refuse(part: Name<'_>, is_before_body: bool, r: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let expected = if is_before_body { "soap:Header or soap:Body" } else { "no more elements" };
    findings.refuse(Rule::Element, r.unexpected(part, expected))
}

fn header(schema: &Schema, r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    while let Some(block) = next(r, findings)? {
        if schema.is_root(block, r) {
            // The attributes that SOAP puts on blocks are no part of the block's type.
            r.drop_soap_attributes();
            schema.examine(block, r, findings)?;
        } else {
            r.skip()?;
        }
    }
    Ok(())
}

fn body(schema: &Schema, version: Version, r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    let Some(message) = next(r, findings)? else { return Ok(()) };
    if message.ns == version.ns() && message.local == "Fault" {
        r.skip()?;
    } else {
        schema.examine(message, r, findings)?;
    }
    while let Some(more) = next(r, findings)? {
        findings.refuse(Rule::Element, r.unexpected(more, "no more elements"))?;
        r.skip()?;
    }
    Ok(())
}

/// The next child element. Text other than white space is refused.
fn next<'a>(r: &mut Reader<'a>, findings: &mut Findings) -> Result<Option<Name<'a>>> {
    loop {
        let at = r.offset();
        match r.next_node()? {
            None => return Ok(None),
            Some(Node::Element(name)) => return Ok(Some(name)),
            Some(Node::Text(text)) if text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) => {}
            Some(Node::Text(_)) => {
                let error = Error::new(ErrorKind::Invalid("unexpected text".to_owned()), at);
                findings.refuse_text((at, r.offset()), error)?;
            }
        }
    }
}
