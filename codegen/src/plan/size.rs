//! Large variants: an enum is as large as its largest variant, so payloads that stand out are boxed. Where structs may grow, all of them
//! are: a field more must not make a payload another type.
//!
//! With `memory = "compact"`, and in views, the same goes for optional fields, most of which are absent in most messages: what is absent takes one word.

use super::{Choice, ItemId, ItemKind, Line, Plan, RustType};
use crate::config::Growth;

/// Payloads larger than this many bytes are boxed.
const LARGE: usize = 200;

/// Optional fields that hold more bytes than this are boxed, where that is asked for.
const LARGE_OPTION: usize = 32;

/// Boxes the large payloads of every enum.
pub(super) fn box_large_variants(plan: &mut Plan) {
    for id in 0..plan.items.len() {
        if plan.items[id].kind.is_enum_of_content() {
            let sizes = sizes(&plan.items[id].kind.types(), plan);
            box_payloads(plan.items[id].kind.types_mut(), &sizes);
            if let ItemKind::Choice(choice) = &mut plan.items[id].kind {
                choice.is_uneven = is_uneven(choice, &sizes);
            }
        }
    }
    let of_document = sizes(&plan.document.types(), plan);
    box_payloads(plan.document.types_mut(), &of_document);
    plan.document.is_uneven = is_uneven(&plan.document, &of_document);
    let variants = plan.any_type.iter().flat_map(|any| &any.variants);
    let of_any = sizes(&variants.map(|variant| &variant.ty).collect::<Vec<_>>(), plan);
    let variants = plan.any_type.iter_mut().flat_map(|any| &mut any.variants);
    box_payloads(variants.map(|variant| &mut variant.ty).collect(), &of_any);
}

fn sizes(types: &[&RustType], plan: &Plan) -> Vec<usize> {
    types.iter().map(|ty| if grows(ty, plan) { usize::MAX } else { size(ty, plan, 0) }).collect()
}

/// Whether a later version of a type may have more fields.
fn grows(ty: &RustType, plan: &Plan) -> bool {
    let RustType::Item(id) = ty else { return false };
    match &plan.items[id.0].kind {
        ItemKind::Alias(target) => grows(target, plan),
        // What views have in boxes is not promised: they are for speed.
        kind => plan.growth == Growth::Open && kind.is_struct() && !plan.is_view(*id),
    }
}

fn box_payloads(types: Vec<&mut RustType>, sizes: &[usize]) {
    for (ty, size) in types.into_iter().zip(sizes) {
        if *size > LARGE && matches!(ty, RustType::Item(_)) {
            ty.become_boxed();
        }
    }
}

/// Whether a payload stands out.
pub(super) fn is_large(ty: &RustType, plan: &Plan) -> bool {
    size(ty, plan, 0) > LARGE
}

fn is_uneven(choice: &Choice, sizes: &[usize]) -> bool {
    let is_large = |(ty, size): (&RustType, &usize)| *size > LARGE && !matches!(ty, RustType::Box(_));
    sizes.len() > 1 && choice.types().into_iter().zip(sizes).any(is_large)
}

/// Boxes the large optional elements and groups of structs, if texts and lists are compact or borrowed: first those inside of them.
pub(super) fn box_large_options(plan: &mut Plan) {
    let is_asked = plan.is_compact() || plan.is_of_views();
    let mut settled = vec![!is_asked; plan.items.len()];
    (0..plan.items.len()).for_each(|id| settle(id, plan, &mut settled));
}

/// Boxes what is large in an item, after what it holds by value; so nothing contains itself.
fn settle(id: usize, plan: &mut Plan, settled: &mut [bool]) {
    if std::mem::replace(&mut settled[id], true) {
        return;
    }
    let held: Vec<ItemId> = plan.items[id].kind.types().into_iter().filter_map(RustType::item_by_value).collect();
    held.into_iter().for_each(|held| settle(held.0, plan, settled));
    let is_large: Vec<bool> = plan.items[id].kind.parts().iter().map(|part| is_large_option(part, plan)).collect();
    if plan.items[id].kind.is_struct() {
        let types = plan.items[id].kind.types_mut().into_iter().zip(is_large);
        types.filter(|(_, is_large)| *is_large).filter_map(|(ty, _)| ty.inner_mut()).for_each(RustType::become_boxed);
    }
}

/// Whether a part is an optional struct or enum of content that is better boxed.
fn is_large_option((_, line, ty): &(&str, &Line, &RustType), plan: &Plan) -> bool {
    let (Line::Element { .. } | Line::Group { .. }, RustType::Option(inner)) = (line, ty) else { return false };
    let RustType::Item(id) = **inner else { return false };
    let kind = &plan.items[id.0].kind;
    (kind.is_struct() || kind.is_enum_of_content()) && (grows(inner, plan) || size(inner, plan, 0) > LARGE_OPTION)
}

/// About how many bytes a value takes where it stands.
fn size(ty: &RustType, plan: &Plan, depth: usize) -> usize {
    match ty {
        RustType::Path("String" | "xsd::Token" | "xsd::NormalizedString") if plan.is_of_views() => 16,
        RustType::Vec(_) if plan.is_of_views() => 8,
        RustType::Path("String" | "xsd::Token" | "xsd::NormalizedString") | RustType::Vec(_) if plan.is_compact() => 8,
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
    let parts = kind.types().into_iter().map(|ty| size(ty, plan, depth));
    match kind {
        ItemKind::Struct(_) | ItemKind::Sequence(_) | ItemKind::Restricted(_) | ItemKind::Alias(_) => parts.sum(),
        ItemKind::Choice(_) | ItemKind::Polymorphic(_) | ItemKind::Union(_) => parts.max().unwrap_or(0) + 8,
        ItemKind::Enumeration(_) if plan.is_compact() => 16,
        ItemKind::Enumeration(_) => 24,
        ItemKind::Base(_) => 0,
    }
}
