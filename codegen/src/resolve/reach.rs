//! Reachability: which definitions the roots need.
//!
//! In: symbol tables and roots. Out: the definitions in reach, and diagnostics about names in these that mean
//! nothing. Invariant: names are looked up here first; in what nothing needs, anything may be undefined.
//!
//! A definition needs what it refers to. Besides, an element may hold a type derived from its own, and the head of a substitution
//! group may be replaced by a member, so these come along ([`Rule`] says which of the derived types); and a wildcard that admits only
//! what is declared (`processContents="strict"`) needs all that it admits. What merely may stand somewhere is left out, with a
//! warning, where it cannot be resolved.
//!
//! ```xml
//! <xs:element name="Path" type="t:BasePathType"/>          <!-- brings t:FieldPathType -->
//! <xs:complexType name="FieldPathType">…<xs:extension base="t:BasePathType">
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::derived::{self, Rule};
use super::references::{Role, Use, implies_any_type, references, strict_wildcards};
use super::symbols::{Definition, DefinitionId, Kind, Symbols};
use super::unresolved::Names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Builtin;
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;
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
    rule: Rule,
    diagnostics: &'d mut Diagnostics,
    /// The types derived from each type in one step.
    derived: BTreeMap<DefinitionId, Vec<DefinitionId>>,
    /// The types that come into reach only where something names them.
    pruned: BTreeSet<DefinitionId>,
    /// The members of each substitution group in one step.
    members: BTreeMap<DefinitionId, Vec<DefinitionId>>,
    reached: BTreeSet<DefinitionId>,
    /// Types for which derived ones, and elements for which members, may stand.
    expanded: BTreeSet<DefinitionId>,
    /// Reached, with references still to be followed.
    open: Vec<DefinitionId>,
    /// What may stand somewhere.
    candidates: Vec<DefinitionId>,
    /// What could, but for the configuration.
    left_out: BTreeSet<DefinitionId>,
    /// Whether some element may hold any type at all, and whether some may hold any simple one.
    holds_anything: (bool, bool),
}

impl<'a, 'n, 'd> Reacher<'a, 'n, 'd> {
    pub(super) fn new(names: &'n Names<'n>, rule: Rule, diagnostics: &'d mut Diagnostics) -> Self
    where
        'n: 'a,
    {
        let mut reacher = Self {
            symbols: names.symbols,
            names,
            rule,
            diagnostics,
            derived: BTreeMap::new(),
            pruned: BTreeSet::new(),
            members: BTreeMap::new(),
            reached: BTreeSet::new(),
            expanded: BTreeSet::new(),
            open: Vec::new(),
            candidates: Vec::new(),
            left_out: BTreeSet::new(),
            holds_anything: (false, false),
        };
        for id in reacher.symbols.all_with_redefined() {
            reacher.index(id);
        }
        reacher.pruned = derived_from(reacher.rule.pruned(), &reacher.derived);
        reacher
    }

    /// Notes from what a type is derived, or for what an element may stand.
    fn index(&mut self, id: DefinitionId) {
        let definition = self.symbols.get(id);
        if matches!(definition.kind(), Kind::Group | Kind::Attribute | Kind::AttributeGroup) {
            return;
        }
        for used in references(definition) {
            let index = match used.role {
                Role::OwnBase => &mut self.derived,
                Role::Head => &mut self.members,
                _ => continue,
            };
            if let Some(target) = target(self.symbols, id, used).filter(|target| *target != id) {
                index.entry(target).or_default().push(id);
            }
        }
    }

    /// Takes a root; `false` if it is not defined.
    pub(super) fn root(&mut self, root: Root<'_>) -> bool {
        if is_builtin(root.kind, &root.reference.name) {
            self.expand_builtin(&root.reference.name);
            return true;
        }
        let Some(id) = self.symbols.find(root.kind, &root.reference.name) else {
            return false;
        };
        self.definition(id);
        true
    }

    /// Takes a definition as a root, where everything is one: but for types that the configuration prunes.
    pub(super) fn direct_root(&mut self, id: DefinitionId) {
        if self.pruned.contains(&id) {
            self.left_out.insert(id);
        } else {
            self.definition(id);
        }
    }

    /// Takes a definition as a root.
    fn definition(&mut self, id: DefinitionId) {
        self.reach(id);
        self.expand(id);
    }

    /// Follows everything to the end.
    pub(super) fn finish(mut self) -> BTreeSet<DefinitionId> {
        loop {
            while let Some(id) = self.open.pop() {
                self.visit(id);
            }
            match self.candidates.pop() {
                Some(id) => self.candidate(id),
                None => break,
            }
        }
        self.unused_contradictions();
        let left_out = self.left_out.difference(&self.reached).copied().collect();
        if let Some(found) = derived::left_out(&left_out, self.symbols, self.names) {
            self.diagnostics.push(found);
        }
        self.reached
    }

    fn visit(&mut self, id: DefinitionId) {
        self.contradictions(id);
        let definition = self.symbols.get(id);
        for used in references(definition) {
            self.follow(id, used);
        }
        if implies_any_type(definition) {
            self.expand_any_type();
        }
        for (kind, admitted) in strict_wildcards(definition) {
            self.admitted(kind, admitted);
        }
    }

    fn follow(&mut self, from: DefinitionId, used: Use<'_>) {
        let expands = matches!(used.role, Role::ElementType | Role::ElementRef);
        if is_builtin(used.kind, &used.reference.name) {
            if expands {
                self.expand_builtin(&used.reference.name);
            }
            return;
        }
        let Some(target) = target(self.symbols, from, used) else {
            self.diagnostics.push(self.names.unresolved(used.kind, used.reference));
            return;
        };
        self.reach(target);
        if expands {
            self.expand(target);
        }
    }

    /// Takes what may stand somewhere, unless something that it needs is not defined or defined twice.
    fn candidate(&mut self, id: DefinitionId) {
        let (mut found, mut open) = (BTreeSet::from([id]), vec![id]);
        while let Some(next) = open.pop() {
            if self.reached.contains(&next) {
                continue;
            }
            if let Some(reason) = self.contradiction(next) {
                return self.leave_out(id, &reason);
            }
            for used in references(self.symbols.get(next)) {
                if is_builtin(used.kind, &used.reference.name) {
                    continue;
                }
                let Some(target) = target(self.symbols, next, used) else {
                    return self.leave_out(id, &self.names.unresolved(used.kind, used.reference));
                };
                if found.insert(target) {
                    open.push(target);
                }
            }
        }
        found.into_iter().for_each(|id| self.reach(id));
    }

    fn leave_out(&mut self, id: DefinitionId, reason: &Diagnostic) {
        let definition = self.symbols.get(id);
        let shown = definition.name().map(|name| self.names.shown(name)).unwrap_or_default();
        let noun = definition.kind().noun();
        let message = format!("{noun} `{shown}`, which may stand for another, is left out: {}", reason.message);
        let found = Diagnostic::warning("left-out", definition.span(), message);
        self.diagnostics.push(found.note(reason.span, "here").help(reason.help.clone()));
    }

    /// Takes in what a wildcard admits.
    fn admitted(&mut self, kind: Kind, namespaces: &NamespaceConstraint) {
        for id in self.symbols.all() {
            let definition = self.symbols.get(id);
            let namespace = definition.name().and_then(QName::namespace);
            if definition.kind() == kind && namespaces.admits(&namespace.cloned()) {
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
        let is_type = match self.symbols.get(id) {
            Definition::Type(_) => true,
            Definition::Element(_) => false,
            _ => return,
        };
        let base_is_abstract = self.is_abstract(id);
        for found in self.below(id, is_type) {
            if is_type && !self.admits(base_is_abstract, found) {
                self.left_out.insert(found);
            } else {
                self.candidates.push(found);
            }
        }
    }

    /// Whether a type comes along where an element may hold it.
    fn admits(&self, base_is_abstract: bool, derived: DefinitionId) -> bool {
        (base_is_abstract || self.rule.keeps_all()) && !self.pruned.contains(&derived)
    }

    /// Where an element has a built-in type: any type may stand for `xs:anyType`, any simple one for `xs:anySimpleType`. Of what
    /// restricts another built-in type, only what something names comes along.
    fn expand_builtin(&mut self, name: &QName) {
        match name.local() {
            "anyType" => self.expand_any_type(),
            "anySimpleType" if !std::mem::replace(&mut self.holds_anything.1, true) => {
                self.expand_types(|ty| matches!(ty, TypeDefinition::Simple(_)));
            }
            _ => {}
        }
    }

    fn expand_any_type(&mut self) {
        if !std::mem::replace(&mut self.holds_anything.0, true) {
            self.expand_types(|_| true);
        }
    }

    fn expand_types(&mut self, may_stand: impl Fn(&TypeDefinition) -> bool) {
        for id in self.symbols.all() {
            let Definition::Type(ty) = self.symbols.get(id) else { continue };
            if self.reached.contains(&id) || self.is_abstract(id) || !may_stand(ty) {
                continue;
            }
            if self.admits(false, id) {
                self.candidates.push(id);
            } else {
                self.left_out.insert(id);
            }
        }
    }

    /// The concrete types derived from one, or the concrete members of an element's substitution group, in any number of steps,
    /// unless they were found before. What is redefined leads to its redefinition; itself, no document can name it.
    fn below(&mut self, id: DefinitionId, is_type: bool) -> Vec<DefinitionId> {
        let index = if is_type { &self.derived } else { &self.members };
        let (mut open, mut found) = (vec![id], Vec::new());
        while let Some(next) = open.pop() {
            if self.expanded.insert(next) {
                let inner = index.get(&next).map_or(&[][..], Vec::as_slice);
                found.extend_from_slice(inner);
                open.extend_from_slice(inner);
            }
        }
        found.retain(|id| !self.is_abstract(*id) && self.symbols.redefinition(*id).is_none());
        found
    }

    fn is_abstract(&self, id: DefinitionId) -> bool {
        match self.symbols.get(id) {
            Definition::Type(TypeDefinition::Complex(complex)) => complex.is_abstract,
            Definition::Element(element) => element.is_abstract,
            _ => false,
        }
    }

    fn contradictions(&mut self, id: DefinitionId) {
        for found in self.contradicted(id) {
            self.diagnostics.push(found);
        }
    }

    fn contradiction(&self, id: DefinitionId) -> Option<Diagnostic> {
        self.contradicted(id).into_iter().next()
    }

    fn contradicted(&self, id: DefinitionId) -> Vec<Diagnostic> {
        let rivals = self.symbols.rivals().get(&id).into_iter().flatten();
        let contradicted = |rival: &Span| {
            let definition = self.symbols.get(id);
            let shown = definition.name().map(|name| self.names.shown(name)).unwrap_or_default();
            let message = format!("{} `{shown}` is defined twice, and differently", definition.kind().noun());
            let found = Diagnostic::error("duplicate-definition", *rival, message);
            found.note(definition.span(), "the other definition is here")
        };
        rivals.map(contradicted).collect()
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

/// The types derived from some in any number of steps.
fn derived_from(
    bases: &BTreeSet<DefinitionId>,
    index: &BTreeMap<DefinitionId, Vec<DefinitionId>>,
) -> BTreeSet<DefinitionId> {
    let (mut open, mut found): (Vec<DefinitionId>, _) = (bases.iter().copied().collect(), BTreeSet::new());
    while let Some(next) = open.pop() {
        let inner = index.get(&next).into_iter().flatten();
        open.extend(inner.filter(|id| found.insert(**id)));
    }
    found
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
