//! What an element holds: the value of a complex or simple type.

use super::text::Text;
use crate::error::Result;
use crate::xml::{Reader, Writer};

/// A type an element can have.
pub trait Content: Sized {
    /// What a field holds before its element is read; allocates nothing.
    fn placeholder() -> Self;

    /// Reads the element whose start tag the reader stands on, to its end.
    ///
    /// # Errors
    /// When the element is not well-formed, lacks something required, or holds a value outside its type.
    fn read(&mut self, r: &mut Reader<'_>) -> Result<()>;

    /// Writes the value as the element `name` (with its prefix).
    fn write(&self, w: &mut Writer, name: &'static str);
}

impl<T: Text> Content for T {
    #[inline]
    fn placeholder() -> Self {
        Text::placeholder()
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<()> {
        let at = r.tag_offset();
        r.expect_no_attributes();
        let text = r.text()?;
        *self = T::read_text(&text, r, at)?;
        Ok(())
    }

    #[inline]
    fn write(&self, w: &mut Writer, name: &'static str) {
        self.write_text(w, |w, text| w.leaf(name, text));
    }
}

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
    fn write(&self, w: &mut Writer, name: &'static str) {
        (**self).write(w, name);
    }
}
