//! The fields of a struct as places for its child elements, whatever their types are.
//!
//! In: children, one by one, and the places in the order of the struct's lines. Out: each child in its place. Invariant: the loop over children is here,
//! once for all structs that have no more than such places, and generated code has none of its own.

use crate::error::Result;
use crate::xml::{Fields, Reader};

/// A place for the elements of one name.
pub trait Slot<'a> {
    /// Takes the element whose start tag the reader stands on.
    ///
    /// # Errors
    /// As [`ContentIn::read`](super::ContentIn::read).
    fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()>;
}

/// Reads the children of an element into the places for them, and passes over the others.
///
/// # Errors
/// As [`ContentIn::read`](super::ContentIn::read).
pub fn read_children<'a>(fields: &'static Fields, slots: &mut [&mut dyn Slot<'a>], r: &mut Reader<'a>) -> Result<()> {
    let mut last = Fields::FIRST;
    loop {
        last = r.next_field_here(fields, last);
        if last == Fields::END {
            return r.ended();
        }
        match slots.get_mut(last as usize) {
            Some(slot) => slot.read_next(r)?,
            None => read_other(fields, slots, r)?,
        }
    }
}

/// The same for a type without any.
///
/// # Errors
/// As [`ContentIn::read`](super::ContentIn::read).
pub fn read_no_children(r: &mut Reader<'_>) -> Result<()> {
    static NONE: Fields = Fields::new(line!(), &[], "");
    read_children(&NONE, &mut [], r)
}

/// Reads a child whose name is that of no field, if it may be meant under another one.
#[cold]
fn read_other<'a>(fields: &'static Fields, slots: &mut [&mut dyn Slot<'a>], r: &mut Reader<'a>) -> Result<()> {
    while let Some(other) = r.other_field(fields)? {
        if let Some(slot) = slots.get_mut(other as usize) {
            return slot.read_next(r);
        }
    }
    r.skip_child()
}
