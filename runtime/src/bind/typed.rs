//! Elements of simple types whose `xsi:type` is kept.
//!
//! ```xml
//! <Count xsi:type="xs:short">7</Count>
//! ```
//!
//! The value is one of the declared type whatever `xsi:type` says; that is kept beside it and written again. Generated code has such
//! elements where the configuration asks for them.

use super::content::ContentIn;
use super::steps::{write_content, write_leaf};
use super::text::{Text, TextField};
use crate::error::Result;
use crate::xml::{Ns, Reader, Writer, WrittenName};
use crate::xsd::QName;

/// The value of an element of a simple type, and what its `xsi:type` says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Typed<T> {
    /// The value.
    pub value: T,
    /// The type that the element names.
    pub xsi_type: Option<QName>,
}

impl<T> Typed<T> {
    /// A value of a type that the element is to name.
    #[must_use]
    pub fn new(value: impl Into<T>, xsi_type: QName) -> Self {
        Self { value: value.into(), xsi_type: Some(xsi_type) }
    }
}

/// The value without `xsi:type`.
impl<T> From<T> for Typed<T> {
    fn from(value: T) -> Self {
        Self { value, xsi_type: None }
    }
}

impl From<&str> for Typed<String> {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}

impl<T> std::ops::Deref for Typed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> std::ops::DerefMut for Typed<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<'a, T: Text<'a>> ContentIn<'a> for Typed<T> {
    fn placeholder() -> Self {
        T::placeholder().into()
    }

    fn read(&mut self, r: &mut Reader<'a>) -> Result<()> {
        let at = r.tag_offset();
        self.xsi_type = None;
        for index in 0..r.attribute_count() {
            let attribute = r.attribute(index);
            if (attribute.ns, attribute.local) == (Ns::XSI, "type") {
                self.xsi_type.read_attribute(attribute, r)?;
            } else {
                r.skip_attribute(attribute);
            }
        }
        self.value = T::read_content(r, at)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: WrittenName) {
        if self.xsi_type.is_none() {
            return write_leaf(&self.value, w, name);
        }
        w.start(name);
        self.xsi_type.write_qualified(w, Ns::XSI, "xsi:type");
        write_content(&self.value, w);
        w.end(name);
    }
}
