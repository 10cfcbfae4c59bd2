//! Complex type definitions (XSD 1.0 part 1 §3.4).
//!
//! ```xml
//! <xs:complexType name="ContactType">
//!   <xs:complexContent><xs:extension base="t:ItemType">…</xs:extension></xs:complexContent>
//! </xs:complexType>
//! ```

use roxmltree::Node;

use super::array;
use super::reader::Reader;
use super::{
    AttributeItem, Attributes, DerivationMethod, DerivationSet, Facet, OpenContent, Particle, SimpleType, is_included,
};
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;

/// A complex type definition.
#[derive(Clone, Debug, PartialEq)]
pub struct ComplexType {
    /// The name of a global type.
    pub name: Option<QName>,
    /// The name where it is written, or the tag's.
    pub span: Span,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// Whether an element of this type must name another one.
    pub is_abstract: bool,
    /// Whether text may stand between the elements.
    pub mixed: bool,
    /// Whether it is an array of SOAP encoding.
    pub is_array: bool,
    /// What is inside, and what it is derived from.
    pub content: ContentModel,
    /// Its own attributes.
    pub attributes: Attributes,
    /// Derivations that may not take its place.
    pub block: DerivationSet,
    /// Derivations that may not be made of it.
    pub final_: DerivationSet,
}

/// The content of a complex type as written. A base is `None` if it could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentModel {
    /// Without `complexContent` or `simpleContent`: a restriction of `xs:anyType`.
    Implicit(Option<Particle>),
    /// `xs:complexContent`
    Complex {
        /// By adding or by narrowing.
        method: DerivationMethod,
        /// From what.
        base: Option<Reference>,
        /// What it adds, or all that is left.
        particle: Option<Particle>,
    },
    /// `xs:simpleContent`
    Simple {
        /// By adding attributes or by narrowing.
        method: DerivationMethod,
        /// From what.
        base: Option<Reference>,
        /// A narrower type for the text.
        inline: Option<Box<SimpleType>>,
        /// Further narrowing.
        facets: Vec<Facet>,
    },
}

/// What was read so far.
struct Draft {
    content: Option<ContentModel>,
    particle: Option<Particle>,
    attributes: Attributes,
    mixed: bool,
    /// `openContent`
    open: Option<OpenContent>,
}

const METHODS: &[&str] = &["extension", "restriction"];

impl Reader<'_> {
    pub(super) fn global_complex_type(&mut self, node: Node<'_, '_>) -> Option<ComplexType> {
        self.reading
            .known_attributes(node, &["name", "mixed", "abstract", "block", "final", "defaultAttributesApply", "id"]);
        let name = self.reading.name(node)?;
        let mut definition = self.complex_type(node);
        definition.span = name.span;
        definition.name = Some(self.global_name(&name.value));
        Some(definition)
    }

    pub(super) fn inline_complex_type(&mut self, node: Node<'_, '_>) -> ComplexType {
        self.reading.known_attributes(node, &["mixed", "defaultAttributesApply", "id"]);
        self.complex_type(node)
    }

    fn complex_type(&mut self, node: Node<'_, '_>) -> ComplexType {
        let mut draft = Draft {
            content: None,
            particle: None,
            attributes: Attributes::default(),
            mixed: self.reading.flag(node, "mixed"),
            open: None,
        };
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleContent" => self.simple_content(child, &mut draft),
                "complexContent" => self.complex_content(child, &mut draft),
                _ => self.content_child(child, &mut draft),
            }
        }
        let implicit = draft.content.is_none();
        if !implicit && children_besides_content(node) {
            self.conflict(node, "what stands beside `simpleContent` or `complexContent` belongs inside");
        }
        if implicit {
            let open = draft.open.take().or_else(|| self.default_open_content.clone());
            draft.particle = self.opened(draft.particle, open.as_ref());
        }
        let is_array = self.take_array(node, &mut draft);
        self.add_default_attributes(node, &mut draft.attributes);
        ComplexType {
            name: None,
            span: self.reading.tag_span(node),
            documentation: self.documentation(node),
            is_abstract: self.reading.flag(node, "abstract"),
            mixed: draft.mixed,
            is_array,
            content: draft.content.unwrap_or(ContentModel::Implicit(draft.particle)),
            attributes: draft.attributes,
            block: self.derivation_set(node, "block", METHODS, self.block_default),
            final_: self.derivation_set(node, "final", METHODS, self.final_default),
        }
    }

    /// Makes of an array what it holds; whether it is one.
    fn take_array(&mut self, node: Node<'_, '_>, draft: &mut Draft) -> bool {
        let content = draft.content.as_ref().filter(|content| array::is_array(content));
        let Some(content) = content else { return false };
        let (content, attributes) = self.array(node, content).into_content();
        (draft.content, draft.attributes) = (Some(content), attributes);
        true
    }

    /// Every type has the attribute group that the schema says, unless it has it already or says otherwise.
    fn add_default_attributes(&mut self, node: Node<'_, '_>, attributes: &mut Attributes) {
        let applies = self.reading.optional_flag(node, "defaultAttributesApply").unwrap_or(true);
        if let Some(group) = self.default_attributes.clone().filter(|_| applies) {
            let is_it = |item: &AttributeItem| matches!(item, AttributeItem::Group(other) if other.name == group.name);
            if !attributes.items.iter().any(is_it) {
                attributes.items.push(AttributeItem::Default(group));
            }
        }
    }

    fn content_child(&mut self, node: Node<'_, '_>, draft: &mut Draft) {
        if node.tag_name().name() == "openContent" {
            let read = self.open_content(node);
            self.only(&mut draft.open, Some(read), node);
        } else if Self::is_model(node) {
            let read = self.model(node);
            self.only(&mut draft.particle, read, node);
        } else if !self.attribute_child(node, &mut draft.attributes) {
            self.reading.unexpected(node);
        }
    }

    fn complex_content(&mut self, node: Node<'_, '_>, draft: &mut Draft) {
        self.reading.known_attributes(node, &["mixed", "id"]);
        draft.mixed = self.reading.optional_flag(node, "mixed").unwrap_or(draft.mixed);
        let Some((derivation, method)) = self.derivation(node) else {
            return;
        };
        for child in self.children(derivation) {
            self.content_child(child, draft);
        }
        let default = (method == DerivationMethod::Restriction).then(|| self.default_open_content.clone()).flatten();
        let open = draft.open.take().or(default);
        let particle = self.opened(draft.particle.take(), open.as_ref());
        let content = ContentModel::Complex { method, base: self.base(derivation), particle };
        self.only(&mut draft.content, Some(content), node);
    }

    fn simple_content(&mut self, node: Node<'_, '_>, draft: &mut Draft) {
        self.reading.known_attributes(node, &["id"]);
        let Some((derivation, method)) = self.derivation(node) else {
            return;
        };
        let (mut inline, mut facets) = (None, Vec::new());
        let narrows = method == DerivationMethod::Restriction;
        for child in self.children(derivation) {
            match child.tag_name().name() {
                "simpleType" if narrows => {
                    let read = Box::new(self.inline_simple_type(child));
                    self.only(&mut inline, Some(read), child);
                }
                local if narrows && Self::is_facet(local) => facets.extend(self.facet(child)),
                _ if self.attribute_child(child, &mut draft.attributes) => {}
                _ => self.reading.unexpected(child),
            }
        }
        let content = ContentModel::Simple { method, base: self.base(derivation), inline, facets };
        self.only(&mut draft.content, Some(content), node);
    }

    /// The `extension` or `restriction` that content consists of.
    fn derivation<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Option<(Node<'a, 'i>, DerivationMethod)> {
        let mut found = None;
        for child in self.children(node) {
            let method = match child.tag_name().name() {
                "extension" => DerivationMethod::Extension,
                "restriction" => DerivationMethod::Restriction,
                _ => {
                    self.reading.unexpected(child);
                    continue;
                }
            };
            self.reading.known_attributes(child, &["base", "id"]);
            self.only(&mut found, Some((child, method)), child);
        }
        if found.is_none() {
            self.conflict(node, "`extension` or `restriction` is needed");
        }
        found
    }

    fn base(&mut self, node: Node<'_, '_>) -> Option<Reference> {
        self.reading.required(node, "base")?;
        self.reading.reference(node, "base")
    }
}

fn children_besides_content(node: Node<'_, '_>) -> bool {
    let content = ["annotation", "simpleContent", "complexContent"];
    node.children().any(|child| child.is_element() && is_included(child) && !content.contains(&child.tag_name().name()))
}
