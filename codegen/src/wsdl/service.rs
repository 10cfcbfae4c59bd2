//! Services and ports (WSDL 1.1 §2.6, §2.7, §3.8).

use roxmltree::Node;

use super::reader::Reader;
use super::soap::soap_children;
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;

/// A service: ports that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// In document order.
    pub ports: Vec<Port>,
}

/// A binding with an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// The name.
    pub name: String,
    /// The name where it is written.
    pub span: Span,
    /// The binding.
    pub binding: Reference,
    /// `soap:address`, if given.
    pub address: Option<String>,
}

impl Reader<'_> {
    pub(super) fn service(&mut self, node: Node<'_, '_>) -> Option<Service> {
        self.reading.known_attributes(node, &["name"]);
        let mut ports = Vec::new();
        for child in self.children(node) {
            if child.tag_name().name() == "port" {
                let (port, flaws) = self.kept(|reader| reader.port(child));
                ports.extend(port.filter(|_| flaws.is_empty()));
                self.left_out("a port", flaws);
            } else {
                self.passed_over(child);
            }
        }
        let name = self.reading.name(node)?;
        Some(Service { name: self.global_name(&name), span: name.span, documentation: self.documentation(node), ports })
    }

    fn port(&mut self, node: Node<'_, '_>) -> Option<Port> {
        self.reading.known_attributes(node, &["name", "binding"]);
        let name = self.reading.name(node)?;
        self.children(node);
        self.reading.required(node, "binding")?;
        let binding = self.component(node, "binding")?;
        let address = soap_children(node).find(|child| child.tag_name().name() == "address");
        let location = address.and_then(|address| self.reading.text(address, "location"));
        Some(Port { name: name.value, span: name.span, binding, address: location.map(|location| location.value) })
    }
}
