//! Wildcards (XSD 1.0 part 1 §3.10).
//!
//! ```xml
//! <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
//! ```

use roxmltree::Node;
pub use soap_runtime::contract::Process as ProcessContents;

use super::reader::Reader;
use crate::markup::Located;
use crate::qname::{Namespace, tokens};
use crate::source::Span;

/// `xs:any` or `xs:anyAttribute`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard {
    /// The namespaces it admits.
    pub namespaces: NamespaceConstraint,
    /// How what it admits is to be checked.
    pub process: ProcessContents,
    /// Where it is written.
    pub span: Option<Span>,
    /// The schema's own words about it.
    pub documentation: Option<String>,
}

/// The attributes of a wildcard, but for those that any particle has.
pub(super) const KNOWN: &[&str] = &["namespace", "notNamespace", "notQName", "processContents", "id"];

/// A set of namespaces, where `None` stands for names in no namespace.
pub type NamespaceConstraint = soap_runtime::contract::NamespaceConstraint<Option<Namespace>>;

impl Reader<'_> {
    pub(super) fn wildcard(&mut self, node: Node<'_, '_>, known: &[&str]) -> Wildcard {
        self.reading.known_attributes(node, known);
        self.no_children(node);
        Wildcard {
            namespaces: self.namespace_constraint(node),
            process: self.process_contents(node),
            span: Some(self.reading.span(node)),
            documentation: self.documentation(node),
        }
    }

    fn namespace_constraint(&mut self, node: Node<'_, '_>) -> NamespaceConstraint {
        self.excluded_names(node);
        let Some(text) = self.reading.text(node, "namespace") else {
            return self.but_for(node);
        };
        if self.reading.raw(node, "notNamespace").is_some() {
            self.conflict(node, "`namespace` and `notNamespace` exclude each other");
        }
        match text.value.as_str() {
            "##any" => return NamespaceConstraint::Any,
            "##other" => return NamespaceConstraint::Other(self.target.clone()),
            _ => {}
        }
        let expected = "`##any`, `##other` or a list of namespaces, `##local` and `##targetNamespace`";
        NamespaceConstraint::List(self.namespaces(&text, "namespace", expected))
    }

    /// `notNamespace` (XSD 1.1): all namespaces but some.
    fn but_for(&mut self, node: Node<'_, '_>) -> NamespaceConstraint {
        let Some(text) = self.reading.text(node, "notNamespace") else {
            return NamespaceConstraint::Any;
        };
        let excluded =
            self.namespaces(&text, "notNamespace", "a list of namespaces, `##local` and `##targetNamespace`");
        match excluded.as_slice() {
            [] => NamespaceConstraint::Any,
            [None] => NamespaceConstraint::Other(None),
            [None, other] => NamespaceConstraint::Other(other.clone()),
            _ => {
                self.not_checked(
                    text.span,
                    "what `notNamespace` excludes is not refused: the wildcard is read as `##any`",
                );
                NamespaceConstraint::Any
            }
        }
    }

    /// `notQName` (XSD 1.1) only narrows.
    fn excluded_names(&mut self, node: Node<'_, '_>) {
        if let Some(text) = self.reading.text(node, "notQName") {
            self.not_checked(
                text.span,
                "what `notQName` excludes is not refused: elements that are declared beside it go before the wildcard",
            );
        }
    }

    /// The namespaces in a list.
    fn namespaces(&mut self, text: &Located<String>, name: &str, expected: &str) -> Vec<Option<Namespace>> {
        let mut list = Vec::new();
        for (_, word) in tokens(&text.value) {
            match word {
                "##local" => list.push(None),
                "##targetNamespace" => list.push(self.target.clone()),
                _ if word.starts_with("##") => self.reading.illegal(text, name, expected),
                uri => list.push(Namespace::new(uri)),
            }
        }
        list.sort();
        list.dedup();
        list
    }

    fn process_contents(&mut self, node: Node<'_, '_>) -> ProcessContents {
        let Some(text) = self.reading.text(node, "processContents") else {
            return ProcessContents::Strict;
        };
        ProcessContents::from_keyword(&text.value).unwrap_or_else(|| {
            self.reading.illegal(&text, "processContents", "`strict`, `lax` or `skip`");
            ProcessContents::Strict
        })
    }

    /// Reports all children of an element that may have none but an annotation.
    pub(super) fn no_children(&mut self, node: Node<'_, '_>) {
        for child in self.children(node) {
            self.reading.unexpected(child);
        }
    }
}
