//! One thing in both contracts.

/// The old and the new form of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair<T> {
    pub(super) old: T,
    pub(super) new: T,
}

impl<T> Pair<T> {
    /// The same of both.
    pub(super) fn map<U>(self, of: impl Fn(T) -> U) -> Pair<U> {
        Pair { old: of(self.old), new: of(self.new) }
    }
}

impl<T: PartialEq> Pair<T> {
    /// Whether they differ.
    pub(super) fn differs(&self) -> bool {
        self.old != self.new
    }
}
