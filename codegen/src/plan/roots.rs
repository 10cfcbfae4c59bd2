//! The types of root elements, which can say where their schema is: `xsi:schemaLocation` (XSD 1.0 part 1 §2.6.3).
//!
//! In: the graph. Out: a field for the attribute in each type that a document's root can have. Invariant: a contract with
//! operations has none; the elements of a message are no roots.

use std::collections::BTreeMap;

use super::content::Scope;
use super::planner::Planner;
use super::{Field, Line, RustType, XmlName};
use crate::ir::{Contract, ElementId, Scope as Declared, TypeId};

/// Which attributes the roots of a type can have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Locations {
    /// `xsi:schemaLocation`
    namespaced: bool,
    /// `xsi:noNamespaceSchemaLocation`
    bare: bool,
}

/// The types of root elements, those that `xsi:type` can name there included.
pub(super) fn root_types(contract: &Contract) -> BTreeMap<TypeId, Locations> {
    let mut types: BTreeMap<TypeId, Locations> = BTreeMap::new();
    if !contract.port_types().is_empty() {
        return types;
    }
    for id in roots(contract) {
        let element = contract.element(id);
        for ty in std::iter::once(element.ty).chain(contract.derived_types(element.ty)) {
            let locations = types.entry(ty).or_default();
            locations.namespaced |= element.name.namespace().is_some();
            locations.bare |= element.name.namespace().is_none();
        }
    }
    types
}

/// The global elements that stand nowhere else: no content model refers to them, nor to what they may be substituted for. All of them
/// if there are none of this kind.
fn roots(contract: &Contract) -> Vec<ElementId> {
    let all: Vec<ElementId> = contract.elements().into_iter().filter(|id| !contract.element(*id).is_abstract).collect();
    let types = contract.types();
    let inside: Vec<ElementId> = types.into_iter().flat_map(|ty| contract.content_elements(ty)).collect();
    let is_root = |id: &&ElementId| {
        let element = contract.element(**id);
        debug_assert!(element.scope == Declared::Global);
        element.substitution_head.is_none() && !inside.contains(id)
    };
    let roots: Vec<ElementId> = all.iter().filter(is_root).copied().collect();
    if roots.is_empty() { all } else { roots }
}

impl Planner<'_> {
    /// The fields for the place of the schema.
    pub(super) fn location_fields(&self, id: TypeId, scope: &mut Scope) -> Vec<Field> {
        let locations = self.roots.get(&id).copied().unwrap_or_default();
        let mut field = |wanted: &str, local: &str, docs: &str| {
            let name = scope.names.take(wanted, &[format!("xsi_{wanted}")]);
            let line = Line::Attribute { name: XmlName::xsi(local), required: false };
            Field { name, docs: vec![docs.to_owned()], ty: RustType::Path("xsd::Token").option(), line, least: 0 }
        };
        let namespaced = locations.namespaced.then(|| {
            field(
                "schema_location",
                "schemaLocation",
                "Attribute `xsi:schemaLocation` of a root element: namespaces, each with the place of its schema.",
            )
        });
        let bare = locations.bare.then(|| {
            field(
                "no_namespace_schema_location",
                "noNamespaceSchemaLocation",
                "Attribute `xsi:noNamespaceSchemaLocation` of a root element: the place of the schema.",
            )
        });
        namespaced.into_iter().chain(bare).collect()
    }
}
