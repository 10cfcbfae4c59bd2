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
    /// What has all that it needs.
    sound: BTreeSet<DefinitionId>,
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
            sound: BTreeSet::new(),
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

    /// Whether a root is defined.
    pub(super) fn is_defined(&self, root: Root<'_>) -> bool {
        is_builtin(root.kind, &root.reference.name) || self.symbols.find(root.kind, &root.reference.name).is_some()
    }

    /// Why a root cannot be had: it, or something that it needs, is not defined or defined twice.
    pub(super) fn flaw(&mut self, root: Root<'_>) -> Option<Diagnostic> {
        if is_builtin(root.kind, &root.reference.name) {
            return None;
        }
        let Some(id) = self.symbols.find(root.kind, &root.reference.name) else {
            return Some(self.names.unresolved(root.kind, root.reference));
        };
        self.unsound(id)
    }

    fn unsound(&mut self, id: DefinitionId) -> Option<Diagnostic> {
        let found = self.closure(id, |id| self.sound.contains(&id));
        found.map(|needed| self.sound.extend(needed)).err()
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
    pub(super) fn definition(&mut self, id: DefinitionId) {
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
        self.unused_flaws();
        let left_out = self.left_out.difference(&self.reached).copied().collect();
        if let Some(found) = derived::left_out(&left_out, self.symbols, self.names) {
            self.diagnostics.push(found);
        }
        self.reached
    }

    fn visit(&mut self, id: DefinitionId) {
        self.own_flaws(id);
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
            if !is_of_xml_schema(used.kind, &used.reference.name) {
                self.diagnostics.push(self.names.unresolved(used.kind, used.reference));
            }
            return;
        };
        self.reach(target);
        if expands {
            self.expand(target);
        }
    }

    /// Takes what may stand somewhere, unless something that it needs is not defined or defined twice.
    fn candidate(&mut self, id: DefinitionId) {
        match self.closure(id, |id| self.reached.contains(&id)) {
            Ok(found) => found.into_iter().for_each(|id| self.reach(id)),
            Err(reason) => self.leave_out(id, &reason),
        }
    }

    /// A definition and what it needs, as far as not known; or what is not defined of that, or defined twice.
    fn closure(
        &self,
        id: DefinitionId,
        is_known: impl Fn(DefinitionId) -> bool,
    ) -> Result<BTreeSet<DefinitionId>, Diagnostic> {
        let (mut found, mut open) = (BTreeSet::from([id]), vec![id]);
        while let Some(next) = open.pop() {
            if is_known(next) {
                continue;
            }
            if let Some(reason) = self.own_flaw(next) {
                return Err(reason);
            }
            for used in references(self.symbols.get(next)) {
                if is_builtin(used.kind, &used.reference.name) {
                    continue;
                }
                match target(self.symbols, next, used) {
                    Some(target) if found.insert(target) => open.push(target),
                    Some(_) => {}
                    None if is_of_xml_schema(used.kind, &used.reference.name) => {}
                    None => return Err(self.names.unresolved(used.kind, used.reference)),
                }
            }
        }
        Ok(found)
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
            if definition.kind() != kind || !namespaces.admits(&namespace.cloned()) {
                continue;
            }
            match self.unsound(id) {
                None => self.definition(id),
                Some(reason) => self.leave_out(id, &reason),
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

    /// Tells what is wrong with a definition itself.
    fn own_flaws(&mut self, id: DefinitionId) {
        self.diagnostics.extend(self.contradicted(id));
        self.diagnostics.extend(self.symbols.flaws(id).iter().cloned());
    }

    fn own_flaw(&self, id: DefinitionId) -> Option<Diagnostic> {
        self.symbols.flaws(id).first().cloned().or_else(|| self.contradicted(id).into_iter().find(Diagnostic::is_error))
    }

    /// What is wrong with a definition that others of its name contradict: nothing but a doubt if it is clear which one stands.
    fn contradicted(&self, id: DefinitionId) -> Vec<Diagnostic> {
        let Some(rivals) = self.symbols.rivals().get(&id) else {
            return Vec::new();
        };
        let definition = self.symbols.get(id);
        let shown = definition.name().map(|name| self.names.shown(name)).unwrap_or_default();
        let message = format!("{} `{shown}` is defined twice, and differently", definition.kind().noun());
        let contradicted = |rival: &Span| {
            if rivals.is_settled {
                let found = Diagnostic::warning(
                    "duplicate-definition",
                    definition.span(),
                    format!("{message}: this one is taken"),
                );
                return found.note(*rival, "the other definition is here");
            }
            let help = "leave one of the documents out, or make the definitions say the same".to_owned();
            let found = Diagnostic::error("duplicate-definition", *rival, message.clone()).help(help);
            found.note(definition.span(), "the other definition is here")
        };
        rivals.spans.iter().map(contradicted).collect()
    }

    fn unused_flaws(&mut self) {
        for id in self.symbols.all_with_redefined().filter(|id| !self.reached.contains(id)) {
            let definition = self.symbols.get(id);
            let shown = definition.name().map(|name| self.names.shown(name)).unwrap_or_default();
            let what = format!("{} `{shown}`, which nothing uses,", definition.kind().noun());
            self.diagnostics.extend(self.symbols.flaws(id).iter().cloned().map(|flaw| flaw.leaves_out(&what)));
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
            for rival in &rivals.spans {
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
    kind == Kind::Type && name.is_xsd() && (name.local() == "anyType" || builtin(name.local()).is_some())
}

/// The simple type that XML Schema itself defines under a name. `xs:anyAtomicType` stands for any text as `xs:anySimpleType` does: that it
/// has no lists among its values makes no difference to documents that do not name types.
pub(super) fn builtin(local: &str) -> Option<Builtin> {
    if local == "anyAtomicType" { Some(Builtin::AnySimpleType) } else { Builtin::from_name(local) }
}

/// Whether it is an element of schemas themselves, which messages hold where data describes itself: any content, without its schema.
pub(super) fn is_of_xml_schema(kind: Kind, name: &QName) -> bool {
    const ELEMENTS: [&str; 6] = ["schema", "element", "complexType", "simpleType", "attribute", "annotation"];
    kind == Kind::Element && name.is_xsd() && ELEMENTS.contains(&name.local())
}
