//! Named corrections of defects in published schemas, each of which says when it is no longer needed.
//!
//! In: the closed graph and the configuration's corrections. Out: the graph without the defects. Invariant: a change of what a type
//! declares reaches every type that inherits the declaration.

mod enumeration;
mod member;

#[cfg(test)]
mod tests;

use crate::config::{Action, Config, Correction};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Contract, TypeId};
use crate::path::{Component, Finder, Unfound};

/// Whether a correction had anything to correct; if not, what there is already.
enum Outcome {
    Applied,
    NotNeeded(String),
}

/// Applies the corrections of the configuration in order. One that finds nothing to correct is a warning; one that names nothing is
/// an error.
pub(crate) fn correct(contract: &mut Contract, config: &Config, diagnostics: &mut Diagnostics) {
    for correction in &config.corrections {
        match apply(contract, config, &correction.action) {
            Ok(Outcome::Applied) => {}
            Ok(Outcome::NotNeeded(why)) => diagnostics.push(not_needed(correction, &why)),
            Err(Unfound { reason, help }) => {
                let message = format!("the correction `{}` cannot be applied: {reason}", correction.name);
                diagnostics.push(config.unfound("correction-failed", message).help(help));
            }
        }
    }
}

fn not_needed(correction: &Correction, why: &str) -> Diagnostic {
    let message = format!("the correction `{}` is no longer needed: {why}", correction.name);
    Diagnostic::warning("correction-not-needed", None, message)
        .note(None, format!("it was made because {}", correction.cause))
        .help("remove it from the configuration".to_owned())
}

fn apply(contract: &mut Contract, config: &Config, action: &Action) -> Result<Outcome, Unfound> {
    let find = |contract: &Contract, path: &str| Finder::new(contract, &config.namespaces).find(path);
    match action {
        Action::LiftFixed(path) => member::lift_fixed(contract, find(contract, path)?, path),
        Action::LiftFacets(path) => enumeration::lift_facets(contract, &find(contract, path)?, path),
        Action::Optional(path) => member::set_required(contract, find(contract, path)?, path, false),
        Action::Required(path) => member::set_required(contract, find(contract, path)?, path, true),
        Action::MaxOccurs(path, times) => member::set_max_occurs(contract, &find(contract, path)?, path, *times),
        Action::Type(path, to) => {
            let ty = Finder::new(contract, &config.namespaces).find_type(to)?;
            member::set_type(contract, find(contract, path)?, path, (ty, to))
        }
        Action::AddValue(path) => enumeration::add(contract, find(contract, path)?, path),
        Action::RemoveValue(path) => enumeration::remove(contract, find(contract, path)?, path),
    }
}

/// What a path names is not what the correction is about.
fn wrong_kind(path: &str, wanted: &str) -> Unfound {
    Unfound { reason: format!("`{path}` is not {wanted}"), help: None }
}

/// A type and all that are derived from it.
fn with_derived(contract: &Contract, ty: TypeId) -> Vec<TypeId> {
    std::iter::once(ty).chain(contract.all_derived_types(ty)).collect()
}

/// The outcome of a change: whether any was made, or else why there was no need.
fn outcome(changed: bool, why: impl FnOnce() -> String) -> Outcome {
    if changed { Outcome::Applied } else { Outcome::NotNeeded(why()) }
}

/// The component, if it is a value of an enumeration.
fn value(component: Component, path: &str) -> Result<(TypeId, String), Unfound> {
    match component {
        Component::Value(ty, value) => Ok((ty, value)),
        _ => Err(wrong_kind(path, "a value of an enumeration, such as `t:Type=Value`")),
    }
}
