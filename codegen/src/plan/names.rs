//! Patterns of names in a contract: `t:Im*`, `*:*Type`.
//!
//! In: a text, the prefixes of the configuration and what is in reach. Out: a pattern that means something, or what is wrong with it.

use crate::config::matches;
use crate::diagnostic::nearest;
use crate::ir::Contract;
use crate::path::{Finder, Unfound};
use crate::qname::QName;
use crate::spelling::NamePattern;

/// The names that patterns can mean.
pub(super) fn of_components(contract: &Contract) -> Vec<&QName> {
    contract.named_types.keys().chain(contract.global_elements.keys()).collect()
}

/// Reads a pattern, if it means any of these names. Without a prefix it is of the default namespace, as paths are.
pub(super) fn pattern(finder: &Finder<'_>, names: &[&QName], text: &str) -> Result<NamePattern, Unfound> {
    let (namespace, local) = match text.split_once(':') {
        Some(("*", local)) => (None, local),
        Some((prefix, local)) => (Some(finder.namespace(Some(prefix)).map_err(of_prefix)?), local),
        None => (Some(finder.namespace(None)?), text),
    };
    let pattern = NamePattern::new(namespace, local);
    match names.iter().any(|name| pattern.holds(name)) {
        true => Ok(pattern),
        false => Err(means_nothing(&pattern, finder, names)),
    }
}

fn means_nothing(pattern: &NamePattern, finder: &Finder<'_>, names: &[&QName]) -> Unfound {
    let candidates = || names.iter().filter(|name| pattern.is_in(name));
    let near = nearest(pattern.local(), candidates().map(|name| name.local()));
    let near = near.and_then(|near| candidates().find(|name| name.local() == near));
    let elsewhere = || names.iter().find(|name| matches(pattern.local(), name.local()));
    let help = near.or_else(elsewhere).map(|name| format!("did you mean `{}`?", finder.show(name)));
    Unfound { reason: "names no type and no global element in reach".to_owned(), help }
}

fn of_prefix(unfound: Unfound) -> Unfound {
    Unfound { reason: format!("has no meaning: {}", unfound.reason), ..unfound }
}
