//! A hash table over the texts of an enumeration, made when the first one is looked up.
//!
//! In: the texts. Out: the position of one among them. Invariant: nothing is computed by the compiler, which takes longer over the tables of a large contract than
//! over the enumerations themselves.

use std::sync::OnceLock;

use super::ValueError;
use super::facets::not_listed;

/// Finds the position of a text among those of an enumeration; [`enumeration!`](crate::enumeration) has one for each.
///
/// Looking up takes one hash of at most 24 bytes and, nearly always, one comparison. The table takes four to eight bytes a
/// text.
#[doc(hidden)]
#[derive(Debug)]
pub struct Lookup {
    texts: &'static [&'static str],
    /// Positions counted from 1; 0 is free.
    slots: OnceLock<Box<[u16]>>,
}

/// How many slots a table for so many texts has: a power of two, so that at most half are taken.
fn slots(texts: usize) -> usize {
    (texts * 2).next_power_of_two()
}

impl Lookup {
    /// A table for these texts; of two that are the same, the first is found.
    #[must_use]
    pub const fn new(texts: &'static [&'static str]) -> Self {
        assert!(texts.len() < u16::MAX as usize, "an enumeration of more than 65,534 values");
        Self { texts, slots: OnceLock::new() }
    }

    /// The position of `text`.
    #[must_use]
    pub fn position(&self, text: &str) -> Option<usize> {
        let slots = self.slots.get_or_init(|| table(self.texts));
        let mut slot = hash(text.as_bytes()) % slots.len().max(1);
        loop {
            // A table has free slots, so this ends.
            let position = usize::from(*slots.get(slot)?).checked_sub(1)?;
            if *self.texts.get(position)? == text {
                return Some(position);
            }
            slot = (slot + 1) % slots.len();
        }
    }

    /// The objection to a text that is not listed.
    #[cold]
    #[must_use]
    pub fn not_listed(&self, text: &str) -> ValueError {
        not_listed(self.texts, text)
    }
}

#[cold]
fn table(texts: &[&str]) -> Box<[u16]> {
    let mut slots = vec![0; slots(texts.len())].into_boxed_slice();
    for (position, text) in (1..).zip(texts) {
        let mut slot = hash(text.as_bytes()) % slots.len();
        while slots[slot] != 0 {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = position;
    }
    slots
}

/// Mixes the length and the first, middle and last bytes; texts that agree in all of these end up beside each other.
fn hash(bytes: &[u8]) -> usize {
    let length = bytes.len();
    let mut hash = length as u64;
    if length < 8 {
        return fold(mix(bytes.iter().fold(hash, |hash, byte| hash << 8 | u64::from(*byte))));
    }
    hash = mix(hash ^ word(bytes, 0));
    hash = mix(hash ^ word(bytes, (length - 8) / 2));
    fold(mix(hash ^ word(bytes, length - 8)))
}

fn word(bytes: &[u8], at: usize) -> u64 {
    match bytes.split_at(at).1.first_chunk() {
        Some(word) => u64::from_le_bytes(*word),
        None => 0,
    }
}

fn mix(hash: u64) -> u64 {
    // An odd number whose bits look random: 2^64 divided by the golden ratio.
    let product = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}

fn fold(hash: u64) -> usize {
    (hash ^ (hash >> 16)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const TEXTS: &[&str] =
        &["", "a", "b", "ab", "ba", "Inbox", "SentItems", "folder:FolderId", "folder:ParentFolderId", "a"];
    static TABLE: Lookup = Lookup::new(TEXTS);

    #[test]
    fn every_text_is_found_and_nothing_else() {
        for (position, text) in TEXTS.iter().enumerate().take(TEXTS.len() - 1) {
            assert_eq!(TABLE.position(text), Some(position), "{text:?}");
        }
        assert_eq!(TABLE.position("a"), Some(1), "the first of two alike");
        for text in ["c", "inbox", "Inbox ", "folder:Folderid", "é", "\0"] {
            assert_eq!(TABLE.position(text), None, "{text:?}");
        }
    }

    #[test]
    fn texts_that_hash_alike_are_told_apart() {
        const ALIKE: &[&str] = &[
            "ErrorXX1YYYYYYYYmiddle..ZZZZZZZZ1end56789",
            "ErrorXX1YYYYYYYYmiddle..ZZZZZZZZ2end56789",
            "ErrorXX1YYYYYYYYmiddle..ZZZZZZZZ3end56789",
        ];
        static TABLE: Lookup = Lookup::new(ALIKE);
        assert_eq!(ALIKE.iter().map(|text| hash(text.as_bytes())).collect::<BTreeSet<_>>().len(), 1);
        for (position, text) in ALIKE.iter().enumerate() {
            assert_eq!(TABLE.position(text), Some(position));
        }
    }

    #[test]
    fn an_empty_table_has_nothing() {
        static TABLE: Lookup = Lookup::new(&[]);
        assert_eq!(TABLE.position(""), None);
        assert_eq!(TABLE.position("a"), None);
    }

    #[test]
    fn numbered_texts_spread() {
        let texts: Vec<String> = (0..600).map(|number| format!("ErrorNumber{number:03}Occurred")).collect();
        let hashes: BTreeSet<usize> = texts.iter().map(|text| hash(text.as_bytes()) % slots(600)).collect();
        // Chance alone leaves some 450 of 2,048 taken.
        assert!(hashes.len() > 400, "{}", hashes.len());
    }
}
