//! The namespaces that a document declares, for text that uses their prefixes.

use std::sync::{Arc, Mutex};

/// The declarations that [`ReadOptions::keeping_namespaces`](crate::ReadOptions::keeping_namespaces) has kept: of the root and of all
/// other elements, those of the default namespace excepted.
#[derive(Debug, Clone, Default)]
pub struct Namespaces(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    declared: Vec<(String, String)>,
    /// Prefixes with namespaces that they stood for as well.
    conflicts: Vec<(String, String)>,
}

impl Namespaces {
    /// Takes what has been kept so far: each prefix with the namespace that it was declared for first, in document order.
    #[must_use]
    pub fn take(&self) -> Vec<(String, String)> {
        std::mem::take(&mut *self.lock()).declared
    }

    /// Keeps a declaration, unless the prefix stands for another namespace already: then that is returned, the first time.
    pub(crate) fn keep(&self, prefix: &str, uri: &str) -> Option<String> {
        if prefix.is_empty() || prefix == "xml" {
            return None;
        }
        let mut kept = self.lock();
        let Some(known) = kept.declared.iter().find(|(known, _)| known == prefix).map(|(_, uri)| uri.clone()) else {
            kept.declared.push((prefix.to_owned(), uri.to_owned()));
            return None;
        };
        let conflict = (prefix.to_owned(), uri.to_owned());
        if known == uri || kept.conflicts.contains(&conflict) {
            return None;
        }
        kept.conflicts.push(conflict);
        Some(known)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
