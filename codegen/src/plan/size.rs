//! Large variants: an enum is as large as its largest variant, so payloads that stand out are boxed.

use super::{Choice, ItemKind, Plan, RustType};

/// Payloads larger than this many bytes are boxed.
const LARGE: usize = 200;

/// Boxes the large payloads of every enum.
pub(super) fn box_large_variants(plan: &mut Plan) {
    for id in 0..plan.items.len() {
        let sizes = |types: Vec<&RustType>| types.into_iter().map(|ty| size(ty, plan, 0)).collect::<Vec<_>>();
        match &plan.items[id].kind {
            ItemKind::Choice(choice) => {
                let sizes = sizes(choice.variants.iter().map(|v| &v.ty).collect());
                if let ItemKind::Choice(choice) = &mut plan.items[id].kind {
                    box_payloads(choice.variants.iter_mut().map(|v| &mut v.ty), &sizes);
                }
            }
            ItemKind::Polymorphic(types) => {
                let sizes = sizes(types.variants.iter().map(|v| &v.ty).collect());
                if let ItemKind::Polymorphic(types) = &mut plan.items[id].kind {
                    box_payloads(types.variants.iter_mut().map(|v| &mut v.ty), &sizes);
                }
            }
            _ => {}
        }
    }
    let sizes: Vec<usize> = plan.document.variants.iter().map(|v| size(&v.ty, plan, 0)).collect();
    box_payloads(plan.document.variants.iter_mut().map(|v| &mut v.ty), &sizes);
    let any = |plan: &Plan| plan.any_type.as_ref().map_or(Vec::new(), |any| any.variants.clone());
    let sizes: Vec<usize> = any(plan).iter().map(|v| size(&v.ty, plan, 0)).collect();
    box_payloads(plan.any_type.iter_mut().flat_map(|any| &mut any.variants).map(|v| &mut v.ty), &sizes);
}

fn box_payloads<'p>(types: impl Iterator<Item = &'p mut RustType>, sizes: &[usize]) {
    for (ty, size) in types.zip(sizes) {
        if *size > LARGE && matches!(ty, RustType::Item(_)) {
            *ty = std::mem::replace(ty, RustType::Path("")).boxed();
        }
    }
}

/// About how many bytes a value takes where it stands.
fn size(ty: &RustType, plan: &Plan, depth: usize) -> usize {
    match ty {
        RustType::Path("bool" | "i8" | "u8") => 1,
        RustType::Path("i32" | "u32" | "f32" | "i16" | "u16") => 4,
        RustType::Path("i64" | "u64" | "f64") => 8,
        RustType::Path("AnyElement") => 144,
        RustType::Path("xsd::QName") => 72,
        RustType::Path(path) if path.starts_with("xsd::") => 32,
        RustType::Path(_) | RustType::Mapped(_) | RustType::Vec(_) | RustType::List(_) => 24,
        RustType::Box(_) => 8,
        RustType::Option(inner) | RustType::Nillable(inner) => match **inner {
            RustType::Path("bool" | "i8" | "u8") => 1,
            RustType::Path("i32" | "u32" | "f32" | "i16" | "u16") => 8,
            RustType::Path("i64" | "u64" | "f64") => 16,
            _ => size(inner, plan, depth),
        },
        RustType::Typed(inner) => size(inner, plan, depth) + 72,
        RustType::NillableElement(inner) => size(inner, plan, depth).max(144),
        RustType::Item(_) if depth > 64 => LARGE,
        RustType::Item(id) => item_size(&plan.items[id.0].kind, plan, depth + 1),
    }
}

fn item_size(kind: &ItemKind, plan: &Plan, depth: usize) -> usize {
    let largest = |sizes: Vec<usize>| sizes.into_iter().max().unwrap_or(0) + 8;
    match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            content.fields.iter().map(|field| size(&field.ty, plan, depth)).sum()
        }
        ItemKind::Choice(Choice { variants, .. }) => {
            largest(variants.iter().map(|v| size(&v.ty, plan, depth)).collect())
        }
        ItemKind::Polymorphic(types) => largest(types.variants.iter().map(|v| size(&v.ty, plan, depth)).collect()),
        ItemKind::Union(union) => largest(union.members.iter().map(|m| size(&m.ty, plan, depth)).collect()),
        ItemKind::Enumeration(_) => 24,
        ItemKind::Restricted(restricted) => size(&restricted.inner, plan, depth),
        ItemKind::Alias(ty) => size(ty, plan, depth),
        ItemKind::Base(_) => 0,
    }
}
