//! The lines of complex types.

use super::Table;
use super::element::block;
use super::own::{self, OwnContent};
use crate::ir::{AttributeUse, ComplexType, Content, Derivation, DerivationMethod, TypeId};

impl Table<'_> {
    pub(super) fn complex(&mut self, id: TypeId, complex: &ComplexType, label: &str) {
        let content = OwnContent::of(self.contract, complex);
        let mut line = format!("complex{label}{}", self.derivation(complex));
        if let OwnContent::Complete(_) = content {
            line.push_str(" complete");
        }
        if complex.is_abstract {
            line.push_str(" abstract");
        }
        if let Content::Mixed(_) = complex.content {
            line.push_str(" mixed");
        }
        line.push_str(&block(complex.block));
        self.lines.fact(&line);
        self.lines.indent();
        if let Some(base) = self.stated_base(complex) {
            self.definitions_in_place(&[base]);
        }
        self.text(complex);
        for particle in content.particles() {
            self.particle(particle);
        }
        self.attributes(id, complex);
        self.lines.outdent();
    }

    /// ` extends t:BaseType`; empty for the restriction of `xs:anyType` that every other type is.
    fn derivation(&self, complex: &ComplexType) -> String {
        match (self.stated_base(complex), complex.derivation) {
            (Some(base), Some(Derivation { method, .. })) => {
                let method = match method {
                    DerivationMethod::Extension => "extends",
                    DerivationMethod::Restriction => "restricts",
                };
                format!(" {method} {}", self.type_reference(base))
            }
            _ => String::new(),
        }
    }

    fn stated_base(&self, complex: &ComplexType) -> Option<TypeId> {
        let Derivation { method, base } = complex.derivation?;
        let implied = method == DerivationMethod::Restriction && base == self.contract.any_type();
        (!implied).then_some(base)
    }

    fn text(&mut self, complex: &ComplexType) {
        if let Some(text) = own::text_type(self.contract, complex) {
            let line = format!("text {}", self.type_reference(text));
            self.lines.fact(&line);
            self.lines.indent();
            self.definitions_in_place(&[text]);
            self.lines.outdent();
        }
    }

    pub(super) fn global_attributes(&mut self) {
        for attribute in self.contract.global_attributes() {
            self.attribute(attribute);
        }
    }

    fn attribute(&mut self, attribute: &AttributeUse) {
        let name = self.names.spell(&attribute.name);
        let mut line = format!("attribute {name} {}", self.type_reference(attribute.ty));
        if attribute.required {
            line.push_str(" required");
        }
        let stated = (attribute.default.as_deref(), attribute.fixed.as_deref());
        line.push_str(&self.value_constraint(attribute.ty, stated, attribute.span));
        self.lines.fact(&line);
        self.lines.indent();
        self.definitions_in_place(&[attribute.ty]);
        self.lines.outdent();
    }

    fn attributes(&mut self, id: TypeId, complex: &ComplexType) {
        for attribute in own::attributes(self.contract, id, complex) {
            self.attribute(attribute);
        }
        if let Some(wildcard) = own::any_attribute(self.contract, complex) {
            let line = format!("anyAttribute {}", self.wildcard(wildcard));
            self.lines.fact(&line);
        }
    }
}
