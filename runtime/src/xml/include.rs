//! Octets that stand outside of the text: `xop:Include` (XOP 1.0, 2.1).
//!
//! ```xml
//! <Content><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:1@example.org"/></Content>
//! ```
//!
//! The element means what it would mean if the Base64 of the part stood in the place of the `Include`. Reading comes here where it finds
//! an element although there is to be text, which is an error otherwise; so text costs nothing more. The invariant: what cannot be
//! resolved is an error, and never an empty value.

use super::chars::is_blank;
use super::reader::{Name, Node, Reader};
use super::writer::Writer;
use crate::error::{AttachmentProblem, Error, ErrorKind, Result, XOP_URI, excerpt};
use crate::mime;
use crate::xsd::Octets;

impl Reader<'_> {
    /// Whether this is an `xop:Include` of a message that has parts.
    #[cold]
    pub(crate) fn is_include(&self, name: Name<'_>) -> bool {
        name.local == "Include" && self.options().parts().is_some() && self.uri(name.ns) == XOP_URI
    }

    /// The octets that the child of an element stands for on whose start tag the reader stands, `None` if it is no `xop:Include`.
    /// `is_alone`: nothing but white space came before it. The element is taken to its end.
    ///
    /// # Errors
    /// When the octets are not there, and when there is something beside the child.
    #[cold]
    pub(crate) fn included(&mut self, name: Name<'_>, is_alone: bool) -> Result<Option<Octets>> {
        if !self.is_include(name) {
            return Ok(None);
        }
        let at = self.tag_offset();
        let octets = self.resolved()?;
        self.skip_to_end(at)?;
        if !is_alone {
            return Err(problem(AttachmentProblem::Beside, at));
        }
        while let Some(node) = self.next_node()? {
            if !matches!(&node, Node::Text(text) if is_blank(text)) {
                return Err(problem(AttachmentProblem::Beside, at));
            }
        }
        Ok(Some(octets))
    }

    /// Goes behind an `Include`, which may hold elements that nobody knows and no text.
    fn skip_to_end(&mut self, at: usize) -> Result<()> {
        while let Some(node) = self.next_node()? {
            match node {
                Node::Element(_) => self.skip()?,
                Node::Text(text) if is_blank(&text) => {}
                Node::Text(_) => return Err(problem(AttachmentProblem::Beside, at)),
            }
        }
        Ok(())
    }

    fn resolved(&self) -> Result<Octets> {
        let at = self.tag_offset();
        let href =
            self.find_attribute(super::Ns::NONE, "href").ok_or_else(|| problem(AttachmentProblem::NoHref, at))?;
        let href = self.attribute_value(href)?;
        let id = mime::href(&href).ok_or_else(|| problem(AttachmentProblem::External(shown(&href)), at))?;
        let parts = self.options().parts();
        match parts.and_then(|parts| parts.referred(id)) {
            Some(part) => Ok(part.octets.clone().into()),
            None => {
                let found = parts.map(mime::Parts::names).unwrap_or_default();
                Err(problem(AttachmentProblem::Missing { href: shown(&href), found }, at))
            }
        }
    }

    /// The text that octets stand for. There is no more of it in one message than a message may be long, or than its body may
    /// have brought.
    ///
    /// # Errors
    /// When there is.
    #[cold]
    pub(crate) fn expanded_octets(&mut self, octets: &Octets) -> Result<String> {
        self.expanded_bytes = self.expanded_bytes.saturating_add(octets.len().saturating_add(2) / 3 * 4);
        let limit = self.options().included_limit();
        if self.expanded_bytes > limit {
            return Err(self.limit("bytes of attachments read as text", limit));
        }
        Ok(octets.to_base64())
    }

    /// Keeps octets for whoever reads the element, as there is no text; the error for those who do not ask for them.
    #[cold]
    pub(super) fn keep_included(&mut self, name: Name<'_>, before: &str) -> Error {
        let without = self.element_in_text(name);
        match self.included(name, is_blank(before)) {
            Ok(octets) => {
                self.included = octets;
                without
            }
            Err(error) => error,
        }
    }

    /// The octets that the element last read holds instead of text.
    #[cold]
    pub(crate) fn take_included(&mut self) -> Option<Octets> {
        self.included.take()
    }
}

impl Writer {
    /// Writes octets beside the text and a reference to them as the content of the element just begun; whether that is so.
    pub(crate) fn include(&mut self, octets: &Octets) -> bool {
        let Some(attaching) = &self.attaching else { return false };
        let Some(id) = attaching.take(octets, self.stated_media_type()) else { return false };
        self.text_begins();
        self.out.push_str("<xop:Include xmlns:xop=\"");
        self.out.push_str(XOP_URI);
        self.out.push('"');
        self.put_attribute("href", &mime::matching(&id));
        self.out.push_str("/>");
        true
    }
}

#[cold]
fn problem(problem: AttachmentProblem, at: usize) -> Error {
    Error::new(ErrorKind::Attachment(problem), at)
}

/// The beginning of a reference.
fn shown(href: &str) -> String {
    excerpt(href, 80).into_owned()
}
