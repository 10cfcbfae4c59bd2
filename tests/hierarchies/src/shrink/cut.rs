//! Points at which a contract may be made simpler. Each has a number, by the order in which they are come by.

use super::repair::repair;
use super::{names, used};
use crate::model::{
    Body, Content, Contract, Declaration, Derivation, Derivations, ElementType, Particle, SimpleRef, Usage,
};

/// The number of points.
pub(super) fn points(contract: &Contract) -> usize {
    let mut count = 0;
    Cut { next: 0, points: &[], count: &mut count }.contract(&mut contract.clone());
    count
}

/// The contract made simpler at some points, and valid again.
pub(super) fn without(contract: &Contract, points: &[usize]) -> Contract {
    let mut smaller = contract.clone();
    Cut { next: 0, points, count: &mut 0 }.contract(&mut smaller);
    repair(&mut smaller);
    smaller
}

struct Cut<'a> {
    next: usize,
    points: &'a [usize],
    count: &'a mut usize,
}

impl Cut<'_> {
    /// Whether this point is one of those asked for.
    fn is_here(&mut self) -> bool {
        let point = self.next;
        self.next += 1;
        *self.count = self.next;
        self.points.contains(&point)
    }

    /// What is inside comes before what it is in, so that no cut changes the numbers of those after it.
    fn contract(&mut self, contract: &mut Contract) {
        self.names(contract);
        for ty in contract.types.values_mut() {
            ty.is_abstract &= !self.is_here();
            self.derivations(&mut ty.forbidden);
            self.derivations(&mut ty.blocked);
            ty.redefined = ty.redefined.filter(|_| !self.is_here());
            self.body(&mut ty.body);
        }
        for element in contract.elements.values_mut() {
            element.is_abstract &= !self.is_here();
            element.head = element.head.filter(|_| !self.is_here());
            self.declaration(&mut element.declaration);
        }
        self.inheritance(contract);
        let used = used::simple_types(contract);
        contract.simple_types.retain(|id, _| !self.is_here() || used.contains(id));
        contract.types.retain(|_, _| !self.is_here());
        contract.elements.retain(|_, _| !self.is_here());
        if let Some(service) = &mut contract.service {
            service.operations.retain(|_| !self.is_here());
        }
        if self.is_here() {
            contract.service = None;
        }
    }

    /// Extensions of extensions come from further up, or from nowhere.
    fn inheritance(&mut self, contract: &mut Contract) {
        let before = contract.types.clone();
        for ty in contract.types.values_mut() {
            let Derivation::Extension(base) = ty.body.derivation else { continue };
            let base = before.get(&base).map(|base| base.body.derivation);
            if let Some(Derivation::Extension(above)) = base
                && self.is_here()
            {
                ty.body.derivation = Derivation::Extension(above);
            }
            if self.is_here() {
                ty.body.derivation = Derivation::None;
            }
        }
    }

    fn derivations(&mut self, derivations: &mut Derivations) {
        if *derivations != Derivations::default() && self.is_here() {
            *derivations = Derivations::default();
        }
    }

    fn declaration(&mut self, declaration: &mut Declaration) {
        declaration.nillable &= !self.is_here();
        self.derivations(&mut declaration.blocked);
        if declaration.default.is_some() && self.is_here() {
            declaration.default = None;
        }
        match &mut declaration.ty {
            ElementType::Simple(ty, values) => {
                if self.is_here() {
                    (*ty, *values) = plain();
                    declaration.default = None;
                }
            }
            ElementType::Anonymous(body) => {
                self.body(body);
                if self.is_here() {
                    let (ty, values) = plain();
                    declaration.ty = ElementType::Simple(ty, values);
                }
            }
            ElementType::Complex(_) | ElementType::OfHead(_) => {}
        }
    }

    fn body(&mut self, body: &mut Body) {
        let is_restriction = matches!(body.derivation, Derivation::Restriction(_));
        match &mut body.content {
            Content::Model { particles, mixed } => {
                *mixed &= !self.is_here();
                self.particles(particles, is_restriction);
            }
            Content::Text(text) => {
                if self.is_here() {
                    text.facets.clear();
                }
                if body.derivation == Derivation::None && self.is_here() {
                    (text.ty, text.values) = plain();
                }
            }
        }
        body.attributes.retain(|_| !self.is_here());
        for attribute in &mut body.attributes {
            if self.is_here() {
                (attribute.ty, attribute.values) = plain();
                attribute.usage = Usage::Optional;
            }
        }
        body.any_attribute = body.any_attribute.filter(|_| !self.is_here());
    }

    fn particles(&mut self, particles: &mut Vec<Particle>, is_restriction: bool) {
        for particle in particles.iter_mut() {
            match particle {
                Particle::Local(element) => self.declaration(&mut element.declaration),
                Particle::Reference(..) => {}
                Particle::Group(_, _, particles) => self.particles(particles, is_restriction),
            }
        }
        particles.retain(|particle| {
            // What a restriction inherits as required it has to have.
            let may_go = !is_restriction || particle.occurs().min == 0;
            !(self.is_here() && may_go)
        });
    }

    /// Names that mean nothing.
    fn names(&mut self, contract: &mut Contract) {
        for (id, ty) in &mut contract.types {
            if self.is_here() {
                ty.name = format!("T{id}");
            }
        }
        for (id, element) in &mut contract.elements {
            if self.is_here() {
                element.name = format!("E{id}");
            }
        }
        let words = names::local(contract);
        for (index, word) in words.into_iter().enumerate() {
            if self.is_here() {
                names::rename(contract, &word, &format!("n{index}"));
            }
        }
    }
}

fn plain() -> (SimpleRef, Vec<String>) {
    (SimpleRef::Builtin("string"), vec!["one".to_owned()])
}
