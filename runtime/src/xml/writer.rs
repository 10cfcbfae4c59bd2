//! The writer: names, attributes and text go in, in document order; well-formed XML comes out.
//!
//! Elements without content are written `<a/>`. Every name the contract knows comes with its prefix baked in, and the root
//! element declares those prefixes that were used. Text that no XML document can hold (U+0000, say) is refused: the first such
//! mistake is kept, everything after it is ignored, and [`Writer::finish`] reports it. The invariant: `out` is
//! well-formed but for the end tags of the elements still open.

use std::borrow::Cow;
use std::ops::Range;

use super::empty::ElementDefault;
use super::innermost::{FEW, Innermost};
use super::namespace::{Namespace, XML_URI};
use super::renamed::Renamed;
use super::used::{EARLY, Used};
use super::written::WrittenName;
use crate::bind::AnyAttribute;
use crate::error::{Error, Result};
use crate::options::WriteOptions;

/// See the module's documentation.
#[derive(Debug)]
pub struct Writer {
    pub(super) out: String,
    in_tag: bool,
    /// Whether the next start tag is more than a name of the contract's.
    is_special: bool,
    pub(super) contract: &'static [Namespace],
    pub(super) used: Used,
    /// What the root declares by now, and where.
    pub(super) settled: Used,
    pub(super) root: Range<usize>,
    pub(super) at_root: bool,
    /// Whether the root holds nothing of the contract.
    pub(super) is_any: bool,
    /// The length from which on that is settled early.
    pub(super) settle_at: usize,
    pub(super) declared: Vec<Declaration>,
    innermost: Innermost<String>,
    pub(super) depth: u32,
    /// What elements stand for that are empty.
    pub(super) default: ElementDefault,
    /// The depth of the innermost declaration.
    deepest: u32,
    type_name: Option<&'static str>,
    /// Where the last `xsi:type` that was set ends.
    pub(super) typed: usize,
    attributes: Vec<AnyAttribute>,
    refused: Option<Error>,
    /// What the root element declares beside the contract's namespaces.
    pub(super) kept: Vec<(String, String)>,
    /// The prefixes baked into names that such declarations have taken.
    pub(super) renamed: Renamed,
    /// Whether names in values have a prefix even in the default namespace.
    pub(crate) prefixes_names: bool,
    pub(super) scratch: String,
    /// Where octets go that are not written as text.
    #[cfg(feature = "attachments")]
    pub(super) attaching: Option<crate::options::Attaching>,
}

/// A prefix bound by the element open at `depth`, beside those of the contract.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) prefix: String,
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
            is_special: true,
            contract,
            used: Used::default(),
            settled: Used::default(),
            root: 0..0,
            at_root: true,
            is_any: false,
            settle_at: EARLY,
            declared: Vec::new(),
            innermost: Innermost::default(),
            depth: 0,
            default: ElementDefault::default(),
            deepest: 0,
            type_name: None,
            typed: 0,
            attributes: Vec::new(),
            refused: None,
            kept: Vec::new(),
            renamed: Renamed::default(),
            prefixes_names: false,
            scratch: String::new(),
            #[cfg(feature = "attachments")]
            attaching: None,
        }
    }

    /// An empty string to write a lexical form into, whose memory is used again and again.
    #[inline(never)]
    pub(crate) fn take_scratch(&mut self) -> String {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch
    }

    /// Takes it back.
    #[inline(never)]
    pub(crate) fn give_scratch_back(&mut self, scratch: String) {
        self.scratch = scratch;
    }

    /// Begins a document in the namespaces of `contract`, and perhaps one `more` of the writer's own, as `options` say. A prefix that
    /// they declare is theirs: where it is baked into names of another namespace, these are written with another one.
    pub(crate) fn with_options(
        contract: &'static [Namespace],
        more: Option<Namespace>,
        options: &WriteOptions,
    ) -> Self {
        let mut w = Self::new(contract);
        #[cfg(feature = "attachments")]
        {
            w.attaching = options.attaching_to().cloned();
        }
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
    pub fn finish(mut self) -> Result<String> {
        self.settle();
        match self.refused {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }

    /// Begins an element.
    pub fn start(&mut self, name: WrittenName) {
        match name.tags() {
            Some(tags) if !self.is_special => {
                self.text_begins();
                self.in_tag = true;
                self.depth += 1;
                self.put_start(tags, "");
            }
            _ => self.start_in_steps(name.as_str()),
        }
    }

    /// Begins an element that is the root, has attributes that were set before, or whose name is not prepared or may be another one.
    #[inline(never)]
    fn start_in_steps(&mut self, name: &'static str) {
        let is_renamed = !self.renamed.is_empty();
        if is_renamed {
            self.begin(&self.written(name));
        } else {
            self.begin(name);
        }
        if self.type_name.is_some() || !self.attributes.is_empty() {
            self.write_pending();
        }
        self.is_special = is_renamed;
    }

    #[cold]
    pub(crate) fn write_pending(&mut self) {
        if let Some(type_name) = self.type_name.take() {
            let type_name = self.written_type(type_name);
            self.note_name(&type_name);
            self.own_attribute("xsi:type", &type_name);
            self.typed = self.out.len();
        }
        for attribute in std::mem::take(&mut self.attributes) {
            attribute.write(self);
        }
    }

    #[inline]
    fn begin(&mut self, name: &str) {
        if self.in_tag {
            self.out.push('>');
        }
        self.in_tag = true;
        self.depth += 1;
        self.out.push('<');
        self.out.push_str(name);
        if self.at_root {
            self.declare_expected();
        }
    }

    /// A name as it is written, whose prefix is the contract's or the writer's own.
    pub(crate) fn written(&self, name: &'static str) -> Cow<'static, str> {
        self.renamed.name(name)
    }

    /// The name of a type as it is written.
    fn written_type(&self, name: &'static str) -> Cow<'static, str> {
        let default = self.contract.iter().find(|known| known.prefix.is_empty());
        let prefix = default.filter(|_| self.prefixes_names && !name.contains(':'));
        match prefix.and_then(|default| self.prefixes_of(default.uri).find(|prefix| !prefix.is_empty())) {
            Some(prefix) => Cow::Owned(format!("{prefix}:{name}")),
            None => self.written(name),
        }
    }

    /// Binds a prefix that names are baked with, on the start tag just begun, unless it is.
    pub(crate) fn bind_own(&mut self, own: Namespace) {
        let prefix = self.renamed.prefix(own.prefix);
        if self.bound(&prefix) == Some(own.uri) {
            self.note_prefix(&prefix);
        } else if !self.declared_on_tag(&prefix) {
            self.declare(&prefix, own.uri);
        }
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
        self.put_declaration(prefix, uri);
        self.deepest = self.depth;
        self.declared.push(Declaration { prefix: prefix.to_owned(), uri: uri.to_owned(), depth: self.depth });
        if self.declared.len() > FEW {
            let new = self.declared.iter().skip(self.innermost.len());
            self.innermost.enter(new.map(|known| known.prefix.clone()));
        }
    }

    pub(super) fn put_declaration(&mut self, prefix: &str, uri: &str) {
        let colon = if prefix.is_empty() { "" } else { ":" };
        self.out.push_str(" xmlns");
        self.out.push_str(colon);
        self.out.push_str(prefix);
        self.out.push_str("=\"");
        self.escape_attribute(uri);
        self.out.push('"');
    }

    /// What `prefix` is bound to by the elements open now, the contract's prefixes by the root.
    pub(crate) fn bound(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(XML_URI);
        }
        let of_contract = || self.place_of(prefix).and_then(|place| self.contract.get(place)).map(|known| known.uri);
        self.declaration(prefix).map(|known| known.uri.as_str()).or_else(of_contract)
    }

    /// The innermost declaration of a prefix, beside those of the contract.
    pub(super) fn declaration(&self, prefix: &str) -> Option<&Declaration> {
        match self.declared.len() > FEW {
            true => self.innermost.find(prefix).and_then(|place| self.declared.get(place)),
            false => self.declared.iter().rev().find(|known| known.prefix == prefix),
        }
    }

    /// Whether the start tag just begun has a meaning for `prefix` that no further declaration on it can change: its own
    /// declarations, the contract's on the root, and names that were written already.
    pub(crate) fn settled_on_tag(&self, prefix: &str) -> bool {
        self.declared_on_tag(prefix) || (self.depth == 1 && self.is_of_root(prefix)) || self.named_on_tag(prefix)
    }

    fn declared_on_tag(&self, prefix: &str) -> bool {
        let mut here = self.declared.iter().rev().take_while(|known| known.depth == self.depth);
        here.any(|known| known.prefix == prefix)
    }

    /// The names on the start tag just begun: its own, then those of attributes and declarations.
    fn names_on_tag(&self) -> impl Iterator<Item = &str> {
        let tag = self.out.rfind('<').and_then(|at| self.out.get(at + 1..)).unwrap_or_default();
        let names = tag.split('"').step_by(2).flat_map(|between| between.split(' '));
        names.map(|name| name.trim_end_matches('='))
    }

    /// Whether the start tag just begun has an attribute of this name.
    pub(crate) fn has_attribute(&self, uri: &str, local: &str) -> bool {
        let is_it = |name: &str| match name.split_once(':') {
            None => uri.is_empty() && name == local,
            Some((prefix, name)) => name == local && self.bound(prefix) == Some(uri),
        };
        self.names_on_tag().skip(1).any(is_it)
    }

    /// Writes all octets as text: encoding goes by the text of values.
    pub(crate) fn keep_octets(&mut self) {
        #[cfg(feature = "attachments")]
        {
            self.attaching = None;
        }
    }

    /// The media type that the start tag just begun gives for its content, in an attribute `contentType` (Describing Media Content of
    /// Binary Data in XML, 2.2).
    #[cfg(feature = "attachments")]
    pub(super) fn stated_media_type(&self) -> Option<String> {
        if !self.in_tag {
            return None;
        }
        let tag = self.out.rfind('<').and_then(|at| self.out.get(at + 1..))?;
        let (_, value) = tag.split_once(":contentType=\"")?;
        let (value, _) = value.split_once('"')?;
        (!value.contains('&')).then(|| value.to_owned())
    }

    /// Whether the start tag just begun has a name with this prefix, its own or an attribute's.
    fn named_on_tag(&self, prefix: &str) -> bool {
        let mut names = self.names_on_tag();
        if prefix.is_empty() {
            return names.next().is_some_and(|name| !name.contains(':'));
        }
        names.any(|name| name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(':')))
    }

    /// A prefix that the elements open now bind to `uri`.
    pub(crate) fn prefix_of(&self, uri: &str) -> Option<&str> {
        let prefixes = self.declared.iter().rev().filter(|known| known.uri == uri).map(|known| known.prefix.as_str());
        prefixes.into_iter().find(|prefix| !prefix.is_empty() && self.bound(prefix) == Some(uri))
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
        while self.declared.pop_if(|known| known.depth > depth).is_some() {}
        self.innermost.leave(self.declared.len());
        self.deepest = self.declared.last().map_or(0, |known| known.depth);
    }

    /// The next element begun gets this `xsi:type`.
    pub fn set_type(&mut self, type_name: &'static str) {
        self.type_name = Some(type_name);
        self.is_special = true;
    }

    /// Whether the start tag just begun got an `xsi:type` that way.
    pub(crate) fn has_type(&self) -> bool {
        self.typed > 0 && self.out.get(self.typed..).is_some_and(|since| !since.contains('<'))
    }

    /// The next element begun gets these attributes.
    pub(crate) fn set_attributes(&mut self, attributes: Vec<AnyAttribute>) {
        self.is_special |= !attributes.is_empty();
        self.attributes = attributes;
    }

    /// Adds an attribute to the start tag just begun. Its prefix is bound as an element's is.
    #[inline]
    pub fn attribute_text(&mut self, name: &str, value: &str) {
        if name.bytes().any(|byte| byte == b':') {
            self.note_name(name);
        }
        self.put_attribute(name, value);
    }

    /// Adds an attribute whose namespace is declared.
    #[inline]
    pub(crate) fn put_attribute(&mut self, name: &str, value: &str) {
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
        self.text_begins();
        self.escape_text(text);
    }

    /// Adds the text of a value to the innermost open element. `takes_blanks`: whether a space is nothing to its type.
    #[inline]
    pub(crate) fn value(&mut self, text: &str, takes_blanks: fn() -> bool) {
        if text.is_empty() { self.empty_text(takes_blanks) } else { self.text(text) }
    }

    /// Ends the start tag just begun, if there is one.
    #[inline]
    pub(super) fn text_begins(&mut self) {
        if self.in_tag {
            self.in_tag = false;
            self.out.push('>');
        }
    }

    /// Ends the innermost open element, which was begun with the same name.
    pub fn end(&mut self, name: WrittenName) {
        match name.tags() {
            Some(tags) if !self.in_tag && self.renamed.is_empty() => {
                self.close();
                self.put_end(tags);
            }
            _ => self.end_in_steps(name.as_str()),
        }
    }

    #[inline(never)]
    fn end_in_steps(&mut self, name: &'static str) {
        if self.renamed.is_empty() {
            self.end_with(name, true);
        } else {
            self.end_with(&self.written(name), true);
        }
    }

    /// The same for an element that stands for no default, whatever it is called: one without a type, or one that is nil.
    pub(crate) fn end_any(&mut self, name: &str) {
        self.end_with(name, false);
    }

    fn end_with(&mut self, name: &str, has_value: bool) {
        if has_value && self.in_tag && self.has_default() {
            self.refuse_empty();
        }
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
    pub fn leaf(&mut self, name: WrittenName, text: &str) {
        self.value_leaf(name, text, || false);
    }

    /// The same for the text of a value. `takes_blanks`: whether a space is nothing to its type.
    pub(crate) fn value_leaf(&mut self, name: WrittenName, text: &str, takes_blanks: fn() -> bool) {
        match name.tags() {
            Some(tags) if !self.is_special && !text.is_empty() => {
                self.text_begins();
                self.put_start(tags, ">");
                self.escape_text(text);
                self.put_end(tags);
            }
            _ => self.leaf_in_steps(name, text, takes_blanks),
        }
    }

    #[inline(never)]
    fn leaf_in_steps(&mut self, name: WrittenName, text: &str, takes_blanks: fn() -> bool) {
        self.start(name);
        self.value(text, takes_blanks);
        self.end(name);
    }

    /// Hands a qualified name to `put`, with a prefix that is bound where the tag just begun stands. One in the default namespace
    /// needs none; for one in no namespace there must be no default namespace.
    pub(crate) fn qname(&mut self, prefix: &str, uri: &str, local: &str, put: impl FnOnce(&mut Self, &str)) {
        let prefix = if uri.is_empty() { String::new() } else { self.qname_prefix(prefix, uri) };
        self.bind(&prefix, uri);
        if self.bound(&prefix).unwrap_or("") != uri {
            let reason = format!(
                "the name `{local}`, which is in no namespace, cannot stand where there is a default namespace"
            );
            return self.refuse_value(reason);
        }
        if prefix.is_empty() { put(self, local) } else { put(self, &format!("{prefix}:{local}")) }
    }

    /// Begins an element whose name is not the contract's.
    pub(crate) fn start_any(&mut self, name: &str) {
        self.begin(name);
    }

    #[cold]
    pub(super) fn refuse(&mut self, c: char) {
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
