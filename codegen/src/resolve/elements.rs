//! Element declarations: from names to types and heads.

use std::collections::BTreeMap;

use super::draft::{Drafts, Syntax, element_id};
use super::symbols::Kind;
use crate::ir::{Element, ElementId, Owner, Scope, TypeId};
use crate::xsd::{ElementDecl, ElementType};

impl<'a> Drafts<'a, '_, '_> {
    /// A global element. One without a type has that of the head of its substitution group, which is among the
    /// declared ones.
    pub(super) fn global_element(
        &mut self,
        id: ElementId,
        declaration: &'a ElementDecl,
        declared: &BTreeMap<ElementId, Element>,
    ) -> Element {
        let head = declaration.substitution_group.as_ref();
        let head = head.and_then(|head| self.symbols.find(Kind::Element, &head.name));
        let head = head.and_then(|head| self.element_ids.get(&head)).copied();
        let inherited = head.and_then(|head| declared.get(&head)).map(|head| head.ty);
        let ty = self.element_type(id, declaration, inherited);
        let mut element = lowered(declaration, ty, Scope::Global);
        element.substitution_head = head;
        element
    }

    /// A new local element.
    pub(super) fn local_element(&mut self, declaration: &'a ElementDecl, scope: Scope) -> ElementId {
        let id = element_id(self.elements.len());
        let element = lowered(declaration, TypeId::ANY_TYPE, scope);
        self.elements.push(element);
        let ty = self.element_type(id, declaration, None);
        if let Some(element) = self.elements.last_mut() {
            element.ty = ty;
        }
        id
    }

    fn element_type(&mut self, id: ElementId, declaration: &'a ElementDecl, inherited: Option<TypeId>) -> TypeId {
        match &declaration.ty {
            ElementType::Named(reference) => self.type_of(reference),
            ElementType::Simple(simple) => self.anonymous(Syntax::Simple(simple), Owner::Element(id)),
            ElementType::Complex(complex) => self.anonymous(Syntax::Complex(complex), Owner::Element(id)),
            ElementType::Implied => inherited.unwrap_or(TypeId::ANY_TYPE),
        }
    }
}

fn lowered(declaration: &ElementDecl, ty: TypeId, scope: Scope) -> Element {
    Element {
        name: declaration.name.clone(),
        span: Some(declaration.span),
        documentation: declaration.documentation.clone(),
        ty,
        nillable: declaration.nillable,
        is_expected: false,
        default: declaration.default.clone(),
        fixed: declaration.fixed.clone(),
        is_abstract: declaration.is_abstract,
        substitution_head: None,
        scope,
        block: declaration.block,
        final_: declaration.final_,
        constraints: declaration.constraints.clone(),
    }
}
