//! Overrides (XSD 1.1 part 1 §4.2.5): which documents are read with which components replaced.
//!
//! In: the links between schemas. Out: each schema with the sets of replacements under which it is part of the contract. Invariant: an
//! override goes on to what the overridden document includes or overrides itself, at any distance, and not to what it imports or
//! redefines; the outermost override decides, and following them ends whatever cycles there are.
//!
//! ```xml
//! <xs:override schemaLocation="v1.xsd">               <!-- all of v1.xsd and of what it includes … -->
//!   <xs:simpleType name="Code">…</xs:simpleType>      <!-- … with this in place of the type Code -->
//! </xs:override>
//! ```

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node, NodeId};

use super::adopt::{Linked, Place};
use super::links::{Link, LinkKind, inline_schemas};
use crate::qname::XSD;
use crate::source::SourceId;
use crate::xsd::{ComponentKey, Replacement, Replacements, is_included};

/// Where a component of an override begins.
pub(super) type Start = (SourceId, usize);

/// In how many ways documents may be overridden, all together: several overrides of each other have many, and none of them makes sense.
const MAX_OVERRIDDEN: usize = 16_384;

/// What stands in place of components.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Overriding(BTreeMap<ComponentKey, Start>);

impl Overriding {
    /// The same, going on along a link in this document.
    pub(super) fn along(&self, link: &Link, source: SourceId) -> Self {
        match link.kind {
            LinkKind::Import | LinkKind::WsdlImport | LinkKind::Redefine => Self::default(),
            LinkKind::Include => {
                let mut next = self.clone();
                for (key, start) in &link.replacements {
                    next.0.entry(key.clone()).or_insert((source, *start));
                }
                next
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The elements that stand in place of components.
    pub(super) fn replacements<'n>(&self, documents: &'n Overrides<'n>) -> Replacements<'n> {
        self.0.iter().filter_map(|(key, start)| Some((key.clone(), documents.replacement(*start)?))).collect()
    }
}

/// The ways in which each schema is part of the contract; and whether these are all. A document that was asked for and that another one
/// overrides is only there as overridden, as if it had not been asked for.
pub(super) fn overridden(schemas: &BTreeMap<Place, Linked<'_>>) -> (BTreeSet<(Place, Overriding)>, bool) {
    let mut roots: Vec<Place> = schemas.iter().filter(|(_, linked)| linked.is_root).map(|(place, _)| *place).collect();
    let mut all = BTreeSet::new();
    let mut is_complete = roots.iter().all(|root| follow(schemas, *root, &mut all));
    // What a `wsdl:import` leads to, or no link at all.
    let reached: BTreeSet<Place> = all.iter().map(|(place, _)| *place).collect();
    let others: Vec<Place> = schemas.keys().filter(|place| !reached.contains(*place)).copied().collect();
    is_complete &= others.iter().all(|root| follow(schemas, *root, &mut all));
    roots.extend(others);
    let changed: BTreeSet<Place> = all.iter().filter(|(_, with)| !with.is_empty()).map(|(place, _)| *place).collect();
    if changed.is_empty() {
        return (all, is_complete);
    }
    let mut taken = BTreeSet::new();
    for root in roots.iter().filter(|root| !changed.contains(*root)) {
        is_complete &= follow(schemas, *root, &mut taken);
    }
    for root in roots {
        if !taken.iter().any(|(place, _)| *place == root) {
            is_complete &= follow(schemas, root, &mut taken);
        }
    }
    (taken, is_complete)
}

/// Follows all links from a schema; `false` if there are too many ways to go.
fn follow(schemas: &BTreeMap<Place, Linked<'_>>, root: Place, taken: &mut BTreeSet<(Place, Overriding)>) -> bool {
    let mut open = vec![(root, Overriding::default())];
    while let Some((place, overriding)) = open.pop() {
        let Some(linked) = schemas.get(&place) else {
            continue;
        };
        if !taken.insert((place, overriding.clone())) {
            continue;
        }
        if taken.len() > schemas.len() + MAX_OVERRIDDEN {
            return false;
        }
        for (link, target) in linked.schema.links.iter().zip(&linked.targets) {
            if let Some(target) = target {
                open.push(((*target, 0), overriding.along(link, place.0)));
            }
        }
    }
    true
}

/// The documents that an override of this one changes: itself, and what it includes or overrides, at any distance.
pub(super) fn changed(schemas: &BTreeMap<Place, Linked<'_>>, by: SourceId) -> BTreeSet<SourceId> {
    let (mut changed, mut open) = (BTreeSet::new(), vec![by]);
    while let Some(source) = open.pop() {
        let Some(linked) = schemas.get(&(source, 0)).filter(|_| changed.insert(source)) else {
            continue;
        };
        let links = linked.schema.links.iter().zip(&linked.targets);
        open.extend(links.filter(|(link, _)| link.kind == LinkKind::Include).filter_map(|(_, target)| *target));
    }
    changed
}

/// The documents that have overrides.
#[derive(Debug, Default)]
pub(super) struct Overrides<'a> {
    documents: BTreeMap<SourceId, (Document<'a>, BTreeMap<usize, NodeId>)>,
    /// What is defined in documents that are overridden.
    defined: BTreeMap<SourceId, BTreeSet<ComponentKey>>,
}

impl<'a> Overrides<'a> {
    pub(super) fn add(&mut self, source: SourceId, document: Document<'a>) {
        let schemas = std::iter::once(document.root_element()).chain(inline_schemas(document.root_element()));
        let overrides =
            schemas.flat_map(|schema| schema.children()).filter(|child| child.has_tag_name((XSD, "override")));
        let children = overrides.flat_map(|node| node.children()).filter(Node::is_element);
        let by_start = children.map(|child| (child.range().start, child.id())).collect();
        self.documents.insert(source, (document, by_start));
    }

    /// Notes what an overridden schema defines.
    pub(super) fn define(&mut self, source: SourceId, schema: Node<'_, '_>) {
        let inner = |node: Node<'_, '_>| {
            node.children().filter(Node::is_element).filter_map(ComponentKey::of).collect::<Vec<_>>()
        };
        let redefines = schema.children().filter(|child| child.has_tag_name((XSD, "redefine")));
        let keys = redefines.flat_map(inner).chain(inner(schema));
        self.defined.entry(source).or_default().extend(keys);
    }

    /// All that is defined in these documents.
    pub(super) fn defined(&self, sources: &BTreeSet<SourceId>) -> BTreeSet<&ComponentKey> {
        sources.iter().filter_map(|source| self.defined.get(source)).flatten().collect()
    }

    fn replacement(&self, (source, start): Start) -> Option<Replacement<'_>> {
        let (document, by_start) = self.documents.get(&source)?;
        let node = document.get_node(*by_start.get(&start)?)?;
        is_included(node).then_some(Replacement { source, node })
    }
}
