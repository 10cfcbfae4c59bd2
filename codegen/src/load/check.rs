//! What is wrong with documents and with links between them.
//!
//! In: what became of each document. Out: diagnostics. A document that is missing is a warning where it is named;
//! whether that matters is not known before its components are needed.

use std::ops::Range;

use super::Missing;
use super::decode::Undecodable;
use super::dtd::DefaultLost;
use super::fetch::{Fetched, Outcome};
use super::foreign;
use super::links::{Link, LinkKind, Shape};
use crate::diagnostic::Diagnostic;
use crate::qname::{Namespace, XML, XSD};
use crate::soap_encoding::is_encoding;
use crate::source::{ResolveError, SourcePath, Sources, Span};
use crate::xsd::ComponentKey;

/// What is wrong with a document by itself.
pub(super) fn document(path: &SourcePath, outcome: &Outcome, sources: &Sources, is_input: bool) -> Vec<Diagnostic> {
    let at = |range: Range<usize>| sources.find(path).map(|source| Span::new(source, range));
    match outcome {
        Outcome::Malformed { found, .. } => {
            let error = Diagnostic::error("not-well-formed", at(found.offset..found.offset), found.message.clone());
            let note = found
                .open
                .as_ref()
                .map(|(name, start)| (at(*start..*start + name.len() + 1), format!("`{name}` is opened here")));
            let error = note.into_iter().fold(error, |error, (span, text)| error.note(span, text));
            vec![error.help(by_beginning(path, sources))]
        }
        Outcome::Undecodable(Undecodable { remark, .. }) => {
            let error = Diagnostic::error("encoding", at(remark.range.clone()), remark.message.clone());
            vec![error.help(by_beginning(path, sources).or_else(|| remark.help.clone()))]
        }
        Outcome::Unavailable(error) if is_input => {
            let shown = if path.as_str().is_empty() { "." } else { path.as_str() };
            let message = format!("`{shown}` cannot be used: {error}");
            vec![Diagnostic::error("missing-input", None, message).help(error.help())]
        }
        Outcome::Read(document) => {
            let mut found = doubts(document, at);
            if let (Shape::Other(name), true) = (&document.shape, is_input) {
                let message = format!("`{name}` is neither a schema nor a WSDL document");
                found.push(Diagnostic::error("unknown-document", at(0..0), message).help(foreign::by_root(name)));
            }
            found
        }
        Outcome::Unavailable(_) => Vec::new(),
    }
}

/// What a document is that is no XML.
fn by_beginning(path: &SourcePath, sources: &Sources) -> Option<String> {
    let source = sources.get(sources.find(path)?)?;
    foreign::by_beginning(&source.text)
}

/// What deserves a look in a document that can be used.
fn doubts(document: &Fetched, at: impl Fn(Range<usize>) -> Option<Span>) -> Vec<Diagnostic> {
    let encoding = document.contradiction.iter().map(|remark| {
        Diagnostic::warning("encoding", at(remark.range.clone()), remark.message.clone()).help(remark.help.clone())
    });
    let defaults = document.lost_defaults.iter().map(|lost| {
        let DefaultLost { element, attribute, at: start } = lost;
        let message = format!("the default value of `{attribute}` is not applied to `{element}`");
        let help = "write the attribute out where it counts".to_owned();
        Diagnostic::warning("dtd-default", at(*start..*start), message).help(help)
    });
    encoding.chain(defaults).collect()
}

/// A link to a document that does not exist. `holder` is the namespace of the schema that it stands in.
pub(super) fn missing(
    link: &Link,
    target: &SourcePath,
    outcome: &Outcome,
    holder: Option<&Namespace>,
    span: Span,
) -> Option<Missing> {
    let is_missing = matches!(outcome, Outcome::Unavailable(ResolveError::NotFound));
    (is_missing && !is_built_in(link)).then(|| Missing {
        span,
        document: target.to_string(),
        namespace: link.namespace.as_ref().or(holder).cloned(),
    })
}

/// What is wrong with a link. `holder` is the namespace of the schema that it stands in.
pub(super) fn link(
    link: &Link,
    target: &SourcePath,
    outcome: &Outcome,
    holder: Option<&Namespace>,
    span: Span,
) -> Option<Diagnostic> {
    match outcome {
        Outcome::Unavailable(_) if is_built_in(link) => None,
        Outcome::Unavailable(error @ ResolveError::NotFound) => {
            let message = format!("`{target}` is left out: {error}");
            let help = told_where(target);
            Some(Diagnostic::warning("missing-document", span, message).help(help))
        }
        Outcome::Unavailable(error) => {
            let message = format!("`{target}`: {error}");
            Some(Diagnostic::error("unreadable-document", span, message).help(error.help()))
        }
        Outcome::Read(document) => match namespace(&document.shape, link) {
            Some(found) => wrong_namespace(link, target, found, holder, span),
            None => {
                let help = if let Shape::Other(name) = &document.shape { foreign::by_root(name) } else { None };
                Some(Diagnostic::error("not-a-schema", span, format!("`{target}` is not a schema")).help(help))
            }
        },
        Outcome::Malformed { .. } | Outcome::Undecodable(_) => None,
    }
}

/// A component of an override that replaces nothing in the documents that it is about.
pub(super) fn unused(key: &ComponentKey, span: Span, location: &str) -> Diagnostic {
    let (kind, name) = (key.kind(), key.name());
    let message = format!("`xs:{kind}` `{name}` replaces nothing in `{location}`, and is left out");
    let help = format!(
        "an override only replaces components of the same kind and name; move it out of `xs:override` to add `{name}`"
    );
    Diagnostic::warning("nothing-to-override", span, message).help(help)
}

/// Documents that override each other in too many ways.
pub(super) fn too_many_overrides() -> Diagnostic {
    let message = "the documents override each other in too many ways to follow";
    Diagnostic::error("too-large", None, message).help("put what is overridden into one `xs:override`".to_owned())
}

/// How to say where a document is that is named by URL.
fn told_where(target: &SourcePath) -> Option<String> {
    let is_url = target.as_str().contains("://");
    if !is_url && target.as_str().contains('?') {
        let help = "that is for the server to answer: get the contract from there (`wsdl-codegen fetch`), and name its catalog (`--catalog`)";
        return Some(help.to_owned());
    }
    is_url.then(|| {
        format!(
            "nothing is fetched: name the file as a further document, or say where it is: `[locations]` with \
         `\"{target}\" = \"FILE\"` in the configuration, or a catalog (`--catalog`)"
        )
    })
}

/// The namespace of what a link leads to; `None` if that is of the wrong kind.
fn namespace<'a>(shape: &'a Shape, link: &Link) -> Option<Option<&'a Namespace>> {
    match shape {
        Shape::Schema(schema) => Some(schema.target.as_ref()),
        Shape::Definitions { target, .. } if link.kind == LinkKind::WsdlImport => Some(target.as_ref()),
        Shape::Definitions { .. } | Shape::Other(_) => None,
    }
}

fn wrong_namespace(
    link: &Link,
    target: &SourcePath,
    found: Option<&Namespace>,
    holder: Option<&Namespace>,
    span: Span,
) -> Option<Diagnostic> {
    let expected = match link.kind {
        LinkKind::Include | LinkKind::Redefine if found.is_none() => return None,
        LinkKind::Include | LinkKind::Redefine => holder,
        LinkKind::Import | LinkKind::WsdlImport => link.namespace.as_ref(),
    };
    let shown = |namespace: Option<&Namespace>| match namespace {
        Some(namespace) => format!("the namespace `{namespace}`"),
        None => "no namespace".to_owned(),
    };
    (found != expected).then(|| {
        let message = format!("`{target}` has {}, expected {}", shown(found), shown(expected));
        // An import only says where to look; what is included becomes part of the schema.
        match link.kind {
            LinkKind::Include | LinkKind::Redefine => Diagnostic::error("wrong-namespace", span, message),
            LinkKind::Import | LinkKind::WsdlImport => Diagnostic::warning("wrong-namespace", span, message),
        }
    })
}

/// Whether a link leads to what is built in, so that nobody misses its document.
fn is_built_in(link: &Link) -> bool {
    let namespace = link.namespace.as_ref().map(Namespace::as_str);
    let is_known = |uri: &str| matches!(uri, XML | XSD | crate::wsdl::WSDL) || is_encoding(uri);
    link.kind == LinkKind::Import && namespace.is_some_and(is_known)
}
