//! A struct's fields that are child elements: required (`T`), optional (`Option<T>`), repeated (`Vec<T>`).

use super::content::ContentIn;
use super::growth::Growing;
use super::slot::Slot;
use crate::error::Result;
use crate::xml::{Ns, Reader, Writer, WrittenName};

/// A field that child elements of one name go into.
pub trait Field<'a>: Slot<'a> + Sized {
    /// Whether further elements of the name are more values rather than a mistake.
    const REPEATS: bool;

    /// The field before any element was read.
    fn placeholder() -> Self;

    /// Takes the element whose start tag the reader stands on where there has to be one: the only value is not left out.
    ///
    /// # Errors
    /// As [`ContentIn::read`].
    #[inline]
    fn read_only(&mut self, r: &mut Reader<'a>) -> Result<()> {
        self.read_next(r)
    }

    /// Whether it has no value.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }

    /// Writes each value as the element `name` (with its prefix), which is in the namespace `ns`.
    fn write_all(&self, w: &mut Writer, ns: Ns, name: &'static str);
}

impl<'a, T: ContentIn<'a>> Field<'a> for T {
    const REPEATS: bool = false;

    #[inline]
    fn placeholder() -> Self {
        ContentIn::placeholder()
    }

    #[inline]
    fn write_all(&self, w: &mut Writer, ns: Ns, name: &'static str) {
        let name = w.name_in(ns, name);
        self.write(w, name);
    }
}

impl<'a, T: ContentIn<'a>> Slot<'a> for T {
    #[inline]
    fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()> {
        self.read(r)
    }
}

impl<'a, T: ContentIn<'a>> Field<'a> for Option<T> {
    const REPEATS: bool = false;

    #[inline]
    fn placeholder() -> Self {
        None
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    #[inline]
    fn write_all(&self, w: &mut Writer, ns: Ns, name: &'static str) {
        if let Some(value) = self {
            let name = w.name_in(ns, name);
            value.write(w, name);
        }
    }
}

impl<'a, T: ContentIn<'a>> Slot<'a> for Option<T> {
    #[inline(never)]
    fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()> {
        if let Some(value) = self {
            return read_again(value, r);
        }
        if !T::IS_NILLABLE && r.attribute_count() > 0 {
            match r.takes_nil() {
                Ok(false) => {}
                taken => return taken.map(drop),
            }
        }
        let start = r.tag_offset();
        let read = T::read_into(self, r);
        if read.is_ok() && !matches!(self, Some(value) if value.is_void()) {
            return read;
        }
        leave_out(self);
        r.forgive(read, start)
    }
}

/// Takes back a value that cannot be used.
#[cold]
#[inline(never)]
fn leave_out<T>(field: &mut Option<T>) {
    *field = None;
}

/// Reads one more value for a field that has one. It takes the place of that, unless it is to be left out.
///
/// # Errors
/// As [`ContentIn::read`].
#[cold]
pub(crate) fn read_again<'a, T: ContentIn<'a>>(field: &mut T, r: &mut Reader<'a>) -> Result<()> {
    r.notice_repeated();
    let mut value: Option<T> = None;
    value.read_next(r)?;
    if let Some(value) = value {
        *field = value;
    }
    Ok(())
}

/// Reads the value of a field that has to have one: the first that comes, or one more in its place.
///
/// # Errors
/// As [`ContentIn::read`].
#[inline(always)]
pub(crate) fn read_required<'a, T: ContentIn<'a>>(field: &mut T, seen: &mut bool, r: &mut Reader<'a>) -> Result<()> {
    if *seen {
        return read_again(field, r);
    }
    *seen = true;
    field.read(r)
}

/// Reads one more value of a list.
///
/// # Errors
/// As [`ContentIn::read`].
#[inline(never)]
pub(super) fn read_another<'a, L: Growing<Value: ContentIn<'a>>>(list: &mut L, r: &mut Reader<'a>) -> Result<()> {
    if list.len() == list.capacity() {
        r.make_room(list);
    }
    if r.attribute_count() > 0 && !<L::Value as ContentIn<'a>>::IS_NILLABLE && r.takes_nil()? {
        return Ok(());
    }
    let start = r.tag_offset();
    list.push(ContentIn::placeholder());
    let Some(value) = list.last_mut() else { return Ok(()) };
    match value.read(r) {
        Ok(()) if !value.is_void() => Ok(()),
        read => {
            list.pop();
            r.forgive(read, start)
        }
    }
}

/// Reads the only value of a list, which has to have one: it is not left out, nor is it when it says that it is nil.
///
/// # Errors
/// As [`ContentIn::read`].
pub(super) fn read_only<'a, L: Growing<Value: ContentIn<'a>>>(list: &mut L, r: &mut Reader<'a>) -> Result<()> {
    let mut value = <L::Value as ContentIn>::placeholder();
    value.read(r)?;
    *list = L::with_room(1);
    list.push(value);
    Ok(())
}

/// Reads an item as its group would: one that is needed is not left out for being nil.
///
/// # Errors
/// As [`ContentIn::read`].
#[cfg(feature = "stream")]
pub(crate) fn read_item<'a, T: ContentIn<'a>>(items: &mut Vec<T>, is_needed: bool, r: &mut Reader<'a>) -> Result<()> {
    if !is_needed || !r.is_nil()? {
        return items.read_next(r);
    }
    let start = r.tag_offset();
    match read_only(items, r) {
        Ok(()) => Ok(()),
        read => r.forgive(read, start),
    }
}

#[inline(never)]
pub(super) fn write_each<'a, T: ContentIn<'a>>(values: &[T], w: &mut Writer, name: WrittenName) {
    for value in values {
        value.write(w, name);
    }
    w.settle_early();
}
