//! What items derive beyond `Debug, Clone, PartialEq`: whatever all of their parts have.

use super::{ItemKind, Plan, RustType};
use crate::config::Growth;

/// Which traits a type has besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Has {
    eq: bool,
    hash: bool,
    copy: bool,
}

impl Has {
    const ALL: Self = Self { eq: true, hash: true, copy: true };
    const NONE: Self = Self { eq: false, hash: false, copy: false };
    const BUT_COPY: Self = Self { copy: false, ..Self::ALL };
    const COPY_ALONE: Self = Self { copy: true, ..Self::NONE };

    fn and(self, other: Self) -> Self {
        Self { eq: self.eq && other.eq, hash: self.hash && other.hash, copy: self.copy && other.copy }
    }

    fn names(self) -> Vec<&'static str> {
        let all = [(self.eq, "Eq"), (self.hash, "Hash"), (self.copy, "Copy")];
        all.into_iter().filter(|(has, _)| *has).map(|(_, name)| name).collect()
    }
}

/// Finds out for every item, beginning with everything and taking away until nothing changes.
pub(super) fn derive(plan: &mut Plan) {
    let mut has: Vec<Has> = vec![Has::ALL; plan.items.len()];
    loop {
        let next: Vec<Has> = plan.items.iter().map(|item| item_has(&item.kind, &has)).collect();
        if next == has {
            break;
        }
        has = next;
    }
    for (item, has) in plan.items.iter_mut().zip(has) {
        // What may grow is not copied: the next field may have to be cloned.
        let grows = plan.growth == Growth::Open && !matches!(item.kind, ItemKind::Restricted(_));
        item.derives = if grows { has.and(Has::BUT_COPY) } else { has }.names();
        if can_default(&item.kind) {
            item.derives.push("Default");
        }
    }
}

fn item_has(kind: &ItemKind, has: &[Has]) -> Has {
    let parts = kind.types().into_iter().fold(Has::ALL, |sofar, ty| sofar.and(type_has(ty, has)));
    match kind {
        // A box, for what the contract does not know.
        ItemKind::Polymorphic(_) => parts.and(Has::BUT_COPY),
        ItemKind::Enumeration(_) => Has::BUT_COPY,
        ItemKind::Base(_) => Has::NONE,
        _ => parts,
    }
}

fn type_has(ty: &RustType, has: &[Has]) -> Has {
    match ty {
        RustType::Path("f32" | "f64") => Has::COPY_ALONE,
        RustType::Path("bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64") => Has::ALL,
        RustType::Path(_) => Has::BUT_COPY,
        RustType::Mapped(_) => Has::NONE,
        RustType::Item(id) => has[id.0],
        RustType::Option(inner) | RustType::Nillable(inner) => type_has(inner, has),
        RustType::NillableElement(inner)
        | RustType::Vec(inner)
        | RustType::Box(inner)
        | RustType::List(inner)
        | RustType::Typed(inner) => type_has(inner, has).and(Has::BUT_COPY),
    }
}

/// A struct has a default value when the schema requires nothing in it.
fn can_default(kind: &ItemKind) -> bool {
    kind.is_struct() && kind.types().into_iter().all(RustType::can_be_absent)
}
