//! Faults: [SOAP 1.1] 4.4, [SOAP 1.2] 5.4.
//!
//! The reader comes in on the start tag of a fault, and has read it to its end when it goes out. What `detail` holds is let through.

use super::super::envelope::Version;
use super::super::fault::STANDARD;
use super::next;
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::xml::{Findings, Name, Node, Ns, Reader, Rule, is_ncname};

/// A part of a fault: its name, whether it has to be there, and what it holds.
type Part = (&'static str, bool, fn(&mut Reader<'_>, &mut Findings) -> Result<()>);

/// In no namespace.
const PARTS_1_1: [Part; 4] = [
    ("faultcode", true, |r, findings| value(false, r, findings)),
    ("faultstring", true, text),
    ("faultactor", false, text),
    ("detail", false, |r, _| r.skip()),
];

/// In SOAP's own.
const PARTS_1_2: [Part; 5] = [
    ("Code", true, codes),
    ("Reason", true, reason),
    ("Node", false, text),
    ("Role", false, text),
    ("Detail", false, |r, _| r.skip()),
];

pub(super) fn examine(version: Version, r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    match version {
        Version::V1_1 => parts(&PARTS_1_1, Ns::NONE, r, findings),
        Version::V1_2 => parts(&PARTS_1_2, Ns::SOAP12, r, findings),
    }
}

/// The parts, each once and in their order.
fn parts(parts: &[Part], ns: Ns, r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    let start = r.tag_offset();
    let mut seen = vec![false; parts.len()];
    while let Some(child) = next(r, findings)? {
        let index = parts.iter().position(|(local, ..)| (child.ns, child.local) == (ns, *local));
        let Some((index, (_, _, examine))) = index.and_then(|index| Some((index, parts.get(index)?))) else {
            // SOAP 1.1 admits elements of others beside its own.
            if ns == Ns::SOAP12 || [Ns::NONE, Ns::SOAP11].contains(&child.ns) {
                findings.refuse(Rule::Element, r.unexpected(child, &expected(parts)))?;
            }
            r.skip()?;
            continue;
        };
        if seen.get(index..).is_some_and(|behind| behind.contains(&true)) {
            out_of_place(child, seen.get(index) == Some(&true), &expected(parts), r, findings)?;
        }
        if let Some(seen) = seen.get_mut(index) {
            *seen = true;
        }
        examine(r, findings)?;
    }
    for ((local, ..), _) in parts.iter().zip(seen).filter(|((_, is_required, _), is_there)| *is_required && !is_there) {
        findings.refuse(Rule::Missing((*local).to_owned()), r.missing_element(local, start))?;
    }
    Ok(())
}

#[cold]
fn out_of_place(
    child: Name<'_>,
    is_repeated: bool,
    expected: &str,
    r: &Reader<'_>,
    findings: &mut Findings,
) -> Result<()> {
    let name = child.local.to_owned();
    let kind = match is_repeated {
        true => NoticeKind::Repeated(name),
        false => NoticeKind::OutOfPlace { name, expected: expected.to_owned() },
    };
    findings.refuse_as(Rule::Place, kind, r.unexpected(child, expected))
}

fn expected(parts: &[Part]) -> String {
    let names: Vec<&str> = parts.iter().map(|(local, ..)| *local).collect();
    format!("{}, each once and in this order", names.join(", "))
}

/// `Code` with every `Subcode` in it, without recursion.
fn codes(r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    /// One that is open: where it began, and what has come in it.
    struct Open {
        start: usize,
        has_value: bool,
        has_subcode: bool,
    }
    let open = |r: &Reader<'_>| Open { start: r.tag_offset(), has_value: false, has_subcode: false };
    let mut all = vec![open(r)];
    while let Some(code) = all.last_mut() {
        match next(r, findings)? {
            None if code.has_value => drop(all.pop()),
            None => {
                findings.refuse(Rule::Missing("Value".to_owned()), r.missing_element("Value", code.start))?;
                all.pop();
            }
            Some(Name { ns: Ns::SOAP12, local: "Value" }) if !code.has_value && !code.has_subcode => {
                code.has_value = true;
                value(all.len() == 1, r, findings)?;
            }
            Some(Name { ns: Ns::SOAP12, local: "Subcode" }) if !code.has_subcode => {
                code.has_subcode = true;
                all.push(open(r));
            }
            Some(other) => {
                findings.refuse(Rule::Element, r.unexpected(other, "one Value, and one Subcode behind it"))?;
                r.skip()?;
            }
        }
    }
    Ok(())
}

/// A code, which is a qualified name; whether it has to be one of those of SOAP 1.2 ([SOAP 1.2] 5.4.6).
fn value(is_standard: bool, r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    let (start, declarations) = (r.tag_offset(), r.tag_declarations());
    let text = r.text()?;
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    let is_written = is_ncname(local) && (prefix.is_empty() != text.contains(':'));
    let uri = r.declared(&declarations, prefix);
    let is_bound = is_written && (uri.is_some() || prefix.is_empty());
    let own = || uri == Some(Version::V1_2.namespace()) && is_own(local);
    let reason = if !is_bound {
        format!("expected a qualified name whose prefix is bound, found {text:?}")
    } else if is_standard && !own() {
        format!("expected a fault code of SOAP 1.2, such as Sender or Receiver, found {text:?}")
    } else {
        return Ok(());
    };
    findings.refuse(Rule::Value, Error::new(ErrorKind::Invalid(reason), start))
}

fn is_own(local: &str) -> bool {
    local == "DataEncodingUnknown" || STANDARD.iter().any(|(_, new)| *new == local)
}

fn reason(r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    let (start, mut has_text) = (r.tag_offset(), false);
    while let Some(child) = next(r, findings)? {
        if (child.ns, child.local) != (Ns::SOAP12, "Text") {
            findings.refuse(Rule::Element, r.unexpected(child, "Text"))?;
            r.skip()?;
            continue;
        }
        has_text = true;
        if r.find_attribute(Ns::XML, "lang").is_none() {
            let error = r.missing_attribute("xml:lang", r.tag_offset());
            findings.refuse(Rule::Missing("xml:lang".to_owned()), error)?;
        }
        text(r, findings)?;
    }
    match has_text {
        true => Ok(()),
        false => findings.refuse(Rule::Missing("Text".to_owned()), r.missing_element("Text", start)),
    }
}

/// An element that holds text alone.
fn text(r: &mut Reader<'_>, findings: &mut Findings) -> Result<()> {
    while let Some(node) = r.next_node()? {
        if let Node::Element(name) = node {
            findings.refuse(Rule::Element, r.element_in_text(name))?;
            r.skip()?;
        }
    }
    Ok(())
}
