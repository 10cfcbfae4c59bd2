//! Whether one simple type admits every text that another one does.
//!
//! Invariant: a yes is true; white space that is treated differently makes it a no, as the value is another one then.

use super::language::As;
use super::side::Typed;
use crate::ir::{Builtin, Type, TypeId, Variety, WhiteSpace};

/// Whether `outer` admits every value of `inner`. Generated code writes values without the white space that does not count in
/// `inner`; others may not.
pub(super) fn admits(outer: Typed<'_>, inner: Typed<'_>, taken: As) -> bool {
    let (wide, narrow) = (outer.contract().effective_facets(outer.id), inner.contract().effective_facets(inner.id));
    if let Some(members) = members(inner) {
        let each = members.iter().all(|member| admits(outer, inner.other(*member), taken));
        return each || (same_members(outer, inner, taken) && narrow.implies(&wide, [None; 2]));
    }
    if let Some(members) = members(outer) {
        let some = members.iter().any(|member| admits(outer.other(*member), inner, taken));
        return some && narrow.implies(&wide, [None; 2]);
    }
    let builtins = (builtin_base(outer), builtin_base(inner));
    match (list_item(outer), list_item(inner)) {
        (Some(wide_item), Some(narrow_item)) => {
            // The built-in lists have an item at least.
            let empty = |builtin: Option<Builtin>| builtin.is_none_or(|builtin| !builtin.is_list());
            (empty(builtins.0) || !empty(builtins.1))
                && admits(wide_item, narrow_item, taken)
                && narrow.implies(&wide, [None; 2])
        }
        (None, None) => {
            let (Some(wide_base), Some(narrow_base)) = builtins else { return false };
            base_admits(wide_base, narrow_base)
                && same_space(wide.white_space, narrow.white_space, taken)
                && narrow.implies(&wide, [Some(narrow_base), Some(wide_base)])
        }
        _ => false,
    }
}

/// Whether lenient reading takes every value of `inner` for one of `outer`: facets and enumerations are forgiven.
pub(super) fn tolerates(outer: Typed<'_>, inner: Typed<'_>) -> bool {
    if let Some(members) = members(inner) {
        return members.iter().all(|member| tolerates(outer, inner.other(*member)));
    }
    if let Some(members) = members(outer) {
        return members.iter().any(|member| tolerates(outer.other(*member), inner));
    }
    match (list_item(outer), list_item(inner)) {
        (Some(wide), Some(narrow)) => tolerates(wide, narrow),
        (None, None) => {
            let bases = (builtin_base(outer), builtin_base(inner));
            matches!(bases, (Some(wide), Some(narrow)) if is_text(wide) || base_admits(wide, narrow))
        }
        (None, Some(_)) => builtin_base(outer).is_some_and(is_text),
        (Some(_), None) => false,
    }
}

/// Types whose values are texts in Rust, whatever they are.
fn is_text(builtin: Builtin) -> bool {
    builtin == Builtin::AnySimpleType || matches!(builtin.primitive(), Builtin::String | Builtin::AnyUri)
}

fn base_admits(wide: Builtin, narrow: Builtin) -> bool {
    let derives = std::iter::successors(Some(narrow), |builtin| builtin.base()).any(|builtin| builtin == wide);
    // Every text without outer and double spaces is a token.
    let token =
        matches!(wide, Builtin::NormalizedString | Builtin::Token) && narrow.white_space() == WhiteSpace::Collapse;
    derives || token || matches!(wide, Builtin::String | Builtin::AnySimpleType | Builtin::AnyUri)
}

fn builtin_base(ty: Typed<'_>) -> Option<Builtin> {
    ty.contract().builtin_base(ty.id)
}

fn list_item(ty: Typed<'_>) -> Option<Typed<'_>> {
    ty.contract().list_item(ty.id).map(|item| ty.other(item))
}

fn members(ty: Typed<'_>) -> Option<Vec<TypeId>> {
    match ty.ty() {
        Type::Simple(simple) => match &simple.variety {
            Variety::Union(members) => Some(members.clone()),
            Variety::Builtin(_) | Variety::Atomic | Variety::List(_) => None,
        },
        Type::Complex(_) => None,
    }
}

fn same_space(wide: Option<WhiteSpace>, narrow: Option<WhiteSpace>, taken: As) -> bool {
    let rank = |space: Option<WhiteSpace>| match space {
        None | Some(WhiteSpace::Preserve) => 0,
        Some(WhiteSpace::Replace) => 1,
        Some(WhiteSpace::Collapse) => 2,
    };
    rank(wide) == rank(narrow) || (taken == As::Written && rank(wide) < rank(narrow))
}

fn same_members(outer: Typed<'_>, inner: Typed<'_>, taken: As) -> bool {
    let (Some(wide), Some(narrow)) = (members(outer), members(inner)) else { return false };
    narrow.iter().all(|narrow| wide.iter().any(|wide| admits(outer.other(*wide), inner.other(*narrow), taken)))
}
