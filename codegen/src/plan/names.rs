//! Patterns of names, by which a configuration means several types and global elements at once: `t:Im*`, `*:*Type`.
//!
//! In: a text, the prefixes of the configuration and what is in reach. Out: a pattern that means something, or what is wrong with it.

use crate::config::matches;
use crate::diagnostic::nearest;
use crate::ir::Contract;
use crate::path::{Finder, Unfound};
use crate::qname::QName;

/// The names that patterns can mean.
pub(super) fn of_components(contract: &Contract) -> Vec<&QName> {
    contract.named_types.keys().chain(contract.global_elements.keys()).collect()
}

/// A namespace, `None` for any, and a pattern of local names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamePattern {
    uri: Option<String>,
    local: String,
}

impl NamePattern {
    /// Reads a pattern, if it means any of these names.
    pub(super) fn new(finder: &Finder<'_>, names: &[&QName], text: &str) -> Result<Self, Unfound> {
        let (uri, local) = match text.split_once(':') {
            Some(("*", local)) => (None, local),
            Some((prefix, local)) => (Some(finder.namespace(Some(prefix)).map_err(of_prefix)?), local),
            None => (Some(finder.namespace(None)?), text),
        };
        let uri = uri.map(|namespace| namespace.map_or(String::new(), |namespace| namespace.as_str().to_owned()));
        let pattern = Self { uri, local: local.to_owned() };
        match names.iter().any(|name| pattern.holds(name)) {
            true => Ok(pattern),
            false => Err(pattern.means_nothing(finder, names)),
        }
    }

    /// Whether a name is meant.
    pub(super) fn holds(&self, name: &QName) -> bool {
        self.is_in(name) && matches(&self.local, name.local())
    }

    fn is_in(&self, name: &QName) -> bool {
        self.uri.as_ref().is_none_or(|uri| uri == name.namespace_str())
    }

    fn means_nothing(&self, finder: &Finder<'_>, names: &[&QName]) -> Unfound {
        let candidates = || names.iter().filter(|name| self.is_in(name));
        let near = nearest(&self.local, candidates().map(|name| name.local()));
        let near = near.and_then(|near| candidates().find(|name| name.local() == near));
        let elsewhere = || names.iter().find(|name| matches(&self.local, name.local()));
        let help = near.or_else(elsewhere).map(|name| format!("did you mean `{}`?", finder.show(name)));
        Unfound { reason: "names no type and no global element in reach".to_owned(), help }
    }
}

fn of_prefix(unfound: Unfound) -> Unfound {
    Unfound { reason: format!("has no meaning: {}", unfound.reason), ..unfound }
}
