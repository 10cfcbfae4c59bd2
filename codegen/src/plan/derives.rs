//! What items derive beyond `Debug, Clone, PartialEq`: whatever all of their parts have.

use super::{ItemKind, Plan, RustType};

const EQ: usize = 0;
const HASH: usize = 1;
const COPY: usize = 2;
const TRAITS: [&str; 3] = ["Eq", "Hash", "Copy"];

/// Which of [`TRAITS`] a type has.
type Has = [bool; 3];

/// Finds out for every item, beginning with everything and taking away until nothing changes.
pub(super) fn derive(plan: &mut Plan) {
    let mut has: Vec<Has> = vec![[true; 3]; plan.items.len()];
    loop {
        let next: Vec<Has> = plan.items.iter().map(|item| item_has(&item.kind, &has)).collect();
        if next == has {
            break;
        }
        has = next;
    }
    for (item, has) in plan.items.iter_mut().zip(&has) {
        item.derives = (0..TRAITS.len()).filter(|index| has[*index]).map(|index| TRAITS[index]).collect();
        if can_default(&item.kind) {
            item.derives.push("Default");
        }
    }
}

fn item_has(kind: &ItemKind, has: &[Has]) -> Has {
    let all = |types: Vec<&RustType>| types.into_iter().fold([true; 3], |sofar, ty| both(sofar, type_has(ty, has)));
    match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => all(content.fields.iter().map(|f| &f.ty).collect()),
        ItemKind::Choice(choice) => all(choice.variants.iter().map(|v| &v.ty).collect()),
        ItemKind::Polymorphic(types) => both(all(types.variants.iter().map(|v| &v.ty).collect()), [true, true, false]),
        ItemKind::Union(union) => all(union.members.iter().map(|m| &m.ty).collect()),
        ItemKind::Restricted(restricted) => type_has(&restricted.inner, has),
        ItemKind::Alias(ty) => type_has(ty, has),
        ItemKind::Enumeration(_) => [true, true, false],
        ItemKind::Base(_) => [false; 3],
    }
}

fn both(left: Has, right: Has) -> Has {
    [left[EQ] && right[EQ], left[HASH] && right[HASH], left[COPY] && right[COPY]]
}

fn type_has(ty: &RustType, has: &[Has]) -> Has {
    match ty {
        RustType::Path("f32" | "f64") => [false, false, true],
        RustType::Path("bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64") => [true; 3],
        RustType::Path(_) => [true, true, false],
        RustType::Mapped(_) => [false; 3],
        RustType::Item(id) => has[id.0],
        RustType::Option(inner) | RustType::Nillable(inner) => type_has(inner, has),
        RustType::NillableElement(inner)
        | RustType::Vec(inner)
        | RustType::Box(inner)
        | RustType::List(inner)
        | RustType::Typed(inner) => both(type_has(inner, has), [true, true, false]),
    }
}

/// A struct has a default value when the schema requires nothing in it.
fn can_default(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            content.fields.iter().all(|field| field.ty.can_be_absent())
        }
        _ => false,
    }
}
