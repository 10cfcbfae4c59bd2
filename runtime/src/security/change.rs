//! A change to the text of a message: encrypted data goes, plain text comes.
//!
//! In: offsets in the text before. Out: offsets in the text after. Invariant: no offset within what went is taken for one of the text after.

use std::ops::Range;

/// What was replaced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// Where it began, and where what came begins.
    pub(super) start: usize,
    /// How many bytes went.
    pub(super) removed: usize,
    /// How many bytes came.
    pub(super) added: usize,
}

impl Change {
    /// Whether this went, all or in part. An element goes or stays as a whole.
    pub(super) fn removes(self, range: &Range<usize>) -> bool {
        (self.start..self.start + self.removed).contains(&range.start)
    }

    /// Where this is after the change. It did not go.
    pub(super) fn moved(self, range: &Range<usize>) -> Range<usize> {
        self.shifted(range.start)..self.shifted(range.end)
    }

    fn shifted(self, offset: usize) -> usize {
        if offset <= self.start { offset } else { offset + self.added - self.removed.min(offset + self.added) }
    }

    /// What came, in the text after the change.
    pub(super) fn plain(self) -> Range<usize> {
        self.start..self.start + self.added
    }
}
