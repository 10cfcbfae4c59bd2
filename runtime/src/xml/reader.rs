//! The pull reader: a document comes in, start tags, text and ends go out, to code that knows what it expects.
//!
//! ```xml
//! <t:ImGroup xmlns:t="…"><t:DisplayName>Friends &amp; Family</t:DisplayName></t:ImGroup>
//! ```
//!
//! One pass over the source, nothing is copied that can be borrowed, and every well-formedness rule of XML 1.0 and
//! Namespaces in XML 1.0 that a document without a DTD can break is checked. The invariant between calls: either the
//! reader *stands on a start tag* (its attributes are at hand, its content has not been touched), or it is between
//! the children of the innermost open element.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use super::chars::is_space;
use super::forgiven::Forgiven;
use super::memory::Lent;
use super::namespace::{Declaration, Namespace, Ns, Scope, XML_URI};
use super::special::Special;
use super::watch::Watch;
use super::watching::{Held, Watchpoint};
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;

/// The expanded name of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// Its namespace.
    pub ns: Ns,
    /// Its local name.
    pub local: &'a str,
}

/// An attribute of the start tag the reader stands on; namespace declarations are not among them.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'a> {
    /// Its namespace: [`Ns::NONE`] without a prefix.
    pub ns: Ns,
    /// Its local name.
    pub local: &'a str,
    pub(crate) prefix: &'a str,
    pub(super) raw: &'a str,
    /// Whether the value is what is written.
    pub(super) is_plain: bool,
}

impl<'a> Attribute<'a> {
    /// Its value, if that is what is written.
    #[inline]
    pub(crate) fn plain_text(&self) -> Option<&'a str> {
        self.is_plain.then_some(self.raw)
    }
}

/// A child of an element whose content may hold text.
#[derive(Debug)]
pub enum Node<'a> {
    /// Text up to the next tag, CDATA sections and references resolved.
    Text(Cow<'a, str>),
    /// A child element; the reader stands on its start tag.
    Element(Name<'a>),
}

/// An element that has begun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// The offset of its start tag.
    pub(super) start: usize,
    /// How long its name is, which stands right behind `<`.
    pub(super) name: u32,
    pub(super) scope: u32,
}

/// See the module's documentation.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) pos: usize,
    pub(super) tag_start: usize,
    pub(super) special: Special,
    pub(super) open: Vec<Open>,
    /// Who watches, if anybody does, and what they have seen to be as it should be.
    pub(super) watching: Option<Box<dyn Watch>>,
    pub(super) held: Option<Held>,
    pub(super) watchpoint: Watchpoint,
    /// How many elements may be open.
    pub(super) most_open: usize,
    /// The namespace of the start tag last read, or that in which it is offered.
    pub(super) tag_ns: Ns,
    pub(super) memory: Lent,
    /// Why there is no next child, if that is an error; see [`Reader::ended`].
    pub(super) failure: Option<Error>,
    /// Whether characters that XML does not allow are looked for, since nobody has done so before.
    pub(super) is_unchecked: bool,
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(crate) scope: Scope<'a>,
    pub(super) options: &'a ReadOptions,
    /// What has been forgiven so far, if anybody wants to know.
    pub(crate) forgiven: Option<RefCell<Forgiven>>,
    /// The offset of the child that only an element can be meant by, as it is offered under another name than its own, or its place tells.
    pub(super) guessed: usize,
    /// What an element stands for if it is empty, and the offset of the element.
    pub(super) default: (&'static str, usize),
    pub(super) in_attribute: Option<&'a str>,
    /// How many bytes of long namespace names have been copied; see [`Reader::own_uri`].
    pub(super) copied: Cell<usize>,
    /// The start tag whose `xsi:type` has decided which type is read.
    pub(super) typed_at: Option<usize>,
    /// What the element last read holds instead of text, and how many bytes of text such octets have become.
    #[cfg(feature = "attachments")]
    pub(super) included: Option<crate::xsd::Octets>,
    #[cfg(feature = "attachments")]
    pub(super) expanded_bytes: usize,
}

impl<'a> Reader<'a> {
    /// Begins a document. `contract` is the namespace table of the generated code that will read from it.
    ///
    /// # Errors
    /// When the source is longer than the options allow.
    pub fn new(source: &'a str, contract: &'static [Namespace], options: &'a ReadOptions) -> Result<Self> {
        if source.len() > options.byte_limit() {
            let limit = options.byte_limit();
            return Err(Error::new(ErrorKind::LimitExceeded { what: "bytes", limit }, 0));
        }
        let mut memory = Lent::take();
        #[cfg_attr(not(feature = "stream"), allow(unused_mut))]
        let mut reader = Self {
            source,
            pos: if source.starts_with('\u{FEFF}') { 3 } else { 0 },
            tag_start: 0,
            special: Special::default(),
            watching: None,
            held: None,
            watchpoint: Watchpoint::default(),
            open: Vec::with_capacity(16),
            most_open: options.depth_limit(),
            tag_ns: Ns::NONE,
            failure: None,
            is_unchecked: false,
            attributes: Vec::with_capacity(8),
            scope: Scope::new(contract, &mut memory.numbers),
            memory,
            options,
            forgiven: options.has_sink().then(RefCell::default),
            guessed: usize::MAX,
            default: ("", usize::MAX),
            in_attribute: None,
            typed_at: None,
            copied: Cell::new(0),
            #[cfg(feature = "attachments")]
            included: None,
            #[cfg(feature = "attachments")]
            expanded_bytes: 0,
        };
        #[cfg(feature = "stream")]
        if let Some(outer) = options.outer() {
            reader.enter(outer);
        }
        Ok(reader)
    }

    /// The same for a source in which nobody has looked for characters that XML does not allow: they are errors.
    pub(crate) fn unchecked(source: &'a str, contract: &'static [Namespace], options: &'a ReadOptions) -> Result<Self> {
        Ok(Self { is_unchecked: true, ..Self::new(source, contract, options)? })
    }

    #[inline]
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.source.as_bytes().get(self.pos + ahead).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn rest(&self) -> &'a str {
        self.source.get(self.pos..).unwrap_or("")
    }

    #[inline]
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or("")
    }

    pub(super) fn skip_space(&mut self) {
        while is_space(self.peek(0)) {
            self.pos += 1;
        }
    }

    /// The name of an open element as it is written.
    pub(super) fn name_of(&self, open: &Open) -> &'a str {
        self.slice(open.start + 1, open.start + 1 + open.name as usize)
    }

    /// The name of the start tag last read, as it is written.
    pub(super) fn written_name(&self) -> &'a str {
        self.open.last().map_or("", |open| self.name_of(open))
    }

    /// How far the document has been read.
    pub(crate) fn offset(&self) -> usize {
        self.pos
    }

    /// Goes behind the end of the element that began at `start`, wherever in it one is.
    pub(crate) fn leave(&mut self, start: usize) -> Result<()> {
        while self.open.last().is_some_and(|open| open.start >= start) {
            self.next_node()?;
        }
        Ok(())
    }

    /// Goes back to the start tag at `start`, of an element that began inside the innermost element open then.
    ///
    /// # Errors
    /// None, as the tag has been read before.
    #[cold]
    pub(crate) fn restart(&mut self, start: usize) -> Result<()> {
        self.stop_watching();
        while self.open.last().is_some_and(|open| open.start >= start) {
            self.close();
        }
        self.pos = start;
        self.start_tag().map(drop)
    }

    /// The source of the document.
    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    /// The offset of the start tag last read.
    #[inline]
    #[must_use]
    pub fn tag_offset(&self) -> usize {
        self.tag_start
    }

    /// Notices from now on are about the value of this attribute; `None`: no longer.
    #[inline]
    pub(crate) fn set_attribute(&mut self, local: Option<&'a str>) {
        self.in_attribute = local;
    }

    /// If the element whose start tag was just read is empty, it stands for this value (XML Schema Part 1, 3.3.1).
    #[inline]
    pub fn set_default(&mut self, value: &'static str) {
        self.default = (value, self.tag_start);
    }

    /// The prefixes that the start tag last read declares, in their order, with their namespaces.
    pub(crate) fn tag_declarations(&self) -> Vec<Declaration<'a>> {
        self.open.last().map_or(Vec::new(), |open| self.scope.since(open.scope))
    }

    /// The namespace that a prefix, or none, is declared for on a start tag with these declarations, whose element has ended. While one stands on the tag,
    /// its declarations are those of all that is open, and need not be given.
    pub(crate) fn declared<'d>(&'d self, own: &'d [Declaration<'a>], prefix: &str) -> Option<&'d str> {
        match own.binary_search_by(|(known, _)| (*known).cmp(prefix)) {
            Ok(index) => own.get(index).map(|(_, uri)| &**uri).filter(|uri| !matches!(*uri, "" | XML_URI)),
            Err(_) => self.scope.declared(prefix),
        }
    }

    /// What [`Reader::set_default`] was told of the start tag last read, once.
    pub(crate) fn take_default(&mut self) -> Option<&'static str> {
        let (value, element) = std::mem::replace(&mut self.default, ("", usize::MAX));
        (element == self.tag_start && !value.is_empty()).then_some(value)
    }

    /// The prefix the start tag last read was written with; empty for none.
    pub(crate) fn tag_prefix(&self) -> &'a str {
        self.written_name().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The expanded name of the start tag last read.
    ///
    /// # Errors
    /// When its prefix is not bound, which reading the tag has ruled out.
    pub(crate) fn open_name(&mut self) -> Result<(Ns, &'a str)> {
        let qname = self.written_name();
        match qname.split_once(':') {
            Some((prefix, local)) => Ok((self.element_ns(prefix)?, local)),
            None => Ok((self.scope.default_ns(), qname)),
        }
    }

    /// Notes that what `xsi:type` says on the start tag last read is kept by the type that is read.
    pub(crate) fn keep_type(&mut self) {
        self.typed_at = Some(self.tag_start);
    }

    /// Notices every attribute of the start tag the reader stands on: its type is simple and has none.
    #[inline]
    pub fn expect_no_attributes(&self) {
        for attribute in &self.attributes {
            self.skip_attribute(*attribute);
        }
    }

    /// Forgets the attributes of the SOAP namespaces on the start tag the reader stands on.
    pub(crate) fn drop_soap_attributes(&mut self) {
        self.attributes.retain(|attribute| attribute.ns != Ns::SOAP11 && attribute.ns != Ns::SOAP12);
    }

    /// Forgets the attributes of the start tag the reader stands on.
    pub(crate) fn drop_attributes(&mut self) {
        self.attributes.clear();
    }

    /// Forgets an attribute of the start tag the reader stands on.
    pub(crate) fn drop_attribute(&mut self, ns: Ns, local: &str) {
        self.attributes.retain(|attribute| (attribute.ns, attribute.local) != (ns, local));
    }

    /// The attributes of the start tag the reader stands on.
    #[inline]
    #[must_use]
    pub fn attribute_count(&self) -> usize {
        self.attributes.len()
    }

    /// Attribute number `index` in the order written.
    #[inline]
    #[must_use]
    pub fn attribute(&self, index: usize) -> Attribute<'a> {
        self.attributes[index]
    }

    /// The attribute at `index`, which then stands for the next one; `None` behind the last. Cheaper to compile than a loop over a range.
    #[inline]
    pub fn next_attribute(&self, index: &mut usize) -> Option<Attribute<'a>> {
        let attribute = self.attributes.get(*index).copied();
        *index += 1;
        attribute
    }

    /// The value of an attribute: references resolved, white space characters turned into spaces (XML 1.0, 3.3.3).
    ///
    /// # Errors
    /// For references to unknown entities or, by policy, to illegal characters.
    pub fn attribute_value(&self, attribute: Attribute<'a>) -> Result<Cow<'a, str>> {
        self.attribute_text(attribute.raw, attribute.is_plain, self.tag_start)
    }

    #[inline]
    pub(super) fn attribute_text(&self, raw: &'a str, is_plain: bool, at: usize) -> Result<Cow<'a, str>> {
        if is_plain || !raw.bytes().any(|byte| byte < b' ' || byte == b'&') {
            return Ok(Cow::Borrowed(raw));
        }
        self.decode_attribute(raw, at).map(Cow::Owned)
    }

    /// Moves to the next child element of the element whose start tag or child was read last; `None` at its end, which
    /// is taken. Text other than white space is skipped and noticed.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    #[inline]
    pub fn next_child(&mut self) -> Result<Option<Name<'a>>> {
        if !self.special.is_none() {
            return self.special_child();
        }
        loop {
            while is_space(self.peek(0)) {
                self.pos += 1;
            }
            if self.peek(0) != b'<' {
                self.stray_text()?;
                continue;
            }
            match self.peek(1) {
                b'/' => return self.end_tag().map(|()| None),
                b'!' | b'?' => self.aside(true)?,
                _ => return self.start_tag().map(Some),
            }
        }
    }

    /// The next piece of mixed content: text (never empty), an element, or `None` at the end, which is taken.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    pub fn next_node(&mut self) -> Result<Option<Node<'a>>> {
        if !self.special.is_none() {
            return self.special_node();
        }
        let text = self.run()?;
        if !text.is_empty() {
            return Ok(Some(Node::Text(text)));
        }
        match self.peek(1) {
            b'/' => self.end_tag().map(|()| None),
            _ => self.start_tag().map(Node::Element).map(Some),
        }
    }

    /// Skips the element the reader stands on with all it holds.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    pub fn skip(&mut self) -> Result<()> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            self.next_node()?;
        }
        Ok(())
    }

    /// The URI of a namespace met in this document.
    #[must_use]
    pub fn uri(&self, ns: Ns) -> &str {
        self.scope.uri(ns)
    }

    /// The expanded name a QName in content or an attribute value stands for; `None` when its prefix is not bound.
    pub fn resolve_qname<'t>(&mut self, text: &'t str) -> Option<(Ns, &'t str)> {
        match text.split_once(':') {
            Some((prefix, local)) => self.scope.resolve(prefix).map(|ns| (ns, local)),
            None => Some((self.scope.default_ns(), text)),
        }
    }

    /// The attribute of this name on the start tag the reader stands on.
    #[must_use]
    pub fn find_attribute(&self, ns: Ns, local: &str) -> Option<Attribute<'a>> {
        self.attributes.iter().find(|a| a.ns == ns && a.local == local).copied()
    }

    /// The options the document is read with.
    pub fn options(&self) -> &'a ReadOptions {
        self.options
    }
}
