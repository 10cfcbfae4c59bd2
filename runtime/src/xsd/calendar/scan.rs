//! Reading a lexical form from left to right.

use super::Read;

/// Where the digits are in `YYYY-MM-DDThh:mm:ss`.
const DIGITS: [usize; 14] = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18];

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

    /// The numbers of a day and of a time of it, if they come next and the year has four digits; else nothing is taken. All digits are looked at at once, so
    /// that there is one question for all of them.
    #[inline]
    pub(super) fn usual_date_time(&mut self) -> Option<([u16; 3], [u16; 3])> {
        let (head, rest) = self.rest.split_first_chunk::<19>()?;
        let digit = |at: usize| u16::from(head[at].wrapping_sub(b'0'));
        let are_digits = DIGITS.iter().fold(true, |all, at| all & (digit(*at) < 10));
        if !are_digits || [head[4], head[7], head[10], head[13], head[16]] != *b"--T::" {
            return None;
        }
        self.rest = rest;
        let pair = |at| digit(at) * 10 + digit(at + 1);
        Some(([pair(0) * 100 + pair(2), pair(5), pair(8)], [pair(11), pair(14), pair(17)]))
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
