//! Reading: from fetched documents to syntax models.
//!
//! In: every document in reach. Out: a [`SchemaSet`], and diagnostics about documents and links. Invariant:
//! documents are numbered and read in the order of their names.

use std::collections::{BTreeMap, BTreeSet};

use super::adopt::{Linked, Place, adopt};
use super::fetch::{Outcome, is_built_in, parse_text};
use super::links::{Link, LinkKind, Shape, inline_schemas};
use super::{Missing, SchemaSet};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::qname::Namespace;
use crate::source::{ResolveError, SourceId, SourcePath, Sources, Span};
use crate::{wsdl, xsd};

pub(super) fn read(
    inputs: &BTreeSet<SourcePath>,
    fetched: BTreeMap<SourcePath, Outcome>,
    diagnostics: &mut Diagnostics,
) -> SchemaSet {
    let texts = fetched.iter().filter_map(|(path, outcome)| match outcome {
        Outcome::Read { text, .. } | Outcome::Malformed { text, .. } => {
            Some((path.clone(), text.clone()))
        }
        Outcome::Undecodable(_) | Outcome::Unavailable(_) => None,
    });
    let mut reader = Reader {
        set: SchemaSet {
            sources: Sources::new(texts.collect()),
            ..SchemaSet::default()
        },
        fetched,
        diagnostics,
    };
    reader.inputs(inputs);
    reader.links();
    reader.documents(inputs);
    reader.set
}

struct Reader<'d> {
    set: SchemaSet,
    fetched: BTreeMap<SourcePath, Outcome>,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    /// Tells what is wrong with the inputs and with every document's own text.
    fn inputs(&mut self, inputs: &BTreeSet<SourcePath>) {
        for (path, outcome) in &self.fetched {
            let start = self
                .set
                .sources
                .find(path)
                .map(|source| Span::new(source, 0..0));
            let found = match outcome {
                Outcome::Malformed {
                    offset, message, ..
                } => {
                    let span = self
                        .set
                        .sources
                        .find(path)
                        .map(|source| Span::new(source, *offset..*offset));
                    Diagnostic::error("not-well-formed", span, message.clone())
                }
                Outcome::Undecodable(error) => {
                    Diagnostic::error("encoding", None, format!("`{path}`: {error}"))
                }
                Outcome::Unavailable(error) if inputs.contains(path) => Diagnostic::error(
                    "missing-input",
                    None,
                    format!("`{path}` cannot be used: {error}"),
                ),
                Outcome::Read {
                    shape: Shape::Other(name),
                    ..
                } if inputs.contains(path) => {
                    let message = format!("`{name}` is neither a schema nor a WSDL document");
                    Diagnostic::error("unknown-document", start, message)
                }
                _ => continue,
            };
            self.diagnostics.push(found);
        }
    }

    /// Tells which includes and imports lead nowhere or to the wrong place, and notes which documents include which.
    fn links(&mut self) {
        for (path, outcome) in &self.fetched {
            let (Outcome::Read { shape, targets, .. }, Some(source)) =
                (outcome, self.set.sources.find(path))
            else {
                continue;
            };
            for ((holder, link), target) in shape.links().zip(targets) {
                let outcome = self.fetched.get(target);
                if let (Some(included), LinkKind::Include) =
                    (self.set.sources.find(target), link.kind)
                {
                    self.set
                        .includes
                        .entry(source)
                        .or_default()
                        .insert(included);
                }
                let span = Span::new(source, link.range.clone());
                if let Some(Outcome::Unavailable(ResolveError::NotFound)) = outcome {
                    self.set
                        .missing
                        .extend((!is_built_in(link)).then(|| Missing {
                            span,
                            document: target.to_string(),
                            namespace: link.namespace.as_ref().or(holder).cloned(),
                        }));
                }
                self.diagnostics
                    .extend(outcome.and_then(|outcome| check(link, target, outcome, holder, span)));
            }
        }
    }

    fn documents(&mut self, inputs: &BTreeSet<SourcePath>) {
        let namespaces = self.namespaces(inputs);
        for (path, outcome) in &self.fetched {
            let (Outcome::Read { text, shape, .. }, Some(source)) =
                (outcome, self.set.sources.find(path))
            else {
                continue;
            };
            let Ok(document) = parse_text(text) else {
                continue;
            };
            let root = document.root_element();
            let schemas = match shape {
                Shape::Definitions { .. } => {
                    self.set
                        .definitions
                        .push(wsdl::parse(root, source, self.diagnostics));
                    inline_schemas(root).collect()
                }
                Shape::Schema(_) => vec![root],
                Shape::Other(_) => Vec::new(),
            };
            for (index, schema) in schemas.into_iter().enumerate() {
                for namespace in namespaces.get(&(source, index)).into_iter().flatten() {
                    let read = xsd::parse(schema, source, namespace.as_ref(), self.diagnostics);
                    self.set.schemas.push(read);
                }
            }
        }
    }

    /// For which namespaces each schema is to be read.
    fn namespaces(
        &self,
        inputs: &BTreeSet<SourcePath>,
    ) -> BTreeMap<Place, BTreeSet<Option<Namespace>>> {
        let mut schemas = BTreeMap::new();
        for (path, outcome) in &self.fetched {
            let (Outcome::Read { shape, targets, .. }, Some(source)) =
                (outcome, self.set.sources.find(path))
            else {
                continue;
            };
            let is_root = inputs.contains(path) || matches!(shape, Shape::Definitions { .. });
            let count: usize = shape
                .schemas()
                .iter()
                .map(|schema| schema.links.len())
                .sum();
            let mut targets = targets.iter().skip(targets.len() - count);
            for (index, schema) in shape.schemas().iter().enumerate() {
                let of_schema = targets.by_ref().take(schema.links.len());
                let targets = of_schema
                    .map(|target| self.schema_document(target))
                    .collect();
                schemas.insert(
                    (source, index),
                    Linked {
                        schema,
                        targets,
                        is_root,
                    },
                );
            }
        }
        let mut namespaces: BTreeMap<Place, BTreeSet<_>> = BTreeMap::new();
        for (place, namespace) in adopt(&schemas) {
            namespaces.entry(place).or_default().insert(namespace);
        }
        namespaces
    }

    fn schema_document(&self, path: &SourcePath) -> Option<SourceId> {
        match self.fetched.get(path)? {
            Outcome::Read {
                shape: Shape::Schema(_),
                ..
            } => self.set.sources.find(path),
            _ => None,
        }
    }
}

/// What is wrong with a link, given what it leads to. `holder` is the namespace of the schema it stands in.
fn check(
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
            Some(Diagnostic::warning("missing-document", span, message))
        }
        Outcome::Unavailable(error) => Some(Diagnostic::error(
            "unreadable-document",
            span,
            format!("`{target}`: {error}"),
        )),
        Outcome::Read { shape, .. } => check_shape(link, target, shape, holder, span),
        Outcome::Malformed { .. } | Outcome::Undecodable(_) => None,
    }
}

fn check_shape(
    link: &Link,
    target: &SourcePath,
    shape: &Shape,
    holder: Option<&Namespace>,
    span: Span,
) -> Option<Diagnostic> {
    let found = match shape {
        Shape::Schema(schema) => &schema.target,
        Shape::Definitions { target, .. } if link.kind == LinkKind::WsdlImport => target,
        Shape::Definitions { .. } | Shape::Other(_) => {
            let message = format!("`{target}` is not a schema");
            return Some(Diagnostic::error("not-a-schema", span, message));
        }
    };
    let expected = match link.kind {
        LinkKind::Include if found.is_none() => return None,
        LinkKind::Include => holder,
        LinkKind::Import | LinkKind::WsdlImport => link.namespace.as_ref(),
    };
    let shown = |namespace: Option<&Namespace>| match namespace {
        Some(namespace) => format!("the namespace `{namespace}`"),
        None => "no namespace".to_owned(),
    };
    (found.as_ref() != expected).then(|| {
        let message = format!(
            "`{target}` has {}, expected {}",
            shown(found.as_ref()),
            shown(expected)
        );
        Diagnostic::error("wrong-namespace", span, message)
    })
}
