//! What SOAP encoding asks of a schema.
//!
//! In: names and types. Out: which body is encoded, what a type holds, and what it is called. Invariant: an accessor is known by its
//! name alone, since encoded values have no order and no groups ([SOAP 1.1] 5.4).

use super::Schema;
use crate::contract::{
    ComplexType, ElementDecl, ElementId, ExpandedName, Message, Method, Particle, SimpleDerivation, Term, Type, TypeId,
};

/// The name of a type: prefix, namespace, local name.
pub(crate) type TypeName<'s> = (&'s str, &'s str, &'s str);

impl Schema {
    /// The type of an element that is the body of an encoded message.
    pub(crate) fn encoded_body(&self, uri: &str, local: &str) -> Option<TypeId> {
        let ns = self.namespace(uri);
        let is_it = |name: &ExpandedName| name.ns == ns && *name.local == *local;
        let found = self.encoded_messages().any(|message| message.body.as_ref().is_some_and(is_it));
        if found { self.find_element(ns, local).map(|id| self.element(id).ty) } else { None }
    }

    /// Whether any message has an encoded body.
    pub(super) fn has_encoded_bodies(&self) -> bool {
        self.encoded_messages().next().is_some()
    }

    fn encoded_messages(&self) -> impl Iterator<Item = &Message> {
        let operations = self.contract.operations.iter();
        let messages = operations.flat_map(|operation| operation.input.iter().chain(&operation.output));
        messages.filter(|message| message.is_encoded)
    }

    /// The type of a global element.
    pub(crate) fn type_of_element(&self, uri: &str, local: &str) -> Option<TypeId> {
        self.find_element(self.namespace(uri), local).map(|id| self.element(id).ty)
    }

    /// The namespace of an element.
    pub(crate) fn namespace_of(&self, element: &ElementDecl) -> &str {
        self.uri(element.name.ns)
    }

    /// Whether elements of a type may have an attribute of this name, in no namespace.
    pub(crate) fn has_attribute(&self, ty: TypeId, local: &str) -> bool {
        let attributes = self.attributes_of(ty).filter(|_| ty != TypeId::ANY);
        attributes.is_some_and(|attributes| attributes.find(self, self.namespace(""), local).is_some())
    }

    /// What the items of an array are.
    pub(crate) fn array_item(&self, ty: TypeId) -> Option<&ElementDecl> {
        let is_array = self.complex_of(ty).is_some_and(|complex| complex.is_array);
        if is_array { self.accessors(ty).next() } else { None }
    }

    /// The elements that a type holds, those of its bases first.
    pub(crate) fn accessors(&self, ty: TypeId) -> impl ExactSizeIterator<Item = &ElementDecl> + Clone {
        let ids = self.worked_out(ty).accessors.get_or_init(|| self.all_accessors(ty));
        ids.iter().map(|id| self.element(*id))
    }

    fn all_accessors(&self, ty: TypeId) -> Vec<ElementId> {
        let Some(complex) = self.complex_of(ty) else { return Vec::new() };
        let extends = complex.method == Method::Extension && !complex.is_complete && ty != TypeId::ANY;
        let mut all = if extends { self.all_accessors(complex.base) } else { Vec::new() };
        elements(&complex.particles, &mut all);
        all
    }

    /// The type of this name, built-in ones included.
    pub(crate) fn type_named(&self, uri: &str, local: &str) -> Option<TypeId> {
        self.find_type(self.namespace(uri), local)
    }

    /// The name of a type; of a simple one without a name, the nearest that it is made of.
    pub(crate) fn name_of_type(&self, ty: TypeId) -> Option<TypeName<'_>> {
        let mut step = ty;
        loop {
            let found = self.ty(step);
            if let Some(name) = found.name().filter(|name| !name.local.contains('/')) {
                return Some((self.contract.prefix(name.ns), self.uri(name.ns), &name.local));
            }
            match found {
                Type::Simple(simple) if !matches!(simple.made, SimpleDerivation::Builtin(_)) => {
                    step = simple.made.base();
                }
                _ => return None,
            }
        }
    }

    /// Whether a type is a complex one.
    pub(crate) fn is_complex(&self, ty: TypeId) -> bool {
        self.complex_of(ty).is_some()
    }

    fn complex_of(&self, ty: TypeId) -> Option<&ComplexType> {
        self.ty(ty).as_complex()
    }
}

fn elements(particles: &[Particle], into: &mut Vec<ElementId>) {
    for particle in particles {
        match &particle.term {
            Term::Element(id) => into.push(*id),
            Term::Group(_, inner) => elements(inner, into),
            Term::Wildcard(_) => {}
        }
    }
}
