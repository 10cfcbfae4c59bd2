//! Reading a lexical form from left to right.

use super::Read;

/// What is left of a text.
pub(super) struct Scan<'a> {
    rest: &'a [u8],
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes() }
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Passes over the byte that [`peek`](Self::peek) has shown.
    #[inline]
    pub(super) fn skip(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    /// Passes over a byte if it comes next.
    #[inline]
    pub(super) fn accept(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Passes over a byte that has to come next.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8, otherwise: &'static str) -> Read<()> {
        if self.accept(byte) { Ok(()) } else { Err(otherwise) }
    }

    /// Two digits.
    #[inline]
    pub(super) fn pair(&mut self, otherwise: &'static str) -> Read<u8> {
        match self.rest {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
                self.rest = rest;
                Ok((tens - b'0') * 10 + (ones - b'0'))
            }
            _ => Err(otherwise),
        }
    }

    /// As many digits as there are.
    #[inline]
    pub(super) fn digits(&mut self) -> &'a [u8] {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        digits
    }
}

/// The number that digits make, if it fits.
#[inline]
pub(super) fn number(digits: &[u8]) -> Option<u64> {
    digits
        .iter()
        .try_fold(0u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0'))))
}
