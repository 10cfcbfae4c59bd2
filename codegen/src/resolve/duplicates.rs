//! Repeated definitions: the same thing said twice is tolerated.
//!
//! In: the symbol tables. Out: the same without definitions that only repeat another one. Invariant: two definitions
//! are the same when their elements are, but for annotations, white space and prefixes, and the defaults of their
//! schemas agree.
//!
//! ```xml
//! <xs:simpleType name="A">…</xs:simpleType>   <!-- a.xsd -->
//! <xs:simpleType name="A">…</xs:simpleType>   <!-- copy-of-a.xsd: fine if it says the same -->
//! ```

use std::collections::BTreeMap;

use roxmltree::{Attribute, Document, Node, NodeId};

use super::symbols::{Entry, Table};
use crate::qname::{Adopted, QName, XSD, resolve, tokens, trim};
use crate::source::{SourceId, Sources};
use crate::xsd::is_included;

/// Drops definitions that repeat the first one of their name, as long as nothing contradicts it.
pub(super) fn merge(table: &mut Table<'_>, sources: &Sources) {
    let mut documents = Documents { sources, parsed: BTreeMap::new() };
    for named in table.values_mut().filter(|named| named.originals.len() > 1) {
        let mut kept: Vec<Entry<'_>> = Vec::new();
        for entry in named.originals.drain(..) {
            let repeats = kept.len() == 1 && kept.first().is_some_and(|first| documents.agree(first, &entry));
            if !repeats {
                kept.push(entry);
            }
        }
        named.originals = kept;
    }
}

/// Documents that are looked at again; few, as a rule.
struct Documents<'a> {
    sources: &'a Sources,
    parsed: BTreeMap<SourceId, Option<Named<'a>>>,
}

/// A document, and its named elements by where their name is written.
struct Named<'a> {
    document: Document<'a>,
    elements: BTreeMap<usize, NodeId>,
}

impl<'a> Documents<'a> {
    fn agree(&mut self, left: &Entry<'_>, right: &Entry<'_>) -> bool {
        for entry in [left, right] {
            let sources = self.sources;
            let parse = || Named::parse(&sources.get(entry.source)?.text);
            self.parsed.entry(entry.source).or_insert_with(parse);
        }
        match (self.node(left), self.node(right)) {
            (Some(left), Some(right)) => same_defaults(left, right) && same(left, right),
            _ => false,
        }
    }

    fn node(&self, entry: &Entry<'_>) -> Option<Node<'_, 'a>> {
        let named = self.parsed.get(&entry.source)?.as_ref()?;
        let id = named.elements.get(&(entry.definition.span().start as usize))?;
        named.document.get_node(*id)
    }
}

impl<'a> Named<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let document = crate::load::parse_text(text).ok()?;
        let name = |node: Node<'_, '_>| Some((node.attribute_node("name")?.range_value().start, node.id()));
        let elements = document.descendants().filter_map(name).collect();
        Some(Self { document, elements })
    }
}

const DEFAULTS: [&str; 4] = ["elementFormDefault", "attributeFormDefault", "blockDefault", "finalDefault"];

fn same_defaults(left: Node<'_, '_>, right: Node<'_, '_>) -> bool {
    let schema = |node: Node<'_, '_>| {
        node.ancestors()
            .find(|node| node.has_tag_name((XSD, "schema")))
            .map(|schema| DEFAULTS.map(|name| schema.attribute(name).map(str::to_owned)))
    };
    schema(left) == schema(right)
}

fn same(left: Node<'_, '_>, right: Node<'_, '_>) -> bool {
    let mut open = vec![(left, right)];
    while let Some((left, right)) = open.pop() {
        if left.tag_name() != right.tag_name() || attributes(left) != attributes(right) {
            return false;
        }
        let (left, right) = (content(left), content(right));
        if left.len() != right.len() {
            return false;
        }
        open.extend(left.into_iter().zip(right));
    }
    true
}

fn content<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let is_annotation = |child: &Node<'_, '_>| child.has_tag_name((XSD, "annotation"));
    node.children().filter(|child| child.is_element() && !is_annotation(child) && is_included(*child)).collect()
}

/// An attribute's value, with prefixes resolved where it consists of names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Names(Vec<Option<QName>>),
    Text(String),
}

fn attributes(node: Node<'_, '_>) -> BTreeMap<QName, Value> {
    let named = node.attributes().map(|attribute| {
        let namespace = attribute.namespace().and_then(crate::qname::Namespace::new);
        (QName::new(namespace, attribute.name()), value(node, attribute))
    });
    named.filter(|(name, _)| name.local() != "id" || name.namespace().is_some()).collect()
}

fn value(node: Node<'_, '_>, attribute: Attribute<'_, '_>) -> Value {
    let names = ["type", "base", "ref", "itemType", "memberTypes", "substitutionGroup", "refer"];
    if attribute.namespace().is_some() || !names.contains(&attribute.name()) {
        return Value::Text(trim(attribute.value()).to_owned());
    }
    let resolved = tokens(attribute.value()).map(|(_, name)| resolve(name, node, &Adopted::default()).ok());
    Value::Names(resolved.collect())
}
