//! What is tried.

/// A row: its name for scripts, and what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// What scripts call it.
    pub name: &'static str,
    /// What it shows.
    pub shows: &'static str,
}

/// What everybody tries: documents are uploaded, and downloaded again with the same octets.
pub const ROWS: [Row; 5] = [
    Row { name: "one", shows: "a document of 5,000 octets" },
    Row { name: "several", shows: "three documents of up to 70,000 octets and a preview in one message" },
    Row { name: "delimiters", shows: "octets that look like delimiters" },
    Row { name: "text", shows: "10 octets and none, which stand in the text" },
    Row { name: "fault", shows: "a declared fault" },
];

/// What has to be refused, by the service and by our client.
pub const REFUSED: [Row; 4] = [
    Row { name: "missing part", shows: "an xop:Include that refers to no part" },
    Row { name: "part too large", shows: "3 MiB where 2 are the most" },
    Row { name: "too many parts", shows: "21 where 10 are the most" },
    Row { name: "truncated", shows: "the last 600 bytes are missing" },
];

/// The most that both sides take.
pub(super) const MOST_PARTS: usize = 10;
pub(super) const MOST_BYTES: u64 = 2 << 20;

/// From how many octets on a value is a part: fewer than [`delimiters`] has.
pub(super) const THRESHOLD: usize = 20;

/// Octets that every client makes alike.
pub(super) fn octets(length: usize, seed: usize) -> Vec<u8> {
    (0..length).map(|i| ((i * 31 + (i >> 8) * 7 + seed) & 255) as u8).collect()
}

/// Octets that look like delimiters.
pub(super) fn delimiters() -> Vec<u8> {
    b"before\n--BND\r\n--BNDX\r\n--\r\nafter\r\n".to_vec()
}
