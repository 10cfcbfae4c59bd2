//! The names that encoded messages are made of.
//!
//! In: elements without a type. Out: what their attributes say, and attributes to be written. Invariant: a QName is looked up where it stands.

use super::{SOAP_1_1, SOAP_1_2, is_encoding, plain_type};
use crate::bind::{AnyAttribute, AnyElement, AnyNode};
use crate::contract::ElementDecl;
use crate::schema::Schema;
use crate::soap::Version;
use crate::xml::{SOAP11_URI, SOAP12_URI, XSD_URI, XSI_URI};
use crate::xsd::Builtin;

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
    let (uri, local) = (element.namespace.as_str(), element.name.as_str());
    let is_of_schema = uri == XSD_URI && Builtin::from_name(local).is_some();
    (is_of_schema || plain_type(uri, local).is_some()).then_some((uri, local))
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

/// `xsi:type`
pub(super) fn type_attribute(value: impl Into<String>) -> AnyAttribute {
    attribute("xsi", XSI_URI, "type", value)
}

/// Whether an attribute is `xsi:type`.
pub(super) fn is_type(attribute: &AnyAttribute) -> bool {
    attribute.namespace == XSI_URI && attribute.name == "type"
}

/// An element of the schema that is nil.
pub(super) fn nil(declared: &ElementDecl, schema: &Schema) -> AnyElement {
    let mut nil = AnyElement::new(schema.namespace_of(declared), &declared.name.local);
    nil.attributes.push(attribute("xsi", XSI_URI, "nil", "true"));
    nil
}

/// A name under a prefix that means its namespace on an element: the one wanted, unless that means another there.
pub(super) fn written(element: &mut AnyElement, wanted: &str, (uri, local): (&str, &str)) -> String {
    match bound(element, wanted, uri).as_str() {
        "" => local.to_owned(),
        prefix => format!("{prefix}:{local}"),
    }
}

/// Declares a prefix for a namespace on an element: the one wanted, unless that means another there.
pub(super) fn bound(element: &mut AnyElement, wanted: &str, uri: &str) -> String {
    if uri.is_empty() {
        return String::new();
    }
    let wanted = if wanted.is_empty() { "ns" } else { wanted };
    let meaning =
        |prefix: &str| element.declarations.iter().find(|(known, _)| known == prefix).map(|(_, to)| to.as_str());
    let candidates = std::iter::once(wanted.to_owned()).chain((1..).map(|number| format!("{wanted}{number}")));
    let prefix = candidates.into_iter().find(|prefix| meaning(prefix).is_none_or(|to| to == uri)).unwrap_or_default();
    if meaning(&prefix).is_none() {
        element.declarations.push((prefix.clone(), uri.to_owned()));
    }
    prefix
}
