//! Reading: from fetched documents to syntax models.
//!
//! In: every document in reach. Out: a [`SchemaSet`], and diagnostics about documents and links. Invariant:
//! documents are numbered and read in the order of their names.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::SchemaSet;
use super::adopt::{Linked, Place, adopt};
use super::check;
use super::fetch::Outcome;
use super::links::{Link, Shape, inline_schemas};
use super::overrides::{self, Overrides, Overriding, overridden};
use super::parse::parse_text;
use crate::diagnostic::Diagnostics;
use crate::qname::{Namespace, Scopes};
use crate::source::{SourceId, SourcePath, Sources, Span};
use crate::{wsdl, xsd};

/// For which namespaces each schema is read, and with which replacements.
type Namespaces = BTreeMap<Place, BTreeSet<(Option<Namespace>, Overriding)>>;

pub(super) fn read(
    inputs: &BTreeSet<SourcePath>,
    fetched: &BTreeMap<SourcePath, Outcome>,
    diagnostics: &mut Diagnostics,
) -> SchemaSet {
    let sources = sources(fetched);
    for (path, outcome) in fetched {
        diagnostics.extend(check::document(path, outcome, &sources, inputs.contains(path)));
    }
    let inputs_read = inputs.iter().filter_map(|path| sources.find(path)).collect();
    let set = SchemaSet { sources, inputs: inputs_read, ..SchemaSet::default() };
    let overrides = overriding(fetched, &set.sources);
    let mut reader = Reader { set, fetched, diagnostics, overrides };
    let schemas = reader.linked(inputs);
    let namespaces = reader.namespaces(&schemas);
    for (path, outcome) in fetched {
        if let (Outcome::Read(document), Some(source)) = (outcome, reader.set.sources.find(path)) {
            reader.links(source, &document.shape, &document.targets, &namespaces);
            reader.document(source, &document.text, &document.shape, &namespaces);
        }
    }
    reader.unused_replacements(&schemas);
    reader.set
}

/// The documents, and what is wrong with them and their links, whatever namespaces they have. What is wrong with a document also says who
/// names it.
#[cfg(any(test, feature = "fetch"))]
pub(super) fn follow(
    inputs: &BTreeSet<SourcePath>,
    fetched: &BTreeMap<SourcePath, Outcome>,
    diagnostics: &mut Diagnostics,
) -> Sources {
    let sources = sources(fetched);
    let links = all_links(fetched, &sources);
    for (path, outcome) in fetched {
        for found in check::document(path, outcome, &sources, inputs.contains(path)) {
            let named = links.iter().find(|(.., target)| *target == path).filter(|_| !inputs.contains(path));
            diagnostics.push(match named {
                Some((_, span, _)) => found.note(*span, "this names it"),
                None => found,
            });
        }
    }
    let found = links.iter().filter_map(|(link, span, target)| {
        check::link(link, target, fetched.get(*target)?, None, *span).filter(|found| found.code != "wrong-namespace")
    });
    diagnostics.extend(found);
    sources
}

/// Every link, where it is written and what it leads to.
#[cfg(any(test, feature = "fetch"))]
fn all_links<'f>(
    fetched: &'f BTreeMap<SourcePath, Outcome>,
    sources: &Sources,
) -> Vec<(&'f Link, Span, &'f SourcePath)> {
    let mut all = Vec::new();
    for (path, outcome) in fetched {
        let (Outcome::Read(document), Some(source)) = (outcome, sources.find(path)) else { continue };
        let links = document.shape.schemas().iter().flat_map(|schema| &schema.links);
        let links = document.shape.imports().iter().chain(links).zip(&document.targets);
        all.extend(links.map(|(link, target)| (link, Span::new(source, link.range.clone()), target)));
    }
    all
}

fn sources(fetched: &BTreeMap<SourcePath, Outcome>) -> Sources {
    let texts = fetched.iter().filter_map(|(path, outcome)| match outcome {
        Outcome::Read(document) => Some((path.clone(), document.text.clone())),
        Outcome::Malformed { text, .. } => Some((path.clone(), text.clone())),
        Outcome::Undecodable(undecodable) => Some((path.clone(), undecodable.text.clone())),
        Outcome::Unavailable(_) => None,
    });
    Sources::new(texts.collect())
}

/// The documents that override others.
fn overriding<'d>(fetched: &'d BTreeMap<SourcePath, Outcome>, sources: &Sources) -> Overrides<'d> {
    let mut overrides = Overrides::default();
    for (path, outcome) in fetched {
        let Outcome::Read(document) = outcome else { continue };
        let links = document.shape.schemas().iter().flat_map(|schema| &schema.links);
        if links.into_iter().all(|link| link.replacements.is_empty()) {
            continue;
        }
        if let (Ok(parsed), Some(source)) = (parse_text(&document.text), sources.find(path)) {
            overrides.add(source, parsed);
        }
    }
    overrides
}

struct Reader<'d> {
    set: SchemaSet,
    fetched: &'d BTreeMap<SourcePath, Outcome>,
    diagnostics: &'d mut Diagnostics,
    overrides: Overrides<'d>,
}

impl<'d> Reader<'d> {
    /// Every schema, and where its links lead.
    fn linked(&self, inputs: &BTreeSet<SourcePath>) -> BTreeMap<Place, Linked<'d>> {
        let mut schemas = BTreeMap::new();
        for (path, outcome) in self.fetched {
            let (Outcome::Read(document), Some(source)) = (outcome, self.set.sources.find(path)) else {
                continue;
            };
            let is_root = inputs.contains(path) || matches!(document.shape, Shape::Definitions { .. });
            let mut targets = document.targets.iter().skip(document.shape.imports().len());
            for (index, schema) in document.shape.schemas().iter().enumerate() {
                let of_schema = targets.by_ref().take(schema.links.len());
                let targets = of_schema.map(|target| self.schema_document(target)).collect();
                schemas.insert((source, index), Linked { schema, targets, is_root });
            }
        }
        schemas
    }

    /// For which namespaces each schema is to be read, and with which replacements.
    fn namespaces(&mut self, schemas: &BTreeMap<Place, Linked<'_>>) -> Namespaces {
        let (overridden, is_complete) = overridden(schemas);
        if !is_complete {
            self.diagnostics.push(check::too_many_overrides());
        }
        let mut namespaces = Namespaces::new();
        for (place, namespace, overriding) in adopt(schemas, overridden) {
            namespaces.entry(place).or_default().insert((namespace, overriding));
        }
        namespaces
    }

    /// Tells of components in overrides that replace nothing.
    fn unused_replacements(&mut self, schemas: &BTreeMap<Place, Linked<'_>>) {
        for ((source, _), linked) in schemas {
            for (link, target) in linked.schema.links.iter().zip(&linked.targets) {
                if let (Some(target), false) = (target, link.replacements.is_empty()) {
                    let known = self.overrides.defined(&overrides::changed(schemas, *target));
                    let unused = link.replacements.iter().filter(|(key, _)| !known.contains(key));
                    let found: Vec<_> = unused
                        .map(|(key, start)| check::unused(key, Span::new(*source, *start..*start + 1), &link.location))
                        .collect();
                    self.diagnostics.extend(found);
                }
            }
        }
    }

    fn schema_document(&self, path: &SourcePath) -> Option<SourceId> {
        match self.fetched.get(path)? {
            Outcome::Read(document) if matches!(document.shape, Shape::Schema(_)) => self.set.sources.find(path),
            _ => None,
        }
    }

    /// Notes what a document calls namespaces, and which it defines components of.
    fn claim<'i>(&mut self, root: Node<'i, 'i>, schemas: &[Node<'i, 'i>]) {
        let roots = std::iter::once(&root).chain(schemas).copied();
        let elements = root.descendants().filter(Node::is_element);
        self.set.claims.add(&declarations(roots), &declarations(elements));
        let targets = std::iter::once(&root).chain(schemas).copied().filter_map(xsd::target_namespace);
        self.set.claims.targets.extend(targets);
    }

    /// Checks the links of a document, and notes what it includes and what is missing.
    fn links(&mut self, source: SourceId, shape: &Shape, targets: &[SourcePath], namespaces: &Namespaces) {
        let mut targets = targets.iter();
        for (link, target) in shape.imports().iter().zip(&mut targets) {
            self.link(source, link, target, None);
        }
        for (index, schema) in shape.schemas().iter().enumerate() {
            let holders = namespaces.get(&(source, index));
            for (link, target) in schema.links.iter().zip(&mut targets) {
                for (holder, _) in holders.into_iter().flatten() {
                    self.link(source, link, target, holder.as_ref());
                }
            }
        }
    }

    fn link(&mut self, source: SourceId, link: &Link, target: &SourcePath, holder: Option<&Namespace>) {
        if let (Some(included), true) = (self.set.sources.find(target), link.kind.takes_in()) {
            self.set.includes.entry(source).or_default().insert(included);
        }
        let Some(outcome) = self.fetched.get(target) else {
            return;
        };
        let span = Span::new(source, link.range.clone());
        self.set.missing.extend(check::missing(link, target, outcome, holder, span));
        self.diagnostics.extend(check::link(link, target, outcome, holder, span));
    }

    fn document(&mut self, source: SourceId, text: &str, shape: &Shape, namespaces: &Namespaces) {
        let Ok(document) = parse_text(text) else {
            return;
        };
        self.set.sources.set_scopes(source, Scopes::of(&document));
        let root = document.root_element();
        let schemas: Vec<Node<'_, '_>> = match shape {
            Shape::Definitions { .. } => {
                self.set.definitions.push(wsdl::parse(root, source, self.diagnostics));
                inline_schemas(root).collect()
            }
            Shape::Schema(_) => vec![root],
            Shape::Other(_) => Vec::new(),
        };
        self.claim(root, &schemas);
        for (index, schema) in schemas.into_iter().enumerate() {
            for (namespace, overriding) in namespaces.get(&(source, index)).into_iter().flatten() {
                if !overriding.is_empty() {
                    self.overrides.define(source, schema);
                }
                let replacements = overriding.replacements(&self.overrides);
                let read = xsd::parse(schema, source, namespace.as_ref(), &replacements, self.diagnostics);
                self.set.schemas.push(read);
            }
        }
    }
}

/// The prefixes that elements declare or inherit, but for the empty one.
fn declarations<'i>(nodes: impl Iterator<Item = Node<'i, 'i>>) -> BTreeSet<(&'i str, &'i str)> {
    let declared = nodes.flat_map(|node| node.namespaces());
    declared
        .filter_map(|declared| Some((declared.name()?, declared.uri())))
        .filter(|(_, uri)| !uri.is_empty())
        .collect()
}
