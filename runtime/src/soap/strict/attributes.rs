//! Attributes of SOAP's own: [SOAP 1.1] 4.1.1 and 4.2, [SOAP 1.2] 5.1.1 and 5.2.
//!
//! The reader comes in on a start tag. What is not SOAP's own is none of this module's business.

use super::super::envelope::Version;
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::xml::{Attribute, Findings, Reader, Rule};

/// Where attributes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    /// On an element of SOAP's own.
    Own,
    /// On a header block.
    Block,
}

/// Those that there may be. In SOAP 1.2, its own elements have none.
const fn known(version: Version, on: On) -> &'static [&'static str] {
    match (version, on) {
        (Version::V1_1, On::Own) => &["encodingStyle"],
        (Version::V1_1, On::Block) => &["mustUnderstand", "actor", "encodingStyle"],
        (Version::V1_2, On::Own) => &[],
        (Version::V1_2, On::Block) => &["mustUnderstand", "role", "relay", "encodingStyle"],
    }
}

/// Checks those of the start tag.
pub(super) fn examine(version: Version, on: On, r: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    for attribute in (0..r.attribute_count()).map(|index| r.attribute(index)) {
        let Some(of) = Version::of(attribute.ns) else { continue };
        if of != version || !known(version, on).contains(&attribute.local) {
            unexpected(attribute, known(version, on), r, findings)?;
        } else if ["mustUnderstand", "relay"].contains(&attribute.local) {
            boolean(attribute, r, findings)?;
        }
    }
    Ok(())
}

#[cold]
fn unexpected(attribute: Attribute<'_>, known: &[&str], r: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let name = r.expanded(attribute.ns, attribute.local);
    let expected = if known.is_empty() { "none of SOAP's own".to_owned() } else { crate::error::alternatives(known) };
    let reason = format!("unexpected attribute {name}: expected {expected}");
    findings.refuse(Rule::Attribute(name), error(attribute, reason, r))
}

/// What is no boolean says neither, and lenient reading takes it for what goes without saying.
fn boolean(attribute: Attribute<'_>, r: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let value = r.attribute_value(attribute)?;
    if matches!(value.trim_matches([' ', '\t', '\n', '\r']), "1" | "true" | "0" | "false") {
        return Ok(());
    }
    let reason = format!("{}: expected true, false, 1 or 0, found {value:?}", attribute.local);
    let kind = NoticeKind::Invalid(format!("{reason}; it is read as false"));
    findings.refuse_as(Rule::Value, kind, error(attribute, reason, r))
}

fn error(attribute: Attribute<'_>, reason: String, r: &Reader<'_>) -> Error {
    Error::below(ErrorKind::Invalid(reason), r.tag_offset(), format!("@{}", attribute.local))
}
