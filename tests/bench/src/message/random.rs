//! A reproducible source of choices: SplitMix64, the same on every platform.

/// The state of the generator.
pub(super) struct Random(u64);

impl Random {
    /// A generator that depends on the seed only.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below the limit.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// Whether something with so many chances in a hundred happens.
    pub(super) fn percent(&mut self, chances: u64) -> bool {
        self.below(100) < chances
    }

    /// One of several.
    pub(super) fn one_of<T: Copy>(&mut self, several: &'static [T]) -> T {
        let limit = u64::try_from(several.len()).unwrap_or(1);
        let index = usize::try_from(self.below(limit)).unwrap_or(0);
        several[index]
    }

    /// So many characters of base 64 after a prefix, as the opaque identifiers of a server look.
    pub(super) fn token(&mut self, prefix: &str, length: usize) -> String {
        const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut token = String::with_capacity(prefix.len() + length + 1);
        token.push_str(prefix);
        token.extend((0..length).map(|_| char::from(self.one_of(ALPHABET))));
        token.push('=');
        token
    }
}
