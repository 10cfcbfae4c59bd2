//! How much of a stream is kept, and how much of it there may be.

/// Bounds of reading a stream. What is passed is an error of the kind [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded).
/// How deep elements may nest and how many attributes they may have is up to [`ReadOptions`](crate::ReadOptions).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Limits {
    pub(crate) part: usize,
    pub(crate) rest: usize,
    pub(crate) total: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { part: 16 << 20, rest: 16 << 20, total: u64::MAX }
    }
}

impl Limits {
    /// How long one item or one envelope may be, in bytes of UTF-8 (default 16 MiB). No more of a stream is kept at a time, but for what
    /// stands around the items.
    pub fn max_part_bytes(self, bytes: usize) -> Self {
        Self { part: bytes, ..self }
    }

    /// How long a message may be without its items, in bytes of UTF-8 (default 16 MiB).
    pub fn max_rest_bytes(self, bytes: usize) -> Self {
        Self { rest: bytes, ..self }
    }

    /// How long all of the stream may be, in bytes as it comes (no limit by default).
    pub fn max_total_bytes(self, bytes: u64) -> Self {
        Self { total: bytes, ..self }
    }
}
