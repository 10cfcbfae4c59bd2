//! What stands behind a field's name in its line, a word or a default, as slots around the field.
//!
//! In: a field and its children. Out: the field with their values, and whether one came. Invariant: a field without a word is its own slot.

use super::content::ContentIn;
use super::field::read_required;
use super::nillable::{read_nil, read_nillable};
use super::slot::Slot;
use crate::error::Result;
use crate::xml::Reader;

/// The place of a field that has to have a value, and whether one came.
pub struct Required<'f, T> {
    /// The field.
    pub field: &'f mut T,
    /// Whether its element came.
    pub seen: &'f mut bool,
}

impl<'a, T: ContentIn<'a>> Slot<'a> for Required<'_, T> {
    #[inline]
    fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()> {
        read_required(self.field, self.seen, r)
    }
}

/// The same for one whose nil is `None`: it is never left out, as others are whose value cannot be read.
pub struct RequiredNillable<'f, T> {
    /// The field.
    pub field: &'f mut Option<T>,
    /// Whether its element came.
    pub seen: &'f mut bool,
}

impl<'a, T: ContentIn<'a>> Slot<'a> for RequiredNillable<'_, T> {
    fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()> {
        let is_another = std::mem::replace(self.seen, true);
        read_nillable(self.field, is_another, r)
    }
}

/// The place of a field that may be absent, and whose nil is `None` as well.
pub struct Nillable<'f, T> {
    /// The field.
    pub field: &'f mut Option<T>,
}

impl<'a, T: ContentIn<'a>> Slot<'a> for Nillable<'_, T> {
    fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()> {
        if r.attribute_count() > 0 && read_nil(self.field, r)? {
            return Ok(());
        }
        self.field.read_next(r)
    }
}

/// A place whose empty elements stand for a value.
pub struct Defaulted<'f, S: ?Sized> {
    /// The place.
    pub slot: &'f mut S,
    /// The value.
    pub default: &'static str,
}

impl<'a, S: Slot<'a> + ?Sized> Slot<'a> for Defaulted<'_, S> {
    fn read_next(&mut self, r: &mut Reader<'a>) -> Result<()> {
        r.set_default(self.default);
        self.slot.read_next(r)
    }
}
