//! Reading a lexical form from left to right.

use super::Read;

/// What is left of a text.
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.as_bytes().first().copied()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Passes over an ASCII character that [`peek`](Self::peek) has shown.
    pub(super) fn skip(&mut self) {
        self.advance(1);
    }

    /// Passes over an ASCII character if it comes next.
    #[inline]
    pub(super) fn accept(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.advance(1);
        }
        found
    }

    /// Passes over an ASCII character that has to come next.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8, otherwise: &'static str) -> Read<()> {
        if self.accept(byte) { Ok(()) } else { Err(otherwise) }
    }

    /// Two digits.
    #[inline]
    pub(super) fn pair(&mut self, otherwise: &'static str) -> Read<u8> {
        match self.rest.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ..] => {
                let pair = (tens - b'0') * 10 + (ones - b'0');
                self.advance(2);
                Ok(pair)
            }
            _ => Err(otherwise),
        }
    }

    /// As many digits as there are.
    #[inline]
    pub(super) fn digits(&mut self) -> &'a str {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = self.rest.get(..count).unwrap_or_default();
        self.advance(count);
        digits
    }

    fn advance(&mut self, bytes: usize) {
        // Only ASCII is passed over, so this is a character boundary.
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}
