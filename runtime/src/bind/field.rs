//! A struct's fields that are child elements: required (`T`), optional (`Option<T>`), repeated (`Vec<T>`).

use super::content::Content;
use crate::error::Result;
use crate::xml::{Reader, Writer};

/// A field that child elements of one name go into.
pub trait Field: Sized {
    /// Whether further elements of the name are more values rather than a mistake.
    const REPEATS: bool;

    /// The field before any element was read.
    fn placeholder() -> Self;

    /// Takes the element whose start tag the reader stands on.
    ///
    /// # Errors
    /// As [`Content::read`].
    fn read_next(&mut self, r: &mut Reader<'_>) -> Result<()>;

    /// Writes each value as the element `name`.
    fn write_all(&self, w: &mut Writer, name: &'static str);
}

impl<T: Content> Field for T {
    const REPEATS: bool = false;

    #[inline]
    fn placeholder() -> Self {
        Content::placeholder()
    }

    #[inline]
    fn read_next(&mut self, r: &mut Reader<'_>) -> Result<()> {
        self.read(r)
    }

    #[inline]
    fn write_all(&self, w: &mut Writer, name: &'static str) {
        self.write(w, name);
    }
}

impl<T: Content> Field for Option<T> {
    const REPEATS: bool = false;

    #[inline]
    fn placeholder() -> Self {
        None
    }

    #[inline(never)]
    fn read_next(&mut self, r: &mut Reader<'_>) -> Result<()> {
        if self.is_some() {
            r.notice_repeated();
        }
        self.insert(Content::placeholder()).read(r)
    }

    #[inline]
    fn write_all(&self, w: &mut Writer, name: &'static str) {
        if let Some(value) = self {
            value.write(w, name);
        }
    }
}

impl<T: Content> Field for Vec<T> {
    const REPEATS: bool = true;

    #[inline]
    fn placeholder() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn read_next(&mut self, r: &mut Reader<'_>) -> Result<()> {
        if self.capacity() == 0 {
            self.reserve_exact(1);
        }
        self.push(Content::placeholder());
        match self.last_mut() {
            Some(value) => value.read(r),
            None => Ok(()),
        }
    }

    #[inline(never)]
    fn write_all(&self, w: &mut Writer, name: &'static str) {
        for value in self {
            value.write(w, name);
        }
    }
}
