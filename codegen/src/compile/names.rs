//! The names that one version of a contract leaves to the next.
//!
//! In: the plan of a version, and the contract of the next one. Out: the [`Scheme`] that the next one is planned by: a namespace has the
//! same prefix and the same module in all versions.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::ir::Contract;
use crate::plan::{Plan, Scheme};
use crate::qname::Namespace;

/// Leaves the prefixes to all versions, unless each suggests a default namespace or the configuration gives one.
pub(super) fn agree_on_default<'c>(contracts: impl Iterator<Item = &'c mut Contract>, config: &Config) {
    let contracts: Vec<_> = contracts.collect();
    let agree =
        config.namespaces.contains_key("") || contracts.iter().all(|contract| contract.default_namespace.is_some());
    contracts.into_iter().filter(|_| !agree).for_each(|contract| contract.default_namespace = None);
}

/// The prefixes that namespaces keep.
pub(super) fn kept(scheme: &Scheme) -> Vec<(Namespace, String)> {
    let namespaces = scheme.namespaces.iter();
    namespaces.filter_map(|known| Some((Namespace::new(&known.uri)?, known.prefix.clone()))).collect()
}

/// The names as they are settled once a version has been planned.
pub(super) fn after(scheme: Scheme, plan: &Plan) -> Scheme {
    let modules = plan.modules.iter().filter_map(|module| Some((module.name.clone(), module.uri.clone()?))).collect();
    Scheme { namespaces: plan.namespaces.clone(), modules, reserved: scheme.reserved }
}

/// The names for the next version: where a namespace took the place of another one, it takes its names as well.
///
/// ```text
/// urn:example:store:v1           and urn:example:store:v2           // v1 has the one, v2 the other
/// http://example.com/2013/types  and http://example.com/2016/types
/// ```
///
/// It does so if each is in one of the versions only, their names differ in digits only, and there is no other such pair.
pub(super) fn following(mut scheme: Scheme, contract: &Contract) -> Scheme {
    let uris: BTreeSet<String> =
        contract.namespaces().iter().filter_map(|used| used.namespace.as_ref().map(ToString::to_string)).collect();
    let known: BTreeSet<String> = scheme.modules.iter().map(|(_, uri)| uri.clone()).collect();
    for gone in known.difference(&uris) {
        let alike = |uri: &&String| without_digits(uri) == without_digits(gone);
        let mut come = uris.difference(&known).filter(alike);
        let is_only = known.difference(&uris).filter(alike).count() == 1;
        if let (Some(come), None, true) = (come.next(), come.next(), is_only) {
            let namespaces = scheme.namespaces.iter_mut().map(|namespace| &mut namespace.uri);
            let modules = scheme.modules.iter_mut().map(|(_, uri)| uri);
            namespaces.chain(modules).filter(|uri| *uri == gone).for_each(|uri| uri.clone_from(come));
        }
    }
    scheme
}

/// A name with one mark for each run of digits.
fn without_digits(uri: &str) -> String {
    let parts = uri.split(|c: char| c.is_ascii_digit()).enumerate();
    parts.filter(|(index, part)| *index == 0 || !part.is_empty()).map(|(_, part)| part).collect::<Vec<_>>().join("#")
}
