//! Which derived types come into reach because an element may hold one by `xsi:type`.
//!
//! In: what the configuration says of derived types. Out: for a base and a type derived from it, whether that comes along.
//! Invariant: what is left out is known, so that it can be reported.
//!
//! ```toml
//! derived = "named"            # only types that something names, and those derived from abstract ones; by default "all"
//! [[prune]]
//! base = "t:ItemType"          # of the types derived from this one, only those that something names
//! ```

use std::collections::BTreeSet;

use super::Wanted;
use super::symbols::{DefinitionId, Kind, Symbols};
use super::unresolved::Names;
use crate::config::{DerivedTypes, Prune};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::qname::{Namespace, QName};
use crate::spelling;

/// What the configuration says of derived types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// Which of them come into reach.
    pub types: DerivedTypes,
    /// The bases whose derived types have to be named.
    pub prune: Vec<Prune>,
}

/// The same with the bases found.
#[derive(Debug, Default)]
pub(super) struct Rule {
    types: DerivedTypes,
    pruned: BTreeSet<DefinitionId>,
}

impl Rule {
    /// Finds the bases; one that is not defined is an error.
    pub(super) fn new(wanted: &Wanted, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut pruned = BTreeSet::new();
        for base in wanted.derived.prune.iter().filter_map(Prune::base) {
            match find(base, wanted, names) {
                Ok(id) => drop(pruned.insert(id)),
                Err(found) => diagnostics.push(found),
            }
        }
        Self { types: wanted.derived.types, pruned }
    }

    /// Whether derived types come along whatever their base.
    pub(super) fn keeps_all(&self) -> bool {
        self.types == DerivedTypes::All
    }

    /// The bases whose derived types have to be named.
    pub(super) fn pruned(&self) -> &BTreeSet<DefinitionId> {
        &self.pruned
    }
}

fn find(path: &str, wanted: &Wanted, names: &Names<'_>) -> Result<DefinitionId, Diagnostic> {
    let error = |reason: String| Diagnostic::error("prune", None, format!("`{path}` cannot be pruned: {reason}"));
    let (prefix, local) = path.split_once(':').map_or((None, path), |(prefix, local)| (Some(prefix), local));
    let namespace =
        match prefix {
            None => wanted.namespaces.get("").and_then(|uri| Namespace::new(uri)),
            Some(prefix) => Some(spelling::namespace(prefix, &wanted.namespaces, names.prefixes).ok_or_else(|| {
                error(format!("neither [namespaces] nor the contract declares the prefix `{prefix}`"))
            })?),
        };
    let name = QName::new(namespace, local);
    names.symbols.find(Kind::Type, &name).ok_or_else(|| {
        let near = nearest(local, names.symbols.names(Kind::Type).map(QName::local));
        let near = near.and_then(|near| names.symbols.names(Kind::Type).find(|known| known.local() == near));
        error("there is no such type".to_owned())
            .help(near.map(|near| format!("did you mean `{}`?", names.shown(near))))
    })
}

/// Types that could stand where an element is, and were left out because nothing names them.
pub(super) fn left_out(types: &BTreeSet<DefinitionId>, symbols: &Symbols<'_>, names: &Names<'_>) -> Option<Diagnostic> {
    const SHOWN: usize = 12;
    let shown = types.iter().filter_map(|id| symbols.get(*id).name()).map(|name| format!("`{}`", names.shown(name)));
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() {
        return None;
    }
    let list = shown.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let more = shown.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let noun = if shown.len() == 1 { "1 derived type is" } else { &format!("{} derived types are", shown.len()) };
    let message =
        format!("{noun} left out, as configured: an `xsi:type` that names one can no longer be read: {list}{more}");
    Some(Diagnostic::warning("left-out", None, message))
}
