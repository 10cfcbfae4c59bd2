//! Redefinitions (XSD 1.0 part 1 §4.2.2): types and groups of another document, changed.
//!
//! ```xml
//! <xs:redefine schemaLocation="base.xsd">
//!   <xs:complexType name="A">…<xs:extension base="A">…</xs:complexType>
//! </xs:redefine>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use super::{Components, Replacements, TypeDefinition};
use crate::source::Span;

/// One `xs:redefine` with components in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Redefine {
    /// The tag.
    pub span: Span,
    /// The other document as named here, for following it.
    pub location: Option<String>,
    /// Types, groups and attribute groups; nothing else.
    pub components: Components,
}

impl Reader<'_> {
    pub(super) fn redefine(&mut self, node: Node<'_, '_>, replacements: &Replacements<'_>) -> Redefine {
        self.reading.known_attributes(node, &["schemaLocation", "id"]);
        let location = self.reading.required(node, "schemaLocation");
        let mut components = Components::default();
        for child in self.children(node) {
            self.replaced(child, replacements, |reader, child| reader.redefinition(child, &mut components));
        }
        Redefine { span: self.reading.tag_span(node), location: location.map(|location| location.value), components }
    }

    fn redefinition(&mut self, child: Node<'_, '_>, components: &mut Components) {
        match child.tag_name().name() {
            "simpleType" => components.types.extend(self.global_simple_type(child).map(TypeDefinition::Simple)),
            "complexType" => {
                let read = self.global_complex_type(child);
                components.types.extend(read.map(|ty| TypeDefinition::Complex(Box::new(ty))));
            }
            "group" => components.groups.extend(self.group(child)),
            "attributeGroup" => components.attribute_groups.extend(self.attribute_group(child)),
            _ => self.reading.unexpected(child),
        }
    }
}
