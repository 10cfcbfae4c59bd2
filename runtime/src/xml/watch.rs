//! Somebody who watches a document being read, and what is shown to them: tags and texts in; whether all is as it should be out.
//!
//! Invariant: the reader knows nothing of what they look for. What it learns from them is only what need not be shown again.

use super::fields::Fields;
use super::reader::Reader;
use crate::error::Result;

/// Somebody who watches.
pub(crate) trait Watch: std::fmt::Debug + Send {
    /// The number of the schema they go by, which no other has.
    fn schema(&self) -> usize;

    /// A start tag was read, on which the reader stands: that of a field, if this is known.
    fn start(&mut self, field: Option<FieldRead>, r: &mut Reader<'_>) -> Watched;

    /// A text was read that is not empty: all between two tags.
    fn text(&mut self, text: &str, r: &mut Reader<'_>) -> Watched;

    /// The end of the innermost open element was read.
    fn end(&mut self, r: &mut Reader<'_>) -> Watched;

    /// Whether a text that is not empty is certain to be one of the type of this number, wherever it stands.
    fn is_surely_text(&self, ty: u32, text: &str) -> bool;

    /// Whether the attributes of the start tag on which the reader stands are certain to be those that an element of this type has, wherever it
    /// stands.
    fn has_sure_attributes(&self, ty: u32, r: &Reader<'_>) -> bool;

    /// All of the innermost open element behind its start tag was read: a text, which may be empty, and its end.
    fn leaf(&mut self, text: &str, r: &mut Reader<'_>) -> Watched;
}

/// A field of a Rust type, as its element is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldRead {
    /// The fields of the type.
    pub(crate) fields: &'static Fields,
    /// The number of this one.
    pub(crate) field: u32,
}

/// What has been seen so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Watched {
    /// The element is as it should be up to here.
    Open,
    /// It has ended, and was as it should be.
    Whole,
    /// The same, and so is every element of this name there, as far as its start tag goes.
    Free(Unshown),
    /// It is not as it should be, or one cannot tell.
    InDoubt,
}

/// What there is of an element that need not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unshown {
    /// The number of its type, whose attributes it may have.
    pub(crate) ty: u32,
    /// Whether it counts that there are no attributes.
    pub(crate) misses_attributes: bool,
    pub(crate) inside: Inside,
}

/// What is in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Nothing, not even white space.
    Nothing,
    /// A text, which may be anything but empty.
    AnyText,
    /// A text of the type of this number.
    Text(u32),
    /// Elements, whose order follows from which came last; the number of the place.
    Elements(u32),
}

impl Watched {
    /// Up to here, as it was found.
    #[inline]
    pub(crate) fn so_far<T>(found: &Result<T>) -> Self {
        if found.is_ok() { Self::Open } else { Self::InDoubt }
    }
}
