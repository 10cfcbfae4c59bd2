//! Values that would contain themselves: boxes where the cycle is.
//!
//! In: the planned items. Out: the same, with boxes. Invariant: no item contains itself by value.
//!
//! ```xml
//! <xs:complexType name="NotType"> <xs:choice> <xs:element name="Not" type="t:NotType"/> …   <!-- Not(Box<NotType>) -->
//! ```

use super::components::components;
use super::{ItemId, ItemKind, Plan, RustType};
use crate::config::Growth;

/// Boxes what would make an item contain itself: the payloads of enums first, struct fields where that is not enough.
pub(super) fn box_cycles(plan: &mut Plan) {
    if plan.growth == Growth::Open {
        // A field that is added, and so optional, must not change the type of another.
        box_where(plan, |kind, ty| kind.is_struct() && matches!(ty, RustType::Option(_)));
    }
    box_where(plan, |kind, _| kind.is_enum_of_content());
    box_where(plan, |kind, _| kind.is_struct());
}

/// Boxes those parts of items that are in cycles and fit.
fn box_where(plan: &mut Plan, fits: impl Fn(&ItemKind, &RustType) -> bool) {
    let edges: Vec<Vec<usize>> = (0..plan.items.len()).map(|id| edges(plan, id)).collect();
    let component = components(&edges);
    for id in 0..plan.items.len() {
        box_parts(plan, id, &component, &fits);
    }
}

/// Boxes the parts of an item that lead back to it.
fn box_parts(plan: &mut Plan, id: usize, component: &[usize], fits: &impl Fn(&ItemKind, &RustType) -> bool) {
    let kind = &plan.items[id].kind;
    let leads_back = |ty: &RustType| {
        let target = ty.item_by_value().filter(|_| fits(kind, ty));
        target.is_some_and(|target| component[target.0] == component[id] && in_cycle(plan, id, target))
    };
    let cyclic: Vec<bool> = kind.types().into_iter().map(leads_back).collect();
    let types = plan.items[id].kind.types_mut().into_iter();
    types.zip(cyclic).filter(|(_, cyclic)| *cyclic).for_each(|(ty, _)| box_inside(ty));
}

/// Whether `target`, of the same component as item `id`, leads back to it.
fn in_cycle(plan: &Plan, id: usize, target: ItemId) -> bool {
    let mut open = vec![target.0];
    let mut seen = vec![false; plan.items.len()];
    while let Some(next) = open.pop() {
        if next == id {
            return true;
        }
        if !std::mem::replace(&mut seen[next], true) {
            open.extend(edges(plan, next));
        }
    }
    false
}

/// Boxes a type, below its `Option`.
fn box_inside(ty: &mut RustType) {
    match ty {
        RustType::Option(inner) => box_inside(inner),
        other => other.become_boxed(),
    }
}

/// The items an item holds by value.
fn edges(plan: &Plan, id: usize) -> Vec<usize> {
    let kind = &plan.items[id].kind;
    let types = if let ItemKind::Alias(ty) = kind { vec![ty] } else { kind.content_types() };
    types.into_iter().filter_map(RustType::item_by_value).map(|item| item.0).collect()
}
