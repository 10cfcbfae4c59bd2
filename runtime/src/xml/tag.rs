//! Start and end tags: names, attributes and namespace declarations (XML 1.0, 3.1; Namespaces in XML 1.0).
//!
//! The reader comes in before `<`; it goes out standing on the start tag, or behind the end tag. Prefixes are resolved once all
//! declarations of a tag are known.

use super::chars::{NAME_BYTE, is_ncname};
use super::namespace::{Ns, XML_URI, XMLNS_URI};
use super::reader::{Attribute, Name, Open, Reader};
use super::scan::{WINDOW, begin_alike, plain_name, value_end, window};
use super::special::Special;
use crate::error::{Error, NAME, NoticeKind, Result, excerpt};

/// Where a name is in the source, and the part of it behind its prefix.
#[derive(Debug, Clone, Copy)]
struct QualifiedName {
    start: usize,
    local: usize,
    end: usize,
}

impl QualifiedName {
    /// Its prefix; empty for none.
    #[inline]
    fn prefix(self, source: &str) -> &str {
        source.get(self.start..self.local.saturating_sub(1)).unwrap_or("")
    }

    #[inline]
    fn local(self, source: &str) -> &str {
        source.get(self.local..self.end).unwrap_or("")
    }

    /// As it is written.
    #[cold]
    fn whole(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or("")
    }
}

impl<'a> Reader<'a> {
    /// Reads the start tag at `<`: the reader stands on it afterwards.
    pub(super) fn start_tag(&mut self) -> Result<Name<'a>> {
        self.tag_start = self.pos;
        self.pos += 1;
        let name = self.qualified_name()?;
        let scope = self.scope.mark();
        self.attributes.clear();
        match self.peek(0) {
            b'>' => {
                self.pos += 1;
                self.special = Special::default();
            }
            _ => self.tag_rest(scope)?,
        }
        // Before the prefix is looked up: of two errors, this one comes first.
        self.check_depth()?;
        let ns = self.element_ns(name.prefix(self.source))?;
        self.enter_tag(ns, name.end - name.start, scope)?;
        Ok(Name { ns, local: name.local(self.source) })
    }

    /// Opens the element of the start tag that was read, whose name is so long and not resolved yet.
    pub(super) fn named_tag(&mut self, name: usize, scope: u32) -> Result<Name<'a>> {
        let qname = self.slice(self.tag_start + 1, self.tag_start + 1 + name);
        let (prefix, local) = qname.split_once(':').unwrap_or(("", qname));
        self.check_depth()?;
        let ns = self.element_ns(prefix)?;
        self.enter_tag(ns, name, scope)?;
        Ok(Name { ns, local })
    }

    /// Opens the element at [`Reader::tag_offset`].
    #[inline(always)]
    pub(super) fn enter_tag(&mut self, ns: Ns, name: usize, scope: u32) -> Result<()> {
        self.check_depth()?;
        self.tag_ns = ns;
        self.open.push(Open { start: self.tag_start, name: name as u32, scope });
        Ok(())
    }

    /// Whether one more element may be open.
    #[inline(always)]
    pub(super) fn check_depth(&self) -> Result<()> {
        if self.open.len() < self.most_open { Ok(()) } else { Err(self.too_deep()) }
    }

    #[cold]
    fn too_deep(&self) -> Error {
        self.limit("levels of nested elements", self.options.depth_limit())
    }

    #[inline]
    pub(super) fn element_ns(&mut self, prefix: &str) -> Result<Ns> {
        if prefix.is_empty() {
            return Ok(self.scope.default_ns());
        }
        self.scope.resolve(prefix).ok_or_else(|| self.unbound(prefix, self.tag_start))
    }

    /// A name with its optional prefix.
    #[inline]
    fn qualified_name(&mut self) -> Result<QualifiedName> {
        let start = self.pos;
        if let Some(name) = window(self.source.as_bytes(), start).and_then(plain_name) {
            let (local, end) = (name.colon.map_or(start, |colon| start + colon + 1), start + name.length);
            let begins =
                |at: usize| self.source.as_bytes().get(at).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_');
            if begins(start) && begins(local) {
                self.pos = end;
                return Ok(QualifiedName { start, local, end });
            }
        }
        self.unusual_name(start)
    }

    /// The same for one with other characters in it, or a long one.
    fn unusual_name(&mut self, start: usize) -> Result<QualifiedName> {
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
        let name = QualifiedName { start, local: if colon == usize::MAX { start } else { colon + 1 }, end };
        let begins = |name: &str| name.as_bytes().first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_');
        let (prefix, local) = (name.prefix(self.source), name.local(self.source));
        if !plain || !begins(local) || (colon != usize::MAX && !begins(prefix)) {
            self.check_name(name.whole(self.source), start)?;
        }
        Ok(name)
    }

    /// The slow and complete check of a name, for those with anything beyond ASCII letters and digits.
    #[cold]
    pub(super) fn check_name(&self, qname: &str, at: usize) -> Result<()> {
        if self.pos >= self.source.len() {
            return Err(self.end_of_input("the end of a name"));
        }
        if qname.is_empty() {
            return Err(self.syntax_at("a name was expected", at));
        }
        let parts: Vec<&str> = qname.split(':').collect();
        if parts.len() > 2 || !parts.iter().all(|part| is_ncname(part)) {
            return Err(self.syntax_at(format!("`{qname}` is not a name"), at));
        }
        Ok(())
    }

    /// What follows the name in a start tag that is not plainly closed, or the attributes that were read and counted.
    pub(super) fn tag_rest(&mut self, scope: u32) -> Result<()> {
        let mut declared = 0;
        loop {
            let before = self.pos;
            if self.known_attribute() {
                self.check_attributes(declared)?;
                continue;
            }
            self.skip_space();
            match self.peek(0) {
                b'>' => {
                    self.pos += 1;
                    self.special = Special::default();
                    break;
                }
                b'/' if self.peek(1) == b'>' => {
                    self.pos += 2;
                    self.special = Special::at_tag(true);
                    break;
                }
                _ if self.pos >= self.source.len() || self.rest() == "/" => {
                    return Err(self.end_of_input("`>` of a start tag"));
                }
                _ if before == self.pos => {
                    return Err(self.syntax("white space, `>` or `/>` was expected in a start tag"));
                }
                _ => declared += usize::from(self.attribute_or_declaration()?),
            }
            self.check_attributes(declared)?;
        }
        if declared > 0 {
            self.check_declarations(scope)?;
        }
        self.resolve_attributes()
    }

    /// Whether the start tag may have as many attributes as it has, and declarations.
    pub(super) fn check_attributes(&self, declared: usize) -> Result<()> {
        match self.options.attribute_limit() {
            limit if self.attributes.len() + declared > limit => Err(self.limit("attributes on one element", limit)),
            _ => Ok(()),
        }
    }

    /// Reads the attributes here and the end of the tag, if their names are known and their values plain; else the reader stands behind those
    /// that are.
    #[inline(always)]
    pub(super) fn known_attributes(&mut self) -> bool {
        while self.known_attribute() {}
        let length = match (self.peek(0), self.peek(1)) {
            (b'>', _) => 1,
            (b'/', b'>') => 2,
            _ => return false,
        };
        let number = self.attributes.len();
        let is_fine = number <= self.options.attribute_limit() && !(1..number).any(|index| self.is_repeated(index));
        if is_fine {
            self.pos += length;
            self.special = Special::at_tag(length == 2);
        }
        is_fine
    }

    /// Reads the attribute here, if its name is known, its value plain, and there is room for it; else nothing is taken. Room is made where attributes
    /// are counted, so that a tag cannot have more of them here than one had before.
    #[inline(always)]
    fn known_attribute(&mut self) -> bool {
        if self.attributes.len() == self.attributes.capacity() {
            return false;
        }
        let bytes = self.source.as_bytes();
        let Some(text) = window(bytes, self.pos) else { return false };
        let Some(length) = self.memory.attribute_names.find(text) else { return false };
        let quote = self.peek(length);
        if quote != b'"' && quote != b'\'' {
            return false;
        }
        let start = self.pos + length + 1;
        let end = value_end(bytes, start, quote);
        if bytes.get(end) != Some(&quote) {
            return false;
        }
        let (local, raw) = (self.slice(self.pos + 1, self.pos + length - 1), self.slice(start, end));
        self.pos = end + 1;
        self.attributes.push(Attribute { ns: Ns::NONE, local, prefix: "", raw, is_plain: true });
        true
    }

    /// Remembers the name of an attribute that was read, unless there is space in it.
    #[cold]
    fn learn_attribute(&mut self, local: &str, at: usize, raw: &str) {
        let is_tight = at + local.len() + 2 + raw.len() + 1 == self.pos;
        if let Some(text) = at.checked_sub(1).and_then(|at| window(self.source.as_bytes(), at)).filter(|_| is_tight) {
            self.memory.attribute_names.learn(text, local.len() + 2);
        }
    }

    /// Reads one attribute; a namespace declaration takes effect. True for a declaration.
    fn attribute_or_declaration(&mut self) -> Result<bool> {
        let at = self.pos;
        let name = self.qualified_name()?;
        let (prefix, local) = (name.prefix(self.source), name.local(self.source));
        self.skip_space();
        if self.peek(0) != b'=' {
            return Err(self.expected(&format!("`=` after attribute {}", name.whole(self.source))));
        }
        self.pos += 1;
        self.skip_space();
        let (raw, is_plain) = self.quoted()?;
        if prefix == "xmlns" {
            self.declare(local, (raw, is_plain), at)?;
        } else if prefix.is_empty() && local == "xmlns" {
            self.declare("", (raw, is_plain), at)?;
        } else {
            if prefix.is_empty() {
                self.learn_attribute(local, at, raw);
            }
            self.attributes.push(Attribute { ns: Ns::NONE, local, prefix, raw, is_plain });
            return Ok(false);
        }
        Ok(true)
    }

    /// A quoted attribute value as it is written, and whether that is the value.
    fn quoted(&mut self) -> Result<(&'a str, bool)> {
        let quote = self.peek(0);
        if quote != b'"' && quote != b'\'' {
            return Err(self.expected("a quoted attribute value"));
        }
        let (start, bytes) = (self.pos + 1, self.source.as_bytes());
        let end = value_end(bytes, start, quote);
        if bytes.get(end) == Some(&quote) {
            self.pos = end + 1;
            return Ok((self.slice(start, end), true));
        }
        self.unusual_value(start, end, quote)
    }

    /// The same for one that has more than plain characters in it, the first of them at `at`.
    #[cold]
    fn unusual_value(&mut self, start: usize, mut at: usize, quote: u8) -> Result<(&'a str, bool)> {
        let bytes = self.source.as_bytes();
        loop {
            match bytes.get(at) {
                Some(b'<') => return Err(self.syntax_at("`<` in an attribute value", at)),
                Some(b'&') => at += self.check_reference(at)?,
                Some(byte) if *byte == quote => break,
                Some(_) => {
                    self.check_character(at)?;
                    at += 1;
                }
                None => return Err(self.end_of_input("the end of an attribute value")),
            }
            at = value_end(bytes, at, quote);
        }
        self.pos = at + 1;
        Ok((self.slice(start, at), false))
    }

    pub(super) fn declare(&mut self, prefix: &'a str, (raw, is_plain): (&'a str, bool), at: usize) -> Result<()> {
        let uri = self.attribute_text(raw, is_plain, at)?;
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
        let limit = self.options.attribute_limit().saturating_mul(8);
        if self.scope.mark() as usize > limit {
            return Err(self.limit("namespace declarations in scope", limit));
        }
        if let Some(first) = self.options.keep_namespace(prefix, &uri) {
            let second = excerpt(&uri, NAME).into_owned();
            self.notice_at(|_| NoticeKind::PrefixConflict { prefix: prefix.to_owned(), first, second }, at);
        }
        self.scope.bind(prefix, uri, &mut self.memory.numbers);
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
            if self.is_repeated(index) {
                return Err(self.syntax_at(format!("the attribute {} is repeated", attribute.local), self.tag_start));
            }
        }
        Ok(())
    }

    /// Whether an attribute has the name of one before it.
    #[inline]
    fn is_repeated(&self, index: usize) -> bool {
        let Some((new, before)) = self.attributes.get(..=index).and_then(|so_far| so_far.split_last()) else {
            return false;
        };
        before.iter().any(|old| old.local == new.local && old.ns == new.ns)
    }

    /// Takes the end tag at `</`, which must be that of the innermost open element.
    #[inline]
    pub(super) fn end_tag(&mut self) -> Result<()> {
        if self.takes_end(self.pos) {
            return Ok(());
        }
        self.unusual_end()
    }

    /// Takes the end of the innermost open element, if it is at `at`, has no white space in it, and ends no prefix's scope.
    #[inline(always)]
    pub(super) fn takes_end(&mut self, at: usize) -> bool {
        let Some(open) = self.open.last() else { return false };
        // From the start tag's name to as many bytes behind `</` as a name may have.
        let Some(text) = self.source.as_bytes().get(open.start + 1..at + 2 + WINDOW) else { return false };
        let (Some(start), Some([slash, end @ ..])) = (text.first_chunk(), text.last_chunk::<{ WINDOW + 1 }>()) else {
            return false;
        };
        let length = open.name as usize;
        let is_it = length < WINDOW
            && *slash == b'/'
            && begin_alike(start, end, length)
            && end[length % WINDOW] == b'>'
            && open.scope == self.scope.mark();
        if is_it {
            self.pos = at + 3 + length;
            self.open.pop();
        }
        is_it
    }

    /// The same for one with white space behind its name, or one that is wrong.
    #[cold]
    fn unusual_end(&mut self) -> Result<()> {
        let Some(open) = self.open.last().copied() else {
            return Err(self.syntax("an end tag without a start tag"));
        };
        let qname = self.name_of(&open);
        let start = self.pos + 2;
        let end = start + qname.len();
        if self.source.as_bytes().get(start..end) != Some(qname.as_bytes()) {
            return Err(self.wrong_end(qname));
        }
        self.pos = end;
        self.skip_space();
        if self.peek(0) != b'>' {
            return Err(self.wrong_end(qname));
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
    pub(super) fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.scope.truncate(open.scope);
        }
    }
}

#[cfg(test)]
mod tests;
