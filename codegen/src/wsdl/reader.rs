//! The state of reading one WSDL document, and checks that all its parts share.

use roxmltree::Node;

use super::WSDL;
use crate::markup::{Located, Reading, written_name};
use crate::qname::{Namespace, QName};
use crate::xsd::paragraphs;

/// Reads one `wsdl:definitions`. Each kind of component adds its own methods.
pub(crate) struct Reader<'d> {
    pub(super) reading: Reading<'d>,
    /// The namespace of the components.
    pub(super) target: Option<Namespace>,
}

impl Reader<'_> {
    pub(super) fn global_name(&self, name: &Located<String>) -> QName {
        QName::new(self.target.clone(), &name.value)
    }

    /// The child elements of WSDL itself, documentation left out. Others are extensions: passed over, unless they
    /// say that they must be understood.
    pub(super) fn children<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let mut children = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().namespace() == Some(WSDL) {
                if child.tag_name().name() != "documentation" {
                    children.push(child);
                }
            } else if !super::soap::is_soap(child) && is_required(child) {
                let message = format!("the extension `{}` is required but not supported", written_name(child));
                self.reading.error("required-extension", self.reading.tag_span(child), message);
            }
        }
        children
    }

    /// The text of all `wsdl:documentation` of a component.
    pub(super) fn documentation(&self, node: Node<'_, '_>) -> Option<String> {
        let mut text = String::new();
        let documentation = (WSDL, "documentation");
        for child in node.children().filter(|child| child.has_tag_name(documentation)) {
            text.push_str("\n\n");
            let inner = child.descendants().filter(Node::is_text);
            inner.for_each(|inner| text.push_str(inner.text().unwrap_or_default()));
        }
        paragraphs(&text)
    }
}

/// Whether an extension element is marked `wsdl:required`.
pub(super) fn is_required(node: Node<'_, '_>) -> bool {
    matches!(node.attribute((WSDL, "required")).map(crate::qname::trim), Some("true" | "1"))
}
