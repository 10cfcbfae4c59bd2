//! Whether a shape really did its work.
//!
//! In: what a shape read or wrote. Out: a sum over the items to compare with the message's, or a canonical form in which two texts that say the same are equal.

use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use roxmltree::{Document, Node, ParsingOptions};

/// A sum over some fields of every item, in order (FNV-1a).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Checksum {
    items: usize,
    sum: u64,
}

impl Default for Checksum {
    fn default() -> Self {
        Self { items: 0, sum: 0xCBF2_9CE4_8422_2325 }
    }
}

impl Checksum {
    /// Begins an item: its identifier, name and first mail address.
    pub(crate) fn item(&mut self, id: &str, display_name: Option<&str>, address: Option<&str>) {
        self.items += 1;
        self.text(id);
        self.text(display_name.unwrap_or_default());
        self.text(address.unwrap_or_default());
    }

    /// How many items there are, those within others as well.
    #[cfg(test)]
    pub(crate) fn items(self) -> usize {
        self.items
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Adds a number.
    pub(crate) fn number(&mut self, number: i64) {
        self.bytes(&number.to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain([&0xFF]) {
            self.sum = (self.sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

fn parse(xml: &str) -> Result<Document<'_>> {
    let options = ParsingOptions { nodes_limit: u32::MAX, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).context("is not well-formed")
}

/// Fails unless both texts say the same: the same elements, attributes and character data, whatever the prefixes, the
/// order of attributes and the way of escaping.
pub(crate) fn same(expected: &str, found: &str) -> Result<()> {
    let (expected, found) = (canonical(expected)?, canonical(found)?);
    let differs = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
    if let Some((expected, found)) = differs {
        ensure!(false, "differs: expected {expected}, found {found}");
    }
    ensure!(expected.len() == found.len(), "ends early or late");
    Ok(())
}

fn canonical(xml: &str) -> Result<String> {
    let mut form = String::with_capacity(xml.len() * 2);
    write_node(parse(xml)?.root_element(), &mut form)?;
    Ok(form)
}

fn write_node(node: Node<'_, '_>, to: &mut String) -> Result<()> {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        writeln!(to, "text {text:?}")?;
    }
    if node.is_element() {
        let name = node.tag_name();
        writeln!(to, "open {{{}}}{}", name.namespace().unwrap_or_default(), name.name())?;
        let mut attributes: Vec<_> = node.attributes().map(|a| (a.namespace(), a.name(), a.value())).collect();
        attributes.sort_unstable();
        for (namespace, name, value) in attributes {
            writeln!(to, "attribute {{{}}}{name} {value:?}", namespace.unwrap_or_default())?;
        }
        for child in node.children() {
            write_node(child, to)?;
        }
        writeln!(to, "close")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Checksum, same};

    #[test]
    fn prefixes_and_escapes_do_not_matter() {
        let a = r#"<a:x xmlns:a="u" b="1" a="2">1 &amp; 2<a:y/></a:x>"#;
        let b = r#"<?xml version="1.0"?><x xmlns="u" a="2" b="1">1 &#38; 2<y></y></x>"#;
        assert!(same(a, b).is_ok());
    }

    #[test]
    fn names_values_and_structure_matter() {
        let a = "<x><y/><z>1</z></x>";
        for b in
            ["<x><y><z>1</z></y></x>", "<x><y/><z>2</z></x>", "<x><y/></x>", "<x xmlns='u'><y/><z>1</z></x>", "<x>"]
        {
            assert!(same(a, b).is_err(), "{b}");
        }
    }

    #[test]
    fn order_and_boundaries_of_items_matter() {
        let sum = |items: &[(&str, &str)]| {
            let mut sum = Checksum::default();
            for (id, name) in items {
                sum.item(id, Some(name), None);
            }
            sum
        };
        assert_ne!(sum(&[("a", "b"), ("c", "d")]), sum(&[("c", "d"), ("a", "b")]));
        assert_ne!(sum(&[("ab", "c")]), sum(&[("a", "bc")]));
    }
}
