//! Values that would contain themselves: boxes where the cycle is, and placeholders that end.
//!
//! ```xml
//! <xs:complexType name="NotType"> <xs:choice> <xs:element name="Not" type="t:NotType"/> …
//! ```

use super::{ItemId, ItemKind, Plan, RustType};

/// Boxes what would make an item contain itself: the payloads of enums first, struct fields where that is not enough.
pub(super) fn box_cycles(plan: &mut Plan) {
    for enums in [true, false] {
        let component = components(plan);
        for id in 0..plan.items.len() {
            let inside = |ty: &RustType| {
                held(ty).is_some_and(|target| component[target.0] == component[id] && in_cycle(plan, id, target))
            };
            let boxed: Vec<bool> = by_value(&plan.items[id].kind, enums).into_iter().map(inside).collect();
            for (ty, cyclic) in by_value_mut(&mut plan.items[id].kind, enums).into_iter().zip(boxed) {
                if cyclic {
                    box_inside(ty);
                }
            }
        }
    }
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

/// The item a type holds by value.
fn held(ty: &RustType) -> Option<ItemId> {
    match ty {
        RustType::Item(id) => Some(*id),
        RustType::Option(inner)
        | RustType::Nillable(inner)
        | RustType::NillableElement(inner)
        | RustType::Typed(inner) => held(inner),
        RustType::Path(_) | RustType::Mapped(_) | RustType::Vec(_) | RustType::Box(_) | RustType::List(_) => None,
    }
}

fn box_inside(ty: &mut RustType) {
    match ty {
        RustType::Option(inner) => box_inside(inner),
        other => *other = std::mem::replace(other, RustType::Path("")).boxed(),
    }
}

/// The types of an item's parts: of an enum's payloads, or of a struct's fields.
fn by_value(kind: &ItemKind, enums: bool) -> Vec<&RustType> {
    match kind {
        ItemKind::Choice(choice) if enums => choice.variants.iter().map(|v| &v.ty).collect(),
        ItemKind::Polymorphic(types) if enums => types.variants.iter().map(|v| &v.ty).collect(),
        ItemKind::Struct(content) | ItemKind::Sequence(content) if !enums => {
            content.fields.iter().map(|f| &f.ty).collect()
        }
        _ => Vec::new(),
    }
}

fn by_value_mut(kind: &mut ItemKind, enums: bool) -> Vec<&mut RustType> {
    match kind {
        ItemKind::Choice(choice) if enums => choice.variants.iter_mut().map(|v| &mut v.ty).collect(),
        ItemKind::Polymorphic(types) if enums => types.variants.iter_mut().map(|v| &mut v.ty).collect(),
        ItemKind::Struct(content) | ItemKind::Sequence(content) if !enums => {
            content.fields.iter_mut().map(|f| &mut f.ty).collect()
        }
        _ => Vec::new(),
    }
}

/// The items an item mentions in its fields or variants.
pub(super) fn parts(kind: &ItemKind) -> Vec<ItemId> {
    let types = by_value(kind, true).into_iter().chain(by_value(kind, false));
    types.filter_map(mentioned).collect()
}

fn mentioned(ty: &RustType) -> Option<ItemId> {
    match ty {
        RustType::Item(id) => Some(*id),
        RustType::Option(inner)
        | RustType::Nillable(inner)
        | RustType::NillableElement(inner)
        | RustType::Typed(inner)
        | RustType::Vec(inner)
        | RustType::Box(inner)
        | RustType::List(inner) => mentioned(inner),
        RustType::Path(_) | RustType::Mapped(_) => None,
    }
}

/// The items an item holds by value.
fn edges(plan: &Plan, id: usize) -> Vec<usize> {
    let kind = &plan.items[id].kind;
    let parts = by_value(kind, true).into_iter().chain(by_value(kind, false));
    let alias = match kind {
        ItemKind::Alias(ty) => Some(ty),
        _ => None,
    };
    parts.chain(alias).filter_map(held).map(|item| item.0).collect()
}

/// The strongly connected component of every item (Tarjan's algorithm, without recursion).
fn components(plan: &Plan) -> Vec<usize> {
    let count = plan.items.len();
    let all: Vec<Vec<usize>> = (0..count).map(|id| edges(plan, id)).collect();
    let (mut index, mut low) = (vec![usize::MAX; count], vec![0; count]);
    let mut component = vec![usize::MAX; count];
    let (mut stack, mut next) = (Vec::new(), 0);
    for root in 0..count {
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                if index[node] != usize::MAX {
                    continue;
                }
                (index[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
            } else {
                let done = all[node][edge - 1];
                low[node] = low[node].min(low[done]);
            }
            let mut edge = edge;
            let mut descend = None;
            while let Some(&target) = all[node].get(edge) {
                edge += 1;
                if index[target] == usize::MAX {
                    descend = Some(target);
                    break;
                }
                if component[target] == usize::MAX {
                    low[node] = low[node].min(index[target]);
                }
            }
            if let Some(target) = descend {
                work.push((node, edge));
                work.push((target, 0));
            } else if low[node] == index[node] {
                while let Some(member) = stack.pop() {
                    component[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
        }
    }
    component
}

/// Lets every enum's placeholder be the variant that takes the fewest steps to make, so that making one ends. A struct that no
/// finite value could fill gets optional fields instead of required ones.
pub(super) fn choose_placeholders(plan: &mut Plan) {
    let mut ranks = ranks(plan);
    while ranks.contains(&usize::MAX) {
        let Some(endless) = ranks.iter().position(|rank| *rank == usize::MAX) else { break };
        relax(plan, endless, &ranks);
        ranks = self::ranks(plan);
    }
    let pick = |types: Vec<&RustType>| {
        let cost = |ty: &RustType| rank_of(ty, &ranks);
        types.iter().enumerate().min_by_key(|(_, ty)| cost(ty)).map_or(0, |(index, _)| index)
    };
    // The variant for what the contract does not know holds a box.
    let pick_known = |types: Vec<&RustType>| {
        let index = pick(types.clone());
        types.get(index).filter(|ty| rank_of(ty, &ranks) <= ALLOCATION).map_or(types.len(), |_| index)
    };
    for id in 0..plan.items.len() {
        let index = pick(by_value(&plan.items[id].kind, true));
        let known = pick_known(by_value(&plan.items[id].kind, true));
        match &mut plan.items[id].kind {
            ItemKind::Choice(choice) => choice.placeholder = index,
            ItemKind::Polymorphic(types) => types.placeholder = known,
            _ => {}
        }
    }
    plan.document.placeholder = pick(plan.document.variants.iter().map(|v| &v.ty).collect());
}

fn relax(plan: &mut Plan, id: usize, ranks: &[usize]) {
    if let ItemKind::Struct(content) | ItemKind::Sequence(content) = &mut plan.items[id].kind {
        for field in &mut content.fields {
            if rank_of(&field.ty, ranks) == usize::MAX {
                field.ty = std::mem::replace(&mut field.ty, RustType::Path("")).option();
                if let super::Line::Element { required, .. } | super::Line::Group { required } = &mut field.line {
                    *required = false;
                }
            }
        }
    } else if let ItemKind::Choice(choice) = &mut plan.items[id].kind {
        for variant in choice.variants.iter_mut().take(1) {
            variant.ty = std::mem::replace(&mut variant.ty, RustType::Path("")).option();
        }
    } else {
        plan.items[id].kind = ItemKind::Struct(super::Struct::default());
    }
}

/// How many values have to be made for a placeholder of each item; `usize::MAX` where there is no end.
fn ranks(plan: &Plan) -> Vec<usize> {
    let mut ranks = vec![usize::MAX; plan.items.len()];
    loop {
        let before = ranks.clone();
        for id in 0..plan.items.len() {
            ranks[id] = rank(&plan.items[id].kind, &ranks);
        }
        if ranks == before {
            return ranks;
        }
    }
}

fn rank(kind: &ItemKind, ranks: &[usize]) -> usize {
    match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            let most = content.fields.iter().map(|field| rank_of(&field.ty, ranks)).max();
            most.map_or(1, |most| most.saturating_add(1))
        }
        ItemKind::Choice(choice) => {
            choice.variants.iter().map(|v| rank_of(&v.ty, ranks)).min().unwrap_or(1).saturating_add(1)
        }
        ItemKind::Polymorphic(types) => types
            .variants
            .iter()
            .map(|v| rank_of(&v.ty, ranks))
            .chain([ALLOCATION])
            .min()
            .unwrap_or(1)
            .saturating_add(1),
        ItemKind::Alias(ty) => rank_of(ty, ranks),
        ItemKind::Enumeration(_) | ItemKind::Restricted(_) | ItemKind::Union(_) | ItemKind::Base(_) => 1,
    }
}

/// A box costs an allocation, so it counts as many steps.
const ALLOCATION: usize = 1000;

fn rank_of(ty: &RustType, ranks: &[usize]) -> usize {
    match ty {
        RustType::Path(_) | RustType::Mapped(_) | RustType::Option(_) | RustType::Vec(_) | RustType::List(_) => 0,
        RustType::Nillable(_) | RustType::NillableElement(_) => 0,
        RustType::Item(id) => ranks[id.0],
        RustType::Typed(inner) => rank_of(inner, ranks),
        RustType::Box(inner) => rank_of(inner, ranks).saturating_add(ALLOCATION),
    }
}
