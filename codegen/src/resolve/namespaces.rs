//! Namespaces and the prefixes that documents use for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::NamespaceUse;
use crate::qname::{Namespace, Prefixes, QName, XSD};
use crate::xsd::Schema;

/// How many schemas declare each prefix of each namespace.
pub(super) type Declared = BTreeMap<Namespace, BTreeMap<String, usize>>;

pub(super) fn declared(schemas: &[Schema]) -> Declared {
    let mut declared = Declared::new();
    for (prefix, namespace) in schemas.iter().flat_map(|schema| &schema.prefixes) {
        *declared.entry(namespace.clone()).or_default().entry(prefix.clone()).or_default() += 1;
    }
    declared
}

/// The prefix that people know best: the most frequent one, the first by name of equals. `tns` says nothing.
fn best(prefixes: &BTreeMap<String, usize>) -> Option<&str> {
    let mut best: Option<(&str, usize)> = None;
    for (prefix, count) in prefixes.iter().filter(|(prefix, _)| *prefix != "tns") {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((prefix, *count));
        }
    }
    best.map(|(prefix, _)| prefix)
}

/// Prefixes for messages to people, `tns` included where there is no better one.
pub(super) fn prefixes(declared: &Declared) -> Prefixes {
    let mut prefixes = Prefixes::default();
    for (namespace, counts) in declared {
        let prefix = best(counts).or_else(|| counts.keys().next().map(String::as_str));
        if let (Some(prefix), false) = (prefix, namespace.as_str() == XSD) {
            prefixes.insert(namespace.clone(), prefix);
        }
    }
    prefixes
}

/// The namespaces of these names, in order; XML Schema's own excepted.
pub(super) fn used<'a>(names: impl Iterator<Item = &'a QName>, declared: &Declared) -> Vec<NamespaceUse> {
    let namespaces: BTreeSet<_> = names.filter(|name| !name.is_xsd()).map(QName::namespace).collect();
    let used = namespaces.into_iter().map(|namespace| {
        let counts = namespace.and_then(|namespace| declared.get(namespace)).cloned().unwrap_or_default();
        NamespaceUse { namespace: namespace.cloned(), prefix: best(&counts).map(str::to_owned), declared: counts }
    });
    used.collect()
}
