//! What makes a step of the reader a special one. Steps that are not ask for nothing but this, once.

/// What makes a step of the reader a special one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Special(pub(super) u8);

impl Special {
    pub(super) const SELF_CLOSED: u8 = 1;
    pub(super) const WATCHED: u8 = 2;
    /// Who watches has not been told of the start tag read last.
    pub(super) const UNTOLD: u8 = 4;

    /// At a start tag; inside of a step, nobody watches.
    #[inline(always)]
    pub(super) fn at_tag(is_self_closed: bool) -> Self {
        Self(u8::from(is_self_closed) * Self::SELF_CLOSED)
    }

    #[inline(always)]
    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether the start tag read last is its element's end.
    #[inline(always)]
    pub(super) fn is_self_closed(self) -> bool {
        self.0 & Self::SELF_CLOSED != 0
    }

    #[inline(always)]
    pub(super) fn is_watched(self) -> bool {
        self.0 & Self::WATCHED != 0
    }
}
