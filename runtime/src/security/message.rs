//! What a message consists of, with the places of its parts: which is what security is about.
//!
//! In: the text of a message. Out: where envelope, header blocks and body are, the security headers as trees, and who has which identifier. The whole
//! text is read, so that no identifier is overlooked. Invariant: a [`Message`] has one envelope, one body that is its child, and no second header.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result, XOP_URI};
use crate::soap::Version;
use crate::xml::{Ns, Piece, Reader, legal};

use super::canonical::reading;
use super::error::SecurityError;
use super::names::{WSSE, WSU};
use super::namespaces::Namespaces;
use super::tree::Element;

/// An element and its place.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) start: usize,
    /// Behind the `>` of its start tag.
    pub(super) opened: usize,
    pub(super) end: usize,
    /// Its name as it is written.
    pub(super) name: String,
    pub(super) namespace: Arc<str>,
    pub(super) local: String,
    /// `wsu:Id`.
    pub(super) id: Option<String>,
}

impl Place {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Where the start tag's name ends: attributes may be put there.
    pub(super) fn behind_name(&self) -> usize {
        self.start + 1 + self.name.len()
    }
}

/// See the module's documentation.
#[derive(Debug)]
pub(super) struct Message<'a> {
    pub(super) text: &'a str,
    pub(super) version: Version,
    pub(super) envelope: Place,
    pub(super) header: Option<Place>,
    /// The header blocks.
    pub(super) blocks: Vec<Place>,
    pub(super) body: Place,
    /// The blocks `wsse:Security`.
    pub(super) security: Vec<Element>,
    noted: Noted<'a>,
}

/// What was noted of start tags anywhere in a message, by their offsets.
#[derive(Debug, Default)]
struct Noted<'a> {
    identifiers: Vec<(Cow<'a, str>, usize)>,
    /// Where `xop:Include` stands for a part.
    includes: Vec<usize>,
}

impl<'a> Message<'a> {
    /// Reads a whole message.
    pub(super) fn read(text: &'a str) -> std::result::Result<Self, SecurityError> {
        legal(text, reading()).map_err(|error| error.locate(text))?;
        let scan = Scan::of(text).map_err(|error| error.locate(text))?;
        scan.finish(text)
    }

    /// The element with an identifier: the offset of its start tag. There must be one and only one, whatever the attribute is called.
    pub(super) fn identified(&self, id: &str) -> std::result::Result<usize, SecurityError> {
        let mut found = self.noted.identifiers.iter().filter(|(known, _)| known == id).map(|(_, start)| *start);
        let first = found
            .next()
            .ok_or_else(|| SecurityError::check("ds:Reference", format!("no element has the identifier {id:?}")))?;
        if found.any(|other| other != first) {
            return Err(SecurityError::check(
                "ds:Reference",
                format!("more than one element has the identifier {id:?}"),
            ));
        }
        Ok(first)
    }

    /// The path of the element at an offset, in local names: `/Envelope/Header/Security/Timestamp`.
    pub(super) fn path(&self, start: usize) -> String {
        path(self.text, start).unwrap_or_default()
    }

    /// What the body holds. An empty tag holds nothing, behind it.
    pub(super) fn content(&self) -> Range<usize> {
        let body = &self.body;
        let end_tag = self.text.get(body.opened..body.end).and_then(|rest| rest.rfind("</"));
        body.opened..end_tag.map_or(body.opened, |at| body.opened + at)
    }

    /// Whether something in here stands in another part of the message (XOP).
    pub(super) fn has_include(&self, range: &Range<usize>) -> bool {
        self.noted.includes.iter().any(|include| range.contains(include))
    }

    /// The header block at an offset.
    pub(super) fn block(&self, start: usize) -> Option<&Place> {
        self.blocks.iter().find(|block| block.start == start)
    }
}

fn path(text: &str, start: usize) -> Result<String> {
    let mut r = Reader::new(text, &[], reading())?;
    r.message_root()?;
    let mut names = vec![r.tag_name()];
    while r.tag_offset() != start && !names.is_empty() {
        match r.next_piece()? {
            Piece::Start => names.push(r.tag_name()),
            Piece::End => drop(names.pop()),
            _ => {}
        }
    }
    Ok(names.iter().flat_map(|name| ["/", name.rsplit(':').next().unwrap_or(name)]).collect())
}

/// A message while it is read.
struct Scan<'a> {
    root: Ns,
    envelope: Place,
    header: Option<Place>,
    headers: usize,
    blocks: Vec<Place>,
    body: Option<Place>,
    bodies: usize,
    security: Vec<Element>,
    noted: Noted<'a>,
    namespaces: Namespaces,
}

impl<'a> Scan<'a> {
    fn of(text: &'a str) -> Result<Self> {
        let mut r = Reader::new(text, &[], reading())?;
        let root = r.message_root()?;
        let mut namespaces = Namespaces::default();
        let mut scan = Self {
            root: root.ns,
            envelope: place(&mut r, &mut namespaces)?,
            header: None,
            headers: 0,
            blocks: Vec::new(),
            body: None,
            bodies: 0,
            security: Vec::new(),
            noted: Noted::default(),
            namespaces,
        };
        scan.noted.tag(&mut r)?;
        while next_start(&mut r)? {
            scan.child(&mut r)?;
        }
        scan.envelope.end = r.offset();
        r.end()?;
        Ok(scan)
    }

    /// A child of the envelope.
    fn child(&mut self, r: &mut Reader<'a>) -> Result<()> {
        let mut place = place(r, &mut self.namespaces)?;
        let (ns, local) = r.open_name()?;
        self.noted.tag(r)?;
        if ns == self.root && local == "Header" {
            self.headers += 1;
            while next_start(r)? {
                self.header_block(r)?;
            }
            place.end = r.offset();
            self.header = Some(place);
            return Ok(());
        }
        self.through(r)?;
        place.end = r.offset();
        if ns == self.root && local == "Body" {
            self.bodies += 1;
            self.body = Some(place);
        }
        Ok(())
    }

    fn header_block(&mut self, r: &mut Reader<'a>) -> Result<()> {
        let mut place = place(r, &mut self.namespaces)?;
        if &*place.namespace == WSSE && place.local == "Security" {
            let noted = &mut self.noted;
            self.security.push(Element::read(r, &mut self.namespaces, &mut |r| noted.tag(r))?);
        } else {
            self.noted.tag(r)?;
            self.through(r)?;
        }
        place.end = r.offset();
        self.blocks.push(place);
        Ok(())
    }

    /// Goes through the rest of an element.
    fn through(&mut self, r: &mut Reader<'a>) -> Result<()> {
        let depth = r.depth();
        while r.depth() >= depth {
            if let Piece::Start = r.next_piece()? {
                self.noted.tag(r)?;
            }
        }
        Ok(())
    }

    fn finish(self, text: &'a str) -> std::result::Result<Message<'a>, SecurityError> {
        let version = match self.root {
            Ns::SOAP11 => Version::V1_1,
            Ns::SOAP12 => Version::V1_2,
            _ => return Err(not_a_message("its root is not an envelope of SOAP").into()),
        };
        let Some(body) = self.body.filter(|_| self.bodies == 1 && self.envelope.local == "Envelope") else {
            return Err(not_a_message("an envelope has one Body").into());
        };
        if self.headers > 1 || self.header.as_ref().is_some_and(|header| header.start > body.start) {
            return Err(not_a_message("an envelope has at most one Header, before the Body").into());
        }
        let Self { envelope, header, blocks, security, noted, .. } = self;
        Ok(Message { text, version, envelope, header, blocks, body, security, noted })
    }
}

fn not_a_message(reason: &str) -> Error {
    Error::new(ErrorKind::Syntax(reason.to_owned()), 0)
}

/// Goes to the next start tag in the innermost open element, if there is one, or else behind its end.
fn next_start(r: &mut Reader<'_>) -> Result<bool> {
    loop {
        match r.next_piece()? {
            Piece::Start => return Ok(true),
            Piece::End => return Ok(false),
            _ => {}
        }
    }
}

fn place(r: &mut Reader<'_>, namespaces: &mut Namespaces) -> Result<Place> {
    let (ns, local) = r.open_name()?;
    let (namespace, local) = (namespaces.shared(r, ns), local.to_owned());
    let mut id = None;
    for attribute in (0..r.attribute_count()).map(|index| r.attribute(index)) {
        if attribute.local == "Id" && r.uri(attribute.ns) == WSU {
            id = Some(r.attribute_value(attribute)?.into_owned());
        }
    }
    Ok(Place { start: r.tag_offset(), opened: r.offset(), end: 0, name: r.tag_name().to_owned(), namespace, local, id })
}

impl<'a> Noted<'a> {
    /// Notes the identifiers of a start tag, `wsu:Id`, `xml:id`, and `Id` in any spelling without a namespace; and what stands for a part.
    fn tag(&mut self, r: &mut Reader<'a>) -> Result<()> {
        for attribute in (0..r.attribute_count()).map(|index| r.attribute(index)) {
            let is_one = attribute.local.eq_ignore_ascii_case("id")
                && (attribute.ns == Ns::NONE || attribute.ns == Ns::XML || r.uri(attribute.ns) == WSU);
            if is_one {
                self.identifiers.push((r.attribute_value(attribute)?, r.tag_offset()));
            }
        }
        if r.tag_name().ends_with("Include") {
            let (ns, local) = r.open_name()?;
            if local == "Include" && r.uri(ns) == XOP_URI {
                self.includes.push(r.tag_offset());
            }
        }
        Ok(())
    }
}
