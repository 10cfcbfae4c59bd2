//! Patterns of names, by which a configuration means several components at once: `t:Im*`, `*:*Type`.
//!
//! In: a text, and what prefixes mean. Out: a pattern. Invariant: what a pattern means depends on names alone, not on what there is.

use std::collections::BTreeMap;

use crate::config::matches;
use crate::qname::{Namespace, Prefixes, QName};

/// A pattern of local names, of one namespace or of any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamePattern {
    /// The namespace, which may be none; `None` for any.
    namespace: Option<Option<Namespace>>,
    local: String,
}

impl NamePattern {
    /// Reads `prefix:local`. Without a prefix, or with `*`, it is of any namespace.
    ///
    /// # Errors
    /// The prefix, if that means nothing.
    pub(crate) fn read(text: &str, find: impl Fn(&str) -> Option<Namespace>) -> Result<Self, String> {
        match text.split_once(':') {
            None => Ok(Self::new(None, text)),
            Some(("*", local)) => Ok(Self::new(None, local)),
            Some((prefix, local)) => {
                let namespace = find(prefix).ok_or_else(|| prefix.to_owned())?;
                Ok(Self::new(Some(Some(namespace)), local))
            }
        }
    }

    /// Of a namespace, which may be none, or of any.
    pub(crate) fn new(namespace: Option<Option<Namespace>>, local: &str) -> Self {
        Self { namespace, local: local.to_owned() }
    }

    /// The pattern of local names.
    pub(crate) fn local(&self) -> &str {
        &self.local
    }

    /// Whether a name is meant.
    pub(crate) fn holds(&self, name: &QName) -> bool {
        self.is_in(name) && matches(&self.local, name.local())
    }

    /// Whether a name is of the namespace.
    pub(crate) fn is_in(&self, name: &QName) -> bool {
        self.namespace.as_ref().is_none_or(|namespace| namespace.as_ref() == name.namespace())
    }
}

/// What a prefix means before there is a contract: what the configuration says, else what documents say.
pub(crate) fn namespace(prefix: &str, namespaces: &BTreeMap<String, String>, prefixes: &Prefixes) -> Option<Namespace> {
    if prefix == "xml" {
        return Some(Namespace::xml());
    }
    let configured = namespaces.get(prefix).filter(|_| !prefix.is_empty()).and_then(|uri| Namespace::new(uri));
    configured.or_else(|| prefixes.namespace(prefix).cloned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn names_of_one_namespace_or_of_any() {
        let a = || Namespace::new("urn:a");
        let pattern = |text: &str| NamePattern::read(text, |prefix| a().filter(|_| prefix == "a"));
        let [own, other] = [a(), Namespace::new("urn:b")].map(|namespace| QName::new(namespace, "ItemType"));
        for (text, expected) in
            [("a:*Type", [true, false]), ("*Type", [true; 2]), ("*:Item*", [true; 2]), ("a:Item", [false; 2])]
        {
            assert_eq!([&own, &other].map(|name| pattern(text).unwrap().holds(name)), expected, "{text}");
        }
        assert_eq!(pattern("b:*"), Err("b".to_owned()));
        assert!(!NamePattern::new(Some(None), "*").holds(&own));
    }
}
