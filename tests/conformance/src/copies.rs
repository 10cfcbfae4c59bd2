//! A schema's text and a number come in, the text of a schema with so many copies of its components goes out.
//!
//! ```xml
//! <xs:complexType name="OrderType">…</xs:complexType>          the first is as it was,
//! <xs:complexType name="OrderTypeCopy1">…</xs:complexType>     and each other refers to what was copied with it
//! ```
//!
//! Invariant: no copy refers to another one, so that all is as before, but so many times.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::Context as _;
use roxmltree::{Document, Node};

const XS: &str = "http://www.w3.org/2001/XMLSchema";

/// The attributes of a schema that hold names of components.
const REFERENCES: [&str; 6] = ["base", "itemType", "memberTypes", "ref", "substitutionGroup", "type"];

/// What stands at the top of a schema and is no component.
const NO_COMPONENTS: [&str; 6] = ["annotation", "defaultOpenContent", "import", "include", "override", "redefine"];

/// The schema with `count` times its components.
///
/// # Errors
/// When it is not well-formed, or no schema.
pub fn copies(schema: &str, count: usize) -> anyhow::Result<String> {
    let document = Document::parse(schema)?;
    let root = document.root_element();
    anyhow::ensure!(root.has_tag_name((XS, "schema")), "the root is not xs:schema");
    let components: Vec<Node<'_, '_>> = root.children().filter(is_component).collect();
    let named: BTreeSet<&str> = components.iter().filter_map(|component| component.attribute("name")).collect();
    let end = schema.rfind("</").context("an empty schema has nothing to copy")?;
    let mut text = schema[..end].to_owned();
    for index in 1..count {
        for component in &components {
            text += &renamed(schema, *component, &ends(*component, &named), &format!("Copy{index}"));
            text.push('\n');
        }
    }
    Ok(text + &schema[end..])
}

fn is_component(node: &Node<'_, '_>) -> bool {
    node.is_element() && !NO_COMPONENTS.contains(&node.tag_name().name())
}

/// Where, in a component, names of those that are copied end.
fn ends(component: Node<'_, '_>, named: &BTreeSet<&str>) -> Vec<usize> {
    let mut ends = Vec::new();
    for node in component.descendants().filter(Node::is_element) {
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            let value = attribute.range_value();
            if node == component && attribute.name() == "name" {
                ends.push(value.end);
            } else if REFERENCES.contains(&attribute.name()) && node.tag_name().namespace() == Some(XS) {
                let names =
                    words(attribute.value()).filter(|word| refers(node, &attribute.value()[word.clone()], named));
                ends.extend(names.map(|word| value.start + word.end));
            }
        }
    }
    ends.sort_unstable();
    ends
}

/// Where the words of a list stand in it.
fn words(list: &str) -> impl Iterator<Item = Range<usize>> {
    list.split_whitespace().map(move |word| {
        let start = word.as_ptr().addr() - list.as_ptr().addr();
        start..start + word.len()
    })
}

/// Whether a prefixed name is that of something that is copied.
fn refers(node: Node<'_, '_>, name: &str, named: &BTreeSet<&str>) -> bool {
    let (prefix, local) = name.split_once(':').map_or((None, name), |(prefix, local)| (Some(prefix), local));
    let target = node.document().root_element().attribute("targetNamespace");
    named.contains(local) && node.lookup_namespace_uri(prefix) == target
}

/// The text of a component with something more behind each of these places.
fn renamed(schema: &str, component: Node<'_, '_>, ends: &[usize], suffix: &str) -> String {
    let Range { mut start, end } = component.range();
    let mut text = String::with_capacity(end - start + ends.len() * suffix.len());
    for &place in ends {
        text.push_str(&schema[start..place]);
        text.push_str(suffix);
        start = place;
    }
    text.push_str(&schema[start..end]);
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_copy_refers_to_what_was_copied_with_it() {
        let component = |suffix: &str| {
            format!(
                "<xs:complexType name=\"A{suffix}\"><xs:sequence><xs:element name=\"B\" type=\"t:B{suffix}\"/>\
                 <xs:element ref='t:C{suffix}'/><xs:element name=\"D\" type=\"xs:string\"/></xs:sequence></xs:complexType>\
                 \n<xs:simpleType name=\"B{suffix}\"><xs:union memberTypes=\"t:U{suffix} xs:int  t:B{suffix} t:Other\"/></xs:simpleType>\
                 \n<xs:element name=\"C{suffix}\"/>\n<xs:simpleType name=\"U{suffix}\"/>\n"
            )
        };
        let schema = |components: &str| {
            format!(
                "<xs:schema xmlns:xs=\"{XS}\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\"><xs:import namespace=\"urn:o\"/>{components}</xs:schema>"
            )
        };
        let (first, second, third) = (component(""), component("Copy1"), component("Copy2"));
        assert_eq!(copies(&schema(&first), 1).unwrap(), schema(&first));
        assert_eq!(copies(&schema(&first), 3).unwrap(), schema(&(first + &second + &third)));
        assert!(copies("<other></other>", 2).is_err());
    }
}
