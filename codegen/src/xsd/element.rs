//! Element declarations (XSD 1.0 part 1 §3.3).
//!
//! ```xml
//! <xs:element name="ItemId" type="t:ItemIdType" substitutionGroup="t:Id" nillable="true"/>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use super::{ComplexType, DerivationSet, Form, IdentityConstraint, SimpleType};
use crate::markup::Reference;
use crate::qname::{Namespace, QName};
use crate::source::Span;

/// An element declaration, global or local.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementDecl {
    /// The name on the wire.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// Its type.
    pub ty: ElementType,
    /// The element it may stand for.
    pub substitution_group: Option<Reference>,
    /// The value that stands for an empty element.
    pub default: Option<String>,
    /// The only value.
    pub fixed: Option<String>,
    /// Whether `xsi:nil` is allowed.
    pub nillable: bool,
    /// Whether only members of its substitution group may appear.
    pub is_abstract: bool,
    /// Derivations that may not stand here.
    pub block: DerivationSet,
    /// Derivations that may not join its substitution group.
    pub final_: DerivationSet,
    /// Uniqueness and references among its descendants.
    pub constraints: Vec<IdentityConstraint>,
}

/// The type of an element.
#[derive(Clone, Debug, PartialEq)]
pub enum ElementType {
    /// By name.
    Named(Reference),
    /// A simple type in place.
    Simple(Box<SimpleType>),
    /// A complex type in place.
    Complex(Box<ComplexType>),
    /// None given: that of the head of its substitution group, or `xs:anyType`.
    Implied,
}

impl ElementDecl {
    /// Whether it is of the type `xs:error` (XSD 1.1), which has no values.
    pub(super) fn is_impossible(&self) -> bool {
        matches!(&self.ty, ElementType::Named(reference) if reference.name == QName::xsd("error"))
    }
}

impl Reader<'_> {
    pub(super) fn global_element(&mut self, node: Node<'_, '_>) -> Option<ElementDecl> {
        const KNOWN: &[&str] =
            &["name", "type", "substitutionGroup", "default", "fixed", "nillable", "abstract", "final", "block", "id"];
        self.reading.known_attributes(node, KNOWN);
        let mut element = self.element_decl(node, Form::Qualified)?;
        element.substitution_group = self.substitution_group(node);
        element.is_abstract = self.reading.flag(node, "abstract");
        if element.is_impossible() {
            (element.is_abstract, element.ty) = (true, ElementType::Implied);
        }
        element.final_ = self.derivation_set(node, "final", &["extension", "restriction"], self.final_default);
        Some(element)
    }

    /// The element that it may stand for: the first one, if there are several (XSD 1.1).
    fn substitution_group(&mut self, node: Node<'_, '_>) -> Option<Reference> {
        let heads = self.reading.references(node, "substitutionGroup");
        if let [first, others @ ..] = heads.as_slice()
            && !others.is_empty()
        {
            let head = first.name.local();
            let what = format!(
                "the element may stand for several others in XML Schema 1.1: it is read in place of `{head}` only"
            );
            self.not_checked(first.span, &what);
        }
        heads.into_iter().next()
    }

    pub(super) fn local_element(&mut self, node: Node<'_, '_>) -> Option<ElementDecl> {
        const KNOWN: &[&str] = &[
            "name",
            "type",
            "default",
            "fixed",
            "nillable",
            "block",
            "form",
            "targetNamespace",
            "minOccurs",
            "maxOccurs",
            "id",
        ];
        self.reading.known_attributes(node, KNOWN);
        let form = self.form(node, "form").unwrap_or(self.element_form);
        let mut element = self.element_decl(node, form)?;
        if let Some(namespace) = self.local_target(node) {
            element.name = QName::new(namespace, element.name.local());
        }
        Some(element)
    }

    /// The namespace that a local declaration gives itself (XSD 1.1): that of the base which it restricts.
    pub(super) fn local_target(&mut self, node: Node<'_, '_>) -> Option<Option<Namespace>> {
        let text = self.reading.text(node, "targetNamespace")?;
        if self.reading.raw(node, "form").is_some() {
            self.conflict(node, "`form` and `targetNamespace` exclude each other");
        }
        Some(Namespace::new(&text.value))
    }

    fn element_decl(&mut self, node: Node<'_, '_>, form: Form) -> Option<ElementDecl> {
        const BLOCKS: &[&str] = &["extension", "restriction", "substitution"];
        let name = self.reading.name(node)?;
        let (default, fixed) = self.value_constraint(node);
        let mut constraints = Vec::new();
        Some(ElementDecl {
            name: self.local_name(&name.value, form),
            span: name.span,
            documentation: self.documentation(node),
            ty: self.element_type(node, &mut constraints),
            substitution_group: None,
            default,
            fixed,
            nillable: self.reading.flag(node, "nillable"),
            is_abstract: false,
            block: self.derivation_set(node, "block", BLOCKS, self.block_default),
            final_: DerivationSet::default(),
            constraints,
        })
    }

    fn element_type(&mut self, node: Node<'_, '_>, constraints: &mut Vec<IdentityConstraint>) -> ElementType {
        let mut ty = self.reading.reference(node, "type").map(ElementType::Named);
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleType" => {
                    let read = ElementType::Simple(Box::new(self.inline_simple_type(child)));
                    self.only(&mut ty, Some(read), child);
                }
                "complexType" => {
                    let read = ElementType::Complex(Box::new(self.inline_complex_type(child)));
                    self.only(&mut ty, Some(read), child);
                }
                "unique" | "key" | "keyref" => constraints.extend(self.identity_constraint(child)),
                _ => self.reading.unexpected(child),
            }
        }
        ty.unwrap_or(ElementType::Implied)
    }
}
