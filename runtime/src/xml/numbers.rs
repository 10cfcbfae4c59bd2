//! Numbers of the bindings in scope that last from one document to the next: bindings without the last, its prefix and its namespace come in, a number goes out.
//!
//! Invariant: a number stands for one list of bindings only, as long as anybody may know it. What is kept is bounded, whatever documents declare.

use super::namespace::{Namespace, Ns, PrefixKey};

/// The most names that are kept, of namespaces that are no contract's and of long prefixes, and how long these may be.
const NAMES: usize = 64;
const LONGEST_NAME: usize = 256;
/// The most contracts whose documents are told apart.
const CONTRACTS: usize = 64;
/// At how many places lists of bindings are remembered, two at each; one that is forgotten gets another number when it comes again.
const PLACES: usize = 32;
/// From here on, a new document forgets them all: it has no room for so many declarations.
const MOST: u32 = 1 << 31;

/// See the module's documentation.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    newest: u32,
    /// With no declaration in scope; for each contract, as an [`Ns`] is of one.
    contracts: Vec<(&'static [Namespace], u32)>,
    /// Of two at one place, the latest first.
    lists: Vec<[Option<(List, u32)>; 2]>,
    names: Vec<Box<str>>,
}

/// Bindings without the last by their number, its prefix, and its namespace by numbers that last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct List {
    outer: u32,
    prefix: u64,
    ns: u32,
}

impl List {
    fn place(self) -> usize {
        let hash = self.prefix ^ u64::from(self.outer) << 32 ^ u64::from(self.ns);
        (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % PLACES
    }
}

impl Numbers {
    /// Whether there are so many that others may be like them before long.
    pub(super) fn are_used_up(&self) -> bool {
        self.newest >= MOST
    }

    /// A number that nothing has had before.
    pub(super) fn next(&mut self) -> u32 {
        self.newest = self.newest.wrapping_add(1);
        self.newest
    }

    /// What a document of a contract begins with.
    pub(super) fn begin(&mut self, contract: &'static [Namespace]) -> u32 {
        let is_it = |known: &&(&'static [Namespace], u32)| std::ptr::eq(known.0, contract);
        if let Some((_, number)) = self.contracts.iter().find(is_it) {
            return *number;
        }
        if self.contracts.len() >= CONTRACTS {
            self.contracts.clear();
        }
        let number = self.next();
        self.contracts.push((contract, number));
        number
    }

    /// That of the bindings `outer` and one more; `None` if it is not one to last.
    pub(super) fn of(&mut self, outer: u32, prefix: &str, (ns, uri): (Ns, &str)) -> Option<u32> {
        if prefix.len() > LONGEST_NAME || uri.len() > LONGEST_NAME {
            return None;
        }
        if self.names.len() + 2 > NAMES {
            self.names.clear();
            self.lists.clear();
        }
        let list = List { outer, prefix: self.number_of_prefix(prefix), ns: self.number_of(ns, uri) };
        Some(self.known(list).unwrap_or_else(|| self.add(list)))
    }

    fn known(&self, list: List) -> Option<u32> {
        let known = self.lists.get(list.place())?.iter().flatten().find(|(known, _)| *known == list)?;
        Some(known.1)
    }

    #[cold]
    fn add(&mut self, list: List) -> u32 {
        let number = self.next();
        self.lists.resize(PLACES, [None; 2]);
        if let Some(lists) = self.lists.get_mut(list.place()) {
            *lists = [Some((list, number)), lists[0]];
        }
        number
    }

    /// The number of a prefix: one that its key does not tell is that of its name, which no key is.
    fn number_of_prefix(&mut self, prefix: &str) -> u64 {
        let key = PrefixKey::of(prefix);
        if key.is_exact() { key.number() } else { u64::MAX - self.place(prefix) as u64 }
    }

    /// The number of a namespace: behind those that last anyway, others are counted.
    fn number_of(&mut self, ns: Ns, uri: &str) -> u32 {
        if ns.is_lasting() { ns.number() } else { Ns::OTHER + self.place(uri) as u32 }
    }

    /// Where a name is among those that are kept.
    fn place(&mut self, name: &str) -> usize {
        let known = self.names.iter().position(|known| **known == *name);
        known.unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    static CONTRACTS: [[Namespace; 1]; 2] =
        [[Namespace { prefix: "a", uri: "urn:a" }], [Namespace { prefix: "b", uri: "urn:b" }]];

    /// Declares prefixes in the scopes of two contracts, as many documents would, more of them than are remembered.
    #[test]
    fn a_number_stands_for_one_list_of_bindings() {
        let (mut numbers, mut random) = (Numbers::default(), 1_u32);
        let mut pick = |from: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % from
        };
        let (mut meaning, mut repeated) = (HashMap::new(), 0);
        for _ in 0..20_000 {
            let contract = pick(2) as usize;
            let mut number = numbers.begin(&CONTRACTS[contract]);
            let mut bindings = vec![contract.to_string()];
            for _ in 0..pick(4) {
                let (prefix, other) =
                    (["", "t", "seven77", "SOAP-ENV", "SOAP-ENC"][pick(5) as usize], pick(3 * NAMES as u32));
                let (ns, uri) = if pick(2) == 0 {
                    (Ns::contract(0), String::new())
                } else {
                    (Ns::of_place(Ns::OTHER as usize), format!("urn:{other}"))
                };
                number = numbers.of(number, prefix, (ns, &uri)).expect("a short one");
                bindings.push(format!("{prefix}={uri}"));
            }
            repeated += usize::from(meaning.contains_key(&number));
            assert_eq!(meaning.entry(number).or_insert_with(|| bindings.clone()), &bindings);
        }
        assert!(repeated > 5_000, "{repeated}");
    }

    #[test]
    fn what_is_very_long_has_no_number_that_lasts() {
        let mut numbers = Numbers::default();
        let contract = numbers.begin(&CONTRACTS[0]);
        let long = "u".repeat(LONGEST_NAME + 1);
        assert_eq!(numbers.of(contract, &long, (Ns::XSI, "")), None);
        assert_eq!(numbers.of(contract, "t", (Ns::of_place(Ns::OTHER as usize), &long)), None);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut numbers = Numbers::default();
        let contract = numbers.begin(&CONTRACTS[0]);
        for other in 0..10_000 {
            let uri = format!("urn:{other}");
            numbers.of(contract, "t", (Ns::of_place(Ns::OTHER as usize), &uri)).expect("a short one");
        }
        assert!(numbers.names.len() <= NAMES && numbers.lists.len() <= PLACES);
    }
}
