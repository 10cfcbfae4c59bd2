//! The names of SOAP encoding ([SOAP 1.1] section 5, [SOAP 1.2] part 2, section 3).
//!
//! In: names that a contract refers to. Out: what they are in XML Schema. Invariant: nothing here depends on how a message is written; that
//! is the runtime's (`soap_runtime::soap::encoding`).
//!
//! ```text
//! soapenc:string    xs:string        soapenc:base64    xs:base64Binary
//! ```

use soap_runtime::xsd::Builtin;

use crate::qname::QName;

/// The encoding of SOAP 1.1.
pub(crate) const SOAP_1_1: &str = soap_runtime::soap::encoding::SOAP_1_1;

/// The encoding of SOAP 1.2.
pub(crate) const SOAP_1_2: &str = soap_runtime::soap::encoding::SOAP_1_2;

/// Whether a namespace is that of SOAP encoding.
pub(crate) fn is_encoding(uri: &str) -> bool {
    matches!(uri, SOAP_1_1 | SOAP_1_2)
}

/// What is meant by a name: a type of SOAP encoding is one of XML Schema with attributes that only messages know.
pub(crate) fn plain(name: QName) -> QName {
    if !is_encoding(name.namespace_str()) {
        return name;
    }
    match name.local() {
        "base64" => QName::xsd("base64Binary"),
        "Struct" => QName::xsd("anyType"),
        local if Builtin::from_name(local).is_some() => QName::xsd(local),
        _ => name,
    }
}
