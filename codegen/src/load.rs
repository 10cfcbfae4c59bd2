//! Loading: from locations to syntax models of every document that they lead to.
//!
//! In: the locations of the inputs and a [`Resolver`]. Out: a [`SchemaSet`]. Invariants: every document is fetched
//! once, whatever cycles there are; what comes out depends on the documents only, not on the order of the inputs;
//! a document that an include or import names but that does not exist is a warning here, and only matters when
//! something that is used turns out to be undefined.
//!
//! ```xml
//! <xs:include schemaLocation="a.xsd"/>                        <!-- followed; may lead back here -->
//! <xs:import namespace="http://www.w3.org/XML/1998/namespace"/> <!-- no location: nothing to follow -->
//! ```

mod adopt;
mod check;
mod decode;
mod dtd;
mod fetch;
mod foreign;
mod links;
mod overrides;
mod parse;
mod read;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use dtd::{doctype, has_references};
pub(crate) use parse::parse_text;

use crate::diagnostic::Diagnostics;
use crate::qname::Namespace;
#[cfg(any(test, feature = "fetch"))]
use crate::source::SourcePath;
use crate::source::{Resolver, SourceId, Sources, Span};
use crate::spelling::Claims;
use crate::wsdl::Definitions;
use crate::xsd::Schema;

/// Everything that was loaded, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchemaSet {
    /// The documents.
    pub sources: Sources,
    /// The WSDL documents, in the order of their names.
    pub definitions: Vec<Definitions>,
    /// The schemas, in the order of their documents' names and of their place in these.
    pub schemas: Vec<Schema>,
    /// The includes and imports that lead nowhere.
    pub missing: Vec<Missing>,
    /// The documents that were asked for.
    pub(crate) inputs: BTreeSet<SourceId>,
    /// What the documents call namespaces.
    pub(crate) claims: Claims,
    /// The documents that each one includes, redefines or overrides.
    pub(crate) includes: BTreeMap<SourceId, BTreeSet<SourceId>>,
}

/// An include or import whose document does not exist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The include or import.
    pub span: Span,
    /// The name of the document that was looked for.
    pub document: String,
    /// The namespace that it would have contributed to, as far as known.
    pub namespace: Option<Namespace>,
}

/// Loads the documents of these locations, and all that they include and import.
///
/// Problems go to `diagnostics`: documents that are missing (a warning, unless it is an input), cannot be decoded, or
/// are not well-formed, and whatever is wrong with their components. What could be read is returned in any case.
#[must_use]
pub fn load(inputs: &[impl AsRef<str>], resolver: &dyn Resolver, diagnostics: &mut Diagnostics) -> SchemaSet {
    let inputs = inputs.iter().map(|input| resolver.locate(input.as_ref(), None)).collect();
    let fetched = fetch::fetch(&inputs, resolver);
    read::read(&inputs, &fetched, diagnostics)
}

/// The kind of a document that is part of a contract.
#[cfg(any(test, feature = "fetch"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A WSDL document.
    Wsdl,
    /// A schema.
    Schema,
}

/// The documents that these locations lead to, and of what kind they are; what they define is not looked at.
///
/// Problems go to `diagnostics`: documents that cannot be had, decoded or parsed, and links to what is no part of a contract.
#[cfg(any(test, feature = "fetch"))]
pub(crate) fn follow(
    inputs: &[impl AsRef<str>],
    resolver: &dyn Resolver,
    diagnostics: &mut Diagnostics,
) -> (Sources, BTreeMap<SourcePath, Kind>) {
    let inputs = inputs.iter().map(|input| resolver.locate(input.as_ref(), None)).collect();
    let fetched = fetch::fetch(&inputs, resolver);
    (read::follow(&inputs, &fetched, diagnostics), fetch::kinds(&fetched))
}

#[cfg(test)]
mod tests;
