//! The WSDL document (WSDL 1.1 §2.1).

use roxmltree::Node;

use super::reader::Reader;
use super::{Binding, Message, PortType, Service};
use crate::diagnostic::Diagnostics;
use crate::markup::Reading;
use crate::qname::{Adopted, Namespace};
use crate::source::{SourceId, Span};
use crate::xsd::target_namespace;

/// One `wsdl:definitions`, without its inline schemas.
#[derive(Clone, Debug, PartialEq)]
pub struct Definitions {
    /// The document.
    pub source: SourceId,
    /// The tag.
    pub span: Span,
    /// The name, which has no meaning.
    pub name: Option<String>,
    /// The namespace of its components.
    pub target: Option<Namespace>,
    /// The contract's own words about itself.
    pub documentation: Option<String>,
    /// Messages.
    pub messages: Vec<Message>,
    /// Port types.
    pub port_types: Vec<PortType>,
    /// Bindings.
    pub bindings: Vec<Binding>,
    /// Services.
    pub services: Vec<Service>,
}

/// Reads a `wsdl:definitions`.
pub(crate) fn parse(node: Node<'_, '_>, source: SourceId, diagnostics: &mut Diagnostics) -> Definitions {
    let adopted = Adopted::default();
    let reader = Reader { reading: Reading { source, adopted, diagnostics }, target: target_namespace(node) };
    reader.definitions(node)
}

impl Reader<'_> {
    fn definitions(mut self, node: Node<'_, '_>) -> Definitions {
        self.reading.known_attributes(node, &["name", "targetNamespace"]);
        let mut definitions = Definitions {
            source: self.reading.source,
            span: self.reading.tag_span(node),
            name: self.reading.text(node, "name").map(|name| name.value),
            target: self.target.clone(),
            documentation: self.documentation(node),
            messages: Vec::new(),
            port_types: Vec::new(),
            bindings: Vec::new(),
            services: Vec::new(),
        };
        for child in self.children(node) {
            match child.tag_name().name() {
                "import" | "types" => {}
                "message" => definitions.messages.extend(self.message(child)),
                "portType" => definitions.port_types.extend(self.port_type(child)),
                "binding" => definitions.bindings.extend(self.binding(child)),
                "service" => definitions.services.extend(self.service(child)),
                _ => self.passed_over(child),
            }
        }
        definitions
    }
}
