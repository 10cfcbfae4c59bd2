//! Wildcards (XSD 1.0 part 1 §3.10).
//!
//! ```xml
//! <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
//! ```

use roxmltree::Node;
pub use soap_runtime::contract::Process as ProcessContents;

use super::reader::Reader;
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
        let Some(text) = self.reading.text(node, "namespace") else {
            return NamespaceConstraint::Any;
        };
        match text.value.as_str() {
            "##any" => return NamespaceConstraint::Any,
            "##other" => return NamespaceConstraint::Other(self.target.clone()),
            _ => {}
        }
        let mut list = Vec::new();
        for (_, word) in tokens(&text.value) {
            match word {
                "##local" => list.push(None),
                "##targetNamespace" => list.push(self.target.clone()),
                _ if word.starts_with("##") => {
                    let expected = "`##any`, `##other` or a list of namespaces, `##local` and `##targetNamespace`";
                    self.reading.illegal(&text, "namespace", expected);
                }
                uri => list.push(Namespace::new(uri)),
            }
        }
        list.sort();
        list.dedup();
        NamespaceConstraint::List(list)
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
