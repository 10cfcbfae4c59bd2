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
use std::cell::RefCell;

use super::chars::{NAME_BYTE, is_blank, is_name_char, is_name_start, is_space};
use super::locate::Locator;
use super::namespace::{Namespace, Ns, Scope, XML_URI, XMLNS_URI};
use crate::error::{Error, ErrorKind, Notice, NoticeKind, Result};
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
    raw: &'a str,
}

/// A child of an element whose content may hold text.
#[derive(Debug)]
pub enum Node<'a> {
    /// Text up to the next tag, CDATA sections and references resolved.
    Text(Cow<'a, str>),
    /// A child element; the reader stands on its start tag.
    Element(Name<'a>),
}

#[derive(Debug, Clone, Copy)]
struct Open<'a> {
    qname: &'a str,
    scope: u32,
}

/// See the module's documentation.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) pos: usize,
    tag_start: usize,
    self_closed: bool,
    has_cr: bool,
    open: Vec<Open<'a>>,
    attributes: Vec<Attribute<'a>>,
    pub(crate) scope: Scope<'a>,
    pub(super) options: &'a ReadOptions,
    locator: RefCell<Locator>,
    default: Option<&'static str>,
    in_attribute: Option<&'a str>,
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
        Ok(Self {
            source,
            pos: if source.starts_with('\u{FEFF}') { 3 } else { 0 },
            tag_start: 0,
            self_closed: false,
            has_cr: memchr::memchr(b'\r', source.as_bytes()).is_some(),
            open: Vec::with_capacity(16),
            attributes: Vec::with_capacity(8),
            scope: Scope::new(contract),
            options,
            locator: RefCell::new(Locator::new()),
            default: None,
            in_attribute: None,
        })
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

    // ---- tags -------------------------------------------------------------------------------------------------

    /// Reads the start tag at `<`: the reader stands on it afterwards.
    pub(super) fn start_tag(&mut self) -> Result<Name<'a>> {
        self.tag_start = self.pos;
        self.pos += 1;
        let (prefix, local, qname) = self.qualified_name()?;
        let scope = self.scope.mark();
        self.attributes.clear();
        match self.peek(0) {
            b'>' => {
                self.pos += 1;
                self.self_closed = false;
            }
            _ => self.tag_rest(scope)?,
        }
        if self.open.len() >= self.options.depth_limit() {
            return Err(self.limit("levels of nested elements", self.options.depth_limit()));
        }
        let ns = self.element_ns(prefix)?;
        self.open.push(Open { qname, scope });
        Ok(Name { ns, local })
    }

    #[inline]
    fn element_ns(&mut self, prefix: &str) -> Result<Ns> {
        if prefix.is_empty() {
            return Ok(self.scope.default_ns());
        }
        self.scope.resolve(prefix).ok_or_else(|| self.unbound(prefix, self.tag_start))
    }

    /// A name with its optional prefix: (prefix, local, both).
    #[inline]
    fn qualified_name(&mut self) -> Result<(&'a str, &'a str, &'a str)> {
        let start = self.pos;
        let bytes = self.source.as_bytes();
        let mut end = start;
        let mut colon = usize::MAX;
        let mut plain = true;
        while let Some(&byte) = bytes.get(end) {
            if !NAME_BYTE[usize::from(byte)] {
                break;
            }
            if byte == b':' {
                plain &= colon == usize::MAX;
                colon = end;
            }
            plain &= byte < 0x80;
            end += 1;
        }
        self.pos = end;
        let qname = self.slice(start, end);
        let (prefix, local) =
            if colon == usize::MAX { ("", qname) } else { (self.slice(start, colon), self.slice(colon + 1, end)) };
        let starts = |name: &str| name.as_bytes().first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_');
        if plain && starts(local) && (colon == usize::MAX || starts(prefix)) {
            return Ok((prefix, local, qname));
        }
        self.check_name(qname, start)?;
        Ok((prefix, local, qname))
    }

    /// The slow and complete check of a name, for those with anything beyond ASCII letters and digits.
    #[cold]
    fn check_name(&self, qname: &str, at: usize) -> Result<()> {
        if qname.is_empty() {
            return Err(self.syntax_at("a name was expected", at));
        }
        let parts: Vec<&str> = qname.split(':').collect();
        let good = |part: &&str| {
            let mut chars = part.chars();
            chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
        };
        if parts.len() > 2 || !parts.iter().all(good) {
            return Err(self.syntax_at(format!("`{qname}` is not a name"), at));
        }
        Ok(())
    }

    /// What follows the name in a start tag that is not plainly closed.
    fn tag_rest(&mut self, scope: u32) -> Result<()> {
        let mut declared = 0;
        loop {
            let before = self.pos;
            self.skip_space();
            match self.peek(0) {
                b'>' => {
                    self.pos += 1;
                    self.self_closed = false;
                    break;
                }
                b'/' if self.peek(1) == b'>' => {
                    self.pos += 2;
                    self.self_closed = true;
                    break;
                }
                _ if self.pos >= self.source.len() => return Err(self.end_of_input("`>` of a start tag")),
                _ if before == self.pos => {
                    return Err(self.syntax("white space, `>` or `/>` was expected in a start tag"));
                }
                _ => declared += usize::from(self.attribute_or_declaration()?),
            }
            if self.attributes.len() + declared > self.options.attribute_limit() {
                return Err(self.limit("attributes on one element", self.options.attribute_limit()));
            }
        }
        if declared > 0 {
            self.check_declarations(scope)?;
        }
        self.resolve_attributes()
    }

    /// Reads one attribute; a namespace declaration takes effect. True for a declaration.
    fn attribute_or_declaration(&mut self) -> Result<bool> {
        let at = self.pos;
        let (prefix, local, qname) = self.qualified_name()?;
        self.skip_space();
        if self.peek(0) != b'=' {
            return Err(self.syntax(format!("`=` was expected after attribute {qname}")));
        }
        self.pos += 1;
        self.skip_space();
        let raw = self.quoted()?;
        if prefix == "xmlns" {
            self.declare(local, raw, at)?;
        } else if qname == "xmlns" {
            self.declare("", raw, at)?;
        } else {
            self.attributes.push(Attribute { ns: Ns::NONE, local, prefix, raw });
            return Ok(false);
        }
        Ok(true)
    }

    /// A quoted attribute value as it is written.
    fn quoted(&mut self) -> Result<&'a str> {
        let quote = self.peek(0);
        if quote != b'"' && quote != b'\'' {
            return Err(self.syntax("an attribute value must be quoted"));
        }
        let start = self.pos + 1;
        let rest = self.source.as_bytes().get(start..).unwrap_or(&[]);
        let mut length = 0;
        loop {
            let ahead = rest.get(length..).unwrap_or(&[]);
            let Some(found) = memchr::memchr3(quote, b'<', b'&', ahead) else {
                return Err(self.end_of_input("the end of an attribute value"));
            };
            length += found;
            match rest.get(length) {
                Some(b'<') => return Err(self.syntax_at("`<` in an attribute value", start + length)),
                Some(b'&') => length += self.check_reference(start + length)?,
                _ => break,
            }
        }
        self.pos = start + length + 1;
        Ok(self.slice(start, start + length))
    }

    fn declare(&mut self, prefix: &'a str, raw: &'a str, at: usize) -> Result<()> {
        let uri = self.attribute_text(raw, at)?;
        let reserved = match (prefix, uri.as_ref()) {
            ("xml", XML_URI) => None,
            ("xml", _) | (_, XML_URI) => Some("the prefix xml and its namespace belong together"),
            ("xmlns", _) | (_, XMLNS_URI) => Some("xmlns cannot be declared"),
            (p, "") if !p.is_empty() => Some("a prefix cannot be bound to no namespace"),
            _ => None,
        };
        if let Some(reason) = reserved {
            return Err(self.syntax_at(reason, at));
        }
        if self.scope.mark() as usize > self.options.attribute_limit() * 8 {
            return Err(self.limit("namespace declarations in scope", self.options.attribute_limit() * 8));
        }
        self.scope.bind(prefix, uri);
        Ok(())
    }

    fn check_declarations(&self, scope: u32) -> Result<()> {
        match self.scope.repeated_since(scope) {
            Some(prefix) => Err(self.syntax_at(format!("the prefix `{prefix}` is declared twice"), self.tag_start)),
            None => Ok(()),
        }
    }

    /// Prefixes of attributes are resolved when all declarations of their tag are known.
    fn resolve_attributes(&mut self) -> Result<()> {
        for index in 0..self.attributes.len() {
            let attribute = self.attributes[index];
            if !attribute.prefix.is_empty() {
                let ns = self.scope.resolve(attribute.prefix);
                self.attributes[index].ns = ns.ok_or_else(|| self.unbound(attribute.prefix, self.tag_start))?;
            }
            let new = self.attributes[index];
            let same = |old: &Attribute<'_>| old.local == new.local && old.ns == new.ns;
            if self.attributes[..index].iter().any(same) {
                return Err(self.syntax_at(format!("the attribute {} is repeated", new.local), self.tag_start));
            }
        }
        Ok(())
    }

    /// Takes the end tag at `</`, which must be that of the innermost open element.
    #[inline]
    fn end_tag(&mut self) -> Result<()> {
        let Some(open) = self.open.last().copied() else {
            return Err(self.syntax("an end tag without a start tag"));
        };
        let start = self.pos + 2;
        let end = start + open.qname.len();
        let bytes = self.source.as_bytes();
        if bytes.get(start..end) != Some(open.qname.as_bytes()) {
            return Err(self.wrong_end(open.qname));
        }
        self.pos = end;
        if self.peek(0) != b'>' {
            self.skip_space();
            if self.peek(0) != b'>' {
                return Err(self.wrong_end(open.qname));
            }
        }
        self.pos += 1;
        self.close();
        Ok(())
    }

    #[cold]
    fn wrong_end(&self, expected: &str) -> Error {
        if memchr::memchr(b'>', self.rest().as_bytes()).is_none() {
            return self.end_of_input(&format!("</{expected}>"));
        }
        self.syntax(format!("the end tag of {expected} was expected"))
    }

    #[inline]
    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.scope.truncate(open.scope);
        }
    }

    // ---- what generated code calls ------------------------------------------------------------------------------

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
        self.default = Some(value);
    }

    /// Forgets what [`Reader::set_default`] was told.
    pub(crate) fn clear_default(&mut self) {
        self.default = None;
    }

    /// The text of an element of a simple type: [`Reader::text`], or what an empty element stands for.
    ///
    /// # Errors
    /// As [`Reader::text`].
    #[inline]
    pub fn value_text(&mut self) -> Result<Cow<'a, str>> {
        let default = self.default.take();
        let text = self.text()?;
        match default {
            Some(value) if text.is_empty() => Ok(Cow::Borrowed(value)),
            _ => Ok(text),
        }
    }

    /// The prefix the start tag last read was written with; empty for none.
    pub(crate) fn tag_prefix(&self) -> &'a str {
        self.open.last().and_then(|open| open.qname.split_once(':')).map_or("", |(prefix, _)| prefix)
    }

    /// The expanded name of the start tag last read.
    ///
    /// # Errors
    /// When its prefix is not bound, which reading the tag has ruled out.
    pub(crate) fn open_name(&mut self) -> Result<(Ns, &'a str)> {
        let qname = self.open.last().map_or("", |open| open.qname);
        match qname.split_once(':') {
            Some((prefix, local)) => Ok((self.element_ns(prefix)?, local)),
            None => Ok((self.scope.default_ns(), qname)),
        }
    }

    /// Notices every attribute of the start tag the reader stands on: its type has none.
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

    /// Notices that the element the reader stands on has come before and may come once.
    #[cold]
    pub fn notice_repeated(&self) {
        let name = self.open.last().map_or("", |open| open.qname);
        let local = name.rsplit(':').next().unwrap_or(name);
        self.notice_at(|_| NoticeKind::Repeated(local.to_owned()), self.tag_start);
    }

    /// As [`Reader::next_child`], but text other than white space is an error.
    pub(crate) fn next_element(&mut self) -> Result<Option<Name<'a>>> {
        loop {
            let at = self.pos;
            match self.next_node()? {
                None => return Ok(None),
                Some(Node::Element(name)) => return Ok(Some(name)),
                Some(Node::Text(text)) if is_blank(&text) => {}
                Some(Node::Text(_)) => return Err(Error::new(ErrorKind::Invalid("unexpected text".to_owned()), at)),
            }
        }
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

    /// The value of an attribute: references resolved, white space characters turned into spaces (XML 1.0, 3.3.3).
    ///
    /// # Errors
    /// For references to unknown entities or, by policy, to illegal characters.
    pub fn attribute_value(&self, attribute: Attribute<'a>) -> Result<Cow<'a, str>> {
        self.attribute_text(attribute.raw, self.tag_start)
    }

    #[inline]
    fn attribute_text(&self, raw: &'a str, at: usize) -> Result<Cow<'a, str>> {
        let plain = |b: &u8| *b >= b' ' && *b != b'&';
        if raw.as_bytes().iter().all(plain) {
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
        if self.self_closed {
            self.self_closed = false;
            self.close();
            return Ok(None);
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

    #[cold]
    fn stray_text(&mut self) -> Result<()> {
        let at = self.pos;
        let text = self.run()?;
        if !is_blank(&text) {
            self.notice_at(|_| NoticeKind::UnexpectedText, at);
        }
        Ok(())
    }

    /// A comment, processing instruction or CDATA section between elements. CDATA counts as text.
    #[cold]
    fn aside(&mut self, notice: bool) -> Result<()> {
        if self.rest().starts_with("<![CDATA[") {
            let at = self.pos;
            let text = self.cdata()?;
            if notice && !is_blank(text) {
                self.notice_at(|_| NoticeKind::UnexpectedText, at);
            }
            return Ok(());
        }
        self.comment_or_instruction()
    }

    /// The next piece of mixed content: text (never empty), an element, or `None` at the end, which is taken.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    pub fn next_node(&mut self) -> Result<Option<Node<'a>>> {
        if self.self_closed {
            self.self_closed = false;
            self.close();
            return Ok(None);
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

    /// The text of an element that holds only text; the element is taken to its end. Child elements are skipped and
    /// noticed.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'a, str>> {
        if self.self_closed {
            self.self_closed = false;
            self.close();
            return Ok(Cow::Borrowed(""));
        }
        let start = self.pos;
        let bytes = self.source.as_bytes();
        let mut end = start;
        while let Some(&byte) = bytes.get(end) {
            if TEXT_STOP[usize::from(byte)] {
                break;
            }
            end += 1;
        }
        if bytes.get(end) == Some(&b'<') && bytes.get(end + 1) == Some(&b'/') {
            self.pos = end;
            self.end_tag()?;
            return Ok(Cow::Borrowed(self.slice(start, end)));
        }
        self.text_in_pieces()
    }

    /// Text with references, CDATA sections, comments, or children between.
    #[cold]
    fn text_in_pieces(&mut self) -> Result<Cow<'a, str>> {
        let mut whole = Cow::Borrowed("");
        while let Some(node) = self.next_node()? {
            match node {
                Node::Text(text) if whole.is_empty() => whole = text,
                Node::Text(text) => whole.to_mut().push_str(&text),
                Node::Element(name) => self.skip_unknown(name)?,
            }
        }
        Ok(whole)
    }

    /// Text from here to the next tag, in one piece; empty when a tag comes first.
    fn run(&mut self) -> Result<Cow<'a, str>> {
        let mut whole = Cow::Borrowed("");
        loop {
            let start = self.pos;
            let rest = self.rest().as_bytes();
            let Some(length) = memchr::memchr(b'<', rest) else {
                return Err(self.end_of_input(&self.open_end()));
            };
            self.pos += length;
            self.append(&mut whole, start, start + length)?;
            match self.peek(1) {
                b'!' if self.rest().starts_with("<![CDATA[") => {
                    let text = self.cdata()?;
                    let text = self.line_ends(text);
                    if whole.is_empty() { whole = text } else { whole.to_mut().push_str(&text) }
                }
                b'!' | b'?' => self.comment_or_instruction()?,
                _ => return Ok(whole),
            }
        }
    }

    fn append(&self, whole: &mut Cow<'a, str>, start: usize, end: usize) -> Result<()> {
        let raw = self.slice(start, end);
        if raw.is_empty() {
            return Ok(());
        }
        if let Some(at) = memchr::memmem::find(raw.as_bytes(), b"]]>") {
            return Err(self.syntax_at("`]]>` in text", start + at));
        }
        let plain = memchr::memchr(b'&', raw.as_bytes()).is_none() && !(self.has_cr && raw.contains('\r'));
        if plain && whole.is_empty() {
            *whole = Cow::Borrowed(raw);
        } else if plain {
            whole.to_mut().push_str(raw);
        } else {
            let decoded = self.decode_text(raw, start)?;
            whole.to_mut().push_str(&decoded);
        }
        Ok(())
    }

    fn line_ends(&self, text: &'a str) -> Cow<'a, str> {
        if self.has_cr && text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
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

    /// Skips the element the reader stands on and notices that it was not known.
    ///
    /// # Errors
    /// As [`Reader::skip`].
    #[cold]
    pub fn skip_unknown(&mut self, name: Name<'_>) -> Result<()> {
        self.notice_at(|r| NoticeKind::UnknownElement(r.expanded(name.ns, name.local)), self.tag_start);
        self.skip()
    }

    /// Notices an attribute that is not known; those of the instance namespace are known everywhere.
    #[cold]
    pub fn skip_attribute(&self, attribute: Attribute<'_>) {
        if attribute.ns != Ns::XSI {
            self.notice_at(|r| NoticeKind::UnknownAttribute(r.expanded(attribute.ns, attribute.local)), self.tag_start);
        }
    }

    /// A name as `{namespace}local`.
    #[must_use]
    pub fn expanded(&self, ns: Ns, local: &str) -> String {
        match self.scope.uri(ns) {
            "" => local.to_owned(),
            uri => format!("{{{uri}}}{local}"),
        }
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

    /// Tells the sink, if there is one, what was forgiven at `offset`.
    pub fn notice_at(&self, kind: impl FnOnce(&Self) -> NoticeKind, offset: usize) {
        if self.options.has_sink() {
            let step = self.in_attribute.map(|local| format!("@{local}"));
            let position = self.locator.borrow_mut().position(self.source, offset, step.as_deref());
            self.options.notify(Notice { kind: kind(self), position });
        }
    }

    // ---- errors -------------------------------------------------------------------------------------------------

    fn open_end(&self) -> String {
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
    fn unbound(&self, prefix: &str, at: usize) -> Error {
        self.syntax_at(format!("the prefix `{prefix}` is not bound to a namespace"), at)
    }
}

/// The bytes at which the quick way through text ends.
static TEXT_STOP: [bool; 256] = {
    let mut table = [false; 256];
    table[b'<' as usize] = true;
    table[b'&' as usize] = true;
    table[b'\r' as usize] = true;
    table[b']' as usize] = true;
    table
};
