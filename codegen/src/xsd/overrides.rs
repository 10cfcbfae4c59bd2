//! Overrides (XSD 1.1 part 1 §4.2.5): components that stand in place of others of their kind and name.
//!
//! In: an `xs:override`. Out: whether it is well written. What is in it is read where it takes effect: as if it stood in the document that
//! it changes, whose defaults and namespace apply to it (the transformation of appendix F.2).
//!
//! ```xml
//! <xs:override schemaLocation="base.xsd"><xs:element name="Code" type="xs:token"/></xs:override>
//! ```

use std::collections::BTreeMap;

use roxmltree::Node;

use super::reader::Reader;
use crate::qname::{XSD, trim};
use crate::source::SourceId;

/// The kind and name of a global component, as its element has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ComponentKey {
    kind: &'static str,
    name: String,
}

/// The elements of global components.
const KINDS: [&str; 7] = ["attribute", "attributeGroup", "complexType", "element", "group", "notation", "simpleType"];

impl ComponentKey {
    /// The key of a child of `xs:schema`, `xs:redefine` or `xs:override` that is a component.
    pub(crate) fn of(node: Node<'_, '_>) -> Option<Self> {
        let tag = node.tag_name();
        let kind = KINDS.into_iter().find(|kind| tag.namespace() == Some(XSD) && tag.name() == *kind)?;
        Some(Self { kind, name: trim(node.attribute("name")?).to_owned() })
    }

    /// Its kind, for people.
    pub(crate) fn kind(&self) -> &'static str {
        self.kind
    }

    /// Its name without a namespace.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// An element of an override, and the document that it is written in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Replacement<'n> {
    pub(crate) source: SourceId,
    pub(crate) node: Node<'n, 'n>,
}

/// What stands in place of components.
pub(crate) type Replacements<'n> = BTreeMap<ComponentKey, Replacement<'n>>;

impl Reader<'_> {
    pub(super) fn override_(&mut self, node: Node<'_, '_>) {
        self.reading.known_attributes(node, &["schemaLocation", "id"]);
        self.reading.required(node, "schemaLocation");
        for child in self.children(node) {
            if KINDS.contains(&child.tag_name().name()) {
                self.reading.name(child);
            } else {
                self.reading.unexpected(child);
            }
        }
    }
}
