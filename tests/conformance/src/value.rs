//! Values: a text and its simple type come in, one and the same text for all lexical forms of a value goes out.

use roxmltree::Node;
use wsdl_codegen::ir::{Builtin, Contract, TypeId, Variety, WhiteSpace};
use wsdl_codegen::qname::{Namespace, QName};

/// The canonical text of the value that `text` is as a value of the type; nothing if it is none. Prefixes are those of `scope`.
#[must_use]
pub fn of(contract: &Contract, ty: TypeId, text: &str, scope: Node<'_, '_>) -> Option<String> {
    if let Some(members) = members(contract, ty) {
        return members.iter().find_map(|member| of(contract, *member, text, scope));
    }
    let facets = contract.effective_facets(ty);
    let text = facets.white_space.unwrap_or(WhiteSpace::Preserve).normalize(text);
    if let Some(item) = contract.simple_steps(ty).find_map(|(step, _)| contract.list_item(step)) {
        let items: Option<Vec<_>> =
            text.split(' ').filter(|item| !item.is_empty()).map(|it| of(contract, item, it, scope)).collect();
        return items.map(|items| items.join(" "));
    }
    let builtin = contract.builtin_base(ty)?;
    builtin.check(&text).ok()?;
    // Names that are listed have the schema's prefixes, which mean nothing here.
    let is_name = matches!(builtin, Builtin::QName | Builtin::Notation);
    let is_same = |listed: &str| is_name || listed == text || builtin.equal(listed, &text);
    let is_listed = facets.enumeration.is_empty() || facets.enumeration.iter().any(|value| is_same(value));
    is_listed.then(|| canonical(builtin, &text, scope)).flatten()
}

fn members(contract: &Contract, ty: TypeId) -> Option<&[TypeId]> {
    contract.simple_steps(ty).find_map(|(_, step)| match &step.variety {
        Variety::Union(members) => Some(members.as_slice()),
        _ => None,
    })
}

fn canonical(builtin: Builtin, text: &str, scope: Node<'_, '_>) -> Option<String> {
    Some(match builtin.primitive() {
        Builtin::Boolean => matches!(text, "true" | "1").to_string(),
        Builtin::Decimal => decimal(text),
        Builtin::Float => floating(text, |text| text.parse::<f32>().ok().map(|value| format!("{value:e}")))?,
        Builtin::Double => floating(text, |text| text.parse::<f64>().ok().map(|value| format!("{value:e}")))?,
        Builtin::HexBinary => text.to_ascii_uppercase(),
        Builtin::Base64Binary => text.split(' ').collect(),
        Builtin::QName | Builtin::Notation => {
            let name = expanded(text, scope)?;
            format!("{{{}}}{}", name.namespace_str(), name.local())
        }
        _ => text.to_owned(),
    })
}

fn floating(text: &str, parsed: impl Fn(&str) -> Option<String>) -> Option<String> {
    if matches!(text, "NaN" | "INF" | "-INF") { Some(text.to_owned()) } else { parsed(text) }
}

/// Without leading zeros, trailing zeros of a fraction, and the signs `+` and that of zero.
fn decimal(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.trim_start_matches('+')), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    match (whole, fraction) {
        ("", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    }
}

/// The name that a prefixed one stands for.
#[must_use]
pub fn expanded(text: &str, scope: Node<'_, '_>) -> Option<QName> {
    let text = text.trim();
    let (prefix, local) = text.split_once(':').map_or((None, text), |(prefix, local)| (Some(prefix), local));
    let namespace = match (prefix, scope.lookup_namespace_uri(prefix)) {
        (Some("xml"), _) => Some(Namespace::xml()),
        (Some(_), None) => return None,
        (_, uri) => uri.and_then(Namespace::new),
    };
    Some(QName::new(namespace, local))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lexical_forms_of_one_value_have_one_text() {
        let document = roxmltree::Document::parse("<a xmlns:p='urn:p' xmlns:q='urn:p'/>").unwrap();
        let same = |builtin, left, right| {
            canonical(builtin, left, document.root_element()) == canonical(builtin, right, document.root_element())
        };
        for (builtin, left, right) in [
            (Builtin::Decimal, "-01.50", "-1.5"),
            (Builtin::Int, "+007", "7"),
            (Builtin::Int, "-0", "0"),
            (Builtin::Boolean, "1", "true"),
            (Builtin::Double, "1e2", "100.0"),
            (Builtin::HexBinary, "aF", "Af"),
            (Builtin::Base64Binary, "QU JD", "QUJD"),
            (Builtin::QName, "p:a", "q:a"),
        ] {
            assert!(same(builtin, left, right), "{left} {right}");
        }
        for (builtin, left, right) in [
            (Builtin::Decimal, "1.05", "1.5"),
            (Builtin::Decimal, "10", "1"),
            (Builtin::Boolean, "0", "true"),
            (Builtin::Double, "1e2", "1e3"),
            (Builtin::QName, "p:a", "a"),
            (Builtin::String, "1", "01"),
        ] {
            assert!(!same(builtin, left, right), "{left} {right}");
        }
    }
}
