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

/// What must not come again until a time, in seconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Once {
    key: [u8; 32],
    until: i64,
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

    /// Remembers all of these; or none, if one of them was known: the place of that one.
    pub(super) fn remember(&self, all: &[Once], now: i64) -> Result<Option<usize>, SecurityError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.forget(now);
        let is_among = |others: &[Once], key| others.iter().any(|other| other.key == key);
        let is_known =
            |(index, once): (usize, &Once)| seen.keys.contains(&once.key) || is_among(&all[..index], once.key);
        if let Some(known) = all.iter().enumerate().position(is_known) {
            return Ok(Some(known));
        }
        if seen.keys.len().saturating_add(all.len()) > self.limit {
            return Err(SecurityError::Full(self.limit));
        }
        for once in all {
            seen.keys.insert(once.key);
            seen.expiring.insert((once.until, once.key));
        }
        Ok(None)
    }
}

impl Once {
    /// What these parts identify, until a time.
    pub(super) fn new(parts: &[&[u8]], until: i64) -> Self {
        Self { key: key(parts), until }
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
        let remember = |parts: &[&[u8]], now, until| replays.remember(&[Once::new(parts, until)], now);
        assert_eq!(remember(&[b"a", b"bc"], 0, 10).unwrap(), None);
        assert_eq!(remember(&[b"a", b"bc"], 10, 20).unwrap(), Some(0));
        assert_eq!(remember(&[b"ab", b"c"], 10, 20).unwrap(), None);
        assert!(matches!(remember(&[b"d"], 10, 20), Err(SecurityError::Full(2))));
        assert_eq!(remember(&[b"a", b"bc"], 11, 20).unwrap(), None);
    }

    #[test]
    fn all_or_none() {
        let replays = Replays::new(3);
        let once = |part: &[u8]| Once::new(&[part], 10);
        assert_eq!(replays.remember(&[once(b"a"), once(b"b")], 0).unwrap(), None);
        assert_eq!(replays.remember(&[once(b"c"), once(b"b")], 0).unwrap(), Some(1));
        assert_eq!(replays.remember(&[once(b"c"), once(b"c")], 0).unwrap(), Some(1));
        assert!(matches!(replays.remember(&[once(b"c"), once(b"d")], 0), Err(SecurityError::Full(3))));
        assert_eq!(replays.remember(&[once(b"c")], 0).unwrap(), None);
    }
}
