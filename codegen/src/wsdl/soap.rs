//! The SOAP extension elements of a binding (WSDL 1.1 §3; for SOAP 1.2 the same in another namespace).
//!
//! ```xml
//! <soap:header message="tns:GetIn" part="Version" use="literal"/>
//! <soap:body parts="request" use="literal"/>
//! ```

use roxmltree::Node;
pub use soap_runtime::soap::Version as SoapVersion;

use super::reader::{Reader, is_required};
use super::{SOAP_1_1, SOAP_1_2};
use crate::diagnostic::Diagnostic;
use crate::markup::{Located, Reference};
use crate::qname::{Namespace, tokens};
use crate::soap_encoding::{self, is_encoding};
use crate::source::Span;

/// The version whose binding an extension element belongs to.
pub(super) fn version_of(node: Node<'_, '_>) -> Option<SoapVersion> {
    match node.tag_name().namespace() {
        Some(SOAP_1_1) => Some(SoapVersion::V1_1),
        Some(SOAP_1_2) => Some(SoapVersion::V1_2),
        _ => None,
    }
}

/// What the SOAP body holds (WSDL 1.1 §3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// The parts.
    Document,
    /// An element of the operation's name, with the parts in it.
    Rpc,
}

/// `soap:body`
#[derive(Clone, Debug, PartialEq)]
pub struct SoapBody {
    /// The tag.
    pub span: Span,
    /// The parts that the body holds; `None` for all.
    pub parts: Option<Vec<Located<String>>>,
    /// The namespace of the operation's element in rpc style.
    pub namespace: Option<Namespace>,
    /// Whether the parts are written by the rules of SOAP encoding.
    pub is_encoded: bool,
}

/// `soap:header`
#[derive(Clone, Debug, PartialEq)]
pub struct SoapHeader {
    /// The tag.
    pub span: Span,
    /// The message whose part it is.
    pub message: Reference,
    /// The part.
    pub part: Located<String>,
    /// Whether it is marked `wsdl:required`.
    pub required: bool,
    /// The headers in which errors about it are told.
    pub faults: Vec<SoapHeaderFault>,
}

/// `soap:headerfault`
#[derive(Clone, Debug, PartialEq)]
pub struct SoapHeaderFault {
    /// The message whose part it is.
    pub message: Reference,
    /// The part.
    pub part: Located<String>,
}

/// Whether an element is one of the SOAP extensions.
pub(super) fn is_soap(node: Node<'_, '_>) -> bool {
    version_of(node).is_some()
}

/// The SOAP extension elements below a node, of either version.
pub(super) fn soap_children<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(|child| child.is_element() && is_soap(*child))
}

const KNOWN: &[&str] = &["message", "part", "use", "namespace", "encodingStyle"];

impl Reader<'_> {
    pub(super) fn body(&mut self, node: Node<'_, '_>) -> SoapBody {
        self.reading.known_attributes(node, &["parts", "use", "namespace", "encodingStyle"]);
        let is_encoded = self.is_encoded(node);
        let namespace = self.reading.text(node, "namespace");
        SoapBody {
            span: self.reading.tag_span(node),
            parts: self.part_names(node),
            namespace: namespace.and_then(|namespace| Namespace::new(&namespace.value)),
            is_encoded,
        }
    }

    fn part_names(&self, node: Node<'_, '_>) -> Option<Vec<Located<String>>> {
        let text = self.reading.raw(node, "parts")?;
        let names = tokens(&text.value).map(|(_, name)| Located { value: name.to_owned(), span: text.span });
        Some(names.collect())
    }

    /// A header; one that cannot be bound is left out.
    pub(super) fn header(&mut self, node: Node<'_, '_>) -> Option<SoapHeader> {
        let (part, flaws) = self.kept(|reader| reader.header_part(node));
        let part = part.filter(|_| flaws.is_empty());
        self.left_out("a header", flaws);
        let (message, part) = part?;
        let mut faults = Vec::new();
        for child in soap_children(node) {
            if child.tag_name().name() == "headerfault" {
                let (fault, flaws) = self.kept(|reader| reader.header_part(child));
                faults.extend(
                    fault.filter(|_| flaws.is_empty()).map(|(message, part)| SoapHeaderFault { message, part }),
                );
                self.left_out("a header for errors", flaws);
            } else {
                self.passed_over(child);
            }
        }
        Some(SoapHeader { span: self.reading.tag_span(node), message, part, required: is_required(node), faults })
    }

    fn header_part(&mut self, node: Node<'_, '_>) -> Option<(Reference, Located<String>)> {
        self.reading.known_attributes(node, KNOWN);
        self.is_encoded(node);
        self.reading.required(node, "message")?;
        let message = self.component(node, "message")?;
        Some((message, self.reading.required(node, "part")?))
    }

    /// Whether something is written by the rules of SOAP encoding, of either version, and not by those of its schema.
    pub(super) fn is_encoded(&mut self, node: Node<'_, '_>) -> bool {
        let Some(text) = self.reading.text(node, "use") else {
            return false;
        };
        match text.value.as_str() {
            "literal" => false,
            "encoded" => {
                self.known_encoding(node);
                true
            }
            _ => {
                self.reading.illegal(&text, "use", "`literal` or `encoded`");
                false
            }
        }
    }

    /// Reports rules of encoding that are nobody's but the service's.
    fn known_encoding(&mut self, node: Node<'_, '_>) {
        let Some(style) = self.reading.text(node, "encodingStyle") else { return };
        if style.value.is_empty() || tokens(&style.value).any(|(_, uri)| is_encoding(uri)) {
            return;
        }
        let message = format!("the encoding `{}` is not supported, only that of SOAP is", style.value);
        let help = format!("expected `{}`", soap_encoding::SOAP_1_1);
        self.reading.diagnostics.push(Diagnostic::error("encoding-style", style.span, message).help(help));
    }
}
