//! The global elements without their content: types, heads.

use super::Growth;
use crate::model::{Body, Content, Derivation, ElementId, ElementType, GlobalElement, TypeId};
use crate::words;

impl Growth {
    pub(super) fn add_elements(&mut self) {
        for id in 0..self.dice.between(2, 8) {
            let head = if self.dice.chance(50) { self.head() } else { None };
            let schema = self.any_schema();
            let ty = match head {
                Some(head) => self.member_type(schema, head),
                None => self.head_type(schema),
            };
            let mut declaration = self.declaration(ty);
            declaration.blocked.substitution = self.dice.chance(3);
            let element = GlobalElement {
                schema,
                name: self.element_name(schema),
                declaration,
                is_abstract: self.dice.chance(25),
                head,
            };
            self.contract.elements.insert(id, element);
        }
    }

    fn element_name(&mut self, schema: usize) -> String {
        let of_schema = self.contract.elements.values().filter(|element| element.schema == schema);
        let taken: Vec<String> = of_schema.map(|element| element.name.clone()).collect();
        self.unused(words::ELEMENTS, &taken)
    }

    fn head(&mut self) -> Option<ElementId> {
        let ids: Vec<ElementId> = self.contract.elements.keys().copied().collect();
        self.dice.pick(&ids).copied()
    }

    fn head_type(&mut self, schema: usize) -> ElementType {
        let types: Vec<TypeId> = self.contract.types.keys().copied().collect();
        match (self.dice.below(100), self.dice.pick(&types)) {
            (0..60, Some(ty)) => ElementType::Complex(*ty),
            (60..90, _) => ElementType::Anonymous(Box::new(bare(schema, Derivation::None))),
            _ => self.simple_element_type(),
        }
    }

    /// A type that is the head's or derived from it.
    fn member_type(&mut self, schema: usize, head: ElementId) -> ElementType {
        let of_head = self.contract.elements.get(&head).and_then(|head| self.contract.type_of(&head.declaration));
        match of_head.cloned() {
            Some(ElementType::Complex(ty)) => {
                let family: Vec<TypeId> = self.contract.family(ty).collect();
                let ty = self.dice.pick(&family).copied().unwrap_or(ty);
                let is_open = self.contract.types.get(&ty).is_some_and(|ty| !ty.forbidden.extension);
                match self.dice.below(100) {
                    0..20 => ElementType::OfHead(head),
                    20..35 if is_open => ElementType::Anonymous(Box::new(bare(schema, Derivation::Extension(ty)))),
                    _ => ElementType::Complex(ty),
                }
            }
            Some(simple @ ElementType::Simple(..)) if self.dice.chance(50) => simple,
            _ => ElementType::OfHead(head),
        }
    }
}

fn bare(schema: usize, derivation: Derivation) -> Body {
    let content = Content::Model { particles: Vec::new(), mixed: false };
    Body { schema, derivation, content, attributes: Vec::new(), any_attribute: None }
}
