//! What stands around a part of a document that is read by itself, and what was cut out of one that is read without its items.
//!
//! Invariant: in such a part, prefixes mean what they mean in the document, and depth counts from the document's root.

use std::borrow::Cow;

use super::reader::Reader;

/// See the module's documentation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outer {
    /// Prefixes and their namespaces, those of the outermost element first; an empty prefix is the default namespace.
    pub(crate) declarations: Vec<(String, String)>,
    /// How many elements the part stands in.
    pub(crate) depth: usize,
    /// What was cut out, in the document's order.
    pub(crate) cuts: Vec<Cut>,
    /// The namespace and the local name of what was cut out.
    pub(crate) name: (String, String),
}

/// A place at which elements were cut out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The offset of the place.
    pub(crate) at: usize,
    /// How many elements.
    pub(crate) count: u64,
}

impl<'a> Reader<'a> {
    /// Enters what stands around the document.
    pub(super) fn enter(&mut self, outer: &'a Outer) {
        self.most_open = self.most_open.saturating_sub(outer.depth);
        for (prefix, uri) in &outer.declarations {
            self.scope.bind(prefix, Cow::Borrowed(uri), &mut self.memory.numbers);
        }
    }

    /// What was cut out of the document, if something was.
    pub(crate) fn cuts(&self) -> Option<&'a Outer> {
        self.options.outer().filter(|outer| !outer.cuts.is_empty())
    }
}
