//! Chameleons: which schema belongs to which namespace.
//!
//! In: the links between schemas, and the ways in which overrides make them part of the contract. Out: every schema with the namespaces
//! and the replacements with which it is to be read. Invariant: a schema with a namespace of its own is read for that, once unless
//! something overrides it; one without is read for every namespace that includes it, at any distance, and for no namespace if nothing with a
//! namespace includes it, or it is imported as such.
//!
//! ```xml
//! <xs:schema targetNamespace="urn:a"><xs:include schemaLocation="no-namespace.xsd"/></xs:schema>
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::links::SchemaLinks;
use super::overrides::Overriding;
use crate::qname::Namespace;
use crate::source::SourceId;

/// A schema: its document, and which one it is in that.
pub(super) type Place = (SourceId, usize);

/// A schema, where its includes and imports lead, and whether it is read even if nothing leads to it.
pub(super) struct Linked<'a> {
    pub(super) schema: &'a SchemaLinks,
    /// The document of each link; `None` if there is none that is a schema.
    pub(super) targets: Vec<Option<SourceId>>,
    pub(super) is_root: bool,
}

/// A way to read a schema: for a namespace, with replacements.
pub(super) type Taken = BTreeSet<(Place, Option<Namespace>, Overriding)>;

/// The namespaces for which each schema is to be read, and with which replacements.
pub(super) fn adopt(schemas: &BTreeMap<Place, Linked<'_>>, overridden: BTreeSet<(Place, Overriding)>) -> Taken {
    let mut taken = BTreeSet::new();
    let plain: BTreeSet<Place> =
        overridden.iter().filter(|(_, with)| with.is_empty()).map(|(place, _)| *place).collect();
    let own = |(place, overriding)| {
        let target = schemas.get(&place)?.schema.target.clone()?;
        Some((place, Some(target), overriding))
    };
    follow(schemas, overridden.into_iter().filter_map(own).collect(), &mut taken);
    let adopted: BTreeSet<Place> = taken.iter().map(|(place, ..)| *place).collect();
    let is_left = |place: &Place| plain.contains(place) && !adopted.contains(place);
    let left = schemas.iter().filter(|(place, linked)| linked.is_root && is_left(place));
    follow(schemas, left.map(|(place, _)| (*place, None, Overriding::default())).collect(), &mut taken);
    taken
}

fn follow(
    schemas: &BTreeMap<Place, Linked<'_>>,
    mut open: Vec<(Place, Option<Namespace>, Overriding)>,
    taken: &mut Taken,
) {
    while let Some((place, namespace, overriding)) = open.pop() {
        let Some(linked) = schemas.get(&place) else {
            continue;
        };
        if !taken.insert((place, namespace.clone(), overriding.clone())) {
            continue;
        }
        for (link, target) in linked.schema.links.iter().zip(&linked.targets) {
            let Some(target) = target.map(|source| (source, 0)) else {
                continue;
            };
            let has_own = schemas.get(&target).is_none_or(|target| target.schema.target.is_some());
            if !has_own {
                let for_namespace = if link.kind.takes_in() { namespace.clone() } else { None };
                open.push((target, for_namespace, overriding.along(link, place.0)));
            }
        }
    }
}
