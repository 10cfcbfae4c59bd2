//! Content models: elements, references and groups.
//!
//! Nearly always no two of one name, so that every model is deterministic. Where an extension has an inherited element once more, a required
//! one stands before it.

use super::Growth;
use crate::model::{Compositor, Declaration, ElementId, ElementType, LocalElement, Name, Occurs, Particle, TypeId};
use crate::simple;

impl Growth {
    /// New particles beside elements that have these names.
    pub(super) fn particles(&mut self, schema: usize, mut taken: Vec<Name>, depth: usize) -> Vec<Particle> {
        let count = *self.dice.pick(&[0, 1, 1, 2, 2, 3, 4]).unwrap_or(&1);
        (0..count).map(|_| self.particle(schema, &mut taken, depth)).collect()
    }

    fn particle(&mut self, schema: usize, taken: &mut Vec<Name>, depth: usize) -> Particle {
        match self.dice.below(100) {
            0..25 if depth < 3 => self.group(schema, taken, depth),
            25..42 => self.reference(taken).unwrap_or_else(|| self.local(schema, taken, depth)),
            _ => self.local(schema, taken, depth),
        }
    }

    /// An inherited element once more, behind one that has to be there.
    pub(super) fn repetition(&mut self, schema: usize, whole: &[Particle], taken: &mut Vec<Name>) -> Vec<Particle> {
        let own = self.contract.namespace(schema).map(str::to_owned);
        let is_repeatable = |particle: &&Particle| match particle {
            // Only a declaration in the same namespace can give it the same name.
            Particle::Local(element) => {
                let is_ours = element.name.namespace.is_none() || element.name.namespace == own;
                is_ours && !matches!(element.declaration.ty, ElementType::Anonymous(_))
            }
            Particle::Reference(..) | Particle::Group(..) => false,
        };
        let repeatable: Vec<&Particle> = whole.iter().filter(is_repeatable).collect();
        let Some(Particle::Local(element)) = self.dice.pick(&repeatable).copied().cloned() else { return Vec::new() };
        let name = self.name(schema, 50, taken);
        taken.push(name.clone());
        let declaration = Declaration::of(self.simple_element_type());
        let between = LocalElement { name, occurs: Occurs::ONCE, declaration };
        let occurs = self.occurs(self.can_be_had(&element.declaration));
        [between, LocalElement { occurs, ..*element }].map(|element| Particle::Local(Box::new(element))).into()
    }

    fn group(&mut self, schema: usize, taken: &mut Vec<Name>, depth: usize) -> Particle {
        let compositor = if self.dice.chance(65) { Compositor::Choice } else { Compositor::Sequence };
        let occurs = self.occurs(true);
        let count = *self.dice.pick(&[1, 2, 2, 3]).unwrap_or(&2);
        Particle::Group(compositor, occurs, (0..count).map(|_| self.particle(schema, taken, depth + 1)).collect())
    }

    /// A reference to an element, if there is one that nothing in the content is mistaken for.
    fn reference(&mut self, taken: &mut Vec<Name>) -> Option<Particle> {
        let ids: Vec<ElementId> = self.contract.elements.keys().copied().collect();
        let head = *self.dice.pick(&ids)?;
        let names = self.contract.names(&Particle::Reference(head, Occurs::ONCE));
        if names.iter().any(|name| taken.contains(name)) {
            return None;
        }
        taken.extend(names);
        let occurs = self.occurs(self.can_be_referred_to(head));
        Some(Particle::Reference(head, occurs))
    }

    fn local(&mut self, schema: usize, taken: &mut Vec<Name>, depth: usize) -> Particle {
        let usual = if self.contract.schemas.get(schema).is_some_and(|schema| schema.qualified) { 92 } else { 8 };
        let name = self.name(schema, usual, taken);
        taken.push(name.clone());
        let ty = self.element_type(schema, depth);
        let declaration = self.declaration(ty);
        let occurs = self.occurs(self.can_be_had(&declaration));
        Particle::Local(Box::new(LocalElement { name, occurs, declaration }))
    }

    fn element_type(&mut self, schema: usize, depth: usize) -> ElementType {
        let types: Vec<TypeId> = self.contract.types.keys().copied().collect();
        match (self.dice.below(100), self.dice.pick(&types)) {
            (0..55, Some(ty)) => ElementType::Complex(*ty),
            (55..68, _) if depth < 2 => ElementType::Anonymous(Box::new(self.anonymous(schema, depth + 1))),
            _ => self.simple_element_type(),
        }
    }

    pub(super) fn simple_element_type(&mut self) -> ElementType {
        let ty = simple::any(&mut self.dice, &self.contract);
        let values = self.contract.values(&ty);
        ElementType::Simple(ty, values)
    }

    /// A type without a name, most often derived from one that has its content.
    fn anonymous(&mut self, schema: usize, depth: usize) -> crate::model::Body {
        match self.extensible() {
            Some(base) if self.dice.chance(70) => self.extension(schema, base, depth),
            _ => self.root(schema, depth),
        }
    }

    fn extensible(&mut self) -> Option<TypeId> {
        let is_open = |id: &TypeId| self.contract.types.get(id).is_some_and(|ty| !ty.forbidden.extension);
        let open: Vec<TypeId> = self.types.iter().copied().filter(is_open).collect();
        self.dice.pick(&open).copied()
    }

    /// The rest of an element's declaration.
    pub(super) fn declaration(&mut self, ty: ElementType) -> Declaration {
        let default = match &ty {
            ElementType::Simple(_, values) if self.dice.chance(8) => {
                self.dice.pick(values).filter(|value| !value.is_empty()).cloned()
            }
            _ => None,
        };
        Declaration { ty, nillable: self.dice.chance(12), blocked: self.blocked(5), default }
    }
}
