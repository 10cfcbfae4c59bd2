//! Chameleons: which schema belongs to which namespace.
//!
//! In: the links between schemas. Out: every schema with the namespaces for which it is to be read. Invariant: a
//! schema with a namespace of its own is read once, for that; one without is read for every namespace that includes
//! it, at any distance, and for no namespace if nothing with a namespace includes it, or it is imported as such.
//!
//! ```xml
//! <xs:schema targetNamespace="urn:a"><xs:include schemaLocation="no-namespace.xsd"/></xs:schema>
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::links::{LinkKind, SchemaLinks};
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

/// The namespaces for which each schema is to be read.
pub(super) fn adopt(schemas: &BTreeMap<Place, Linked<'_>>) -> BTreeSet<(Place, Option<Namespace>)> {
    let mut taken = BTreeSet::new();
    let own = |(place, linked): (&Place, &Linked<'_>)| Some((*place, Some(linked.schema.target.clone()?)));
    follow(schemas, schemas.iter().filter_map(own).collect(), &mut taken);
    let adopted: BTreeSet<Place> = taken.iter().map(|(place, _)| *place).collect();
    let left = schemas.iter().filter(|(place, linked)| linked.is_root && !adopted.contains(*place));
    follow(schemas, left.map(|(place, _)| (*place, None)).collect(), &mut taken);
    taken
}

fn follow(
    schemas: &BTreeMap<Place, Linked<'_>>,
    mut open: Vec<(Place, Option<Namespace>)>,
    taken: &mut BTreeSet<(Place, Option<Namespace>)>,
) {
    while let Some((place, namespace)) = open.pop() {
        let Some(linked) = schemas.get(&place) else {
            continue;
        };
        if !taken.insert((place, namespace.clone())) {
            continue;
        }
        for (link, target) in linked.schema.links.iter().zip(&linked.targets) {
            let Some(target) = target.map(|source| (source, 0)) else {
                continue;
            };
            let has_own = schemas.get(&target).is_none_or(|target| target.schema.target.is_some());
            if !has_own {
                let for_namespace = if link.kind == LinkKind::Include { namespace.clone() } else { None };
                open.push((target, for_namespace));
            }
        }
    }
}
