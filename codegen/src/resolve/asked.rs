//! The global elements and types that the user asks for by name.
//!
//! In: names and patterns, with a prefix or for any namespace. Out: definitions. Invariant: one that matches nothing is an error with the
//! nearest name.
//!
//! ```toml
//! roots = ["Invoice", "cac:*Party"]
//! ```

use super::Wanted;
use super::symbols::{DefinitionId, Kind};
use super::unresolved::Names;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::qname::QName;
use crate::spelling::{NamePattern, namespace};

/// The kinds of component that can be asked for.
const KINDS: [Kind; 2] = [Kind::Element, Kind::Type];

/// The definitions that the configuration calls roots.
pub(super) fn roots(wanted: &Wanted, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<DefinitionId> {
    let mut all = Vec::new();
    for root in &wanted.roots {
        match found(root, wanted, names) {
            Ok(ids) => all.extend(ids),
            Err(unknown) => diagnostics.push(unknown),
        }
    }
    all
}

fn found(root: &str, wanted: &Wanted, names: &Names<'_>) -> Result<Vec<DefinitionId>, Diagnostic> {
    let error = |reason: String| Diagnostic::error("unknown-root", None, format!("the root `{root}`: {reason}"));
    let pattern = NamePattern::read(root, |prefix| namespace(prefix, &wanted.namespaces, names.prefixes));
    let pattern = pattern
        .map_err(|prefix| error(format!("neither [namespaces] nor the contract declares the prefix `{prefix}`")))?;
    let meant = |name: &&QName| pattern.holds(name);
    let ids: Vec<DefinitionId> = KINDS
        .into_iter()
        .flat_map(|kind| names.symbols.names(kind).filter(meant).filter_map(move |name| names.symbols.find(kind, name)))
        .collect();
    if ids.is_empty() {
        let help = near(&pattern, names).map(|name| format!("did you mean `{}`?", names.shown(name)));
        return Err(error("there is no such global element and no such type".to_owned()).help(help));
    }
    Ok(ids)
}

/// The name that is nearest: of the namespace, else of any.
fn near<'n>(pattern: &NamePattern, names: &'n Names<'_>) -> Option<&'n QName> {
    let known = || KINDS.into_iter().flat_map(|kind| names.symbols.names(kind));
    let best = |candidates: Vec<&'n QName>| {
        let best = nearest(pattern.local(), candidates.iter().map(|name| name.local()))?;
        candidates.into_iter().find(|name| name.local() == best)
    };
    best(known().filter(|name| pattern.is_in(name)).collect()).or_else(|| best(known().collect()))
}
