//! What makes a part of a type the same part in another version: where it stands in XML, not what Rust calls it.

use crate::plan::{Line, XmlName};

/// What identifies a field or variant among the others of its type.
pub(super) fn key(line: &Line, name: &str) -> String {
    match line {
        Line::Attribute { name, .. } => format!("@{}", shown(name)),
        Line::Element { name, .. } => shown(name),
        Line::Group { .. } => format!("{name}()"),
        Line::Any { .. } => format!("{name}*"),
        Line::AnyAttribute(_) => "@*".to_owned(),
        Line::Text => "text()".to_owned(),
        Line::Mixed => "node()".to_owned(),
        Line::Order => "order()".to_owned(),
    }
}

/// Its step in a path; empty for what has no name in XML.
pub(super) fn step(line: &Line) -> String {
    match line {
        Line::Attribute { name, .. } => format!("@{}", name.local),
        Line::Element { name, .. } => name.local.clone(),
        _ => String::new(),
    }
}

pub(super) fn shown(name: &XmlName) -> String {
    format!("{}:{}", name.prefix.as_deref().unwrap_or_default(), name.local)
}
