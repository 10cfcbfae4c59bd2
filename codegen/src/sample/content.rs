//! Elements with what they hold: element declarations come in, trees go out.
//!
//! What is required is made as often as it has to be; what may be left out is made once, down to a certain depth, unless it is inside itself. Of a choice
//! the first alternative that can be made is taken.

use std::collections::BTreeSet;

use super::tree::{Inside, Node, xsi};
use super::value;
use crate::ir::{
    AttributeUse, Compositor, Content, Contract, Element, ElementId, NamespaceConstraint, Particle, ProcessContents,
    Term, Type, TypeId, Wildcard,
};
use crate::qname::{Namespace, QName};
use crate::values::Values;

/// How many elements and how many groups are tried, and how deep both nest: a contract can ask for more than there is room for.
const MOST: usize = 5000;
const MOST_GROUPS: usize = 200_000;
const DEEPEST: usize = 60;
const DEEPEST_GROUPS: usize = 200;

/// How many elements a sample has, unless it needs more.
const ENOUGH: usize = 120;

/// Makes elements.
pub(super) struct Maker<'c> {
    contract: &'c Contract,
    values: &'c Values<'c>,
    /// How deep elements that may be left out are made.
    depth: usize,
    /// The elements that are being made, outermost first.
    open: Vec<ElementId>,
    tried: usize,
    /// The groups that have been tried, and how many are open.
    groups: (usize, usize),
    ids: usize,
    /// The namespaces of names in values.
    namespaces: BTreeSet<Namespace>,
}

/// A value, or what is in the way of it.
type Made<T> = Result<T, String>;

impl<'c> Maker<'c> {
    pub(super) fn new(contract: &'c Contract, values: &'c Values<'c>, depth: usize) -> Self {
        Self {
            contract,
            values,
            depth,
            open: Vec::new(),
            tried: 0,
            groups: (0, 0),
            ids: 0,
            namespaces: BTreeSet::new(),
        }
    }

    /// The namespaces that names in values need.
    pub(super) fn namespaces(&self) -> BTreeSet<Namespace> {
        self.namespaces.clone()
    }

    /// The element, or the first of those that may stand in its place.
    pub(super) fn element(&mut self, id: ElementId) -> Made<Node> {
        let name = || self.contract.element(id).name.with_prefix(self.contract.prefixes());
        self.tried += 1;
        if self.tried > MOST || self.open.len() > DEEPEST {
            return Err(format!("{} needs too many elements, or holds itself without end", name()));
        }
        let mut reason = format!("{} is abstract, and nothing can stand in its place", name());
        self.open.push(id);
        let members = self.contract.substitution_members(id);
        let made = members.into_iter().find_map(|member| match self.declared(member) {
            Ok(node) => Some(node),
            Err(why) => {
                reason = why;
                None
            }
        });
        self.open.pop();
        made.ok_or(reason)
    }

    /// The element itself: of its type, of one derived from it, or nil.
    fn declared(&mut self, id: ElementId) -> Made<Node> {
        let contract = self.contract;
        let element = contract.element(id);
        let is_abstract = |ty: TypeId| contract.ty(ty).as_complex().is_some_and(|ty| ty.is_abstract);
        let derived = if is_abstract(element.ty) { contract.derived_types(element.ty) } else { Vec::new() };
        let types: Vec<TypeId> = (!is_abstract(element.ty)).then_some(element.ty).into_iter().chain(derived).collect();
        let mut reason = "its type is abstract, and none is derived from it".to_owned();
        for ty in types {
            match self.typed(element, ty) {
                Ok(node) => return Ok(node),
                Err(why) => reason = why,
            }
        }
        let nil = |element: &Element| {
            let attributes = vec![(xsi("nil"), "true".to_owned())];
            Node { name: element.name.clone(), attributes, content: Inside::Elements(Vec::new()) }
        };
        if element.nillable { Ok(nil(element)) } else { Err(reason) }
    }

    fn typed(&mut self, element: &Element, ty: TypeId) -> Made<Node> {
        let contract = self.contract;
        let mut attributes = Vec::new();
        if ty != element.ty {
            let name = contract.ty(ty).name().ok_or("the derived type has no name")?;
            attributes.push((xsi("type"), self.spelled(name)));
        }
        let given = element.fixed.as_ref().or(element.default.as_ref());
        let content = match contract.ty(ty) {
            Type::Simple(_) => Inside::Text(self.text(ty, given, element)?),
            Type::Complex(_) => {
                self.attributes(ty, &mut attributes)?;
                self.content(ty, given, element)?
            }
        };
        Ok(Node { name: element.name.clone(), attributes, content })
    }

    fn content(&mut self, ty: TypeId, given: Option<&String>, element: &Element) -> Made<Inside> {
        match self.contract.content(ty) {
            Content::Empty => Ok(Inside::Elements(Vec::new())),
            Content::Simple(ty) => Ok(Inside::Text(self.text(ty, given, element)?)),
            Content::Mixed(_) if given.is_some() => Ok(Inside::Text(given.cloned().unwrap_or_default())),
            Content::Mixed(None) => Ok(Inside::Text("text".to_owned())),
            Content::ElementOnly(particle) | Content::Mixed(Some(particle)) => {
                let mut nodes = Vec::new();
                self.particle(&particle, &mut nodes)?;
                Ok(Inside::Elements(nodes))
            }
        }
    }

    /// The value that the declaration gives, or one of the type.
    fn text(&mut self, ty: TypeId, given: Option<&String>, element: &Element) -> Made<String> {
        if let Some(text) = given {
            let (values, contract) = (self.values, self.contract);
            return Ok(values.spelled(ty, text, element.span, &mut |name| {
                self.namespaces.extend(name.namespace().cloned());
                name.with_prefix(contract.prefixes())
            }));
        }
        self.value(ty, &element.name)
    }

    fn value(&mut self, ty: TypeId, of: &QName) -> Made<String> {
        let (contract, ids) = (self.contract, self.ids + 1);
        let mut spell = |name: &QName| {
            self.namespaces.extend(name.namespace().cloned());
            name.with_prefix(contract.prefixes())
        };
        let made = value::of(contract, self.values, ty, ids, &mut spell);
        self.ids = ids;
        made.ok_or_else(|| {
            let shown = contract.ty(ty).name().map(|name| format!(" of {}", name.with_prefix(contract.prefixes())));
            format!("no value{} was found for {}", shown.unwrap_or_default(), of.with_prefix(contract.prefixes()))
        })
    }

    fn attributes(&mut self, ty: TypeId, made: &mut Vec<(QName, String)>) -> Made<()> {
        let may_be = |attribute: &&AttributeUse| attribute.required || self.open.len() <= self.depth;
        let wanted: Vec<&AttributeUse> = self.contract.attributes(ty).into_iter().filter(may_be).collect();
        for attribute in wanted {
            let value = match attribute.fixed.as_ref().or(attribute.default.as_ref()) {
                Some(text) => {
                    let (values, contract) = (self.values, self.contract);
                    values.spelled(attribute.ty, text, attribute.value_span, &mut |name| {
                        self.namespaces.extend(name.namespace().cloned());
                        name.with_prefix(contract.prefixes())
                    })
                }
                None => match self.value(attribute.ty, &attribute.name) {
                    Ok(value) => value,
                    Err(reason) if attribute.required => return Err(reason),
                    Err(_) => continue,
                },
            };
            made.push((attribute.name.clone(), value));
        }
        Ok(())
    }

    fn particle(&mut self, particle: &Particle, nodes: &mut Vec<Node>) -> Made<()> {
        if particle.min == 0 {
            if self.is_worth_it(&particle.term) {
                let before = nodes.len();
                if self.term(&particle.term, nodes).is_err() {
                    nodes.truncate(before);
                }
            }
            return Ok(());
        }
        (0..particle.min).try_for_each(|_| self.term(&particle.term, nodes))
    }

    /// Whether something that may be left out is put in.
    fn is_worth_it(&self, term: &Term) -> bool {
        let is_open = |id: &ElementId| {
            let same = |open: &ElementId| self.contract.element(*open).ty == self.contract.element(*id).ty;
            self.open.iter().any(same)
        };
        let fits = self.open.len() <= self.depth && self.tried < ENOUGH;
        fits && match term {
            Term::Element(id) => !is_open(id),
            Term::Group(..) => true,
            Term::Wildcard(_) => false,
        }
    }

    fn term(&mut self, term: &Term, nodes: &mut Vec<Node>) -> Made<()> {
        match term {
            Term::Element(id) => self.element(*id).map(|node| nodes.push(node)),
            Term::Wildcard(wildcard) => self.any(wildcard).map(|node| nodes.push(node)),
            Term::Group(compositor, inner) => {
                if self.groups.0 >= MOST_GROUPS || self.groups.1 >= DEEPEST_GROUPS {
                    return Err("the content has too many groups".to_owned());
                }
                self.groups = (self.groups.0 + 1, self.groups.1 + 1);
                let made = match compositor {
                    Compositor::Sequence | Compositor::All => {
                        inner.iter().try_for_each(|inner| self.particle(inner, nodes))
                    }
                    Compositor::Choice => self.choice(inner, nodes),
                };
                self.groups.1 -= 1;
                made
            }
        }
    }

    /// The first alternative that can be made and says something, or the first that can be made.
    fn choice(&mut self, alternatives: &[Particle], nodes: &mut Vec<Node>) -> Made<()> {
        let before = nodes.len();
        let (mut reason, mut is_empty_possible) = ("the choice has no alternatives".to_owned(), false);
        for alternative in alternatives {
            match self.particle(alternative, nodes) {
                Ok(()) if nodes.len() > before => return Ok(()),
                Ok(()) => is_empty_possible = true,
                Err(why) => {
                    nodes.truncate(before);
                    reason = why;
                }
            }
        }
        if is_empty_possible { Ok(()) } else { Err(reason) }
    }

    /// An element that a wildcard admits: a global one of the contract, or, where it need not be declared, an unknown one.
    fn any(&mut self, wildcard: &Wildcard) -> Made<Node> {
        if wildcard.process == ProcessContents::Strict {
            let admitted = |id: &ElementId| admits(&wildcard.namespaces, self.contract.element(*id).name.namespace());
            let candidates: Vec<ElementId> = self.contract.elements().into_iter().filter(admitted).collect();
            let is_new = |id: &ElementId| !self.open.contains(id);
            let found = candidates.into_iter().filter(is_new).collect::<Vec<_>>();
            return found
                .into_iter()
                .find_map(|id| self.element(id).ok())
                .ok_or_else(|| "no element can stand for a wildcard".to_owned());
        }
        let namespace = match &wildcard.namespaces {
            NamespaceConstraint::Any | NamespaceConstraint::Other(_) => Namespace::new("urn:example:any"),
            NamespaceConstraint::List(listed) => listed.first().cloned().ok_or("a wildcard admits no namespace")?,
        };
        let name = QName::new(namespace, "AnyElement");
        Ok(Node { name, attributes: Vec::new(), content: Inside::Elements(Vec::new()) })
    }

    fn spelled(&mut self, name: &QName) -> String {
        self.namespaces.extend(name.namespace().cloned());
        name.with_prefix(self.contract.prefixes())
    }
}

fn admits(namespaces: &NamespaceConstraint, namespace: Option<&Namespace>) -> bool {
    match namespaces {
        NamespaceConstraint::Any => true,
        NamespaceConstraint::Other(other) => namespace.is_some() && namespace != other.as_ref(),
        NamespaceConstraint::List(listed) => listed.iter().any(|one| one.as_ref() == namespace),
    }
}
