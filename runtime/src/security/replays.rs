//! What has been used once and must not be used again, for as long as it would be accepted.
//!
//! Invariant: no more than so many entries. When all are taken nothing new is accepted until some have expired: forgetting one would let it be used
//! again. Only what has passed every other check is remembered, so a stranger cannot fill it.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::error::SecurityError;

#[derive(Debug)]
pub(super) struct Replays {
    limit: usize,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    keys: HashSet<[u8; 32]>,
    expiring: BTreeSet<(i64, [u8; 32])>,
}

impl Replays {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, seen: Mutex::default() }
    }

    /// Remembers what these parts identify, until a time; false if it was known.
    pub(super) fn is_new(&self, parts: &[&[u8]], now: i64, until: i64) -> Result<bool, SecurityError> {
        let key = key(parts);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.forget(now);
        if seen.keys.contains(&key) {
            return Ok(false);
        }
        if seen.keys.len() >= self.limit {
            return Err(SecurityError::Full(self.limit));
        }
        seen.keys.insert(key);
        seen.expiring.insert((until, key));
        Ok(true)
    }
}

impl Seen {
    fn forget(&mut self, now: i64) {
        while let Some((until, key)) = self.expiring.first().copied().filter(|(until, _)| *until < now) {
            self.expiring.remove(&(until, key));
            self.keys.remove(&key);
        }
    }
}

/// Parts of any length, kept apart by their lengths, as 32 bytes.
fn key(parts: &[&[u8]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn once_and_again_after_it_expired() {
        let replays = Replays::new(2);
        assert!(replays.is_new(&[b"a", b"bc"], 0, 10).unwrap());
        assert!(!replays.is_new(&[b"a", b"bc"], 10, 20).unwrap());
        assert!(replays.is_new(&[b"ab", b"c"], 10, 20).unwrap());
        assert!(matches!(replays.is_new(&[b"d"], 10, 20), Err(SecurityError::Full(2))));
        assert!(replays.is_new(&[b"a", b"bc"], 11, 20).unwrap());
    }
}
