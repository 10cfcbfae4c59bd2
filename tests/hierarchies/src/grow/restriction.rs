//! Restrictions: a base comes in, a type that allows less goes out, or nothing where its schema cannot say so.
//!
//! Only what every processor agrees on is used (part 1, section 3.9.6): elements occur less often, are of a restricted type, or if
//! optional are left out; groups keep their occurrence, choices lose alternatives.

use super::Growth;
use crate::model::{
    Body, Compositor, Content, Derivation, Derivations, ElementType, LocalElement, Occurs, Particle, Text, TypeId,
};
use crate::simple;

impl Growth {
    /// A restriction of a complex type, which has its content.
    pub(super) fn restriction(&mut self, schema: usize, base: TypeId) -> Option<Body> {
        let inherited = self.contract.types.get(&base)?.body.clone();
        let content = match &inherited.content {
            Content::Text(text) => {
                let (facets, values) =
                    simple::restriction(&mut self.dice, &self.contract, &text.ty, text.values.clone());
                Content::Text(Text { ty: text.ty.clone(), facets, values })
            }
            Content::Model { mixed, .. } => {
                let whole = self.contract.whole_content(&inherited);
                let mut names = self.names_in(&whole);
                let count = names.len();
                names.sort();
                names.dedup();
                // Elements of one name have to keep one type; this is not looked after here.
                if names.len() < count {
                    return None;
                }
                Content::Model { particles: self.narrowed_sequence(schema, &whole)?, mixed: *mixed }
            }
        };
        let whole = self.contract.whole_attributes(&inherited);
        Some(Body {
            schema,
            derivation: Derivation::Restriction(base),
            content,
            attributes: self.narrowed_attributes(schema, &whole),
            any_attribute: self.kept_wildcard(schema, &inherited),
        })
    }

    fn narrowed_sequence(&mut self, schema: usize, particles: &[Particle]) -> Option<Vec<Particle>> {
        let mut narrowed = Vec::new();
        for particle in particles {
            let can_go = min(particle) == 0;
            if can_go && self.dice.chance(25) {
                continue;
            }
            match self.narrowed(schema, particle) {
                Some(particle) => narrowed.push(particle),
                None if can_go => {}
                None => return None,
            }
        }
        Some(narrowed)
    }

    fn narrowed(&mut self, schema: usize, particle: &Particle) -> Option<Particle> {
        match particle {
            Particle::Local(element) => self.narrowed_element(schema, element),
            Particle::Reference(head, occurs) => {
                let can_be_had = self.can_be_referred_to(*head);
                Some(Particle::Reference(*head, self.narrowed_occurs(*occurs, can_be_had)))
            }
            Particle::Group(Compositor::Sequence, occurs, particles) => {
                let narrowed = self.narrowed_sequence(schema, particles)?;
                (!narrowed.is_empty()).then_some(Particle::Group(Compositor::Sequence, *occurs, narrowed))
            }
            Particle::Group(Compositor::Choice, occurs, particles) => {
                let mut narrowed: Vec<Particle> =
                    particles.iter().filter_map(|particle| self.narrowed(schema, particle)).collect();
                if narrowed.len() > 1 && self.dice.chance(40) {
                    narrowed.remove(self.dice.below(narrowed.len()));
                }
                (!narrowed.is_empty()).then_some(Particle::Group(Compositor::Choice, *occurs, narrowed))
            }
        }
    }

    fn narrowed_element(&mut self, schema: usize, element: &LocalElement) -> Option<Particle> {
        // Two types without names are never derived from each other.
        if matches!(element.declaration.ty, ElementType::Anonymous(_)) {
            return None;
        }
        let namespace = element.name.namespace.as_deref();
        if namespace.is_some() && namespace != self.contract.namespace(schema) {
            return None;
        }
        let mut element = element.clone();
        element.declaration.nillable &= self.dice.chance(70);
        if let ElementType::Complex(ty) = element.declaration.ty
            && self.dice.chance(30)
        {
            element.declaration.ty = ElementType::Complex(self.restricted(ty));
        }
        let can_be_had = self.can_be_had(&element.declaration);
        if element.occurs.min > 0 && !can_be_had {
            return None;
        }
        element.occurs = self.narrowed_occurs(element.occurs, can_be_had);
        Some(Particle::Local(Box::new(element)))
    }

    /// The type, or one that is derived from it by restrictions alone.
    fn restricted(&mut self, ty: TypeId) -> TypeId {
        let extension = Derivations { extension: true, ..Derivations::default() };
        let is_restricted = |id: &TypeId| self.types.contains(id) && self.contract.comes_without(*id, ty, extension);
        let restricted: Vec<TypeId> = self.contract.family(ty).filter(is_restricted).collect();
        self.dice.pick(&restricted).copied().unwrap_or(ty)
    }

    fn narrowed_occurs(&mut self, occurs: Occurs, can_be_had: bool) -> Occurs {
        let max = match occurs.max {
            None if self.dice.chance(50) => None,
            None => Some(occurs.min.max(1) + self.dice.below(3)),
            Some(max) => Some(self.dice.between(occurs.min.max(1), max)),
        };
        let min = if can_be_had && self.dice.chance(50) { occurs.min.max(1) } else { occurs.min };
        Occurs { min, max }
    }
}

fn min(particle: &Particle) -> usize {
    match particle {
        Particle::Local(element) => element.occurs.min,
        Particle::Reference(_, occurs) | Particle::Group(_, occurs, _) => occurs.min,
    }
}
