//! Fetching: the closure of the inputs under include and import.
//!
//! In: names of documents. Out: each document in reach, by name, with its text and links, or why there is none.
//! Invariant: a document is asked for once, and the outcome does not depend on the order of asking.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decode::{Remark, Undecodable, decode};
use super::dtd::{DefaultLost, lost_defaults};
use super::links::{SchemaLinks, Shape};
use super::parse::{Malformed, parse_text};
use crate::qname::XML;
use crate::source::{ResolveError, Resolver, SourcePath};

/// What became of a document.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was read.
    Read(Fetched),
    /// It is no well-formed XML, or nested too deeply.
    Malformed { text: Arc<str>, found: Malformed },
    /// It is not text.
    Undecodable(Undecodable),
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
    /// What its XML declaration says against what its bytes show.
    pub(super) contradiction: Option<Remark>,
    pub(super) lost_defaults: Vec<DefaultLost>,
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

/// Of what kind the documents are that were read; what is no part of a contract is left out.
#[cfg(any(test, feature = "fetch"))]
pub(super) fn kinds(fetched: &BTreeMap<SourcePath, Outcome>) -> BTreeMap<SourcePath, super::Kind> {
    let kind = |outcome: &Outcome| match outcome {
        Outcome::Read(Fetched { shape: Shape::Definitions { .. }, .. }) => Some(super::Kind::Wsdl),
        Outcome::Read(Fetched { shape: Shape::Schema(_), .. }) => Some(super::Kind::Schema),
        _ => None,
    };
    fetched.iter().filter_map(|(path, outcome)| Some((path.clone(), kind(outcome)?))).collect()
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
    let decoded = match decode(&bytes) {
        Ok(decoded) => decoded,
        Err(error) => return Outcome::Undecodable(error),
    };
    match read(path, decoded.text, resolver) {
        Outcome::Read(document) => Outcome::Read(Fetched { contradiction: decoded.contradiction, ..document }),
        other => other,
    }
}

fn read(path: &SourcePath, text: Arc<str>, resolver: &dyn Resolver) -> Outcome {
    let (shape, lost_defaults) = match parse_text(&text) {
        Ok(document) => (Shape::of(&document), lost_defaults(&document)),
        Err(found) => return Outcome::Malformed { text, found },
    };
    let links = shape.imports().iter().chain(shape.schemas().iter().flat_map(|schema| &schema.links));
    let targets = links.map(|link| resolver.locate(&link.location, Some(path))).collect();
    Outcome::Read(Fetched { text, shape, targets, contradiction: None, lost_defaults })
}
