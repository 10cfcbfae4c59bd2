//! The composer: parts go in, the body comes out as a sequence of chunks.
//!
//! The octets of a part are handed on as they are: nothing is put together, so that a transport that sends chunks never holds a message
//! twice. The invariant: what was handed out and what is still to be is the body without its last delimiter.

use std::collections::VecDeque;

use ::bytes::{BufMut as _, Bytes, BytesMut};

use super::boundary::Boundary;
use super::error::{Damage, MultipartError};

/// Puts a body together. See the [module](crate::mime).
#[derive(Debug)]
pub struct Composer {
    boundary: Boundary,
    chunks: VecDeque<Bytes>,
    parts: usize,
    length: u64,
}

/// A body as a sequence of chunks.
#[derive(Debug, Clone, Default)]
pub struct Chunks {
    chunks: VecDeque<Bytes>,
    length: u64,
}

impl Composer {
    /// For a body whose parts this boundary delimits.
    #[must_use]
    pub fn new(boundary: Boundary) -> Self {
        Self { boundary, chunks: VecDeque::new(), parts: 0, length: 0 }
    }

    /// Adds a part.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn part<'h>(
        &mut self,
        headers: impl IntoIterator<Item = (&'h str, &'h str)>,
        octets: Bytes,
    ) -> Result<(), MultipartError> {
        self.begin(headers)?;
        self.data(octets);
        Ok(())
    }

    /// Begins a part whose octets follow by [`data`](Self::data).
    ///
    /// # Errors
    /// When a name or value cannot be a header's.
    pub fn begin<'h>(&mut self, headers: impl IntoIterator<Item = (&'h str, &'h str)>) -> Result<(), MultipartError> {
        let mut text = BytesMut::with_capacity(256);
        text.put_slice(if self.parts == 0 { b"--" } else { b"\r\n--" });
        text.put_slice(self.boundary.as_str().as_bytes());
        text.put_slice(b"\r\n");
        self.parts += 1;
        for (name, value) in headers {
            let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':');
            if !is_name || value.chars().any(char::is_control) {
                let damage = Damage::UnwritableHeader(format!("{name}: {value}"));
                return Err(MultipartError::new(damage, self.parts, self.length));
            }
            for piece in [name, ": ", value, "\r\n"] {
                text.put_slice(piece.as_bytes());
            }
        }
        text.put_slice(b"\r\n");
        self.data(text.freeze());
        Ok(())
    }

    /// Adds octets to the part begun last. They must not hold the boundary on a line of its own, which a [fresh](Boundary::fresh) one
    /// sees to.
    pub fn data(&mut self, octets: Bytes) {
        self.length += octets.len() as u64;
        if !octets.is_empty() {
            self.chunks.push_back(octets);
        }
    }

    /// Takes what is there so far, to send it before the rest is known.
    pub fn take(&mut self) -> Chunks {
        let chunks = std::mem::take(&mut self.chunks);
        let length = chunks.iter().map(|chunk| chunk.len() as u64).sum();
        Chunks { chunks, length }
    }

    /// Ends the body; what was not [taken](Self::take) of it.
    #[must_use]
    pub fn finish(mut self) -> Chunks {
        let end = format!("{}--{}--\r\n", if self.parts == 0 { "" } else { "\r\n" }, self.boundary.as_str());
        self.data(end.into());
        self.take()
    }
}

impl Chunks {
    /// How many bytes there are in all.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// All of it in one piece: a copy, unless it is one chunk.
    #[must_use]
    pub fn into_bytes(mut self) -> Bytes {
        if self.chunks.len() < 2 {
            return self.chunks.pop_front().unwrap_or_default();
        }
        let mut whole = BytesMut::with_capacity(usize::try_from(self.length).unwrap_or_default());
        for chunk in self.chunks {
            whole.extend_from_slice(&chunk);
        }
        whole.freeze()
    }
}

impl Iterator for Chunks {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let chunk = self.chunks.pop_front()?;
        self.length -= chunk.len() as u64;
        Some(chunk)
    }
}
