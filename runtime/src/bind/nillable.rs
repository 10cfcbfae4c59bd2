//! Elements declared `nillable`: a value, or `xsi:nil="true"` (XML Schema Part 1, 2.6.2).

use super::any::{AnyAttribute, AnyElement};
use super::content::{ContentIn, TypeName};
use crate::error::{NoticeKind, Result};
use crate::schema::LazySchema;
use crate::xml::{Namespace, Ns, Reader, Writer, WrittenName};

/// The value of a nillable element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Nillable<T> {
    /// `xsi:nil="true"`: the element is there and has no value.
    Nil,
    /// The element's value.
    Value(T),
}

impl<T> Nillable<T> {
    /// The value, unless it is nil.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Nil => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nillable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nillable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<'a, T: ContentIn<'a>> ContentIn<'a> for Nillable<T> {
    const NAMESPACES: &'static [Namespace] = T::NAMESPACES;
    const TYPE: Option<TypeName> = T::TYPE;
    const IS_NILLABLE: bool = true;

    fn schema() -> Option<&'static LazySchema> {
        T::schema()
    }

    fn type_name(&self) -> Option<TypeName> {
        self.value().map_or(T::TYPE, T::type_name)
    }

    fn placeholder() -> Self {
        Self::Nil
    }

    fn read(&mut self, r: &mut Reader<'a>) -> Result<()> {
        if r.is_nil()? {
            *self = Self::Nil;
            r.expect_no_attributes();
            return r.skip_content();
        }
        let mut value = T::placeholder();
        value.read(r)?;
        *self = Self::Value(value);
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: WrittenName) {
        match self {
            Self::Value(value) => value.write(w, name),
            Self::Nil => {
                w.start(name);
                w.own_attribute("xsi:nil", "true");
                w.end_any(&w.written(name.as_str()));
            }
        }
    }

    fn is_void(&self) -> bool {
        self.value().is_some_and(ContentIn::is_void)
    }
}

/// The value of a nillable element of a complex type with attributes, which a nil element has too, or with types derived from it,
/// which a nil element can name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum NillableElement<T> {
    /// `xsi:nil="true"`: the element with its attributes, `xsi:nil` not among them. Only its attributes count.
    Nil(AnyElement),
    /// The element's value.
    Value(T),
}

impl<T> NillableElement<T> {
    /// A nil element without attributes.
    #[must_use]
    pub fn nil() -> Self {
        Self::Nil(AnyElement::default())
    }

    /// The value, unless it is nil.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Nil(_) => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for NillableElement<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<'a, T: ContentIn<'a>> ContentIn<'a> for NillableElement<T> {
    const NAMESPACES: &'static [Namespace] = T::NAMESPACES;
    const TYPE: Option<TypeName> = T::TYPE;
    const IS_NILLABLE: bool = true;

    fn schema() -> Option<&'static LazySchema> {
        T::schema()
    }

    fn type_name(&self) -> Option<TypeName> {
        self.value().map_or(T::TYPE, T::type_name)
    }

    fn placeholder() -> Self {
        Self::nil()
    }

    fn read(&mut self, r: &mut Reader<'a>) -> Result<()> {
        *self = if r.is_nil()? {
            r.drop_attribute(Ns::XSI, "nil");
            Self::Nil(AnyElement::read_start(r)?)
        } else {
            let mut value = T::placeholder();
            value.read(r)?;
            Self::Value(value)
        };
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: WrittenName) {
        match self {
            Self::Value(value) => value.write(w, name),
            Self::Nil(element) => element.write_nil(w, name),
        }
    }

    fn is_void(&self) -> bool {
        self.value().is_some_and(ContentIn::is_void)
    }
}

impl AnyElement {
    /// Reads the attributes of the start tag the reader stands on, and skips the rest of the element.
    fn read_start(r: &mut Reader<'_>) -> Result<Self> {
        let attributes = (0..r.attribute_count()).map(|index| AnyAttribute::of(r.attribute(index), r));
        let mut element = Self { attributes: attributes.collect::<Result<_>>()?, ..Self::default() };
        element.declarations = element.mentioned(&[], r)?;
        r.skip_content()?;
        Ok(element)
    }

    fn write_nil(&self, w: &mut Writer, name: WrittenName) {
        let qname = self.start_as(w, name);
        w.own_attribute("xsi:nil", "true");
        self.write_start(w, &qname);
        w.end_any(&qname);
    }
}

/// Reads a required element whose nil is `None`. `is_another`: one has come before.
///
/// # Errors
/// As [`ContentIn::read`].
pub(crate) fn read_nillable<'a, T: ContentIn<'a>>(
    field: &mut Option<T>,
    is_another: bool,
    r: &mut Reader<'a>,
) -> Result<()> {
    if is_another {
        r.notice_repeated();
    }
    *field = None;
    if !read_nil(field, r)? {
        field.insert(T::placeholder()).read(r)?;
    }
    Ok(())
}

/// Reads an element that is nil as `None`; whether it is.
///
/// # Errors
/// When the document is not well-formed or passes a limit.
pub(crate) fn read_nil<T>(field: &mut Option<T>, r: &mut Reader<'_>) -> Result<bool> {
    if !r.is_nil()? {
        return Ok(false);
    }
    if field.is_some() {
        r.notice_repeated();
    }
    *field = None;
    r.notice_attributes_not_kept();
    r.skip_content()?;
    Ok(true)
}

/// Writes the element as nil if there is no value.
pub fn write_nil<T>(field: &Option<T>, w: &mut Writer, ns: Ns, name: &'static str) {
    if field.is_none() {
        let name = w.name_in(ns, name);
        Nillable::<bool>::Nil.write(w, name);
    }
}

impl Reader<'_> {
    /// Notices the attributes of a nil element that has no place for them.
    fn notice_attributes_not_kept(&self) {
        for index in 0..self.attribute_count() {
            let attribute = self.attribute(index);
            match attribute.ns {
                Ns::XSI => self.skip_attribute(attribute),
                ns => {
                    let kind = |r: &Self| NoticeKind::AttributeNotKept(r.expanded(ns, attribute.local));
                    self.notice_at(kind, self.tag_offset());
                }
            }
        }
    }

    /// Skips what the element whose start tag the reader stands on holds, to its end, and notices it.
    pub(super) fn skip_content(&mut self) -> Result<()> {
        while let Some(name) = self.next_child()? {
            self.skip_unknown(name)?;
        }
        Ok(())
    }

    /// Whether the start tag says `xsi:nil="true"`.
    ///
    /// # Errors
    /// When the attribute's value cannot be decoded.
    pub fn is_nil(&self) -> Result<bool> {
        match self.find_attribute(Ns::XSI, "nil") {
            Some(nil) => Ok(matches!(self.attribute_value(nil)?.trim(), "true" | "1")),
            None => Ok(false),
        }
    }
}
