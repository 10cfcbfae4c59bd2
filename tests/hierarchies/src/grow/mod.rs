//! A seed comes in, a valid contract full of derivation goes out.
//!
//! First there are types with bases and elements with heads, but without content; then all get content, bases before what is derived
//! from them. What is required is of a type that can be had with what there is at that time, so no document has to be endless.

mod attributes;
mod body;
mod elements;
mod model;
mod restriction;
mod service;
mod shape;

use std::collections::BTreeSet;

use crate::dice::Dice;
use crate::model::{Body, Contract, Declaration, Derivation, ElementId, ElementType, Occurs, Particle, Schema, TypeId};
use crate::{simple, words};

/// A contract that is becoming.
struct Growth {
    dice: Dice,
    contract: Contract,
    /// The types that have their content.
    types: BTreeSet<TypeId>,
    /// The elements whose type without a name has its content.
    elements: BTreeSet<ElementId>,
}

/// The contract of a seed.
#[must_use]
pub fn contract(seed: u64) -> Contract {
    let mut growth = Growth {
        dice: Dice::new(seed),
        contract: Contract::default(),
        types: BTreeSet::new(),
        elements: BTreeSet::new(),
    };
    growth.add_schemas();
    growth.add_simple_types();
    growth.add_types();
    growth.add_elements();
    growth.fill_types();
    growth.fill_elements();
    growth.add_service();
    growth.contract
}

impl Growth {
    fn add_schemas(&mut self) {
        let count = *self.dice.pick(&[1, 1, 1, 2, 2, 3]).unwrap_or(&1);
        let mut namespaces: Vec<Option<&str>> = vec![None];
        while namespaces.len() <= count {
            let namespace = Some(self.dice.word(words::NAMESPACES));
            if !namespaces.contains(&namespace) {
                namespaces.push(namespace);
            }
        }
        let first = usize::from(!self.dice.chance(10));
        for namespace in namespaces.into_iter().skip(first).take(count) {
            let qualified = self.dice.chance(60);
            self.contract.schemas.push(Schema { namespace: namespace.map(str::to_owned), qualified });
        }
    }

    fn add_simple_types(&mut self) {
        for id in 0..self.dice.below(4) {
            let schema = self.any_schema();
            let name = self.type_name(schema);
            let ty = simple::named(&mut self.dice, &self.contract, schema, &name);
            self.contract.simple_types.insert(id, ty);
        }
    }

    fn any_schema(&mut self) -> usize {
        self.dice.below(self.contract.schemas.len())
    }

    /// A name that no type of the schema has.
    fn type_name(&mut self, schema: usize) -> String {
        let simple = self.contract.simple_types.values().filter(|ty| ty.schema == schema).map(|ty| &ty.name);
        let complex = self.contract.types.values().filter(|ty| ty.schema == schema).map(|ty| &ty.name);
        let taken: Vec<String> = simple.chain(complex).cloned().collect();
        // Few names make them meet across namespaces.
        let words = if self.dice.chance(25) { words::TYPES.get(..taken.len() + 6) } else { None };
        self.unused(words.unwrap_or(words::TYPES), &taken)
    }

    fn unused(&mut self, words: &[&'static str], taken: &[String]) -> String {
        loop {
            let word = self.dice.word(words);
            if !taken.iter().any(|taken| taken == word) {
                return word.to_owned();
            }
        }
    }

    fn fill_types(&mut self) {
        let ids: Vec<TypeId> = self.contract.types.keys().copied().collect();
        for id in ids {
            let Some(body) = self.contract.types.get(&id).map(|ty| ty.body.clone()) else { continue };
            let filled = match body.derivation {
                Derivation::None if body.text().is_some() => self.root_with_text(body.schema),
                Derivation::None => self.root(body.schema, 0),
                Derivation::Extension(base) | Derivation::Restriction(base) => self.derived(body.schema, base),
            };
            let redefined = self.redefined(&filled);
            if let Some(ty) = self.contract.types.get_mut(&id) {
                ty.body = filled;
                ty.redefined = redefined;
            }
            self.types.insert(id);
        }
    }

    /// Where a type is divided when it is redefined; a restriction never is.
    fn redefined(&mut self, body: &Body) -> Option<usize> {
        let parts = body.particles().len().max(body.attributes.len());
        let is_restriction = matches!(body.derivation, Derivation::Restriction(_));
        (self.dice.chance(8) && !is_restriction).then(|| self.dice.below(parts + 1))
    }

    /// A type derived by restriction where that is possible and wanted, else by extension.
    fn derived(&mut self, schema: usize, base: TypeId) -> Body {
        let may_restrict = self.contract.types.get(&base).is_some_and(|ty| !ty.forbidden.restriction);
        let restricted = if may_restrict && self.dice.chance(30) { self.restriction(schema, base) } else { None };
        restricted.unwrap_or_else(|| self.extension(schema, base, 0))
    }

    fn fill_elements(&mut self) {
        let ids: Vec<ElementId> = self.contract.elements.keys().copied().collect();
        for id in ids {
            let Some(element) = self.contract.elements.get(&id) else { continue };
            let ElementType::Anonymous(body) = &element.declaration.ty else { continue };
            let filled = match body.derivation {
                Derivation::Extension(base) | Derivation::Restriction(base) => self.extension(body.schema, base, 1),
                Derivation::None => self.root(body.schema, 1),
            };
            if let Some(element) = self.contract.elements.get_mut(&id) {
                element.declaration.ty = ElementType::Anonymous(Box::new(filled));
            }
            self.elements.insert(id);
        }
    }

    /// Whether there is a document for an element now.
    fn can_be_had(&self, declaration: &Declaration) -> bool {
        match self.contract.type_of(declaration) {
            Some(ElementType::Complex(ty)) => {
                self.contract.stand_ins(*ty, declaration.blocked).iter().any(|ty| self.types.contains(ty))
            }
            Some(ElementType::Simple(..) | ElementType::Anonymous(_)) => true,
            Some(ElementType::OfHead(_)) | None => false,
        }
    }

    /// Whether there is a document for a reference to an element now.
    fn can_be_referred_to(&self, head: ElementId) -> bool {
        self.contract.substitutes(head).iter().any(|id| {
            let Some(element) = self.contract.elements.get(id) else { return false };
            let is_anonymous = matches!(self.contract.type_of(&element.declaration), Some(ElementType::Anonymous(_)));
            if is_anonymous { self.elements.contains(&self.owner(*id)) } else { self.can_be_had(&element.declaration) }
        })
    }

    /// The element that declares the type of this one.
    fn owner(&self, id: ElementId) -> ElementId {
        match self.contract.elements.get(&id).map(|element| &element.declaration.ty) {
            Some(ElementType::OfHead(head)) => self.owner(*head),
            _ => id,
        }
    }

    /// How often something occurs; what is not there to be had, not at all.
    fn occurs(&mut self, can_be_had: bool) -> Occurs {
        let (min, max) = match self.dice.below(100) {
            0..40 => (1, Some(1)),
            40..68 => (0, Some(1)),
            68..84 => (0, None),
            84..92 => (1, None),
            92..96 => (0, Some(2)),
            _ => (2, Some(3)),
        };
        let occurs = Occurs { min, max };
        if can_be_had { occurs } else { occurs.optional() }
    }

    /// The names of everything in the content of a type.
    fn names_in(&self, particles: &[Particle]) -> Vec<crate::model::Name> {
        particles.iter().flat_map(|particle| self.contract.names(particle)).collect()
    }
}
