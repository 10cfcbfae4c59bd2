//! Where canonical text goes: into a string, or into a digest without being kept.

use sha2::Digest;

use super::bounds::Room;

/// Takes text in pieces.
pub(super) trait Sink {
    /// Takes the next piece.
    fn put(&mut self, text: &str);

    /// Whether nothing more is taken: canonicalization may end.
    fn is_full(&self) -> bool {
        false
    }
}

impl Sink for String {
    fn put(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// Takes text while there is room for it.
pub(super) struct Bounded<'r, S> {
    pub(super) sink: S,
    pub(super) room: &'r mut Room,
}

impl<S: Sink> Sink for Bounded<'_, S> {
    fn put(&mut self, text: &str) {
        if self.room.take(text.len()) {
            self.sink.put(text);
        }
    }

    fn is_full(&self) -> bool {
        self.room.is_full()
    }
}

/// Digests text. Canonical text comes in very small pieces, which are put together first.
pub(super) struct Digesting<D> {
    digest: D,
    pending: Vec<u8>,
}

/// How many bytes are put together.
const CHUNK: usize = 8 << 10;

impl<D: Digest> Digesting<D> {
    pub(super) fn new() -> Self {
        Self { digest: D::new(), pending: Vec::with_capacity(CHUNK) }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.digest.update(&self.pending);
        self.digest.finalize().to_vec()
    }
}

impl<D: Digest> Sink for Digesting<D> {
    fn put(&mut self, text: &str) {
        if self.pending.len() + text.len() > CHUNK {
            self.digest.update(&self.pending);
            self.pending.clear();
            if text.len() > CHUNK {
                return self.digest.update(text.as_bytes());
            }
        }
        self.pending.extend_from_slice(text.as_bytes());
    }
}
