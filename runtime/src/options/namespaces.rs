//! The namespaces that a document declares, for text that uses their prefixes.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use crate::error::{NAME, excerpt};

/// The declarations that [`ReadOptions::keeping_namespaces`](crate::ReadOptions::keeping_namespaces) has kept: of the root and of all
/// other elements, those of the default namespace excepted.
#[derive(Debug, Clone, Default)]
pub struct Namespaces(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    declared: Vec<(String, String)>,
    /// Where each prefix is in these.
    places: HashMap<String, usize>,
    /// Prefixes with namespaces that they stood for as well.
    conflicts: HashSet<(String, String)>,
}

impl Namespaces {
    /// Takes what has been kept so far: each prefix with the namespace that it was declared for first, in document order.
    #[must_use]
    pub fn take(&self) -> Vec<(String, String)> {
        std::mem::take(&mut *self.lock()).declared
    }

    /// Keeps a declaration, unless the prefix stands for another namespace already: then that is returned, as it is shown, the first time.
    pub(crate) fn keep(&self, prefix: &str, uri: &str) -> Option<String> {
        if prefix.is_empty() || prefix == "xml" {
            return None;
        }
        let kept = &mut *self.lock();
        let Some((_, known)) = kept.places.get(prefix).and_then(|place| kept.declared.get(*place)) else {
            kept.places.insert(prefix.to_owned(), kept.declared.len());
            kept.declared.push((prefix.to_owned(), uri.to_owned()));
            return None;
        };
        let is_new = known != uri && kept.conflicts.insert((prefix.to_owned(), uri.to_owned()));
        is_new.then(|| excerpt(known, NAME).into_owned())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_conflict_as_much_is_told_as_people_can_use_once() {
        let kept = Namespaces::default();
        let long = "u".repeat(100_000);
        assert_eq!(kept.keep("p", &long), None);
        assert_eq!(kept.keep("p", &long), None);
        assert!(kept.keep("p", "urn:other").is_some_and(|first| first.chars().count() == NAME + 1));
        assert_eq!(kept.keep("p", "urn:other"), None);
        assert_eq!(kept.keep("q", "urn:q"), None);
        assert_eq!(kept.take(), [("p".to_owned(), long), ("q".to_owned(), "urn:q".to_owned())]);
        assert_eq!(kept.keep("p", "urn:other"), None);
    }
}
