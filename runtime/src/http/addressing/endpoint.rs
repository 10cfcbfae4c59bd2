//! Endpoint references: [WS-Addressing 1.0 Core] 2.
//!
//! ```xml
//! <wsa:ReplyTo><wsa:Address>…</wsa:Address><wsa:ReferenceParameters>…</wsa:ReferenceParameters></wsa:ReplyTo>
//! ```

use super::version::AddressingVersion;
use crate::bind::{AnyAttribute, AnyElement};
use crate::soap::{Block, Version};

/// Where messages can be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndpointReference {
    /// The address, an IRI.
    pub address: String,
    /// What messages to the endpoint carry as header blocks; in 2004 reference properties as well.
    pub reference_parameters: Vec<AnyElement>,
}

impl EndpointReference {
    /// A reference with this address alone.
    #[must_use]
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: address.into(), reference_parameters: Vec::new() }
    }

    /// What an element of this type says; `None` without an address.
    pub(super) fn read(element: &AnyElement, version: AddressingVersion) -> Option<Self> {
        let namespace = version.namespace();
        let address = element.child(namespace, "Address")?.text().trim().to_owned();
        let holders = ["ReferenceProperties", "ReferenceParameters"];
        let parameters = holders.iter().filter_map(|holder| element.child(namespace, holder));
        let reference_parameters = parameters.flat_map(AnyElement::elements).cloned().collect();
        Some(Self { address, reference_parameters })
    }

    pub(super) fn write(&self, name: &str, version: AddressingVersion) -> AnyElement {
        let written = part(version, name).with_child(part(version, "Address").with_text(self.address.clone()));
        if self.reference_parameters.is_empty() {
            return written;
        }
        let parameters = self.reference_parameters.iter().cloned();
        written.with_child(parameters.fold(part(version, "ReferenceParameters"), AnyElement::with_child))
    }

    /// The first reference parameter that cannot be a header block of its own: as one, it would say what a message is and where it goes.
    pub(super) fn reserved_parameter(&self) -> Option<&AnyElement> {
        self.reference_parameters.iter().find(|parameter| is_reserved(parameter))
    }

    /// The header blocks of a message to this endpoint ([SOAP Binding] 3.4). A fault that refuses a [reserved](Self::reserved_parameter) one goes
    /// there as well, without it.
    pub(super) fn parameter_blocks(&self, version: AddressingVersion) -> Vec<Block> {
        let block = |parameter: &AnyElement| {
            let mut element = parameter.clone();
            if version == AddressingVersion::V1_0 {
                element.attributes.push(AnyAttribute {
                    prefix: "wsa".to_owned(),
                    namespace: version.namespace().to_owned(),
                    name: "IsReferenceParameter".to_owned(),
                    value: "true".to_owned(),
                });
            }
            Block::from(element)
        };
        self.reference_parameters.iter().filter(|parameter| !is_reserved(parameter)).map(block).collect()
    }
}

/// Whether an element is SOAP's or WS-Addressing's own.
fn is_reserved(element: &AnyElement) -> bool {
    let is_soap = |version: &Version| version.namespace() == element.namespace;
    [Version::V1_1, Version::V1_2].iter().any(is_soap) || AddressingVersion::of(&element.namespace).is_some()
}

/// An empty element of WS-Addressing's own.
pub(super) fn part(version: AddressingVersion, name: &str) -> AnyElement {
    AnyElement { prefix: "wsa".to_owned(), ..AnyElement::new(version.namespace(), name) }
}
