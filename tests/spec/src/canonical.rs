//! Canonical form: an XML text comes in, what counts in it goes out, ready to be compared.
//!
//! Elements and attributes go by expanded name, attributes in the order of these. Left out are namespace declarations,
//! `xsi:schemaLocation` and its kin, comments, processing instructions, and white space between elements. All other text
//! counts as it is, in one piece between two tags.

use std::collections::BTreeMap;
use std::fmt;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An expanded name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The namespace; empty for none.
    pub namespace: String,
    /// The local name.
    pub local: String,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}{}", self.namespace, self.local)
    }
}

/// An element in canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Its attributes.
    pub attributes: BTreeMap<Name, String>,
    /// Its content: no two texts follow each other.
    pub content: Vec<Node>,
}

/// A piece of content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Text.
    Text(String),
    /// A child element.
    Element(Element),
}

/// The first place where two elements differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The path, such as `Envelope/Body/Group[2]/@Id`.
    pub path: String,
    /// What the left one has there.
    pub left: String,
    /// What the right one has there.
    pub right: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} against {}", self.path, self.left, self.right)
    }
}

const NOTHING: &str = "nothing";

impl Element {
    /// The canonical form of a document.
    ///
    /// # Errors
    /// When it is not well-formed.
    pub fn parse(xml: &str) -> Result<Self, roxmltree::Error> {
        Ok(Self::of(roxmltree::Document::parse(xml)?.root_element()))
    }

    fn of(node: roxmltree::Node<'_, '_>) -> Self {
        let name = node.tag_name();
        Self {
            name: named(name.namespace(), name.name()),
            attributes: node.attributes().filter_map(attribute).collect(),
            content: content(node),
        }
    }

    /// The first difference to `other` in document order: name, attributes, content.
    #[must_use]
    pub fn first_difference(&self, other: &Self) -> Option<Difference> {
        self.difference(other, &self.name.local)
    }

    fn difference(&self, other: &Self, path: &str) -> Option<Difference> {
        if self.name != other.name {
            return Some(differing(path, &self.name, &other.name));
        }
        let names = self.attributes.keys().chain(other.attributes.keys());
        let differs = |name: &&Name| self.attributes.get(name) != other.attributes.get(name);
        if let Some(name) = names.filter(differs).min() {
            let value = |of: &Self| of.attributes.get(name).map_or(NOTHING.to_owned(), |value| format!("{value:?}"));
            return Some(differing(&format!("{path}/@{}", name.local), value(self), value(other)));
        }
        self.content_difference(other, path)
    }

    fn content_difference(&self, other: &Self, path: &str) -> Option<Difference> {
        let (mut left, mut right) = (self.content.iter(), other.content.iter());
        let mut siblings = BTreeMap::new();
        loop {
            let found = match (left.next(), right.next()) {
                (None, None) => return None,
                (Some(Node::Element(a)), Some(Node::Element(b))) => {
                    a.difference(b, &format!("{path}/{}", step(&mut siblings, &a.name.local)))
                }
                (a, b) if a == b => None,
                (a, b) => Some(differing(path, shown(a), shown(b))),
            };
            if found.is_some() {
                return found;
            }
        }
    }

    /// Puts `to` in the place of the text or attribute value `from` at `path`, which is written as in [`Difference`].
    ///
    /// # Errors
    /// What is there instead.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> Result<(), String> {
        let (first, steps) = path.split_once('/').unwrap_or((path, ""));
        if first != self.name.local {
            return Err(format!("the root is {}", self.name));
        }
        let mut here = self;
        for step in steps.split('/').filter(|step| !step.is_empty()) {
            if let Some(local) = step.strip_prefix('@') {
                let value = here.attributes.iter_mut().find(|(name, _)| name.local == local).map(|(_, value)| value);
                return exchange(value, from, to);
            }
            here = here.child_mut(step).ok_or_else(|| format!("no {step}"))?;
        }
        let text = match here.content.as_mut_slice() {
            [Node::Text(text)] => Some(text),
            _ => None,
        };
        exchange(text, from, to)
    }

    fn child_mut(&mut self, wanted: &str) -> Option<&mut Self> {
        let mut siblings = BTreeMap::new();
        self.content.iter_mut().find_map(|node| match node {
            Node::Element(child) => (step(&mut siblings, &child.name.local) == wanted).then_some(child),
            Node::Text(_) => None,
        })
    }
}

/// The step of a path to the next child of this local name; the number of the first is left out.
pub(crate) fn step(siblings: &mut BTreeMap<String, usize>, local: &str) -> String {
    let count = siblings.entry(local.to_owned()).or_insert(0);
    *count += 1;
    match *count {
        1 => local.to_owned(),
        n => format!("{local}[{n}]"),
    }
}

fn exchange(found: Option<&mut String>, from: &str, to: &str) -> Result<(), String> {
    match found {
        Some(text) if text == from => {
            to.clone_into(text);
            Ok(())
        }
        other => Err(format!("{other:?} instead of {from:?}")),
    }
}

fn differing(path: &str, left: impl fmt::Display, right: impl fmt::Display) -> Difference {
    Difference { path: path.to_owned(), left: left.to_string(), right: right.to_string() }
}

fn shown(node: Option<&Node>) -> String {
    match node {
        None => NOTHING.to_owned(),
        Some(Node::Text(text)) => format!("{text:?}"),
        Some(Node::Element(element)) => format!("<{}>", element.name),
    }
}

fn named(namespace: Option<&str>, local: &str) -> Name {
    Name { namespace: namespace.unwrap_or("").to_owned(), local: local.to_owned() }
}

fn attribute(attribute: roxmltree::Attribute<'_, '_>) -> Option<(Name, String)> {
    let is_location = ["schemaLocation", "noNamespaceSchemaLocation"].contains(&attribute.name());
    let counts = !(attribute.namespace() == Some(XSI) && is_location);
    counts.then(|| (named(attribute.namespace(), attribute.name()), attribute.value().to_owned()))
}

/// The children that count; text is joined over comments, then white space beside elements is left out.
fn content(node: roxmltree::Node<'_, '_>) -> Vec<Node> {
    let mut content: Vec<Node> = Vec::new();
    for child in node.children() {
        let text = child.text().filter(|_| child.is_text());
        match (content.last_mut(), text) {
            (Some(Node::Text(before)), Some(text)) => before.push_str(text),
            (_, Some(text)) => content.push(Node::Text(text.to_owned())),
            _ if child.is_element() => content.push(Node::Element(Element::of(child))),
            _ => {}
        }
    }
    if content.iter().any(|node| matches!(node, Node::Element(_))) {
        content.retain(|node| !matches!(node, Node::Text(text) if is_blank(text)));
    }
    content
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn difference(left: &str, right: &str) -> Option<String> {
        let (left, right) = (Element::parse(left).unwrap(), Element::parse(right).unwrap());
        left.first_difference(&right).map(|difference| difference.to_string())
    }

    #[test]
    fn one_document_in_many_writings() {
        let plain = "<a xmlns='urn:a' p='1' q='&lt;2'><b> x &amp; y </b><c/></a>";
        for other in [
            "<n:a xmlns:n='urn:a' q='&#60;2' p='1'><n:b> x &#38; y </n:b><n:c></n:c></n:a>",
            "<?xml version='1.0'?>\n<!-- d --><a p='1' q='&lt;2' xmlns='urn:a'>\n\t<b> x <![CDATA[&]]><!-- e --> y </b>\r\n<?f g?><c/> </a>\n",
            "<a xmlns='urn:a' xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:schemaLocation='urn:a a.xsd' q='&lt;2' p='1'><b> x &amp; y </b><n:c xmlns:n='urn:a'/></a>",
        ] {
            assert_eq!(difference(plain, other), None, "{other}");
        }
    }

    #[test]
    fn the_first_difference_is_named_with_its_path() {
        for (left, right, expected) in [
            ("<a/>", "<b/>", "a: {}a against {}b"),
            ("<a xmlns='urn:a'/>", "<a/>", "a: {urn:a}a against {}a"),
            ("<a q='1' p='1'/>", "<a q='2' p='2'/>", r#"a/@p: "1" against "2""#),
            ("<a q='1'/>", "<a/>", r#"a/@q: "1" against nothing"#),
            ("<a><b/><b>x</b></a>", "<a><b/><b>y</b></a>", r#"a/b[2]: "x" against "y""#),
            ("<a><b> </b></a>", "<a><b/></a>", r#"a/b: " " against nothing"#),
            ("<a><b/><c/></a>", "<a><c/><b/></a>", "a/b: {}b against {}c"),
            ("<a><b/></a>", "<a><b/><c/></a>", "a: nothing against <{}c>"),
            ("<a>x<b/></a>", "<a><b/>x</a>", r#"a: "x" against <{}b>"#),
            ("<a><b k='1'/><b k='1'/></a>", "<a><b k='1'/><b k=' 1'/></a>", r#"a/b[2]/@k: "1" against " 1""#),
        ] {
            assert_eq!(difference(left, right).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_value_is_exchanged_only_where_it_stands() {
        let mut element = Element::parse("<a><b k='0'>1</b><b k='0'> 1 </b></a>").unwrap();
        element.replace("a/b[2]", " 1 ", "true").unwrap();
        element.replace("a/b/@k", "0", "false").unwrap();
        assert_eq!(element, Element::parse("<a><b k='false'>1</b><b k='0'>true</b></a>").unwrap());
        for path in ["a/b[2]", "a/b[3]", "a/b/@l", "a", "c"] {
            assert!(element.replace(path, " 1 ", "true").is_err(), "{path}");
        }
    }
}
