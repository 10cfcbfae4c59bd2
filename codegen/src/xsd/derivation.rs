//! Ways to derive, and sets of them (XSD 1.0 part 1 §3.4.2: `block` and `final`).

use roxmltree::Node;
pub use soap_runtime::contract::Method as DerivationMethod;

use super::reader::Reader;
use crate::qname::tokens;

/// A set of ways to derive, as in `block` and `final` (XSD 1.0 part 1 §3.3.2, §3.4.2, §3.14.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DerivationSet {
    /// `extension`
    pub extension: bool,
    /// `restriction`
    pub restriction: bool,
    /// `substitution`
    pub substitution: bool,
    /// `list`
    pub list: bool,
    /// `union`
    pub union: bool,
}

impl DerivationSet {
    const ALL: Self = Self { extension: true, restriction: true, substitution: true, list: true, union: true };

    /// Whether the set has this way to derive a complex type.
    #[must_use]
    pub fn has(self, method: DerivationMethod) -> bool {
        match method {
            DerivationMethod::Extension => self.extension,
            DerivationMethod::Restriction => self.restriction,
        }
    }

    fn intersection(self, other: Self) -> Self {
        Self {
            extension: self.extension && other.extension,
            restriction: self.restriction && other.restriction,
            substitution: self.substitution && other.substitution,
            list: self.list && other.list,
            union: self.union && other.union,
        }
    }

    fn of(words: &[&str]) -> Self {
        let mut set = Self::default();
        for word in words {
            if let Some(member) = set.member(word) {
                *member = true;
            }
        }
        set
    }

    fn member(&mut self, word: &str) -> Option<&mut bool> {
        match word {
            "extension" => Some(&mut self.extension),
            "restriction" => Some(&mut self.restriction),
            "substitution" => Some(&mut self.substitution),
            "list" => Some(&mut self.list),
            "union" => Some(&mut self.union),
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// `block` or `final`: the listed ways as far as they are among the known ones; the default where it is absent.
    pub(super) fn derivation_set(
        &mut self,
        node: Node<'_, '_>,
        name: &str,
        known: &[&str],
        default: DerivationSet,
    ) -> DerivationSet {
        let limit = DerivationSet::of(known);
        let Some(text) = self.reading.text(node, name) else {
            return default.intersection(limit);
        };
        if text.value == "#all" {
            return DerivationSet::ALL.intersection(limit);
        }
        let words: Vec<&str> = tokens(&text.value).map(|(_, word)| word).collect();
        if words.iter().any(|word| !known.contains(word)) {
            let expected = format!("`#all` or a list of {}", known.join(", "));
            self.reading.illegal(&text, name, &expected);
        }
        DerivationSet::of(&words).intersection(limit)
    }
}
