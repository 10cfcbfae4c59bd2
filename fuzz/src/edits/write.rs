//! A tree as XML. The usual prefixes are declared for texts that use them.

use super::{Element, Node, XSI};

/// Prefixes of the root.
const PREFIXES: [(&str, &str); 5] = [
    ("s", "http://schemas.xmlsoap.org/soap/envelope/"),
    ("m", "http://schemas.microsoft.com/exchange/services/2006/messages"),
    ("t", "http://schemas.microsoft.com/exchange/services/2006/types"),
    ("xs", "http://www.w3.org/2001/XMLSchema"),
    ("xsi", XSI),
];

pub(super) fn document(root: &Element) -> String {
    let mut out = String::new();
    let declarations: String = PREFIXES.iter().map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\"")).collect();
    element(root, &declarations, &mut out);
    out
}

fn element(element: &Element, declarations: &str, out: &mut String) {
    let mut own = declarations.to_owned();
    let name = qualified(&element.name.0, &element.name.1, "e", &mut own);
    let mut attributes = String::new();
    for (number, ((namespace, local), value)) in element.attributes.iter().enumerate() {
        let name = qualified(namespace, local, &format!("a{number}"), &mut own);
        attributes.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    out.push_str(&format!("<{name}{own}{attributes}>"));
    for node in &element.content {
        match node {
            Node::Element(child) => self::element(child, "", out),
            Node::Text(text) => out.push_str(&escaped(text)),
        }
    }
    out.push_str(&format!("</{name}>"));
}

/// The name with a prefix, which is declared here unless it is one of the root's.
fn qualified(namespace: &str, local: &str, prefix: &str, declarations: &mut String) -> String {
    if namespace.is_empty() {
        return local.to_owned();
    }
    if namespace == "http://www.w3.org/XML/1998/namespace" {
        return format!("xml:{local}");
    }
    if let Some((prefix, _)) = PREFIXES.iter().find(|(_, uri)| *uri == namespace) {
        return format!("{prefix}:{local}");
    }
    declarations.push_str(&format!(" xmlns:{prefix}=\"{}\"", escaped(namespace)));
    format!("{prefix}:{local}")
}

/// Text for both content and attributes; a character that XML does not have stays as it is, since readers have to bear it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", c as u32)),
            c => out.push(c),
        }
    }
    out
}
