//! Identity constraints (XSD 1.0 part 1 §3.11) and notations (§3.12): known by name only.

use roxmltree::Node;

use super::reader::Reader;
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;

/// `xs:unique`, `xs:key` or `xs:keyref`.
#[derive(Clone, Debug, PartialEq)]
pub struct IdentityConstraint {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// Which of the three.
    pub kind: IdentityKind,
}

/// The kind of an identity constraint.
#[derive(Clone, Debug, PartialEq)]
pub enum IdentityKind {
    /// No two are equal.
    Unique,
    /// No two are equal, and all are there.
    Key,
    /// Each is among the named constraint's; `None` for a name that could not be read.
    Keyref(Option<Reference>),
}

/// A notation declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct Notation {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
}

impl Reader<'_> {
    pub(super) fn identity_constraint(&mut self, node: Node<'_, '_>) -> Option<IdentityConstraint> {
        let kind = match node.tag_name().name() {
            "unique" => IdentityKind::Unique,
            "key" => IdentityKind::Key,
            _ => {
                self.reading.required(node, "refer");
                IdentityKind::Keyref(self.reading.reference(node, "refer"))
            }
        };
        let name = self.reading.name(node)?;
        Some(IdentityConstraint { name: self.global_name(&name.value), span: name.span, kind })
    }

    pub(super) fn notation(&mut self, node: Node<'_, '_>) -> Option<Notation> {
        self.reading.known_attributes(node, &["name", "public", "system", "id"]);
        let name = self.reading.name(node)?;
        Some(Notation { name: self.global_name(&name.value), span: name.span })
    }
}
