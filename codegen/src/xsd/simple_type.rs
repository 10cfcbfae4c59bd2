//! Simple type definitions (XSD 1.0 part 1 §3.14).
//!
//! ```xml
//! <xs:simpleType name="NonEmptyStringType">
//!   <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
//! </xs:simpleType>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use super::{DerivationSet, Facet};
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;

/// A simple type definition.
#[derive(Clone, Debug, PartialEq)]
pub struct SimpleType {
    /// The name of a global type.
    pub name: Option<QName>,
    /// The name where it is written, or the tag's.
    pub span: Span,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// How it is made.
    pub derivation: SimpleDerivation,
    /// Derivations that may not be made of it.
    pub final_: DerivationSet,
}

/// A simple type that is named, or defined in place.
#[derive(Clone, Debug, PartialEq)]
pub enum SimpleTypeUse {
    /// By name.
    Named(Reference),
    /// In place.
    Inline(Box<SimpleType>),
}

/// How a simple type is made of others.
#[derive(Clone, Debug, PartialEq)]
pub enum SimpleDerivation {
    /// Less of its base; `None` for a base that could not be read.
    Restriction(Option<SimpleTypeUse>, Vec<Facet>),
    /// Any number of items; `None` for an item type that could not be read.
    List(Option<SimpleTypeUse>),
    /// One of several types.
    Union(Vec<SimpleTypeUse>),
}

impl Reader<'_> {
    pub(super) fn global_simple_type(&mut self, node: Node<'_, '_>) -> Option<SimpleType> {
        self.reading.known_attributes(node, &["name", "final", "id"]);
        let name = self.reading.name(node)?;
        let mut definition = self.simple_type(node);
        definition.span = name.span;
        definition.name = Some(self.global_name(&name.value));
        Some(definition)
    }

    pub(super) fn inline_simple_type(&mut self, node: Node<'_, '_>) -> SimpleType {
        self.reading.known_attributes(node, &["id"]);
        self.simple_type(node)
    }

    fn simple_type(&mut self, node: Node<'_, '_>) -> SimpleType {
        let mut derivation = None;
        for child in self.children(node) {
            let read = match child.tag_name().name() {
                "restriction" => self.simple_restriction(child),
                "list" => self.list(child),
                "union" => self.union(child),
                _ => {
                    self.reading.unexpected(child);
                    continue;
                }
            };
            self.only(&mut derivation, Some(read), child);
        }
        if derivation.is_none() {
            let message = "a simple type needs `restriction`, `list` or `union`";
            self.reading.error("missing-element", self.reading.tag_span(node), message);
        }
        SimpleType {
            name: None,
            span: self.reading.tag_span(node),
            documentation: self.documentation(node),
            derivation: derivation.unwrap_or(SimpleDerivation::Restriction(None, Vec::new())),
            final_: self.derivation_set(node, "final", &["list", "union", "restriction"], self.final_default),
        }
    }

    fn simple_restriction(&mut self, node: Node<'_, '_>) -> SimpleDerivation {
        self.reading.known_attributes(node, &["base", "id"]);
        let mut inline = None;
        let mut facets = Vec::new();
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleType" => {
                    let read = self.inline_simple_type(child);
                    self.only(&mut inline, Some(read), child);
                }
                local if Self::is_facet(local) => facets.extend(self.facet(child)),
                _ => self.reading.unexpected(child),
            }
        }
        SimpleDerivation::Restriction(self.one_simple_type(node, "base", inline), facets)
    }

    fn list(&mut self, node: Node<'_, '_>) -> SimpleDerivation {
        self.reading.known_attributes(node, &["itemType", "id"]);
        let mut inline = None;
        for child in self.children(node) {
            if child.tag_name().name() == "simpleType" {
                let read = self.inline_simple_type(child);
                self.only(&mut inline, Some(read), child);
            } else {
                self.reading.unexpected(child);
            }
        }
        SimpleDerivation::List(self.one_simple_type(node, "itemType", inline))
    }

    fn union(&mut self, node: Node<'_, '_>) -> SimpleDerivation {
        self.reading.known_attributes(node, &["memberTypes", "id"]);
        let named = self.reading.references(node, "memberTypes");
        let mut members: Vec<_> = named.into_iter().map(SimpleTypeUse::Named).collect();
        for child in self.children(node) {
            if child.tag_name().name() == "simpleType" {
                members.push(SimpleTypeUse::Inline(Box::new(self.inline_simple_type(child))));
            } else {
                self.reading.unexpected(child);
            }
        }
        if members.is_empty() {
            self.conflict(node, "a union needs `memberTypes` or `simpleType`s");
        }
        SimpleDerivation::Union(members)
    }

    /// A type given by an attribute or in place: exactly one of the two.
    fn one_simple_type(
        &mut self,
        node: Node<'_, '_>,
        attribute: &str,
        inline: Option<SimpleType>,
    ) -> Option<SimpleTypeUse> {
        let given = self.reading.raw(node, attribute).is_some();
        if given == inline.is_some() {
            let message = format!("either `{attribute}` or a `simpleType` is needed, and not both");
            self.conflict(node, &message);
        }
        match inline {
            Some(inline) => Some(SimpleTypeUse::Inline(Box::new(inline))),
            None => self.reading.reference(node, attribute).map(SimpleTypeUse::Named),
        }
    }
}
