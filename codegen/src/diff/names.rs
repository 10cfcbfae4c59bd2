//! Names that can be compared: each namespace shown by one prefix in both contracts, moved ones taken for what they became.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Contract;
use crate::qname::{Namespace, Prefixes, QName};

/// How names of both contracts are shown and compared.
pub(super) struct Names {
    prefixes: Prefixes,
    moved: BTreeMap<Namespace, Namespace>,
}

impl Names {
    pub(super) fn new(old: &Contract, new: &Contract) -> Self {
        let mut prefixes = new.prefixes().clone();
        prefixes.extend(old.prefixes());
        Self { prefixes, moved: moved(old, new) }
    }

    /// The namespaces that moved: from, to.
    pub(super) fn moved(&self) -> impl Iterator<Item = (&Namespace, &Namespace)> {
        self.moved.iter()
    }

    /// A namespace, or what it became.
    pub(super) fn namespace(&self, namespace: &Namespace) -> Namespace {
        self.moved.get(namespace).unwrap_or(namespace).clone()
    }

    /// A namespace's URI, or that of what it became.
    pub(super) fn uri(&self, uri: &str) -> String {
        Namespace::new(uri).map_or_else(String::new, |namespace| self.namespace(&namespace).to_string())
    }

    /// A name, or what it became with its namespace.
    pub(super) fn name(&self, name: &QName) -> QName {
        QName::new(name.namespace().map(|namespace| self.namespace(namespace)), name.local())
    }

    /// A name for people; the same text for the same name in both contracts.
    pub(super) fn show(&self, name: &QName) -> String {
        self.name(name).with_prefix(&self.prefixes)
    }
}

/// A namespace that is gone moved to the new one that defines most of its names, if that is half of them at least.
fn moved(old: &Contract, new: &Contract) -> BTreeMap<Namespace, Namespace> {
    let (before, after) = (defined(old), defined(new));
    let mut free: Vec<_> = after.iter().filter(|(namespace, _)| !before.contains_key(*namespace)).collect();
    let mut moved = BTreeMap::new();
    for (namespace, names) in before.iter().filter(|(namespace, _)| !after.contains_key(*namespace)) {
        let common = |other: &BTreeSet<String>| names.intersection(other).count();
        let best = (0..free.len()).max_by_key(|index| common(free[*index].1));
        if let Some(best) = best.filter(|best| common(free[*best].1) * 2 >= names.len() && common(free[*best].1) > 0) {
            let (to, _) = free.remove(best);
            moved.insert(namespace.clone(), to.clone());
        }
    }
    moved
}

/// The local names that each namespace defines.
fn defined(contract: &Contract) -> BTreeMap<Namespace, BTreeSet<String>> {
    let types = contract.named_types.keys().map(|name| (name, 't'));
    let elements = contract.global_elements.keys().map(|name| (name, 'e'));
    let mut defined: BTreeMap<Namespace, BTreeSet<String>> = BTreeMap::new();
    for (name, kind) in types.chain(elements) {
        if let Some(namespace) = name.namespace().filter(|_| !name.is_xsd()) {
            defined.entry(namespace.clone()).or_default().insert(format!("{kind}{}", name.local()));
        }
    }
    defined
}
