//! What stands between parts (RFC 2046 5.1.1).

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::{Damage, MultipartError};

/// The text that delimiters between parts are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary(String);

impl Boundary {
    /// A boundary as the content type of a message gives it: 1 to 70 characters that RFC 2046 allows, the last of which is no space.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(text: impl Into<String>) -> Result<Self, MultipartError> {
        let text = text.into();
        if (1..=70).contains(&text.len()) && text.bytes().all(is_allowed) && !text.ends_with(' ') {
            return Ok(Self(text));
        }
        Err(MultipartError::new(Damage::Boundary(text), 0, 0))
    }

    /// A boundary for a message that is about to be written. It cannot be guessed, so that no attachment holds it, not even one that is
    /// made to: 128 bits from the keys that the standard library draws for its hash maps.
    #[must_use]
    pub fn fresh() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let random = || {
            let mut hasher = RandomState::new().build_hasher();
            hasher.write_u64(count);
            hasher.finish()
        };
        Self(format!("part-{:016x}{:016x}", random(), random()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `bchars` of RFC 2046.
fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_can_be_a_boundary() {
        for text in ["b", "==cGFydA/+=:?", "a b", &"x".repeat(70)] {
            assert!(Boundary::new(text).is_ok(), "{text}");
        }
        for text in ["", "a ", "a\r\nb", "ä", "a;b", &"x".repeat(71)] {
            assert!(Boundary::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn no_two_are_alike() {
        let (a, b) = (Boundary::fresh(), Boundary::fresh());
        assert_ne!(a, b);
        assert!(Boundary::new(a.as_str()).is_ok());
    }
}
