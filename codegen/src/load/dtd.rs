//! The document type declaration of a contract's document (XML 1.0, 2.8): schemas of the W3C have one.
//!
//! ```xml
//! <!DOCTYPE xs:schema PUBLIC "-//W3C//DTD XMLSCHEMA 200102//EN" "XMLSchema.dtd" [
//!   <!ATTLIST xs:schema id ID #IMPLIED>
//!   <!ENTITY Types "http://example.com/types">
//! ]>
//! ```
//!
//! In: a document's text. Out: where the declaration stands, how long its entities get, and the default values in it, which are not
//! applied. Invariant: nothing that it refers to is fetched.

use std::collections::BTreeMap;
use std::ops::Range;

use roxmltree::{Document, Node};

/// What the entities of a document may come to, in bytes.
pub(super) const MAX_EXPANSION: usize = 1 << 20;

/// The parser follows references in entities no deeper.
const MAX_ENTITY_DEPTH: usize = 10;

/// Where the document type declaration stands.
pub(crate) fn doctype(text: &str) -> Option<Range<usize>> {
    let start = doctype_start(text)?;
    Some(start..start + doctype_length(text.get(start..)?)?)
}

/// Whether there is a document type declaration without an end.
pub(super) fn is_doctype_cut_off(text: &str) -> bool {
    doctype_start(text).is_some() && doctype(text).is_none()
}

fn doctype_start(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if rest.starts_with("<!DOCTYPE") {
            return Some(at);
        }
        at += aside_length(rest)?;
    }
}

/// The length of the comment or processing instruction that a text begins with.
fn aside_length(text: &str) -> Option<usize> {
    let closing = match text {
        _ if text.starts_with("<!--") => "-->",
        _ if text.starts_with("<?") => "?>",
        _ => return None,
    };
    text.find(closing).map(|end| end + closing.len())
}

fn doctype_length(text: &str) -> Option<usize> {
    let mut at = "<!DOCTYPE".len();
    let mut is_inside = false;
    loop {
        let rest = text.get(at..)?;
        at += match rest.chars().next()? {
            '"' => rest.get(1..)?.find('"')? + 2,
            '\'' => rest.get(1..)?.find('\'')? + 2,
            '<' => aside_length(rest).unwrap_or(1),
            '>' if !is_inside => return Some(at + 1),
            bracket @ ('[' | ']') => {
                is_inside = bracket == '[';
                1
            }
            other => other.len_utf8(),
        };
    }
}

/// Whether a text refers to entities other than those that need no declaration.
pub(crate) fn has_references(text: &str) -> bool {
    references(text).any(|name| !matches!(name, "lt" | "gt" | "amp" | "apos" | "quot"))
}

/// The names of the entities that a text refers to; with those in comments and the like, which is never less.
fn references(text: &str) -> impl Iterator<Item = &str> {
    let name = |after: &'_ str| -> Option<usize> {
        let end = after.find(|c: char| c == ';' || c == '&' || c == '<' || c.is_ascii_whitespace())?;
        (after.as_bytes().get(end) == Some(&b';') && !after.starts_with('#')).then_some(end)
    };
    text.match_indices('&').filter_map(move |(at, _)| {
        let after = text.get(at + 1..)?;
        after.get(..name(after)?)
    })
}

/// How long all that is referred to gets, in bytes, and where the first entity is declared. Never less than it is: a declaration counts
/// wherever it stands, and of several the longest.
pub(super) fn expansion(text: &str) -> Option<(usize, usize)> {
    let first = text.find("<!ENTITY")?;
    let mut literals: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (at, opening) in text.match_indices("<!ENTITY") {
        if let Some((name, literal)) = text.get(at + opening.len()..).and_then(entity) {
            literals.entry(name).or_default().push(literal);
        }
    }
    let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..=MAX_ENTITY_DEPTH {
        let length = |literal: &&str| literal.len().saturating_add(total(literal, &lengths));
        lengths =
            literals.iter().map(|(name, literals)| (*name, literals.iter().map(length).max().unwrap_or(0))).collect();
    }
    Some((total(text, &lengths), first))
}

fn total(text: &str, lengths: &BTreeMap<&str, usize>) -> usize {
    references(text).filter_map(|name| lengths.get(name)).fold(0, |sum, length| sum.saturating_add(*length))
}

/// The name and the literal of the entity whose declaration a text goes on with.
fn entity(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let text = text.strip_prefix('%').map_or(text, str::trim_start);
    let (name, rest) = text.split_once(|c: char| c.is_ascii_whitespace())?;
    let (literal, _) = literal(rest.trim_start())?;
    Some((name, literal))
}

/// The quoted literal that a text begins with, and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text.get(1..)?.split_once(quote)
}

/// How many default values are looked at.
const MAX_DEFAULTS: usize = 100;

/// A default value of an attribute that a document does without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DefaultLost {
    pub(super) element: String,
    pub(super) attribute: String,
    /// Where it is declared.
    pub(super) at: usize,
}

/// The default values that would count for an element of the document (XML 1.0, 3.3.2).
pub(super) fn lost_defaults(document: &Document<'_>) -> Vec<DefaultLost> {
    let text = document.input_text();
    let Some(subset) = doctype(text).and_then(|range| text.get(..range.end)) else { return Vec::new() };
    let mut lost: Vec<DefaultLost> = subset
        .match_indices("<!ATTLIST")
        .flat_map(|(at, opening)| defaults(subset.get(at + opening.len()..).unwrap_or(""), at))
        .take(MAX_DEFAULTS)
        .collect();
    lost.retain(|found| {
        document.descendants().any(|node| is_called(node, &found.element) && !has(node, &found.attribute))
    });
    lost
}

/// The defaults in an attribute list, behind its opening (production 52).
fn defaults(list: &str, at: usize) -> Vec<DefaultLost> {
    let mut words = Words(list);
    let mut found = Vec::new();
    let Some(element) = words.next() else { return found };
    while let Some(attribute) = words.next() {
        if words.next() == Some("NOTATION") {
            words.next();
        }
        let mut default = words.next().unwrap_or("");
        if default == "#FIXED" {
            default = words.next().unwrap_or("");
        }
        if default.starts_with(['"', '\'']) {
            found.push(DefaultLost { element: element.to_owned(), attribute: attribute.to_owned(), at });
        }
    }
    found
}

/// Names, literals and lists in parentheses, up to `>`.
struct Words<'t>(&'t str);

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let text = self.0.trim_start();
        let end = match text.chars().next().filter(|c| *c != '>')? {
            quote @ ('"' | '\'') => text.get(1..)?.find(quote)? + 2,
            '(' => text.find(')')? + 1,
            _ => text.find(|c: char| c.is_ascii_whitespace() || "\"'(>".contains(c))?,
        };
        let (word, rest) = text.split_at(end);
        self.0 = rest;
        Some(word)
    }
}

/// Whether an element is written with this name.
fn is_called(node: Node<'_, '_>, qname: &str) -> bool {
    let written = || node.document().input_text().get(node.range().start + 1..)?.strip_prefix(qname);
    node.is_element()
        && written().is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || "/>".contains(c)))
}

/// Whether an element has this attribute, or this namespace in scope.
fn has(node: Node<'_, '_>, qname: &str) -> bool {
    let prefix = if qname == "xmlns" { Some(None) } else { qname.strip_prefix("xmlns:").map(Some) };
    if let Some(prefix) = prefix {
        return node.namespaces().any(|namespace| namespace.name() == prefix);
    }
    let text = node.document().input_text();
    node.attributes().any(|attribute| text.get(attribute.range_qname()) == Some(qname))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_declaration_is_found_whatever_is_in_it() {
        for declaration in [
            "<!DOCTYPE a>",
            "<!DOCTYPE a SYSTEM 'b>c'>",
            "<!DOCTYPE a [<!-- ]> ' --><!ENTITY b ']>'><?c ]> ?><!ATTLIST a b CDATA #IMPLIED>] >",
        ] {
            let text = format!("<?xml version='1.0'?>\n<!-- <!DOCTYPE b> -->{declaration}<a>]></a>");
            assert_eq!(text.get(doctype(&text).unwrap()), Some(declaration));
        }
        for none in ["", "<a/>", "<!-- <!DOCTYPE a> --><a/>", "<!DOCTYPE a", "<!DOCTYPE a ['>", "<a><!DOCTYPE a></a>"] {
            assert_eq!(doctype(none), None, "{none}");
        }
    }

    #[test]
    fn the_length_of_entities_is_never_underestimated() {
        let length = |text: &str| expansion(text).map(|(length, _)| length);
        assert_eq!(length("<a>&lt;</a>"), None);
        assert_eq!(length("<!DOCTYPE a [<!ENTITY b 'four'>]><a>&b;&b;&c;</a>"), Some(8));
        assert_eq!(length("<!DOCTYPE a [<!ENTITY b '1234'><!ENTITY c '&b;&b;'>]><a>&c;</a>"), Some(6 + 8 + 8));
        assert_eq!(length("<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]><a/>"), Some(2 * 11 * 3));
        assert_eq!(length("<!DOCTYPE a [<!ENTITY % b 'x'><!ENTITY b SYSTEM 'c'>]><a>&b;</a>"), Some(1));
    }

    #[test]
    fn defaults_that_count_are_found() {
        let lost = |list: &str, document: &str| {
            let text = format!("<!DOCTYPE a [<!ATTLIST {list}>]>{document}");
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
            let document = Document::parse_with_options(&text, options).unwrap();
            lost_defaults(&document).into_iter().map(|found| found.attribute).collect::<Vec<_>>()
        };
        assert_eq!(lost("a b CDATA 'c' d (e|f) \"e\"", "<a/>"), ["b", "d"]);
        assert_eq!(lost("a b CDATA 'c' d (e|f) #REQUIRED", "<a b=''/>"), [""; 0]);
        assert_eq!(lost("a b ID #IMPLIED c NOTATION (d) 'd'", "<a/>"), ["c"]);
        assert_eq!(lost("a xmlns:b CDATA #FIXED 'c'", "<a xmlns:b='c'/>"), [""; 0]);
        assert_eq!(lost("a xmlns:b CDATA #FIXED 'c'", "<a/>"), ["xmlns:b"]);
        assert_eq!(lost("p:b c CDATA 'd'", "<a xmlns:p='urn:p'><p:b/></a>"), ["c"]);
        assert_eq!(lost("b c CDATA 'd'", "<a xmlns:p='urn:p'><p:b/></a>"), [""; 0]);
    }
}
