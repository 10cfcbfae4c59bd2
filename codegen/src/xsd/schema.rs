//! The schema document (XSD 1.0 part 1 §3.15, §4.2).

use std::collections::BTreeMap;

use roxmltree::Node;

use super::reader::Reader;
use super::{
    AttributeDecl, AttributeGroup, ComplexType, DerivationSet, ElementDecl, Group, Notation, Redefine, Replacements,
    SimpleType, is_included,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markup::Reading;
use crate::qname::{Adopted, Namespace, QName};
use crate::source::{SourceId, Span};

/// One `xs:schema`. A chameleon is read once for every namespace that takes it in.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// The document.
    pub source: SourceId,
    /// The tag.
    pub span: Span,
    /// The namespace of its global components: its own, or the one that it was taken into.
    pub target: Option<Namespace>,
    /// Whether the namespace is not its own.
    pub is_chameleon: bool,
    /// `version`, as written.
    pub version: Option<String>,
    /// The schema's own words about itself.
    pub documentation: Option<String>,
    /// The namespace of names without a prefix in it.
    pub default_namespace: Option<Namespace>,
    /// The global components.
    pub components: Components,
    /// Changes to components of other documents.
    pub redefines: Vec<Redefine>,
}

/// Global components, each kind in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Components {
    /// Element declarations.
    pub elements: Vec<ElementDecl>,
    /// Attribute declarations.
    pub attributes: Vec<AttributeDecl>,
    /// Type definitions.
    pub types: Vec<TypeDefinition>,
    /// Model groups.
    pub groups: Vec<Group>,
    /// Attribute groups.
    pub attribute_groups: Vec<AttributeGroup>,
    /// Notations.
    pub notations: Vec<Notation>,
    /// What is wrong with some of them, by their places: it matters where one is used.
    pub flaws: BTreeMap<Span, Vec<Diagnostic>>,
}

/// A global type: simple and complex types share one symbol space.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeDefinition {
    /// `xs:simpleType`
    Simple(SimpleType),
    /// `xs:complexType`
    Complex(Box<ComplexType>),
}

/// What is defined at a place.
trait Placed {
    fn place(&self) -> Span;
}

macro_rules! placed {
    ($($component:ty)+) => {$(
        impl Placed for $component {
            fn place(&self) -> Span {
                self.span
            }
        }
    )+};
}

placed! { ElementDecl AttributeDecl Group AttributeGroup }

impl Placed for TypeDefinition {
    fn place(&self) -> Span {
        self.span()
    }
}

impl TypeDefinition {
    /// The name.
    #[must_use]
    pub fn name(&self) -> Option<&QName> {
        match self {
            Self::Simple(simple) => simple.name.as_ref(),
            Self::Complex(complex) => complex.name.as_ref(),
        }
    }

    /// Where it is defined.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Simple(simple) => simple.span,
            Self::Complex(complex) => complex.span,
        }
    }
}

/// Whether a local name is in the target namespace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// It is.
    Qualified,
    /// It is in no namespace.
    #[default]
    Unqualified,
}

const KNOWN: &[&str] = &[
    "targetNamespace",
    "elementFormDefault",
    "attributeFormDefault",
    "blockDefault",
    "finalDefault",
    "defaultAttributes",
    "xpathDefaultNamespace",
    "version",
    "id",
];

/// Reads an `xs:schema`. `adopted` is the namespace of whoever includes it, used if it has none of its own; `replacements` are what
/// overrides have in place of its components.
pub(crate) fn parse(
    node: Node<'_, '_>,
    source: SourceId,
    adopted: Option<&Namespace>,
    replacements: &Replacements<'_>,
    diagnostics: &mut Diagnostics,
) -> Schema {
    let own = target_namespace(node);
    let is_chameleon = own.is_none() && adopted.is_some();
    let adopted = Adopted(adopted.filter(|_| is_chameleon).cloned());
    let reader = Reader {
        target: own.or_else(|| adopted.0.clone()),
        reading: Reading { source, adopted, diagnostics },
        element_form: Form::default(),
        attribute_form: Form::default(),
        block_default: DerivationSet::default(),
        final_default: DerivationSet::default(),
        xpath_default: None,
        default_attributes: None,
        default_open_content: None,
    };
    reader.schema(node, is_chameleon, replacements)
}

/// The namespace that a schema gives itself.
pub(crate) fn target_namespace(node: Node<'_, '_>) -> Option<Namespace> {
    node.attribute("targetNamespace").map(crate::qname::trim).and_then(Namespace::new)
}

impl Reader<'_> {
    fn schema(mut self, node: Node<'_, '_>, is_chameleon: bool, replacements: &Replacements<'_>) -> Schema {
        let is_included = is_included(node);
        if is_included {
            self.reading.known_attributes(node, KNOWN);
            self.defaults(node);
        }
        let mut schema = Schema {
            source: self.reading.source,
            span: self.reading.tag_span(node),
            target: self.target.clone(),
            is_chameleon,
            version: self.reading.text(node, "version").map(|version| version.value),
            documentation: self.documentation(node),
            default_namespace: node.default_namespace().and_then(Namespace::new),
            components: Components::default(),
            redefines: Vec::new(),
        };
        for child in if is_included { self.children(node) } else { Vec::new() } {
            if child.tag_name().name() == "redefine" {
                schema.redefines.push(self.redefine(child, replacements));
            } else {
                self.replaced(child, replacements, |reader, child| reader.schema_child(child, &mut schema));
            }
        }
        schema
    }

    fn schema_child(&mut self, child: Node<'_, '_>, schema: &mut Schema) {
        let into = &mut schema.components;
        match child.tag_name().name() {
            "include" => self.directive(child, &["schemaLocation", "id"]),
            "import" => self.directive(child, &["namespace", "schemaLocation", "id"]),
            "override" => self.override_(child),
            "element" => into.elements.extend(self.component(&mut into.flaws, |reader| reader.global_element(child))),
            "attribute" => {
                into.attributes.extend(self.component(&mut into.flaws, |reader| reader.global_attribute(child)));
            }
            "simpleType" | "complexType" => {
                into.types.extend(self.component(&mut into.flaws, |reader| reader.global_type(child)));
            }
            "group" => into.groups.extend(self.component(&mut into.flaws, |reader| reader.group(child))),
            "attributeGroup" => {
                into.attribute_groups.extend(self.component(&mut into.flaws, |reader| reader.attribute_group(child)));
            }
            "defaultOpenContent" => {}
            "notation" => into.notations.extend(self.notation(child)),
            _ => self.reading.unexpected(child),
        }
    }

    /// Reads a component. What is wrong with it is kept with it.
    fn component<T: Placed>(
        &mut self,
        flaws: &mut BTreeMap<Span, Vec<Diagnostic>>,
        read: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut found = Diagnostics::new();
        let Some(value) = read(&mut self.telling(&mut found)) else {
            self.reading.diagnostics.append(found);
            return None;
        };
        let (errors, doubts) = found.parted();
        self.reading.diagnostics.extend(doubts);
        if !errors.is_empty() {
            flaws.insert(value.place(), errors);
        }
        Some(value)
    }

    fn global_type(&mut self, node: Node<'_, '_>) -> Option<TypeDefinition> {
        match node.tag_name().name() {
            "simpleType" => self.global_simple_type(node).map(TypeDefinition::Simple),
            _ => self.global_complex_type(node).map(|ty| TypeDefinition::Complex(Box::new(ty))),
        }
    }

    /// Includes and imports were followed when the document was loaded; here only their form is checked.
    fn directive(&mut self, node: Node<'_, '_>, known: &[&str]) {
        self.reading.known_attributes(node, known);
        self.no_children(node);
        if node.tag_name().name() == "include" {
            self.reading.required(node, "schemaLocation");
        }
    }

    fn defaults(&mut self, node: Node<'_, '_>) {
        const BLOCK: &[&str] = &["extension", "restriction", "substitution"];
        const FINAL: &[&str] = &["extension", "restriction", "list", "union"];
        self.element_form = self.form(node, "elementFormDefault").unwrap_or_default();
        self.attribute_form = self.form(node, "attributeFormDefault").unwrap_or_default();
        self.block_default = self.derivation_set(node, "blockDefault", BLOCK, DerivationSet::default());
        self.final_default = self.derivation_set(node, "finalDefault", FINAL, DerivationSet::default());
        self.xpath_default = self.xpath_default(node).flatten();
        self.default_attributes = self.reading.reference(node, "defaultAttributes");
        let open = self.children(node).into_iter().find(|child| child.tag_name().name() == "defaultOpenContent");
        self.default_open_content = open.and_then(|open| self.default_open_content(open));
        if let Some(target) = self.reading.text(node, "targetNamespace").filter(|text| text.value.is_empty()) {
            self.reading.illegal(&target, "targetNamespace", "a namespace");
        }
    }

    /// `form` and the like, if it is there.
    pub(super) fn form(&mut self, node: Node<'_, '_>, name: &str) -> Option<Form> {
        let text = self.reading.text(node, name)?;
        match text.value.as_str() {
            "qualified" => Some(Form::Qualified),
            "unqualified" => Some(Form::Unqualified),
            _ => {
                self.reading.illegal(&text, name, "`qualified` or `unqualified`");
                None
            }
        }
    }
}
