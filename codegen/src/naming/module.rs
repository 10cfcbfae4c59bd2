//! Names of namespaces' modules: the shortest part of the URI that tells them apart.
//!
//! In: a namespace's URI. Out: what its module could be called, the best first. Invariant: version numbers, file endings and words that
//! every URI has come last or not at all.
//!
//! ```text
//! http://schemas.microsoft.com/exchange/services/2006/types        types
//! urn:messages_2017_2.platform.webservices.netsuite.com            messages
//! http://ws.cdyne.com/                                             cdyne
//! ```

use super::field_name;

/// The module of the components that are in no namespace, or in one whose URI says nothing.
const NAMELESS: &str = "types";

/// Parts that say nothing.
const GENERIC: [&str; 9] = ["http", "https", "urn", "uri", "www", "wsdl", "xsd", "xml", "com"];

/// Endings of files, which say nothing either.
const ENDINGS: [&str; 6] = [".xsd", ".wsdl", ".asmx", ".svc", ".php", ".xml"];

/// The name of a namespace's module: the last part of the URI that says something, such as `types` in
/// `http://schemas.microsoft.com/exchange/services/2006/types`.
#[must_use]
pub fn module_name(uri: &str) -> String {
    module_names(uri).into_iter().next().unwrap_or_default()
}

/// What the module can be called, the best first; never nothing.
pub(crate) fn module_names(uri: &str) -> Vec<String> {
    let whole: Vec<String> =
        parts(uri).into_iter().filter(|part| is_telling(part)).map(|part| field_name(&part)).collect();
    let Some(last) = whole.first() else {
        return vec![NAMELESS.to_owned(), format!("other_{NAMELESS}")];
    };
    let mut names = vec![without_version(last).to_owned()];
    names.extend((last != without_version(last)).then(|| last.clone()));
    let mut longer = last.clone();
    for part in whole.iter().skip(1).take(2) {
        longer = format!("{part}_{longer}");
        names.push(longer.clone());
    }
    names
}

/// The parts of a URI, the last first; of a host's name only the telling label.
fn parts(uri: &str) -> Vec<String> {
    let (host, path) = match uri.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or((Some(rest), ""), |(host, path)| (Some(host), path)),
        None => (None, uri),
    };
    let path = path.split(['/', ':', '#', '?']).filter(|part| !part.is_empty());
    let path: Vec<String> = path.map(|part| label(part).to_owned()).collect();
    path.into_iter().rev().chain(host.and_then(host_label).map(str::to_owned)).collect()
}

/// A part of a path without a file's ending; of one that is built like a host's name, in either order, the label that is farthest from the
/// top level.
fn label(part: &str) -> &str {
    let part = ENDINGS.iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
    let labels: Vec<&str> = part.split('.').collect();
    match labels.as_slice() {
        [top, _, .., last] if is_top_level(top) => last,
        [first, .., _, top] if is_top_level(top) => first,
        _ => part,
    }
}

/// Whether a label is one of those that names of hosts end with: of a country, or one of the old ones.
fn is_top_level(label: &str) -> bool {
    let is_country = label.len() == 2 && label.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_country || matches!(label, "com" | "org" | "net" | "gov" | "edu" | "mil" | "int" | "info" | "biz")
}

/// The label of a host's name that its owner chose: the one before the top level, or before what stands for one (`co.uk`).
fn host_label(host: &str) -> Option<&str> {
    let name = host.split(':').next().unwrap_or(host);
    let labels: Vec<&str> = name.split('.').collect();
    let short = |label: &&&str| label.len() > 3;
    let chosen = labels.iter().rev().skip(1).find(short).or_else(|| labels.iter().rev().nth(1));
    chosen.or(labels.first()).copied()
}

fn is_telling(part: &str) -> bool {
    let lower = part.to_lowercase();
    let version = lower.strip_prefix('v').unwrap_or(&lower);
    let is_version = version.chars().all(|c| c.is_numeric() || matches!(c, '.' | '_' | '-'));
    !is_version && part.chars().any(char::is_alphabetic) && !GENERIC.contains(&lower.as_str())
}

/// A name without the numbers at its end: `messages_2017_2`.
fn without_version(name: &str) -> &str {
    let kept = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let has_break = name.get(kept.len()..).is_some_and(|rest| rest.starts_with('_') && rest.len() > 1);
    if has_break && !kept.is_empty() { kept } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_that_says_something() {
        for (uri, name) in [
            ("http://schemas.microsoft.com/exchange/services/2006/types", "types"),
            ("http://www.w3.org/2002/ws/databinding/examples/6/09/", "examples"),
            ("urn:example:limits", "limits"),
            ("http://example.com/schema.xsd", "schema"),
            ("http://example.com/orders/v1", "orders"),
            ("http://example.com/orders/2.0/wsdl", "orders"),
            ("http://example.com/shop/http", "shop"),
            ("http://tempuri.org/", "tempuri"),
            ("http://ws.cdyne.com", "cdyne"),
            ("http://www.bank.co.uk:8080/", "bank"),
            ("urn:messages_2017_2.platform.webservices.netsuite.com", "messages"),
            ("urn:types.example.org", "types"),
            ("urn:com.example.orders", "orders"),
            ("urn:orders.v2.types", "orders_v2_types"),
            ("urn:b", "b"),
            ("urn:1", "types"),
            ("", "types"),
        ] {
            assert_eq!(module_name(uri), name, "{uri}");
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_longer() {
        assert_eq!(module_names("urn:a:b"), ["b", "a_b"]);
        assert_eq!(module_names("urn:types_2013"), ["types", "types_2013"]);
        assert_eq!(module_names("http://example.com/crm/types"), ["types", "crm_types", "example_crm_types"]);
    }
}
