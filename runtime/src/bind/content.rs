//! What an element holds: the value of a complex or simple type.

use super::text::Text;
use crate::error::Result;
use crate::xml::{Reader, Writer, WrittenName};
use crate::xsd::{self, SimpleValue};

/// A type an element can have.
pub trait Content: Sized {
    /// What a field holds before its element is read; allocates nothing.
    fn placeholder() -> Self;

    /// Reads the element whose start tag the reader stands on, to its end.
    ///
    /// # Errors
    /// When the element is not well-formed, lacks something required, or holds a value outside its type.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<()>;

    /// Writes the value as the element `name`. Further elements get their names from [`Writer::name`].
    fn write(&self, w: &mut Writer, name: WrittenName);
}

/// Makes types whose values are text the content of elements. Not a blanket implementation, so that boxes can have theirs.
#[doc(hidden)]
#[macro_export]
macro_rules! text_content {
    ($($type:ty),* $(,)?) => { $(
        impl $crate::bind::Content for $type {
            #[inline]
            fn placeholder() -> Self {
                $crate::bind::Text::placeholder()
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::xml::Reader<'_>) -> $crate::Result<()> {
                *self = $crate::bind::read_leaf(r)?;
                Ok(())
            }

            #[inline]
            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                $crate::bind::Text::write_text(self, w, |w, text| w.leaf(name, text));
            }
        }
    )* };
}

text_content!(String, bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);
text_content!(xsd::Token, xsd::NormalizedString, xsd::HexBinary, xsd::Base64Binary, xsd::Duration);
text_content!(xsd::Decimal, xsd::Integer, xsd::NonNegativeInteger, xsd::PositiveInteger);
text_content!(xsd::NonPositiveInteger, xsd::NegativeInteger);
text_content!(xsd::DateTime, xsd::Date, xsd::Time, xsd::GYear, xsd::GYearMonth, xsd::GMonth, xsd::GMonthDay, xsd::GDay);

impl<T: SimpleValue> Content for xsd::List<T> {
    fn placeholder() -> Self {
        Text::placeholder()
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<()> {
        *self = super::read_leaf(r)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: WrittenName) {
        self.write_text(w, |w, text| w.leaf(name, text));
    }
}

/// Makes types whose values are names the content of elements: what they need is declared on the element itself.
macro_rules! qualified_content {
    ($($type:ty),*) => { $(
        impl Content for $type {
            fn placeholder() -> Self {
                Text::placeholder()
            }

            fn read(&mut self, r: &mut Reader<'_>) -> Result<()> {
                *self = super::read_leaf(r)?;
                Ok(())
            }

            fn write(&self, w: &mut Writer, name: WrittenName) {
                w.start(name);
                self.write_text(w, Writer::text);
                w.end(name);
            }
        }
    )* };
}

qualified_content!(xsd::QName, xsd::List<xsd::QName>);

/// A boxed value is written as the value: boxes are there for recursion and size.
impl<T: Content> Content for Box<T> {
    fn placeholder() -> Self {
        Self::new(T::placeholder())
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'_>) -> Result<()> {
        (**self).read(r)
    }

    #[inline]
    fn write(&self, w: &mut Writer, name: WrittenName) {
        (**self).write(w, name);
    }
}

/// An element of any type (`xs:anyType`): kept whole, and written under the name of the element it stands in.
impl Content for super::AnyElement {
    fn placeholder() -> Self {
        Self::default()
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<()> {
        *self = Self::read_here(r)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: WrittenName) {
        self.write_as(w, name);
    }
}
