//! The content of complex types, what they inherit included (Part 1, 3.4.2).

use super::Schema;
use super::model::Model;
use crate::contract::{ComplexType, Method, Particle, Type, TypeId};

/// What is between the tags, the base's content included.
#[derive(Debug)]
pub(super) enum Content {
    Empty,
    Simple(TypeId),
    ElementOnly(Model),
    Mixed(Model),
}

impl Schema {
    /// What is between the tags of a complex type; worked out when it is first asked for.
    pub(super) fn content(&self, id: TypeId) -> Option<&Content> {
        let complex = self.ty(id).as_complex()?;
        Some(self.worked_out(id).content.get_or_init(|| self.content_of(id, complex)))
    }

    /// The content model of a type that holds elements only.
    #[inline]
    pub(super) fn elements_only(&self, id: TypeId) -> Option<&Model> {
        match self.content(id) {
            Some(Content::ElementOnly(model)) => Some(model),
            _ => None,
        }
    }

    fn content_of(&self, id: TypeId, complex: &ComplexType) -> Content {
        if let Some(text) = self.text_type(complex) {
            return Content::Simple(text);
        }
        let parts = self.parts(complex);
        match (complex.is_mixed, parts.is_empty()) {
            (true, _) => Content::Mixed(Model::new(self, &parts, 0)),
            (false, true) => Content::Empty,
            (false, false) => Content::ElementOnly(Model::new(self, &parts, id.0.wrapping_add(1))),
        }
    }

    /// The type of the text, if there is only text.
    fn text_type(&self, complex: &ComplexType) -> Option<TypeId> {
        let mut complex = complex;
        loop {
            if complex.text.is_some() {
                return complex.text;
            }
            match self.ty(complex.base) {
                Type::Simple(_) => return Some(complex.base),
                // A restriction may turn mixed content into a text, but not the other way round.
                Type::Complex(_) if complex.base == TypeId::ANY => return None,
                Type::Complex(base) => complex = base,
            }
        }
    }

    /// The particles that follow each other in the type: those of the types it extends first.
    fn parts<'s>(&'s self, complex: &'s ComplexType) -> Vec<&'s Particle> {
        let mut steps = vec![complex];
        while let Some(last) = steps.last() {
            match self.ty(last.base) {
                Type::Complex(base) if last.method == Method::Extension && !last.is_complete => steps.push(base),
                _ => break,
            }
        }
        steps.iter().rev().flat_map(|step| &step.particles).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn content(facts: &str, name: &str) -> String {
        let schema = Schema::parse(&format!("# contract table, version 1\n{facts}")).unwrap();
        let id = schema.find_type(super::super::NsId::NONE, name).unwrap();
        match schema.content(id).unwrap() {
            Content::Empty => "empty".to_owned(),
            Content::Simple(text) => format!("text {}", schema.show(schema.ty(*text).name().unwrap())),
            Content::ElementOnly(model) => format!("{} elements", model.leaves().count()),
            Content::Mixed(model) => format!("text and {} elements", model.leaves().count()),
        }
    }

    #[test]
    fn what_is_inherited_is_included() {
        let facts = "complex E\ncomplex S\n  sequence\ncomplex A\n  element a xs:int\ncomplex B extends A\n  element b xs:int\n\
                     complex R restricts B\n  element a xs:int\ncomplex W extends R complete\n  element w xs:int\n\
                     complex M mixed\ncomplex T extends xs:int\ncomplex U restricts T\ncomplex X extends xs:anyType mixed\n";
        for (name, expected) in [
            ("E", "empty"),
            ("S", "0 elements"),
            ("B", "2 elements"),
            ("R", "1 elements"),
            ("W", "1 elements"),
            ("M", "text and 0 elements"),
            ("T", "text xs:int"),
            ("U", "text xs:int"),
            ("X", "text and 1 elements"),
        ] {
            assert_eq!(content(facts, name), expected, "{name}");
        }
    }
}
