//! Names of attributes that were read: the text at an attribute comes in, the length of its name goes out, if it is known.
//!
//! Invariant: a known name is one without a prefix, so that it means the same wherever it stands.

use super::scan::{WINDOW, begin_alike};

/// Names of attributes that were read; of two at one place, the latest first.
#[derive(Debug, Default)]
pub(super) struct AttributeNames(Vec<[KnownName; 2]>);

/// The name of an attribute without a prefix: ` Name=`, and how long that is.
type KnownName = ([u8; WINDOW], u8);

const PLACES: usize = 32;

impl AttributeNames {
    #[inline(always)]
    fn place(text: &[u8; WINDOW]) -> usize {
        let [_, first, second, third, ..] = *text;
        usize::from(first ^ second.rotate_left(3) ^ third.rotate_left(2)) % PLACES
    }

    /// How long the name at the beginning of `text` is, with the space before and the `=` behind it, if it is known.
    #[inline(always)]
    pub(super) fn find(&self, text: &[u8; WINDOW]) -> Option<usize> {
        let is_it = |(known, length): &&KnownName| *length > 0 && begin_alike(known, text, usize::from(*length));
        let known = self.0.get(Self::place(text))?.iter().find(is_it)?;
        Some(usize::from(known.1))
    }

    /// Remembers the name at the beginning of `text`.
    pub(super) fn learn(&mut self, text: &[u8; WINDOW], length: usize) {
        let is_name = length <= WINDOW && text[0] == b' ' && text.get(length - 1) == Some(&b'=');
        if !is_name {
            return;
        }
        if self.0.is_empty() {
            self.0 = vec![[([0; WINDOW], 0); 2]; PLACES];
        }
        if let Some(known) = self.0.get_mut(Self::place(text)) {
            *known = [(*text, length as u8), known[0]];
        }
    }
}
