//! Values that are text: of attributes, and of elements of a simple type.

use std::borrow::Cow;
use std::cell::Cell;

use crate::error::{Error, Result};
use crate::xml::{Attribute, Declaration, Namespace, Ns, Reader, Writer, XML_URI};
use crate::xsd::{Octets, QName, SimpleValue, ValueError};

/// A value with a lexical form. Implemented for every [`SimpleValue`].
pub trait Text<'a>: Sized {
    /// Whether texts can hold names, which need declarations where they stand.
    const HOLDS_NAMES: bool;

    /// What a field holds before its value is read.
    fn placeholder() -> Self;

    /// Reads the value from `text`, as it stands in the document at `at`.
    ///
    /// # Errors
    /// When the text does not belong to the type.
    fn read_text(text: Cow<'a, str>, r: &mut Reader<'a>, at: usize) -> Result<Self>;

    /// Reads the value from the text of the element whose attributes have been read, to its end. `at` is its offset.
    ///
    /// # Errors
    /// When the text does not belong to the type.
    fn read_content(r: &mut Reader<'a>, at: usize) -> Result<Self>;

    /// The octets of a value that is nothing else.
    #[doc(hidden)]
    #[inline]
    fn octets(&self) -> Option<&Octets> {
        None
    }

    /// Whether a text of white space is read as one of nothing is.
    #[doc(hidden)]
    fn takes_blanks() -> bool;

    /// As [`ContentIn::is_void`](super::ContentIn::is_void).
    #[doc(hidden)]
    #[inline]
    fn is_void(&self) -> bool {
        false
    }

    /// Hands the lexical form to `put`, after having written what it needs (the prefix of a QName).
    fn write_text(&self, w: &mut Writer, put: impl FnOnce(&mut Writer, &str));
}

impl<'a, T: SimpleValue> Text<'a> for T {
    const HOLDS_NAMES: bool = T::HOLDS_NAMES;

    #[inline]
    fn placeholder() -> Self {
        <T as SimpleValue>::placeholder()
    }

    #[inline]
    fn read_text(text: Cow<'a, str>, r: &mut Reader<'a>, at: usize) -> Result<Self> {
        if T::HOLDS_NAMES {
            return read_names(&text, &[], r, at);
        }
        let normal = T::WHITE_SPACE.normalize(&text);
        noticed(T::from_lexical_lenient(&normal), r, at)
    }

    #[inline]
    fn read_content(r: &mut Reader<'a>, at: usize) -> Result<Self> {
        if T::HOLDS_NAMES {
            return read_named_content(r, at);
        }
        match r.plain_text() {
            Some(text) if !text.is_empty() => noticed(T::from_lexical_lenient(&T::WHITE_SPACE.normalize(text)), r, at),
            plain => read_unusual_text(plain.is_some(), r, at),
        }
    }

    #[inline]
    fn octets(&self) -> Option<&Octets> {
        SimpleValue::octets(self)
    }

    #[inline]
    fn is_void(&self) -> bool {
        SimpleValue::is_void(self)
    }

    #[cold]
    fn takes_blanks() -> bool {
        are_alike(&|text| T::from_text_in(text, &|_| None).ok().map(|(value, _)| value.to_lexical()))
    }

    #[inline]
    fn write_text(&self, w: &mut Writer, put: impl FnOnce(&mut Writer, &str)) {
        if T::HOLDS_NAMES {
            let text = spelled(self, w);
            return put(w, &text);
        }
        if let Some(text) = self.kept() {
            return put(w, text);
        }
        let mut scratch = w.take_scratch();
        put(w, self.lexical(&mut scratch));
        w.give_scratch_back(scratch);
    }
}

/// Whether a blank and no text at all are the same value, whose lexical form `read` tells.
#[cold]
fn are_alike(read: &dyn Fn(&str) -> Option<String>) -> bool {
    let nothing = read("");
    nothing.is_some() && read(" ") == nothing
}

/// Reads a text that is empty, or more than a run of characters.
#[cold]
#[inline(never)]
fn read_unusual_text<'a, T: SimpleValue>(is_empty: bool, r: &mut Reader<'a>, at: usize) -> Result<T> {
    match r.unusual_text(is_empty) {
        Ok(text) => T::read_text(text, r, at),
        Err(error) => read_without_text(error, r, at),
    }
}

/// Reads the octets that an element holds instead of text, if that is why there is no text.
#[cold]
pub(crate) fn read_without_text<T: SimpleValue>(error: Error, r: &mut Reader<'_>, at: usize) -> Result<T> {
    #[cfg(feature = "attachments")]
    if let Some(octets) = r.take_included() {
        let read = match T::HOLDS_OCTETS {
            true => T::from_octets(&octets),
            false => T::from_text_lenient(&r.expanded_octets(&octets)?),
        };
        return noticed(read, r, at);
    }
    let _ = (r, at);
    Err(error)
}

#[inline]
fn noticed<T>(read: Result<(T, Option<ValueError>), ValueError>, r: &Reader<'_>, at: usize) -> Result<T> {
    match read {
        Ok((value, None)) => Ok(value),
        Ok((value, Some(violation))) => {
            r.notice_facet(violation, at);
            Ok(value)
        }
        Err(error) => Err(Error::of_value(error, at)),
    }
}

/// Reads a text that stands on a tag, or below one with these declarations that has ended.
fn read_names<'a, T: SimpleValue>(text: &str, own: &[Declaration<'a>], r: &Reader<'a>, at: usize) -> Result<T> {
    let failure = Cell::new(None);
    let find = |prefix: Option<&str>| match prefix.unwrap_or("") {
        "xml" => Some(XML_URI),
        prefix => r.declared(own, prefix),
    };
    let read = T::from_text_in(text, &|prefix| {
        let uri = find(prefix)?;
        // One name is as long as it is: what passes the limit is the last that is kept.
        if let Err(error) = r.count_copy(uri) {
            failure.set(Some(error));
        }
        Some(uri)
    });
    failure.take().map_or_else(|| noticed(read, r, at), Err)
}

/// Reads content with names. An element's declarations are forgotten with its end, so they are looked up before its text is
/// taken; the text that an empty element stands for is the contract's.
fn read_named_content<T: SimpleValue>(r: &mut Reader<'_>, at: usize) -> Result<T> {
    let default = r.take_default();
    let own = r.tag_declarations();
    let text = r.text()?;
    match default.filter(|_| text.is_empty()) {
        Some(default) => {
            let contract = r.scope.contract();
            noticed(T::from_text_in(default, &|prefix| Namespace::named(contract, prefix)), r, at)
        }
        None => read_names(&text, &own, r, at),
    }
}

/// The text of a value with names, whose prefixes are declared on the start tag just begun.
fn spelled<T: SimpleValue>(value: &T, w: &mut Writer) -> String {
    let mut text = String::new();
    let mut spell = |name: &QName, text: &mut String| {
        let (prefix, namespace) = (name.prefix().unwrap_or(""), name.namespace().unwrap_or(""));
        w.qname(prefix, namespace, name.local(), |_, name| text.push_str(name));
    };
    value.spell(&mut spell, &mut text);
    text
}

/// A field that holds text: required, or optional.
pub trait TextField<'a>: Sized {
    /// What the field holds before its value is read.
    fn placeholder() -> Self;

    /// Takes the value of an attribute.
    ///
    /// # Errors
    /// When the text does not belong to the type.
    fn read_attribute(&mut self, attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<()>;

    /// Writes the attribute, unless it is absent. `name` has no prefix, or one that is declared.
    fn write_attribute(&self, w: &mut Writer, name: &'static str);

    /// The same for an attribute in a namespace. That of `xsi:type` is declared where it is needed, and it is not written twice.
    fn write_qualified(&self, w: &mut Writer, ns: Ns, name: &'static str);
}

const XSI_TYPE: &str = "xsi:type";

fn attribute_value<'a, T: Text<'a>>(attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<T> {
    let at = r.tag_offset();
    r.set_attribute(Some(attribute.local));
    let value = match r.attribute_value(attribute) {
        Ok(text) => T::read_text(text, r, at),
        Err(error) => Err(error),
    };
    r.set_attribute(None);
    value.map_err(|error| error.step_below(|| format!("@{}", attribute.local)))
}

impl<'a, T: Text<'a>> TextField<'a> for T {
    #[inline]
    fn placeholder() -> Self {
        Text::placeholder()
    }

    #[inline]
    fn read_attribute(&mut self, attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<()> {
        *self = attribute_value(attribute, r)?;
        Ok(())
    }

    #[inline]
    fn write_attribute(&self, w: &mut Writer, name: &'static str) {
        self.write_text(w, |w, text| w.put_attribute(name, text));
    }

    fn write_qualified(&self, w: &mut Writer, ns: Ns, name: &'static str) {
        if ns == Ns::XSI {
            if name == XSI_TYPE && w.has_type() {
                return;
            }
            w.bind_own(Namespace::XSI);
        }
        self.write_text(w, |w, text| w.own_attribute(name, text));
    }
}

impl<'a, T: Text<'a>> TextField<'a> for Option<T> {
    #[inline]
    fn placeholder() -> Self {
        None
    }

    #[inline]
    fn read_attribute(&mut self, attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<()> {
        match attribute_value(attribute, r) {
            Ok(value) => *self = Some(value),
            Err(error) => r.forgive_attribute(error, attribute.local)?,
        }
        Ok(())
    }

    #[inline]
    fn write_attribute(&self, w: &mut Writer, name: &'static str) {
        if let Some(value) = self {
            value.write_attribute(w, name);
        }
    }

    fn write_qualified(&self, w: &mut Writer, ns: Ns, name: &'static str) {
        if let Some(value) = self {
            value.write_qualified(w, ns, name);
        }
    }
}
