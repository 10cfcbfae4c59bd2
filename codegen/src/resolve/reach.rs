//! Reachability: which definitions the roots need.
//!
//! In: symbol tables and roots. Out: the definitions in reach, and diagnostics about names in these that mean
//! nothing. Invariant: names are looked up here first; in what nothing needs, anything may be undefined.
//!
//! A definition needs what it refers to. Besides, an element of an abstract type needs the types derived from it, and
//! the head of a substitution group needs the members, as one of these must or may stand there; and a wildcard that
//! admits only what is declared (`processContents="strict"`) needs all that it admits:
//!
//! ```xml
//! <xs:element name="Path" type="t:BasePathType"/>          <!-- abstract: brings t:FieldPathType -->
//! <xs:complexType name="FieldPathType">…<xs:extension base="t:BasePathType">
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::references::{Role, Use, references, strict_wildcards};
use super::symbols::{Definition, DefinitionId, Kind, Symbols};
use super::unresolved::Names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Builtin;
use crate::markup::Reference;
use crate::qname::QName;
use crate::xsd::{NamespaceConstraint, TypeDefinition};

/// A root that is referred to from outside the schemas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Root<'a> {
    pub(super) kind: Kind,
    pub(super) reference: &'a Reference,
}

/// Walks from roots to all they need.
pub(super) struct Reacher<'a, 'n, 'd> {
    symbols: &'n Symbols<'a>,
    names: &'n Names<'n>,
    diagnostics: &'d mut Diagnostics,
    /// The types derived from each type in one step.
    derived: BTreeMap<DefinitionId, Vec<DefinitionId>>,
    /// The members of each substitution group in one step.
    members: BTreeMap<DefinitionId, Vec<DefinitionId>>,
    reached: BTreeSet<DefinitionId>,
    /// Types for which derived ones, and elements for which members, may stand.
    expanded: BTreeSet<DefinitionId>,
    open: Vec<DefinitionId>,
}

impl<'a, 'n, 'd> Reacher<'a, 'n, 'd> {
    pub(super) fn new(symbols: &'n Symbols<'a>, names: &'n Names<'n>, diagnostics: &'d mut Diagnostics) -> Self {
        let mut reacher = Self {
            symbols,
            names,
            diagnostics,
            derived: BTreeMap::new(),
            members: BTreeMap::new(),
            reached: BTreeSet::new(),
            expanded: BTreeSet::new(),
            open: Vec::new(),
        };
        for id in symbols.all() {
            reacher.index(id);
        }
        reacher
    }

    /// Notes from what a type is derived, or for what an element may stand.
    fn index(&mut self, id: DefinitionId) {
        let definition = self.symbols.get(id);
        if matches!(definition, Definition::Type(TypeDefinition::Simple(_)))
            || matches!(definition.kind(), Kind::Group | Kind::Attribute | Kind::AttributeGroup)
        {
            return;
        }
        for used in references(definition) {
            let index = match used.role {
                Role::OwnBase => &mut self.derived,
                Role::Head => &mut self.members,
                _ => continue,
            };
            if let Some(target) = self.symbols.find(used.kind, &used.reference.name) {
                index.entry(target).or_default().push(id);
            }
        }
    }

    /// Takes a root; `false` if it is not defined.
    pub(super) fn root(&mut self, root: Root<'_>) -> bool {
        if is_builtin(root.kind, &root.reference.name) {
            return true;
        }
        let Some(id) = self.symbols.find(root.kind, &root.reference.name) else {
            return false;
        };
        self.definition(id);
        true
    }

    /// Takes a definition as a root.
    pub(super) fn definition(&mut self, id: DefinitionId) {
        self.reach(id);
        self.expand(id);
    }

    /// Follows everything to the end.
    pub(super) fn finish(mut self) -> BTreeSet<DefinitionId> {
        while let Some(id) = self.open.pop() {
            self.contradictions(id);
            for used in references(self.symbols.get(id)) {
                self.follow(id, used);
            }
            for (kind, admitted) in strict_wildcards(self.symbols.get(id)) {
                self.admitted(kind, admitted);
            }
        }
        self.unused_contradictions();
        self.reached
    }

    fn follow(&mut self, from: DefinitionId, used: Use<'_>) {
        if is_builtin(used.kind, &used.reference.name) {
            return;
        }
        let Some(target) = target(self.symbols, from, used) else {
            self.diagnostics.push(self.names.unresolved(used.kind, used.reference));
            return;
        };
        self.reach(target);
        if matches!(used.role, Role::ElementType | Role::ElementRef) {
            self.expand(target);
        }
    }

    /// Takes in what a wildcard admits.
    fn admitted(&mut self, kind: Kind, namespaces: &NamespaceConstraint) {
        for id in self.symbols.all() {
            let definition = self.symbols.get(id);
            let namespace = definition.name().and_then(QName::namespace);
            if definition.kind() == kind && namespaces.admits(namespace) {
                self.definition(id);
            }
        }
    }

    fn reach(&mut self, id: DefinitionId) {
        if self.reached.insert(id) {
            self.open.push(id);
        }
    }

    /// Takes in what may stand where this element is, or where an element of this type is.
    fn expand(&mut self, id: DefinitionId) {
        let index = match self.symbols.get(id) {
            Definition::Type(TypeDefinition::Complex(complex)) if complex.is_abstract => &self.derived,
            Definition::Element(_) => &self.members,
            _ => return,
        };
        let mut open = vec![id];
        let mut found = Vec::new();
        while let Some(next) = open.pop() {
            if self.expanded.insert(next) {
                let inner = index.get(&next).map_or(&[][..], Vec::as_slice);
                found.extend_from_slice(inner);
                open.extend_from_slice(inner);
            }
        }
        for id in found.into_iter().filter(|id| !self.is_abstract(*id)).collect::<Vec<_>>() {
            self.reach(id);
        }
    }

    fn is_abstract(&self, id: DefinitionId) -> bool {
        match self.symbols.get(id) {
            Definition::Type(TypeDefinition::Complex(complex)) => complex.is_abstract,
            Definition::Element(element) => element.is_abstract,
            _ => false,
        }
    }

    fn contradictions(&mut self, id: DefinitionId) {
        for rival in self.symbols.rivals().get(&id).into_iter().flatten() {
            let definition = self.symbols.get(id);
            let shown = definition.name().map(|name| self.names.shown(name)).unwrap_or_default();
            let message = format!("{} `{shown}` is defined twice, and differently", definition.kind().noun());
            let found = Diagnostic::error("duplicate-definition", *rival, message);
            self.diagnostics.push(found.note(definition.span(), "the other definition is here"));
        }
    }

    fn unused_contradictions(&mut self) {
        for (id, rivals) in self.symbols.rivals() {
            if self.reached.contains(id) {
                continue;
            }
            let definition = self.symbols.get(*id);
            let shown = definition.name().map(|name| self.names.shown(name)).unwrap_or_default();
            let message = format!("{} `{shown}`, which nothing uses, is defined twice", definition.kind().noun());
            for rival in rivals {
                let found = Diagnostic::warning("duplicate-definition", *rival, message.clone());
                self.diagnostics.push(found.note(definition.span(), "the other definition is here"));
            }
        }
    }
}

/// What a reference leads to.
pub(super) fn target(symbols: &Symbols<'_>, from: DefinitionId, used: Use<'_>) -> Option<DefinitionId> {
    match used.role {
        Role::OwnBase | Role::InGroup => symbols.find_from(used.kind, &used.reference.name, from),
        _ => symbols.find(used.kind, &used.reference.name),
    }
}

/// Whether XML Schema itself defines the name.
pub(super) fn is_builtin(kind: Kind, name: &QName) -> bool {
    kind == Kind::Type && name.is_xsd() && (name.local() == "anyType" || Builtin::from_name(name.local()).is_some())
}
