//! The state of reading one WSDL document, and checks that all its parts share.

use roxmltree::Node;

use super::WSDL;
use super::extension::{self, Extension};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markup::{Located, Reading, Reference, written_name};
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

    /// Runs a part of the reading. What is wrong in it is given back rather than told: it matters if the component is used.
    pub(super) fn kept<T>(&mut self, read: impl FnOnce(&mut Reader<'_>) -> T) -> (T, Vec<Diagnostic>) {
        let mut found = Diagnostics::new();
        let reading = self.reading.telling(&mut found);
        let value = read(&mut Reader { reading, target: self.target.clone() });
        let (flaws, doubts) = found.parted();
        self.reading.diagnostics.extend(doubts);
        (value, flaws)
    }

    /// Tells as warnings what is wrong with something that is left out.
    pub(super) fn left_out(&mut self, what: &str, flaws: Vec<Diagnostic>) {
        self.reading.diagnostics.extend(flaws.into_iter().map(|flaw| flaw.leaves_out(what)));
    }

    /// Tells of a child element that WSDL does not have there: it means nothing.
    pub(super) fn passed_over(&mut self, node: Node<'_, '_>) {
        let parent = node.parent_element().map(written_name).unwrap_or_default();
        let message = format!("`{}` may not stand in `{parent}` and is passed over", written_name(node));
        self.reading.warning("unexpected-element", self.reading.tag_span(node), message);
    }

    /// The component of a WSDL document that an attribute names. A name without prefix stands for one of the document's own namespace
    /// where the default namespace is WSDL's, which has no components, or where there is none.
    pub(super) fn component(&mut self, node: Node<'_, '_>, name: &str) -> Option<Reference> {
        let reference = self.reading.reference(node, name)?;
        Some(self.own_namespace(reference, |namespace| namespace.is_empty() || namespace == WSDL))
    }

    /// The element or type that an attribute names, with the same leniency where the default namespace is WSDL's.
    pub(super) fn schema_component(&mut self, node: Node<'_, '_>, name: &str) -> Option<Reference> {
        let reference = self.reading.reference(node, name)?;
        Some(self.own_namespace(reference, |namespace| namespace == WSDL))
    }

    fn own_namespace(&mut self, reference: Reference, is_lost: impl Fn(&str) -> bool) -> Reference {
        let Some(target) = self.target.clone().filter(|_| is_lost(reference.name.namespace_str())) else {
            return reference;
        };
        let local = reference.name.local();
        let message =
            format!("`{local}` has no prefix of a namespace with components, so `{{{target}}}{local}` is taken");
        self.reading.warning("name-without-prefix", reference.span, message);
        Reference { name: QName::new(Some(target), local), span: reference.span }
    }

    /// The child elements of WSDL itself, documentation left out. Others are extensions: passed over, and told of if they say that they
    /// must be understood.
    pub(super) fn children<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let mut children = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().namespace() == Some(WSDL) {
                if child.tag_name().name() != "documentation" {
                    children.push(child);
                }
            } else {
                self.extension(child);
            }
        }
        children
    }

    fn extension(&mut self, node: Node<'_, '_>) {
        if !is_required(node) {
            return;
        }
        let (name, span) = (written_name(node), self.reading.tag_span(node));
        match extension::of(node) {
            Extension::Soap | Extension::Addressing => {}
            Extension::Policy => {
                let message =
                    format!("the extension `{name}` is required: what it asks for is left to whoever sends messages");
                self.reading.warning("required-extension", span, message);
            }
            Extension::Unknown => {
                let message = format!("the extension `{name}` is required but not supported");
                let help = "take `wsdl:required` away if messages are the same without it".to_owned();
                self.reading.diagnostics.push(Diagnostic::error("required-extension", span, message).help(help));
            }
        }
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
