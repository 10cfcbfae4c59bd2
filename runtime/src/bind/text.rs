//! Values that are text: of attributes, and of elements of a simple type.

use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::xml::{Attribute, Reader, Writer};
use crate::xsd::{List, QName, SimpleValue};

/// A value with a lexical form. Implemented for every [`SimpleValue`].
pub trait Text: Sized {
    /// What a field holds before its value is read.
    fn placeholder() -> Self;

    /// Reads the value from `text`, as it stands in the document at `at`.
    ///
    /// # Errors
    /// When the text does not belong to the type.
    fn read_text(text: &str, r: &mut Reader<'_>, at: usize) -> Result<Self>;

    /// Reads the value from the text of the element whose attributes have been read, to its end. `at` is its offset.
    ///
    /// # Errors
    /// When the text does not belong to the type.
    #[inline]
    fn read_content(r: &mut Reader<'_>, at: usize) -> Result<Self> {
        let text = r.value_text()?;
        Self::read_text(&text, r, at)
    }

    /// Hands the lexical form to `put`, after having written what it needs (the prefix of a QName).
    fn write_text(&self, w: &mut Writer, put: impl FnOnce(&mut Writer, &str));
}

impl<T: SimpleValue> Text for T {
    #[inline]
    fn placeholder() -> Self {
        <T as SimpleValue>::placeholder()
    }

    #[inline]
    fn read_text(text: &str, r: &mut Reader<'_>, at: usize) -> Result<Self> {
        let normal = T::WHITE_SPACE.normalize(text);
        match T::from_lexical_lenient(&normal) {
            Ok((value, None)) => Ok(value),
            Ok((value, Some(violation))) => {
                r.notice_at(|_| NoticeKind::Facet(violation), at);
                Ok(value)
            }
            Err(error) => Err(Error::new(ErrorKind::Value(error), at)),
        }
    }

    #[inline]
    fn write_text(&self, w: &mut Writer, put: impl FnOnce(&mut Writer, &str)) {
        let mut scratch = std::mem::take(&mut w.scratch);
        scratch.clear();
        put(w, self.lexical(&mut scratch));
        w.scratch = scratch;
    }
}

/// A field that holds text: required, or optional.
pub trait TextField: Sized {
    /// What the field holds before its value is read.
    fn placeholder() -> Self;

    /// Takes the value of an attribute.
    ///
    /// # Errors
    /// When the text does not belong to the type.
    fn read_attribute<'a>(&mut self, attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<()>;

    /// Writes the attribute, unless it is absent. `name` has no prefix, or one that is declared.
    fn write_attribute(&self, w: &mut Writer, name: &'static str);
}

fn attribute_value<'a, T: Text>(attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<T> {
    let at = r.tag_offset();
    r.set_attribute(Some(attribute.local));
    let value = match r.attribute_value(attribute) {
        Ok(text) => T::read_text(&text, r, at),
        Err(error) => Err(error),
    };
    r.set_attribute(None);
    value.map_err(|error| error.step_below(|| format!("@{}", attribute.local)))
}

impl<T: Text> TextField for T {
    #[inline]
    fn placeholder() -> Self {
        Text::placeholder()
    }

    #[inline]
    fn read_attribute<'a>(&mut self, attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<()> {
        *self = attribute_value(attribute, r)?;
        Ok(())
    }

    #[inline]
    fn write_attribute(&self, w: &mut Writer, name: &'static str) {
        self.write_text(w, |w, text| w.put_attribute(name, text));
    }
}

impl<T: Text> TextField for Option<T> {
    #[inline]
    fn placeholder() -> Self {
        None
    }

    #[inline]
    fn read_attribute<'a>(&mut self, attribute: Attribute<'a>, r: &mut Reader<'a>) -> Result<()> {
        *self = Some(attribute_value(attribute, r)?);
        Ok(())
    }

    #[inline]
    fn write_attribute(&self, w: &mut Writer, name: &'static str) {
        if let Some(value) = self {
            value.write_attribute(w, name);
        }
    }
}

/// Writes an attribute whose name has one of the contract's prefixes, unless it is absent.
pub fn write_qualified(field: &impl TextField, w: &mut Writer, name: &'static str) {
    let before = w.len();
    field.write_attribute(w, name);
    if w.len() > before {
        w.note_name(name);
    }
}

/// `xs:QName`: its prefix means what it means where it stands, so reading and writing need the namespaces in scope.
impl Text for QName {
    fn placeholder() -> Self {
        Self::default()
    }

    fn read_text(text: &str, r: &mut Reader<'_>, at: usize) -> Result<Self> {
        resolve_qname(text, &r.scope.visible(), at)
    }

    fn read_content(r: &mut Reader<'_>, at: usize) -> Result<Self> {
        let visible = r.scope.visible();
        resolve_qname(&r.value_text()?, &visible, at)
    }

    fn write_text(&self, w: &mut Writer, put: impl FnOnce(&mut Writer, &str)) {
        w.qname(self.prefix().unwrap_or(""), self.namespace().unwrap_or(""), self.local(), put);
    }
}

/// A list of QNames: each as one alone.
impl Text for List<QName> {
    fn placeholder() -> Self {
        Self::default()
    }

    fn read_text(text: &str, r: &mut Reader<'_>, at: usize) -> Result<Self> {
        resolve_qnames(text, &r.scope.visible(), at)
    }

    fn read_content(r: &mut Reader<'_>, at: usize) -> Result<Self> {
        let visible = r.scope.visible();
        resolve_qnames(&r.value_text()?, &visible, at)
    }

    fn write_text(&self, w: &mut Writer, put: impl FnOnce(&mut Writer, &str)) {
        let mut text = String::new();
        for name in self.iter() {
            let space = if text.is_empty() { "" } else { " " };
            name.write_text(w, |_, name| text.extend([space, name]));
        }
        put(w, &text);
    }
}

fn resolve_qnames(text: &str, visible: &[(String, String)], at: usize) -> Result<List<QName>> {
    text.split_ascii_whitespace().map(|name| resolve_qname(name, visible, at)).collect()
}

/// A QName with the bindings that are visible where it stands. An element's declarations are forgotten with its end, so they
/// are looked up before its text is taken.
pub(super) fn resolve_qname(text: &str, visible: &[(String, String)], at: usize) -> Result<QName> {
    let bound = |prefix: Option<&str>| {
        let wanted = prefix.unwrap_or("");
        let found = visible.iter().find(|(known, _)| known == wanted).map(|(_, uri)| uri.as_str());
        if wanted == "xml" { Some(crate::xml::XML_URI) } else { found }
    };
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    QName::resolve(text, &bound).map_err(|error| Error::new(ErrorKind::Value(error), at))
}
