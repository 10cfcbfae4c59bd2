//! What becomes of a part that cannot be read: an error and the place of the part come in; the error goes back out, or the part is left
//! out, noted, and the reader stands behind it.
//!
//! All of this happens after an error, or where an attribute says something unusual. Messages without either never come here.

use std::ops::Range;

use super::any::AnyElement;
use super::group::Progress;
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::xml::Reader;

impl Reader<'_> {
    /// Takes the element on whose start tag the reader stands, if it says that it is nil, which its type does not provide for.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    #[cold]
    pub(super) fn takes_nil(&mut self) -> Result<bool> {
        if !self.is_nil()? {
            return Ok(false);
        }
        let start = self.tag_offset();
        self.skip_content()?;
        self.lost(start..self.offset(), NoticeKind::Nil);
        Ok(true)
    }

    /// Leaves out the optional or repeated element that began at `start`, if its error can be forgiven. Without one it was read, but is
    /// empty, and its enumeration has no such value.
    ///
    /// # Errors
    /// If not.
    #[cold]
    #[inline(never)]
    pub(super) fn forgive(&mut self, read: Result<()>, start: usize) -> Result<()> {
        let kind = match read {
            Ok(()) => NoticeKind::Empty,
            Err(error) if !self.can_forgive(&error, start) => return Err(error),
            Err(error) if is_empty(&error, start) => NoticeKind::Empty,
            Err(error) => NoticeKind::Lost(error),
        };
        self.leave(start)?;
        self.lost(start..self.offset(), kind);
        Ok(())
    }

    /// Leaves out the value of an optional attribute, if its error can be forgiven.
    ///
    /// # Errors
    /// If not.
    #[cold]
    pub(super) fn forgive_attribute(&mut self, error: Error, local: &str) -> Result<()> {
        if !self.can_forgive_part(&error) {
            return Err(error);
        }
        self.notice_below(|_| NoticeKind::Lost(error), self.tag_offset(), Some(format!("@{local}")));
        Ok(())
    }

    /// Remembers the error of an element that belongs to a value of a group, which has come as far as `at`, and goes behind the
    /// element. Whether that is forgiven is up to whoever holds the value.
    ///
    /// # Errors
    /// When the document is not well-formed or passes a limit.
    #[cold]
    pub(super) fn forgive_later(&mut self, error: Error, start: usize, at: &mut Progress) -> Result<()> {
        self.leave(start)?;
        at.lost.get_or_insert(error);
        Ok(())
    }

    /// How far an alternative has come whose first element, which began at `start`, was read. It stands for its choice: if it cannot be used, nor can the
    /// alternative, unless others follow.
    ///
    /// # Errors
    /// That of the element, if it cannot be forgiven.
    pub(super) fn begin_alternative(&mut self, read: Result<()>, start: usize) -> Result<Progress> {
        let mut at = Progress::begun();
        match read {
            Err(error) if self.can_forgive(&error, start) => self.forgive_later(error, start, &mut at)?,
            read => read?,
        }
        Ok(at.from(start, self))
    }

    /// Whether what holds a required part may be left out for the error of that part.
    pub(super) fn can_forgive_part(&self, error: &Error) -> bool {
        self.options().salvages() && error.is_local()
    }

    /// Whether an optional element that began at `start` may be left out for its error. An alternative stands for its choice.
    pub(super) fn can_forgive(&self, error: &Error, start: usize) -> bool {
        self.can_forgive_part(error) || (!self.options().is_strict() && is_empty(error, start))
    }

    /// Leaves out an optional or repeated value of a group, which came as far as `at` and whose elements are in `range`.
    ///
    /// # Errors
    /// If its error cannot be forgiven.
    #[cold]
    pub(super) fn forgive_group(&self, error: Error, at: &Progress, range: Range<usize>) -> Result<()> {
        if at.lost.is_none() && !self.can_forgive_part(&error) {
            return Err(error);
        }
        let kind = match at.is_one_element() {
            true if is_empty(&error, range.start) => NoticeKind::Empty,
            true => NoticeKind::Lost(error),
            false => NoticeKind::LostGroup(error),
        };
        self.lost(range, kind);
        Ok(())
    }

    /// Keeps the known header block that began at `start` as it came, if its error can be forgiven.
    ///
    /// # Errors
    /// If not.
    #[cold]
    pub(crate) fn keep_as_other(&mut self, error: Error, start: usize) -> Result<AnyElement> {
        if !self.can_forgive_part(&error) {
            return Err(error);
        }
        self.leave(start)?;
        self.restart(start)?;
        self.drop_soap_attributes();
        let element = AnyElement::read_here(self)?;
        self.lost(start..self.offset(), NoticeKind::KeptAsOther(error));
        Ok(element)
    }

    /// Notes what became of a part.
    fn lost(&self, range: Range<usize>, kind: NoticeKind) {
        let start = range.start;
        if let Some(forgiven) = &self.forgiven {
            forgiven.borrow_mut().lose(range);
        }
        self.notice_below(|_| kind, start, None);
    }
}

/// Whether the element at `start` has no text although its type has no empty value.
fn is_empty(error: &Error, start: usize) -> bool {
    let at = error.position().offset == start && error.step().is_none();
    matches!(error.kind(), ErrorKind::Value(value) if at && value.found().is_empty())
}
