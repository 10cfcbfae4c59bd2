//! What types consist of: those without a base, and extensions.

use super::Growth;
use crate::model::{Body, Content, Derivation, Text, TypeId};
use crate::simple;

impl Growth {
    /// A type without a base, with elements.
    pub(super) fn root(&mut self, schema: usize, depth: usize) -> Body {
        let mixed = self.dice.chance(12);
        let particles = self.particles(schema, Vec::new(), depth);
        Body {
            schema,
            derivation: Derivation::None,
            content: Content::Model { particles, mixed },
            attributes: self.attributes(schema, &[]),
            any_attribute: self.wildcard(),
        }
    }

    /// A type that extends a simple type.
    pub(super) fn root_with_text(&mut self, schema: usize) -> Body {
        let ty = simple::any(&mut self.dice, &self.contract);
        let values = self.contract.values(&ty);
        Body {
            schema,
            derivation: Derivation::None,
            content: Content::Text(Text { ty, facets: Vec::new(), values }),
            attributes: self.attributes(schema, &[]),
            any_attribute: self.wildcard(),
        }
    }

    /// A type that extends a complex type, which has its content.
    pub(super) fn extension(&mut self, schema: usize, base: TypeId, depth: usize) -> Body {
        let Some(inherited) = self.contract.types.get(&base).map(|ty| ty.body.clone()) else {
            return self.root(schema, depth);
        };
        let content = match &inherited.content {
            Content::Text(text) => Content::Text(Text { facets: Vec::new(), ..text.clone() }),
            Content::Model { mixed, .. } => {
                let whole = self.contract.whole_content(&inherited);
                // Only what had nothing at all may become mixed (part 1, section 3.4.6).
                let mixed = *mixed || (whole.is_empty() && self.dice.chance(10));
                let mut taken = self.names_in(&whole);
                let again = if self.dice.chance(6) { self.repetition(schema, &whole, &mut taken) } else { Vec::new() };
                taken.extend(self.names_in(&again));
                let particles = again.into_iter().chain(self.particles(schema, taken, depth)).collect();
                Content::Model { particles, mixed }
            }
        };
        let whole = self.contract.whole_attributes(&inherited);
        Body {
            schema,
            derivation: Derivation::Extension(base),
            content,
            attributes: self.attributes(schema, &whole),
            any_attribute: self.wildcard(),
        }
    }
}
