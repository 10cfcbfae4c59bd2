//! Whether one simple type admits every text that another one does.
//!
//! Invariant: a yes is true; white space that is treated differently makes it a no, as the value is another one then.

use super::language::As;
use crate::ir::{Bound, Builtin, Contract, EffectiveFacets, FacetValue, Type, TypeId, Variety, WhiteSpace};

type Typed<'c> = (&'c Contract, TypeId);

/// Whether `outer` admits every value of `inner`. Generated code writes values without the white space that does not count in
/// `inner`; others may not.
pub(super) fn admits(outer: Typed<'_>, inner: Typed<'_>, taken: As) -> bool {
    let (wide, narrow) = (outer.0.effective_facets(outer.1), inner.0.effective_facets(inner.1));
    if let Some(members) = members(inner) {
        let each = members.iter().all(|member| admits(outer, (inner.0, *member), taken));
        return each || (same_members(outer, inner, taken) && facets_imply(&narrow, &wide, None, None));
    }
    if let Some(members) = members(outer) {
        let some = members.iter().any(|member| admits((outer.0, *member), inner, taken));
        return some && facets_imply(&narrow, &wide, None, None);
    }
    let builtins = (outer.0.builtin_base(outer.1), inner.0.builtin_base(inner.1));
    match (outer.0.list_item(outer.1), inner.0.list_item(inner.1)) {
        (Some(wide_item), Some(narrow_item)) => {
            // The built-in lists have an item at least.
            let empty = |builtin: Option<Builtin>| builtin.is_none_or(|builtin| !builtin.is_list());
            (empty(builtins.0) || !empty(builtins.1))
                && admits((outer.0, wide_item), (inner.0, narrow_item), taken)
                && facets_imply(&narrow, &wide, None, None)
        }
        (None, None) => {
            let (Some(wide_base), Some(narrow_base)) = builtins else { return false };
            base_admits(wide_base, narrow_base)
                && same_space(wide.white_space, narrow.white_space, taken)
                && facets_imply(&narrow, &wide, Some(wide_base), Some(narrow_base))
        }
        _ => false,
    }
}

/// Whether lenient reading takes every value of `inner` for one of `outer`: facets and enumerations are forgiven.
pub(super) fn tolerates(outer: Typed<'_>, inner: Typed<'_>) -> bool {
    if let Some(members) = members(inner) {
        return members.iter().all(|member| tolerates(outer, (inner.0, *member)));
    }
    if let Some(members) = members(outer) {
        return members.iter().any(|member| tolerates((outer.0, *member), inner));
    }
    match (outer.0.list_item(outer.1), inner.0.list_item(inner.1)) {
        (Some(wide), Some(narrow)) => tolerates((outer.0, wide), (inner.0, narrow)),
        (None, None) => {
            let bases = (outer.0.builtin_base(outer.1), inner.0.builtin_base(inner.1));
            matches!(bases, (Some(wide), Some(narrow)) if is_text(wide) || base_admits(wide, narrow))
        }
        (None, Some(_)) => outer.0.builtin_base(outer.1).is_some_and(is_text),
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

fn members((contract, id): Typed<'_>) -> Option<Vec<TypeId>> {
    match contract.ty(id) {
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
    narrow.iter().all(|narrow| wide.iter().any(|wide| admits((outer.0, *wide), (inner.0, *narrow), taken)))
}

/// Whether values that have the facets `narrow` have the facets `wide`.
fn facets_imply(
    narrow: &EffectiveFacets<'_>,
    wide: &EffectiveFacets<'_>,
    wide_base: Option<Builtin>,
    narrow_base: Option<Builtin>,
) -> bool {
    let (given, listed) = (values(narrow), values(wide));
    if let Some(listed) = &listed {
        let equal = |a: &str, b: &str| a == b || wide_base.is_some_and(|builtin| builtin.equal(a.trim(), b.trim()));
        let Some(given) = &given else { return false };
        // A change of the type that the values are compared in is not looked into.
        if wide_base.map(Builtin::primitive) != narrow_base.map(Builtin::primitive) {
            return false;
        }
        if !given.iter().all(|value| listed.iter().any(|other| equal(value, other))) {
            return false;
        }
    }
    let at_least = |given: Option<u64>, wanted: Option<u64>| wanted.is_none_or(|w| given.is_some_and(|g| g >= w));
    let at_most = |given: Option<u64>, wanted: Option<u64>| wanted.is_none_or(|w| given.is_some_and(|g| g <= w));
    let patterns = wide.patterns.iter().all(|step| narrow.patterns.iter().any(|other| same_step(step, other)));
    wide.length.is_none_or(|length| narrow.length == Some(length))
        && at_least(narrow.length.or(narrow.min_length), wide.min_length)
        && at_most(narrow.length.or(narrow.max_length), wide.max_length)
        && at_most(narrow.total_digits, wide.total_digits)
        && at_most(narrow.fraction_digits, wide.fraction_digits)
        && patterns
        && within(narrow.min.as_ref(), wide.min.as_ref(), wide_base, std::cmp::Ordering::Greater)
        && within(narrow.max.as_ref(), wide.max.as_ref(), wide_base, std::cmp::Ordering::Less)
}

fn same_step(left: &[&str], right: &[&str]) -> bool {
    right.iter().all(|pattern| left.contains(pattern))
}

fn values<'f>(facets: &EffectiveFacets<'f>) -> Option<Vec<&'f str>> {
    let text = |value: &'f FacetValue| match value {
        FacetValue::Enumeration(text) => Some(text.as_str()),
        _ => None,
    };
    Some(facets.enumeration.as_ref()?.iter().filter_map(|facet| text(&facet.value)).collect())
}

/// Whether the bound `given` lies inside the bound `wanted`, on the side that `inside` tells.
fn within(given: Option<&Bound>, wanted: Option<&Bound>, base: Option<Builtin>, inside: std::cmp::Ordering) -> bool {
    let Some(wanted) = wanted else { return true };
    let (Some(given), Some(base)) = (given, base) else { return false };
    let text = |bound: &Bound| match bound {
        Bound::Inclusive(text) | Bound::Exclusive(text) => text.clone(),
    };
    match base.compare(text(given).trim(), text(wanted).trim()) {
        Some(std::cmp::Ordering::Equal) => {
            matches!(wanted, Bound::Inclusive(_)) || matches!(given, Bound::Exclusive(_))
        }
        order => order == Some(inside),
    }
}
