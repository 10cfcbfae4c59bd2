//! Fetching: the closure of the inputs under include and import.
//!
//! In: names of documents. Out: each document in reach, by name, with its text and links, or why there is none.
//! Invariant: a document is asked for once, and the outcome does not depend on the order of asking.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use roxmltree::{Document, ParsingOptions};

use super::decode::{DecodeError, decode};
use super::links::{SchemaLinks, Shape};
use crate::qname::XML;
use crate::source::{ResolveError, Resolver, SourcePath};

/// Elements nested deeper than this are refused, so that reading them cannot exhaust the stack.
pub(super) const MAX_DEPTH: usize = 128;

/// What became of a document.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was read.
    Read(Fetched),
    /// It is no well-formed XML, or nested too deeply.
    Malformed { text: Arc<str>, offset: usize, message: String },
    /// It is not text.
    Undecodable(DecodeError),
    /// It could not be had.
    Unavailable(ResolveError),
}

/// A document that was read.
#[derive(Debug)]
pub(super) struct Fetched {
    pub(super) text: Arc<str>,
    pub(super) shape: Shape,
    /// Where its links lead: imports first, then those of its schemas.
    pub(super) targets: Vec<SourcePath>,
}

pub(super) fn fetch(inputs: &BTreeSet<SourcePath>, resolver: &dyn Resolver) -> BTreeMap<SourcePath, Outcome> {
    let mut fetched = BTreeMap::new();
    let mut open: Vec<SourcePath> = inputs.iter().cloned().collect();
    while let Some(path) = open.pop() {
        if fetched.contains_key(&path) {
            continue;
        }
        let outcome = fetch_one(&path, resolver);
        if let Outcome::Read(document) = &outcome {
            open.extend(document.targets.iter().cloned());
        }
        fetched.insert(path, outcome);
    }
    if needs_xml_namespace(&fetched) {
        let built_in = SourcePath::join(None, XML_SCHEMA.0);
        fetched.insert(built_in.clone(), read(&built_in, XML_SCHEMA.1.into(), resolver));
    }
    fetched
}

/// What stands in for a schema of the `xml` namespace: the attributes that XML itself and its companions define.
const XML_SCHEMA: (&str, &str) = ("http://www.w3.org/2001/xml.xsd", include_str!("xml.xsd"));

/// Whether something refers to the `xml` namespace and no document provides it.
fn needs_xml_namespace(fetched: &BTreeMap<SourcePath, Outcome>) -> bool {
    let documents = || {
        fetched.values().filter_map(|outcome| match outcome {
            Outcome::Read(document) => Some(document),
            _ => None,
        })
    };
    let is_xml = |schema: &SchemaLinks| schema.target.as_ref().is_some_and(|target| target.as_str() == XML);
    let refers = |document: &Fetched| ["\"xml:", "'xml:"].iter().any(|start| document.text.contains(start));
    !documents().any(|document| document.shape.schemas().iter().any(is_xml)) && documents().any(refers)
}

fn fetch_one(path: &SourcePath, resolver: &dyn Resolver) -> Outcome {
    let bytes = match resolver.load(path) {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::Unavailable(error),
    };
    let text: Arc<str> = match decode(&bytes) {
        Ok(text) => text.into(),
        Err(error) => return Outcome::Undecodable(error),
    };
    read(path, text, resolver)
}

fn read(path: &SourcePath, text: Arc<str>, resolver: &dyn Resolver) -> Outcome {
    let shape = match parse_text(&text) {
        Ok(document) => Shape::of(&document),
        Err((offset, message)) => {
            return Outcome::Malformed { text, offset, message };
        }
    };
    let links = shape.imports().iter().chain(shape.schemas().iter().flat_map(|schema| &schema.links));
    let targets = links.map(|link| resolver.locate(&link.location, Some(path))).collect();
    Outcome::Read(Fetched { text, shape, targets })
}

/// Parses a document; its own DTD may declare entities, within narrow limits, and external ones are not fetched.
pub(crate) fn parse_text(text: &str) -> Result<Document<'_>, (usize, String)> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| (offset_of(text, error.pos()), error.to_string()))?;
    match too_deep(&document) {
        None => Ok(document),
        Some(offset) => Err((offset, format!("elements are nested deeper than {MAX_DEPTH} levels"))),
    }
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
