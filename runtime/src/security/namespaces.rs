//! The namespaces of a document, each of them one text that all of its names share: a name is short, and its namespace may be long.

use std::collections::HashMap;
use std::sync::Arc;

use crate::xml::{Ns, Reader};

/// The texts that were met.
#[derive(Debug, Default)]
pub(super) struct Namespaces(HashMap<Ns, Arc<str>>);

impl Namespaces {
    pub(super) fn shared(&mut self, r: &Reader<'_>, ns: Ns) -> Arc<str> {
        Arc::clone(self.0.entry(ns).or_insert_with(|| Arc::from(r.uri(ns))))
    }
}
