//! The namespaces that a contract has components of.

use std::collections::BTreeSet;

use crate::ir::{Contract, NamespaceUse};
use crate::qname::{Namespace, Prefixes};
use crate::spelling::Claims;

/// The namespaces of all named types and global elements, in order; XML Schema's own excepted.
pub(super) fn used(contract: &Contract, claims: &Claims, prefixes: &Prefixes) -> Vec<NamespaceUse> {
    let names = contract.named_types.keys().chain(contract.global_elements.keys());
    let namespaces: BTreeSet<Option<&Namespace>> =
        names.filter(|name| !name.is_xsd()).map(|name| name.namespace()).collect();
    let used = namespaces.into_iter().map(|namespace| NamespaceUse {
        namespace: namespace.cloned(),
        prefix: namespace.and_then(|namespace| prefixes.get(namespace)).map(str::to_owned),
        declared: namespace.map(|namespace| claims.of(namespace)).unwrap_or_default(),
    });
    used.collect()
}
