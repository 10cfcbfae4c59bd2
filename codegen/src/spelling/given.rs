//! The prefixes that the configuration gives.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claims, FIXED, RESERVED};
use crate::diagnostic::{Diagnostic, nearest};
use crate::naming::is_identifier;
use crate::qname::{Namespace, XSD};

/// The prefix given to each namespace. The empty one is no spelling: it asks for the default namespace.
pub(crate) fn given(namespaces: &BTreeMap<String, String>) -> BTreeMap<Namespace, &str> {
    let named = namespaces.iter().filter(|(prefix, uri)| !prefix.is_empty() && uri.as_str() != XSD);
    named.filter_map(|(prefix, uri)| Some((Namespace::new(uri)?, prefix.as_str()))).collect()
}

/// What is wrong with `[namespaces]`.
pub(crate) fn check(namespaces: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = namespaces.iter().filter_map(|(prefix, uri)| unusable(prefix, uri)).collect();
    let mut prefixes: BTreeMap<&str, &str> = BTreeMap::new();
    for (prefix, uri) in namespaces.iter().filter(|(prefix, uri)| !prefix.is_empty() && uri.as_str() != XSD) {
        if let Some(other) = prefixes.insert(uri, prefix) {
            let message =
                format!("the prefixes `{other}` and `{prefix}` are both given to the namespace {uri}, which has one");
            found.push(
                Diagnostic::error("namespaces", None, message).help("leave out one of them in [namespaces]".to_owned()),
            );
        }
    }
    found
}

/// Why a namespace cannot have this prefix.
fn unusable(prefix: &str, uri: &str) -> Option<Diagnostic> {
    let fixed = FIXED.iter().find(|(known, fixed)| *known == prefix || *fixed == uri);
    let is_alias = uri == XSD && !RESERVED.contains(&prefix);
    let reason = match fixed {
        _ if uri.is_empty() => "a prefix stands for a namespace, and this one is empty".to_owned(),
        _ if prefix.is_empty() => return None,
        Some((known, fixed)) if *known == prefix && *fixed == uri => return None,
        Some((known, fixed)) if *known == prefix => format!("this prefix is always that of {fixed}"),
        Some((known, _)) if !is_alias => format!("the prefix of this namespace is always `{known}`"),
        _ if prefix == "xmlns" => "XML itself needs this prefix".to_owned(),
        _ if RESERVED.contains(&prefix) => "generated code uses this word for something else".to_owned(),
        _ if !prefix.is_ascii() || !is_identifier(prefix) => {
            "a prefix is also an identifier in Rust: letters (a to z), digits and `_`, not a digit first, and no keyword".to_owned()
        }
        _ => return None,
    };
    let message =
        format!("`{prefix}` cannot be the prefix of {}: {reason}", if uri.is_empty() { "no namespace" } else { uri });
    Some(Diagnostic::error("namespaces", None, message).help("give it another prefix in [namespaces]".to_owned()))
}

impl Claims {
    /// Warns of namespaces in the configuration that no document knows.
    pub(crate) fn unknown(&self, namespaces: &BTreeMap<String, String>) -> Vec<Diagnostic> {
        let known: BTreeSet<&str> = self.targets.iter().chain(self.declared.keys()).map(Namespace::as_str).collect();
        let is_fixed = |uri: &str| FIXED.iter().any(|(_, fixed)| *fixed == uri);
        let unknown =
            namespaces.values().filter(|uri| !uri.is_empty() && !known.contains(uri.as_str()) && !is_fixed(uri));
        let unknown: BTreeSet<&String> = unknown.collect();
        let diagnostic = |uri: &String| {
            let near = nearest(uri, known.iter().copied()).map(|near| format!("did you mean {near}?"));
            let message = format!("no document mentions the namespace {uri} of [namespaces]");
            Diagnostic::warning("namespaces", None, message).help(near)
        };
        unknown.into_iter().map(diagnostic).collect()
    }
}
