//! What a document leads to.
//!
//! In: a parsed document. Out: whether it is a WSDL document or a schema, its includes and imports, and which components its overrides
//! have. Invariant: nothing else of the document is looked at, and nothing that conditional inclusion leaves out.

use std::ops::Range;

use roxmltree::{Document, Node};

use crate::qname::{Namespace, XSD, trim};
use crate::wsdl::WSDL;
use crate::xsd::{ComponentKey, is_included, target_namespace};

/// The kind of a document, and its schemas.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// `wsdl:definitions`, with its namespace, imports and inline schemas.
    Definitions { target: Option<Namespace>, imports: Vec<Link>, schemas: Vec<SchemaLinks> },
    /// `xs:schema`
    Schema(SchemaLinks),
    /// Something else, of this name.
    Other(String),
}

/// The namespace and links of one schema.
#[derive(Clone, Debug)]
pub(super) struct SchemaLinks {
    pub(super) target: Option<Namespace>,
    pub(super) links: Vec<Link>,
}

/// An include or import that names a document.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) kind: LinkKind,
    pub(super) location: String,
    pub(super) namespace: Option<Namespace>,
    /// Where the location is written.
    pub(super) range: Range<usize>,
    /// What an override has in place of components, and where each begins.
    pub(super) replacements: Vec<(ComponentKey, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkKind {
    /// `xs:include`, `xs:override`
    Include,
    /// `xs:redefine`: an include, but what an override says of the document that it stands in does not go on to the one it names.
    Redefine,
    /// `xs:import`
    Import,
    /// `wsdl:import`
    WsdlImport,
}

impl Shape {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let root = document.root_element();
        match (root.tag_name().namespace(), root.tag_name().name()) {
            (Some(XSD), "schema") => Self::Schema(schema_links(root)),
            (Some(WSDL), "definitions") => Self::Definitions {
                target: target_namespace(root),
                imports: links(root),
                schemas: inline_schemas(root).map(schema_links).collect(),
            },
            (_, local) => Self::Other(local.to_owned()),
        }
    }

    pub(super) fn schemas(&self) -> &[SchemaLinks] {
        match self {
            Self::Definitions { schemas, .. } => schemas,
            Self::Schema(schema) => std::slice::from_ref(schema),
            Self::Other(_) => &[],
        }
    }

    /// The links that stand in no schema.
    pub(super) fn imports(&self) -> &[Link] {
        match self {
            Self::Definitions { imports, .. } => imports,
            Self::Schema(_) | Self::Other(_) => &[],
        }
    }
}

/// The schemas inside `wsdl:types`.
pub(super) fn inline_schemas<'a, 'i>(root: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    root.children()
        .filter(|child| child.has_tag_name((WSDL, "types")))
        .flat_map(|types| types.children())
        .filter(|child| child.has_tag_name((XSD, "schema")))
}

fn schema_links(schema: Node<'_, '_>) -> SchemaLinks {
    let links = if is_included(schema) { links(schema) } else { Vec::new() };
    SchemaLinks { target: target_namespace(schema), links }
}

fn links(parent: Node<'_, '_>) -> Vec<Link> {
    parent.children().filter(|child| child.is_element() && is_included(*child)).filter_map(link).collect()
}

fn link(node: Node<'_, '_>) -> Option<Link> {
    let (kind, attribute) = match (node.tag_name().namespace()?, node.tag_name().name()) {
        (XSD, "include" | "override") => (LinkKind::Include, "schemaLocation"),
        (XSD, "redefine") => (LinkKind::Redefine, "schemaLocation"),
        (XSD, "import") => (LinkKind::Import, "schemaLocation"),
        (WSDL, "import") => (LinkKind::WsdlImport, "location"),
        _ => return None,
    };
    let written = node.attribute_node(attribute)?;
    let location = trim(written.value());
    (!location.is_empty()).then(|| Link {
        kind,
        location: location.to_owned(),
        namespace: node.attribute("namespace").map(trim).and_then(Namespace::new),
        range: written.range_value(),
        replacements: if node.tag_name().name() == "override" { replacements(node) } else { Vec::new() },
    })
}

fn replacements(node: Node<'_, '_>) -> Vec<(ComponentKey, usize)> {
    let components = node.children().filter(|child| child.is_element() && is_included(*child));
    components.filter_map(|child| Some((ComponentKey::of(child)?, child.range().start))).collect()
}

impl LinkKind {
    /// Whether the other document becomes part of the schema.
    pub(super) fn takes_in(self) -> bool {
        matches!(self, Self::Include | Self::Redefine)
    }
}
