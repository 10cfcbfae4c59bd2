//! Simple mutations without coverage: seeds and words come in, an input near one of the seeds goes out. The same numbers give the same inputs.
//!
//! Besides bytes, they move what markup is made of: values between quotes, and elements.

use std::ops::Range;

use crate::seeds::Corpus;

/// A row of numbers that look random (splitmix64).
pub struct Random(u64);

impl Random {
    /// The row of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 if that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let number = usize::try_from(self.number() >> 33).unwrap_or(0);
        number.checked_rem(bound).unwrap_or(0)
    }

    /// A byte.
    pub fn byte(&mut self) -> u8 {
        self.number().to_le_bytes()[7]
    }

    fn pick<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }
}

/// The longest input.
const LONGEST: usize = 64 << 10;

/// An input: a seed with one to sixteen mutations.
#[must_use]
pub fn input(corpus: &Corpus, random: &mut Random) -> Vec<u8> {
    let seed = |random: &mut Random| random.pick(&corpus.seeds).map(|(_, text)| text.clone()).unwrap_or_default();
    let mut data = seed(random);
    let other = seed(random);
    let rounds = 1 << random.below(5);
    for _ in 0..rounds {
        let word = random.pick(&corpus.words).cloned().unwrap_or_default();
        match random.below(4) {
            0 => bytes(&mut data, &other, &word, random),
            1 => values(&mut data, &other, &word, random),
            2 => elements(&mut data, &other, random),
            _ => words(&mut data, &word, random),
        }
        data.truncate(LONGEST);
    }
    data
}

/// Bits, bytes and stretches of bytes.
fn bytes(data: &mut Vec<u8>, other: &[u8], word: &[u8], random: &mut Random) {
    let at = random.below(data.len());
    match random.below(6) {
        0 => data.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        1 => data.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.byte()),
        2 => insert(data, at, word),
        3 => drop(data.drain(stretch(data.len(), random))),
        4 => {
            let copy = data[stretch(data.len(), random)].to_vec();
            insert(data, at, &copy);
        }
        _ => {
            data.truncate(at);
            data.extend_from_slice(&other[random.below(other.len())..]);
        }
    }
}

/// What stands between quotes: another value, a word, or nothing.
fn values(data: &mut Vec<u8>, other: &[u8], word: &[u8], random: &mut Random) {
    let own = between_quotes(data);
    let Some(place) = random.pick(&own).cloned() else { return };
    let source = if random.below(2) == 0 { other.to_vec() } else { data.clone() };
    let new = match random.below(4) {
        0 => word.to_vec(),
        1 => NUMBERS[random.below(NUMBERS.len())].as_bytes().to_vec(),
        _ => random.pick(&between_quotes(&source)).map(|range| source[range.clone()].to_vec()).unwrap_or_default(),
    };
    data.splice(place, new);
}

const NUMBERS: [&str; 9] = ["", "0", "1", "2", "-1", "unbounded", "18446744073709551616", "1e9", "true"];

/// Whole elements: one less, one more, one from elsewhere.
fn elements(data: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let own = starts(data);
    let Some(at) = random.pick(&own).copied() else { return };
    match random.below(3) {
        0 => drop(data.drain(element(data, at))),
        1 => {
            let from = random.pick(&own).copied().unwrap_or(at);
            let copy = data[element(data, from)].to_vec();
            insert(data, at, &copy);
        }
        _ => {
            let Some(from) = random.pick(&starts(other)).copied() else { return };
            insert(data, at, &other[element(other, from)]);
        }
    }
}

/// A word in the place of another.
fn words(data: &mut Vec<u8>, word: &[u8], random: &mut Random) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric();
    let at = random.below(data.len());
    let Some(start) = data[at..].iter().position(is_part).map(|start| at + start) else { return };
    let end = data[start..].iter().position(|byte| !is_part(byte)).map_or(data.len(), |length| start + length);
    data.splice(start..end, word.iter().copied());
}

fn insert(data: &mut Vec<u8>, at: usize, new: &[u8]) {
    if data.len() + new.len() <= LONGEST {
        data.splice(at..at, new.iter().copied());
    }
}

fn stretch(length: usize, random: &mut Random) -> Range<usize> {
    let start = random.below(length);
    let most = (length - start).min(64);
    start..start + random.below(most + 1)
}

/// The stretches between one quote and the next on the same line.
fn between_quotes(data: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, byte) in data.iter().enumerate() {
        match (byte, open) {
            (b'"', None) => open = Some(at + 1),
            (b'"', Some(start)) => {
                found.push(start..at);
                open = None;
            }
            (b'\n', _) => open = None,
            _ => {}
        }
    }
    found
}

/// Where start tags begin.
fn starts(data: &[u8]) -> Vec<usize> {
    let is_start = |pair: &[u8]| pair[0] == b'<' && pair[1].is_ascii_alphabetic();
    data.windows(2).enumerate().filter(|(_, pair)| is_start(pair)).map(|(at, _)| at).collect()
}

/// The element that begins at a place: its tag, and what there is to the first end tag of that name.
fn element(data: &[u8], start: usize) -> Range<usize> {
    let rest = &data[start..];
    let Some(tag) = rest.iter().position(|byte| *byte == b'>') else { return start..data.len() };
    if rest[..tag].ends_with(b"/") {
        return start..start + tag + 1;
    }
    let name: Vec<u8> = rest[1..].iter().copied().take_while(|byte| !b" \t\r\n/>".contains(byte)).collect();
    let end = [b"</".as_slice(), &name, b">"].concat();
    let found = rest.windows(end.len()).position(|window| window == end.as_slice());
    found.map_or(start..start + tag + 1, |at| start..start + at + end.len())
}
