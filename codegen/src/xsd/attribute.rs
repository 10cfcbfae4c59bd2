//! Attribute declarations and uses (XSD 1.0 part 1 §3.2, §3.5).
//!
//! ```xml
//! <xs:attribute name="Id" type="xs:string" use="required"/>
//! <xs:attribute ref="xml:lang"/>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use super::{Form, SimpleType, Wildcard, wildcard};
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;

/// A declaration: global, or local together with its use.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeDecl {
    /// The name on the wire.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// Its type.
    pub ty: AttributeType,
    /// The value that stands for an absent attribute.
    pub default: Option<String>,
    /// The only value.
    pub fixed: Option<String>,
    /// Whether it must, may or must not be there; `Optional` for global declarations.
    pub usage: Usage,
}

/// The type of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeType {
    /// By name.
    Named(Reference),
    /// In place.
    Inline(Box<SimpleType>),
    /// None given: `xs:anySimpleType`.
    Implied,
}

/// The use of a global declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeRef {
    /// The declaration.
    pub target: Reference,
    /// The schema's own words about this use.
    pub documentation: Option<String>,
    /// The value that stands for an absent attribute, here.
    pub default: Option<String>,
    /// The only value, here.
    pub fixed: Option<String>,
    /// Whether it must, may or must not be there.
    pub usage: Usage,
}

/// Whether an attribute must be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Usage {
    /// It may.
    #[default]
    Optional,
    /// It must.
    Required,
    /// It must not: a restriction takes it away.
    Prohibited,
}

/// One of the entries that give a type or group its attributes.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeItem {
    /// Declared here.
    Declaration(AttributeDecl),
    /// Declared elsewhere.
    Reference(AttributeRef),
    /// All of a group.
    Group(Reference),
    /// All of the group that every type of the schema has (XSD 1.1: `defaultAttributes`), but for those that a base has already.
    Default(Reference),
}

/// The attributes of a type or group, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// In document order.
    pub items: Vec<AttributeItem>,
    /// `xs:anyAttribute`
    pub any: Option<Wildcard>,
}

fn is_error(ty: &AttributeType) -> bool {
    matches!(ty, AttributeType::Named(reference) if reference.name == QName::xsd("error"))
}

impl Reader<'_> {
    pub(super) fn global_attribute(&mut self, node: Node<'_, '_>) -> Option<AttributeDecl> {
        self.reading.known_attributes(node, &["name", "type", "default", "fixed", "inheritable", "id"]);
        self.attribute_decl(node, Form::Qualified)
    }

    fn attribute_decl(&mut self, node: Node<'_, '_>, form: Form) -> Option<AttributeDecl> {
        let name = self.reading.name(node)?;
        if name.value == "xmlns" {
            self.reading.error("invalid-name", name.span, "an attribute may not be called `xmlns`");
            return None;
        }
        let (default, fixed) = self.value_constraint(node);
        Some(AttributeDecl {
            name: self.local_name(&name.value, form),
            span: name.span,
            documentation: self.documentation(node),
            ty: self.attribute_type(node),
            default,
            fixed,
            usage: Usage::Optional,
        })
    }

    fn attribute_type(&mut self, node: Node<'_, '_>) -> AttributeType {
        let mut inline = None;
        for child in self.children(node) {
            if child.tag_name().name() == "simpleType" {
                let read = self.inline_simple_type(child);
                self.only(&mut inline, Some(read), child);
            } else {
                self.reading.unexpected(child);
            }
        }
        let named = self.reading.reference(node, "type");
        match (named, inline) {
            (Some(named), None) => AttributeType::Named(named),
            (None, Some(inline)) => AttributeType::Inline(Box::new(inline)),
            (None, None) => AttributeType::Implied,
            (Some(named), Some(_)) => {
                self.conflict(node, "`type` and `simpleType` exclude each other");
                AttributeType::Named(named)
            }
        }
    }

    /// Takes a child that gives attributes; `false` if it is something else.
    pub(super) fn attribute_child(&mut self, node: Node<'_, '_>, into: &mut Attributes) -> bool {
        if self.is_of_encoding(node) {
            return true;
        }
        match node.tag_name().name() {
            "attribute" => into.items.extend(self.local_attribute(node)),
            "attributeGroup" => {
                self.reading.known_attributes(node, &["ref", "id"]);
                self.no_children(node);
                self.reading.required(node, "ref");
                into.items.extend(self.reading.reference(node, "ref").map(AttributeItem::Group));
            }
            "anyAttribute" => {
                let read = self.wildcard(node, wildcard::KNOWN);
                self.only(&mut into.any, Some(read), node);
            }
            _ => return false,
        }
        true
    }

    fn local_attribute(&mut self, node: Node<'_, '_>) -> Option<AttributeItem> {
        let usage = self.usage(node);
        if self.reading.raw(node, "ref").is_some() {
            return self.attribute_ref(node, usage);
        }
        let known = ["name", "type", "default", "fixed", "use", "form", "targetNamespace", "inheritable", "id"];
        self.reading.known_attributes(node, &known);
        let form = self.form(node, "form").unwrap_or(self.attribute_form);
        let mut declaration = self.attribute_decl(node, form)?;
        if let Some(namespace) = self.local_target(node) {
            declaration.name = QName::new(namespace, declaration.name.local());
        }
        if is_error(&declaration.ty) {
            // `xs:error` has no values: the attribute may not be there.
            declaration.ty = AttributeType::Implied;
            return Some(AttributeItem::Declaration(AttributeDecl { usage: Usage::Prohibited, ..declaration }));
        }
        if declaration.default.is_some() && usage != Usage::Optional {
            self.conflict(node, "an attribute with `default` is optional");
        }
        Some(AttributeItem::Declaration(AttributeDecl { usage, ..declaration }))
    }

    fn attribute_ref(&mut self, node: Node<'_, '_>, usage: Usage) -> Option<AttributeItem> {
        self.reading.known_attributes(node, &["ref", "default", "fixed", "use", "inheritable", "id"]);
        self.no_children(node);
        let target = self.reading.reference(node, "ref")?;
        let (default, fixed) = self.value_constraint(node);
        Some(AttributeItem::Reference(AttributeRef {
            target,
            documentation: self.documentation(node),
            default,
            fixed,
            usage,
        }))
    }

    fn usage(&mut self, node: Node<'_, '_>) -> Usage {
        let Some(text) = self.reading.text(node, "use") else {
            return Usage::Optional;
        };
        match text.value.as_str() {
            "optional" => Usage::Optional,
            "required" => Usage::Required,
            "prohibited" => Usage::Prohibited,
            _ => {
                self.reading.illegal(&text, "use", "`optional`, `required` or `prohibited`");
                Usage::Optional
            }
        }
    }
}
