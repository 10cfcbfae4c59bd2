//! A document gone through from end to end: by the reader in all the ways it offers, and by roxmltree.

use soap_runtime::xml::{Node, Reader, legal};
use soap_runtime::{Error, IllegalCharacters, ReadOptions, Result};

/// What a document holds. Texts are not empty, and no two of them follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// A start tag: the name, then the attributes in the order of their names.
    Start(Name, Vec<(Name, String)>),
    Text(String),
    End,
}

/// Namespace and local name.
pub(crate) type Name = (String, String);

/// The document as the reader sees it.
pub(crate) fn ours(document: &str) -> Result<Vec<Event>> {
    read(document, |r| {
        let name = r.root()?;
        let mut events = vec![start(r, r.uri(name.ns).to_owned(), name.local)?];
        let mut depth = 1;
        while depth > 0 {
            match r.next_node()? {
                Some(Node::Text(text)) => events.push(Event::Text(text.into_owned())),
                Some(Node::Element(name)) => {
                    depth += 1;
                    events.push(start(r, r.uri(name.ns).to_owned(), name.local)?);
                }
                None => {
                    depth -= 1;
                    events.push(Event::End);
                }
            }
        }
        Ok(events)
    })
}

fn start(r: &Reader<'_>, namespace: String, local: &str) -> Result<Event> {
    let mut attributes = (0..r.attribute_count())
        .map(|index| {
            let attribute = r.attribute(index);
            let name = (r.uri(attribute.ns).to_owned(), attribute.local.to_owned());
            Ok((name, r.attribute_value(attribute)?.into_owned()))
        })
        .collect::<Result<Vec<_>>>()?;
    attributes.sort();
    Ok(Event::Start((namespace, local.to_owned()), attributes))
}

/// Runs `walk` from the root element's start tag on, then the end of the document; illegal characters are refused.
fn read<T>(document: &str, walk: impl FnOnce(&mut Reader<'_>) -> Result<T>) -> Result<T> {
    let options = ReadOptions::default().illegal_characters(IllegalCharacters::Refuse).max_depth(1000);
    let document = legal(document, &options)?;
    let mut r = Reader::new(&document, &[], &options)?;
    let value = walk(&mut r)?;
    r.end()?;
    Ok(value)
}

/// Whether the document is well-formed, as each way to go through it says.
pub(crate) fn verdicts(document: &str) -> [(&'static str, Result<(), Error>); 4] {
    let skipped = read(document, |r| {
        r.root()?;
        r.skip()
    });
    let as_text = read(document, |r| {
        r.root()?;
        r.text().map(drop)
    });
    let by_children = read(document, |r| {
        r.root()?;
        let mut depth = 1;
        while depth > 0 {
            depth = if r.next_child()?.is_some() { depth + 1 } else { depth - 1 };
        }
        Ok(())
    });
    [
        ("nodes and attribute values", ours(document).map(drop)),
        ("skip", skipped),
        ("text", as_text),
        ("children", by_children),
    ]
}

/// The document as roxmltree sees it.
pub(crate) fn theirs(document: &str) -> Result<Vec<Event>, roxmltree::Error> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let tree = roxmltree::Document::parse_with_options(document, options)?;
    let mut events = Vec::new();
    collect(tree.root_element(), &mut events);
    Ok(events)
}

fn collect(node: roxmltree::Node<'_, '_>, events: &mut Vec<Event>) {
    if let Some(text) = node.text().filter(|text| node.is_text() && !text.is_empty()) {
        match events.last_mut() {
            Some(Event::Text(before)) => before.push_str(text),
            _ => events.push(Event::Text(text.to_owned())),
        }
    }
    if !node.is_element() {
        return;
    }
    let name = |namespace: Option<&str>, local: &str| (namespace.unwrap_or("").to_owned(), local.to_owned());
    let attributes = node.attributes().map(|a| (name(a.namespace(), a.name()), a.value().to_owned()));
    let mut attributes: Vec<_> = attributes.collect();
    attributes.sort();
    events.push(Event::Start(name(node.tag_name().namespace(), node.tag_name().name()), attributes));
    node.children().for_each(|child| collect(child, events));
    events.push(Event::End);
}
