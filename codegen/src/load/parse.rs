//! Text to a tree.
//!
//! In: a document's text. Out: its tree, or the place that keeps it from being well-formed. Invariant: neither depth nor entities exhaust
//! anything, and nothing outside the document is fetched.

use roxmltree::{Document, Error, ParsingOptions};
use soap_runtime::xml::{Node, Reader};
use soap_runtime::{ErrorKind, ReadOptions};

use super::dtd::{MAX_EXPANSION, doctype, expansion, is_doctype_cut_off};

/// Elements nested deeper than this are refused, so that reading them cannot exhaust the stack.
const MAX_DEPTH: usize = 128;

/// Why a document is not read, and where.
#[derive(Debug)]
pub(crate) struct Malformed {
    pub(super) offset: usize,
    pub(super) message: String,
    /// The element that is open at that place, and where its start tag is.
    pub(super) open: Option<(String, usize)>,
}

/// Parses a document; its own DTD may declare entities, within narrow limits, and external ones are not fetched.
pub(crate) fn parse_text(text: &str) -> Result<Document<'_>, Malformed> {
    if let Some((length, offset)) = expansion(text).filter(|(length, _)| *length > MAX_EXPANSION) {
        let message = format!("its entities come to {length} bytes; no more than {MAX_EXPANSION} are read");
        return Err(Malformed { offset, message, open: None });
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| malformed(text, &error))?;
    match too_deep(&document) {
        None => Ok(document),
        Some(offset) => {
            let message = format!("elements are nested deeper than {MAX_DEPTH} levels");
            Err(Malformed { offset, message, open: None })
        }
    }
}

#[cold]
fn malformed(text: &str, error: &Error) -> Malformed {
    let (open, expected) = open_element(text);
    let offset = offset_of(text, error.pos());
    let is_end = matches!(error, Error::UnexpectedEndOfStream | Error::UnclosedRootNode | Error::NoRootNode);
    let is_last = is_end || !text.get(offset..).is_some_and(|rest| rest.contains('>'));
    let expected = match expected {
        None if is_last && is_doctype_cut_off(text) => Some("the end of the document type declaration".to_owned()),
        None if is_end => Some("its root element ends".to_owned()),
        expected => expected,
    };
    if let Some(expected) = expected {
        return Malformed {
            offset: text.trim_end().len(),
            message: format!("the document ends before {expected}"),
            open,
        };
    }
    let open = open.filter(|_| matches!(error, Error::UnexpectedCloseTag(..)));
    let is_parameter_entity = text.get(offset..).is_some_and(|rest| rest.starts_with('%'))
        && doctype(text).is_some_and(|range| range.contains(&offset));
    let message = match is_parameter_entity {
        true => "parameter entities are not read; leave this reference out".to_owned(),
        false => error.to_string(),
    };
    Malformed { offset, message, open }
}

/// The innermost element that is open where a document stops being well-formed, and what had to come if it just ends there.
fn open_element(text: &str) -> (Option<(String, usize)>, Option<String>) {
    let start = doctype(text).map_or(0, |range| range.end);
    // The reader does not know the entities of the document, which make no difference here.
    let body = text.get(start..).unwrap_or("").replace('&', " ");
    let options = ReadOptions::default().max_depth(usize::MAX).max_bytes(usize::MAX).max_attributes(usize::MAX);
    let Ok(mut reader) = Reader::new(&body, &[], &options) else { return (None, None) };
    let mut open = Vec::new();
    let error = walk(&mut reader, &mut open).err();
    let expected = error.and_then(|error| match error.kind() {
        ErrorKind::UnexpectedEnd { expected } => Some(expected.clone()),
        _ => None,
    });
    (open.last().map(|offset| (qname_at(&body, *offset), start + offset)), expected)
}

/// Goes through a document; `open` holds where the tags of the open elements start.
fn walk(reader: &mut Reader<'_>, open: &mut Vec<usize>) -> soap_runtime::Result<()> {
    reader.root()?;
    open.push(reader.tag_offset());
    while !open.is_empty() {
        match reader.next_node()? {
            Some(Node::Text(_)) => {}
            Some(Node::Element(_)) => open.push(reader.tag_offset()),
            None => {
                open.pop();
            }
        }
    }
    reader.end()
}

fn qname_at(text: &str, offset: usize) -> String {
    let name = text.get(offset + 1..).unwrap_or("");
    name.split(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).next().unwrap_or("").to_owned()
}

/// The byte offset of a line and column, both counted from 1, the column in characters.
fn offset_of(text: &str, at: roxmltree::TextPos) -> usize {
    let skipped = (at.row as usize).saturating_sub(1);
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(skipped).map(str::len).sum();
    let line = lines.next().unwrap_or("");
    let mut columns = line.char_indices().skip((at.col as usize).saturating_sub(1));
    before + columns.next().map_or(line.len(), |(offset, _)| offset)
}

/// Where an element stands that is nested too deeply.
fn too_deep(document: &Document<'_>) -> Option<usize> {
    let mut open = vec![(document.root_element(), 1)];
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return Some(node.range().start);
        }
        open.extend(node.children().filter(roxmltree::Node::is_element).map(|child| (child, depth + 1)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where it ends, what had to come, and what is open.
    fn cut(text: &str) -> (usize, String, Option<String>) {
        match parse_text(text) {
            Ok(_) => panic!("{text} is well-formed"),
            Err(Malformed { offset, message, open }) => (offset, message, open.map(|(name, _)| name)),
        }
    }

    #[test]
    fn a_document_that_ends_too_early_is_placed_at_its_end() {
        let whole = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e 'x'>]>\n<!-- b --><a b='é &lt;'>\n <p:b xmlns:p='urn:p'><![CDATA[x]]>&amp; &e;<?z?>\
            </p:b>\n  <b/></a>\n";
        for end in (0..whole.trim_end().len()).filter(|end| whole.is_char_boundary(*end)) {
            let text = &whole[..end];
            let (offset, message, open) = cut(text);
            assert_eq!(offset, text.trim_end().len(), "{text}: {message}");
            assert!(message.starts_with("the document ends before "), "{text}: {message}");
            let expected = match end {
                _ if end < whole.find("\n <p").unwrap_or(0) => None,
                _ if (whole.find("<![").unwrap_or(0)..whole.find("\n  <b").unwrap_or(0)).contains(&end) => Some("p:b"),
                _ => Some("a"),
            };
            assert_eq!(open.as_deref(), expected, "{text}: {message}");
        }
    }

    #[test]
    fn parameter_entities_are_not_read() {
        let declared = "<!DOCTYPE a [<!ENTITY % p ''>\n";
        assert!(parse_text(&format!("{declared}]><a/>")).is_ok());
        let (offset, message, _) = cut(&format!("{declared}%p;]><a/>"));
        assert_eq!(
            (offset, message.as_str()),
            (declared.len(), "parameter entities are not read; leave this reference out")
        );
    }

    #[test]
    fn what_is_open_has_its_place() {
        let text = "<a>\n<b>\n<c/></a>";
        let found = parse_text(text).err();
        let open = found.and_then(|found| found.open);
        assert_eq!(open, Some(("b".to_owned(), 4)));
    }
}
