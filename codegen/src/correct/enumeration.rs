//! Simple types: adds or removes an enumeration value, drops facets.

use super::{Outcome, outcome, value, wrong_kind};
use crate::diagnostic::nearest;
use crate::ir::{Contract, Facet, FacetValue, Type, TypeId};
use crate::path::{Component, Unfound};

/// Adds a value at the end of an enumeration.
pub(super) fn add(contract: &mut Contract, component: Component, path: &str) -> Result<Outcome, Unfound> {
    let (ty, value) = value(component, path)?;
    let values = enumerated(contract, ty, path)?;
    let is_new = !values.contains(&value);
    if is_new && let Type::Simple(simple) = contract.ty_mut(ty) {
        let span = simple.span;
        simple.facets.push(Facet { value: FacetValue::Enumeration(value), fixed: false, span, documentation: None });
    }
    Ok(outcome(is_new, || format!("`{path}` is in the schema")))
}

/// Takes a value out of an enumeration.
pub(super) fn remove(contract: &mut Contract, component: Component, path: &str) -> Result<Outcome, Unfound> {
    let (ty, value) = value(component, path)?;
    let values = enumerated(contract, ty, path)?;
    if values.len() == 1 && values.contains(&value) {
        return Err(format!("`{path}` is the only value of its type").into());
    }
    if let (false, Some(near)) = (values.contains(&value), nearest(&value, values.iter().map(String::as_str))) {
        let start = path.strip_suffix(value.as_str()).unwrap_or(path);
        return Err(Unfound {
            reason: format!("there is no `{path}`"),
            help: Some(format!("did you mean `{start}{near}`?")),
        });
    }
    if let Type::Simple(simple) = contract.ty_mut(ty) {
        simple.facets.retain(|facet| !matches!(&facet.value, FacetValue::Enumeration(known) if *known == value));
    }
    Ok(outcome(values.contains(&value), || format!("`{path}` is not in the schema")))
}

/// The values that a type itself enumerates, of which there must be some.
fn enumerated(contract: &Contract, ty: TypeId, path: &str) -> Result<Vec<String>, Unfound> {
    let facets = contract.ty(ty).as_simple().map_or(&[][..], |simple| &simple.facets);
    let value = |facet: &Facet| match &facet.value {
        FacetValue::Enumeration(value) => Some(value.clone()),
        _ => None,
    };
    let values: Vec<String> = facets.iter().filter_map(value).collect();
    if values.is_empty() { Err(format!("the type of `{path}` enumerates no values itself").into()) } else { Ok(values) }
}

/// Drops the facets of a simple type, but for its enumeration.
pub(super) fn lift_facets(contract: &mut Contract, component: &Component, path: &str) -> Result<Outcome, Unfound> {
    let (Component::Named(Some(ty), _) | Component::Anonymous(ty)) = *component else {
        return Err(wrong_kind(path, "a simple type"));
    };
    let Type::Simple(simple) = contract.ty_mut(ty) else { return Err(wrong_kind(path, "a simple type")) };
    let before = simple.facets.len();
    simple.facets.retain(|facet| matches!(facet.value, FacetValue::Enumeration(_)));
    let changed = simple.facets.len() < before;
    Ok(outcome(changed, || format!("{path} has no facets but its enumeration")))
}
