//! The names that encoded messages are made of.
//!
//! In: elements without a type. Out: what their attributes say, and attributes to be written. Invariant: a QName is looked up where it stands.

use super::{SOAP_1_1, SOAP_1_2};
use crate::bind::{AnyAttribute, AnyElement, AnyNode};
use crate::soap::Version;
use crate::xml::{SOAP11_URI, SOAP12_URI, XSD_URI, XSI_URI};
use crate::xsd::Builtin;

/// Whether a namespace is that of SOAP encoding.
pub(super) fn is_encoding(uri: &str) -> bool {
    matches!(uri, SOAP_1_1 | SOAP_1_2)
}

/// The encoding of a version of SOAP.
pub(super) fn of_version(version: Version) -> &'static str {
    match version {
        Version::V1_1 => SOAP_1_1,
        Version::V1_2 => SOAP_1_2,
    }
}

/// The value of an attribute.
pub(super) fn value<'e>(element: &'e AnyElement, namespace: &str, name: &str) -> Option<&'e str> {
    let is_it = |attribute: &&AnyAttribute| attribute.namespace == namespace && attribute.name == name;
    element.attributes.iter().find(is_it).map(|attribute| attribute.value.trim())
}

/// The value of an attribute of SOAP encoding.
pub(super) fn encoding_value<'e>(element: &'e AnyElement, name: &str) -> Option<&'e str> {
    value(element, SOAP_1_1, name).or_else(|| value(element, SOAP_1_2, name))
}

/// Whether an element says that it is nil.
pub(super) fn is_nil(element: &AnyElement) -> bool {
    matches!(value(element, XSI_URI, "nil"), Some("true" | "1"))
}

/// The namespace and the local name of the type that an element names.
pub(super) fn stated_type(element: &AnyElement) -> Option<(&str, &str)> {
    Some(qname(element, value(element, XSI_URI, "type")?))
}

/// What a QName means on an element: a namespace and a local name.
pub(super) fn qname<'e>(element: &'e AnyElement, text: &'e str) -> (&'e str, &'e str) {
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    let bound = element.declarations.iter().find(|(known, _)| known == prefix);
    (bound.map_or("", |(_, uri)| uri.as_str()), local)
}

/// The type that an element is called after: independent values are (`<soapenc:int>5</soapenc:int>`, [SOAP 1.1] 5.1, rule 7).
pub(super) fn named_after(element: &AnyElement) -> Option<(&str, &str)> {
    let is_type = is_encoding(&element.namespace) || element.namespace == XSD_URI;
    let is_known = element.name == "base64" || Builtin::from_name(&element.name).is_some();
    (is_type && is_known).then_some((&element.namespace, &element.name))
}

/// Whether an element holds neither elements nor more text than white space.
pub(super) fn is_empty(element: &AnyElement) -> bool {
    element.children.iter().all(|child| matches!(child, AnyNode::Text(text) if text.trim().is_empty()))
}

/// Whether an attribute is about how an element is encoded, and not of its value. `id` and `href` may be either.
pub(super) fn is_about_encoding(attribute: &AnyAttribute) -> bool {
    match attribute.namespace.as_str() {
        SOAP11_URI | SOAP12_URI => true,
        uri => is_encoding(uri),
    }
}

/// An attribute in a namespace.
pub(super) fn attribute(prefix: &str, namespace: &str, name: &str, value: impl Into<String>) -> AnyAttribute {
    AnyAttribute { prefix: prefix.into(), namespace: namespace.into(), name: name.into(), value: value.into() }
}
