//! Named model groups (XSD 1.0 part 1 §3.7) and attribute groups (§3.6).
//!
//! ```xml
//! <xs:group name="Both"><xs:sequence>…</xs:sequence></xs:group>
//! <xs:attributeGroup name="Ids"><xs:attribute name="Id"/></xs:attributeGroup>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use super::{Attributes, Particle};
use crate::qname::QName;
use crate::source::Span;

/// A named model group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// What it stands for; `None` if that could not be read.
    pub particle: Option<Particle>,
}

/// A named set of attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeGroup {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The schema's own words about it.
    pub documentation: Option<String>,
    /// What it stands for.
    pub attributes: Attributes,
}

impl Reader<'_> {
    pub(super) fn group(&mut self, node: Node<'_, '_>) -> Option<Group> {
        self.reading.known_attributes(node, &["name", "id"]);
        let mut particle = None;
        for child in self.children(node) {
            if Self::is_model(child) && child.tag_name().name() != "group" {
                let read = self.model(child);
                self.only(&mut particle, read, child);
            } else {
                self.reading.unexpected(child);
            }
        }
        if particle.is_none() {
            self.conflict(node, "a group needs `sequence`, `choice` or `all`");
        }
        let name = self.reading.name(node)?;
        Some(Group {
            name: self.global_name(&name.value),
            span: name.span,
            documentation: self.documentation(node),
            particle,
        })
    }

    pub(super) fn attribute_group(&mut self, node: Node<'_, '_>) -> Option<AttributeGroup> {
        self.reading.known_attributes(node, &["name", "id"]);
        let mut attributes = Attributes::default();
        for child in self.children(node) {
            if !self.attribute_child(child, &mut attributes) {
                self.reading.unexpected(child);
            }
        }
        let name = self.reading.name(node)?;
        Some(AttributeGroup {
            name: self.global_name(&name.value),
            span: name.span,
            documentation: self.documentation(node),
            attributes,
        })
    }
}
