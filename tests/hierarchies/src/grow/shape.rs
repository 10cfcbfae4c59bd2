//! The types without their content: names, bases, what is abstract.

use super::Growth;
use crate::model::{Body, ComplexType, Content, Derivation, Derivations, SimpleRef, Text, TypeId};

/// How far a type may be from its root.
const DEPTH: usize = 5;

impl Growth {
    pub(super) fn add_types(&mut self) {
        for id in 0..self.dice.between(3, 9) {
            let base = if id == 0 || self.dice.chance(30) { None } else { self.base() };
            let schema = self.schema_beside(base);
            let ty = ComplexType {
                schema,
                name: self.type_name(schema),
                is_abstract: self.dice.chance(if base.is_none() { 45 } else { 30 }),
                forbidden: self.forbidden(),
                blocked: self.blocked(5),
                body: self.bare(schema, base),
                redefined: None,
            };
            self.contract.types.insert(id, ty);
        }
    }

    /// A type to derive from, the deeper ones more often.
    fn base(&mut self) -> Option<TypeId> {
        let depth = |id: TypeId| self.contract.types.get(&id).map_or(0, |ty| self.contract.lineage(&ty.body).count());
        let allows = |id: TypeId| self.contract.types.get(&id).is_some_and(|ty| !ty.forbidden.extension);
        let possible: Vec<(usize, TypeId)> = self.contract.types.keys().map(|id| (depth(*id), *id)).collect();
        let mut possible: Vec<(usize, TypeId)> =
            possible.into_iter().filter(|(depth, id)| *depth < DEPTH && allows(*id)).collect();
        possible.sort_unstable();
        let first = if self.dice.chance(50) { possible.len() / 2 } else { 0 };
        self.dice.pick(possible.get(first..).unwrap_or_default()).map(|(_, id)| *id)
    }

    fn schema_beside(&mut self, base: Option<TypeId>) -> usize {
        match base.and_then(|base| self.contract.types.get(&base)) {
            Some(base) if !self.dice.chance(30) => base.schema,
            _ => self.any_schema(),
        }
    }

    /// What is never derived from, or by extension alone.
    fn forbidden(&mut self) -> Derivations {
        match self.dice.below(100) {
            0..4 => Derivations { extension: true, restriction: true, substitution: false },
            4..8 => Derivations { restriction: true, ..Derivations::default() },
            _ => Derivations::default(),
        }
    }

    pub(super) fn blocked(&mut self, percent: usize) -> Derivations {
        if !self.dice.chance(percent) {
            return Derivations::default();
        }
        Derivations { extension: self.dice.chance(60), restriction: self.dice.chance(60), substitution: false }
    }

    /// A type that only says where it comes from, and whether its content is simple.
    fn bare(&mut self, schema: usize, base: Option<TypeId>) -> Body {
        let is_simple = match base.and_then(|base| self.contract.types.get(&base)) {
            Some(base) => base.body.text().is_some(),
            None => self.dice.chance(25),
        };
        let text = Text { ty: SimpleRef::Builtin("string"), facets: Vec::new(), values: Vec::new() };
        Body {
            schema,
            derivation: base.map_or(Derivation::None, Derivation::Extension),
            content: if is_simple {
                Content::Text(text)
            } else {
                Content::Model { particles: Vec::new(), mixed: false }
            },
            attributes: Vec::new(),
            any_attribute: None,
        }
    }
}
