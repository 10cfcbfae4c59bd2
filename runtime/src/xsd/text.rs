//! A short text kept in place: the lexical forms of numbers and durations rarely need the heap.

use std::fmt;

/// The longest text kept in place, in bytes: as many as make a [`Text`] the size of a `String`.
const IN_PLACE: usize = 22;

/// An immutable text; up to 22 bytes are kept in place.
#[derive(Clone)]
pub(super) struct Text(Repr);

#[derive(Clone)]
enum Repr {
    InPlace { length: u8, bytes: [u8; IN_PLACE] },
    Heap(Box<str>),
}

impl Text {
    /// One digit zero: what placeholders say.
    pub(super) const ZERO: Self = {
        let mut bytes = [0; IN_PLACE];
        bytes[0] = b'0';
        Self(Repr::InPlace { length: 1, bytes })
    };

    #[inline]
    pub(super) fn new(text: &str) -> Self {
        let mut bytes = [0; IN_PLACE];
        match bytes.get_mut(..text.len()) {
            Some(place) => {
                place.copy_from_slice(text.as_bytes());
                // At most 22, so nothing is cut off.
                Self(Repr::InPlace { length: text.len() as u8, bytes })
            }
            None => Self(Repr::Heap(text.into())),
        }
    }

    #[inline]
    pub(super) fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Heap(text) => text,
            Repr::InPlace { length, bytes } => {
                let bytes = bytes.get(..usize::from(*length)).unwrap_or_default();
                // Always text: only `new` fills the place.
                std::str::from_utf8(bytes).unwrap_or_default()
            }
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl std::hash::Hash for Text {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_comes_back() {
        for length in 0..64 {
            let text = "é".repeat(length);
            assert_eq!(Text::new(&text).as_str(), text);
        }
        assert_eq!(Text::ZERO, Text::new("0"));
        assert_ne!(Text::ZERO, Text::new("00"));
    }

    #[test]
    fn short_texts_stay_off_the_heap() {
        assert_eq!(size_of::<Text>(), 24);
        assert!(matches!(Text::new("-9223372036854775808").0, Repr::InPlace { .. }));
        assert!(matches!(Text::new("12345678901234567890123").0, Repr::Heap(_)));
    }
}
