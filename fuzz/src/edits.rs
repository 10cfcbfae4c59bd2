//! A message as a tree that can be edited: any edit gives a tree again, so that what is written is well-formed.

mod choices;
mod write;

use roxmltree::NodeType;

pub(crate) use choices::Choices;

/// An expanded name: namespace (empty for none), and local name.
pub(crate) type Name = (String, String);

#[derive(Clone, Debug)]
struct Element {
    name: Name,
    attributes: Vec<(Name, String)>,
    content: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Text(String),
}

/// A message.
#[derive(Debug)]
pub(crate) struct Tree {
    root: Element,
}

/// How many elements a tree grows to.
const MOST_ELEMENTS: usize = 500;

/// Texts that are values of some types and of no others, near the ends of their ranges, or awkward to write.
const TEXTS: [&str; 32] = [
    "",
    " ",
    "0",
    "-0",
    "1",
    "-1",
    "+7",
    "01",
    "127",
    "2147483648",
    "9223372036854775807",
    "1e400",
    "NaN",
    "INF",
    "-INF",
    "1.50",
    "true",
    "TRUE",
    "\t\n",
    "2024-02-29T24:00:00Z",
    "0000-01-01T00:00:00",
    "2024-02-30",
    "P1Y2M3DT4H5.600S",
    "AAEC",
    "A A=",
    "t:ItemIdType",
    "x:y",
    "]]>",
    "<&>\"'",
    "\r\n\u{85}",
    "\u{FFFE}x",
    "é\u{10FFFF}",
];

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

impl Tree {
    /// The tree of a document; `None` if it is not well-formed.
    pub(crate) fn parse(xml: &str) -> Option<Self> {
        let document = roxmltree::Document::parse(xml).ok()?;
        Some(Self { root: element(document.root_element()) })
    }

    /// The names of all elements and attributes, each once.
    pub(crate) fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        visit(&self.root, &mut |element| {
            names.push(element.name.clone());
            names.extend(element.attributes.iter().map(|(name, _)| name.clone()));
        });
        names.sort();
        names.dedup();
        names
    }

    /// One edit, as the input chooses.
    pub(crate) fn edit(&mut self, choices: &mut Choices, names: &[Name]) {
        let mut count = 0;
        visit(&self.root, &mut |_| count += 1);
        let (at, other) = (choices.below(count), choices.below(count));
        let copy = (count < MOST_ELEMENTS).then(|| nth(&mut self.root, &mut { other }).cloned()).flatten();
        let name = names.get(choices.below(names.len().max(1))).cloned().unwrap_or_default();
        let edit = choices.below(12);
        let (first, second) = (choices.below(256), choices.below(256));
        let Some(element) = nth(&mut self.root, &mut { at }) else { return };
        let length = element.content.len().max(1);
        match edit {
            0 if !element.content.is_empty() => drop(element.content.remove(first % length)),
            1 if !element.content.is_empty() => element.content.swap(first % length, second % length),
            2 => copy.into_iter().for_each(|copy| {
                element.content.insert(first % length.min(element.content.len() + 1), Node::Element(copy))
            }),
            3 => element.content = vec![Node::Text(TEXTS[first % TEXTS.len()].to_owned())],
            4 => element.content.push(Node::Text(TEXTS[first % TEXTS.len()].to_owned())),
            5 => element.name = name,
            6 => element.name.0 = name.0,
            7 => element.set((name.0, name.1), TEXTS[first % TEXTS.len()]),
            8 => element.set((String::new(), name.1), TEXTS[first % TEXTS.len()]),
            9 => element.set((XSI.to_owned(), "nil".to_owned()), ["true", "1", "false", "maybe"][first % 4]),
            10 => element
                .set((XSI.to_owned(), "type".to_owned()), &format!("{}:{}", ["t", "m", "s", "zz"][first % 4], name.1)),
            11 if !element.attributes.is_empty() => drop(element.attributes.remove(first % element.attributes.len())),
            _ => {}
        }
    }

    /// The document.
    pub(crate) fn to_xml(&self) -> String {
        write::document(&self.root)
    }
}

impl Element {
    fn set(&mut self, name: Name, value: &str) {
        self.attributes.retain(|(known, _)| *known != name);
        self.attributes.push((name, value.to_owned()));
    }
}

/// Calls `f` with an element and all below it, in the order of the document.
fn visit(element: &Element, f: &mut impl FnMut(&Element)) {
    f(element);
    for node in &element.content {
        if let Node::Element(child) = node {
            visit(child, f);
        }
    }
}

/// The element at a place in the order of the document.
fn nth<'e>(element: &'e mut Element, left: &mut usize) -> Option<&'e mut Element> {
    if *left == 0 {
        return Some(element);
    }
    *left -= 1;
    element.content.iter_mut().find_map(|node| match node {
        Node::Element(child) => nth(child, left),
        Node::Text(_) => None,
    })
}

fn element(node: roxmltree::Node<'_, '_>) -> Element {
    let name = |namespace: Option<&str>, local: &str| (namespace.unwrap_or_default().to_owned(), local.to_owned());
    let attributes = node
        .attributes()
        .map(|attribute| (name(attribute.namespace(), attribute.name()), attribute.value().to_owned()));
    let content = node.children().filter_map(|child| match child.node_type() {
        NodeType::Element => Some(Node::Element(element(child))),
        NodeType::Text => Some(Node::Text(child.text().unwrap_or_default().to_owned())),
        _ => None,
    });
    Element {
        name: name(node.tag_name().namespace(), node.tag_name().name()),
        attributes: attributes.collect(),
        content: content.collect(),
    }
}
