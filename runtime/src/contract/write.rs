//! From data to text: what is common to all lines.

use super::name::{ElementId, ExpandedName, NsId, Since, TypeId};
use super::read::{HEAD, HEAD_OF_VERSIONS};
use super::text::{quoted, text};
use super::{Contract, ElementDecl, Type};

/// A text in the making.
pub(super) struct Writer<'c> {
    contract: &'c Contract,
    text: String,
    depth: usize,
}

/// The table of a contract.
pub(super) fn contract(contract: &Contract) -> String {
    let mut out = Writer { contract, text: String::new(), depth: 0 };
    out.head();
    contract.operations.iter().for_each(|operation| operation.write(&mut out));
    for id in &contract.global_elements {
        out.element(*id).into_iter().for_each(|element| element.write_global(&mut out));
    }
    contract.attributes.iter().for_each(|attribute| attribute.write(&mut out));
    for id in &contract.named_types {
        let label = out.ty(*id).and_then(Type::name).map(|name| format!(" {}", out.name(name)));
        out.definition(*id, &label.unwrap_or_default());
    }
    out.text
}

impl<'c> Writer<'c> {
    fn head(&mut self) {
        self.fact(if self.contract.versions.is_some() { HEAD_OF_VERSIONS } else { HEAD });
        for label in self.contract.versions.iter().flatten() {
            self.fact(&format!("version {}", text(label)));
        }
        for namespace in self.contract.namespaces.iter().skip(3) {
            self.fact(&format!("namespace {} {}", namespace.prefix, text(&namespace.uri)));
        }
    }

    /// Adds a line.
    pub(super) fn fact(&mut self, fact: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(fact);
        self.text.push('\n');
    }

    /// Adds what belongs to the last line.
    pub(super) fn below(&mut self, lines: impl FnOnce(&mut Self)) {
        self.depth += 1;
        lines(self);
        self.depth -= 1;
    }

    pub(super) fn element(&self, id: ElementId) -> Option<&'c ElementDecl> {
        self.contract.elements.get(id.0 as usize)
    }

    fn ty(&self, id: TypeId) -> Option<&'c Type> {
        self.contract.types.get(id.0 as usize)
    }

    /// The NAME of the grammar.
    pub(super) fn name(&self, name: &ExpandedName) -> String {
        self.contract.show(name)
    }

    pub(super) fn prefix(&self, ns: NsId) -> &'c str {
        self.contract.prefix(ns)
    }

    /// The TYPE of the grammar.
    pub(super) fn type_word(&self, id: TypeId) -> String {
        self.ty(id).and_then(Type::name).map_or_else(|| "*".to_owned(), |name| self.name(name))
    }

    /// The definition of a type that has no name.
    pub(super) fn type_in_place(&mut self, id: TypeId) {
        if self.ty(id).is_some_and(|ty| ty.name().is_none()) {
            self.definition(id, "");
        }
    }

    /// The lines of a type; `label` is its name after a space, or empty where it is defined in place.
    fn definition(&mut self, id: TypeId, label: &str) {
        match self.ty(id) {
            Some(Type::Simple(simple)) => simple.write(label, self),
            Some(Type::Complex(complex)) => complex.write(label, self),
            None => {}
        }
    }

    /// ` since=VERSION`; empty where that is not stated.
    pub(super) fn since(&self, since: Since) -> String {
        let labels = self.contract.versions.as_deref().unwrap_or_default();
        match labels.get(since as usize).filter(|_| since > 0) {
            Some(label) if is_plain(label) => format!(" since={label}"),
            Some(label) => format!(" since={}", quoted(label)),
            None => String::new(),
        }
    }
}

fn is_plain(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
}
