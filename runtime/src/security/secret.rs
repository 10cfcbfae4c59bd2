//! A password: it is neither printed nor left in memory.

use std::fmt;

use zeroize::Zeroizing;

/// A password. `Debug` shows that there is one, and nothing of it; the memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The password itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the two are the same. The time it takes depends on the lengths alone.
    pub(super) fn is(&self, other: &str) -> bool {
        equal(self.0.as_bytes(), other.as_bytes())
    }
}

/// Whether the two are the same, in a time that depends on the lengths alone.
pub(super) fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && std::hint::black_box(a.iter().zip(b).fold(0, |found, (a, b)| found | (a ^ b))) == 0
}

impl From<String> for Secret {
    fn from(password: String) -> Self {
        Self(Zeroizing::new(password))
    }
}

impl From<&str> for Secret {
    fn from(password: &str) -> Self {
        Self::from(password.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
