//! The names of SOAP encoding ([SOAP 1.1] section 5, [SOAP 1.2] part 2, section 3).
//!
//! In: names that a contract refers to. Out: what they are in XML Schema. Invariant: nothing here depends on how a message is written; that
//! is the runtime's (`soap_runtime::soap::encoding`).
//!
//! ```text
//! soapenc:string    xs:string        soapenc:base64    xs:base64Binary
//! ```

use soap_runtime::soap::encoding::plain_type;
pub(crate) use soap_runtime::soap::encoding::{SOAP_1_1, is_encoding};

use crate::qname::QName;

/// What is meant by a name: a type of SOAP encoding is one of XML Schema with attributes that only messages know.
pub(crate) fn plain(name: QName) -> QName {
    if !is_encoding(name.namespace_str()) {
        return name;
    }
    match plain_type(name.namespace_str(), name.local()) {
        Some(local) => QName::xsd(local),
        None if name.local() == "Struct" => QName::xsd("anyType"),
        None => name,
    }
}
