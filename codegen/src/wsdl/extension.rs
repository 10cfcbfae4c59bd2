//! Elements of other namespaces in a WSDL document (WSDL 1.1 §2.1.3).
//!
//! In: such an element. Out: whether it can be lived with. Invariant: what may change how a message is written is not called a policy.
//!
//! ```xml
//! <wsp:UsingPolicy wsdl:required="true"/> <wsaw:UsingAddressing wsdl:required="true"/>
//! ```

use roxmltree::Node;

/// What an extension element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extension {
    /// Of the SOAP binding, and read.
    Soap,
    /// That addressing is used, which is read as well.
    Addressing,
    /// A policy: it says what headers, security or transport messages need, and nothing of their bodies.
    Policy,
    /// Anything else.
    Unknown,
}

/// The namespaces of WS-Policy, WS-Addressing's WSDL binding, and assertions of policies.
const POLICIES: [&str; 20] = [
    "http://schemas.xmlsoap.org/ws/2002/12/policy",
    "http://schemas.xmlsoap.org/ws/2004/09/policy",
    "http://www.w3.org/2006/07/ws-policy",
    "http://www.w3.org/ns/ws-policy",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing/policy",
    "http://www.w3.org/2005/02/addressing/wsdl",
    "http://www.w3.org/2005/03/addressing/wsdl",
    "http://www.w3.org/2006/02/addressing/wsdl",
    "http://www.w3.org/2006/05/addressing/wsdl",
    "http://www.w3.org/2007/05/addressing/metadata",
    "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy",
    "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200512",
    "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702",
    "http://schemas.xmlsoap.org/ws/2005/02/rm/policy",
    "http://docs.oasis-open.org/ws-rx/wsrmp/200702",
    "http://schemas.xmlsoap.org/ws/2004/10/wsat",
    "http://docs.oasis-open.org/ws-tx/wsat/2006/06",
    "http://schemas.microsoft.com/ws/2005/12/wsdl/contract",
    "http://schemas.microsoft.com/ws/06/2004/policy/http",
];

pub(super) fn of(node: Node<'_, '_>) -> Extension {
    match node.tag_name().namespace() {
        _ if super::soap::is_soap(node) => Extension::Soap,
        _ if super::addressing::is_assertion(node) => Extension::Addressing,
        Some(namespace) if POLICIES.contains(&namespace) => Extension::Policy,
        _ => Extension::Unknown,
    }
}
