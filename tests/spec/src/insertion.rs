//! Places where an element can be put into a document: a document comes in, one changed document for each place goes out.
//!
//! The places are, in every element: before each child element, in front of all it holds, and behind all it holds. An
//! element written `<a/>` gets an end tag.

use std::collections::BTreeMap;

use crate::canonical::step;

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path of the element it is in, such as `Envelope/Body/Group[2]`.
    pub parent: String,
    offset: usize,
    /// What closes the parent instead of `/>`.
    end_tag: Option<String>,
}

impl Place {
    /// The document with `fragment` at this place.
    #[must_use]
    pub fn insert(&self, xml: &str, fragment: &str) -> String {
        let (before, after) = xml.split_at(self.offset);
        match &self.end_tag {
            None => [before, fragment, after].concat(),
            Some(end) => [before, ">", fragment, end, after.strip_prefix("/>").unwrap_or(after)].concat(),
        }
    }

    /// Whether the parent or one of its ancestors has this local name.
    #[must_use]
    pub fn is_inside(&self, local: &str) -> bool {
        self.parent.split('/').any(|step| step.split('[').next() == Some(local))
    }
}

/// All places in a document, in its order.
///
/// # Errors
/// When it is not well-formed.
pub fn places(xml: &str) -> Result<Vec<Place>, roxmltree::Error> {
    let document = roxmltree::Document::parse(xml)?;
    let root = document.root_element();
    let mut places = Vec::new();
    collect(root, root.tag_name().name().to_owned(), xml, &mut places);
    places.sort_by_key(|place| place.offset);
    places.dedup();
    Ok(places)
}

fn collect(node: roxmltree::Node<'_, '_>, path: String, xml: &str, places: &mut Vec<Place>) {
    let text = xml.get(node.range()).unwrap_or("");
    let start = node.range().start;
    if text.ends_with("/>") {
        let qname = text.split(|c: char| c.is_ascii_whitespace() || "</>".contains(c)).nth(1).unwrap_or("");
        let end_tag = Some(format!("</{qname}>"));
        return places.push(Place { parent: path, offset: start + text.len() - 2, end_tag });
    }
    let mut siblings = BTreeMap::new();
    for child in node.children().filter(roxmltree::Node::is_element) {
        places.push(Place { parent: path.clone(), offset: child.range().start, end_tag: None });
        let step = step(&mut siblings, child.tag_name().name());
        collect(child, format!("{path}/{step}"), xml, places);
    }
    let end = start + text.rfind("</").unwrap_or(text.len());
    let front = node.first_child().map_or(end, |child| child.range().start);
    places.push(Place { parent: path.clone(), offset: front, end_tag: None });
    places.push(Place { parent: path, offset: end, end_tag: None });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_place_once() {
        let xml = "<a><b k='>'/> <b>x</b><c><!-- y --></c></a>";
        let changed: Vec<_> =
            places(xml).unwrap().iter().map(|place| (place.parent.clone(), place.insert(xml, "+"))).collect();
        let expected = [
            ("a", "<a>+<b k='>'/> <b>x</b><c><!-- y --></c></a>"),
            ("a/b", "<a><b k='>'>+</b> <b>x</b><c><!-- y --></c></a>"),
            ("a", "<a><b k='>'/> +<b>x</b><c><!-- y --></c></a>"),
            ("a/b[2]", "<a><b k='>'/> <b>+x</b><c><!-- y --></c></a>"),
            ("a/b[2]", "<a><b k='>'/> <b>x+</b><c><!-- y --></c></a>"),
            ("a", "<a><b k='>'/> <b>x</b>+<c><!-- y --></c></a>"),
            ("a/c", "<a><b k='>'/> <b>x</b><c>+<!-- y --></c></a>"),
            ("a/c", "<a><b k='>'/> <b>x</b><c><!-- y -->+</c></a>"),
            ("a", "<a><b k='>'/> <b>x</b><c><!-- y --></c>+</a>"),
        ];
        assert_eq!(changed, expected.map(|(parent, xml)| (parent.to_owned(), xml.to_owned())));
    }

    #[test]
    fn ancestors_go_by_whole_names() {
        let place = places("<a><bc/><bc/></a>").unwrap().remove(1);
        assert_eq!(place.parent, "a/bc");
        assert!(place.is_inside("bc") && place.is_inside("a") && !place.is_inside("b"));
    }
}
