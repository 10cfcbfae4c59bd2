//! Pseudo-random numbers that are the same in every run, and damage done to a text with them.

/// A linear congruential generator of 64 bits; the upper half of its state goes out.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator; one seed gives one sequence.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Bytes that mean something in XML, and some that no document may hold.
const TELLING: &[u8] = b"<>&;:/!?-[]=\"'# \r\n\t\0\x1A\x7FxA0_.\xC3\xA9\xEF\xBF";

/// `text` with one to four small mutations: bytes replaced, inserted, deleted, repeated or exchanged. What is no longer
/// UTF-8 has U+FFFD in its place.
#[must_use]
pub fn mutated(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        mutate(&mut bytes, random);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    if bytes.is_empty() {
        return;
    }
    let at = random.below(bytes.len());
    let end = (at + 1 + random.below(24)).min(bytes.len());
    let telling = TELLING[random.below(TELLING.len())];
    match random.below(6) {
        0 => bytes[at] = telling,
        1 => bytes.insert(at, telling),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let again = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, again);
        }
        4 => bytes.truncate(at),
        _ => bytes[at..end].reverse(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_sequence() {
        let sequence = |seed| {
            let mut random = Random::new(seed);
            (0..50).map(|_| mutated("<a b='c'>d</a>", &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(sequence(1), sequence(1));
        assert_ne!(sequence(1), sequence(2));
        assert!(sequence(1).iter().filter(|text| *text != "<a b='c'>d</a>").count() > 40);
    }
}
