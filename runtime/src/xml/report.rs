//! What the reader says of a message: the errors it ends with, and the notices of what it forgives.

use super::namespace::Ns;
use super::reader::{Attribute, Name, Reader};
use crate::error::{Error, ErrorKind, Notice, NoticeKind, Position, Result};

impl<'a> Reader<'a> {
    /// Notices that the element the reader stands on has come before and may come once.
    #[cold]
    pub fn notice_repeated(&self) {
        let name = self.open.last().map_or("", |open| open.qname);
        let local = name.rsplit(':').next().unwrap_or(name);
        self.notice_at(|_| NoticeKind::Repeated(local.to_owned()), self.tag_start);
    }

    /// The error of strict reading for an element that does not belong here.
    #[cold]
    pub(crate) fn unexpected(&self, name: Name<'_>, expected: &str) -> Error {
        let found = self.expanded(name.ns, name.local);
        Error::new(ErrorKind::Invalid(format!("unexpected element {found}: expected {expected}")), self.tag_start)
    }

    /// The error for a required child element that did not come; `start` is the offset of its parent.
    #[cold]
    #[must_use]
    pub fn missing_element(&self, local: &str, start: usize) -> Error {
        Error::below(ErrorKind::MissingElement(local.to_owned()), start, local.to_owned())
    }

    /// The error for a required choice of which nothing came.
    #[cold]
    #[must_use]
    pub fn missing_group(&self, expected: &str, start: usize) -> Error {
        Error::new(ErrorKind::MissingElement(expected.to_owned()), start)
    }

    /// The error for a required attribute that is not there.
    #[cold]
    #[must_use]
    pub fn missing_attribute(&self, local: &str, start: usize) -> Error {
        Error::below(ErrorKind::MissingAttribute(local.to_owned()), start, format!("@{local}"))
    }

    /// Skips the element the reader stands on and notices that it was not known.
    ///
    /// # Errors
    /// As [`Reader::skip`].
    #[cold]
    pub fn skip_unknown(&mut self, name: Name<'_>) -> Result<()> {
        self.notice_at(|r| NoticeKind::UnknownElement(r.expanded(name.ns, name.local)), self.tag_start);
        self.skip()
    }

    /// Notices an attribute that has no place in the value: one that is not known, or one of the instance namespace, which are known
    /// everywhere, unless what it says is kept otherwise.
    #[cold]
    pub fn skip_attribute(&self, attribute: Attribute<'a>) {
        let value = || self.attribute_value(attribute).map(|value| value.trim().to_owned()).unwrap_or_default();
        match (attribute.ns, attribute.local) {
            (Ns::XSI, "type") if self.typed_at == Some(self.tag_start) => {}
            (Ns::XSI, "type") => self.notice_at(|_| NoticeKind::TypeNotKept(value()), self.tag_start),
            (Ns::XSI, "schemaLocation" | "noNamespaceSchemaLocation") => {
                self.notice_at(|_| NoticeKind::LocationNotKept(value()), self.tag_start);
            }
            (Ns::XSI, _) => {}
            (ns, local) => self.notice_at(|r| NoticeKind::UnknownAttribute(r.expanded(ns, local)), self.tag_start),
        }
    }

    /// Tells the sink, if there is one, what was forgiven at `offset`.
    pub fn notice_at(&self, kind: impl FnOnce(&Self) -> NoticeKind, offset: usize) {
        if self.options.has_sink() {
            let step = self.in_attribute.map(|local| format!("@{local}"));
            let position = self.locator.borrow_mut().position(self.source, offset, step.as_deref());
            self.options.notify(Notice { kind: kind(self), position });
        }
    }

    /// The place of `offset`, which is not before those asked for so far.
    #[cold]
    pub(crate) fn position(&self, offset: usize, below: Option<&str>) -> Position {
        self.locator.borrow_mut().position(self.source, offset, below)
    }

    pub(super) fn open_end(&self) -> String {
        self.open.last().map_or_else(|| "the root element".to_owned(), |open| format!("</{}>", open.qname))
    }

    #[cold]
    pub(super) fn syntax(&self, reason: impl Into<String>) -> Error {
        self.syntax_at(reason, self.pos)
    }

    #[cold]
    pub(super) fn syntax_at(&self, reason: impl Into<String>, at: usize) -> Error {
        Error::new(ErrorKind::Syntax(reason.into()), at)
    }

    #[cold]
    pub(super) fn end_of_input(&self, expected: &str) -> Error {
        Error::new(ErrorKind::UnexpectedEnd { expected: expected.to_owned() }, self.source.len())
    }

    #[cold]
    pub(crate) fn limit(&self, what: &'static str, limit: usize) -> Error {
        Error::new(ErrorKind::LimitExceeded { what, limit }, self.tag_start)
    }

    #[cold]
    pub(super) fn unbound(&self, prefix: &str, at: usize) -> Error {
        self.syntax_at(format!("the prefix `{prefix}` is not bound to a namespace"), at)
    }

    /// A name as `{namespace}local`.
    #[must_use]
    pub fn expanded(&self, ns: Ns, local: &str) -> String {
        match self.scope.uri(ns) {
            "" => local.to_owned(),
            uri => format!("{{{uri}}}{local}"),
        }
    }
}
