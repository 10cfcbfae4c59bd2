//! Holding envelopes to their schema: what is SOAP's own, and each part that is the contract's.
//!
//! An envelope comes in after its start tag was read. It may hold one `Header`, then must hold one `Body`, which holds at most
//! one element. Header blocks that the contract does not know, and details of faults, are let through as they are. What is not valid goes to
//! findings; if they keep it, the rest is looked at as far as lenient reading reads it.

mod attributes;
mod fault;

use super::Role;
use super::envelope::Version;
use crate::bind::BodyParts;
use crate::contract::ElementId;
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::schema::Schema;
use crate::xml::{Findings, Name, Node, Ns, Reader, Rule};
use attributes::On;

/// Checks the envelope the reader has entered, to its end.
pub(crate) fn examine(
    schema: &Schema,
    bodies: &'static [BodyParts],
    version: Version,
    r: &mut Reader<'_>,
    findings: &mut Findings,
) -> Result<()> {
    let start = r.tag_offset();
    attributes::examine(version, On::Own, r, findings)?;
    let mut bound = Vec::new();
    let (mut is_before_header, mut is_before_body) = (true, true);
    while let Some(part) = next(r, findings)? {
        let is_part = |local: &str| part.ns == version.ns() && part.local == local;
        if is_part("Header") {
            if !is_before_header {
                refuse(part, is_before_body, r, findings)?;
            }
            is_before_header = false;
            header((schema, version), &mut bound, r, findings)?;
        } else if is_part("Body") && is_before_body {
            (is_before_header, is_before_body) = (false, false);
            attributes::examine(version, On::Own, r, findings)?;
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

/// Checks header blocks. `bound` are those that came before and are bound to an operation.
fn header(
    (schema, version): (&Schema, Version),
    bound: &mut Vec<(ElementId, Role)>,
    r: &mut Reader<'_>,
    findings: &mut Findings,
) -> Result<()> {
    attributes::examine(version, On::Own, r, findings)?;
    while let Some(block) = next(r, findings)? {
        attributes::examine(version, On::Block, r, findings)?;
        let Some(element) = schema.root_of(block, r) else {
            r.skip()?;
            continue;
        };
        let whose = (element, role(r)?);
        if bound.contains(&whose) {
            let error = ErrorKind::Invalid(format!("the header block {} is repeated: expected it once", block.local));
            let kind = NoticeKind::Repeated(block.local.to_owned());
            findings.refuse_as(Rule::Place, kind, Error::new(error, r.tag_offset()))?;
        } else if schema.is_header(element) {
            bound.push(whose);
        }
        // The attributes that SOAP puts on blocks are no part of the block's type.
        r.drop_soap_attributes();
        schema.examine(block, r, findings)?;
    }
    Ok(())
}

/// Whom the header block is for on whose start tag the reader stands. Whoever the message reaches last is whom it reaches next as well.
fn role(r: &Reader<'_>) -> Result<Role> {
    let attribute = r.find_attribute(Ns::SOAP11, "actor").or_else(|| r.find_attribute(Ns::SOAP12, "role"));
    let uri = attribute.map(|attribute| r.attribute_value(attribute)).transpose()?;
    Ok(match Role::of(uri.as_deref().map(str::trim)) {
        Role::Next => Role::UltimateReceiver,
        role => role,
    })
}

fn body(schema: &Schema, version: Version, r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    let Some(message) = next(r, findings)? else { return Ok(()) };
    if message.ns == version.ns() && message.local == "Fault" {
        attributes::examine(version, On::Own, r, findings)?;
        fault::examine(version, r, findings)?;
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
