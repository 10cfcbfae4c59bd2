//! What a document is that is no contract: web pages, archives, and what describes services otherwise.
//!
//! In: the text as far as it could be read. Out: what it seems to be, and what to do about it.
//!
//! ```html
//! <!DOCTYPE html><html><title>Sign in</title>      <!-- saved in place of a WSDL document -->
//! ```

/// What a document begins with, what it is then, and what to do.
const BEGINNINGS: [(&str, &str, &str); 8] = [
    ("<!doctype html", "a web page", PAGE),
    ("<html", "a web page", PAGE),
    ("PK\u{3}\u{4}", "a zip archive", "unpack it, and name the document inside"),
    ("\u{1f}\u{fffd}", "compressed with gzip", "decompress it first (gunzip)"),
    ("\u{1f}\u{8b}", "compressed with gzip", "decompress it first (gunzip)"),
    ("{", "JSON", "OpenAPI and JSON Schema are not read; services with SOAP have a WSDL document"),
    ("openapi:", "an OpenAPI description", "OpenAPI is not read; services with SOAP have a WSDL document"),
    ("%PDF", "a PDF", "name the WSDL document or the schema"),
];

/// The local names of roots, what documents with them are, and what to do.
const ROOTS: [(&str, &str, &str); 10] = [
    ("description", "WSDL 2.0", "WSDL 1.1 is read; many services offer it too, often at `?wsdl`"),
    ("definitions", "another version of WSDL", "WSDL 1.1 is read, whose namespace is http://schemas.xmlsoap.org/wsdl/"),
    ("schema", "another schema language", "XML Schema is read, whose namespace is http://www.w3.org/2001/XMLSchema"),
    ("grammar", "RELAX NG", "only XML Schema is read; trang converts it"),
    ("application", "WADL", "it describes no SOAP service"),
    ("html", "a web page", PAGE),
    ("Envelope", "a SOAP message", "name the contract; if a service answered so, it refused to give it"),
    ("Fault", "a SOAP fault", "name the contract; if a service answered so, it refused to give it"),
    ("discovery", "a list of documents (DISCO)", "get the document that its `contractRef` names"),
    ("catalog", "an XML catalog", "name the WSDL document or the schema"),
];

const PAGE: &str = "it was saved in place of the contract, perhaps by a sign-in page or an error page; the contract of a service is often at its \
                    address with `?wsdl`";

/// What to say of a document that is not well-formed or cannot be decoded.
pub(super) fn by_beginning(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let is_it =
        |beginning: &str| text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning));
    BEGINNINGS.iter().find(|(beginning, ..)| is_it(beginning)).map(said)
}

/// What to say of a document with a root of this name that is neither a schema nor a WSDL document.
pub(super) fn by_root(name: &str) -> Option<String> {
    let local = name.rsplit([':', '}']).next().unwrap_or(name);
    ROOTS.iter().find(|(root, ..)| *root == local).map(said)
}

fn said((_, what, advice): &(&str, &str, &str)) -> String {
    format!("this looks like {what}: {advice}")
}
