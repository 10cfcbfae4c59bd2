//! The writer: names, attributes and text go in, in document order; well-formed XML comes out.
//!
//! Elements without content are written `<a/>`. Every name the contract knows comes with its prefix baked in, and the root
//! element declares those prefixes. Text that no XML document can hold (U+0000, say) is refused: the first such
//! mistake is kept, everything after it is ignored, and [`Writer::finish`] reports it. The invariant: `out` is
//! well-formed but for the end tags of the elements still open.

use std::borrow::Cow;

use super::namespace::Namespace;
use super::renamed::Renamed;
use crate::bind::AnyAttribute;
use crate::error::{Error, Result};
use crate::options::WriteOptions;

/// See the module's documentation.
#[derive(Debug)]
pub struct Writer {
    out: String,
    in_tag: bool,
    at_root: bool,
    contract: &'static [Namespace],
    declared: Vec<Declaration>,
    depth: u32,
    /// The depth of the innermost declaration.
    deepest: u32,
    type_name: Option<&'static str>,
    /// Where the last `xsi:type` that was set ends.
    typed: usize,
    attributes: Vec<AnyAttribute>,
    refused: Option<Error>,
    /// What the root element declares beside the contract's namespaces.
    kept: Vec<(String, String)>,
    /// The prefixes baked into names that such declarations have taken.
    renamed: Renamed,
    pub(crate) scratch: String,
}

/// A prefix bound by the element open at `depth`.
#[derive(Debug)]
struct Declaration {
    prefix: String,
    uri: String,
    depth: u32,
}

impl Writer {
    /// Begins a document in the namespaces of `contract`.
    #[must_use]
    pub fn new(contract: &'static [Namespace]) -> Self {
        Self {
            out: String::with_capacity(1024),
            in_tag: false,
            at_root: true,
            contract,
            declared: Vec::new(),
            depth: 0,
            deepest: 0,
            type_name: None,
            typed: 0,
            attributes: Vec::new(),
            refused: None,
            kept: Vec::new(),
            renamed: Renamed::default(),
            scratch: String::new(),
        }
    }

    /// Begins a document in the namespaces of `contract`, and perhaps one `more` of the writer's own, as `options` say. A prefix that
    /// they declare is theirs: where it is baked into names of another namespace, these are written with another one.
    pub(crate) fn with_options(
        contract: &'static [Namespace],
        more: Option<Namespace>,
        options: &WriteOptions,
    ) -> Self {
        let mut w = Self::new(contract);
        match options.mistake() {
            Some(reason) => w.refuse_value(reason),
            None => {
                w.kept = options.declared().to_vec();
                w.renamed = Renamed::new(&contract.iter().copied().chain(more).chain([Namespace::XSI]), &w.kept);
            }
        }
        w
    }

    /// The document.
    ///
    /// # Errors
    /// When something was written that XML cannot hold; the error's path says where.
    pub fn finish(self) -> Result<String> {
        match self.refused {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }

    /// Begins an element.
    #[inline]
    pub fn start(&mut self, name: &'static str) {
        if self.renamed.is_empty() {
            self.begin(name);
        } else {
            self.begin(&self.written(name));
        }
        if self.type_name.is_some() || !self.attributes.is_empty() {
            self.write_pending();
        }
    }

    #[cold]
    pub(crate) fn write_pending(&mut self) {
        if let Some(type_name) = self.type_name.take() {
            let type_name = self.written(type_name);
            self.own_attribute("xsi:type", &type_name);
            self.typed = self.out.len();
        }
        for attribute in std::mem::take(&mut self.attributes) {
            attribute.write(self);
        }
    }

    #[inline]
    fn begin(&mut self, name: &str) {
        self.open(name);
        if self.at_root {
            self.declare_contract(&[]);
        }
    }

    #[inline]
    fn open(&mut self, name: &str) {
        if self.in_tag {
            self.out.push('>');
        }
        self.in_tag = true;
        self.depth += 1;
        self.out.push('<');
        self.out.push_str(name);
    }

    /// Declares the contract's prefixes, but for those that these declarations give another meaning.
    #[cold]
    fn declare_contract(&mut self, reserved: &[(String, String)]) {
        self.at_root = false;
        for Namespace { prefix, uri } in self.contract {
            let prefix = self.renamed.prefix(prefix);
            if !reserved.iter().any(|(other, to)| *other == prefix && to != uri) {
                self.declare(&prefix, uri);
            }
        }
        for (prefix, uri) in std::mem::take(&mut self.kept) {
            self.bind(&prefix, &uri);
        }
    }

    /// A name as it is written, whose prefix is the contract's or the writer's own.
    pub(crate) fn written(&self, name: &'static str) -> Cow<'static, str> {
        self.renamed.name(name)
    }

    /// Binds a prefix that names are baked with, on the start tag just begun, unless it is.
    pub(crate) fn bind_own(&mut self, own: Namespace) {
        let prefix = self.renamed.prefix(own.prefix);
        self.bind(&prefix, own.uri);
    }

    /// Adds an attribute, whose prefix is the contract's or the writer's own, to the start tag just begun.
    pub(crate) fn own_attribute(&mut self, name: &'static str, value: &str) {
        let name = self.written(name);
        self.attribute_text(&name, value);
    }

    /// Binds a prefix on the start tag just begun.
    pub fn declare(&mut self, prefix: &str, uri: &str) {
        if uri == super::namespace::XMLNS_URI {
            return self.refuse_value("the namespace of namespace declarations cannot be bound");
        }
        let colon = if prefix.is_empty() { "" } else { ":" };
        self.out.push_str(" xmlns");
        self.out.push_str(colon);
        self.out.push_str(prefix);
        self.out.push_str("=\"");
        self.escape_attribute(uri);
        self.out.push('"');
        self.deepest = self.depth;
        self.declared.push(Declaration { prefix: prefix.to_owned(), uri: uri.to_owned(), depth: self.depth });
    }

    /// What `prefix` is bound to by the elements open now.
    pub(crate) fn bound(&self, prefix: &str) -> Option<&str> {
        self.declared.iter().rev().find(|known| known.prefix == prefix).map(|known| known.uri.as_str())
    }

    /// What `prefix` means in the name of the next element: what it is bound to, for the root by the contract.
    pub(crate) fn meaning(&self, prefix: &str) -> &str {
        let is_meant = |known: &&Namespace| self.at_root && self.renamed.prefix(known.prefix) == prefix;
        let of_contract = || self.contract.iter().find(is_meant);
        self.bound(prefix).or_else(|| of_contract().map(|known| known.uri)).unwrap_or("")
    }

    /// A prefix that the elements open now bind to `uri`.
    fn prefix_of(&self, uri: &str) -> Option<&str> {
        let prefixes = self.declared.iter().rev().filter(|known| known.uri == uri).map(|known| known.prefix.as_str());
        prefixes.into_iter().find(|prefix| !prefix.is_empty() && self.bound(prefix) == Some(uri))
    }

    /// What the start tag just begun binds `prefix` to.
    pub(crate) fn declared_on_tag(&self, prefix: &str) -> Option<&str> {
        let here = self.declared.iter().rev().take_while(|known| known.depth == self.depth);
        here.into_iter().find(|known| known.prefix == prefix).map(|known| known.uri.as_str())
    }

    #[inline]
    fn close(&mut self) {
        self.depth -= 1;
        if self.deepest > self.depth {
            self.forget();
        }
    }

    /// Forgets what elements closed by now have declared.
    #[cold]
    fn forget(&mut self) {
        let depth = self.depth;
        self.declared.retain(|known| known.depth <= depth);
        self.deepest = self.declared.last().map_or(0, |known| known.depth);
    }

    /// The next element begun gets this `xsi:type`.
    pub fn set_type(&mut self, type_name: &'static str) {
        self.type_name = Some(type_name);
    }

    /// Whether the start tag just begun got an `xsi:type` that way.
    pub(crate) fn has_type(&self) -> bool {
        self.typed > 0 && self.out.get(self.typed..).is_some_and(|since| !since.contains('<'))
    }

    /// The next element begun gets these attributes.
    pub(crate) fn set_attributes(&mut self, attributes: Vec<AnyAttribute>) {
        self.attributes = attributes;
    }

    /// Adds an attribute to the start tag just begun.
    #[inline]
    pub fn attribute_text(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.escape_attribute(value);
        self.out.push('"');
    }

    /// Adds text to the innermost open element.
    #[inline]
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.in_tag {
            self.in_tag = false;
            self.out.push('>');
        }
        self.escape_text(text);
    }

    /// Ends the innermost open element, which was begun with the same name.
    #[inline]
    pub fn end(&mut self, name: &'static str) {
        if self.renamed.is_empty() {
            self.end_any(name);
        } else {
            self.end_any(&self.written(name));
        }
    }

    /// The same for an element whose name is not the contract's.
    #[inline]
    pub(crate) fn end_any(&mut self, name: &str) {
        self.close();
        if self.in_tag {
            self.in_tag = false;
            self.out.push_str("/>");
            return;
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes an element that holds only text.
    #[inline]
    pub fn leaf(&mut self, name: &'static str, text: &str) {
        if !self.renamed.is_empty() {
            return self.leaf_renamed(name, text);
        }
        self.start(name);
        self.close();
        if text.is_empty() {
            self.in_tag = false;
            self.out.push_str("/>");
            return;
        }
        self.in_tag = false;
        self.out.push('>');
        self.escape_text(text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    #[cold]
    fn leaf_renamed(&mut self, name: &'static str, text: &str) {
        self.start(name);
        self.text(text);
        self.end(name);
    }

    /// Hands a qualified name to `put`, with a prefix that is bound where the tag just begun stands.
    pub(crate) fn qname(&mut self, prefix: &str, uri: &str, local: &str, put: impl FnOnce(&mut Self, &str)) {
        if uri.is_empty() {
            return put(self, local);
        }
        let wanted = if prefix.is_empty() { self.prefix_of(uri) } else { Some(prefix) };
        let prefix = self.attribute_prefix(wanted.unwrap_or(""), uri);
        self.bind(&prefix, uri);
        put(self, &format!("{prefix}:{local}"));
    }

    /// Begins an element whose name is not the contract's, and on which these declarations are to stand.
    pub(crate) fn start_any(&mut self, name: &str, declarations: &[(String, String)]) {
        self.open(name);
        if self.at_root {
            self.declare_contract(declarations);
        }
    }

    #[inline]
    fn escape_text(&mut self, text: &str) {
        if text.bytes().fold(false, |found, byte| found | TEXT[usize::from(byte)]) {
            self.escape(text, |byte| TEXT[usize::from(byte)]);
        } else {
            self.out.push_str(text);
        }
    }

    #[inline]
    fn escape_attribute(&mut self, text: &str) {
        if text.bytes().fold(false, |found, byte| found | ATTRIBUTE[usize::from(byte)]) {
            self.escape(text, |byte| ATTRIBUTE[usize::from(byte)]);
        } else {
            self.out.push_str(text);
        }
    }

    #[cold]
    #[inline(never)]
    fn escape(&mut self, text: &str, special: impl Fn(u8) -> bool) {
        let mut plain = 0;
        for (at, c) in text.char_indices() {
            let byte = u8::try_from(c).unwrap_or(0xEF);
            if !special(byte) {
                continue;
            }
            let replacement = match c {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\r' => "&#xD;",
                '\n' => "&#xA;",
                '\t' => "&#x9;",
                c if super::is_char(c) => continue,
                c => return self.refuse(c),
            };
            self.out.push_str(text.get(plain..at).unwrap_or(""));
            self.out.push_str(replacement);
            plain = at + c.len_utf8();
        }
        self.out.push_str(text.get(plain..).unwrap_or(""));
    }

    #[cold]
    fn refuse(&mut self, c: char) {
        if self.refused.is_none() {
            let reason = format!("the character U+{:04X} is not allowed in XML", c as u32);
            self.refused = Some(Error::unwritable(reason).locate_writing(&self.out));
        }
    }

    /// Refuses what has no written form.
    #[cold]
    pub fn refuse_value(&mut self, reason: impl Into<String>) {
        if self.refused.is_none() {
            self.refused = Some(Error::unwritable(reason).locate_writing(&self.out));
        }
    }
}

/// Bytes that cannot stand in text as they are. 0xEF begins U+FFFE and U+FFFF, among others.
static TEXT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'&' as usize] = true;
    table[0xEF] = true;
    table
};

/// Bytes that cannot stand in an attribute value as they are.
static ATTRIBUTE: [bool; 256] = {
    let mut table = TEXT;
    table[b'\t' as usize] = true;
    table[b'\n' as usize] = true;
    table[b'"' as usize] = true;
    table
};
