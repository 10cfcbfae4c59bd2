//! Identity constraints in a document (Part 1, cvc-identity-constraint).
//!
//! Elements, attributes and texts come in as they are validated; what is not unique, not there or not found is told at the element that
//! it is about. Nothing is kept while no open element has constraints.
//!
//! - A [`Scope`] is an open element with one of its constraints.
//! - A [`Target`] is an open element that a selector leads to.
//! - A key is made of one text for each field, which all texts of the same value share.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::super::spaces::InScope;
use super::{Validation, excerpt, invalid};
use crate::contract::{Constraint, ConstraintKind, ElementDecl, ExpandedName, NsId, TypeId, XPath};
use crate::error::Result;
use crate::xml::{Name, Reader, Rule};

/// What is open of elements with constraints.
#[derive(Default)]
pub(super) struct Identity<'s> {
    /// The names of the open elements, from the outermost with constraints on.
    way: Vec<ExpandedName>,
    /// For each of them.
    elements: Vec<Element>,
    scopes: Vec<Scope<'s>>,
    targets: Vec<Target<'s>>,
    /// Whether an element was passed over, so that what is not known may be in it.
    is_in_doubt: bool,
}

/// An open element.
struct Element {
    at: usize,
    is_nillable: bool,
    is_nil: bool,
    has_value: bool,
}

/// An open element with one of its constraints.
struct Scope<'s> {
    /// Its place among the open elements.
    depth: usize,
    constraint: &'s Constraint,
    /// The keys of a `unique` or `key`, and what they were found at.
    keys: Keys,
    /// The keys that scopes below it had for the same constraint, or for the one that it refers to; `None` for a key of two elements.
    below: Below,
    /// What a `keyref` refers to.
    references: Vec<Reference>,
}

type Keys = BTreeMap<Key, usize>;
type Below = BTreeMap<Key, Option<usize>>;

/// The key of an element that has to be found, as it is written, and what it was found at.
struct Reference {
    key: Key,
    shown: String,
    at: usize,
}

/// An element that a selector leads to.
struct Target<'s> {
    scope: usize,
    depth: usize,
    constraint: &'s Constraint,
    fields: Vec<Option<Value>>,
    is_refused: bool,
}

/// The keys of all fields: equal exactly if the values are.
type Key = Vec<String>;

/// The value of a field.
struct Value {
    key: String,
    text: String,
}

impl<'s> Validation<'s> {
    /// Takes an element that is about to be validated.
    #[inline]
    pub(super) fn enter(&mut self, declaration: Option<&'s ElementDecl>, is_nil: bool, name: Name<'_>, r: &Reader<'_>) {
        let is_constrained = declaration.is_some_and(|declaration| !declaration.constraints.is_empty());
        if is_constrained || !self.identity.way.is_empty() {
            self.enter_open(declaration, is_nil, name, r);
        }
    }

    #[cold]
    fn enter_open(&mut self, declaration: Option<&'s ElementDecl>, is_nil: bool, name: Name<'_>, r: &Reader<'_>) {
        let constraints = declaration.map_or(&[][..], |declaration| &declaration.constraints);
        let ns = self.spaces.of(self.schema, name.ns, r);
        let is_nillable = declaration.is_some_and(|declaration| declaration.is_nillable);
        let element = Element { at: r.tag_offset(), is_nillable, is_nil, has_value: false };
        self.identity.enter(ExpandedName { ns, local: name.local.into() }, element, constraints);
    }

    /// Takes the end of the element entered last.
    #[inline]
    pub(super) fn leave(&mut self) -> Result<()> {
        if self.identity.way.is_empty() { Ok(()) } else { self.leave_open() }
    }

    #[cold]
    fn leave_open(&mut self) -> Result<()> {
        let depth = self.identity.way.len() - 1;
        self.without_text(depth)?;
        while let Some(target) = self.identity.targets.pop_if(|target| target.depth == depth) {
            self.finish_target(target)?;
        }
        let first = self.identity.scopes.partition_point(|scope| scope.depth < depth);
        let ended = self.identity.scopes.split_off(first);
        self.references(&ended)?;
        for scope in ended {
            self.identity.propagate(scope);
        }
        self.identity.way.pop();
        self.identity.elements.pop();
        Ok(())
    }

    /// Takes the value of an attribute of the element entered last.
    #[inline]
    pub(super) fn attribute_field(
        &mut self,
        (ns, local): (NsId, &str),
        (ty, text): (TypeId, &str),
        is_in_table: bool,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        if self.identity.targets.is_empty() {
            return Ok(());
        }
        self.field(|path, way| path.leads_to_attribute(way, ns, local), (ty, text), is_in_table, r)
    }

    /// Takes the text of the element entered last, if it holds nothing else.
    #[inline]
    pub(super) fn text_field(&mut self, value: (TypeId, &str), is_in_table: bool, r: &mut Reader<'_>) -> Result<()> {
        if self.identity.way.is_empty() { Ok(()) } else { self.text_field_open(value, is_in_table, r) }
    }

    #[cold]
    fn text_field_open(&mut self, value: (TypeId, &str), is_in_table: bool, r: &mut Reader<'_>) -> Result<()> {
        if let Some(element) = self.identity.elements.last_mut() {
            element.has_value = true;
        }
        if self.identity.targets.is_empty() {
            return Ok(());
        }
        self.field(XPath::leads_to, value, is_in_table, r)
    }

    fn field(
        &mut self,
        leads_here: impl Fn(&XPath, &[ExpandedName]) -> bool,
        (ty, text): (TypeId, &str),
        is_in_table: bool,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let fields = self.identity.fields(leads_here);
        if fields.is_empty() {
            return Ok(());
        }
        let mut scope = if is_in_table { InScope::Table } else { InScope::Document(&mut self.spaces, r) };
        let Some(key) = self.schema.key(ty, text, &mut scope) else { return Ok(()) };
        for (target, field) in fields {
            let value = Value { key: key.clone(), text: text.to_owned() };
            let refusal = self.identity.set(target, field, value);
            self.refuse_target(target, refusal)?;
        }
        Ok(())
    }

    /// Refuses elements that a field leads to and that have no value to compare, the element entered last among them.
    fn without_text(&mut self, depth: usize) -> Result<()> {
        let has_value = |element: &Element| element.has_value || element.is_nil;
        if self.identity.targets.is_empty() || self.identity.elements.get(depth).is_none_or(has_value) {
            return Ok(());
        }
        for (target, _) in self.identity.fields(XPath::leads_to) {
            self.refuse_target(target, Some("leads to an element that holds elements, expected a simple type"))?;
        }
        Ok(())
    }

    #[inline]
    fn refuse_target(&mut self, target: usize, refusal: Option<&'static str>) -> Result<()> {
        let (Some(reason), Some(target)) = (refusal, self.identity.targets.get_mut(target)) else { return Ok(()) };
        if std::mem::replace(&mut target.is_refused, true) {
            return Ok(());
        }
        let (constraint, depth) = (target.constraint, target.depth);
        let at = self.identity.elements.get(depth).map_or(0, |element| element.at);
        let reason = format!("a field of the {} {reason}", self.called(constraint));
        self.refuse_identity(reason, at)
    }

    fn finish_target(&mut self, target: Target<'s>) -> Result<()> {
        let at = self.identity.elements.get(target.depth).map_or(0, |element| element.at);
        let (constraint, all) = (target.constraint, target.fields.len());
        let values: Vec<Value> = target.fields.into_iter().flatten().collect();
        if target.is_refused {
            return Ok(());
        }
        if values.len() < all {
            return if constraint.kind == ConstraintKind::Key { self.not_whole(constraint, at) } else { Ok(()) };
        }
        let Some(scope) = self.identity.scopes.get_mut(target.scope) else { return Ok(()) };
        let (key, shown) = (values.iter().map(|value| value.key.clone()).collect(), shown(&values));
        if let ConstraintKind::Keyref(_) = constraint.kind {
            scope.references.push(Reference { key, shown, at });
            return Ok(());
        }
        match scope.keys.entry(key) {
            Entry::Vacant(free) => _ = free.insert(at),
            Entry::Occupied(_) => {
                let reason = format!("the {} is not unique: {shown} is there twice", self.called(constraint));
                self.refuse_identity(reason, at)?;
            }
        }
        Ok(())
    }

    #[cold]
    fn not_whole(&mut self, constraint: &Constraint, at: usize) -> Result<()> {
        let reason = format!("a field of the {} is missing", self.called(constraint));
        self.refuse_identity(reason, at)
    }

    /// Looks up the references of scopes that end together.
    fn references(&mut self, ended: &[Scope<'s>]) -> Result<()> {
        for scope in ended {
            let ConstraintKind::Keyref(name) = &scope.constraint.kind else { continue };
            let own = ended.iter().find(|other| other.constraint.name == *name);
            let is_known = |key: &Key| scope.has(key) || own.is_some_and(|own| own.has(key));
            for Reference { shown, at, .. } in scope.references.iter().filter(|reference| !is_known(&reference.key)) {
                let (called, referred) = (self.called(scope.constraint), self.schema.show(name));
                let reason = format!("the {called} refers to nothing: no {referred} is {shown}");
                self.refuse_identity(reason, *at)?;
            }
        }
        Ok(())
    }

    /// Notes that an element is passed over, for a reason that is told.
    pub(super) fn pass_over(&mut self) {
        self.identity.is_in_doubt = true;
    }

    #[cold]
    fn refuse_identity(&mut self, reason: String, at: usize) -> Result<()> {
        if self.identity.is_in_doubt { Ok(()) } else { self.findings.refuse(Rule::Other, invalid(reason, at)) }
    }

    fn called(&self, constraint: &Constraint) -> String {
        format!("{} {}", constraint.keyword(), self.schema.show(&constraint.name))
    }
}

impl Scope<'_> {
    /// Whether one element has this key, here or below.
    fn has(&self, key: &Key) -> bool {
        self.keys.contains_key(key) || self.below.get(key).is_some_and(Option::is_some)
    }

    /// Takes the keys of a scope below. One that two elements have is neither's.
    fn learn(&mut self, mut keys: Below) {
        if self.below.len() < keys.len() {
            std::mem::swap(&mut self.below, &mut keys);
        }
        for (key, at) in keys {
            let known = self.below.entry(key).or_insert(at);
            if *known != at {
                *known = None;
            }
        }
    }
}

impl<'s> Identity<'s> {
    /// Whether a value read now may be one that is compared with others.
    pub(super) fn is_at_work(&self) -> bool {
        !self.way.is_empty()
    }

    fn enter(&mut self, name: ExpandedName, element: Element, constraints: &'s [Constraint]) {
        let depth = self.way.len();
        self.way.push(name);
        self.elements.push(element);
        let scope =
            |constraint| Scope { depth, constraint, keys: Keys::new(), below: Below::new(), references: Vec::new() };
        self.scopes.extend(constraints.iter().map(scope));
        for (index, scope) in self.scopes.iter().enumerate() {
            let way = self.way.get(scope.depth + 1..).unwrap_or(&[]);
            if scope.constraint.selector.leads_to(way) {
                let (constraint, fields) = (scope.constraint, scope.constraint.fields.iter().map(|_| None).collect());
                self.targets.push(Target { scope: index, depth, constraint, fields, is_refused: false });
            }
        }
    }

    /// The fields, each of a target, that lead to the element entered last.
    fn fields(&self, leads_here: impl Fn(&XPath, &[ExpandedName]) -> bool) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (index, target) in self.targets.iter().enumerate() {
            let way = self.way.get(target.depth + 1..).unwrap_or(&[]);
            let fields = target.constraint.fields.iter().enumerate().filter(|(_, path)| leads_here(path, way));
            found.extend(fields.map(|(field, _)| (index, field)));
        }
        found
    }

    /// Gives a field its value, or says why it cannot have it.
    fn set(&mut self, target: usize, field: usize, value: Value) -> Option<&'static str> {
        let target = self.targets.get_mut(target)?;
        let is_nillable = self.elements.last().is_some_and(|element| element.is_nillable && element.has_value);
        let slot = target.fields.get_mut(field)?;
        if slot.is_some() {
            return Some("leads to more than one element or attribute");
        }
        *slot = Some(value);
        let is_key_of_elements = target.constraint.kind == ConstraintKind::Key
            && target.constraint.fields.get(field).is_some_and(XPath::has_elements);
        (is_nillable && is_key_of_elements).then_some("leads to an element that is nillable")
    }

    /// Hands the keys of a scope that ends to the scopes around it that may have to know them: those of the same constraint, and those
    /// that refer to it.
    fn propagate(&mut self, ended: Scope<'s>) {
        let name = &ended.constraint.name;
        if !self.scopes.iter().any(|scope| scope.constraint.refers_to(name)) {
            return;
        }
        let own = self.scopes.iter().rposition(|scope| scope.constraint.name == *name);
        let nearest = own.and_then(|index| self.scopes.get(index)).map_or(0, |scope| scope.depth + 1);
        let mut known = ended.below;
        known.retain(|_, at| at.is_some());
        known.extend(ended.keys.into_iter().map(|(key, at)| (key, Some(at))));
        let refers = |scope: &&mut Scope<'s>| scope.constraint.refers_to(name) && scope.depth >= nearest;
        for scope in self.scopes.iter_mut().filter(refers) {
            scope.learn(known.clone());
        }
        if let Some(scope) = own.and_then(|index| self.scopes.get_mut(index)) {
            scope.learn(known);
        }
    }
}

/// The values of all fields as they are written.
fn shown(values: &[Value]) -> String {
    let shown: Vec<String> = values.iter().map(|value| format!("{:?}", excerpt(&value.text))).collect();
    shown.join(", ")
}
