//! Complex types: attributes and content become the fields of a struct. One that is a choice and nothing else is the choice's enum.
//!
//! ```xml
//! <xs:complexType name="ItemIdType"> <xs:attribute name="Id" type="xs:string" use="required"/> …   <!-- struct ItemIdType { id: String -->
//! ```

use super::content::{Arm, Scope, Slot, constraint, number_arms};
use super::planner::Planner;
use super::{Choice, Field, ItemId, ItemKind, Line, RustType, Struct, Whole};
use crate::ir::{AttributeUse, Builtin, ComplexType, Compositor, Content, Element, Particle, Term, Type, TypeId};

/// What no field is called where there are views: an enum over derived types has methods called like the fields that they share.
const METHODS_OF_VIEWS: &[&str] = &["to_owned"];

impl Planner<'_> {
    /// The struct of a complex type, or its enum.
    pub(super) fn plan_complex(&mut self, id: TypeId, complex: &ComplexType, item: ItemId) -> ItemKind {
        let type_name = complex.name.as_ref().map(|name| self.xml_name(name));
        if let Some(mut arms) = self.whole_choice(id) {
            let in_order = self.in_order(id);
            if in_order.is_some() {
                number_arms(&mut arms, &mut 0);
            }
            let variants = self.variants(id, arms, item);
            return ItemKind::Choice(Choice {
                variants,
                whole: Some(Whole { type_name, is_endless: false, in_order }),
                ..Choice::default()
            });
        }
        let reserved = if self.choices.has_views { METHODS_OF_VIEWS } else { &[] };
        let mut scope = Scope::reserving(reserved, self.item(item));
        let mut fields = self.plan_content(id, &mut scope);
        let mut attributes = self.plan_attributes(id, &mut scope);
        attributes.append(&mut fields);
        attributes.extend(order_field(&self.contract.content(id), &attributes, &mut scope));
        let instance = self.type_field(id, &mut scope).into_iter().chain(self.location_fields(id, &mut scope));
        attributes.splice(0..0, instance);
        let in_order = self.in_order(id);
        ItemKind::Struct(Struct { type_name, fields: attributes, in_order, is_array: complex.is_array })
    }

    /// The alternatives of a type that is a choice and nothing else: it has no attributes, is derived from nothing, and nothing is derived
    /// from it, which would add to what it holds.
    fn whole_choice(&self, id: TypeId) -> Option<Vec<Arm>> {
        let contract = self.contract;
        let stands_alone = contract.base_of(id).is_none_or(|base| base == contract.any_type())
            && contract.all_derived_types(id).is_empty()
            && contract.attributes(id).is_empty()
            && contract.any_attribute(id).is_none();
        // Alternatives that may be missing need a place that may be empty.
        if !stands_alone || self.choices.keeps_types || self.choices.by_operation.contains(&id) {
            return None;
        }
        match contract.content(id) {
            Content::ElementOnly(particle) => self.only_choice(&particle),
            Content::Empty | Content::Simple(_) | Content::Mixed(_) => None,
        }
    }

    /// The field for an `xsi:type` that is kept, in a type that an element can have.
    fn type_field(&self, id: TypeId, scope: &mut Scope) -> Option<Field> {
        let mut steps = std::iter::successors(Some(id), |id| self.contract.base_of(*id));
        if !self.choices.keeps_types || !steps.any(|step| self.element_types.contains(&step)) {
            return None;
        }
        let name = scope.names.take("xsi_type", &[]);
        let docs = vec!["Attribute `xsi:type`, if the element has it.".to_owned()];
        Some(Field { name, docs, ty: RustType::Path("xsd::QName").option(), line: Line::xsi_type(), least: 0 })
    }

    fn plan_attributes(&mut self, id: TypeId, scope: &mut Scope) -> Vec<Field> {
        let attributes = self.contract.attributes(id).into_iter();
        let mut fields: Vec<Field> = attributes.map(|attribute| self.plan_attribute(id, attribute, scope)).collect();
        if let Some(wildcard) = self.contract.any_attribute(id) {
            let name = scope.names.take("any_attributes", &[]);
            let line = Line::AnyAttribute(constraint(&wildcard.namespaces));
            let docs = vec!["Attributes that the schema leaves open.".to_owned()];
            fields.push(Field { name, docs, ty: RustType::Path("AnyAttribute").vec(), line, least: 0 });
        }
        fields
    }

    fn plan_attribute(&mut self, id: TypeId, attribute: &AttributeUse, scope: &mut Scope) -> Field {
        let wanted = self.choices.renames.attribute(self.contract, id, attribute.name.local());
        let alternative = format!("{}_attribute", wanted.name.trim_end_matches('_'));
        let name = self.assign_in(&mut scope.names, wanted, &[alternative]);
        let ty = self.simple_rust_type(attribute.ty);
        let ty = if attribute.required { ty } else { ty.option() };
        let line = Line::Attribute { name: self.xml_name(&attribute.name), required: attribute.required };
        Field { name, docs: self.attribute_docs(id, attribute), ty, line, least: 0 }
    }

    fn plan_content(&mut self, id: TypeId, scope: &mut Scope) -> Vec<Field> {
        match self.contract.content(id) {
            Content::Empty => Vec::new(),
            Content::Simple(text) => {
                let name = scope.names.take("value", &[]);
                let ty = self.simple_rust_type(text);
                vec![Field { name, docs: vec!["The text of the element.".to_owned()], ty, line: Line::Text, least: 0 }]
            }
            Content::ElementOnly(particle) => {
                let slots = self.slots(id, &particle, scope);
                let mut fields: Vec<Field> = slots.into_iter().map(|slot| self.slot_field(id, slot, scope)).collect();
                if self.choices.flattens {
                    let in_any_order = matches!(particle.term, Term::Group(Compositor::All, _));
                    fields.iter_mut().for_each(|field| flatten(field, in_any_order));
                }
                fields
            }
            Content::Mixed(particle) => vec![self.mixed_field(id, particle.as_deref(), scope)],
        }
    }

    /// The field of a slot of element content.
    pub(super) fn slot_field(&mut self, id: TypeId, slot: Slot, scope: &mut Scope) -> Field {
        match slot {
            Slot::Element { element, card } => {
                let declaration = self.contract.element(element).clone();
                let wanted = self.choices.renames.field(self.contract, id, declaration.name.local());
                let name = self.assign_in(&mut scope.names, wanted, &[]);
                let ty = card.of(self.element_rust_type(element));
                let default = self.element_default(&declaration);
                let name_in_xml = self.xml_name(&declaration.name);
                let line = Line::Element { name: name_in_xml, required: card.is_required(), default, nil: false };
                Field { name, docs: self.element_docs(id, element), ty, line, least: card.least_of_several() }
            }
            Slot::Group { item, card, wanted, docs } => {
                let name = self.assign_in(&mut scope.names, wanted, &[]);
                let line = Line::Group { required: card.is_required() };
                Field { name, docs, ty: card.of(RustType::Item(item)), line, least: card.least_of_several() }
            }
            Slot::Any { open, card } => {
                let name = scope.names.take("any", &[]);
                let any = RustType::Path("AnyElement");
                let ty = if card.repeats() { any.vec() } else { any.option() };
                let docs = vec!["Elements that the schema leaves open.".to_owned()];
                let line = Line::Any { constraint: constraint(&open.wildcard.namespaces), number: open.number };
                Field { name, docs, ty, line, least: card.least() }
            }
        }
    }

    /// What an empty element stands for: its default or fixed value, unless that is the empty text anyway.
    pub(super) fn element_default(&mut self, element: &Element) -> Option<String> {
        let value = element.default.as_ref().or(element.fixed.as_ref())?;
        let holds_text = self.contract.text_type(element.ty).is_some() || self.contract.content(element.ty).is_mixed();
        let is_text = holds_text && !self.content_is_open(element.ty);
        (is_text && !value.is_empty()).then(|| self.spelled_value(element.ty, value, element.span))
    }

    /// The Rust type of an element's content.
    pub(super) fn element_rust_type(&mut self, element: crate::ir::ElementId) -> RustType {
        let declaration = self.contract.element(element);
        let (ty, nillable) = (declaration.ty, declaration.nillable);
        let is_text = self.contract.ty(ty).as_simple().is_some() && !self.content_is_open(ty);
        let rust = match self.content_rust_type(ty) {
            rust if is_text && self.choices.keeps_types => RustType::Typed(Box::new(rust)),
            rust => rust,
        };
        match nillable {
            false => rust,
            true if self.keeps_attributes(ty) => RustType::NillableElement(Box::new(rust)),
            true => RustType::Nillable(Box::new(rust)),
        }
    }

    /// Whether elements of a type can have attributes, `xsi:type` included.
    fn keeps_attributes(&self, ty: TypeId) -> bool {
        self.choices.keeps_types
            || self.polymorphic.contains_key(&ty)
            || self.content_is_open(ty)
            || !self.contract.attributes(ty).is_empty()
            || self.contract.any_attribute(ty).is_some()
    }

    /// Whether elements of a type are kept as they are: of `xs:anyType`, of `xs:anySimpleType` (which is nothing without
    /// `xsi:type`), and of an abstract type that none is derived from.
    fn content_is_open(&self, ty: TypeId) -> bool {
        ty == self.contract.builtin(Builtin::AnySimpleType)
            || (self.contract.ty(ty).as_complex().is_some()
                && !self.polymorphic.contains_key(&ty)
                && !self.types.contains_key(&ty)
                && !self.choices.mapped.contains_key(&ty))
    }

    /// The Rust type of the content of elements of a type.
    pub(super) fn content_rust_type(&mut self, ty: TypeId) -> RustType {
        if let Some(path) = self.choices.mapped.get(&ty) {
            return RustType::Mapped(path.clone());
        }
        if let Some(item) = self.polymorphic.get(&ty) {
            return RustType::Item(*item);
        }
        match self.contract.ty(ty) {
            _ if self.content_is_open(ty) => RustType::Path("AnyElement"),
            Type::Simple(_) => self.simple_rust_type(ty),
            Type::Complex(_) => self.types.get(&ty).map_or(RustType::Path("AnyElement"), |item| RustType::Item(*item)),
        }
    }
}

/// The field for the order of the elements of an `xs:all`, if there is one and they have fields of their own. With a wildcard among them
/// (XSD 1.1) there is none: what the schema leaves open has no name to be ordered by, and all are written in the schema's order.
fn order_field(content: &Content<'_>, fields: &[Field], scope: &mut Scope) -> Option<Field> {
    let Content::ElementOnly(particle) = content else { return None };
    let is_member = |field: &&Field| match field.line {
        Line::Element { .. } => true,
        Line::Group { .. } => !matches!(field.ty, RustType::Vec(_)),
        _ => false,
    };
    let is_open = fields.iter().any(|field| matches!(field.line, Line::Any { .. }));
    if is_open || !is_all(particle) || fields.iter().filter(is_member).count() < 2 {
        return None;
    }
    let name = scope.names.take("order", &["element_order".to_owned()]);
    let docs = vec!["The order in which the elements came, which they are written in; it means nothing.".to_owned()];
    Some(Field { name, docs, ty: RustType::ORDER, line: Line::Order, least: 0 })
}

/// Whether a content model is an `xs:all`.
fn is_all(particle: &Particle) -> bool {
    match &particle.term {
        Term::Group(Compositor::All, inner) => inner.len() > 1,
        Term::Group(_, inner) => matches!(inner.as_slice(), [only] if is_all(only)),
        Term::Element(_) | Term::Wildcard(_) => false,
    }
}

/// Makes nil `None`. What has to be there and has its place among the elements of an `xs:all` cannot be without a value.
fn flatten(field: &mut Field, in_any_order: bool) {
    let Line::Element { required, nil, .. } = &mut field.line else { return };
    let inner = match &field.ty {
        RustType::Option(inner) => &**inner,
        RustType::Vec(_) => return,
        other => other,
    };
    let (RustType::Nillable(value) | RustType::NillableElement(value)) = inner else { return };
    if *required && in_any_order {
        return;
    }
    *nil = true;
    if *required {
        field.docs.push("`None` is nil.".to_owned());
    }
    field.ty = (**value).clone().option();
}
