//! How much of a message of several parts is taken.

/// Limits of one message; what passes one is an error that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub(super) parts: usize,
    pub(super) part_bytes: u64,
    pub(super) total_bytes: u64,
    pub(super) header_bytes: usize,
}

impl Default for Limits {
    /// 1,000 parts of up to 256 MiB, 256 MiB in all, and 16 KiB of headers for each.
    fn default() -> Self {
        Self { parts: 1_000, part_bytes: 256 << 20, total_bytes: 256 << 20, header_bytes: 16 << 10 }
    }
}

impl Limits {
    /// How many parts there may be, the one with the message among them.
    #[must_use]
    pub fn parts(self, parts: usize) -> Self {
        Self { parts, ..self }
    }

    /// How many octets one part may have, once its transfer encoding is undone.
    #[must_use]
    pub fn part_bytes(self, part_bytes: u64) -> Self {
        Self { part_bytes, ..self }
    }

    /// How many bytes the whole body may have, delimiters and headers among them.
    #[must_use]
    pub fn total_bytes(self, total_bytes: u64) -> Self {
        Self { total_bytes, ..self }
    }

    /// How many bytes the headers of one part may have.
    #[must_use]
    pub fn header_bytes(self, header_bytes: usize) -> Self {
        Self { header_bytes, ..self }
    }
}
