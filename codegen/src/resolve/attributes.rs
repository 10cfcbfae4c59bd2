//! Attributes: global declarations and groups are put in place of references.
//!
//! In: attributes as written. Out: attribute uses of one type by itself, inherited ones not included. Invariant: no
//! attribute that may stand occurs twice.
//!
//! ```xml
//! <xs:attributeGroup name="Ids"><xs:attribute name="Id" type="xs:string"/></xs:attributeGroup>
//! <xs:complexType name="A"><xs:attributeGroup ref="t:Ids"/></xs:complexType>   <!-- A has Id -->
//! ```

use super::draft::{Drafts, Syntax};
use super::symbols::{DefinitionId, Kind};
use crate::diagnostic::Diagnostic;
use crate::ir::{AttributeUse, Builtin, InArena, Owner, TypeId, Wildcard};
use crate::qname::QName;
use crate::source::Span;
use crate::xsd::{AttributeDecl, AttributeGroup, AttributeItem, AttributeRef, AttributeType, Attributes, Usage};

/// An attribute of a type or group.
#[derive(Clone, Debug)]
pub(super) struct AttributeDraft {
    /// The use; `declared_in` is set when it comes to a type.
    pub(super) attribute: AttributeUse,
    /// Whether it is taken away.
    pub(super) prohibited: bool,
    /// Whether it is there unless the base has it already.
    pub(super) is_default: bool,
    pub(super) span: Span,
}

/// The attributes of a group, those of groups in it included.
#[derive(Clone, Debug, Default)]
pub(super) struct GroupAttributes {
    attributes: Vec<AttributeDraft>,
    any: Option<Wildcard>,
}

/// What attributes are written in.
#[derive(Clone, Copy, Debug)]
enum Holder<'s> {
    Type(TypeId),
    Group(DefinitionId, &'s QName),
}

impl Holder<'_> {
    fn owner(self, attribute: &QName) -> Owner {
        match self {
            Self::Type(id) => Owner::Attribute(id, attribute.clone()),
            Self::Group(_, name) => Owner::GroupAttribute(name.clone(), attribute.clone()),
        }
    }
}

impl<'a> Drafts<'a, '_, '_> {
    pub(super) fn global_attribute(&mut self, id: DefinitionId, declaration: &'a AttributeDecl) {
        let owner = Owner::GlobalAttribute(declaration.name.clone());
        let draft = self.declaration(declaration, owner);
        self.attributes.insert(id, draft);
    }

    /// Reads an attribute group; those that it refers to were read before.
    pub(super) fn attribute_group(&mut self, id: DefinitionId, group: &'a AttributeGroup) {
        let holder = Holder::Group(id, &group.name);
        let read = self.gather(&group.attributes, holder);
        self.attribute_groups.insert(id, read);
    }

    /// The attributes that a type itself has, and its own wildcard.
    pub(super) fn own_attributes(
        &mut self,
        id: TypeId,
        attributes: &'a Attributes,
    ) -> (Vec<AttributeDraft>, Option<Wildcard>) {
        let mut own = self.gather(attributes, Holder::Type(id));
        for draft in &mut own.attributes {
            draft.attribute.declared_in = id;
        }
        (own.attributes, own.any)
    }

    fn gather(&mut self, attributes: &'a Attributes, holder: Holder<'_>) -> GroupAttributes {
        let mut gathered = GroupAttributes { attributes: Vec::new(), any: attributes.any.clone() };
        for item in &attributes.items {
            match item {
                AttributeItem::Declaration(declaration) => {
                    let draft = self.declaration(declaration, holder.owner(&declaration.name));
                    self.add(&mut gathered.attributes, draft);
                }
                AttributeItem::Reference(reference) => {
                    if let Some(draft) = self.reference(reference) {
                        self.add(&mut gathered.attributes, draft);
                    }
                }
                AttributeItem::Group(reference) | AttributeItem::Default(reference) => {
                    let id = match holder {
                        Holder::Type(_) => self.symbols.find(Kind::AttributeGroup, &reference.name),
                        Holder::Group(from, _) => self.symbols.find_from(Kind::AttributeGroup, &reference.name, from),
                    };
                    let is_default = matches!(item, AttributeItem::Default(_));
                    self.add_group(&mut gathered, id, reference.span, is_default);
                }
            }
        }
        gathered
    }

    fn add_group(&mut self, gathered: &mut GroupAttributes, id: Option<DefinitionId>, span: Span, is_default: bool) {
        let Some(group) = id.and_then(|id| self.attribute_groups.get(&id)).cloned() else {
            return;
        };
        if !self.make_room(group.attributes.len(), 0, span) {
            return;
        }
        for draft in group.attributes.into_iter().filter(|draft| !draft.prohibited) {
            self.add(&mut gathered.attributes, AttributeDraft { is_default, ..draft });
        }
        if let Some(any) = group.any {
            gathered.any = Some(match gathered.any.take() {
                None => any,
                Some(own) => self.both(own, &any, span),
            });
        }
    }

    /// A wildcard that admits what both admit.
    fn both(&mut self, own: Wildcard, other: &Wildcard, span: Span) -> Wildcard {
        match own.namespaces.intersection(&other.namespaces) {
            Some(namespaces) => Wildcard { namespaces, ..own },
            None => {
                let message = "the namespaces that both wildcards admit cannot be expressed";
                self.diagnostics.push(Diagnostic::error("wildcard-intersection", span, message));
                own
            }
        }
    }

    fn add(&mut self, attributes: &mut Vec<AttributeDraft>, draft: AttributeDraft) {
        let same = |other: &&AttributeDraft| other.attribute.name == draft.attribute.name && !other.prohibited;
        match attributes.iter().find(same) {
            _ if draft.prohibited => attributes.push(draft),
            None => attributes.push(draft),
            Some(first) if first.span == draft.span => {}
            Some(first) => {
                let shown = self.names.shown(&draft.attribute.name);
                let message = format!("attribute `{shown}` is declared twice in one type");
                let found = Diagnostic::error("duplicate-attribute", draft.span, message);
                self.diagnostics.push(found.note(first.span, "it is also declared here"));
            }
        }
    }

    fn declaration(&mut self, declaration: &'a AttributeDecl, owner: Owner) -> AttributeDraft {
        let ty = match &declaration.ty {
            AttributeType::Named(reference) => self.type_of(reference),
            AttributeType::Inline(simple) => self.anonymous(Syntax::Simple(simple), owner),
            AttributeType::Implied => Builtin::AnySimpleType.id(),
        };
        AttributeDraft {
            attribute: AttributeUse {
                name: declaration.name.clone(),
                span: Some(declaration.span),
                value_span: Some(declaration.span),
                documentation: declaration.documentation.clone(),
                ty,
                required: declaration.usage == Usage::Required,
                default: declaration.default.clone(),
                fixed: declaration.fixed.clone(),
                declared_in: TypeId::ANY_TYPE,
            },
            prohibited: declaration.usage == Usage::Prohibited,
            is_default: false,
            span: declaration.span,
        }
    }

    /// The use of a global attribute; its own default or fixed value goes before the declaration's.
    fn reference(&mut self, reference: &AttributeRef) -> Option<AttributeDraft> {
        let id = self.symbols.find(Kind::Attribute, &reference.target.name)?;
        let mut draft = self.attributes.get(&id)?.clone();
        let attribute = &mut draft.attribute;
        if reference.default.is_some() || reference.fixed.is_some() {
            attribute.default.clone_from(&reference.default);
            attribute.fixed.clone_from(&reference.fixed);
            attribute.value_span = Some(reference.target.span);
        }
        if reference.documentation.is_some() {
            attribute.documentation.clone_from(&reference.documentation);
        }
        attribute.span = Some(reference.target.span);
        attribute.required = reference.usage == Usage::Required;
        draft.prohibited = reference.usage == Usage::Prohibited;
        draft.span = reference.target.span;
        Some(draft)
    }
}
