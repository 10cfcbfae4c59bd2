//! Documents that somebody else's service might send: a well-formed document comes in, and the same with a few of its parts exchanged,
//! repeated, renamed, left out or given other values goes out.

use std::ops::Range;

use roxmltree::{Document, Node};

use crate::random::{Random, mutated};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// Texts that many types do not have.
const TEXTS: [&str; 9] =
    ["", " ", "x", "0", "-1", "99999999999", "true", "2024-02-30", "a b c d e f g h i j k l m n o p q r s t u v w"];

/// The document with one to three edits. One that makes it no document leaves that to be found out.
///
/// # Errors
/// When the document is not well-formed.
pub fn edited(xml: &str, random: &mut Random) -> Result<String, roxmltree::Error> {
    let mut changed = edit(xml, random)?;
    for _ in 0..random.below(3) {
        match edit(&changed, random) {
            Ok(more) => changed = more,
            Err(_) => break,
        }
    }
    Ok(changed)
}

/// The document with two of its elements several times, one behind the other: what repeats is read by what came before.
///
/// # Errors
/// When the document is not well-formed.
pub fn repeated(xml: &str, random: &mut Random) -> Result<String, roxmltree::Error> {
    let mut grown = xml.to_owned();
    for _ in 0..2 {
        let document = Document::parse(&grown)?;
        let elements: Vec<_> = document.descendants().filter(Node::is_element).skip(1).collect();
        let Some(node) = elements.get(random.below(elements.len().max(1))) else { break };
        let more = grown[node.range()].repeat(1 + random.below(4));
        grown = inserted(&grown, node.range().end, &more);
    }
    Ok(grown)
}

fn edit(xml: &str, random: &mut Random) -> Result<String, roxmltree::Error> {
    let document = Document::parse(xml)?;
    let elements: Vec<_> = document.descendants().filter(Node::is_element).collect();
    let node = elements[random.below(elements.len())];
    let other = elements[random.below(elements.len())];
    let text = TEXTS[random.below(TEXTS.len())];
    let name = &xml[name_of(node, xml)];
    Ok(match random.below(14) {
        0 => exchanged(xml, node, node.next_sibling_element().unwrap_or(other)),
        1 => exchanged(xml, node, other),
        2 => inserted(xml, node.range().end, &xml[node.range()]),
        3 => inserted(xml, node.range().start, &xml[other.range()]),
        4 => replaced(xml, node.range(), ""),
        5 => renamed(xml, node, &xml[name_of(other, xml)]),
        6 => renamed(xml, node, "Zzz"),
        7 => with_content(xml, node, name, text),
        8 => with_content(xml, node, name, &format!("{text}<Zzz/>")),
        9 => inserted(xml, name_of(node, xml).end, &format!(" xmlns:q='{XSI}' q:nil='true'")),
        10 => inserted(xml, name_of(node, xml).end, &format!(" xmlns:q='{XSI}' q:type='{}'", other.tag_name().name())),
        11 => inserted(xml, name_of(node, xml).end, " xmlns=''"),
        12 => inserted(xml, name_of(node, xml).end, &format!(" {}='{text}'", other.tag_name().name())),
        _ => with_attribute(xml, node, text, random),
    })
}

fn replaced(xml: &str, range: Range<usize>, by: &str) -> String {
    [&xml[..range.start], by, &xml[range.end..]].concat()
}

fn inserted(xml: &str, at: usize, text: &str) -> String {
    replaced(xml, at..at, text)
}

/// The two elements in each other's place, unless one holds the other.
fn exchanged(xml: &str, one: Node<'_, '_>, other: Node<'_, '_>) -> String {
    let (first, second) = if one.range().start < other.range().start { (one, other) } else { (other, one) };
    let (first, second) = (first.range(), second.range());
    if first.end > second.start {
        return xml.to_owned();
    }
    let changed = replaced(xml, second.clone(), &xml[first.clone()]);
    replaced(&changed, first, &xml[second])
}

/// Where the name of an element stands in its start tag.
fn name_of(node: Node<'_, '_>, xml: &str) -> Range<usize> {
    let start = node.range().start + 1;
    let length = xml[start..].find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(0);
    start..start + length
}

fn renamed(xml: &str, node: Node<'_, '_>, name: &str) -> String {
    let tag = name_of(node, xml);
    let end = node.range().end;
    let is_empty = xml[node.range()].ends_with("/>");
    let end_tag = xml[node.range()].rfind("</").map_or(end, |at| node.range().start + at);
    let changed = if is_empty { xml.to_owned() } else { replaced(xml, end_tag..end, &format!("</{name}>")) };
    replaced(&changed, tag, name)
}

/// The element with other content and its attributes.
fn with_content(xml: &str, node: Node<'_, '_>, name: &str, content: &str) -> String {
    let start = node.range().start;
    let tag = &xml[start..start + start_tag_length(&xml[node.range()])];
    let tag = tag.trim_end_matches('>').trim_end_matches('/');
    replaced(xml, node.range(), &format!("{tag}>{content}</{name}>"))
}

/// The length of the start tag that a text begins with.
fn start_tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The element with another value of one of its attributes, if it has any, or without it.
fn with_attribute(xml: &str, node: Node<'_, '_>, text: &str, random: &mut Random) -> String {
    let attributes: Vec<_> = node.attributes().collect();
    if attributes.is_empty() {
        return xml.to_owned();
    }
    let attribute = attributes[random.below(attributes.len())];
    match random.below(3) {
        0 => replaced(xml, attribute.range(), ""),
        _ => replaced(xml, attribute.range_value(), text),
    }
}

/// The message without one of its elements, for up to 40 of them: what is required is missing then, and orders and lists are others.
#[must_use]
pub fn without_one(xml: &str) -> Vec<String> {
    let ends = xml.match_indices("</").map(|(at, _)| at);
    let leaf = |end: usize| {
        let start = xml[..end].rfind('<').filter(|start| !xml[*start..].starts_with("</"))?;
        let behind = end + xml[end..].find('>')? + 1;
        Some(format!("{}{}", &xml[..start], &xml[behind..]))
    };
    ends.filter_map(leaf).take(40).collect()
}

/// A message and what becomes of it by so many rounds of changes: damaged, with some of its elements repeated, and that edited; and each of them with
/// so much behind it that its tags are predicted.
pub fn changed(xml: &str, random: &mut Random, rounds: usize) -> Vec<String> {
    let mut all = vec![xml.to_owned()];
    for _ in 0..rounds {
        all.push(mutated(xml, random));
        let Ok(grown) = repeated(xml, random) else { continue };
        all.extend(edited(&grown, random));
        all.push(grown);
    }
    let long: Vec<String> = all.iter().map(|xml| long(xml)).collect();
    all.into_iter().chain(long).collect()
}

/// The document with so much behind it that its tags are predicted.
#[must_use]
pub fn long(xml: &str) -> String {
    format!("{}<!--{}-->", xml.trim_end(), "x".repeat(5000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_edits_make_another_document() {
        let xml = "<a b='1'><c>d</c><e f='2'>g</e><h/></a>";
        let mut random = Random::new(7);
        let edits: Vec<String> = (0..200).filter_map(|_| edited(xml, &mut random).ok()).collect();
        let others = edits.iter().filter(|edit| *edit != xml && Document::parse(edit).is_ok()).count();
        assert!(others > 120, "{others} of {}", edits.len());
        assert!(edits.iter().any(|edit| edit.contains("<Zzz")) && edits.iter().any(|edit| edit.contains("nil='true'")));
    }
}
