//! Arrays of SOAP encoding ([SOAP 1.1] 5.4.2, WSDL 1.1 §2.2): types derived from `soapenc:Array`.
//!
//! In: the derivation and `wsdl:arrayType`. Out: a complex type that holds its items, each an element `item` that may be nil, and for arrays of
//! several dimensions an attribute `arraySize`. Invariant: nothing of SOAP encoding is left in it; the runtime puts it on messages.
//!
//! ```xml
//! <xs:complexContent><xs:restriction base="soapenc:Array">
//!   <xs:attribute ref="soapenc:arrayType" wsdl:arrayType="t:Item[]"/>
//! </xs:restriction></xs:complexContent>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use super::{
    AttributeDecl, AttributeItem, AttributeType, Attributes, ComplexType, Compositor, ContentModel, DerivationSet,
    ElementDecl, ElementType, ModelGroup, Occurs, Particle, SimpleDerivation, SimpleType, SimpleTypeUse, Term, Usage,
};
use crate::markup::Reference;
use crate::qname::QName;
use crate::soap_encoding::is_encoding;
use crate::source::Span;

/// What an array holds.
pub(super) struct Array {
    span: Span,
    /// The type of the items, or of theirs; `None` for anything.
    item: Option<Reference>,
    /// The numbers of dimensions of items that are arrays themselves, the innermost first.
    inner: Vec<usize>,
    /// Its own number of dimensions.
    dimensions: usize,
}

/// Whether a complex type's content is that of an array.
pub(super) fn is_array(content: &ContentModel) -> bool {
    let ContentModel::Complex { base: Some(base), .. } = content else { return false };
    is_encoding(base.name.namespace_str()) && base.name.local() == "Array"
}

impl Reader<'_> {
    /// Whether a node refers to attributes of SOAP encoding, which messages alone have.
    pub(super) fn is_of_encoding(&mut self, node: Node<'_, '_>) -> bool {
        let may_be = matches!(node.tag_name().name(), "attribute" | "attributeGroup");
        let reference =
            self.reading.raw(node, "ref").filter(|_| may_be).and_then(|_| self.reading.reference(node, "ref"));
        reference.is_some_and(|reference| is_encoding(reference.name.namespace_str()))
    }

    /// What an array holds: as `wsdl:arrayType` says, else as its content model does.
    pub(super) fn array(&mut self, node: Node<'_, '_>, content: &ContentModel) -> Array {
        let span = self.reading.tag_span(node);
        let is_stated = |name: &str, namespace: Option<&str>| name == "arrayType" && namespace.is_some();
        let stated = node.descendants().find_map(|child| {
            let found = child.attributes().find(|found| is_stated(found.name(), found.namespace()));
            found.map(|found| (child, found))
        });
        let Some((child, stated)) = stated else {
            return Array { span, item: declared_item(content), inner: Vec::new(), dimensions: 1 };
        };
        let (name, ranks) = stated.value().split_once('[').unwrap_or((stated.value(), ""));
        let mut inner: Vec<usize> = ranks.split('[').map(|rank| rank.split(',').count()).collect();
        let dimensions = inner.pop().unwrap_or(1);
        let item = self.reading.resolve(name, child, self.reading.value_span(stated));
        Array { span, item: item.filter(|item| !says_nothing(&item.name)), inner, dimensions }
    }
}

/// Whether a type is that of anything, also by its name in drafts of XML Schema.
fn says_nothing(name: &QName) -> bool {
    name.is_xsd() && matches!(name.local(), "anyType" | "ur-type")
}

/// The type of the one element that the content model of an array declares.
fn declared_item(content: &ContentModel) -> Option<Reference> {
    let ContentModel::Complex { particle: Some(particle), .. } = content else { return None };
    let Term::Group(group) = &particle.term else { return None };
    let [Particle { term: Term::Element(element), .. }] = group.particles.as_slice() else { return None };
    match &element.ty {
        ElementType::Named(reference) => Some(reference.clone()),
        _ => None,
    }
}

impl Array {
    /// The content model and the attributes.
    pub(super) fn into_content(mut self) -> (ContentModel, Attributes) {
        let size = (self.dimensions > 1).then(|| AttributeItem::Declaration(size(self.span)));
        let span = self.span;
        let item = match self.inner.pop() {
            None => self.item.map_or(ElementType::Implied, ElementType::Named),
            Some(dimensions) => ElementType::Complex(Box::new(Self { dimensions, ..self }.into_type())),
        };
        let attributes = Attributes { items: size.into_iter().collect(), any: None };
        (ContentModel::Implicit(Some(items(item, span))), attributes)
    }

    /// An array that is the item of another.
    fn into_type(self) -> ComplexType {
        let span = self.span;
        let (content, attributes) = self.into_content();
        ComplexType {
            name: None,
            span,
            documentation: None,
            is_abstract: false,
            mixed: false,
            is_array: true,
            content,
            attributes,
            block: DerivationSet::default(),
            final_: DerivationSet::default(),
        }
    }
}

/// A sequence of items.
fn items(ty: ElementType, span: Span) -> Particle {
    let item = ElementDecl {
        name: QName::new(None, "item"),
        span,
        documentation: None,
        ty,
        substitution_group: None,
        default: None,
        fixed: None,
        nillable: true,
        is_abstract: false,
        block: DerivationSet::default(),
        final_: DerivationSet::default(),
        constraints: Vec::new(),
    };
    let item = Particle { occurs: Occurs { min: 0, max: None }, term: Term::Element(Box::new(item)), span };
    let group = ModelGroup { compositor: Compositor::Sequence, particles: vec![item] };
    Particle { occurs: Occurs { min: 1, max: Some(1) }, term: Term::Group(group), span }
}

/// The attribute with the lengths of the dimensions.
fn size(span: Span) -> AttributeDecl {
    let length = SimpleTypeUse::Named(Reference { name: QName::xsd("unsignedInt"), span });
    let lengths = SimpleType {
        name: None,
        span,
        documentation: None,
        derivation: SimpleDerivation::List(Some(length)),
        final_: DerivationSet::default(),
    };
    AttributeDecl {
        name: QName::new(None, "arraySize"),
        span,
        documentation: Some("The length of each dimension; the items of the last are neighbours.".to_owned()),
        ty: AttributeType::Inline(Box::new(lengths)),
        default: None,
        fixed: None,
        usage: Usage::Optional,
    }
}
