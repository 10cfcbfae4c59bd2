//! What makes a step of the reader a special one. A step that is not asks for nothing but that.

/// See the module's documentation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Special(u8);

impl Special {
    const SELF_CLOSED: u8 = 1;
    const WATCHED: u8 = 2;

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

    /// Somebody watches from now on.
    #[inline(always)]
    pub(super) fn watch(&mut self) {
        self.0 |= Self::WATCHED;
    }

    /// Nobody does.
    #[inline(always)]
    pub(super) fn unwatch(&mut self) {
        self.0 &= !Self::WATCHED;
    }
}
