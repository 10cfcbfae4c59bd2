//! Base64 to octets, in pieces of any size (Part 2, section 3.2.16): white space is passed over wherever it stands.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// How many characters are decoded at a time.
const AT_ONCE: usize = 64 << 10;

/// Characters that are not decoded yet, the last of which may be padding.
#[derive(Debug, Default)]
pub(crate) struct Base64 {
    characters: Vec<u8>,
    octets: Vec<u8>,
}

/// What is not Base64, or what is said of the octets.
pub(crate) enum Failure<E> {
    Characters,
    Sink(E),
}

impl Base64 {
    /// Takes text.
    pub(crate) fn push<E>(
        &mut self,
        mut text: &[u8],
        sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), Failure<E>> {
        while !text.is_empty() {
            let (now, later) = text.split_at(text.len().min(AT_ONCE));
            self.add(now);
            text = later;
            // One character at least waits for what follows: only at the end is padding.
            let whole = self.characters.len().saturating_sub(1) / 4 * 4;
            if self.characters.get(..whole).is_some_and(|now| memchr::memchr(b'=', now).is_some()) {
                return Err(Failure::Characters);
            }
            self.decode(whole, sink)?;
        }
        Ok(())
    }

    /// Says that no more text will come.
    pub(crate) fn end<E>(&mut self, sink: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), Failure<E>> {
        self.decode(self.characters.len(), sink)
    }

    fn add(&mut self, mut text: &[u8]) {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        while let Some(length) = text.iter().position(is_space) {
            let (run, rest) = text.split_at(length);
            self.characters.extend_from_slice(run);
            text = rest.get(1..).unwrap_or(&[]);
        }
        self.characters.extend_from_slice(text);
    }

    fn decode<E>(&mut self, length: usize, sink: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), Failure<E>> {
        let Some(now) = self.characters.get(..length).filter(|now| !now.is_empty()) else { return Ok(()) };
        self.octets.resize(length / 4 * 3 + 3, 0);
        let written = STANDARD.decode_slice(now, &mut self.octets).map_err(|_| Failure::Characters)?;
        self.characters.drain(..length);
        sink(self.octets.get(..written).unwrap_or(&[])).map_err(Failure::Sink)
    }
}
