//! How lists grow: by as much as the rest of the document is likely to hold.
//!
//! In: a list that is full, and how far the document has been read. Out: the list with more room. Invariant: it grows by a part of itself, so that
//! adding items one by one takes time in proportion to their number.

use crate::xml::Reader;

/// A list that values are read into, one by one.
pub trait Growing: Default + std::ops::DerefMut<Target = [Self::Value]> {
    /// What it holds.
    type Value;

    /// An empty list with room for so many values.
    fn with_room(capacity: usize) -> Self;

    /// For how many values there is room.
    fn capacity(&self) -> usize;

    /// Makes room for so many more values, or for more than that.
    fn reserve(&mut self, additional: usize);

    /// Makes room for so many more values.
    fn reserve_exact(&mut self, additional: usize);

    /// Puts a value behind the others.
    fn push(&mut self, value: Self::Value);

    /// Takes the last value away.
    fn pop(&mut self);

    /// Gives back the room that has no values, where it is worth it: nothing more will come.
    fn settle(&mut self) {}
}

/// Lists of fewer items are short.
const FEW: usize = 16;

impl Reader<'_> {
    /// Makes room for more items in a list that has none.
    #[cold]
    pub(super) fn make_room<L: Growing>(&self, list: &mut L) {
        match list.len() {
            0 => *list = L::with_room(1),
            few if few < FEW => list.reserve_exact(expected_of_few(few, self.offset(), self.source().len())),
            many => list.reserve_exact(expected(many, self.offset(), self.source().len())),
        }
    }
}

/// How many items are likely to follow `found` ones, when `read` of `total` bytes have been read: as many in each byte as so far and a bit more, but
/// no fewer than an eighth and no more than three times as many, unless it takes but a little more for all of them: a last step that is short would copy a
/// long list for a few items.
fn expected(found: usize, read: usize, total: usize) -> usize {
    let rest = total.saturating_sub(read) as u128;
    let likely = found as u128 * rest / (read as u128).max(1) * 33 / 32 + 1;
    let likely = usize::try_from(likely).unwrap_or(usize::MAX).max(found / 8 + 1);
    if likely <= found.saturating_mul(4) { likely } else { found.saturating_mul(3) }
}

/// The same for a short list, which may end with the element that it is in long before the document does: a quarter at least, and no more than others grow.
fn expected_of_few(found: usize, read: usize, total: usize) -> usize {
    expected(found, read, total).clamp(found / 4 + 1, found.max(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_rest_is_likely_to_hold() {
        assert_eq!(expected(100, 10, 1000), 300);
        assert_eq!(expected(512, 500, 1000), 529);
        assert_eq!(expected(256, 256, 1030), 799);
        assert_eq!(expected(256, 256, 1280), 768);
        assert_eq!(expected(600, 750, 1000), 207);
        assert_eq!(expected(900, 990, 1000), 113);
        assert_eq!(expected_of_few(1, 10, 1000), 3);
        assert_eq!(expected_of_few(8, 800, 1000), 3);
        assert_eq!(expected_of_few(8, 990, 1000), 3);
        assert_eq!(expected_of_few(12, 200, 1000), 12);
        assert_eq!(expected(16, 0, 0), 3);
    }
}
