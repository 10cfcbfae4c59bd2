//! Elements declared `nillable`: a value, or `xsi:nil="true"` (XML Schema Part 1, 2.6.2).

use super::content::Content;
use crate::error::Result;
use crate::xml::{Ns, Reader, Writer};

/// The value of a nillable element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

impl<T: Content> Content for Nillable<T> {
    fn placeholder() -> Self {
        Self::Nil
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<()> {
        if r.is_nil()? {
            *self = Self::Nil;
            r.clear_default();
            return r.skip();
        }
        let mut value = T::placeholder();
        value.read(r)?;
        *self = Self::Value(value);
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: &'static str) {
        match self {
            Self::Value(value) => value.write(w, name),
            Self::Nil => {
                w.start(name);
                w.attribute_text("xsi:nil", "true");
                w.end(name);
            }
        }
    }
}

impl Reader<'_> {
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
