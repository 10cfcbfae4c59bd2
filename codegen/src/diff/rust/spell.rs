//! Rust types and items as those who use them see them, and the types of the contract that they are there for.

use std::collections::BTreeMap;

use crate::diff::side::Side;
use crate::ir::TypeId;
use crate::plan::{Item, ItemId, ItemKind, RustType, XmlName};
use crate::qname::{Namespace, QName};

/// A type as callers spell it; with `through`, aliases are put in. Modules of moved namespaces have the names of what they became.
pub(in crate::diff) fn spell(side: &Side<'_>, ty: &RustType, through: bool) -> String {
    let wrapped = |wrapper: &str, inner: &RustType| format!("{wrapper}<{}>", spell(side, inner, through));
    match ty {
        RustType::Path(path) if side.spells_compact => side.plan.spelled(path).to_owned(),
        RustType::Path(path) => (*path).to_owned(),
        RustType::Mapped(path) => path.clone(),
        RustType::Item(id) => match side.plan.items.get(id.0) {
            Some(Item { kind: ItemKind::Alias(target), .. }) if through => spell(side, target, through),
            Some(item) => {
                let uri = side.plan.modules.get(item.module).and_then(|module| module.uri.as_deref());
                let uri = uri.map(|uri| side.names.uri(uri)).unwrap_or_default();
                let module = side.plan.modules.get(item.module).map(|module| module.name.as_str()).unwrap_or_default();
                let moved = side.names.moved().any(|(_, to)| to.as_str() == uri);
                let module = if moved { crate::naming::module_name(&uri) } else { module.to_owned() };
                format!("{module}::{}", item.name)
            }
            None => "Document".to_owned(),
        },
        RustType::Option(inner) => wrapped("Option", inner),
        RustType::Vec(inner) => wrapped(if side.spells_compact { side.plan.list() } else { "Vec" }, inner),
        RustType::Box(inner) => wrapped("Box", inner),
        RustType::List(inner) => wrapped("xsd::List", inner),
        RustType::Nillable(inner) => wrapped("Nillable", inner),
        RustType::NillableElement(inner) => wrapped("NillableElement", inner),
        RustType::Typed(inner) => wrapped("Typed", inner),
    }
}

pub(super) fn by_name(side: &Side<'_>) -> BTreeMap<String, ItemId> {
    let all = side.plan.items.iter().enumerate();
    all.map(|(index, _)| (spell(side, &RustType::Item(ItemId(index)), false), ItemId(index))).collect()
}

pub(super) fn word(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct(_) | ItemKind::Sequence(_) => "a struct",
        ItemKind::Choice(_) => "an enum of alternatives",
        ItemKind::Polymorphic(_) => "an enum of derived types",
        ItemKind::Enumeration(_) => "an enumeration",
        ItemKind::Restricted(_) => "a newtype with facets",
        ItemKind::Union(_) => "an enum of member types",
        ItemKind::Alias(_) => "another name of a type",
        ItemKind::Base(_) => "a trait",
    }
}

/// The key of the global element that an XML name of a plan is about.
pub(in crate::diff) fn element_key(side: &Side<'_>, name: &XmlName) -> String {
    let uri = name.prefix.as_ref().and_then(|prefix| {
        side.plan
            .namespaces
            .iter()
            .find(|namespace| namespace.prefix == *prefix)
            .map(|namespace| namespace.uri.as_str())
    });
    side.names.show(&QName::new(uri.and_then(Namespace::new), &name.local))
}

pub(super) fn ty_of(side: &Side<'_>, item: ItemId) -> Option<TypeId> {
    side.origins.get(item.0).copied().flatten()
}

/// The key of the type of what a field or variant holds.
pub(super) fn held(side: &Side<'_>, ty: &RustType) -> Option<String> {
    ty.item().map(|id| origin(side, id))
}

/// The key of the type an item is there for.
pub(super) fn origin(side: &Side<'_>, item: ItemId) -> String {
    ty_of(side, item).map(|id| side.key(id)).unwrap_or_default()
}
