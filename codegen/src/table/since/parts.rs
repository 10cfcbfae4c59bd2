//! The parts of a contract by key, in the order of its table.
//!
//! A key is the way from the top to a part: names of operations, elements, attributes, types and values, with `/` between.

use soap_runtime::contract::{
    AttributeDecl, ComplexType, Contract, ElementDecl, ElementId, ExpandedName, FacetValue, Message, Particle, Since,
    Term, Type, TypeId,
};

/// A part, and what it refers to.
pub(super) struct Part<'p> {
    /// The key of what it stands in; empty at the top.
    pub(super) owner: String,
    /// The rest of its own key.
    pub(super) step: String,
    /// The type of an element.
    pub(super) ty: Option<String>,
    /// What a type is derived from.
    pub(super) base: Option<String>,
    /// What it says since when it is there, if it can.
    pub(super) since: Option<&'p mut Since>,
}

/// Shows every part.
pub(super) fn each(contract: &mut Contract, visit: &mut dyn FnMut(Part<'_>)) {
    let uris = contract.namespaces.iter().map(|namespace| namespace.uri.replace('/', "|")).collect();
    let mut walk = Walk { contract, uris, visit };
    walk.operations();
    for id in walk.contract.global_elements.clone() {
        walk.element("", id);
    }
    let mut attributes = std::mem::take(&mut walk.contract.attributes);
    attributes.iter_mut().for_each(|attribute| walk.attribute("", attribute));
    walk.contract.attributes = attributes;
    for id in walk.contract.named_types.clone() {
        walk.definition("", id);
    }
}

/// A key below another one.
pub(super) fn joined(owner: &str, step: &str) -> String {
    let step = step.replace('/', "|");
    match (owner, step.as_str()) {
        ("", step) => step.to_owned(),
        (owner, "") => owner.to_owned(),
        (owner, step) => format!("{owner}/{step}"),
    }
}

struct Walk<'w> {
    contract: &'w mut Contract,
    /// By namespace, without what separates steps.
    uris: Vec<String>,
    visit: &'w mut dyn FnMut(Part<'_>),
}

impl Walk<'_> {
    /// `t:Name` as `{uri}Name`.
    fn expanded(&self, name: &ExpandedName) -> String {
        match self.uris.get(name.ns.0 as usize).map_or("", String::as_str) {
            "" => name.local.to_string(),
            uri => format!("{{{uri}}}{}", name.local),
        }
    }

    /// What a type is known by: its name, or `*`.
    fn known_as(&self, id: TypeId) -> String {
        let ty = self.contract.types.get(id.0 as usize);
        let name = ty.and_then(Type::name).map(|name| self.expanded(name).replace('/', "|"));
        name.unwrap_or_else(|| "*".to_owned())
    }

    fn part(&mut self, owner: &str, step: String, since: Option<&mut Since>) {
        (self.visit)(Part { owner: owner.to_owned(), step, ty: None, base: None, since });
    }

    fn operations(&mut self) {
        let mut operations = std::mem::take(&mut self.contract.operations);
        for operation in &mut operations {
            let step = format!("operation {}/{}", self.expanded(&operation.port_type), operation.name);
            let key = joined("", &step);
            self.part("", step, Some(&mut operation.since));
            for (direction, message) in [("input", &mut operation.input), ("output", &mut operation.output)] {
                message.iter_mut().for_each(|message| self.message(&joined(&key, direction), message));
            }
        }
        self.contract.operations = operations;
    }

    fn message(&mut self, key: &str, message: &mut Message) {
        for header in &mut message.headers {
            let step = format!("header {}", self.expanded(&header.element));
            self.part(key, step, Some(&mut header.since));
        }
    }

    fn element(&mut self, owner: &str, id: ElementId) {
        let Some(element) = self.contract.elements.get(id.0 as usize) else { return };
        let (step, id_of_type) = (format!("element {}", self.expanded(&element.name)), element.ty);
        let (key, ty) = (joined(owner, &step), Some(self.known_as(id_of_type)));
        if let Some(ElementDecl { since, .. }) = self.contract.elements.get_mut(id.0 as usize) {
            (self.visit)(Part { owner: owner.to_owned(), step, ty, base: None, since: Some(since) });
        }
        self.in_place(&key, id_of_type);
    }

    /// The parts of a type that has no name of its own.
    fn in_place(&mut self, owner: &str, id: TypeId) {
        if self.contract.types.get(id.0 as usize).is_some_and(|ty| ty.name().is_none()) {
            self.definition(owner, id);
        }
    }

    /// A type is taken out while its parts are visited; one without a name is in one place only, so nobody misses it.
    fn definition(&mut self, owner: &str, id: TypeId) {
        let Some(slot) = self.contract.types.get_mut(id.0 as usize) else { return };
        let nothing = Type::Complex(ComplexType::new(slot.name().cloned()));
        let mut ty = std::mem::replace(slot, nothing);
        self.ty(owner, &mut ty);
        if let Some(slot) = self.contract.types.get_mut(id.0 as usize) {
            *slot = ty;
        }
    }

    fn ty(&mut self, owner: &str, ty: &mut Type) {
        let kind = if ty.as_complex().is_some() { "complex" } else { "simple" };
        let name = ty.name().map(|name| self.expanded(name));
        let base = ty.as_complex().map(|complex| self.known_as(complex.base));
        let is_named = name.is_some();
        let step = name.unwrap_or_else(|| kind.to_owned());
        let key = joined(owner, &step);
        let since = match ty {
            Type::Simple(simple) => &mut simple.since,
            Type::Complex(complex) => &mut complex.since,
        };
        (self.visit)(Part { owner: owner.to_owned(), step, ty: None, base, since: Some(since).filter(|_| is_named) });
        self.below(&key, ty);
    }

    fn below(&mut self, key: &str, ty: &mut Type) {
        match ty {
            Type::Simple(simple) => {
                simple.made.types().iter().for_each(|ty| self.in_place(key, *ty));
                for facet in &mut simple.facets {
                    if let FacetValue::Enumeration(value) = &facet.value {
                        self.part(key, format!("value {value}"), Some(&mut facet.since));
                    }
                }
            }
            Type::Complex(complex) => {
                [Some(complex.base), complex.text].into_iter().flatten().for_each(|ty| self.in_place(key, ty));
                complex.particles.iter_mut().for_each(|particle| self.particle(key, particle));
                complex.attributes.iter_mut().for_each(|attribute| self.attribute(key, attribute));
            }
        }
    }

    fn attribute(&mut self, owner: &str, attribute: &mut AttributeDecl) {
        let step = format!("attribute {}", self.expanded(&attribute.name));
        let key = joined(owner, &step);
        self.part(owner, step, Some(&mut attribute.since));
        self.in_place(&key, attribute.ty);
    }

    fn particle(&mut self, owner: &str, particle: &mut Particle) {
        match &mut particle.term {
            Term::Wildcard(_) => {}
            Term::Group(_, inner) => inner.iter_mut().for_each(|inner| self.particle(owner, inner)),
            Term::Element(id) => match self.contract.elements.get(id.0 as usize) {
                Some(element) if element.is_global => {
                    let step = format!("ref {}", self.expanded(&element.name));
                    self.part(owner, step, Some(&mut particle.since));
                }
                _ => self.element(owner, *id),
            },
        }
    }
}
