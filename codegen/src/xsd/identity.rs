//! Identity constraints (XSD 1.0 part 1 §3.11), and notations (§3.12), which are known by name only.
//!
//! ```xml
//! <xs:key name="itemKey"><xs:selector xpath="t:Item"/><xs:field xpath="@Id"/></xs:key>
//! ```

use roxmltree::Node;

use super::XPath;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::markup::Reference;
use crate::qname::{Namespace, QName};
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
    /// The elements it is about.
    pub selector: XPath,
    /// What makes up the value of each; as many as the constraint has that a `keyref` refers to.
    pub fields: Vec<XPath>,
}

impl IdentityKind {
    /// The local name of its element.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Unique => "unique",
            Self::Key => "key",
            Self::Keyref(_) => "keyref",
            Self::Same(_, keyword) => keyword,
        }
    }
}

impl IdentityConstraint {
    /// Whether both say the same, wherever they are written.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let said = |constraint: &Self| {
            let refer = match &constraint.kind {
                IdentityKind::Keyref(refer) => refer.as_ref().map(|refer| refer.name.clone()),
                IdentityKind::Same(other, _) => Some(other.name.clone()),
                IdentityKind::Unique | IdentityKind::Key => None,
            };
            (constraint.name.clone(), std::mem::discriminant(&constraint.kind), refer)
        };
        said(self) == said(other) && self.selector == other.selector && self.fields == other.fields
    }
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
    /// The one that is named, on another element too (XSD 1.1: `ref`), and the kind that its element says it is of; it has no paths of its
    /// own. Resolution puts the other in its place.
    Same(Reference, &'static str),
}

/// A notation declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct Notation {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
}

/// How an expression is read: from its text, the element that it stands on, and the namespace of elements without a prefix.
type Read = fn(&str, Node<'_, '_>, Option<&Namespace>) -> Result<XPath, String>;

impl Reader<'_> {
    pub(super) fn identity_constraint(&mut self, node: Node<'_, '_>) -> Option<IdentityConstraint> {
        if self.reading.raw(node, "ref").is_some() {
            for excluded in ["name", "refer"] {
                if self.reading.raw(node, excluded).is_some() {
                    self.conflict(node, &format!("`ref` and `{excluded}` exclude each other"));
                }
            }
            self.no_children(node);
            let kind = ["unique", "key", "keyref"].into_iter().find(|kind| *kind == node.tag_name().name())?;
            let other = self.reading.reference(node, "ref")?;
            let (name, span) = (other.name.clone(), other.span);
            let selector = XPath(Vec::new());
            return Some(IdentityConstraint {
                name,
                span,
                kind: IdentityKind::Same(other, kind),
                selector,
                fields: Vec::new(),
            });
        }
        let kind = match node.tag_name().name() {
            "unique" => IdentityKind::Unique,
            "key" => IdentityKind::Key,
            _ => {
                self.reading.required(node, "refer");
                IdentityKind::Keyref(self.reading.reference(node, "refer"))
            }
        };
        let name = self.reading.name(node)?;
        let (mut selector, mut fields) = (None, Vec::new());
        for child in self.children(node) {
            match child.tag_name().name() {
                "selector" => selector = Some(self.xpath(child, XPath::selector)?),
                "field" => fields.push(self.xpath(child, XPath::field)?),
                _ => self.reading.unexpected(child),
            }
        }
        let Some(selector) = selector.filter(|_| !fields.is_empty()) else {
            self.unchecked(name.span, "it has no selector or no field");
            return None;
        };
        Some(IdentityConstraint { name: self.global_name(&name.value), span: name.span, kind, selector, fields })
    }

    fn xpath(&mut self, node: Node<'_, '_>, read: Read) -> Option<XPath> {
        self.reading.known_attributes(node, &["xpath", "xpathDefaultNamespace", "id"]);
        let text = self.reading.required(node, "xpath")?;
        let default = self.xpath_default(node).unwrap_or_else(|| self.xpath_default.clone());
        read(&text.value, node, default.as_ref()).map_err(|reason| self.unchecked(text.span, &reason)).ok()
    }

    /// The namespace of element names without a prefix in XPath expressions, where this element says so.
    pub(super) fn xpath_default(&self, node: Node<'_, '_>) -> Option<Option<Namespace>> {
        let text = self.reading.text(node, "xpathDefaultNamespace")?;
        Some(match text.value.as_str() {
            "##local" => None,
            "##targetNamespace" => self.target.clone(),
            "##defaultNamespace" => node.default_namespace().and_then(Namespace::new),
            uri => Namespace::new(uri),
        })
    }

    /// Documents are read without it all the same.
    fn unchecked(&mut self, span: Span, reason: &str) {
        let message = format!("the identity constraint is not checked: {reason}");
        self.reading.diagnostics.push(Diagnostic::warning("identity-constraint", span, message));
    }

    pub(super) fn notation(&mut self, node: Node<'_, '_>) -> Option<Notation> {
        self.reading.known_attributes(node, &["name", "public", "system", "id"]);
        let name = self.reading.name(node)?;
        Some(Notation { name: self.global_name(&name.value), span: name.span })
    }
}
