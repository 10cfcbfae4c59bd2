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
use crate::soap_encoding;
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
    for stand_in in STAND_INS.iter().filter(|stand_in| stand_in.is_needed(&fetched)).collect::<Vec<_>>() {
        let path = SourcePath::join(None, stand_in.path);
        fetched.insert(path.clone(), read(&path, stand_in.text.into(), resolver));
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

/// A schema that contracts refer to without providing it.
struct StandIn {
    namespace: &'static str,
    path: &'static str,
    text: &'static str,
    /// Whether a document refers to it.
    is_used: fn(&str) -> bool,
}

const STAND_INS: [StandIn; 2] = [
    ENCODING,
    // The attributes that XML itself and its companions define.
    StandIn {
        namespace: XML,
        path: "http://www.w3.org/2001/xml.xsd",
        text: include_str!("xml.xsd"),
        is_used: |text| ["\"xml:", "'xml:"].iter().any(|start| text.contains(start)),
    },
];

/// Arrays of anything. It is taken in place of a document, too, since that says how arrays are encoded and not what they hold.
const ENCODING: StandIn = StandIn {
    namespace: soap_encoding::SOAP_1_1,
    path: "http://schemas.xmlsoap.org/soap/encoding/soap-encoding.xsd",
    text: include_str!("soap-encoding.xsd"),
    is_used: |text| {
        let is_named = [":Array\"", ":Array'"].iter().any(|end| text.contains(end));
        is_named && text.contains(soap_encoding::SOAP_1_1)
    },
};

/// Whether a document is the schema of SOAP encoding.
fn is_of_encoding(shape: &Shape) -> bool {
    let Shape::Schema(schema) = shape else { return false };
    schema.target.as_ref().is_some_and(|target| target.as_str() == ENCODING.namespace)
}

impl StandIn {
    /// Whether something refers to the namespace and no document provides it.
    fn is_needed(&self, fetched: &BTreeMap<SourcePath, Outcome>) -> bool {
        let documents = || {
            fetched.values().filter_map(|outcome| match outcome {
                Outcome::Read(document) => Some(document),
                _ => None,
            })
        };
        let is_it =
            |schema: &SchemaLinks| schema.target.as_ref().is_some_and(|target| target.as_str() == self.namespace);
        let refers = |document: &Fetched| (self.is_used)(&document.text);
        !documents().any(|document| document.shape.schemas().iter().any(is_it)) && documents().any(refers)
    }
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
    if is_of_encoding(&shape) && &*text != ENCODING.text {
        return read(path, ENCODING.text.into(), resolver);
    }
    let links = shape.imports().iter().chain(shape.schemas().iter().flat_map(|schema| &schema.links));
    let targets = links.map(|link| resolver.locate(&link.location, Some(path))).collect();
    Outcome::Read(Fetched { text, shape, targets, contradiction: None, lost_defaults })
}
