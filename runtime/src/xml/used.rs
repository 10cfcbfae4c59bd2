//! Which of a contract's namespaces a document uses: noted while it is written, declared on its root.
//!
//! In: ids of namespaces, and prefixes of names that come without an id. Out: the declarations of the root, in the order of the
//! contract's table. Invariant: a namespace is declared if and only if something written is in it; noting one costs an instruction.

use std::borrow::Cow;

use super::namespace::{Namespace, Ns, XSI_URI};
use super::writer::Writer;
use super::written::WrittenName;

/// A set of ids of namespaces. Those from 255 on count as one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Used([u64; 4]);

impl Used {
    #[inline]
    pub(super) fn insert(&mut self, ns: Ns) {
        let number = ns.number().min(255);
        self.0[number as usize / 64] |= 1 << (number % 64);
    }

    fn has(self, ns: Ns) -> bool {
        let number = ns.number().min(255);
        self.0[number as usize / 64] & (1 << (number % 64)) != 0
    }

    /// The places of those in a contract's table: some URIs have an id that does not depend on the place.
    fn of(self, contract: &[Namespace]) -> Self {
        let mut places = Self::default();
        for (index, entry) in contract.iter().enumerate() {
            if self.has(Ns::of_place(index)) || Ns::fixed(entry.uri).is_some_and(|ns| self.has(ns)) {
                places.insert(Ns::of_place(index));
            }
        }
        places
    }
}

/// The length from which on the root's declarations are settled early: moving a long document takes time.
pub(super) const EARLY: usize = 16 * 1024;
/// The most namespaces for which all of a contract's are expected to be used.
const FEW: usize = 3;

impl Writer {
    /// The name of an element in the namespace of this id.
    #[inline]
    pub(crate) fn name_in(&mut self, ns: Ns, name: &'static str) -> WrittenName {
        self.used.insert(ns);
        WrittenName::own(name)
    }

    /// The name of an element of one's own: with one of the contract's prefixes, or with one that is declared on the element or around
    /// it. Without a prefix it is in the contract's default namespace, or in none.
    #[must_use]
    pub fn name(&mut self, name: &'static str) -> WrittenName {
        if name.starts_with('<') {
            self.refuse_value(format!("{name:?} is no name"));
            return WrittenName::own("");
        }
        self.note_name(&self.written(name));
        WrittenName::own(name)
    }

    /// Notes the namespace of a name that did not come with an id.
    #[cold]
    pub(crate) fn note_name(&mut self, name: &str) {
        self.note_prefix(name.split_once(':').map_or("", |(prefix, _)| prefix));
    }

    /// Notes that something is written with this prefix, if that is the contract's here; the empty one for the default namespace.
    pub(crate) fn note_prefix(&mut self, prefix: &str) {
        if self.declaration(prefix).is_some() {
            return;
        }
        if let Some(index) = self.place_of(prefix) {
            self.used.insert(Ns::of_place(index));
        }
    }

    /// The place in the contract's table of what is written with this prefix.
    pub(super) fn place_of(&self, prefix: &str) -> Option<usize> {
        self.contract.iter().position(|entry| self.renamed.prefix(entry.prefix) == prefix)
    }

    /// Whether the root has to declare a prefix of the contract.
    pub(super) fn is_of_root(&self, prefix: &str) -> bool {
        self.place_of(prefix).is_some_and(|place| !self.is_any || self.used.of(self.contract).has(Ns::of_place(place)))
    }

    /// The contract's prefixes of a namespace; the empty one for the default namespace.
    pub(crate) fn prefixes_of<'w>(&'w self, uri: &'w str) -> impl Iterator<Item = Cow<'static, str>> + 'w {
        self.contract.iter().filter(move |entry| entry.uri == uri).map(|entry| self.renamed.prefix(entry.prefix))
    }

    /// The element begun next holds nothing of the contract: if it is the root, prefixes of the contract are free for it.
    pub(crate) fn begin_any(&mut self) {
        if self.at_root {
            self.is_any = true;
            self.used = Used::default();
        }
    }

    /// Has the root declare what is used by now, once the document is so long that doing so at its end takes time.
    #[inline]
    pub(crate) fn settle_early(&mut self) {
        if self.out.len() >= self.settle_at {
            self.settle();
        }
    }

    /// Declares on the root, whose name was just written, what is likely to be used.
    #[cold]
    pub(super) fn declare_expected(&mut self) {
        self.at_root = false;
        let is_first = |index, uri| self.contract.iter().position(|entry| entry.uri == uri) == Some(index);
        let is_expected = |(index, entry): &(usize, &Namespace)| entry.uri != XSI_URI && is_first(*index, entry.uri);
        let expected = self.contract.iter().enumerate().filter(is_expected);
        if expected.clone().count() <= FEW && !self.is_any {
            expected.for_each(|(index, _)| self.settled.insert(Ns::of_place(index)));
        }
        let start = self.out.len();
        self.put_settled();
        self.root = start..self.out.len();
        for (prefix, uri) in std::mem::take(&mut self.kept) {
            self.bind_tag(&prefix, &uri);
        }
    }

    fn put_settled(&mut self) {
        for (index, entry) in self.contract.iter().enumerate() {
            if self.settled.has(Ns::of_place(index)) {
                self.put_declaration(&self.renamed.prefix(entry.prefix), entry.uri);
            }
        }
    }

    /// Has the root declare what is used by now, and nothing else.
    #[cold]
    pub(super) fn settle(&mut self) {
        self.settle_at = usize::MAX;
        let used = self.used.of(self.contract);
        if used == self.settled || self.at_root {
            return;
        }
        self.settled = used;
        std::mem::swap(&mut self.out, &mut self.scratch);
        self.out.clear();
        self.out.reserve(128 * self.contract.len());
        self.put_settled();
        std::mem::swap(&mut self.out, &mut self.scratch);
        let start = self.root.start;
        self.out.drain(self.root.clone());
        self.out.insert_str(start, &self.scratch);
        if self.typed > 0 {
            self.typed = (self.typed + self.scratch.len()).saturating_sub(self.root.len());
        }
        self.root = start..start + self.scratch.len();
    }
}

#[cfg(test)]
mod tests;
