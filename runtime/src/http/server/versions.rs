//! The header blocks of SOAP 1.2's own: [SOAP 1.2 Part 1] 5.4.7, 5.4.8.
//!
//! ```xml
//! <env:NotUnderstood qname="n:Trace" xmlns:n="urn:trace"/>
//! ```

use crate::bind::{AnyAttribute, AnyElement};
use crate::soap::{Block, Version};

/// The block that names one that is not understood.
pub(super) fn not_understood(namespace: &str, name: &str) -> Block {
    Block::from(naming(element("NotUnderstood"), "n", namespace, name))
}

/// The block that says which envelopes are understood, the newest first.
pub(super) fn upgrade() -> Block {
    let supported =
        |prefix: &str, version: Version| naming(element("SupportedEnvelope"), prefix, version.namespace(), "Envelope");
    let upgrade = element("Upgrade").with_child(supported("s12", Version::V1_2));
    Block::from(upgrade.with_child(supported("s11", Version::V1_1)))
}

fn element(name: &str) -> AnyElement {
    AnyElement { prefix: "soap".to_owned(), ..AnyElement::new(Version::V1_2.namespace(), name) }
}

/// The element with an attribute `qname` that names another.
fn naming(mut element: AnyElement, prefix: &str, namespace: &str, name: &str) -> AnyElement {
    let mut value = name.to_owned();
    if !namespace.is_empty() {
        value = format!("{prefix}:{name}");
        element.declarations.push((prefix.to_owned(), namespace.to_owned()));
    }
    element.attributes.push(AnyAttribute { name: "qname".to_owned(), value, ..AnyAttribute::default() });
    element
}
