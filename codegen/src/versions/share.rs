//! Which items of a version are those of the version before.
//!
//! Everything that looks the same is taken to be the same, and then what refers to something that is not is taken away until nothing
//! changes: so types that contain each other are shared together or not at all. Documentation does not count.

use std::collections::{BTreeMap, BTreeSet};

use super::visit;
use crate::plan::{Choice, Item, ItemId, ItemKind, Plan, PortType, RustType};

/// The item of the version before that each item corresponds to: the one of its name in the module of this name, which is that of
/// the same namespace, or of the one that took its place.
pub(super) type Counterparts = BTreeMap<ItemId, ItemId>;

pub(super) fn counterparts(old: &Plan, new: &Plan) -> Counterparts {
    let place = |plan: &Plan, id: usize| {
        let item = &plan.items[id];
        (plan.modules[item.module].name.clone(), item.name.clone())
    };
    let known: BTreeMap<_, _> = (0..old.items.len()).map(|id| (place(old, id), ItemId(id))).collect();
    (0..new.items.len()).filter_map(|id| Some((ItemId(id), *known.get(&place(new, id))?))).collect()
}

/// The items that are the same in both.
pub(super) fn shared(old: &Plan, new: &Plan, known: &Counterparts) -> BTreeSet<ItemId> {
    let renamed = reverse(known);
    let mut refers = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for (id, counterpart) in known {
        let mut references = Vec::new();
        let mut kind = bare(&new.items[id.0].kind, |_| {});
        kind.for_each_item_mut(&mut |target| references.push(*target));
        let before = bare(&old.items[counterpart.0].kind, |target| rename(&renamed, target));
        let on = |item: &Item| (item.derives.clone(), item.attributes.clone());
        if kind == before && on(&new.items[id.0]) == on(&old.items[counterpart.0]) {
            shared.insert(*id);
            refers.insert(*id, references);
        }
    }
    loop {
        let whole = |id: &ItemId| refers.get(id).is_some_and(|all| all.iter().all(|target| shared.contains(target)));
        let next: BTreeSet<ItemId> = shared.iter().copied().filter(whole).collect();
        if next == shared {
            return shared;
        }
        shared = next;
    }
}

/// Whether nothing at all changed: then one module is the other.
pub(super) fn is_unchanged(old: &Plan, new: &Plan, shared: &BTreeSet<ItemId>, known: &Counterparts) -> bool {
    let renamed = reverse(known);
    let document = |plan: &Plan, rename: &dyn Fn(&mut ItemId)| {
        let mut choice = ItemKind::Choice(Choice { variants: plan.document.variants.clone(), ..Choice::default() });
        choice.for_each_item_mut(&mut |id| rename(id));
        bare(&choice, |_| {})
    };
    let any_type = |plan: &Plan, rename: &mut dyn FnMut(&mut ItemId)| {
        let mut any = plan.any_type.clone();
        let variants = any.iter_mut().flat_map(|any| &mut any.variants);
        variants.filter_map(|variant| variant.ty.item_mut()).for_each(rename);
        any
    };
    any_type(new, &mut |_| {}) == any_type(old, &mut |id| rename(&renamed, id))
        && shared.len() == new.items.len()
        && new.items.len() == old.items.len()
        && document(new, &|_| {}) == document(old, &|id| rename(&renamed, id))
        && bare_port_types(new, |_| {}) == bare_port_types(old, |id| rename(&renamed, id))
}

fn reverse(known: &Counterparts) -> BTreeMap<ItemId, ItemId> {
    known.iter().map(|(new, old)| (*old, *new)).collect()
}

fn rename(renamed: &BTreeMap<ItemId, ItemId>, id: &mut ItemId) {
    *id = renamed.get(id).copied().unwrap_or(ItemId(usize::MAX));
}

/// An item without its documentation, with other ids.
fn bare(kind: &ItemKind, mut rename: impl FnMut(&mut ItemId)) -> ItemKind {
    let mut kind = kind.clone();
    kind.for_each_item_mut(&mut rename);
    visit::parts(&mut kind, &mut |_, docs| docs.clear());
    kind
}

fn bare_port_types(plan: &Plan, mut rename: impl FnMut(&mut ItemId)) -> Vec<PortType> {
    let mut port_types = plan.port_types.clone();
    for port_type in &mut port_types {
        port_type.docs.clear();
        for operation in &mut port_type.operations {
            operation.docs.clear();
            let bodies = operation.input.iter_mut().chain(&mut operation.output);
            bodies.filter_map(|body| body.ty.item_mut()).for_each(&mut rename);
            if let Some(unwrapped) = &mut operation.unwrapped {
                unwrapped.types_mut().filter_map(RustType::item_mut).for_each(&mut rename);
                unwrapped.structs_mut().for_each(&mut rename);
            }
            for fault in operation.error.iter_mut().flat_map(|error| &mut error.faults) {
                fault.docs.clear();
                fault.ty.item_mut().into_iter().for_each(&mut rename);
            }
        }
        for headers in port_type.headers_mut() {
            headers.docs.clear();
        }
        for header in port_type.headers_mut().flat_map(|headers| &mut headers.fields) {
            header.docs.clear();
            header.ty.item_mut().into_iter().for_each(&mut rename);
        }
    }
    port_types
}
