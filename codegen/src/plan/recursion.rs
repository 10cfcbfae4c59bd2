//! Values that would contain themselves: boxes where the cycle is.
//!
//! In: the planned items. Out: the same, with boxes. Invariant: no item contains itself by value.
//!
//! ```xml
//! <xs:complexType name="NotType"> <xs:choice> <xs:element name="Not" type="t:NotType"/> …   <!-- Not(Box<NotType>) -->
//! ```

use super::components::components;
use super::{ItemId, ItemKind, Plan, RustType};

/// Boxes what would make an item contain itself: the payloads of enums first, struct fields where that is not enough.
pub(super) fn box_cycles(plan: &mut Plan) {
    for is_boxed in [ItemKind::is_enum_of_content, ItemKind::is_struct] {
        let edges: Vec<Vec<usize>> = (0..plan.items.len()).map(|id| edges(plan, id)).collect();
        let component = components(&edges);
        for id in 0..plan.items.len() {
            if is_boxed(&plan.items[id].kind) {
                box_parts(plan, id, &component);
            }
        }
    }
}

/// Boxes the parts of an item that lead back to it.
fn box_parts(plan: &mut Plan, id: usize, component: &[usize]) {
    let leads_back = |ty: &RustType| {
        let target = ty.item_by_value();
        target.is_some_and(|target| component[target.0] == component[id] && in_cycle(plan, id, target))
    };
    let cyclic: Vec<bool> = plan.items[id].kind.types().into_iter().map(leads_back).collect();
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
