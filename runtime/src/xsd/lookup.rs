//! A hash table over the texts of an enumeration, made while the program is compiled.

use super::ValueError;
use super::facets::not_listed;

/// Finds the position of a text among those of an enumeration; [`enumeration!`](crate::enumeration) makes one.
///
/// Looking up takes one hash of at most 24 bytes and, nearly always, one comparison. The table takes four to eight bytes a
/// text.
#[doc(hidden)]
#[derive(Debug)]
pub struct Lookup<const SLOTS: usize> {
    texts: &'static [&'static str],
    /// Positions counted from 1; 0 is free.
    slots: [u16; SLOTS],
}

/// How many slots a table for so many texts has: a power of two, so that at most half are taken.
#[doc(hidden)]
#[must_use]
pub const fn slots(texts: usize) -> usize {
    (texts * 2).next_power_of_two()
}

impl<const SLOTS: usize> Lookup<SLOTS> {
    /// A table for these texts; of two that are the same, the first is found.
    #[must_use]
    pub const fn new(texts: &'static [&'static str]) -> Self {
        assert!(texts.len() < u16::MAX as usize && SLOTS > texts.len(), "an enumeration of more than 65,534 values");
        let mut slots = [0; SLOTS];
        let mut position = 0;
        while position < texts.len() {
            let mut slot = hash(texts[position].as_bytes()) % SLOTS;
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            position += 1;
            slots[slot] = position as u16;
        }
        Self { texts, slots }
    }

    /// The position of `text`.
    #[inline]
    #[must_use]
    pub fn position(&self, text: &str) -> Option<usize> {
        position(&self.slots, self.texts, text)
    }

    /// The objection to a text that is not listed.
    #[cold]
    #[must_use]
    pub fn not_listed(&self, text: &str) -> ValueError {
        not_listed(self.texts, text)
    }
}

/// Not generic, so that there is one of it for all enumerations.
fn position(slots: &[u16], texts: &[&str], text: &str) -> Option<usize> {
    let mut slot = hash(text.as_bytes()) % slots.len().max(1);
    loop {
        // A table has free slots, so this ends.
        let position = usize::from(*slots.get(slot)?).checked_sub(1)?;
        if *texts.get(position)? == text {
            return Some(position);
        }
        slot = (slot + 1) % slots.len();
    }
}

/// Mixes the length and the first, middle and last bytes; texts that agree in all of these end up beside each other.
const fn hash(bytes: &[u8]) -> usize {
    let length = bytes.len();
    let mut hash = length as u64;
    if length < 8 {
        let mut at = 0;
        while at < length {
            hash = hash << 8 | bytes[at] as u64;
            at += 1;
        }
        return fold(mix(hash));
    }
    hash = mix(hash ^ word(bytes, 0));
    hash = mix(hash ^ word(bytes, (length - 8) / 2));
    fold(mix(hash ^ word(bytes, length - 8)))
}

const fn word(bytes: &[u8], at: usize) -> u64 {
    match bytes.split_at(at).1.first_chunk() {
        Some(word) => u64::from_le_bytes(*word),
        None => 0,
    }
}

const fn mix(hash: u64) -> u64 {
    // An odd number whose bits look random: 2^64 divided by the golden ratio.
    let product = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}

const fn fold(hash: u64) -> usize {
    (hash ^ (hash >> 16)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const TEXTS: &[&str] =
        &["", "a", "b", "ab", "ba", "Inbox", "SentItems", "folder:FolderId", "folder:ParentFolderId", "a"];
    static TABLE: Lookup<{ slots(TEXTS.len()) }> = Lookup::new(TEXTS);

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
        static TABLE: Lookup<{ slots(3) }> = Lookup::new(ALIKE);
        assert_eq!(ALIKE.iter().map(|text| hash(text.as_bytes())).collect::<BTreeSet<_>>().len(), 1);
        for (position, text) in ALIKE.iter().enumerate() {
            assert_eq!(TABLE.position(text), Some(position));
        }
    }

    #[test]
    fn an_empty_table_has_nothing() {
        static TABLE: Lookup<{ slots(0) }> = Lookup::new(&[]);
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
