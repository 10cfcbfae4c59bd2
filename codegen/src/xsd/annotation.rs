//! Annotations (XSD 1.0 part 1 §3.13): what the schema says about itself in words.
//!
//! ```xml
//! <xs:annotation><xs:documentation>Identifies an item.</xs:documentation></xs:annotation>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use crate::qname::{XSD, tokens};

/// Elements of marked-up documentation that start a paragraph.
const BLOCKS: &[&str] = &["p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "pre", "br", "h1", "h2", "h3", "h4"];

impl Reader<'_> {
    /// The documentation of a component: all its `xs:documentation`, one after the other.
    pub(super) fn documentation(&mut self, node: Node<'_, '_>) -> Option<String> {
        let mut text = String::new();
        for annotation in node.children().filter(|child| is_xsd(*child, "annotation")) {
            self.reading.known_attributes(annotation, &["id"]);
            for child in annotation.children().filter(Node::is_element) {
                if is_xsd(child, "documentation") {
                    text.push_str("\n\n");
                    gather(child, &mut text);
                } else if !is_xsd(child, "appinfo") {
                    self.reading.unexpected(child);
                }
            }
        }
        paragraphs(&text)
    }
}

pub(super) fn is_xsd(node: Node<'_, '_>, local: &str) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(XSD) && node.tag_name().name() == local
}

/// The text below an element, with a blank line where a block of markup starts.
fn gather(node: Node<'_, '_>, text: &mut String) {
    for inner in node.descendants().skip(1) {
        if inner.is_text() {
            text.push_str(inner.text().unwrap_or_default());
        } else if inner.is_element() && BLOCKS.contains(&inner.tag_name().name()) {
            text.push_str("\n\n");
        }
    }
}

/// Collapses white space inside lines, which stay lines; paragraphs are parted by blank lines before and by one after.
pub(crate) fn paragraphs(text: &str) -> Option<String> {
    let mut done: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for line in text.lines().chain([""]) {
        let words: Vec<&str> = tokens(line).map(|(_, word)| word).collect();
        if !words.is_empty() {
            open.push(words.join(" "));
        } else if !open.is_empty() {
            done.push(open.join("\n"));
            open.clear();
        }
    }
    (!done.is_empty()).then(|| done.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn paragraphs_and_lines_survive_and_white_space_does_not() {
        assert_eq!(paragraphs(" \n\t\n"), None);
        let text = "\n   One\n  \t two  three. \r\n\r\n \n  Four.\n";
        assert_eq!(paragraphs(text).as_deref(), Some("One\ntwo three.\n\nFour."));
    }
}
