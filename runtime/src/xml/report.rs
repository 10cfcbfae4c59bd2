//! What the reader says of a message: the errors it ends with, and the notices of what it forgives.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::forgiven::{Forgiven, Note};
use super::namespace::Ns;
use super::reader::{Attribute, Name, Reader};
use crate::error::{Error, ErrorKind, NoticeKind, Result, expanded, in_namespace};
use crate::xsd::ValueError;

impl<'a> Reader<'a> {
    /// Notices that the element the reader stands on has come before and may come once.
    #[cold]
    pub fn notice_repeated(&self) {
        let name = self.written_name();
        let local = name.rsplit(':').next().unwrap_or(name);
        self.notice_at(|_| NoticeKind::Repeated(local.to_owned()), self.tag_start);
    }

    /// The error of strict reading for an element that does not belong here.
    #[cold]
    pub(crate) fn unexpected(&self, name: Name<'_>, expected: &str) -> Error {
        let found = self.expanded(name.ns, name.local);
        Error::new(ErrorKind::Invalid(format!("unexpected element {found}: expected {expected}")), self.tag_start)
    }

    /// The error for a child element in an element that holds only text; the reader stands on its start tag.
    #[cold]
    pub(crate) fn element_in_text(&self, name: Name<'_>) -> Error {
        Error::new(ErrorKind::ElementInText(self.expanded(name.ns, name.local)), self.tag_start)
    }

    /// The error for a required child element that did not come; `start` is the offset of its parent.
    #[cold]
    #[must_use]
    pub fn missing_element(&self, local: &str, start: usize) -> Error {
        let error = Error::below(ErrorKind::MissingElement(local.to_owned()), start, local.to_owned());
        error.beside(self.skipped_in(start, None))
    }

    /// The same for an element whose namespace is known.
    #[cold]
    #[must_use]
    pub fn missing_child(&self, ns: Ns, local: &str, start: usize) -> Error {
        let error = Error::below(ErrorKind::MissingElement(local.to_owned()), start, local.to_owned());
        error.beside(self.skipped_in(start, Some(Name { ns, local })))
    }

    /// The same for the first of some children that is not there; of each is told whether it came.
    #[cold]
    #[must_use]
    pub fn first_missing_child(&self, children: &[(bool, Ns, &str)], start: usize) -> Error {
        let (_, ns, local) = children.iter().find(|(came, ..)| !came).copied().unwrap_or((false, Ns::NONE, ""));
        self.missing_child(ns, local, start)
    }

    /// The error for a required choice of which nothing came.
    #[cold]
    #[must_use]
    pub fn missing_group(&self, expected: &str, start: usize) -> Error {
        Error::new(ErrorKind::MissingElement(expected.to_owned()), start).beside(self.skipped_in(start, None))
    }

    /// The error for a required attribute that is not there.
    #[cold]
    #[must_use]
    pub fn missing_attribute(&self, local: &str, start: usize) -> Error {
        let error = Error::below(ErrorKind::MissingAttribute(local.to_owned()), start, format!("@{local}"));
        error.beside(self.skipped_attributes(start))
    }

    /// The same for the first of some attributes that is not there; of each is told whether it came.
    #[cold]
    #[must_use]
    pub fn first_missing_attribute(&self, attributes: &[(bool, &str)], start: usize) -> Error {
        let local = attributes.iter().find(|(came, _)| !came).map_or("", |(_, local)| local);
        self.missing_attribute(local, start)
    }

    /// The elements that were skipped in the element at `start`, or the first few; `missing` is one that was not found in it.
    fn skipped_in(&self, start: usize, missing: Option<Name<'_>>) -> Vec<String> {
        let names = self.noted_in(start, |kind| match kind {
            NoticeKind::UnknownElement(name) => Some(name.clone()),
            _ => None,
        });
        listed(names.iter().map(|name| self.in_words(name, missing)).collect())
    }

    fn skipped_attributes(&self, start: usize) -> Vec<String> {
        let names = self.noted_in(start, |kind| match kind {
            NoticeKind::UnknownAttribute(name) => Some(format!("@{}", split(name).1)),
            _ => None,
        });
        listed(names)
    }

    /// What has been noted of the element at `start` and of its children.
    fn noted_in(&self, start: usize, wanted: impl Fn(&NoticeKind) -> Option<String>) -> Vec<String> {
        let Some(forgiven) = &self.forgiven else { return Vec::new() };
        let outside = self.open.iter().position(|open| open.start >= start).unwrap_or(self.open.len());
        forgiven.borrow().since(start, outside + 2).filter_map(wanted).collect()
    }

    /// The name of an element that was skipped: with its namespace, if that is why something is missing.
    fn in_words(&self, skipped: &str, missing: Option<Name<'_>>) -> String {
        let (uri, local) = split(skipped);
        let Some(missing) = missing.filter(|missing| missing.local == local) else { return local.to_owned() };
        let hint = match self.scope.is_other_form(uri, missing.ns) {
            true if !self.options.ignores_form() => " (ReadOptions::ignoring_form reads it)",
            _ => "",
        };
        format!("{local} {} and not {}{hint}", in_namespace(uri), in_namespace(self.uri(missing.ns)))
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

    /// Another name by which the child the reader stands on may be meant, as it is not known by `tried`: that in another namespace.
    /// Its own name is tried first.
    ///
    /// # Errors
    /// None, as the start tag has been read.
    #[cold]
    pub fn other_form(&mut self, tried: Name<'_>) -> Result<Option<Name<'a>>> {
        if !self.options.ignores_form() {
            return Ok(None);
        }
        if let Some(forgiven) = &self.forgiven {
            forgiven.borrow_mut().take_back(self.tag_start, |kind| matches!(kind, NoticeKind::OtherForm { .. }));
        }
        let (own, local) = self.open_name()?;
        let other = self.scope.other_form(own, tried.ns);
        self.guessed = if other.is_some() { self.tag_start } else { usize::MAX };
        let Some(ns) = other else { return Ok(None) };
        self.notice_at(|r| r.noted_form(Name { ns: own, local }, ns), self.tag_start);
        Ok(Some(Name { ns, local }))
    }

    /// The number of the field for the child the reader stands on, under another name than the one tried last; see
    /// [`Reader::other_form`].
    ///
    /// # Errors
    /// None, as the start tag has been read.
    #[cold]
    pub fn other_field(&mut self, fields: &'static Fields) -> Result<Option<u32>> {
        let tried = self.child_name();
        let Some(other) = self.other_form(tried)? else { return Ok(None) };
        self.tag_ns = other.ns;
        Ok(Some(fields.find(other, Fields::FIRST)))
    }

    /// The name of the child the reader stands on, or that under which it is offered.
    #[must_use]
    pub fn child_name(&self) -> Name<'a> {
        let qname = self.written_name();
        Name { ns: self.tag_ns, local: qname.rsplit(':').next().unwrap_or(qname) }
    }

    fn noted_form(&self, child: Name<'_>, expected: Ns) -> NoticeKind {
        let [found, expected] = [child.ns, expected].map(|ns| self.uri(ns).to_owned());
        NoticeKind::OtherForm { name: child.local.to_owned(), found, expected, is_read: true }
    }

    /// From now on, only an element of the contract can be meant by the child the reader stands on, and no wildcard.
    pub(crate) fn keep_from_wildcards(&mut self) {
        self.guessed = self.tag_start;
    }

    /// Whether only an element of the contract can be meant by the child the reader stands on: it is offered under another name than its own,
    /// or its place tells.
    pub(crate) fn is_guessed(&self) -> bool {
        self.guessed == self.tag_start
    }

    /// As [`Reader::skip_unknown`], by the name on the start tag.
    ///
    /// # Errors
    /// As [`Reader::skip`].
    #[cold]
    pub fn skip_child(&mut self) -> Result<()> {
        let (ns, local) = self.open_name()?;
        self.skip_unknown(Name { ns, local })
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

    /// The same for all attributes of the start tag.
    #[inline]
    pub fn skip_attributes(&self) {
        if self.attribute_count() > 0 {
            self.skip_some_attributes();
        }
    }

    #[cold]
    fn skip_some_attributes(&self) {
        for index in 0..self.attribute_count() {
            self.skip_attribute(self.attribute(index));
        }
    }

    /// Notes for the sink, if there is one, what was forgiven at `offset`. It is told when the whole document has been read.
    pub fn notice_at(&self, kind: impl FnOnce(&Self) -> NoticeKind, offset: usize) {
        if self.forgiven.is_some() {
            self.notice_below(kind, offset, self.in_attribute.map(|local| format!("@{local}")));
        }
    }

    /// The same for what a facet has against the value of a text that was kept.
    #[cold]
    #[inline(never)]
    pub(crate) fn notice_facet(&self, violation: ValueError, offset: usize) {
        self.notice_at(|_| NoticeKind::Facet(violation), offset);
    }

    /// The same for a place one step below the element at `offset`.
    pub(crate) fn notice_below(&self, kind: impl FnOnce(&Self) -> NoticeKind, offset: usize, step: Option<String>) {
        if let Some(forgiven) = &self.forgiven {
            let note = Note { offset, step, depth: self.open.len(), kind: kind(self) };
            forgiven.borrow_mut().note(note);
        }
    }

    /// Keeps what is forgiven, whether there is a sink or not.
    pub(crate) fn keep_forgiven(&mut self) {
        self.forgiven.get_or_insert_default();
    }

    /// What has been forgiven.
    pub(crate) fn into_forgiven(self) -> Forgiven {
        self.forgiven.map(std::cell::RefCell::into_inner).unwrap_or_default()
    }

    pub(super) fn open_end(&self) -> String {
        self.open.last().map_or_else(|| "the root element".to_owned(), |open| format!("</{}>", self.name_of(open)))
    }

    #[cold]
    pub(super) fn syntax(&self, reason: impl Into<String>) -> Error {
        self.syntax_at(reason, self.pos)
    }

    #[cold]
    pub(super) fn syntax_at(&self, reason: impl Into<String>, at: usize) -> Error {
        Error::new(ErrorKind::Syntax(reason.into()), at)
    }

    /// The error for something that had to come here.
    #[cold]
    pub(super) fn expected(&self, what: &str) -> Error {
        if self.pos >= self.source.len() {
            return self.end_of_input(what);
        }
        self.syntax(format!("{what} was expected"))
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
        expanded(self.scope.uri(ns), local)
    }
}

/// How many names an error lists.
const LISTED: usize = 5;

/// The first of the names, each once with how often it came, and how many more there are.
fn listed(names: Vec<String>) -> Vec<String> {
    let mut places = BTreeMap::new();
    let mut counted: Vec<(String, usize)> = Vec::new();
    for name in names {
        match places.get(&name).and_then(|place: &usize| counted.get_mut(*place)) {
            Some((_, times)) => *times += 1,
            None => {
                places.insert(name.clone(), counted.len());
                counted.push((name, 1));
            }
        }
    }
    let more = counted.len().saturating_sub(LISTED);
    let shown = counted.into_iter().take(LISTED).map(|(name, times)| match times {
        1 => name,
        2 => format!("{name} (twice)"),
        times => format!("{name} ({times} times)"),
    });
    shown.chain((more > 0).then(|| format!("{more} more"))).collect()
}

/// The namespace and the local name of `{namespace}local`.
fn split(expanded: &str) -> (&str, &str) {
    let in_braces = expanded.strip_prefix('{').and_then(|rest| rest.rsplit_once('}'));
    in_braces.unwrap_or(("", expanded))
}
