//! SOAP encoding: [SOAP 1.1] section 5, [SOAP 1.2] Part 2, section 3.
//!
//! In: messages of contracts that bind bodies with `use="encoded"`. Out: the same messages as generated types read and write them, and
//! back. Invariants: values know nothing of encoding, so contracts without it pay nothing; what is read is taken in by reference at most
//! as often as the bounds allow.
//!
//! ```xml
//! <items xsi:type="soapenc:Array" soapenc:arrayType="t:Item[2]"><x href="#1"/><x xsi:nil="true"/></items>   <!-- encoded -->
//! <items><item>…</item><item xsi:nil="true"/></items>                                                       <!-- as it is read -->
//! ```

mod array;
mod decode;
mod encode;
mod expansion;
mod names;
mod places;
mod target;

use crate::xsd::Builtin;
pub(super) use decode::decoded;
pub(super) use encode::encoded;

/// The encoding of SOAP 1.1, which is also its namespace.
pub const SOAP_1_1: &str = "http://schemas.xmlsoap.org/soap/encoding/";

/// The encoding of SOAP 1.2, which is also its namespace.
pub const SOAP_1_2: &str = "http://www.w3.org/2003/05/soap-encoding";

/// Whether a namespace is that of SOAP encoding.
#[must_use]
pub fn is_encoding(uri: &str) -> bool {
    matches!(uri, SOAP_1_1 | SOAP_1_2)
}

/// The name in XML Schema of a simple type of SOAP encoding, which only adds attributes of encoding to it; `None` for other names.
///
/// ```
/// use soap_runtime::soap::encoding::{SOAP_1_1, plain_type};
///
/// assert_eq!(plain_type(SOAP_1_1, "string"), Some("string"));
/// assert_eq!(plain_type(SOAP_1_1, "base64"), Some("base64Binary"));
/// assert_eq!(plain_type(SOAP_1_1, "Array"), None);
/// ```
#[must_use]
pub fn plain_type<'n>(uri: &str, local: &'n str) -> Option<&'n str> {
    match local {
        "base64" if is_encoding(uri) => Some("base64Binary"),
        _ => Some(local).filter(|local| is_encoding(uri) && Builtin::from_name(local).is_some()),
    }
}
